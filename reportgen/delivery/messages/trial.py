"""A test: the real message to one address, marked as a test, outside of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportgen.brief.inputs import Project
from reportgen.codes.rg9_delivery import RG901, RG907, RG910, RG913
from reportgen.delivery.gates import (
    Case,
    Checklist,
    as_in_the_manifest,
    made_from_what_is_here,
    past_its_embargo,
    proved,
)
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.messages.composing import Composer, Prepared
from reportgen.delivery.messages.listing import Rehearsal
from reportgen.delivery.messages.message import TEST_HEADER, message_id
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.plans.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.plans.plan_reading import foreign
from reportgen.delivery.plans.planned import Destination, Plan, Recipient
from reportgen.delivery.schedules import embargoed
from reportgen.delivery.send import (
    SendOrder,
    case_of,
    composer_of,
    prepare,
    read_for_delivery,
    readers_of,
    unfinished_messages,
)
from reportgen.delivery.sending import Clock, Outcome, Transport
from reportgen.delivery.ways_out.ways import set_apart
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.languages import LANGUAGES
from reportgen.press import placing
from reportgen.stopping import held


@dataclass(frozen=True)
class Tested:
    """What became of a test in each language, and what would stop the real message, gate by gate."""

    outcomes: tuple[tuple[str, Outcome], ...]
    gates: str
    to: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """RG910 and RG913 for what was not handed over."""
        return tuple(
            (RG910 if outcome.state is State.REFUSED else RG913).finding(
                f"the test in {language} to {self.to} was not handed over ({outcome.state}): {outcome.said}",
                mend="mend it, then test again; nothing was written down",
            )
            for language, outcome in self.outcomes
            if outcome.state is not State.SENT
        )

    @property
    def text(self) -> str:
        """As a person reads it."""
        lines = [
            f"test        {language} to {self.to}: {one.state} ({one.said})"
            for language, one in self.outcomes
        ]
        return "\n".join([self.gates, "", *lines])


def send_test(
    project: Project,
    name: str,
    to: str,
    only: tuple[str, ...],
    ledger: Ledger,
    transport: Transport,
    clock: Clock,
) -> Tested:
    """Send the real message to an address: one in each language of the recipients, or of those that are chosen.

    `ledger` is a copy that may be written to. Raises Rejected where the files are not those that were built, a message
    does not hold, or the address may not get it (RG901, RG902, RG921); Locked where another run is at work.
    """
    with placing.locked(project.output, name):
        inputs, checked, plan = read_for_delivery(project, name)
        mailbox = _allowed(to, plan)
        built = embargoed.standing_in(project, name)
        composer = replace(composer_of(project, built, inputs, checked, plan, ledger, clock), trial=mailbox)
        now = clock().replace(microsecond=0)
        waiting = [
            _for_a_test(
                prepare(composer, reader, SendOrder(), Rehearsal(), lambda: now), composer, mailbox, now
            )
            for reader in _one_of_each_language(readers_of(plan, SendOrder(only), name))
        ]
        checklist = Checklist()
        case = case_of(composer, waiting, now)
        stopping = [*checklist(case), *_stopping(case, mailbox)]
        if findings := stopping or [*composer.findings(waiting), *_unmarked(composer, waiting)]:
            raise Rejected(dict.fromkeys(findings))
        checklist.said.append(
            ("messages without placeholders", tuple(unfinished_messages(composer, waiting)))
        )
        way = set_apart(transport, "tests")
        with held():
            outcomes = tuple((one.recipient.language, way.hand_over(composer.parcel(one))) for one in waiting)
        return Tested(outcomes, checklist.text(), mailbox.address)


def _allowed(to: str, plan: Plan) -> Mailbox:
    """The address of a test. Raises Rejected with RG901, RG902."""
    try:
        mailbox = read_mailbox(to)
    except BadAddress as error:
        message = f"{to!r} is not one mailbox: {error}"
        raise Rejected([RG901.finding(message, mend="write --test ann@example.com")]) from None
    if found := foreign(mailbox, plan.allowed):
        raise Rejected([found])
    return mailbox


def _one_of_each_language(readers: Sequence[Destination]) -> list[Recipient]:
    """Raises Misuse where nobody gets a message."""
    first: dict[str, Recipient] = {}
    for reader in readers:
        if isinstance(reader, Recipient):
            first.setdefault(reader.language, reader)
    if not first:
        raise Misuse("a test is a message, and nobody of these gets one")
    return list(first.values())


def _for_a_test(one: Prepared, composer: Composer, to: Mailbox, now: datetime) -> Prepared:
    """A message as its reader would get it now, as a delivery that no ledger knows; each test is a message of its
    own."""
    artifact, name = composer.artifact(one.recipient), composer.edition.name
    language = one.recipient.language
    named = message_id(
        f"test of {name}", f"{artifact} {language} {now}", to.address, 1, composer.plan.sender.domain
    )
    row = Delivery(f"test.{name}", to.address, 1, artifact, language, named, "", now)
    return replace(one, delivery=row, settled=False, silent=False)


def _stopping(case: Case, to: Mailbox) -> Iterator[Finding]:
    """What stops a test: a document that does not prove; an embargo, unless the test stays in the house."""
    if not list(as_in_the_manifest(case)) and not list(made_from_what_is_here(case)):
        yield from proved(case)
    if to.domain not in {*case.plan.allowed, case.plan.sender.domain}:
        mend = "until then a test may go to an address within allowed-domains, or in the sender's domain"
        yield from (replace(early, mend=mend) for early in past_its_embargo(case))


def _unmarked(composer: Composer, waiting: Sequence[Prepared]) -> Iterator[Finding]:
    """RG907 where a finished message does not say that it is a test."""
    for one in waiting:
        read, words = ReadBack.of(composer.message(one)), LANGUAGES[one.recipient.language].letter
        marked = (
            read.subject.startswith(words.test_subject.partition("{}")[0].strip()),
            read.part("plain").startswith(words.test_line),
            words.test_line in read.part("html"),
            read.message[TEST_HEADER] == "yes",
        )
        if not all(marked):
            yield RG907.finding(f"the message in {one.recipient.language} is not marked as a test")
