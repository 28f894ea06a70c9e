"""A chart is as tall as its words take, on paper and on a telephone; a height that is asked for is kept on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from layout_faults import layout_faults
from support import TEMPLATES, drafts, read

from reportgen.brief.inputs import templates
from reportgen.document.chart import Chart, Mark, Series
from reportgen.errors import Rejected
from reportgen.exhibits.charts import lay_out_chart, lay_out_grown
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import TooSmall
from reportgen.press.layouts import Layouts
from reportgen.press.lettering import lay_out_picture
from reportgen.press.markup import Drawn
from reportgen.press.pressing import renderer

SALES: Final = (141.2, 144.8, 146.8, 154.4, 157.5, 165.4, 170.3, 181.1, 183.9, 194.7, 195.8, 209.5, 212.4)
ORDERS: Final = (139.0, 147.1, 150.2, 158.8, 161.0, 168.9, 169.5, 184.2, 188.1, 199.0, 201.3, 214.8, 224.6)
WIDTHS: Final = (84.0, 116.0, 170.0, 174.0)


def half_years(name: str, values: tuple[float, ...], unit: str) -> Series:
    names = [f"FY{20 + n // 2} H{1 + n % 2}" for n in range(len(values))]
    return Series(
        name, tuple(Mark(one, value, unit.format(value)) for one, value in zip(names, values, strict=True))
    )


def crossing(unit: str, width: float = 174.0, height: float | None = None) -> Chart:
    """Two lines of thirteen half-years that cross, every figure of them printed."""
    series = (half_years("Revenue", SALES, unit), half_years("Orders", ORDERS, unit))
    return Chart("line", width, series=series, height_mm=height)


def pictures(chart: Chart) -> Drawn:
    """The pictures of the tiny edition's first exhibit with another chart in it."""
    edition, _ = read()
    assert edition is not None
    document = drafts()[0].document
    (front,) = document.front_exhibits
    document = replace(document, front_exhibits=(replace(front, chart=chart),), sections=())
    return renderer(edition, document, Layouts(templates([TEMPLATES])), find_faces(["zh-Hant"])).drawn[
        front.name
    ]


@pytest.mark.parametrize("unit", ["£{:.1f}m", "{:.1f}百万ポンド"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_of_many_figures_is_as_tall_as_they_take(width: float, unit: str) -> None:
    assert layout_faults(lay_out_grown(crossing(unit, width), find_faces())) == []


def test_a_usual_height_stays_where_it_will_do() -> None:
    chart, faces = crossing("£{:.1f}m"), find_faces()
    assert lay_out_grown(chart, faces) == lay_out_chart(chart, faces)


@pytest.mark.parametrize("height", [None, 50.0, 90.0])
def test_a_telephone_shows_what_paper_does(height: float | None) -> None:
    drawn = pictures(crossing("{:.1f}百万ポンド", height=height))
    assert drawn.narrow.count("212.4百万ポンド") == drawn.plot.count("212.4百万ポンド") == 1


def test_a_message_shows_it_too() -> None:
    drawing = lay_out_picture(crossing("{:.1f}百万ポンド"), find_faces())
    assert "212.4百万ポンド" in {words.text for words in drawing.words}


def test_what_has_no_place_is_named() -> None:
    with pytest.raises(TooSmall, match=r"m' of '\w+', FY\d\d H[12], has no place of its own"):
        lay_out_grown(crossing("£{:.1f}m", 84.0, 42.0), find_faces())


def test_a_chart_too_wide_for_a_telephone_says_so() -> None:
    series = (half_years("Revenue", SALES, "£{:.1f}m, before all that was sold"),)
    with pytest.raises(Rejected, match="does not fit 84 mm, as a telephone shows it") as refused:
        pictures(Chart("line", 174.0, series=series))
    assert refused.value.findings[0].locus is not None


@pytest.mark.parametrize("name", ["ソーンベリー", "ソーンベリー社の株価", "Thornbury"])
def test_a_name_in_a_narrow_picture_is_not_broken_within_a_word(name: str) -> None:
    values = (3.9, 3.8, 4.2, 4.9)
    marks = tuple(Mark(f"{n}月", value, f"{value}ポンド") for n, value in enumerate(values, 1))
    drawing = lay_out_chart(Chart("line", 47.0, series=(Series(name, marks),), height_mm=26.0), find_faces())
    said = {words.text for words in drawing.words}
    assert any(name[:6] in text for text in said), said
