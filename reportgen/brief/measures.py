"""Measures outside of the accounting standards: defined where they first stand, and beside a standard one.

Regulators ask both of whoever publishes such measures (SEC Regulation G, ESMA's guidelines on alternative performance
measures), and so do readers.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from reportgen.codes.rg5_texts import RG526, RG527
from reportgen.document.exchange import exchanged, numbered
from reportgen.document.nodes import (
    Cited,
    Document,
    KeyFigure,
    Letter,
    Line,
    Named,
    Noted,
    Piece,
    Place,
    Words,
)
from reportgen.document.walk import Passage, cited, exhibits, passages
from reportgen.errors import Finding, Locus
from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.concepts import names_in
from reportgen.facts.formula import Expression, FormulaError, bind, inputs
from reportgen.facts.parse import parse_formula
from reportgen.facts.reference import Coordinates
from reportgen.facts.text import Text
from reportgen.figures.fact_labels import formula_in_words
from reportgen.languages import LANGUAGES, pick

_FIGURES: Final = ("label", "cell")
_ADJUSTED: Final = ".adjusted"
_REPORTED: Final = "reported"
_MIDPOINT: Final = "midpoint("  # how the concept begins of a midpoint that is held as a fact
BriefOrLetter = TypeVar("BriefOrLetter", bound=Document | Letter)


@dataclass(frozen=True)
class _Standing:
    """Where a measure first stands."""

    measure: str
    passage: Passage
    cited: Cited


def with_definitions(whole: BriefOrLetter, base: FactBase) -> tuple[BriefOrLetter, tuple[Finding, ...]]:
    """The document, with a definition of each measure outside of the standards where that first stands: below the key
    figures, below an exhibit, or as a note; in a letter below the key figures. It is also said there where a range is
    compared by its middle. RG526 warns of a measure that nothing defines, RG527 of one whose standard counterpart is
    not printed."""
    outside = _Outside(base)
    found: list[Finding] = []
    for standing in tuple(outside.first_in(whole)):
        words = _definition(base, standing, whole.language)
        if words:
            whole = _defined(whole, standing, words)
        else:
            found.append(_undefined(base, standing))
    whole = replace(whole, definitions=(*whole.definitions, *_middles(whole)))
    return numbered(whole), (*found, *outside.alone(whole))


def _middles(whole: Document | Letter) -> Iterator[Line]:
    """That ranges among the key figures are compared by their middle, where one is."""
    if any(_by_its_middle(row) for row in whole.key_figures):
        yield (Words(LANGUAGES[whole.language].page.by_midpoint),)


def _by_its_middle(row: KeyFigure) -> bool:
    """True where what stands beside a range is a single figure, made of the range's two ends or of their midpoint."""
    ranges = {piece.citation.fact.at for piece in cited(row.actual) if value_of(piece.citation.fact).ends}
    compared = (piece.citation.fact for piece in (*cited(row.consensus), *cited(row.year)))
    return bool(ranges) and any(_rests_on_middle(fact, ranges) for fact in compared)


def _rests_on_middle(fact: Fact, ranges: Container[Coordinates]) -> bool:
    if fact.working is None or value_of(fact).ends:
        return False
    rests_on = tuple(inputs(fact.working))
    ends = {item.part for item in rests_on if item.at in ranges}
    return ends >= {"low", "high"} or any(item.at.concept.startswith(_MIDPOINT) for item in rests_on)


# ---- which they are --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Outside:
    """The measures of a fact base that are outside of the standards."""

    base: FactBase

    def first_in(self, whole: Document | Letter) -> Iterator[_Standing]:
        """Where each of them first stands; what stands among the key figures stands there first."""
        seen: dict[str, _Standing] = {}
        for passage in sorted(passages(whole), key=lambda one: bool(one.exhibit) or one.role not in _FIGURES):
            if passage.role in (*_FIGURES, "text") or passage.exhibit:
                for piece in cited(passage.line):
                    for measure in sorted(self.behind(piece.citation.fact.at.concept)):
                        seen.setdefault(measure, _Standing(measure, passage, piece))
        return iter(seen.values())

    def behind(self, concept: str, within: tuple[str, ...] = ()) -> frozenset[str]:
        """The measures outside of the standards that a concept, or a formula in its place, rests on; of those that are
        computed from others, the others."""
        names = names_in(concept)
        if names != [concept]:
            return frozenset().union(*(self.behind(name, within) for name in names if name not in within))
        formula = self.base.concepts.definition(concept) if concept in self.base.concepts else ""
        deeper = self.behind(formula, (*within, concept)) if formula else frozenset()
        return deeper or frozenset({concept} if self._is_outside(concept) else ())

    def _is_outside(self, concept: str) -> bool:
        """True for what has a standard counterpart, and for what is adjusted or at constant exchange rates."""
        concepts = self.base.concepts
        return bool(self.beside(concept)) or (concept in concepts and concepts[concept].basis != _REPORTED)

    def beside(self, concept: str) -> tuple[str, ...]:
        """The standard measures of which one stands beside it; none for what is a standard measure."""
        concepts = self.base.concepts
        if concept not in concepts:
            return ()
        plain = concept.removesuffix(_ADJUSTED)
        return concepts[concept].beside or ((plain,) if plain != concept and plain in concepts else ())

    def alone(self, whole: Document | Letter) -> Iterator[Finding]:
        """RG527: what is printed of the edition's own company without its standard counterpart."""
        if isinstance(whole, Letter):
            return
        printed: dict[str, Cited] = {}
        for passage in passages(whole):
            for piece in cited(passage.line):
                if piece.citation.fact.at.entity == self.base.entity:
                    for name in names_in(piece.citation.fact.at.concept):
                        printed.setdefault(self._whole(name), piece)
        for name, piece in printed.items():
            for measure in sorted(self.behind(name)):
                wanted = self.beside(measure)
                if wanted and not any(self._whole(other) in printed for other in wanted):
                    yield _alone(self.base, measure, wanted, piece)

    def _whole(self, name: str) -> str:
        return name.removeprefix(f"{self.base.concepts.segment_of(name)}.")


def _alone(base: FactBase, measure: str, wanted: tuple[str, ...], piece: Cited) -> Finding:
    others = " or ".join(wanted)
    message = f"{measure} is outside of the accounting standards, and no {others} is printed beside it"
    mend = f"print {wanted[0]} as well, or give {measure} another `beside:` in facts.yaml (`[]` for none)"
    return RG527.finding(message, _locus(base, measure, piece), mend)


def _undefined(base: FactBase, standing: _Standing) -> Finding:
    measure = standing.measure
    message = (
        f"{measure} is outside of the accounting standards, and nothing says what it takes in and leaves out"
    )
    mend = f"give {measure} a `definition:` under concepts: in facts.yaml, or the fact a formula"
    return RG526.finding(message, _locus(base, measure, standing.cited), mend)


def _locus(base: FactBase, measure: str, piece: Cited) -> Locus | None:
    """Where the facts have the measure, else where it is printed."""
    held = next((fact for at, fact in base.facts.items() if at.concept == measure), None)
    return held.locus if held else piece.place.locus if piece.place else None


# ---- what they mean --------------------------------------------------------------------------------------------------


def _definition(base: FactBase, standing: _Standing, language: str) -> Line:
    """A measure and what it takes in: the author's words, or its formula; empty where there is neither."""
    concept, marks = base.concepts[standing.measure], LANGUAGES[language].marks
    label = Named(pick(concept.label, language), "label")
    if concept.definition:
        words = pick(concept.definition, language)
        said: Piece = Words(words, Place(words)) if isinstance(words, Text) else Words(words)
        end = "" if words.endswith((marks.end, marks.stop.strip())) else marks.end
        return (label, Words(marks.colon), said, Words(end))
    fact = standing.cited.citation.fact
    formula = _formula(base, standing.measure, fact)
    if formula is None:
        return ()
    words = formula_in_words(base, fact.at, formula, language)
    return (label, Words(marks.colon), Named(words, "label"), Words(marks.end))


def _formula(base: FactBase, measure: str, fact: Fact) -> Expression | None:
    """The formula that recomputes a measure where it stands, else its usual one."""
    at = replace(fact.at, concept=measure)
    held = base.facts.get(at)
    if held is not None and held.working is not None and not held.implied:
        return held.working
    usual = base.concepts.definition(measure)
    try:
        return bind(parse_formula(Text(usual), base.entities).tree, at, base.names) if usual else None
    except FormulaError:
        return None


# ---- where it is said ------------------------------------------------------------------------------------------------


def _defined(whole: BriefOrLetter, standing: _Standing, words: Line) -> BriefOrLetter:
    passage = standing.passage
    if isinstance(whole, Letter) or not (passage.exhibit or passage.role == "text"):
        return replace(whole, definitions=(*whole.definitions, words))
    if passage.exhibit:
        shown = next(one for one in exhibits(whole) if one.name == passage.exhibit)
        return exchanged(whole, shown, replace(shown, notes=(*shown.notes, words)))
    # An earlier definition may have made another line of it.
    line = next(
        one.line for one in passages(whole) if one.role == "text" and _holds(one.line, standing.cited)
    )
    behind = next(index for index, piece in enumerate(line, 1) if _holds((piece,), standing.cited))
    return exchanged(whole, line, (*line[:behind], Noted(0, words), *line[behind:]))


def _holds(line: Line, piece: Cited) -> bool:
    return any(one is piece for one in cited(line))
