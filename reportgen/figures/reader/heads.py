"""What the head of a table says of its cells: the scale that a bare number in them has.

A line with the scale in it (in millions, except per share data) and no cell heads the lines behind it, up to the next
head, a sentence, or the heading of another table behind an empty line; so does the heading of a column for its column,
and the label of a row for that row alone. A cell is a number between bars, tabs or wide spaces, or one of those that
end a line. The head's scale is that of its bare numbers and of amounts of money without a scale of their own, not of
those per share, nor of ratios.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Final

from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import RATIOS, parse_unit
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.parts import Aside, Figure, SourceParagraph
from reportgen.figures.reader.setting_aside import IDIOM
from reportgen.languages.amounts import LOOSE
from reportgen.languages.numeral_pack import Numerals, Tables

_BAR: Final = re.compile(r"\|")
_TAB: Final = re.compile(r"\t+")
_GAP: Final = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE: Final = re.compile(r"[.!?。！？]['\"”’)）」]?\s*$")
_CONTINUES: Final = re.compile(
    "[%a-z]"
)  # a line that goes on with a number in the line before: 31.7, and then %
_MANY_WORDS: Final = 6  # in a line that is a sentence, or a label with a single number behind it
_LONG: Final = 400  # characters; no line of a table is longer


Read = tuple[list[Figure], list[Aside]]  # the figures of a line, and what was set aside in it


@dataclass(frozen=True)
class _Said:
    """Where a line says a scale, and the power of ten that it is."""

    start: int
    end: int
    power: int


@dataclass(frozen=True)
class _Line:
    """A line with what was read in it, and the places of its cells."""

    paragraph: SourceParagraph
    folded: str
    figures: list[Figure]
    asides: list[Aside]

    def cells(self) -> tuple[tuple[int, int], ...]:
        """The cells where bars, tabs or wide spaces part them; one where none does."""
        return line_cells(self.paragraph.text)

    def words(self, start: int, end: int) -> int:
        """How many words stand in a stretch beside figures and what was set aside."""
        read: tuple[Figure | Aside, ...] = (*self.figures, *self.asides)
        taken = [(each.start, each.end) for each in read]
        found = _WORD.finditer(self.folded, start, end)
        return sum(not any(low <= match.start() < high for low, high in taken) for match in found)

    def in_cells(self) -> dict[int, int]:
        """Which of the figures stand in cells: the place of each → that of its cell."""
        cells, found = self.cells(), {}
        if len(cells) == 1 or (len(cells) == 2 and not self._pure(cells[1])):
            return self._at_the_end()
        for place, figure in enumerate(self.figures):
            at = next((at for at, (low, high) in enumerate(cells) if low <= figure.start < high), None)
            if at is not None and self._pure(cells[at]):
                found[place] = at
        return found

    def _pure(self, cell: tuple[int, int]) -> bool:
        return self.words(*cell) == 0

    def _at_the_end(self) -> dict[int, int]:
        """The run of figures that ends the line, where a label stands before it."""
        end, first = len(self.folded), len(self.figures)
        while first and self.words(self.figures[first - 1].end, end) == 0:
            first -= 1
            end = self.figures[first].start
        run = range(first, len(self.figures))
        if (
            not all(map(_in_digits, self.figures[first:]))
            or not run
            or (len(run) == 1 and self.words(0, end) > _MANY_WORDS)
        ):
            return {}
        return {place: 1 + place - first for place in run}

    def is_weak(self, in_cells: dict[int, int]) -> bool:
        """True for a label with one number behind it and nothing that parts them: it may be a row, or prose."""
        return len(in_cells) == 1 and len(self.cells()) == 1 and self.words(0, len(self.folded)) > 0

    def is_sentence(self) -> bool:
        """True for prose: words that end in a full stop."""
        text = self.paragraph.text
        words = self.words(0, len(text)) if text.isascii() else len(text) // 2
        return words >= _MANY_WORDS and _SENTENCE.search(text) is not None


def line_cells(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the cells of a line, where bars, tabs or wide spaces part them; one where none does."""
    parted = next((mark for mark in (_BAR, _TAB, _GAP) if mark.search(text)), None)
    if parted is None:
        return ((0, len(text)),)
    cuts = [match.span() for match in parted.finditer(text)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    places = list(zip(edges[::2], edges[1::2], strict=True))
    return tuple(places[text.lstrip().startswith("|") :])


@dataclass
class Heads:
    """Goes through the lines of a text and keeps what the head of the table at hand says."""

    packs: tuple[Numerals, ...] = ()
    power: int | None = None
    shares: int | None = None
    columns: dict[int, int] = field(default_factory=dict)
    heading: str = ""  # the line without cells before this one
    above: str = ""  # the last of them that continues no other
    last: int = 0  # the line before
    rows: int = 0
    near: bool = False  # whether rows alone, and headings with a colon, stand between the head and this line

    def read(
        self, packs: tuple[Numerals, ...], paragraph: SourceParagraph, read: Read, behind: str = ""
    ) -> Read:
        """What was read in the next line, with the scale of its table's head; `behind` is the line behind it.

        What only says a scale (in millions of dollars) is set aside."""
        if len(paragraph.text) > _LONG:
            self._forget()
            return read
        line = _Line(paragraph, fold(paragraph.text), *read)
        said = [each for pack in packs for each in _said(pack.tables, line)]
        line = _without(line, said)
        in_cells = line.in_cells()
        own = self._take(packs, line, in_cells, said)
        self.last = paragraph.line
        if self.power is None and own is None and not self.columns:
            return line.figures, line.asides
        if not in_cells and not said:
            self._between(packs, line)
        if not in_cells or (line.is_weak(in_cells) and own is None and not self.near):
            return line.figures, line.asides
        self.near = True
        self.rows += 1
        return self._row(packs, line, in_cells, own, behind), line.asides

    def _row(
        self, packs: tuple[Numerals, ...], line: _Line, in_cells: dict[int, int], own: int | None, behind: str
    ) -> list[Figure]:
        """The figures of a line with cells."""
        (first, *others), text = line.figures, line.folded
        if not others and not line.words(0, len(text)) and _CONTINUES.match(behind):
            return [_in_percent(first) if behind[0] == "%" and first.bare else first]
        label = text[: line.figures[min(in_cells)].start]
        return [
            self._scaled(figure, packs, label, own, in_cells[place]) if place in in_cells else figure
            for place, figure in enumerate(line.figures)
        ]

    def _forget(self) -> None:
        self.power, self.shares, self.columns, self.rows = None, None, {}, 0
        self.heading = self.above = ""

    def _between(self, packs: tuple[Numerals, ...], line: _Line) -> None:
        """A line without cells: a heading inside of the table, or the end of it."""
        if line.is_sentence():
            self._forget()
        if line.words(0, len(line.folded)):
            self.near = self.near and line.folded.endswith((":", "："))
            self.heading = line.folded
            if not _any((pack.tables for pack in packs), "under", line.folded):
                self.above = line.folded

    def _take(
        self, packs: tuple[Numerals, ...], line: _Line, in_cells: dict[int, int], said: Sequence[_Said]
    ) -> int | None:
        """Note the head that a line is; the power of ten that it gives to itself alone, as the label of a row."""
        if in_cells:
            first = min(line.figures[place].start for place in in_cells)
            return next((each.power for each in said if each.start < first), None)
        cells = line.cells()
        self._other_table(line, cells)
        if said and len(cells) > 1 and said[0].start >= cells[0][1]:
            self.columns = {
                at: each.power
                for each in said
                for at, (low, high) in enumerate(cells)
                if low <= each.start < high
            }
        elif said:
            self._forget()
            self.power, self.near = said[0].power, True
            self.shares = _of_shares(packs, line.folded)
        return None

    def _other_table(self, line: _Line, cells: tuple[tuple[int, int], ...]) -> None:
        """Behind an empty line, a heading of several columns in words begins another table."""
        named = sum(line.words(*cell) > 0 for cell in cells[1:])
        if named and self.columns:
            self.columns = {}
        if named > 1 and self.rows and line.paragraph.line > self.last + 1:
            self._forget()

    def _scaled(
        self, figure: Figure, packs: tuple[Numerals, ...], label: str, own: int | None, column: int
    ) -> Figure:
        if not _unscaled(figure):
            return figure
        tables = [pack.tables for pack in packs]
        label = label if _WORD.search(label) else self.heading
        if _any(tables, "under", label) and not _any(tables, "plain", label):
            label = f"{self.above} {label}"
        power = own if own is not None else self.columns.get(column, self.power)
        if power is not None and power < 0:  # pence
            return figure if figure.money or _any(tables, "ratio", label) else in_scale(figure, power)
        if own is None and _any(tables, "counts_shares", label):
            power = power if self.shares is None else self.shares
        elif _any(tables, "plain", label):
            power = 0
        elif own is None and _any(tables, "percent", label):
            return _in_percent(figure) if figure.bare else figure
        elif own is None and _any(tables, "ratio", label):
            return figure
        return figure if power is None else in_scale(figure, power)


def _in_digits(figure: Figure) -> bool:
    """True for one number that is written in digits."""
    return any(map(str.isdigit, figure.printed)) and figure.quantity.ends is None


def _unscaled(figure: Figure) -> bool:
    """True for a number or an amount of money with no scale printed beside it: $82,226, (570), but not $5m."""
    if figure.bare:
        return not any(map(str.isalpha, figure.printed))
    behind = figure.printed[figure.core[1] - figure.start :].strip(" )）")
    return bool(figure.money and not behind and not figure.quantity.unit.ratio)


def _said(tables: Tables, line: _Line) -> Iterator[_Said]:
    """Where a line says a scale; a line that is no sentence says it without brackets, where it has no other number."""
    if not _steps(tables).search(line.folded.lower()):
        return
    found = list(_form(tables, "heads").finditer(line.folded))
    if not found and not line.is_sentence():
        found = list(_form(tables, "lines").finditer(line.folded))
        spans = [match.span() for match in found]
        if not all(
            any(low <= each.start and each.end <= high for low, high in spans) for each in line.figures
        ):
            return
    columns = len(line.cells()) > 1 or line.figures
    for match in found:
        if len(match[0]) == len("(k)") and not columns:
            continue  # of one column or row alone
        if (power := _power(tables, match[0])) is not None:
            yield _Said(*match.span(), power)


def _without(line: _Line, said: Sequence[_Said]) -> _Line:
    """The line without the numerals of what says a scale: they are set aside."""
    only = [
        each for each in line.figures if any(one.start <= each.start and each.end <= one.end for one in said)
    ]
    if not only:
        return line
    passed = [*line.asides, *(Aside(each.paragraph, each.start, each.end, IDIOM) for each in only)]
    left = [each for each in line.figures if each not in only]
    return replace(line, figures=left, asides=sorted(passed, key=lambda aside: aside.start))


@cache
def _form(tables: Tables, name: str) -> re.Pattern[str]:
    return re.compile(getattr(tables, name), LOOSE)


def _any(tables: Iterable[Tables], name: str, text: str) -> bool:
    return any(_form(each, name).search(text) for each in tables)


@cache
def _steps(tables: Tables) -> re.Pattern[str]:
    names = sorted(tables.steps, key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if name.isascii())
    other = "|".join(re.escape(name) for name in names if not name.isascii())
    parts = [rf"(?<![a-z0-9.])(?:{latin})(?![a-z0-9])" if latin else "", other]
    return re.compile("|".join(filter(None, parts)))


def _power(tables: Tables, said: str) -> int | None:
    found = _steps(tables).search(said.lower())
    return tables.steps[found[0]] if found else None


def _of_shares(packs: Iterable[Numerals], folded: str) -> int | None:
    for pack in packs:
        if found := _form(pack.tables, "shares").search(folded):
            return pack.tables.steps[found["step"].lower()]
    return None


# ---- scaling -------------------------------------------------------------------------------------------------


def in_scale(figure: Figure, power: int) -> Figure:
    """A figure with the power of ten that its table's head gives."""
    by = Fraction(10) ** power
    return replace(figure, quantity=_times(figure.quantity, by), bare=False, head=power)


def _in_percent(figure: Figure) -> Figure:
    """A bare number in a row that says per cent."""
    quantity, plain = _times(figure.quantity, RATIOS["%"]), figure.quantity.point
    return replace(
        figure,
        quantity=replace(quantity, unit=parse_unit("%")),
        also=(*figure.also, plain),
        bare=False,
        head=0,
    )


def _times(quantity: Quantity, by: Fraction) -> Quantity:
    ends = (_times(quantity.ends[0], by), _times(quantity.ends[1], by)) if quantity.ends else None
    interval = quantity.interval
    low, high = (None if end is None else end * by for end in (interval.low, interval.high))
    scaled = Interval(low, high, interval.low_open, interval.high_open)
    return replace(quantity, point=quantity.point * by, interval=scaled, ends=ends)
