"""Retracing: what a document says about its numbers, held against what its own facts give when they are derived again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from reportgen.brief.appendix import Line, lines, pick
from reportgen.brief.citations import Citation
from reportgen.checks.tieout import TieOut, tie_out
from reportgen.errors import Finding, Severity
from reportgen.exhibits.display import House, exact
from reportgen.facts.base import FactBase
from reportgen.facts.reference import BadReference
from reportgen.press.numbers import described
from reportgen.press.proof.record import Entry, Printing, Record


@dataclass(frozen=True)
class Retraced:
    """The rows of the appendix as the facts give them, by number, and what the record says otherwise."""

    lines: Mapping[int, Line]
    findings: tuple[Finding, ...]
    rows: tuple[TieOut, ...]


def retrace(record: Record, base: FactBase) -> Retraced:
    """Derive every row of the record again. RG709 where it says anything else than the facts give; RG711 where a
    printed wording does not read as the fact's value."""
    house = House(
        record.language, units={name: pick(words, record.language) for name, words in base.units.items()}
    )
    rows = tie_out(base)
    findings: list[Finding] = []
    citations = [
        citation for entry in record.entries for citation in _citations(entry, record, base, findings)
    ]
    made = {line.number: line for line in lines(base, house, citations, rows)}
    for entry in record.entries:
        if entry.number in made:
            findings += _disagreements(entry, made[entry.number])
    return Retraced(made, tuple(findings), rows)


def _citations(
    entry: Entry, record: Record, base: FactBase, findings: list[Finding]
) -> Iterator[Citation]:
    try:
        fact = base.find(entry.fact)
    except BadReference as error:
        findings.append(_error("RG709", f"number {entry.number}: {error}"))
        return
    if fact.quantity is None or str(fact.at) != entry.fact:
        findings.append(_error("RG709", f"number {entry.number}: {entry.fact} has no value in the facts"))
        return
    for place in entry.printings:
        if not reads_as(place.shown, exact(fact.quantity, machine=True)):
            value = f"{exact(fact.quantity)} {fact.quantity.unit}"
            message = f"number {entry.number}: {place.shown!r} does not read as {entry.fact}, which is {value}"
            findings.append(_error("RG711", message))
        yield _citation(place, fact)


def _citation(place: Printing, fact: Any) -> Citation:
    return Citation(
        place.number, place.occurrence, fact, place.shown, place.exhibit, place.way == "inline",
        place.way == "spoken",
    )  # fmt: skip


def _disagreements(entry: Entry, line: Line) -> Iterator[Finding]:
    given = {**described(line), "label": line.label}
    told = {**entry.said, "label": entry.words["label"]}
    for key, value in told.items():
        if given[key] != value:
            message = f"number {entry.number}, {entry.fact}: numbers.json has {key} {value!r}, the facts give {given[key]!r}"
            yield _error("RG709", message)
    words = {
        "period": line.period, "scenario": line.scenario, "exact": line.exact, "unit": line.unit_words,
        "working": line.working, "computed": line.computed, "verdict": line.verdict_words,
    }  # fmt: skip
    for key, text in words.items():
        if entry.words[key] != text:
            message = f"number {entry.number}, {entry.fact}: the row has {entry.words[key]!r}, the facts give {text!r}"
            yield _error("RG709", message)


def _error(code: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, message)


# ---- does a wording read as a value? -----------------------------------------------------------------------------

_SCALES: Final = {
    "": 0, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12,
    "千": 3, "萬": 4, "百萬": 6, "億": 8, "兆": 12,
}  # fmt: skip
_FIGURE: Final = re.compile(
    r"(?P<minus>[−-](?=[^\d\s]?\d))?[^\d\s−-]?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:/(?P<under>\d+))?"
    r"\s?(?P<scale>thousand|million|billion|trillion|bn|tn|m|百萬|千|萬|億|兆)?(?![A-Za-z])"
)
# A table's head may carry the scale: its cells show the digits alone.
_CELL_STEPS: Final = (0, 3, 4, 6, 8, 9, 12)


def reads_as(shown: str, value: str) -> bool:
    """True where the figures in a wording are the value, rounded to the digits that are shown.

    `value` is in plain digits, "a/b" for a range. A wording without digits (三分之一) is taken as it is.
    """
    figures = [(found["minus"], found["digits"], found["under"], found["scale"]) for found in _FIGURE.finditer(shown)]
    if not figures:
        return True
    last = figures[-1][3]
    figures = [(minus, digits, under, scale or last) for minus, digits, under, scale in figures]
    ends = [Fraction(end) for end in value.split("/")]
    if len(figures) == len(ends):
        return all(_reads(figure, end, shown) for figure, end in zip(figures, ends, strict=True))
    if len(figures) == 2:
        low, high = (_size(figure, 0)[0] for figure in figures)
        return low <= ends[0] <= high or -high <= ends[0] <= -low
    return False


def _reads(figure: tuple[Any, Any, Any, Any], value: Fraction, shown: str) -> bool:
    minus, _, _, scale = figure
    if (minus and value > 0) or (shown.startswith("+") and value < 0):
        return False
    if shown.startswith("<") and abs(value) < _size(figure, 0)[0]:
        return True
    steps = (0,) if scale else _CELL_STEPS
    return any(abs(abs(value) - size) <= half for size, half in (_size(figure, step) for step in steps))


def _size(figure: tuple[Any, Any, Any, Any], step: int) -> tuple[Fraction, Fraction]:
    """What the digits stand for, and half a unit of the last of them; zeros at the end of a whole number may only hold
    its place (30% of an incremental margin of 27.7%)."""
    _, digits, under, scale = figure
    factor = Fraction(10) ** (_SCALES[scale or ""] + step)
    if under:
        return Fraction(int(digits), int(under)) * factor, Fraction(0)
    plain = digits.replace(",", "")
    _, point, decimals = plain.partition(".")
    idle = 0 if point else len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
    return Fraction(plain) * factor, Fraction(10) ** (idle - len(decimals)) * factor / 2
