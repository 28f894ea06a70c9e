"""Every layout of every kind: no ink outside of the picture, no words on words, no line through words."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

import pytest
from chart_cases import CASE_NAMES, read_case
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_faults import layout_faults, runs_through

from reportgen.document.chart import Chart, ChartSpan, Mark, Series, Tick, Tone
from reportgen.exhibits.charts import lay_out_chart
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import Box
from reportgen.exhibits.kinds import KINDS, chart_names
from reportgen.exhibits.measure import TooSmall

FACES: Final = find_faces()
NAMES: Final = (
    "Cloud", "International, excluding charges", "Purchases of property and equipment, net of", "2026 年資本支出指引",
    "資本支出含融資租賃占全年營收之比例與去年同期相較之變動", "その他の国際事業における一時費用を除いた営業利益",
)  # fmt: skip
TONES: Final[tuple[Tone, ...]] = (
    "actual",
    "actual",
    "actual",
    "comparative",
    "consensus",
    "guidance",
    "derived",
)
FIGURES: Final = st.one_of(st.just(0.0), st.floats(-300, 300), st.sampled_from([1e-3, 12.0, 12.0, 1e3, -1e3]))
PARTS: Final = st.one_of(st.just(0.0), st.floats(0.1, 300))
SIZES: Final = st.tuples(st.sampled_from([47, 84, 116, 174]), st.sampled_from([None, 20, 30, 60]))


def mark(label: str, value: float, tone: Tone = "actual", at: float | None = None) -> Mark:
    return Mark(label, value, f"{value:,.1f}".replace("-", "−"), tone, at=at, months=3)


@st.composite
def rows(
    draw: st.DrawFn, figures: st.SearchStrategy[float], least: int = 1, most: int = 8
) -> tuple[Mark, ...]:
    values = draw(st.lists(figures, min_size=least, max_size=most))
    names = [f"{draw(st.sampled_from(NAMES))} {n}" for n in range(len(values))]
    return tuple(
        mark(name, value, draw(st.sampled_from(TONES))) for name, value in zip(names, values, strict=True)
    )


@st.composite
def paths(draw: st.DrawFn, kind: str) -> tuple[Series, ...]:
    """Lines over the same dates, some of which may be missing."""
    steps = draw(st.lists(st.sampled_from([3, 3, 3, 12, 48]), min_size=1, max_size=5))
    dates = [24000.0 + sum(steps[:n]) for n in range(len(steps) + 1)]
    count = draw(st.integers(1, 4))
    figures = PARTS if kind == "area" and count > 1 else FIGURES
    return tuple(
        Series(
            f"{draw(st.sampled_from(NAMES))} {n}",
            tuple(mark(f"{i % 4 + 1}Q{20 + i}", draw(figures), at=at) for i, at in enumerate(dates)),
        )
        for n in range(count)
    )


@st.composite
def charts(draw: st.DrawFn, kind: str) -> Chart:
    width, height = draw(SIZES)
    empty = Chart(kind, width, height, zero=KINDS[kind].zero == "optional" and draw(st.booleans()))
    if KINDS[kind].reference and draw(st.booleans()):
        empty = replace(empty, reference=draw(FIGURES), reference_text="consensus 21.4")
    if kind in ("line", "area", "multiples", "stacked"):
        return replace(empty, series=draw(paths(kind)))
    if kind == "bridge":
        steps = tuple(replace(step, tone="actual") for step in draw(rows(FIGURES)))
        first, last = 100.0, 100.0 + sum(step.value for step in steps)
        ends = replace(mark("Open", first), role="ink"), replace(mark("Close", last), role="ink")
        return replace(empty, marks=(ends[0], *steps, ends[1]))
    if KINDS[kind].takes == "marks":
        return replace(empty, marks=draw(rows(FIGURES)))
    if kind == "range":
        return replace(empty, spans=draw(spans()))
    fixed = 2 if KINDS[kind].most == 2 else draw(st.integers(1, 4))
    heads = [f"{n} Q4" for n in range(fixed)]
    figures = st.floats(0.1, 300) if kind == "share" else FIGURES
    made = (
        Series(f"{draw(st.sampled_from(NAMES))} {n}", tuple(mark(head, draw(figures)) for head in heads))
        for n in range(draw(st.integers(1, 5)))
    )
    return replace(empty, series=tuple(made))


@st.composite
def spans(draw: st.DrawFn) -> tuple[ChartSpan, ...]:
    made = []
    for n in range(draw(st.integers(1, 6))):
        low = draw(FIGURES)
        high, marker = low + abs(draw(FIGURES)), draw(st.none() | FIGURES)
        span = ChartSpan(f"{draw(st.sampled_from(NAMES))} {n}", low, high, f"{low:.1f}–{high:.1f}")
        made.append(
            replace(span, marker=marker, marker_text="consensus 146.6") if marker is not None else span
        )
    return tuple(made)


@pytest.mark.parametrize("kind", chart_names())
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_nothing_leaves_the_picture_or_runs_through_words(kind: str, data: st.DataObject) -> None:
    try:
        drawing = lay_out_chart(data.draw(charts(kind)), FACES)
    except TooSmall:
        return  # refused, which is said
    assert layout_faults(drawing) == []


@settings(deadline=None, max_examples=15)
@given(
    st.integers(1, 4),
    st.sampled_from([12, 28, 40, 250]),
    st.integers(0, 2**32),
    SIZES,
)
def test_long_histories_are_drawn(count: int, points: int, seed: int, size: tuple[int, int | None]) -> None:
    random = Random(seed)
    step = 3.0 if points < 60 else 0.05
    walks = [[100.0] for _ in range(count)]
    for walk in walks:
        while len(walk) < points:
            walk.append(walk[-1] + random.gauss(0, 5))
    series = tuple(
        Series(
            f"Line {n}",
            tuple(
                Mark(
                    f"{i % 4 + 1}Q{i // 4:02d}",
                    value,
                    f"{value:.1f}" if i == points - 1 else "",
                    at=24000 + i * step,
                )
                for i, value in enumerate(walk)
            ),
        )
        for n, walk in enumerate(walks)
    )
    ticks = tuple(Tick(float(at), f"${at}m") for at in range(0, 201, 50))
    times = tuple(Tick(24000.0 + n, f"Jan 20{n:02d}") for n in range(1, 12)) if points > 60 else ()
    width, height = size
    try:
        drawing = lay_out_chart(Chart("line", width, height, series=series, scale=ticks, times=times), FACES)
    except TooSmall:
        assert width < 84 or (height or 99) <= 30  # four names have no room there
        return
    assert layout_faults(drawing) == []


@pytest.mark.parametrize("name", CASE_NAMES)
def test_the_cases_have_no_faults_at_any_width(name: str) -> None:
    chart = read_case(name)
    for width in (chart.width_mm, *(() if KINDS[chart.kind].in_cell else (118, 174))):
        assert layout_faults(lay_out_chart(replace(chart, width_mm=width), FACES)) == []


def test_a_bridge_across_zero_breaks_its_axis_at_words() -> None:
    figures = [
        ("Price", 35),
        ("Energy", -210),
        ("Wages", -64),
        ("Insurance", 90),
        ("Write-downs", -300),
        ("Other", 1),
    ]
    ends = (replace(mark("Open", 120), role="ink"), replace(mark("Close", -328), role="ink"))
    steps = tuple(mark(label, float(value)) for label, value in figures)
    for width in (84, 116, 174):
        drawing = lay_out_chart(Chart("bridge", width, marks=(ends[0], *steps, ends[1])), FACES)
        assert layout_faults(drawing) == []


def test_a_line_is_known_to_run_through_a_box() -> None:
    box = Box(10, 10, 20, 20)
    assert runs_through(((0, 15), (30, 15)), box) and runs_through(((0, 0), (30, 30)), box)
    assert not runs_through(((0, 5), (30, 5)), box) and not runs_through(((0, 21), (9, 12)), box)
