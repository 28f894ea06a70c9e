"""By how much a figure changed: exact, with as many digits as are sure."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from comparing.compared import facts
from hypothesis import given
from hypothesis import strategies as st

from reportgen.comparing.compared_json import comparison_json
from reportgen.comparing.compared_page import comparison_page
from reportgen.comparing.compared_text import comparison_text
from reportgen.comparing.comparison import compare_sides
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.how_far import how_far, how_far_words
from reportgen.facts.base import FactBase

Read = Callable[[Any], tuple[FactBase | None, Any]]
FIGURE = "a@2025Q4"


@pytest.mark.parametrize(
    ("concept", "before", "now", "said"),
    [
        ("a", "213.4 bn USD", "245.6 bn USD", "+15.1%"),
        ("a", "213.4 bn USD", "213.6 bn USD", "+0.1%"),
        ("a", "20 bn USD", "10 bn USD", "−50%"),
        ("a", "100 bn USD", "250 bn USD", "+150%"),
        ("margin", "35.2%", "34.9%", "−0.3 points"),
        ("margin", "-1.2%", "0.4%", "+1.6 points"),
        ("spread", "120 bps", "150 bps", "+30bp"),
        ("a", "173.5 to 178.5 bn USD", "183.5 to 189.5 bn USD", "+6.0% at the midpoint"),
        ("margin", "11% to 13%", "12.0% to 14.0%", "+1 point at the midpoint"),
        ("a", "200 bn USD", "over 250 bn USD", "at least +24.6%"),
        ("a", "over 200 bn USD", "150 bn USD", ""),
        ("a", "-310 m USD", "-320 m USD", ""),
        ("a", "0 m USD", "320 m USD", ""),
    ],
)
def test_a_change_is_told_as_far_as_it_is_sure(
    read: Read, concept: str, before: str, now: str, said: str
) -> None:
    (change, *_) = compare_sides(
        *(facts(read({f"{concept}@2025Q4": value})[0]) for value in (before, now))
    ).figures
    assert how_far_words(change, "en") == said


def test_nothing_is_reckoned_of_two_units_or_of_a_year_of_the_calendar(read: Read) -> None:
    (change, *_) = compare_sides(*(facts(read({FIGURE: value})[0]) for value in ("1 USD", "3 USD"))).figures
    assert change.old and change.new and how_far(change)
    assert how_far(replace(change, old=replace(change.old, unit="EUR"))) is None
    years = (replace(one, unit="year") for one in (change.old, change.new))
    assert how_far(replace(change, **dict(zip(("old", "new"), years, strict=True)))) is None


AMOUNTS = st.builds(lambda whole, decimals: f"{whole}{decimals} bn USD", st.integers(1, 400),
                    st.sampled_from(["", ".0", ".4", ".45"]))  # fmt: skip


@given(AMOUNTS, AMOUNTS)
def test_a_growth_holds_all_that_both_may_be(read: Read, before: str, now: str) -> None:
    changes = compare_sides(*(facts(read({FIGURE: value})[0]) for value in (before, now))).figures
    for change in changes:
        found = how_far(change)
        if found is None:
            continue
        old, new = change.old, change.new
        assert old and new and old.low and old.high and new.low and new.high
        ends = [one / other - 1 for one in (new.low, new.high) for other in (old.low, old.high)]
        assert (found.interval.low, found.interval.high) == (min(ends), max(ends))
        assert found.point in found.interval


def test_nothing_is_said_of_a_figure_that_stands_as_it_stood(read: Read) -> None:
    (change, *_) = compare_sides(*(facts(read({FIGURE: value})[0]) for value in ("1 USD", "3 USD"))).figures
    assert how_far_words(replace(change, turn=FigureTurn.NEXT, old=change.new), "en") == ""


def test_all_reports_tell_the_change(read: Read) -> None:
    old, new = (facts(read({FIGURE: value})[0]) for value in ("20.00 bn USD", "25.00 bn USD"))
    found = compare_sides(old, new)
    line = next(one for one in comparison_text(found).splitlines() if "→ $25" in one)
    assert line.endswith("   +25.0%")
    page = comparison_page(found)
    assert '<td class="far">+25.0%</td>' in page and ">Change</th>" in page
    by = json.loads(comparison_json(found))["figures"][0]["by"]
    assert by["said"] == "+25.0%" and by["unit"] == "%" and by["value"] == "25"
    assert [Fraction(end) for end in by["interval"]] == [
        Fraction(24_995, 20_005) - 1,
        Fraction(25_005, 19_995) - 1,
    ]
