"""A table in its room: smaller type, turned heads, parts, or a refusal that says what would fit."""

from __future__ import annotations

from itertools import chain
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.document.nodes import Cell, Claimed, Group, Head, Place, Row, Table, Words
from reportgen.document.walk import plain
from reportgen.exhibits.faces import find_faces
from reportgen.exhibits.measure import Ruler
from reportgen.facts.text import Text
from reportgen.press.table_columns import TYPES, Fitted, TooWide, fit_table, sizes

RULER: Final = Ruler(find_faces(["zh-Hant"]))
ROOM: Final = 493.0


def table(heads: list[str], cell: str = "1,234.5", label: Any = "Harbour", **more: Any) -> Table:
    line = label if isinstance(label, tuple) else (Words(label),)
    rows = tuple(Row(line, tuple(Cell((Words(cell),)) for _ in heads), total) for total in (False, True))
    columns = tuple(Head((Words(head),)) for head in heads)
    return Table(
        (Words("US$ m"),),
        columns,
        more.get("spanners", ()),
        (Group((Words("All"),), rows),),
        more.get("notes", ()),
    )


def fitted(made: Table, room: float = ROOM) -> Fitted:
    return fit_table(made, room, RULER)


def columns(one: Fitted) -> list[list[str]]:
    return [[plain(head.content) for head in part.table.columns] for part in one.parts]


def test_what_fits_is_set_as_usual() -> None:
    one = fitted(table(["Q4 2025", "Q4 2024"]))
    assert (one.step, one.turned, len(one.parts), one.classes) == (0, 0.0, 1, "")
    assert fitted(table(["A year ago"] * 5)).classes == " wider"  # than a phone: it scrolls, which is said


def test_a_wide_table_is_set_in_smaller_type_down_to_seven_points() -> None:
    made = [fitted(table([f"Q{n}" for n in range(count)])) for count in range(2, 16)]
    steps = [one.step for one in made if len(one.parts) == 1]
    assert steps == sorted(steps) and {0, 1, 2} <= set(steps)
    assert min(kind.head for kind in TYPES) == min(kind.size for kind in TYPES) == 7.0


def test_long_heads_are_turned_once_smaller_type_does_not_help() -> None:
    one = fitted(table(["Brackwatermillsdivision"] * 12, "–"))
    assert one.turned > 0 and len(one.parts) == 1
    assert f".{one.turn} " in sizes([one])


def test_more_columns_than_fit_are_split_evenly_and_the_labels_repeated() -> None:
    heads = [f"Q{n}" for n in range(25)]
    one = fitted(table(heads))
    assert list(chain(*columns(one))) == heads and one.classes.split()[-1] == "parts"
    counts = [len(part) for part in columns(one)]
    assert len(counts) == 2 and max(counts) - min(counts) <= 1
    for part in one.parts:
        (group,) = part.table.groups
        assert plain(group.label) == "All" and [plain(row.label) for row in group.rows] == ["Harbour"] * 2
        assert [row.total for row in group.rows] == [False, True]
        assert all(len(row.cells) == len(part.table.columns) for row in group.rows)


def test_parts_end_where_spanners_do_if_that_costs_no_part_more() -> None:
    spanners = tuple(Head((Words(f"Y{n}"),), 4) for n in range(6))
    one = fitted(table([f"Q{n}" for n in range(24)], spanners=spanners))
    assert [len(part) % 4 for part in columns(one)] == [0] * len(one.parts)
    assert [plain(h.content) for part in one.parts for h in part.table.spanners] == [
        f"Y{n}" for n in range(6)
    ]


def test_a_spanner_over_two_parts_stands_in_both() -> None:
    spanners = (Head((), 1), Head((Words("All"),), 23))
    one = fitted(table([f"Q{n}" for n in range(24)], spanners=spanners))
    first, second = ([(plain(h.content), h.span) for h in part.table.spanners] for part in one.parts)
    assert first[0] == ("", 1) and first[1][0] == second[0][0] == "All"
    assert first[1][1] + second[0][1] == 23


@settings(max_examples=40)
@given(st.integers(1, 40), st.integers(1, 12), st.integers(1, 12), st.sampled_from([238.0, 334.0, 493.0]))
def test_every_column_stands_in_one_part_or_the_table_is_refused(
    count: int, head: int, cell: int, room: float
) -> None:
    heads = [f"{'W' * head} {n}" for n in range(count)]
    try:
        one = fitted(table(heads, "8" * cell), room)
    except TooWide as error:
        assert "would fit" in str(error)
    else:
        assert list(chain(*columns(one))) == heads


@pytest.mark.parametrize(
    ("made", "room", "said"),
    [
        (table(["W" * 60]), 238.0, "a word or a figure of"),
        (table([f"Q{n}" for n in range(90)]), ROOM, "6 parts at most"),
        (
            table([f"Q{n}" for n in range(25)],
                  label=(Claimed(1, "a > b", (Words("more"),), Place(Text("more"))),)),
            ROOM, "columns such as these would fit",
        ),
    ],
)  # fmt: skip
def test_what_fits_in_no_form_is_refused_with_what_would(made: Table, room: float, said: str) -> None:
    with pytest.raises(TooWide, match=said):
        fitted(made, room)


def test_han_heads_stand_on_several_lines() -> None:
    one = fitted(table(["第四季季度營運成果總計金額彙總表數字"] * 8))
    assert len(one.parts) == 1 and one.turned == 0


def test_what_is_measured_is_a_class_and_the_class_a_rule() -> None:
    one = fitted(table(["Share"], "11.7%"))
    (part,) = one.parts
    name = part.room(part.table.columns[0])
    assert f".exhibit .{name} {{ padding-right: {int(name.removeprefix('pad-')) / 100:g}em; }}" in sizes(
        [one, one]
    )
    assert f".exhibit .{one.labels} {{ min-width: " in sizes([one])
    assert part.room(part.table.groups[0].rows[1].cells[0]) == ""
