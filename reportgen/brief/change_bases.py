"""How far back a change looks: what "year on year" has to be true of."""

from __future__ import annotations

from typing import Final

from reportgen.facts.base import Fact
from reportgen.facts.formula import inputs
from reportgen.facts.period import PeriodError

_SAYS: Final = {"yoy": 12, "qoq": 3}  # months back that a kind of words says
_NAMES: Final = {12: "the year before", 3: "the quarter before"}


def wrong_base(kind: str, fact: Fact) -> str:
    """Why a kind of words is wrong of a change that is computed: against what it is; "" where it fits, or where nothing
    is known of its base."""
    said, back = _SAYS.get(kind), _months_back(fact)
    if said is None or back is None or back == said:
        return ""
    return f"{fact.at.local} is a change on {_NAMES[back]}, and {kind} says on {_NAMES[said]}"


def _months_back(fact: Fact) -> int | None:
    """How many months lie between the two periods that a change is computed from; None where it has no two, or where
    they lie otherwise."""
    periods = {item.at.period for item in inputs(fact.working)} if fact.working else set()
    if len(periods) != 2:
        return None
    earlier, later = sorted(periods, key=lambda one: one.end)
    if earlier.months != later.months:
        return None
    for months in _NAMES:
        try:
            if later.shift(-months) == earlier:
                return months
        except PeriodError:
            continue
    return None
