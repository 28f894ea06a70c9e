"""Figures: what became of each, by intervals; the laws of comparing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from comparing.compared import facts, mirrors, turns_of, weeks
from hypothesis import given
from hypothesis import strategies as st

from reportgen.comparing.comparison import compare_sides
from reportgen.comparing.figure_changes import FigureChange, FigureTurn, figure_changes
from reportgen.comparing.how_far import how_far
from reportgen.facts.base import FactBase

Read = Callable[[Any], tuple[FactBase | None, Any]]

REVENUE = "revenue@2025Q4"


@pytest.mark.parametrize(
    ("before", "now", "turn"),
    [
        ("213.4 bn USD", "213.5 bn USD", "restated"),
        ("213.4 bn USD", "213.42 bn USD", "refined"),
        ("213.42 bn USD", "213.4 bn USD", "coarsened"),
        ("about 213 bn USD", "213.4 bn USD", "refined"),
        ("213.4 bn USD", "over 200 bn USD", "coarsened"),
        ("213.4 bn USD", "-213.4 bn USD", "restated"),
        ("173 to 178 bn USD", "174 to 177 bn USD", "refined"),
        ("173 to 178 bn USD", "174 to 179 bn USD", "restated"),
        ("213.4 bn USD", "213,400 m USD", "refined"),
    ],
)
def test_a_value_moves_by_its_interval(read: Read, before: str, now: str, turn: str) -> None:
    old, new = (facts(read({REVENUE: value})[0]) for value in (before, now))
    assert turns_of(compare_sides(old, new)) == {REVENUE: turn}


def test_what_stands_elsewhere_or_is_reckoned_otherwise_is_named(read: Read) -> None:
    old = {REVENUE: "10 bn USD", "cost@2025Q4": "4 bn USD", "profit@2025Q4": ["6 bn USD", "= revenue - cost"]}
    new = {
        REVENUE: "10 bn USD",
        "cost@2025Q4": [{"value": "4 bn USD", "source": "recap ¶7"}],
        "profit@2025Q4": "6 bn USD",
    }
    assert turns_of(compare_sides(facts(read(old)[0]), facts(read(new)[0]))) == {
        "cost@2025Q4": "re-sourced", "profit@2025Q4": "re-derived",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "guided", "stands"),
    [
        ("214 bn USD", "206 to 213 bn USD", "above"),
        ("213.2 bn USD", "206 to 213 bn USD", "within"),
        ("213 bn USD", "206 to 213 bn USD", "within"),
        ("205 bn USD", "206 to 213 bn USD", "below"),
        ("213 bn USD", "206.0 to 213.0 bn USD", "overlaps"),
    ],
)
def test_what_came_is_held_against_what_was_expected(
    read: Read, outcome: str, guided: str, stands: str
) -> None:
    old = facts(read({"revenue@2026Q1~guidance": guided, "cost@2025Q4": "1 bn USD"})[0])
    new = facts(read({"revenue@2026Q1": outcome, "cost@2025Q4": "1 bn USD"})[0])
    (outcome,) = compare_sides(old, new).outcomes
    assert outcome.new and str(outcome.new.standing) == stands and outcome.old is None
    (back,) = compare_sides(new, old).outcomes
    assert back.old and str(back.old.standing) == stands and back.new is None


def test_a_computed_figure_that_may_be_the_same_has_shifted(read: Read) -> None:
    share = {"revenue@2025Q4": "100 bn USD", "margin@2025Q4": "= share(profit, revenue)"}
    old, new = (
        facts(read({**share, "profit@2025Q4": profit})[0]) for profit in ("11.70 bn USD", "11.72 bn USD")
    )
    assert turns_of(compare_sides(old, new)) == {"profit@2025Q4": "restated", "margin@2025Q4": "shifted"}
    assert mirrors(old, new)


def test_what_is_graver_stands_first(read: Read) -> None:
    old = {
        "revenue@2025Q4": "10 bn USD",
        "cost@2025Q4": "4.0 bn USD",
        "capex@2025Q4": "1 bn USD",
        "a@2025Q4": "1 USD",
        "b@2025Q4": "100 USD",
    }
    new = {
        "revenue@2025Q4": "10.01 bn USD",
        "cost@2025Q4": "4.1 bn USD",
        "revenue@2024Q4": "9 bn USD",
        "a@2025Q4": "1 USD",
        "b@2025Q4": "200 USD",
    }
    changes = figure_changes(facts(read(old)[0]), facts(read(new)[0]))
    assert [str(change.turn) for change in changes] == ["restated", "restated", "gone", "new", "refined"]
    assert [change.either.reference for change in changes][:2] == ["acme/b@2025Q4", "acme/cost@2025Q4"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("Sales (FY26 Q2)", "Sales (FY26 Q3)", "Sales (FY26 Q2 → FY26 Q3)"),
        ("売上高（26/3期2Q）", "売上高（26/3期3Q）", "売上高（26/3期2Q → 26/3期3Q）"),
        ("Sales 【Q2】", "Sales 【Q3】", "Sales 【Q2 → Q3】"),
        ("Share (of sales, FY26) (H1)", "Share (of sales, FY26) (9M)", "Share (of sales, FY26) (H1 → 9M)"),
        ("Sales (Q2 (13 weeks))", "Sales (Q3 (14 weeks))", "Sales (Q2 (13 weeks) → Q3 (14 weeks))"),
        ("Sales (Q2)", "Revenue (Q3)", "Revenue (Q3)"),
        ("Sales", "Sales)", "Sales)"),
        ("", "", ""),
    ],
)
def test_what_moved_on_is_called_by_both_periods(read: Read, before: str, now: str, said: str) -> None:
    (figure,) = facts(read({REVENUE: "1 USD"})[0]).figures.values()
    old, new = (replace(figure, label=label) for label in (before, now))
    assert FigureChange(FigureTurn.NEXT, old, new).label == said


VALUES = st.builds(
    lambda sign, whole, decimals, word: f"{word}{sign}{whole}{decimals} bn USD",
    st.sampled_from(["", "-"]),
    st.integers(1, 400),
    st.sampled_from(["", ".0", ".4", ".45", ".5"]),
    st.sampled_from(["", "about ", "over ", "exact "]),
)
NAMES = st.sampled_from([
    "revenue@2025Q4", "cost@2025Q4", "revenue@2024Q4", "revenue@2026Q1~guidance", "revenue@2026Q1", "cost@2026Q1",
    "revenue@2025Q4~consensus", "a@2025Q4",
])  # fmt: skip
BASES = st.dictionaries(NAMES, VALUES, min_size=1, max_size=6)


@given(BASES)
def test_nothing_differs_from_itself(read: Read, stated: dict[str, str]) -> None:
    assert compare_sides(facts(read(stated)[0]), facts(read(stated)[0])).alike


@given(BASES, BASES)
def test_a_comparison_turned_round_says_the_same(
    read: Read, one: dict[str, str], other: dict[str, str]
) -> None:
    assert mirrors(facts(read(one)[0]), facts(read(other)[0]))


@given(BASES, BASES)
def test_what_differs_is_named_and_nothing_else(
    read: Read, one: dict[str, str], other: dict[str, str]
) -> None:
    old, new = facts(read(one)[0]), facts(read(other)[0])
    named = {change.either.reference for change in figure_changes(old, new)}
    known = {*old.figures} | {*new.figures}
    different = {
        key
        for key in known
        if (key in old.figures) != (key in new.figures)
        or (old.figures[key].value, old.figures[key].low, old.figures[key].high)
        != (new.figures[key].value, new.figures[key].low, new.figures[key].high)
    }
    assert different <= named <= known


@pytest.mark.parametrize(
    ("before", "now"), [("FY2023Q3", "FY2023Q4"), ("FY2022Q4", "FY2023Q4"), ("FY2023Q4", "FY2024Q1")]
)
def test_a_role_is_the_same_in_quarters_of_13_and_of_14_weeks(before: str, now: str) -> None:
    old = weeks(before, **{f"revenue_at_{before}": "12 bn USD"})
    new = weeks(now, **{f"revenue_at_{now}": "13 bn USD"})
    assert turns_of(compare_sides(old, new)) == {f"revenue@{now}": "moved on"}
    assert mirrors(old, new)


def test_equal_digits_are_told_as_they_stand_however_exact_they_are() -> None:
    old = weeks("FY2023Q4", capex_at_FY2023Q4="exact 9 bn USD")
    (change,) = figure_changes(old, weeks("FY2024Q4", capex_at_FY2024Q4="9 bn USD"))
    assert change.old and change.new and change.repeats
    assert (change.old.said, change.new.said) == ("$9bn", "$9bn")
    assert how_far(change) is None


def test_a_comparative_is_the_figure_that_it_was() -> None:
    old = weeks("FY2023Q4", revenue_at_FY2023Q4="12.1 bn USD", capex_at_FY2023Q4="9 bn USD")
    stated = {
        "revenue_at_FY2024Q4": "13 bn USD",
        "revenue_at_FY2023Q4": "12.4 bn USD",
        "capex_at_FY2024Q4": "9 bn USD",
    }
    changes = figure_changes(old, weeks("FY2024Q4", **stated))
    assert [(one.either.reference.partition("/")[2], str(one.turn), one.repeats) for one in changes] == [
        ("revenue@FY2023Q4", "restated", False),
        ("capex@FY2024Q4", "moved on", True),
        ("revenue@FY2024Q4", "moved on", False),
    ]
