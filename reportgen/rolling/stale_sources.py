"""What somebody expects of a period and what a company promises for one to come, told by sources of the last edition's
time: of a rolled edition they are out of date, whatever their digits are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.brief.inputs import ROLLED
from reportgen.codes.rg3_tieout import RG310, RG311
from reportgen.codes.rg5_texts import RG542, RG545, RG546
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.period import Period
from reportgen.facts.reference import Coordinates
from reportgen.rolling.last_months import says_last_month
from reportgen.rolling.rewriting import says_last


def unsaid_days(base: FactBase) -> Iterator[Finding]:
    """RG545 for each source that came out on the last day of the period of which it states what was earned: no results
    do, and an import writes that day where it is told none."""
    end = base.period.end
    of_period = (fact for at, fact in base.facts.items() if at.period.end == end and at.scenario == "actual")
    told = {fact.telling.source for fact in of_period if fact.telling and not fact.at.period.instant}
    for name, source in base.sources.items():
        if name in told and source.published == end.isoformat():
            message = f"the source {name} came out on {end}, the last day of what it reports: nobody said when it did"
            mend = "write the day under published:, or fill in with --filed DAY"
            yield RG545.finding(message, source.locus, mend)


def untitled_sources(base: FactBase) -> Iterator[Finding]:
    """RG546 for each source that is called by its own id: an import does not know its title, and readers see it."""
    for name, source in base.sources.items():
        if name in source.title.values():
            message = f"the source {name} has no title but its id, which readers see"
            yield RG546.finding(
                message, source.locus, "write under title: what it is called, in each language"
            )


def misnamed_sources(base: FactBase, last: Period) -> Iterator[Finding]:
    """RG542 for each source from after the new period whose title names the last one."""
    for name, source in base.sources.items():
        if date.fromisoformat(source.published) <= base.period.end:
            continue
        said = (
            str(last) if says_last(base, words, language, last)
            else says_last_month(words, language, last, base.period)
            for language, words in source.title.items()
        )  # fmt: skip
        if named := next(filter(None, said), ""):
            message = f"the title of {name}, which came out on {source.published}, names {named}"
            yield RG542.finding(message, source.locus, "write what it reports on")


@dataclass(frozen=True)
class OldSources:
    """A rolled edition's facts, the period that it was rolled from, and the facts whose figures are kept as they
    were."""

    base: FactBase
    last: Period
    kept: Collection[Coordinates]

    def findings(self) -> Iterator[Finding]:
        """RG310 for each consensus or estimate from before the last results, each promise from before the quarter's
        end."""
        results, end = self._results(), self.base.period.end
        for at, fact in self.base.facts.items():
            if fact.telling is None or at in self.kept or at.period.end <= self.last.end:
                continue
            day = self._published(fact)
            if at.scenario in ("consensus", "estimate") and day <= results:
                yield self._old(fact, f"the results for {self.last} came out on {results}")
            elif at.scenario == "guidance" and at.period.end > end and day < end:
                yield self._old(fact, f"{self.base.period} ended on {end}")

    def _published(self, fact: Fact) -> date:
        assert fact.telling is not None
        return date.fromisoformat(self.base.sources[fact.telling.source].published)

    def _results(self) -> date:
        """The day on which the last period's results came out; its end, where no source from then is left."""
        of_last = (self.last, self.last.at_end())
        days = (
            self._published(fact)
            for at, fact in self.base.facts.items()
            if at.entity == self.base.entity
            and at.scenario == "actual"
            and at.period in of_last
            and fact.telling
        )
        return min(
            (day for day in days if self.last.end <= day <= self.base.period.end), default=self.last.end
        )

    def _old(self, fact: Fact, since: str) -> Finding:
        assert fact.telling is not None
        name, told = self.base.name(fact.at), fact.telling
        message = f"{name} is told by {told.source}, which came out on {self._published(fact)}: {since}"
        kept = f"write keep: yes at {name} under figures: in {ROLLED}"
        mend = f"state it by a later source, or where it still stands, {kept}"
        return RG310.finding(message, told.locus, mend)


def restated_comparatives(
    base: FactBase, last: Period, out: str, kept: Collection[Coordinates]
) -> Iterator[Finding]:
    """RG311 for each comparative that a source from after the last edition's day, `out`, states otherwise than what
    stood there: restated, or a slip."""
    for at, fact in base.facts.items():
        told = fact.telling
        if told is None or at in kept or at.period.end > last.end or at.scenario != "actual":
            continue
        older = [one for one in fact.stated if base.sources[one.source].published <= out]
        if base.sources[told.source].published <= out or not older or _agrees(told, older[-1]):
            continue
        name, was = base.name(at), older[-1].literal
        message = f"{name} was {was}, and {told.source}, which came out since, has {told.literal}"
        line = f"{json.dumps(name)}: {{was: {json.dumps(was, ensure_ascii=False)}, keep: yes}}"
        mend = f"correct it, or where it was restated, put this under figures: in {ROLLED}:\n{line}"
        yield RG311.finding(message, told.locus, mend)


def _agrees(one: Statement, other: Statement) -> bool:
    return one.quantity.interval.meets(other.quantity.interval)
