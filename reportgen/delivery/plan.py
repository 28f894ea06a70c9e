"""The plan of a delivery: delivery.yaml, read and held against its edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import DELIVERY, Inputs
from reportgen.brief.letters import Addressee, LetterWording, WrittenLetter, nameless, write_letter
from reportgen.check import Checked
from reportgen.codes.rg1_files import RG110
from reportgen.codes.rg5_texts import RG501, RG504
from reportgen.codes.rg9_delivery import RG901, RG902, RG903, RG904, RG905, RG925, RG950, RG952
from reportgen.delivery.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.delivery_yaml import AttachmentFormat, DeliveryFile, RecipientText
from reportgen.delivery.destinations import FilePlace, Webhook, read_file_place, read_hook, read_template
from reportgen.delivery.plan_scalars import (
    read_budget,
    read_link,
    read_moment,
    read_month_day,
    read_name,
    read_page,
    read_path,
    read_span,
    read_time,
)
from reportgen.delivery.refresh_sources import RefreshSource, read_sources
from reportgen.errors import Finding, FindingCode, Locus, nearest
from reportgen.facts.shape import check_shape
from reportgen.facts.text import Text, read_yaml

Value = TypeVar("Value")
_LONGEST_LOCAL: Final = 64  # characters before the @ (RFC 5321, 4.5.3.1.1)
_TOKEN: Final = 33  # a plus sign, and what a Message-ID has before its @
NamedOnce = TypeVar("NamedOnce", bound="Destination")


@dataclass(frozen=True)
class Recipient:
    """One reader of an edition, and where delivery.yaml names them."""

    mailbox: Mailbox
    language: str
    attach: tuple[AttachmentFormat, ...]
    locus: Locus
    password: str = ""  # the name of the one that opens what they are sent

    @property
    def address(self) -> str:
        """What the ledger calls them."""
        return self.mailbox.address

    @property
    def addressee(self) -> Addressee:
        """Whom a letter greets."""
        return Addressee(self.mailbox.name, self.locus)


Destination = Recipient | FilePlace | Webhook


@dataclass(frozen=True)
class Dkim:
    """With what messages are signed."""

    domain: str
    selector: str
    key_file: str


@dataclass(frozen=True)
class BounceAddress:
    """Where notices of failed deliveries go; with `verp` each message has an address of its own there."""

    mailbox: Mailbox
    verp: bool

    def of(self, message_id: str) -> str:
        """The envelope sender of a message: its token is the part of the Message-ID before the @."""
        if not self.verp:
            return self.mailbox.address
        token = message_id.strip("<>").partition("@")[0]
        return f"{self.mailbox.address.rpartition('@')[0]}+{token}@{self.mailbox.domain}"


@dataclass(frozen=True)
class Schedule:
    """When an edition may go out: `not_before` and `embargo` in `zone`; empty days mean every day, `month_end` the last
    of each month; `calendar` names an exchange, "" for none; `max_age` is how old the facts may be, `approvals` how
    many people have to approve."""

    zone: ZoneInfo
    not_before: time | None
    embargo: datetime | None
    weekdays: tuple[int, ...]
    month_days: tuple[int, ...]
    catch_up: str
    max_age: timedelta | None
    approvals: int
    month_end: bool = False
    calendar: str = ""


@dataclass(frozen=True)
class Plan:
    """What goes out, from whom and to whom. `budget` is the most bytes that a finished message may have. Sender and
    wording are empty where nobody gets a message."""

    sender: Mailbox
    reply_to: Mailbox | None
    recipients: tuple[Recipient, ...]
    wording: LetterWording
    budget: int
    dkim: Dkim | None
    unsubscribe: tuple[str, ...]
    verify_url: str
    schedule: Schedule
    bounces: BounceAddress | None = None
    refresh: tuple[RefreshSource, ...] = ()
    places: tuple[FilePlace, ...] = ()
    webhooks: tuple[Webhook, ...] = ()

    def envelope_sender(self, message_id: str) -> str:
        """Whom servers write to about a message that they cannot deliver."""
        return self.bounces.of(message_id) if self.bounces else self.sender.address

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Every way out: files first, so that what leads to them leads somewhere."""
        return (*self.places, *self.recipients, *self.webhooks)


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
    plan = _Reading(findings, file).plan(declared)
    findings += dict.fromkeys(_inspect(declared, plan, edition, drafts)) if plan else ()
    return (None if any(finding.blocks for finding in findings) else plan), findings


@dataclass(frozen=True)
class Outline:
    """As much of a plan as says when an edition goes out: its schedule, the addresses that it goes to, and what else
    can be read without the edition."""

    schedule: Schedule
    addresses: frozenset[str]
    plan: Plan


def read_outline(data: bytes, file: str) -> tuple[Outline | None, list[Finding]]:
    """Read the outline of delivery.yaml, without the edition. Returns None and all findings where it is wrong."""
    tree, findings = read_yaml(data, file)
    declared, misshapen = check_shape(DeliveryFile, tree, file) if tree is not None else (None, [])
    findings += misshapen
    if declared is None:
        return None, findings
    plan = _Reading(findings, file).plan(declared)
    if plan is None:
        return None, findings
    addresses = frozenset(one.address for one in plan.destinations)
    return Outline(plan.schedule, addresses, plan), findings


def _inspect(
    declared: DeliveryFile, plan: Plan, edition: Edition, drafts: Sequence[Draft]
) -> Iterator[Finding]:
    for one in plan.destinations:
        if one.language not in edition.languages:
            message = f"{edition.name} does not come out in {one.language}"
            mend = f"it has {', '.join(edition.languages)}"
            yield RG905.finding(message, one.locus, mend)
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

    def __init__(self, findings: list[Finding], file: str) -> None:
        self.findings, self.file = findings, file

    def plan(self, declared: DeliveryFile) -> Plan | None:
        """The plan, or None where a part of it cannot be read."""
        before = len(self.findings)
        self._complete(declared)
        sender = self._mailbox(declared.sender) if declared.sender else Mailbox("")
        reply_to = self._mailbox(declared.reply_to) if declared.reply_to else None
        recipients = self._recipients(declared)
        budget = self._read(declared.size_budget, read_budget, "a size", "10 MB")
        unsubscribe = tuple(filter(None, map(self._link, declared.list_unsubscribe)))
        explained = declared.verify_url and self._read(
            declared.verify_url, read_page, "a web page", "https://example.com/verify"
        )
        schedule = self._schedule(declared)
        dkim = self._dkim(declared)
        bounces = self._bounces(declared)
        refresh = read_sources(declared.refresh, self._say)
        more = self._places(declared), self._webhooks(declared)
        if len(self.findings) > before or sender is None or budget is None:
            return None
        subject, preheader, body = declared.subject or {}, declared.preheader or {}, declared.body or {}
        wording = LetterWording(subject, preheader, body, declared.exhibit)
        return Plan(
            sender,
            reply_to,
            recipients,
            wording,
            budget,
            dkim,
            unsubscribe,
            explained or "",
            schedule,
            bounces,
            refresh,
            *more,
        )

    def _complete(self, declared: DeliveryFile) -> None:
        """RG952 where nothing is to go anywhere, RG110 for what a message cannot do without."""
        here = Locus(self.file, 1, 1)
        if not (declared.recipients or declared.places or declared.webhooks):
            mend = "name recipients:, places: or webhooks:"
            self._say(RG952, "there is nobody to send it to, and no place to put it", here, mend)
        for key in ("sender", "subject", "preheader", "body") if declared.recipients else ():
            if getattr(declared, key) is None:
                self._say(RG110, f"the key {key!r} is missing", here, "a message to recipients needs it")

    def _places(self, declared: DeliveryFile) -> tuple[FilePlace, ...]:
        read = []
        for place in declared.places:
            try:
                to = read_file_place(str(place.to))
            except ValueError:
                mend = "write a folder's path, or s3://bucket/folder; keys and passwords stand in the environment"
                said = re.sub(r"//[^/@]*@", "//…@", str(place.to))
                locus = place.to.locus if said == place.to else replace(place.to.locus, excerpt="")
                self._say(RG950, f"{said!r} is no place that files can be put in", locus, mend)
                continue
            read.append(FilePlace(to, place.language, tuple(dict.fromkeys(place.files)), place.to.locus))
        return self._each_once(read)

    def _webhooks(self, declared: DeliveryFile) -> tuple[Webhook, ...]:
        read = []
        for hook in declared.webhooks:
            name = self._read(hook.name, read_hook, "a webhook's name", "desk")
            example = "https://briefs.example.com/{edition}/{file}"
            link = self._read(hook.link, read_template, "an address of the file", example)
            if name is not None and link is not None:
                read.append(Webhook(name, hook.language, (hook.file,), link, hook.name.locus))
        return self._each_once(read)

    def _each_once(self, read: Sequence[NamedOnce]) -> tuple[NamedOnce, ...]:
        """RG903 for what the ledger would take for one and the same."""
        seen: dict[str, Locus] = {}
        for one in read:
            if (first := seen.setdefault(one.address.lower(), one.locus)) is not one.locus:
                message = f"{one.address} stands here a second time"
                self._say(RG903, message, one.locus, f"the first is in line {first.line}")
        return tuple(read)

    def _recipients(self, declared: DeliveryFile) -> tuple[Recipient, ...]:
        domains = {domain.lower() for domain in declared.allowed_domains}
        read = (self._recipient(reader, domains) for reader in declared.recipients)
        return self._each_once([one for one in read if one is not None])

    def _recipient(self, reader: RecipientText, domains: set[str]) -> Recipient | None:
        mailbox = self._mailbox(reader.address, reader.name)
        if mailbox is None:
            return None
        if domains and mailbox.domain not in domains:
            message = f"{mailbox.address} is outside of the allowed domains"
            self._say(RG902, message, reader.address.locus, f"allowed-domains: {', '.join(sorted(domains))}")
        attach = tuple(dict.fromkeys(reader.attach))
        password = self._maybe(reader.password, read_hook, "the name of a password", "ann") or ""
        if reader.password and not attach:
            message = f"{mailbox.address} has a password, and no file that it protects"
            self._say(RG904, message, reader.password.locus, "attach: [pdf], or no password:")
        return Recipient(mailbox, reader.language, attach, reader.address.locus, password)

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

    def _bounces(self, declared: DeliveryFile) -> BounceAddress | None:
        if declared.bounces is None or (mailbox := self._mailbox(declared.bounces.address)) is None:
            return None
        room = _LONGEST_LOCAL - _TOKEN
        if declared.bounces.verp and len(mailbox.address.rpartition("@")[0]) > room:
            message = f"{mailbox.address} leaves no room for a token"
            self._say(
                RG904, message, declared.bounces.address.locus, f"at most {room} characters before the @"
            )
        return BounceAddress(mailbox, declared.bounces.verp)

    def _schedule(self, declared: DeliveryFile) -> Schedule:
        zone = self._read(declared.time_zone, ZoneInfo, "a time zone", "Asia/Taipei") or ZoneInfo("UTC")
        month_days = self._month_days(declared.month_days)
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
            tuple(sorted(month_days - {0})),
            declared.catch_up,
            self._maybe(declared.max_age, read_span, "a span of time", "36 hours, or 7 days"),
            declared.approvals,
            0 in month_days,
            self._calendar(declared.calendar),
        )

    def _month_days(self, declared: Text | list[Text]) -> set[int]:
        """The days of the month, 0 for the last. RG925 for one that not every month has and that stands for itself."""
        texts = declared if isinstance(declared, list) else [declared]
        read = {
            text: self._read(text, read_month_day, "a day of the month", "1 to 31, or last") for text in texts
        }
        days = {day for day in read.values() if day is not None}
        for text, day in read.items():
            if day is not None and day > 28 and not days & {0, day - 1}:
                message = f"month-days: {day}, which not every month has; in the others nothing would go out"
                self._say(RG925, message, text.locus, "write last for the last day of each month")
        return days

    def _calendar(self, text: Text | None) -> str:
        """The name of an exchange's calendar; RG904 for one that nobody knows."""
        if text is None:
            return ""
        from reportgen.delivery.trading_days import calendar_names

        if str(text) not in (names := calendar_names()):
            mend = f"write the exchange's MIC, such as XTAI or XNYS{nearest(str(text), names)}"
            self._say(RG904, f"{str(text)!r} is no calendar of trading days", text.locus, mend)
        return str(text)

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
