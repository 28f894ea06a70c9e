"""What tells series and parts apart: a colour for each, and one more difference.

Lines have markers, or dashes where their points are many. Parts that touch are dark and pale by turns, so that they
differ by 3:1 by day, by night and in grey; `exhibits.theme` holds every theme to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportgen.document.chart import Chart, FillRole, Mark, Series
from reportgen.exhibits.ink import MarkerShape, mark_colour

DARK: Final[tuple[FillRole, ...]] = ("accent", "ink", "muted", "warning")
PALE: Final[tuple[FillRole, ...]] = ("light", "accent-tint", "warning-tint")
# Pairs of roles that may touch. Grey is in the middle: only the darkest stand out from it.
TOUCHING: Final = (*((dark, pale) for dark in DARK for pale in PALE), ("accent", "grey"), ("ink", "grey"))
_PARTS: Final[tuple[FillRole, ...]] = (
    "accent", "grey", "ink", "light", "muted", "accent-tint", "warning", "warning-tint",
)  # fmt: skip
_LINES: Final[tuple[FillRole, ...]] = ("accent", "ink", "warning", "muted", "grey")
_SHAPES: Final[tuple[MarkerShape, ...]] = ("circle", "square", "triangle", "diamond")
_DASHES: Final = (None, (5.0, 1.5), (1.0, 1.3), (8.0, 1.8))
_TEXTURED: Final = ("consensus", "guidance", "derived")  # hollow, hatched or outlined: no colour tells them


def shape_of(number: int) -> MarkerShape:
    """The marker of a line, by its place among the lines."""
    return _SHAPES[number % len(_SHAPES)]


def dash_of(number: int) -> tuple[float, float] | None:
    """The dash of a line without markers."""
    return _DASHES[number % len(_DASHES)]


def with_own_lines(chart: Chart) -> Chart:
    """The chart with a colour of its own for each line: one that has been used, or is too pale for a line, gives way to
    one that has not."""
    wanted = [mark_colour(series.marks[-1].tone, series.marks[-1].role) for series in chart.series]
    taken = [mark_colour("actual", role) for role in PALE]
    dressed = list(chart.series)
    for n, own in enumerate(wanted):
        if own in taken:
            free = [role for role in _LINES if mark_colour("actual", role) not in taken]
            unwanted = [role for role in free if mark_colour("actual", role) not in wanted]
            dressed[n] = _in_role(dressed[n], next(iter((*unwanted, *free)), dressed[n].marks[-1].role))
        last = dressed[n].marks[-1]
        taken.append(mark_colour(last.tone, last.role))
    return replace(chart, series=tuple(dressed))


def with_own_bands(chart: Chart) -> Chart:
    """The chart with colours for its bands that differ where they touch, one for each."""
    roles = told_apart([series.marks[-1] for series in chart.series])
    series = (_in_role(one, role) for one, role in zip(chart.series, roles, strict=True))
    return replace(chart, series=tuple(series))


def with_own_stack(chart: Chart) -> Chart:
    """The chart with colours for the parts of its columns that differ where they touch, whatever is only expected."""
    roles = told_apart([replace(series.marks[0], tone="actual") for series in chart.series])
    return replace(
        chart, series=tuple(_in_role(one, role) for one, role in zip(chart.series, roles, strict=True))
    )


def with_own_parts(chart: Chart) -> Chart:
    """The chart with colours for the parts of each bar that differ where they touch, the same part in one colour."""
    longest = max(chart.series, key=lambda series: len(series.marks))
    roles = told_apart(longest.marks)
    series = (
        replace(
            one, marks=tuple(replace(mark, role=role) for mark, role in zip(one.marks, roles, strict=False))
        )
        for one in chart.series
    )
    return replace(chart, series=tuple(series))


def told_apart(marks: Sequence[Mark]) -> list[FillRole]:
    """A role for each mark: its own where that differs from the one beside it and has not been used, else another.
    The accent keeps its place, and its neighbours give way on both sides."""
    if _distinct(marks):
        return [mark.role for mark in marks]
    start = next((n for n, mark in enumerate(marks) if _seen(mark) == "accent"), 0)
    chosen = {start: marks[start]}
    for n in (*range(start + 1, len(marks)), *reversed(range(start))):
        beside = [chosen[other] for other in (n - 1, n + 1) if other in chosen]
        used = {mark_colour(one.tone, one.role) for one in chosen.values()}
        options = (replace(marks[n], role=role) for role in _preferred(marks[n], abs(n - start)))
        fresh = [one for one in options if all(may_touch(one, other) for other in beside)]
        new = (one for one in fresh if mark_colour(one.tone, one.role) not in used)
        chosen[n] = next(new, fresh[0] if fresh else marks[n])
    return [chosen[n].role for n in range(len(marks))]


def may_touch(one: Mark, other: Mark) -> bool:
    """Whether two parts can be told apart where they touch."""
    if one.tone in _TEXTURED or other.tone in _TEXTURED:
        return (one.tone, one.role) != (other.tone, other.role)
    pair = {_seen(one), _seen(other)}
    return any(set(known) == pair for known in TOUCHING)


def _seen(mark: Mark) -> FillRole:
    """The role whose colour a solid mark has."""
    if mark.tone == "comparative":
        return "grey"
    return "warning" if mark.tone == "warning" else mark.role


def _distinct(marks: Sequence[Mark]) -> bool:
    looks = {(mark.tone, mark.role) for mark in marks}
    return len(looks) == len(marks) and all(may_touch(one, other) for one, other in pairwise(marks))


def _preferred(mark: Mark, number: int) -> Iterator[FillRole]:
    """The author's role, then those in the order of parts, from its own place on."""
    yield mark.role
    yield from (*_PARTS[number % len(_PARTS) :], *_PARTS[: number % len(_PARTS)])


def _in_role(series: Series, role: FillRole) -> Series:
    return replace(series, marks=tuple(replace(mark, role=role) for mark in series.marks))
