"""How Traditional Chinese names days and periods."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from reportgen.languages.pack import PeriodStyle
from reportgen.languages.periods import fiscal_name, short_name
from reportgen.languages.zh_hant.figures import DIGITS


def _named(year: int, part: str, index: int, closes: tuple[int, int] | None, short: bool) -> str:
    """2025年第四季, 2025年前三季, 2025年10月, 2026會計年度第三季; short 4Q25, 9M25, 2025/10, FY26 Q3."""
    if short:
        if part == "M":
            return f"{year}/{index}"
        return fiscal_name(year, part, index) if closes else short_name(year, part, index)
    return f"{year}{'會計年度' if closes else '年'}{_part(part, index)}"


def _part(part: str, index: int) -> str:
    match part:
        case "Q":
            return f"第{DIGITS[index]}季"
        case "H":
            return f"{'上下'[index - 1]}半年"
        case "9M":
            return "前三季"
        case "M":
            return f"{index}月"
    return ""


def _stretch(first: date, last: date, twelve_months: bool, short: bool) -> str:
    end = _day(last, short)
    return f"截至{end}止12個月" if twelve_months else f"{_day(first, short)}至{end}"


@lru_cache(maxsize=1024)
def _day(day: date, short: bool) -> str:
    from babel.dates import format_date

    return format_date(day, "y/M/d" if short else "long", locale="zh_Hant")


def _undated(day: date) -> tuple[str, ...]:
    return (f"{day.month}月{day.day}日",)


PERIODS: Final = PeriodStyle(
    named=_named,
    stretch=_stretch,
    day=_day,
    undated=_undated,
    weeks="{0}週對{1}週",
    days=r"\d{1,2}\s?日",
)
