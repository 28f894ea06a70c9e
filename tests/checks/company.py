"""A consistent company: its books in whole dollars, drawn at random, and what it would print of them.

Income statement, balance sheet and cash flow over eight quarters hang together exactly; each figure is then rounded by
itself, so that printed totals are off their printed parts as in real life. Other income is next to nothing in one
quarter and enormous in the next, one quarter is a loss, and what is paid is printed in brackets.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any, Final

QUARTERS: Final = tuple(f"{year}Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4))
ENDS: Final = {
    quarter: f"{quarter[:4]}-{('03-31', '06-30', '09-30', '12-31')[int(quarter[-1]) - 1]}"
    for quarter in QUARTERS
}
SPANS: Final = {
    **{quarter: (quarter,) for quarter in QUARTERS},
    **{f"{year}H1": (f"{year}Q1", f"{year}Q2") for year in (2024, 2025)},
    "9M2025": ("2025Q1", "2025Q2", "2025Q3"),
    "TTM2025Q2": ("2024Q3", "2024Q4", "2025Q1", "2025Q2"),
    **{str(year): tuple(f"{year}Q{quarter}" for quarter in (1, 2, 3, 4)) for year in (2024, 2025)},
}
Book = dict[str, Fraction]
_SHARES: Final = ("shares.basic", "shares.diluted")


def _part(draw: random.Random, size: int, low: int, high: int) -> int:
    """So many ten-thousandths of the company's size."""
    return size * draw.randint(low * 1000, high * 1000) // 10_000_000


def _flows(draw: random.Random, number: int, size: int, loss: int) -> Book:
    """What a quarter brings: revenue, costs, taxes, cash."""
    season = (Fraction(94, 100), Fraction(97, 100), Fraction(1), Fraction(112, 100))[number % 4]
    revenue = int(size * season * (100 + 3 * number) / 100) + draw.randrange(size // 50)
    book: dict[str, int] = {"product_revenue": revenue * draw.randint(55, 65) // 100}
    book["service_revenue"] = revenue - book["product_revenue"]
    book["revenue"] = revenue
    book["cost_of_revenue"] = revenue * draw.randint(5500, 6200) // 10_000 + draw.randrange(997)
    book["gross_profit"] = revenue - book["cost_of_revenue"]
    book["research_and_development"] = revenue * draw.randint(900, 1100) // 10_000
    book["selling_and_marketing"] = revenue * draw.randint(600, 800) // 10_000
    book["general_and_administrative"] = revenue * draw.randint(300, 380) // 10_000
    book["impairment"] = revenue * 34 // 100 if number == loss else 0
    spent = ("research_and_development", "selling_and_marketing", "general_and_administrative", "impairment")
    book["operating_expenses"] = sum(book[name] for name in spent)
    book["total_costs_and_expenses"] = book["cost_of_revenue"] + book["operating_expenses"]
    book["operating_income"] = revenue - book["total_costs_and_expenses"]
    book["interest_income"] = _part(draw, size, 40, 60)
    book["interest_expense"] = _part(draw, size, 50, 70)
    small, large = 21_000_000 + draw.randrange(900_000), size * 8 // 100 + draw.randrange(10**7)
    book["other_income"] = (small, large, -small * 3, small * 2, -large // 3)[(number + loss) % 5]
    gains = sum(book[name] for name in ("operating_income", "interest_income", "other_income"))
    book["pretax_income"] = gains - book["interest_expense"]
    book["income_tax"] = book["pretax_income"] * draw.randint(17, 24) // 100
    book["net_income"] = book["pretax_income"] - book["income_tax"]
    book["depreciation_and_amortization"] = _part(draw, size, 400, 500)
    book["stock_based_compensation"] = _part(draw, size, 200, 260)
    book["change_in_working_capital"] = draw.randint(-size // 40, size // 30)
    own = (
        "net_income",
        "depreciation_and_amortization",
        "stock_based_compensation",
        "change_in_working_capital",
        "impairment",
    )
    book["operating_cash_flow"] = sum(book[name] for name in own)
    book["capex"] = -_part(draw, size, 600, 900)
    book["purchases_of_investments"] = -draw.randint(size // 60, size // 30)
    book["investing_cash_flow"] = book["capex"] + book["purchases_of_investments"]
    book["dividends_paid"] = -size * 12 // 1_000
    book["share_repurchases"] = -draw.randint(size // 90, size // 50)
    book["financing_cash_flow"] = book["dividends_paid"] + book["share_repurchases"]
    book["fx_effect_on_cash"] = draw.randint(-size // 400, size // 400)
    moves = ("operating_cash_flow", "investing_cash_flow", "financing_cash_flow", "fx_effect_on_cash")
    book["change_in_cash"] = sum(book[name] for name in moves)
    book["free_cash_flow"] = book["operating_cash_flow"] + book["capex"]
    return {name: Fraction(value) for name, value in book.items()}


def _stocks(draw: random.Random, before: Book, flows: Book, size: int) -> Book:
    """What there is at the end of a quarter."""
    wear = flows["depreciation_and_amortization"]
    book = {
        "cash": before["cash"] + flows["change_in_cash"],
        "short_term_investments": before["short_term_investments"] - flows["purchases_of_investments"],
        "accounts_receivable": flows["revenue"] * draw.randint(38, 44) // 100,
        "inventory": flows["cost_of_revenue"] * draw.randint(28, 33) // 100,
        "goodwill": before["goodwill"],
        "property_plant_and_equipment": before["property_plant_and_equipment"] - flows["capex"] - wear,
        "accounts_payable": flows["cost_of_revenue"] * draw.randint(40, 48) // 100,
        "deferred_revenue": flows["revenue"] * draw.randint(9, 12) // 100,
        "long_term_debt": before["long_term_debt"],
        "noncontrolling_interests": before["noncontrolling_interests"] + draw.randrange(size // 5_000),
        "shares.outstanding": before["shares.outstanding"] - draw.randrange(1, 9_000_000),
        "share_price": Fraction(draw.randint(15_000, 25_000), 100),
        "employees": Fraction(draw.randint(31_000, 33_000)),
        "store_count": before["store_count"] + draw.randrange(5),
    }  # fmt: skip
    return _totals({name: Fraction(value) for name, value in book.items()})


def _totals(book: Book) -> Book:
    def total(*names: str) -> Fraction:
        return sum((book[name] for name in names), Fraction(0))

    book["current_assets"] = total("cash", "short_term_investments", "accounts_receivable", "inventory")
    book["noncurrent_assets"] = total("goodwill", "property_plant_and_equipment")
    book["total_assets"] = total("current_assets", "noncurrent_assets")
    book["current_liabilities"] = total("accounts_payable", "deferred_revenue")
    book["noncurrent_liabilities"] = total("long_term_debt")
    book["total_liabilities"] = total("current_liabilities", "noncurrent_liabilities")
    book["total_equity"] = book["total_assets"] - book["total_liabilities"]
    book["total_equity.parent"] = book["total_equity"] - book["noncontrolling_interests"]
    book["total_liabilities_and_equity"] = book["total_assets"]
    book["working_capital"] = book["current_assets"] - book["current_liabilities"]
    book["market_cap"] = book["share_price"] * book["shares.outstanding"]
    return book


def ledger(seed: int) -> tuple[dict[str, Book], dict[str, Book]]:
    """The books by period and by day."""
    draw = random.Random(seed)
    size, loss = draw.randint(20, 140) * 10**9 + draw.randrange(10**9), draw.randint(1, 6)
    opening = {
        "cash": size * 2, "short_term_investments": size // 2, "goodwill": size // 4 + 71_345_678,
        "property_plant_and_equipment": size * 3 // 2, "long_term_debt": size // 3 + 12_345_678,
        "noncontrolling_interests": size // 900,
        "shares.outstanding": draw.randint(2, 11) * 10**9 + draw.randrange(10**9), "store_count": draw.randint(40, 700),
    }  # fmt: skip
    stock = {name: Fraction(value) for name, value in opening.items()}
    quarters: dict[str, Book] = {}
    days: dict[str, Book] = {}
    for number, quarter in enumerate(QUARTERS):
        book = quarters[quarter] = _flows(draw, number, size, loss)
        before, stock = stock, _stocks(draw, stock, book, size)
        days[ENDS[quarter]] = stock
        book["shares.basic"] = (before["shares.outstanding"] + stock["shares.outstanding"]) / 2
        more = draw.randrange(10**7, 10**8) if book["net_income"] > 0 else 0
        book["shares.diluted"] = book["shares.basic"] + more
    return {span: _added([quarters[name] for name in parts]) for span, parts in SPANS.items()}, days


def _added(parts: list[Book]) -> Book:
    """Quarters taken together: amounts add up, numbers of shares are averaged; what is per share follows."""
    book = {name: sum((part[name] for part in parts), Fraction(0)) for name in parts[0]}
    book |= {name: book[name] / len(parts) for name in _SHARES}
    book["eps.basic"] = book["net_income"] / book["shares.basic"]
    book["eps.diluted"] = book["net_income"] / book["shares.diluted"]
    ratios = {
        "gross_margin": "gross_profit", "operating_margin": "operating_income", "net_margin": "net_income",
        "free_cash_flow_margin": "free_cash_flow",
    }  # fmt: skip
    book |= {name: book[above] / book["revenue"] for name, above in ratios.items()}
    book["effective_tax_rate"] = book["income_tax"] / book["pretax_income"]
    return book


# ---- what is printed ------------------------------------------------------------------------------------------------


def rounded(value: Fraction, decimals: int) -> str:
    """Half up, with exactly so many decimals."""
    digits = abs(value) * 10**decimals
    whole = (digits.numerator * 2 + digits.denominator) // (2 * digits.denominator)
    text = f"{whole // 10**decimals:,}" + (f".{whole % 10**decimals:0{decimals}d}" if decimals else "")
    return f"{'-' if value < 0 and whole else ''}{text}"


_STEPS: Final = {"m": (10**6, 0), "bn": (10**9, 1)}
_PERCENT: Final = ("margin", "rate", "growth")


def printed(name: str, value: Fraction, scale: str) -> str:
    """A value as facts.yaml has it: amounts in millions, or in billions to a tenth."""
    worth, decimals = _STEPS[scale]
    if name.startswith("shares"):
        return f"{rounded(value / 10**6, 0)} m shares"
    if name.startswith("eps") or name in ("share_price", "book_value_per_share"):
        return f"{rounded(value, 2)} USD/share"
    if any(word in name for word in _PERCENT):
        return f"{rounded(100 * value, 1)}%"
    if name == "employees":
        return f"{rounded(value, 0)} people"
    if name in ("store_count", "current_ratio", "debt_ratio.x"):
        return rounded(value, 0 if name == "store_count" else 2) + ("x" if name == "current_ratio" else "")
    return f"{rounded(value / worth, decimals)} {scale} USD"


def statements(seed: int, scale: str) -> dict[str, str]:
    """All that the company prints, by the fact's reference."""
    spans, days = ledger(seed)
    facts = {
        f"{name}@{span}": printed(name, value, scale)
        for span, book in spans.items()
        for name, value in book.items()
    }
    for day, book in days.items():
        more = {"current_ratio": book["current_assets"] / book["current_liabilities"],
                "book_value_per_share": book["total_equity.parent"] / book["shares.outstanding"]}  # fmt: skip
        facts |= {f"{name}@{day}": printed(name, value, scale) for name, value in (book | more).items()}
    return facts | _growths(spans, days, scale)


def _growths(spans: dict[str, Book], days: dict[str, Book], scale: str) -> dict[str, str]:
    found: dict[str, Any] = {}
    for now, ago in (("2025Q4", "2024Q4"), ("2025Q3", "2024Q3"), ("2025", "2024")):
        for name in ("revenue", "product_revenue", "cost_of_revenue", "operating_cash_flow"):
            found[f"growth({name})@{now}"] = printed("growth", spans[now][name] / spans[ago][name] - 1, scale)
    for now, ago in (("2025Q4", "2025Q3"), ("2025Q2", "2025Q1")):
        found[f"growth(revenue, revenue@-1Q)@{now}"] = printed(
            "growth", spans[now]["revenue"] / spans[ago]["revenue"] - 1, scale
        )
    stores = days["2025-12-31"]["store_count"] / days["2024-12-31"]["store_count"] - 1
    return found | {"growth(store_count)@2025-12-31": printed("growth", stores, scale)}
