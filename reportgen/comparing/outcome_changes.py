"""What came of what had been expected: outcomes that only one side has, and those that stand otherwise to guidance,
consensus or an estimate than they did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.comparing.figure_changes import EXPECTATIONS, FigureChange, FigureTurn, StandsTo, standing_to
from reportgen.comparing.sides import ComparedFigure, ComparedSide


class OutcomeTurn(StrEnum):
    """What happened to an outcome, the gravest first: it stands otherwise to what was expected, or it has come."""

    TURNED = "turned"
    CAME = "came"


@dataclass(frozen=True)
class StandingOutcome:
    """A figure, what had been expected of it, and where it stands to that."""

    figure: ComparedFigure
    expected: ComparedFigure
    standing: StandsTo


@dataclass(frozen=True)
class OutcomeChange:
    """An outcome as it stood to one kind of expectation, and as it stands; None on a side that has no outcome, or
    expected nothing. Of one that came in the place of another, both are told."""

    turn: OutcomeTurn
    old: StandingOutcome | None
    new: StandingOutcome | None
    label: str

    @property
    def either(self) -> StandingOutcome:
        """The outcome as it is now; as it was, where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found


def outcome_changes(
    old: ComparedSide, new: ComparedSide, figures: Sequence[FigureChange]
) -> tuple[OutcomeChange, ...]:
    """What of two sides differs in the outcomes; `figures` is what became of the figures. The gravest first."""
    found: list[OutcomeChange] = []
    for name, was in old.figures.items():
        if name in new.figures:
            now = new.figures[name]
            found += [
                one for one in _changes(was, now, old, new, now.label) if one.turn is OutcomeTurn.TURNED
            ]
    for change in figures:
        if change.turn in (FigureTurn.NEXT, FigureTurn.GONE, FigureTurn.NEW):
            made = _changes(change.old, change.new, old, new, change.label)
            # A later edition need not tell last period's outcomes again: what only the old one has is no news.
            found += (one for one in made if one.new or old.period == new.period)
    return tuple(sorted(found, key=_weight))


def _changes(
    was: ComparedFigure | None, now: ComparedFigure | None, old: ComparedSide, new: ComparedSide, label: str
) -> Iterator[OutcomeChange]:
    """How a figure stood to each expectation, and how it stands, as far as either is known."""
    before = _standings(was, old, new) if was else {}
    after = _standings(now, new, old) if now else {}
    for scenario in EXPECTATIONS:
        one, other = before.get(scenario), after.get(scenario)
        if one and other and one.standing is not other.standing:
            yield OutcomeChange(OutcomeTurn.TURNED, one, other, label)
        elif one and other:
            yield OutcomeChange(OutcomeTurn.CAME, one, other, label)
        elif alone := one or other:
            yield OutcomeChange(OutcomeTurn.CAME, one, other, alone.figure.label)


def _standings(
    figure: ComparedFigure, own: ComparedSide, other: ComparedSide
) -> Mapping[str, StandingOutcome]:
    """Where an actual stands to each expectation: to its own side's, as that prints it; where there is none, and the
    other side knew nothing but what it expected, to the other's."""
    if figure.scenario != "actual" or not figure.value:
        return {}
    sides = (own,) if figure.reference in other.figures else (own, other)
    found: dict[str, StandingOutcome] = {}
    for scenario in EXPECTATIONS:
        named = (side.figures.get(f"{figure.place}~{scenario}") for side in sides)
        expected = next((one for one in named if one and one.value and one.unit == figure.unit), None)
        if expected:
            found[scenario] = StandingOutcome(figure, expected, standing_to(figure, expected))
    return found


_TURNS: Final = {turn: rank for rank, turn in enumerate(OutcomeTurn)}
_HEIGHTS: Final = {StandsTo.ABOVE: 2, StandsTo.WITHIN: 0, StandsTo.OVERLAPS: 0, StandsTo.BELOW: -2}


def _weight(change: OutcomeChange) -> tuple[int, bool, int, int, str]:
    """What turned most, then what lies outside of what was expected; what is printed before what is not."""
    one = change.either
    was = _HEIGHTS[change.old.standing] if change.old else 0
    now = _HEIGHTS[change.new.standing] if change.new else 0
    far = abs(now - was) if change.turn is OutcomeTurn.TURNED else abs(_HEIGHTS[one.standing])
    return _TURNS[change.turn], not one.figure.printed, -far, one.figure.number, one.expected.reference
