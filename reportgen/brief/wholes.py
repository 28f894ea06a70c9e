"""Wholes: whether shares cover 100%, and what they leave of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.reference import BadReference


def are_shares(parts: Sequence[Fact]) -> bool:
    """True for figures that are all given in per cent."""
    return bool(parts) and all(value_of(fact).unit.ratio == "%" for fact in parts)


def covered_by(parts: Sequence[Fact]) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that parts come to; None where that is not bounded."""
    intervals = [value_of(fact).interval for fact in parts]
    lows, highs = [one.low for one in intervals], [one.high for one in intervals]
    least = None if None in lows else sum((low for low in lows if low is not None), Fraction(0))
    most = None if None in highs else sum((high for high in highs if high is not None), Fraction(0))
    return least, most


def totals_of(base: FactBase, parts: Sequence[Sequence[Fact]]) -> list[Fact]:
    """What lists of parts come to at each date; nothing where one of these has no total."""
    columns = list(zip(*parts, strict=False))
    found = [fact for column in columns if (fact := _total(base, column)) is not None]
    return found if len(found) == len(columns) else []


def _total(base: FactBase, parts: Sequence[Fact]) -> Fact | None:
    """What parts come to: the fact of a measure that has them as its parts, else their sum."""
    at, names = parts[0].at, {fact.at.concept for fact in parts}
    for name in base.concepts:
        held = base.held(replace(at, concept=name)) if set(base.concepts[name].parts) == names else None
        if held is not None and held.quantity is not None:
            return held
    try:
        found = base.find(" + ".join(fact.at.local for fact in parts))
    except BadReference:
        return None
    return found if found.quantity is not None else None


def the_rest(base: FactBase, parts: Sequence[Fact]) -> Fact | None:
    """What shares leave of 100%, computed from them; None where they may cover it, or are no shares."""
    most = covered_by(parts)[1] if are_shares(parts) else None
    if most is None or most >= 1:
        return None
    try:
        return base.find(" - ".join(["100%", *(fact.at.local for fact in parts)]))
    except BadReference:
        return None
