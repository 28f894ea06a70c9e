"""What is said of reports that companies file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FilingWords:
    """`title` is what a report is called, of {company}, {form} and {period}; `restated` why a later report counts."""

    title: str
    restated: str
