"""Dividends per share that are tagged on a longer time than they are for: the rate of a quarter as that of a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from reportgen.facts.period import Period
from reportgen.intake.filings.filing import Filed
from reportgen.intake.importing.imported import ImportedFact, ImportedTelling

_PER_SHARE: Final = "dividends_per_share"
_PAID: Final = "dividends_paid"
# A third apart, either way: what is declared late in a year is paid in the next one.
_LEAST: Final = Decimal(2) / 3
_MOST: Final = Decimal(3) / 2
_CLASSES: Final = "us-gaap:StatementClassOfStockAxis"
_COUNTS: Final = (
    "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
    "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
    "us-gaap:CommonStockSharesOutstanding",
)
_Known = dict[tuple[str, Period], ImportedTelling]


def without_doubtful_dividends(
    facts: Sequence[ImportedFact], filed: Iterable[Filed]
) -> tuple[list[ImportedFact], list[str]]:
    """The facts without dividends per share, of more than a quarter, that do not go with the amount paid and the
    shares, or that each quarter has alone; and what the report says of them. What nothing tells against stays."""
    known: _Known = {(one.concept, one.period): one.counting for one in facts if one.tellings}
    classes = dict(_shares_of_classes(filed))
    doubts: dict[Period, str] = {}
    for concept, period in known:
        if concept == _PER_SHARE and period.months > 3 and (doubt := _doubt(known, period, classes)):
            doubts[period] = doubt
    kept = [one for one in facts if one.concept != _PER_SHARE or one.period not in doubts]
    if not doubts:
        return kept, []
    last = max(doubts, key=lambda one: (one.end, one.months))
    also = [str(one) for one in sorted(doubts, key=lambda one: one.end, reverse=True) if one != last]
    more = f", and so are {', '.join(also)}" if also else ""
    return kept, [f"{_PER_SHARE}@{last} is left out{more}: {doubts[last]}; it may be the rate of a quarter"]


def _doubt(known: _Known, period: Period, classes: dict[date, Decimal]) -> str:
    """What tells against dividends per share of a period; "" where nothing does."""
    told = known[_PER_SHARE, period]
    rate = told.value.removeprefix("exact ")
    quarters = [
        one
        for (concept, quarter), one in known.items()
        if concept == _PER_SHARE
        and quarter.months == 3
        and period.start <= quarter.start <= quarter.end <= period.end
    ]
    if told.number > 0 and sum(one.number == told.number for one in quarters) > 1:
        return f"it is {rate}, and as much in each of {len(quarters)} quarters"
    paid = known.get((_PAID, period))
    if paid is None or paid.number <= 0 or told.number <= 0 or not _same_money(told, paid):
        return ""
    shares = next(_shares(known, period), None)
    count = shares or classes.get(period.end)
    if not count:
        return ""
    preferred = known.get(("preferred_dividends", period))
    amounts = [paid.number, paid.number - preferred.number] if preferred else [paid.number]
    total = told.number * count
    most = _MOST if shares else Decimal("Infinity")  # what is of one class may count others twice
    if any(_LEAST * one <= total <= most * one for one in amounts):
        return ""
    millions = f"{'' if shares else 'at most '}{count.scaleb(-6):,.0f} m shares"
    return f"{rate} on {millions} is {total.scaleb(-6):,.0f} m, and {_PAID} is {paid.value}"


def _same_money(told: ImportedTelling, paid: ImportedTelling) -> bool:
    return told.value.rpartition(" ")[2] == f"{paid.value.rpartition(' ')[2]}/share"


def _shares(known: _Known, period: Period) -> Iterator[Decimal]:
    """How many shares there were over a period, as far as its figures tell: the best evidence first."""
    for concept in ("shares.basic", "shares.diluted"):
        if told := known.get((concept, period)):
            yield told.number
    for (concept, day), told in known.items():
        if concept == "shares.outstanding" and day.end == period.end:
            yield told.number
    income = known.get(("net_income", period))
    for concept in ("eps.basic", "eps", "eps.diluted"):
        each = known.get((concept, period))
        if income and each and income.number * each.number > 0:
            yield income.number / each.number


def _shares_of_classes(filed: Iterable[Filed]) -> Iterator[tuple[date, Decimal]]:
    """The shares of all classes to the end of a period, at the most: where they are only told class by class."""
    sums: defaultdict[date, dict[object, Decimal]] = defaultdict(dict)
    for fact in filed:
        if fact.element in _COUNTS and [one.axis for one in fact.dimensions] == [_CLASSES]:
            counts = sums[fact.period.end]
            key = (fact.element, fact.period, fact.report.accession)
            counts[key] = counts.get(key, Decimal(0)) + fact.value
    for day, counts in sums.items():
        yield day, max(counts.values())
