"""What a language brings to the numbers as a workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WorkbookWords:
    """The fixed words of the numbers as a workbook, beside those of a page and its inspector. Names of sheets have at
    most 31 characters."""

    facts: str  # the first sheet
    value: str
    low: str
    high: str
    formula: str
    reference: str  # the name of a fact in the facts
    exception: str
    title: str
    publisher: str
    published: str
    figures: str  # how many of them a source states
    fixed: str  # the note on a computed value that no formula of a spreadsheet gives
    legend: str  # what stated and computed cells look like
