"""Figures of a rolled edition that are what they were, to every digit: somebody may have typed the last ones again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.brief.inputs import ROLLED
from reportgen.codes.rg3_tieout import RG309
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.quantity import Quantity, QuantityError, parse_quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.resting import rests_on_facts
from reportgen.rolling.named_facts import NamedFact
from reportgen.rolling.rewriting import same_value
from reportgen.rolling.rolled_yaml import RolledFile
from reportgen.rolling.stepping import RollStep


@dataclass(frozen=True)
class RepeatedFigures:
    """A rolled edition's facts and list, and the step that led to it."""

    base: FactBase
    rolled: RolledFile
    step: RollStep

    def findings(self, named: Iterable[NamedFact]) -> Iterator[Finding]:
        """RG309 for what was open and has been stated as it was, and for what has been stated beside that; `named` are
        the facts that the edition names."""
        yield from self._listed()
        yield from self._beside(named)

    def kept(self) -> set[Coordinates]:
        """The facts that rolled.yaml keeps as they were."""
        figures = self.rolled.figures.items()
        return {at for key, one in figures if one.keep and (at := listed_at(self.base, key))}

    def _listed(self) -> Iterator[Finding]:
        base = self.base
        for key, figure in self.rolled.figures.items():
            at = listed_at(base, key)
            fact = base.facts.get(at) if at else None
            if fact is None or fact.telling is None or figure.keep:
                continue
            then = self._then(fact)
            kept = f"write keep: yes at {key} under figures: in {ROLLED}"
            if _reads_as(fact.telling.quantity, figure.was, base):
                yield _repeated(base, fact, f"{figure.was} in {self.rolled.edition}", kept)
            elif then is not None and same_value(fact.telling.quantity, then.quantity):
                yield _repeated(base, fact, f"{then.literal} at {self.step.old}", kept)

    def _then(self, fact: Fact) -> Statement | None:
        """What was stated of the last period under the same name: in a year-ago place it would be stale."""
        at, last = fact.at, self.step.old
        if at.scenario != "actual":
            return None
        period = last.at_end() if at.period.instant else last
        then = self.base.facts.get(Coordinates(at.entity, at.concept, period, at.scenario))
        return then.telling if then is not None and then.at != at else None

    def _beside(self, named: Iterable[NamedFact]) -> Iterator[Finding]:
        base = self.base
        known = {at for key in self.rolled.figures if (at := listed_at(base, key))}
        for at in rests_on_facts(base, [at for one in named for at in one.facts]):
            fact = base.facts.get(at)
            told = fact.telling if fact and at not in known else None
            before = self._before(at) if told else None
            then = before.telling if before else None
            if fact and before and told and then and same_value(told.quantity, then.quantity):
                said = f"{{was: {json.dumps(then.literal, ensure_ascii=False)}, keep: yes}}"
                kept = f"put this under figures: in {ROLLED}:\n{json.dumps(base.name(at))}: {said}"
                yield _repeated(base, fact, f"{then.literal} at {before.at.period}", kept)

    def _before(self, at: Coordinates) -> Fact | None:
        """What one of the new period takes the place of: the same a step back, or on the last day before of what is
        stated day by day."""
        base, last = self.base, self.step.old
        if at.period.end <= last.end:
            return None
        if at.period.instant and self.step.is_daily(at.entity, at.concept):
            days = (one for one in base.facts.values() if one.telling and _earlier(one.at, at))
            return max(days, key=lambda one: one.at.period.end, default=None)
        if at.period.end > base.period.end:
            return None
        period = self.step.back.period(at.period)
        found = base.facts.get(Coordinates(at.entity, at.concept, period, at.scenario))
        return found if found and found.at != at else None


def listed_at(base: FactBase, key: str) -> Coordinates | None:
    """What a name in rolled.yaml means; None where it means nothing any more."""
    try:
        return base.at(key)
    except BadReference:
        return None


def _earlier(one: Coordinates, at: Coordinates) -> bool:
    alike = (one.entity, one.concept, one.scenario) == (at.entity, at.concept, at.scenario)
    return alike and one.period.end < at.period.end


def _reads_as(quantity: Quantity, was: str, base: FactBase) -> bool:
    try:
        return same_value(quantity, parse_quantity(was, base.units))
    except QuantityError:
        return False


def _repeated(base: FactBase, fact: Fact, was: str, kept: str) -> Finding:
    assert fact.telling is not None
    message = f"{base.name(fact.at)} is what it was, to every digit: {was}"
    return RG309.finding(message, fact.telling.locus, f"correct it, or where it is the same again, {kept}")
