"""Invented companies by their accounts: facts.yaml as an import writes it, of those that a snapshot has to suit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# A concept → its amounts in millions, the edition's period first, then as far back as there are any.
Accounts = Mapping[str, Sequence[int]]

GROWER: Final[Accounts] = {
    "revenue": (412, 389, 371, 350, 318, 301, 288, 270, 241),
    "cost_of_revenue": (130, 125, 121, 118, 108, 103, 99, 95, 86),
    "gross_profit": (282, 264, 250, 232, 210, 198, 189, 175, 155),
    "research_and_development": (160, 155, 149, 140, 131, 126, 121, 115, 108),
    "selling_and_marketing": (171, 168, 166, 160, 152, 150, 149, 146, 140),
    "operating_expenses": (331, 323, 315, 300, 283, 276, 270, 261, 248),
    "operating_income": (-49, -59, -65, -68, -73, -78, -81, -86, -93),
    "net_income": (-52, -60, -68, -70, -77, -80, -84, -88, -95),
    "operating_cash_flow": (21, 12, 8, 3, -9, -12, -20, -24, -31),
    "capex": (9, 9, 8, 8, 7, 7, 7, 6, 6),
    "stock_based_compensation": (96, 92, 90, 88, 85, 82, 80, 78, 75),
}
MATURE: Final[Accounts] = {
    "revenue": (5210, 5180, 5102),
    "cost_of_revenue": (2911, 2920, 2899),
    "gross_profit": (2299, 2260, 2203),
    "selling_general_and_administrative": (1204, 1190, 1188),
    "operating_expenses": (1204, 1190, 1188),
    "operating_income": (1095, 1070, 1015),
    "pretax_income": (1050, 1031, 980),
    "income_tax": (231, 230, 219),
    "net_income": (819, 801, 761),
    "operating_cash_flow": (1110, 1090, 1044),
    "capex": (240, 260, 255),
    "share_repurchases": (310, 290, 205),
    "dividends_paid": (402, 390, 371),
}
NO_GROSS_PROFIT: Final[Accounts] = {
    "revenue": (902, 940),
    "total_costs_and_expenses": (811, 795),
    "operating_income": (91, 145),
    "net_income": (60, 101),
}
SINGLE_YEAR: Final[Accounts] = {
    "revenue": (77,), "cost_of_revenue": (40,), "gross_profit": (37,), "operating_income": (6,), "net_income": (4,),
    "operating_cash_flow": (7,), "capex": (3,),
}  # fmt: skip
BALANCES: Final[Accounts] = {
    "cash": (640, 590), "accounts_receivable": (320, 250), "inventory": (410, 402), "current_assets": (1500, 1400),
    "total_assets": (4100, 3900), "long_term_debt": (900, 950), "current_liabilities": (700, 690),
    "total_liabilities": (1900, 1905), "total_equity": (2200, 1995),
}  # fmt: skip


def facts_yaml(
    accounts: Accounts,
    period: str = "2025Q3",
    *,
    balances: Accounts | None = None,
    segments: Mapping[str, Sequence[int]] | None = None,
    currency: str = "USD",
    extra: str = "",
) -> str:
    """The facts of an invented company: flows of the period and of those before it, balances at its end and at
    the end of the fiscal year before, revenue by segment now and a year before."""
    lines = [
        f"{name}@{_before(period, back)}: {amount} m {currency}; filing ¶1"
        for name, amounts in accounts.items()
        for back, amount in enumerate(amounts)
    ]
    for name, amounts in (balances or {}).items():
        days = (_end(period), f"{int(_end(period)[:4]) - 1}-12-31")
        lines += [
            f"{name}@{day}: {amount} m {currency}; filing ¶1"
            for day, amount in zip(days, amounts, strict=True)
        ]
    for back, when in enumerate((period, _a_year_before(period))):
        told = {name: amounts[back] for name, amounts in (segments or {}).items() if len(amounts) > back}
        lines += [f"{name}.revenue@{when}: {amount} m {currency}; filing ¶1" for name, amount in told.items()]
    if segments:
        lines = _with_sum(lines, period, segments)
    cuts = "".join(f"  {name}: {{en: {name.title()}}}\n" for name in segments or {})
    return (
        f"entity: korbel\nperiod: {period}\n"
        f"entities:\n  korbel: {{name: {{en: Korbel Works}}, short: {{en: Korbel}}, currency: {currency}}}\n"
        "sources:\n  filing: {title: {en: Korbel interim report}, published: 2026-02-04}\n"
        + (f"segments:\n{cuts}" if cuts else "")
        + "facts:\n"
        + "".join(f"  {line}\n" for line in lines)
        + extra
    )


def _with_sum(lines: list[str], period: str, segments: Mapping[str, Sequence[int]]) -> list[str]:
    parts = " + ".join(f"{name}.revenue" for name in segments)
    key = f"revenue@{period}: "
    return [
        f"revenue@{period}:\n    stated: {line.removeprefix(key)}\n    formula: {parts}"
        if line.startswith(key)
        else line
        for line in lines
    ]


def _before(period: str, back: int) -> str:
    """A quarter so many quarters before, a year so many years."""
    if "Q" not in period:
        return f"{int(period) - back}"
    at = int(period[:4]) * 4 + int(period[-1]) - 1 - back
    return f"{at // 4}Q{at % 4 + 1}"


def _a_year_before(period: str) -> str:
    return _before(period, 4 if "Q" in period else 1)


def _end(period: str) -> str:
    return f"{period[:4]}-{ {'Q1': '03-31', 'Q2': '06-30', 'Q3': '09-30'}.get(period[4:], '12-31') }"
