"""How Traditional Chinese names days and periods."""

from __future__ import annotations

from datetime import date
from typing import Final

from reportgen.languages.pack import PeriodStyle
from reportgen.languages.periods import short_name
from reportgen.languages.zh_hant.figures import DIGITS


def _named(year: int, part: str, index: int, fiscal: int, short: bool) -> str:
    """2025年第四季, 2026財年, 2026財年第二季; short 4Q25, FY26, 2QFY26."""
    if short:
        return short_name(year, part, index, fiscal)
    parts = {"": "", "Q": f"第{DIGITS[index]}季", "H": "上下"[index - 1 : index] + "半年"}
    return f"{year}{'財年' if fiscal else '年'}{parts[part]}"


def _stretch(first: date, last: date, twelve_months: bool, short: bool) -> str:
    end = _day(last, short)
    return f"截至{end}止12個月" if twelve_months else f"{_day(first, short)}至{end}"


def _day(day: date, short: bool) -> str:
    from babel.dates import format_date

    return format_date(day, "y/M/d" if short else "long", locale="zh_Hant")


def _undated(day: date) -> tuple[str, ...]:
    return (f"{day.month}月{day.day}日",)


PERIODS: Final = PeriodStyle(named=_named, stretch=_stretch, day=_day, undated=_undated, days=r"\d{1,2}\s?日")
