"""What a snapshot says of cash flow and of the balance sheet."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from reportgen.snapshot.figure_tables import beside, figure_table, lines_of
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_FLOWS: Final = (
    "net_income", "depreciation_and_amortization", "stock_based_compensation", "operating_cash_flow", "capex",
    "free_cash_flow", "acquisitions", "share_repurchases", "dividends_paid", "proceeds_from_debt", "repayments_of_debt",
)  # fmt: skip
_BALANCES: Final = (
    "cash", "short_term_investments", "accounts_receivable", "inventory", "current_assets",
    "property_plant_and_equipment", "goodwill", "total_assets", "deferred_revenue.current", "current_liabilities",
    "short_term_debt", "long_term_debt", "total_liabilities",
    "total_equity.parent", "total_equity",
)  # fmt: skip
_LEAST_POINTS: Final = Fraction(1, 500)  # of a ratio: what moved less is told without what it was


def cash_part(held: Holdings) -> SnapshotPart | None:
    """The section on cash flow and the balance sheet."""
    flows = [*_span(held), *_operating(held), *_free(held)]
    balances = [*_working_capital(held), *_days(held), *_equity(held)]
    return snapshot_part(
        "cash.heading", [[*flows, *balances]], beside(_cash_table(held), _balance_table(held))
    )


# ---- cash flow ------------------------------------------------------------------------------------------------------


def _span(held: Holdings) -> Iterator[Sentence]:
    """Of what time the flows are, where that is not the edition's."""
    if period := held.flow("operating_cash_flow").partition("@")[2]:
        yield say("cash.span", period=period)


def _operating(held: Holdings) -> Iterator[Sentence]:
    flow, income = held.flow("operating_cash_flow"), held.flow("net_income")
    if flow.partition("@")[2]:
        income = f"net_income@{flow.partition('@')[2]}"
    if flow and held.sure(f"{flow} > 0") and held.sure(f"{income} > 0"):
        yield say("cash.income", flow=flow, income=income)


def _free(held: Holdings) -> Iterator[Sentence]:
    free, spent = held.flow("free_cash_flow"), held.flow("capex")
    if not free or not spent:
        return
    if not held.has(held.earlier(free)):
        yield say("cash.free.level" if held.value(free) >= 0 else "cash.short.level", free=free, spent=spent)
    elif held.has(held.earlier(spent)):
        yield say("cash.free", free=free, spent=spent)


# ---- balance sheet --------------------------------------------------------------------------------------------------


def _working_capital(held: Holdings) -> Iterator[Sentence]:
    shift = held.balance_before
    if not shift:
        return
    told = [one for one in ("inventory", "accounts_receivable") if _matters(held, one, shift)]
    for first in told[:1]:
        yield say("cash.stock", fact=first, shift=shift)
    for second in told[1:]:
        yield say("cash.stock.too", fact=second, shift=shift)


def _matters(held: Holdings, concept: str, shift: str) -> bool:
    """Whether a balance is a twentieth of all assets or more, and is known at both dates."""
    return held.has(f"{concept}@{shift}") and held.sure(f"{concept} > 5% * total_assets")


def _days(held: Holdings) -> Iterator[Sentence]:
    days = "days_sales_outstanding"
    if held.has(days):
        before = held.earlier(days)
        moved = held.has(before) and abs(held.value(days) - held.value(before)) >= 1
        yield say("cash.days.after" if moved else "cash.days")


def _equity(held: Holdings) -> Iterator[Sentence]:
    ratio, shift = "equity_ratio", held.balance_before
    if not held.sure(f"{ratio} > 0"):
        return
    before = f"{ratio}@{shift}"
    moved = abs(held.value(ratio) - held.value(before)) >= _LEAST_POINTS
    after = bool(shift) and moved and held.sure(f"{before} > 0")
    name = "cash.equity.parent" if _has_minorities(held) else "cash.equity"
    yield say(f"{name}.after" if after else name, shift=shift)


def _has_minorities(held: Holdings) -> bool:
    """Whether others hold a part of equity, so that the owners' is not all of it."""
    return held.sure("total_equity.parent != total_equity")


# ---- tables ---------------------------------------------------------------------------------------------------------


def _cash_table(held: Holdings) -> PlannedExhibit | None:
    flow = held.flow("operating_cash_flow")
    if not flow:
        return None
    period = flow.partition("@")[2]
    flows = [f"{one}@{period}" if period else one for one in _FLOWS]
    lines = lines_of(held, [one for one in flows if held.value(one)], "-1Y")
    heads = (say("head.now"), say("head.before", shift="-1Y"))
    if period:
        earlier = held.earlier(flow).partition("@")[2]
        heads = (say("head.period", period=period), say("head.period", period=earlier))
    free = held.flow("free_cash_flow")
    title = say("cash.title", free=free) if free and held.has(held.earlier(free)) else say("cash.plain")
    subtitle = say("cash.subtitle.span", period=period) if period else say("cash.subtitle")
    return figure_table(held, "cash-flow", (title, subtitle), lines, heads)


def _balance_table(held: Holdings) -> PlannedExhibit | None:
    shift = held.balance_before
    told = [one for one in _BALANCES if one != "total_equity.parent" or _has_minorities(held)]
    lines = lines_of(held, told, shift)
    heads = (say("head.day", period=str(held.period)), say("head.day.before", shift=shift))
    title = (
        "balance.title" if held.has("total_assets") and held.has(f"total_assets@{shift}") else "balance.plain"
    )
    return figure_table(
        held, "balance-sheet", (say(title, shift=shift), say("balance.subtitle")), lines, heads
    )
