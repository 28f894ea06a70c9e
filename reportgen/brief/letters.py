"""Letters: what a message to a reader says in one language, bound to facts like the brief that it carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportgen.brief.binding import pick_text
from reportgen.brief.edition import Edition
from reportgen.brief.inspection import Inspected, inspect_document
from reportgen.brief.markdown import read_blocks
from reportgen.brief.measures import with_definitions
from reportgen.brief.pieces import Greets, PrintsFact
from reportgen.brief.speaking import byline
from reportgen.brief.tokens import token
from reportgen.brief.writing import Writer, names
from reportgen.codes.rg5_texts import RG506, RG508, RG510
from reportgen.codes.rg9_delivery import RG909
from reportgen.document.nodes import (
    Blocks,
    Cited,
    Claimed,
    Emphasis,
    Heading,
    Letter,
    Line,
    Link,
    Noted,
    Opined,
    Picture,
    Piece,
    Place,
    Size,
)
from reportgen.errors import Finding, Locus
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.figures.number_style import NumberStyle

# Drawn this wide, the type of a chart is still read where a telephone shows the picture at half its size.
PICTURE_MM: Final = 92.0


@dataclass(frozen=True)
class LetterWording:
    """What the author declares of a message: subject, preview line, text (Markdown), and the exhibit to show."""

    subject: Bilingual
    preheader: Bilingual
    body: Bilingual
    exhibit: Text | None = None

    @property
    def greets(self) -> bool:
        """Whether the text may call its reader by name."""
        return any("recipient" in text for text in self.body.values())


@dataclass(frozen=True)
class Addressee:
    """Whom a letter greets: a name, "" for none, and where delivery.yaml names the reader."""

    name: str
    locus: Locus | None = None


@dataclass(frozen=True)
class WrittenLetter:
    """A letter, what its inspection found, how it writes its figures, and whether it calls its reader by name."""

    letter: Letter
    inspected: Inspected
    number_style: NumberStyle
    greets: bool = False


def nameless(reader: Addressee) -> Finding:
    """RG909: a reader whom a letter calls by name has none."""
    message = "the letter greets its reader by name, and this one has none"
    return RG909.finding(message, reader.locus, "give the reader a name:")


def write_letter(
    edition: Edition, headline: Line, language: str, wording: LetterWording, reader: Addressee
) -> WrittenLetter:
    """Write a letter under the brief's headline. The findings are those of `write` and `inspect`, RG506 for a text
    that is missing, and RG909 for a reader who is greeted by name and has none."""
    writer = _LetterWriter(edition, language, reader)
    letter = writer.letter(headline, wording)
    inspected = inspect_document(edition, letter)
    missing = [
        RG506.finding(
            f"there is no text for {language}, which a recipient reads",
            _place(words),
        )
        for words in (wording.subject, wording.preheader, wording.body)
        if language not in words
    ]
    findings = dict.fromkeys([*missing, *writer.findings, *inspected.findings])
    return WrittenLetter(
        letter, replace(inspected, findings=tuple(findings)), writer.number_style, writer.greets
    )


def _place(words: Bilingual) -> Locus | None:
    first = next(iter(words.values()), None)
    return first.locus if first else None


class _LetterWriter(Writer):
    """Writes a letter with the helpers, the register and the claims of a brief."""

    def __init__(self, edition: Edition, language: str, reader: Addressee) -> None:
        super().__init__(edition, language, {})
        self._reader = reader
        self._in_body = False
        self.greets = False

    def helpers(self) -> Mapping[str, Callable[..., str] | str]:
        """What a text may call: `recipient`, in the letter's own text, is the name of its reader."""
        own = {"recipient": token(self._keep(Greets()))} if self._in_body else {}
        return {**super().helpers(), **own}

    def greeted(self) -> str:
        """The reader's name; RG909 where there is none."""
        self.greets = True
        if not self._reader.name:
            self.say(nameless(self._reader))
        return self._reader.name or "?"

    def letter(self, headline: Line, wording: LetterWording) -> Letter:
        """The whole letter."""
        brief = self.edition.brief
        subject = self._text(wording.subject, "-", inline=False)
        title, kicker = self._text(brief.title, "-", inline=False), self._text(brief.kicker)
        head, preheader = self._again(headline), self._text(wording.preheader)
        with self.standing("", True):
            self._in_body = True
            rendered = self.render(pick_text(wording.body, self.language), prose=True)
            self._in_body = False
            body = read_blocks(rendered, self)
        self._under(body)
        figures = self.key_figures()
        shown = wording.exhibit
        exhibit = self.exhibit(str(shown), Place(shown)) if shown is not None else None
        made = Letter(
            self.language, subject, title, kicker, *names(self.edition, self.language), head, preheader, body,
            figures, exhibit, self._text(self.edition.disclaimer), byline(self, self.edition.imprint),
        )  # fmt: skip
        return with_definitions(made, self.base)[0]  # what is not defined is said of the brief

    def _under(self, body: Blocks) -> None:
        """RG508 where a text brings a headline of its own."""
        for block in body:
            if isinstance(block, Heading) and block.level == 1 and block.place:
                message, mend = "a letter has the brief's headline", "write ## for a heading in it"
                self.say(RG508.finding(message, block.place.locus, mend))

    def _again(self, line: Line) -> Line:
        """A line of the brief, its facts cited in the letter."""
        return tuple(piece for old in line for piece in self._anew(old))

    def _anew(self, piece: Piece) -> tuple[Piece, ...]:
        match piece:
            case Cited(citation, place) if place:
                return (self.printed(PrintsFact(citation.fact, citation.shown, place, citation.manner)),)
            case Emphasis() | Link() | Opined():
                return (replace(piece, content=self._again(piece.content)),)
            case Claimed():  # judged, and listed, where the brief prints it
                return (Opined(self._again(piece.content)),)
            case Noted():
                return ()
            case _:
                return (piece,)

    def picture(self, name: str, alt: Line, caption: Line, place: Place) -> Picture | None:
        """A message brings no images of its own: RG510."""
        message, mend = f"a message cannot bring the image {name!r}", "show it in the brief"
        self.say(RG510.finding(message, place.locus, mend))
        return None

    def width(self, _: Size) -> float:
        """How wide a chart is drawn, in millimetres."""
        return PICTURE_MM
