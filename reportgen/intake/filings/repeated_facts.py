"""Facts that a filing gives more than once: the same again, rounded more coarsely, or another value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Final

from reportgen.codes.rg8_coverage import RG821, RG822
from reportgen.errors import Finding, Locus, Rejected
from reportgen.intake.filings.filing import Filed
from reportgen.intake.intake_limits import LONGEST_NUMBER, MOST_VALUES

_NAMED: Final = 20  # contradictions that are told one by one


def _worth(fact: Filed) -> tuple[float, bool]:
    """How sharp a fact is, and whether a page shows it."""
    return (float("inf") if fact.decimals is None else fact.decimals), bool(fact.printed)


def each_once(name: str, facts: Iterable[Filed]) -> tuple[list[Filed], int]:
    """Every fact once, in the order of the file, at its sharpest; and how many only repeated another. Of two values
    that contradict each other both stay, the second one as `superseded`. Raises Rejected: RG821 for very many values of
    one thing."""
    aspects: defaultdict[object, list[Filed]] = defaultdict(list)
    total = 0
    for fact in facts:
        total += 1
        aspects[fact.aspect].append(fact)
    with localcontext(prec=4 * LONGEST_NUMBER):
        kept = [one for same in aspects.values() for one in _distinct(name, same)]
    return kept, total - len(kept)


def _distinct(name: str, same: list[Filed]) -> list[Filed]:
    if len(same) == 1:
        return same
    kept: list[Filed] = []
    bounds: list[tuple[Decimal, Decimal]] = []
    for fact in sorted(same, key=_worth, reverse=True):
        low, high = fact.value - fact.half_width, fact.value + fact.half_width
        if any(low <= other_high and other_low <= high for other_low, other_high in bounds):
            continue
        if len(kept) == MOST_VALUES:
            what = f"it gives more than {MOST_VALUES} values for {fact.element}, {fact.period}"
            message, locus = f"{name} can't be read: {what}", Locus(name, fact.place.line, 1)
            raise Rejected([RG821.finding(message, locus, "give the filing as it was published")])
        kept.append(replace(fact, superseded=bool(kept)))
        bounds.append((low, high))
    return kept


def contradictions(name: str, facts: Iterable[Filed]) -> Iterator[Finding]:
    """RG822 for each aspect of which a filing gives two values."""
    first: dict[object, Filed] = {}
    told = 0
    for fact in facts:
        if not fact.superseded:
            first[fact.aspect] = fact
            continue
        told += 1
        other = first[fact.aspect]
        where = "".join(f" [{one.member}]" for one in fact.dimensions)
        message = (
            f"{fact.element}{where}, {fact.period}, is {other.value:,} {fact.unit} in line {other.place.line} and "
            f"{fact.value:,} in line {fact.place.line}"
        )
        if told <= _NAMED:
            yield RG822.finding(message, Locus(name, fact.place.line, 1), "see which of them is meant")
