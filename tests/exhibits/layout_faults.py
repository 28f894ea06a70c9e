"""What no drawing may have: ink outside of the picture, words on words, lines through words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from reportgen.exhibits.ink import Box, Dot, Drawing, Fill, Ink, InkText, Patch, Point, Stroke

SLACK: Final = 0.6  # points; a measured box is a little larger than its letters


def layout_faults(drawing: Drawing) -> list[str]:
    """Everything that is wrong with a drawing, in words."""
    return [*_outside(drawing), *_overlaps(drawing), *_crossed(drawing)]


def extent(ink: Ink) -> Box:
    """The box around some ink."""
    if isinstance(ink, InkText | Patch):
        return ink.box
    if isinstance(ink, Dot):
        return Box(ink.x - ink.radius, ink.y - ink.radius, ink.x + ink.radius, ink.y + ink.radius)
    points = ink.corners if isinstance(ink, Fill) else [point for piece in ink.pieces for point in piece]
    across, down = zip(*points, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _outside(drawing: Drawing) -> Iterator[str]:
    for ink in drawing.ink:
        box = extent(ink)
        room = Box(-SLACK, -SLACK, drawing.width + SLACK, drawing.height + SLACK)
        if not (
            room.left <= box.left
            and room.top <= box.top
            and box.right <= room.right
            and box.bottom <= room.bottom
        ):
            yield f"outside: {getattr(ink, 'text', type(ink).__name__)} {box}"


def _overlaps(drawing: Drawing) -> Iterator[str]:
    for one, other in combinations(drawing.words, 2):
        if one.box.meets(other.box, 0.4):
            yield f"on one another: {one.text} / {other.text}"


def _crossed(drawing: Drawing) -> Iterator[str]:
    """Words that a line runs through which nothing covers behind them."""
    for place, ink in enumerate(drawing.ink):
        if isinstance(ink, InkText):
            inner = Box(
                ink.box.left + SLACK, ink.box.top + SLACK, ink.box.right - SLACK, ink.box.bottom - SLACK
            )
            cover = max(
                (n for n, patch in enumerate(drawing.ink[:place]) if _covers(patch, inner)), default=0
            )
            strokes = [item for n, item in enumerate(drawing.ink) if isinstance(item, Stroke) and n >= cover]
            if any(
                runs_through(pair, inner)
                for item in strokes
                for piece in item.pieces
                for pair in pairwise(piece)
            ):
                yield f"a line through {ink.text}"


def _covers(ink: Ink, box: Box) -> bool:
    held = isinstance(ink, Patch) and bool(ink.fill)
    return (
        held
        and extent(ink).left <= box.left
        and extent(ink).right >= box.right
        and (extent(ink).top <= box.top and extent(ink).bottom >= box.bottom)
    )


def runs_through(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line has a part within a box (Liang and Barsky's clipping)."""
    (x, y), (x_end, y_end) = line
    low, high = 0.0, 1.0
    for delta, near, far in (
        (x_end - x, box.left - x, box.right - x),
        (y_end - y, box.top - y, box.bottom - y),
    ):
        if delta == 0:
            if near >= 0 or far <= 0:
                return False
            continue
        first, second = sorted((near / delta, far / delta))
        low, high = max(low, first), min(high, second)
    return low < high
