"""Annual reports of European companies that there are not: inline XBRL of IFRS, in thousands of euros."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_HEAD: Final = """\
<?xml version='1.0' encoding='UTF-8'?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:ifrs-full="https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full" xmlns:own="http://beispiel.example/2024"
 xml:lang="{language}"><head><title>x</title></head><body><div style="display:none"><ix:header>
<ix:resources>{contexts}<xbrli:unit id="EUR"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>
<xbrli:unit id="shares"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit><xbrli:unit id="share"><xbrli:divide>
<xbrli:unitNumerator><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unitNumerator><xbrli:unitDenominator>
<xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide></xbrli:unit></ix:resources>
</ix:header></div>
<p><ix:nonNumeric contextRef="y1"
 name="ifrs-full:NameOfReportingEntityOrOtherMeansOfIdentification">{name}</ix:nonNumeric></p>
<table>
"""
# Element, over the year or on its last day, this year's and last year's amount in thousands.
_LINES: Final[tuple[tuple[str, str, int, int], ...]] = (
    ("Revenue", "y", 1_234_567, 1_150_321), ("CostOfSales", "y", 800_123, 761_000),
    ("GrossProfit", "y", 434_444, 389_321),
    ("DistributionCosts", "y", 120_400, 112_000), ("AdministrativeExpense", "y", 98_044, 95_321),
    ("ProfitLossFromOperatingActivities", "y", 216_000, 182_000), ("FinanceCosts", "y", 12_500, 11_000),
    ("ProfitLossBeforeTax", "y", 203_500, 171_000), ("IncomeTaxExpenseContinuingOperations", "y", 58_100, 49_900),
    ("ProfitLoss", "y", 145_400, 121_100), ("ProfitLossAttributableToOwnersOfParent", "y", 141_900, 122_600),
    ("ProfitLossAttributableToNoncontrollingInterests", "y", 3_500, -1_500),
    ("CashFlowsFromUsedInOperatingActivities", "y", 198_700, 177_250),
    ("PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities", "y", 88_250, 90_010),
    ("CashFlowsFromUsedInInvestingActivities", "y", -95_000, -99_990),
    ("DividendsPaidClassifiedAsFinancingActivities", "y", 45_000, 40_000),
    ("CashFlowsFromUsedInFinancingActivities", "y", -60_700, -55_260),
    ("IncreaseDecreaseInCashAndCashEquivalents", "y", 43_000, 22_000),
    ("CashAndCashEquivalents", "d", 165_000, 122_000), ("CurrentAssets", "d", 520_000, 480_900),
    ("Assets", "d", 1_480_250, 1_402_100), ("CurrentLiabilities", "d", 330_250, 315_100),
    ("Liabilities", "d", 760_250, 772_500), ("Equity", "d", 720_000, 629_600),
    ("EquityAttributableToOwnersOfParent", "d", 700_500, 613_600), ("NoncontrollingInterests", "d", 19_500, 16_000),
)  # fmt: skip
_SHARES: Final = (("WeightedAverageShares", 52_000), ("AdjustedWeightedAverageShares", 52_150))
_EARNINGS: Final = (
    ("BasicEarningsLossPerShare", "2.73", "2.36"),
    ("DilutedEarningsLossPerShare", "2.72", "2.35"),
)


@dataclass(frozen=True)
class NumberForm:
    """How a country writes numbers: what parts groups of digits and decimals, the name of that, and how a minus
    looks, `{}` being the number."""

    group: str
    point: str
    format: str
    minus: str

    def written(self, number: str) -> str:
        """A number without its sign: 1234.50 as 1.234,50."""
        whole, _, part = number.partition(".")
        grouped = f"{int(whole):,}".replace(",", self.group)
        return f"{grouped}{self.point}{part}" if part else grouped


GERMAN: Final = NumberForm(".", ",", "ixt:num-comma-decimal", "({})")
FRENCH: Final = NumberForm("&#160;", ",", "ixt:num-comma-decimal", "\u2212{}")
SWISS: Final = NumberForm("\u2019", ".", "ixt:num-dot-decimal-apos", "\u2013 {}")
SPACED: Final = NumberForm(" ", ".", "ixt:num-dot-decimal", "-{}")


def european(form: NumberForm, language: str, name: str, year: int = 2024) -> bytes:
    """An annual report with the year before beside it, in a country's numbers."""
    contexts = "".join(
        _context(f"{kind}{at}", number, kind) for at, number in ((1, year), (0, year - 1)) for kind in "yd"
    )
    rows = [
        _row(element, [(f"{kind}1", str(now), "3", "-3"), (f"{kind}0", str(before), "3", "-3")], "EUR", form)
        for element, kind, now, before in _LINES
    ]
    rows += [
        _row(element, [("y1", str(count), "3", "-3"), ("y0", str(count), "3", "-3")], "shares", form)
        for element, count in _SHARES
    ]
    rows += [
        _row(element, [("y1", now, "0", "2"), ("y0", before, "0", "2")], "share", form)
        for element, now, before in _EARNINGS
    ]
    head = _HEAD.format(language=language, contexts=contexts, name=name)
    return (head + "".join(rows) + "</table></body></html>").encode()


def _context(name: str, year: int, kind: str) -> str:
    when = (
        f"<xbrli:startDate>{year}-01-01</xbrli:startDate><xbrli:endDate>{year}-12-31</xbrli:endDate>"
        if kind == "y"
        else f"<xbrli:instant>{year}-12-31</xbrli:instant>"
    )
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier scheme="http://standards.iso.org/iso/17442">'
        f"529900EXAMPLE0000042</xbrli:identifier></xbrli:entity><xbrli:period>{when}</xbrli:period></xbrli:context>"
    )


def _row(element: str, cells: list[tuple[str, str, str, str]], unit: str, form: NumberForm) -> str:
    shown = "".join(f"<td>{_cell(element, *cell, unit, form)}</td>" for cell in cells)
    return f"<tr><td>{element}</td>{shown}</tr>\n"


def _cell(
    element: str, context: str, number: str, scale: str, decimals: str, unit: str, form: NumberForm
) -> str:
    sign = ' sign="-"' if number.startswith("-") else ""
    tagged = (
        f'<ix:nonFraction name="ifrs-full:{element}" contextRef="{context}" unitRef="{unit}" scale="{scale}" '
        f'decimals="{decimals}" format="{form.format}"{sign}>{form.written(number.lstrip("-"))}</ix:nonFraction>'
    )
    return form.minus.format(tagged) if sign else tagged
