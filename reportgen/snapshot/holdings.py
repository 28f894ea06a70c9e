"""What a fact base holds, asked by whoever composes a snapshot from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from reportgen.checks.conditions import ClaimError, read_claim
from reportgen.checks.judging import Truth, judge_condition
from reportgen.facts.base import Fact, FactBase, Translations
from reportgen.facts.period import Period, parse_period, parse_shift
from reportgen.facts.reference import BadReference
from reportgen.facts.text import Text
from reportgen.snapshot.sentences import Called

_MOST_CHARACTERS: Final = 380  # of a formula; 400 are allowed
_MOST_QUARTERS, _MOST_YEARS = 8, 5
_COARSE: Final = Fraction(1, 50)
_MOST_NAMED: Final = 3  # reports in a line


@dataclass(frozen=True)
class Holdings:
    """A fact base on an edition's period. References are those of a text: `revenue@-1Y`."""

    base: FactBase

    @property
    def period(self) -> Period:
        """The edition's period."""
        return self.base.period

    @property
    def yearly(self) -> bool:
        """Whether the edition is about a year."""
        return self.period.months == 12

    @property
    def company(self) -> Called:
        """What the company is called."""
        return Called(self.base.entities[self.base.entity].short)

    @property
    def many_sources(self) -> bool:
        """Whether there are more reports than a line can name."""
        return len(self.base.sources) > _MOST_NAMED

    # ---- facts

    def fact(self, reference: str) -> Fact | None:
        """What a reference means; None where there is nothing to print."""
        try:
            fact = self.base.held(self.base.at(reference))
        except BadReference:
            return None
        return fact if fact and fact.quantity is not None and fact.no_value is None else None

    def has(self, *references: str) -> bool:
        """Whether all of some references have a value."""
        return all(self.fact(one) is not None for one in references)

    def value(self, reference: str) -> Fraction:
        """A value in its unit; 0 where there is none."""
        fact = self.fact(reference)
        return fact.quantity.point if fact and fact.quantity else Fraction(0)

    def those(self, *references: str) -> tuple[str, ...]:
        """Those of some references that have a value."""
        return tuple(one for one in references if self.has(one))

    def first(self, *references: str) -> str:
        """The first of some references that has a value, "" for none."""
        return next(iter(self.those(*references)), "")

    def label(self, concept: str) -> Translations:
        """What a concept is called."""
        return self.base.concepts[concept].label

    def short_label(self, concept: str) -> Translations:
        """What it is called where room is short."""
        known = self.base.concepts.vocabulary.find(concept)
        return {**self.label(concept), **(known.shorts if known else {})}

    @property
    def last_digit(self) -> Fraction:
        """What one of the last digit is worth that the company reports its amounts to."""
        told = (self.fact(one) for one in ("revenue", "net_income", "total_assets", "operating_cash_flow"))
        return min((_last_digit(one) for one in told if one), default=Fraction(1))

    def is_coarse(self, now: str, before: str) -> bool:
        """Whether two amounts per share have so few digits that they leave open more than two points of the growth
        between them: a reader who reckons it finds another one."""
        fact, growth = self.fact(now), self.fact(f"growth({now}, {before})")
        per_share = (
            fact is not None and fact.quantity is not None and str(fact.quantity.unit).endswith("/share")
        )
        return per_share and growth is not None and _width(growth) > _COARSE

    # ---- conditions

    def sure(self, condition: str) -> bool:
        """Whether a condition holds for every value that rounding leaves open, and can be written as a claim."""
        if len(condition) > _MOST_CHARACTERS:
            return False
        try:
            claim = read_claim(Text(condition), self.base)
            return judge_condition(claim, self.base).truth is Truth.TRUE
        except (ClaimError, BadReference):
            return False

    def grew(self, reference: str) -> bool:
        """Whether a figure is surely higher than a year before, from a base above zero."""
        before = self.earlier(reference)
        return self.has(reference, before) and self.sure(f"{reference} > {before} and {before} > 0")

    # ---- periods

    def earlier(self, reference: str, shift: str = "-1Y") -> str:
        """The same figure so much earlier: `capex@FY2025H1` for `capex@FY2026H1`."""
        concept, _, period = reference.partition("@")
        if not period:
            return f"{reference}@{shift}"
        calendar = self.base.entities[self.base.entity].calendar
        return f"{concept}@{parse_period(period, calendar).shift(parse_shift(shift) or 0)}"

    def flow(self, concept: str) -> str:
        """A flow over the edition's period, else over its year to date; "" where neither is held."""
        to_date = self._to_date
        return self.first(concept, *([f"{concept}@{to_date}"] if to_date else []))

    @property
    def _to_date(self) -> Period | None:
        """From the start of the fiscal year to the end of the edition's quarter; None where that is the same."""
        quarter = self._quarter
        return self.period.ending(3 * quarter) if quarter > 1 and self.period.months == 3 else None

    @property
    def _quarter(self) -> int:
        """Which quarter of its fiscal year the edition's period ends with, from 1; 0 where it ends with none."""
        calendar = self.base.entities[self.base.entity].calendar
        if not self.period.months:
            return 0
        parts = calendar.parts(self.period.within(calendar).closing, 3)
        return parts[2] if parts else 0

    @property
    def balance_before(self) -> str:
        """The balance sheet to compare with, as a shift: that of the last fiscal year's end, or of a year before; ""
        for none."""
        quarter = self._quarter
        year_end = f"-{quarter}Q" if 0 < quarter < 4 and not self.yearly else "-1Y"
        return next((one for one in (year_end, "-1Y") if self._has_balance(one)), "")

    def _has_balance(self, shift: str) -> bool:
        return bool(self.those(*(f"{one}@{shift}" for one in ("total_assets", "cash", "total_equity"))))

    def course(self, reference: str) -> Sequence[str]:
        """The figure over the last quarters, eight at most, or years, five at most, as far back as it is held without a
        gap, the earliest first."""
        unit, most = ("Y", _MOST_YEARS) if self.yearly else ("Q", _MOST_QUARTERS)
        found: list[str] = []
        for back in range(most):
            one = f"{reference}@-{back}{unit}" if back else reference
            if not self.has(one):
                break
            found.append(one)
        return found[::-1]


def _width(fact: Fact) -> Fraction:
    """How much the value of a fact leaves open; 0 of one without an end."""
    interval = fact.quantity.interval if fact.quantity else None
    if interval is None or interval.low is None or interval.high is None:
        return Fraction(0)
    return interval.high - interval.low


def _last_digit(fact: Fact) -> Fraction:
    """What one of the last digit of a figure is worth; of an exact one as its zeros say."""
    value = fact.quantity.point if fact.quantity else Fraction(0)
    zeros = next((size for size in (1_000_000, 1_000) if not value % size), 1)
    return _width(fact) or Fraction(zeros)
