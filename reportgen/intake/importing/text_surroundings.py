"""What the words around a figure say of it: the concepts nearest to it, its company and segment, period and scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Final

from reportgen.facts.period import Period, PeriodError
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.parts import Figure, SourceParagraph
from reportgen.intake.importing.text_concepts import KnownNames, Mention
from reportgen.intake.importing.text_periods import NamedPeriod, Standpoint, next_of, periods_in
from reportgen.languages import LANGUAGES, merged

# How far away the name of a concept is, in characters, beyond those between it and the figure.
_OTHER_CLAUSE: Final = 40
_OTHER_SENTENCE: Final = 200
_BEHIND: Final = 8
_MOST_NAMED: Final = 3
_RATE_BEFORE, _RATE_BEHIND, _FOLLOWING, _FALL_BEFORE = 16, 22, 28, 12
_BACK: Final = 120  # characters before a figure that say whose expectation it is


@dataclass(frozen=True)
class Meaning:
    """What a figure may be: concepts as facts.yaml names them, the likeliest first, at a period, in a scenario ("" for
    what was told). `falls` is where the words begin by which it lies below zero, -1 where there are none."""

    concepts: tuple[str, ...]
    units: tuple[str, ...]
    period: Period
    scenario: str = ""
    falls: int = -1


@dataclass
class Section:
    """What a heading says of the paragraphs behind it."""

    party: str = ""
    segment: str = ""
    ahead: bool = False
    period: Period | None = None


@dataclass
class Passage:
    """A paragraph of prose with all that it names."""

    paragraph: SourceParagraph
    figures: Sequence[Figure]
    names: KnownNames
    at: Standpoint
    section: Section = field(default_factory=Section)

    @cached_property
    def folded(self) -> str:
        """The paragraph in the characters that patterns are written in."""
        return fold(self.paragraph.text)

    @cached_property
    def concepts(self) -> list[Mention]:
        """The concepts that it names."""
        return self.names.concepts_in(self.folded)

    @cached_property
    def parties(self) -> list[Mention]:
        """The companies and segments that it names."""
        return self.names.parties_in(self.folded)

    @cached_property
    def periods(self) -> list[NamedPeriod]:
        """The periods that it names."""
        return periods_in(self.folded, self.at)

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(match.start() for match in _form(self.at.language, "sentence").finditer(self.folded))]

    def heads(self) -> Section:
        """The paragraph as a heading."""
        party, segment = _party(self.parties, self.names.entity, Section())
        if self.figures:  # it tells something, too: of its own time
            return Section(party, segment)
        ahead = _form(self.at.language, "outlook").search(self.folded) is not None
        period = self.periods[0] if self.periods else None
        if period is None:
            return Section(party, segment, ahead)
        return Section(party, segment, ahead, _ahead(period, self.at) if ahead else period.period)

    def meaning(self, place: int) -> Meaning:
        """What one of its figures may be, by its place among them."""
        figure = self.figures[place]
        before = self.figures[place - 1].end if place else 0
        behind = self.figures[place + 1].start if place + 1 < len(self.figures) else len(self.folded)
        sentence = max((one for one in self._sentences if one <= figure.start), default=0)
        rate = self._rate(figure, before, behind)
        scenario = self._scenario(figure, before, sentence)
        period = self._period(figure, behind, sentence, scenario, rate=bool(rate))
        scenario = scenario or ("guidance" if period.start > self.at.period.end else "")
        return self._told(figure, sentence, rate, period, scenario, before)

    # ---- what kind of figure

    def _rate(self, figure: Figure, before: int, behind: int) -> str:
        """Against what a percentage is a change: the year before (`Y`), the quarter before (`Q`), or nothing."""
        if figure.quantity.unit.ratio != "%":
            return ""
        back = self.folded[max(before, figure.start - _RATE_BEFORE) : figure.core[0]]
        on = self.folded[figure.end : min(behind, figure.end + _RATE_BEHIND)]
        on = on[: match.start()] if (match := _form(self.at.language, "clause").search(on)) else on
        for near in (back, on):
            if _form(self.at.language, "quarterly").search(near):
                return "Q"
            if _form(self.at.language, "growth").search(near):
                return "Y"
        return ""

    def _told(
        self, figure: Figure, sentence: int, rate: str, period: Period, scenario: str, before: int
    ) -> Meaning:
        fitting = list(self._nearest(figure, sentence, growing=bool(rate)))
        if not fitting and figure.quantity.unit.ratio == "%" and not rate:
            fitting, rate = list(self._nearest(figure, sentence, growing=True)), "Y"
        names = [self._of_party(mention, figure) for mention in fitting]
        instant = any(self.names.is_instant(name) for _, name in names[:1])
        concepts = [_change_of(party, name, rate) for party, name in names]
        units = ["%" if rate else self.names.unit_of(name) for _, name in names]
        return Meaning(
            tuple(dict.fromkeys(concepts))[:_MOST_NAMED],
            tuple(units[:1]),
            period.at_end() if instant else period,
            scenario,
            self._falls(figure, before, rate, fitting[0] if fitting else None),
        )

    def _falls(self, figure: Figure, before: int, rate: str, named: Mention | None) -> int:
        """Where words begin by which a figure lies below zero, just before it."""
        if figure.quantity.point <= 0 or figure.quantity.ends:
            return -1
        if rate:
            start = max(before, figure.start - _FALL_BEFORE)
            found = list(_falls().finditer(self.folded, start, figure.core[0]))
            rising = (
                any(
                    match.end() > found[-1].start()
                    for match in _rises().finditer(self.folded, start, figure.core[0])
                )
                if found
                else False
            )
            return -1 if rising or not found else found[-1].start()
        loss = (
            named is not None
            and named.end <= figure.start
            and _falls().search(self.folded, named.start, named.end)
        )
        label = (
            self.names.vocabulary.label(named.name, self.at.language)
            if loss and named and self.names.vocabulary.find(named.name)
            else "-"
        )
        return named.start if loss and named and not _falls().search(fold(label)) else -1

    # ---- concepts

    def _nearest(self, figure: Figure, sentence: int, *, growing: bool) -> Iterator[Mention]:
        """The concepts that the figure can be of, the nearest first; of what is `growing`, those that amount to
        something."""
        fitting = [
            one
            for one in self.concepts
            if (self._grows(one.name) if growing else self.names.takes(one.name, figure))
        ]
        return iter(sorted(fitting, key=lambda one: self._distance(one, figure, sentence)))

    def _grows(self, name: str) -> bool:
        return self.names.unit_of(name) not in ("%", "points", "bps", "x")

    def _distance(self, mention: Mention, figure: Figure, sentence: int) -> int:
        if mention.end <= figure.start:
            low, high, behind = mention.end, figure.start, 0
        else:
            low, high, behind = figure.end, mention.start, _BEHIND
        clauses = len(_form(self.at.language, "clause").findall(self.folded[low:high]))
        other = sum(low < one <= high for one in self._sentences)
        return max(high - low, 0) + behind + clauses * _OTHER_CLAUSE + other * _OTHER_SENTENCE

    def _of_party(self, mention: Mention, figure: Figure) -> tuple[str, str]:
        """The company (as `NAME/`, "" for the edition's own) and the concept, of its segment where one is meant."""
        until = figure.start
        named = [one for one in self.parties if one.start < until]
        party, segment = _party(named, self.names.entity, self.section)
        return party, f"{segment}{mention.name}" if "." not in mention.name or not segment else mention.name

    # ---- period and scenario

    def _scenario(self, figure: Figure, before: int, sentence: int) -> str:
        """Whose figure it is by the words before it; "" where these do not say so."""
        start = max(before, sentence, figure.start - _BACK)
        text = self.folded[start : figure.core[0]]
        if _form(self.at.language, "consensus").search(text):
            return "consensus"
        clauses = [
            match.end()
            for match in _form(self.at.language, "clause").finditer(self.folded, start, figure.start)
        ]
        clause = self.folded[clauses[-1] if clauses else start : figure.start]
        if self.section.ahead or _form(self.at.language, "guidance").search(clause):
            return "guidance"
        return ""

    def _period(self, figure: Figure, behind: int, sentence: int, scenario: str, *, rate: bool) -> Period:
        usual = self.section.period or self.at.period
        near = [
            replace(one, period=_ahead(one, self.at)) if scenario == "guidance" and one.yearless else one
            for one in self.periods
            if not one.period.instant
        ]
        inside = [one for one in near if sentence <= one.start < figure.start]
        if rate:
            latest = [one.period for one in inside if not one.compared]
            return max(
                latest,
                key=lambda one: one.end,
                default=usual
                if not self._carried(near, sentence)
                else self._carried(near, sentence) or usual,
            )
        if following := self._following(near, figure, behind):
            return following
        if inside:
            return inside[-1].period
        return self._carried(near, sentence) or usual

    def _carried(self, near: Sequence[NamedPeriod], sentence: int) -> Period | None:
        """What lies ahead and was named in a sentence before: the paragraph goes on about it."""
        found = [one.period for one in near if one.start < sentence and one.period.start > self.at.period.end]
        return found[-1] if found else None

    def _following(self, near: Sequence[NamedPeriod], figure: Figure, behind: int) -> Period | None:
        """A period right behind the figure, in languages that put it there."""
        if not LANGUAGES[self.at.language].cues.follows:
            return None
        for one in near:
            between = self.folded[figure.end : one.start]
            if figure.end <= one.start < min(behind, figure.end + _FOLLOWING) and not _form(
                self.at.language, "clause"
            ).search(between):
                return one.period
        return None


def _ahead(named: NamedPeriod, at: Standpoint) -> Period:
    """A period of what lies ahead: one without its year is the next of its name."""
    try:
        return next_of(named.period, at) if named.yearless else named.period
    except PeriodError:
        return named.period


def _party(named: Sequence[Mention], entity: str, section: Section) -> tuple[str, str]:
    """The company and the segment that were named last; a company that is named anew has none."""
    party, segment = section.party, section.segment
    for one in named:
        if one.name.endswith("/"):
            party, segment = ("" if one.name == f"{entity}/" else one.name), ""
        else:
            segment = one.name
    return party, segment


def _change_of(party: str, name: str, rate: str) -> str:
    if not rate:
        return f"{party}{name}"
    return f"{party}growth({name})" if rate == "Y" else f"{party}growth({name}, {name}@-1Q)"


@cache
def _form(language: str, name: str) -> re.Pattern[str]:
    return re.compile(getattr(LANGUAGES[language].cues, name), re.IGNORECASE)


@cache
def _falls() -> re.Pattern[str]:
    return re.compile(merged(lambda pack: pack.spellings.falls))


@cache
def _rises() -> re.Pattern[str]:
    return re.compile(merged(lambda pack: pack.spellings.rises))
