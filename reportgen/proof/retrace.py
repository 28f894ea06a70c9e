"""Retracing: what a document says about its numbers, held against what its own facts give, derived again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Final

from reportgen.checks.conditions import ClaimError
from reportgen.checks.tieout import TieOut
from reportgen.codes.rg7_proofs import RG709, RG711
from reportgen.document.citation import Citation
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.figures.display import NumberStyle, exact, is_simple_fraction
from reportgen.figures.number_style import Style, number_style_of
from reportgen.figures.rounding import display_factor
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import TERSE
from reportgen.languages.wordlists import any_of
from reportgen.proof.carried import CarriedFacts
from reportgen.proof.numbers_json import Record, RecordedFact, RecordedPrinting
from reportgen.record.appendix import AppendixLine, Discrepancy, exceptions, lines
from reportgen.record.claims import Assertion, Claim, state
from reportgen.record.numbers import described, exception_parts
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
    printed wording does not read as the fact's value."""
    base, rows = facts.base, facts.rows
    assert base is not None
    number_style = number_style_of(record.language, record.style, base.units)
    findings: list[Finding] = []
    citations = [
        citation for entry in record.entries for citation in _citations(entry, record, base, findings)
    ]
    made = _rows_of(facts, record, citations)
    for entry in record.entries:
        if entry.number in made:
            findings += _disagreements(entry, made[entry.number])
    accepted = _exceptions(record, base, number_style, rows, findings)
    claims = tuple(_claims(record, facts, findings))
    paper = on_paper(tuple(made.values()), accepted, claims, number_style.pack)
    return Retraced(made, paper, tuple(findings))


def _rows_of(facts: CarriedFacts, record: Record, citations: Sequence[Citation]) -> dict[int, AppendixLine]:
    """The rows of the appendix, by number. What no printing changes is made once for all documents of a language."""
    places: dict[tuple[int, Coordinates], list[Citation]] = {}
    for citation in citations:
        places.setdefault((citation.number, citation.fact.at), []).append(citation)
    bare = _bare_rows(facts, record.language, record.style, tuple(places))
    cited = {line.number: places[line.number, line.fact.at] for line in bare}
    return {
        line.number: replace(
            line,
            shown=tuple(dict.fromkeys(place.shown for place in cited[line.number])),
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


@lru_cache(maxsize=1 << 10)
def _stated(facts: CarriedFacts, language: str, style: Style, asserted: Assertion) -> Claim:
    assert facts.base is not None
    return state(asserted, facts.base, number_style_of(language, style, facts.base.units))


def _citations(
    entry: RecordedFact, record: Record, base: FactBase, findings: list[Finding]
) -> Iterator[Citation]:
    try:
        fact = base.find(entry.fact)
    except BadReference as error:
        findings.append(RG709.finding(f"number {entry.number}: {error}"))
        return
    if fact.quantity is None or str(fact.at) != entry.fact:
        findings.append(RG709.finding(f"number {entry.number}: {entry.fact} has no value in the facts"))
        return
    for place in entry.printings:
        if not reads_as(place.shown, fact.quantity):
            value = f"{exact(fact.quantity)} {fact.quantity.unit}"
            message = (
                f"number {entry.number}: {place.shown!r} does not read as {entry.fact}, which is {value}"
            )
            findings.append(RG711.finding(message))
        yield _citation(place, fact)


def _citation(place: RecordedPrinting, fact: Any) -> Citation:
    return Citation(
        place.number, place.occurrence, fact, place.shown, place.exhibit, place.way == "inline",
        place.way == "spoken",
    )  # fmt: skip


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
        return base.find(entry.fact).quantity is not None
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


# ---- does a wording read as a value? -----------------------------------------------------------------------------


@cache
def _scales() -> dict[str, int]:
    """The powers of ten of the scales that documents print."""
    styles = [one.figures for one in LANGUAGES.values()]
    steps = [step for style in styles for words in (style.steps, style.long_steps) for step in words.items()]
    return {word.strip(): power for power, word in steps}


@cache
def _figure() -> re.Pattern[str]:
    scales = any_of(filter(None, _scales()))
    return re.compile(
        r"(?P<minus>[−-](?=[^\d\s]?\d)|\((?=[^()\s]*\d[^()]*\)))?[^\d\s−-]?(?P<digits>\d[\d,]*(?:\.\d+)?)"
        rf"(?:/(?P<under>\d+))?\s?(?P<scale>{scales}(?![A-Za-z]))?"
    )


@cache
def _qualifying(*names: str) -> tuple[tuple[str, str], ...]:
    """What stands before and behind a figure that is qualified so, in any language or in a chart."""
    wordings = {one.figures.qualifiers[name] for one in LANGUAGES.values() for name in names}
    around = [wording.partition("{}") for wording in wordings]
    return (*((before, behind) for before, _, behind in around), *((TERSE[name], "") for name in names))


def _is_qualified(shown: str, *names: str) -> bool:
    return any(shown.startswith(before) and shown.endswith(behind) for before, behind in _qualifying(*names))


def _is_at_least(shown: str) -> bool:
    return _is_qualified(shown, "over", "at least")


def _is_at_most(shown: str) -> bool:
    return _is_qualified(shown, "under", "up to")


def _is_fraction(shown: str, quantity: Quantity) -> bool:
    """True where a simple fraction such as 1/3 is written as a language writes it."""
    value, styles = quantity.point, [one.figures for one in LANGUAGES.values()]
    return is_simple_fraction(quantity) and any(
        shown == style.fraction(value.numerator, value.denominator) for style in styles
    )


# A table's head may carry the scale: its cells show the digits alone.
_CELL_STEPS: Final = (0, 3, 4, 6, 8, 9, 12)


@dataclass(frozen=True)
class _Figure:
    """A figure in a wording: its sign, its digits (over a divisor for 1/3), and the scale that is written behind it."""

    minus: bool
    digits: str
    under: str
    scale: str

    @property
    def steps(self) -> tuple[int, ...]:
        """The powers of ten that may stand behind the digits."""
        return (_scales()[self.scale],) if self.scale else _CELL_STEPS

    def size(self, step: int) -> tuple[Fraction, Fraction]:
        """What the digits stand for, and half a unit of the last of them; zeros at the end of a whole number may only
        hold its place (30% of an incremental margin of 27.7%)."""
        factor = Fraction(10) ** step
        if self.under:
            return Fraction(int(self.digits), int(self.under)) * factor, Fraction(0)
        plain = self.digits.replace(",", "")
        _, point, decimals = plain.partition(".")
        idle = 0 if point else len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
        return Fraction(plain) * factor, Fraction(10) ** (idle - len(decimals)) * factor / 2

    def signed(self) -> Fraction:
        """What the digits stand for with the scale behind them, and the sign before them."""
        size = self.size(_scales()[self.scale])[0]
        return -size if self.minus else size

    def reads(self, value: Fraction, slack: int = 1) -> bool:
        """True where the figure is the size of the value, to `slack` halves of its last digit."""
        sizes = (self.size(step) for step in self.steps)
        return not (self.minus and value > 0) and any(
            abs(abs(value) - size) <= slack * half for size, half in sizes
        )


def reads_as(shown: str, quantity: Quantity) -> bool:
    """True where the figures in a wording are the value, rounded to the digits that are shown; for a bound (over 10%)
    the end of the interval that it names. A wording without digits is taken as it is."""
    figures = _figures(shown)
    ends = [end.point * display_factor(quantity.unit) for end in quantity.ends or (quantity,)]
    if not figures or _is_fraction(shown, quantity):
        return True
    if shown.startswith("+") and ends[0] < 0:
        return False
    if len(figures) == 1 and (_is_at_least(shown) or _is_at_most(shown)):
        return _reads_bound(shown, figures[0], quantity, ends[0])
    if len(figures) == len(ends):
        return all(figure.reads(end) for figure, end in zip(figures, ends, strict=True))
    if len(figures) == 2:
        low, high = sorted(figure.signed() for figure in figures)
        return low <= (ends[0] if low < 0 else abs(ends[0])) <= high
    return False


def _figures(shown: str) -> list[_Figure]:
    """The figures of a wording; in a range the scale is written once."""
    found = [
        _Figure(bool(item["minus"]), item["digits"], item["under"] or "", item["scale"] or "")
        for item in _figure().finditer(shown)
    ]
    return [replace(figure, scale=figure.scale or found[-1].scale) for figure in found]


def _reads_bound(shown: str, figure: _Figure, quantity: Quantity, value: Fraction) -> bool:
    interval, factor = quantity.interval, display_factor(quantity.unit)
    end = interval.low if _is_at_least(shown) else interval.high
    if shown.startswith("<") and abs(value) < figure.size(_scales()[figure.scale])[0]:
        return True  # what is not zero and would print as 0
    return end is not None and figure.reads(end * factor, slack=2)
