"""Figures on their points: whole digits end below one another, and the head stands over the digits."""

from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.nodes import Cell, Group, Head, Row, Table, Words
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Ruler
from reportgen.press.alignment import mark_width, pads

TYPE: Final = Ruler(find_faces())
FIGURES: Final = (
    "213.4",
    "25.0",
    "11.7%",
    "$1.95",
    "(1.2)",
    "16,000",
    "≈+1.6pp",
    "≈200",
    "逾10%",
    "10%以上",
    "173.5–178.5",
    "1.9百分點",
    "–",
)


def padded(*texts: str, total: bool = False, mark: str = "") -> tuple[list[float], float]:
    """The room to the right of each cell of a column, and of its head, in ems. The first cell has a mark."""
    cells = [Cell((Words(text),), mark="" if index else mark) for index, text in enumerate(texts)]
    head = Head((Words("Actual"),))
    rows = tuple(Row((), (cell,), total) for cell in cells)
    room = pads(Table((), (head,), (), (Group((), rows),), ()), TYPE.width)
    return [room[id(cell)] for cell in cells], room[id(head)]


def tail(text: str, weight: int = 400) -> float:
    found = re.search(r"\d((?:\.\d+)?\D*)\Z", text)
    return TYPE.width(found[1] if found else "", 1.0, weight)


@pytest.mark.parametrize("total", [False, True])
@given(st.lists(st.sampled_from(FIGURES), min_size=1, max_size=6))
def test_whole_digits_end_below_one_another(total: bool, texts: list[str]) -> None:
    room, _ = padded(*texts, total=total)
    ends = {round(pad + tail(text, 600 if total else 400), 6) for pad, text in zip(room, texts, strict=True)}
    assert len(ends) == 1 and min(room) >= 0


@pytest.mark.parametrize(
    ("texts", "hanging"),
    [(("12.4", "3.1"), ""), (("12.4%", "3.1%"), "%"), (("14%", "+0.4pp"), "pp"), (("(1.2)", "3.1"), ")")],
)
def test_a_head_ends_over_the_last_digit(texts: tuple[str, ...], hanging: str) -> None:
    _, head = padded(*texts)
    assert head == pytest.approx(TYPE.width(hanging, 1.0, 400))


def test_words_end_at_the_edge_of_the_digits() -> None:
    (_, words, none), head = padded("1.25%", "in line", "n.m.")
    assert words == none == head == pytest.approx(TYPE.width("%", 1.0, 400))


def test_a_mark_hangs_behind_the_digits() -> None:
    (marked, plain), head = padded("12.4", "3.1", mark="aa")
    assert marked == 0 and plain == head == pytest.approx(mark_width("aa", TYPE.width))
    assert mark_width("", TYPE.width) == 0
