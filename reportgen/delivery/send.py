"""One edition's way out, from its built files to its readers; the whole story is in `send`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from reportgen.brief.inputs import Inputs, Project, read_inputs
from reportgen.brief.inspection import meant_as_they_stand
from reportgen.check import Checked, check
from reportgen.codes.rg9_delivery import RG910, RG911, RG912, RG913, RG914, RG953
from reportgen.delivery.approving.approval import Approval, Vote, approve, approved_letters, read_approval
from reportgen.delivery.approving.ballot import may_approve, weigh
from reportgen.delivery.approving.looking import not_looked_at
from reportgen.delivery.gates import (
    GATES,
    Case,
    Gate,
    as_in_the_manifest,
    made_from_what_is_here,
    pass_gates,
    read_manifest,
    unfinished,
)
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.messages.composing import Composer, Prepared, outgoing
from reportgen.delivery.messages.correction import same_statements
from reportgen.delivery.messages.listing import Rehearsal
from reportgen.delivery.messages.message import message_id
from reportgen.delivery.plans.destinations import folder_named
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.delivery.plans.planned import Destination, Plan
from reportgen.delivery.schedules import embargoed
from reportgen.delivery.sending import Clock, Parcel, Transport, deliver, is_due, settled_issues
from reportgen.delivery.ways_out.stoppable import Stoppable
from reportgen.document.placeholders import placeholders
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.press import fresh, placing
from reportgen.press.placing import read_built
from reportgen.stopping import held

if TYPE_CHECKING:
    from reportgen.delivery.approving.signatures import SigningKey

_DELIVERED: Final = (State.SENT, State.UNKNOWN)
_TO_COME: Final = (State.QUEUED, State.SENDING, State.DEFERRED)


@dataclass(frozen=True)
class SendOrder:
    """What a person asked for: `only` these addresses (empty: all), and deliveries in the states `again` once more.

    `reissue` sends an edition again whose files changed and say nothing new.
    """

    only: tuple[str, ...] = ()
    again: frozenset[State] = frozenset()
    reissue: bool = False


@dataclass(frozen=True)
class Sent:
    """What came of sending an edition: where each delivery stands, what is to be said about them, and the addresses
    that there was something to do for in this run."""

    deliveries: tuple[Delivery, ...]
    findings: tuple[Finding, ...]
    tried: frozenset[str] = frozenset()

    @property
    def touched(self) -> tuple[Delivery, ...]:
        """The deliveries that this run had in hand, and those that wait."""
        return tuple(row for row in self.deliveries if row.recipient in self.tried or row.state in _TO_COME)

    @property
    def outcome(self) -> str:
        """In one word: `incomplete` where a person has to do something, `deferred` where the next run tries again,
        `sent` where this run brought somebody something, else `unchanged`."""
        if any(finding.blocks for finding in self.findings):
            return "incomplete"
        if any(row.state in _TO_COME for row in self.deliveries):
            return "deferred"
        return "sent" if self.tried else "unchanged"


def send(
    project: Project,
    name: str,
    asked: SendOrder,
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
    gates: Sequence[Gate] = GATES,
    always: Sequence[Gate] = (),
) -> Sent:
    """Send an edition to whoever is due to get it, once each. `gates` have to hold before anything goes out, `always`
    those that have to hold even where nobody has to get anything.

    Raises Rejected, with nothing sent, where a gate, a text or a finished message does not hold; Locked where another
    run is at work on the edition.
    """
    with placing.locked(project.output, name):
        inputs, checked, plan = read_for_delivery(project, name)
        readers = readers_of(plan, asked, name)
        composer = composer_of(
            project, embargoed.standing_in(project, name), inputs, checked, plan, ledger, clock
        )
        prepared = [prepare(composer, reader, asked, transport, clock) for reader in readers]
        faults: list[str] = []
        if waiting := [one for one in prepared if not one.settled]:
            case = case_of(composer, waiting, clock())
            if findings := pass_gates(case, gates) or list(
                dict.fromkeys(_message_findings(composer, waiting))
            ):
                raise Rejected(findings)
            parcels = [composer.parcel(one) for one in waiting]
            ledger.keep_numbers(sha256(composer.numbers).hexdigest(), composer.numbers)
            with held():
                faults = deliver(parcels, ledger, Stoppable(transport), clock, asked.again)
        elif always and (findings := pass_gates(case_of(composer, (), clock()), always)):
            raise Rejected(findings)
        standing = [_standing(ledger, one) for one in prepared]
        tried = frozenset(one.delivery.recipient for one in waiting)
        return Sent(tuple(row for row, _ in standing), tuple(_report(standing, faults)), tried)


def rehearse(
    project: Project, name: str, asked: SendOrder, ledger: Ledger, clock: Clock, gates: Sequence[Gate] = GATES
) -> list[Parcel]:
    """What `send` would hand over now. `ledger` is a copy that may be written to. Raises as `send` does."""
    rehearsal = Rehearsal()
    send(project, name, asked, ledger, rehearsal, clock, gates)
    return rehearsal.parcels


def approve_built(
    project: Project, name: str, by: str, clock: Clock, key: SigningKey | None = None
) -> Approval:
    """Write down that somebody approves an edition as it is built, signed where there is a key; returns the approvals
    that count.

    Raises Rejected where what is built is not what would go out (RG907, RG908), or the approval would not count or adds
    nobody (RG946 to RG949); Misuse where `by` is no name, Locked where another run is at work on the edition.
    """
    with placing.locked(project.output, name):
        read = read_for_delivery(project, name)
        private = embargoed.standing_in(project, name)
        stopped: list[Finding] = []
        for place in dict.fromkeys((private, project)):  # what was built by hand may be the newer of the two
            with Ledger(":memory:") as ledger:
                case = case_of(composer_of(project, place, *read, ledger, clock), (), clock())
            findings = pass_gates(case, (as_in_the_manifest, made_from_what_is_here))
            if not findings:
                return _approved(case, project, by, clock(), key)
            stopped = stopped or findings
        raise Rejected(stopped)


def _approved(case: Case, project: Project, by: str, now: datetime, key: SigningKey | None) -> Approval:
    """Write an approval of a case down; returns those that count."""
    name, approvers, root = case.edition.name, case.plan.approvers, project.data.parent
    if findings := list(may_approve(by, key, now, approvers, root)):
        raise Rejected(findings)

    def counted(approval: Approval) -> tuple[Vote, ...]:
        return weigh(approval, approvers, name, root).counted

    made = approve(project, name, {**case.artifacts, **case.letters}, by, now, key, counted)
    return replace(made, votes=counted(made), needed=case.plan.schedule.approvals)


def composer_of(
    project: Project,
    place: Project,
    inputs: Inputs,
    checked: Checked,
    plan: Plan,
    ledger: Ledger,
    clock: Clock,
) -> Composer:
    """What the messages of an edition are made of, which is built at a place. What is private leaves nothing in the
    cache."""
    built = place.output / inputs.name
    quiet = project if place is project else replace(project, cache=None)
    return Composer(quiet, inputs, checked, plan, read_built(built), ledger, built, clock)


def case_of(composer: Composer, waiting: Sequence[Prepared], now: datetime) -> Case:
    project, name = composer.project, composer.edition.name
    approval = read_approval(project, name)
    asked = composer.plan.schedule.reviewed
    unseen = tuple(not_looked_at(composer.inputs, composer.checked)) if asked else ()
    return Case(
        composer.edition,
        composer.plan,
        fresh.present(composer.inputs, read_manifest(composer.files)),
        approval,
        weigh(approval, composer.plan.approvers, name, project.data.parent),
        approved_letters(composer.inputs),
        composer.folder,
        composer.files,
        outgoing(composer, waiting),
        now,
        unseen,
    )


def _message_findings(composer: Composer, waiting: Sequence[Prepared]) -> Iterator[Finding]:
    found = list(composer.findings(waiting))
    yield from found
    if not any(finding.code == RG953.id for finding in found):  # without the password there is no message
        yield from unfinished_messages(composer, waiting)


def unfinished_messages(composer: Composer, waiting: Sequence[Prepared]) -> Iterator[Finding]:
    """RG924 for each placeholder in a message."""
    known = meant_as_they_stand(composer.edition)
    for one in waiting:
        for _, said in placeholders(composer.words(one), known):
            yield unfinished(f"the message to {one.recipient.address}", "text", said)


def read_for_delivery(project: Project, name: str) -> tuple[Inputs, Checked, Plan]:
    """An edition that holds, what it was read from, and its plan. Raises Rejected with everything that is wrong."""
    inputs = read_inputs(project, name)
    checked = check(inputs)
    findings = [finding for finding in checked.findings if finding.blocks]
    if checked.edition is None or findings:
        raise Rejected(findings)
    plan, found = inspect_delivery(inputs, checked)
    if plan is None:
        raise Rejected(finding for finding in found if finding.blocks)
    return inputs, checked, plan


def readers_of(plan: Plan, asked: SendOrder, name: str) -> tuple[Destination, ...]:
    """The destinations that are asked for, a place also by its folder alone. Raises Misuse for an address that is not
    on the list."""
    known = {one.address.lower(): one for one in plan.destinations}
    wanted = {address.lower() for address in asked.only}
    named = {address: {address, folder_named(address)} - {""} for address in known}
    if strange := [one for one in asked.only if not any(one.lower() in names for names in named.values())]:
        raise Misuse(f"{', '.join(strange)} is not a recipient of {name}; it goes to: {', '.join(known)}")
    return tuple(one for address, one in known.items() if not wanted or named[address] & wanted)


# ---- which delivery is a reader's next ---------------------------------------------------------------------------


def prepare(
    composer: Composer, reader: Destination, asked: SendOrder, transport: Transport, clock: Clock
) -> Prepared:
    """A reader's delivery: the one that the ledger knows of these files, or the next issue."""
    ledger, edition, now = composer.ledger, composer.edition.name, clock()
    rows = settled_issues(ledger, transport, edition, reader.address, now)
    if rows and rows[0].artifact == composer.artifact(reader):
        former = _known(composer, _delivered(rows[1:]))
        return Prepared(rows[0], reader, former, not is_due(rows[0], now, asked.again))
    former = _delivered(rows)
    if former and not asked.reissue and _says_nothing_new(composer, former):
        return Prepared(former, reader, settled=True, silent=True)
    issue = rows[0].issue + 1 if rows else 1
    return Prepared(_next_issue(composer, reader, issue, clock), reader, _known(composer, former))


def _delivered(rows: Sequence[Delivery]) -> Delivery | None:
    """The newest that the reader has, or may have."""
    return next((row for row in rows if row.state in _DELIVERED), None)


def _known(composer: Composer, former: Delivery | None) -> Delivery | None:
    """What the reader had before, where the ledger has its numbers: one that was made anew may know of the delivery
    alone, and then nobody can say what changed."""
    return former if former and composer.ledger.numbers(former.numbers) is not None else None


def _says_nothing_new(composer: Composer, former: Delivery) -> bool:
    before = composer.ledger.numbers(former.numbers)
    return before is not None and same_statements(before, composer.numbers, former.language)


def _next_issue(composer: Composer, reader: Destination, issue: int, clock: Clock) -> Delivery:
    edition, address, artifact = composer.edition.name, reader.address, composer.artifact(reader)
    return Delivery(
        edition,
        address,
        issue,
        artifact,
        reader.language,
        message_id(edition, artifact, address, issue, composer.plan.sender.domain or "localhost"),
        sha256(composer.numbers).hexdigest(),
        clock().replace(microsecond=0),
    )


# ---- what came of it ---------------------------------------------------------------------------------------------


def _standing(ledger: Ledger, one: Prepared) -> tuple[Delivery, Prepared]:
    rows = ledger.issues(one.delivery.edition, one.delivery.recipient)
    return next((row for row in rows if row.issue == one.delivery.issue), one.delivery), one


def _report(standing: Sequence[tuple[Delivery, Prepared]], faults: Sequence[str]) -> Iterator[Finding]:
    """RG910 refused, RG911 unknown, RG912 deferred, RG913 the set-up, RG914 nothing new; each names its recipient."""
    for row, one in standing:
        said, place_ = f"{row.recipient}: {row.said}", one.recipient.locus
        if row.state is State.REFUSED:
            mend = "mend the address or the sender, then: --resend-refused"
            yield RG910.finding(f"refused: {said}", place_, mend)
        elif row.state is State.UNKNOWN:
            mend = "ask the recipient or look into the server's log; to send it again: --resend-unknown"
            yield RG911.finding(f"nobody knows whether it arrived: {said}", place_, mend)
        elif row.state is State.DEFERRED:
            when = f" until {row.due:%Y-%m-%d %H:%M} UTC" if row.due else ""
            yield RG912.finding(f"deferred{when}: {said}", place_)
        elif one.silent:
            message = f"{row.recipient}: the files changed; no number, claim or heading did, and nothing is sent again"
            yield RG914.finding(message, mend="to send it all the same: --reissue")
    for fault in faults:
        yield RG913.finding(f"nothing can be sent: {fault}")
