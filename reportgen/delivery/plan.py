"""The plan of a delivery: delivery.yaml, read and held against its edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import DELIVERY, Inputs
from reportgen.brief.letters import Addressee, LetterWording, WrittenLetter, nameless, write_letter
from reportgen.check import Checked
from reportgen.codes.rg5_texts import RG501, RG504
from reportgen.codes.rg9_delivery import RG901, RG902, RG903, RG904, RG905
from reportgen.delivery.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.approvers import Approver, unfit_roll
from reportgen.delivery.delivery_yaml import AttachmentFormat, DeliveryFile, RecipientText
from reportgen.delivery.plan_scalars import (
    read_budget,
    read_link,
    read_moment,
    read_name,
    read_page,
    read_path,
    read_person,
    read_span,
    read_time,
)
from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.shape import check_shape
from reportgen.facts.text import Text, read_yaml

Value = TypeVar("Value")


@dataclass(frozen=True)
class Recipient:
    """One reader of an edition, and where delivery.yaml names them."""

    mailbox: Mailbox
    language: str
    attach: tuple[AttachmentFormat, ...]
    locus: Locus

    @property
    def addressee(self) -> Addressee:
        """Whom a letter greets."""
        return Addressee(self.mailbox.name, self.locus)


@dataclass(frozen=True)
class Dkim:
    """With what messages are signed."""

    domain: str
    selector: str
    key_file: str


@dataclass(frozen=True)
class Schedule:
    """When an edition may go out: `not_before` and `embargo` in `zone`; empty days mean every day; `max_age` is how old
    the facts may be, `approvals` how many people have to approve."""

    zone: ZoneInfo
    not_before: time | None
    embargo: datetime | None
    weekdays: tuple[int, ...]
    month_days: tuple[int, ...]
    catch_up: str
    max_age: timedelta | None
    approvals: int


@dataclass(frozen=True)
class Plan:
    """What goes out, from whom and to whom. `budget` is the most bytes that a finished message may have, `allowed` the
    domains outside of which nobody is written to (empty: any); `operator` is told when a run stops."""

    sender: Mailbox
    reply_to: Mailbox | None
    recipients: tuple[Recipient, ...]
    wording: LetterWording
    budget: int
    dkim: Dkim | None
    unsubscribe: tuple[str, ...]
    verify_url: str
    schedule: Schedule
    allowed: frozenset[str] = frozenset()
    approvers: tuple[Approver, ...] = ()
    operator: Mailbox | None = None


def inspect_delivery(inputs: Inputs, checked: Checked) -> tuple[Plan | None, list[Finding]]:
    """Read the delivery.yaml of an edition: RG501 where there is none, else what `read_plan` finds."""
    file = f"{inputs.folder}/{DELIVERY}"
    if inputs.delivery is None or checked.edition is None:
        return None, [no_delivery(file)]
    return read_plan(inputs.delivery, file, checked.edition, checked.drafts)


def no_delivery(file: str) -> Finding:
    """RG501: there is no such delivery.yaml."""
    message = f"the edition has no {DELIVERY}: nobody is named to send it to"
    return RG501.finding(message, Locus(file, 1, 1))


def read_plan(
    data: bytes, file: str, edition: Edition, drafts: Sequence[Draft]
) -> tuple[Plan | None, list[Finding]]:
    """Read delivery.yaml, and write its letters to see what is wrong with them; `drafts` are the briefs that they
    carry. Returns None and all findings where anything is wrong.

    Errors beyond those of every YAML file and of texts: RG901 not one mailbox, RG902 outside of the allowed domains,
    RG903 one address twice, RG904 a value that cannot be read, RG905 a language that the edition does not have.
    """
    tree, findings = read_yaml(data, file)
    if tree is None:
        return None, findings
    declared, misshapen = check_shape(DeliveryFile, tree, file)
    findings += misshapen
    if declared is None:
        return None, findings
    reading = _Reading(findings)
    plan = reading.plan(declared)
    findings += dict.fromkeys(_inspect(declared, plan, edition, drafts)) if plan else ()
    return (None if any(finding.blocks for finding in findings) else plan), findings


def allowed_domains(declared: DeliveryFile) -> frozenset[str]:
    """The domains outside of which nobody may be written to; none, where any may."""
    return frozenset(domain.lower() for domain in declared.allowed_domains)


def foreign(mailbox: Mailbox, domains: frozenset[str], locus: Locus | None = None) -> Finding | None:
    """RG902 where a mailbox is outside of the allowed domains."""
    if not domains or mailbox.domain in domains:
        return None
    message = f"{mailbox.address} is outside of the allowed domains"
    return RG902.finding(message, locus, f"allowed-domains: {', '.join(sorted(domains))}")


@dataclass(frozen=True)
class Outline:
    """As much of a plan as says when an edition goes out: its schedule, and the addresses that it goes to; and whom to
    tell, from whom, where it does not."""

    schedule: Schedule
    addresses: frozenset[str]
    sender: Mailbox
    operator: Mailbox | None = None
    dkim: Dkim | None = None


def read_outline(data: bytes, file: str) -> tuple[Outline | None, list[Finding]]:
    """Read the outline of delivery.yaml, without the edition. Returns None and all findings where it is wrong."""
    tree, findings = read_yaml(data, file)
    declared, misshapen = check_shape(DeliveryFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    if declared is None:
        return None, findings
    plan = _Reading(findings).plan(declared)
    if plan is None:
        return None, findings
    addresses = frozenset(one.mailbox.address for one in plan.recipients)
    return Outline(plan.schedule, addresses, plan.sender, plan.operator, plan.dkim), findings


def _inspect(
    declared: DeliveryFile, plan: Plan, edition: Edition, drafts: Sequence[Draft]
) -> Iterator[Finding]:
    for reader in declared.recipients:
        if reader.language not in edition.languages:
            message = f"{edition.name} does not come out in {reader.language}"
            mend = f"it has {', '.join(edition.languages)}"
            yield RG905.finding(message, reader.address.locus, mend)
    if plan.wording.exhibit is not None and plan.wording.exhibit not in edition.brief.exhibits:
        known = ", ".join(edition.brief.exhibits)
        message = f"there is no exhibit {str(plan.wording.exhibit)!r}"
        yield RG504.finding(message, plan.wording.exhibit.locus, f"exhibits: {known}")
        return
    headlines = {draft.language: draft.document.headline.content for draft in drafts}
    letters: dict[str, WrittenLetter] = {}
    for recipient in plan.recipients:
        language, addressee = recipient.language, recipient.addressee
        if language in letters:  # the letters of a language differ in the name alone
            if letters[language].greets and not addressee.name:
                yield nameless(addressee)
        elif language in headlines:
            letters[language] = write_letter(edition, headlines[language], language, plan.wording, addressee)
            yield from letters[language].inspected.findings


class _Reading:
    """Reads the scalars of delivery.yaml; what cannot be read is a finding, and None."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings

    def plan(self, declared: DeliveryFile) -> Plan | None:
        """The plan, or None where a part of it cannot be read."""
        before = len(self.findings)
        sender = self._mailbox(declared.sender)
        reply_to = self._mailbox(declared.reply_to) if declared.reply_to else None
        recipients = self._recipients(declared)
        budget = self._read(declared.size_budget, read_budget, "a size", "10 MB")
        unsubscribe = tuple(filter(None, map(self._link, declared.list_unsubscribe)))
        explained = declared.verify_url and self._read(
            declared.verify_url, read_page, "a web page", "https://example.com/verify"
        )
        schedule = self._schedule(declared)
        dkim = self._dkim(declared)
        approvers, operator = self._approvers(declared), self._operator(declared)
        if len(self.findings) > before or sender is None or budget is None:
            return None
        wording = LetterWording(declared.subject, declared.preheader, declared.body, declared.exhibit)
        return Plan(
            sender, reply_to, recipients, wording, budget, dkim, unsubscribe, explained or "", schedule,
            allowed_domains(declared), approvers, operator,
        )  # fmt: skip

    def _approvers(self, declared: DeliveryFile) -> tuple[Approver, ...]:
        read = []
        for one in declared.approvers:
            if (name := self._read(one.name, read_person, "a person's name", "Ann Lee")) is not None:
                read.append(Approver(name, str(one.certificate), one.name.locus))
        if len(read) == len(declared.approvers):
            self.findings += unfit_roll(read, declared.approvals)
        return tuple(read)

    def _operator(self, declared: DeliveryFile) -> Mailbox | None:
        said = declared.operator
        if said is None:
            return None
        address, name = (said, None) if isinstance(said, str) else (said.address, said.name)
        mailbox = self._mailbox(address, name)
        if mailbox is not None:
            self._hold_to_domains(mailbox, allowed_domains(declared), address.locus)
        return mailbox

    def _hold_to_domains(self, mailbox: Mailbox, domains: frozenset[str], locus: Locus) -> None:
        if found := foreign(mailbox, domains, locus):
            self.findings.append(found)

    def _recipients(self, declared: DeliveryFile) -> tuple[Recipient, ...]:
        domains = allowed_domains(declared)
        seen: dict[str, Locus] = {}
        read: list[Recipient] = []
        for reader in declared.recipients:
            if (recipient := self._recipient(reader, domains)) is None:
                continue
            address = recipient.mailbox.address.lower()
            if address in seen:
                message = f"{address} stands here a second time"
                self._say(RG903, message, recipient.locus, f"the first is in line {seen[address].line}")
            seen.setdefault(address, recipient.locus)
            read.append(recipient)
        return tuple(read)

    def _recipient(self, reader: RecipientText, domains: frozenset[str]) -> Recipient | None:
        mailbox = self._mailbox(reader.address, reader.name)
        if mailbox is None:
            return None
        self._hold_to_domains(mailbox, domains, reader.address.locus)
        attach = tuple(dict.fromkeys(reader.attach))
        return Recipient(mailbox, reader.language, attach, reader.address.locus)

    def _mailbox(self, text: Text, name: Text | None = None) -> Mailbox | None:
        try:
            return read_mailbox(text, name or "")
        except BadAddress as error:
            message = f"{str(text)!r} is not one mailbox: {error}"
            self._say(RG901, message, text.locus, "write ann@example.com; one address for each recipient")
            return None

    def _link(self, text: Text) -> str | None:
        return self._read(text, read_link, "an address to leave the list", "mailto:… or https://…")

    def _dkim(self, declared: DeliveryFile) -> Dkim | None:
        if declared.dkim is None:
            return None
        names = [self._read(text, read_name, "a name in the DNS", "example.com")
                 for text in (declared.dkim.domain, declared.dkim.selector)]  # fmt: skip
        key_file = self._read(declared.dkim.key_file, read_path, "a file's path", "keys/mail.pem")
        return Dkim(names[0] or "", names[1] or "", key_file or "")

    def _schedule(self, declared: DeliveryFile) -> Schedule:
        zone = self._read(declared.time_zone, ZoneInfo, "a time zone", "Asia/Taipei") or ZoneInfo("UTC")
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return Schedule(
            zone,
            self._maybe(declared.not_before, read_time, "a time of day", '"06:00"'),
            self._maybe(
                declared.embargo,
                lambda text: read_moment(text, zone),
                "a day and a time",
                '"2026-02-06 05:30"',
            ),
            tuple(sorted({days.index(day) for day in declared.weekdays})),
            tuple(sorted(set(declared.month_days))),
            declared.catch_up,
            self._maybe(declared.max_age, read_span, "a span of time", "36 hours, or 7 days"),
            declared.approvals,
        )

    def _maybe(
        self, text: Text | None, read: Callable[[str], Value], what: str, example: str
    ) -> Value | None:
        return self._read(text, read, what, example) if text is not None else None

    def _read(self, text: Text, read: Callable[[str], Value], what: str, example: str) -> Value | None:
        try:
            return read(str(text))
        except (ValueError, KeyError, OSError, OverflowError):  # zoneinfo raises the second and the third
            self._say(RG904, f"{str(text)!r} is not {what}", text.locus, f"write {example}")
            return None

    def _say(self, code: FindingCode, message: str, locus: Locus, mend: str) -> None:
        self.findings.append(code.finding(message, locus, mend))
