"""An import added to a facts.yaml that is there: what a person wrote stays as it is, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from reportgen.errors import Misuse, Rejected
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.text import read_yaml
from reportgen.intake.importing.balances import BALANCED
from reportgen.intake.importing.beside_formulas import with_statements
from reportgen.intake.importing.facts_file import (
    IMPORTED_FROM,
    IMPORTED_TO,
    LeftFact,
    WrittenFacts,
    fact_entry,
    period_lines,
    sections,
    statement_text,
)
from reportgen.intake.importing.facts_sections import FactsLines
from reportgen.intake.importing.facts_there import facts_there
from reportgen.intake.importing.imported import Import, ImportedFact
from reportgen.intake.importing.imported_entries import PlainEntry, WrittenEntry, plain_entry, written_entries
from reportgen.intake.importing.imported_names import named_for
from reportgen.intake.importing.reckoned import COMPUTED, with_formulas
from reportgen.intake.importing.told_before import agrees_with_any, told_again
from reportgen.vocabulary.standard import Vocabulary


def add_to(
    text: str, file: str, made: Import, languages: Iterable[str], vocabulary: Vocabulary
) -> WrittenFacts:
    """The text of a facts.yaml with what came in. Raises Rejected where the file is wrong, or would be, and Misuse
    where its company or its layout does not fit."""
    base = sound_base(text, file, vocabulary)
    tree = read_yaml(text.encode(), file)[0]
    assert tree is not None  # else there were no base
    made = named_for(made, base, tree)
    merging = _Merging(FactsLines(text, file, tree), base, made, tuple(languages), vocabulary)
    found = merging.text_after()
    if found != text:
        found = merging.without_broken_sums(sound_base(found, file, vocabulary))
        sound_base(found, file, vocabulary)
    return WrittenFacts(
        found,
        merging.added,
        merging.kept,
        tuple(merging.left),
        tuple(merging.sums),
        tuple(merging.remarks),
        tuple(merging.changed),
        merging.amended,
        merging.computed,
        tuple(merging.beside),
    )


def with_sources(text: str, file: str, made: Import) -> str:
    """The text of a facts.yaml that has the sources of an import, though no fact of these may stand in it yet."""
    tree = read_yaml(text.encode(), file)[0]
    assert tree is not None  # else nothing had been imported into it
    lines = FactsLines(text, file, tree)
    lines.with_entries("sources", sections(made, ())["sources"])
    return lines.text


def sound_base(text: str, file: str, vocabulary: Vocabulary) -> FactBase:
    """A facts.yaml read. Raises Rejected where it is wrong."""
    base, findings = read_facts(text.encode(), file, vocabulary)
    if base is None:
        raise Rejected(findings)
    return base


# ---- merging --------------------------------------------------------------------------------------------------------


@dataclass
class _Merging:
    """One file on its way: its lines, and what was added, changed, amended (with another statement or formula), kept,
    and left as a person has it. `computed` are those that follow from both, which the import does not have, `beside`
    those that a person has a formula for, with the value that now stands beside it. `sums` are those that do not hold
    any more."""

    lines: FactsLines
    base: FactBase
    made: Import
    tags: tuple[str, ...]
    vocabulary: Vocabulary
    added: int = 0
    kept: int = 0
    amended: int = 0
    computed: int = 0
    beside: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[LeftFact] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    entries: dict[Coordinates, list[str]] = field(default_factory=dict)
    _tail: list[str] = field(default_factory=list)
    _theirs: set[Coordinates] = field(default_factory=set)
    _rewritten: dict[int, tuple[int, list[str]]] = field(default_factory=dict)

    def text_after(self) -> str:
        """The file with the import in it."""
        begin, end = self._region()
        written = dict[Coordinates, WrittenEntry]()
        for entry in self._read(begin, end):
            written[self._place(entry.key, self.base)] = entry
        self.entries = {at: entry.all_lines for at, entry in written.items()}
        self._take_in(written)
        self._put_beside()
        if self.made.company.id not in self.base.entities:
            name = self.made.company.id
            self.remarks.append(
                f"{name} is a company that the file did not have; its facts begin with {name}/. Where the file calls "
                "it otherwise, say --entity"
            )
        if self.added or self.changed or self.amended:
            self._put_back()
            self._put_days()
            for name, section in sections(self._used(), self.tags).items():
                self.lines.with_entries(name, section)
        return self.lines.text

    def _put_days(self) -> None:
        """Real days of periods that the company's calendar here would not have."""
        company = self.made.company
        there = self.base.entities.get(company.id)
        if there is None:
            return
        new = {day for _, day in set(company.calendar.given) - set(there.calendar.given)}
        lines = period_lines(one for one in company.periods if one.end in new)
        if lines:
            self.lines.with_periods(company.id, lines)

    def without_broken_sums(self, after: FactBase) -> str:
        """The file without sums that an import wrote, held until now, and do not hold with what came in: parts that
        were recast."""
        begin, end = self._region()
        for entry in self._read(begin, end):
            at = self._place(entry.key, after)
            plain = plain_entry(entry, self.tags)
            broken = _broken(after.facts[at]) - _broken(self.base.facts.get(at))
            if plain and plain.told and broken and at not in self._theirs:
                kept = tuple(one for one in plain.formulas if one not in broken)
                self.entries[at] = [
                    *entry.remarks,
                    *replace(plain, formulas=kept).lines(entry.key, self.tags),
                ]
                self.sums += [f"{entry.key} is no more {one}" for one in plain.formulas if one in broken]
        if self.sums:
            self._put_back()
        return self.lines.text

    # ---- between the marks

    def _region(self) -> tuple[int, int]:
        """The lines between the marks, from and to, counted from 0; an empty stretch behind the facts where there are
        none."""
        begin = self.lines.find(IMPORTED_FROM)
        end = self.lines.find(IMPORTED_TO, begin) if begin is not None else None
        if begin is not None and end is not None:
            return begin + 1, end
        if begin is not None:
            raise Misuse(
                f"{self.lines.file}:{begin + 1}: the mark behind what was imported is missing; put this line there, "
                f"and import again: {IMPORTED_TO.strip()}"
            )
        behind = self.lines.behind("facts")
        return behind, behind

    def _read(self, begin: int, end: int) -> list[WrittenEntry]:
        found, self._tail = written_entries(self.lines.bare(begin, end))
        return found

    def _place(self, key: str, base: FactBase) -> Coordinates:
        try:
            at = base.at(key)
        except BadReference:
            at = None
        if at is None or at not in base.facts:
            raise Misuse(
                f"{self.lines.file}: {key}: cannot be read among what was imported; move it above the mark, and import "
                "again"
            )
        return at

    def _put_back(self) -> None:
        begin, end = self._region()
        body: list[str] = []
        concept = ""
        for at in sorted(self.entries, key=self._order):
            body += [""] * bool(concept and at.concept != concept) + self.entries[at]
            concept = at.concept
        body += self._tail
        if not self.entries and begin == end:
            return  # all that came in stands beside what a person wrote
        marked = begin > 0 and self.lines.bare(begin - 1, begin) == [IMPORTED_FROM]
        self.lines.put(begin, end, body if marked else [IMPORTED_FROM, *body, IMPORTED_TO])

    def _order(self, at: Coordinates) -> tuple[int, str, int, str, int, int, str]:
        names = self._places
        measure = at.concept if at.concept in names else at.concept.partition(".")[2]
        part = "" if at.concept in names else at.concept.partition(".")[0]
        own = at.entity != self.base.entity
        days = -at.period.end.toordinal()
        return own, at.entity, names.get(measure, len(names)), part, days, at.period.months, str(at)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.vocabulary.names)}

    # ---- facts

    def _take_in(self, written: Mapping[Coordinates, WrittenEntry]) -> None:
        further = self._computed()
        self.computed = len(further)
        for fact in [*self.made.facts, *further]:
            at = self._at(fact)
            there = self.base.facts.get(at)
            if there is None:
                self.entries[at] = fact_entry(fact, self.tags)
                self.added += 1
            elif at in written:
                self._again(fact, there, at, written[at])
            else:
                self._leave(fact, there, at)

    def _at(self, fact: ImportedFact) -> Coordinates:
        return Coordinates(self.made.company.id, _bare(fact.concept), fact.period, fact.scenario)

    def _computed(self) -> list[ImportedFact]:
        """What follows from what came in together with what was there: the fourth quarter of a year whose nine months
        an earlier import brought."""
        entity = self.made.company.id
        if entity not in self.base.entities:
            return []
        known = {(fact.concept, fact.period): fact for fact in facts_there(self.base, entity)}
        new = {
            (_bare(fact.concept), fact.period): replace(fact, concept=_bare(fact.concept))
            for fact in self.made.facts
            if fact.scenario == "actual"
        }
        both, remarks = with_formulas(list({**known, **new}.values()), self.vocabulary, self.made.period, {})
        self.remarks += [one for one in remarks if one not in self.made.remarks]
        before = "" if entity == self.base.entity else f"{entity}/"
        return [
            replace(fact, concept=f"{before}{fact.concept}")
            for fact in both
            if not fact.tellings and (fact.concept, fact.period) not in {**known, **new}
        ]

    def _leave(
        self, fact: ImportedFact, there: Fact, at: Coordinates, entry: WrittenEntry | None = None
    ) -> None:
        """A fact that a person wrote: it stays, and is named where it says something else. Where it only computes its
        value, what is stated comes beside that."""
        if fact.tellings and not there.stated:
            self._state(fact, there, at, entry)
        elif fact.tellings and not agrees_with_any(there.stated, fact.tellings[-1]):
            ours = " and ".join(dict.fromkeys(one.literal or one.printed for one in there.stated))
            self.left.append(LeftFact(fact.key, ours, fact.tellings[-1].value))
        else:
            self.kept += 1

    def _state(self, fact: ImportedFact, there: Fact, at: Coordinates, entry: WrittenEntry | None) -> None:
        """What comes in stated, put beside a formula of a person. Raises Misuse where the entry cannot be added to."""
        told = [statement_text(one) for one in fact.tellings]
        begin = there.locus.line - 1
        lines = entry.lines if entry else self.lines.entry_at(begin)
        new = with_statements(lines, told, is_open=there.open)
        if new is None:
            raise Misuse(
                f"{self.lines.file}:{begin + 1}: {fact.key} is not stated here, and the file states "
                f"{fact.counting.value}; give formula: a line of its own below the name, and import again"
            )
        if entry:
            self.entries[at] = [*entry.remarks, *new]
            self._theirs.add(at)
        else:
            self._rewritten[begin] = len(lines), new
        if there.open:
            self.added += 1
        else:
            self.amended += 1
            self.beside.append(f"{fact.key}: {fact.counting.value}")

    def _put_beside(self) -> None:
        for begin in sorted(self._rewritten, reverse=True):  # lines above stay where they are
            length, new = self._rewritten[begin]
            self.lines.put(begin, begin + length, new)

    def _again(self, fact: ImportedFact, there: Fact, at: Coordinates, entry: WrittenEntry) -> None:
        """An entry of an earlier import beside what this one says."""
        plain = plain_entry(entry, self.tags)
        strange = plain is None or len(plain.told) != len(there.stated)
        if not fact.tellings or plain is None or strange or (not plain.told and not _is_ours(plain)):
            self._leave(fact, there, at, entry)
            return
        if not plain.told:
            new = PlainEntry(tuple(map(statement_text, fact.tellings)), fact.formulas, fact.prefer)
        elif (told := self._stated_again(fact, there, plain)) is not None:
            new = told
        else:
            self._leave(fact, there, at, entry)
            return
        if new == plain:
            self.kept += 1
            return
        self.entries[at] = [*entry.remarks, *new.lines(entry.key, self.tags)]
        if new.counting == plain.counting:
            self.amended += 1
        else:
            self.changed.append(f"{entry.key}: {plain.counting} → {new.counting}")

    def _stated_again(self, fact: ImportedFact, there: Fact, plain: PlainEntry) -> PlainEntry | None:
        """The statements that are there and those that say something else, in the order of their reports, of which the
        last counts. None where a person has put another number in the place of this report's."""
        sources = {one.source for one in there.stated}
        beside = told_again(there, fact.tellings, self.base, self.vocabulary, self._published)
        fresh = beside.new
        if any(one.source in sources for one in fresh):
            return None
        self.remarks += [f"{fact.key} has two measures: {one}" for one in beside.other]
        if beside.other and not fresh:
            return plain
        dated = [
            (self._published(one.source), text)
            for at, (one, text) in enumerate(zip(there.stated, plain.told, strict=True))
            if at not in beside.gone
        ]
        newest = max((day for day, _ in dated), default="")
        dated += [(self._published(one.source), statement_text(one)) for one in fresh]
        dated.sort(key=lambda item: item[0])
        formulas = plain.formulas
        if not fresh:
            formulas = tuple(dict.fromkeys([*formulas, *fact.formulas]))
        elif self._published(fact.tellings[-1].source) >= newest:
            formulas = fact.formulas
        told = tuple(text for _, text in dated)
        prefer = (len(told) if len(told) > 1 else 0) if fresh else plain.prefer
        return PlainEntry(told, formulas, prefer, plain.accepted)

    def _published(self, source: str) -> str:
        if source in self.base.sources:
            return self.base.sources[source].published
        return next(_day_of(one.published, one.period.end) for one in self.made.sources if one.id == source)

    def _used(self) -> Import:
        """The import without reports and parts that no line names."""
        beside = [new for _, new in self._rewritten.values()]
        text = "\n".join(line for entry in [*self.entries.values(), *beside] for line in entry)
        words = set(re.findall(r"[\w.]+", text))
        parts = {word.partition(".")[0] for word in words}
        return replace(
            self.made,
            sources=tuple(one for one in self.made.sources if one.id in words),
            segments={name: label for name, label in self.made.segments.items() if name in parts},
            concepts={name: label for name, label in self.made.concepts.items() if name in words},
            declared={name: told for name, told in self.made.declared.items() if name in words},
        )


def _bare(concept: str) -> str:
    return concept.rpartition("/")[2]


def _day_of(published: date | None, end: date) -> str:
    return (published or end).isoformat()


def _is_ours(plain: PlainEntry) -> bool:
    return any(ours.fullmatch(plain.formulas[0]) for ours in (COMPUTED, BALANCED))


def _broken(fact: Fact | None) -> set[str]:
    """The formulas of a fact that do not give what it states."""
    told = fact.telling if fact else None
    if fact is None or told is None:
        return set()
    tried = [(fact.formula, fact.computed), *((one.formula, one.computed) for one in fact.further)]
    return {
        str(formula.text)
        for formula, computed in tried
        if formula and computed and not computed.interval.meets(told.quantity.interval)
    }
