"""The kinds of charts: one that is added is taken, fitted, drawn and described, and each record says what is true."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from chart_cases import read_case
from support import Edits, checked, drafts

from reportgen.brief.brief_yaml import BriefFile
from reportgen.document.chart import Chart
from reportgen.document.nodes import Exhibit
from reportgen.document.walk import exhibits, plain
from reportgen.errors import Finding
from reportgen.exhibits import kinds
from reportgen.exhibits.charts import draw, lay_out_chart, misfit
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.ink import PALETTE, Dot, Drawing, InkSheet
from reportgen.exhibits.kind import ChartKind
from reportgen.exhibits.kinds import KINDS, chart_names
from reportgen.exhibits.measure import LABEL, Ruler
from reportgen.exhibits.rows import POINTS_PER_MM

FACES: Final = find_faces(["zh-Hant"])
ONE_OF_EACH: Final = {name: read_case(name) for name in KINDS}


# ---- a kind that is added ------------------------------------------------------------------------------------


def dots(chart: Chart, ruler: Ruler) -> Drawing:
    """A dot for each mark, from left to right, with its value and its label."""
    sheet = InkSheet(ruler, chart.width_mm * POINTS_PER_MM)
    for number, mark in enumerate(chart.marks):
        x = 20.0 + 60.0 * number
        sheet.add(Dot(x, 10.0, 3.0, PALETTE["accent"]), sheet.words(mark.text, x, 30.0, cite=mark.cite))
        sheet.add(sheet.words(mark.label, x, 30.0 + 2 * LABEL))
    return sheet.finished(60.0, chart.alt)


DOTS: Final = ChartKind("dots", "a dot for each mark", "marks", dots, along_time=True, spoken_as="column")
UNLABELLED: Final = {"{fact: revenue, label: {en: Actual, zh-Hant: 實際}}": "{fact: revenue}"}
AS_DOTS: Final[Edits] = {"brief.yaml": {"chart: column": "chart: dots", **UNLABELLED}}


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind more, as its module would have brought it."""
    monkeypatch.setitem(KINDS, "dots", DOTS)


def errors(edits: Edits) -> list[Finding]:
    return [finding for finding in checked(edits).findings if finding.blocks]


def with_dots(language: int) -> Exhibit:
    document = drafts(AS_DOTS)[language].written.document
    return next(one for one in exhibits(document) if one.chart and one.chart.kind == "dots")


def test_before_it_is_there_its_name_is_refused_once() -> None:
    (finding,) = errors(AS_DOTS)
    assert finding.code == "RG112"
    assert "'dots' is not one of 'area', 'bar'," in finding.message
    assert finding.locus is not None and "chart: dots" in finding.locus.excerpt


@pytest.mark.usefixtures("added")
def test_it_is_taken_in_brief_yaml() -> None:
    assert errors(AS_DOTS) == []


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("old", "new", "said", "place"),
    [
        ("chart: range", "chart: dots", "a dots chart takes marks:, here stands spans", "capex-plan:"),
        (
            "chart: column\n",
            "chart: dots\n    reference: revenue\n",
            "no scale for a ref",
            "reference: revenue",
        ),
    ],
)
def test_it_is_fitted(old: str, new: str, said: str, place: str) -> None:
    (finding,) = errors({"brief.yaml": {old: new}})
    assert said in finding.message
    assert finding.locus is not None and place in finding.locus.excerpt


@pytest.mark.usefixtures("added")
def test_a_name_that_comes_close_is_offered() -> None:
    (finding,) = errors({"brief.yaml": {"chart: column": "chart: dos"}})
    assert finding.mend == "did you mean 'dots'?"


@pytest.mark.usefixtures("added")
def test_it_is_bound_and_drawn() -> None:
    chart = with_dots(0).chart
    assert chart is not None
    svg = draw(chart, FACES)
    assert svg.count("<text") == 2 * len(chart.marks)
    for mark in chart.marks:
        assert mark.cite and f'data-cite="{mark.cite}">{mark.text}</text>' in svg
    assert chart.marks[-1].label == "Q4 25"  # along time: the period, not the fact's label


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(("language", "beginning"), [(0, ". Column chart: "), (1, "。直條圖：")])
def test_it_is_described(language: int, beginning: str) -> None:
    exhibit = with_dots(language)
    assert exhibit.chart is not None
    alt = plain(exhibit.alt)
    assert alt.startswith(plain(exhibit.title) + beginning)
    assert all(mark.text.replace("\u2060", "") in alt for mark in exhibit.chart.marks)


def test_a_module_in_the_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pies.py").write_text(
        "from reportgen.exhibits.kind import ChartKind\n"
        "PIE = ChartKind('pie', 'slices', 'series', lambda chart, ruler: None)\n"
    )
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    monkeypatch.setitem(sys.modules, "reportgen.exhibits.kinds.pies", None)  # undone with the test
    monkeypatch.delitem(sys.modules, "reportgen.exhibits.kinds.pies")
    assert "pie" in {kind.name for kind in kinds._declared()}


# ---- what the records say ------------------------------------------------------------------------------------


def test_no_two_records_have_one_name() -> None:
    records = list(kinds._declared())
    assert len({kind.name for kind in records}) == len({id(kind) for kind in records}) == len(KINDS) > 10


def test_the_schema_offers_every_kind_that_stands_in_an_exhibit() -> None:
    schema = BriefFile.model_json_schema(by_alias=True)["$defs"]["ExhibitText"]["properties"]["chart"]
    assert schema["anyOf"][0] == {"type": "string", "enum": chart_names()}
    assert set(KINDS) - set(chart_names()) == {"spark"}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_takes_its_part_alone(name: str) -> None:
    chart, takes = ONE_OF_EACH[name], KINDS[name].takes
    assert misfit(chart) == ""
    assert getattr(chart, takes) and not any(
        getattr(chart, part) for part in ("marks", "series", "spans") if part != takes
    )


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.takes == "series"])
def test_a_series_has_as_many_marks_as_the_record_says(name: str) -> None:
    kind, chart = KINDS[name], ONE_OF_EACH[name]
    for count in (1, 2):
        fewer = replace(chart, series=tuple(replace(s, marks=s.marks[:count]) for s in chart.series))
        assert (misfit(fewer) == "") is (count >= kind.least), misfit(fewer)
    third = (replace(s, marks=(*s.marks[:2], replace(s.marks[1], label="Third"))) for s in chart.series)
    more = replace(chart, series=tuple(third))
    assert (misfit(more) == "") is (kind.most is None), misfit(more)


@pytest.mark.parametrize("name", KINDS)
def test_a_reference_stands_where_the_record_says(name: str) -> None:
    chart = replace(ONE_OF_EACH[name], reference=1.0, reference_text="Target")
    if KINDS[name].reference:
        assert "Target" in [words.text for words in lay_out_chart(chart, FACES).words]
    else:
        assert misfit(chart) == KINDS[name].no_reference


@pytest.mark.parametrize("name", KINDS)
def test_zero_changes_what_the_record_says(name: str) -> None:
    chart = ONE_OF_EACH[name]
    with_zero, without = (lay_out_chart(replace(chart, zero=zero), FACES) for zero in (True, False))
    assert (with_zero != without) is (KINDS[name].zero == "optional")


@pytest.mark.parametrize("part", ["marks", "series", "spans"])
@pytest.mark.parametrize("name", KINDS)
def test_notes_stand_where_the_record_says(name: str, part: str) -> None:
    drawing = lay_out_chart(noted(ONE_OF_EACH[name], part), FACES)
    assert any("qz" in words.text for words in drawing.words) is (part in KINDS[name].notes)


def noted(chart: Chart, part: str) -> Chart:
    """The chart with a note on each of its marks, series or spans."""
    if part == "spans":
        return replace(chart, spans=tuple(replace(span, note="qz") for span in chart.spans))
    if part == "series":
        return replace(chart, series=tuple(replace(series, note="qz") for series in chart.series))
    marks = tuple(replace(mark, note=f"qz{n * 'z'}") for n, mark in enumerate(chart.marks))
    grown = (replace(s, marks=tuple(replace(mark, note="qz") for mark in s.marks)) for s in chart.series)
    return replace(chart, marks=marks, series=tuple(grown))


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.takes != "spans"])
def test_a_mark_prints_its_value_unless_the_record_says_otherwise(name: str) -> None:
    chart = ONE_OF_EACH[name]
    mute = replace(
        chart,
        marks=tuple(replace(mark, text="") for mark in chart.marks),
        series=tuple(replace(s, marks=tuple(replace(m, text="") for m in s.marks)) for s in chart.series),
    )
    assert ("prints no value" not in misfit(mute)) is KINDS[name].unlabelled


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.takes == "series"])
def test_parts_of_a_whole_are_refused_below_zero_as_the_record_says(name: str) -> None:
    kind, series = KINDS[name], ONE_OF_EACH[name].series[0]
    for count in (1, 2) if not kind.in_cell else (1,):
        marks = tuple(replace(mark, value=-mark.value, tone="actual") for mark in series.marks)
        chart = replace(ONE_OF_EACH[name], series=(replace(series, marks=marks),) * count)
        whole = kind.whole_of is not None and count >= kind.whole_of
        assert ("negative part" in misfit(chart)) is whole
