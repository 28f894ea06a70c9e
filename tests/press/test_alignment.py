"""Figures on their points: whole digits end below one another."""

from __future__ import annotations

import re
from typing import Final

import pytest

from reportgen.document.nodes import Cell, Group, Row, Table, Words
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Ruler
from reportgen.press.alignment import padding_class, padding_rules, pads

TYPE: Final = Ruler(find_faces())


def padded(*texts: str, total: bool = False) -> list[float | None]:
    """The room to the right of each cell of a column, in ems; None for what is not aligned."""
    rows = tuple(Row((), (Cell((Words(text),)),), total) for text in texts)
    room = pads(Table((), (), (), (Group((), rows),), ()), TYPE.width)
    return [room.get(id(row.cells[0])) for row in rows]


@pytest.mark.parametrize("total", [False, True])
def test_whole_digits_end_below_one_another(total: bool) -> None:
    texts = ("213.4", "25.0", "11.7%", "$1.95", "(1.2)", "16,000", "≈+1.6pp", "–")
    tails = [re.search(r"\d((?:\.\d+)?\D*)\Z", text) for text in texts]
    widths = [TYPE.width(tail[1] if tail else "", 1.0, 600 if total else 400) for tail in tails]
    ends = {
        round((pad or 0.0) + width, 6) for pad, width in zip(padded(*texts, total=total), widths, strict=True)
    }
    assert len(ends) == 1


def test_what_is_no_single_figure_ends_at_the_edge() -> None:
    assert padded("1.25", "1.0 to 2.0", "1.9百分點", "n.m.") == [0.0, None, None, None]


def test_a_padding_is_a_class_and_the_class_a_rule() -> None:
    rows = tuple(Row((), (Cell((Words(text),)),), False) for text in ("11.7%", "25.0", "–"))
    table = Table((), (), (), (Group((), rows),), ())
    named = {padding_class(pad) for pad in pads(table, TYPE.width).values()}
    assert "" in named and len(named) == 3
    for name in named - {""}:
        width = int(name.removeprefix("pad-")) / 100
        assert f".{name} {{ padding-right: {width:g}em; }}" in padding_rules([table, table], TYPE.width)
    assert padding_rules([table, table], TYPE.width).count("{") == 2
    assert padding_class(0.004) == ""
