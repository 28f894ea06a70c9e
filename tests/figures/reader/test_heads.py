"""The head of a table: which of its cells have its scale, and where it ends."""

from __future__ import annotations

import pytest

from reportgen.figures.reader.paragraphs import read_text


def values(text: str, language: str = "") -> list[float]:
    return [float(figure.quantity.point) for figure in read_text(text, language).figures]


@pytest.mark.parametrize(
    "head",
    [
        "(in millions)",
        "Income statement (unaudited, in millions, except per share data)",
        "(In millions of U.S. dollars)",
        "US$ in millions",
        "Amounts in millions",
        "($m)",
        "€ million",
        "[millions of yen]",
        "(NT$ millions)",
        "單位：百萬元",
        "（新台幣百萬元）",
        "單位：新台幣百萬元，惟每股盈餘為元",
        "以新台幣百萬元為單位",
        "単位：百万円",
        "（百万円）",
    ],
)
@pytest.mark.parametrize(
    "row",
    [
        "| Cloud | $1,204 | 998 | (36) |",
        "Cloud  $1,204  998  (36)",
        "Cloud\t$1,204\t998\t(36)",
        "Cloud $1,204 998 (36)",
    ],
)
def test_each_cell_has_the_scale_of_the_head(head: str, row: str) -> None:
    reading = read_text(f"{head}\n{row}\n")
    assert [float(figure.quantity.point) for figure in reading.figures] == [1204e6, 998e6, -36e6]
    assert {(figure.head, figure.bare) for figure in reading.figures} == {(6, False)}


@pytest.mark.parametrize(
    ("head", "power"),
    [
        ("(in thousands, except per share data)", 3),
        ("(000s)", 3),
        ("(HK$'000)", 3),
        ("($bn)", 9),
        ("(in crore)", 7),
        ("(₹ crore)", 7),
        ("新台幣千元", 3),
        ("單位：億元", 8),
        ("（單位：人民幣萬元）", 4),
        ("単位：千円", 3),
        ("（単位：億円）", 8),
    ],
)
def test_the_scales_of_heads(head: str, power: int) -> None:
    assert values(f"{head}\nTotal | 12 | 34\n") == [12.0 * 10**power, 34.0 * 10**power]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Diluted EPS | $1.42 | 1.31", [1.42, 1.31]),
        ("Dividends per share | 0.40", [0.40]),
        ("Employees | 41,350 | 42,118", [41350, 42118]),
        ("Gross margin (%) | 45.6 | 44.1", [0.456, 0.441]),
        ("Current ratio | 1.6 | 1.8", [1.6, 1.8]),
        ("Growth | 12% | 1.6x | 40 bps", [0.12, 1.6, 0.004]),
        ("Buyback | $2.5 billion", [2.5e9]),
        ("每股盈餘（元） | 3.21", [3.21]),
        ("毛利率（%） | 45.6", [0.456]),
        ("員工人數 | 8,100", [8100]),
        ("1株当たり純利益 | 45.60", [45.6]),
        ("Free cash flow (US$ bn) | 1.2", [1.2e9]),
        ("Members (thousands) | 1,200", [1.2e6]),
    ],
)
def test_a_row_of_its_own_kind_keeps_its_own_scale(row: str, found: list[float]) -> None:
    assert values(f"(in millions, except per share data)\n{row}\n") == pytest.approx(found)


def test_a_heading_lends_its_words_to_the_rows_that_continue_it() -> None:
    text = (
        "(In millions, except number of shares, which are reflected in thousands, and per share amounts)\n"
        "Earnings per share:\nBasic  $2.41  $2.19\nDiluted  $2.40  $2.18\n"
        "Shares used in computing earnings per share:\nBasic  15,081  15,509\n"
    )
    assert values(text) == [2.41, 2.19, 2.40, 2.18, 15081e3, 15509e3]


@pytest.mark.parametrize(
    "end",
    [
        "We employed people in many places at the end of the year.",
        "本公司第四季營收較去年同期成長，並優於先前的預期。",
        "",
        "(in thousands)",
    ],
)
def test_the_scope_of_a_head_ends(end: str) -> None:
    other = "Segment  Sites  Vans\n" if not end else ""
    scale = 1000 if "thousands" in end else 1
    assert values(f"(in millions)\nCost  12  13\n\n{end}\n{other}North  5  6\n") == [
        12e6,
        13e6,
        5 * scale,
        6 * scale,
    ]


def test_the_heading_of_a_column_is_that_of_its_column() -> None:
    text = "| Segment | Parcels (k) | Yield ($) |\n|---|---|---|\n| Ground | 14,208 | 312.45 |\n"
    assert values(text) == [14208e3, 312.45]


def test_prose_beside_a_table_keeps_its_numbers() -> None:
    assert values("(in millions)\nCost  12  13\nSales reached 900 in the end, and 40 of them abroad.\n")[
        2:
    ] == [900, 40]
    assert values("Sales grew in millions of homes, and we sold 5.\nTotal  3  4\n")[-2:] == [3, 4]


def test_a_label_with_one_number_is_a_row_only_beside_its_table() -> None:
    assert values("(in millions)\nSales 12.3\nCosts:\nWages 4.5\n") == [12.3e6, 4.5e6]
    assert values("(in millions)\nOutlook and guidance\nManagers index 51.2\n") == [51.2]


def test_without_a_head_a_number_is_bare() -> None:
    (figure,) = read_text("Cost  (36)").figures
    assert (figure.quantity.point, figure.bare, figure.head) == (-36, True, None)


def test_a_number_and_its_per_cent_sign_may_stand_in_lines_of_their_own() -> None:
    assert values("(in thousands)\nMargin\n31.7\n%\nSales\n1,200\n") == pytest.approx([0.317, 1.2e6])


def test_the_numbers_of_pages_are_set_aside() -> None:
    text = "Cost  12\n\n7\n\nProfit  13\n\n8\n\nTax  14\n\n9\n"
    reading = read_text(text)
    assert [figure.printed for figure in reading.figures] == ["12", "13", "14"]
    assert [(aside.printed, aside.why) for aside in reading.asides] == [(page, "numbering") for page in "789"]


@pytest.mark.parametrize(
    ("line", "unreadable"),
    [
        ("Parcels sent61,20458,118", "sent61,20458,118"),
        ("302,118287,540", "302,118287,540"),
        ("Fees7,81236,0114%", "Fees7,81236,0114%"),
        ("營收7,81236,0114%", "7,81236,0114%"),
        ("Cost 12,345678", "12,345678"),
        ("20252024", "20252024"),
    ],
)
def test_cells_that_ran_together_are_unreadable(line: str, unreadable: str) -> None:
    reading = read_text(line)
    assert reading.figures == ()
    assert [(aside.printed, aside.why) for aside in reading.asides] == [(unreadable, "unreadable")]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("$61,204$58,118", 2),
        ("61,204 58,118", 2),
        ("Cost,12345,67890", 2),
        ("₹12,34,567", 1),
        ("USD12,345", 1),
        ("12, 1500", 2),
    ],
)
def test_cells_that_can_be_told_apart_are_read(line: str, count: int) -> None:
    assert len(read_text(line).figures) == count
