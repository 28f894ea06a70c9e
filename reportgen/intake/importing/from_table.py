"""A table as facts: each figure at its concept, period and scenario, with the cell that it stands in as its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath
from typing import Final

from reportgen.errors import Finding, Misuse, Rejected, nearest
from reportgen.facts.base import Concept, FactBase
from reportgen.facts.concepts import Concepts
from reportgen.facts.locator import EXPECTED_PLACE, read_place
from reportgen.facts.period import Period, PeriodError, parse_period, span
from reportgen.facts.reference import SCENARIOS
from reportgen.facts.unit import BUILT_IN
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.edition_period import wished_period
from reportgen.intake.importing.from_filing import in_vocabulary_order
from reportgen.intake.importing.imported import (
    ByLanguage,
    Import,
    ImportedCompany,
    ImportedFact,
    ImportedTelling,
    OwnConcept,
)
from reportgen.intake.importing.reckoned import with_formulas
from reportgen.intake.importing.table_companies import TableSources, TableWish, main_company, table_company
from reportgen.intake.importing.table_entries import TableEntries, TableEntry, table_entries
from reportgen.intake.importing.table_formulas import formula_as_concept, segments_of
from reportgen.intake.importing.table_map import TableMap, vocabulary_with
from reportgen.intake.importing.table_units import currency_in_words
from reportgen.intake.importing.table_values import TableValueError, read_value
from reportgen.intake.importing.table_words import (
    TableWords,
    languages_named,
    loss_named,
    minus_marks,
    scenario_called,
    table_language,
    table_words,
)
from reportgen.intake.intake_limits import MOST_TABLE_FINDINGS
from reportgen.intake.tables.grid import CellGrid
from reportgen.languages import DEFAULT
from reportgen.vocabulary.standard import Vocabulary

_Key = tuple[str, Period, str]
_SEGMENT: Final = "segment"
_MOST_SEGMENTS: Final = 10  # of which sums are looked for: each choice of them is tried for each fact


def import_table(
    grid: CellGrid, said: TableMap, vocabulary: Vocabulary, wish: TableWish, base: FactBase | None = None
) -> list[Import]:
    """The facts of a table, an import for each company, the edition's own first. `base` is the fact base that they will
    be added to.

    Raises Rejected with what is wrong with its cells (RG830) or with the mapping, and Misuse where nothing says which
    company or period it is about.
    """
    words = table_words(vocabulary)
    known = vocabulary_with(said, vocabulary)
    concepts = Concepts(known, known, ())

    def is_concept(text: str) -> bool:
        return text in concepts or (base is not None and text in base.concepts)

    found = table_entries(grid, said, is_concept, _is_period)
    main = main_company(said, wish, base, (entry.entity for entry in found.entries))
    of: dict[str, list[TableEntry]] = {main: []}
    for entry in found.entries:
        of.setdefault(_entity(entry, main, said, base), []).append(entry)
    texts = (cell.text for row in grid.rows for cell in row)
    labels = [entry.concept for entry in found.entries if entry.concept not in vocabulary.names]
    minus = minus_marks(words, base, labels, texts)
    languages = wish.languages or languages_named(base)
    tongues = languages, table_language(words, labels, languages)
    made: list[Import] = []
    for entity, entries in of.items():
        if entries:
            company = table_company(entity, said, wish, base, _seen_currency(entries, said))
            intake = _TableIntake(grid, said, known, words, minus, tongues, company, base)
            made.append(intake.taken(entries, wish if entity == main else TableWish(), found))
            found = TableEntries([])  # what was passed over is said once
    if not made:
        mend = "give figures, or say with rows: and columns: of --map where they are"
        raise Rejected([grid.finding(0, 0, "it holds no figure that is asked for", mend)])
    return made


def _entity(entry: TableEntry, main: str, said: TableMap, base: FactBase | None) -> str:
    name = entry.entity
    if not name or name in said.entities or (base and name in base.entities):
        return name or main
    return slug(name)


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except PeriodError:
        return False
    return True


def _seen_currency(entries: Iterable[TableEntry], said: TableMap) -> str:
    """The first currency that a unit names."""
    named = [str(said.unit or ""), *(entry.measured.unit for entry in entries)]
    return next(filter(None, (currency_in_words(text) for text in named if text)), "")


@dataclass
class _TableIntake:
    """The figures of one company on their way in."""

    grid: CellGrid
    said: TableMap
    known: Vocabulary
    words: TableWords
    minus: str
    tongues: tuple[tuple[str, ...], str]  # the edition's languages, and the table's own
    company: ImportedCompany
    base: FactBase | None
    wrong: list[Finding] = field(default_factory=list)
    segments: dict[str, ByLanguage] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._looked = Concepts(self.known, self.known, (), self.company.currency)

    def taken(self, entries: Iterable[TableEntry], wish: TableWish, found: TableEntries) -> Import:
        """The import. Raises Rejected with the first mistakes."""
        placed = [(entry, where) for entry in entries if (where := self._placed(entry))]
        period = self._main_period(wish, [where for _, where in placed])
        sources = TableSources(
            self._table_id, PurePath(self.grid.file).name, self.said, self.base, period, *self.tongues
        )
        told: dict[_Key, list[tuple[TableEntry, ImportedTelling]]] = {}
        for entry, (concept, at, scenario) in placed:
            if telling := self._telling(entry, concept, sources):
                told.setdefault((concept.id, at, scenario), []).append((entry, telling))
        facts = [self._fact(key, same) for key, same in told.items()]
        self._stop_if_wrong()
        actual = [fact for fact in facts if fact.scenario == "actual"]
        cuts = {_SEGMENT: tuple(self.segments)} if len(self.segments) <= _MOST_SEGMENTS else {}
        formed, remarks = with_formulas(actual, self.known, period, cuts)
        others = [fact for fact in facts if fact.scenario != "actual"]
        used = {fact.concept for fact in facts}
        return Import(
            self.company,
            period,
            tuple(sources.used.values()),
            self.segments,
            dict(self._below_zero(facts)),
            tuple(in_vocabulary_order([*formed, *others], self.known)),
            passed_over=dict(found.passed_over + self.passed_over),
            remarks=(*found.remarks, *remarks),
            declared={
                name: OwnConcept(concept.labels, concept.unit or "", concept.instant)
                for name, concept in self.known.own.items()
                if name in self.said.concepts and name in used
            },
        )

    # ---- where a figure belongs

    def _placed(self, entry: TableEntry) -> tuple[Concept, Period, str] | None:
        concept = self._concept(entry)
        period = self._period(entry, concept) if concept else None
        told = entry.scenario or str(self.said.scenario or "") or "actual"
        scenario = scenario_called(told)
        if not scenario:
            message = f"there is no scenario {told[:60]!r}{nearest(told.lower(), SCENARIOS)}"
            self._find(entry.row, entry.column, message, f"write {', '.join(SCENARIOS)}")
            return None
        return (concept, period, scenario) if concept and period else None

    def _concept(self, entry: TableEntry) -> Concept | None:
        name = entry.concept
        if not name:
            self._find(
                *entry.concept_at, "no concept stands here, beside a value", "write revenue, net_income …"
            )
            return None
        segment = self._segment(entry)
        concepts = self._concepts
        for one in (name, self.known.meant(name), self.words.concept(name)):
            whole = f"{segment}.{one}" if segment else one
            if one and self.base and whole in self.base.concepts:
                return self.base.concepts.measured(whole, self.company.currency)
            if one and whole in concepts:
                self._meet(whole)
                return concepts.measured(whole, self.company.currency)
        formed = None if segment else formula_as_concept(name, entry.period, self.company, concepts)
        if formed is not None:
            self.segments |= {
                one: self._all_segments[one] for one in segments_of(formed.id) if one in self._all_segments
            }
            return formed
        if loss := loss_named(name):
            message = f"{name[:60]!r} does not say its sign: a loss may stand there as a plain number"
            self._find(*entry.concept_at, message, f"write {loss}, and a loss as -45 or (45)")
            return None
        message = f"unknown concept {name[:60]!r}{self.known.nearest(name)}"
        mend = "declare it under concepts: of --map or of vocabulary.yaml; reportgen vocabulary lists the standard ones"
        self._find(*entry.concept_at, message, mend)
        return None

    @cached_property
    def _all_segments(self) -> dict[str, ByLanguage]:
        there = (
            dict(self.base.concepts.segments)
            if self.base and isinstance(self.base.concepts, Concepts)
            else {}
        )
        named = {
            str(key): {str(tag): str(text) for tag, text in words.items()}
            for key, words in self.said.segments.items()
        }
        return {**there, **named}

    @property
    def _concepts(self) -> Concepts:
        """The concepts of the mapping and the vocabulary, and of each segment that was met so far."""
        if len(self._looked.segments) != len(self._all_segments):
            self._looked = Concepts(
                self.known, self.known, (), self.company.currency, dict(self._all_segments)
            )
        return self._looked

    def _segment(self, entry: TableEntry) -> str:
        """The id of the segment that a cell names."""
        name = entry.segment
        if not name or name in self._all_segments:
            return name
        labelled = (id_ for id_, words in self._all_segments.items() if name in words.values())
        id_ = next(labelled, "") or slug(name)
        if not name.isascii() and id_ not in self._all_segments:
            message = f"the segment {name[:60]!r} has no name of a-z"
            tag = self.tongues[1] or DEFAULT
            mend = f"declare it under segments: of facts.yaml, or of --map: NAME: {{{tag}: {name[:60]}}}"
            self._find(entry.row, entry.column, message, mend)
        self._all_segments.setdefault(id_, {DEFAULT: name})
        return id_

    def _meet(self, concept: str) -> None:
        segment = self._concepts.segment_of(concept)
        if segment:
            self.segments.setdefault(segment, self._all_segments[segment])

    def _period(self, entry: TableEntry, concept: Concept) -> Period | None:
        text = entry.period
        if not text:
            self._find(
                *entry.period_at,
                "no period stands here, beside a value",
                "write 2025Q2, FY2026Q2, 2025-06-30 …",
            )
            return None
        try:
            period = wished_period(text, self.company)
        except Misuse as error:
            self._find(
                *entry.period_at, str(error)[:300], "or say under columns: or rows: of --map what it means"
            )
            return None
        if period.calendar == self.company.calendar and not (period.instant or concept.instant):
            return span(self.company.calendar, period.closing, period.length)  # under one name, however typed
        if concept.instant:
            return period.at_end()
        if period.instant:
            message = f"{concept.id} is measured over a time, and {text} is a day"
            self._find(
                *entry.period_at, message, "write the period, 2025Q2, or say with --map which it means"
            )
            return None
        return period

    def _main_period(self, wish: TableWish, places: Iterable[tuple[Concept, Period, str]]) -> Period:
        """The period that is asked for, else the edition's, else the last quarter or year of what happened."""
        self._stop_if_wrong()
        if asked := wish.period or str(self.said.period or ""):
            return wished_period(asked, self.company)
        if self.base and self.base.entity == self.company.id:
            return self.base.period
        places = list(places)
        known = [period for _, period, scenario in places if scenario == "actual"] or [
            one for _, one, _ in places
        ]
        timed = [one for one in known if one.months in (3, 12)]
        if timed:
            return max(timed, key=lambda one: (one.end, -one.months))
        last = max(known, key=lambda one: one.end)
        closing = self.company.calendar.month_closing(last.end)
        if closing is None or closing % 3:
            raise Misuse("nothing says which period the edition is about; say it: --period 2025Q2")
        return span(self.company.calendar, closing, 3)

    # ---- what a figure says

    def _telling(self, entry: TableEntry, concept: Concept, sources: TableSources) -> ImportedTelling | None:
        cell = self.grid.cell(entry.row, entry.column)
        units = self.base.units if self.base else ()
        try:
            measured = replace(entry.measured, minus=self.minus)
            value = read_value(cell, concept, measured, {*units} - BUILT_IN)
        except TableValueError as error:
            self._find(entry.row, entry.column, str(error), error.mend)
            return None
        if bool(entry.source) != bool(entry.locator):
            missing = "locator" if entry.source else "source"
            message = f"the row has a {'source' if entry.source else 'locator'} and no {missing}"
            self._find(
                entry.row,
                entry.column,
                message,
                f"give both, or neither, for the table itself; places: {EXPECTED_PLACE}",
            )
            return None
        if entry.locator and read_place(entry.locator) is None:
            message = f"cannot read the locator {entry.locator[:60]!r}"
            self._find(entry.row, entry.column, message, f"write ¶4 or p. 3; places: {EXPECTED_PLACE}")
            return None
        if value.number < 0 and concept.non_negative and not self._concepts.segment_of(concept.id):
            message = f"{concept.id} cannot lie below zero, and {cell.text!r} does"
            mend = "write its size; or give its row, or column, negate: true in --map"
            self._find(entry.row, entry.column, message, mend)
            return None
        place = entry.locator or self.grid.place(entry.row, entry.column)
        printed = " ".join((entry.printed or value.printed or cell.text).split())
        scale = "" if entry.printed else value.scale
        shown = "" if printed == value.literal else printed
        source = sources.named(entry.source)
        number, half = value.number, value.half_width
        return ImportedTelling(value.literal, source, place, shown, number, half, scale, ends=value.ends)

    def _fact(self, key: _Key, same: list[tuple[TableEntry, ImportedTelling]]) -> ImportedFact:
        concept, period, scenario = key
        kept: dict[tuple[str, str], tuple[TableEntry, ImportedTelling]] = {}
        for entry, telling in same:
            first = kept.setdefault((telling.source, telling.place if entry.source else ""), (entry, telling))
            if first[1] is telling:
                continue
            if not first[1].agrees(telling):
                there = self.grid.place(first[0].row, first[0].column)
                message = f"{concept}@{period} is {telling.value} here, and {first[1].value} at {there}"
                self._find(
                    entry.row,
                    entry.column,
                    message,
                    "leave one of them out, or tell them apart by scenario or source",
                )
            self.passed_over["repeating another one, rounded or not"] += 1
        return ImportedFact(concept, period, tuple(one for _, one in kept.values()), scenario=scenario)

    def _below_zero(self, facts: Iterable[ImportedFact]) -> Iterator[tuple[str, ByLanguage]]:
        """What of a segment lies below zero where the whole cannot."""
        for fact in facts:
            segment, _, measure = fact.concept.partition(".")
            whole = self.known.find(measure)
            if (
                segment in self.segments
                and whole
                and whole.non_negative
                and any(one.number < 0 for one in fact.tellings)
            ):
                yield fact.concept, self.segments[segment]

    # ---- mistakes

    @property
    def _table_id(self) -> str:
        return str(self.said.source or "") or slug(PurePath(self.grid.file).stem)

    def _find(self, row: int, column: int, message: str, mend: str) -> None:
        self.wrong.append(self.grid.finding(row, column, message, mend))
        if len(self.wrong) >= MOST_TABLE_FINDINGS:
            self._stop_if_wrong()

    def _stop_if_wrong(self) -> None:
        if self.wrong:
            raise Rejected(list(dict.fromkeys(self.wrong)))
