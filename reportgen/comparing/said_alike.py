"""How the two sides of a change are told: in one format, and so that a reader sees what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.comparing.sides import ComparedFigure
from reportgen.figures.display import exact, show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.precision import interval_ends
from reportgen.figures.rounding import sign_is_open

_BARE: Final = re.compile(r"[^\w$€£¥]*\d[\d.,]*\)?")  # digits without a unit
_NUMBER: Final = re.compile(r"\d[\d,]*(\.\d+)?")
_SIGNS: Final = str.maketrans("", "", "+−()")
_ENDS: Final = (1, 3, 6, 12)  # digits of an interval's width: the fewest that tell two apart


def first_said(shown: tuple[str, ...], value: str, fallback: str) -> str:
    """How a figure first stands in the brief by itself: with its unit, which a table's cells may leave to the head, and
    with its sign, which words beside it may tell (fell 0.3%)."""
    return next(_alone(shown, value), fallback)


def said_together(was: ComparedFigure, now: ComparedFigure, style: NumberStyle) -> tuple[str, str]:
    """Both sides of a change: in the first format that both are printed in and that tells them apart, else as each is
    printed. Where that reads alike, or one of them stands nowhere by itself, both with all digits; where that reads
    alike, what each may be. Alike where nothing tells them apart."""
    for one, other in _ways(was, now, style):
        if one and other and one != other:
            return one, other
    return was.said, now.said


def _ways(was: ComparedFigure, now: ComparedFigure, style: NumberStyle) -> Iterator[tuple[str, str]]:
    yield _printed_apart(was, now)
    alone = [any(_alone(one.shown, one.value)) for one in (was, now)]
    if all(alone):
        yield was.said, now.said
    if was.value != now.value or was.unit != now.unit:
        sign = any("+" in text for text in (*was.shown, *now.shown))
        yield _in_full(was, style, sign), _in_full(now, style, sign)
    yield was.said, now.said
    for digits in _ENDS:
        yield _may_be(was, style, digits), _may_be(now, style, digits)


def _alone(shown: tuple[str, ...], value: str) -> Iterator[str]:
    below_zero = value.startswith("-")
    for text in shown:
        if not _BARE.fullmatch(text) and not (below_zero and text.translate(_SIGNS) == text):
            yield text


def _printed_apart(was: ComparedFigure, now: ComparedFigure) -> tuple[str, str]:
    """The first printings of both in one format that are not alike; "" for none."""
    pairs = [
        (first + second, _format(one), one, other)
        for first, one in enumerate(_alone(was.shown, was.value))
        for second, other in enumerate(_alone(now.shown, now.value))
        if one != other and _format(one) == _format(other)
    ]
    return min(pairs, key=lambda pair: pair[:2])[2:] if pairs else ("", "")


def _format(text: str) -> str:
    """A figure without its digits and its sign: $0.0bn for $213.4bn."""
    return _NUMBER.sub(lambda number: re.sub(r"\d", "0", f"0{number[1] or ''}"), text.translate(_SIGNS))


def _in_full(figure: ComparedFigure, style: NumberStyle, sign: bool) -> str:
    """A figure with all its digits; in words where its sign is open."""
    quantity = figure.quantity
    return show(quantity, style, full=not sign_is_open(quantity), sign=sign) if quantity else ""


def _may_be(figure: ComparedFigure, style: NumberStyle, digits: int) -> str:
    """The interval of a figure; a single number with all its digits."""
    quantity = figure.quantity
    if quantity is None:
        return ""
    if quantity.interval.width == 0:
        return exact(quantity)
    low, high = interval_ends(quantity.interval, quantity.unit, style, digits)
    return style.pack.figures.to.join((low, high)) if low and high else ""
