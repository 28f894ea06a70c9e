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
from reportgen.comparing.comparison_words import standing_words_in_full
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.how_far import how_far, how_far_beyond, how_far_words
from reportgen.facts.base import FactBase
from reportgen.facts.quantity import parse_quantity

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


@pytest.mark.parametrize(
    ("concept", "outcome", "expected", "said"),
    [
        ("a", "213.4 bn USD", "206 to 213 bn USD", ""),
        ("a", "215.0 bn USD", "206.0 to 213.0 bn USD", "above guidance, $206.0–213.0bn, by 0.9% of its upper end"),
        ("a", "205.0 bn USD", "206.0 to 213.0 bn USD", "below guidance, $206.0–213.0bn, by 0.5% of its lower end"),
        ("a", "33.48 bn USD", "33.8 bn USD", "below guidance, $33.8bn, by 1%"),
        ("a", "214 bn USD", "213 bn USD", "above guidance, $213bn, by 0.000% to 0.942%"),
        ("a", "150.0 bn USD", "over 200 bn USD", "below guidance, over $200bn, by 25.0%"),
        ("margin", "14.0%", "11.0% to 13.0%", "above guidance, 11.0–13.0%, by 1.0 points from its upper end"),
        ("margin", "10.0%", "11.0% to 13.0%", "below guidance, 11.0–13.0%, by 1.0 points from its lower end"),
        ("a", "5 bn USD", "-3 bn USD", "above guidance, −$3bn"),
        ("a", "213.0 bn USD", "206 to 213 bn USD", ""),
    ],
)  # fmt: skip
def test_by_how_much_an_outcome_is_beyond_what_was_expected(
    read: Read, concept: str, outcome: str, expected: str, said: str
) -> None:
    stated = {f"{concept}@2025Q4": outcome, f"{concept}@2025Q4~guidance": expected}
    before = {f"{concept}@2025Q4~guidance": expected}
    (found,) = compare_sides(facts(read(before)[0]), facts(read(stated)[0])).outcomes
    assert found.new
    if said:
        assert standing_words_in_full(found.new, "en") == said
    else:
        assert how_far_beyond(found.new) is None


@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 30), st.sampled_from(["", ".0", ".40"]))
def test_a_distance_holds_all_that_both_may_be(
    read: Read, outcome: int, low: int, width: int, decimals: str
) -> None:
    expected = f"{low}{decimals} to {low + width}{decimals} bn USD" if width else f"{low}{decimals} bn USD"
    stated = {"a@2025Q4": f"{outcome}{decimals} bn USD", "a@2025Q4~guidance": expected}
    (found,) = compare_sides(facts(read({"a@2025Q4~guidance": expected})[0]), facts(read(stated)[0])).outcomes
    assert found.new
    distance, standing = how_far_beyond(found.new), str(found.new.standing)
    if standing not in ("above", "below"):
        assert distance is None
        return
    assert distance is not None and distance.point in distance.interval
    came, ulp = parse_quantity(stated["a@2025Q4"]).interval, Fraction(10**9, 10 ** len(decimals.strip(".")))
    end = (low + width if standing == "above" else low) * Fraction(10**9)
    end += Fraction(decimals or 0) * 10**9
    assert came.low and came.high
    reach = [one / other - 1 for one in (came.low, came.high) for other in (end - ulp / 2, end + ulp / 2)]
    assert (distance.interval.low, distance.interval.high) == (min(reach), max(reach))


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
    assert '<td class="far"><span class="head">Change</span>+25.0%</td>' in page and ">Change</th>" in page
    by = json.loads(comparison_json(found))["figures"][0]["by"]
    assert by["said"] == "+25.0%" and by["unit"] == "%" and by["value"] == "25"
    assert [Fraction(end) for end in by["interval"]] == [
        100 * (Fraction(24_995, 20_005) - 1),
        100 * (Fraction(25_005, 19_995) - 1),
    ]


def test_value_and_interval_of_a_script_are_in_one_unit(read: Read) -> None:
    old, new = (facts(read({"margin@2025Q4": value})[0]) for value in ("35.2%", "34.4%"))
    (change,) = json.loads(comparison_json(compare_sides(old, new)))["figures"]
    assert (change["by"]["value"], change["by"]["interval"]) == ("-0.8", ["-9/10", "-7/10"])
    assert (change["new"]["value"], change["new"]["interval"]) == ("34.4", ["687/20", "689/20"])


def test_all_reports_tell_by_how_much_an_outcome_is_beyond(read: Read) -> None:
    guided = {"a@2025Q4~guidance": "206.0 to 213.0 bn USD"}
    old, new = ({**guided, "a@2025Q4": f"{value} bn USD"} for value in ("204.0", "216.0"))
    found = compare_sides(*(facts(read(stated)[0]) for stated in (old, new)))
    text = comparison_text(found)
    assert "was below guidance, $206.0–213.0bn, by 1.0% of its lower end" in text
    assert "is above guidance, $206.0–213.0bn, by 1.4% of its upper end" in text
    page = comparison_page(found)
    assert ">Off by</th>" in page
    assert "+1.4% of its upper end<small>was −1.0% of its lower end</small></td>" in page
    (outcome,) = json.loads(comparison_json(found))["outcomes"]
    by = outcome["new"]["by"]
    assert (by["said"], by["unit"]) == ("+1.4% of its upper end", "%")
    assert outcome["old"]["by"]["value"].startswith("-0.97")
    assert float(Fraction(by["interval"][0])) < float(by["value"]) < float(Fraction(by["interval"][1]))
