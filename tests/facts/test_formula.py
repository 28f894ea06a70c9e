"""Formulas: how they are read, bound and spelt out, and what never gets in."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.base import FactBase
from reportgen.facts.formula import (
    Call,
    Constant,
    Expression,
    FormulaError,
    Input,
    Name,
    Names,
    Negative,
    Operation,
    bind,
    inputs,
)
from reportgen.facts.grammar import FUNCTIONS, MAX_FORMULA_DEPTH, MAX_FORMULA_LENGTH
from reportgen.facts.parse import parse_formula
from reportgen.facts.reference import parse_reference
from reportgen.facts.spelt_formula import spell
from reportgen.facts.text import Text

Base = Callable[[dict[str, Any]], FactBase]
ENTITIES: Final = {"acme", "googl", "meta"}


def parse(text: str) -> Expression:
    return parse_formula(Text(text), dict.fromkeys(ENTITIES)).tree


def outline(node: Expression) -> str:
    """A formula as it was understood, in full parentheses."""
    match node:
        case Constant(value):
            return str(value)
        case Name(reference):
            entity = f"{reference.entity}/" if reference.entity else ""
            period = f"@{reference.period}" if reference.period else ""
            scenario = f"~{reference.scenario}" if reference.scenario else ""
            return f"{entity}{reference.concept}{period}{scenario}"
        case Input(at, part):
            return f"{part}<{at.local}>"
        case Negative(term):
            return f"-{outline(term)}"
        case Operation(operator, left, right):
            return f"({outline(left)} {operator} {outline(right)})"
        case Call(function, arguments):
            return f"{function}({', '.join(map(outline, arguments))})"


# ---- reading ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("revenue", "revenue"),
        ("revenue - cost", "(revenue - cost)"),
        ("revenue-cost", "(revenue - cost)"),
        ("a + b * c", "(a + (b * c))"),
        ("(a + b) * c", "((a + b) * c)"),
        ("a - b - c", "((a - b) - c)"),
        ("a / b / c", "((a / b) / c)"),
        ("-a * -b", "(-a * -b)"),
        ("a × b ÷ c − 1", "(((a * b) / c) - 1)"),
        ("revenue@−1Y", "revenue@-1Y"),
        ("revenue@-1Y-cost@-1Y", "(revenue@-1Y - cost@-1Y)"),
        ("revenue@2025Q4-1", "(revenue@2025Q4 - 1)"),
        ("revenue@2025-12-31", "revenue@2025-12-31"),
        ("revenue@2025 - 12 - 31", "((revenue@2025 - 12) - 31)"),
        ("revenue@2025Q4 / (1 + growth_rate)", "(revenue@2025Q4 / (1 + growth_rate))"),
        ("growth(aws.revenue~consensus, aws.revenue@2024Q4)", "growth(aws.revenue~consensus, aws.revenue@2024Q4)"),
        ("growth (a)", "growth(a)"),
        ("growth + a", "(growth + a)"),  # a concept that bears a function's name
        ("sum(a,b,\tc)", "sum(a, b, c)"),
        ("sum(\n a,\n b\n)", "sum(a, b)"),
        ("a  ", "a"),
        ("2 * a", "(2 * a)"),
        ("1.10 * a", "(11/10 * a)"),
        ("0.12345678901234567890123456789", "12345678901234567890123456789/100000000000000000000000000000"),
        ("9007199254740993.0 * a", "(9007199254740993 * a)"),  # no float holds this
        ("range(low(a), high(b))", "range(low(a), high(b))"),
        ("abs(min(a, -b, max(c)))", "abs(min(a, -b, max(c)))"),
    ],
)  # fmt: skip
def test_reading(text: str, understood: str) -> None:
    assert outline(parse(text)) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("googl/capex", "googl/capex"),
        ("googl/capex@2026~guidance", "googl/capex@2026~guidance"),
        ("ocf/capex", "(ocf / capex)"),
        ("ocf / capex", "(ocf / capex)"),
        ("googl / capex", "(googl / capex)"),
        ("ocf/googl/capex", "(ocf / googl/capex)"),
        ("googl/capex/meta/capex", "(googl/capex / meta/capex)"),
        ("ocf/capex/meta/capex", "((ocf / capex) / meta/capex)"),
        ("ocf@2025/capex@2025", "(ocf@2025 / capex@2025)"),
        ("aws.ocf/capex", "(aws.ocf / capex)"),
        ("ocf~consensus/capex", "(ocf~consensus / capex)"),
        ("ocf/sum(a, b)", "(ocf / sum(a, b))"),
        ("2/ocf", "(2 / ocf)"),
        ("metadata/capex", "(metadata / capex)"),  # only begins like an entity
    ],
)
def test_an_entity_is_told_from_a_division(text: str, understood: str) -> None:
    assert outline(parse(text)) == understood


def test_a_name_remembers_where_it_stands() -> None:
    tree = parse("cost ÷ googl/revenue@-1Y")
    assert isinstance(tree, Operation)
    assert tree.left == Name(parse_reference("cost"), 0)
    assert tree.right == Name(parse_reference("googl/revenue@-1Y"), 7)


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_arity(function: str) -> None:
    least, most = FUNCTIONS[function]
    arguments = [f"a{index}" for index in range(most + 1)]
    for count in (least, most):
        assert outline(parse(f"{function}({','.join(arguments[:count])})")).startswith(f"{function}(a0")
    expected = str(least) if least == most else f"{least} to {most}"
    for count in {least - 1, most + 1}:
        with pytest.raises(FormulaError, match=rf"^{function} takes {expected} argument\(s\)$"):
            parse(f"{function}({','.join(arguments[:count])})")


# ---- what never gets in ----------------------------------------------------------------------------------

HARMFUL: Final = [
    "__import__('os').system('true')",
    "a.__class__()",
    "growth(a).real",
    "(a).b",
    "open('x')",
    "lambda: a",
    "lambda a: a",
    "[a for a in b]",
    "[a, b]",
    "(a, b)",
    "{a: b}",
    "a[0]",
    "a if b else c",
    "a and b",
    "not a",
    "a < b",
    "a == b",
    "a = b",
    "a := b",
    "(a := b)",
    "a ** 9",
    "9 ** 9 ** 9 ** 9",
    "a // b",
    "a % b",
    "a @ b",
    "a << 99",
    "a | b",
    "+a",
    "~a",
    "sum(*a)",
    "sum(**a)",
    "sum(a, b=c)",
    "growth(a)(b)",
    "'a'",
    '"a" * 9',
    "f'{a}'",
    "b'a'",
    "True",
    "None",
    "...",
    "1j",
    "2j * a",
    "1e5",
    "0x10",
    "1_000",
    "a; b",
    "a, b",
    "a\nb",
    "a # b",
    "# a",
    "await a",
    "yield a",
    "import os",
    "`a`",
    "$a",
    "a?",
    "a!",
    "_0_",
    "a + _0_",
    "a + _1_",
    "＿0＿",
    "營收",
    "１ + a",
    "\x00",
    "",
    " ",
    "()",
    "(",
    ")",
    "a +",
    "* a",
    "a b",
    "2a",
    "revenue@20255",
    "revenue@2025Q44",
    "revenue@latest",
    "Revenue",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_nothing_but_arithmetic_is_read(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "message", "offset", "code"),
    [
        ("a + grow(b)", "unknown function 'grow': there are growth, change", 4, "RG208"),
        ("a + b~forecast", "unknown scenario 'forecast'", 4, "RG205"),
        ("a + b@2025-1", "write a day or a month in full, or a space before the minus", 4, "RG205"),
        ("a * (b # c)", "'#' may not stand in a formula", 7, "RG208"),
        ("a * _0_", "'_' may not stand in a formula", 4, "RG208"),
        ("a ** b", r"a number, a reference, a function or \( is missing before '\*'", 3, "RG208"),
        ("a +", r"a number, a reference, a function or \( is missing$", 3, "RG208"),
        ("a + grwth(b)", "unknown function 'grwth': there are .*; nearest: growth", 4, "RG208"),
        ("a + (b * (c - 1", "a bracket is not closed", 9, "RG208"),
        ("a + b)", "a bracket is closed that nobody opened", 5, "RG208"),
        ("(a + b c)", r"one of \+ - \* / or \) is expected before 'c'", 7, "RG208"),
        ("share(a; b)", "';' may not stand in a formula", 7, "RG208"),
        ("a + share(b)", r"share takes 2 argument\(s\)", 4, "RG208"),
        ("a%", r"'%' may not stand in a formula: it stands behind a number", 1, "RG208"),
        ("a + b@latest", "'@' may not stand in a formula: behind it a period is expected", 5, "RG208"),
        ("a + Revenue", "'Revenue' may not stand in a formula", 4, "RG208"),
        ("a > b", "'>' may not stand in a formula", 2, "RG208"),
        ("a + 1 - --------------------b", "nested deeper", 6, "RG208"),
        ("2 * range(a, b)", "a range stands by itself", 4, "RG208"),
    ],
)  # fmt: skip
def test_errors_say_what_and_where(text: str, message: str, offset: int, code: str) -> None:
    with pytest.raises(FormulaError, match=message) as error:
        parse(text)
    assert (error.value.offset, error.value.code.id) == (offset, code)


def test_length_is_bounded() -> None:
    longest = "a" + " + 1 - 1" * 2 + " " * MAX_FORMULA_LENGTH
    assert outline(parse(longest[:MAX_FORMULA_LENGTH])) == "((((a + 1) - 1) + 1) - 1)"
    with pytest.raises(
        FormulaError,
        match=f"a formula may have {MAX_FORMULA_LENGTH} characters, this one has {MAX_FORMULA_LENGTH + 1}",
    ):
        parse(longest[: MAX_FORMULA_LENGTH + 1])


def test_depth_is_bounded() -> None:
    assert outline(parse("-" * MAX_FORMULA_DEPTH + "a")).endswith("-a")
    too_deep = [
        "-" * (MAX_FORMULA_DEPTH + 1) + "a",
        "abs(" * 60 + "a" + ")" * 60,
        " + ".join("a" * (MAX_FORMULA_DEPTH + 2)),
        "-" * 399 + "a",
    ]
    for text in too_deep:
        with pytest.raises(FormulaError, match=f"nested deeper than {MAX_FORMULA_DEPTH} levels"):
            parse(text)
    for text in (
        "(" * 199 + "a" + ")" * 199,
        "(" * 200 + "a",
        "[" * 400,
    ):  # beyond what Python's own parser takes
        try:
            assert outline(parse(text)) == "a"
        except FormulaError as error:
            assert "formula" in str(error)


fragments = st.sampled_from(
    [
        *"abc01.,()+-*/ _#@~'\"[]{}:=<>%^&|!\\\n",
        "revenue",
        "googl/",
        "@2025",
        "@-1Y",
        "~consensus",
        "~x",
        *FUNCTIONS,
        "**",
        "lambda ",
    ]
)


@given(st.lists(fragments, max_size=14).map("".join) | st.text(max_size=30))
def test_a_formula_is_read_or_refused_and_never_crashes(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError as error:
        assert str(error)
    else:
        assert outline(parse(outline(tree))) == outline(tree)


expressions = st.recursive(
    st.sampled_from(["a", "b.c@-1Y", "googl/capex@2026~guidance", "revenue@2025Q4", "2", "1/3"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner)
        | st.builds("-{}".format, inner)
        | st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "sum", "share"]), inner, inner)
    ),
    max_leaves=8,
)


@given(expressions)
def test_what_is_read_says_the_same_when_written_out_again(text: str) -> None:
    once = outline(parse(text))
    assert outline(parse(once)) == once


# ---- binding ---------------------------------------------------------------------------------------------


def bound(base: Base, text: str, home: str = "revenue@2025Q4") -> str:
    edition = base({home: "10 USD"})
    at = next(iter(edition.facts))
    return outline(bind(parse_formula(Text(text), edition.entities).tree, at, Names(edition.locate)))


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("growth(cost)", "growth(<cost@2025Q4>, <cost@2024Q4>)"),
        ("growth(cost~consensus)", "growth(<cost@2025Q4~consensus>, <cost@2024Q4~consensus>)"),
        ("growth(cost@-1Q)", "growth(<cost@2025Q3>, <cost@2024Q3>)"),
        ("growth(a, b)", "growth(<a@2025Q4>, <b@2025Q4>)"),
        ("change(cost)", "(<cost@2025Q4> - <cost@2024Q4>)"),
        ("change(a, b)", "(<a@2025Q4> - <b@2025Q4>)"),
        ("change(backlog)", "(<backlog@2025-12-31> - <backlog@2024-12-31>)"),
        ("share(a, b)", "(<a@2025Q4> / <b@2025Q4>)"),
        ("sum(a, b, c)", "((<a@2025Q4> + <b@2025Q4>) + <c@2025Q4>)"),
        ("sum(a)", "<a@2025Q4>"),
        ("average(a, b, c)", "(((<a@2025Q4> + <b@2025Q4>) + <c@2025Q4>) / 3)"),
        ("midpoint(a~guidance)", "((low<a@2025Q4~guidance> + high<a@2025Q4~guidance>) / 2)"),
        ("low(a) + high(a)", "(low<a@2025Q4> + high<a@2025Q4>)"),
        ("surprise(eps)", "growth(<eps@2025Q4>, <eps@2025Q4~consensus>)"),
        ("surprise(eps~guidance)", "growth(<eps@2025Q4~guidance>, <eps@2025Q4~consensus>)"),
        ("annualised(a)", "(<a@2025Q4> * 4)"),
        ("annualised(a@2025H1)", "(<a@2025H1> * 2)"),
        ("annualised(a@2025)", "(<a@2025> * 1)"),
        ("a * days(a)", "(<a@2025Q4> * 92)"),
        ("a * days(a@2024)", "(<a@2025Q4> * 366)"),
        ("trailing(a)", "<a@2025>"),
        ("trailing(a@2025Q2)", "<a@TTM2025Q2>"),
        ("trailing(a@2024)", "<a@2024>"),
        ("growth(trailing(a))", "growth(<a@2025>, <a@2024>)"),
        ("positive(a - b)", "positive((<a@2025Q4> - <b@2025Q4>))"),
        ("range(a, b)", "range(<a@2025Q4>, <b@2025Q4>)"),
        ("abs(-a)", "abs(-<a@2025Q4>)"),
        ("min(a, b)", "min(<a@2025Q4>, <b@2025Q4>)"),
        ("max(a, 2 * b)", "max(<a@2025Q4>, (2 * <b@2025Q4>))"),
        ("june/a@FY2026Q2", "<a@FY2026Q2>"),
    ],
)
def test_functions_become_arithmetic(base: Base, text: str, arithmetic: str) -> None:
    assert bound(base, text) == arithmetic


def test_left_out_parts_come_from_the_carrying_fact(base: Base) -> None:
    home = "june/revenue@2026~guidance"
    assert bound(base, "cost / a~consensus", home) == "(<cost@2026~guidance> / <a@2026~consensus>)"
    assert bound(base, "cost~actual", home) == "<cost@2026>"
    assert bound(base, "growth(cost)", home) == "growth(<cost@2026~guidance>, <cost@2025~guidance>)"


@pytest.mark.parametrize(
    ("text", "message", "offset", "code"),
    [
        ("a + profits", "unknown concept 'profits'; nearest: profit", 4, "RG205"),
        ("a + b@2025Q9", "cannot read the period '2025Q9'", 4, "RG205"),
        ("growth(3 + 2)", r"growth\(…\) of one argument needs a reference in it", 0, "RG208"),
        ("surprise(2)", r"surprise\(…\) of one argument needs a reference in it", 0, "RG208"),
        ("low(a + b)", "low needs a plain reference to a range", 0, "RG208"),
        ("midpoint(2)", "midpoint needs a plain reference to a range", 0, "RG208"),
        ("1 + growth(1)", r"growth\(…\) of one argument needs a reference in it", 4, "RG208"),
        ("annualised(a * 2)", "annualised needs a plain reference", 0, "RG208"),
        ("a * days(backlog)", "days needs a plain reference to a fact over a length of time", 4, "RG208"),
        ("trailing(a + b)", "trailing needs a plain reference to a fact over a length of time", 0, "RG208"),
        ("annualised(backlog)", "annualised needs a plain reference to a fact over a length of time", 0, "RG208"),
    ],
)  # fmt: skip
def test_what_cannot_be_bound(base: Base, text: str, message: str, offset: int, code: str) -> None:
    with pytest.raises(FormulaError, match=message) as error:
        bound(base, text)
    assert (error.value.offset, error.value.code.id) == (offset, code)


def test_inputs_from_left_to_right_as_often_as_they_occur(base: Base) -> None:
    edition = base({"revenue@2025Q4": "10 USD"})
    at = next(iter(edition.facts))
    formula = parse_formula(Text("(a - b) / -b + min(c, a)"), edition.entities).tree
    assert [item.at.concept for item in inputs(bind(formula, at, Names(edition.locate)))] == [
        "a",
        "b",
        "b",
        "c",
        "a",
    ]


# ---- spelling out ----------------------------------------------------------------------------------------


def test_a_fraction_without_end_is_spelt_as_one(base: Base) -> None:
    edition = base({"revenue@2025Q4": "10 USD"})
    third, at = Constant(Fraction(4, 3)), Input(next(iter(edition.facts)))
    assert spell(Operation("*", at, third), lambda item: "a") == "a × 4/3"
    assert spell(Operation("/", at, third), lambda item: "a") == "a ÷ (4/3)"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("a - b", "a − b"),
        ("a - (b - c)", "a − (b − c)"),
        ("(a - b) - c", "a − b − c"),
        ("a + (b + c)", "a + b + c"),
        ("a + (b - c)", "a + b − c"),
        ("a - (b + c)", "a − (b + c)"),
        ("a * (b + c)", "a × (b + c)"),
        ("a * b + c", "a × b + c"),
        ("a / (b * c)", "a ÷ (b × c)"),
        ("a / (b / c)", "a ÷ (b ÷ c)"),
        ("a / b * c", "a ÷ b × c"),
        ("a * (b * c)", "a × b × c"),
        ("-a + b", "−a + b"),
        ("-(a + b)", "−(a + b)"),
        ("a * 1.5", "a × 1.5"),
        ("a / 1.50", "a ÷ 1.5"),
        ("a * 0.05", "a × 0.05"),
        ("100 * a", "100 × a"),
        ("a * -1", "a × (−1)"),
        ("growth(a, b)", "a ÷ b − 1"),
        ("growth(a + b, c)", "(a + b) ÷ c − 1"),
        ("growth(a, b + c)", "a ÷ (b + c) − 1"),
        ("2 * growth(a, b)", "2 × (a ÷ b − 1)"),
        ("1 + growth(a, b)", "1 + a ÷ b − 1"),
        ("1 - growth(a, b)", "1 − (a ÷ b − 1)"),
        ("growth(a, b) - growth(b, c)", "a ÷ b − 1 − (b ÷ c − 1)"),
        ("share(a, b)", "a ÷ b"),
        ("share(a, b + c)", "a ÷ (b + c)"),
        ("average(a, b)", "(a + b) ÷ 2"),
        ("midpoint(a)", "(low a + high a) ÷ 2"),
        ("annualised(a)", "a × 4"),
        ("backlog / a * days(a)", "backlog ÷ a × 92"),
        ("positive(a) / positive(average(a, b))", "a ÷ ((a + b) ÷ 2)"),
        ("range(a, b)", "a … b"),
        ("range(a - b, a + b)", "a − b … a + b"),
        ("abs(a - b)", "abs(a − b)"),
        ("max(a, b + c)", "max(a, b + c)"),
    ],
)
def test_spelling_out(base: Base, text: str, spelt: str) -> None:
    edition = base({"revenue@2025Q4": "10 USD"})
    formula = parse_formula(Text(text), edition.entities).tree
    working = bind(formula, next(iter(edition.facts)), Names(edition.locate))
    assert spell(working, lambda item: f"{item.part} {item.at.concept}".strip()) == spelt


leaf = st.sampled_from(["a", "b", "c", "2", "1.5"])
arithmetic = st.recursive(
    leaf,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner)
        | st.builds("growth({}, {})".format, inner, inner)
        | st.builds("-{}".format, inner)
    ),
    max_leaves=7,
)
WORTH: Final = {"a": Fraction(7), "b": Fraction(-3, 5), "c": Fraction(11, 13)}


def compute(node: Expression) -> Fraction:
    match node:
        case Constant(value):
            return value
        case Name(reference):
            return WORTH[reference.concept]
        case Input(at):
            return WORTH[at.concept]
        case Negative(term):
            return -compute(term)
        case Operation(operator, left, right):
            one, two = compute(left), compute(right)
            return {"+": one + two, "-": one - two, "*": one * two, "/": one / two if two else Fraction(0)}[
                operator
            ]
        case Call("growth", (one_, two_)):
            base = compute(two_)
            return compute(one_) / base - 1 if base else Fraction(-1)
    raise AssertionError(node)


@given(text=arithmetic)
def test_what_a_reader_sees_computes_to_the_same(base: Base, text: str) -> None:
    edition = base({"revenue@2025Q4": "10 USD"})
    working = bind(
        parse_formula(Text(text), edition.entities).tree, next(iter(edition.facts)), Names(edition.locate)
    )
    spelt = spell(working, lambda item: item.at.concept)
    assert compute(parse(spelt)) == compute(working), spelt
