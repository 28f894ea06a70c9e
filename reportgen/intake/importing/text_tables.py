"""The tables of a text: which row and which column a figure stands in, and what their heads say.

The cells and scales are those of the reader of figures; here the heads of columns are read as periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from reportgen.facts.period import Period, PeriodError, span
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.heads import line_cells
from reportgen.figures.reader.paragraphs import Reading
from reportgen.figures.reader.parts import Figure, SourceParagraph
from reportgen.intake.importing.text_periods import Standpoint, day_at, periods_in
from reportgen.languages import LANGUAGES

_LONG: Final = 400  # characters; no line of a table is longer
_PROSE: Final = re.compile(r"[.!?。！？]['\"”’)）」]?\s*$")
_MANY_WORDS: Final = 8
_YEARS: Final = re.compile(r"\s*20\d\d(?:\s+20\d\d)*\s*")
_WORD: Final = re.compile(r"[^\W\d_]")
_BESIDE: Final = re.compile(r"[\s|*_,.:()（）-]*")
_HEADING: Final = re.compile(r"\s*#")


@dataclass(frozen=True)
class ColumnHead:
    """What a column shows: a period, or a change over one (`change`); `sure` where its head says so in full. `cell` is
    its place among the cells of the line that says it."""

    period: Period | None
    change: bool = False
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
    spans: list[tuple[int, dict[str, str]]] = field(default_factory=list)

    def read(
        self, paragraph: SourceParagraph, figures: Sequence[Figure]
    ) -> Iterator[tuple[Figure, TableFigure]]:
        """The figures of a line that stand in a table."""
        text, folded = paragraph.text, fold(paragraph.text)
        if len(text) > _LONG or _is_prose(text, folded) or _HEADING.match(text):
            self._forget()
        elif self._take_head(folded, figures):
            self.heading = ""
        elif not figures and _WORD.search(folded):
            self.heading = text.strip(" |\t:：")
        elif figures and (self.columns or len(line_cells(text)) > 1):
            yield from self._row(text, figures)

    def _forget(self) -> None:
        self.columns, self.heading, self.spans = (), "", []

    def _take_head(self, folded: str, figures: Sequence[Figure]) -> bool:
        """Whether a line heads the columns; it is noted, and so are the lengths that the years below it have."""
        if any(figure.scaled or figure.money or figure.quantity.unit.ratio for figure in figures):
            return False
        if spans := list(_spans(folded, self.at.language)):
            self.spans, self.columns = spans, ()
            return True
        if not (columns := self._columns(folded)):
            return False
        self.columns, self.spans, self.width = columns, [], len(line_cells(folded))
        return True

    def _columns(self, folded: str) -> tuple[ColumnHead, ...]:
        if _YEARS.fullmatch(folded) and (self.spans or len(folded.split()) > 1):
            texts = list(enumerate(folded.split()))
        else:
            texts = [(at, folded[low:high]) for at, (low, high) in enumerate(line_cells(folded))]
            texts = [(at, text) for at, text in texts if text.strip()]
            if len(line_cells(folded)) < 2:
                return ()
        found = [self._column(at, text) for at, text in texts]
        if found and found[0] is None:
            found, texts = found[1:], texts[1:]  # what heads the labels
        known = [one for one in found if one is not None]
        if len(known) < len(found) or not any(one.period for one in known):
            return ()
        return self._within_spans(known, [text for _, text in texts])

    def _column(self, at: int, text: str) -> ColumnHead | None:
        periods = periods_in(text, self.at)
        if len(periods) == 1 and _BESIDE.fullmatch(text[: periods[0].start] + text[periods[0].end :]):
            bare = _YEARS.fullmatch(text.strip(" |*")) is not None
            return ColumnHead(periods[0].period, sure=not bare or self.at.period.months == 12, cell=at)
        if len(text) < 40 and ("%" in text or _change(self.at.language).search(text)):
            return ColumnHead(self.at.period, change=True, cell=at)
        return None

    def _within_spans(self, columns: Sequence[ColumnHead], texts: Sequence[str]) -> tuple[ColumnHead, ...]:
        """The columns of years below heads that say how many months end on which day."""
        share, rest = divmod(len(columns), len(self.spans)) if self.spans else (0, 0)
        if not share or rest:
            return tuple(columns)
        found = []
        for place, (column, text) in enumerate(zip(columns, texts, strict=True)):
            months, said = self.spans[place // share]
            period = None if column.change else _ended(months, said, text.strip(" |*"), self.at)
            found.append(replace(column, period=period, sure=True) if period else column)
        return tuple(found)

    def _row(self, text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, TableFigure]]:
        label = text[: min(figure.start for figure in figures)].strip(" |\t$(")
        cells = line_cells(text)
        for place, figure in enumerate(figures):
            yield figure, TableFigure(label, self.heading, self._over(place, figure, len(figures), cells))

    def _over(
        self, place: int, figure: Figure, count: int, cells: Sequence[tuple[int, int]]
    ) -> ColumnHead | None:
        """The column of a figure: the one in its place, or, where some are empty, the one over its cell."""
        if count == len(self.columns):
            return self.columns[place]
        if len(cells) != self.width:
            return None
        at = next((at for at, (low, high) in enumerate(cells) if low <= figure.start < high), -1)
        return next((column for column in self.columns if column.cell == at), None)


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


def _is_prose(text: str, folded: str) -> bool:
    """True for words that end in a full stop, and for what has many of them and no cells."""
    many = len(folded.split()) >= _MANY_WORDS if text.isascii() else len(text) >= 4 * _MANY_WORDS
    return many and len(line_cells(text)) < 3 and _PROSE.search(text) is not None


@cache
def _change(language: str) -> re.Pattern[str]:
    cues = LANGUAGES[language].cues
    return re.compile(f"{cues.growth}|{cues.quarterly}|{cues.changes}", re.IGNORECASE)


@cache
def _span_form(language: str) -> re.Pattern[str]:
    return re.compile(LANGUAGES[language].cues.spans, re.IGNORECASE)


def _spans(folded: str, language: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The heads of a line that say how many months end on which day."""
    numbers = LANGUAGES[language].cues.numbers
    for match in _span_form(language).finditer(folded):
        said = {name.removesuffix("_2"): text for name, text in match.groupdict().items() if text}
        months = said.get("months", "").lower()
        yield (numbers.get(months) or int(months) if months else 12), said


def _ended(months: int, said: dict[str, str], year: str, at: Standpoint) -> Period | None:
    day = day_at(said, at, year) if year.isdigit() else None
    closing = at.calendar.month_closing(day.end) if day else None
    if closing is None:
        return None
    try:
        return span(at.calendar, closing, months)
    except PeriodError:
        return None
