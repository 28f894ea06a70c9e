"""Balances that companies report in parts, as formulas that everybody sees: what net cash and returns are reckoned
from.

Nothing is written where a part may be missing, or counted twice: an element that is named for all debt may stand for
the long-term part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from reportgen.facts.period import Period
from reportgen.intake.filings.filing import Filed
from reportgen.intake.importing.imported import ImportedFact, ImportedTelling

_Told = dict[tuple[str, Period], ImportedTelling]
_LONG_TERM: Final = ("us-gaap:LongTermDebtNoncurrent", "ifrs-full:LongtermBorrowings")
_ALL_OF_IT: Final = "us-gaap:LongTermDebt"
_ALL_CURRENT: Final = "us-gaap:DebtCurrent"  # with what of long-term debt is due within a year
_SHORT_TERM: Final = ("short_term_debt", "current_portion_of_long_term_debt")
_OTHER_OWNERS: Final = ("total_equity.parent", "noncontrolling_interests", "net_income.noncontrolling")
# What such formulas look like.
BALANCED: Final = re.compile(
    r"(?:cash@\S+ \+ short_term_investments@\S+|total_equity@\S+|long_term_debt@\S+(?: \+ (?:short_term_debt"
    r"|current_portion_of_long_term_debt)@\S+)*)"
)


def balances(facts: Sequence[ImportedFact], filed: Iterable[Filed]) -> Iterator[ImportedFact]:
    """Cash with investments, debt, and the equity of a company that is all its owners', for each day that has their
    parts and not themselves."""
    told = {(one.concept, one.period): one.counting for one in facts if one.tellings}
    named = {one.concept for one in facts}
    whole_debt = dict(_is_all_due_later(filed))
    for day in dict.fromkeys(one.period for one in facts if one.period.instant):
        made = {
            "cash_and_investments": _cash(told, day),
            "total_debt": _debt(told, day, whole_debt),
            "total_equity.parent": [] if named & {*_OTHER_OWNERS} else _stated(told, day, ["total_equity"]),
        }
        for concept, parts in made.items():
            if parts and (concept, day) not in told and _within(concept, parts, told, day):
                yield ImportedFact(concept, day, formulas=(" + ".join(f"{part}@{day}" for part in parts),))


def _stated(told: _Told, day: Period, parts: Sequence[str]) -> list[str]:
    """These parts, if all of them are stated."""
    return list(parts) if all((part, day) in told for part in parts) else []


def _cash(told: _Told, day: Period) -> list[str]:
    return _stated(told, day, ["cash", "short_term_investments"])


def _debt(told: _Told, day: Period, all_later: Mapping[date, bool]) -> list[str]:
    """The parts of all debt: what is due later, and what is due within a year. None where the file has more long-term
    debt than what is due later, and not the rest of it."""
    later = told.get(("long_term_debt", day))
    if later is None or later.element not in _LONG_TERM:
        return []
    sooner = [part for part in _SHORT_TERM if (part, day) in told]
    if sooner and told[sooner[0], day].element == _ALL_CURRENT:
        sooner = sooner[:1]
    elif sooner == ["short_term_debt"] and not all_later.get(day.end, True):
        return []
    return ["long_term_debt", *sooner] if sooner or all_later.get(day.end) else []


def _is_all_due_later(filed: Iterable[Filed]) -> Iterator[tuple[date, bool]]:
    """Of the days that have both: whether all long-term debt is what is due later, and none of it within a year."""
    values: dict[tuple[str, date], Decimal] = {}
    for fact in filed:
        if fact.element in (_ALL_OF_IT, _LONG_TERM[0]) and not fact.dimensions and fact.period.start is None:
            values[fact.element, fact.period.end] = fact.value
    for (element, day), value in values.items():
        if element == _ALL_OF_IT and (_LONG_TERM[0], day) in values:
            yield day, values[_LONG_TERM[0], day] == value


_WITHIN: Final = {"cash_and_investments": "current_assets", "total_debt": "total_liabilities"}


def _within(concept: str, parts: Sequence[str], told: _Told, day: Period) -> bool:
    """Whether a total is not more than what contains it, where that is stated."""
    whole = told.get((_WITHIN.get(concept, ""), day))
    return whole is None or sum(told[part, day].number for part in parts) <= whole.number + whole.half_width
