"""A run of the program that ends at one of its writes. It is for a process of its own, which it kills."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportgen.delivery import outbox
from reportgen.delivery.ledger import Delivery, Ledger
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.post import Post, Server, tls
from reportgen.delivery.sending import Parcel, Transport, deliver

READERS = ("ann@example.com", "ben@example.com", "eve@example.com")
NOW = datetime(2026, 2, 6, 6, 0, tzinfo=UTC)


class Countdown:
    """Ends the process when it has been passed so many times."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def pass_by(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def parcel(reader: str) -> Parcel:
    """A small message to a reader."""
    text = f"From: desk@example.com\r\nTo: {reader}\r\nSubject: kills\r\n\r\n" + "a line of text\r\n" * 600
    row = Delivery("edition", reader, 1, "artifact", "en", f"<{reader}>", "", NOW)
    return Parcel(row, "desk@example.com", text.encode)


def deliver_or_die(folder: Path, way: str, steps: int) -> None:
    """Deliver three parcels by a way, "outbox" or the port of a mail server, and die at one of the steps (0: at none).

    A step is what stands before or after a write of the ledger, or before an access to a file of the outbox.
    """
    make_fatal(steps, ("fsync", "replace", "open"))
    transport: Transport = Outbox(folder / "outbox")
    if way != "outbox":
        transport = Post(Server("smtp+plain", "127.0.0.1", int(way)), "", tls())
    with Ledger(folder / "ledger.sqlite") as ledger:
        deliver([parcel(reader) for reader in READERS], ledger, transport, lambda: NOW)


def make_fatal(steps: int, names: Sequence[str]) -> None:
    """Let this process die at one of its steps: before or after a write of the ledger, or before a call of `os`, by
    which pathlib and the program's own files come, too."""
    countdown = Countdown(steps)
    write = Ledger._write

    def fatal_write(self: Ledger, statements: Any) -> int:
        countdown.pass_by()
        done = write(self, statements)
        countdown.pass_by()
        return done

    Ledger._write = fatal_write  # type: ignore[method-assign]
    for name in names:
        _make_fatal(name, countdown)


def _make_fatal(name: str, countdown: Countdown) -> None:
    usual = getattr(outbox.os, name)

    def fatal(*arguments: Any, **options: Any) -> Any:
        countdown.pass_by()
        return usual(*arguments, **options)

    setattr(outbox.os, name, fatal)
