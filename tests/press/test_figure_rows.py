"""Key figures in a narrow column, and the strip of key financials: what is wide gets a line, smaller type or parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from support import TEMPLATES, drafts, parse, read, words_of

from reportgen.brief.inputs import templates
from reportgen.document.byline import Strip
from reportgen.document.nodes import Cell, Document, Group, Head, KeyFigure, Line, Row, Table, Words
from reportgen.document.walk import plain
from reportgen.errors import Rejected
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Ruler
from reportgen.press.figure_rows import KeyComparison, comparisons, form_of
from reportgen.press.layouts import Layouts, Medium
from reportgen.press.pressing import renderer
from reportgen.press.widths import Fits, fitted

RULER: Final = Ruler(find_faces(["ja"]))
REVENUE: Final = "fact: revenue, consensus: revenue.surprise, year: revenue.growth"
PARTED: Final = 24  # columns, which have no room beside one another


def said(text: str) -> Line:
    return (Words(text),)


def row(actual: str, consensus: str = "+2%", year: str = "+9%") -> KeyFigure:
    return KeyFigure("actual", said("Revenue"), said(actual), said(consensus), said(year))


def compared(actual: str, consensus: str, year: str) -> KeyFigure:
    """A row in which an empty text is no comparison."""
    lines = (said(text) if text else () for text in (actual, consensus, year))
    return KeyFigure("actual", said("Revenue"), *lines)


def document(*rows: KeyFigure, strip: Table | None = None) -> Document:
    """The tiny edition with other key figures and a strip."""
    made = Strip(strip, (), ()) if strip else None
    return replace(drafts()[0].document, key_figures=rows, strip=made)


def years(count: int, cell: str = "0.22ポンド") -> Table:
    """A strip of so many years."""
    heads = tuple(Head(said(f"{20 + n}/6期")) for n in range(count))
    rows = tuple(
        Row(said(name), tuple(Cell(said(cell)) for _ in heads), False)
        for name in ("売上高", "潜在株式調整後1株当たり当期純利益")
    )
    return Table(said("百万英ポンド"), heads, (), (Group((), rows),), ())


def fits(made: Document, *, lies: bool = False) -> Fits:
    return fitted(made, RULER, lies=lies)


@pytest.mark.parametrize(
    ("figures", "form"),
    [
        (("£212.4m", "+2%", "+9%"), ""),
        (("4,370万ポンド", "+3%", "+11%"), ""),
        (("4.40–4.50億ポンド", "ほぼ同水準", "+10%"), "above"),
        (("4.40–4.50億ポンド", "–", "+10%"), ""),
        (("US$11.65–12.10 billion", "in line", "+10%"), "above"),
        (("2.12億ポンド", "+2%", "ほぼ同水準"), "above-apart"),
        (("2.12億ポンド", "+2%", "1億2,300万ポンド増"), "above-apart"),
        (("2.12億ポンド", "1億2,300万ポンド増", "1億2,300万ポンド増"), None),
    ],
)
@pytest.mark.parametrize("lies", [False, True])
def test_a_row_takes_a_line_more_where_its_figures_would_meet(
    figures: tuple[str, str, str], form: str | None, lies: bool
) -> None:
    assert form_of(row(*figures), RULER, lies=False) == form
    assert form_of(row(*figures), RULER, lies=lies) in (form, "", "above")  # a wider panel holds more


@pytest.mark.parametrize(
    ("figures", "columns"),
    [
        ([("+2%", "+9%")], ("consensus", "year")),
        ([("", "+9%"), ("", "")], ("year",)),
        ([("", ""), ("+2%", "")], ("consensus",)),
        ([("+2%", ""), ("", "+9%")], ("consensus", "year")),  # of different rows, and of different tables
        ([("", ""), ("", "")], ()),
    ],
)
def test_a_comparison_has_a_column_where_any_row_has_it(
    figures: list[tuple[str, str]], columns: tuple[str, ...]
) -> None:
    rows = [compared("£212.4m", *texts) for texts in figures]
    assert comparisons([replace(rows[0], scenario="guidance"), *rows[1:]]) == columns


@pytest.mark.parametrize(
    ("figures", "columns", "form"),
    [
        (("£212.4m", "", "+9%"), ("year",), ""),
        (
            ("US$11.65–12.10 bn", "", "+10%"),
            ("year",),
            "",
        ),  # has the room of the comparison that is not there
        (("US$11,650–12,100 million", "", "+10%"), ("year",), "above"),
        (("2.12億ポンド", "ほぼ同水準", ""), ("consensus",), "above"),
        (("2.12億ポンド", "", "1億2,300万ポンド増"), ("year",), "above"),
        (("US$11,650–12,100 million", "", ""), (), "above"),
        (("£212.4m", "", ""), (), ""),
        (("US$11.65–12.10 billion " * 3, "", ""), (), None),
        (("£212.4m", "", "US$11.65–12.10 billion " * 3), ("year",), None),
    ],
)
def test_a_figure_has_the_room_of_a_comparison_that_there_is_none_of(
    figures: tuple[str, str, str], columns: tuple[KeyComparison, ...], form: str | None
) -> None:
    assert form_of(compared(*figures), RULER, lies=False, columns=columns) == form


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize(
    ("row", "heads", "name"),
    [
        ("fact: revenue", ["Reported", "vs cons.", "y/y"], "key-figures"),
        ('fact: revenue, consensus: "-"', ["Reported", "y/y"], "key-figures one-comparison"),
        ('fact: revenue, year: "-"', ["Reported", "vs cons."], "key-figures one-comparison"),
        ('fact: revenue, consensus: "-", year: "-"', ["Reported"], "key-figures no-comparison"),
    ],
)
def test_the_panel_has_the_columns_that_its_rows_fill(
    medium: Medium, row: str, heads: list[str], name: str
) -> None:
    edits = {"brief.yaml": {REVENUE: row}}
    edition, _ = read(edits)
    assert edition is not None
    draft, layouts = drafts(edits)[0], Layouts(templates([TEMPLATES]))
    html = renderer(edition, draft.document, layouts, find_faces(["zh-Hant"]))
    page = layouts.lay_out(edition, draft.document, draft.told(edition), html, medium).html
    (panel,) = (one for one in parse(page).iter("section") if "key-figures" in one.get("class", "").split())
    assert panel.get("class") == name
    cells = [[(cell.tag, cell.get("scope")) for cell in row] for row in panel.iter("tr")]
    head, *rows = cells
    assert head == [("td", None), *[("th", "col")] * len(heads)]
    assert rows == [[("th", "row"), *[("td", None)] * len(heads)]] * 2
    assert [words_of(one) for one in panel.iter("th") if one.get("scope") == "col"] == heads


def test_a_row_that_has_no_form_is_refused_by_its_name() -> None:
    with pytest.raises(Rejected) as refused:
        fits(document(row("2.12億ポンド", "1億2,300万ポンド増", "1億2,300万ポンド増"), row("1")))
    (finding,) = refused.value.findings
    assert finding.code == "RG610" and "'Revenue'" in finding.message and "would fit" in finding.message


def test_a_strip_of_many_years_is_set_smaller_and_then_in_parts() -> None:
    made = [fits(document(strip=years(count, "92.5"))).strip for count in range(2, PARTED)]
    steps = [one.step for one in made if one and len(one.parts) == 1]
    assert steps == sorted(steps) and {0, 1} <= set(steps)
    parts = [len(one.parts) for one in made if one]
    assert parts == sorted(parts) and parts[-1] > 1
    assert all(one.turned == 0 for one in made if one)
    heads = (
        [plain(head.content) for part in made[-1].parts for head in part.table.columns] if made[-1] else []
    )
    assert heads == [plain(head.content) for head in years(PARTED - 1).columns]


def test_a_strip_has_the_room_of_its_paper() -> None:
    standing, lying = (fits(document(strip=years(9)), lies=lies).strip for lies in (False, True))
    assert standing and lying and lying.step < standing.step + len(standing.parts)


def test_a_strip_that_fits_in_no_form_is_refused_once_by_its_name() -> None:
    with pytest.raises(Rejected) as refused:
        fits(document(strip=years(7, "9" * 90)))
    (finding,) = refused.value.findings
    assert finding.code == "RG610" and "strip of key financials" in finding.message
    assert "would fit" in finding.message
