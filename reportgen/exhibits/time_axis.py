"""Time along the foot of a chart: where points stand by their dates, where dates are missing, what is named.

A mark says when it stands in months (`Mark.at`). Marks that do not all say so, or not one after the other, stand in
equal steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from reportgen.document.chart import Mark, Tick
from reportgen.exhibits.ink import InkSheet
from reportgen.exhibits.measure import NOTE, TooSmall
from reportgen.exhibits.rows import TextLine, text_block

GAP_DASH: Final = (0.6, 2.0)  # of a line that crosses dates without a figure
_GAP: Final = 1.5  # a step is a gap that is so many times as long as the usual one,
_LEAST_GAP: Final = 0.5  # and at least so many months: a weekend is none
_AIR: Final = 3.0  # between labels
# Every which label is tried: steps that keep to the same months of the year come first.
_EVERY: Final = {3: (1, 4, 8, 12, 16, 20), 1: (1, 3, 6, 12, 24, 36), 6: (1, 2, 4, 6, 8)}
_FEW: Final = 12  # of so many points every second may be named, whatever the months


def time_places(marks: Sequence[Mark]) -> list[float]:
    """Where marks stand along time, the first at 0 and the last at 1."""
    dates = _dates(marks) or [float(n) for n in range(len(marks))]
    span = (dates[-1] - dates[0]) or 1.0
    return [(date - dates[0]) / span for date in dates]


def gaps(marks: Sequence[Mark]) -> frozenset[int]:
    """The indexes of the marks before which dates are missing, or a period of another length begins."""
    steps = [
        later.at - now.at for now, later in pairwise(marks) if now.at is not None and later.at is not None
    ]
    usual = _usual(steps, marks)
    if len(steps) != len(marks) - 1 or not usual:
        return frozenset()
    return frozenset(
        n
        for n, (step, (now, later)) in enumerate(zip(steps, pairwise(marks), strict=True), 1)
        if (step > _GAP * usual and step > _LEAST_GAP) or now.months != later.months
    )


def _usual(steps: Sequence[float], marks: Sequence[Mark]) -> float:
    """The step at which no date is missing: the shortest between periods; of instants the one in the middle, as a
    price of today stands close behind those of the ends of months. 0 where there is none."""
    known = sorted(step for step in steps if step > 0)
    if not known:
        return 0.0
    return known[0] if any(mark.months for mark in marks) else known[(len(known) - 1) // 2]


def foot_blocks(sheet: InkSheet, marks: Sequence[Mark], xs: Sequence[float]) -> list[list[TextLine]]:
    """Labels under points: all where they have room, else as many as stand apart from one another. Raises TooSmall
    where not even that of the last has."""
    for shown in _choices(marks) if not gaps(marks) else [list(range(len(marks)))]:
        if (blocks := _blocks(sheet, marks, xs, shown)) is not None:
            return blocks
    return _loosest(sheet, marks, xs)


def put_ticks(
    sheet: InkSheet, ticks: Sequence[Tick], marks: Sequence[Mark], xs: Sequence[float], y: float
) -> None:
    """Dates below an axis, each beginning at its tick: as many as stand apart."""
    dates = _dates(marks)
    if not dates:
        return
    scale = (xs[-1] - xs[0]) / ((dates[-1] - dates[0]) or 1.0)
    spots = [(xs[0] + (tick.at - dates[0]) * scale, tick.text) for tick in ticks]
    for every in range(1, len(spots) + 1):
        words = [
            sheet.words(text, x, y + 3.5 + 0.86 * NOTE, size=NOTE, colour="muted", anchor="middle")
            for x, text in spots[::every]
        ]
        inside = [word for word in words if word.box.left >= 0 and word.box.right <= sheet.width]
        if all(one.box.right + _AIR < two.box.left for one, two in pairwise(inside)):
            break
    for word in inside:
        sheet.line((word.x, y), (word.x, y + 2.4), colour="muted")
        sheet.add(word)


def _dates(marks: Sequence[Mark]) -> list[float]:
    """When marks stand; nothing unless each stands after the one before."""
    dates = [mark.at for mark in marks if mark.at is not None]
    ordered = len(dates) == len(marks) and all(now < later for now, later in pairwise(dates))
    return dates if ordered else []


def _choices(marks: Sequence[Mark]) -> Iterator[list[int]]:
    """Which marks are named: every first, second, … counted from the last."""
    dates = _dates(marks)
    step = round(_usual([later - now for now, later in pairwise(dates)], marks))
    last = len(marks) - 1
    usual = range(1, len(marks) + 1)
    for every in usual if len(marks) <= _FEW else _EVERY.get(step, usual):
        if every <= max(last, 1):
            yield [n for n in range(len(marks)) if (last - n) % every == 0]


def _blocks(
    sheet: InkSheet, marks: Sequence[Mark], xs: Sequence[float], shown: Sequence[int]
) -> list[list[TextLine]] | None:
    """The labels of some marks, or None where one of them has no room between its neighbours. Where one is broken, all
    are."""
    rooms = {n: _room(sheet, xs, shown, place) for place, n in enumerate(shown)}
    widest = {n: _widest(sheet, marks[n]) for n in shown}
    if any(widest[n] > rooms[n] for n in shown):
        return None
    least = min(rooms.values())
    blocks: list[list[TextLine]] = [[] for _ in marks]
    for n in shown:
        room = least if max(widest.values()) <= least else rooms[n]
        labels, notes = sheet.ruler.wrap(marks[n].label, room), sheet.ruler.wrap(marks[n].note, room, NOTE)
        blocks[n] = text_block(labels, notes)
    return blocks


def _room(sheet: InkSheet, xs: Sequence[float], shown: Sequence[int], place: int) -> float:
    """How wide a label may be, between those beside it and the edges of the picture."""
    n = shown[place]
    neighbours = (*shown[max(place - 1, 0) : place], *shown[place + 1 : place + 2])
    beside = [abs(xs[other] - xs[n]) for other in neighbours]
    return min([*beside, 2 * xs[n] + _AIR, 2 * (sheet.width - xs[n]) + _AIR]) - _AIR


def _widest(sheet: InkSheet, mark: Mark) -> float:
    return max(sheet.ruler.widest(mark.label), sheet.ruler.widest(mark.note, NOTE))


def _loosest(sheet: InkSheet, marks: Sequence[Mark], xs: Sequence[float]) -> list[list[TextLine]]:
    """The last label, the first, and whichever still stand apart, from the last on back."""
    shown: list[int] = []
    found: list[list[TextLine]] | None = None
    for n in (len(marks) - 1, 0, *range(len(marks) - 2, 0, -1)):
        tried = sorted({*shown, n})
        if (blocks := _blocks(sheet, marks, xs, tried)) is not None:
            shown, found = tried, blocks
    if found is None:
        raise TooSmall(f"{marks[-1].label!r} has no room below its point")
    return found
