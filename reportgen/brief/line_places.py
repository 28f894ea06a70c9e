"""Where the characters of a line stand, as it is read as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reportgen.document.nodes import Words
from reportgen.document.walk import Run
from reportgen.errors import Locus


def place_in(stretches: Sequence[Run], starts: Sequence[int], offset: int) -> Locus | None:
    """The place of a character of a line; `starts` are the offsets at which its stretches begin. Slow: for what is
    found alone."""
    index = bisect_right(starts, offset) - 1
    piece = stretches[index].piece
    if isinstance(piece, Words) and piece.place:
        inner = offset - starts[index]
        return (piece.place.further(inner) if piece.written else piece.place).locus
    place = getattr(piece, "place", None)
    return place.locus if place else None
