"""What a sanity rule has to say about a fact, and what is made of it where the author has accepted it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.base import Fact, FactBase, Translations
from reportgen.facts.period import Period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.languages import LANGUAGES

_MEND = "correct it, or give accepted: {{{code}: {{{words}}}}} a reason in each language"


@dataclass(frozen=True)
class Doubt:
    """A fact that breaks a rule, and the value that it was held against, if it was one."""

    code: FindingCode
    fact: Fact
    message: str
    against: Quantity | None = None
    at: Locus | None = None

    @property
    def reason(self) -> Translations | None:
        """The author's reason for printing the fact all the same."""
        return self.fact.reason(self.code.id)

    @property
    def locus(self) -> Locus:
        """The value in question, where it is written down."""
        return self.at or (self.fact.telling.locus if self.fact.telling else self.fact.locus)

    def finding(self) -> Finding:
        """As a finding: a note where it is accepted."""
        if self.reason:
            said = f"accepted: {self.message}"
            return self.code.finding(said, self.locus, accepted=True)
        words = ", ".join(f"{tag}: …" for tag in LANGUAGES)
        return self.code.finding(self.message, self.locus, _MEND.format(code=self.code.id, words=words))


def doubt_on(
    code: FindingCode,
    index: FactIndex,
    fact: Fact,
    message: str,
    against: Quantity | None = None,
    *,
    told: bool = True,
) -> Doubt:
    """A doubt whose message goes on from the fact's name; at its statement, or at the fact where not `told`."""
    return Doubt(code, fact, f"{index.name(fact)} {message}", against, None if told else fact.locus)


_Series = dict[Coordinates, Fact]


@dataclass(frozen=True)
class FactIndex:
    """The facts in the order in which rules look at them; made once for all rules."""

    base: FactBase

    @cached_property
    def series(self) -> Mapping[tuple[str, str, str, int], list[Fact]]:
        """The facts with a value by entity, concept, scenario and length, each row in order of time."""
        found: dict[tuple[str, str, str, int], list[Fact]] = defaultdict(list)
        for at, fact in self.base.facts.items():
            if fact.quantity is not None:
                found[at.entity, at.concept, at.scenario, at.period.months].append(fact)
        for row in found.values():
            row.sort(key=lambda fact: fact.at.period.end)
        return found

    @cached_property
    def successions(self) -> tuple[tuple[Fact, Fact], ...]:
        """Every fact with the one of the period right before it; of instants, the one before it in the base."""
        return tuple(
            (before, fact)
            for (_, _, _, months), row in self.series.items()
            for before, fact in pairwise(row)
            if not months or fact.at.period.shift(-months) == before.at.period
        )

    def place(self, fact: Fact, concept: str, months: int = 0) -> Coordinates:
        """Where another concept stands at the same entity and scenario, so many months before."""
        at = fact.at
        period = at.period.shift(-months) if months else at.period
        return Coordinates(at.entity, concept, self._period(period, concept), at.scenario)

    def beside(self, fact: Fact, concept: str) -> Fact | None:
        """The fact of another concept at the same entity, period and scenario; None where it has no value."""
        return self._valued(self.place(fact, concept))

    def earlier(self, fact: Fact, concept: str, months: int) -> Fact | None:
        """The fact of a concept so many months before; None where it has no value."""
        return self._valued(self.place(fact, concept, months))

    def _valued(self, at: Coordinates) -> Fact | None:
        fact = self.base.facts.get(at)
        return fact if fact is not None and fact.quantity is not None else None

    def _period(self, period: Period, concept: str) -> Period:
        known = self.base.concepts.get(concept)
        return period.at_end() if known is not None and known.instant else period

    def name(self, fact: Fact) -> str:
        """What a fact is called in findings."""
        return self.base.name(fact.at)
