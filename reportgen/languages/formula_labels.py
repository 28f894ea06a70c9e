"""What a language calls figures that are computed from others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Composing:
    """What is computed, named by what it is computed from: wordings around the label of a concept, {}, or of two."""

    of_segment: Callable[
        [str, str], str
    ]  # a segment's name and the label of a concept: “AWS revenue”, AWS營收
    inner: Callable[[str], str]  # a label within other words: English goes on in lower case
    change_on_year: str  # of an amount
    points_on_year: str  # of a ratio
    points_on_quarter: str
    # what says growth or change on the year, as it is said of a full year; of a company's own calendar, or not
    of_full_year: Callable[[str, bool], str]
    gap: str  # the difference from consensus, as an amount
    negative: str
    # growth, growth_on_quarter, growth_since ({1}: a period), growth_against ({1}: another measure), the same of change
    # but for a year ago; surprise, share, multiple; midpoint, low, high; annualised, abs, days, positive; sum, average,
    # min, max (around a list); range
    functions: Mapping[str, str]
    arithmetic: Mapping[str, str]  # + - * / and ÷, by a number
