"""Lines from rendered text: words keep their places, and tokens become the pieces that they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from reportgen.brief.tokens import PRIVATE, TOKEN, RenderedText, index_of
from reportgen.codes.rg5_texts import RG503, RG504, RG509, RG513
from reportgen.document.nodes import Cited, Line, Named, Piece, Place, Words
from reportgen.document.walk import plain
from reportgen.errors import Finding, Locus
from reportgen.facts.base import Fact
from reportgen.figures.manner import Manner
from reportgen.languages.forms import HAN

_HAN: Final = re.compile(HAN)
_FIGURE_FIRST: Final = re.compile("[0-9+−≈<>≤≥$]")
_FIGURE_LAST: Final = re.compile("[0-9.%]\\Z")


@dataclass(frozen=True)
class PrintsFact:
    """A token's meaning: a fact is printed here as `shown`, in a manner."""

    fact: Fact
    shown: str
    place: Place
    manner: Manner


@dataclass(frozen=True)
class Opens:
    """A token's meaning: a claim, an opinion or a note begins. `expression` is a claim's condition."""

    kind: str
    expression: str
    place: Place


@dataclass(frozen=True)
class Closes:
    """A token's meaning: the words of the last claim, opinion or note are over."""

    kind: str


@dataclass(frozen=True)
class Shows:
    """A token's meaning: exhibits stand here, one or two side by side."""

    names: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Greets:
    """A token's meaning: the name of a letter's reader stands here."""


@dataclass(frozen=True)
class NamesTime:
    """A token's meaning: a day, a period or a measure is named here."""

    named: Named


TokenMeaning = PrintsFact | Opens | Closes | Shows | Greets | NamesTime
Wrap = Callable[[Line], tuple[Piece, ...]]


class TokenReader(Protocol):
    """What turns tokens into pieces: the writer of the document that the line stands in."""

    @property
    def spaced(self) -> bool:
        """Whether a space sets figures off from Han characters."""
        ...

    def item(self, index: int) -> TokenMeaning | None:
        """What a token stands for."""
        ...

    def printed(self, printing: PrintsFact) -> Cited:
        """A fact as it is printed, numbered."""
        ...

    def opened(self, opens: Opens) -> Wrap:
        """What makes the piece around the words that are to come."""
        ...

    def greeted(self) -> str:
        """The name of the reader."""
        ...

    def say(self, finding: Finding) -> None:
        """Note what is wrong."""
        ...


@dataclass
class _Frame:
    """A piece that is being filled: what opened it, and what makes it of its content."""

    key: str
    wrap: Wrap
    place: Place | None
    pieces: list[Piece] = field(default_factory=list)


class Builder:
    """Puts a line together; what is opened has to be closed in its turn."""

    def __init__(self, reader: TokenReader) -> None:
        self._reader = reader
        self._frames = [_Frame("", lambda line: line, None)]
        self._last = ""  # the last character, and whether it ends a figure
        self._figure = False
        self.shows: list[Shows] = []

    def line(self) -> Line:
        """The finished line; what was never closed is said, and closed."""
        while len(self._frames) > 1:
            self._astray(self._frames[-1])
            self._pop()
        return tuple(self._frames[0].pieces)

    def put(self, piece: Piece) -> None:
        """Add a piece as it is."""
        self._frames[-1].pieces.append(piece)
        text = plain((piece,))
        self._last, self._figure = text[-1:] or self._last, False

    def begin(self, key: str, wrap: Wrap, place: Place | None = None) -> None:
        """Open a piece around what comes."""
        self._frames.append(_Frame(key, wrap, place))

    def end(self, key: str) -> bool:
        """Close the piece that was opened last, which has to be one of `key`; False where none was opened."""
        if all(frame.key != key for frame in self._frames):
            return False
        torn = self._frames[-1].key != key
        while self._frames[-1].key != key:
            self._astray(self._frames[-1])
            self._pop()
        if torn:
            self._astray(self._frames[-1])
        self._pop()
        return True

    def _pop(self) -> None:
        frame = self._frames.pop()
        self._frames[-1].pieces += frame.wrap(tuple(frame.pieces))

    def _astray(self, frame: _Frame) -> None:
        if frame.place is None:
            return
        article = "an" if frame.key == "opinion" else "a"
        message = (
            f"{article} {frame.key} begins and ends in one paragraph, and inside or outside of an emphasis"
        )
        mend = "move its beginning or its end"
        code = RG509 if frame.key.startswith("<") else RG513
        self._reader.say(code.finding(message, frame.place.locus, mend))

    # ---- text with tokens in it

    def text(self, rendered: RenderedText, start: int, end: int) -> None:
        """Add a stretch of rendered text, its tokens as what they stand for."""
        at = start
        for found in TOKEN.finditer(rendered.text, start, end):
            self._words(rendered, at, found.start())
            self._token(index_of(found))
            at = found.end()
        self._words(rendered, at, end)

    def odd(self, text: str, place: Place) -> None:
        """Add text that stands otherwise in the file than it is printed: an escape, an entity."""
        at = 0
        for found in TOKEN.finditer(text):
            self._plain(text[at : found.start()], place, written=False)
            self._token(index_of(found))
            at = found.end()
        self._plain(text[at:], place, written=False)

    def _words(self, rendered: RenderedText, start: int, end: int) -> None:
        for low, high in rendered.stretches(start, end):
            self._plain(rendered.text[low:high], rendered.place(low), rendered.origin(low).written)

    def _plain(self, text: str, place: Place, written: bool) -> None:
        if not text:
            return
        if self._figure and _HAN.match(text):
            self.put(Words(" "))
        self.put(Words(text, place, written))

    def _token(self, index: int) -> None:
        match self._reader.item(index):
            case PrintsFact() as printing:
                cited = self._reader.printed(printing)
                self._set_off(cited, cited.citation.shown)
            case NamesTime(named):
                self._set_off(named, named.text)
            case Opens(kind, _, place) as opens:
                self.begin(kind, self._reader.opened(opens), place)
            case Closes(kind):
                self.end(kind)
            case Shows() as shows:
                self.shows.append(shows)
            case Greets():
                self.put(Named(self._reader.greeted(), "entity"))
            case None:
                pass

    def _set_off(self, piece: Piece, shown: str) -> None:
        """Add what begins or ends with a figure, set off from Han characters where the house does so."""
        if self._reader.spaced and _FIGURE_FIRST.match(shown) and _HAN.match(self._last):
            self.put(Words(" "))
        self.put(piece)
        self._figure = self._reader.spaced and bool(_FIGURE_LAST.search(shown))


def read_line(rendered: RenderedText, reader: TokenReader) -> Line:
    """A text of a YAML file as a line: no Markdown in it. White space is as wide as one space."""
    builder = Builder(reader)
    builder.text(rendered, 0, len(rendered.text))
    line = builder.line()
    for shows in builder.shows:
        message = "an exhibit stands in the text of a brief, in a paragraph of its own"
        reader.say(RG504.finding(message, shows.place.locus))
    return line


def stripped(line: Line) -> Line:
    """A note's words without the white space at their ends."""
    pieces = list(line)
    if pieces and isinstance(first := pieces[0], Words):
        cut = len(first.text) - len(first.text.lstrip())
        place = first.place.further(cut) if first.place and first.written else first.place
        pieces[0] = replace(first, text=first.text[cut:], place=place)
    if pieces and isinstance(last := pieces[-1], Words):
        pieces[-1] = replace(last, text=last.text.rstrip())
    return tuple(pieces)


def torn(made: str, items: Sequence[TokenMeaning], first: int, start: Locus | None) -> Iterator[Finding]:
    """RG503 where a text that was made does not print once and whole what it asked for, its items from `first` on, or
    prints something that looks like it."""
    found = Counter(index_of(match) for match in TOKEN.finditer(made))
    own = range(first, len(items))
    broken = [
        item
        for index, item in zip(own, items[first:], strict=True)
        if isinstance(item, PrintsFact | Opens | Shows) and found[index] != 1
    ]
    for item in broken:
        what = "this cites a fact" if isinstance(item, PrintsFact) else "this"
        message = f"{what} and the text does not print it once and whole"
        yield RG503.finding(message, item.place.locus, "print it where it stands")
    if not broken and (PRIVATE.search(TOKEN.sub("", made)) or not found.keys() <= set(own)):
        message = "this text prints private-use characters, which stand for facts"
        yield RG503.finding(message, start, "leave them out")
