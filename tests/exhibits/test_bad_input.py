"""Bad input, for every kind of chart: a clear refusal or a right picture, never a wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import inf, nan
from typing import Final
from xml.etree import ElementTree

import pytest

from reportgen.exhibits.charts import Chart, ChartSpan, Mark, Series, draw, lay_out_chart, most_marks
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import Drawing
from reportgen.exhibits.kinds import KINDS

LABELLED: Final = tuple(name for name, kind in KINDS.items() if not kind.in_cell)
FACES: Final = find_faces()
SVG: Final = "{http://www.w3.org/2000/svg}"
LONG_HAN: Final = "亞馬遜公司截至二〇二五年十二月三十一日止年度稀釋每股盈餘（含一次性費用及所得稅影響數）" * 2


def chart(kind: str, figures: Sequence[float], label: str = "Item {}", text: str = "{}") -> Chart:
    """A chart of that kind which shows the figures, with the label and the printed value that are asked for."""
    marks = [Mark(label.format(n), value, text.format(value)) for n, value in enumerate(figures)]
    record = KINDS[kind]
    made = Chart(kind, 20 if record.in_cell else 174)
    if kind == "bridge":
        total = sum(figures)
        last = Mark("Sum", total, text.format(total), role="ink")
        return replace(made, marks=(replace(marks[0], role="ink"), *marks[1:], last))
    if record.takes == "marks":
        return replace(made, marks=tuple(marks))
    if record.takes == "spans":
        return replace(made, spans=tuple(ChartSpan(m.label, m.value, m.value, m.text) for m in marks))
    if record.most == 2:
        ends = [(replace(mark, label="before"), replace(mark, label="after")) for mark in marks]
        return replace(made, series=tuple(Series(m.label, e) for m, e in zip(marks, ends, strict=True)))
    if record.in_cell:
        marks = [replace(mark, text="") for mark in marks]
    return replace(made, series=(Series("One", tuple(marks)),))


def texts(drawn: Chart) -> list[str]:
    root = ElementTree.fromstring(draw(drawn, FACES))
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def collisions(drawing: Drawing) -> list[str]:
    return [f"{a.text} / {b.text}" for a, b in combinations(drawing.words, 2) if a.box.meets(b.box, 0.4)]


@pytest.mark.parametrize("figure", [nan, inf, -inf])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_that_is_not_finite_is_refused(kind: str, figure: float) -> None:
    with pytest.raises(ValueError, match="not finite"):
        draw(chart(kind, [1.0, figure]), FACES)


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_marks_are_refused_with_the_limit(kind: str) -> None:
    with pytest.raises(ValueError, match=f"{most_marks(KINDS[kind])} at most"):
        draw(chart(kind, [float(n) for n in range(10_000)]), FACES)


@pytest.mark.parametrize("kind", ["bar", "column", "grouped", "range", "dumbbell", "slope"])
def test_what_is_taller_than_a_page_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="more than a page holds"):
        draw(replace(chart(kind, [float(n) for n in range(90)]), width_mm=84), FACES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_single_mark_is_drawn_or_refused(kind: str) -> None:
    single = chart(kind, [24.0], text="{}%")
    if KINDS[kind].least == 2 and KINDS[kind].most is None:
        with pytest.raises(ValueError, match="two points"):
            draw(single, FACES)
    else:
        assert "24.0%" in texts(single)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_zeros_is_drawn_without_any_length_or_refused(kind: str) -> None:
    zeros = chart(kind, [0.0, -0.0, 0.0], text="{:.0f}")
    if kind == "share":
        with pytest.raises(ValueError, match="come to nothing"):
            draw(zeros, FACES)
        return
    drawing = lay_out_chart(zeros, FACES)
    assert collisions(drawing) == []
    assert {words.text for words in drawing.words if words.weight == 600} <= {"0", "-0"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_negative_part_of_a_whole_is_refused_and_any_other_negative_is_drawn(kind: str) -> None:
    drawn = chart(kind, [3.0, -2.0, 4.0], text="{:g}")
    if kind == "share":
        with pytest.raises(ValueError, match="negative part"):
            draw(drawn, FACES)
        return
    assert collisions(lay_out_chart(drawn, FACES)) == []
    assert KINDS[kind].in_cell or "-2" in texts(drawn)


def test_a_negative_part_of_a_stack_is_refused() -> None:
    one = Series("One", (Mark("a", 1, "1"), Mark("b", 2, "2")))
    other = Series("Two", (Mark("a", 1, "1"), Mark("b", -2, "−2")))
    with pytest.raises(ValueError, match="negative part"):
        draw(Chart("area", 84, series=(one, other)), FACES)


@pytest.mark.parametrize("kind", LABELLED)
def test_signs_of_markup_and_mathematics_stay_as_they_are(kind: str) -> None:
    drawn = chart(kind, [1.0, 1.0], label='R&D <net> $x_{}^2$ "q"', text="$1 & <{}>")
    said = " ".join(texts(drawn))
    assert "$1 & <1.0>" in said
    assert "<net>" in said and "R&D" in said and "$x_" in said


@pytest.mark.parametrize("kind", LABELLED)
def test_very_long_han_labels_wrap_without_touching_or_are_refused(kind: str) -> None:
    """Whatever is drawn holds every character once; what cannot be set says so."""
    drawn = chart(kind, [1.0, 2.0], label=LONG_HAN + "{}", text="約{}億美元")
    try:
        drawing = lay_out_chart(drawn, FACES)
    except ValueError as error:
        assert "too small for its labels" in str(error)
        return
    assert collisions(drawing) == []
    assert "".join(words.text for words in drawing.words).count("亞馬遜公司") >= 2
    assert all(words.box.right <= drawing.width + 0.6 for words in drawing.words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_without_anything_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match=f"a {kind} chart takes"):
        draw(Chart(kind, 84), FACES)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if not kind.reference])
def test_a_reference_line_without_a_scale_is_refused(kind: str) -> None:
    drawn = replace(chart(kind, [1.0, 1.0]), reference=1.0, reference_text="Target")
    with pytest.raises(ValueError, match="no scale for a reference line"):
        draw(drawn, FACES)


@pytest.mark.parametrize("kind", ["line", "area", "slope", "multiples"])
def test_series_that_run_over_other_periods_are_refused(kind: str) -> None:
    one = Series("One", (Mark("2024", 1, "1"), Mark("2025", 2, "2")))
    other = Series("Two", (Mark("2023", 1, "1"), Mark("2025", 2, "2")))
    with pytest.raises(ValueError, match="same"):
        draw(Chart(kind, 84, series=(one, other)), FACES)
