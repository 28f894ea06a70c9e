"""Reading a finished message back, and proving it: its numbers, its files, and that it names one reader alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from hashlib import sha256

from reportgen.codes.rg9_delivery import RG907
from reportgen.delivery.messages.message import DELIVERY_HEADER, Attachment, Envelope, read_delivery_mark
from reportgen.document.citation import Citation
from reportgen.document.nodes import Letter, Line, Words
from reportgen.document.walk import blocks, cited, table_lines
from reportgen.errors import Finding
from reportgen.exhibits.faces import Face
from reportgen.exhibits.rows import POINTS_PER_MM
from reportgen.press.lettering import PICTURE_PX, RIM_MM, PressedLetter, lay_out_picture
from reportgen.proof.inked import prove_ink
from reportgen.proof.mailed import CitedWording, prove_html, prove_picture, prove_text


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
        """The attachments, by name, without a signature."""
        shown: Message = self.message
        if shown.get_content_type() == "multipart/signed":
            shown = next(iter(self.message.iter_parts()))
        parts = shown.iter_attachments() if isinstance(shown, EmailMessage) else ()
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
    data: bytes,
    envelope: Envelope,
    letter: PressedLetter,
    files: Sequence[Attachment],
    faces: tuple[Face, ...],
) -> list[Finding]:
    """Everything that speaks against a finished message: RG907 where its head or its files are not as they should be,
    RG70x for its numbers and its picture, whose chart is laid out again in `faces`."""
    read = ReadBack.of(data)
    return [
        *_head(read, envelope, letter, files),
        *_numbers(read, letter, files),
        *_drawn(read, letter, files, faces),
    ]


def _head(
    read: ReadBack, envelope: Envelope, letter: PressedLetter, files: Sequence[Attachment]
) -> Iterator[Finding]:
    if read.recipients != (envelope.recipient.address,):
        yield RG907.finding(
            f"the message to {envelope.recipient.address} names {', '.join(read.recipients) or 'nobody'}"
        )
    if read_delivery_mark(str(read.message[DELIVERY_HEADER] or "")) != envelope.mark:
        yield RG907.finding(f"the message to {envelope.recipient.address} does not say which delivery it is")
    wanted = {file.name: file.digest for file in files}
    if {name: sha256(data).hexdigest() for name, data in read.files.items()} != wanted:
        yield RG907.finding(
            f"the message to {envelope.recipient.address} does not bring {', '.join(wanted)} as built"
        )
    if tuple(read.pictures) != ((letter.image.cid,) if letter.image else ()):
        yield RG907.finding("the message does not bring the one picture that it shows")
    if read.message.defects:
        yield RG907.finding(f"the message is malformed: {read.message.defects[0]!r}")


def _numbers(read: ReadBack, letter: PressedLetter, files: Sequence[Attachment]) -> Iterator[Finding]:
    allowed = _allowed(letter, files)
    words = letter.written.letter
    changed = tuple(
        CitedWording(text, None)
        for change in letter.enclosed.changes or ()
        for text in (change.before, change.now)
        if text
    )
    parts, number_style = CitedParts.of(words), letter.written.number_style

    def wordings(citations: Iterable[Citation]) -> tuple[CitedWording, ...]:
        return CitedWording.all_of(citations, number_style)

    yield from prove_text("subject", read.subject, wordings(parts.subject), allowed)
    text = (*wordings([*parts.flowing, *parts.told]), *changed)
    yield from prove_text("text part", read.part("plain"), text, allowed)
    html = read.part("html").encode()
    shown = (*wordings([*parts.flowing, *parts.shown]), *changed)
    yield from prove_html(html, shown, wordings([*parts.spoken, *parts.subject]), allowed)


def _drawn(
    read: ReadBack, letter: PressedLetter, files: Sequence[Attachment], faces: tuple[Face, ...]
) -> Iterator[Finding]:
    """The picture in the message, whose page may have been kept from an earlier run, against a chart laid out now."""
    exhibit, image = letter.written.letter.exhibit, letter.image
    if exhibit and exhibit.chart and image:
        drawing, rim = lay_out_picture(exhibit.chart, faces), RIM_MM * POINTS_PER_MM
        drawn = CitedParts.of(letter.written.letter).drawn
        cited = CitedWording.all_of(drawn, letter.written.number_style)
        yield from prove_picture(image.page, drawing, cited, _allowed(letter, files))
        picture = read.pictures.get(image.cid, b"")
        yield from prove_ink(picture, image.page, 2 * PICTURE_PX, drawing, rim)


@dataclass(frozen=True)
class CitedParts:
    """What a letter cites, by where that stands: in its subject, in both parts alike, in the text part alone
    (`told`), in the HTML part alone (`shown`), in its picture, and in the description of it."""

    subject: list[Citation]
    flowing: list[Citation]
    told: list[Citation]
    shown: list[Citation]
    drawn: list[Citation]
    spoken: list[Citation]

    @classmethod
    def of(cls, letter: Letter) -> CitedParts:
        """The parts of a letter."""
        exhibit = letter.exhibit
        lines = [letter.title, letter.kicker, letter.headline, letter.preheader, letter.disclaimer]
        lines += [passage.line for passage in blocks(letter.body)]
        lines += [
            line for row in letter.key_figures for line in (row.label, row.actual, row.consensus, row.year)
        ]
        if exhibit is None:
            return cls(_in(letter.subject), _in(*lines), [], [], [], [])
        lines += [exhibit.title, *exhibit.notes, exhibit.source]
        if exhibit.table is not None:
            lines += [exhibit.subtitle, *(passage.line for passage in table_lines(exhibit.table))]
            return cls(_in(letter.subject), _in(*lines), [], [], [], [])
        drawn, spoken = _in(*exhibit.said), _in(exhibit.alt)
        if not any(isinstance(piece, Words) and piece.place for piece in exhibit.alt):  # not an author's
            spoken = [*spoken, *_in(exhibit.subtitle), *drawn]
        return cls(_in(letter.subject), _in(*lines), spoken, _in(exhibit.subtitle), drawn, spoken)


def _in(*lines: Line) -> list[Citation]:
    return [piece.citation for line in lines for piece in cited(line)]


def _allowed(letter: PressedLetter, files: Sequence[Attachment]) -> frozenset[str]:
    """Wordings with numerals in them that are no figures."""
    changes = letter.enclosed.changes or ()
    names = {
        *(file.name for file in files),
        *(change.label for change in changes),
        letter.enclosed.unsubscribe,
        letter.enclosed.verify_url,
    }
    return frozenset(filter(None, {*letter.written.inspected.wordings, *names}))
