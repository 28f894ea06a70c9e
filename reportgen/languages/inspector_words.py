"""What the inspector says in a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InspectorWords:
    """The fixed words of the inspector and of the appendix's tools. {n} and {m} are put in by the page: how many rows
    are shown, and of how many."""

    close: str
    copy: str
    copied: str
    by_hand: str
    exact: str
    precision: str
    unit: str
    period: str
    scenario: str
    basis: str
    source: str
    sources: str
    working: str
    operands: str
    verdict: str
    where: str
    row: str
    unprinted: str
    headline: str
    summary: str
    search: str
    search_hint: str
    all_verdicts: str
    kind: str
    all_kinds: str
    stated: str
    derived: str
    sort: str
    ascending: str
    descending: str
    csv: str
    count: str
    none: str
    until: str
    stop: str
    told: str  # the interval that the source states
    recomputed: str  # the one that the formula gives
