"""What was last sent of an edition: the numbers that went out, as the ledger keeps them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.ledgers.ledger_places import LedgerPlaces

_DELIVERED: Final = (State.SENT, State.UNKNOWN)


@dataclass(frozen=True)
class LastSent:
    """The numbers.json of the last issue that somebody has, or may have, in which language and when it was sent, and
    the digest of the files that went with it."""

    numbers: bytes
    language: str
    at: datetime
    artifact: str


class SentReader:
    """What was last sent of editions. A ledger is copied once, when it is first asked for: it may hold the numbers of
    thousands. Nothing is written."""

    def __init__(self) -> None:
        self._copies: dict[Path, Ledger | None] = {}

    def newest(self, output: Path, edition: str) -> LastSent | None:
        """The newest delivery of an edition of which the ledger of an output has the numbers; None where there is none,
        or no ledger that can be read: `deliveries` says what is wrong with it."""
        if output not in self._copies:
            self._copies[output] = _copied(LedgerPlaces(output).ledger)
        ledger = self._copies[output]
        try:
            return _newest(ledger, edition) if ledger else None
        except LedgerError:
            return None

    def close(self) -> None:
        """Let go of the copies."""
        for ledger in self._copies.values():
            if ledger:
                ledger.close()
        self._copies.clear()


def last_sent(output: Path, edition: str) -> LastSent | None:
    """What `SentReader.newest` says of one edition."""
    with closing(SentReader()) as reader:
        return reader.newest(output, edition)


def _copied(path: Path) -> Ledger | None:
    if not path.is_file():
        return None
    try:
        return Ledger.copy(path)
    except (LedgerError, OSError):
        return None


def _newest(ledger: Ledger, edition: str) -> LastSent | None:
    rows = [row for row in ledger.deliveries(edition) if row.state in _DELIVERED]
    for row in sorted(rows, key=_when, reverse=True):
        if (numbers := ledger.numbers(row.numbers)) is not None:
            return LastSent(numbers, row.language, _when(row), row.artifact)
    return None


def _when(row: Delivery) -> datetime:
    return row.changed or row.queued
