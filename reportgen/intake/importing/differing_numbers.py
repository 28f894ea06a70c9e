"""Elements that a company may take for one another: comprehensive income of everybody, and that of the parent's owners.

Where a report gives the number that an earlier one had under an element, under another one of the kind, the element
has come to mean something else: nothing was restated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from reportgen.intake.filings.filing import Dimension, Filed, FiledPeriod

# Names of one measure with and without other owners that do not begin alike.
_ALIKE: Final = frozenset({"NetIncomeLoss", "ProfitLoss"})
_Context = tuple[FiledPeriod, tuple[Dimension, ...], str, str]


class KindredElements:
    """The numbers of a filing by context, to be asked for those of kindred elements."""

    def __init__(self, facts: Iterable[Filed]) -> None:
        self._values: defaultdict[_Context, dict[str, Decimal]] = defaultdict(dict)
        self._elements: dict[str, None] = {}
        self._kin: dict[str, tuple[str, ...]] = {}
        for fact in facts:
            self._elements[fact.element] = None
            if not fact.superseded:
                self._values[_context(fact)][fact.element] = fact.value

    def beside(self, fact: Filed) -> tuple[Decimal, ...]:
        """The other numbers that the report of a fact has in its context under elements of kindred names."""
        there = self._values.get(_context(fact), {})
        values = (there[one] for one in self._of(fact.element) if one in there)
        return tuple(value for value in values if value != fact.value)

    def _of(self, element: str) -> tuple[str, ...]:
        if element not in self._kin:
            self._kin[element] = tuple(one for one in self._elements if _are_kin(element, one))
        return self._kin[element]


def _context(fact: Filed) -> _Context:
    return fact.period, fact.dimensions, fact.unit, fact.report.accession


def _are_kin(one: str, other: str) -> bool:
    (prefix, _, name), (its_prefix, _, its_name) = one.partition(":"), other.partition(":")
    if name == its_name or prefix != its_prefix:
        return False
    return name.startswith(its_name) or its_name.startswith(name) or {name, its_name} == _ALIKE


REPEATED: Final = "repeating another one, rounded or not"
ELSEWHERE: Final = "that their report has otherwise in another place"
RENAMED: Final = "of an element that later stood for something else, and now stand under another element"
OTHER_ELEMENT: Final = "of a second element of their concept, which measures something else"


def why_not(fact: Filed, counting: Filed, kin: KindredElements) -> str:
    """Why a number for the same concept and time as the one that counts is passed over; "" for one that a later report
    restated."""
    if abs(fact.value - counting.value) <= fact.half_width + counting.half_width:
        return REPEATED
    if fact.element != counting.element:
        return OTHER_ELEMENT
    if fact.report == counting.report:
        return ELSEWHERE
    return RENAMED if fact.value in kin.beside(counting) else ""
