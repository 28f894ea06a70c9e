"""The formulas of a fact a step on. They go as far as the fact does: a quarter, or a year where it is a whole year; a
sum of the quarters of a year to date has one quarter more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.rolling.period_tokens import reference_tokens, shifted_reference
from reportgen.rolling.stepping import RollStep

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class FormulaStep:
    """From a fact's place to its place a step on; `after` is None where that cannot be read."""

    base: FactBase
    step: RollStep
    at: Coordinates
    after: Coordinates | None

    def formulas(self, given: Sequence[str]) -> list[str]:
        """The formulas a step on, without those that cannot be carried: where the period is of another length only a
        sum of its parts can, and what needs actuals that are yet to come cannot."""
        found = [self._formula(one) for one in given]
        return [one for one in found if one]

    def _formula(self, formula: str) -> str:
        old, new = self.at.period, self.after.period if self.after else self.at.period
        if not any(True for _ in reference_tokens(formula)) or self.after is None:
            return shifted_reference(formula, self.step)
        if old.months != new.months:
            return self._sum(formula, new)
        found = shifted_reference(formula, self._as_far(old, new))
        return "" if self._is_ahead(found) else found

    def _is_ahead(self, formula: str) -> bool:
        """Whether it names, by dates of their own, actuals that come after the new period."""
        return any(scenario == "actual" and end > self.step.new.end for scenario, end in self._named(formula))

    def _named(self, formula: str) -> Iterator[tuple[str, date]]:
        for token in reference_tokens(formula):
            try:
                period = parse_period(token.text, self.step.calendars[token.entity or self.at.entity])
            except (PeriodError, KeyError):
                continue
            yield token.scenario or self.at.scenario, period.end

    def _as_far(self, old: Period, new: Period) -> RollStep:
        """The step of a fact: a whole year goes on when one closes, and then by twelve months."""
        months = new.closing - old.closing if old.calendar and new.calendar else self.step.months
        if months == self.step.months:
            return self.step
        first, entity = self.step.old, self.step.entity
        return RollStep(first, first.shift(months), entity, self.step.calendars, self.step.daily)

    def _sum(self, formula: str, new: Period) -> str:
        """A sum of the parts of a period as one of the parts of another; "" where that is none."""
        parts = [one.strip() for one in re.split(r"\+", formula.removeprefix("="))]
        every = dict.fromkeys([*parts, *(shifted_reference(one, self.step) for one in parts)])
        places = [(self._place(one), one) for one in every]
        within = sorted(
            ((at.period, one) for at, one in places if at and _lies_in(at.period, new)),
            key=lambda one: one[0].start,
        )
        own = {(at.entity, at.concept, at.scenario) for at, _ in places if at}
        fits = (
            all(at for at, _ in places) and len(own) == 1 and _covers([period for period, _ in within], new)
        )
        return " + ".join(one for _, one in within) if fits else ""

    def _place(self, reference: str) -> Coordinates | None:
        try:
            return self.base.at(reference)
        except (BadReference, PeriodError):
            return None


def _lies_in(part: Period, whole: Period) -> bool:
    return not part.instant and whole.start <= part.start and part.end <= whole.end


def _covers(parts: Sequence[Period], whole: Period) -> bool:
    """Whether periods follow one another from the first day of a whole to its last."""
    starts = [whole.start, *(part.end + _DAY for part in parts)]
    return [part.start for part in parts] + [whole.end + _DAY] == starts
