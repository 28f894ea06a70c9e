"""Corrections: what changed, number by number, since the edition that a reader was sent before."""

from __future__ import annotations

from reportgen.codes.rg9_delivery import RG907
from reportgen.comparing.figure_changes import FigureChange, figure_changes
from reportgen.comparing.reading_records import recorded_side
from reportgen.comparing.sides import ComparedSide
from reportgen.errors import Rejected
from reportgen.press.lettering import Change
from reportgen.proof.finished import Unreadable


def changes(before: bytes, now: bytes, language: str) -> tuple[Change, ...]:
    """Every number that the two editions do not print alike in a language: what matters most first, as a comparison has
    it; without what reads alike to every digit.

    Raises Rejected with RG907 where either numbers.json cannot be read.
    """
    seen = map(_change, _seen(_sent(before, language), _sent(now, language)))
    return tuple(one for one in seen if one.before != one.now)


def same_statements(before: bytes, now: bytes, language: str) -> bool:
    """True where the two editions print the same numbers, claims and headings in a language."""
    old, new = _sent(before, language), _sent(now, language)
    return not _seen(old, new) and _words(old) == _words(new)


def _sent(document: bytes, language: str) -> ComparedSide:
    try:
        return recorded_side("", document, language, "sent")
    except Unreadable as error:
        message = f"a numbers.json cannot be read, so that nobody can say what changed: {error}"
        raise Rejected([RG907.finding(message)]) from error


def _words(side: ComparedSide) -> tuple[object, ...]:
    return [(claim.words, claim.condition) for claim in side.claims], side.headings


def _seen(old: ComparedSide, new: ComparedSide) -> tuple[FigureChange, ...]:
    """What of all that differs a reader can see: not where a figure comes from, or what its digits leave open."""
    return tuple(one for one in figure_changes(old, new) if _is_seen(one))


def _is_seen(change: FigureChange) -> bool:
    old, new = change.old, change.new
    if old is None or new is None:
        return True
    return (old.value, old.unit, {*old.shown}) != (new.value, new.unit, {*new.shown})


def _change(change: FigureChange) -> Change:
    return Change(
        change.either.label,
        change.old.said if change.old else "",
        change.new.said if change.new else "",
    )
