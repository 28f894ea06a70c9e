"""The words of a masthead in English."""

from __future__ import annotations

from typing import Final

from reportgen.languages.masthead_words import MastheadWords

MASTHEAD: Final = MastheadWords(
    analyst="Analyst",
    analysts="Analysts",
    disclosures="Disclosures",
    recommendation="Recommendation",
    market_data="Market data",
    rating="Rating",
    target="Target price",
    upside="Upside",
    downside="Downside",
    price="Share price",
    capitalisation="Market cap",
    performance="Share price performance",
    was="from {}",
    changed="from {0} on {1}",
    since="since {}",
    months="{} months",
    one_month="1 month",
    strip="Key financials",
    forecast="{}E",
    legend="E: {}",
)
