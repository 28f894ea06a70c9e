"""Where an output keeps its ledger, and the witness: the file that says which ledger belongs there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.whole_files import write_whole

LEDGER: Final = "ledger.sqlite"
OUTBOX: Final = "outbox"
_WORD: Final = "reportgen ledger "  # before the id in the witness
_MAILED: Final = "a mail server was used"
LOG_ENDS: Final = ("-wal", "-shm")


@dataclass(frozen=True)
class LedgerPlaces:
    """Where an output keeps its ledger, and what belongs to it."""

    output: Path

    @property
    def ledger(self) -> Path:
        """The ledger itself."""
        return self.output / LEDGER

    @property
    def witness(self) -> Path:
        """The file with the id of the ledger that belongs here."""
        return self.output / "ledger.id"

    @property
    def intent(self) -> Path:
        """A witness whose ledger is being put in place."""
        return self.output / ".ledger.id.new"

    @property
    def backup(self) -> Path:
        """The ledger as it was when the last run that sent began."""
        return self.output / f"{LEDGER}.bak"

    @property
    def draft(self) -> Path:
        """A ledger that is being made."""
        return self.output / f".{LEDGER}.new"

    @property
    def opening(self) -> Path:
        """The lock of whoever opens the ledger, held for moments."""
        return self.output / f".{LEDGER}.opening"

    @property
    def using(self) -> Path:
        """The lock of all that have the ledger open, so that nobody puts it aside under them."""
        return self.output / f".{LEDGER}.using"

    @property
    def outbox(self) -> Path:
        """The letters that were written because no mail server was named."""
        return self.output / OUTBOX

    def logs(self, of: Path) -> Iterator[Path]:
        """What SQLite keeps beside a database, where it is there."""
        yield from (path for end in LOG_ENDS if (path := of.with_name(of.name + end)).exists())


def read_witness(path: Path) -> str | None:
    """The id in a witness; "" where it cannot be read, None where there is none."""
    try:
        first = path.read_bytes()[:200].decode("ascii", "replace").partition("\n")[0]
    except FileNotFoundError:
        return None
    except OSError:
        return ""
    return first.removeprefix(_WORD).strip() if first.startswith(_WORD) else ""


def mailed(places: LedgerPlaces) -> bool | None:
    """Whether a mail server was ever used with this ledger; None where nothing tells."""
    if not read_witness(places.witness):
        return None
    return _MAILED in places.witness.read_text("ascii", "replace")


def note_mail(places: LedgerPlaces) -> None:
    """Write into the witness that a mail server is used: whoever makes the ledger anew cannot ask it what it took."""
    if mailed(places) is False:
        write_whole(places.witness, witness_text(read_witness(places.witness) or "", True), private=True)


def witness_text(identity: str, mail: bool) -> bytes:
    """What stands in a witness."""
    return f"{_WORD}{identity}\n{_MAILED + chr(10) if mail else ''}".encode()
