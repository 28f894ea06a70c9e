"""Claims: the language, and its three values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.checks.conditions import ClaimError, Junction, Negation, read_claim
from reportgen.checks.judging import Truth, compare_terms, judge_condition
from reportgen.facts.base import FactBase
from reportgen.facts.interval import Interval
from reportgen.facts.text import Text

TRUE, FALSE, UNDECIDABLE = Truth.TRUE, Truth.FALSE, Truth.UNDECIDABLE
FACTS: dict[str, str] = {
    "revenue@2025Q4": "35.6 bn USD",
    "revenue@2025Q4~consensus": "34.9 bn USD",
    "revenue@2025Q4~guidance": "30 to 40 bn USD",
    "revenue@2025Q3": "33.0 bn USD",
    "revenue@2025Q2": "30.9 bn USD",
    "revenue@2024Q4": "28.8 bn USD",
    "revenue@2024": "120.0 bn USD",
    "cost@2025Q4": "30 bn USD",
    "cost@2024Q4": "35.6 bn USD",
    "profit@2025Q4": "over 5 bn USD",
    "capex@2025Q4": "35.65 bn USD",
    "margin@2025Q4": "35%",
    "margin@2024Q4": "36.9%",
    "change_of_margin@2025Q4": "-1.9 points",
    "growth_rate@2025Q4": "24%",
    "growth_rate@2025Q3": "20%",
    "growth_rate@2025Q2": "18%",
    "multiple@2025Q4": "2.0 x",
    "people@2025Q4": "exact 13 people",
    "eps@2025Q4": "-0.42 USD/share",
    "backlog@2025-12-31": "244 bn USD",
    "backlog@2025-09-30": "200 bn USD",
    "a@2025Q4": "over 3 USD",
    "b@2025Q4": "exact 0 USD",
}


@pytest.fixture(scope="module")
def facts(base: Callable[[Mapping[str, str]], FactBase]) -> FactBase:
    return base(FACTS)


def truth(expression: str, facts: FactBase) -> Truth:
    return judge_condition(read_claim(Text(expression), facts), facts).truth


# ---- the language --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("revenue > revenue~consensus", TRUE),
        ("revenue < revenue~consensus", FALSE),
        ("revenue >= 35 bn USD", TRUE),
        ("revenue > 350億 USD", TRUE),
        ("revenue > 35.6 bn USD", UNDECIDABLE),
        ("revenue = 35.6 bn USD", UNDECIDABLE),
        ("revenue != revenue~consensus", TRUE),
        ("people = 13 people", TRUE),
        ("people == 13 people", TRUE),
        ("people != 13 people", FALSE),
        ("people ≥ 13 people", TRUE),
        ("people ≤ 12 people", FALSE),
        ("people ≠ 12 people", TRUE),
        ("people > 13 people", FALSE),
        # touching ends: revenue reaches up to 35.65, capex from 35.645
        ("revenue <= capex", UNDECIDABLE),
        ("revenue < 35.65 bn USD", UNDECIDABLE),
        ("revenue <= 35.65 bn USD", TRUE),
        # an open end and one at infinity
        ("a > 3 USD", TRUE),
        ("a >= 3 USD", TRUE),
        ("a <= 3 USD", FALSE),
        ("a > 4 USD", UNDECIDABLE),
        ("profit > 5 bn USD", TRUE),
        # formulas and a whole range
        ("growth(revenue) > 20%", TRUE),
        ("revenue - cost > 5 bn USD", TRUE),
        ("revenue - cost > 5.6 bn USD", UNDECIDABLE),
        ("2 * cost > revenue + 20 bn USD / 1", None),
        ("multiple >= 1.9", TRUE),
        ("multiple > 2 x", UNDECIDABLE),
        ("revenue~guidance > 29 bn USD", TRUE),
        ("revenue~guidance > 35 bn USD", UNDECIDABLE),
        ("low(revenue~guidance) < revenue and high(revenue~guidance) > revenue", TRUE),
        ("eps < 0", TRUE),
        ("change_of_margin < 0", TRUE),
        ("max(revenue, cost) = revenue", TRUE),
        # one input on both sides is one value, not two
        ("revenue + cost > revenue", TRUE),
        ("revenue - 1 * revenue = 0", TRUE),
        # and, or, not
        ("revenue > cost and margin > 30%", TRUE),
        ("revenue > cost and margin > 40%", FALSE),
        ("revenue > cost or margin > 40%", TRUE),
        ("not revenue > cost", FALSE),
        ("not (revenue > cost and margin > 40%)", TRUE),
        ("not not revenue > cost", TRUE),
        ("(revenue > cost)", TRUE),
        ("((revenue - cost)) > 0", TRUE),
        ("(revenue - cost) / revenue > 10%", TRUE),
        ("margin > 40% and revenue > 35.6 bn USD", FALSE),
        ("margin > 30% and revenue > 35.6 bn USD", UNDECIDABLE),
        ("margin > 30% or revenue > 35.6 bn USD", TRUE),
        ("margin > 40% or revenue > 35.6 bn USD", UNDECIDABLE),
        ("not revenue > 35.6 bn USD", UNDECIDABLE),
        ("margin > 40% and margin > 30% or revenue > cost", TRUE),
        # functions
        ("between(revenue, low(revenue~guidance), high(revenue~guidance))", TRUE),
        ("between(revenue, 36 bn USD, 40 bn USD)", FALSE),
        ("between(people, 13 people, 13 people)", TRUE),
        ("between(revenue, 35.6 bn USD, 40 bn USD)", UNDECIDABLE),
        ("record(revenue)", TRUE),
        ("record(backlog@2025-12-31)", TRUE),
        ("record(growth_rate@2025Q3)", TRUE),  # what came later takes nothing from it
        ("record(margin)", FALSE),
        ("record(cost)", FALSE),
        ("record(people)", UNDECIDABLE),  # nothing to compare with
        ("fastest(growth_rate, 3)", TRUE),
        ("fastest(growth_rate@2025Q3, 2)", TRUE),
        ("fastest(growth_rate, 4)", UNDECIDABLE),  # 2025Q1 is not in the fact base
        ("fastest(growth_rate, 13)", UNDECIDABLE),
        # a divisor that may be zero
        ("revenue / b > 1", UNDECIDABLE),
    ],
)
def test_a_claim_comes_to(expression: str, expected: Truth | None, facts: FactBase) -> None:
    if expected is None:
        with pytest.raises(ClaimError):
            truth(expression, facts)
    else:
        assert truth(expression, facts) is expected


def test_fastest_is_false_where_one_period_alone_says_so(
    base: Callable[[Mapping[str, str]], FactBase],
) -> None:
    """What is missing cannot save it."""
    held = base({"growth_rate@2025Q4": "24%", "growth_rate@2025Q3": "30%"})
    assert truth("fastest(growth_rate, 13)", held) is FALSE


def test_a_record_is_one_of_the_same_measure(facts: FactBase) -> None:
    """The year's revenue is larger than any quarter's, and consensus and guidance are other scenarios."""
    judgement = read_claim(Text("record(revenue)"), facts)
    others = [other.text for other in judgement.others]  # type: ignore[union-attr]
    assert others == ["revenue@2025Q3", "revenue@2025Q2", "revenue@2024Q4"]


def test_a_record_within_rounding_is_none(base: Callable[[Mapping[str, str]], FactBase]) -> None:
    held = base({"revenue@2025Q4": "10.1 bn USD", "revenue@2025Q3": "10 bn USD"})
    assert truth("record(revenue)", held) is UNDECIDABLE


@pytest.mark.parametrize(
    ("expression", "code", "offset", "said"),
    [
        ("", "RG513", 0, "compares nothing"),
        ("revenue", "RG513", 0, "compares nothing"),
        ("revenue >", "RG513", 9, "missing"),
        ("> revenue", "RG513", 0, "missing"),
        ("revenue > cost >", "RG513", 15, "two comparisons"),
        ("cost < revenue < 40 bn USD", "RG513", 15, "between"),
        ("revenue > cost and", "RG513", 18, "compares nothing"),
        ("and revenue > cost", "RG513", 0, "compares nothing"),
        ("not", "RG513", 3, "compares nothing"),
        ("(revenue > cost", "RG513", 0, "not closed"),
        ("revenue > cost)", "RG513", 14, "nobody opened"),
        ("revenue ! cost", "RG513", 8, "may not stand"),
        ("between(revenue, 1 USD)", "RG513", 0, "takes 3"),
        ("record(revenue, 2)", "RG513", 0, "takes 1"),
        ("record(2)", "RG513", 7, "needs a reference"),
        ("record(low(revenue~guidance))", "RG513", 7, "needs a reference"),
        ("fastest(growth_rate, 1)", "RG513", 21, "2 to 99"),
        ("fastest(growth_rate, n)", "RG513", 21, "2 to 99"),
        ("fastest(backlog, 2)", "RG513", 0, "length of time"),
        ("tallest(revenue) > 2", "RG513", 0, "unknown function"),
        ("1 USD < 2 USD", "RG513", 6, "two numbers"),
        ("1/2 < 2", "RG513", 4, "two numbers"),
        ("revenue >= revenue", "RG513", 8, "with itself"),
        ("range(cost, revenue) > 1 USD", "RG513", 0, "low(x) or high(x)"),
        ("revenue > 'x'", "RG513", 10, "formula"),
        ("(" * 30 + "revenue > cost" + ")" * 30, "RG513", None, "nested deeper"),
        ("revenue > cost" + " and revenue > cost" * 30, "RG513", 0, "400 characters"),
        ("revenue > costs", "RG205", 10, "nearest: cost"),
        ("revenue > cost@2019", "RG205", 10, "there is no fact cost@2019"),
        ("margin > 30% and revenue > cost@2019Q9", "RG205", 27, "cannot read the period"),
        ("growth(capex) > 10%", "RG205", 0, "there is no fact capex@2024Q4"),
        ("revenue > margin", "RG204", 8, "USD cannot be compared with %"),
        ("revenue > 35%", "RG204", 8, "USD cannot be compared with %"),
        ("margin > 35", "RG204", 7, "% cannot be compared with a plain number"),
        ("margin > change_of_margin", "RG204", 7, "% cannot be compared with points"),
        ("margin > 50 bps", "RG204", 7, "% cannot be compared with bps"),
        ("revenue > 5 bn TWD", "RG204", 8, "USD cannot be compared with TWD"),
        ("backlog > revenue", "RG204", 8, "instant"),
        ("revenue + margin > 1 USD", "RG204", 0, "cannot be added"),
        ("low(revenue) > 1 USD", "RG204", 0, "not a range"),
        ("between(revenue, 10%, 40 bn USD)", "RG204", 0, "USD cannot be compared with %"),
    ],
)
def test_what_cannot_be_read_is_said_in_its_place(
    expression: str, code: str, offset: int | None, said: str, facts: FactBase
) -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim(Text(expression), facts)
    assert caught.value.code.id == code, caught.value
    assert said in str(caught.value)
    assert offset is None or caught.value.offset == offset, caught.value


# ---- three values --------------------------------------------------------------------------------------------

OPERATORS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip
grid = st.integers(-3, 3)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(grid), draw(grid)))
    if low == high:
        return Interval(Fraction(low), Fraction(high))
    return Interval(
        draw(st.sampled_from([None, Fraction(low)])),
        draw(st.sampled_from([None, Fraction(high)])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def members(interval: Interval) -> list[Fraction]:
    """Values of the interval fine enough to tell any two ends on the grid apart, far out where an end is infinite."""
    points = [Fraction(n, 4) for n in range(-17, 18)]
    return [point for point in points if point in interval]


@pytest.mark.parametrize("operator", OPERATORS)
@given(one=intervals(), two=intervals())
def test_true_iff_every_pair_satisfies_it_and_false_iff_none_does(
    operator: Any, one: Interval, two: Interval
) -> None:
    holds = {OPERATORS[operator](a, b) for a in members(one) for b in members(two)}
    expected = UNDECIDABLE if len(holds) == 2 else TRUE if holds == {True} else FALSE
    assert compare_terms(operator, one - two) is expected


@given(st.lists(st.sampled_from(["T", "F", "U"]), min_size=2, max_size=4))
def test_and_or_not_are_kleenes(letters: list[str]) -> None:
    facts = _three_valued()
    atom = {"T": "people = 13 people", "F": "people > 13 people", "U": "revenue > 35.6 bn USD"}
    rank = {"F": 0, "U": 1, "T": 2}
    named = {0: FALSE, 1: UNDECIDABLE, 2: TRUE}
    ranks = [rank[letter] for letter in letters]
    parts = [atom[letter] for letter in letters]
    assert truth(" and ".join(parts), facts) is named[min(ranks)]
    assert truth(" or ".join(parts), facts) is named[max(ranks)]
    assert truth(f"not ({' and '.join(parts)})", facts) is named[2 - min(ranks)]


_HELD: dict[str, FactBase] = {}


@pytest.fixture(autouse=True, scope="module")
def _hold(facts: FactBase) -> None:
    _HELD["facts"] = facts


def _three_valued() -> FactBase:
    return _HELD["facts"]


def test_precedence(facts: FactBase) -> None:
    read_as = read_claim(Text("not margin > 40% and margin > 30% or revenue > cost"), facts)
    assert isinstance(read_as, Junction) and read_as.word == "or"
    first = read_as.parts[0]
    assert isinstance(first, Junction) and first.word == "and"
    assert isinstance(first.parts[0], Negation)
