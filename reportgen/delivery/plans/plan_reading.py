"""The scalars of delivery.yaml as a plan; what cannot be read is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from reportgen.brief.letters import LetterWording
from reportgen.codes.rg1_files import RG110
from reportgen.codes.rg9_delivery import RG901, RG902, RG903, RG904, RG925, RG950, RG952
from reportgen.delivery.approving.approvers import Approver, unfit_roll
from reportgen.delivery.plans.address import BadAddress, Mailbox, read_mailbox
from reportgen.delivery.plans.delivery_yaml import DeliveryFile, RecipientText
from reportgen.delivery.plans.destinations import (
    FilePlace,
    Webhook,
    read_file_place,
    read_hook,
    read_template,
)
from reportgen.delivery.plans.plan_scalars import (
    read_budget,
    read_link,
    read_moment,
    read_month_day,
    read_name,
    read_page,
    read_path,
    read_person,
    read_span,
    read_time,
)
from reportgen.delivery.plans.planned import BounceAddress, Destination, Dkim, Plan, Recipient, Schedule
from reportgen.delivery.plans.refresh_sources import read_sources
from reportgen.errors import Finding, FindingCode, Locus, nearest
from reportgen.facts.text import Text

Value = TypeVar("Value")
_LONGEST_LOCAL: Final = 64  # characters before the @ (RFC 5321, 4.5.3.1.1)
_TOKEN: Final = 33  # a plus sign, and what a Message-ID has before its @
NamedOnce = TypeVar("NamedOnce", bound="Destination")


def allowed_domains(declared: DeliveryFile) -> frozenset[str]:
    """The domains outside of which nobody may be written to; none, where any may."""
    return frozenset(domain.lower() for domain in declared.allowed_domains)


def foreign(mailbox: Mailbox, domains: frozenset[str], locus: Locus | None = None) -> Finding | None:
    """RG902 where a mailbox is outside of the allowed domains."""
    if not domains or mailbox.domain in domains:
        return None
    message = f"{mailbox.address} is outside of the allowed domains"
    return RG902.finding(message, locus, f"allowed-domains: {', '.join(sorted(domains))}")


class PlanReading:
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
        approvers, operator = self._approvers(declared), self._operator(declared)
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
            allowed_domains(declared),
            approvers,
            operator,
            declared.smime,
        )

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
        domains = allowed_domains(declared)
        read = (self._recipient(reader, domains) for reader in declared.recipients)
        return self._each_once([one for one in read if one is not None])

    def _recipient(self, reader: RecipientText, domains: frozenset[str]) -> Recipient | None:
        mailbox = self._mailbox(reader.address, reader.name)
        if mailbox is None:
            return None
        self._hold_to_domains(mailbox, domains, reader.address.locus)
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
        zone = self._zone(declared.time_zone) or ZoneInfo("UTC")
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
            declared.reviewed is not None,
        )

    def _zone(self, text: Text) -> ZoneInfo | None:
        try:
            return ZoneInfo(str(text))
        except (ValueError, KeyError, OSError):  # zoneinfo raises all three
            near = nearest(str(text), available_timezones())
            mend = "write the one that is meant" if near else "write Area/City, like Asia/Taipei"
            self._say(RG904, f"{str(text)!r} is not a time zone{near}", text.locus, mend)
            return None

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
        from reportgen.delivery.schedules.trading_days import calendar_names

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
