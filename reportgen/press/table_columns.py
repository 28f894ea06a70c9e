"""A table in the room it has: as it is, in smaller type, with its heads turned, in parts, or not at all.

The columns' least widths are reckoned from the faces' own advances: a cell stands on one line, a head on four at
most, a label breaks between its words. What does not fit in the usual type is set in smaller type down to the floor;
then its heads are turned; then it is split by columns, each part with the labels of the rows, where two spanners meet
if that costs no part more. What does not fit even so is refused, with what would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import Final

from reportgen.document.nodes import Cell, Cited, Group, Head, Line, Row, Table
from reportgen.document.walk import notes, plain, runs
from reportgen.exhibits.measure import Ruler
from reportgen.exhibits.rows import POINTS_PER_MM
from reportgen.press.alignment import Pads, mark_width, pads, weight_of, wordy


@dataclass(frozen=True)
class Type:
    """The type that a table is set in, in points: its cells, its heads, what stands before a column."""

    size: float
    head: float
    gap: float


TYPES: Final = (Type(8.0, 7.2, 8.5), Type(7.5, 7.0, 6.8), Type(7.0, 7.0, 5.7))
_LINES: Final = 4  # of a head that stands upright
_TALLEST: Final = 140.0  # a turned head, in points
_LEADING: Final = 1.25
_STUB_EM: Final = 11.0  # a label longer than this is broken
_WORDS_GAP: Final = 2  # gaps before a column of words
_MOST_PARTS: Final = 6
_HALVINGS: Final = 12
_LONG: Final = 26  # rows; a longer table may be broken over pages
_PHONE: Final = 22.5  # ems, a phone's column in the type that tables have on a screen
_LEAST: Final = 0.005  # ems, half of the hundredths that are kept
_SPARE: Final = 0.5  # points, for what is lost in rounding


class TooWide(ValueError):
    """A table has no form that fits the room it was given."""


@dataclass(frozen=True)
class TablePart:
    """Some columns of a table with the labels of its rows; what stands to the right of each cell and head, in ems of
    its own type, and which columns, from 0, hold words."""

    table: Table
    pads: Pads
    wordy: frozenset[int]

    def room(self, one: Cell | Head) -> str:
        """The class that keeps the room to the right of a cell or a head, "" for none."""
        return _sized("pad", self.pads.get(id(one), 0.0))


@dataclass(frozen=True)
class Fitted:
    """How a table is set. `step` counts the types from the usual one; `width` is what its widest part needs, `stub` the
    least width of the labels and `turned` the height of the heads where they are turned, else 0, in ems of their type.
    """

    parts: tuple[TablePart, ...]
    step: int = 0
    width: float = 0.0
    stub: float = 0.0
    turned: float = 0.0

    @property
    def classes(self) -> str:
        """The classes of an exhibit with it."""
        rows = sum(len(group.rows) + bool(group.label) for group in self.parts[0].table.groups)
        said = {
            f"step-{self.step}": self.step > 0,
            "wider": self.wider,
            "parts": len(self.parts) > 1,
            "long": rows > _LONG,
        }
        return "".join(f" {name}" for name, so in said.items() if so)

    @property
    def wider(self) -> bool:
        """True where it is wider than a phone, on which it scrolls."""
        return self.width > _PHONE

    @property
    def labels(self) -> str:
        """The class that keeps the room of the labels."""
        return _sized("stub", self.stub)

    @property
    def turn(self) -> str:
        """The class that turns a head, "" where they stand upright."""
        return _sized("turn", self.turned)


def _sized(kind: str, ems: float) -> str:
    return f"{kind}-{round(100 * ems)}" if ems >= _LEAST else ""


_RULES: Final = {
    "pad": ".exhibit .{0} {{ padding-right: {1}em; }}",
    "stub": ".exhibit .{0} {{ min-width: {1}em; }}",
    "turn": ".exhibit .{0} {{ height: {1}em; }} .exhibit .{0} > span {{ width: {1}em; }}",
}


def sizes(tables: Iterable[Fitted]) -> str:
    """The style sheet for the classes of tables: what was measured stands in no element's own style."""
    names = set[str]()
    for one in tables:
        names |= {one.labels, one.turn}
        names |= {_sized("pad", pad) for part in one.parts for pad in part.pads.values()}
    parted = (name.split("-") for name in sorted(names - {""}))
    return "".join(_RULES[kind].format(f"{kind}-{ems}", f"{int(ems) / 100:g}") for kind, ems in parted)


def as_declared(table: Table) -> Fitted:
    """The table as it is, nothing measured."""
    return Fitted((TablePart(table, {}, wordy(table)),))


def fit_table(table: Table, room: float, ruler: Ruler, *, strip: bool = False) -> Fitted:
    """The table in a room of so many points. In a `strip` heads stand upright, and figures end where columns do. Raises
    TooWide."""
    words = wordy(table)
    settings = [
        _Setting(table, words, ruler, kind, turned, not strip)
        for turned in ((False,) if strip else (False, True))
        for kind in TYPES
    ]
    for setting in settings:
        if setting.needs(range(setting.count)) <= room:
            return _fitted(setting, [range(setting.count)])
    return _split(table, settings, room)


def _split(table: Table, settings: Sequence[_Setting], room: float) -> Fitted:
    tried = [(parts, setting) for setting in settings if (parts := setting.parts(room))]
    if not tried:
        raise TooWide(_no_column_fits(settings[len(TYPES) - 1], room))
    parts, setting = min(tried, key=lambda one: len(one[0]))
    if len(parts) > _MOST_PARTS:
        held, most = parts[_MOST_PARTS - 1].stop, f"{_MOST_PARTS} parts at most"
        raise TooWide(f"it would take {len(parts)} parts ({most}): {held} columns such as these would fit")
    if not _repeatable(table):
        fits = len(parts[0])
        message = f"it would be split, and labels that cite, claim or call a note cannot be said in each part: {fits}"
        raise TooWide(f"{message} columns such as these would fit beside such labels")
    return _fitted(setting, setting.evened(len(parts), room))


def _no_column_fits(setting: _Setting, room: float) -> str:
    wide = max(setting.columns)
    name = plain(setting.table.columns[setting.columns.index(wide)].content)
    left = room - setting.stub - _SPARE
    letters = max(0, int(left / wide * setting.longest(setting.columns.index(wide))))
    beside = f"beside labels of {setting.stub:.0f}"
    return f"the column {name!r} needs {wide:.0f} points {beside}, and its place has {room:.0f} in all" + (
        f": a word or a figure of {letters} characters would fit" if letters else ""
    )


def _fitted(setting: _Setting, parts: Sequence[range]) -> Fitted:
    made = tuple(setting.part(columns) for columns in parts)
    turned = setting.tallest / setting.type.head if setting.turned else 0.0
    width = max(map(setting.needs, parts)) / setting.type.size
    step = TYPES.index(setting.type)
    return Fitted(made, step, width, (setting.stub - setting.type.gap) / setting.type.size, turned)


def _repeatable(table: Table) -> bool:
    """Whether the labels may stand in each part: what leads to the appendix and what calls a note does once."""
    lines = [table.stub, *(head.content for head in table.spanners)]
    lines += [line for group in table.groups for line in (group.label, *(row.label for row in group.rows))]
    return not any(
        isinstance(run.piece, Cited) or run.claim or any(notes(line)) for line in lines for run in runs(line)
    )


@dataclass(frozen=True)
class _Setting:
    """A table in one type, its heads upright or turned, its figures on their points or at the ends of their columns."""

    table: Table
    words: frozenset[int]
    ruler: Ruler
    type: Type
    turned: bool
    aligned: bool = True

    @property
    def count(self) -> int:
        return len(self.table.columns)

    # ---- how wide everything is, in points

    def needs(self, columns: range) -> float:
        """The least width of a part."""
        return self.stub + sum(self.columns[index] for index in columns) + self._over(columns) + _SPARE

    @cached_property
    def stub(self) -> float:
        """The least width of the labels, with what stands behind them."""
        labels = [(row.label, row.mark, weight_of(row)) for row in self._rows]
        sizes = [
            (self.ruler.width(plain(line), self.type.size, weight), self._widest(line, self.type.size, weight),
             self._mark(mark))
            for line, mark, weight in labels
        ]  # fmt: skip
        words = max((word + mark for _, word, mark in sizes), default=0.0)
        whole = max((full + mark for full, _, mark in sizes), default=0.0)
        head = self._widest(self.table.stub, self.type.head, 400)
        return max(words, head, min(whole, _STUB_EM * self.type.size)) + self.type.gap

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """The least width of each column, with what stands before it."""
        return tuple(map(self._column, range(self.count)))

    @cached_property
    def tallest(self) -> float:
        """The height of the turned heads."""
        return max(map(self._length, self.table.columns), default=0.0)

    def longest(self, index: int) -> int:
        """The characters of the longest word or figure of a column."""
        cells = (plain(row.cells[index].content) for row in self._rows)
        words = (word for text in (plain(self.table.columns[index].content), *cells) for word in text.split())
        return max(map(len, words), default=1)

    @cached_property
    def _pads(self) -> Pads:
        return pads(self.table, self.ruler.width) if self.aligned else {}

    @cached_property
    def _rows(self) -> list[Row]:
        return [row for group in self.table.groups for row in group.rows]

    def _column(self, index: int) -> float:
        size, head = self.type.size, self.table.columns[index]
        cells = [self._cell(row, index) for row in self._rows]
        wide = max([*cells, self._head(head) + self._pads.get(id(head), 0.0) * size])
        return wide + self.type.gap * (_WORDS_GAP if index in self.words else 1)

    def _cell(self, row: Row, index: int) -> float:
        cell, size, weight = row.cells[index], self.type.size, weight_of(row)
        if cell.spark:
            return cell.spark.width_mm * POINTS_PER_MM + self._mark(cell.mark)
        if index in self.words:
            return self._widest(cell.content, size, weight) + self._mark(cell.mark)
        arrow = f"{cell.arrow} " if cell.arrow else ""
        text = self.ruler.width(arrow + plain(cell.content), size, weight)
        return text + self._mark(cell.mark) + self._pads.get(id(cell), 0.0) * size

    def _head(self, head: Head) -> float:
        if not self.turned:
            full = self._length(head)
            return max(self._widest(head.content, self.type.head, 600) + self._mark(head.mark), full / _LINES)
        return _LEADING * self.type.head if self._length(head) <= _TALLEST else inf

    def _length(self, head: Head) -> float:
        return self.ruler.width(plain(head.content), self.type.head, 600) + self._mark(head.mark)

    def _widest(self, line: Line, size: float, weight: int) -> float:
        return self.ruler.widest(plain(line), size, weight)

    def _mark(self, mark: str) -> float:
        return mark_width(mark, self.ruler.width, apart=True) * self.type.size

    def _over(self, columns: range) -> float:
        """What spanners need more than the columns below them."""
        return sum(
            max(0.0, self._spanner(head) - sum(self.columns[index] for index in under))
            for head, under in _spanned(self.table, columns)
        )

    def _spanner(self, head: Head) -> float:
        return self._widest(head.content, self.type.head, 600) + self.type.gap

    # ---- parts

    def parts(self, room: float, *, whole: bool = False) -> list[range]:
        """The columns in as few parts as it takes, each as full as may be, or, with `whole`, as keeps spanners whole;
        none where a column does not fit alone."""
        made, first = list[range](), 0
        while first < self.count:
            last = first + 1
            while last < self.count and self.needs(range(first, last + 1)) <= room:
                last += 1
            if self.needs(range(first, last)) > room:
                return []
            if whole and last < self.count:
                last = max((seam for seam in self._seams if first < seam <= last), default=last)
            made.append(range(first, last))
            first = last
        return made

    def evened(self, count: int, room: float) -> list[range]:
        """So many parts, as equally full as may be, and not across a spanner where that costs no part more."""
        whole = len(self.parts(room, whole=True)) == count
        low, best = 0.0, self.parts(room, whole=whole)
        for _ in range(_HALVINGS):
            half = (low + room) / 2
            tried = self.parts(half, whole=whole)
            low, room, best = (low, half, tried) if len(tried) == count else (half, room, best)
        return best

    @cached_property
    def _seams(self) -> frozenset[int]:
        """Where a spanner ends."""
        return frozenset(accumulate(head.span for head in self.table.spanners))

    def part(self, columns: range) -> TablePart:
        """Some of the columns with the labels of the rows."""
        table = self.table
        if len(columns) < self.count:
            groups = tuple(_narrowed(group, columns) for group in table.groups)
            spanners = tuple(replace(head, span=len(under)) for head, under in _spanned(table, columns))
            heads = tuple(table.columns[index] for index in columns)
            table = Table(table.stub, heads, spanners, groups, table.notes)
        scale = self.type.size / self.type.head
        heads_of = {id(head) for head in table.columns}
        room = {
            one: pad * (scale if one in heads_of else 1.0)
            for one, pad in pads(table, self.ruler.width).items()
        }
        words = frozenset(index - columns.start for index in columns if index in self.words)
        return TablePart(table, room, words)


def _narrowed(group: Group, columns: range) -> Group:
    rows = tuple(replace(row, cells=row.cells[columns.start : columns.stop]) for row in group.rows)
    return replace(group, rows=rows)


def _spanned(table: Table, columns: range) -> Iterator[tuple[Head, range]]:
    """The spanners over some columns, each with those of them that it stands over."""
    at = 0
    for head in table.spanners:
        under = range(max(at, columns.start), min(at + head.span, columns.stop))
        at += head.span
        if under:
            yield head, under
