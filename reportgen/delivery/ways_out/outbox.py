"""The outbox: the way out that needs no server. Every message is a file that any mail program opens."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.sending import Outcome, Parcel
from reportgen.whole_files import make_private, write_whole


class Outbox:
    """A folder of .eml files. A file's name follows from its delivery, so that a second hand-over changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def beside(self, name: str) -> Outbox:
        """A folder in this one, for what is no delivery."""
        return Outbox(self.folder / name)

    def path(self, delivery: Delivery) -> Path:
        """The file of a delivery."""
        plain = re.sub(r"[^A-Za-z0-9@._+-]", "_", delivery.recipient)[:80]
        key = sha256(delivery.message_id.encode()).hexdigest()[:12]
        return self.folder / f"{delivery.edition}.{plain}.{key}.eml"

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Write the message: the whole file or none."""
        target = self.path(parcel.delivery)
        try:
            make_private(self.folder)
            write_whole(target, parcel.message(), private=True)
        except OSError as error:
            said = f"{target.name}: {error.strerror or error}"
            if self.folder.exists() and not self.folder.is_dir():
                place = f"{self.folder.parent.name}/{self.folder.name}"
                said = f"{place} is a file where a folder should be: move it away"
            return Outcome(State.DEFERRED, said, halts=True, fault=True)
        return Outcome(State.SENT, f"written to {target.name}")

    def trace(self, delivery: Delivery) -> State | None:
        """A file that is there was written as a whole."""
        return State.SENT if self.path(delivery).exists() else State.QUEUED
