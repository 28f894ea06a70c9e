"""Tie-out: each verdict, and beside each the nearest innocent neighbour that stays silent."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.checks.tieout import TieOut, Verdict, compare, findings, tie_out, worst_verdict
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity, join, parse_quantity
from reportgen.facts.unit import Unit

Facts = dict[str, Any]
Base = Callable[[Facts], FactBase]
WHY: Final = {"accepted": {"en": "Known.", "zh-Hant": "已知。"}}


def rows_of(base: FactBase, name: str) -> list[TieOut]:
    return [row for row in tie_out(base) if row.name == name]


def verdicts(base: FactBase, name: str) -> list[str]:
    return [str(row.verdict) for row in rows_of(base, name)]


def said(base: FactBase) -> list[str]:
    return [f"{finding.severity} {finding.code}" for finding in findings(tie_out(base), base)]


# ---- stated against computed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "inputs", "formula", "verdict"),
    [
        # 57.6 of 100.0: an exact point that rounds to the digits stated, or does not
        ("57.6%", ("57.6 USD", "100.0 USD"), "a / b", "ties"),
        ("58%", ("57.6 USD", "100.0 USD"), "a / b", "ties"),
        ("57%", ("57.6 USD", "100.0 USD"), "a / b", "conflict"),
        ("57%", ("57.5 USD", "100.0 USD"), "a / b", "ties"),  # the point is the very end, which is closed
        ("57.5%", ("57.6 USD", "100.0 USD"), "a / b", "ties within rounding"),
        ("57.4%", ("57.6 USD", "100.0 USD"), "a / b", "conflict"),
        ("57.4%", ("57.6 USD", "100 USD"), "a / b", "ties within rounding"),
        # sums of rounded parts: three parts may be off by one and a half units
        ("24億 USD", ("11億 USD", "13億 USD"), "a + b", "ties"),
        ("25億 USD", ("11億 USD", "13億 USD"), "a + b", "ties within rounding"),
        ("26億 USD", ("11億 USD", "13億 USD"), "a + b", "conflict"),
        ("25.5億 USD", ("11億 USD", "13億 USD"), "a + b", "conflict"),
        ("25.05億 USD", ("11億 USD", "13億 USD"), "a + b", "conflict"),
        ("25.0億 USD", ("11億 USD", "13億 USD"), "a + b", "ties within rounding"),  # they touch at 25.0
        # qualifiers
        ("about 65%", ("66.0 USD", "100.0 USD"), "a / b", "ties"),
        ("about 65%", ("66.2 USD", "100.0 USD"), "a / b", "conflict"),
        ("nearly 30%", ("29.5 USD", "100.0 USD"), "a / b", "ties"),
        ("nearly 30%", ("30.0 USD", "100.0 USD"), "a / b", "ties within rounding"),
        ("nearly 30%", ("exact 30 USD", "exact 100 USD"), "a / b", "conflict"),
        ("nearly 30%", ("27.0 USD", "100.0 USD"), "a / b", "conflict"),
        ("over 57%", ("57.5 USD", "100.0 USD"), "a / b", "ties"),
        ("over 57%", ("57.0 USD", "100.0 USD"), "a / b", "ties within rounding"),
        ("over 57%", ("exact 57 USD", "exact 100 USD"), "a / b", "conflict"),
        ("over 57%", ("56.0 USD", "100.0 USD"), "a / b", "conflict"),
        ("at least 57%", ("exact 57 USD", "exact 100 USD"), "a / b", "ties"),
        ("up to 40%", ("39.0 USD", "100.0 USD"), "a / b", "ties"),
        ("up to 40%", ("exact 41 USD", "exact 100 USD"), "a / b", "conflict"),
        ("under 40%", ("exact 40 USD", "exact 100 USD"), "a / b", "conflict"),
        ("exact 1/3", ("exact 1 USD", "exact 3 USD"), "a / b", "ties"),
        ("exact 1/3", ("33.3 USD", "100.0 USD"), "a / b", "ties within rounding"),
        # inputs that are themselves only bounds
        ("50%", ("over 40 USD", "100 USD"), "a / b", "ties within rounding"),
        ("30%", ("over 40 USD", "100 USD"), "a / b", "conflict"),
        ("up to 40%", ("over 40 USD", "exact 100 USD"), "a / b", "conflict"),
        ("up to 40%", ("at least 40 USD", "exact 100 USD"), "a / b", "ties"),
        # growth: 65% stated, 71.2% from the amounts (77.0 and 131.8)
        ("about 65%", ("131.8 bn USD", "77.0 bn USD"), "growth(a, b)", "conflict"),
        ("about 71%", ("131.8 bn USD", "77.0 bn USD"), "growth(a, b)", "ties"),
        ("-71%", ("11.2 bn USD", "38.2 bn USD"), "growth(a, b)", "ties"),
        ("71%", ("11.2 bn USD", "38.2 bn USD"), "growth(a, b)", "conflict"),
    ],
)  # fmt: skip
def test_stated_against_computed(
    base: Base, stated: str, inputs: tuple[str, str], formula: str, verdict: str
) -> None:
    name = "ratio@2025" if "%" in stated or "/" in stated else "c@2025"
    made = base({"a@2025": inputs[0], "b@2025": inputs[1], name: [stated, f"= {formula}"]})
    assert verdicts(made, name) == [verdict]
    assert said(made) == (["error RG301"] if verdict == "conflict" else [])


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"c@2025": "1 USD"}, "sourced"),
        ({"c@2025": "= 2 * b", "b@2025": "1 USD"}, "derived"),
        ({"c@2025": "= 2 * b"}, "incomplete"),
        ({"c@2025": ["1 USD", "= 2 * b"]}, "incomplete"),
        ({"c@2025": "= a / b * a", "a@2025": "1 USD", "b@2025": "about 0 USD"}, "not meaningful"),
        ({"c@2025": ["1 USD", "= a / b * a"], "a@2025": "1 USD", "b@2025": "about 0 USD"}, "not meaningful"),
        ({"c@2025": ["1 USD", "= a"], "a@2025": ["1 USD", "= b"]}, "ties"),  # a is stated, whatever b is
    ],
)
def test_what_has_nothing_to_compare_with(base: Base, facts: Facts, verdict: str) -> None:
    made = base(facts)
    assert verdicts(made, "c@2025") == [verdict]
    own = [f for f in findings(tie_out(made), made) if f.message.startswith("c@2025")]
    codes = {"incomplete": ["RG303"], "not meaningful": ["RG307"] * bool(made.find("c@2025").stated)}
    assert [f.code for f in own] == codes.get(verdict, [])


LOSS: Facts = {"a@2025": "5.0 USD", "a@2024": "-2.0 USD", "ratio@2025": ["150%", "= growth(a)"]}


def test_a_stated_figure_whose_formula_gives_no_number_is_found(base: Base) -> None:
    """Otherwise a sign slip in last year's base would switch off the check that would have found it."""
    (finding,) = findings(tie_out(base(LOSS)), base(LOSS))
    assert (finding.code, finding.blocks) == ("RG307", True)
    assert finding.message == (
        "ratio@2025 is stated as 150% [149.5, 150.5], but its formula gives no number: growth from a base that is"
        " not positive"
    )
    silent = base({**LOSS, "ratio@2025": "= growth(a)"})  # nobody states it: it prints as n.m.
    assert findings(tie_out(silent), silent) == []


TOLD = {"en": "As told.", "zh-Hant": "依來源。"}


@pytest.mark.parametrize("accepted", [TOLD, {"RG307": TOLD}])
def test_a_figure_whose_formula_gives_no_number_can_be_accepted(base: Base, accepted: object) -> None:
    made = base({**LOSS, "ratio@2025": ["150%", "= growth(a)", {"accepted": accepted}]})
    assert [(finding.code, finding.blocks) for finding in findings(tie_out(made), made)] == [("RG304", False)]


# ---- told twice ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("24.9 bn USD", "24.9 bn USD", "ties"),
        ("24.9 bn USD", "249億 USD", "ties"),
        ("24.9 bn USD", "24.90 bn USD", "ties"),
        ("24.9 bn USD", "25.0 bn USD", "conflict"),  # the intervals touch at 24.95, the digits differ
        ("24.9 bn USD", "250億 USD", "conflict"),
        ("24.9 bn USD", "25 bn USD", "ties within rounding"),
        ("25 bn USD", "24.9 bn USD", "ties"),
        ("24.9 bn USD", "24.95 bn USD", "ties"),
        ("24.9 bn USD", "24.96 bn USD", "conflict"),
        ("about 24.9 bn USD", "24.9 bn USD", "ties"),
        ("about 24.9 bn USD", "25.0 bn USD", "ties"),
        ("about 24.9 bn USD", "about 25.0 bn USD", "conflict"),
        ("about 24.9 bn USD", "25.2 bn USD", "conflict"),
        ("over 10 bn USD", "over 10 bn USD", "ties"),
        ("over 10 bn USD", "10 bn USD", "ties"),
        ("over 10 bn USD", "12 bn USD", "ties"),
        ("over 10 bn USD", "9 bn USD", "conflict"),
        ("over 10 bn USD", "under 10 bn USD", "conflict"),  # the same digits, and nothing in common
        ("nearly 10 bn USD", "over 10 bn USD", "conflict"),
        ("over 10 bn USD", "exact 10 bn USD", "conflict"),
        ("up to 10 bn USD", "at least 10 bn USD", "ties"),
        ("under 10 bn USD", "at least 10 bn USD", "conflict"),
        ("173.5 to 178.5 bn USD", "173.5 to 178.5 bn USD", "ties"),
        ("173.5 to 178.5 bn USD", "1735億 to 1785億 USD", "ties"),
        ("173.5 to 178.5 bn USD", "173.5 to 178.6 bn USD", "conflict"),
        ("173.5 to 178.5 bn USD", "174 to 179 bn USD", "ties within rounding"),
        ("173.5 to 178.5 bn USD", "174 to 178 bn USD", "ties within rounding"),
        ("173.5 to 178.5 bn USD", "174 to 180 bn USD", "conflict"),
        ("173.5 to 178.5 bn USD", "171 to 181 bn USD", "conflict"),  # the same middle, other ends
    ],
)  # fmt: skip
def test_told_twice(base: Base, one: str, other: str, verdict: str) -> None:
    made = base({"a@2025": [one, other]})
    assert verdicts(made, "a@2025") == [verdict]
    assert said(made) == (["error RG302"] if verdict == "conflict" else [])


def test_digits_count_when_precision_is_compared(base: Base) -> None:
    coarse = {"value": "1420億 USD", "digits": 3}
    assert verdicts(base({"a@2025": [coarse, "1423億 USD"]}), "a@2025") == ["ties"]
    assert verdicts(base({"a@2025": ["1423億 USD", coarse]}), "a@2025") == ["ties within rounding"]
    assert verdicts(base({"a@2025": ["1420億 USD", "1423億 USD"]}), "a@2025") == ["conflict"]
    assert verdicts(base({"a@2025": [coarse, {"value": "1430億 USD", "digits": 3}]}), "a@2025") == [
        "conflict"
    ]


def test_the_telling_that_counts_is_what_the_others_are_compared_with(base: Base) -> None:
    prefer = {"prefer": 3, "because": {"en": "why"}}
    made = base({"a@2025": ["24.9 bn USD", "25.1 bn USD", "25 bn USD", prefer]})
    assert verdicts(made, "a@2025") == ["ties", "ties"]
    assert [row.telling and row.telling.locator for row in rows_of(made, "a@2025")] == ["¶1", "¶2"]
    assert verdicts(base({"a@2025": ["24.9 bn USD", "25.1 bn USD", "25 bn USD"]}), "a@2025") == [
        "conflict",
        "ties within rounding",
    ]


def test_a_fact_that_is_told_twice_and_computed_is_compared_with_both(base: Base) -> None:
    made = base({"a@2025": ["10 USD", "11 USD", "= b"], "b@2025": "14 USD"})
    assert verdicts(made, "a@2025") == ["conflict", "conflict"]
    assert said(made) == ["error RG302", "error RG301"]
    assert worst_verdict(tuple(rows_of(made, "a@2025"))) is Verdict.CONFLICT
    made = base({"a@2025": ["10 USD", "10 USD", "= b"], "b@2025": "10.4 USD"})
    assert verdicts(made, "a@2025") == ["ties", "ties"]


RESTATED = {"prefer": 2, "because": {"en": "Restated."}}


def test_a_reason_to_prefer_a_statement_settles_its_conflict_with_the_others(base: Base) -> None:
    made = base({"a@2025": ["450.0 USD", "440.0 USD", RESTATED]})
    (finding,) = findings(tie_out(made), made)
    assert (finding.code, finding.severity, finding.accepted) == ("RG304", "note", True)
    assert finding.message.startswith("accepted: a@2025 is told differently: 440")
    assert [row.reason for row in rows_of(made, "a@2025")] == [{"en": "Restated."}]


def test_a_reason_to_prefer_a_statement_settles_nothing_else(base: Base) -> None:
    made = base({"a@2025": ["450.0 USD", "440.0 USD", "= b", RESTATED], "b@2025": "500 USD"})
    assert said(made) == ["note RG304", "error RG301"]
    assert [row.reason for row in rows_of(made, "a@2025")] == [{"en": "Restated."}, None]
    other = {"accepted": {"en": "All the same."}}
    made = base({"a@2025": ["450.0 USD", "440.0 USD", "= b", RESTATED, other], "b@2025": "500 USD"})
    assert [row.reason for row in rows_of(made, "a@2025")] == [{"en": "Restated."}, {"en": "All the same."}]


# ---- ranges ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "low", "high", "verdict"),
    [
        ("11% to 15%", "11.0 USD", "15.0 USD", "ties"),
        ("11% to 15%", "11.4 USD", "14.6 USD", "ties"),
        ("11% to 15%", "11.5 USD", "15.5 USD", "ties"),
        ("11% to 15%", "11.52 USD", "15.0 USD", "conflict"),
        ("11% to 15%", "11.0 USD", "15.6 USD", "conflict"),
        ("11% to 15%", "11.52 USD", "14.48 USD", "conflict"),  # the middle is right and both ends are wrong
        ("11% to 15%", "10.0 USD", "16.0 USD", "conflict"),
        ("11.0% to 15.0%", "11 USD", "15 USD", "ties"),
        ("11.1% to 15.1%", "11 USD", "15 USD", "ties within rounding"),
    ],
)
def test_ranges_are_compared_end_by_end(base: Base, stated: str, low: str, high: str, verdict: str) -> None:
    facts = {
        "a@2025": low,
        "b@2025": high,
        "c@2025": "exact 100 USD",
        "ratio@2025": [stated, "= range(a / c, b / c)"],
    }
    made = base(facts)
    assert verdicts(made, "ratio@2025") == [verdict]
    assert said(made) == (["error RG301"] if verdict == "conflict" else [])


# ---- accepted --------------------------------------------------------------------------------------------


def test_an_accepted_conflict_is_a_note(base: Base) -> None:
    made = base({"a@2025": ["10 USD", "11 USD", "= b", WHY], "b@2025": "14 USD"})
    assert said(made) == ["note RG304", "note RG304"]
    assert [finding.blocks for finding in findings(tie_out(made), made)] == [False, False]
    assert [row.accepted for row in rows_of(made, "a@2025")] == [True, True]
    assert all(f.message.startswith("accepted: a@2025 is ") for f in findings(tie_out(made), made))


def test_an_accepted_gap_is_a_note(base: Base) -> None:
    made = base({"a@2025": ["10 USD", "= b", WHY]})
    (finding,) = findings(tie_out(made), made)
    assert (finding.code, finding.severity) == ("RG304", "note")
    assert finding.message.startswith("accepted: a@2025 cannot be computed: there is no fact b@2025")


@pytest.mark.parametrize(
    "facts",
    [
        {"a@2025": ["10 USD", "= b", WHY], "b@2025": "10 USD"},
        {"a@2025": ["10 USD", "= b", WHY], "b@2025": "11 USD"},
        {"a@2025": ["10 USD", "10 USD", WHY]},
        {"a@2025": ["10 USD", WHY]},
        {"a@2025": ["= b", WHY], "b@2025": "1 USD"},
    ],
)
def test_acceptance_that_outlives_its_conflict_is_a_warning(base: Base, facts: Facts) -> None:
    made = base(facts)
    (finding,) = findings(tie_out(made), made)
    assert (finding.code, finding.severity, finding.blocks) == ("RG305", "warning", False)
    assert finding.message == "a@2025 is accepted as an exception, but nothing conflicts"
    assert finding.mend == "take accepted: out"
    assert finding.locus == made.find("a@2025").locus


def test_acceptance_of_one_fact_does_not_cover_another(base: Base) -> None:
    made = base({"a@2025": ["10 USD", "11 USD", WHY], "b@2025": ["10 USD", "11 USD"]})
    assert said(made) == ["note RG304", "error RG302"]


# ---- what the findings say -------------------------------------------------------------------------------


def only(base: FactBase) -> Finding:
    (finding,) = findings(tie_out(base), base)
    return finding


def test_another_entity_is_named(base: Base) -> None:
    made = base({"june/a@2025": ["10 USD", "11 USD"], "a@2025": "10 USD"})
    assert only(made).message.startswith("june/a@2025 is told differently: ")
    assert [row.name for row in tie_out(made)] == ["june/a@2025", "a@2025"]


def test_a_missing_input_is_named(base: Base) -> None:
    assert (
        only(base({"a@2025": "= june/b"})).message
        == "a@2025 cannot be computed: there is no fact june/b@2025; nearest: a@2025"
    )


def test_an_ordinary_report_gives_no_finding(base: Base) -> None:
    """Quarters to the million, the year to a tenth of a billion, rates to a whole or a tenth of a percent."""
    quarters = {
        "revenue@2025Q1": "155,667 m USD",
        "revenue@2025Q2": "167,702 m USD",
        "revenue@2025Q3": "180,169 m USD",
        "revenue@2025Q4": "213,386 m USD",
    }
    facts: Facts = {
        **quarters,
        "revenue@2025": [
            "716.9 bn USD",
            "= revenue@2025Q1 + revenue@2025Q2 + revenue@2025Q3 + revenue@2025Q4",
        ],
        "revenue@2025H1": ["323.4 bn USD", "= sum(revenue@2025Q1, revenue@2025Q2)"],
        "revenue@2024": "638.0 bn USD",
        "cost@2025": ["637.0 bn USD", "= a + b"],
        "a@2025": "356.5 bn USD",
        "b@2025": "280.4 bn USD",  # 0.1 short of the sum: all three are rounded
        "profit@2025": ["79.9 bn USD", "= revenue - cost"],
        "margin@2025": ["11.1%", "= profit / revenue"],
        "ratio@2025": ["12.4%", "= growth(revenue)"],
        "growth_rate@2025": ["12%", "= ratio"],
        "margin@2024": "10.8%",
        "change_of_margin@2025": ["0.3 points", "= change(margin)"],
        "shares@2025": "10.7 bn share",
        "eps@2025": ["7.47 USD/share", "= profit / shares"],
        "backlog@2025-12-31": ["244 bn USD", {"value": "2440億 USD", "digits": 3}],
    }
    made = base(facts)
    assert findings(tie_out(made), made) == []
    assert {row.verdict for row in tie_out(made)} == {Verdict.TIES, Verdict.WITHIN_ROUNDING, Verdict.SOURCED}
    # One figure of it wrong by a little more than rounding allows is found.
    for name, wrong in (
        ("revenue@2025", "717.1 bn USD"),
        ("ratio@2025", "12.6%"),
        ("eps@2025", "7.53 USD/share"),
    ):
        assert said(base({**facts, name: [wrong, *facts[name][1:]]}))[:1] == ["error RG301"]


# ---- laws ------------------------------------------------------------------------------------------------

figures = st.builds(
    lambda digits, places, qualifier: parse_quantity(
        f"{qualifier} {digits // 10**places}.{digits % 10**places:0{places}d}"
        if places
        else f"{qualifier} {digits}"
    ),
    st.integers(1, 9999),
    st.integers(0, 3),
    st.sampled_from(["", "", "about", "nearly", "over", "up to", "exact"]),
)


@given(figures, figures)
def test_a_conflict_is_where_the_intervals_share_nothing(stated: Quantity, computed: Quantity) -> None:
    verdict = compare(stated, computed)
    meet = stated.interval.meets(computed.interval)
    assert (verdict is Verdict.CONFLICT) is not meet
    assert (verdict is Verdict.TIES) is (meet and computed.point in stated.interval)


@given(figures)
def test_a_figure_ties_with_every_value_that_it_stands_for(stated: Quantity) -> None:
    low, high = stated.interval.low, stated.interval.high
    assume(low is not None and high is not None)
    assert low is not None and high is not None
    inside = Quantity((low + high) / 2, Interval.at((low + high) / 2), stated.unit)
    beyond = Quantity(high * 2 + 1, Interval.at(high * 2 + 1), stated.unit)
    assert compare(stated, inside) is Verdict.TIES
    assert compare(stated, beyond) is Verdict.CONFLICT


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8), st.integers(0, 6))
def test_rounded_parts_never_conflict_with_their_rounded_sum(parts: list[int], places: int) -> None:
    """Whatever is rounded half up from true figures ties, or ties within rounding: no false alarm."""
    step = 10**places

    def rounded(value: int) -> Quantity:
        nearest = Fraction((2 * value + step) // (2 * step) * step)
        return Quantity(nearest, Interval(nearest - Fraction(step, 2), nearest + Fraction(step, 2)), Unit())

    total = Quantity(Fraction(0), Interval.at(Fraction(0)), Unit())
    for part in map(rounded, parts):
        total = Quantity(total.point + part.point, total.interval + part.interval, Unit())
    assert compare(rounded(sum(parts)), total) is not Verdict.CONFLICT


@given(figures, figures)
def test_a_range_ties_with_itself(one: Quantity, two: Quantity) -> None:
    low, high = sorted((one, two), key=lambda quantity: quantity.point)
    assume(all(quantity.point in quantity.interval for quantity in (low, high)))
    assert compare(join(low, high), join(low, high)) is Verdict.TIES
