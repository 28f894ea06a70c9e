"""Sending: parcels over a transport, each step in the ledger before and after it is taken.

What may happen and what follows from it:

    taken                       sent
    4yz, no connection          deferred: again after 30 minutes, then twice as long each time, for 5 days
    5yz                         refused, and never tried again
    cut off after the last dot  unknown: the server may have it; never sent again unless that is asked for
    killed while sending        unknown, unless the transport can tell

A place can always tell, and takes the same files twice without harm; a webhook is like a server of mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Protocol

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.plans.destinations import way_of

FIRST_WAIT: Final = timedelta(minutes=30)
LONGEST_WAIT: Final = timedelta(hours=8)
SENDING_PATIENCE: Final = timedelta(days=5)  # RFC 5321, 4.5.4.1: at least 4 to 5 days
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class PlacedFile:
    """A file as a place has it: its name there, and that of the built file whose bytes it has."""

    name: str
    built: str
    data: bytes = field(repr=False)


def artifact_of(language: str, digests: Iterable[tuple[str, str]]) -> str:
    """What names the files of a delivery: SHA-256 over their language, their built names and their SHA-256."""
    lines = (f"{name} {digest}" for name, digest in digests)
    return sha256("\n".join([language, *lines]).encode()).hexdigest()


@dataclass(frozen=True)
class Parcel:
    """A delivery and its finished message, which is only written when it is asked for; for a place, its files."""

    delivery: Delivery
    sender: str
    message: Callable[[], bytes] = field(compare=False)
    files: tuple[PlacedFile, ...] = ()

    @property
    def recipient(self) -> str:
        """The one address that it goes to."""
        return self.delivery.recipient


@dataclass(frozen=True)
class Outcome:
    """What became of a hand-over, and what the other side said.

    `halts` where no further parcel of the same way need be tried now: the server, not the recipient, is at fault.
    `fault` where somebody has to mend the set-up: a wrong password, a certificate that does not hold. `wait` is how
    long the other side asks to be left alone, None where it does not say.
    """

    state: State
    said: str
    halts: bool = False
    fault: bool = False
    wait: timedelta | None = None


class Transport(Protocol):
    """A way out. Neither method raises for anything that the network or the disk does."""

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Try to deliver a parcel."""
        ...

    def trace(self, delivery: Delivery) -> State | None:
        """What became of a hand-over that was cut short: sent, queued for not at all; None where nobody can tell."""
        ...


def deliver(
    parcels: Iterable[Parcel],
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
    again: frozenset[State] = frozenset(),
) -> list[str]:
    """Send what is due. Returns what has to be mended before anything can be sent.

    `again` are the states, unknown, refused or deferred, from which a person wants deliveries tried now. Raises
    LedgerError where a step cannot be written down: nothing is sent after that.
    """
    waiting, halted, faults = list(parcels), set[str](), []
    for parcel in waiting:
        ledger.enqueue(parcel.delivery)
    for parcel in waiting:
        if (way := way_of(parcel.recipient)) in halted:
            continue
        row = settled_issues(ledger, transport, *parcel.delivery.key[:2], clock())[0]
        if row.issue != parcel.delivery.issue or not is_due(row, clock(), again):
            continue
        if (begun := ledger.begin(row, clock())) is None:
            continue  # another run was faster
        outcome = transport.hand_over(parcel)
        _record(ledger, begun, outcome, clock())
        if outcome.halts:
            halted.add(way)
            faults += [outcome.said] if outcome.fault else []
    return faults


def settled_issues(
    ledger: Ledger, transport: Transport, edition: str, recipient: str, now: datetime
) -> tuple[Delivery, ...]:
    """What an edition's reader was sent, the newest first. A hand-over that a killed run left in the middle is settled
    before, as far as anybody can tell."""
    rows = ledger.issues(edition, recipient)
    cut_short = [row for row in rows if row.state is State.SENDING]
    for row in cut_short:
        found = transport.trace(row) or State.UNKNOWN
        ledger.settle(row, found, _CUT_SHORT[found], now)
    return ledger.issues(edition, recipient) if cut_short else rows


_CUT_SHORT: Final = {
    State.SENT: "found after an interruption",
    State.QUEUED: "interrupted before it went out",
    State.UNKNOWN: "interrupted while it went out; the server may have it",
}


def is_due(row: Delivery, now: datetime, again: frozenset[State]) -> bool:
    """True where a delivery is to be tried now. A wait that lies further ahead than any that is ever set was set by a
    clock that has been put back since."""
    if row.state in again & {State.UNKNOWN, State.REFUSED, State.DEFERRED}:
        return True
    if row.state is State.DEFERRED:
        return row.due is None or row.due <= now or row.due > now + LONGEST_WAIT
    return row.state is State.QUEUED


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 10)), LONGEST_WAIT)


def _record(ledger: Ledger, row: Delivery, outcome: Outcome, now: datetime) -> None:
    state, said, due = outcome.state, outcome.said, None
    if state is State.DEFERRED:
        due = now + max(wait_after(row.attempts), min(outcome.wait or FIRST_WAIT, LONGEST_WAIT))
        if now - row.queued >= SENDING_PATIENCE:
            state, due = State.REFUSED, None
            said = f"given up after {row.attempts} attempts in {(now - row.queued).days} days: {said}"
    ledger.settle(row, state, said, now, due)
