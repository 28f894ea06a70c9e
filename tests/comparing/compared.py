"""What the tests of comparisons share: sides made of the tiny edition and of small fact bases, and a comparison turned
round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from support import Edits, checked

from reportgen.comparing.claim_changes import ClaimTurn
from reportgen.comparing.comparison import SideComparison, compare_sides
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.reading_sides import edition_side, facts_side
from reportgen.comparing.sides import ComparedSide
from reportgen.comparing.text_changes import TextTurn
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts

TURNED: Final = {
    FigureTurn.NEW: FigureTurn.GONE,
    FigureTurn.REFINED: FigureTurn.COARSENED,
    FigureTurn.PRINTED: FigureTurn.UNPRINTED,
    ClaimTurn.NEW: ClaimTurn.GONE,
    TextTurn.NEW: TextTurn.GONE,
}
_ROUND: Final = TURNED | {after: before for before, after in TURNED.items()}


def edition(edits: Edits | None = None, language: str = "en") -> ComparedSide:
    """The tiny edition with some passages changed."""
    return edition_side("tiny", checked(edits), language)


def facts(base: FactBase | None) -> ComparedSide:
    """A fact base as a side."""
    assert base is not None
    return facts_side("facts", base, "en")


def told(comparison: SideComparison, *, turned: bool = False) -> set[tuple[Any, ...]]:
    """All that a comparison says, in any order; `turned` as it looks from the other side."""
    changes: Iterable[Any] = (
        *comparison.figures,
        *comparison.outcomes,
        *comparison.claims,
        *comparison.texts,
    )
    found = set()
    for change in changes:
        turns = frozenset(getattr(change, "turns", (change.turn,)))
        ends = (change.old, change.new)
        if turned:
            turns = frozenset(_ROUND.get(turn, turn) for turn in turns)
            ends = (change.new, change.old)
        found.add((type(change).__name__, turns, *map(repr, ends)))
    return found


def mirrors(one: ComparedSide, other: ComparedSide) -> bool:
    """Whether a comparison says the same from both sides."""
    return told(compare_sides(one, other)) == told(compare_sides(other, one), turned=True)


def turns_of(comparison: SideComparison) -> dict[str, str]:
    """What happened to each figure, by its reference without the company."""
    return {change.either.reference.partition("/")[2]: str(change.turn) for change in comparison.figures}


WEEKS = """
entity: hearth
period: {period}
entities:
  hearth: {{name: {{en: Hearth}}, fiscal-year-end: saturday nearest 01-31, fiscal-year-named: start}}
sources:
  release: {{title: {{en: Release}}, published: 2025-03-06}}
facts:
{facts}
"""


def weeks(period: str, **stated: str) -> ComparedSide:
    """A company whose quarters have 13 or 14 weeks, as of a period."""
    lines = (f"  {name.replace('_at_', '@')}: {value}; release ¶1" for name, value in stated.items())
    base, found = read_facts(WEEKS.format(period=period, facts="\n".join(lines)).encode(), "facts.yaml")
    assert not [one.message for one in found if one.blocks]
    return facts(base)
