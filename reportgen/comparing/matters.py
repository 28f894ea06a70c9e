"""What of a comparison matters most: the order in which all reports of it tell the changes."""

from __future__ import annotations

from typing import Final

from reportgen.comparing.claim_changes import ClaimTurn
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.outcome_changes import OutcomeTurn
from reportgen.comparing.text_changes import TextTurn

ChangeTurn = FigureTurn | OutcomeTurn | ClaimTurn | TextTurn

# What a reader was told wrongly; what the news is; what a text now says wrongly; then what is another, what is there
# or not, and last what says the same otherwise. Turns of different things may be spelt alike: told apart by `is`.
MATTERS: Final[tuple[ChangeTurn, ...]] = (
    FigureTurn.RESTATED,
    OutcomeTurn.TURNED,
    OutcomeTurn.CAME,
    ClaimTurn.FLIPPED,
    FigureTurn.NEXT,
    FigureTurn.GONE,
    FigureTurn.NEW,
    ClaimTurn.OPEN,
    ClaimTurn.GONE,
    ClaimTurn.NEW,
    FigureTurn.REFINED,
    FigureTurn.COARSENED,
    FigureTurn.SHIFTED,
    FigureTurn.REDERIVED,
    FigureTurn.RESOURCED,
    FigureTurn.UNPRINTED,
    FigureTurn.PRINTED,
    FigureTurn.REWORDED,
    ClaimTurn.REWORDED,
    TextTurn.CHANGED,
    TextTurn.NEW,
    TextTurn.GONE,
    TextTurn.MOVED,
    TextTurn.REFIGURED,
)
