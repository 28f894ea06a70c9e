"""A comparison for a script."""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from reportgen.comparing.claim_changes import ClaimChange
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.figure_changes import FigureChange
from reportgen.comparing.how_far import how_far, how_far_words
from reportgen.comparing.matters import MATTERS
from reportgen.comparing.outcome_changes import OutcomeChange, StandingOutcome
from reportgen.comparing.sides import ComparedFigure, ComparedSide
from reportgen.comparing.text_changes import TextChange
from reportgen.figures.display import exact


def comparison_json(comparison: SideComparison) -> str:
    """All that differs by name of each field; null where a side has nothing. The fields are in docs/comparing.md."""
    document = {
        "alike": comparison.alike,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "order": _order(comparison),
        "figures": [
            _figure_change(change, comparison.outcomes, comparison.new.language)
            for change in comparison.figures
        ],
        "outcomes": [_outcome_change(change) for change in comparison.outcomes],
        "claims": [_claim_change(change) for change in comparison.claims],
        "texts": [_text_change(change) for change in comparison.texts],
        "not compared": list(comparison.unread),
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _order(comparison: SideComparison) -> list[dict[str, Any]]:
    """Which changes there are, what matters most first: the list that has them, their turn, and how many."""
    lists = (
        ("figures", comparison.figures),
        ("outcomes", comparison.outcomes),
        ("claims", comparison.claims),
        ("texts", comparison.texts),
    )
    return [
        {"in": name, "change": str(turn), "count": count}
        for turn in MATTERS
        for name, changes in lists
        if (count := sum(change.turn is turn for change in changes))
    ]


def _side(side: ComparedSide) -> dict[str, Any]:
    return {"name": side.name, "kind": side.kind, "language": side.language}


def _figure_change(
    change: FigureChange, outcomes: tuple[OutcomeChange, ...], language: str
) -> dict[str, Any]:
    own = [one.either for one in outcomes if one.either.figure.reference == change.either.reference]
    return {
        "fact": change.either.reference,
        "change": str(change.turn),
        "also": [str(turn) for turn in change.also],
        "repeats": change.repeats,
        "by": _by(change, language),
        "old": _figure(change.old),
        "new": _figure(change.new),
        "expected": [
            {"scenario": one.expected.scenario, "stands": str(one.standing), **(_figure(one.expected) or {})}
            for one in own
        ],
    }


def _by(change: FigureChange, language: str) -> dict[str, Any] | None:
    """By how much it changed: in words, and as the number that the interval is told in, 0.142 for 14.2%."""
    found = how_far(change)
    if found is None:
        return None
    interval = found.interval
    return {
        "said": how_far_words(change, language),
        "unit": str(found.unit),
        "value": exact(found, machine=True),
        "interval": [_end(interval.low), _end(interval.high)],
    }


def _figure(figure: ComparedFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "fact": figure.reference,
        "label": figure.label,
        "said": figure.said,
        "value": figure.value or None,
        "unit": figure.unit,
        "interval": [_end(figure.low), _end(figure.high)],
        "shown": list(figure.shown),
        "sources": [asdict(one) for one in figure.mentions],
        "formula": figure.formula or None,
    }


def _outcome_change(change: OutcomeChange) -> dict[str, Any]:
    return {
        "fact": change.either.figure.reference,
        "scenario": change.either.expected.scenario,
        "change": str(change.turn),
        "old": _standing(change.old),
        "new": _standing(change.new),
    }


def _standing(outcome: StandingOutcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "stands": str(outcome.standing),
        "figure": _figure(outcome.figure),
        "expected": _figure(outcome.expected),
    }


def _end(end: Fraction | None) -> str | None:
    return None if end is None else str(end)


def _claim_change(change: ClaimChange) -> dict[str, Any]:
    return {
        "change": str(change.turn),
        "old": asdict(change.old) if change.old else None,
        "new": asdict(change.new) if change.new else None,
    }


def _text_change(change: TextChange) -> dict[str, Any]:
    return {
        "change": str(change.turn),
        "old": asdict(change.old) if change.old else None,
        "new": asdict(change.new) if change.new else None,
    }
