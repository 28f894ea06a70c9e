"""Charts: golden pictures, one folder a kind, and what holds for every picture.

After a change that is meant to be seen, look at the new pictures and write them down with
`python tests/exhibits/test_charts.py`.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from math import inf, nan
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from chart_cases import CASE_NAMES, CASES, ROOT, read_case
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import MachineLacks
from reportgen.exhibits import font_files
from reportgen.exhibits.charts import (
    PALETTE,
    Chart,
    ChartSpan,
    Mark,
    Series,
    Tone,
    draw,
    lay_out_chart,
)
from reportgen.exhibits.faces import HAN_HEAD, HEAD, Fonts, find_faces
from reportgen.exhibits.ink import Drawing, Patch
from reportgen.exhibits.kinds import KINDS
from reportgen.exhibits.measure import Ruler, TooSmall, fit

FACES = find_faces()
SVG = "{http://www.w3.org/2000/svg}"


def bars(*marks: Mark, **more: Any) -> Chart:
    return Chart("bar", 84, marks=marks, **more)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def faults(drawing: Drawing) -> list[str]:
    """Words that leave the picture or meet other words."""
    outside = [
        words.text
        for words in drawing.words
        if words.box.left < -0.6
        or words.box.top < -0.6
        or words.box.right > drawing.width + 0.6
        or words.box.bottom > drawing.height + 0.6
    ]
    pairs = combinations(drawing.words, 2)
    return outside + [f"{one.text} / {other.text}" for one, other in pairs if one.box.meets(other.box, 0.4)]


# Golden pictures


def test_every_kind_has_a_case() -> None:
    assert {read_case(name).kind for name in CASE_NAMES} == set(KINDS)


@pytest.mark.parametrize("kind", CASE_NAMES)
def test_golden(kind: str) -> None:
    assert draw(read_case(kind), FACES) == (CASES / kind / "expected.svg").read_text("utf-8")


@pytest.mark.parametrize("kind", CASE_NAMES)
def test_every_text_is_printed_once_as_text(kind: str) -> None:
    chart = read_case(kind)
    marks = [*chart.marks, *(mark for series in chart.series for mark in series.marks)]
    printed = [mark.text for mark in marks if mark.text and not mark.silent] + [
        span.text for span in chart.spans if span.text
    ]
    shown = texts(draw(chart, FACES))
    assert {text: shown.count(text) for text in printed} == {text: printed.count(text) for text in printed}


@pytest.mark.parametrize("kind", CASE_NAMES)
def test_labels_stand_apart_and_inside(kind: str) -> None:
    chart = read_case(kind)
    for width in (chart.width_mm, *(() if KINDS[chart.kind].in_cell else (118, 174))):
        assert faults(lay_out_chart(replace(chart, width_mm=width), FACES)) == []


# The element


def test_svg_can_stand_in_a_page() -> None:
    svg = draw(read_case("bar"), FACES)
    root = ElementTree.fromstring(svg)
    assert svg.startswith("<svg ")
    assert root.attrib["class"] == "chart"
    assert root.attrib["role"] == "img"
    assert root.attrib["width"] == "84mm"
    assert root.attrib["viewBox"].startswith("0 0 238.11 ")
    assert root[0].tag == f"{SVG}title"
    for foreign in ("<style", "style=", " id=", "<defs", "url(", "metadata", "<!DOCTYPE", "<?xml", "xlink"):
        assert foreign not in svg


def test_only_palette_colours() -> None:
    svg = "".join(draw(read_case(kind), FACES) for kind in CASE_NAMES)
    used = {value for line in svg.split('"') for value in [line] if value.startswith("#")}
    assert used <= set(PALETTE.values())
    assert len(set(PALETTE.values())) == len(PALETTE)


def test_fonts_are_named_without_spaces_after_commas() -> None:
    assert "font-family=\"'Brief Sans','Brief Han',sans-serif\"" in draw(read_case("bar"), FACES)


def test_markup_and_mathtext_stay_as_written() -> None:
    label = 'R&D <net> $x_1^2$ \\frac "q"'
    svg = draw(bars(Mark(label, 1, "$1 & <2>")), FACES)
    assert " ".join(texts(svg)) == label + " $1 & <2>"
    assert "R&amp;D &lt;net&gt;" in svg


def test_citations_stand_on_the_printed_values() -> None:
    root = ElementTree.fromstring(draw(read_case("range"), FACES))
    cited = {
        element.attrib["data-cite"]: element.text for element in root.iter() if "data-cite" in element.attrib
    }
    assert cited == {"n1": "about 200", "n2": "consensus 146.6"}


def test_title_is_escaped() -> None:
    svg = draw(bars(Mark("a", 1, "1"), alt='R&D < "x"'), FACES)
    assert ElementTree.fromstring(svg)[0].text == 'R&D < "x"'


def test_same_chart_same_bytes_in_another_process() -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]; import test_charts as t;"
        "sys.stdout.buffer.write(t.draw(t.read_case('column'), t.FACES).encode())"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent), str(ROOT)]
    environment = {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1", "MPLCONFIGDIR": "/dev/null/none"}
    reply = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert reply.stdout.decode() == draw(read_case("column"), FACES)


# Tones


def test_tones_differ_in_more_than_hue() -> None:
    tones = get_args(Tone)
    pictures = [lay_out_chart(bars(Mark("a", 1, "1", tone)), FACES).ink for tone in tones]
    assert len(set(pictures)) == len(tones)


def test_guidance_is_hatched_without_patterns() -> None:
    svg = draw(bars(Mark("a", 1, "1", "guidance")), FACES)
    hatch = next(e for e in ElementTree.fromstring(svg).iter(f"{SVG}path") if e.attrib["d"].count("M") > 20)
    assert hatch.attrib["stroke"] == PALETTE["accent"]


def test_the_key_of_a_cluster_is_said_once() -> None:
    shown = texts(draw(read_case("grouped"), FACES))
    assert (shown.count("actual"), shown.count("consensus")) == (1, 1)


# Scales


def test_bars_begin_at_zero_and_keep_proportion() -> None:
    drawing = lay_out_chart(bars(Mark("a", 10, "10"), Mark("b", 5, "5"), Mark("c", -5, "−5")), FACES)
    boxes = [ink.box for ink in drawing.ink if isinstance(ink, Patch)]
    long, half, back = (box.right - box.left for box in boxes)
    assert long == pytest.approx(2 * half)
    assert half == pytest.approx(back)
    assert boxes[0].left == boxes[1].left == boxes[2].right


@given(st.lists(st.tuples(st.floats(-1e12, 1e12), st.floats(0, 20), st.floats(0, 20)), min_size=1))
def test_fit_keeps_everything_in_the_room(items: list[tuple[float, float, float]]) -> None:
    axis = fit(10, 110, items)
    for value, before, after in items:
        assert axis.at(value) - before >= 10 - 0.02
        assert axis.at(value) + after <= 110 + 0.02


def test_a_wished_height_is_kept() -> None:
    for kind in ("bar", "column", "range", "line"):
        drawing = lay_out_chart(replace(read_case(kind), height_mm=70), FACES)
        assert drawing.height == pytest.approx(70 / 25.4 * 72)


def test_columns_that_do_not_fit_side_by_side_become_rows() -> None:
    marks = tuple(Mark(f"Quarter {n}", n, f"{n}.0 bn") for n in range(25))
    columns, rows = (lay_out_chart(Chart(kind, 84, marks=marks), FACES) for kind in ("column", "bar"))
    assert columns == rows


def test_parts_that_cannot_be_labelled_become_rows() -> None:
    marks = tuple(Mark(f"A part with a long name {n}", 1, "4%") for n in range(25))
    drawing = lay_out_chart(Chart("share", 84, series=(Series("", marks),)), FACES)
    assert drawing == lay_out_chart(bars(*marks), FACES)


# Odd input


@pytest.mark.parametrize(
    "chart",
    [
        bars(Mark("only", 24, "24%")),
        bars(*(Mark(f"Item {n}", n - 9, f"{n - 9}") for n in range(25))),
        bars(Mark("a", 0, "0"), Mark("b", -0.0, "0", "guidance")),
        Chart("column", 84, marks=(Mark("a", 0, "0"), Mark("b", 0, "0"))),
        bars(
            Mark(
                "Han 亞馬遜公司截至二〇二五年十二月三十一日止年度之稀釋每股盈餘(含一次性費用)" * 2,
                1,
                "約1.95美元",
            )
        ),
        bars(Mark("huge", 1e300, "1"), Mark("tiny", 5e-324, "0")),
        Chart("line", 84, series=(Series("flat", (Mark("a", 5, "5"), Mark("b", 5, "5"))),)),
        Chart("range", 84, spans=(ChartSpan("none", missing="not given"),)),
        Chart("dumbbell", 84, series=(Series("same", (Mark("before", 3, "3%"), Mark("after", 3, "3%"))),)),
    ],
)
def test_odd_input_is_drawn(chart: Chart) -> None:
    assert faults(lay_out_chart(chart, FACES)) == []
    ElementTree.fromstring(draw(chart, FACES))


ONE, TWO = Mark("a", 1, "1"), Mark("b", 2, "2")
TOTAL = Mark("t", 1, "1", role="ink")


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (bars(), "takes marks"),
        (Chart("line", 84, marks=(ONE,)), "takes series"),
        (replace(bars(ONE), spans=(ChartSpan("x", 1, 2, "1–2"),)), "only those"),
        (Chart("grouped", 84, series=(Series("s", ()),)), "takes series"),
        (bars(Mark("a", nan, "1")), "not finite"),
        (bars(Mark("a", -inf, "1")), "not finite"),
        (bars(ONE, reference=nan, reference_text="r"), "not finite"),
        (Chart("range", 84, spans=(ChartSpan("a", 1, inf, "1"),)), "not finite"),
        (Chart("range", 84, spans=(ChartSpan("a", 2, 1, "2–1"),)), "ends before"),
        (bars(Mark("a", 1, "")), "prints no value"),
        (Chart("range", 84, spans=(ChartSpan("a", 1, 2),)), "neither"),
        (bars(Mark("a\x00", 1, "1")), "control character"),
        (bars(ONE, reference=1.0), "without a name"),
        (Chart("bar", 5, marks=(ONE,)), "5 mm"),
        (Chart("bar", 84, -3, marks=(ONE,)), "-3 mm"),
        (Chart("share", 84, series=(Series("", (ONE, Mark("b", -1, "−1"))),)), "negative part"),
        (Chart("share", 84, series=(Series("", (Mark("a", 0, "0"),)),)), "come to nothing"),
        (Chart("dumbbell", 84, series=(Series("s", (ONE,)),)), "two marks"),
        (Chart("line", 84, series=(Series("s", (ONE,)),)), "two points"),
        (Chart("line", 84, series=(Series("s", (ONE, TWO)), Series("t", (TWO, ONE)))), "same periods"),
        (Chart("bridge", 84, marks=(ONE, TWO)), "begins and ends"),
        (Chart("bridge", 84, marks=(TOTAL, TWO, TOTAL)), "does not lead to 't'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(chart: Chart, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(chart, FACES)


def test_labels_without_room_are_refused() -> None:
    with pytest.raises(TooSmall):
        draw(bars(Mark("x" * 300, 1, "1")), FACES)


WORDS = st.sampled_from(
    ["AWS", "Operating income", "International, excluding charges", "2026 年資本支出指引", "國際"]
)
FIGURES = st.floats(-100, 300).map(lambda value: round(value, 1))
MARKS = st.builds(lambda label, value: Mark(label, value, f"{value:,.1f}"), WORDS, FIGURES)
LISTS = st.lists(MARKS, min_size=1, max_size=5, unique_by=lambda mark: mark.label)


@settings(deadline=None)
@given(
    st.sampled_from(["bar", "column"]),
    LISTS,
    st.sampled_from([84, 116, 174]),
)
def test_bars_and_columns_always_find_room(kind: Any, marks: list[Mark], width: float) -> None:
    assert faults(lay_out_chart(Chart(kind, width, marks=tuple(marks)), FACES)) == []


@settings(deadline=None)
@given(st.lists(st.lists(FIGURES, min_size=5, max_size=5), min_size=1, max_size=3), st.booleans())
def test_lines_keep_their_labels_apart(rows: list[list[float]], zero: bool) -> None:
    series = tuple(
        Series(f"Line {n}", tuple(Mark(f"{q}Q25", value, f"{value:.1f}") for q, value in enumerate(row)))
        for n, row in enumerate(rows)
    )
    assert faults(lay_out_chart(Chart("line", 174, 70, series=series, zero=zero), FACES)) == []


# Measuring and faces


def test_han_is_an_em_wide_and_needs_no_font() -> None:
    assert Ruler(FACES).width("億美元", 10) == 30
    assert Ruler(FACES).width("億美元", 10, 600) == 30


def test_figures_are_tabular() -> None:
    assert len({Ruler(FACES).width(digit, 10, 600) for digit in "0123456789"}) == 1


def test_lines_break_between_words_and_not_within_a_number() -> None:
    ruler = Ruler(FACES)
    assert ruler.wrap("Purchases of property and equipment", 70) == (
        "Purchases of property",
        "and equipment",
    )
    assert ruler.wrap("資本支出約 2000 億美元", 50) == ("資本支出約", "2000 億美元")
    assert ruler.wrap("資本支出\uff0c\uff08估計\uff09億元", 31) == (
        "資本支",
        "出\uff0c\uff08估",
        "計\uff09億元",
    )
    assert ruler.wrap("", 50) == ()


def test_a_chinese_chart_has_the_same_structure() -> None:
    chart = read_case("column")
    chinese = replace(
        chart,
        marks=tuple(
            replace(m, label=f"{2024 + n}年度", note="", text=f"約{m.value}億")
            for n, m in enumerate(chart.marks)
        ),
    )
    assert [text for text in texts(draw(chinese, FACES)) if "年度" not in text] == [
        m.text for m in chinese.marks
    ]


def test_a_missing_han_face_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        font_files, "find_file", lambda name, weight: None if "CJK" in name else (Path(__file__), 0)
    )
    with pytest.raises(MachineLacks, match="fonts-noto-cjk"):
        find_faces(["zh-Hant"])
    assert all(face.path.is_file() for face in find_faces())


def test_a_theme_may_name_any_family_that_is_installed() -> None:
    fonts = Fonts(headings="Source Serif Pro", script_headings="serif", heading_weight=400)
    faces = find_faces(["zh-Hant"], fonts=fonts)
    assert [(face.family, face.weight) for face in faces[4:]] == [(HEAD, 400), (HAN_HEAD, 400)]
    assert all(face.path.is_file() for face in faces)


def test_a_family_that_is_not_installed_is_named() -> None:
    with pytest.raises(MachineLacks, match="the font Lanternfish Grotesk is not installed"):
        find_faces(fonts=Fonts(text="Lanternfish Grotesk"))


def test_a_drawing_in_other_colours_is_laid_out_alike() -> None:
    colours = dict(zip(PALETTE, PALETTE.values(), strict=True)) | {"accent": "#7b1e34", "ink": "#221d1a"}
    for kind in CASE_NAMES:
        number_style, own = draw(read_case(kind), FACES), draw(read_case(kind), FACES, colours)
        assert own == number_style.replace(PALETTE["accent"], "#7b1e34").replace(PALETTE["ink"], "#221d1a")


if __name__ == "__main__":
    for name in CASE_NAMES:
        (CASES / name / "expected.svg").write_text(draw(read_case(name), FACES), "utf-8")
