"""Texts: paragraphs that changed, came, went or moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.comparing.sides import ComparedText
from reportgen.comparing.text_changes import TextChange, TextTurn, text_changes

SALES = "Sales rose by a tenth, and the margin followed them a quarter later."
COSTS = "Costs were held where they had been for most of the year."
PEOPLE = "The company has as many people as it had."


def changes(old: list[str], new: list[str]) -> tuple[TextChange, ...]:
    return text_changes([*map(ComparedText, old)], [*map(ComparedText, new)])


def said(found: tuple[TextChange, ...]) -> list[tuple[str, str, str]]:
    return [
        (str(one.turn), one.old.text if one.old else "", one.new.text if one.new else "") for one in found
    ]


def test_a_paragraph_that_moved_is_no_new_one() -> None:
    assert said(changes([SALES, COSTS, PEOPLE], [PEOPLE, SALES, COSTS])) == [("moved", PEOPLE, PEOPLE)]


def test_a_changed_paragraph_is_told_word_by_word() -> None:
    after = SALES.replace("a tenth", "an eighth")
    (change,) = changes([SALES, COSTS], [after, COSTS])
    assert change.turn is TextTurn.CHANGED
    assert "".join(one.text for one in change.stretches if one.in_old) == SALES
    assert "".join(one.text for one in change.stretches if one.in_new) == after
    assert [one.text for one in change.stretches if not one.in_old] == ["an eighth"]


def test_other_words_are_another_paragraph() -> None:
    found = changes([SALES, COSTS], [SALES, "Nothing of this was told before, anywhere."])
    assert [one.turn for one in found] == [TextTurn.NEW, TextTurn.GONE]


def test_a_script_without_spaces_is_compared_by_characters() -> None:
    (change,) = changes(
        ["營收較去年同期成長一成，毛利率隨之上升。"], ["營收較去年同期衰退一成，毛利率隨之上升。"]
    )
    assert [one.text for one in change.stretches if not one.in_new] == ["成長"]


TEXTS = st.lists(st.sampled_from([SALES, COSTS, PEOPLE, SALES + " More.", "One.", "Two."]), max_size=8)


@given(TEXTS)
def test_no_text_differs_from_itself(texts: list[str]) -> None:
    assert changes(texts, texts) == ()


@given(TEXTS, TEXTS)
def test_texts_turned_round_say_the_same(one: list[str], other: list[str]) -> None:
    turned = {"new": "gone", "gone": "new"}
    back = [(turned.get(turn, turn), new, old) for turn, old, new in said(changes(other, one))]
    assert sorted(said(changes(one, other))) == sorted(back)


@given(TEXTS, TEXTS)
def test_every_paragraph_is_accounted_for(one: list[str], other: list[str]) -> None:
    found = changes(one, other)
    gone = [change.old.text for change in found if change.old]
    come = [change.new.text for change in found if change.new]
    left_of_one, left_of_other = list(one), list(other)
    for text in gone:
        left_of_one.remove(text)
    for text in come:
        left_of_other.remove(text)
    assert sorted(left_of_one) == sorted(left_of_other)
