"""Placeholders are found as whole words, and nothing else is."""

from __future__ import annotations

import pytest

from reportgen.document.placeholders import placeholders


@pytest.mark.parametrize(
    "text",
    [
        "Capex is TBD.", "date tbc", "(TBC)", "營收TBD億美元", "status: PENDING", "TODO: check", "FIXME",
        "Lorem ipsum dolor", "lorem", "LOREM", "sales of $XX", "up XX% y/y", "XXX", "in 20XX", "about X.X%", "see [●]",
        "目標價待補", "資料待補充", "金額待確認", "金额待确认", "每股○○元", "○○○", "成長ＸＸ％",
    ],
)  # fmt: skip
def test_a_placeholder_is_found(text: str) -> None:
    assert len(list(placeholders(f"Before that. {text} And after."))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Exxon and Exxon Mobil", "XXL sizes", "Louis XXIV", "pending home sales rose", "Pending approval", "to do",
        "todos", "colloremo", "XXth", "TBDs_x", "MAX_XX_SIZE", "the X factor", "X.509",
        "等待補償", "有待確認", "尚待確認", "仍待確認", "亟待補強", "二○○八年", "民國一○○年", "期待補助", "一○○○", "○",
    ],
)  # fmt: skip
def test_innocent_words_are_left_in_peace(text: str) -> None:
    assert list(placeholders(f"Before that. {text} And after.")) == []


def test_a_name_that_is_known_is_none_and_hides_none() -> None:
    text = "TBC Bank's margin is TBC."
    assert list(placeholders(text, ["TBC Bank"])) == [(text.rindex("TBC"), text)]
    assert list(placeholders("TBC Bank's margin", ["TBC Bank"])) == []
    assert len(list(placeholders("TBC Banking", ["TBC Bank"]))) == 1


def test_the_words_around_are_quoted_and_no_more() -> None:
    ((start, said),) = placeholders("x " * 500 + "TBD" + " y" * 500)
    assert start == 1000
    assert "x x TBD y y" in said
    assert len(said) < 70
