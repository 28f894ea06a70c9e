"""One edition's way out, from its built files to its readers; the whole story is in `send`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from reportgen.brief.inputs import Inputs, Project, read_inputs
from reportgen.brief.inspection import meant_as_they_stand
from reportgen.check import Checked, check
from reportgen.codes.rg9_delivery import RG910, RG911, RG912, RG913, RG914
from reportgen.delivery.approval import Approval, approve, approved_letters, read_approval
from reportgen.delivery.composing import Composer, Prepared, outgoing
from reportgen.delivery.correction import same_statements
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
from reportgen.delivery.ledger import Delivery, Ledger, State
from reportgen.delivery.listing import Rehearsal
from reportgen.delivery.message import message_id
from reportgen.delivery.plan import Plan, Recipient, inspect_delivery
from reportgen.delivery.readback import ReadBack
from reportgen.delivery.sending import Clock, Parcel, Transport, deliver, is_due, settled_issues
from reportgen.delivery.stoppable import Stoppable
from reportgen.document.placeholders import placeholders
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.press import fresh, placing
from reportgen.press.placing import read_built
from reportgen.stopping import held

_DELIVERED: Final = (State.SENT, State.UNKNOWN)


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
    """What came of sending an edition: where each delivery stands, and what is to be said about them."""

    deliveries: tuple[Delivery, ...]
    findings: tuple[Finding, ...]


def send(
    project: Project,
    name: str,
    asked: SendOrder,
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
    gates: Sequence[Gate] = GATES,
) -> Sent:
    """Send an edition to whoever is due to get it, once each.

    Raises Rejected, with nothing sent, where a gate, a text or a finished message does not hold; Locked where another
    run is at work on the edition.
    """
    with placing.locked(project.output, name):
        inputs, checked, plan = read_for_delivery(project, name)
        readers = _readers(plan, asked, name)
        composer = Composer(project, inputs, checked, plan, read_built(project.output / name), ledger)
        prepared = [_prepared(composer, reader, asked, transport, clock) for reader in readers]
        faults: list[str] = []
        if waiting := [one for one in prepared if not one.settled]:
            case = _case(composer, waiting, clock())
            if findings := pass_gates(case, gates) or list(
                dict.fromkeys(_message_findings(composer, waiting))
            ):
                raise Rejected(findings)
            parcels = [composer.parcel(one) for one in waiting]
            ledger.keep_numbers(sha256(composer.numbers).hexdigest(), composer.numbers)
            with held():
                faults = deliver(parcels, ledger, Stoppable(transport), clock, asked.again)
        standing = [_standing(ledger, one) for one in prepared]
        return Sent(tuple(row for row, _ in standing), tuple(_report(standing, faults)))


def rehearse(
    project: Project, name: str, asked: SendOrder, ledger: Ledger, clock: Clock, gates: Sequence[Gate] = GATES
) -> list[Parcel]:
    """What `send` would hand over now. `ledger` is a copy that may be written to. Raises as `send` does."""
    rehearsal = Rehearsal()
    send(project, name, asked, ledger, rehearsal, clock, gates)
    return rehearsal.parcels


def approve_built(project: Project, name: str, by: str, clock: Clock) -> Approval:
    """Write down that somebody approves an edition as it is built.

    Raises Rejected where what is built is not what would go out (RG907, RG908), Misuse where `by` is no name, Locked
    where another run is at work on the edition.
    """
    with placing.locked(project.output, name):
        inputs, checked, plan = read_for_delivery(project, name)
        with Ledger(":memory:") as ledger:
            composer = Composer(project, inputs, checked, plan, read_built(project.output / name), ledger)
            case = _case(composer, (), clock())
        if findings := pass_gates(case, (as_in_the_manifest, made_from_what_is_here)):
            raise Rejected(findings)
        return approve(project, name, {**case.artifacts, **case.letters}, by, clock())


def _case(composer: Composer, waiting: Sequence[Prepared], now: datetime) -> Case:
    project, name = composer.project, composer.edition.name
    return Case(
        composer.edition,
        composer.plan,
        fresh.present(composer.inputs, read_manifest(composer.files)),
        read_approval(project, name),
        approved_letters(composer.inputs),
        project.output / name,
        composer.files,
        outgoing(composer, waiting),
        now,
    )


def _message_findings(composer: Composer, waiting: Sequence[Prepared]) -> Iterator[Finding]:
    yield from composer.findings(waiting)
    known = meant_as_they_stand(composer.edition)
    for one in waiting:
        read = ReadBack.of(composer.message(one))
        for _, said in placeholders(f"{read.subject}\n{read.part('plain')}", known):
            yield unfinished(f"the message to {one.recipient.mailbox.address}", "text", said)


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


def _readers(plan: Plan, asked: SendOrder, name: str) -> tuple[Recipient, ...]:
    """The recipients that are asked for. Raises Misuse for an address that is not on the list."""
    known = {one.mailbox.address.lower(): one for one in plan.recipients}
    if strange := [address for address in asked.only if address.lower() not in known]:
        raise Misuse(f"{', '.join(strange)} is not a recipient of {name}; it goes to: {', '.join(known)}")
    wanted = {address.lower() for address in asked.only}
    return tuple(one for address, one in known.items() if not wanted or address in wanted)


# ---- which delivery is a reader's next ---------------------------------------------------------------------------


def _prepared(
    composer: Composer, reader: Recipient, asked: SendOrder, transport: Transport, clock: Clock
) -> Prepared:
    """A reader's delivery: the one that the ledger knows of these files, or the next issue."""
    ledger, edition, now = composer.ledger, composer.edition.name, clock()
    rows = settled_issues(ledger, transport, edition, reader.mailbox.address, now)
    if rows and rows[0].artifact == composer.artifact(reader):
        return Prepared(rows[0], reader, _delivered(rows[1:]), not is_due(rows[0], now, asked.again))
    former = _delivered(rows)
    if former and not asked.reissue and _says_nothing_new(composer, former):
        return Prepared(former, reader, settled=True, silent=True)
    return Prepared(_next_issue(composer, reader, rows[0].issue + 1 if rows else 1, clock), reader, former)


def _delivered(rows: Sequence[Delivery]) -> Delivery | None:
    """The newest that the reader has, or may have."""
    return next((row for row in rows if row.state in _DELIVERED), None)


def _says_nothing_new(composer: Composer, former: Delivery) -> bool:
    before = composer.ledger.numbers(former.numbers)
    return before is not None and same_statements(before, composer.numbers, former.language)


def _next_issue(composer: Composer, reader: Recipient, issue: int, clock: Clock) -> Delivery:
    edition, address, artifact = composer.edition.name, reader.mailbox.address, composer.artifact(reader)
    return Delivery(
        edition,
        address,
        issue,
        artifact,
        reader.language,
        message_id(edition, artifact, address, issue, composer.plan.sender.domain),
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
