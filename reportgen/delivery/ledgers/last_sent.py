"""What was last sent of an edition: the numbers that went out, as the ledger keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.ledgers.ledger_places import LedgerPlaces

_DELIVERED: Final = (State.SENT, State.UNKNOWN)


@dataclass(frozen=True)
class LastSent:
    """The numbers.json of the last issue that somebody has, or may have, in which language and when it was sent."""

    numbers: bytes
    language: str
    at: datetime


def last_sent(output: Path, edition: str) -> LastSent | None:
    """The newest delivery of an edition of which the ledger has the numbers; None where there is none, or no ledger
    that can be read: `deliveries` says what is wrong with it. Nothing is written."""
    path = LedgerPlaces(output).ledger
    if not path.is_file():
        return None
    try:
        with Ledger.copy(path) as ledger:
            return _newest(ledger, edition)
    except (LedgerError, OSError):
        return None


def _newest(ledger: Ledger, edition: str) -> LastSent | None:
    rows = [row for row in ledger.deliveries(edition) if row.state in _DELIVERED]
    for row in sorted(rows, key=_when, reverse=True):
        if (numbers := ledger.numbers(row.numbers)) is not None:
            return LastSent(numbers, row.language, _when(row))
    return None


def _when(row: Delivery) -> datetime:
    return row.changed or row.queued
