"""Notices of mail servers about messages, as they lie in a mailbox: what each says, of which message, in whatever form.

Standard ones are multipart/report (RFC 3464). Others are plain text; of these only what a mailer wrote and what names a
status or a reply is understood. What cannot be understood says nothing: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from enum import StrEnum
from hashlib import sha256
from typing import Final

LONGEST_NOTICE: Final = 1 << 20  # bytes of a message that are looked at; what it quotes comes last
_TOKEN: Final = r"[0-9a-f]{32}"
_VERP: Final = re.compile(rf"\+({_TOKEN})@")
_MESSAGE_ID: Final = re.compile(
    rf"^Message-ID:[ \t]*(?:\r?\n[ \t]+)?<({_TOKEN})@[^<>\s]+>", re.IGNORECASE | re.MULTILINE
)
_ENVELOPE: Final = (
    "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To", "Apparently-To", "To",
)  # fmt: skip
_MAILER: Final = re.compile(
    r"\b(?:mailer-daemon|mail-daemon|postmaster|mdaemon)@|\bmail delivery (?:sub)?system\b", re.IGNORECASE
)
_STATUS: Final = re.compile(r"(?<![\w.])([245]\.\d{1,3}\.\d{1,3})(?![\w.]*\d)")
_REPLY: Final = re.compile(r"(?<![\w.-])([45][0-5]\d)[ -](?=[#<(A-Za-z]|[45]\.\d)")
_FOR_GOOD: Final = re.compile(
    r"permanent(?:ly)? (?:error|failure|failed|rejected)|giv(?:en|ing) up|not going to try again",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"will (?:be )?retr|(?:keep|still) trying|need to resend|will continue to|not yet been|has been delayed",
    re.IGNORECASE,
)
_UNDELIVERED: Final = re.compile(
    r"could ?n[o']t be delivered|undeliverable|delivery (?:has )?failed", re.IGNORECASE
)
_QUOTED: Final = re.compile(
    r"^(?:-{2,}.*(?:copy|original|returned|forwarded|below).*|(?:Received|Return-Path|DKIM-Signature|Message-ID):.*)$",
    re.IGNORECASE | re.MULTILINE,
)


class NoticeKind(StrEnum):
    """What a notice says. `reply` is a person's or a machine's answer, `unclear` what cannot be understood."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"
    REPLY = "reply"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Notice:
    """One message of a mailbox. `tokens` name the messages that it may be about, the surest first; `said` is the status
    and what the server said, `shown` how a person finds the notice, `digest` what tells it from any other."""

    kind: NoticeKind
    tokens: tuple[str, ...]
    said: str
    shown: str
    digest: str


def read_notice(data: bytes) -> Notice:
    """Read a message; whatever is wrong with it makes it unclear at most."""
    data = data[:LONGEST_NOTICE]
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        kind, said = _verdict(message)
        tokens = tuple(dict.fromkeys(_tokens(message)))
        shown = _plain(" ".join(f"{message.get(name) or '?'}" for name in ("Date", "From", "Subject")))
        named = f"{message.get('Message-ID') or sha256(data).hexdigest()} {message.get('Date')}"
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return Notice(
            NoticeKind.UNCLEAR, (), "", f"a message that cannot be read: {type(error).__name__}", ""
        )
    digest = sha256(f"{named} {kind} {said} {tokens}".encode("utf-8", "replace")).hexdigest()
    return Notice(kind, tokens, said, shown[:120], digest)


def _plain(text: str) -> str:
    """Without line ends and what a terminal might obey."""
    return re.sub(r"[^\x20-\x7e\xa1-\ud7ff]+", " ", text).strip()


# ---- of which message -----------------------------------------------------------------------------------------------


def _tokens(message: Message) -> Iterator[str]:
    """By the address that it was sent to; else by the message that it quotes."""
    for name in _ENVELOPE:
        for value in message.get_all(name, []):
            yield from _VERP.findall(str(value))
    for part in message.walk():
        if part is not message and part["Message-ID"]:
            yield from _MESSAGE_ID.findall(f"Message-ID: {part['Message-ID']}")
        if not part.is_multipart():
            yield from _MESSAGE_ID.findall(_text(part))


def _text(part: Message) -> str:
    if part.get_content_maintype() not in ("text", "message"):
        return ""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload())
    try:
        return data.decode(part.get_content_charset("utf-8") or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


# ---- what it says ---------------------------------------------------------------------------------------------------


def _verdict(message: Message) -> tuple[NoticeKind, str]:
    if message.get_content_type() == "multipart/report":
        return _reported(message)
    if not _MAILER.search(str(message.get("From"))):
        nobody = str(message.get("Return-Path", "")).strip() == "<>" and not _is_reply(message)
        return (NoticeKind.UNCLEAR if nobody else NoticeKind.REPLY), ""
    return _worded(message)


def _is_reply(message: Message) -> bool:
    """True for an answer by a machine in somebody's absence (RFC 3834, and what was usual before)."""
    answers = str(message.get("Auto-Submitted", "")).lower().startswith("auto-")
    return answers or any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "Precedence"))


def _reported(message: Message) -> tuple[NoticeKind, str]:
    """By the fields of its report; a receipt that it was read, or a complaint, is an answer."""
    report = next((part for part in message.walk() if part.get_content_type() in _REPORTS), None)
    if report is None:
        wanted = str(message.get_param("report-type", "")).lower()
        return (NoticeKind.UNCLEAR if wanted in ("", "delivery-status") else NoticeKind.REPLY), ""
    best: tuple[int, NoticeKind, str] | None = None
    for block in re.split(r"\n[ \t]*\n", _fields(report)):
        action = re.search(r"^Action:[ \t]*([A-Za-z]+)", block, re.MULTILINE | re.IGNORECASE)
        if action is None or action[1].lower() not in _ACTIONS:
            continue
        kind = _ACTIONS[action[1].lower()]
        rank = list(_ACTIONS.values()).index(kind)
        if best is None or rank < best[0]:
            best = (rank, kind, _status(block))
    return (best[1], best[2]) if best else (NoticeKind.UNCLEAR, "")


_REPORTS: Final = ("message/delivery-status", "message/global-delivery-status")
# By weight: where a notice tells of several recipients, the worst counts.
_ACTIONS: Final = {
    "failed": NoticeKind.FAILED,
    "delayed": NoticeKind.DELAYED,
    "delivered": NoticeKind.DELIVERED,
    "relayed": NoticeKind.RELAYED,
    "expanded": NoticeKind.EXPANDED,
}


def _fields(report: Message) -> str:
    """The fields of a report as text, each on one line, a blank line between blocks; email.message takes a report apart
    into messages, and one that is encoded against the standard into nothing."""
    payload = report.get_payload()
    blocks = payload if isinstance(payload, list) else []
    text = "\n\n".join(one.as_string() for one in blocks if isinstance(one, Message)) or str(payload)
    if str(report.get("Content-Transfer-Encoding", "")).lower().strip() == "base64":
        from base64 import b64decode

        text = b64decode("".join(text.split()), validate=False).decode("utf-8", "replace")
    return re.sub(r"\r?\n[ \t]+(?=\S)", " ", text.replace("\r\n", "\n"))


def _status(block: str) -> str:
    status = re.search(r"^Status:[ \t]*([245]\.\d{1,3}\.\d{1,3})", block, re.MULTILINE | re.IGNORECASE)
    told = re.search(
        r"^Diagnostic-Code:[ \t]*(?:[\w-]+[ \t]*;)?[ \t]*(.+)$", block, re.MULTILINE | re.IGNORECASE
    )
    said = [status[1]] if status else []
    return _plain(" ".join([*said, *([told[1]] if told else [])]))[:300]


def _worded(message: Message) -> tuple[NoticeKind, str]:
    """By the words of a mailer: a status, or the reply that it was given, before the message that it quotes."""
    texts = [_text(part) for part in message.walk() if part.get_content_type() == "text/plain"]
    own = _QUOTED.split("\n".join(texts), maxsplit=1)[0]
    code = _STATUS.search(own) or _REPLY.search(own)
    for_good, again, other = (words.search(own) for words in (_FOR_GOOD, _AGAIN, _UNDELIVERED))
    found = code or for_good or again or other
    said = _plain(_line_of(own, found.start()))[:300] if found else ""
    if for_good or (code and code[1].startswith("5")):
        return NoticeKind.FAILED, said
    if again or (code and code[1].startswith("4")):
        return NoticeKind.DELAYED, said
    return (NoticeKind.FAILED if other and not code else NoticeKind.UNCLEAR), said


def _line_of(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)].strip()
