"""Tables of a snapshot: lines of a statement, now and before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import Called, PlannedExhibit, Sentence, say

TENTH_OF_MILLION: Final = (
    100_000  # as the last digit of what a company reports: from there on tables are in millions
)
_TENTH_OF_THOUSAND: Final = 100  # the same of thousands
_MILLIONS: Final = 10_000_000  # of revenue or shares: from there on charts, or their rows, are in millions
_TOTALS: Final = (
    "gross_profit", "operating_income", "pretax_income", "net_income", "operating_cash_flow", "free_cash_flow",
    "current_assets", "total_assets", "current_liabilities", "total_liabilities", "total_equity",
)  # fmt: skip
# What has so long a name in some language that a table half as wide as the page would break it.
_LONG_NAMES: Final = (
    "net_income", "eps.diluted", "eps.basic", "acquisitions", "property_plant_and_equipment", "shares.basic",
    "shares.diluted",
)  # fmt: skip


@dataclass(frozen=True)
class TableLine:
    """A line: its name, and its figure now and before as references; "" for none."""

    label: Called | Sentence
    now: str
    before: str = ""
    total: bool = False


def amounts_unit(held: Holdings) -> str:
    """The unit that a table's amounts are told in, with the scale that the company reports in: `m USD`."""
    currency = held.base.entities[held.base.entity].currency
    digit = held.last_digit
    scale = "m " if digit >= TENTH_OF_MILLION else "thousand " if digit >= _TENTH_OF_THOUSAND else ""
    return f"{scale}{currency}"


def chart_unit(held: Holdings) -> str:
    """The unit of a chart's amounts: millions, of a small company thousands."""
    currency = held.base.entities[held.base.entity].currency
    return f"{'m' if held.value('revenue') >= _MILLIONS else 'thousand'} {currency}"


def lines_of(held: Holdings, references: Sequence[str], shift: str) -> list[TableLine]:
    """A line for each reference that is held, with the figure of a shift before where that is held."""
    found: list[TableLine] = []
    for now in held.those(*references):
        concept = now.partition("@")[0]
        before = held.earlier(now, shift) if shift else ""
        if not held.value(now) and not held.value(before or "-"):
            continue  # nothing then and nothing now
        total = concept in _TOTALS and bool(found)  # a rule over the first line would part nothing
        label = Called(held.short_label(concept) if concept in _LONG_NAMES else held.label(concept))
        found.append(TableLine(label, now, before if held.has(before or "-") else "", total))
    return found


def figure_table(
    held: Holdings,
    name: str,
    titles: tuple[Sentence, Sentence],
    lines: Sequence[TableLine],
    heads: tuple[Sentence, Sentence],
    *,
    half: bool = False,
) -> PlannedExhibit | None:
    """Lines now, before, and what changed; without a column for what no line has. `half` as wide as the page, two of
    them stand side by side."""
    if len(lines) < 2:
        return None
    both = any(line.before for line in lines)
    columns: list[object] = [heads[0]]
    if both:
        columns += [heads[1], {"label": say("head.change"), "change": True}]
    body: dict[str, object] = {"size": "half"} if half else {}
    body |= {
        "table": {
            "unit": amounts_unit(held),
            "columns": columns,
            "rows": [_row(held, line, both) for line in lines],
        }
    }
    return PlannedExhibit(name, *titles, body)


def beside(*exhibits: PlannedExhibit | None) -> list[PlannedExhibit]:
    """Exhibits side by side, each half as wide as the page; one alone is as wide as it."""
    there = [one for one in exhibits if one]
    return [replace(one, body={"size": "half", **one.body}) for one in there] if len(there) > 1 else there


def _row(held: Holdings, line: TableLine, both: bool) -> Mapping[str, object]:
    cells = [line.now, *([line.before or "-", _changed(held, line)] if both else [])]
    fact = held.fact(line.now)
    counted = fact is not None and fact.quantity is not None and str(fact.quantity.unit) == "shares"
    unit = {"unit": "m shares"} if counted and held.value(line.now) >= _MILLIONS else {}
    return {"label": line.label, "cells": cells} | unit | ({"total": True} if line.total else {})


def _changed(held: Holdings, line: TableLine) -> str:
    """What changed: points of a ratio, else per cent where the base is above zero."""
    fact = held.fact(line.now)
    if not line.before or fact is None or fact.quantity is None:
        return "-"
    if held.value(line.now) == held.value(line.before):
        return "-"
    if fact.quantity.unit.ratio:
        return f"change({line.now}, {line.before})"
    coarse = held.is_coarse(line.now, line.before)
    return "-" if coarse else f"growth({line.now}, {line.before})"
