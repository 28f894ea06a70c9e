"""What a language brings to a masthead: who speaks, what they think of the shares, and the strip of key financials."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MastheadWords:
    """The fixed words on who speaks and of which shares."""

    analyst: str  # over one
    analysts: str  # over several
    disclosures: str
    recommendation: str  # over rating and target price
    market_data: str  # over a price without either
    rating: str
    target: str
    upside: str
    downside: str
    price: str
    capitalisation: str
    performance: str
    was: str  # around what a rating or a target was before, {}
    changed: str  # around what a rating was before and the day on which it changed, {0} and {1}
    since: str  # around a day, {}
    months: str  # around a number of months, {}
    one_month: str
    strip: str  # over the strip of key financials
    forecast: str  # around the name of a year that has yet to come out, {}: 2026E
    legend: str  # what that mark means, around the name of a scenario, {}
