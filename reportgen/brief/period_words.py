"""Words that name a period, held against the figures of their sentence: "in the first quarter", beside one of the
second."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final

from reportgen.brief.line_places import place_in
from reportgen.checks.conditions import ClaimError, read_claim, rests_on
from reportgen.codes.rg5_texts import RG532
from reportgen.document.nodes import Cited, Line, Named, Words
from reportgen.document.walk import Run, runs
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.period import Period, PeriodError
from reportgen.facts.reference import Coordinates
from reportgen.facts.resting import rests_on_facts
from reportgen.facts.text import Text
from reportgen.figures.reader.folding import fold
from reportgen.intake.importing.text_periods import NamedPeriod, Standpoint, periods_in
from reportgen.languages import LANGUAGES

_FIGURE: Final = "X"  # stands for what is printed: a word that begins a sentence, too
_YEAR: Final = 12
_TO_DATE: Final = (6, 9)  # months of a year to date that is no quarter and no year
_BACK: Final = {"ago": _YEAR, "before": 3}
_YEARS: Final = range(-3, 4)  # from which year a name without one may be
_BESIDE: Final = 24  # characters between a figure and the words that say of when it is
_MEND: Final = (
    "name the period that the figure is of, or cite the figure that is meant; {{ period('-1Q') }} names one"
)


def period_findings(line: Line, language: str, base: FactBase) -> Iterator[Finding]:
    """RG532, a warning, for words that name a period of which no figure of their sentence is, though one is of a period
    as long that nothing names; and for “a year earlier” beside a figure whose counterpart lies another time back.

    A figure of the edition's own period needs no name: it counts only where the words stand beside it.
    """
    stretches = [run for run in runs(line) if run.text]
    if not any(isinstance(run.piece, Cited) for run in stretches):
        return
    texts = [_read(run) for run in stretches]
    starts = [0, *accumulate(map(len, texts))][:-1]
    whole = fold("".join(texts))
    at = Standpoint(base.period, base.entities[base.entity].calendar, language)
    for begin, end in _sentences(whole, language):
        within = [(start, run) for start, run in zip(starts, stretches, strict=True) if begin <= start < end]
        sentence = _Sentence.of(within, base)
        if not sentence.figures:
            continue
        named = _named(whole, begin, end, at)
        sentence = sentence.read_by({
            one.entity: _named(whole, begin, end, Standpoint(one.period, base.entities[one.entity].calendar, language))
            for one in sentence.figures if one.entity != base.entity
        })  # fmt: skip
        for one in named:
            if of := sentence.trouble(one, named):
                said = whole[one.start : one.end].strip()
                message = f"{said!r} is {one.period}, and no figure of its sentence is: {of}"
                yield RG532.finding(message, place_in(stretches, starts, one.start), _MEND)


def _named(text: str, begin: int, end: int, at: Standpoint) -> tuple[NamedPeriod, ...]:
    """The periods that a sentence names, by where they stand in the whole."""
    found = periods_in(text[begin:end], at)
    return tuple(replace(one, start=begin + one.start, end=begin + one.end) for one in found)


def _read(run: Run) -> str:
    """A stretch as it is read for the names of periods."""
    piece = run.piece
    if isinstance(piece, Words) and piece.place:
        return run.text
    return _FIGURE if isinstance(piece, Cited | Named) else " " * len(run.text)


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(LANGUAGES[language].cues.sentence, text)]
    yield from pairwise([0, *(end for end in ends if 0 < end < len(text)), len(text)])


@dataclass(frozen=True)
class _CitedFigure:
    """A figure that a sentence prints, at which place of the line, all that it is computed from, and the periods that
    the sentence names as another company counts them whose it is."""

    start: int
    fact: Fact
    rests_on: tuple[Coordinates, ...]
    named: tuple[NamedPeriod, ...] = ()

    @property
    def entity(self) -> str:
        return self.fact.at.entity

    @property
    def period(self) -> Period:
        return self.fact.at.period

    def is_of(self, named: NamedPeriod) -> bool:
        """Whether it, or anything that it is computed from, is of a period or of the day on which that ends."""
        own = next((one for one in self.named if one.start == named.start), named)
        return any(_means(own, one.period) for one in self.rests_on)

    def is_like(self, named: NamedPeriod) -> bool:
        """Whether its period is as long, or it is a year to date where another one, or “the full year”, is named."""
        own, other = self.period.months, named.period.months
        return own == other or (
            own in _TO_DATE and (other in _TO_DATE or (other == _YEAR and named.yearless))
        )


@dataclass(frozen=True)
class _Sentence:
    """The figures of a sentence, and the facts that its claims rest on."""

    base: FactBase
    figures: tuple[_CitedFigure, ...]
    claimed: tuple[Coordinates, ...]

    @classmethod
    def of(cls, within: Sequence[tuple[int, Run]], base: FactBase) -> _Sentence:
        cited = [(start, run.piece.citation.fact) for start, run in within if isinstance(run.piece, Cited)]
        claims = dict.fromkeys(run.claim.expression for _, run in within if run.claim)
        return cls(
            base,
            tuple(_CitedFigure(start, fact, tuple(rests_on_facts(base, [fact.at]))) for start, fact in cited),
            tuple(at for one in claims for at in _of_claim(one, base)),
        )

    def read_by(self, named: Mapping[str, tuple[NamedPeriod, ...]]) -> _Sentence:
        """The sentence with the periods that it names as the companies of its figures count them."""
        figures = tuple(replace(one, named=named.get(one.entity, ())) for one in self.figures)
        return replace(self, figures=figures)

    def trouble(self, named: NamedPeriod, others: Sequence[NamedPeriod]) -> str:
        """Of which periods the figures are instead; "" where one is of the period that is named, or none is
        comparable."""
        if named.seen_from in _BACK:
            return self._another_time_back(named)
        period = named.period
        if named.seen_from or period.instant or any(one.is_of(named) for one in self.figures):
            return ""
        if any(_means(named, one.period) for one in self.claimed):
            return ""
        return _listed(
            one.period for one in self.figures
            if one.is_like(named) and not any(map(one.is_of, others))
            and (one.period != self.base.period or _gap(one, named) <= _BESIDE)
        )  # fmt: skip

    def _another_time_back(self, named: NamedPeriod) -> str:
        """For words like “a year earlier”: of what the figure beside them is, where that is not so far before another
        of the same concept."""
        nearest = min(self.figures, key=lambda one: _gap(one, named))
        if _gap(nearest, named) > _BESIDE:
            return ""
        back, at = _BACK[named.seen_from], nearest.fact.at
        others = [
            one.period for one in self.figures
            if (one.fact.at.entity, one.fact.at.concept) == (at.entity, at.concept)
            and one.period != at.period and one.period.months == at.period.months
        ]  # fmt: skip
        if any(_shifted(one, -back) == at.period or one == _shifted(at.period, -back) for one in others):
            return ""
        if (
            not others
            and at.period != self.base.period
            and nearest.is_like(named)
            and not nearest.is_of(named)
        ):
            return _listed([at.period])
        return _listed([at.period, *others]) if others else ""


def _of_claim(expression: str, base: FactBase) -> Iterator[Coordinates]:
    try:
        yield from (one.at for one in rests_on(read_claim(Text(expression), base)))
    except ClaimError:  # which has a finding of its own
        return


def _means(named: NamedPeriod, period: Period) -> bool:
    """Whether words mean a period, or the day on which it ends. A bare year is the company's own or the calendar's."""
    if named.period.months == _YEAR:
        return (
            period.months == _YEAR
            if named.yearless
            else bool(named.period.years & (period.years | {period.end.year}))
        )
    meant = [_shifted(named.period, _YEAR * years) for years in (_YEARS if named.yearless else (0,))]
    return any(one and period in (one, one.at_end()) for one in meant)


def _gap(figure: _CitedFigure, named: NamedPeriod) -> int:
    return max(named.start - figure.start, figure.start - named.end)


def _shifted(period: Period, months: int) -> Period | None:
    try:
        return period.shift(months)
    except PeriodError:
        return None


def _listed(periods: Iterator[Period] | Sequence[Period]) -> str:
    return ", ".join(dict.fromkeys(map(str, periods)))
