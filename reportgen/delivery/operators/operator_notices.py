"""Notices: the mails to operators in the ledger, in a table of their own, with the states that deliveries have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.operators.operator_letter import STOP, WELL
from reportgen.delivery.sending import (
    SENDING_PATIENCE,
    Clock,
    Parcel,
    Transport,
    is_due,
    wait_after,
)
from reportgen.delivery.ways_out.sign import Sign

NOTICE: Final = "operator"  # before the edition's name, where a way out files by it


@dataclass(frozen=True)
class OperatorNotice:
    """A mail to an operator: `cause` and `day` (ISO) are what it is told of once, `kind` says whether it is of a stop
    or that it is well again, `message` is finished but for a signature. `row` is its standing, as of a delivery."""

    cause: str
    day: str
    kind: str
    sender: str
    message: bytes
    row: Delivery


def new_notice(edition: str, cause: str, day: str, kind: str, to: str, sender: str, message_id: str, message: bytes,
               now: datetime) -> OperatorNotice:  # fmt: skip
    """A mail that nobody has tried to send."""
    row = Delivery(edition, to, 1, "", "", message_id, "", now)
    return OperatorNotice(cause, day, kind, sender, message, row)


class Notices:
    """The notices of an edition in a ledger. Every method raises LedgerError where that cannot be read or written."""

    def __init__(self, ledger: Ledger, edition: str) -> None:
        self._ledger, self._edition = ledger, edition

    def add(self, notice: OperatorNotice) -> None:
        """Write a notice down; one that stands there already is left as it is."""
        row = notice.row
        values = (
            row.edition, notice.cause, notice.day, notice.kind, row.recipient, notice.sender, row.message_id,
            notice.message, row.queued.isoformat(), row.state, row.attempts, row.said,
        )  # fmt: skip
        query = (
            "INSERT OR IGNORE INTO operator_notices (edition, cause, day, kind, operator, sender, message_id, message,"
            " queued, state, attempts, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        self._ledger.write((query, values))

    def all(self) -> tuple[OperatorNotice, ...]:
        """All of them, in their order."""
        query = (
            "SELECT cause, day, kind, operator, sender, message_id, message, queued, state, attempts, changed, due,"
            " said FROM operator_notices WHERE edition = ? ORDER BY id"
        )
        return tuple(_notice(self._edition, row) for row in self._ledger.read(query, (self._edition,)))

    def waiting(self, now: datetime) -> bool:
        """True where there is something to send, or to settle."""
        return any(one.row.state is State.SENDING or is_due(one.row, now, frozenset()) for one in self.all())

    def wells(self) -> int:
        """How often it was told that it is well again."""
        return sum(one.kind == WELL for one in self.all())

    def open_stop(self) -> OperatorNotice | None:
        """The newest that tells of a stop, where none after it says that it is well again."""
        newest = next(reversed(self.all()), None)
        return newest if newest is not None and newest.kind == STOP else None

    def change(
        self, notice: OperatorNotice, state: State, said: str, now: datetime, **more: Any
    ) -> OperatorNotice | None:
        """Write down where a notice stands; None where it is no longer as it was read."""
        row = notice.row
        new = replace(row, state=state, said=said, changed=now, **{"due": None, **more})
        query = (
            "UPDATE operator_notices SET state = ?, said = ?, changed = ?, due = ?, attempts = ?"
            " WHERE message_id = ? AND state = ? AND attempts = ?"
        )
        values = (state, said, now.isoformat(), new.due.isoformat() if new.due else None, new.attempts)
        changed = self._ledger.write((query, (*values, row.message_id, row.state, row.attempts)))
        return replace(notice, row=new) if changed == 1 else None


def hand_over_notices(
    notices: Notices, transport: Transport, clock: Clock, sign: Sign
) -> tuple[OperatorNotice, ...]:
    """Send what is due, each step in the ledger before and after it is taken; what was tried, as it stands then."""
    tried = []
    for one in notices.all():
        notice = _settled(notices, one, transport, clock()) if one.row.state is State.SENDING else one
        if notice is None or not is_due(notice.row, clock(), frozenset()):
            continue
        begun = notices.change(notice, State.SENDING, "", clock(), attempts=notice.row.attempts + 1)
        if begun is None:
            continue  # another run was faster
        outcome = transport.hand_over(notice_parcel(begun, sign))
        done = _recorded(notices, begun, outcome.state, outcome.said, clock())
        tried += [done] if done else []
        if outcome.halts:
            break
    return tuple(tried)


def notice_parcel(notice: OperatorNotice, sign: Sign) -> Parcel:
    """A notice as ways out take it."""
    row = replace(notice.row, edition=f"{NOTICE}.{notice.row.edition}")
    return Parcel(row, notice.sender, lambda: sign(notice.message))


def _settled(
    notices: Notices, notice: OperatorNotice, transport: Transport, now: datetime
) -> OperatorNotice | None:
    """A hand-over that a killed run left in the middle, settled as far as anybody can tell."""
    row = notice_parcel(notice, lambda message: message).delivery
    return notices.change(notice, transport.trace(row) or State.UNKNOWN, "interrupted", now)


def _recorded(
    notices: Notices, notice: OperatorNotice, state: State, said: str, now: datetime
) -> OperatorNotice | None:
    due = now + wait_after(notice.row.attempts) if state is State.DEFERRED else None
    if due is not None and now - notice.row.queued >= SENDING_PATIENCE:
        state, due, said = State.REFUSED, None, f"given up after {notice.row.attempts} attempts: {said}"
    return notices.change(notice, state, said, now, due=due)


def _notice(edition: str, row: tuple[Any, ...]) -> OperatorNotice:
    cause, day, kind, to, sender, message_id, message, queued, state, attempts, changed, due, said = row
    since, until = (datetime.fromisoformat(one) if one else None for one in (changed, due))
    delivery = Delivery(
        edition,
        to,
        1,
        "",
        "",
        message_id,
        "",
        datetime.fromisoformat(queued),
        State(state),
        attempts,
        since,
        until,
        said,
    )
    return OperatorNotice(cause, day, kind, sender, bytes(message), delivery)
