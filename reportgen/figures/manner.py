"""How a figure is asked to be printed, in terms that a record can carry; and the decimals that figures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple

from reportgen.facts.quantity import Quantity
from reportgen.figures.direction import level
from reportgen.figures.display import cell_scale, is_void, settled, show, step_of
from reportgen.figures.number_style import NumberStyle, Scale
from reportgen.figures.rounding import RoundedFigure, display_factor, sign_is_open, ten


@dataclass(frozen=True)
class Manner:
    """How one printing of a fact is asked for: the arguments of `show`, with the unit of a table's head as brief.yaml
    has it.

    `moved` is the kind of words that a figure without a direction gives way to. Figures of one `column` share their
    decimals, and so do those of a chart. `instead` is the value that is printed where it is computed from what is
    printed beside it: a number of the fact's interval. `step` is the power of ten in which a chart tells all
    of its figures.
    """

    decimals: int | None = None
    sign: bool = False
    absolute: bool = False
    terse: bool = False
    head: str = ""
    moved: str = ""
    column: int | None = None
    instead: Fraction | None = None
    step: int | None = None

    def scale(self, number_style: NumberStyle) -> Scale | None:
        """The scale of the head. Heads are as terse as cells, whatever running text does: US$ bn. Raises UnitError."""
        return cell_scale(self.head, replace(number_style, words="compact")) if self.head else None


PLAIN: Final = Manner()


def print_figure(quantity: Quantity, manner: Manner, number_style: NumberStyle) -> str:
    """The figure as it is asked for. Raises UnitError, and ValueError as `show` does."""
    if manner.moved and sign_is_open(quantity):
        return level(manner.moved, number_style.language)
    return show(
        _printed(quantity, manner), number_style,
        decimals=manner.decimals, sign=manner.sign, absolute=manner.absolute, terse=manner.terse,
        cell=manner.scale(number_style), step=manner.step,
    )  # fmt: skip


def _printed(quantity: Quantity, manner: Manner) -> Quantity:
    return quantity if manner.instead is None else replace(quantity, point=manner.instead)


def is_exact(quantity: Quantity) -> bool:
    """True for one number, which any decimals give."""
    return quantity.interval.low == quantity.interval.high


def as_printed(
    quantity: Quantity, manner: Manner, number_style: NumberStyle
) -> tuple[Fraction, Fraction] | None:
    """What a reader takes a printed figure for, and one unit of its last digit; None for a range, a bound and words."""
    figures = () if sign_is_open(quantity) else _figures(quantity, manner, number_style)
    if len(figures) != 1 or figures[0].word:
        return None
    factor = display_factor(quantity.unit)
    return figures[0].value / factor, ten(figures[0].place) / factor


def _figures(quantity: Quantity, manner: Manner, number_style: NumberStyle) -> tuple[RoundedFigure, ...]:
    if is_void(quantity):
        return ()
    return settled(
        _printed(quantity, manner), number_style, manner.decimals, manner.scale(number_style), manner.step
    )


_SMALLEST: Final = Fraction(1, 10)  # of a step, for a figure to be told in it
_LARGEST: Final = 100_000


def common_step(quantities: Sequence[Quantity], number_style: NumberStyle) -> int | None:
    """The power of ten in which a chart tells all of its figures: that of the largest, or the first below in which the
    least of them is a tenth at least. None where they have one anyway, or are too far apart."""
    sizes = [(abs(end.point), end.unit) for one in quantities for end in one.ends or (one,) if end.point]
    steps = sorted({step_of(size, unit, number_style, None) for size, unit in sizes}, reverse=True)
    if len(steps) < 2:
        return None
    least, most = min(size for size, _ in sizes), max(size for size, _ in sizes)
    fits = (one for one in steps if least >= ten(one) * _SMALLEST and most < ten(one) * _LARGEST)
    return next(fits, None)


def evened(figures: Sequence[tuple[Quantity, Manner]], number_style: NumberStyle) -> list[Manner]:
    """The manners in which one column, or one chart, has one number of decimals for each unit and step: as many as all
    figures support, of those that are asked for.

    A single number supports any, and what is qualified (≈200) says itself how rough it is. What would print as 0 keeps
    its own decimals. Raises UnitError.
    """
    shares = [_share(quantity, manner, number_style) for quantity, manner in figures]
    common = _common(shares, exact=True) | _common(shares, exact=False)
    made = []
    for share, (quantity, manner) in zip(shares, figures, strict=True):
        even = replace(manner, decimals=common[share.key]) if share and share.key in common else manner
        made.append(manner if _vanishes(quantity, even, number_style) else even)
    return made


class _Share(NamedTuple):
    """What a figure shares its decimals with, how many it has by itself, and whether it could have any number."""

    key: tuple[int, str, int]
    decimals: int
    exact: bool


def _share(quantity: Quantity, manner: Manner, number_style: NumberStyle) -> _Share | None:
    figures = (
        () if manner.column is None or sign_is_open(quantity) else _figures(quantity, manner, number_style)
    )
    if manner.column is None or not figures or any(figure.word for figure in figures):
        return None
    size = (quantity.ends or (quantity,))[-1].point
    step = step_of(
        size, quantity.unit, number_style, manner.scale(number_style)
    )  # small ones keep their decimals
    own = max(0, min(one.step - one.place for one in figures))
    return _Share((manner.column, str(quantity.unit), step), own, is_exact(quantity))


def _common(shares: Sequence[_Share | None], *, exact: bool) -> dict[tuple[int, str, int], int]:
    found: dict[tuple[int, str, int], list[int]] = {}
    for share in shares:
        if share and share.exact is exact:
            found.setdefault(share.key, []).append(share.decimals)
    return {key: max(own) if exact else min(own) for key, own in found.items()}


def _vanishes(quantity: Quantity, manner: Manner, number_style: NumberStyle) -> bool:
    return bool(quantity.point) and all(
        figure.word == "<" or not figure.value for figure in _figures(quantity, manner, number_style)
    )
