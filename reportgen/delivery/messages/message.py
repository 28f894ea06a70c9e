"""Messages: a pressed letter and its files as one finished e-mail (RFC 5322, MIME). Same inputs, same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote

from reportgen.delivery.plans.address import Mailbox, unfit_in
from reportgen.languages import DEFAULT
from reportgen.press.lettering import PressedLetter

# Seven bits, so that no server on the way has to change a byte that a signature covers.
_POLICY: Final = SMTP.clone(cte_type="7bit")
DELIVERY_HEADER: Final = "X-Reportgen-Delivery"
_MARK: Final = re.compile(
    r"edition=([^;]+);issue=([0-9]{1,9});artifact=([0-9a-f]{64});numbers=([0-9a-f]{64})"
)
TEST_HEADER: Final = "X-Reportgen-Test"
MIME_TYPES: Final = {
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True)
class Attachment:
    """A file as a message brings it: the name that the reader sees, its kind, its bytes."""

    name: str
    kind: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class DeliveryMark:
    """Which delivery a message is: what the ledger has of it besides its reader, its date and its id."""

    edition: str
    issue: int
    artifact: str
    numbers: str

    def __str__(self) -> str:
        said = {
            "edition": quote(self.edition),
            "issue": self.issue,
            "artifact": self.artifact,
            "numbers": self.numbers,
        }
        return ";\r\n ".join(f"{key}={value}" for key, value in said.items())


def read_delivery_mark(text: str) -> DeliveryMark | None:
    """Read the header again; None where it is not as it is written."""
    found = _MARK.fullmatch("".join(text.split()))
    return DeliveryMark(unquote(found[1]), int(found[2]), found[3], found[4]) if found else None


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom, and what else stands in the head of a message.

    `answers` is the message that a correction corrects, "" for none; `unsubscribe` are mailto: and https: addresses;
    `mark` says of which delivery it is, for a ledger that is made anew; `test`
    where the message is marked as one.
    """

    sender: Mailbox
    reply_to: Mailbox | None
    recipient: Mailbox
    message_id: str
    date: datetime
    answers: str = ""
    unsubscribe: tuple[str, ...] = ()
    mark: DeliveryMark | None = None
    test: bool = False


def message_id(edition: str, artifact: str, recipient: str, issue: int, domain: str) -> str:
    """The name of a message: the same for the same edition, artifact and recipient, however often it is made. An
    artifact that goes out again after another one is a message of its own."""
    parts = "\n".join((edition, artifact, recipient, str(issue)))
    return f"<{sha256(parts.encode()).hexdigest()[:32]}@{domain}>"


def file_name(title: str, kind: str, words: str = "") -> str:
    """A file's name that every system takes: the title, and words behind it."""
    plain = re.sub(r'[\\/:*?"<>|]', "-", " ".join(f"{title} {words}".split())).strip(" .-")
    return f"{plain[:80] or 'brief'}.{kind}"


def write_message(envelope: Envelope, letter: PressedLetter, files: Sequence[Attachment]) -> bytes:
    """The finished message, with CRLF at the end of every line.

    Raises ValueError for a header text with a line end or a control character in it.
    """
    message = EmailMessage(_POLICY)
    message.set_content(letter.text, subtype="plain", charset="utf-8")
    message.add_alternative(letter.html, subtype="html", charset="utf-8")
    if letter.image:
        page = message.get_payload()[1]  # type: ignore[index]
        assert isinstance(page, MIMEPart)
        cid = f"<{letter.image.cid}>"
        page.add_related(
            letter.image.png, "image", "png", cid=cid, filename="exhibit.png", disposition="inline"
        )
    for file in files:
        maintype, subtype = MIME_TYPES[file.kind]
        message.add_attachment(file.data, maintype=maintype, subtype=subtype, filename=_line(file.name))
    _fix_boundaries(message, _seed(envelope, letter, files))
    return _head(envelope, letter) + message.as_bytes(policy=_POLICY)


def _line(text: str) -> str:
    if char := unfit_in(text):
        raise ValueError(f"U+{ord(char):04X} cannot stand in a header")
    return text


def _head(envelope: Envelope, letter: PressedLetter) -> bytes:
    """The headers, written here: email.message folds a long address into encoded words, which no program takes for an
    address, and a long Chinese name so that some programs read a space into it."""
    headers = {
        "From": _mailbox(envelope.sender),
        "To": _mailbox(envelope.recipient),
        "Reply-To": _mailbox(envelope.reply_to) if envelope.reply_to else "",
        "Subject": _encoded(letter.subject),
        "Date": format_datetime(envelope.date),
        "Message-ID": envelope.message_id,
        "In-Reply-To": envelope.answers,
        "References": envelope.answers,
        "Content-Language": letter.written.letter.language,
        "Auto-Submitted": "auto-generated",
        DELIVERY_HEADER: str(envelope.mark or ""),
        TEST_HEADER: "yes" if envelope.test else "",
        "List-Unsubscribe": ",\r\n ".join(f"<{_line(link)}>" for link in envelope.unsubscribe),
    }
    if any(link.startswith("https:") for link in envelope.unsubscribe):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value).encode("ascii")


def headers(
    sender: Mailbox, recipient: Mailbox, subject: str, message_id: str, date: datetime, answers: str = ""
) -> bytes:
    """The head of a mail in English that a program writes by itself, to somebody who runs it."""
    said = {
        "From": _mailbox(sender),
        "To": _mailbox(recipient),
        "Subject": _encoded(subject),
        "Date": format_datetime(date),
        "Message-ID": message_id,
        "In-Reply-To": answers,
        "References": answers,
        "Content-Language": DEFAULT,
        "Auto-Submitted": "auto-generated",
        "X-Reportgen-Operator": "yes",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in said.items() if value).encode("ascii")


def _mailbox(mailbox: Mailbox) -> str:
    address = f"<{_line(mailbox.address)}>"
    if not mailbox.name:
        return address
    if _is_plain(_line(mailbox.name)):
        escaped = re.sub(r'(["\\])', r"\\\1", mailbox.name)
        return f'"{escaped}"\r\n {address}'
    return f"{_encoded(mailbox.name)}\r\n {address}"


def _encoded(text: str) -> str:
    """A text as RFC 2047 has it: as it is where it is ASCII, else in encoded words, none of which cuts a character."""
    charset = "us-ascii" if _is_plain(_line(text)) else "utf-8"
    return Header(text, charset, maxlinelen=72, header_name="Reply-To").encode(linesep="\r\n")


def _is_plain(text: str) -> bool:
    return text.isascii() and "=?" not in text


def _seed(envelope: Envelope, letter: PressedLetter, files: Sequence[Attachment]) -> str:
    parts = [envelope.message_id, letter.text, letter.html, *(file.digest for file in files)]
    return sha256("\0".join(parts).encode()).hexdigest()


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Boundaries that follow from what they divide, instead of from chance."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{seed[:40]}_{number}")
