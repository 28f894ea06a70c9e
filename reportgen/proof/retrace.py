"""Retracing: what a document says about its numbers, held against what its own facts give, derived again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from reportgen.checks.conditions import ClaimError
from reportgen.checks.tieout import TieOut
from reportgen.codes.rg7_proofs import RG709, RG711
from reportgen.document.citation import Citation
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.figures.display import NumberStyle
from reportgen.figures.manner import evened, print_figure
from reportgen.figures.number_style import Style, number_style_of
from reportgen.proof.carried import CarriedFacts
from reportgen.proof.numbers_json import Record, RecordedFact, RecordedPrinting
from reportgen.record.appendix import AppendixLine, Discrepancy, exceptions, lines, open_interval, origins_of
from reportgen.record.claims import Assertion, Claim, state
from reportgen.record.numbers import described, exception_parts
from reportgen.record.origins import for_programs
from reportgen.record.paper import Paper, on_paper


@dataclass(frozen=True)
class Retraced:
    """The rows of the appendix as the facts give them, by number, what of the appendix is printed on paper, and what
    the record says otherwise."""

    lines: Mapping[int, AppendixLine]
    paper: Paper
    findings: tuple[Finding, ...]


def retrace(record: Record, facts: CarriedFacts) -> Retraced:
    """Derive every row of the record again. RG709 where it says anything else than the facts give; RG711 where a
    printed wording is not what the fact prints as."""
    base, rows = facts.base, facts.rows
    assert base is not None
    number_style = number_style_of(record.language, record.style, base.units)
    findings: list[Finding] = []
    citations = [citation for entry in record.entries for citation in _citations(entry, base, findings)]
    findings += _misprinted(citations, number_style)
    made = _rows_of(facts, record, citations)
    for entry in record.entries:
        if entry.number in made:
            findings += _disagreements(entry, made[entry.number])
    if record.sources != for_programs(origins_of(made.values())):
        findings.append(RG709.finding("the sources in numbers.json are not those of the facts"))
    accepted = _exceptions(record, base, number_style, rows, findings)
    claims = tuple(_claims(record, facts, findings))
    paper = on_paper(tuple(made.values()), accepted, claims, number_style.pack)
    return Retraced(made, paper, tuple(findings))


def _rows_of(facts: CarriedFacts, record: Record, citations: Sequence[Citation]) -> dict[int, AppendixLine]:
    """The rows of the appendix, by number. What no printing changes is made once for all documents of a language."""
    assert facts.base is not None
    places: dict[tuple[int, Coordinates], list[Citation]] = {}
    for citation in citations:
        places.setdefault((citation.number, citation.fact.at), []).append(citation)
    number_style = number_style_of(record.language, record.style, facts.base.units)
    bare = _bare_rows(facts, record.language, record.style, tuple(places))
    cited = {line.number: places[line.number, line.fact.at] for line in bare}
    return {
        line.number: replace(
            line,
            shown=tuple(dict.fromkeys(place.shown for place in cited[line.number])),
            interval=open_interval(cited[line.number], number_style),
            places=tuple(cited[line.number]),
        )
        for line in bare
    }


@lru_cache(maxsize=4)
def _bare_rows(
    facts: CarriedFacts, language: str, style: Style, cited: tuple[tuple[int, Coordinates], ...]
) -> tuple[AppendixLine, ...]:
    assert facts.base is not None
    citations = [Citation(number, 1, facts.base.fact(at), "") for number, at in cited]
    number_style = number_style_of(language, style, facts.base.units)
    return lines(facts.base, number_style, citations, facts.rows)


@lru_cache(maxsize=4)
def _judged(facts: CarriedFacts, language: str, style: Style) -> dict[Assertion, Claim]:
    """Room for claims that were judged, which all documents of a language share."""
    return {}


def _stated(facts: CarriedFacts, language: str, style: Style, asserted: Assertion) -> Claim:
    assert facts.base is not None
    judged = _judged(facts, language, style)
    if asserted not in judged:
        judged[asserted] = state(asserted, facts.base, number_style_of(language, style, facts.base.units))
    return judged[asserted]


def _citations(entry: RecordedFact, base: FactBase, findings: list[Finding]) -> Iterator[Citation]:
    try:
        fact = base.find(entry.fact)
    except BadReference as error:
        findings.append(RG709.finding(f"number {entry.number}: {error}"))
        return
    if not _has_value(fact) or str(fact.at) != entry.fact:
        findings.append(RG709.finding(f"number {entry.number}: {entry.fact} has no value in the facts"))
        return
    yield from (_citation(place, fact) for place in entry.printings)


def _has_value(fact: Fact) -> bool:
    return fact.quantity is not None or fact.no_value is not None


def _citation(place: RecordedPrinting, fact: Fact) -> Citation:
    return Citation(
        place.number, place.occurrence, fact, place.shown, place.exhibit, place.way == "inline",
        place.way == "spoken", place.manner,
    )  # fmt: skip


# ---- what is printed ---------------------------------------------------------------------------------------------


def _misprinted(citations: Sequence[Citation], number_style: NumberStyle) -> Iterator[Finding]:
    """RG711 for each printing that is not what its fact prints as, in the manner that the record tells."""
    beside: dict[str, list[Citation]] = {}
    for citation in citations:
        fact, manner = citation.fact, citation.manner
        where = f"number {citation.number}: {citation.shown!r} is printed for {fact.at}"
        if not _allows(fact, manner.instead):
            yield RG711.finding(f"{where}, computed as a value that the facts do not allow")
        try:
            given = print_figure(value_of(fact), manner, number_style)
        except ValueError as error:
            yield RG711.finding(f"{where}: {error}")
            continue
        if given != citation.shown:
            yield RG711.finding(f"{where}, which prints as {given!r}")
        elif manner.column is not None:
            beside.setdefault(citation.exhibit, []).append(citation)
    for exhibit, group in beside.items():
        yield from _uneven(exhibit, group, number_style)


def _allows(fact: Fact, instead: Fraction | None) -> bool:
    quantity = value_of(fact)
    return instead is None or (quantity.written is None and instead in quantity.interval)


def _uneven(exhibit: str, group: Sequence[Citation], number_style: NumberStyle) -> Iterator[Finding]:
    """RG711 for a figure that has other decimals than its column, or its chart, has in common."""
    manners = evened([(value_of(one.fact), one.manner) for one in group], number_style)
    for citation, manner in zip(group, manners, strict=True):
        given = print_figure(value_of(citation.fact), manner, number_style)
        if given != citation.shown:
            where = f"in {exhibit}" if exhibit else "among the key figures"
            message = (
                f"number {citation.number}: {citation.shown!r} {where} should have the decimals of {given!r}"
            )
            yield RG711.finding(message)


def _disagreements(entry: RecordedFact, line: AppendixLine) -> Iterator[Finding]:
    given = {**described(line), "label": line.label}
    told = {**entry.said, "label": entry.words["label"]}
    for key, value in told.items():
        if given[key] != value:
            yield _disagreement(entry, f"{key} {value!r}", repr(given[key]))
    words = {
        "period": line.period, "scenario": line.scenario, "exact": line.exact, "unit": line.unit_words,
        "working": line.working, "computed": line.computed, "verdict": line.verdict_words,
    }  # fmt: skip
    for key, text in words.items():
        if entry.words[key] != text:
            yield _disagreement(entry, repr(entry.words[key]), repr(text))


def _exceptions(
    record: Record,
    base: FactBase,
    number_style: NumberStyle,
    rows: tuple[TieOut, ...],
    findings: list[Finding],
) -> tuple[Discrepancy, ...]:
    numbers = {base.find(entry.fact).at: entry.number for entry in record.entries if _known(entry, base)}
    accepted = exceptions(base, number_style, rows, numbers)
    given = [tuple(parts) for item in accepted for parts in exception_parts(item)]
    if given != list(record.exceptions):
        message = f"the exceptions in numbers.json are not those of the facts, which are {given!r:.200}"
        findings.append(RG709.finding(message))
    return accepted


def _known(entry: RecordedFact, base: FactBase) -> bool:
    try:
        return _has_value(base.find(entry.fact))
    except BadReference:
        return False


def _claims(record: Record, facts: CarriedFacts, findings: list[Finding]) -> Iterator[Claim]:
    """Every claim is judged again on the facts, and has to read as it was printed."""
    for told in record.claims:
        try:
            asserted = Assertion(told.number, told.words, told.expression, told.exhibit, not told.drawn)
            made = _stated(facts, record.language, record.style, asserted)
        except (ClaimError, BadReference) as error:
            message = f"claim {told.number}, {told.words!r}, does not hold on the facts: {error}"
            findings.append(RG709.finding(message))
            continue
        if (made.condition, made.basis, made.verdict) != (told.condition, told.basis, told.verdict):
            message = f"claim {told.number}: the facts give {made.condition!r}, not {told.condition!r}"
            findings.append(RG709.finding(message))
        yield made


def _disagreement(entry: RecordedFact, said: str, given: str) -> Finding:
    where = f"number {entry.number}, {entry.fact}"
    return RG709.finding(f"{where}: numbers.json has {said}, the facts give {given}")
