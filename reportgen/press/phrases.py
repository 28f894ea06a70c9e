"""Where lines may end: those of Chinese and Japanese headings at phrases, and no paragraph with a runt.

`languages.phrase_ends` finds the phrases. The press breaks between any two Han characters, so that on
paper word joiners hold a phrase together; a browser is told to keep them all together, and zero-width spaces say where
a line may end. Both are of no width, and readers of finished documents leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final, TypeVar

from reportgen.document.nodes import (
    Block,
    Blocks,
    Cited,
    Claimed,
    Code,
    Document,
    Emphasis,
    Exhibit,
    Heading,
    Letter,
    Line,
    Link,
    Listing,
    Named,
    Noted,
    Opined,
    Pair,
    Paragraph,
    Quotation,
    Words,
)
from reportgen.document.walk import Run, plain, runs
from reportgen.exhibits.measure import JOINER
from reportgen.languages.line_breaks import PHRASE_MODELS, has_wide, is_wide
from reportgen.languages.phrase_ends import phrase_ends

Whole = TypeVar("Whole", Document, Letter)

MAY_BREAK: Final = "\u200b"
_HUMP: Final = re.compile(r"[a-z](?=[A-Z])")
_LONG_NAME: Final = 30  # characters of what fits on a line of the appendix anyway
_NO_BREAK: Final = "\u00a0"
_LONGEST: Final = (
    12.0  # ems; a longer phrase is broken like any text: the narrowest column of headings has 12
)
_TWO_WORDS: Final = 24  # characters; longer last words leave no runt
_ONE_LINE: Final = 40  # characters; a paragraph of no more stands on one line even on a phone
_SIGN: Final = re.compile(r"−(?=[^\s\d])")  # −$33bn
_FIGURE: Final = re.compile(r"\w?\d+\w{1,4}|\d%\w")
_OPERATOR: Final = re.compile(r"(?<= [÷×−+=≈]) (?=\S)")
_BRACKETS: Final = re.compile(r"\([^()]{1,24}\)$")  # what the inputs leave open, behind a working
_RUNT: Final = 4  # Han characters that the last line of a paragraph has at least


@dataclass(frozen=True)
class Phrases:
    """How lines of one document end. `script` is its language's (ISO 15924); `joined` is True for the press."""

    script: str = "Latn"
    joined: bool = False

    def title(self, line: Line) -> Line:
        """A heading that ends its lines at phrases, and leaves no word alone."""
        text = plain(line)
        if self.script not in PHRASE_MODELS or not has_wide(text):
            return _tied(line, text)
        ends = _without_runt(text, [0, *phrase_ends(text, self.script, _solid(line)), len(text)])
        marks = _joiners(text, ends) if self.joined else _openings(text, ends)
        return _marked(line, marks)

    def text(self, line: Line) -> Line:
        """A paragraph whose last line holds more than one short word or a few Han characters. On paper a date stands on
        one line: what a page ends within reads as a bare number."""
        line = _dates_held(line) if self.joined else line
        text = plain(line)
        if not has_wide(text[-_RUNT:]):
            return _tied(line, text) if len(text) > _ONE_LINE else line
        if not self.joined:  # `text-wrap: pretty` sees to it
            return line
        last = range(max(1, len(text) - _RUNT + 1), len(text))
        return _marked(line, {at: JOINER for at in last if _touch_wide(text, at)})

    def figures(self, text: str) -> str:
        """A cell whose figures keep their sign, a word before them (about) and what is behind their digits: a scale and
        a unit, or the rest of a period's name."""
        if text.isascii() or not self.joined:
            return text
        return _SIGN.sub(f"\\g<0>{JOINER}", _FIGURE.sub(lambda figure: _solidly(figure[0]), text))

    def working(self, text: str) -> str:
        """The same of a working: an operator stays with what is behind it, and so do the ends of a range."""
        if not self.joined:
            return text
        return self.figures(
            _BRACKETS.sub(lambda ends: ends[0].replace(" ", _NO_BREAK), _OPERATOR.sub(_NO_BREAK, text))
        )

    def whole(self, text: str) -> str:
        """Words that stand on one line."""
        return _solidly(text) if self.joined and _ems(text) <= _LONGEST else text

    def element(self, text: str) -> str:
        """A place in a filing: a long name of an element may end a line before each of its words."""
        return _HUMP.sub(f"\\g<0>{MAY_BREAK}", text) if ":" in text and len(text) > _LONG_NAME else text


def with_line_ends(whole: Whole, phrases: Phrases) -> Whole:
    """A document or a letter with marks in its headings and paragraphs that say where their lines may end."""
    if isinstance(whole, Letter):
        shown = whole.exhibit and _exhibit(whole.exhibit, phrases)
        headline = phrases.title(whole.headline)
        return replace(whole, headline=headline, body=_blocks(whole.body, phrases), exhibit=shown)
    sections = (
        replace(one, heading=_heading(one.heading, phrases), content=_blocks(one.content, phrases))
        for one in whole.sections
    )
    return replace(
        whole,
        headline=_heading(whole.headline, phrases),
        front=_blocks(whole.front, phrases),
        front_exhibits=tuple(_exhibit(one, phrases) for one in whole.front_exhibits),
        sections=tuple(sections),
    )


def _blocks(blocks: Blocks, phrases: Phrases) -> Blocks:
    return tuple(_block(block, phrases) for block in blocks)


def _block(block: Block, phrases: Phrases) -> Block:
    match block:
        case Paragraph(content):
            return replace(block, content=phrases.text(content))
        case Heading():
            return _heading(block, phrases)
        case Listing(items=items):
            return replace(block, items=tuple(_blocks(item, phrases) for item in items))
        case Quotation(content=inner):
            return replace(block, content=_blocks(inner, phrases))
        case Exhibit():
            return _exhibit(block, phrases)
        case Pair(exhibits):
            return replace(block, exhibits=tuple(_exhibit(one, phrases) for one in exhibits))
        case _:
            return block


def _heading(heading: Heading, phrases: Phrases) -> Heading:
    return replace(heading, content=phrases.title(heading.content))


def _exhibit(exhibit: Exhibit, phrases: Phrases) -> Exhibit:
    return replace(exhibit, title=phrases.title(exhibit.title))


def _solid(line: Line) -> frozenset[int]:
    """The places within printed facts and code."""
    found, at = set[int](), 0
    for run in runs(line):
        if isinstance(run.piece, Cited | Code):
            found.update(range(at + 1, at + len(run.text)))
        at += len(run.text)
    return frozenset(found)


def _without_runt(text: str, ends: list[int]) -> list[int]:
    """The ends of phrases without those that would leave a few characters alone on the last line."""
    while len(ends) > 2 and len(text) - ends[-2] < _RUNT and _ems(text[ends[-3] :]) <= _LONGEST:
        del ends[-2]
    return ends


def _joiners(text: str, ends: list[int]) -> dict[int, str]:
    """Word joiners within phrases, but for those that are too long for a line."""
    short = (pair for pair in pairwise(ends) if _ems(text[slice(*pair)]) <= _LONGEST)
    return {at: JOINER for low, high in short for at in range(low + 1, high) if _touch_wide(text, at)}


def _openings(text: str, ends: list[int]) -> dict[int, str]:
    """Zero-width spaces between phrases that no space parts."""
    return {at: MAY_BREAK for at in ends[1:-1] if text[at - 1] != " " != text[at]}


def _solidly(text: str) -> str:
    return "".join(JOINER + char if at and _touch_wide(text, at) else char for at, char in enumerate(text))


def _ems(text: str) -> float:
    return sum(1.0 if is_wide(char) else 0.55 for char in text)


def _touch_wide(text: str, at: int) -> bool:
    """True where the press might end a line between two characters that no space parts."""
    pair = text[at - 1 : at + 1]
    return has_wide(pair) and " " not in pair


def _tied(line: Line, text: str) -> Line:
    """The line with its last two words held together, if they are short."""
    before, space, last = text.rpartition(" ")
    if not space or len(before.split(" ")[-1]) + len(last) > _TWO_WORDS or not before.count(" "):
        return line
    return _marked(line, {len(before): _NO_BREAK})


def _dates_held(line: Line) -> Line:
    """The line with each date and period held together, if that is short."""
    made: list[Any] = []
    for piece in line:
        match piece:
            case Named(text, "date" | "period") if _ems(text) <= _LONGEST:
                made.append(replace(piece, text=_solidly(text.replace(" ", _NO_BREAK))))
            case Emphasis() | Link() | Claimed() | Opined():
                made.append(replace(piece, content=_dates_held(piece.content)))
            case _:
                made.append(piece)
    return tuple(made)


def _marked(line: Line, marks: Mapping[int, str]) -> Line:
    """A line with marks before the characters at some places of its plain text; a no-break space replaces one."""
    return _put(line, 0, marks)[0]


def _put(line: Line, at: int, marks: Mapping[int, str]) -> tuple[Line, int]:
    made: list[Any] = []
    for piece in line:
        match piece:
            case Words(text) | Named(text):
                made.append(replace(piece, text="".join(_spliced(text, at, marks))))
                at += len(text)
            case Emphasis() | Link() | Claimed() | Opined():
                content, at = _put(piece.content, at, marks)
                made.append(replace(piece, content=content))
            case Noted():
                made.append(piece)
            case _:
                made += [Words(marks[at])] if marks.get(at, _NO_BREAK) != _NO_BREAK else []
                made.append(piece)
                at += len(Run(piece).text)
    return tuple(made), at


def _spliced(text: str, at: int, marks: Mapping[int, str]) -> Iterator[str]:
    for place, char in enumerate(text, at):
        mark = marks.get(place, "")
        yield mark if mark == _NO_BREAK else mark + char
