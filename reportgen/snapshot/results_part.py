"""What a snapshot says of the income statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from reportgen.snapshot.figure_tables import TENTH_OF_MILLION, chart_unit, figure_table, lines_of
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import Called, PlannedExhibit, Sentence, SnapshotPart, say, snapshot_part

_LINES: Final = (
    "revenue", "cost_of_revenue", "gross_profit", "gross_margin", "research_and_development", "selling_and_marketing",
    "marketing", "general_and_administrative", "selling_general_and_administrative", "restructuring_charges",
    "total_costs_and_expenses", "operating_income", "operating_margin", "pretax_income", "income_tax", "net_income",
    "eps.diluted",
)  # fmt: skip
_EXPENSES: Final = (
    "research_and_development", "selling_and_marketing", "marketing", "general_and_administrative",
    "selling_general_and_administrative", "fulfillment", "personnel_expense",
)  # fmt: skip
_MOST_LINES: Final = 10
_LOW, _HIGH, _MOST_SAID = 26, 34, 4  # of the bridge, in millimetres; sentences
_BRIDGE_COSTS: Final = ("cost_of_revenue", *_EXPENSES, "restructuring_charges")


def results_part(held: Holdings) -> SnapshotPart | None:
    """The section on revenue, costs and profit."""
    costs = [*_gross(held), *_costs(held), *_expense(held)]
    below = [*_below(held), *_tax(held), *_per_share(held)]
    low = len(costs) + len(below) > _MOST_SAID or len(_shown(held)) > _MOST_LINES
    height = _LOW if low or held.value("net_income") < 0 else _HIGH  # so that it goes on the first page too
    return snapshot_part("results.heading", [[*costs, *below]], [_bridge(held, height)])


# ---- sentences ------------------------------------------------------------------------------------------------------


def _gross(held: Holdings) -> Iterator[Sentence]:
    if not held.has("gross_margin"):
        return
    if not held.has("gross_margin@-1Y"):
        yield say("results.gross.level")
        return
    name = _against_revenue(held, "cost_of_revenue")
    yield say(f"results.gross.{name}") if name else say("results.gross")


def _against_revenue(held: Holdings, cost: str) -> str:
    """Whether a cost that rose, as revenue did, rose more or less; "" where that is not so."""
    if not (held.grew("revenue") and held.grew(cost)):
        return ""
    if held.sure(f"growth({cost}) > growth(revenue)"):
        return "more"
    return "less" if held.sure(f"growth({cost}) < growth(revenue)") else ""


def _costs(held: Holdings) -> Iterator[Sentence]:
    cost = held.first("operating_expenses", "total_costs_and_expenses")
    if not cost or not held.has(f"share({cost}, revenue)", f"share({held.earlier(cost)}, revenue@-1Y)"):
        return
    name = _against_revenue(held, cost)
    yield say(f"results.costs.{name}" if name else "results.costs", cost=cost, before=held.earlier(cost))


def _expense(held: Holdings) -> Iterator[Sentence]:
    """The line of expenses that rose most, where none that has no name here could have risen more."""
    rose = [one for one in _EXPENSES if held.grew(one)]
    if len(rose) < 2:
        return
    by_change = sorted(rose, key=lambda one: held.value(f"change({one})"))
    most, next_ = by_change[-1], by_change[-2]
    claim = f"change({most}) > change({next_})"
    if held.sure(claim) and _unnamed(held) < held.value(f"change({most})"):
        yield say("results.expense", line=Called(held.label(most), within=True), fact=most, claim=claim)


def _unnamed(held: Holdings) -> Fraction:
    """The expenses of the period in lines that have no name here."""
    costs = held.those(*_BRIDGE_COSTS)
    before_tax = held.first("operating_income", "pretax_income")
    rest = held.value("revenue") - sum(held.value(one) for one in costs) - held.value(before_tax)
    return abs(rest) if before_tax else held.value("revenue")


def _below(held: Holdings) -> Iterator[Sentence]:
    """What lies between operating income and income before tax."""
    gap = "pretax_income - operating_income"
    if not held.has("pretax_income", "operating_income"):
        return
    if not held.sure(f"abs({gap}) > 5% * abs(pretax_income)"):
        return
    added = held.sure(f"{gap} > 0")
    before = "pretax_income@-1Y - operating_income@-1Y"
    same = held.has(before) and held.sure(f"{before} {'>' if added else '<'} 0")
    name = "results.added" if added else "results.taken"
    yield say(f"{name}.after" if same else name, gap=gap, before=before)


def _tax(held: Holdings) -> Iterator[Sentence]:
    rate = "effective_tax_rate"
    if not held.sure(f"between({rate}, 0%, 60%)") or not held.sure("pretax_income > 0"):
        return
    before = held.earlier(rate)
    yield say("results.tax.after" if held.sure(f"between({before}, 0%, 60%)") else "results.tax", rate=rate)


def _per_share(held: Holdings) -> Iterator[Sentence]:
    """Why earnings per share moved otherwise than income."""
    eps, shares = "eps.diluted", "shares.diluted"
    if not held.has(f"growth({eps})", "growth(net_income)", f"growth({shares})"):
        return
    if not (held.grew(eps) and held.grew("net_income")):
        return
    fewer = held.sure(f"growth({eps}) > growth(net_income)") and held.sure(f"growth({shares}) < 0")
    more = held.sure(f"growth({eps}) < growth(net_income)") and held.sure(f"growth({shares}) > 0")
    if fewer or more:
        yield say("results.eps.more" if fewer else "results.eps.less")


# ---- exhibits -------------------------------------------------------------------------------------------------------


def results_table(held: Holdings) -> PlannedExhibit | None:
    """The income statement, for the first page."""
    title = say("results.title" if held.has("operating_margin", "operating_margin@-1Y") else "results.plain")
    lines = lines_of(held, _shown(held), "-1Y")
    heads = (say("head.now"), say("head.before", shift="-1Y"))
    made = figure_table(held, "results", (title, say("results.subtitle")), lines, heads)
    return made and replace(made, body={"size": "wide", **made.body})


def _shown(held: Holdings) -> list[str]:
    """The lines of the first page's table: what the text tells too makes way where they are many."""
    shown = list(held.those(*_LINES))
    for one in ("income_tax", "pretax_income"):
        if len(shown) > _MOST_LINES and one in shown:
            shown.remove(one)
    return shown


def _bridge(held: Holdings, height: int) -> PlannedExhibit | None:
    """How revenue leads to net income."""
    if not held.has("revenue", "net_income") or not held.sure("revenue > 0"):
        return None
    costs = [one for one in _BRIDGE_COSTS if held.has(one) and held.sure(f"{one} > 0")]
    middle = held.first("operating_income", "pretax_income")
    if not costs or not middle:
        return None
    rest = " - ".join(["revenue", *costs, middle])
    steps: list[object] = [{"fact": "revenue", "label": Called(held.short_label("revenue")), "role": "ink"}]
    steps += [{"fact": f"-{one}", "label": Called(held.short_label(one)), "role": "muted"} for one in costs]
    if abs(held.value(rest)) > abs(held.value("revenue")) / 200:
        steps.append({"fact": f"-({rest})", "label": say("bridge.other"), "role": "muted"})
    steps.append({"fact": middle, "label": Called(held.short_label(middle)), "role": "ink"})
    steps.append({"fact": f"net_income - {middle}", "label": say("bridge.below"), "role": "muted"})
    steps.append({"fact": "net_income", "label": Called(held.short_label("net_income")), "role": "ink"})
    title = say("bridge.title" if held.value("net_income") >= 0 else "bridge.loss")
    tenths = {"decimals": 1} if held.last_digit == TENTH_OF_MILLION else {}
    body = {
        "chart": "bridge",
        "size": "full",
        "height": height,
        **tenths,
        "unit": chart_unit(held),
        "marks": steps,
    }
    return PlannedExhibit("bridge", title, say("bridge.subtitle"), body)
