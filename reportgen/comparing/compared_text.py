"""A comparison for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from reportgen.comparing.claim_changes import ClaimChange, ClaimTurn
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.comparison_words import (
    also_words,
    named_with_formula,
    outcome_words,
    summary,
    unseen_words,
)
from reportgen.comparing.figure_changes import FigureChange, FigureTurn
from reportgen.comparing.headings import ComparisonHeadings, comparison_headings
from reportgen.comparing.how_far import how_far_words
from reportgen.comparing.matters import MATTERS
from reportgen.comparing.outcome_changes import OutcomeChange, OutcomeTurn, StandingOutcome
from reportgen.comparing.sides import ComparedFigure
from reportgen.comparing.text_changes import TextChange, TextTurn
from reportgen.errors import display_width

WIDTH: Final = 100
_BOLD: Final = "\x1b[1m{}\x1b[0m"
_OLD: Final = "\x1b[31m{}\x1b[0m"
_NEW: Final = "\x1b[32m{}\x1b[0m"
_NAME: Final = 46  # columns of a label at most


class _Ink:
    """Colours on a terminal, and none elsewhere."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def bold(self, text: str) -> str:
        return _BOLD.format(text) if self._colour else text

    def old(self, text: str) -> str:
        return _OLD.format(text) if self._colour and text.strip() else text

    def new(self, text: str) -> str:
        return _NEW.format(text) if self._colour and text.strip() else text


@dataclass(frozen=True)
class _Style:
    """How a comparison is told: in colours or without, under which headings, and its changes in which language."""

    ink: _Ink
    headings: ComparisonHeadings
    language: str


def comparison_text(comparison: SideComparison, *, colour: bool = False) -> str:
    """All that differs, the gravest first, and how much of what there is."""
    ink = _Ink(colour)
    parts = [
        ink.bold(" → ".join(comparison.names)),
        *_sections(comparison, ink),
    ]
    parts += [f"not compared: {one}" for one in comparison.unread]
    parts.append(summary(comparison))
    return "\n\n".join(parts)


def _sections(comparison: SideComparison, ink: _Ink) -> Iterator[str]:
    """A section for each kind of change, what matters most first."""
    style = _Style(ink, comparison_headings(comparison), comparison.new.language)
    widths = _widths([*comparison.figures, *comparison.outcomes])
    for turn in MATTERS:
        match turn:
            case FigureTurn():
                figures = [one for one in comparison.figures if one.turn is turn]
                told = [_figure(one, widths, style) for one in figures]
            case OutcomeTurn():
                outcomes = [one for one in comparison.outcomes if one.turn is turn]
                told = [_outcome(one, widths, style) for one in outcomes]
            case ClaimTurn():
                claims = [one for one in comparison.claims if one.turn is turn]
                told = [_claim(one, ink) for one in claims]
            case TextTurn():
                texts = [one for one in comparison.texts if one.turn is turn]
                told = [_text(one, ink) for one in texts]
        if told:
            head = style.headings.head(turn)
            yield "\n".join([ink.bold(f"{head} ({len(told)})"), *(line for lines in told for line in lines)])


def _widths(changes: Sequence[FigureChange | OutcomeChange]) -> tuple[int, int]:
    """Columns of the labels and of the old values."""
    name = max((display_width(change.label) for change in changes), default=0)
    olds = (change.old for change in changes)
    said = (old.figure.said if isinstance(old, StandingOutcome) else old.said for old in olds if old)
    return min(name, _NAME), max(map(display_width, said), default=1)


def _figure(change: FigureChange, widths: tuple[int, int], style: _Style) -> Iterator[str]:
    far = how_far_words(change, style.language)
    *above, values = _values(change.label, change.old, change.new, widths, style.ink)
    yield from (*above, f"{values}   {far}" if far else values)
    yield f"      {named_with_formula(change)}"
    for said in filter(None, (unseen_words(change), *also_words(change, style.headings))):
        yield f"      {said}"


def _outcome(change: OutcomeChange, widths: tuple[int, int], style: _Style) -> Iterator[str]:
    old, new = (one.figure if one else None for one in (change.old, change.new))
    yield from _values(change.label, old, new, widths, style.ink)
    for said in (change.either.figure.reference, *outcome_words(change, style.headings, style.language)):
        yield f"      {said}"


def _values(
    label: str, old: ComparedFigure | None, new: ComparedFigure | None, widths: tuple[int, int], ink: _Ink
) -> Iterator[str]:
    name, before = widths
    was, now = (one.said if one else "–" for one in (old, new))
    if display_width(label) > name:
        yield f"  {label}"
        label = ""
    yield f"  {_left(label, name)}  {ink.old(_right(was, before))} → {ink.new(now)}"


def _claim(change: ClaimChange, ink: _Ink) -> Iterator[str]:
    old, new = change.old, change.new
    same = old and new and (old.words, old.expression) == (new.words, new.expression)
    if old:
        yield ink.old(f"  − “{old.words}”") + f"  {old.expression}"
    if new and not same:
        yield ink.new(f"  + “{new.words}”") + f"  {new.expression}"
    if same and change.turn in (ClaimTurn.FLIPPED, ClaimTurn.OPEN):
        yield "    said by both sides, borne out by the facts of one"


def _text(change: TextChange, ink: _Ink) -> Iterator[str]:
    found = change.new or change.old
    assert found is not None
    if found.under:
        yield f"  under “{found.under}”:"
    match change.turn:
        case TextTurn.CHANGED | TextTurn.REFIGURED:
            marked = "".join(
                one.text if one.in_old and one.in_new else
                ink.old(f"[-{one.text}-]") if one.in_old else ink.new(f"{{+{one.text}+}}")
                for one in change.stretches
            )  # fmt: skip
            yield from _wrapped(marked)
        case TextTurn.NEW:
            yield from map(ink.new, _wrapped(found.text, "  + "))
        case TextTurn.GONE:
            yield from map(ink.old, _wrapped(found.text, "  − "))
        case TextTurn.MOVED:
            yield from _wrapped(found.text, "  ↕ ")


def _wrapped(text: str, lead: str = "    ") -> Iterable[str]:
    return wrap(text, WIDTH, initial_indent=lead, subsequent_indent="    ", break_on_hyphens=False)


def _left(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _right(text: str, width: int) -> str:
    return " " * (width - display_width(text)) + text
