"""Tokens: made of characters that nobody can write, and the way back from rendered text to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.brief.tokens import PRIVATE, TOKEN, Origin, RenderedText, index_of, mark, rendered, token
from reportgen.facts.text import Text, YamlSource

WRITTEN = "one {{ x }} two"
SOURCE = Text.at(WRITTEN, YamlSource("en.md", WRITTEN), 1, 1)


@given(st.integers(0, 10**9))
def test_a_token_has_its_index_and_private_characters_alone(index: int) -> None:
    made = token(index)
    found = TOKEN.fullmatch(made)
    assert found is not None and index_of(found) == index
    assert all(PRIVATE.match(char) for char in made)


@given(st.lists(st.integers(0, 10**6), max_size=6))
def test_tokens_side_by_side_are_told_apart(indexes: list[int]) -> None:
    assert [index_of(found) for found in TOKEN.finditer("".join(map(token, indexes)))] == indexes


@pytest.mark.parametrize("change", [str.upper, str.title, str.strip, lambda text: text.replace(" ", "_")])
def test_what_a_filter_does_to_words_leaves_a_token_alone(change: object) -> None:
    assert callable(change)
    assert token(17) in change(f"a {token(17)} b")


def test_places_are_taken_out_and_lead_back_to_the_file() -> None:
    first, expression, last = mark(0, written=True), mark(4, written=False), mark(11, written=True)
    made = rendered(SOURCE, f"{first}one {expression}made{token(9)}{last} two")
    assert made.text == f"one made{token(9)} two"  # what is no mark stays
    assert made.place(1).offset == 1
    assert made.place(6).offset == 4  # whatever an expression makes stands where it does
    behind = made.text.index(" two")
    assert made.place(behind + 2).offset == 13
    assert [made.origin(at).written for at in (0, 5, behind)] == [True, False, True]


def test_of_places_with_nothing_between_them_the_last_counts() -> None:
    made = rendered(SOURCE, f"{mark(0, written=True)}{mark(4, written=False)}x")
    assert made.origins == (Origin(0, 4, False),)


def test_a_stretch_is_cut_where_another_origin_begins() -> None:
    made = RenderedText(SOURCE, "abcdef", (Origin(0, 0, True), Origin(2, 4, False), Origin(4, 11, True)))
    assert list(made.stretches(1, 6)) == [(1, 2), (2, 4), (4, 6)]
    assert list(made.stretches(2, 4)) == [(2, 4)]
    assert list(made.stretches(3, 3)) == []
