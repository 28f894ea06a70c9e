"""A release or a recap as facts, and as lines that a person confirms.

What a table says for certain becomes a fact: a row that is called as the vocabulary calls a concept, in a column that
is headed by a period, of the company as a whole. Everything else is proposed, with the words around.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.facts.period import Period
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.heads import line_cells
from reportgen.figures.reader.paragraphs import Reading
from reportgen.figures.reader.parts import Figure, SourceParagraph
from reportgen.intake.importing.imported import ImportedFact, ImportedTelling
from reportgen.intake.importing.text_concepts import KnownNames, plain_label
from reportgen.intake.importing.text_periods import Standpoint
from reportgen.intake.importing.text_surroundings import Meaning, SourcePassage, UnderHeading
from reportgen.intake.importing.text_tables import ColumnHead, TableFigure, table_figures
from reportgen.intake.importing.text_values import text_literal

UNKNOWN: Final = "?"  # in the place of a concept or a period that nobody could name
_AROUND: Final = 24  # characters of the words around a figure, on either side
_HEADING: Final = 80
_ITEMS: Final = ("-", "*", "•", "·")
_OPENS: Final = ("(", "（")
_CLOSES: Final = (")", "）")
_END: Final = re.compile(r"[.。！？!?:：]\s*$")


@dataclass(frozen=True)
class Proposed:
    """A figure as a statement that waits for a person: its reference (with `?` for an unknown concept or period),
    value, place and characters, the words around it, and other concepts that it may be of."""

    key: str
    value: str
    place: str
    printed: str
    words: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextFigures:
    """What a text says: the facts that are certain, and the rest in the order of the text."""

    facts: tuple[ImportedFact, ...]
    proposed: tuple[Proposed, ...]


def figures_of_text(
    reading: Reading, source: str, names: KnownNames, at: Standpoint, known: Collection[int] = ()
) -> TextFigures:
    """The figures of a text that was read, but for those that are `known` (by identity) to be stated already."""
    work = _TextWork(reading, source, names, at, frozenset(known))
    certain = work.certain()
    taken = {id(figure) for figures in certain.values() for figure in figures}
    facts = {(made := work.fact(*where, figures)).key: made for where, figures in certain.items()}
    proposed: list[Proposed] = []
    for one, telling in work.proposed(taken):
        fact = facts.get(one.key)
        if fact is not None and telling is not None and telling.agrees(fact.tellings[0]):
            facts[one.key] = replace(
                fact, tellings=(*fact.tellings, telling)
            )  # words that say what the table does
        else:
            proposed.append(one)
    return TextFigures(tuple(facts.values()), tuple(proposed))


@dataclass
class _TextWork:
    reading: Reading
    source: str
    names: KnownNames
    at: Standpoint
    known: frozenset[int]
    remembered: dict[tuple[str, str], tuple[Period | None, str]] = field(default_factory=dict)

    @cached_property
    def _cells(self) -> Mapping[int, TableFigure]:
        return table_figures(self.reading, self.at)

    # ---- what is certain

    def certain(self) -> dict[tuple[str, Period], list[Figure]]:
        """Concept and period → the figures that are certain to be its value. What would have two values is not."""
        found: dict[tuple[str, Period], list[Figure]] = {}
        for figure in self.reading.figures:
            if where := self._certainly(figure):
                found.setdefault(where, []).append(figure)
        return {
            where: left
            for where, figures in found.items()
            if len({figure.quantity.point for figure in figures}) == 1
            and (left := [figure for figure in figures if id(figure) not in self.known])
        }

    def _certainly(self, figure: Figure) -> tuple[str, Period] | None:
        cell = self._cells.get(id(figure))
        if cell is None or cell.column is None or not cell.column.sure or cell.column.period is None:
            return None
        name = self.names.named_by(cell.label)
        whole = not cell.heading or self.names.named_by(cell.heading) or self._per(cell.heading, name)
        if not name or not whole or not self.names.takes(name, figure):
            return None
        period = cell.column.period
        if self.names.is_instant(name):
            return name, period.at_end()
        return None if period.instant else (name, period)

    def _per(self, heading: str, name: str) -> bool:
        """True for amounts per share below a heading that names them."""
        return "/" in self.names.unit_of(name) and bool(self.names.concepts_in(fold(heading)))

    def fact(self, name: str, period: Period, figures: Sequence[Figure]) -> ImportedFact:
        """A fact of figures with one value, a telling for each place that prints it."""
        return ImportedFact(name, period, tuple(self._telling(name, one) for one in figures))

    def _telling(self, name: str, figure: Figure) -> ImportedTelling:
        opens = _bracket(figure)
        value = text_literal(figure, self.names.unit_of(name), falls=opens >= 0)
        return self._told(figure, value, _printed(figure, opens))

    def _told(self, figure: Figure, value: str, printed: str) -> ImportedTelling:
        quantity = figure.quantity
        half = (quantity.interval.width or Fraction(0)) / 2
        point = -abs(quantity.point) if value.startswith("-") else quantity.point
        turned = -1 if point != quantity.point else 1
        ends = sorted(turned * end.point for end in quantity.ends or ())
        number, width, *rest = (
            Decimal(part.numerator) / Decimal(part.denominator) for part in (point, half, *ends)
        )
        return ImportedTelling(value, self.source, _place(figure), printed, number, width, ends=tuple(rest))

    # ---- what is proposed

    def proposed(self, taken: Collection[int]) -> Iterator[tuple[Proposed, ImportedTelling | None]]:
        """The others, in the order of the text, but for what is known; with each the statement that it would be, None
        where it has neither one value nor both ends."""
        section, led_in = UnderHeading(), None
        by_line = _by_line(self.reading.figures)
        for paragraph in self.reading.paragraphs:
            figures = by_line.get(paragraph.number, [])
            passage = SourcePassage(paragraph, figures, self.names, self.at, section)
            if _is_heading(paragraph):
                section, led_in = passage.heads(), led_in if figures else None
            elif (ahead := passage.leads_in()) is not None:
                section, led_in = ahead, (led_in or section) if ahead.led else None
            elif led_in and _END.search(paragraph.text) and not _is_item(paragraph):
                section, led_in = led_in, None
                passage = replace(passage, section=section)
            for place, figure in enumerate(figures):
                if id(figure) not in taken and id(figure) not in self.known:
                    one = self._proposal(figure, passage, place)
                    plain = figure.quantity.ends is None and figure.quantity.interval.width is not None
                    yield one, self._told(figure, one.value, one.printed) if plain else None

    def _proposal(self, figure: Figure, passage: SourcePassage, place: int) -> Proposed:
        cell = self._cells.get(id(figure))
        meaning = passage.meaning(place) if cell is None else self._in_table(figure, cell, passage)
        unit = meaning.units[0] if meaning.units else self._own_unit(figure)
        falls = meaning.falls if cell is None else _bracket(figure)
        value = text_literal(figure, unit, falls=falls >= 0)
        period, scenario = self._as_before(meaning, value, passage)
        keys = [_key(concept, period, scenario) for concept in meaning.concepts]
        printed = _printed(figure, falls)
        words = _words(figure, cell)
        others = tuple(concept for concept in meaning.concepts[1:])
        key = keys[0] if keys and value else _key(UNKNOWN, period, scenario)
        return Proposed(key, value, _place(figure), printed, words, others)

    def _own_unit(self, figure: Figure) -> str:
        own = figure.quantity.unit
        return self.names.currency if self.names.currency in figure.money else str(own)

    def _as_before(self, meaning: Meaning, value: str, passage: SourcePassage) -> tuple[Period | None, str]:
        """Period and scenario; of an amount that is repeated without them, those that it was told with first."""
        found = meaning.period, meaning.scenario
        if not meaning.concepts or not meaning.units or meaning.units[0] == "%" or not meaning.period:
            return found
        bare = value.removeprefix("about ")
        usual = meaning.period == self.at.period and meaning.scenario != "consensus"
        if usual and not passage.periods:
            return self.remembered.get((meaning.concepts[0], bare), found)
        self.remembered.setdefault((meaning.concepts[0], bare), found)
        return found

    def _in_table(self, figure: Figure, cell: TableFigure, passage: SourcePassage) -> Meaning:
        """What a figure in a table may be: what its row is called, in its column."""
        column = cell.column
        change = column is not None and column.change and figure.quantity.unit.ratio == "%"
        named = self._row_names(cell, figure, change=change)
        if cell.heading and not self._is_whole(cell, named[:1]):
            named = [UNKNOWN, *named]  # of a part of the company that nobody has declared
        against = ", {}@-1Q" if column is not None and column.quarterly else ""
        concepts = [
            f"growth({name}{against.format(name)})" if change and name != UNKNOWN else name for name in named
        ]
        known = [name for name in named if name != UNKNOWN][:1]
        units = ["%" if change else self.names.unit_of(name) for name in known]
        instant = any(map(self.names.is_instant, known))
        period = self._in_column(column, passage, instant=instant)
        ahead = passage.section.ahead or (period is not None and period.start > self.at.period.end)
        return Meaning(tuple(concepts[:3]), tuple(units), period, "guidance" if ahead else "")

    def _in_column(
        self, column: ColumnHead | None, passage: SourcePassage, *, instant: bool
    ) -> Period | None:
        """The period of a figure in a column; None where its head names one that it cannot be of."""
        period = passage.usual if column is None else column.period
        if period is None or instant:
            return period.at_end() if period else None
        if not period.instant:
            return period
        return self.at.period if period.end == self.at.period.end else None

    def _is_whole(self, cell: TableFigure, named: Sequence[str]) -> bool:
        """Whether a row below a heading is about the company: the heading names a concept, or it is a segment's."""
        segmented = any(name.partition(".")[0] in self.names.segments for name in named)
        return segmented or not named or bool(self.names.concepts_in(fold(cell.heading)))

    def _row_names(self, cell: TableFigure, figure: Figure, *, change: bool) -> list[str]:
        exact = self.names.named_by(cell.label)
        mentions = [one.name for one in self.names.concepts_in(fold(cell.label))]
        heading = [one.name for one in self.names.concepts_in(fold(cell.heading))]
        parties = [
            one.name for text in (cell.heading, cell.label) for one in self.names.parties_in(fold(text))
        ]
        segment = next((one for one in reversed(parties) if one.endswith(".")), "")
        found = dict.fromkeys([*([exact] if exact else []), *reversed(mentions), *heading])
        fitting = [
            name
            for name in found
            if (
                self.names.unit_of(name) not in ("%", "points", "x")
                if change
                else self.names.takes(name, figure)
            )
        ]
        if segment and not change and not fitting and self.names.takes("revenue", figure):
            fitting = ["revenue"]  # what tables of segments show where they do not say what
        return [f"{segment}{name}" if "." not in name else name for name in fitting]


def _by_line(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.paragraph.number, []).append(figure)
    return found


def _is_item(paragraph: SourceParagraph) -> bool:
    return paragraph.text.lstrip().startswith(_ITEMS)


def _is_heading(paragraph: SourceParagraph) -> bool:
    text = paragraph.text.strip()
    return (
        len(text) <= _HEADING
        and not _is_item(paragraph)
        and len(line_cells(text)) < 2
        and not _END.search(text)
    )


def _key(concept: str, period: Period | None, scenario: str) -> str:
    return f"{concept}@{period or UNKNOWN}" + (f"~{scenario}" if scenario else "")


def _place(figure: Figure) -> str:
    return f"¶{figure.paragraph.number}"


def _printed(figure: Figure, start: int = -1) -> str:
    """The figure's own characters, from the words on by which it falls; what parts cells is a space."""
    text, end = figure.paragraph.text, figure.end
    if start < 0:
        return _shown(text[figure.start : end])
    if text[start] in _OPENS:
        end = len(text) - len(text[end:].lstrip()) + 1
    return _shown(text[start:end])


def _words(figure: Figure, cell: TableFigure | None) -> str:
    """The words around a figure, which stands in brackets; in a table the head of its row."""
    text = figure.paragraph.text
    before = text[max(figure.start - _AROUND, 0) : figure.start]
    if cell is not None:
        above = f"{cell.heading}: " if cell.heading else ""
        before = f"{above}{plain_label(cell.label)} … "
        return f"{_shown(before)} [{_shown(text[figure.start : figure.end])}]"
    behind = text[figure.end : figure.end + _AROUND]
    dots = "…" if figure.start > _AROUND else "", "…" if figure.end + _AROUND < len(text) else ""
    around = (
        f"{_shown(before, ends=False)}[{_shown(text[figure.start : figure.end])}]{_shown(behind, ends=False)}"
    )
    return f"{dots[0]}{around}{dots[1]}"


def _bracket(figure: Figure) -> int:
    """Where the bracket opens in which a figure of a table stands, be it in cells of its own; -1 for none."""
    text = figure.paragraph.text
    before, behind = text[: figure.start].rstrip(), text[figure.end :].lstrip()
    return len(before) - 1 if before.endswith(_OPENS) and behind.startswith(_CLOSES) else -1


def _shown(text: str, *, ends: bool = True) -> str:
    """A text on one line of a file, without characters that nobody sees."""
    seen = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(seen.split()) if ends else re.sub(r"\s+", " ", seen)
