"""What a comparison calls its changes and its two sides, for all reports of it: by time, or, of one edition in two
languages, by these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportgen.comparing.claim_changes import ClaimTurn
from reportgen.comparing.comparison import SideComparison
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.matters import ChangeTurn
from reportgen.comparing.outcome_changes import OutcomeTurn
from reportgen.comparing.text_changes import TextTurn

_HEADS: Final[dict[ChangeTurn, str]] = {
    FigureTurn.RESTATED: "Restated: outside of what it was",
    FigureTurn.NEXT: "In the same place, a period on",
    FigureTurn.GONE: "Gone",
    FigureTurn.NEW: "New",
    FigureTurn.REFINED: "Refined: inside of what it was",
    FigureTurn.COARSENED: "Coarsened: told less exactly",
    FigureTurn.SHIFTED: "Shifted: the old and the new may both hold",
    FigureTurn.REDERIVED: "Another formula, the same value",
    FigureTurn.RESOURCED: "Another source, the same value",
    FigureTurn.UNPRINTED: "No longer printed",
    FigureTurn.PRINTED: "Now printed",
    FigureTurn.REWORDED: "In other words",
}
_OUTCOME_HEADS: Final[dict[ChangeTurn, str]] = {
    OutcomeTurn.TURNED: "Outcomes that stand otherwise to what was expected",
    OutcomeTurn.CAME: "Outcomes, against what was expected",
}
_CLAIM_HEADS: Final[dict[ChangeTurn, str]] = {
    ClaimTurn.FLIPPED: "Claims that the facts of the other side are against",
    ClaimTurn.OPEN: "Claims that the facts of the other side leave open",
    ClaimTurn.GONE: "Claims no longer made",
    ClaimTurn.NEW: "Claims that are new",
    ClaimTurn.REWORDED: "Claims in other words",
}
_TEXT_HEADS: Final[dict[ChangeTurn, str]] = {
    TextTurn.CHANGED: "Texts: changed",
    TextTurn.NEW: "Texts: new",
    TextTurn.GONE: "Texts: gone",
    TextTurn.MOVED: "Texts: moved, word for word",
    TextTurn.REFIGURED: "Texts: other figures, the same words",
}
# Of two languages: the head of a section, and its name in a count.
_FIGURES_OF_LANGUAGES: Final[dict[ChangeTurn, tuple[str, str]]] = {
    FigureTurn.RESTATED: ("Other values: in {new} outside of what they are in {old}", "of other values"),
    FigureTurn.GONE: ("Only in {old}", "only in {old}"),
    FigureTurn.NEW: ("Only in {new}", "only in {new}"),
    FigureTurn.REFINED: ("Told more exactly in {new}", "more exact in {new}"),
    FigureTurn.COARSENED: ("Told more exactly in {old}", "more exact in {old}"),
    FigureTurn.SHIFTED: ("Other values, which may be the same", "perhaps the same"),
    FigureTurn.UNPRINTED: ("Printed in {old} alone", "printed in {old} alone"),
    FigureTurn.PRINTED: ("Printed in {new} alone", "printed in {new} alone"),
}
_OTHERS_OF_LANGUAGES: Final[dict[ChangeTurn, tuple[str, str]]] = {
    OutcomeTurn.TURNED: ("Outcomes that stand otherwise in {new} than in {old}", "other in {new}"),
    OutcomeTurn.CAME: ("Outcomes in one language alone, against what was expected", "in one language alone"),
    ClaimTurn.GONE: ("Claims of {old} alone", "of {old} alone"),
    ClaimTurn.NEW: ("Claims of {new} alone", "of {new} alone"),
}


@dataclass(frozen=True)
class ComparisonHeadings:
    """The names of a comparison's two sides, as its columns have them (Was, Is), and of what happened. `by_language`
    where the sides are one edition in two languages: neither was before the other."""

    old: str
    new: str
    by_language: bool

    @property
    def title(self) -> str:
        """What the page is called."""
        return "What differs" if self.by_language else "What changed"

    def head(self, turn: ChangeTurn) -> str:
        """What stands above the changes of one kind."""
        if own := self._own(turn):
            return own[0].format(old=self.old, new=self.new)
        return _heads_of(turn)[turn]

    def name(self, turn: ChangeTurn) -> str:
        """What a change is called in a count, behind the number and what it is of: 3 restated."""
        own = self._own(turn)
        return own[1].format(old=self.old, new=self.new) if own else str(turn)

    def at(self, side: str, said: str) -> str:
        """What is said of one side, the old or the new one, with the name of that: “was above consensus”."""
        return f"{side}: {said}" if self.by_language else f"{side.lower()} {said}"

    def _own(self, turn: ChangeTurn) -> tuple[str, str] | None:
        """What two languages have of their own. Turns of different things may be spelt alike: each has its table."""
        if not self.by_language:
            return None
        table = _FIGURES_OF_LANGUAGES if isinstance(turn, FigureTurn) else _OTHERS_OF_LANGUAGES
        return None if isinstance(turn, TextTurn) else table.get(turn)


def _heads_of(turn: ChangeTurn) -> dict[ChangeTurn, str]:
    match turn:
        case FigureTurn():
            return _HEADS
        case OutcomeTurn():
            return _OUTCOME_HEADS
        case ClaimTurn():
            return _CLAIM_HEADS
        case TextTurn():
            return _TEXT_HEADS


def comparison_headings(comparison: SideComparison) -> ComparisonHeadings:
    """How a comparison is told."""
    if comparison.of_languages:
        return ComparisonHeadings(comparison.old.language, comparison.new.language, True)
    return ComparisonHeadings("Was", "Is", False)
