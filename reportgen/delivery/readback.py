"""Reading a finished message back, and proving it: its numbers, its files, and that it names one reader alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from hashlib import sha256

from reportgen.brief.edition import Edition
from reportgen.delivery.message import Attachment, Envelope
from reportgen.errors import Finding, Severity
from reportgen.press.letter import PressedLetter
from reportgen.proof.letter import Cited, prove_html, prove_picture, prove_text
from reportgen.proof.terms import known_wordings


@dataclass(frozen=True)
class ReadBack:
    """A message as its reader has it."""

    message: EmailMessage

    @classmethod
    def of(cls, data: bytes) -> ReadBack:
        """Parse the bytes of a message."""
        return cls(message_from_bytes(data, policy=default))

    @property
    def subject(self) -> str:
        """The subject line."""
        return str(self.message["Subject"])

    @property
    def recipients(self) -> tuple[str, ...]:
        """Every address in a header that names readers."""
        headers = [self.message[name] for name in ("To", "Cc", "Bcc") if self.message[name] is not None]
        return tuple(address.addr_spec for header in headers for address in header.addresses)

    def part(self, kind: str) -> str:
        """The text of the part of a kind, plain or html; "" where there is none."""
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""

    @property
    def files(self) -> dict[str, bytes]:
        """The attachments, by name."""
        parts = self.message.iter_attachments()
        return {str(part.get_filename()): _bytes(part) for part in parts}

    @property
    def pictures(self) -> dict[str, bytes]:
        """The pictures in the HTML part, by their content id."""
        parts = (part for part in self.message.walk() if part.get_content_maintype() == "image")
        return {str(part["Content-ID"]).strip("<>"): _bytes(part) for part in parts}


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def prove_message(
    data: bytes, edition: Edition, envelope: Envelope, letter: PressedLetter, files: Sequence[Attachment]
) -> list[Finding]:
    """Everything that speaks against a finished message: RG907 where its head or its files are not as they should be,
    RG70x for its numbers."""
    read = ReadBack.of(data)
    return [*_head(read, envelope, letter, files), *_numbers(read, edition, letter, files)]


def _head(
    read: ReadBack, envelope: Envelope, letter: PressedLetter, files: Sequence[Attachment]
) -> Iterator[Finding]:
    if read.recipients != (envelope.recipient.address,):
        yield _error(
            f"the message to {envelope.recipient.address} names {', '.join(read.recipients) or 'nobody'}"
        )
    wanted = {file.name: file.digest for file in files}
    if {name: sha256(data).hexdigest() for name, data in read.files.items()} != wanted:
        yield _error(
            f"the message to {envelope.recipient.address} does not bring {', '.join(wanted)} as built"
        )
    images = {letter.image.cid: letter.image.png} if letter.image else {}
    if read.pictures != images:
        yield _error("the picture in the message is not the one that was drawn")
    if read.message.defects:
        yield _error(f"the message is malformed: {read.message.defects[0]!r}")


def _numbers(
    read: ReadBack, edition: Edition, letter: PressedLetter, files: Sequence[Attachment]
) -> Iterator[Finding]:
    allowed = _allowed(edition, letter, files)
    words, picture = letter.letter, letter.letter.picture
    flowing = [*words.title.cited, *words.preheader.cited, *words.body.cited, *words.cited]
    changed = tuple(
        Cited(text, None)
        for change in letter.enclosed.changes or ()
        for text in (change.before, change.now)
        if text
    )
    shown = [*flowing, *picture.title.cited] if picture else flowing
    spoken = list(picture.alt.cited) if picture else []
    subtitle = list(picture.subtitle.cited) if picture else []
    yield from prove_text("subject", read.subject, Cited.all_of(words.subject.cited), allowed)
    yield from prove_text(
        "text part", read.part("plain"), (*Cited.all_of([*shown, *spoken]), *changed), allowed
    )
    html = read.part("html").encode()
    yield from prove_html(
        html,
        (*Cited.all_of([*shown, *subtitle]), *changed),
        Cited.all_of([*spoken, *words.subject.cited]),
        allowed,
    )
    if letter.image and picture:
        yield from prove_picture(letter.image.page, Cited.all_of(picture.cited), allowed)


def _allowed(edition: Edition, letter: PressedLetter, files: Sequence[Attachment]) -> frozenset[str]:
    """Wordings with numerals in them that are no figures."""
    changes = letter.enclosed.changes or ()
    names = {
        *(file.name for file in files),
        *(change.label for change in changes),
        letter.enclosed.unsubscribe,
    }
    terms = {str(term) for term in edition.brief.terms}
    return frozenset(filter(None, {*known_wordings(edition.base, edition.date), *terms, *names}))


def _error(message: str) -> Finding:
    return Finding("RG907", Severity.ERROR, message)
