"""Places in sources as people write them, alone, in lists, and those that are none."""

from __future__ import annotations

import pytest

from reportgen.facts.locator import located, read_place, split_places


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("¶4", "paragraph", 4, 4),
        ("¶1-3", "paragraph", 1, 3),
        ("¶¶ 2–5", "paragraph", 2, 5),
        ("paragraph 7", "paragraph", 7, 7),
        ("第3段", "paragraph", 3, 3),
        ("p. 2", "page", 2, 2),
        ("p2", "page", 2, 2),
        ("pp. 2-3", "page", 2, 3),
        ("page 2", "page", 2, 2),
        ("第2頁", "page", 2, 2),
        ("第2ページ", "page", 2, 2),
        ("slide 7", "slide", 7, 7),
        ("投影片7", "slide", 7, 7),
        ("スライド7", "slide", 7, 7),
        ("note 3", "note", 3, 3),
        ("附註3", "note", 3, 3),
        ("table 1", "table", 1, 1),
        ("Table 12, second row", "table", 12, 12),
        ("表1", "table", 1, 1),
        ("Exhibit 2", "figure", 2, 2),
        ("Item 7", "section", 7, 7),
        ("line 40", "line", 40, 40),
        ("Sheet1!B7", "cell", 0, 0),
        ("'Income Statement'!$B$7:C9", "cell", 0, 0),
        ("us-gaap:Revenues c-12", "xbrl", 0, 0),
        ("ifrs-full:Revenue", "xbrl", 0, 0),
        ("#f-123", "xbrl", 0, 0),
    ],
)
def test_a_place(text: str, kind: str, first: int, last: int) -> None:
    place = read_place(text)
    assert place is not None
    assert (place.kind, place.first, place.last) == (kind, first, last)


@pytest.mark.parametrize("text", ["", "page two", "Q3", "¶5-3", "release", "3", "¶", "the third table", "B7"])
def test_no_place(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(
    ("text", "sources", "found"),
    [
        ("recap ¶4", ["recap", "deck"], ("recap", "¶4")),
        ("recap¶4", ["recap", "deck"], ("recap", "¶4")),
        ("deck slide 7", ["recap", "deck"], ("deck", "slide 7")),
        ("deck table 2, row Revenue", ["recap", "deck"], ("deck", "table 2, row Revenue")),
        ("slide 7", ["deck"], ("deck", "slide 7")),
        ("slide 7", ["recap", "deck"], None),
        ("note ¶3", ["note"], ("note", "¶3")),
        ("decks ¶3", ["deck"], None),
        ("deck", ["deck"], None),
    ],
)
def test_a_locator(text: str, sources: list[str], found: tuple[str, str] | None) -> None:
    assert located(text, sources) == found


def test_a_list_of_places_is_parted_where_one_begins() -> None:
    text = "release ¶3, ¶6, deck p. 3, second table, 表1"
    assert [text[begins:ends].strip() for begins, ends in split_places(text)] == [
        "release ¶3", "¶6", "deck p. 3, second table", "表1",
    ]  # fmt: skip
