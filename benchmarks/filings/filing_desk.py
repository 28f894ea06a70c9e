"""Where a fact is looked up in filings, and what its formula gives there; without any of reportgen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from benchmarks.filings.filed_formulas import (
    Reckoning,
    Sized,
    Tree,
    Unknown,
    is_fixed,
    months_of,
    months_told,
    read_formula,
    spread,
)
from benchmarks.filings.filed_numbers import Filed, Number, Report
from benchmarks.filings.filed_periods import Span, said
from benchmarks.filings.told_facts import SLACK, USUAL, Book, Telling, Told

_SOURCE: Final = re.compile(r"f(?P<form>[0-9]+[a-z]+)_(?P<fiscal>fy)?(?P<period>[0-9]{4}(?:q[1-4]|h[12])?)")


class Wrong(ValueError):
    """What an edition says, and the filing does not."""


@dataclass(frozen=True)
class Reckoned:
    """What a formula gives over a filing's values, and over what these leave open; all that goes into it, and how many
    weeks the periods of that have, or days where the formula counts them."""

    value: Fraction
    unit: str | None
    low: Fraction
    high: Fraction
    operands: frozenset[Fraction]
    weeks: frozenset[int]


def declared_unit(unit: str) -> str:
    """The unit of a fact as a filing has it: USD/share is USD/shares, and all that is no amount is pure."""
    if unit.endswith("/share"):
        return f"{unit}s"
    return unit if unit == "shares" or re.fullmatch("[A-Z]{3}", unit) else "pure"


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


@dataclass(frozen=True)
class Desk:
    """The filings of a company, and what an edition tells of its facts."""

    filed: tuple[Filed, ...]
    book: Book

    @cached_property
    def _by_element(self) -> Mapping[str, list[Number]]:
        found: dict[str, list[Number]] = defaultdict(list)
        for one in self.filed:
            for number in one.numbers:
                found[number.element].append(number)
        return found

    def _is_of(self, source: str, report: Report) -> bool:
        """Whether a source of the edition is a report: by its number, the day of filing, or form and period."""
        if report.accession and source in self.book.accessions:
            return self.book.accessions[source] == report.accession
        if report.filed and source in self.book.published:
            return self.book.published[source] == report.filed
        match = _SOURCE.match(source)
        if match is None:
            return True
        name = f"{(match['fiscal'] or '').upper()}{match['period'].upper()}"
        end = self.book.calendar.span(name).end
        return _plain(report.form).startswith(match["form"]) and abs((end - report.end).days) <= SLACK

    def located(self, telling: Telling, span: Span) -> Number:
        """The number that a telling leads to. Raises Wrong, Unknown and NoPeriod."""
        if not telling.filed:
            raise Unknown(f"{telling.source} {telling.element} is no place in a filing")
        found = [
            one for one in self._by_element.get(telling.element, ())
            if one.context == telling.context and self._is_of(telling.source, one.report)
        ]  # fmt: skip
        where = f"{telling.element} {telling.context}".strip()
        if not found:
            unread = (one.unread.get((telling.element, telling.context)) for one in self.filed)
            if reason := next(filter(None, unread), ""):
                raise Unknown(f"{where} of {telling.source} cannot be read: {reason}")
            raise Wrong(f"{telling.source} has no {where}")
        days = self._days(span, found)
        here = [one for one in found if (one.start, one.end) == days]
        if not here:
            theirs = "; ".join(sorted({said((one.start, one.end)) for one in found})[:3])
            raise Wrong(f"its days are {said(days)}, {where} of {telling.source} is of {theirs}")
        return _sharpest(here, where)

    def _days(self, span: Span, found: list[Number]) -> tuple[Any, Any]:
        """The days of a span; of what is measured at an instant its last one."""
        at_instant = all(one.start is None for one in found)
        return self.book.calendar.days_of(span.closing if at_instant else span)

    def stated(self, told: Told, concept: str, span: Span) -> Number:
        """The number that a fact states, after all of its tellings were found. Raises Wrong, Unknown and NoPeriod."""
        numbers = [self.located(one, span) for one in told.tellings]
        first = numbers[0]
        self._part_held(concept, first)
        self._last_held(first)
        for telling, number in zip(told.tellings, numbers, strict=True):
            digits = re.sub(r"[^0-9]", "", telling.printed)
            if number.text and digits != re.sub(r"[^0-9]", "", number.text):
                raise Wrong(
                    f"it is said to be printed as “{telling.printed}”, the filing has “{number.text}”"
                )
        return first

    def _last_held(self, number: Number) -> None:
        """That no later report has another value for the same; a later one may round it. Raises Wrong."""
        same = [
            one for one in self._by_element[number.element]
            if (one.start, one.end, one.parts, one.unit) == (number.start, number.end, number.parts, number.unit)
        ]  # fmt: skip
        last = max(same, key=lambda one: (one.report.filed, one.report.end))
        if (last.report.filed, last.report.end) > (number.report.filed, number.report.end):
            room = last.half if last.half is not None else _written_half(last.value)
            if abs(last.value - number.value) > room:
                raise Wrong(f"its value is {float(number.value)}, a later report has {float(last.value)}")

    def _part_held(self, concept: str, number: Number) -> None:
        """That a number of a part of the company is that of the part which its concept names, and of no other."""
        segment = concept.partition(".")[0]
        known = segment in self.book.segments
        if not number.parts:
            if known:
                raise Wrong(f"{number.element} {number.context} is of the whole company")
            return
        members = [_plain(member.rpartition(":")[2]) for _, member in number.parts]
        name = _plain(segment)
        named = any(name in one if len(name) > 3 else name == one for one in members)  # us is a country
        if not named or (self.book.segments and not known):
            raise Wrong(f"{number.element} {number.context} is of {', '.join(m for _, m in number.parts)}")

    # ---- formulas ----------------------------------------------------------------------------------------------------

    def periods_held(self, tree: Tree, concept: str, span: Span) -> None:
        """That a sum of a concept's other periods is of the months that they make up. Raises Wrong."""
        try:
            told = months_told(tree, concept, self.book.calendar)
        except Unknown:
            return
        if {month: times for month, times in told.items() if times} != months_of(span):
            raise Wrong("the periods of its formula do not make up its own")

    def reckoned(self, formula: str, concept: str, span: Span) -> Reckoned:
        """What the formula of a concept gives at a span. Raises Unknown, NoPeriod, Wrong and NotMeaningful."""
        self.periods_held(read_formula(formula), concept, span)
        run = Run(self, {})
        result = run.value(formula, span)
        low, high = spread(lambda moved: Run(self, moved).value(formula, span).value, dict(run.leaves))
        weeks = frozenset(one.weeks for one in run.leaves)
        if "days(" in formula:
            weeks |= {one.days for one in run.leaves}
        return Reckoned(result.value, result.unit, low, high, frozenset(run.operands), weeks)

    def found(self, concept: str, span: Span) -> tuple[Number, Fraction] | str:
        """A concept at a span as a number of a filing and half a unit of its last digit, or as a formula. Raises
        Unknown, NoPeriod and Wrong."""
        told = self.book.at(concept, span)
        for one in told:
            if any(telling.filed for telling in one.tellings):
                number = self.stated(one, concept, span)
                return number, _half(number, one.tellings[0])
        for one in told:
            if one.formula:
                return one.formula
        if found := self._elsewhere(concept, span):
            return found
        formulas = [
            one.formula for one in self.book.facts.get(concept, ()) if one.formula and not one.tellings
        ]
        for formula in [*formulas, USUAL.get(concept, "")]:
            if formula and not is_fixed(read_formula(formula)):
                return formula
        raise Unknown(f"nothing says where {concept} is filed for {span.months} months to {span.end}")

    def _elsewhere(self, concept: str, span: Span) -> tuple[Number, Fraction] | None:
        """The number of the element, and of the part, that other periods of the concept are filed under."""
        for told in self.book.facts.get(concept, ()):
            for telling in told.tellings:
                same = [
                    one for one in self._by_element.get(telling.element, ()) if one.context == telling.context
                ]
                if not same:
                    continue
                days = self._days(span, same)
                here = [
                    one for one in self._by_element[telling.element]
                    if (one.start, one.end) == days and one.parts == same[0].parts
                ]  # fmt: skip
                if here:
                    last = max(one.report.filed for one in here)
                    number = _sharpest([one for one in here if one.report.filed == last], telling.element)
                    return number, _half(number, telling)
        return None


def _half(number: Number, telling: Telling) -> Fraction:
    return number.half if number.half is not None else telling.half or Fraction(0)


def _written_half(value: Fraction) -> Fraction:
    """Half a unit of the last digit that is not 0 of a value."""
    unit = Fraction(1)
    while value and not value % (unit * 10):
        unit *= 10
    while value % unit:
        unit /= 10
    return unit / 2


def _unit_of(number: Number) -> str | None:
    return (
        None
        if number.unit == "pure"
        else number.unit.removesuffix("s")
        if "/" in number.unit
        else number.unit
    )


def _sharpest(numbers: list[Number], where: str) -> Number:
    """Of several numbers of one place the one with the most digits. Raises Wrong where they are not one number."""
    first = min(numbers, key=lambda one: one.half or Fraction(0))
    for one in numbers:
        room = (one.half or Fraction(0)) + (first.half or Fraction(0))
        if abs(one.value - first.value) > room:
            raise Wrong(f"{where} has two values: {float(first.value)} and {float(one.value)}")
    return first


@dataclass
class Run:
    """One reckoning of a formula, with some of its inputs `moved`; afterwards, which numbers of the filing went into
    it, each with its ends, and all values on the way."""

    desk: Desk
    moved: Mapping[Number, Fraction]
    leaves: dict[Number, tuple[Fraction, Fraction]] = field(default_factory=dict)
    operands: set[Fraction] = field(default_factory=set)
    open: list[tuple[str, Span]] = field(default_factory=list)

    def value(self, formula: str, span: Span) -> Sized:
        """What the formula gives. Raises Unknown, NoPeriod, Wrong and NotMeaningful."""
        return Reckoning(self.desk.book.calendar, self._look_up).value(read_formula(formula), span)

    def _look_up(self, concept: str, span: Span) -> Sized:
        found = self.desk.found(concept, span)
        if isinstance(found, tuple):
            number, half = found
            self.leaves[number] = number.value - half, number.value + half
            result = Sized(self.moved.get(number, number.value), _unit_of(number))
        else:
            if (concept, span) in self.open:
                raise Unknown(f"{concept} is computed from itself")
            self.desk.periods_held(read_formula(found), concept, span)
            self.open.append((concept, span))
            result = self.value(found, span)
            self.open.pop()
        self.operands.add(result.value)
        return result
