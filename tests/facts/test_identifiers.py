"""Check digits of ISIN and LEI."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.identifiers import isin_trouble, lei_trouble, trouble_of

ISINS = ("US0378331005", "US0231351067", "TW0002330008", "GB0002634946", "DE000BASF111", "JP3633400001")
LEIS = ("5493006MHB84DD0ZWV18", "HWUPKR0MPOU8FGXBT394", "ZXTILKJKG63JELOEG630")


@pytest.mark.parametrize("text", ISINS)
def test_isins_in_use_are_right(text: str) -> None:
    assert isin_trouble(text) == trouble_of(text) == ""


@pytest.mark.parametrize("text", LEIS)
def test_leis_in_use_are_right(text: str) -> None:
    assert lei_trouble(text) == trouble_of(text) == ""


@given(st.sampled_from(ISINS), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_of_an_isin_is_found(text: str, place: int, by: int) -> None:
    if text[place].isdigit():
        wrong = f"{text[:place]}{(int(text[place]) + by) % 10}{text[place + 1 :]}"
        assert isin_trouble(wrong).startswith("its check digit is ")


@given(st.sampled_from(LEIS), st.integers(0, 17), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_one_wrong_character_of_an_lei_is_found(text: str, place: int, other: str) -> None:
    if text[place] != other:
        assert lei_trouble(text[:place] + other + text[place + 1 :]).startswith("its check digits are ")


@given(st.sampled_from(LEIS), st.integers(0, 16))
def test_two_neighbours_of_an_lei_changed_over_are_found(text: str, place: int) -> None:
    one, two = text[place : place + 2]
    if one != two:
        assert lei_trouble(text[:place] + two + one + text[place + 2 :])


@pytest.mark.parametrize("text", ["US037833100", "us0378331005", "US0378331005X", "1234", ""])
def test_another_form_is_none(text: str) -> None:
    assert isin_trouble(text).startswith("an ISIN has") and lei_trouble(text).startswith("an LEI has")
    assert trouble_of(text) == ""


@pytest.mark.parametrize(
    "text", ["INFORMATION1", "NORTHLIGHTSYSTEMSPLC26", "12345678901234567890", "INTERNATIONALISATION12"[-20:]]
)
def test_a_word_or_a_number_of_that_length_is_taken_for_none(text: str) -> None:
    assert trouble_of(text) == ""
