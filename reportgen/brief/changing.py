"""A clause that tells how a fact changed: `{{ changed("revenue") }}` is “Revenue jumped 56% on the year to US$46.7bn”.

The words follow the numbers by the thresholds of the edition (`figures/degrees.py`). A clause that judges has the
condition on which it does, so that it is a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.checks.conditions import ClaimError, read_claim
from reportgen.checks.judging import Truth, judge_condition
from reportgen.document.nodes import Named
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.forming import reference_to
from reportgen.facts.period import Period, parse_shift
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates, Reference
from reportgen.facts.text import Text
from reportgen.figures.dates import period_label, whole_year
from reportgen.figures.degrees import IN_POINTS, DegreeForm, DegreeLimits, DegreeNames, forms
from reportgen.figures.fact_labels import called, fact_label, label_within
from reportgen.figures.manner import Manner
from reportgen.figures.rounding import sign_is_open
from reportgen.languages.change_words import (
    AmountWords,
    ChangeWording,
    DegreeWords,
    SignWords,
    SinceWords,
    Turn,
)
from reportgen.languages.pack import Language
from reportgen.vocabulary.standard import STANDARD

_SLOT: Final = re.compile(r"(\{\w*\})")
_YEAR, _QUARTER = -12, -3  # months
_SIGNS: Final = ("turned", "below", "below_flat")
# What grows and declines, rather than increases and decreases, though the vocabulary calls neither way better.
_SALES: Final = re.compile(
    r"(?!cost)(?:.*[._])?(?:revenue|sales|premiums|fees|orders|billings|shipments|units_sold)"
)

_PRICES: Final = re.compile(r"(?:.*[._])?(?:price|asp|daily_rate)")


@dataclass(frozen=True)
class Asked:
    """How a clause is asked for: the arguments of `changed`."""

    since: str = "-1Y"
    decimals: int | None = None
    level: bool = True
    basis: bool = True
    within: bool = False
    label: str = ""


class OpenBefore(BadReference):
    """What a fact is held against is still open."""


@dataclass(frozen=True)
class ToldFact:
    """A part of a clause: a fact, and how it is printed."""

    fact: Fact
    manner: Manner


ChangePart = str | Named | ToldFact


@dataclass(frozen=True)
class ChangeClause:
    """The parts of a clause, and the condition of what it judges, "" where it judges nothing."""

    parts: tuple[ChangePart, ...]
    condition: str


def told(base: FactBase, pack: Language, fact: Fact, limits: DegreeLimits, asked: Asked) -> ChangeClause:
    """The clause for a fact that has a value. Raises BadReference for what it is held against, and for a range."""
    if _value(fact).ends:
        raise BadReference(f"{fact.at.local} is a range, of which nothing tells how far it changed")
    return _Change(base, pack, fact, _before(base, fact.at, asked.since), asked).clause(limits)


def _before(base: FactBase, at: Coordinates, since: str) -> Fact:
    """What a fact is held against: itself at another time, as it came out where that is over."""
    there = base.locate(Reference(at.concept, at.entity, since, at.scenario), at)
    if at.scenario != "actual" and base.over(there.period):
        there = Coordinates(there.entity, there.concept, there.period)
    if there.period == at.period or there.period.months != at.period.months:
        raise BadReference(
            f"{at.local} is held against another period of its length, not against {there.local}"
        )
    fact = base.fact(there)
    if fact.operand is None and fact.awaits:
        raise OpenBefore(there.local)
    if fact.operand is None:
        raise BadReference(f"{there.local} has no value to hold it against: {fact.trouble}")
    if fact.operand.ends:
        raise BadReference(f"{there.local} is a range, and against a range nothing changed")
    return fact


def _value(fact: Fact) -> Quantity:
    assert fact.operand is not None, fact.at
    return fact.operand


@dataclass(frozen=True)
class _Change:
    base: FactBase
    pack: Language
    now: Fact
    before: Fact
    asked: Asked

    def clause(self, limits: DegreeLimits) -> ChangeClause:
        """The first form whose condition holds."""
        size, names = self._size(), self._names()
        quantity = size.operand if size else None
        if size:
            names = DegreeNames(names.now, names.before, reference_to(self.base, size.at))
        for form in forms(_value(self.now), _value(self.before), quantity, limits, names):
            if not form.condition or self._holds(form.condition):
                break
        parts = tuple(self._parts(self._wording(form), size))
        return ChangeClause(parts, form.condition)

    def _names(self) -> DegreeNames:
        return DegreeNames(*(reference_to(self.base, fact.at) for fact in (self.now, self.before)))

    def _holds(self, condition: str) -> bool:
        try:
            return judge_condition(read_claim(Text(condition), self.base), self.base).truth is Truth.TRUE
        except ClaimError:
            return False

    @property
    def _ratio(self) -> bool:
        return _value(self.now).unit.ratio in IN_POINTS

    def _size(self) -> Fact | None:
        """By how much it changed, None where that is no number."""
        names, function = self._names(), "change" if self._ratio else "growth"
        fact = self.base.find(f"{function}({names.now}, {names.before})")
        return fact if fact.quantity is not None and fact.operand is not None else None

    # ---- words

    def _wording(self, form: DegreeForm) -> ChangeWording:
        words = self.pack.changes
        if form.degree in _SIGNS:
            signs = self._signs()
            return (
                _way(signs.turned if form.degree == "turned" else signs.below, form)
                if form.way
                else signs.flat
            )
        if form.degree == "from_to":
            return _way(words.from_to, form)
        degrees = words.ratio if self._ratio else self._amount()
        found = degrees.flat if not form.way else _way(_turn(degrees, form), form)
        return found.fused if found.fused and self._fused() else found

    def _signs(self) -> SignWords:
        words, concept = self.pack.changes, self._concept
        if concept in words.results and not self.asked.label:
            return words.profit
        return words.flow if concept in words.outflows and not self.asked.label else words.other

    @property
    def _concept(self) -> str:
        """What is measured, whether of a segment or of the whole company."""
        concept = self.now.at.concept
        segment = self.base.concepts.segment_of(concept)
        return concept.removeprefix(f"{segment}.") if segment else concept

    def _amount(self) -> AmountWords:
        words = self.pack.changes
        if _PRICES.fullmatch(self._concept):
            return words.price
        return words.growing if self._grows() else words.amount

    def _grows(self) -> bool:
        concept = self._concept
        if concept in self.pack.changes.outflows:  # cash comes in, or less of it
            return False
        standard = self.base.concepts.vocabulary.find(concept)
        if standard is None or standard.instant or standard.better:
            return standard is not None and standard.better == "higher" and not standard.instant
        return concept in self.pack.changes.results or bool(_SALES.fullmatch(concept))

    # ---- parts

    def _parts(self, wording: ChangeWording, size: Fact | None) -> Iterator[ChangePart]:
        text = wording.level if self.asked.level and not self._open() else wording.alone
        text = self.pack.changes.joined(text) if self.asked.within else text
        level = Manner(absolute=wording.unsigned)
        slots: dict[str, tuple[ChangePart, ...]] = {
            "{subject}": self._subject(turned=wording.unsigned),
            "{loss}": self._loss(),
            "{size}": (ToldFact(size, Manner(self.asked.decimals, absolute=True)),) if size else (),
            "{now}": (ToldFact(self.now, level),),
            "{before}": (ToldFact(self.before, level),),
            "{basis}": self._since(lambda words: words.basis),
            "{than}": self._since(lambda words: words.than),
            "{earlier}": self._since(lambda words: words.earlier),
            "{fused}": (self._fused(),),
        }
        for part in _SLOT.split(text):
            yield from slots.get(part, (part,) if part else ())

    def _open(self) -> bool:
        """Whether one of the levels prints words, since its sign is not known."""
        return any(fact.quantity is None or sign_is_open(fact.quantity) for fact in (self.now, self.before))

    def _subject(self, *, turned: bool) -> tuple[ChangePart, ...]:
        """The label; a profit of the vocabulary that turned is called what it may be either way."""
        if self.asked.label:
            return (self.asked.label,)
        label = fact_label(self.base, self.now, self.pack.tag)
        names = self.pack.changes.results.get(self._concept) if turned else None
        if names and names.result and label == self._called(STANDARD.label(self._concept, self.pack.tag)):
            label = self._called(names.result)
        label = label_within(self.base, label, self.pack.tag) if self.asked.within else label
        return (Named(label, "label"),)

    def _loss(self) -> tuple[ChangePart, ...]:
        words, concept = self.pack.changes, self._concept
        name = words.results[concept].loss if concept in words.results else words.outflows.get(concept, "")
        label = label_within(self.base, self._called(name), self.pack.tag)
        return (Named(words.opening(label, self.asked.within), "label"),)

    def _called(self, words: str) -> str:
        return called(self.base, self.now.at, words, self.pack.tag)

    # ---- since when

    def _since(self, way: Callable[[SinceWords], str]) -> tuple[ChangePart, ...]:
        """Since when, in one of the three ways to say it."""
        if not self.asked.basis:
            return ()
        before, slot, behind = way(self._time()).partition("{}")
        if not slot:
            return (before,) if before else ()
        return tuple(filter(None, (before, self._named(), behind)))

    def _shift(self) -> int:
        """The months of a year or a quarter that the time is told by, 0 for a time that is named."""
        months = parse_shift(self.asked.since) or 0
        by_quarters = self.now.at.period.months in (0, -_QUARTER)
        return months if months == _YEAR or (months == _QUARTER and by_quarters) else 0

    def _fused(self) -> str:
        """What says a year or a quarter in one word with the verb, "" where none is said."""
        words = self.pack.changes
        fused = {_YEAR: words.year, _QUARTER: words.quarter}.get(self._shift())
        return (fused or "") if self.asked.basis else ""

    def _time(self) -> SinceWords:
        since, period = self.pack.changes.since, self.now.at.period
        match self._shift(), period.instant:
            case (months, True) if months == _QUARTER:
                return since.quarter_day
            case (months, False) if months == _QUARTER:
                return since.quarter
            case (months, True) if not months:
                return since.last_year_end if self._since_year_end() else since.day
            case (months, False) if not months:
                return since.period
            case (_, False) if not whole_year(period):
                return since.year
            case (_, True) if not _ends_year(period):
                return since.year_day
        civil = period.calendar is not None and period.calendar.civil
        if period.instant:
            return since.civil_year_end if civil else since.fiscal_year_end
        return since.civil_year if civil else since.fiscal_year

    def _since_year_end(self) -> bool:
        """Whether it is held against the end of the last year of the company's own calendar."""
        then, now = self.before.at.period, self.now.at.period
        own = then.calendar is not None and not then.calendar.civil
        return own and _ends_year(then) and then.end < now.end <= then.shift(-_YEAR).end

    def _named(self) -> Named:
        """The time that it is held against, by its name."""
        period = self.before.at.period
        of_month = self.pack.changes.last_day(period.end) if period.instant else ""
        name = of_month or period_label(period, self.pack.tag)
        return Named(name, "date" if period.instant else "period")


def _ends_year(day: Period) -> bool:
    """True for the last day of a year of its own calendar."""
    parts = day.calendar.parts(day.closing, -_YEAR) if day.calendar else None
    return parts is not None and not parts[1]


def _way(turn: Turn, form: DegreeForm) -> ChangeWording:
    return turn.up if form.way > 0 else turn.down


def _turn(words: DegreeWords, form: DegreeForm) -> Turn:
    if form.degree == "multiple" and isinstance(words, AmountWords):
        return words.multiple
    return {"slight": words.slight, "strong": words.strong}.get(form.degree, words.plain)
