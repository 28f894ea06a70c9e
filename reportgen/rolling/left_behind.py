"""References that a step leaves behind, though they read as they did: the last day of what is stated day by day, and a
balance-sheet day that was the last year's end, so many quarters back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from reportgen.errors import Locus
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError
from reportgen.facts.resting import rests_on_facts
from reportgen.rolling.named_facts import NamedFact, expressions_in, facts_in
from reportgen.rolling.passages_of import CarriedPassage
from reportgen.rolling.period_tokens import reference_tokens
from reportgen.rolling.stale_names import YamlWays
from reportgen.rolling.stepping import DAY_TOKEN, RollStep

_YEAR: Final = 12
_QUARTER: Final = 3


class LeftReason(StrEnum):
    """Why a reference may be stale, by the word that rolled.yaml has for it."""

    DAY = "day"  # it names the last day of what is stated day by day
    BASE = "base"  # it named the year's end, and names another day now

    @property
    def words(self) -> str:
        """The same for a person."""
        if self is LeftReason.DAY:
            return "the last day that the last edition had, which stayed as it was"
        return "it was the year's end, and is another day now"


@dataclass(frozen=True)
class LeftBehind:
    """A reference as it is written, where it stands, `at` as `StaleName` has it, why it may be stale, which period it
    names now, and how the year's end is named now."""

    said: str
    place: Locus
    at: str
    why: LeftReason
    now: str = ""
    then: str = ""
    passage: CarriedPassage | None = None


def left_behind(
    base: FactBase,
    named: Iterable[NamedFact],
    passages: Iterable[CarriedPassage],
    ways: YamlWays,
    step: RollStep,
    asked: Iterable[str] | None = None,
) -> Iterator[LeftBehind]:
    """What of a rolled edition names the last day of what is stated day by day, or what was the year's end to the last
    edition and is no year's end any more. The last days are those of the references `asked`; without any, the newest
    that are named outside of texts."""
    scalars = [one.text for one in named if one.is_scalar]
    newest = _newest_days(map(str, scalars) if asked is None else asked, step)
    for text in scalars:
        yield from _of(base, str(text), text.locus, ways.to(text), newest, step, None)
    for passage in passages:
        for offset, said, _ in expressions_in(passage.text):
            place = passage.whole.inside(passage.offset + offset)
            yield from _of(base, said, place, passage.at, newest, step, passage)


def _of(
    base: FactBase,
    said: str,
    place: Locus,
    at: str,
    newest: frozenset[tuple[str, str]],
    step: RollStep,
    passage: CarriedPassage | None,
) -> Iterator[LeftBehind]:
    if newest & set(_days(said, step)):
        yield LeftBehind(said, place, at, LeftReason.DAY, passage=passage)
    elif end := was_year_end(base, said, step):
        yield LeftBehind(said, place, at, LeftReason.BASE, str(end), _year_end_now(step), passage)


def _days(said: str, step: RollStep) -> Iterator[tuple[str, str]]:
    """The days that a reference or formula names of what is stated day by day, with whose they are."""
    for token in reference_tokens(said):
        if DAY_TOKEN.fullmatch(token.text) and step.is_daily(token.entity, token.concept):
            yield f"{token.entity}/{token.concept}", token.text


def _newest_days(references: Iterable[str], step: RollStep) -> frozenset[tuple[str, str]]:
    found = sorted((day, concept) for text in references for concept, day in _days(text, step))
    return frozenset({concept: day for day, concept in found}.items())


def was_year_end(base: FactBase, said: str, step: RollStep) -> Period | None:
    """What a reference or formula names or rests on now that was, a step back, the end of the last full year: of an
    edition within a year, whose own end is none. None where it names no such day, or is a year's end still."""
    calendar = step.calendars[step.entity]
    within = step.old.closing % _YEAR
    if not within or step.old.calendar != calendar:
        return None
    was = calendar.closing(step.old.closing - within)
    for at in rests_on_facts(base, facts_in(base, said)):
        if at.period.instant and at.entity == step.entity and _back(at.period, step) == was:
            return None if at.period.closing % _YEAR == 0 else at.period
    return None


def _back(period: Period, step: RollStep) -> date | None:
    try:
        return period.shift(-step.months).end
    except PeriodError:
        return None


def _year_end_now(step: RollStep) -> str:
    """The last year's end as the new edition counts back to it."""
    quarters = (step.new.closing % _YEAR or _YEAR) // _QUARTER
    return f"@-{quarters}Q"


def together(places: Iterable[LeftBehind]) -> list[tuple[LeftBehind, int]]:
    """What is left behind for one reason in one exhibit or section, by its first reference, and how many more there
    are: a balance sheet has the year's end in every row."""
    found: dict[tuple[str, str, str], list[LeftBehind]] = {}
    for one in places:
        found.setdefault((one.why, one.now, "/".join(one.at.split("/")[:2])), []).append(one)
    return [(ones[0], len(ones) - 1) for ones in found.values()]


def and_more(said: str, more: int) -> str:
    """A reference with how many more there are."""
    return f"{said} and {more} more there" if more else said
