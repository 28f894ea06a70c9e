"""Why a passage of a rolled edition has to be looked at by a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from reportgen.checks.conditions import ClaimError, read_claim
from reportgen.checks.judging import Truth, judge_condition
from reportgen.document.judge import judge_numerals
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period, PeriodError, parse_period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import held_fact
from reportgen.facts.text import Text
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.setting_aside import DATE, PERIOD
from reportgen.intake.importing.text_periods import Standpoint, periods_in
from reportgen.languages import LANGUAGES, numeral_packs
from reportgen.rolling.last_periods import LastPeriods
from reportgen.rolling.left_behind import was_year_end
from reportgen.rolling.named_facts import calls_in, facts_in, quoted_in
from reportgen.rolling.passages_of import CarriedPassage, without_expressions
from reportgen.rolling.period_tokens import PeriodToken, called_tokens, reference_tokens
from reportgen.rolling.stepping import DAY_TOKEN, RollStep, is_far_ahead

# Why, by the word that rolled.yaml has for it.
REASONS: Final[Mapping[str, str]] = {
    "day": "the day of publication is that of the last edition",
    "embargo": "the embargo is that of the last edition",
    "accepted": "an exception was accepted for the last period; accept it anew",
    "claim": "what it claims does not hold, or cannot be judged yet",
    "opinion": "an opinion was about the last period",
    "note": "a note was about the last period",
    "period": "it names a period or a date in words",
    "source": "it prints the day on which a source of the last edition came out",
    "comparative": "it names the period of the last edition; see that this is meant",
    "base": "so many quarters back, it named the year's end, and names another day now",
    "length": "a year to date in it is longer or shorter than it was; see that the words go with it",
    "plan": "it names a day far ahead, which stayed as it was; see that the plan holds",
    "figures": "it prints what the last edition printed, to every digit",
    "empty": "its exhibit has nothing to show yet",
}
_CLAIM: Final = re.compile(r"\{%-?\s*claim\s+(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", re.DOTALL)
_DATED: Final = re.compile(r"\bdate\(\s*[\"']([^\"']+)[\"']")
_YEAR: Final = re.compile(r"(?<![\w.])(?:19|20)\d\d(?!\d|[.,]\d)")
_WHOLE_YEAR: Final = re.compile(r"(?:FY)?[0-9]{4}")
_NAMING: Final = frozenset(
    {"year", "quarter", "half", "nine", "month", "opening"}
)  # groups of a pattern that say which period


@dataclass(frozen=True)
class RolledView:
    """A rolled edition as its passages are looked at: its facts, the step that led to it, what the facts were that
    the last edition named, and the exhibits without anything to show and with figures of the last one."""

    base: FactBase
    step: RollStep
    named: Mapping[Coordinates, Quantity | None]
    empty: Collection[str] = ()
    repeating: Collection[str] = ()

    def reasons(self, passage: CarriedPassage) -> list[str]:
        """Why somebody has to look at a passage, in the order of `REASONS`; none where it goes on by itself."""
        found = dict.fromkeys(self._reasons(passage))
        return [name for name in REASONS if name in found]

    def _reasons(self, passage: CarriedPassage) -> Iterator[str]:
        if passage.path in (("date",), ("embargo",)):
            yield "day" if passage.path == ("date",) else "embargo"
            return
        if passage.file == "facts.yaml":
            yield from ["accepted"] if "accepted" in passage.path else []
            if "label" in passage.path and self._names_period(passage):
                yield "period"
            return
        yield from (kind for kind in ("opinion", "note") if kind in passage.blocks)
        if not claims_hold(self.base, passage.text):
            yield "claim"
        if self._names_period(passage):
            yield "period"
        if any(sources_dated(passage.text, self.base)):
            yield "source"
        if names_last(self.base, passage.text, self.step.old):
            yield "comparative"
        if any(was_year_end(self.base, said, self.step) for _, said in quoted_in(passage.text)):
            yield "base"
        if any(self._is_longer(token) for token in reference_tokens(passage.text)):
            yield "length"
        if any(self._far_ahead(token.text) for token in reference_tokens(passage.text)):
            yield "plan"
        if any(self._repeats(said) for _, said in quoted_in(passage.text)):
            yield "figures"
        if passage.path[:1] == ("exhibits",) and passage.path[2:] == ("title",):
            yield from ["empty"] if passage.path[1] in self.empty else []
            yield from ["figures"] if passage.path[1] in self.repeating else []

    def _names_period(self, passage: CarriedPassage) -> bool:
        """Whether it names a period in words; a year that is still the last full one, or the running one, goes on."""
        words = without_expressions(passage.text)
        dated = any(not _WHOLE_YEAR.fullmatch(token.text) for token in reference_tokens(passage.text))
        goes_on = (
            self.step.years_stay and not dated
        )  # “in early 2024”, beside a quarter that has moved, does not
        return names_period(_YEAR.sub("", words) if goes_on else words, passage.language)

    def _is_longer(self, token: PeriodToken) -> bool:
        """Whether a period is one of another length than it was."""
        entity = token.entity if token.entity in self.step.calendars else self.step.entity
        try:
            now = parse_period(token.text, self.step.calendars[entity])
        except PeriodError:
            return False
        return self.step.back.period(now).months != now.months

    def _far_ahead(self, token: str) -> bool:
        try:
            return bool(DAY_TOKEN.fullmatch(token)) and is_far_ahead(
                date.fromisoformat(token), self.base.period
            )
        except ValueError:
            return False

    def _repeats(self, said: str) -> bool:
        return "@-" not in said and any(self.repeats(at) for at in facts_in(self.base, said))

    def repeats(self, at: Coordinates) -> bool:
        """Whether a fact is one that the last edition named, and what it was then."""
        was, fact = self.named.get(at), held_fact(self.base, at)
        now = fact.quantity if fact else None
        return was is not None and now is not None and same_value(was, now)


def same_value(one: Quantity, other: Quantity) -> bool:
    """Whether two values are the same, in whichever scale and with however many zeros they are written."""
    ends = [[end.point for end in each.ends] if each.ends else [each.point] for each in (one, other)]
    return ends[0] == ends[1]


def claims_hold(base: FactBase, text: str) -> bool:
    """Whether every claim that begins in a text holds; one that cannot be judged does not."""
    return all(_holds(base, one) for one in claims_in(text))


def _holds(base: FactBase, condition: str) -> bool:
    try:
        return judge_condition(read_claim(Text(condition), base), base).truth is Truth.TRUE
    except ClaimError:
        return False


def sources_dated(text: str, base: FactBase) -> list[str]:
    """The sources whose days the expressions of a text print: `date("release")`."""
    named = (match[1] for whole in calls_in(text) for match in _DATED.finditer(whole))
    return [one for one in named if one in base.sources]


def claims_in(text: str) -> list[str]:
    """The conditions of the claims that begin in a text."""
    return [match[1] if match[1] is not None else match[2] for match in _CLAIM.finditer(text)]


def names_last(base: FactBase, text: str, last: Period) -> bool:
    """Whether the expressions of a text name a period by a date of its own."""
    tokens = [*reference_tokens(text), *called_tokens(text)]
    periods = LastPeriods(base, last)
    return any(periods.is_last(token.text, token.entity) for token in tokens)


def says_last(base: FactBase, words: str, language: str, last: Period) -> bool:
    """Whether words call the last period by its name: “Q4 2025”, “the fourth quarter”. “A quarter earlier” does not."""
    if language not in LANGUAGES:
        return False
    at = Standpoint(base.period, base.entities[base.entity].calendar, language)
    named = (one.period for one in periods_in(fold(words), at) if not one.compared)
    return any((one.start, one.end) == (last.start, last.end) for one in named)


def names_period(words: str, language: str) -> bool:
    """Whether words name a quarter, a year, a season, a month or a day: “a year ago” names none."""
    if language not in LANGUAGES:
        return False
    if any(one.kind in (DATE, PERIOD) for one in judge_numerals(words, language)):
        return True
    folded = fold(words)
    for form in _forms(language):
        for match in form.finditer(folded):
            if any(text and name in _NAMING for name, text in match.groupdict().items()):
                return True
    cues = LANGUAGES[language].cues
    if re.search(cues.seasons, folded, re.IGNORECASE) or any(re.search(one, words) for one in cues.months):
        return True
    return _months().search(words) is not None


@cache
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in LANGUAGES[language].cues.periods)


@cache
def _months() -> re.Pattern[str]:
    """The names of months that are words, in every language."""
    names = {
        rest
        for pack in numeral_packs()
        for month in range(1, 13)
        for name in pack.spellings.of_month(2000, month)
        if (rest := name.replace("2000", "").strip()).rstrip(".").isalpha() and rest.isascii()
    }
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest))
