"""What of an edition is still to be filled in, written or looked at: findings that stop it until it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from reportgen.brief.early_day import early_day
from reportgen.brief.edition import Edition
from reportgen.brief.inputs import DELIVERY, ROLLED, Inputs
from reportgen.checks.terminal import compact_figure
from reportgen.codes.rg3_tieout import RG308
from reportgen.codes.rg4_rules import RG412
from reportgen.codes.rg5_texts import RG541, RG542
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.naming import is_formula
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import held_fact
from reportgen.figures.fact_labels import fact_label
from reportgen.intake.importing.text_periods import Standpoint
from reportgen.record.attachments import FACTS
from reportgen.rolling.last_months import says_day, says_last_month
from reportgen.rolling.last_periods import year_ago
from reportgen.rolling.left_behind import LeftReason, left_behind
from reportgen.rolling.named_facts import NamedFact, named_facts
from reportgen.rolling.passages_of import CarriedPassage, passages_of_edition, without_expressions
from reportgen.rolling.repeated_figures import RepeatedFigures, listed_at
from reportgen.rolling.rewriting import REASONS, claims_hold, names_last, says_last, sources_dated
from reportgen.rolling.rolled_edition import beginning
from reportgen.rolling.rolled_yaml import FigureText, RolledFile, read_rolled
from reportgen.rolling.stale_findings import StaleFindings
from reportgen.rolling.stale_names import YamlWays, stale_names
from reportgen.rolling.stale_sources import (
    OldSources,
    misnamed_sources,
    restated_comparatives,
    unsaid_days,
    untitled_sources,
)
from reportgen.rolling.stepping import RollStep, step_between

_PLACES: Final = 4  # where an open fact is used, that a finding names
_QUARTER: Final = 3


def unsettled(edition: Edition, inputs: Inputs) -> list[Finding]:
    """What stops an edition until somebody has dealt with it.

    RG308 a fact that is open. Of an edition that was rolled: RG541 a passage that stands as it was carried over, RG542
    a text that names the last period, RG309 a figure that reads as it did then, RG310 what was expected by then; and
    what is wrong with its rolled.yaml.
    """
    data = inputs.files.get(ROLLED)
    rolled, findings = read_rolled(data, f"{inputs.folder}/{ROLLED}") if data is not None else (None, [])
    opened = any(fact.open for fact in edition.base.facts.values())
    if rolled is None and not opened:
        return findings
    named = tuple(named_facts(edition, inputs.delivery, f"{inputs.folder}/{DELIVERY}"))
    figures = {str(key): one for key, one in rolled.figures.items()} if rolled else {}
    findings += _Opened(edition, named, figures).findings()
    if rolled is not None:
        findings += _Carried(edition, inputs, rolled, named).findings()
    return findings


def without_kept(doubted: Iterable[Finding], edition: Edition, inputs: Inputs) -> list[Finding]:
    """Findings without RG412, the digits of the period before, of figures that rolled.yaml keeps as they were."""
    base = edition.base
    rolled, _ = read_rolled(inputs.files[ROLLED], ROLLED)
    figures = rolled.figures.items() if rolled else ()
    kept = [base.facts.get(at) for key, one in figures if one.keep and (at := listed_at(base, key))]
    places = {fact.telling.locus for fact in kept if fact and fact.telling}
    return [one for one in doubted if not (one.code == RG412.id and one.locus in places)]


# ---- open statements -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Opened:
    edition: Edition
    named: tuple[NamedFact, ...]
    figures: Mapping[str, FigureText]

    def findings(self) -> Iterator[Finding]:
        """RG308 for each fact that is open, with its label, its last value, and where it is used."""
        base = self.edition.base
        uses = self._uses()
        for at, fact in base.facts.items():
            if not fact.open:
                continue
            label = fact_label(base, fact, self.edition.languages[0])
            last = self._last(fact)
            message = f"{base.name(at)} is open: {label}" + (f"; it was {last}" if last else "")
            places = uses.get(at, {})
            mend = f"used in {_some(places)}" if places else "nothing prints it: take its line out"
            if is_formula(at.concept):
                mend += "\nwhere nobody states it, take its line out: it is computed"
            yield RG308.finding(message, fact.locus, mend)

    def _uses(self) -> dict[Coordinates, dict[str, None]]:
        """Where each open fact is wanted: the places that print or judge what waits for it."""
        found: dict[Coordinates, dict[str, None]] = {}
        for one in self.named:
            place = one.text.inside(one.offset)
            for at in one.facts:
                fact = held_fact(self.edition.base, at)
                for open_ in fact.awaits if fact else ():
                    found.setdefault(open_, {})[f"{place.file}:{place.line}"] = None
        return found

    def _last(self, fact: Fact) -> str:
        """What was stated last, and of when where this file has it."""
        base, at = self.edition.base, fact.at
        was = next((one.was for key, one in self.figures.items() if listed_at(base, key) == at), None)
        if was:
            return str(was)
        before = _before(base, at)
        if before is None or before.quantity is None:
            return ""
        return f"{compact_figure(before.quantity)} at {before.at.period}"


def _before(base: FactBase, at: Coordinates) -> Fact | None:
    """The same a period earlier; a quarter for what stands on a day."""
    try:
        period = at.period.shift(-(at.period.months or _QUARTER))
    except PeriodError:
        return None
    return held_fact(base, Coordinates(at.entity, at.concept, period, at.scenario))


def _some(places: Mapping[str, None]) -> str:
    listed = list(places)
    more = f" and {len(listed) - _PLACES} more" if len(listed) > _PLACES else ""
    return ", ".join(listed[:_PLACES]) + more


# ---- what was carried over -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Carried:
    edition: Edition
    inputs: Inputs
    rolled: RolledFile
    named: tuple[NamedFact, ...]

    def findings(self) -> Iterator[Finding]:
        """Everything that is left of the list, and what came in since that is of the last period."""
        for passage in self._passages:
            yield from self._passage(passage)
        yield from self._left()
        yield from self._day()
        yield from unsaid_days(self.edition.base)
        yield from untitled_sources(self.edition.base)
        if self._last is not None:
            figures = RepeatedFigures(self.edition.base, self.rolled, self._step)
            yield from figures.findings(self.named)
            yield from misnamed_sources(self.edition.base, self._last)
            yield from OldSources(self.edition.base, self._last, figures.kept()).findings()
            if self.rolled.date is not None:
                out = str(self.rolled.date)
                yield from restated_comparatives(self.edition.base, self._last, out, figures.kept())

    @cached_property
    def _files(self) -> dict[str, bytes]:
        files = dict(self.inputs.files)
        if self.inputs.delivery is not None:
            files[DELIVERY] = self.inputs.delivery
        return files

    @cached_property
    def _passages(self) -> tuple[CarriedPassage, ...]:
        return tuple(passages_of_edition(self._files, self.inputs.folder))

    @cached_property
    def _last(self) -> Period | None:
        base = self.edition.base
        try:
            return parse_period(self.rolled.period, base.entities[base.entity].calendar)
        except PeriodError:
            return None

    @cached_property
    def _year_before(self) -> Period | None:
        return year_ago(self._last) if self._last else None

    @cached_property
    def _listed(self) -> dict[str, tuple[list[str], bool]]:
        return {str(one.hash): ([str(why) for why in one.why], one.keep) for one in self.rolled.passages}

    def _passage(self, passage: CarriedPassage) -> Iterator[Finding]:
        why, keep = self._listed.get(passage.mark, ([], False))
        if keep:
            return
        if why == ["claim"] and claims_hold(self.edition.base, passage.text):
            why = []  # it could not be judged before, and holds
        if why:
            reasons = "; ".join(REASONS.get(one, one) for one in why)
            message = f"“{beginning(passage)}” is as it was carried over: {reasons}"
            yield RG541.finding(
                message, passage.locus, f"rewrite it, or keep: yes at {passage.mark} in {ROLLED}"
            )
        elif self._last and names_last(self.edition.base, passage.text, self._last):
            yield self._names(
                passage, self._from_last, "name this edition's period, or say how far back it lies: @-1Q"
            )
        elif self._last and self._says_last(passage, self._last):
            mend = "name this edition's period, or let {{ period('-1Q') }} name the one before"
            yield self._names(passage, self._from_last, mend)
        elif (before := self._year_before) and self._says_last(passage, before):
            mend = "name this edition's periods, or let {{ period('-1Y') }} name the one a year before"
            yield self._names(passage, f"{before}, a year before the period of {self.rolled.edition}", mend)
        elif self._last and (month := self._last_month(passage, self._last)):
            what = f"{month}, a month of {self._last}, from which this was rolled"
            yield self._names(passage, what, "name one of this edition's months")
        elif day := self._old_day(passage):
            yield self._names(passage, f"{day}, from which this was rolled", "name a day of this edition")

    @property
    def _from_last(self) -> str:
        return f"{self._last}, the period of {self.rolled.edition}, from which this was rolled"

    def _old_day(self, passage: CarriedPassage) -> str:
        """A day by which the last edition was out, in words or as that of a source; "" for none."""
        if self._last is None or self.rolled.date is None or passage.file == FACTS:
            return ""
        base, after, until = self.edition.base, self._last.end, str(self.rolled.date)
        for name in sources_dated(passage.text, base):
            if after.isoformat() < base.sources[name].published <= until:
                return f"the day of {name}, a source of {self.rolled.edition}"
        at = Standpoint(base.period, base.entities[base.entity].calendar, passage.language)
        said = says_day(without_expressions(passage.text), at, after, self._published)
        return f"{said}, a day by which {self.rolled.edition} was out" if said else ""

    @cached_property
    def _published(self) -> date:
        """The day of the last edition; the first day that there is where rolled.yaml has none."""
        try:
            return date.fromisoformat(str(self.rolled.date))
        except ValueError:
            return date.min

    def _last_month(self, passage: CarriedPassage, last: Period) -> str:
        if passage.file == FACTS:
            return ""
        words = without_expressions(passage.text)
        return says_last_month(words, passage.language, last, self.edition.base.period)

    def _names(self, passage: CarriedPassage, what: str, mend: str) -> Finding:
        line = f'- {{file: {passage.file}, hash: "{passage.mark}", why: [period], says: "", keep: yes}}'
        kept = f"where it is meant, put this under passages: in {ROLLED}:\n{line}"
        return RG542.finding(f"“{beginning(passage)}” names {what}", passage.locus, f"{mend};\n{kept}")

    def _says_last(self, passage: CarriedPassage, last: Period) -> bool:
        if passage.file == FACTS and not {"label", "definition"} & set(passage.path):
            return False
        return says_last(self.edition.base, without_expressions(passage.text), passage.language, last)

    def _day(self) -> Iterator[Finding]:
        """The day of publication before what is reported; as it was carried over it is on the list."""
        (mark,) = [one.mark for one in self._passages if one.path == ("date",)] or [""]
        listed, keep = self._listed.get(mark, ([], False))
        if keep or not listed:
            yield from early_day(self.edition, rolled=True)

    def _left(self) -> Iterator[Finding]:
        """References that are stale by now, where they did not stand when it was rolled; and those that read as they
        did and mean another day."""
        if self._last is None:
            return
        base, stale = self.edition.base, StaleFindings(self.rolled, self._last, self._is_looked_at)
        folder = self.inputs.folder
        yield from stale.of_names(
            stale_names(base, self._files, folder, self.named, self._passages, self._last)
        )
        ways = YamlWays(self._files, folder)
        asked = [str(one.says) for one in self.rolled.places if LeftReason.DAY in map(str, one.why)]
        yield from stale.of_places(left_behind(base, self.named, self._passages, ways, self._step, asked))

    def _is_looked_at(self, passage: CarriedPassage) -> bool:
        """Whether a passage is on the list, or was kept."""
        listed, keep = self._listed.get(passage.mark, ([], False))
        return bool(listed) or keep

    @cached_property
    def _step(self) -> RollStep:
        """The step that led here, of an edition whose last period is known."""
        assert self._last is not None
        return step_between(self.edition.base, self._last)
