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
    and each that is not, with what it lacks."""
    computed: list[str] = []
    others: list[str] = []
    for name, at in _usual(base, entity, period):
        fact = base.facts.get(at) or _in_place(base, at)
        if fact is not None and fact.quantity is not None:
            computed += [name] if at not in base.facts else []
        elif reason := fact.trouble if fact is not None else missing_inputs(base, at).removeprefix("; "):
            others.append(f"{base.name(at)} is not computed: {reason}")
    said = [f"computed in place of {period}: {', '.join(computed)}"] if computed else []
    return [line for one in (*said, *others) for line in _wrapped(f"  {one}")]


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
