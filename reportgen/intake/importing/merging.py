"""An import added to a facts.yaml that is there: what a person wrote stays as it is, to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from reportgen.errors import Misuse, Rejected
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.interval import Interval
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import Text, read_yaml
from reportgen.intake.importing.facts_file import (
    IMPORTED_FROM,
    IMPORTED_TO,
    WrittenFacts,
    fact_entry,
    sections,
    state_again,
)
from reportgen.intake.importing.imported import Import, ImportedFact, ImportedTelling
from reportgen.vocabulary.standard import Vocabulary


def add_to(
    text: str, file: str, made: Import, languages: Iterable[str], vocabulary: Vocabulary
) -> WrittenFacts:
    """The text of a facts.yaml with what came in. Raises Rejected where the file is wrong, or would be, and Misuse
    where its company or its layout does not fit."""
    base = _read(text, file, vocabulary)
    merging = _Merging(text, file, base, _fitting(made, base, file), tuple(languages), vocabulary)
    found = merging.text_after()
    _read(found, file, vocabulary)
    return WrittenFacts(found, merging.added, merging.kept, tuple(merging.left))


def _read(text: str, file: str, vocabulary: Vocabulary) -> FactBase:
    base, findings = read_facts(text.encode(), file, vocabulary)
    if base is None:
        raise Rejected(findings)
    return base


def _fitting(made: Import, base: FactBase, file: str) -> Import:
    """The import, with its facts named for a base that may be another company's. Raises Misuse for another calendar."""
    company = made.company
    there = base.entities.get(company.id)
    if there is not None and there.calendar.year_end != company.calendar.year_end:
        raise Misuse(
            f"{file}: the fiscal years of {company.id} end otherwise than in the filing; "
            f"write fiscal-year-end: {company.year_end}, or name another company with --entity"
        )
    if company.id == base.entity:
        return made
    return replace(made, facts=tuple(_of(company.id, fact) for fact in made.facts))


def _of(entity: str, fact: ImportedFact) -> ImportedFact:
    return replace(fact, concept=f"{entity}/{fact.concept}")


@dataclass
class _Merging:
    """One file on its way: its lines, and what was added, kept, and left as a person has it."""

    text: str
    file: str
    base: FactBase
    made: Import
    tags: tuple[str, ...]
    vocabulary: Vocabulary
    added: int = 0
    kept: int = 0
    left: list[str] = field(default_factory=list)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _tree(self) -> Mapping[Text, object]:
        tree: Mapping[Text, object] = read_yaml(self.text.encode(), self.file)[0]
        return tree

    @cached_property
    def _region(self) -> tuple[int, int]:
        """The lines between the marks, from and to, counted from 0; an empty stretch behind the facts where there are
        none."""
        if IMPORTED_FROM in self._lines and IMPORTED_TO in self._lines[self._lines.index(IMPORTED_FROM) :]:
            begin = self._lines.index(IMPORTED_FROM)
            return begin + 1, begin + self._lines[begin:].index(IMPORTED_TO)
        behind = self._end_of("facts")
        return behind, behind

    def text_after(self) -> str:
        """The file with the import in it."""
        begin, end = self._region
        marked = begin > 0 and self._lines[begin - 1] == IMPORTED_FROM
        body = self._body(begin, end)
        lines = [*self._lines]
        lines[begin:end] = body if marked else [IMPORTED_FROM, *body, IMPORTED_TO]
        for name, entries in sections(self.made, self.tags).items():
            lines = self._with_section(lines, name, entries)
        return "\n".join(lines) + "\n"

    # ---- facts

    def _body(self, begin: int, end: int) -> list[str]:
        """What stands between the marks: the entries of this and of earlier imports, in the order of the vocabulary."""
        entries = dict(self._imported(begin, end))
        for fact in self.made.facts:
            at = self._at(fact)
            there = self.base.facts.get(at)
            if there is None:
                entries[at] = fact_entry(fact, self.tags)
                self.added += 1
            elif at not in entries:
                self._leave(fact, there)
            else:
                entries[at] = self._again(fact, there, entries[at])
        lines: list[str] = []
        concept = ""
        for at in sorted(entries, key=self._order):
            lines += [""] * bool(concept and at.concept != concept) + entries[at]
            concept = at.concept
        return lines

    def _imported(self, begin: int, end: int) -> Iterator[tuple[Coordinates, list[str]]]:
        """The entries between the marks as they stand there, with the remarks above each."""
        starts = [number for number in range(begin, end) if _opens(self._lines[number])]
        above = begin
        for number, following in zip(starts, [*starts[1:], end][: len(starts)], strict=True):
            block = [line for line in self._lines[above:following] if line.strip()]
            while number != starts[-1] and block and block[-1].lstrip().startswith("#"):
                block.pop()  # it is the next one's
            above = above + self._lines[above:following].index(block[-1]) + 1 if block else following
            yield self._written_at(number + 1), block

    def _written_at(self, line: int) -> Coordinates:
        return next(at for at, fact in self.base.facts.items() if fact.locus.line == line)

    def _at(self, fact: ImportedFact) -> Coordinates:
        return self.base.at(fact.key)

    def _leave(self, fact: ImportedFact, there: Fact) -> None:
        """A fact that a person wrote: it stays, and is named where it says something else."""
        if fact.tellings and not _agree(there.stated, fact.tellings[-1]):
            self.left.append(fact.key)
        else:
            self.kept += 1

    def _again(self, fact: ImportedFact, there: Fact, block: list[str]) -> list[str]:
        """An entry of an earlier import beside what this one says."""
        new = fact_entry(fact, self.tags)
        if new == block or not fact.tellings:
            self.kept += 1
            return block
        if not there.stated:
            self.added += 1
            return new
        ours = {source.id for source in self.made.sources}
        if {one.source for one in there.stated} & ours:
            if _agree(there.stated, fact.tellings[-1]):
                self.kept += 1
            else:
                self.left.append(fact.key)
            return block
        if _agree(there.stated, fact.tellings[-1]):
            self.kept += 1
            return block
        self.added += 1
        return state_again(fact, _statements(block), self.tags)

    def _order(self, at: Coordinates) -> tuple[int, int, str, int, int]:
        names = self._places
        measure = at.concept if at.concept in names else at.concept.partition(".")[2]
        part = "" if at.concept in names else at.concept.partition(".")[0]
        own = at.entity != self.base.entity
        return own, names.get(measure, len(names)), part, -at.period.end.toordinal(), at.period.months

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.vocabulary.names)}

    # ---- what stands above the facts

    def _with_section(self, lines: list[str], name: str, entries: Mapping[str, list[str]]) -> list[str]:
        """The lines with the entries of a section that are not there yet, behind those that are."""
        there = next((value for key, value in self._tree.items() if key == name), None)
        known = set(map(str, there)) if isinstance(there, Mapping) else set()
        new = [line for one, entry in entries.items() if one not in known for line in entry]
        if not new:
            return lines
        if there is None:
            at = _line_of(lines, "facts")
            return [*lines[:at], f"{name}:", *new, "", *lines[at:]]
        head = _line_of(lines, name)
        if lines[head].split("#")[0].strip() != f"{name}:":
            raise Misuse(
                f"{self.file}:{head + 1}: {name}: stands on one line; write its entries on lines of their own, "
                "and import again"
            )
        end = _section_end(lines, head)
        return [*lines[:end], *new, *lines[end:]]

    def _end_of(self, name: str) -> int:
        return _section_end(self._lines, _line_of(self._lines, name))


def _opens(line: str) -> bool:
    """True for the first line of an entry."""
    return line.startswith("  ") and line[2:3] not in (" ", "#", "")


def _line_of(lines: Sequence[str], name: str) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith(f"{name}:"))


def _section_end(lines: Sequence[str], head: int) -> int:
    """The line behind the last one of a section that is not empty."""
    end = head + 1
    for number in range(head + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "#", "\t")):
            break
        if lines[number].strip() and not lines[number].startswith("#"):
            end = number + 1
    return end


def _agree(stated: Sequence[Statement], told: ImportedTelling) -> bool:
    """Whether any statement and a telling can be one number."""
    half, middle = Fraction(told.half_width), Fraction(told.number)
    return any(one.quantity.interval.meets(Interval(middle - half, middle + half)) for one in stated)


def _statements(block: Sequence[str]) -> list[str]:
    """The statements of an entry that an import wrote, each on its line."""
    first = block[-1] if len(block) == 1 else ""
    if first:
        return [first.partition(": ")[2]]
    found = [line.strip() for line in block]
    told = [line.removeprefix("stated: ") for line in found if line.startswith("stated: ")]
    start = found.index("stated:") + 1 if "stated:" in found else len(found)
    for line in found[start:]:
        if not line.startswith("- "):
            break
        told.append(line.removeprefix("- "))
    return told
