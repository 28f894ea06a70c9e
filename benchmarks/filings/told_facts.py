"""What an edition says of its facts, by numbers.json and the facts.yaml that it was built from: where each is filed, or
by which formula it is computed. No value is taken from there; without any of reportgen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from benchmarks.filings.filed_periods import Calendar, NoPeriod, Span

SLACK: Final = 10  # days between a period as it is counted and as a company has it
_SCALES: Final = {"thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12}
_LITERAL: Final = re.compile(
    r"(?P<exact>exact )?-?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<percent>%)?(?: (?P<scale>[a-z]+))?"
)
_NAME: Final = re.compile(
    r"(?:(?P<entity>[a-z][a-z0-9_]*)/)?(?P<concept>.+?)(?:@(?P<period>[^@()~]+))?(?:~(?P<scenario>[a-z]+))?"
)
# The usual ones, where neither file has a formula: of a measure that is printed for one year and needed for another.
USUAL: Final = {
    "gross_margin": "gross_profit / revenue",
    "operating_margin": "operating_income / revenue",
    "net_margin": "net_income / revenue",
    "free_cash_flow": "operating_cash_flow - capex",
    "free_cash_flow_margin": "free_cash_flow / revenue",
    "capex_intensity": "capex / revenue",
    "working_capital": "current_assets - current_liabilities",
    "net_debt": "total_debt - cash_and_investments",
    "current_ratio": "current_assets / current_liabilities",
    "debt_ratio": "total_liabilities / total_assets",
}  # fmt: skip


@dataclass(frozen=True)
class Telling:
    """A source and the place in it: an element, and in XBRL its context; its characters there; and half a unit of the
    last digit that the edition takes it for."""

    source: str
    element: str
    context: str
    printed: str
    half: Fraction | None

    @staticmethod
    def of(source: str, locator: str, printed: str, half: Fraction | None) -> Telling:
        """From the words of a file."""
        element, _, context = locator.strip().partition(" ")
        return Telling(source, element, context, printed, half)

    @property
    def filed(self) -> bool:
        """Whether the place is one of a filing."""
        return ":" in self.element


@dataclass(frozen=True)
class Told:
    """A fact: its name, concept and span, where it is filed, its formulas."""

    name: str
    concept: str
    span: Span
    tellings: tuple[Telling, ...]
    formulas: tuple[str, ...]

    @property
    def formula(self) -> str:
        """The first of its formulas, or ""."""
        return self.formulas[0] if self.formulas else ""


@dataclass
class Book:
    """All that is told of the facts of one company, by concept; its parts; the number of each report."""

    entity: str
    calendar: Calendar
    segments: frozenset[str] = frozenset()
    accessions: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    facts: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def add(self, told: Iterable[Told]) -> None:
        """Take in what a file tells."""
        for one in told:
            self.facts[one.concept].append(one)

    def at(self, concept: str, span: Span) -> list[Told]:
        """What is told of a concept for a span, or for its last day."""
        told = self.facts.get(concept, [])
        return [one for one in told if one.span.months == span.months and same(one.span, span)] or [
            one for one in told if not one.span.months and same(one.span, span.closing)
        ]


def same(one: Span, other: Span) -> bool:
    """Whether two spans of one length are the same, as far as their ends are known."""
    off = abs((one.end - other.end).days)
    return off <= SLACK if one.near or other.near else not off


def parts_of(name: str) -> tuple[str, str, str, str]:
    """Entity, concept (or formula), period and scenario of a fact's name."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise NoPeriod(f"{name!r} is no name of a fact")
    return match["entity"] or "", match["concept"], match["period"] or "", match["scenario"] or "actual"


def of_numbers(entries: Iterable[Mapping[str, Any]], entity: str, calendar: Calendar) -> Iterator[Told]:
    """The facts of a numbers.json."""
    for entry in entries:
        whose, concept, period, scenario = parts_of(entry["fact"])
        if whose != entity or scenario != "actual":
            continue
        low, high = entry["interval"]
        half = (Fraction(high) - Fraction(low)) / 2 if low and high else None
        tellings = tuple(
            Telling.of(one["source"], one["locator"], one["printed"], half) for one in entry["tellings"]
        )
        yield Told(
            entry["fact"], concept, calendar.span(period), tellings, tuple(filter(None, [entry["formula"]]))
        )


def of_facts(tree: Mapping[str, Any], entity: str, calendar: Calendar) -> Iterator[Told]:
    """The facts of a facts.yaml, as far as they are written as imports write them."""
    for name, said in tree.get("facts", {}).items():
        whose, concept, period, scenario = parts_of(str(name))
        if (whose or tree.get("entity", "")) != entity or scenario != "actual":
            continue
        keys = said if isinstance(said, dict) else {"stated": said}
        stated, formula = keys.get("stated", []), keys.get("formula", [])
        lines = [
            str(one) for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, str)
        ]
        if lines and lines[0].startswith("="):
            formula, lines = lines[0][1:], []
        first = int(keys.get("prefer", 1)) - 1  # which of them counts; numbers.json has it first
        lines = lines[first : first + 1] + lines[:first] + lines[first + 1 :]
        tellings = tuple(_telling(line) for line in lines if line.count(";"))
        try:
            span = calendar.span(period or str(tree.get("period", "")))
        except NoPeriod:
            continue
        formulas = formula if isinstance(formula, list) else [formula]
        yield Told(
            f"{entity}/{concept}@{period}",
            concept,
            span,
            tellings,
            tuple(str(one).strip() for one in formulas),
        )


def _telling(line: str) -> Telling:
    literal, where, *printed = (part.strip() for part in line.split(";", 2))
    source, _, locator = where.partition(" ")
    return Telling.of(source, locator, printed[0] if printed else "", _half(literal))


def _half(literal: str) -> Fraction | None:
    match = _LITERAL.match(literal)
    if match is None:
        return None
    if match["exact"]:
        return Fraction(0)
    power = -2 if match["percent"] else _SCALES.get(match["scale"] or "", 0)
    return Fraction(10) ** (power - len(match["number"].partition(".")[2])) / 2
