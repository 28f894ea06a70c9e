"""What facts rest on."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.facts.base import Fact, FactBase
from reportgen.facts.formula import inputs
from reportgen.facts.reference import BadReference, Coordinates


def rests_on_facts(base: FactBase, named: Iterable[Coordinates]) -> dict[Coordinates, None]:
    """Facts with all that they are computed from or held against, in the order in which they are met."""
    found: dict[Coordinates, None] = {}
    waiting = list(named)
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        found[at] = None
        fact = held_fact(base, at)
        if fact is not None:
            workings = (fact.working, *(one.working for one in fact.further))
            waiting += [item.at for working in workings if working for item in inputs(working)]
    return found


def held_fact(base: FactBase, at: Coordinates) -> Fact | None:
    """The fact at some coordinates, or one that can be computed there; None where there is neither."""
    try:
        return base.held(at)
    except BadReference:
        return None
