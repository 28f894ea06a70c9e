"""Facts as live cells: formulas of a spreadsheet that give what the fact base gives."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reckoning import Reckoner

from reportgen.facts.evaluate import evaluate
from reportgen.facts.formula import Call, Constant, Expression, Input, Negative, Operation
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.period import parse_period
from reportgen.facts.quantity import Quantity
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import Unit
from reportgen.record.live import cell_formula, live_cells

A, B, C = (Input(Coordinates("acme", name, parse_period("2025"))) for name in "abc")
CELLS: Final = {A: "F2", B: "F3", C: "F4"}
TWO: Final = Constant(Fraction(2))


def op(left: Expression, sign: str, right: Expression) -> Expression:
    return Operation(sign, left, right)  # type: ignore[arg-type]


def spelt(expression: Expression) -> str:
    return cell_formula(expression, CELLS.__getitem__)


@pytest.mark.parametrize(
    ("expression", "formula"),
    [
        (op(op(A, "+", B), "+", C), "=F2+F3+F4"),
        (op(A, "-", op(B, "-", C)), "=F2-(F3-F4)"),
        (op(A, "/", op(B, "*", C)), "=F2/(F3*F4)"),
        (op(op(A, "+", B), "/", TWO), "=(F2+F3)/2"),
        (Call("growth", (A, B)), "=F2/F3-1"),
        (Call("growth", (op(A, "+", B), Negative(C))), "=(F2+F3)/(-F4)-1"),
        (op(TWO, "*", Call("growth", (A, B))), "=2*(F2/F3-1)"),
        (Call("multiple", (A, B)), "=F2/F3"),
        (op(A, "/", Call("multiple", (B, C))), "=F2/(F3/F4)"),
        (Call("max", (A, Call("abs", (Negative(B),)), C)), "=MAX(F2,ABS(-F3),F4)"),
        (op(A, "*", Constant(Fraction(7, 20), "%")), "=F2*0.35"),
        (op(A, "*", Constant(Fraction(4, 3))), "=F2*(4/3)"),
        (op(A, "+", Constant(Fraction(-5))), "=F2+(-5)"),
    ],
)
def test_a_bound_formula_as_a_spreadsheet_has_it(expression: Expression, formula: str) -> None:
    assert spelt(expression) == formula


@pytest.mark.parametrize(
    "expression",
    [
        op(A, "+", Call("range", (B, C))),  # stands nowhere but as a whole
        op(A, "+", Input(Coordinates("acme", "elsewhere", parse_period("2025")))),
        Call("max", (A,) * 3000),
    ],
)
def test_what_a_spreadsheet_has_nothing_like_has_no_formula(expression: Expression) -> None:
    assert spelt(expression) == ""


def expressions() -> st.SearchStrategy[Expression]:
    numbers = st.fractions(min_value=-9, max_value=9, max_denominator=7).map(Constant)

    def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(op, inner, st.sampled_from("+-*/"), inner),
            st.builds(Negative, inner),
            st.builds(lambda one, two: Call("multiple", (one, two)), inner, inner),
            st.builds(lambda name, found: Call(name, tuple(found)), st.sampled_from(["min", "max"]),
                      st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda one: Call("abs", (one,)), inner),
            st.builds(lambda one, two: Call("growth", (op(two, "*", two), op(TWO, "+", op(one, "*", one)))),
                      inner, inner),
        )  # fmt: skip

    return st.recursive(st.one_of(st.sampled_from([A, B, C]), numbers), larger, max_leaves=8)


@given(expressions(), st.lists(st.integers(1, 99), min_size=3, max_size=3))
def test_a_formula_gives_what_the_facts_give(expression: Expression, values: list[int]) -> None:
    known = dict(zip((A, B, C), map(Fraction, values), strict=True))
    quantities = {item: Quantity(value, Interval.at(value), Unit()) for item, value in known.items()}
    try:
        wanted = evaluate(expression, quantities, Unit()).point
    except NotMeaningful:
        assume(False)
    cells: dict[str, float | str] = {CELLS[item]: float(value) for item, value in known.items()}
    assert Reckoner(cells | {"A1": spelt(expression)}).value("A1") == pytest.approx(
        float(wanted), rel=1e-9, abs=1e-9
    )


def test_of_several_statements_a_cell_has_what_formulas_take_in() -> None:
    text = """\
entity: co
period: 2025Q4
entities: {co: {name: {en: Co}, currency: USD}}
sources: {src: {title: {en: S}, published: 2026-02-05}}
facts:
  revenue@2025Q4: [about 48 m USD; ¶1; about 48 million, 48.2 m USD; ¶2; $48.2 million]
  revenue@2024Q4: 41.0 m USD; ¶2; $41.0 million
"""
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is not None, found
    grown = base.find("growth(revenue)")
    assert live_cells(base.find("revenue"))["value"].number == 48_200_000
    assert live_cells(grown)["value"].number == Fraction(482, 410) - 1
