"""How all languages name periods where room is short."""

from __future__ import annotations


def short_name(year: int, part: str, index: int, fiscal: int) -> str:
    """4Q25, 2025; named by its fiscal year 2QFY26, FY26. `part` is Q, H, or "" for a year; `fiscal` is 0
    for a period of the calendar."""
    era = "FY" if fiscal else ""
    if part:
        return f"{index}{part}{era}{year % 100:02}"
    return f"FY{year % 100:02}" if fiscal else str(year)
