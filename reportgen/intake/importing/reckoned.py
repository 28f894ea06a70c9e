"""What is computed of imported facts, as formulas that everybody sees: the quarters that no report has, the last twelve
months, and the sums by which what came in ties out.

Amounts per share and numbers of shares are averages, or count other shares at another time: they are never subtracted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.facts.period import Period
from reportgen.intake.importing.imported import ImportedFact
from reportgen.intake.importing.sums_of_parts import gap, sums_of_parts, ties
from reportgen.vocabulary.standard import Vocabulary

_Facts = dict[tuple[str, Period], ImportedFact]
_MOST_APART: Final = 100  # times: a longer time so much larger or smaller than most of it has another scale
# What such formulas look like.
COMPUTED: Final = re.compile(r"(?P<name>[^@ ]+)@\S+(?: - (?P=name)@\S+|(?: \+ (?P=name)@\S+){3})")
# What statements add up to: the whole, and how it is reckoned.
_IDENTITIES: Final[tuple[tuple[str, str, tuple[tuple[int, str], ...]], ...]] = (
    ("gross_profit", "revenue - cost_of_revenue", ((1, "revenue"), (-1, "cost_of_revenue"))),
    (
        "operating_income",
        "gross_profit - operating_expenses",
        ((1, "gross_profit"), (-1, "operating_expenses")),
    ),
    ("operating_income", "revenue - operating_expenses", ((1, "revenue"), (-1, "operating_expenses"))),
    (
        "operating_income",
        "revenue - total_costs_and_expenses",
        ((1, "revenue"), (-1, "total_costs_and_expenses")),
    ),
    ("net_income", "pretax_income - income_tax", ((1, "pretax_income"), (-1, "income_tax"))),
    ("total_assets", "total_liabilities + total_equity", ((1, "total_liabilities"), (1, "total_equity"))),
)
# What is remarked on where it does not hold, and from which part of the whole on: others often have more parts than are
# told, and assets some redeemable shares.
_MOSTLY: Final = {"gross_profit": Decimal(0), "total_assets": Decimal("0.02")}
_TRAILING: Final = (
    "revenue", "gross_profit", "operating_income", "net_income", "depreciation_and_amortization",
    "stock_based_compensation", "operating_cash_flow", "capex", "dividends_paid", "share_repurchases",
)  # fmt: skip


def with_formulas(
    facts: Sequence[ImportedFact], vocabulary: Vocabulary, period: Period, cuts: Mapping[str, tuple[str, ...]]
) -> tuple[list[ImportedFact], list[str]]:
    """The facts with what follows from them, in order; and what was left uncomputed, each with its reason."""
    known: _Facts = {(fact.concept, fact.period): fact for fact in facts}
    remarks: list[str] = []
    for concept in dict.fromkeys(fact.concept for fact in facts):
        if _adds_up(concept, vocabulary):
            for made in _quarters(concept, known, remarks):
                known[made.concept, made.period] = made
    for made in [*_trailing(known, period)]:
        known[made.concept, made.period] = made
    for where, formula in [*_identities(known, remarks), *sums_of_parts(known, cuts)]:
        known[where] = replace(known[where], formulas=(*known[where].formulas, formula))
    return list(known.values()), remarks


def _adds_up(concept: str, vocabulary: Vocabulary) -> bool:
    """True for money over a stretch of time, of the company or of a segment."""
    found = vocabulary.find(concept) or vocabulary.find(concept.partition(".")[2])
    return found is not None and found.kind == "money" and not found.instant and found.adds_up is not False


# ---- quarters -------------------------------------------------------------------------------------------------------


def _quarters(concept: str, known: _Facts, remarks: list[str]) -> Iterator[ImportedFact]:
    """What a company reports only as part of a longer time: of a half, nine months or a year its last quarter, as what
    that time has more than the one before; of a half or nine months the time before, as what they have more than the
    quarter. Nobody asks for nine months that no report has, where the year is there."""
    for period in [period for name, period in known if name == concept and period.months in (6, 9, 12)]:
        if not _is_from_start(period):
            continue
        quarter, before = period.ending(3), _earlier(period)
        for part, rest in [(before, quarter), (quarter, before)][: 1 if period.months == 12 else 2]:
            if (concept, rest) in known or not _are_stated(concept, (period, part), known):
                continue
            if (doubt := _doubt(known[concept, period], known[concept, part], period, part)) is not None:
                remarks.append(f"{concept}@{rest} is not computed: {doubt}")
                continue
            yield ImportedFact(concept, rest, formulas=(f"{concept}@{period} - {concept}@{part}",))


def _are_stated(concept: str, periods: Iterable[Period], known: _Facts) -> bool:
    return all((concept, one) in known and known[concept, one].tellings for one in periods)


def _is_from_start(period: Period) -> bool:
    """True for a half, nine months or a year that begins with the fiscal year."""
    parts = period.calendar.parts(period.closing, period.length) if period.calendar else None
    return parts is not None and (parts[1] in ("", "9M") or (parts[1] == "H" and parts[2] == 1))


def _earlier(period: Period) -> Period:
    """The time from the same start to a quarter before."""
    assert period.calendar is not None
    return period.shift(-3).ending(period.length - 3)


def _doubt(whole: ImportedFact, part: ImportedFact, period: Period, within: Period) -> str | None:
    """Why a time cannot be what a longer one has more than another; None where it can."""
    total, before = whole.counting.number, part.counting.number
    if total and before and not Decimal(1) / _MOST_APART <= abs(total / before) <= _MOST_APART:
        return f"{period} is {total:,f}, and {within} in it {before:,f}: a scale apart"
    return None


# ---- twelve months --------------------------------------------------------------------------------------------------


def _trailing(known: _Facts, period: Period) -> Iterator[ImportedFact]:
    """The last twelve months to the end of the edition's quarter, of what is asked for over a year."""
    if period.months == 12 or period.calendar is None or period.closing % 12 == 0:
        return
    last = period.ending(3)
    twelve = last.ending(12)
    quarters = [last.shift(-3 * back) for back in range(4)]
    for concept in _TRAILING:
        if (concept, twelve) not in known and all((concept, one) in known for one in quarters):
            yield ImportedFact(
                concept, twelve, formulas=(" + ".join(f"{concept}@{one}" for one in quarters),)
            )


# ---- sums -----------------------------------------------------------------------------------------------------------


def _identities(known: _Facts, remarks: list[str]) -> Iterator[tuple[tuple[str, Period], str]]:
    """The sums of statements that hold in what was reported. Those that mostly do and do not are remarked on."""
    for (concept, period), fact in known.items():
        for whole, formula, terms in _IDENTITIES:
            if concept != whole or not fact.tellings:
                continue
            parts = [(sign, known.get((name, period))) for sign, name in terms]
            told = [(sign, part) for sign, part in parts if part is not None and part.tellings]
            if len(told) < len(terms):
                continue
            if ties(fact, told):
                yield (concept, period), formula
            elif whole in _MOSTLY and gap(fact, told) > _MOSTLY[whole]:
                value = fact.counting.value or f"{fact.counting.number:,f}"
                remarks.append(f"{concept}@{period} is {value}, and {formula} is not: no formula is written")
