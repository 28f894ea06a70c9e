"""A made-up company's reports as the SEC's company facts: rows by element and unit, each with its report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from benchmarks.many_editions.made_accounts import Statement, statements
from benchmarks.many_editions.made_calendars import Quarter, quarters_of
from benchmarks.many_editions.made_companies import Shape

_TAX_LINE: Final = (
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
)
_CASH_FLOWS: Final = (
    "NetCashProvidedByUsed", "PaymentsTo", "PaymentsOf", "PaymentsFor", "DepreciationDepletion", "ShareBased"
)  # fmt: skip
# What the elements of US GAAP are called in IFRS, where not the same; what is not named is not filed.
_IFRS: Final = {
    "Revenues": "Revenue", "CostOfRevenue": "CostOfSales", "SellingAndMarketingExpense": "DistributionCosts",
    "GeneralAndAdministrativeExpense": "AdministrativeExpense", _TAX_LINE: "ProfitLossBeforeTax",
    "OperatingIncomeLoss": "ProfitLossFromOperatingActivities", "NetIncomeLoss": "ProfitLoss",
    "IncomeTaxExpenseBenefit": "IncomeTaxExpenseContinuingOperations",
    "NetCashProvidedByUsedInOperatingActivities": "CashFlowsFromUsedInOperatingActivities",
    "NetCashProvidedByUsedInInvestingActivities": "CashFlowsFromUsedInInvestingActivities",
    "NetCashProvidedByUsedInFinancingActivities": "CashFlowsFromUsedInFinancingActivities",
    "PaymentsToAcquirePropertyPlantAndEquipment": (
        "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities"
    ),
    "CashAndCashEquivalentsAtCarryingValue": "CashAndCashEquivalents", "InventoryNet": "Inventories",
    "AccountsReceivableNetCurrent": "TradeAndOtherCurrentReceivables", "AssetsCurrent": "CurrentAssets",
    "LiabilitiesCurrent": "CurrentLiabilities", "StockholdersEquity": "Equity",
    "LiabilitiesAndStockholdersEquity": "EquityAndLiabilities", "LongTermDebtNoncurrent": "LongtermBorrowings",
    "PropertyPlantAndEquipmentNet": "PropertyPlantAndEquipment", "EarningsPerShareBasic": "BasicEarningsLossPerShare",
    "EarningsPerShareDiluted": "DilutedEarningsLossPerShare",
} | {name: name for name in ("GrossProfit", "ResearchAndDevelopmentExpense", "Assets", "Liabilities")}  # fmt: skip


@dataclass(frozen=True)
class _Report:
    """A report: which quarter it is about, its form, day and number, and by how much it restates what was before."""

    at: int  # the place of its quarter in the history
    form: str
    filed: date
    accession: str
    restated: int = 0


def company_facts(shape: Shape, seed: int) -> bytes:
    """The file of a company."""
    elements: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for element, unit, row in _Filer(shape, seed).rows():
        name = _IFRS.get(element) if shape.is_foreign else element
        if name:
            elements.setdefault(name, {}).setdefault(unit, []).append(row)
    facts = {
        name: {"label": name, "description": "", "units": units} for name, units in sorted(elements.items())
    }
    taxonomy = "ifrs-full" if shape.is_foreign else "us-gaap"
    tree = {"cik": shape.cik, "entityName": shape.name.upper(), "facts": {taxonomy: facts}}
    return json.dumps(tree, separators=(",", ":")).encode()


class _Filer:
    """A company that files its reports, one quarter after the other."""

    def __init__(self, shape: Shape, seed: int) -> None:
        self._shape, self._dice = shape, Random(f"{seed} {shape.number} reports")
        self._quarters = _history(shape)
        self._statements = statements(shape.sector, self._dice, len(self._quarters), shape.size)

    def rows(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Element, unit and row of everything filed."""
        for report in self._reports():
            yield from self._of_report(report)

    def _reports(self) -> Iterator[_Report]:
        shape, count = self._shape, len(self._quarters)
        first = min(4, count - 1) if not shape.is_foreign else 7
        for at in range(first, count):
            quarter = self._quarters[at]
            if (shape.gap == "a quarter" and at == count - 3) or (shape.is_foreign and quarter.number != 4):
                continue
            yearly = quarter.number == 4
            form = "20-F" if shape.is_foreign else "10-K" if yearly else "10-Q"
            filed = quarter.end + timedelta(days=55 if yearly else 34)
            yield self._report(at, form, filed, 1)
            if shape.sector == "amender" and at == count - 1:
                yield self._report(at, f"{form}/A", filed + timedelta(days=30), 2)

    def _report(self, at: int, form: str, filed: date, number: int) -> _Report:
        accession = f"{self._shape.cik}-{filed:%y}-{at * 10 + number:06}"
        later = self._shape.sector == "restater" and at >= len(self._quarters) - 4
        return _Report(at, form, filed, accession, restated=7 if later else 3 if form.endswith("/A") else 0)

    def _of_report(self, report: _Report) -> Iterator[tuple[str, str, dict[str, Any]]]:
        at, yearly = report.at, self._quarters[report.at].number == 4
        back = () if self._shape.gap == "what was a year before" and not yearly else (4,)
        for end in (at, *(at - one for one in back), *((at - 8,) if yearly else ())):
            if end < 0:
                continue
            number = self._quarters[end].number
            for count in {number} if yearly else {1, number}:
                if end - count + 1 >= 0:
                    yield from self._flows(report, end, count)
        opening = at - self._quarters[at].number
        without = self._shape.gap == "balances"
        for end in (at, *((opening,) if opening >= 0 and not without else ())):
            yield from self._balances(report, end)

    def _flows(self, report: _Report, end: int, count: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The flows of so many quarters, to the end of one."""
        span = self._statements[end - count + 1 : end + 1]
        days = {"start": self._quarters[end - count + 1].start, "end": self._quarters[end].end}
        of_year = (
            count == self._quarters[end].number
        )  # cash flows are told from the beginning of the year alone
        for element in span[-1].flows:
            if element.startswith(_CASH_FLOWS) and (not of_year or self._shape.gap == "cash flows"):
                continue
            total = sum(one.flows[element] for one in span)
            yield self._row(report, element, total + self._restated(report, end, count, element), days)
        if self._shape.per_share:
            yield from self._per_share(report, end, count, span, days)

    def _restated(self, report: _Report, end: int, count: int, element: str) -> int:
        """What a later report adds: to sales as to cost, so that profit stands; of years that were told before."""
        told_before = end < report.at if self._shape.sector == "restater" else bool(report.restated)
        return report.restated * count if told_before and element in ("Revenues", "CostOfRevenue") else 0

    def _per_share(
        self, report: _Report, end: int, count: int, span: list[Statement], days: dict[str, date]
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        quantum, unit = self._shape.quantum, f"{self._shape.currency}/shares"
        basic = round(sum(one.shares for one in span) / count)
        income = sum(one.flows["NetIncomeLoss"] for one in span)
        diluted = basic if income < 0 else round(basic * 1.02)
        for name, shares in (("Basic", basic), ("Diluted", diluted)):
            yield self._plain(
                report, f"EarningsPerShare{name}", unit, round(income * quantum / shares / 1000, 2), days
            )
        for element, shares in (
            ("WeightedAverageNumberOfSharesOutstandingBasic", basic),
            ("WeightedAverageNumberOfDilutedSharesOutstanding", diluted),
        ):
            yield self._plain(report, element, "shares", shares * 1000, days)

    def _balances(self, report: _Report, end: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for element, amount in self._statements[end].balances.items():
            yield self._row(report, element, amount, {"end": self._quarters[end].end})

    def _row(
        self, report: _Report, element: str, amount: int, days: dict[str, date]
    ) -> tuple[str, str, dict[str, Any]]:
        return self._plain(report, element, self._shape.currency, amount * self._shape.quantum, days)

    def _plain(
        self, report: _Report, element: str, unit: str, value: float, days: dict[str, date]
    ) -> tuple[str, str, dict[str, Any]]:
        quarter = self._quarters[report.at]
        told = {
            "val": value, "accn": report.accession, "fy": quarter.year,
            "fp": "FY" if quarter.number == 4 else f"Q{quarter.number}", "form": report.form,
            "filed": report.filed.isoformat(),
        }  # fmt: skip
        return element, unit, {name: day.isoformat() for name, day in days.items()} | told


def _history(shape: Shape) -> list[Quarter]:
    """The quarters that a company tells of: whole years, and the last one as far as it is."""
    year, number = shape.last
    years = range(year - (shape.quarters + 3) // 4, year + 1)
    every = [one for each in years for one in quarters_of(shape.calendar, each)]
    return [one for one in every if (one.year, one.number) <= (year, number)][-shape.quarters :]
