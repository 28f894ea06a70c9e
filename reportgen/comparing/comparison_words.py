"""What the reports of a comparison call things: for people at a terminal, and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.figure_changes import EXPECTATIONS, VALUE_TURNS, FigureChange, FigureTurn
from reportgen.comparing.headings import ComparisonHeadings, comparison_headings
from reportgen.comparing.how_far import how_far_beyond_words
from reportgen.comparing.interval_picture import extent
from reportgen.comparing.matters import ChangeTurn
from reportgen.comparing.outcome_changes import OutcomeChange, StandingOutcome
from reportgen.comparing.sides import ComparedFigure


def standing_words(outcome: StandingOutcome) -> str:
    """Where an outcome stands to what was expected: “above guidance, $206bn to $213bn”."""
    standing = {"overlaps": "partly within"}.get(str(outcome.standing), str(outcome.standing))
    return f"{standing} {outcome.expected.scenario}, {outcome.expected.said}"


def standing_words_in_full(outcome: StandingOutcome, language: str) -> str:
    """The same with by how much: “above guidance, $206bn to $213bn, by 0.2% of its upper end”."""
    far = how_far_beyond_words(outcome, language, sign=False)
    return f"{standing_words(outcome)}, by {far}" if far else standing_words(outcome)


def also_words(change: FigureChange, headings: ComparisonHeadings) -> tuple[str, ...]:
    """What else there is to say of a change: its other turns, what it repeats, which way guidance went."""
    details = [_detail(turn, change, headings) for turn in change.turns]
    repeated = ("equal to the one before to every digit: is it this period's?",) if change.repeats else ()
    revised = "" if headings.by_language else _revised(change)
    return (*repeated, *filter(None, (revised, *details)))


def _revised(change: FigureChange) -> str:
    """Which way an expectation was revised: “guidance raised”; "" for what happened, what is computed of an
    expectation, or where its ends went apart."""
    old, new = change.old, change.new
    if change.turn is not FigureTurn.RESTATED or old is None or new is None or old.unit != new.unit:
        return ""
    ends = ((old.low, new.low), (old.high, new.high))
    known = [(was, now) for was, now in ends if was is not None and now is not None]
    stated = old.mentions and new.mentions
    if new.scenario not in EXPECTATIONS or not stated or len(known) < len(ends):
        return ""
    if all(now >= was for was, now in known):
        return f"{new.scenario} raised"
    return f"{new.scenario} lowered" if all(now <= was for was, now in known) else ""


def outcome_words(change: OutcomeChange, headings: ComparisonHeadings, language: str) -> tuple[str, ...]:
    """Where an outcome stands to what was expected, and where it stood."""
    old, new = change.old, change.new
    if old and new:
        said = (standing_words_in_full(one, language) for one in (old, new))
        return tuple(map(headings.at, (headings.old, headings.new), said))
    return (standing_words_in_full(change.either, language),)


def named_with_formula(change: FigureChange) -> str:
    """A figure's reference, with the formula of one that is computed, where its name is not that already."""
    figure = change.either
    said = figure.formula if not figure.mentions else ""
    concept = figure.reference.partition("/")[2]
    return f"{figure.reference} = {said}" if said and not concept.startswith(said) else figure.reference


def unseen_words(change: FigureChange) -> str:
    """What two figures may be that read alike and are not."""
    old, new = change.old, change.new
    if old is None or new is None or change.turn not in VALUE_TURNS or old.said != new.said:
        return ""
    return f"it may be: {extent(old)} → {extent(new)}"


def _detail(turn: FigureTurn, change: FigureChange, headings: ComparisonHeadings) -> str:
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    match turn:
        case FigureTurn.REDERIVED:
            return f"formula: {old.formula or 'stated'} → {new.formula or 'stated'}"
        case FigureTurn.RESOURCED if change.turn in VALUE_TURNS and _places(old) == _places(new):
            return ""  # the same place prints the other value
        case FigureTurn.RESOURCED:
            return f"source: {_mentioned(old)} → {_mentioned(new)}"
        case FigureTurn.REWORDED if old.label != new.label:
            return f"called: {old.label} → {new.label}"
        case FigureTurn.REWORDED:
            return _wordings(old, new)
        case FigureTurn.UNPRINTED | FigureTurn.PRINTED if turn in change.also:
            return headings.name(turn)
    return ""


def _wordings(old: ComparedFigure, new: ComparedFigure) -> str:
    """The printings that only one side has."""
    gone = [text for text in old.shown if text not in new.shown]
    fresh = [text for text in new.shown if text not in old.shown]
    return f"printed: {', '.join(gone) or '–'} → {', '.join(fresh) or '–'}"


def _places(figure: ComparedFigure) -> list[tuple[str, str]]:
    return [(one.source, one.locator) for one in figure.mentions]


def _mentioned(figure: ComparedFigure) -> str:
    said = (f"{one.source} {one.locator} “{one.printed}”" for one in figure.mentions)
    return "; ".join(said) or "none"


def summary(comparison: SideComparison) -> str:
    """All that differs, counted."""
    if comparison.alike:
        return "alike in what was compared" if comparison.unread else "alike"
    headings = comparison_headings(comparison)
    parts: tuple[tuple[str, list[ChangeTurn]], ...] = (
        ("figure", [change.turn for change in comparison.figures]),
        ("outcome", [change.turn for change in comparison.outcomes]),
        ("claim", [change.turn for change in comparison.claims]),
        ("text", [change.turn for change in comparison.texts]),
    )
    return "; ".join(_counted(what, turns, headings) for what, turns in parts if turns)


def _counted(what: str, turns: Sequence[ChangeTurn], headings: ComparisonHeadings) -> str:
    """How many things of a kind changed, and how: “3 figures (2 restated, 1 new)”, in the order of their turns."""
    counts = Counter(turns)
    told = ", ".join(f"{counts[turn]} {headings.name(turn)}" for turn in type(turns[0]) if counts[turn])
    return f"{len(turns)} {what}{'s' * (len(turns) != 1)} ({told})"
