"""What English calls figures that are computed from others."""

from __future__ import annotations

from typing import Final

from reportgen.languages.formula_labels import Composing


def _inner(label: str) -> str:
    """A label within a sentence: an initial capital goes, that of an abbreviation stays."""
    first = label.split(" ", 1)[0]
    return label[:1].lower() + label[1:] if first[1:].islower() or len(first) == 1 else label


COMPOSING: Final = Composing(
    of_segment=lambda segment, label: f"{segment} {_inner(label)}",
    inner=_inner,
    change_on_year="{} change, y/y",
    points_on_year="{} change, y/y",
    points_on_quarter="{} change, q/q",
    of_full_year=lambda wording, fiscal: wording,
    gap="{} vs consensus, difference",
    negative="minus {}",
    functions={
        "growth": "{} growth, y/y",
        "growth_on_quarter": "{} growth, q/q",
        "growth_since": "{} growth since {}",
        "growth_against": "{} relative to {}",
        "change_on_quarter": "{} change, q/q",
        "change_since": "{} change since {}",
        "change_against": "{} less {}",
        "surprise": "{} vs consensus",
        "share": "{} as a share of {}",
        "multiple": "{} as a multiple of {}",
        "midpoint": "{} midpoint",
        "low": "{} low end",
        "high": "{} high end",
        "annualised": "{}, annualised",
        "abs": "{}, size",
        "days": "Days of the period of {}",
        "positive": "{}",
        "sum": "Sum of {}",
        "average": "Average of {}",
        "min": "Lowest of {}",
        "max": "Highest of {}",
        "range": "{} to {}",
    },
    arithmetic={
        "+": "{} plus {}",
        "-": "{} less {}",
        "*": "{} times {}",
        "/": "{} per {}",
        "÷": "{} divided by {}",
    },
)
