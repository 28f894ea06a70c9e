"""Tables of a message: whole, folded on a telephone, or as lists."""

from __future__ import annotations

import pytest

from reportgen.document.nodes import Cell, Group, Head, KeyFigure, Line, Row, Table, Words
from reportgen.press.letter_tables import column_heads, fold_figures, fold_table


def said(text: str) -> Line:
    return (Words(text),)


def table(*heads: str, cell: str = "12.4", spanners: tuple[Head, ...] = ()) -> Table:
    row = Row(said("Net sales"), tuple(Cell(said(cell)) for _ in heads))
    columns = tuple(Head(said(head)) for head in heads)
    return Table(said("US$ bn"), columns, spanners, (Group((), (row,)),), ())


@pytest.mark.parametrize(
    ("heads", "cell", "fold"),
    [
        (("Actual", "Consensus"), "12.4", ""),
        (("Actual",) * 5, "12,345.6", "fold"),
        (("Against the consensus",) * 4, "12.4", "fold wraps"),
        (("會計年度第三季實際數",) * 4, "12.4", "fold wraps"),
        (("Actual",) * 5, "12.4bn to 13.5bn", "list"),
        (("Actual",) * 9, "12,345.6", "list"),
    ],
)
def test_a_table_is_set_as_it_fits(heads: tuple[str, ...], cell: str, fold: str) -> None:
    assert fold_table(table(*heads, cell=cell)) == fold


def test_key_figures_fold_where_their_figures_are_long() -> None:
    heads = ("Actual", "vs cons.", "y/y")
    short = KeyFigure("actual", said("Net sales"), said("$12.4bn"), said("+2.6%"), said("+16%"))
    long = KeyFigure("guidance", said("營收財測"), said("637.0億美元至663.0億美元"), (), ())
    assert fold_figures([short], heads) == ""
    assert fold_figures([short, long], heads) == "fold"


def test_key_figures_fold_by_the_columns_that_they_have() -> None:
    row = KeyFigure("actual", said("Net sales"), said("$12.40bn to $12.50bn"), (), said("+16.4%"))
    assert fold_figures([row], ("Reported", "vs consensus", "y/y")) == "fold"
    assert fold_figures([row], ("Reported", "y/y"), ("year",)) == ""
    assert fold_figures([row], ("Reported",), ()) == ""


def test_each_column_knows_what_stands_over_it() -> None:
    over = Head(said("Sales"), 2), Head((), 1)
    found = column_heads(table("Now", "Then", "Note", spanners=over))
    assert [bool(above) for above, _ in found] == [True, True, False]
    assert [bool(above) for above, _ in column_heads(table("Now", "Then"))] == [False, False]
