"""A comparison for a script."""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from reportgen.comparing.claim_changes import ClaimChange
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.figure_changes import FigureChange
from reportgen.comparing.how_far import how_far, how_far_beyond, how_far_beyond_words, how_far_words, worth_of
from reportgen.comparing.matters import MATTERS
from reportgen.comparing.outcome_changes import OutcomeChange, StandingOutcome
from reportgen.comparing.sides import ComparedFigure, ComparedSide
from reportgen.comparing.text_changes import TextChange
from reportgen.facts.quantity import Quantity
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
        "outcomes": [_outcome_change(change, comparison.new.language) for change in comparison.outcomes],
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
        "by": _by(how_far(change), how_far_words(change, language)),
        "old": _figure(change.old),
        "new": _figure(change.new),
        "expected": [
            {
                "scenario": one.expected.scenario,
                "stands": str(one.standing),
                "by": _beyond(one, language),
                **(_figure(one.expected) or {}),
            }
            for one in own
        ],
    }


def _by(found: Quantity | None, said: str) -> dict[str, Any] | None:
    """By how much: in words, and value and interval as numbers of its unit, 14.2 of 14.2%."""
    if found is None:
        return None
    return {
        "said": said,
        "unit": str(found.unit),
        "value": exact(found, machine=True),
        "interval": _ends((found.interval.low, found.interval.high), found.unit.worth),
    }


def _beyond(outcome: StandingOutcome, language: str) -> dict[str, Any] | None:
    """By how much an outcome lies above or below what was expected; below it is below zero."""
    return _by(how_far_beyond(outcome), how_far_beyond_words(outcome, language))


def _figure(figure: ComparedFigure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        "fact": figure.reference,
        "label": figure.label,
        "said": figure.said,
        "value": figure.value or None,
        "unit": figure.unit,
        "interval": _ends((figure.low, figure.high), worth_of(figure.unit)),
        "shown": list(figure.shown),
        "sources": [asdict(one) for one in figure.mentions],
        "formula": figure.formula or None,
    }


def _outcome_change(change: OutcomeChange, language: str) -> dict[str, Any]:
    return {
        "fact": change.either.figure.reference,
        "scenario": change.either.expected.scenario,
        "change": str(change.turn),
        "old": _standing(change.old, language),
        "new": _standing(change.new, language),
    }


def _standing(outcome: StandingOutcome | None, language: str) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "stands": str(outcome.standing),
        "by": _beyond(outcome, language),
        "figure": _figure(outcome.figure),
        "expected": _figure(outcome.expected),
    }


def _ends(interval: tuple[Fraction | None, Fraction | None], unit: Fraction) -> list[str | None]:
    """The ends of an interval, exact, as so many of a printed unit, as values are told."""
    return [None if end is None else str(end / unit) for end in interval]


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
