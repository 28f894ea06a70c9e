"""Invented quarterly accounts of ten kinds of companies, which add up as real ones do.

Amounts count in a company's quantum (thousands or millions of its currency). Flows are of one quarter, balances at its
end; what a kind of company does not report is not there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Final

SECTORS: Final = (
    "software", "retailer", "bank", "manufacturer", "partnership", "loss maker", "utility", "restater", "amender",
    "foreign filer",
)  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """How a kind of company earns and spends: shares of revenue, growth a year, and what it reports."""

    cost: float
    expenses: dict[str, float]
    growth: float
    season: float = 0.03
    gross: bool = True
    operating: bool = True
    shares: bool = True
    inventory: float = 0.0
    debt: float = 0.0
    dividends: float = 0.0
    capex: float = 0.05
    receivables: float = 0.5
    pays: dict[str, float] = field(default_factory=dict)


_SGA: Final = "SellingGeneralAndAdministrativeExpense"
_PARTS: Final = (
    "ResearchAndDevelopmentExpense",
    "SellingAndMarketingExpense",
    "GeneralAndAdministrativeExpense",
)
_MAKER: Final = Traits(
    0.58, {"ResearchAndDevelopmentExpense": 0.07, _SGA: 0.15}, 0.06, inventory=0.5, debt=1.2, dividends=0.02,
    pays={"PaymentsForRepurchaseOfCommonStock": 0.03},
)  # fmt: skip
TRAITS: Final[dict[str, Traits]] = {
    "software": Traits(
        0.26, dict(zip(_PARTS, (0.22, 0.31, 0.09), strict=True)), 0.21, capex=0.02,
        pays={"ShareBasedCompensation": 0.14, "PaymentsForRepurchaseOfCommonStock": 0.05},
    ),
    "retailer": Traits(
        0.66, {_SGA: 0.26}, 0.04, season=0.2, inventory=0.6, debt=0.4, dividends=0.01, receivables=0.1
    ),
    "bank": Traits(
        0.34, {"NoninterestExpense": 0.38}, 0.05, gross=False, operating=False, dividends=0.08, receivables=0.0
    ),
    "manufacturer": _MAKER,
    "partnership": Traits(0.71, {_SGA: 0.1}, 0.03, shares=False, debt=1.6, inventory=0.2),
    "loss maker": Traits(
        0.45, dict(zip(_PARTS, (0.75, 0.4, 0.24), strict=True)), 0.35, capex=0.03,
        pays={"ShareBasedCompensation": 0.2},
    ),
    "utility": Traits(0.78, {}, 0.03, season=0.12, gross=False, debt=4.5, dividends=0.06, capex=0.24),
    "restater": _MAKER,
    "amender": Traits(0.49, {_SGA: 0.28}, -0.05, season=0.08, inventory=0.3, debt=0.7),
    "foreign filer": Traits(
        0.55, dict(zip(_PARTS, (0.1, 0.09, 0.07), strict=True)), 0.09, season=0.05, inventory=0.4, debt=0.5,
        dividends=0.03,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """A quarter's flows and the balances at its end, by element of US GAAP, in quanta; shares in thousands."""

    flows: dict[str, int]
    balances: dict[str, int]
    shares: int


def statements(sector: str, dice: Random, count: int, size: float) -> list[Statement]:
    """The accounts of so many quarters, the oldest first, of a company that sells about `size` a quarter."""
    traits = TRAITS[sector]
    revenue = size * dice.uniform(0.3, 4.0)
    shares, cash = dice.randrange(40_000, 900_000), round(revenue * dice.uniform(0.6, 1.6))
    growth = traits.growth + dice.uniform(-0.05, 0.05)
    books = {
        "fixed": round(revenue * dice.uniform(1.0, 2.5)),
        "debt": round(revenue * traits.debt),
        "cash": cash,
    }
    made = []
    for number in range(count):
        season = 1 + traits.season * (1 if number % 4 == 3 else -0.3) + dice.uniform(-0.02, 0.02)
        sales = round(revenue * (1 + growth) ** (number / 4) * season)
        shares = round(shares * (1 + dice.uniform(-0.006, 0.004)))
        made.append(_quarter(traits, dice, sales, shares, books))
    return made


def _quarter(traits: Traits, dice: Random, sales: int, shares: int, books: dict[str, int]) -> Statement:
    """One quarter; `books` are what the next one begins with."""
    flows = _income(traits, dice, sales) | {
        name: round(sales * part * dice.uniform(0.7, 1.3)) for name, part in traits.pays.items()
    }
    depreciation = round(books["fixed"] * dice.uniform(0.018, 0.026))
    operating = flows["NetIncomeLoss"] + depreciation + flows.get("ShareBasedCompensation", 0)
    operating += round(sales * dice.uniform(-0.04, 0.05))
    capex = round(sales * traits.capex * dice.uniform(0.7, 1.3))
    dividends = round(sales * traits.dividends * dice.uniform(0.9, 1.1))
    invested = -capex - round(sales * dice.uniform(0, 0.03))
    short = max(0, round(0.25 * sales) - books["cash"] - operating - invested)
    borrowed = short + round(books["debt"] * dice.uniform(-0.03, 0.03))
    financed = borrowed - dividends - flows.get("PaymentsForRepurchaseOfCommonStock", 0)
    change = operating + invested + financed
    if books["cash"] + change <= 0:
        financed, borrowed, change = financed - change, borrowed - change, 0
    flows |= {
        "DepreciationDepletionAndAmortization": depreciation,
        "NetCashProvidedByUsedInOperatingActivities": operating,
        "NetCashProvidedByUsedInInvestingActivities": invested,
        "NetCashProvidedByUsedInFinancingActivities": financed,
        "PaymentsToAcquirePropertyPlantAndEquipment": capex,
    } | ({"PaymentsOfDividendsCommonStock": dividends} if dividends else {})
    books["fixed"] += capex - depreciation
    books["debt"] = max(0, books["debt"] + borrowed)
    books["cash"] += change
    return Statement(flows, _balances(traits, dice, sales, books), shares)


def _income(traits: Traits, dice: Random, sales: int) -> dict[str, int]:
    """From revenue to net income; what a kind of company does not report only goes into what follows."""
    cost = round(sales * traits.cost * dice.uniform(0.97, 1.03))
    flows, profit = {"Revenues": sales}, sales - cost
    if traits.gross:
        flows |= {"CostOfRevenue": cost, "GrossProfit": profit}
    spent = {name: round(sales * part * dice.uniform(0.96, 1.04)) for name, part in traits.expenses.items()}
    profit -= sum(spent.values())
    flows |= spent
    if traits.operating and traits.gross:
        flows |= {"OperatingExpenses": sum(spent.values())} if len(spent) > 1 else {}
    elif traits.operating:
        flows["CostsAndExpenses"] = sales - profit
    if traits.operating:
        flows["OperatingIncomeLoss"] = profit
        interest = round(sales * traits.debt * dice.uniform(0.008, 0.014))
        flows |= {"InterestExpense": interest} if interest else {}
        profit += round(sales * dice.uniform(0, 0.01)) - interest
    tax = round(max(profit, 0) * dice.uniform(0.17, 0.26)) + round(sales * 0.001)
    before = "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
    return flows | {before: profit, "IncomeTaxExpenseBenefit": tax, "NetIncomeLoss": profit - tax}


def _balances(traits: Traits, dice: Random, sales: int, books: dict[str, int]) -> dict[str, int]:
    """What a company has and owes: assets are what it owes and its equity."""
    owned = {"CashAndCashEquivalentsAtCarryingValue": books["cash"]}
    if traits.receivables:
        owned["AccountsReceivableNetCurrent"] = round(sales * traits.receivables * dice.uniform(0.9, 1.1))
    if traits.inventory:
        owned["InventoryNet"] = round(sales * traits.inventory * dice.uniform(0.9, 1.1))
    current = sum(owned.values()) + round(sales * dice.uniform(0.05, 0.12))
    assets = current + books["fixed"] + round(sales * dice.uniform(0.4, 0.5))
    due = round(sales * dice.uniform(0.5, 0.7))
    owed = min(due + books["debt"] + round(sales * 0.2), round(assets * 0.9))
    due = min(due, owed)
    sheet = owned | {"Assets": assets, "Liabilities": owed, "StockholdersEquity": assets - owed}
    sheet["LiabilitiesAndStockholdersEquity"] = assets
    sheet["PropertyPlantAndEquipmentNet"] = books["fixed"]
    if traits.operating:
        sheet |= {"AssetsCurrent": current, "LiabilitiesCurrent": due}
    if books["debt"]:
        sheet["LongTermDebtNoncurrent"] = min(books["debt"], owed)
    return sheet
