"""What an operator is told: that an edition did not go out, why, to whom, and what is next; or that it is well
again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from reportgen.codes.rg9_delivery import RG910, RG911, RG940
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.messages.message import headers
from reportgen.delivery.operators.contacts import Contact
from reportgen.delivery.plans.address import unfit_in
from reportgen.errors import Finding, in_order, show_finding

_MOST_FINDINGS: Final = 40
_MOST_STEPS: Final = 5
_COMMAND: Final = re.compile(r"(?m)\breportgen [a-z]+ .*$")
_ACCEPT: Final = "--accept-new-ledger"  # which is a decision, and no step that is simply taken
_UNNAMED: Final = re.compile(
    r"(?<![\w./-])(?!NAME\b)[A-Z]{3,}(?![\w./-])"
)  # FILE; who approves puts in a NAME
_FOLDERS: Final = re.compile(r"(?<![\w:/.~-])/(?:[^\s/]+/)+")  # before a file's name
_LONGEST: Final = 60_000  # characters of a mail
STOP: Final = "stop"
WELL: Final = "well"
_POLICY: Final = SMTP.clone(cte_type="7bit")
_WHAT: Final = {
    "refused": "was stopped",
    "incomplete": "did not reach everybody",
    "put off": "is put off by the mail server",
    "failed": "could not be carried out",
    "crashed": "broke off",
}


@dataclass(frozen=True)
class Happening:
    """What came of one edition in one run: which command, its `outcome` and exit code, what was found, or the kind
    and the words of another fault; `states` are those of its deliveries by recipient, `began` is when the run did."""

    command: str
    edition: str
    outcome: str
    code: int
    began: datetime
    findings: tuple[Finding, ...] = ()
    kind: str = ""
    error: str = ""
    states: Mapping[str, str] | None = None

    @property
    def cause(self) -> str:
        """What is told once a day: the outcome, and the codes of findings or the kind of the fault."""
        codes = sorted(
            {finding.code for finding in self.findings if finding.blocks or self.outcome == "put off"}
        )
        return " ".join([self.outcome, *codes, *([self.kind] if self.kind else [])])

    @property
    def subject(self) -> str:
        """The subject of the mail: which edition, and what stopped it."""
        return f"[reportgen] {self.edition} {_WHAT.get(self.outcome, self.outcome)}: {self._short}"

    @property
    def _short(self) -> str:
        ordered = in_order(self.findings)
        worst = next((one for one in ordered if one.blocks), next(iter(ordered), None))
        said = f"{worst.code} {worst.message}" if worst else self.error or self.kind
        return one_header(_FOLDERS.sub("", said))


def one_header(text: str) -> str:
    """A text as a subject may have it: one line of a hundred characters, none of them unfit for a header."""
    line = " ".join("".join(" " if unfit_in(char) else char for char in text).split())
    return line if len(line) <= 100 else f"{line[:99].rpartition(' ')[0] or line[:99]}…"


def stop_text(happening: Happening, contact: Contact, rows: Sequence[Delivery] | None, now: datetime) -> str:
    """The mail about a run that stopped or is incomplete; `rows` are None where no ledger can be read."""
    what = _WHAT.get(happening.outcome, happening.outcome)
    parts = [
        f"{happening.edition} {what}: `reportgen {happening.command}`, {_shown(now, contact)}.",
        _found(happening),
        "Next step:\n" + "\n".join(f"    {line}" for line in _next_steps(happening)),
        _not_sent(happening, contact, rows),
        f"Next try: {_next_try(happening, contact, rows or ())}",
        "This is told once a day for each cause, and once when it is well again.",
    ]
    return "\n\n".join(part[:_LONGEST] for part in parts if part) + "\n"


def well_text(happening: Happening, contact: Contact, now: datetime) -> str:
    """The line about the first run that succeeds again."""
    what = "it went out to everybody" if happening.outcome == "sent" else "nobody had to get anything"
    return f"{happening.edition} is well again: {what}, {_shown(now, contact)}.\n"


def well_subject(edition: str) -> str:
    """The subject of that mail."""
    return one_header(f"[reportgen] {edition} is well again")


def _found(happening: Happening) -> str:
    ordered = [one for one in in_order(happening.findings) if not one.accepted]
    shown = [show_finding(one) for one in ordered[:_MOST_FINDINGS]]
    if (more := len(ordered) - len(shown)) > 0:
        shown.append(f"and {more} more: reportgen check {happening.edition}")
    if happening.error:
        shown.append(happening.error)
    return "\n".join(shown)


def _next_steps(happening: Happening) -> list[str]:
    name, blocking = happening.edition, [finding for finding in happening.findings if finding.blocks]
    codes = {finding.code for finding in blocking}
    if happening.outcome == "put off":
        return [f"reportgen deliveries {name}"]
    if happening.outcome == "incomplete":
        again = [f"reportgen send {name} --resend-refused"] if RG910.id in codes else []
        again += [f"reportgen send {name} --resend-unknown"] if RG911.id in codes else []
        return [f"reportgen deliveries {name}", *again]
    if RG940.id in codes:
        return [f"put the file there, then: reportgen due {name}"]
    named = [found[0] for one in blocking for found in _COMMAND.finditer(one.mend) if _ACCEPT not in found[0]]
    if named:  # which say it best
        typed = [one.replace("EDITION", name) for one in dict.fromkeys(named)]
        ready = [one for one in typed if not _UNNAMED.search(one.replace(name, ""))]
        return ready[:_MOST_STEPS] or [f"mend what is said above, then: reportgen {happening.command} {name}"]
    if any(not code.startswith("RG9") for code in codes):
        return [f"reportgen check {name}"]
    return [f"reportgen send {name} --dry-run" if codes else f"reportgen {happening.command} {name}"]


def _not_sent(happening: Happening, contact: Contact, rows: Sequence[Delivery] | None) -> str:
    newest = {row.recipient: row for row in sorted(rows or (), key=lambda row: row.issue)}
    readers = sorted({*contact.readers, *(happening.states or ())}) or sorted(newest)
    waiting = [reader for reader in readers if not _has_it(reader, newest.get(reader), happening)]
    if rows is None:
        lost = "not known; the ledger cannot be read"
        return "\n".join(["Not sent to:", *(f"    {reader}: {lost}" for reader in waiting or ["everybody"])])
    lines = [f"    {reader}: {_standing(newest.get(reader), contact)}" for reader in waiting]
    return "\n".join(["Not sent to:", *lines]) if lines else "Everybody has what was to be sent."


def _has_it(reader: str, row: Delivery | None, happening: Happening) -> bool:
    if happening.states is not None and reader in happening.states:
        return happening.states[reader] == State.SENT
    return (
        row is not None
        and row.state is State.SENT
        and (row.changed or row.queued) >= happening.began.replace(microsecond=0)
    )


def _standing(row: Delivery | None, contact: Contact) -> str:
    if row is None:
        return "nothing was ever sent"
    if row.state is State.SENT:
        return f"had issue {row.issue} at {_shown(row.changed or row.queued, contact)}"
    said = f": {row.said}" if row.said else ""
    return f"{row.state} since {_shown(row.changed or row.queued, contact)}{said}"


def _next_try(happening: Happening, contact: Contact, rows: Sequence[Delivery]) -> str:
    waits = sorted(row.due for row in rows if row.state is State.DEFERRED and row.due is not None)
    if waits:
        return f"the first run of `reportgen due` after {_shown(waits[0], contact)}."
    if happening.outcome == "incomplete":
        return "none by itself; what was refused or may have arrived is not sent again unless somebody asks for it."
    if not contact.scheduled:
        return "none by itself; the edition is sent by hand."
    until = ", until its day is over" if contact.skips else ""
    return f"the next run of `reportgen due`; what is stopped stays due{until}."


def _shown(moment: datetime, contact: Contact) -> str:
    return f"{moment.astimezone(contact.zone):%Y-%m-%d %H:%M} {contact.zone.key}"


def notice_id(edition: str, cause: str, day: str, wells: int, contact: Contact) -> str:
    """The name of a mail to an operator: the same for the same cause and day, unless it was well in between; `wells`
    is how often that was told."""
    parts = "\n".join(("notice", edition, cause, day, str(wells), contact.operator.address))
    return f"<{sha256(parts.encode()).hexdigest()[:32]}@{contact.sender.domain}>"


def operator_mail(
    contact: Contact, subject: str, text: str, message_id: str, now: datetime, answers: Iterable[str] = ()
) -> bytes:
    """The finished mail, in plain text and seven bits. The same inputs give the same bytes."""
    message = EmailMessage(_POLICY)
    message.set_content(text, subtype="plain", charset="utf-8")
    head = headers(contact.sender, contact.operator, one_header(subject), message_id, now, " ".join(answers))
    return head + message.as_bytes(policy=_POLICY)
