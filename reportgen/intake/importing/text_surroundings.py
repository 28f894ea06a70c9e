"""What the words around a figure say of it: the concepts nearest to it, its company, its period, whose it is."""

from __future__ import annotations

import re
from bisect import bisect_left
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
_POINTS: Final = ("points", "bps")
_SO_MANY: Final = 24  # concepts before a figure, and behind it, that may be the nearest
_RATE_BEFORE, _RATE_BEHIND, _FOLLOWING, _FALL_BEFORE = 16, 22, 28, 12
_OF_THE_WHOLE: Final = frozenset(
    (
        *(
            "net_income",
            "eps",
            "eps.diluted",
            "eps.basic",
            "free_cash_flow",
            "operating_cash_flow",
            "income_tax",
        ),
        *("pretax_income", "dividends_per_share", "dividends_paid", "share_repurchases"),
    )
)  # what no part of a company has in a sentence that does not name the part
_SHORT: Final = 30  # characters of a heading with a colon behind it
_COLON: Final = re.compile(r":\s*$")
_BACK: Final = 120  # characters before a figure that say whose expectation it is


@dataclass(frozen=True)
class Meaning:
    """What a figure may be: concepts as facts.yaml names them, the likeliest first, at a period (None where the text
    leaves it open), in a scenario ("" for what was told). `falls` is where the words begin by which it lies below zero,
    -1 where there are none."""

    concepts: tuple[str, ...]
    units: tuple[str, ...]
    period: Period | None
    scenario: str = ""
    falls: int = -1


@dataclass
class UnderHeading:
    """What a heading says of the paragraphs behind it, or, where `led`, a sentence of the list behind it."""

    party: str = ""
    segment: str = ""
    ahead: bool = False
    period: Period | None = None
    led: bool = False


@dataclass
class SourcePassage:
    """A paragraph of prose with all that it names."""

    paragraph: SourceParagraph
    figures: Sequence[Figure]
    names: KnownNames
    at: Standpoint
    section: UnderHeading = field(default_factory=UnderHeading)

    @cached_property
    def folded(self) -> str:
        """The paragraph in the characters that patterns are written in."""
        return fold(self.paragraph.text)

    @cached_property
    def concepts(self) -> list[Mention]:
        """The concepts that it names."""
        return self.names.concepts_in(self.folded, spoken=True)

    @property
    def usual(self) -> Period | None:
        """The period of what names none of its own: that of the heading, or the edition's, but for what lies ahead."""
        return self.section.period or (None if self.section.ahead else self.at.period)

    @cached_property
    def parties(self) -> list[Mention]:
        """The companies and segments that it names."""
        return self.names.parties_in(self.folded)

    @cached_property
    def periods(self) -> list[NamedPeriod]:
        """The periods that it names, but for numbers that were read as figures."""
        spans = [figure.core for figure in self.figures]
        found = periods_in(self.folded, self.at)
        own = [one for one in found if not any(low < one.end and one.start < high for low, high in spans)]
        told = [self._with_year(one, own) for one in own]
        return [replace(one, period=_ahead(one, self.at)) if self._is_ahead(one) else one for one in told]

    def _with_year(self, named: NamedPeriod, all_named: Sequence[NamedPeriod]) -> NamedPeriod:
        """A year without its number is the one that its sentence names by number further on: full-year …, for 2026."""
        if not named.yearless or named.period.months != 12:
            return named
        end = next((one for one in self._sentences if one > named.start), len(self.folded))
        behind = [one for one in all_named if named.end <= one.start < end and not one.period.instant]
        years = {one.period for one in behind if one.period.months == 12 and not one.yearless}
        alone = len(years) == 1 and all(one.period.months == 12 for one in behind)
        return replace(named, period=years.pop(), yearless=False) if alone else named

    def _is_ahead(self, named: NamedPeriod) -> bool:
        """Whether a period without its year is the next of its name: where its sentence says what is expected."""
        if not named.yearless or named.period == self.at.period:
            return False
        edges = [*self._sentences, len(self.folded)]
        end = next(one for one in edges if one > named.start)
        start = max(one for one in edges if one <= named.start)
        expected = _form(self.at.language, "guidance").search(self.folded, start, end)
        return self.section.ahead or expected is not None

    @cached_property
    def _sentences(self) -> list[int]:
        return [0, *(match.start() for match in _form(self.at.language, "sentence").finditer(self.folded))]

    def heads(self) -> UnderHeading:
        """The paragraph as a heading."""
        party, segment = _party(self.parties, self.names.entity, UnderHeading())
        if self.figures:  # it tells something, too: of its own time, or it is one of what is to come
            return replace(self.section) if self.section.ahead else UnderHeading(party, segment)
        ahead = _form(self.at.language, "outlook").search(self.folded) is not None
        period = next((one for one in self.periods if not one.period.instant), None)
        if period is None:
            return UnderHeading(party, segment, ahead)
        return UnderHeading(party, segment, ahead, _ahead(period, self.at) if ahead else period.period)

    def leads_in(self) -> UnderHeading | None:
        """The paragraph as the beginning of a list of what is expected: “For 2026, the company expects:”."""
        if self.figures or not _COLON.search(self.folded):
            return None
        expected = (_form(self.at.language, name).search(self.folded) for name in ("outlook", "guidance"))
        if not any(expected):
            return None
        if len(self.folded.strip()) <= _SHORT:
            return self.heads()
        named = next((one for one in reversed(self.periods) if not one.period.instant), None)
        period = _ahead(named, self.at) if named and named.period != self.at.period else self.section.period
        return replace(self.section, ahead=True, period=period, led=True)

    def meaning(self, place: int) -> Meaning:
        """What one of its figures may be, by its place among them."""
        figure = self.figures[place]
        before = self.figures[place - 1].end if place else 0
        behind = self.figures[place + 1].start if place + 1 < len(self.figures) else len(self.folded)
        sentence = max((one for one in self._sentences if one <= figure.start), default=0)
        rate = self._rate(figure, before, behind)
        scenario = self._scenario(figure, before, sentence)
        period = self._period(figure, before, behind, sentence, rate=bool(rate))
        scenario = scenario or ("guidance" if period and period.start > self.at.period.end else "")
        return self._told(figure, sentence, rate, period, scenario, before)

    # ---- what kind of figure

    def _rate(self, figure: Figure, before: int, behind: int) -> str:
        """Against what a figure is a change: the year before (`Y`), the quarter before (`Q`), of a percentage in points
        (`P`), or nothing."""
        if figure.quantity.unit.ratio in _POINTS:
            return "P"
        if figure.quantity.unit.ratio != "%":
            return ""
        back = self._before(figure, max(before, figure.start - _RATE_BEFORE))
        behind_it = self.folded[figure.end : min(behind, figure.end + _RATE_BEHIND)]
        if match := _form(self.at.language, "clause").search(behind_it):
            behind_it = behind_it[: match.start()]
        if any(_form(self.at.language, "quarterly").search(text) for text in (back, behind_it)):
            return "Q"
        near = _form(self.at.language, "growth").search(back)
        return "Y" if near or _form(self.at.language, "growth_behind").match(behind_it) else ""

    def _before(self, figure: Figure, start: int) -> str:
        """The words of its own clause before a figure, from a place on."""
        text = self.folded[start : figure.core[0]]
        ends = [match.end() for match in _form(self.at.language, "clause").finditer(text)]
        return text[ends[-1] :] if ends else text

    def _told(
        self, figure: Figure, sentence: int, rate: str, period: Period | None, scenario: str, before: int
    ) -> Meaning:
        fitting = list(self._nearest(figure, sentence, rate))
        if not fitting and figure.quantity.unit.ratio == "%" and not rate:
            fitting, rate = list(self._nearest(figure, sentence, "Y")), "Y"
        fitting = [*self._of_part(figure, sentence, rate, fitting), *fitting]
        names = [self._of_party(mention, figure, sentence) for mention in fitting]
        instant = any(self.names.is_instant(name) for _, name in names[:1])
        concepts = [_change_of(party, name, rate) for party, name in names]
        own = figure.quantity.unit.ratio
        units = [(own if rate == "P" else "%") if rate else self.names.unit_of(name) for _, name in names]
        return Meaning(
            tuple(dict.fromkeys(concepts))[:_MOST_NAMED],
            tuple(units[:1]),
            period.at_end() if instant and period else period,
            scenario,
            self._falls(figure, before, rate, fitting[0] if fitting else None),
        )

    def _falls(self, figure: Figure, before: int, rate: str, named: Mention | None) -> int:
        """Where words begin by which a figure lies below zero, just before it."""
        if figure.quantity.point <= 0 or figure.quantity.ends:
            return -1
        if rate:
            back = self._before(figure, max(before, figure.start - _FALL_BEFORE))
            found = [match.start() for match in _falls().finditer(back)]
            rises = any(match.start() > found[-1] for match in _rises().finditer(back)) if found else True
            return -1 if rises else figure.core[0] - len(back) + found[-1]
        if named is None or named.end > figure.start:
            return -1
        return (
            named.start
            if _falls().search(self.folded, named.start, named.end) and self._can_be_less(named)
            else -1
        )

    def _can_be_less(self, named: Mention) -> bool:
        """Whether a concept is no fall by its own name: a net loss is income below zero, an impairment loss is not."""
        known = self.names.vocabulary.find(named.name)
        label = known.labels.get(self.at.language, "") if known else ""
        return not _falls().search(fold(label))

    # ---- concepts

    def _nearest(self, figure: Figure, sentence: int, rate: str) -> Iterator[Mention]:
        """The concepts that the figure can be of, the nearest first; of a `rate` those that can change so."""
        at = bisect_left(self.concepts, figure.start, key=lambda one: one.start)
        ends = next((one for one in self._sentences if one >= figure.end), len(self.folded))
        near = [  # what a later sentence names has figures of its own
            one for one in self.concepts[max(at - _SO_MANY, 0) : at + _SO_MANY] if one.start < ends
        ]
        fitting = [
            one
            for one in near
            if (
                self._changes(one.name, rate) and not one.spoken
                if rate
                else self.names.takes(one.name, figure)
            )
        ]
        return iter(sorted(fitting, key=lambda one: self._distance(one, figure, sentence)))

    def _changes(self, name: str, rate: str) -> bool:
        unit = self.names.unit_of(name)
        return unit == "%" if rate == "P" else unit not in ("%", *_POINTS, "x")

    def _distance(self, mention: Mention, figure: Figure, sentence: int) -> int:
        if mention.end <= figure.start:
            low, high, behind = mention.end, figure.start, 0
        else:
            low, high, behind = figure.end, mention.start, _BEHIND
        clauses = len(_form(self.at.language, "clause").findall(self.folded[low:high]))
        other = sum(low < one <= high for one in self._sentences)
        if behind and clauses:
            other += 1  # what comes next has figures of its own
        clauses += self.folded[mention.start : mention.end].lower() == self._weak
        return max(high - low, 0) + behind + clauses * _OTHER_CLAUSE + other * _OTHER_SENTENCE

    @property
    def _weak(self) -> str:
        return LANGUAGES[self.at.language].cues.weak

    def _of_part(
        self, figure: Figure, sentence: int, rate: str, fitting: Sequence[Mention]
    ) -> Iterator[Mention]:
        """The revenue of the segment that the figure's own sentence names, where it names nothing else to measure."""
        ends = next((one for one in self._sentences if one > figure.start), len(self.folded))
        parts = [
            one for one in self.parties if one.name.endswith(".") and sentence <= one.start < figure.start
        ]
        measured = any(sentence <= one.start < ends for one in fitting)
        fits = rate in ("Y", "Q") if rate else self.names.takes("revenue", figure)
        if parts and fits and not measured:
            yield Mention(parts[-1].start, parts[-1].end, "revenue")

    def _of_party(self, mention: Mention, figure: Figure, sentence: int) -> tuple[str, str]:
        """The company (as `NAME/`, "" for the edition's own) and the concept, of its segment where one is meant."""
        until = figure.start
        named = [one for one in self.parties if one.start < until]
        if mention.name in _OF_THE_WHOLE:
            named = [one for one in named if one.name.endswith("/") or one.start >= sentence]
        party, segment = _party(named, self.names.entity, self.section)
        return party, f"{segment}{mention.name}" if "." not in mention.name or not segment else mention.name

    # ---- period and scenario

    def _scenario(self, figure: Figure, before: int, sentence: int) -> str:
        """Whose figure it is by the words before it; "" where these do not say so."""
        start = max(before, sentence, figure.start - _BACK)
        text = self.folded[start : figure.core[0]]
        if before and _form(self.at.language, "consensus_behind").match(self.folded, before):
            text = self._before(figure, start)  # what is said behind the figure before is said of that
        if _form(self.at.language, "consensus").search(text):
            return "consensus"
        if _form(self.at.language, "consensus_behind").match(self.folded, figure.end):
            return "consensus"
        if _form(self.at.language, "expecting").search(self.folded, sentence, figure.core[0]):
            return "consensus"
        if self.section.ahead or _form(self.at.language, "guidance").search(self._before(figure, start)):
            return "guidance"
        return ""

    def _period(
        self, figure: Figure, before: int, behind: int, sentence: int, *, rate: bool
    ) -> Period | None:
        near = [one for one in self.periods if not one.period.instant]
        inside = [
            one
            for one in near
            if sentence <= one.start < figure.start and (not one.compared or one.start >= before)
        ]
        carried = self._carried(near, sentence) or self.usual
        if rate:
            latest = [one.period for one in inside if not one.compared]
            return max(latest, key=lambda one: one.end, default=carried)
        if following := self._following(near, figure, behind):
            return following
        if _form(self.at.language, "against").search(self._before(figure, max(before, sentence))):
            return (inside[-1].period if inside else self.at.period).shift(-12)
        return inside[-1].period if inside else carried

    def _carried(self, near: Sequence[NamedPeriod], sentence: int) -> Period | None:
        """What lies ahead and was named last, in the sentence before: the paragraph goes on about it."""
        earlier = max((one for one in self._sentences if one < sentence), default=0)
        found = [one.period for one in near if earlier <= one.start < sentence]
        return found[-1] if found and found[-1].start > self.at.period.end else None

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


def _party(named: Sequence[Mention], entity: str, section: UnderHeading) -> tuple[str, str]:
    """The company and the segment that were named last; a company that is named anew has none."""
    party, segment = section.party, section.segment
    for one in named:
        if one.name.endswith("/"):
            party, segment = ("" if one.name == f"{entity}/" else one.name), ""
        else:
            segment = one.name
    return party, segment


def _change_of(party: str, name: str, rate: str) -> str:
    if rate in ("", "P"):
        return f"{party}change({name})" if rate else f"{party}{name}"
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
