"""What became of each figure: by its interval, its source, its formula, its wording."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Final

from reportgen.comparing.said_alike import said_together
from reportgen.comparing.sides import ComparedFigure, ComparedSide


class FigureTurn(StrEnum):
    """What happened to a figure, the gravest first."""

    RESTATED = "restated"
    NEXT = "moved on"
    GONE = "gone"
    NEW = "new"
    REFINED = "refined"
    COARSENED = "coarsened"
    SHIFTED = "shifted"
    REDERIVED = "re-derived"
    RESOURCED = "re-sourced"
    UNPRINTED = "no longer printed"
    PRINTED = "now printed"
    REWORDED = "re-worded"


class StandsTo(StrEnum):
    """Where an outcome stands to what had been expected: above all of it, within it, below all of it, or partly."""

    ABOVE = "above"
    WITHIN = "within"
    OVERLAPS = "overlaps"
    BELOW = "below"


@dataclass(frozen=True)
class FigureChange:
    """A figure that differs: what happened to it above all, and what else. `old` or `new` is None where it is new or
    gone.

    Where it `moved on`, the two are the figures of one role in editions of different periods.
    """

    turn: FigureTurn
    old: ComparedFigure | None
    new: ComparedFigure | None
    also: tuple[FigureTurn, ...] = ()

    @property
    def either(self) -> ComparedFigure:
        """The figure as it is now; as it was, where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """What the figure is called; of one that moved on, with both periods: Revenue (FY26 Q3 → FY26 Q4)."""
        if self.turn is not FigureTurn.NEXT or self.old is None or self.new is None:
            return self.either.label
        was, before, _ = _bracketed(self.old.label)
        now, after, end = _bracketed(self.new.label)
        if was != now or before == after:
            return self.new.label
        return f"{now}{before} → {after}{end}"

    @property
    def turns(self) -> tuple[FigureTurn, ...]:
        """All that happened to it."""
        return self.turn, *self.also

    @property
    def same_digits(self) -> bool:
        """Whether a figure that moved on is told with the digits of the one before it, however exact either is."""
        old, new = self.old, self.new
        if self.turn is not FigureTurn.NEXT or old is None or new is None:
            return False
        return bool(new.value) and (old.value, old.unit) == (new.value, new.unit)

    @property
    def repeats(self) -> bool:
        """Whether a stated figure that moved on is equal to the one before it, to every digit. One that is computed is
        as its inputs are."""
        return self.same_digits and self.new is not None and bool(self.new.mentions)


def _bracketed(label: str) -> tuple[str, str, str]:
    """A label up to the last bracket that opens, what stands in there, and the bracket that closes, whichever its
    language has; all of it, and nothing else, for one that ends without."""
    depth = 0
    for place in range(len(label) - 1, -1, -1):
        kind = unicodedata.category(label[place])
        depth += (kind == "Pe") - (kind == "Ps")
        if depth == 0:
            break
    else:
        return label, "", ""
    if place == len(label) - 1:
        return label, "", ""
    return label[: place + 1], label[place + 1 : -1], label[-1]


VALUE_TURNS: Final = (
    FigureTurn.RESTATED,
    FigureTurn.REFINED,
    FigureTurn.COARSENED,
    FigureTurn.SHIFTED,
)
EXPECTATIONS: Final = ("guidance", "consensus", "estimate")
_PRINTING: Final = ((FigureTurn.UNPRINTED,), (FigureTurn.PRINTED,))  # nothing else: what moved on tells that
_Figures = Mapping[str, ComparedFigure]


def figure_changes(old: ComparedSide, new: ComparedSide) -> tuple[FigureChange, ...]:
    """Every figure that the two sides do not have alike, the gravest first.

    Figures are matched by their own reference; those that only one side has, in editions of different periods, by role:
    with what stands in their place on the other side, which may have a match of its own. What only one side can know
    (facts that it does not print, printings where there is no document) is left out.
    """
    within = _scope(old, new)
    before = {name: figure for name, figure in old.figures.items() if within(figure)}
    after = {name: figure for name, figure in new.figures.items() if within(figure)}
    found = [
        change
        for name, was in before.items()
        if name in after and (change := _change(was, after[name], old, new))
    ]
    gone = {name: one for name, one in before.items() if name not in after}
    fresh = {name: one for name, one in after.items() if name not in before}
    moved: set[str] = set()
    for was, now in _by_role(before, after) if old.period != new.period else ():
        told = was.reference in moved or now.reference in moved
        if told or (was.reference not in gone and now.reference not in fresh):
            continue
        gone.pop(was.reference, None)
        fresh.pop(now.reference, None)
        moved |= {was.reference, now.reference}
        found.append(FigureChange(FigureTurn.NEXT, was, now))
    found = [one for one in found if not (one.turns in _PRINTING and one.either.reference in moved)]
    found += [FigureChange(FigureTurn.GONE, one, None) for one in gone.values()]
    found += [FigureChange(FigureTurn.NEW, None, one) for one in fresh.values()]
    return tuple(_told(one, old, new) for one in sorted(found, key=_weight))


def _told(change: FigureChange, old: ComparedSide, new: ComparedSide) -> FigureChange:
    """A change with both sides told in one format: an edition's, else the new side's; two languages have none."""
    style = old.style if old.kind == "edition" != new.kind else new.style
    if change.old is None or change.new is None or style is None or old.language != new.language:
        return change
    if change.same_digits:
        return change
    was, now = said_together(change.old, change.new, style)
    return replace(change, old=replace(change.old, said=was), new=replace(change.new, said=now))


def _scope(old: ComparedSide, new: ComparedSide) -> Callable[[ComparedFigure], bool]:
    """Which figures both sides can know of."""
    if not (old.holds and new.holds):
        return lambda figure: figure.printed
    if not (old.prints and new.prints):
        return lambda figure: figure.held
    return lambda figure: True


# ---- one figure of both --------------------------------------------------------------------------------------


def _change(
    was: ComparedFigure, now: ComparedFigure, old: ComparedSide, new: ComparedSide
) -> FigureChange | None:
    turns = sorted(_turns(was, now, old, new), key=_RANK.__getitem__)
    return FigureChange(turns[0], was, now, tuple(turns[1:])) if turns else None


def _turns(
    was: ComparedFigure, now: ComparedFigure, old: ComparedSide, new: ComparedSide
) -> Iterator[FigureTurn]:
    if (value := movement(was, now)) is not None:
        yield value
    if was.formula != now.formula:
        yield FigureTurn.REDERIVED
    if was.mentions != now.mentions:
        yield FigureTurn.RESOURCED
    if old.prints and new.prints:
        if was.printed and now.printed:
            # Where the value is another, its figures are too: only a new name is told beside that.
            worded = was.label != now.label or (value is None and {*was.shown} != {*now.shown})
            if worded and old.language == new.language:
                yield FigureTurn.REWORDED
        elif was.printed or now.printed:
            yield FigureTurn.UNPRINTED if was.printed else FigureTurn.PRINTED


def movement(was: ComparedFigure, now: ComparedFigure) -> FigureTurn | None:
    """What became of a value: None where it is the same, refined where all that it may be now lies inside of what it
    might be before, coarsened the other way round, shifted where the middle of each lies inside of the other and nobody
    states either; else restated."""
    if (was.value, was.unit, was.low, was.high) == (now.value, now.unit, now.low, now.high):
        return None
    if was.unit != now.unit or not was.value or not now.value:
        return FigureTurn.RESTATED
    inside, around = _lies_in(now, was), _lies_in(was, now)
    if inside == around:
        computed = not (was.mentions or now.mentions)
        both = computed and _holds_middle(was, now) and _holds_middle(now, was)
        return FigureTurn.SHIFTED if both else FigureTurn.RESTATED
    return FigureTurn.REFINED if inside else FigureTurn.COARSENED


def _holds_middle(one: ComparedFigure, other: ComparedFigure) -> bool:
    """Whether a figure may be the middle of what another may be."""
    low, high, other_low, other_high = one.low, one.high, other.low, other.high
    if low is None or high is None or other_low is None or other_high is None:
        return False
    return low <= (other_low + other_high) / 2 <= high


def _lies_in(one: ComparedFigure, other: ComparedFigure) -> bool:
    """Whether all that a figure may be lies within what another may be."""
    low = other.low is None or (one.low is not None and one.low >= other.low)
    high = other.high is None or (one.high is not None and one.high <= other.high)
    return low and high


# ---- figures of one side -------------------------------------------------------------------------------------


def _by_role(before: _Figures, after: _Figures) -> list[tuple[ComparedFigure, ComparedFigure]]:
    """The figures that play one role in two editions; after these, those that play one in their years: the first half
    and the first nine months, each to date."""
    pairs: list[tuple[ComparedFigure, ComparedFigure]] = []
    for role in (attrgetter("role"), attrgetter("yearly_role")):
        played = {role(one): one for one in before.values() if role(one)}
        pairs += [(played[role(one)], one) for one in after.values() if role(one) in played]
    return pairs


def standing_to(figure: ComparedFigure, expected: ComparedFigure) -> StandsTo:
    """Where a figure stands to what had been expected, by their intervals."""
    if _lies_in(figure, expected):
        return StandsTo.WITHIN
    if figure.low is not None and expected.high is not None and figure.low >= expected.high:
        return StandsTo.ABOVE
    if figure.high is not None and expected.low is not None and figure.high <= expected.low:
        return StandsTo.BELOW
    return StandsTo.OVERLAPS


# ---- what matters --------------------------------------------------------------------------------------------

_RANK: Final = {turn: rank for rank, turn in enumerate(FigureTurn)}


def _weight(change: FigureChange) -> tuple[int, bool, bool, bool, Fraction, int, str]:
    """What happened before what is expected, what is printed before what is not, what is stated before what is computed
    of it, large moves before small ones, then in the order of the document."""
    figure = change.either
    computed = bool(figure.formula) and not figure.mentions
    moved = -_moved(change) if change.turn is FigureTurn.RESTATED else Fraction(0)
    expected = figure.scenario in EXPECTATIONS
    return (
        _RANK[change.turn],
        expected,
        not figure.printed,
        computed,
        moved,
        figure.number,
        figure.reference,
    )


def _moved(change: FigureChange) -> Fraction:
    """How far a figure moved, as a share of what it was."""
    assert change.old and change.new
    was, now = point_of(change.old), point_of(change.new)
    if was is None or now is None:
        return Fraction(0)
    return abs(now - was) / max(abs(was), abs(now)) if was != now else Fraction(0)


def point_of(figure: ComparedFigure) -> Fraction | None:
    """The value as one number in its printed unit, of a range the middle; None where it has none."""
    ends = [Fraction(Decimal(end)) for end in figure.value.split("/") if end]
    return sum(ends, Fraction(0)) / len(ends) if ends else None
