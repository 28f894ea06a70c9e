"""Source coverage: the figures of a source against the statements made of it, by paragraph and by value.

A figure is covered where a statement with its paragraph as locator prints it, or has its value. Each statement covers
one figure, so that 40% printed twice for two things wants two statements; any number of statements may rest on one
figure. Values agree regardless of the sign (the words beside a figure carry it: down 71%), where their units can be the
same; a number without scale and unit, as in a table, may take its scale from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final

from reportgen.codes.rg8_coverage import RG801, RG802, RG803, RG804, RG805
from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.quantity import Quantity
from reportgen.facts.unit import Unit
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.paragraphs import Aside, Figure, Reading, SourceParagraph, read_text
from reportgen.intake.unreadable import unreadable

_PARAGRAPH: Final = re.compile(r"¶\s*([0-9]+)")
_HEAD_SCALES: Final = tuple(
    Fraction(10) ** power for power in (0, 3, 4, 6, 8, 9)
)  # thousands, millions, and the steps of languages that count by ten thousand


@dataclass(frozen=True)
class StatedFact:
    """A statement and the fact it is made of."""

    fact: Fact
    statement: Statement


@dataclass(frozen=True)
class Coverage:
    """What came of holding a source against its statements.

    `covered` are the figures that a statement covers, `uncovered` the others in the text's order; a figure that a
    statement prints with another value is among neither but in `misread`.
    """

    source: str
    file: str
    reading: Reading
    covered: tuple[Figure, ...]
    uncovered: tuple[Figure, ...]
    misread: tuple[Figure, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """True where every figure is covered and every statement is where it says."""
        return not any(finding.blocks for finding in self.findings)


def cover(base: FactBase, source: str, text: str, file: str) -> Coverage:
    """Hold the text of a source against the statements that name it; `file` is its name as findings quote it.

    RG801 a figure that no statement covers, RG802 a statement whose figure is not at its locator, RG803 a statement
    with another value than it prints. RG804 warns of a `printed:` that is not word for word, RG805 of a qualifier in
    the source (about, over) that the statement leaves out, RG806 of lines whose cells run together.
    """
    language = base.sources[source].language if source in base.sources else ""
    matching = _Matching(read_text(text, language), source, file, language)
    for claim in _claims(base, source):
        matching.hold(claim)
    return matching.coverage()


def _claims(base: FactBase, source: str) -> Iterator[StatedFact]:
    for fact in base.facts.values():
        for statement in fact.stated:
            if statement.source == source:
                yield StatedFact(fact, statement)


@dataclass
class _Matching:
    """One pass over the statements; what each of them covers is noted as it comes."""

    reading: Reading
    source: str
    file: str
    language: str
    taken: set[int] = field(default_factory=set)
    wrong: set[int] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.figures: dict[int, list[Figure]] = {}
        self.asides: dict[int, list[Aside]] = {}
        for figure in self.reading.figures:
            self.figures.setdefault(figure.paragraph.number, []).append(figure)
        for aside in self.reading.asides:
            self.asides.setdefault(aside.paragraph.number, []).append(aside)

    def hold(self, claim: StatedFact) -> None:
        """Find the figure that a statement rests on."""
        paragraph = self._paragraph(claim)
        if paragraph is None:
            return
        there = self.figures.get(paragraph.number, [])
        spans = tuple(_occurrences(claim.statement.printed, paragraph.text))
        printed = [figure for figure in there if any(_holds(span, figure) for span in spans)]
        by_value = [figure for figure in there if agrees(figure, claim.statement.quantity)]
        if agreeing := [figure for figure in printed if figure in by_value]:
            self._take(claim, agreeing)
        elif printed or _misreads(claim.statement, self.language):
            self._misread(claim, printed)
        elif by_value:
            self._take(claim, by_value)
            if not spans:
                message = f"{_named(claim)}: {claim.statement.locator} prints {by_value[0].printed}"
                self._say(RG804, claim, message, "copy printed: from the source")
        elif not any(self._dated(paragraph, span) for span in spans):
            self._say(RG802, claim, self._astray(claim), "correct the locator, or what is printed there")

    def _misread(self, claim: StatedFact, printed: Sequence[Figure]) -> None:
        self.wrong.update(id(figure) for figure in printed)
        shown = printed[0].printed if printed else claim.statement.printed
        message = f"{_named(claim)}: the value is not what is printed: {shown}"
        self._say(RG803, claim, message, "correct the value, or what it is printed as")

    def _dated(self, paragraph: SourceParagraph, span: tuple[int, int]) -> bool:
        """True where a passage holds something that was set aside: a year, a season, which may be a fact too."""
        passed = self.asides.get(paragraph.number, [])
        return any(aside.start < span[1] and span[0] < aside.end for aside in passed)

    def _paragraph(self, claim: StatedFact) -> SourceParagraph | None:
        match = _PARAGRAPH.match(claim.statement.locator)
        paragraphs = self.reading.paragraphs
        if match and 0 < int(match[1]) <= len(paragraphs):
            return paragraphs[int(match[1]) - 1]
        where = f"there is no {claim.statement.locator}; {self.file} has {len(paragraphs)} paragraphs"
        self._say(
            RG802,
            claim,
            f"{_named(claim)}: {where}",
            "write the paragraph, counted from ¶1 over the lines that are not empty",
        )
        return None

    def _take(self, claim: StatedFact, figures: Sequence[Figure]) -> None:
        """Cover the first of the figures that is still free, or share one."""
        figure = next((figure for figure in figures if id(figure) not in self.taken), figures[0])
        self.taken.add(id(figure))
        written = claim.statement.quantity.written
        if written and figure.qualifier and not written.qualifier and written.high is None:
            said = f"{claim.statement.locator} prints {figure.printed}, the value has no {figure.qualifier}"
            mend = f"write value: {figure.qualifier} …"
            self._say(RG805, claim, f"{_named(claim)}: {said}", mend)

    def _astray(self, claim: StatedFact) -> str:
        printed = claim.statement.printed
        others = [
            f"¶{other.number}" for other in self.reading.paragraphs if any(_occurrences(printed, other.text))
        ]
        where = f"; it stands in {', '.join(others[:4])}" if others else "; nor does it stand anywhere else"
        return f"{_named(claim)}: {printed} is not at {claim.statement.locator}{where}"

    def _say(self, code: FindingCode, claim: StatedFact, message: str, mend: str) -> None:
        self.found.append(code.finding(message, claim.statement.locus, mend))

    def coverage(self) -> Coverage:
        """What came of it."""
        figures = self.reading.figures
        covered = tuple(figure for figure in figures if id(figure) in self.taken)
        misread = tuple(
            figure for figure in figures if id(figure) in self.wrong and id(figure) not in self.taken
        )
        beyond = {id(figure) for figure in (*covered, *misread)}
        uncovered = tuple(figure for figure in figures if id(figure) not in beyond)
        found = (
            *self.found,
            *(_uncovered(figure, self.file) for figure in uncovered),
            *unreadable(self.reading, self.file),
        )
        return Coverage(self.source, self.file, self.reading, covered, uncovered, misread, found)


def _named(claim: StatedFact) -> str:
    return claim.fact.at.local


def _uncovered(figure: Figure, file: str) -> Finding:
    paragraph = figure.paragraph
    locus = Locus(file, paragraph.line, figure.start + 1, paragraph.text)
    message = f"¶{paragraph.number} prints {figure.printed}, and no statement covers it"
    return RG801.finding(message, locus, "add a statement, with this paragraph as its locator")


def _misreads(statement: Statement, language: str) -> bool:
    """True where `printed:` holds figures, and none of them has the statement's value."""
    figures = read_text(statement.printed, language).figures
    return bool(figures) and not any(agrees(figure, statement.quantity) for figure in figures)


# ---- where it stands -----------------------------------------------------------------------------------------


def _occurrences(printed: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text stands in a paragraph, not beginning or ending inside a number."""
    if pattern := _verbatim(printed):
        yield from (match.span() for match in pattern.finditer(_folded(text)))


@lru_cache(maxsize=1)
def _verbatim(printed: str) -> re.Pattern[str] | None:
    words = fold(printed).split()
    if not words:
        return None
    begins = "(?<![0-9])(?<![0-9][.,])" if words[0][0].isdigit() else ""
    ends = "(?![0-9]|[.,][0-9])" if words[-1][-1].isdigit() else ""
    return re.compile(begins + r"\s*".join(map(re.escape, words)) + ends)


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    return fold(text)


def _holds(span: tuple[int, int], figure: Figure) -> bool:
    """True where a passage holds a figure's number, whatever unit and qualifier it leaves out."""
    return span[0] <= figure.core[0] and figure.core[1] <= span[1]


# ---- equal values --------------------------------------------------------------------------------------------


def agrees(figure: Figure, quantity: Quantity) -> bool:
    """True where a figure can be read as a value."""
    if not _one_unit(figure, quantity.unit):
        return False
    stated = [abs(end.point) for end in quantity.ends or (quantity,)]
    readings = [[abs(end.point) for end in figure.quantity.ends or (figure.quantity,)]]
    readings += [[abs(other)] for other in figure.also]
    scales = _HEAD_SCALES if figure.bare else (Fraction(1),)
    if figure.bare and quantity.unit.ratio:
        scales = (Fraction(1), Fraction(1, 100), Fraction(1, 10_000))
    return any([value * scale for value in reading] == stated for reading in readings for scale in scales)


def _one_unit(figure: Figure, unit: Unit) -> bool:
    if figure.quantity.unit.ratio:
        return unit.pure
    if figure.money:
        return not unit.currency or unit.currency in figure.money
    return figure.bare or not unit.ratio or figure.quantity.interval.width == 0
