"""What is due: each edition's schedule against the clock and the ledger, and what follows from it.

An occurrence is carried out by building (where anything changed), passing the gates and sending, and is then written
down. Where one of these stops, it stays due, and the next run tries again; so it does where the facts have grown too
old, though everybody has the current issue. Between occurrences a run only sends what a
former one left: deliveries that a server deferred, or that were cut short.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from reportgen.brief.edition import BRIEF, published
from reportgen.brief.inputs import DELIVERY, Inputs, Project, read_inputs
from reportgen.build import Built, Order, build
from reportgen.codes.rg9_delivery import RG926
from reportgen.delivery.gates import STANDING_GATES
from reportgen.delivery.ledgers.ledger import Ledger, State
from reportgen.delivery.plans.plan import Outline, no_delivery, read_outline
from reportgen.delivery.plans.planned import Schedule
from reportgen.delivery.plans.refresh_sources import RefreshSource
from reportgen.delivery.schedules import embargoed
from reportgen.delivery.schedules.calendar import (
    Decision,
    DueVerdict,
    UnknownTradingDay,
    builds_ahead,
    decide,
    is_embargoed,
)
from reportgen.delivery.send import SendOrder, Sent, read_for_delivery, send
from reportgen.delivery.sending import Clock, Transport, is_due
from reportgen.errors import Finding, Rejected
from reportgen.signing.signing_key import Signing

SayDue = Callable[[str], None]
RENEW: Final = "pip install --upgrade exchange-calendars"


@dataclass(frozen=True)
class Duty:
    """What there is to do about an edition: what the calendar says, and whether deliveries are left from before.

    `ahead` on the eve of an embargo, when it is built for its owner alone; `held` where such a build stands there
    though no embargo holds it any more. `sources` are what is brought in before it is built.
    """

    decision: Decision
    schedule: Schedule
    left: bool = False
    ahead: bool = False
    held: bool = False
    sources: tuple[RefreshSource, ...] = ()

    @property
    def idle(self) -> bool:
        """True where there is nothing to do now."""
        return not (self.is_due or self.left or self.ahead or self.held)

    @property
    def is_due(self) -> bool:
        """True where an occurrence has come and was not carried out."""
        return self.decision.verdict is DueVerdict.DUE

    @property
    def builds(self) -> bool:
        """True where it is built now."""
        return self.is_due or self.ahead

    @property
    def only_held(self) -> bool:
        """True where all there is to do is to put in place what an embargo held."""
        return self.held and not (self.is_due or self.left)

    def __str__(self) -> str:
        if self.ahead:
            return f"under embargo until {self._moment_of(self.schedule.embargo)}; built ahead, for its owner alone"
        if self.decision.verdict is DueVerdict.UNSCHEDULED:
            said = "not scheduled; send it by hand"
        elif self.decision.verdict is DueVerdict.DUE:
            said = f"due since {self._moment}"
        else:
            said = self._next
        said += "; what was built under embargo is put in place" if self.held else ""
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
        return self._moment_of(self.decision.at)

    def _moment_of(self, moment: datetime | None) -> str:
        assert moment is not None
        return f"{moment.astimezone(self.schedule.zone):%Y-%m-%d %H:%M} {self.schedule.zone}"


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
    held = embargoed.is_held(project, name) and not is_embargoed(outline.schedule, now)
    ahead = builds_ahead(outline.schedule, now)
    return Duty(decision, outline.schedule, left, ahead, held, outline.plan.refresh)


def _decided(schedule: Schedule, day: date, done: Collection[datetime], now: datetime) -> Decision:
    """What the calendar says. Raises Rejected with RG926 where that of the exchange does not know yet."""
    if not schedule.calendar:
        return decide(schedule, day, done, now)
    from reportgen.delivery.schedules.trading_days import trading_days

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
    signing: Signing | None = None,
) -> Sent:
    """Do what there is to do about an edition whose embargo, if any, has ended; what is built is signed where there is
    a key. Raises what `build` and `send` raise; what is due then stays due."""
    came_in = prepare_duty(project, name, duty, ledger, clock)
    with said_besides(came_in):
        order = Order(name, if_changed=True)
        built = build(project, order, say, workers, signing) if duty.is_due else None
    return send_due(project, name, duty, came_in, built, ledger, transport, clock)


def prepare_duty(
    project: Project, name: str, duty: Duty, ledger: Ledger, clock: Clock
) -> tuple[Finding, ...]:
    """Do what goes before a build: put in place what an embargo held that has ended, and bring in what is new; return
    what is to be said of that. Raises what `end_embargo` raises, and Rejected where anything is missing or wrong."""
    if duty.ahead:
        embargoed.closed_to_others(project)
    else:
        end_embargo(project, name, clock())
    return _refreshed(project, name, duty, ledger, clock) if duty.builds else ()


def send_due(
    project: Project,
    name: str,
    duty: Duty,
    came_in: Sequence[Finding],
    built: Built | None,
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
) -> Sent:
    """Send an edition that was built, where it is due, and write that down. Raises what `send` raises."""
    if not duty.is_due:
        return send(project, name, SendOrder(), ledger, transport, clock)
    assert built is not None and duty.decision.at is not None
    with said_besides(came_in):
        sent = send(project, name, SendOrder(), ledger, transport, clock, always=STANDING_GATES)
    ledger.mark_done(name, duty.decision.at, clock(), "built" if not built.unchanged else "unchanged")
    return replace(sent, findings=(*came_in, *built.findings, *sent.findings))


def end_embargo(project: Project, name: str, now: datetime) -> None:
    """Put in place what was built under an embargo that has ended by now; remove it where the embargo was taken back.
    Raises Rejected where delivery.yaml cannot be read, Locked where another run is at work on the edition."""
    if not embargoed.is_held(project, name):
        return
    schedule = _outline(read_inputs(project, name))[0].schedule
    if schedule.embargo is None:
        embargoed.forget(project, name)
    elif not is_embargoed(schedule, now):
        embargoed.put_into_output(project, name)


def build_ahead(
    project: Project,
    name: str,
    duty: Duty,
    ledger: Ledger,
    clock: Clock,
    say: SayDue,
    workers: Executor,
    signing: Signing | None = None,
) -> Built:
    """Build an edition that is under embargo where only its owner can read it, and see that its messages can be
    written. Raises what `build` raises, and Rejected for a delivery.yaml that does not hold."""
    came_in = prepare_duty(project, name, duty, ledger, clock)
    with said_besides(came_in):
        read_for_delivery(project, name)
        private = embargoed.private_project(project)
        built = build(private, Order(name, if_changed=True), say, workers, signing)
    built.folder.chmod(0o700)
    return replace(built, findings=(*came_in, *built.findings))


def _refreshed(project: Project, name: str, duty: Duty, ledger: Ledger, clock: Clock) -> tuple[Finding, ...]:
    """Bring in what is new, and say what that was. Raises Rejected where anything is missing or wrong."""
    if not duty.sources:
        return ()
    from reportgen.delivery.bringing_in.refreshing import refresh

    today = clock().astimezone(duty.schedule.zone).date()
    return refresh(project, name, duty.sources, ledger, today)


@contextmanager
def said_besides(findings: Sequence[Finding]) -> Iterator[None]:
    """Where what follows is rejected, these are said as well."""
    try:
        yield
    except Rejected as error:
        raise Rejected([*findings, *error.findings]) from None
