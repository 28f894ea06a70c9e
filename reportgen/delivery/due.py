"""What is due: each edition's schedule against the clock and the ledger, and what follows from it.

An occurrence is carried out by building (where anything changed), passing the gates and sending, and is then written
down. Where one of these stops, it stays due, and the next run tries again; so it does where the facts have grown too
old, though everybody has the current issue. Between occurrences a run only sends what a
former one left: deliveries that a server deferred, or that were cut short.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from reportgen.brief.edition import BRIEF, published
from reportgen.brief.inputs import DELIVERY, Inputs, Project, read_inputs
from reportgen.build import Order, build
from reportgen.codes.rg9_delivery import RG926
from reportgen.delivery.calendar import Decision, DueVerdict, UnknownTradingDay, decide
from reportgen.delivery.gates import STANDING_GATES
from reportgen.delivery.ledger import Ledger, State
from reportgen.delivery.plan import Outline, Schedule, no_delivery, read_outline
from reportgen.delivery.send import SendOrder, Sent, send
from reportgen.delivery.sending import Clock, Transport, is_due
from reportgen.errors import Rejected

SayDue = Callable[[str], None]
RENEW: Final = "pip install --upgrade exchange-calendars"


@dataclass(frozen=True)
class Duty:
    """What there is to do about an edition: what the calendar says, and whether deliveries are left from before."""

    decision: Decision
    schedule: Schedule
    left: bool = False

    @property
    def idle(self) -> bool:
        """True where there is nothing to do now."""
        return self.decision.verdict is not DueVerdict.DUE and not self.left

    def __str__(self) -> str:
        if self.decision.verdict is DueVerdict.UNSCHEDULED:
            said = "not scheduled; send it by hand"
        elif self.decision.verdict is DueVerdict.DUE:
            said = f"due since {self._moment}"
        else:
            said = self._next
        return f"{said}; deliveries are left from before" if self.left else said

    @property
    def _next(self) -> str:
        if self.decision.at:
            return f"not due; next {self._moment}"
        if self.decision.unknown is None:
            return "not due any more"
        calendar, day = self.schedule.calendar, self.decision.unknown
        return f"not due; what comes next is not known: the calendar {calendar} ends before {day} ({RENEW})"

    @property
    def _moment(self) -> str:
        assert self.decision.at is not None
        return f"{self.decision.at.astimezone(self.schedule.zone):%Y-%m-%d %H:%M} {self.schedule.zone}"


def editions(project: Project) -> tuple[str, ...]:
    """The editions that say to whom they go."""
    return tuple(sorted(path.parent.name for path in project.data.glob(f"*/{DELIVERY}")))


def duty(project: Project, name: str, ledger: Ledger, now: datetime) -> Duty:
    """What is to be done about an edition now. Raises Rejected where its delivery.yaml or its date cannot be read,
    Misuse where there is no such edition."""
    outline, day = _outline(read_inputs(project, name))
    decision = _decided(outline.schedule, day, ledger.done(name), now)
    rows = (row for row in ledger.deliveries(name) if row.recipient in outline.addresses)
    left = any(row.state is State.SENDING or is_due(row, now, frozenset()) for row in rows)
    return Duty(decision, outline.schedule, left)


def _decided(schedule: Schedule, day: date, done: Collection[datetime], now: datetime) -> Decision:
    """What the calendar says. Raises Rejected with RG926 where that of the exchange does not know yet."""
    if not schedule.calendar:
        return decide(schedule, day, done, now)
    from reportgen.delivery.trading_days import trading_days

    try:
        return decide(schedule, day, done, now, trading_days(schedule.calendar, now.date()))
    except UnknownTradingDay as error:
        message = f"whether {schedule.calendar} is open on {error.day} is not known: its calendar ends before"
        raise Rejected(
            [RG926.finding(message, mend=f"bring it up to date: {RENEW}; or leave calendar: out")]
        ) from None


def _outline(inputs: Inputs) -> tuple[Outline, date]:
    file = f"{inputs.folder}/{DELIVERY}"
    if inputs.delivery is None:
        raise Rejected([no_delivery(file)])
    outline, findings = read_outline(inputs.delivery, file)
    day, broken = published(inputs.files.get(BRIEF, b""), f"{inputs.folder}/{BRIEF}")
    if outline is None or day is None:
        raise Rejected([*findings, *broken])
    return outline, day


def carry_out(
    project: Project,
    name: str,
    duty: Duty,
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
    say: SayDue,
    workers: Executor,
) -> Sent:
    """Do what there is to do about an edition. Raises what `build` and `send` raise; what is due then stays due."""
    if duty.decision.verdict is not DueVerdict.DUE:
        return send(project, name, SendOrder(), ledger, transport, clock)
    built = build(project, Order(name, if_changed=True), say, workers)
    sent = send(project, name, SendOrder(), ledger, transport, clock, always=STANDING_GATES)
    assert duty.decision.at is not None
    ledger.mark_done(name, duty.decision.at, clock(), "built" if not built.unchanged else "unchanged")
    return replace(sent, findings=(*built.findings, *sent.findings))
