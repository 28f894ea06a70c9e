"""A run of the program that ends at one of its writes. It is for a process of its own, which it kills."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportgen.delivery.ledgers.ledger import Delivery, Ledger
from reportgen.delivery.sending import Parcel, PlacedFile, Transport, artifact_of, deliver
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.ways_out.places import PlaceWay
from reportgen.delivery.ways_out.post import Post, Server, tls
from reportgen.delivery.ways_out.ways import store_opener
from reportgen.delivery.ways_out.webhooks import Webhooks

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


def placed(folder: Path, number: int) -> Parcel:
    """Two files for a place."""
    names = [f"edition.en.{kind}" for kind in ("pdf", "html")]
    files = tuple(PlacedFile(name, name, f"{name} {number} {'x' * 9000}".encode()) for name in names)
    artifact = artifact_of("en", [(one.built, sha256(one.data).hexdigest()) for one in files])
    row = Delivery("edition", f"{folder}/place{number}#en", 1, artifact, "en", f"<{number}>", "", NOW)
    return Parcel(row, "", lambda: b"", files)


def told(number: int) -> Parcel:
    """A post to a chat; each edition has one."""
    row = Delivery(f"edition{number}", "webhook:desk", 1, "artifact", "en", f"<{number}>", "", NOW)
    return Parcel(row, "", lambda: b'{"text": "edition %d"}' % number)


def parcels_by(folder: Path, way: str) -> list[Parcel]:
    """Three parcels that go by a way."""
    if way == "places":
        return [placed(folder, number) for number in range(3)]
    return [told(number) for number in range(3)] if way.startswith("hook") else [*map(parcel, READERS)]


def transport_by(folder: Path, way: str) -> Transport:
    """A way: "outbox", "places", "hook" and the port of a chat, or the port of a mail server."""
    if way == "outbox":
        return Outbox(folder / "outbox")
    if way == "places":
        return PlaceWay(store_opener(folder, lambda: None))
    if way.startswith("hook"):
        return Webhooks({"REPORTGEN_WEBHOOK_DESK": f"http://127.0.0.1:{way.removeprefix('hook')}/x"})
    return Post(Server("smtp+plain", "127.0.0.1", int(way)), "", tls())


def deliver_or_die(folder: Path, way: str, steps: int) -> None:
    """Deliver three parcels by a way, and die at one of the steps (0: at none).

    A step is what stands before or after a write of the ledger, or before an access to a file of the outbox.
    """
    countdown = make_fatal(steps, ("fsync", "replace", "open"))
    if way.startswith("hook"):
        _make_posts_fatal(countdown)
    with Ledger(folder / "ledger.sqlite") as ledger:
        deliver(parcels_by(folder, way), ledger, transport_by(folder, way), lambda: NOW)


def make_fatal(steps: int, names: Sequence[str]) -> Countdown:
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
    return countdown


def _make_posts_fatal(countdown: Countdown) -> None:
    usual = socket.socket.sendall

    def fatal(self: socket.socket, data: bytes, *more: int) -> None:
        countdown.pass_by()
        usual(self, data, *more)
        countdown.pass_by()

    socket.socket.sendall = fatal  # type: ignore[assignment, method-assign]


def _make_fatal(name: str, countdown: Countdown) -> None:
    usual = getattr(os, name)

    def fatal(*arguments: Any, **options: Any) -> Any:
        countdown.pass_by()
        return usual(*arguments, **options)

    setattr(os, name, fatal)
