"""Lines through a few points of time, each named at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from math import ceil

from reportgen.document.chart import Chart, Mark, Series, Tick
from reportgen.exhibits.dress import dash_of, shape_of, with_own_lines
from reportgen.exhibits.ink import (
    PALETTE,
    Anchor,
    Box,
    Drawing,
    Fill,
    InkSheet,
    InkText,
    Patch,
    Point,
    Stroke,
    mark_colour,
    middle,
    tint_of,
)
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds.bars import value_words
from reportgen.exhibits.kinds.points import mark_dot
from reportgen.exhibits.measure import (
    JOINER,
    LABEL,
    LEADING,
    NOTE,
    Axis,
    Ruler,
    TooSmall,
    fit,
    with_whole_words,
)
from reportgen.exhibits.rows import MARGIN, POINTS_PER_MM, TextLine, block_depth, put_block, spread
from reportgen.exhibits.time_axis import GAP_DASH, foot_blocks, gaps, put_ticks, time_places

Path = Sequence[Point]  # a line's points, from left to right

_LIFT = 4.6  # from a point to the words above or below it
_GAP = 5.0  # from the last point to its words
_EXPECTED = ("guidance", "consensus")
_COLLISION = 1000
_ROOM = _LIFT + LABEL  # what a point needs above and below
_GUTTER = 3.0  # from the words of a scale to the plot
_FEW = 16  # of so many points each is marked, however close
_WORD = 0.36  # of the width: so long a word of a name stays whole
_CLOSE, _CLOSEST = 9.0, 0.3  # the least step between points: of named ones, and of those on a scale
_WORDS = {"grey": "muted", "light": "muted", "accent-tint": "accent", "warning-tint": "warning"}


def line(chart: Chart, ruler: Ruler, *, filled: bool = False) -> Drawing:
    """Joined points. `filled` tints the ground between the first line and zero."""
    chart = with_own_lines(chart)
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    ends = [end_block(sheet, series) for series in chart.series]
    xs = point_positions(sheet, chart, ends)
    feet = line_foot_blocks(sheet, chart, xs)
    height = (chart.height_mm or min(max(42.0, 0.42 * chart.width_mm), 56.0)) * POINTS_PER_MM
    bottom = height - MARGIN - foot_depth(chart, feet) - 3.5
    reference = _reference_lines(sheet, chart, xs[-1])
    axis = _axis(chart, ends, len(reference) * NOTE * LEADING + 2.0, bottom)
    paths = [_path(series, xs, axis) for series in chart.series]
    put_scale(sheet, chart.scale, axis, (scale_gutter(sheet, chart), xs[-1] + 2))
    if filled:
        _put_ground(sheet, chart.series[0], paths[0], axis.at(0.0))
    _put_floor(sheet, chart, axis, (xs[-1] + 2, bottom))
    put_feet(sheet, chart, feet, xs, bottom)
    _put_lines(sheet, chart.series, paths)
    if chart.reference is not None:
        _put_reference(sheet, chart, reference, axis.at(chart.reference), paths)
    put_ends(sheet, chart.series, ends, [path[-1] for path in paths], bottom)
    _put_values(sheet, chart.series, paths, bottom, above=filled)
    return sheet.finished(height, chart.alt)


def check_periods(chart: Chart) -> None:
    """ValueError unless every series runs over the same periods."""
    periods = [mark.label for mark in chart.series[0].marks]
    if any([mark.label for mark in series.marks] != periods for series in chart.series):
        raise ValueError(f"the series of a {chart.kind} chart run over the same periods")


def _path(series: Series, xs: Sequence[float], axis: Axis) -> Path:
    return [(x, axis.at(mark.value)) for x, mark in zip(xs, series.marks, strict=True)]


def end_block(sheet: InkSheet, series: Series) -> list[InkText]:
    """The last value and the line's name: side by side where that is short, else the name below, broken."""
    mark = series.marks[-1]
    value, name = value_words(sheet, mark, 0.0, 0.0, "start"), sheet.words(series.label, 0.0, 0.0)
    room = max(0.3 * sheet.width, value.width, sheet.ruler.widest(series.label))
    held = sheet.ruler.widest(with_whole_words(series.label))
    label = with_whole_words(series.label) if held <= max(room, _WORD * sheet.width) else series.label
    room = max(room, sheet.ruler.widest(label))
    if value.width + name.width + 3 <= room:
        block = [value, replace(name, x=value.width + 3 if mark.text else 0.0)]
    else:
        names = [sheet.words(text, 0.0, 0.0) for text in sheet.ruler.wrap(label, room)]
        if JOINER not in series.label:
            names = [replace(one, text=one.text.replace(JOINER, "")) for one in names]
        lines = [*([value] if mark.text else []), *names]
        block = [replace(words, y=number * LABEL * LEADING) for number, words in enumerate(lines)]
    return [words for words in block if words.text]


def block_height(block: Sequence[InkText]) -> float:
    """Height of an end block in points."""
    return max((words.y for words in block), default=0.0) + LABEL * LEADING


def point_positions(sheet: InkSheet, chart: Chart, ends: Sequence[Sequence[InkText]]) -> list[float]:
    """Where points stand along time, from the first to the last, leaving room for words before and after."""
    firsts, marks = [series.marks[0] for series in chart.series], chart.series[0].marks
    values = (sheet.ruler.width(mark.text, LABEL, 600) / 2 + 1.0 for mark in firsts)
    before = max(7.0, min(sheet.ruler.width(firsts[0].label), 40.0) / 2, *values)
    if chart.scale or chart.times:
        before = max(scale_gutter(sheet, chart) + 3.0, 7.0)
    after = max((words.x + words.width for block in ends for words in block), default=0.0) + _GAP
    after = max(after, min(sheet.ruler.width(marks[-1].label), 40.0) / 2)
    spots = time_places(marks)
    room = sheet.width - before - after
    least = _CLOSEST if chart.scale else _CLOSE
    if room * min(later - now for now, later in pairwise(spots)) < least or room < 40.0:
        beside = f" beside {ends[0][0].text!r}" if ends[0] else ""
        raise TooSmall(f"{len(spots)} points have {max(room, 0) / POINTS_PER_MM:.0f} mm{beside}")
    return [before + room * spot for spot in spots]


def line_foot_blocks(sheet: InkSheet, chart: Chart, xs: Sequence[float]) -> list[list[TextLine]]:
    """Period labels under the points; none where the time axis has ticks of its own."""
    marks = chart.series[0].marks
    return [[] for _ in marks] if chart.times else foot_blocks(sheet, marks, xs)


def put_feet(
    sheet: InkSheet, chart: Chart, feet: Sequence[Sequence[TextLine]], xs: Sequence[float], bottom: float
) -> None:
    """What stands below the ground line, with a tick at each point that is named where others are not."""
    if chart.times:
        put_ticks(sheet, chart.times, chart.series[0].marks, xs, bottom)
    some = not all(feet)
    for block, x in zip(feet, xs, strict=True):
        if block and some:
            sheet.line((x, bottom), (x, bottom + 2.4), colour="muted")
        put_block(sheet, block, x, bottom + 3.5 + block_depth(block) / 2, "middle")


def foot_depth(chart: Chart, feet: Sequence[Sequence[TextLine]]) -> float:
    """The room for what stands below the ground line."""
    return NOTE * LEADING if chart.times else max(map(block_depth, feet))


def scale_gutter(sheet: InkSheet, chart: Chart) -> float:
    """The room that the words of the upright scale take at the left."""
    return max((sheet.ruler.width(tick.text, NOTE) for tick in chart.scale), default=-_GUTTER) + _GUTTER


def put_scale(sheet: InkSheet, scale: Sequence[Tick], axis: Axis, ends: tuple[float, float]) -> None:
    """A hairline across at each tick of the scale, with its figure at the left."""
    apart = abs(axis.at(scale[1].at) - axis.at(scale[0].at)) if len(scale) > 1 else 1.0
    every = max(ceil(NOTE * LEADING / (apart or 1.0)), 1)
    for tick in scale[::every]:
        y = axis.at(tick.at)
        sheet.line((ends[0], y), (ends[1], y), colour="light")
        words = sheet.words(
            tick.text, ends[0] - _GUTTER, middle(y, NOTE), size=NOTE, colour="muted", anchor="end"
        )
        sheet.add(words)


def _put_floor(sheet: InkSheet, chart: Chart, axis: Axis, corner: Point) -> None:
    """The line that points stand on: zero where that is on the scale. One that is not zero is thin, and broken at its
    left."""
    right, bottom = corner
    left = scale_gutter(sheet, chart)
    values = [mark.value for series in chart.series for mark in series.marks]
    if chart.zero or min(values) <= 0 <= max(values):
        sheet.line((left, axis.at(0.0)), (right, axis.at(0.0)), colour="muted")
        return
    sheet.line((left, bottom), (right, bottom))
    if not chart.scale:
        put_break(sheet, left + 3.0, bottom)


def put_break(sheet: InkSheet, x: float, y: float) -> None:
    """The mark of an axis that leaves something out: two short strokes across it."""
    sheet.add(Patch(Box(x - 1.2, y - 1.0, x + 1.2, y + 1.0), PALETTE["paper"]))
    strokes = tuple(((at - 0.9, y + 2.2), (at + 0.9, y - 2.2)) for at in (x - 1.2, x + 1.2))
    sheet.add(Stroke(strokes, PALETTE["muted"], 0.6))


def _put_ground(sheet: InkSheet, series: Series, path: Path, floor: float) -> None:
    """The ground from a line to zero, with nothing where dates are missing."""
    tint = tint_of(series.marks[-1].role)
    for run in _runs(path, gaps(series.marks)):
        if len(run) > 1:
            sheet.add(Fill((*run, (run[-1][0], floor), (run[0][0], floor)), tint))


def _runs(path: Path, missing: frozenset[int]) -> Iterator[Path]:
    """A path in parts, between which dates are missing."""
    cuts = [0, *sorted(missing), len(path)]
    return (path[start:end] for start, end in pairwise(cuts))


def _axis(chart: Chart, ends: Sequence[Sequence[InkText]], over: float, bottom: float) -> Axis:
    """The upright scale; positions run downward, so it is fitted head down."""
    items = [(-mark.value, _ROOM, _ROOM) for series in chart.series for mark in series.marks]
    for series, block in zip(chart.series, ends, strict=True):
        items.append((-series.marks[-1].value, LABEL * 0.6, block_height(block) - LABEL * 0.4))
    if chart.zero:
        items.append((0.0, 0.0, 0.0))
    if chart.reference is not None:
        items.append((-chart.reference, over, 1.0))
    items += [(-tick.at, NOTE / 2, 0.0) for tick in chart.scale]
    axis = fit(MARGIN, bottom - 1.0, items)
    return Axis(axis.origin if axis.unit else (MARGIN + bottom) / 2, -axis.unit)


def _reference_lines(sheet: InkSheet, chart: Chart, room: float) -> tuple[str, ...]:
    if chart.reference is None:
        return ()
    if sheet.ruler.widest(chart.reference_text, NOTE) > room:
        raise TooSmall(f"{chart.reference_text!r} is wider than the plot")
    return sheet.ruler.wrap(chart.reference_text, room, NOTE)


def _put_reference(
    sheet: InkSheet, chart: Chart, lines: Sequence[str], y: float, paths: Sequence[Path]
) -> None:
    """A dashed line across, with its name on it, where the fewest lines run through the name."""
    right = paths[0][-1][0]
    sheet.line((0.0, y), (right, y), colour="muted", dashed=True)
    segments = [pair for path in paths for pair in pairwise(path)]
    name = [sheet.words(text, 0.0, 0.0, size=NOTE, colour="muted") for text in lines]
    width, depth = max(words.width for words in name), len(name) * NOTE * LEADING
    steps = [(right - width) * part / 8 for part in range(9)]
    boxes = [Box(x, y - 2.0 - depth, x + width, y) for x in steps]
    box = min(boxes, key=lambda box: sum(_crosses(segment, box) for segment in segments))
    if any(_crosses(segment, box) for segment in segments):
        sheet.add(Patch(box, PALETTE["paper"]))  # lines end before the words
    for number, words in enumerate(name):
        baseline = box.top + number * NOTE * LEADING + 0.8 * NOTE
        cite = chart.reference_cite if number == len(name) - 1 else ""  # the figure stands at the end
        sheet.add(replace(words, x=box.left, y=baseline, cite=cite))


def _put_lines(sheet: InkSheet, all_series: Sequence[Series], paths: Sequence[Path]) -> None:
    """Dashed on the way to what is only expected, dotted where dates are missing, solid on the way to everything else.
    Lines of many points are told apart by their dashes, others by their markers."""
    missing = gaps(all_series[0].marks)
    steps = (later[0] - now[0] for now, later in pairwise(paths[0]))
    close = len(paths[0]) > _FEW and min(steps) < _CLOSE
    for number, (series, path) in reversed(
        list(enumerate(zip(all_series, paths, strict=True)))
    ):  # the first on top
        colour = mark_colour(series.marks[-1].tone, series.marks[-1].role)
        ways: dict[tuple[float, tuple[float, float] | None], list[tuple[Point, ...]]] = {}
        for n, pair in enumerate(pairwise(path), 1):
            way = _way(series.marks[n], n in missing, dash_of(number) if close else None)
            joined = ways.setdefault(way, [])
            if joined and joined[-1][-1] == pair[0]:
                joined[-1] = (*joined[-1], pair[1])
            else:
                joined.append(pair)
        sheet.add(*(Stroke(tuple(pieces), colour, width, dash) for (width, dash), pieces in ways.items()))
        for mark, (x, y) in zip(series.marks, path, strict=True):
            if not close or mark.text:
                sheet.add(replace(mark_dot(mark, x, y), radius=2.2, shape=shape_of(number)))


def _way(
    mark: Mark, missing: bool, own: tuple[float, float] | None
) -> tuple[float, tuple[float, float] | None]:
    """The width and the dash of a line on its way to a mark."""
    if missing:
        return 0.9, GAP_DASH
    return 1.3, (2.2, 1.6) if mark.tone in _EXPECTED else own


def put_ends(
    sheet: InkSheet,
    all_series: Sequence[Series],
    ends: Sequence[Sequence[InkText]],
    lasts: Sequence[Point],
    bottom: float,
    top: float = 0.0,
) -> None:
    """The end blocks beside the last points, pushed apart where they would touch."""
    order = sorted(range(len(ends)), key=lambda n: (lasts[n][1], n))
    heights = [block_height(ends[n]) for n in order]
    ideal = [lasts[n][1] - LABEL * LEADING / 2 for n in order]
    for n, start in zip(order, spread(ideal, heights, top, bottom), strict=True):
        x, colour = lasts[n][0], PALETTE[words_colour(all_series[n])]
        for words in ends[n]:
            y = middle(start + words.y + LABEL * LEADING / 2, LABEL, words.text)
            sheet.add(replace(words, x=x + _GAP + words.x, y=y, colour=colour))


def _put_values(
    sheet: InkSheet, all_series: Sequence[Series], paths: Sequence[Path], bottom: float, *, above: bool
) -> None:
    """The values before the last, beside their points: wherever they are in least trouble, first `above` them."""
    segments = [pair for path in paths for pair in pairwise(path)]
    for series, path in zip(all_series, paths, strict=True):
        colour = words_colour(series) if len(all_series) > 1 else "ink"
        for n, mark in enumerate(series.marks[:-1]):
            if mark.text:
                taken = [words.box for words in sheet.ink if isinstance(words, InkText)]
                others = [other[n][1] for other in paths if other is not path]
                trouble = partial(
                    _trouble, y=path[n][1], others=others, taken=taken, segments=segments, bottom=bottom
                )
                spots = _spots(sheet, mark, path[n], not above and _is_valley(path, n), colour)
                best = min(spots, key=trouble)
                if trouble(best) >= _COLLISION:
                    raise TooSmall(
                        f"{mark.text!r} of {series.label!r}, {mark.label}, has no place of its own"
                    )
                if any(_crosses(segment, best.box) for segment in segments):
                    sheet.add(Patch(best.box, PALETTE["paper"]))  # the line ends before the words
                sheet.add(best)


def words_colour(series: Series) -> str:
    """The colour of a line's words: its own, where that is dark enough to read."""
    role = series.marks[-1].role
    return _WORDS.get(role, role)


def _is_valley(path: Path, n: int) -> bool:
    around = [y for _, y in path[max(n - 1, 0) : n + 2]]
    return path[n][1] > sum(around) / len(around)


def _spots(sheet: InkSheet, mark: Mark, point: Point, valley: bool, colour: str) -> Iterator[InkText]:
    """Where a value may stand, best first: beyond the bend of the line, within it, to a side, then further off."""
    x, y = point
    for away in range(4):
        above = y - _LIFT - away * LABEL * LEADING
        below = y + _LIFT + 0.72 * LABEL + away * LABEL * LEADING
        sides: tuple[tuple[Anchor, float], ...] = (("middle", 0.0), ("end", 2.0), ("start", -2.0))
        for anchor, shift in sides:
            for baseline in (below, above) if valley else (above, below):
                words = value_words(sheet, mark, x + shift, baseline, anchor, colour)
                yield words.within(0.0, sheet.width)


def _trouble(
    words: InkText,
    *,
    y: float,
    others: Sequence[float],
    taken: Sequence[Box],
    segments: Sequence[tuple[Point, Point]],
    bottom: float,
) -> int:
    """The cost of a spot for a value: overlaps with words or the edge, another line's point that is nearer than its
    own, lines beneath."""
    box = words.box
    centre = (box.top + box.bottom) / 2
    overlaps = sum(box.meets(other) for other in taken) + (box.top < 0 or box.bottom > bottom)
    nearer = sum(abs(centre - other) < abs(centre - y) for other in others)
    return _COLLISION * overlaps + 100 * nearer + 10 * sum(_crosses(segment, box) for segment in segments)


def _crosses(segment: tuple[Point, Point], box: Box) -> bool:
    """Whether a line that runs rightward passes through a box."""
    (x, y), (x_end, y_end) = segment
    start, end = max(x, box.left), min(x_end, box.right)
    if start > end:
        return False
    slope = (y_end - y) / (x_end - x)
    ys = (y + slope * (start - x), y + slope * (end - x))
    return min(ys) < box.bottom and max(ys) > box.top


LINE = ChartKind(
    name="line",
    summary="points over the same periods, joined; the last value and the name stand at the end",
    takes="series",
    draw=line,
    check=check_periods,
    least=2,
    notes=("marks",),
    along_time=True,
    reference=True,
    zero="optional",
    unlabelled=True,
)
