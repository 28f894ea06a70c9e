"""Where exhibits stand so that pages end full: reckoned from heights alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.press.paging import Measured, Spread, Stock, best_orders, emptiness

PAPER = Stock(1000.0)


def paragraph(lines: int) -> Measured:
    return Measured((20.0,) * lines, after=8.0)


def exhibit(height: float, earliest: int, latest: int) -> Measured:
    return Measured((height,), 10.0, 10.0, moves=True, earliest=earliest, latest=latest)


HEADING = Measured((20.0,), 10.0, 4.0, keeps=True)


@st.composite
def sections(draw: st.DrawFn) -> Spread:
    blocks = list[Measured]()
    for number in range(draw(st.integers(1, 6))):
        if number and draw(st.booleans()):
            fixed = sum(not block.moves for block in blocks)
            earliest = draw(st.integers(1, fixed))
            blocks.append(exhibit(draw(st.floats(50, 500)), earliest, draw(st.integers(fixed, fixed + 2))))
        else:
            blocks.append(paragraph(draw(st.integers(1, 9))))
    fixed = sum(not block.moves for block in blocks)
    return Spread(tuple(Measured(**{**vars(one), "latest": min(one.latest, fixed)}) for one in blocks), 30.0)


@settings(deadline=None)
@given(st.lists(sections(), min_size=1, max_size=4), st.floats(0, 900))
def test_nothing_leaves_its_section_and_nothing_changes_its_order(made: list[Spread], start: float) -> None:
    for section, order in zip(made, best_orders(made, Stock(1000.0, start)), strict=True):
        blocks = section.blocks
        assert sorted(order) == list(range(len(blocks)))
        assert [at for at in order if blocks[at].moves] == [
            at for at in range(len(blocks)) if blocks[at].moves
        ]
        fixed = [at for at in order if not blocks[at].moves]
        assert fixed == sorted(fixed)
        for place, at in enumerate(order):
            if blocks[at].moves:
                before = sum(not blocks[one].moves for one in order[:place])
                assert blocks[at].earliest <= before <= max(blocks[at].latest, blocks[at].earliest)


@settings(deadline=None)
@given(st.lists(sections(), min_size=1, max_size=4), st.floats(0, 900))
def test_pages_end_no_emptier_than_as_the_author_had_them(made: list[Spread], start: float) -> None:
    paper = Stock(1000.0, start)
    own = [tuple(range(len(section.blocks))) for section in made]
    squares = [
        sum(part * part for part in emptiness(made, orders, paper))
        for orders in (own, best_orders(made, paper))
    ]
    assert squares[1] <= squares[0] + 1e-9


@given(st.lists(sections(), min_size=1, max_size=4))
def test_nothing_moves_where_everything_has_room(made: list[Spread]) -> None:
    own = tuple(tuple(range(len(section.blocks))) for section in made)
    assert best_orders(made, Stock(1e6)) == own


def test_a_paragraph_fills_the_page_that_an_exhibit_would_leave_empty() -> None:
    section = Spread((paragraph(30), exhibit(500.0, 1, 2), paragraph(18)))
    assert emptiness([section], [(0, 1, 2)], PAPER)[0] > 0.3
    assert best_orders([section], PAPER) == ((0, 2, 1),)
    assert emptiness([section], [(0, 2, 1)], PAPER)[0] < 0.1


def test_an_exhibit_goes_before_a_paragraph_that_can_be_broken() -> None:
    section = Spread((paragraph(10), paragraph(20), exhibit(500.0, 1, 2)))
    assert best_orders([section], PAPER) == ((0, 2, 1),)


def test_a_heading_takes_two_lines_with_it() -> None:
    """930 of 1000 are filled: the heading has room, the two lines that it keeps with have not."""
    blocks = (Measured((930.0,)), HEADING, paragraph(4))
    assert emptiness([Spread(blocks)], [(0, 1, 2)], PAPER) == [0.07]
    blocks = (Measured((900.0,)), HEADING, paragraph(4))
    assert emptiness([Spread(blocks)], [(0, 1, 2)], PAPER)[0] < 0.04


def test_a_paragraph_leaves_two_lines_behind_and_takes_two_along() -> None:
    assert emptiness([Spread((Measured((980.0,)), paragraph(6)))], [(0, 1)], PAPER) == [0.02]
    assert emptiness([Spread((Measured((890.0,)), paragraph(6)))], [(0, 1)], PAPER) == [0.03]


def test_notes_take_their_room() -> None:
    noted = Measured((20.0,) * 4, notes=100.0)
    assert emptiness([Spread((Measured((880.0,)), noted))], [(0, 1)], PAPER) == [0.12]
    assert emptiness([Spread((Measured((850.0,)), noted))], [(0, 1)], Stock(1000.0, 0.0, 120.0, 30.0)) == [
        0.0
    ]
