"""What a brief can cite of an imported period without anything being written: measures that the vocabulary has a
formula for; and which it cannot, and why."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from reportgen.facts.base import Fact, FactBase
from reportgen.facts.forming import missing_inputs
from reportgen.facts.period import Period
from reportgen.facts.reference import BadReference, Coordinates

_WIDTH: Final = 100  # characters of a line


def measures_report(base: FactBase, entity: str, period: Period) -> list[str]:
    """The measures of a company in a period, as lines of an import's report: those that are computed in their place,
    in longer times that end with it too, and each that is not, with what it lacks."""
    computed: set[str] = set()
    said: list[str] = []
    for when in (period, *_longer(period)):
        new = [name for name, at in _usual(base, entity, when) if name not in computed and _is_new(base, at)]
        said += [f"computed in place of {when}: {', '.join(new)}"] if new else []
        computed |= set(new)
    others = (at for name, at in _usual(base, entity, period) if name not in computed)
    said += [f"{base.name(at)} is not computed: {reason}" for at in others if (reason := _reason(base, at))]
    return [line for one in said for line in _wrapped(f"  {one}")]


def _longer(period: Period) -> Iterator[Period]:
    """The longer times of the company's year that end with a quarter."""
    if period.calendar is not None:
        yield from (period.ending(months) for months in (6, 9, 12) if months > period.months)


def _is_new(base: FactBase, at: Coordinates) -> bool:
    """True for a measure that nobody states, and that has a value."""
    fact = None if at in base.facts else _in_place(base, at)
    return fact is not None and fact.quantity is not None


def _reason(base: FactBase, at: Coordinates) -> str:
    """Why a measure has no value; "" where it has one, or the fact base has nothing of it."""
    fact = base.facts.get(at) or _in_place(base, at)
    return fact.trouble if fact is not None else missing_inputs(base, at).removeprefix("; ")


def _usual(base: FactBase, entity: str, period: Period) -> Iterator[tuple[str, Coordinates]]:
    """The concepts that have a usual formula, where a period has them."""
    for name in base.concepts.vocabulary.names:
        if base.concepts.definition(name):
            when = period.at_end() if base.concepts[name].instant else period
            yield name, Coordinates(entity, name, when)


def _in_place(base: FactBase, at: Coordinates) -> Fact | None:
    try:
        return base.held(at)
    except BadReference:
        return None


def _wrapped(line: str) -> list[str]:
    return wrap(line, _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
