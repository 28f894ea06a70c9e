"""How languages name periods where room is short."""

from __future__ import annotations


def short_name(year: int, part: str, index: int) -> str:
    """A period of the calendar in Chinese and Japanese: 4Q25, 1H25, 9M25, 2025."""
    if not part:
        return str(year)
    return f"{'' if part == '9M' else index}{part}{year % 100:02}"


def fiscal_name(year: int, part: str, index: int) -> str:
    """A period of a fiscal year: FY26 Q3, FY26 H1, FY26 9M, FY26."""
    named = f"FY{year % 100:02}"
    return f"{named} {part}{'' if part == '9M' else index}" if part else named
