"""Deriving: what follows from what, in which order, and what is said where something does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.interval import Interval

Facts = dict[str, Any]
Base = Callable[[Facts], FactBase]
Read = Callable[[Facts], tuple[FactBase | None, list[Finding]]]


def said(findings: list[Finding]) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in findings]


def worth(fact: Fact) -> Fraction:
    assert fact.quantity is not None
    return fact.quantity.point


# ---- what follows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("concept", "formula", "value"),
    [
        ("profit", "revenue - cost", "40"),
        ("margin", "(revenue - cost) / revenue", "2/5"),
        ("ratio", "growth(revenue)", "1/4"),
        ("ratio", "growth(revenue, cost)", "2/3"),
        ("c", "change(revenue)", "20"),
        ("ratio", "share(cost, revenue)", "3/5"),
        ("c", "sum(revenue, cost, revenue@-1Y)", "240"),
        ("c", "average(revenue, revenue@-1Y)", "90"),
        ("c", "midpoint(revenue~guidance)", "125"),
        ("c", "low(revenue~guidance)", "120"),
        ("c", "high(revenue~guidance)", "130"),
        ("ratio", "surprise(revenue)", "-1/21"),
        ("c", "annualised(revenue)", "400"),
        ("c", "abs(cost - revenue)", "40"),
        ("c", "min(revenue, cost)", "60"),
        ("c", "max(revenue, cost)", "100"),
        ("times", "revenue / cost", "5/3"),
        ("per_head", "revenue / staff", "10"),
        ("staff", "revenue@2025Q4 / per_head@2025Q4", "10"),
        ("growth_rate", "margin@2025 + change_of_margin@2025", "11/50"),
        ("change_of_margin", "margin@2025 - growth_rate@2025", "1/10"),
        ("spread", "50 * 0.0001", "1/200"),
    ],
)
def test_every_function(base: Base, concept: str, formula: str, value: str) -> None:
    facts: Facts = {
        "revenue@2025Q4": "100 USD",
        "revenue@2024Q4": "80 USD",
        "revenue@2025Q4~consensus": "105 USD",
        "revenue@2025Q4~guidance": "120 to 130 USD",
        "cost@2025Q4": "60 USD",
        "margin@2025": "20%",
        "change_of_margin@2025": "2.0 points",
        "growth_rate@2025": "10%",
    }
    instant = (
        {"staff@2025-12-31": "10 people"} if concept != "staff" else {"per_head@2025Q4": "10 USD/people"}
    )
    fact = list(base({**facts, **instant, f"{concept}@2025Q4": f"= {formula}"}).facts.values())[-1]
    assert worth(fact) == Fraction(value)
    assert fact.computed == fact.quantity
    assert fact.trouble == ""


def test_a_chain_is_computed_in_the_order_of_its_inputs(base: Base) -> None:
    made = base({"a@2025": "= b * 2", "b@2025": "= c + 1 * c", "c@2025": "10 USD"})
    assert [worth(fact) for fact in made.facts.values()] == [40, 20, 10]
    assert [at.concept for at in made.facts] == ["a", "b", "c"]  # the file's order stays


def test_what_is_stated_counts_before_what_is_computed(base: Base) -> None:
    made = base(
        {
            "a@2025": ["24.9 bn USD", "25 bn USD", "= b", {"prefer": 2, "because": {"en": "why"}}],
            "b@2025": "24.8 bn USD",
        }
    )
    fact = made.find("a@2025")
    assert worth(fact) == 25 * 10**9
    assert fact.computed is not None
    assert fact.computed.point == Fraction("24.8") * 10**9
    assert base({"a@2025": ["1 USD", "2 USD"]}).find("a@2025").telling is not None
    assert worth(base({"a@2025": ["1 USD", "2 USD"]}).find("a@2025")) == 1


def test_what_is_stated_is_what_is_handed_on(base: Base) -> None:
    made = base({"a@2025": ["10 USD", "= b"], "b@2025": "20 USD", "c@2025": "= a * 3"})
    assert worth(made.find("c@2025")) == 30


def test_last_year_and_last_quarter(base: Base) -> None:
    facts = {
        "a@2025Q1": "10 USD",
        "a@2024Q4": "8 USD",
        "a@2024Q1": "5 USD",
        "b@2025Q1": "= a - a@-1Q",
        "c@2025Q1": "= change(a)",
        "backlog@2025-03-31": "7 USD",
        "backlog@2024-12-31": "4 USD",
        "capex@2025Q1": "= change(backlog, backlog@-1Q)",
    }
    made = base(facts)
    assert [worth(made.find(name)) for name in ("b@2025Q1", "c@2025Q1", "capex@2025Q1")] == [2, 5, 3]


def test_another_entity_and_its_fiscal_year(base: Base) -> None:
    made = base(
        {
            "june/a@FY2026Q2": "39 USD",
            "a@2025Q4": "24 USD",
            "b@2025Q4": "= june/a - a",
            "c@2025Q4": "= june/a@2025Q4",
        }
    )
    assert [worth(made.find(name)) for name in ("b", "c")] == [15, 39]


def test_the_trailing_year_is_the_year(base: Base) -> None:
    made = base({"a@TTM2025Q4": "7 USD", "b@2025": "= a", "c@2025Q4": "= a@2025"})
    assert [worth(made.find(name)) for name in ("b@2025", "c@2025Q4")] == [7, 7]


def test_a_repeated_input_is_followed_through_one_formula(base: Base) -> None:
    made = base(
        {"revenue@2025": "100 USD", "cost@2025": "60 USD", "margin@2025": "= (revenue - cost) / revenue"}
    )
    quantity = made.find("margin@2025").quantity
    assert quantity is not None
    # 1 − cost ÷ revenue: sharp, though revenue stands there twice.
    assert quantity.interval == Interval(
        1 - Fraction("60.5") / Fraction("99.5"), 1 - Fraction("59.5") / Fraction("100.5")
    )


def test_a_derived_range(base: Base) -> None:
    made = base(
        {
            "a@2025~guidance": "10 to 12 USD",
            "b@2025~guidance": "= range(2 * low(a~guidance), 2 * high(a~guidance))",
        }
    )
    quantity = made.find("b@2025~guidance").quantity
    assert quantity is not None and quantity.ends is not None
    assert [end.point for end in quantity.ends] == [20, 24]
    assert quantity.interval == Interval(Fraction(19), Fraction(25))


# ---- inputs that move together ---------------------------------------------------------------------------


def interval(base: FactBase, name: str) -> Interval:
    computed = base.find(name).computed
    assert computed is not None, base.find(name).trouble
    return computed.interval


def test_a_base_derived_from_this_year_cancels_against_it(base: Base) -> None:
    facts = {"a@2025": "100 USD", "growth_rate@2025": "25%", "a@2024": "= a@2025 / (1 + growth_rate@2025)"}
    made = base({**facts, "b@2025": "= a - a@-1Y"})
    share = [1 - 1 / (1 + Fraction(rate)) for rate in ("0.245", "0.255")]
    assert interval(made, "b@2025") == Interval(Fraction("99.5") * share[0], Fraction("100.5") * share[1])


def test_parts_that_are_the_rest_of_one_whole_move_together(base: Base) -> None:
    made = base({"a@2025": "100 USD", "b@2025": "60 USD", "c@2025": "= a - b", "revenue@2025": "= b + c"})
    assert interval(made, "revenue@2025") == Interval(Fraction("99.5"), Fraction("100.5"))


def test_a_stated_fact_stands_for_itself_whatever_its_formula(base: Base) -> None:
    made = base({"a@2025": "100 USD", "b@2025": ["98 USD", "= a"], "c@2025": "= a - b"})
    assert interval(made, "c@2025") == Interval(Fraction(1), Fraction(3))


def test_what_is_known_of_a_derived_fact_is_not_lost_when_it_is_spelt_out(base: Base) -> None:
    # Spelt out, c ÷ (a − a × r) divides by something that natural interval arithmetic cannot keep from 0.
    facts = {"a@2025": "10 USD", "ratio@2025": "90%", "b@2025": "= a - a * ratio", "c@2025": "5 USD"}
    made = base({**facts, "times@2025": "= c / b", "growth_rate@2025": "= growth(c, b)"})
    least, most = Fraction("9.5") * Fraction("0.095"), Fraction("10.5") * Fraction("0.105")
    assert interval(made, "b@2025") == Interval(least, most)
    assert interval(made, "times@2025") == Interval(Fraction("4.5") / most, Fraction("5.5") / least)
    assert interval(made, "growth_rate@2025") == Interval(
        Fraction("4.5") / most - 1, Fraction("5.5") / least - 1
    )


def test_a_range_of_derived_facts_and_the_ends_of_a_derived_range(base: Base) -> None:
    facts = {
        "a@2025": "10 USD",
        "b@2025": "= 2 * a",
        "c@2025": "= range(a, b)",
        "revenue@2025": "= high(c) - low(c)",
    }
    made = base(facts)
    assert interval(made, "c@2025") == Interval(Fraction("9.5"), Fraction(21))
    assert interval(made, "revenue@2025") == Interval(Fraction("8.5"), Fraction("11.5"))


def test_a_range_is_computed_with_by_its_middle_and_its_ends(base: Base) -> None:
    facts = {"a@2025": "10 USD", "b@2025": "20 USD", "c@2025": "= range(a, b)", "revenue@2025": "= 2 * c"}
    made = base(facts)
    assert worth(made.find("revenue@2025")) == 30
    assert interval(made, "revenue@2025") == Interval(Fraction(19), Fraction(41))


def test_a_long_chain_of_derived_facts_comes_to_an_end(base: Base) -> None:
    signs = "-" * 16
    years = {f"times@{year}": f"= {signs}times@-1Y" for year in range(1901, 2200)}
    assert interval(base({"times@1900": "1.0 x", **years}), "times@2199") == Interval(
        Fraction("0.95"), Fraction("1.05")
    )
    sums = {f"times@{year}": "= times@-1Y + times@-1Y" for year in range(1901, 1960)}
    assert interval(base({"times@1900": "1.0 x", **sums}), "times@1959").low == Fraction("0.95") * 2**59


links = st.recursive(
    st.sampled_from(["a", "b", "last", "last", "before", "2", "0.5"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("++--*/"), inner)
        | st.builds("-{}".format, inner)
        | st.builds("max({}, {})".format, inner, inner)
        | st.builds("growth({}, {})".format, inner, inner)
    ),
    max_leaves=5,
)


@given(
    st.lists(links, min_size=1, max_size=5),
    st.sampled_from(["10 x", "-3.0 x", "about 7 x", "nearly 30 x", "over 5 x", "0.4 x"]),
    st.sampled_from(["2 x", "0.5 x", "exact 4 x", "-1 x", "up to 3 x"]),
)
def test_no_derived_interval_misses_what_its_statements_allow(
    base: Base, chain: list[str], a: str, b: str
) -> None:
    """Facts on facts on facts: for figures that the statements allow, every derived interval holds the result."""
    years = range(2001, 2001 + len(chain))
    names = {"a": "multiple@2000", "b": "times@2000", "last": "multiple@-1Y", "before": "multiple@-2Y"}
    spelt = [
        re.sub("|".join(rf"\b{name}\b" for name in names), lambda m: names[m[0]], link) for link in chain
    ]
    facts: Facts = {"multiple@2000": a, "times@2000": b, "multiple@1999": "exact 3 x"}
    made = base(facts | {f"multiple@{year}": f"= {link}" for year, link in zip(years, spelt, strict=True)})
    boxes = [made.find(name).stated[0].quantity.interval for name in ("multiple@2000", "times@2000")]
    for one, two in itertools.product(*map(picked, boxes)):
        values = {1999: Fraction(3), 2000: one}
        for year, link in zip(years, chain, strict=True):
            computed = made.find(f"multiple@{year}").computed
            if computed is None:
                break
            known = {"a": one, "b": two, "last": values[year - 1], "before": values[year - 2], "max": max}
            code = re.sub(r"\b(\d+(?:\.\d+)?)\b", r'Fraction("\1")', link)
            values[year] = eval(code, {"Fraction": Fraction, "growth": lambda x, y: x / y - 1, **known})
            assert values[year] in computed.interval, (year, spelt)


def picked(box: Interval) -> list[Fraction]:
    """Three numbers of an interval, as near to its ends as may be."""
    low = box.low if box.low is not None else (box.high or Fraction(0)) - 1000
    high = box.high if box.high is not None else low + 1000
    tiny = (high - low) / 10**6
    return [low + tiny * box.low_open, (low + high) / 2, high - tiny * box.high_open]


# ---- what is missing, and what has no meaning ------------------------------------------------------------


def test_a_missing_input_is_named_with_its_nearest(base: Base) -> None:
    made = base({"a@2025": "= b + c", "b@2025": "1 USD", "c@2024": "1 USD"})
    fact = made.find("a@2025")
    assert (fact.quantity, fact.computed) == (None, None)
    assert fact.trouble == "there is no fact c@2025; nearest: c@2024, b@2025, a@2025"


def test_all_missing_inputs_are_named(base: Base) -> None:
    trouble = base({"a@2025": "= b + june/c"}).find("a@2025").trouble
    assert trouble.startswith("there is no fact b@2025; nearest: ")
    assert "; there is no fact june/c@2025" in trouble


def test_what_rests_on_a_missing_input_says_so(base: Base) -> None:
    made = base(
        {"a@2025": "= b", "b@2025": "= c", "revenue@2025": ["5 USD", "= a"], "cost@2025": "= revenue"}
    )
    assert made.find("a@2025").trouble.startswith("b@2025 has no value (there is no fact c@2025")
    assert worth(made.find("revenue@2025")) == 5  # it is stated, and so it is known
    assert made.find("revenue@2025").trouble.startswith("a@2025 has no value (b@2025 has no value (")
    assert worth(made.find("cost@2025")) == 5


@pytest.mark.parametrize(
    ("facts", "formula", "trouble"),
    [
        ({"b@2025": "10 USD", "c@2025": "about 0 USD"}, "b / c", "not meaningful: the divisor may be zero"),
        (
            {"b@2025": "10 USD", "c@2025": "-5 USD"},
            "growth(b, c)",
            "not meaningful: growth from a base that is not positive",
        ),
    ],
)
def test_what_is_not_meaningful(base: Base, facts: Facts, formula: str, trouble: str) -> None:
    fact = base({**facts, "ratio@2025": f"= {formula}"}).find("ratio@2025")
    assert (fact.quantity, fact.trouble) == (None, trouble)


@pytest.mark.parametrize(
    ("facts", "formula", "message"),
    [
        ({"b@2025": "10 USD"}, "low(b) / b", "low and midpoint need a range, and b@2025 is none"),
        ({"b@2025": "10 USD"}, "midpoint(b) / b", "low and midpoint need a range, and b@2025 is none"),
        ({"b@2025": "10 USD", "c@2025": "= b"}, "b / high(c)", "high and midpoint need a range, and c@2025 is none"),
    ],
)  # fmt: skip
def test_the_end_of_what_is_no_range_is_a_slip(read: Read, facts: Facts, formula: str, message: str) -> None:
    """It would print as n.m., and nobody would look at the formula."""
    base, said = read({**facts, "ratio@2025": f"= {formula}"})
    assert base is None
    assert [finding.code for finding in said] == ["RG208"]
    assert said[0].message == f"{message} (formula of ratio@2025)"


def test_growth_from_a_base_derived_by_that_growth_is_that_growth(base: Base) -> None:
    """What stands above and below is taken out first, though only where the formula is a number at all."""
    facts: Facts = {"growth_rate@2025": "25%", "a@2024": "= a@2025 / (1 + growth_rate@2025)"}
    grown = base({"a@2025": "100 USD", **facts, "ratio@2025": "= growth(a)"}).find("ratio@2025")
    assert grown.computed is not None
    assert grown.computed.interval == Interval(Fraction("0.245"), Fraction("0.255"))
    nowhere = base({"a@2025": "0 USD", **facts, "ratio@2025": "= growth(a)"}).find("ratio@2025")
    assert nowhere.trouble.startswith("not meaningful: ")


def test_a_forecast_that_means_an_actual_has_to_say_so(base: Base) -> None:
    facts = {"revenue@2024": "10 USD", "revenue@2025~guidance": "12 USD"}
    short = "= revenue / revenue@-1Y - 1"
    fact = base({**facts, "growth_rate@2025~guidance": short}).find("growth_rate@2025~guidance")
    assert fact.computed is None
    assert fact.trouble.startswith("there is no fact revenue@2024~guidance, only the actual")
    assert fact.trouble.endswith("write revenue@2024~actual")
    said = {**facts, "growth_rate@2025~guidance": "= growth(revenue, revenue@-1Y~actual)"}
    computed = base(said).find("growth_rate@2025~guidance").computed
    assert computed is not None and computed.point == Fraction("0.2")


def test_growth_of_a_forecast_is_on_what_is_over(base: Base) -> None:
    """A year before is the actual where that year is over, and else the forecast of it."""
    facts = {"revenue@2025": "10 USD", "revenue@2026~guidance": "12 USD", "revenue@2027~guidance": "18 USD"}
    growth = {f"growth_rate@{year}~guidance": "= growth(revenue)" for year in (2026, 2027)}
    edition = base({**facts, **growth})
    found = [edition.find(f"growth_rate@{year}~guidance").computed for year in (2026, 2027)]
    assert [one and one.point for one in found] == [Fraction("0.2"), Fraction("0.5")]


# ---- units -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("concept", "formula", "message"),
    [
        ("c", "revenue + sales_taiwan", "USD and TWD cannot be added or subtracted"),
        ("c", "revenue / shares", "the formula gives USD/share, c is measured in USD"),
        ("c", "revenue / cost", "the formula gives a plain number, c is measured in USD"),
        ("margin", "revenue", "the formula gives USD, margin is measured in %"),
        ("change_of_margin", "margin", "the formula gives %, change_of_margin is measured in points"),
        ("margin", "margin - margin@-1Y", "the formula gives points, margin is measured in %"),
        ("margin", "spread - margin", "bps and % cannot be added or subtracted"),
        ("c", "backlog - revenue", "a value at an instant and a value over a length of time cannot be"),
        ("c", "revenue + cost - backlog", "a value at an instant and a value over a length of time cannot be"),
        ("c", "max(revenue, backlog)", "a value at an instant and a value over a length of time cannot be"),
        ("index", "share(revenue, sales_taiwan)", "the formula gives USD/TWD, index is measured in plain numbers"),
        ("ratio", "growth(revenue, sales_taiwan)", "USD and TWD cannot be added or subtracted"),
        ("c", "revenue * revenue", "the formula gives USD^2, c is measured in USD"),
    ],
)  # fmt: skip
def test_units_that_do_not_fit(read: Read, concept: str, formula: str, message: str) -> None:
    facts = {
        "revenue@2025Q4": "10 USD", "cost@2025Q4": "5 USD", "sales_taiwan@2025Q4": "5 TWD", "shares@2025Q4": "5 share",
        "margin@2025Q4": "12%", "margin@2024Q4": "10%", "spread@2025Q4": "50 bps", "backlog@2025-12-31": "5 USD",
    }  # fmt: skip
    actual = re.sub(r"[a-z_]{4,}(?:@-1Y)?(?![a-z_(])", r"\g<0>~actual", formula)
    made, findings = read({**facts, f"{concept}@2025Q4~guidance": f"= {actual}"})
    assert made is None
    (finding,) = findings
    assert finding.code == "RG204"
    assert finding.message.startswith(message)
    assert finding.message.endswith(f"(formula of {concept}@2025Q4~guidance)")


@pytest.mark.parametrize(
    ("concept", "formula", "value"),
    [
        ("c", "revenue * 12.5%", "1.25"),
        ("margin", "100% - margin@-1Y", "0.9"),
        ("margin", "1 - margin@-1Y - 20%", "0.7"),
        ("change_of_margin", "margin@-1Y - 2.5%", "0.075"),
        ("spread", "margin@-1Y - 9.5%", "0.005"),
        ("margin", "margin@-1Y + 50 bps + 2 points", "0.125"),
        ("margin", "100%", "1"),
    ],
)
def test_percentages_points_and_basis_points_in_formulas(
    base: Base, concept: str, formula: str, value: str
) -> None:
    facts = {"revenue@2025": "10 USD", "margin@2024": "exact 10%"}
    fact = base({**facts, f"{concept}@2025": f"= {formula}"}).find(f"{concept}@2025")
    assert worth(fact) == Fraction(value)


def test_basis_points_may_be_stated_where_points_are_asked_for(base: Base) -> None:
    fact = base({"change_of_margin@2025": "50 bps"}).find("change_of_margin@2025")
    assert fact.quantity is not None
    assert (worth(fact), str(fact.quantity.unit)) == (Fraction(1, 200), "points")


# ---- circles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "circle"),
    [
        ({"a@2025": "= a * 2"}, "a@2025 → a@2025"),
        ({"a@2025": "= b", "b@2025": "= a"}, "a@2025 → b@2025 → a@2025"),
        (
            {"a@2025": "= 2 * b", "b@2025": "= c", "c@2025": "= 2 * a"},
            "a@2025 → b@2025 → c@2025 → a@2025",
        ),
        ({"a@2025": ["1 USD", "= b"], "b@2025": "= a"}, "a@2025 → b@2025 → a@2025"),
        ({"a@TTM2025Q4": "= b", "b@2025": "= a"}, "a@TTM2025Q4 → b@2025 → a@TTM2025Q4"),
        ({"june/a@2025": "= acme/b", "b@2025": "= june/a"}, "june/a@2025 → b@2025 → june/a@2025"),
    ],
)
def test_a_circle_is_named_by_its_path(read: Read, facts: Facts, circle: str) -> None:
    made, findings = read(facts)
    assert made is None
    (finding,) = findings
    assert (finding.code, finding.severity) == ("RG209", "error")
    named = finding.message.removeprefix("formulas go in a circle: ").split(" (formula of ")[0]
    path, expected = named.split(" → "), circle.split(" → ")
    # Where the path begins is of no account; which way it goes is.
    assert path[0] == path[-1]
    turned = path.index(expected[0])
    assert [*path[turned:-1], *path[:turned], expected[0]] == expected


def test_a_year_ago_is_no_circle(base: Base) -> None:
    made = base({"a@2025": "= a@-1Y * 2", "a@2024": "= a@-1Y * 2", "a@2023": "3 USD"})
    assert worth(made.find("a@2025")) == 12


def test_every_circle_is_found_and_what_is_wrong_beside_them(read: Read) -> None:
    facts = {
        "a@2025": "= b", "b@2025": "= a",
        "a@2024": "= b", "b@2024": "= a",
        "revenue@2025": "5 USD", "margin@2025": "= revenue",
        "cost@2025": "= revenu", "profit@2025": "= low(a + b)",
    }  # fmt: skip
    findings = read(facts)[1]
    assert sorted(finding.code for finding in findings) == ["RG204", "RG205", "RG208", "RG209", "RG209"]


# ---- numbers that grow -----------------------------------------------------------------------------------


def test_facts_that_square_one_another_come_to_an_end(read: Read) -> None:
    squares = {f"times@{year}": "= times@-1Y * times@-1Y" for year in range(2001, 2100)}
    made, findings = read({"times@2000": "exact 3 x", **squares})
    assert made is None
    assert {finding.code for finding in findings} == {"RG208"}
    assert "bits to write down" in findings[0].message
