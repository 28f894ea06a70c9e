"""What somebody expects of a period and what a company promises for one to come, told by sources of the last edition's
time: of a rolled edition they are out of date, whatever their digits are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from reportgen.brief.inputs import ROLLED
from reportgen.codes.rg3_tieout import RG310
from reportgen.codes.rg5_texts import RG542, RG545, RG546
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.period import Period
from reportgen.facts.reference import Coordinates
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
        if any(says_last(base, words, language, last) for language, words in source.title.items()):
            message = f"the title of {name}, which came out on {source.published}, names {last}"
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
