"""Statements against the words of their source: which figure each of them rests on, and what does not hold.

A figure is covered where a statement with its place prints it, or has its value. Each statement covers one figure, so
that 40% printed twice for two things wants two statements; any number of statements may rest on one figure, if they
print it word for word: the value alone finds but a figure that no other statement prints. A place that a text does not
have (a slide, a cell) leaves the whole of it to look in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from reportgen.codes.rg8_coverage import RG802, RG804, RG805, RG815
from reportgen.errors import Finding, FindingCode
from reportgen.facts.base import Statement
from reportgen.facts.locator import AT_LINE, AT_PAGE, AT_PARAGRAPH, SourcePlace, read_place
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.paragraphs import Reading, read_text
from reportgen.figures.reader.parts import Aside, Figure, SourceParagraph
from reportgen.intake.against_printed import StatedFact, value_misread
from reportgen.intake.agreeing import agrees, any_agrees, ends_in
from reportgen.intake.source_text import SourceWords

_APART: Final = re.compile(r"\\[$()]|[€£¥₩₹%]")
_COUNTED: Final = "count them from ¶1 over the lines that are not empty"


@dataclass(frozen=True)
class Waiting:
    """A statement that prints no figure of its place: those that have its value, whether what it prints `stands` there
    all the same, and whether that is something that was set aside (`dated`)."""

    claim: StatedFact
    figures: Sequence[Figure]
    stands: bool
    dated: bool


@dataclass
class Witnessing:
    """One pass over the statements of a source; what each of them covers is noted as it comes.

    `taken` are the figures that a statement rests on and `wrong` those that one misreads, by identity; `astray` are the
    statements whose place the text does not have.
    """

    source: SourceWords
    reading: Reading
    taken: set[int] = field(default_factory=set)
    wrong: set[int] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)
    astray: list[StatedFact] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    resting: dict[int, tuple[Figure, list[StatedFact]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.figures: dict[int, list[Figure]] = {}
        self.asides: dict[int, list[Aside]] = {}
        for figure in self.reading.figures:
            self.figures.setdefault(figure.paragraph.number, []).append(figure)
        for aside in self.reading.asides:
            self.asides.setdefault(aside.paragraph.number, []).append(aside)

    def hold_all(self, claims: Iterable[StatedFact]) -> None:
        """Find the figure that each statement rests on: first of those that print it word for word."""
        for claim in claims:
            self._hold(claim)
        printed = set(self.taken)
        for one in self.waiting:
            self._by_value(one, [figure for figure in one.figures if id(figure) not in printed])
        for figure, resting in self.resting.values():
            self._shared(figure, resting)

    def _shared(self, figure: Figure, resting: Sequence[StatedFact]) -> None:
        """Two facts that rest on one figure, where another one beside it is stated by none: one may be misread."""
        facts = list(dict.fromkeys(claim.fact.at for claim in resting))
        free = [
            other
            for other in self.figures[figure.paragraph.number]
            if id(other) not in self.taken and other.quantity.unit == figure.quantity.unit
        ]
        if len(facts) > 1 and free:
            names = " and ".join(claim.name for claim in {claim.fact.at: claim for claim in resting}.values())
            message = f"{names} rest on one figure, {figure.printed}, and none on {free[0].printed} beside it"
            self._say(RG815, resting[-1], message, "see that both mean this figure; state the other one")

    def _hold(self, claim: StatedFact) -> None:
        where = self._paragraphs(claim)
        if where is None:
            return
        spans = {at.number: tuple(verbatim_in(claim.statement.printed, at.text)) for at in where}
        there = [figure for at in where for figure in self.figures.get(at.number, ())]
        printed = [
            figure for figure in there if any(_holds(span, figure) for span in spans[figure.paragraph.number])
        ]
        by_value = [figure for figure in there if agrees(figure, claim.statement)]
        if agreeing := [figure for figure in printed if figure in by_value]:
            self._take(claim, agreeing)
        elif ends := ends_in(printed, claim.statement):
            self.taken.update(map(id, ends))
        elif printed or _misreads(claim.statement, self.source.language):
            self._misread(claim, printed)
        else:
            dated = any(self._dated(number, span) for number, found in spans.items() for span in found)
            self.waiting.append(Waiting(claim, by_value, any(spans.values()), dated))

    def _by_value(self, one: Waiting, figures: Sequence[Figure]) -> None:
        """Find the figure of a statement that prints none: one of the same value."""
        claim = one.claim
        if figures:
            self._take(claim, figures)
            if not one.stands:
                message = f"{claim.name}: {claim.statement.locator} prints {figures[0].printed}"
                self._say(RG804, claim, message, "copy printed: from the source")
        elif not one.dated:
            self._say(RG802, claim, self._elsewhere(claim), "correct the locator, or what is printed there")

    def _misread(self, claim: StatedFact, printed: Sequence[Figure]) -> None:
        self.wrong.update(id(figure) for figure in printed)
        shown = printed[0].printed if printed else claim.statement.printed
        message = f"{claim.name}: the value is not what is printed: {shown}"
        self.found.append(value_misread(claim, message, "correct the value, or what it is printed as"))

    def _dated(self, paragraph: int, span: tuple[int, int]) -> bool:
        """True where a passage holds something that was set aside: a year, a season, which may be a fact too."""
        passed = self.asides.get(paragraph, [])
        return any(aside.start < span[1] and span[0] < aside.end for aside in passed)

    def _paragraphs(self, claim: StatedFact) -> Sequence[SourceParagraph] | None:
        """Where a statement says it stands; None, and a finding, where there is no such paragraph or page."""
        place = read_place(claim.statement.locator)
        paragraphs = self.reading.paragraphs
        if place is None or place.kind not in self._kinds():
            self.astray.append(claim)
            return paragraphs
        found = [at for at in paragraphs if place.first <= self._number(place, at) <= place.last]
        if found:
            return found
        most = max((self._number(place, at) for at in paragraphs), default=0)
        counted = f"{self.source.file} has {most} {place.kind}s"
        mend = _COUNTED if place.kind == AT_PARAGRAPH else f"write a {place.kind} that it has"
        message = f"{claim.name}: there is no {claim.statement.locator}; {counted}"
        self._say(RG802, claim, message, mend)
        return None

    def _kinds(self) -> tuple[str, ...]:
        return (AT_PARAGRAPH, AT_LINE, AT_PAGE) if self.source.paged else (AT_PARAGRAPH, AT_LINE)

    def _number(self, place: SourcePlace, at: SourceParagraph) -> int:
        if place.kind == AT_PAGE:
            return self.source.page_of(at.line)
        return at.number if place.kind == AT_PARAGRAPH else at.line

    def _take(self, claim: StatedFact, figures: Sequence[Figure]) -> None:
        """Cover the first of the figures that is still free, or share one."""
        figure = next((figure for figure in figures if id(figure) not in self.taken), figures[0])
        self.taken.add(id(figure))
        self.resting.setdefault(id(figure), (figure, []))[1].append(claim)
        written = claim.statement.quantity.written
        if written and figure.qualifier and not written.qualifier and written.high is None:
            said = f"{claim.statement.locator} prints {figure.printed}, the value has no {figure.qualifier}"
            mend = f"write value: {figure.qualifier} …"
            self._say(RG805, claim, f"{claim.name}: {said}", mend)

    def _elsewhere(self, claim: StatedFact) -> str:
        printed = claim.statement.printed
        others = [
            f"¶{other.number}" for other in self.reading.paragraphs if any(verbatim_in(printed, other.text))
        ]
        where = f"; it stands in {', '.join(others[:4])}" if others else "; nor does it stand anywhere else"
        return f"{claim.name}: {printed} is not at {claim.statement.locator}{where}"

    def _say(self, code: FindingCode, claim: StatedFact, message: str, mend: str) -> None:
        self.found.append(code.finding(message, claim.statement.locus, mend))


def _misreads(statement: Statement, language: str) -> bool:
    """True where `printed:` holds figures, and none of them has the statement's value."""
    figures = read_text(statement.printed, language).figures
    return bool(figures) and not any_agrees(figures, statement)


# ---- where it stands -----------------------------------------------------------------------------------------


def verbatim_in(printed: str, text: str) -> Iterator[tuple[int, int]]:
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
    return re.compile(begins + r"\s*".join(map(_loosely, words)) + ends)


def _loosely(word: str) -> str:
    """A word as cells of a table may part it: a sign of money and its number, a bracket, a per cent sign."""
    return _APART.sub(r"\\s*\g<0>\\s*", re.escape(word)).removeprefix(r"\s*").removesuffix(r"\s*")


@lru_cache(maxsize=100_000)
def _folded(text: str) -> str:
    return fold(text)


def _holds(span: tuple[int, int], figure: Figure) -> bool:
    """True where a passage holds a figure's number, whatever unit and qualifier it leaves out."""
    return span[0] <= figure.core[0] and figure.core[1] <= span[1]
