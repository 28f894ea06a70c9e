"""The numbers as a workbook: what stands in each cell of its three sheets, facts, claims and sources.

Facts are those that are printed, in the order of their numbers, and behind them those that their formulas reach down
to. Texts come in every language of the edition; what the languages share is said in the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.checks.tieout import rows_of
from reportgen.document.citation import Citation
from reportgen.facts.base import Fact, FactBase, Source, value_of
from reportgen.facts.formula import Input, inputs
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.figures.display import NumberStyle, show
from reportgen.figures.lettered import in_letters
from reportgen.figures.number_style import number_style_of
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import Language
from reportgen.record.appendix import AppendixLine, Discrepancy, Telling, lines, origins_of, unit_words
from reportgen.record.claims import Claim
from reportgen.record.live import CellPart, Live, formula_of, live_cells, reached
from reportgen.record.number_formats import number_format
from reportgen.record.numbers import DocumentNumbers, Pages, entries


@dataclass(frozen=True)
class Number:
    """A cell that is reckoned with: its number, whether a source states it, the formula that gives it where none does,
    the format that it is shown in, and what its note says. What no formula of a spreadsheet gives has none."""

    number: Fraction
    stated: bool
    formula: str
    shown_in: str
    note: str


CellContent = str | int | date | Number | None


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in characters, whether its texts are wrapped, what the note on its head says."""

    head: str
    width: int
    wrapped: bool = False
    note: str = ""


@dataclass(frozen=True)
class WorkSheet:
    """A sheet: its name, its columns, its rows, how many columns stay in sight, and how many go on paper, 0 for all."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellContent, ...], ...]
    kept: int = 1
    on_paper: int = 0


def workbook(
    base: FactBase, told: Sequence[DocumentNumbers], pages: Pages
) -> tuple[WorkSheet, WorkSheet, WorkSheet]:
    """The sheets of an edition's workbook: its facts, its claims, its sources."""
    facts = _Facts(base, told, pages)
    return facts.sheet(), _claims(told, pages), _sources(told, [row.lines for row in facts.rows])


# ---- facts -----------------------------------------------------------------------------------------------------------

_COLUMNS: Final[Mapping[CellPart, int]] = {"value": 4, "low": 5, "high": 6, "recomputed": 8}
_ON_PAPER: Final = 12  # columns: up to the source


@dataclass(frozen=True)
class _Row:
    """A fact with its line in each language that has one; its number is 0 where it is not printed."""

    number: int
    fact: Fact
    lines: Mapping[str, AppendixLine]

    @property
    def first(self) -> AppendixLine:
        """The line in the first language that has one."""
        return next(iter(self.lines.values()))


@dataclass(frozen=True)
class _Facts:
    """The sheet of facts in the making."""

    base: FactBase
    told: Sequence[DocumentNumbers]
    pages: Pages

    @property
    def first(self) -> Language:
        """The first language."""
        return LANGUAGES[self.told[0].language]

    def sheet(self) -> WorkSheet:
        """The sheet."""
        rows = tuple(self._cells(row) for row in self.rows)
        return WorkSheet(self.first.workbook.facts, self._columns(), rows, 2, _ON_PAPER)

    @cached_property
    def places(self) -> Mapping[Coordinates, int]:
        """The row of each fact, below the heads."""
        return {row.fact.at: number for number, row in enumerate(self.rows, 2)}

    @cached_property
    def rows(self) -> list[_Row]:
        """What is printed, by number, and what that comes from."""
        printed = [_Row(one.number, one.any.fact, one.lines) for one in entries(self.told)]
        behind = reached(self.base, (row.fact for row in printed))[len(printed) :]
        citations = [Citation(0, 1, fact, "") for fact in behind]
        tied = [row for fact in behind for row in rows_of(self.base, fact)]
        made = {
            one.language: lines(self.base, self._style(one), citations, tied) if behind else ()
            for one in self.told
        }
        return printed + [
            _Row(0, fact, {language: found[index] for language, found in made.items()})
            for index, fact in enumerate(behind)
        ]

    def _style(self, one: DocumentNumbers) -> NumberStyle:
        return number_style_of(one.language, one.style, self.base.units)

    def _columns(self) -> tuple[Column, ...]:
        pack = self.first
        page, own = pack.page, pack.workbook
        others = (LANGUAGES[one.language] for one in self.told[1:])
        return (
            Column(page.number, 6), Column(page.label, 34, True), Column(page.period, 12),
            Column(pack.inspector.scenario, 12), Column(own.value, 16, note=own.legend), Column(own.low, 14),
            Column(own.high, 14), Column(page.unit, 14), Column(pack.inspector.recomputed, 16),
            Column(page.verdict, 18, True), *_said_in(pack),
            *(column for other in others for column in (Column(other.page.label, 34, True), *_said_in(other))),
            Column(own.formula, 36, True), Column(own.reference, 36, True),
        )  # fmt: skip

    def _cells(self, row: _Row) -> tuple[CellContent, ...]:
        line, live = row.first, self._live(row)
        label, *texts = self._texts(row, self.told[0])
        return (
            row.number or None, label, line.period, self.first.scenarios.of(row.fact.at.scenario),
            live.get("value", line.computed if line.void else None), live.get("low"), live.get("high"),
            self._held_in(row), live.get("recomputed"), line.verdict_words, *texts,
            *(text for one in self.told[1:] for text in self._texts(row, one)),
            str(row.fact.formula.text) if row.fact.formula else None, line.reference,
        )  # fmt: skip

    def _held_in(self, row: _Row) -> str:
        """The unit of a fact's cells: pounds of what is printed in pence."""
        unit = self.base.concept_at(row.fact.at).unit
        return (
            unit_words(replace(unit, minor=False), self._style(self.told[0]))
            if unit.minor
            else row.first.unit_words
        )

    def _texts(self, row: _Row, one: DocumentNumbers) -> tuple[str, ...]:
        """What a language says of a fact: its label, and what stands under the heads of `_said_in`."""
        line = row.lines.get(one.language)
        if line is None:
            return ("",) * 6
        return (
            line.label,
            " · ".join(line.shown),
            "\n".join(map(sourced, line.tellings)),
            line.working,
            "\n".join(map(excepted, _exceptions(one, row.number, line))),
            page_list(line, self.pages.get(one.language, {})),
        )

    def _live(self, row: _Row) -> dict[CellPart, Number]:
        return {part: self._number(row, part, cell) for part, cell in live_cells(row.fact).items()}

    def _number(self, row: _Row, part: CellPart, cell: Live) -> Number:
        formula, stated = formula_of(cell, row.fact.at, self.place), cell.expression is None
        shown_in = _format(_alike(row.fact, part), self._style(self.told[0]))
        fixed = "" if formula or stated else self.first.workbook.fixed
        return Number(
            cell.number, stated, formula, shown_in, "\n".join((*self._note(row), *filter(None, (fixed,))))
        )

    def _note(self, row: _Row) -> Iterator[str]:
        """Where a number comes from: the sources and the places in them; the working, and where its inputs are from."""
        line, working = row.first, row.fact.working
        yield from _stated(line, self.first)
        if working is None or not line.working:
            return
        yield f"{line.working} = {line.computed}"
        for at in dict.fromkeys(item.at for item in inputs(working)):
            inner = self.rows[self._row_of(at) - 2].first
            marks = self.first.marks
            said = marks.comma.join(filter(None, (inner.scenario, inner.period)))
            origin = inner.tellings[0].where_in_full if inner.tellings else inner.verdict_words
            yield f"{inner.label}{marks.brackets.format(said)}{marks.colon}{origin}"

    def place(self, item: Input) -> str:
        """Where the value of an input stands. Raises KeyError where it does not."""
        return self.column(item.part or "value") + str(self._row_of(item.at))

    def _row_of(self, at: Coordinates) -> int:
        fact = self.base.held(at)
        return self.places[fact.at if fact else at]

    def column(self, part: CellPart) -> str:
        """The column of a part of a fact."""
        return in_letters(_COLUMNS[part] + 1).upper()


def _exceptions(one: DocumentNumbers, number: int, line: AppendixLine) -> Iterable[Discrepancy]:
    """What was accepted of a fact, be it printed or not."""
    if number:
        return one.exceptions_of(number)
    unprinted = (item for item in one.exceptions if item.number is None)
    return (item for item in unprinted if (item.label, item.period) == (line.label, line.period))


def _alike(fact: Fact, part: CellPart) -> Quantity:
    """The quantity as which a cell is to read: the middle of a range as its lower end."""
    quantity = fact.computed if part == "recomputed" and fact.computed else fact.operand or value_of(fact)
    return quantity.ends[part == "high"] if quantity.ends else quantity


def _format(quantity: Quantity, style: NumberStyle) -> str:
    return number_format(quantity.point, show(quantity, style, terse=True, full=True), quantity.unit.ratio)


def _stated(line: AppendixLine, language: Language) -> list[str]:
    """Each place in a source that states a number, and how it is printed there."""
    quotes, gap = language.type.quotes, language.marks.gap
    return [f"{one.where_in_full}{gap}{quotes[0]}{one.printed}{quotes[1]}" for one in line.tellings]


def _said_in(pack: Language) -> tuple[Column, ...]:
    """The columns of what a language says of a fact, its label aside."""
    return (
        Column(pack.page.shown, 22, True), Column(pack.page.source, 44, True), Column(pack.inspector.working, 36, True),
        Column(pack.workbook.exception, 36, True), Column(pack.page.pages, 10),
    )  # fmt: skip


def sourced(telling: Telling) -> str:
    """Where a source prints a figure, and how: the source, its day, the place, the figure."""
    return f"{telling.where_in_full}: {telling.printed}"


def excepted(item: Discrepancy) -> str:
    """What stands against the figure that is used, and why that is used."""
    return " · ".join(filter(None, (item.how, item.against, item.reason)))


def page_list(line: AppendixLine, pages: Mapping[str, int]) -> str:
    """The pages on which a number stands."""
    return " ".join(map(str, sorted({pages[place.anchor] for place in line.places if place.anchor in pages})))


# ---- claims and sources ----------------------------------------------------------------------------------------------


def _claims(told: Sequence[DocumentNumbers], pages: Pages) -> WorkSheet:
    pack = LANGUAGES[told[0].language]
    page = pack.page
    columns = (
        Column(page.number, 6), Column(page.words, 40, True), Column(page.condition, 52, True),
        Column(pack.inspector.working, 44, True), Column(page.rests_on, 40, True), Column(page.holds, 14),
        Column(page.pages, 10),
    )  # fmt: skip
    rows = (_claim(claim, pages.get(one.language, {}), one.language) for one in told for claim in one.claims)
    return WorkSheet(page.claims, columns, tuple(rows), 2)


def _claim(claim: Claim, pages: Mapping[str, int], language: str) -> tuple[CellContent, ...]:
    basis = LANGUAGES[language].marks.semicolon.join(claim.basis)
    return (
        claim.number, claim.words, claim.in_words, claim.condition, basis, claim.verdict,
        str(pages.get(claim.anchor, "")),
    )  # fmt: skip


def _sources(told: Sequence[DocumentNumbers], rows: Sequence[Mapping[str, AppendixLine]]) -> WorkSheet:
    first, packs = LANGUAGES[told[0].language], [LANGUAGES[one.language] for one in told]
    columns = (
        Column(first.workbook.reference, 16), *(Column(pack.workbook.title, 44, True) for pack in packs),
        *(Column(pack.workbook.publisher, 30, True) for pack in packs), Column(first.workbook.published, 12),
        Column(first.workbook.figures, 12),
    )  # fmt: skip
    cited = [next(iter(row.values())) for row in rows]
    counted = Counter(key for line in cited for key in {one.origin.key for one in line.tellings})
    made = (_source(one.source, packs, counted[one.key]) for one in origins_of(cited))
    return WorkSheet(first.inspector.sources, columns, tuple(made))


def _source(source: Source, packs: Iterable[Language], figures: int) -> tuple[CellContent, ...]:
    named = (words.get(pack.tag, "") for words in (source.title, source.publisher) for pack in packs)
    published = date.fromisoformat(source.published) if source.published else None
    return source.id, *named, published, figures
