"""The front page of a snapshot: its headline, the points below it, and the key figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.segment_parts import RevenueCut, contributor
from reportgen.snapshot.sentences import Called, SaidTogether, Sentence, say

_PROFITS: Final = ("net_income", "operating_income", "pretax_income")
_MOST_KEY_FIGURES: Final = 8
_KEY_FIGURES: Final = (
    "revenue", "gross_margin", "operating_income", "operating_margin", "net_income", "eps.diluted", "eps.basic",
    "operating_cash_flow", "free_cash_flow",
)  # fmt: skip


def headline(held: Holdings) -> Sentence:
    """What stands over the text: revenue and profit, as far as they are held."""
    profit = held.first(*_PROFITS)
    told = [one for one in ("revenue", profit) if one and held.has(held.earlier(one))]
    if len(told) == 2:
        same = held.sure("growth(revenue) > 0") == held.sure(f"change({profit}) > 0")
        plain = ".plain" if _are_gains(held, profit) and held.sure("revenue@-1Y > 0") else ""
        name = Called(held.short_label(profit), within=True)
        return say(f"headline.{'both' if same else 'opposed'}{plain}", profit=profit, name=name)
    if told:
        return say("headline.one", fact=told[0])
    if held.has("revenue") and profit:
        name = Called(held.short_label(profit), within=True)
        level = "headline.levels" if held.value(profit) >= 0 else "headline.loss"
        return say(level, profit=profit, name=name)
    return say("headline.plain")


def points(held: Holdings, cuts: tuple[RevenueCut, ...]) -> tuple[SaidTogether, ...]:
    """The points of the first page."""
    found = (_revenue(held, cuts), _profit(held), _earnings(held), _cash(held), _balance(held))
    return tuple(tuple(one) for one in (list(point) for point in found) if one)


def _revenue(held: Holdings, cuts: tuple[RevenueCut, ...]) -> Iterator[Sentence]:
    if not held.has("revenue"):
        return
    if not held.has("revenue@-1Y"):
        yield say("point.revenue.level")
    else:
        yield say("point.revenue")
    if cuts:
        yield from contributor(held, cuts[-1 if cuts[-1].axis == "product" else 0])


def _profit(held: Holdings) -> Iterator[Sentence]:
    if not held.has("operating_income"):
        return
    if not held.has("operating_income@-1Y"):
        yield say("point.profit.level" if held.value("operating_income") >= 0 else "point.profit.loss")
        return
    margins = held.has("operating_margin", "operating_margin@-1Y")
    if _are_gains(held, "operating_income"):
        yield say("point.profit.plain.margin" if margins else "point.profit.plain")
        return
    yield say("point.profit")
    if margins:
        yield say("point.margin")


def _earnings(held: Holdings) -> Iterator[Sentence]:
    if not held.has("net_income"):
        return
    eps = held.first("eps.diluted", "eps.basic", "eps")
    if _are_gains(held, "net_income"):
        yield say("point.earnings.plain")
    elif held.has("net_income@-1Y"):
        yield say("point.earnings")
    else:
        yield say("point.earnings.level" if held.value("net_income") >= 0 else "point.earnings.loss")
    if eps and held.has(held.earlier(eps)):
        below = held.sure(f"{eps} < 0 and {held.earlier(eps)} < 0")
        yield say("point.eps.loss" if below else "point.eps", eps=eps, before=held.earlier(eps))
    elif eps:
        yield say("point.eps.level", eps=eps)


def _cash(held: Holdings) -> Iterator[Sentence]:
    flow = held.flow("operating_cash_flow")
    if not flow:
        return
    period = flow.partition("@")[2]
    name = "point.cash" if held.has(held.earlier(flow)) else "point.cash.level"
    yield say(f"{name}.span" if period else name, flow=flow, period=period)


def _are_gains(held: Holdings, profit: str) -> bool:
    """Whether there was a profit, and one a year before."""
    return held.sure(f"{profit} > 0 and {profit}@-1Y > 0")


def _balance(held: Holdings) -> Iterator[Sentence]:
    liquid = liquidity(held)
    if not liquid:
        return
    debt = debts(held)
    name = "point.cash_and_investments" if liquid != "cash" else "point.cash_alone"
    if debt and debt != "total_debt" and "+" not in debt:  # one line of what is owed is not all of it
        yield say(f"{name}.owed", liquid=liquid, debt=debt, owed=Called(held.label(debt), within=True))
    else:
        yield say(f"{name}.debt" if debt else name, liquid=liquid, debt=debt)


def liquidity(held: Holdings) -> str:
    """Cash and what can be turned into it at once, as a formula; "" where no cash is held."""
    if held.has("cash_and_investments"):
        return "cash_and_investments"
    return " + ".join(held.those("cash", "short_term_investments")) if held.has("cash") else ""


def debts(held: Holdings) -> str:
    """Borrowings, as a formula; "" where none are held."""
    if held.has("total_debt"):
        return "total_debt"
    short = held.first("short_term_debt") or held.first("current_portion_of_long_term_debt")
    long = held.first("long_term_debt")
    return " + ".join(filter(None, (short, long)))


def key_figures(held: Holdings) -> tuple[str, ...]:
    """The facts of the panel."""
    found = [held.flow(one) for one in _KEY_FIGURES]
    if "eps.diluted" in found:
        found = [one for one in found if one != "eps.basic"]
    told = tuple(one for one in found if one)[:_MOST_KEY_FIGURES]
    return told or held.those("total_assets", "total_equity", "cash")
