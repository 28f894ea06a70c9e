"""A comparison for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from reportgen.comparing.claim_changes import ClaimChange, ClaimTurn
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.comparison_words import (
    CLAIM_HEADS,
    FIGURE_HEADS,
    TEXT_HEADS,
    also_words,
    named_with_formula,
    summary,
    unseen_words,
)
from reportgen.comparing.figure_changes import FigureChange
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


def comparison_text(comparison: SideComparison, *, colour: bool = False) -> str:
    """All that differs, the gravest first, and how much of what there is."""
    ink = _Ink(colour)
    parts = [
        ink.bold(" → ".join(comparison.names)),
        *_figures(comparison.figures, ink),
        *_claims(comparison.claims, ink),
    ]
    parts += _texts(comparison.texts, ink)
    parts += [f"not compared: {one}" for one in comparison.unread]
    parts.append(summary(comparison))
    return "\n\n".join(parts)


def _figures(changes: Sequence[FigureChange], ink: _Ink) -> Iterator[str]:
    if not changes:
        return
    name = min(max(display_width(change.label) for change in changes), _NAME)
    before = max(display_width(change.old.said) if change.old else 1 for change in changes)
    for turn, head in FIGURE_HEADS.items():
        if own := [change for change in changes if change.turn is turn]:
            lines = [ink.bold(f"{head} ({len(own)})")]
            for change in own:
                lines += _figure(change, (name, before), ink)
            yield "\n".join(lines)


def _figure(change: FigureChange, widths: tuple[int, int], ink: _Ink) -> Iterator[str]:
    name, before = widths
    old, new = (one.said if one else "–" for one in (change.old, change.new))
    label = change.label
    if display_width(label) > name:
        yield f"  {label}"
        label = ""
    yield f"  {_left(label, name)}  {ink.old(_right(old, before))} → {ink.new(new)}"
    yield f"      {named_with_formula(change)}"
    for said in filter(None, (unseen_words(change), *also_words(change))):
        yield f"      {said}"


def _claims(changes: Sequence[ClaimChange], ink: _Ink) -> Iterator[str]:
    for turn, head in CLAIM_HEADS.items():
        own = [line for change in changes if change.turn is turn for line in _claim(change, ink)]
        if own:
            yield "\n".join([ink.bold(head), *own])


def _claim(change: ClaimChange, ink: _Ink) -> Iterator[str]:
    old, new = change.old, change.new
    same = old and new and (old.words, old.expression) == (new.words, new.expression)
    if old:
        yield ink.old(f"  − “{old.words}”") + f"  {old.expression}"
    if new and not same:
        yield ink.new(f"  + “{new.words}”") + f"  {new.expression}"
    if same and change.turn in (ClaimTurn.FLIPPED, ClaimTurn.OPEN):
        yield "    said by both sides, borne out by the facts of one"


def _texts(changes: Sequence[TextChange], ink: _Ink) -> Iterator[str]:
    for turn, head in TEXT_HEADS.items():
        if own := [change for change in changes if change.turn is turn]:
            lines = [ink.bold(f"Texts: {head.lower()} ({len(own)})")]
            for change in own:
                lines += _text(change, ink)
            yield "\n".join(lines)


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
