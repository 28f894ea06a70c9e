"""The tables of a text: which row and which column a figure stands in, and what their heads say.

The cells and scales are those of the reader of figures; here the heads of columns are read as periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import dropwhile, takewhile
from typing import Final

from reportgen.facts.period import Period
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.heads import line_cells
from reportgen.figures.reader.paragraphs import Reading
from reportgen.figures.reader.parts import Figure, SourceParagraph
from reportgen.intake.importing.text_periods import (
    SpanHead,
    Standpoint,
    day_told,
    ended,
    ending_on,
    periods_in,
    spans_in,
)
from reportgen.languages import LANGUAGES

Cells = Sequence[tuple[int, int]]  # from where to where each of a line stands
_LONG: Final = 400  # characters; no line of a table is longer
_PROSE: Final = re.compile(r"[.!?。！？]['\"”’)）」]?\s*$")
_MANY_WORDS: Final = 8
_YEARS: Final = re.compile(r"\s*20\d\d(?:\s+20\d\d)*\s*")
_WORD: Final = re.compile(r"[^\W\d_]")
_BESIDE: Final = re.compile(r"[\s|*_,.:()（）-]*")
_HEADING: Final = re.compile(r"\s*#")


@dataclass(frozen=True)
class ColumnHead:
    """What a column shows: a period, or a change over one (`change`), against the quarter before where `quarterly`;
    `sure` where its head says so in full. Without a period nobody can tell which. `cell` is its place among the cells
    of the line that says it."""

    period: Period | None
    change: bool = False
    quarterly: bool = False
    sure: bool = False
    cell: int = -1


@dataclass(frozen=True)
class TableFigure:
    """A figure in a table: the label of its row, the heading above that within the table, and its column."""

    label: str
    heading: str
    column: ColumnHead | None


@dataclass
class _Tables:
    """Goes through the lines and keeps the heads of the table at hand."""

    at: Standpoint
    columns: tuple[ColumnHead, ...] = ()
    width: int = 0  # cells of the line that heads the columns
    heading: str = ""
    spans: list[SpanHead] = field(default_factory=list)

    def read(
        self, paragraph: SourceParagraph, figures: Sequence[Figure]
    ) -> Iterator[tuple[Figure, TableFigure]]:
        """The figures of a line that stand in a table."""
        text, folded = paragraph.text, fold(paragraph.text)
        if len(text) > _LONG or _is_prose(text, folded) or _HEADING.match(text):
            self._forget()
        elif self._take_head(folded, line_cells(text), figures):
            self.heading = ""
        elif not figures and _WORD.search(folded):
            self.heading = text.strip(" |\t:：")
        elif figures and (self.columns or len(line_cells(text)) > 1):
            yield from self._row(text, figures)

    def _forget(self) -> None:
        self.columns, self.heading, self.spans = (), "", []

    def _take_head(self, folded: str, cells: Cells, figures: Sequence[Figure]) -> bool:
        """Whether a line heads the columns; it is noted, and so are the lengths that the years below it have."""
        if any(figure.scaled or figure.money or figure.quantity.unit.ratio for figure in figures):
            return False
        columns = self._columns(folded, cells)
        if not columns and (spans := spans_in(folded, self.at.language)):
            self.spans, self.columns = spans, ()
            return True
        if not columns and self._take_days(folded, cells):
            return True
        columns = columns or (() if figures else self._loosely(folded, cells))
        if not columns:
            return False
        self.columns, self.spans, self.width = columns, [], len(cells)
        return True

    def _take_days(self, folded: str, cells: Cells) -> bool:
        """Whether a line says on which days the months end that a line above counts."""
        days = [day_told(text, self.at.language) for _, text in _texts(folded, cells)]
        if not self.spans or not days or not all(days) or any("month" in one.said for one in self.spans):
            return False
        if len(days) % len(self.spans) == 0:  # one for each, or one over each of its columns
            each = len(days) // len(self.spans)
            self.spans = [replace(one, said=one.said | days[at * each]) for at, one in enumerate(self.spans)]
        return True

    def _columns(self, folded: str, cells: Cells) -> tuple[ColumnHead, ...]:
        texts = _texts(folded, cells)
        if _YEARS.fullmatch(folded) and (self.spans or len(folded.split()) > 1):
            texts = list(enumerate(folded.split()))
        elif len(cells) < 2:
            return ()
        own = [one for _, text in texts for one in spans_in(text, self.at.language) if "year" not in one.said]
        texts = [
            (at, text)
            for at, text in texts
            if not any("year" not in one.said for one in spans_in(text, self.at.language))
        ]
        found = [self._column(at, text) for at, text in texts]
        if found and found[0] is None:
            found, texts = found[1:], texts[1:]  # what heads the labels
        known = [one for one in found if one is not None]
        if len(known) < len(found) or not any(one.period for one in known if not one.change):
            return ()
        heads = _within_spans(known, [text for _, text in texts], own or self.spans, self.at)
        return tuple(
            replace(one, period=_compared(heads[:place]) or one.period) if one.change else one
            for place, one in enumerate(heads)
        )

    def _loosely(self, folded: str, cells: Cells) -> tuple[ColumnHead, ...]:
        """The columns of a line that heads some with periods among other words: none of them is sure, and one with
        several periods has none."""
        named = [(at, periods_in(text, self.at)) for at, text in _texts(folded, cells)]
        if sum(map(bool, (periods for _, periods in named))) < 2:
            return ()
        return tuple(
            ColumnHead(periods[0].period if len(periods) == 1 else None, cell=at) for at, periods in named
        )

    def _column(self, at: int, text: str) -> ColumnHead | None:
        periods = periods_in(text, self.at)
        if len(periods) == 1 and _BESIDE.fullmatch(text[: periods[0].start] + text[periods[0].end :]):
            bare = _YEARS.fullmatch(text.strip(" |*")) is not None
            return ColumnHead(periods[0].period, sure=not bare or self.at.period.months == 12, cell=at)
        if len(text) < 40 and ("%" in text or _change(self.at.language).search(text)):
            quarterly = _quarterly(self.at.language).search(text) is not None
            return ColumnHead(self.at.period, change=True, quarterly=quarterly, cell=at)
        return None

    def _row(self, text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, TableFigure]]:
        label = text[: min(figure.start for figure in figures)].strip(" |\t$(")
        cells = line_cells(text)
        for place, figure in enumerate(figures):
            yield figure, TableFigure(label, self.heading, self._over(place, figure, len(figures), cells))

    def _over(
        self, place: int, figure: Figure, count: int, cells: Sequence[tuple[int, int]]
    ) -> ColumnHead | None:
        """The column of a figure: the one in its place, or, where some are empty, the one over its cell."""
        if not self.columns:
            return ColumnHead(None) if self.spans else None
        if count == len(self.columns):
            return self.columns[place]
        at = next((at for at, (low, high) in enumerate(cells) if low <= figure.start < high), -1)
        over = (column for column in self.columns if column.cell == at and len(cells) == self.width)
        return next(over, ColumnHead(None))


def table_figures(reading: Reading, at: Standpoint) -> dict[int, TableFigure]:
    """The figures of a text that stand in tables, by identity."""
    by_line: dict[int, list[Figure]] = {}
    for figure in reading.figures:
        by_line.setdefault(figure.paragraph.number, []).append(figure)
    tables = _Tables(at)
    found: dict[int, TableFigure] = {}
    for paragraph in reading.paragraphs:
        for figure, cell in tables.read(paragraph, by_line.get(paragraph.number, [])):
            found[id(figure)] = cell
    return found


def _texts(folded: str, cells: Cells) -> list[tuple[int, str]]:
    """The cells of a line that say something, with their places."""
    found = [(at, folded[low:high]) for at, (low, high) in enumerate(cells)]
    return [(at, text) for at, text in found if text.strip()]


def _within_spans(
    columns: Sequence[ColumnHead], texts: Sequence[str], spans: Sequence[SpanHead], at: Standpoint
) -> tuple[ColumnHead, ...]:
    """The columns of years or days below heads that say how many months end; without a period where it cannot be told
    which of the heads they stand under."""
    timed = [place for place, column in enumerate(columns) if not column.change]
    told = [_YEARS.fullmatch(texts[place].strip(" |*")) or _on_a_day(columns[place]) for place in timed]
    if not spans or not all(told):
        return tuple(columns)
    share, rest = divmod(len(timed), len(spans))
    found = list(columns)
    for order, place in enumerate(timed):
        column, year = columns[place], texts[place].strip(" |*")
        over = spans[order // share] if share and not rest else None
        period = None
        if over and column.period and column.period.instant:
            period = ending_on(column.period, over.months, at)
        elif over:
            period = ended(over.months, over.said, year, at)
        found[place] = replace(column, period=period, sure=period is not None)
    return tuple(found)


def _compared(before: Sequence[ColumnHead]) -> Period | None:
    """The period of a change behind columns: the latest of those just before it."""
    beside = takewhile(lambda one: not one.change, dropwhile(lambda one: one.change, reversed(before)))
    return max((one.period for one in beside if one.period), key=lambda one: one.end, default=None)


def _on_a_day(column: ColumnHead) -> bool:
    return column.period is not None and column.period.instant


def _is_prose(text: str, folded: str) -> bool:
    """True for words that end in a full stop, and for what has many of them and no cells."""
    many = len(folded.split()) >= _MANY_WORDS if text.isascii() else len(text) >= 4 * _MANY_WORDS
    return many and len(line_cells(text)) < 3 and _PROSE.search(text) is not None


@cache
def _quarterly(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].cues.quarterly, re.IGNORECASE)


@cache
def _change(language: str) -> re.Pattern[str]:
    cues = LANGUAGES[language].cues
    return re.compile(f"{cues.growth}|{cues.quarterly}|{cues.changes}", re.IGNORECASE)
