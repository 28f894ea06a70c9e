"""The grammar: what is written out from a tree reads as that tree, and what cannot be read is said in its place."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.formula import Call, Constant, Expression, FormulaError, Name, Negative, Operation, walk
from reportgen.facts.grammar import (
    FUNCTIONS,
    MAX_FORMULA_DEPTH,
    Applied,
    Compared,
    Denied,
    Joined,
    Side,
    WrittenTerm,
)
from reportgen.facts.parse import parse_claim, parse_formula
from reportgen.facts.quantity import Quantity, parse_quantity
from reportgen.facts.reference import Reference
from reportgen.facts.text import Text

ENTITIES: Final = {"googl"}
UNITS: Final = {"people"}


def formula(text: str) -> Expression:
    return parse_formula(Text(text), ENTITIES).tree


def claim(text: str) -> WrittenTerm:
    return parse_claim(Text(text), ENTITIES, UNITS)


# ---- parse ∘ spell is the identity ---------------------------------------------------------------------------

SIGNS: Final = {"+": "+", "-": "-−", "*": "*×", "/": "/÷"}
RANK: Final = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass
class Speller:
    """Writes trees with as few brackets as they need, or with more, in spaces and signs at random."""

    random: Random

    def space(self) -> str:
        return self.random.choice(["", " ", "  ", "\n"])

    def bracketed(self, text: str, needed: bool) -> str:
        if needed or self.random.random() < 1 / 6:
            return f"({self.space()}{text}{self.space()})"
        return text

    def formula(self, tree: Expression, rank: int = 0) -> str:
        match tree:
            case Constant(value):
                return self.bracketed(
                    f"{value.numerator / value.denominator:f}".rstrip("0").rstrip("."), False
                )
            case Name(reference):
                return self.bracketed(reference_text(reference), False)
            case Negative(term):
                return self.bracketed(
                    self.random.choice("-−") + self.space() + self.formula(term, 3), rank > 3
                )
            case Call(function, arguments):
                inner = f"{self.space()},{self.space()}".join(self.formula(one) for one in arguments)
                return f"{function}{self.space()}({inner}{self.space()})"
            case Operation(operator, left, right):
                own = RANK[operator]
                sign = self.random.choice(SIGNS[operator])
                text = f"{self.formula(left, own)} {sign} {self.formula(right, own + 1)}"
                return self.bracketed(text, own < rank)
        raise AssertionError(tree)

    def side(self, side: Side) -> str:
        return side.text if isinstance(side.tree, Quantity) else self.formula(side.tree)

    def claim(self, tree: WrittenTerm, rank: int = 0) -> str:
        match tree:
            case Compared(operator, left, right):
                sign = self.random.choice(COMPARED[operator])
                return self.bracketed(
                    f"{self.side(left)}{self.space()}{sign}{self.space()}{self.side(right)}", False
                )
            case Applied(test, sides):
                return f"{test}({', '.join(map(self.side, sides))})"
            case Denied(part):
                return self.bracketed(f"not {self.claim(part, 3)}", False)
            case Joined(word, parts):
                own = 1 if word == "or" else 2
                text = f" {word} ".join(self.claim(part, own + 1) for part in parts)
                return self.bracketed(text, rank > own)


COMPARED: Final = {
    "<": ["<"],
    "<=": ["<=", "≤"],
    ">": [">"],
    ">=": [">=", "≥"],
    "=": ["=", "=="],
    "!=": ["!=", "≠"],
}


def reference_text(reference: Reference) -> str:
    entity = f"{reference.entity}/" if reference.entity else ""
    period = f"@{reference.period}" if reference.period else ""
    return f"{entity}{reference.concept}{period}" + (f"~{reference.scenario}" if reference.scenario else "")


def placeless(tree: Expression) -> Expression:
    match tree:
        case Name(reference):
            return Name(reference, 0)
        case Negative(term):
            return Negative(placeless(term))
        case Operation(operator, left, right):
            return Operation(operator, placeless(left), placeless(right))
        case Call(function, arguments):
            return Call(function, tuple(map(placeless, arguments)))
    return tree


def bare(tree: WrittenTerm) -> WrittenTerm:
    """A claim without places and texts."""
    match tree:
        case Compared(operator, left, right):
            return Compared(operator, bare_side(left), bare_side(right), 0)
        case Applied(test, sides):
            return Applied(test, tuple(map(bare_side, sides)), 0)
        case Denied(part):
            return Denied(bare(part))
        case Joined(word, parts):
            return Joined(word, tuple(map(bare, parts)))


def bare_side(side: Side) -> Side:
    tree = side.tree if isinstance(side.tree, Quantity) else placeless(side.tree)
    return Side(side.text if isinstance(tree, Quantity) else "", 0, tree)


names = st.builds(
    Name,
    st.builds(
        Reference,
        st.sampled_from(["a", "aws.margin", "growth", "record", "x2_y"]),
        st.sampled_from(["", "googl"]),
        st.sampled_from(
            ["", "-1Y", "+1Q", "2025", "2025Q4", "FY2025", "2025-12-31", "2025-12", "9M2025", "FY2026-9M"]
        ),
        st.sampled_from(["", "consensus", "guidance"]),
    ),
    st.just(0),
)
numbers = st.builds(lambda n: Constant(Fraction(n, 4)), st.integers(0, 4000))
formulas = st.recursive(
    names | numbers,
    lambda inner: (
        st.builds(Negative, inner)
        | st.builds(Operation, st.sampled_from("+-*/"), inner, inner)
        | st.builds(Call, st.sampled_from(["min", "sum", "growth"]), st.tuples(inner, inner))
        | st.builds(Call, st.just("abs"), st.tuples(inner))
    ),
    max_leaves=7,
)
QUANTITIES: Final = [
    "35%",
    "-1.9 points",
    "20 bn USD",
    "2134億 USD",
    "1,234 people",
    "0",
    "2.0 x",
    "3 USD/share",
]
quantities = st.sampled_from([Side(text, 0, parse_quantity(text, UNITS)) for text in QUANTITIES])
# A number by itself is read as a quantity, which is exact for both.
terms = st.builds(
    Side, st.just(""), st.just(0), formulas.filter(lambda tree: not isinstance(tree, Constant | Negative))
)
sides = terms | quantities
claims = st.recursive(
    st.builds(Compared, st.sampled_from(sorted(COMPARED)), sides, sides, st.just(0))
    | st.builds(Applied, st.just("between"), st.tuples(sides, sides, sides), st.just(0))
    | st.builds(Applied, st.just("record"), st.tuples(terms), st.just(0)),
    lambda inner: (
        st.builds(Denied, inner)
        | st.builds(
            Joined, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
        )
    ),
    max_leaves=4,
)


@given(formulas, st.builds(Random, st.integers(0, 999)))
def test_a_formula_that_is_written_out_reads_as_itself(tree: Expression, random: Random) -> None:
    text = Speller(random).formula(tree)
    assert placeless(formula(text)) == tree, text


@given(claims, st.builds(Random, st.integers(0, 999)))
def test_a_claim_that_is_written_out_reads_as_itself(tree: WrittenTerm, random: Random) -> None:
    text = Speller(random).claim(tree)
    if len(text) <= 400:
        assert bare(claim(text)) == tree, text


@given(formulas, st.builds(Random, st.integers(0, 999)))
def test_every_reference_stands_where_its_name_says(tree: Expression, random: Random) -> None:
    text = Speller(random).formula(tree)
    for node in walk(formula(text)):
        if isinstance(node, Name):
            assert text.startswith(reference_text(node.reference), node.offset), (text, node)
        if isinstance(node, Call):
            assert text.startswith(node.function, node.offset), (text, node)


@given(claims, st.builds(Random, st.integers(0, 999)))
def test_every_side_is_the_text_where_it_stands(tree: WrittenTerm, random: Random) -> None:
    text = Speller(random).claim(tree)
    if len(text) > 400:
        return
    for side in all_sides(claim(text)):
        assert text[side.offset : side.offset + len(side.text)] == side.text
        assert side.text == side.text.strip() != ""


def all_sides(tree: WrittenTerm) -> list[Side]:
    match tree:
        case Compared(_, left, right):
            return [left, right]
        case Applied(_, sides):
            return list(sides)
        case Denied(part):
            return all_sides(part)
        case Joined(_, parts):
            return [side for part in parts for side in all_sides(part)]


SCRAPS: Final = st.sampled_from(
    [
        *string.printable,
        *"−×÷≤≥≠億，％",
        *FUNCTIONS,
        *(" and ", " or ", " not ", " > ", " < ", "between(", "record(", "fastest("),
        *("a@-1Y", "googl/a", "20 bn USD", "35%"),
    ]
)


@given(st.lists(SCRAPS, max_size=20).map("".join))
def test_anything_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    for read in (formula, claim):
        try:
            read(text)
        except FormulaError as error:
            assert 0 <= error.offset <= len(text)
            assert str(error)


# ---- claims --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a > 1,234 people", "1,234 people"),
        ("a > 35%", "35%"),
        ("a > -1.9 points and b > 1", "-1.9 points"),
        ("(a > 350億 USD)", "350億 USD"),
        ("a > 2 * b", None),
        ("a > 1/2", None),
        ("a > (35)", None),
        ("a > 3.", None),
    ],
)
def test_a_number_with_its_unit_is_a_whole_side(text: str, tree: str | None) -> None:
    right = all_sides(claim(text))[1]
    assert isinstance(right.tree, Quantity) is (tree is not None)
    assert tree is None or right.text == tree


@pytest.mark.parametrize(
    ("text", "offset", "said"),
    [
        ("a > 35 foo", 7, "unknown unit 'foo'"),
        ("a > b%", 5, "'%' may not stand in a claim: it stands behind a number, as in 100% - margin"),
        ("a > 1 and recrd(b)", 10, "nearest: record"),
        ("a > growth(record(b))", 11, "unknown function 'record'"),
        ("a > (b = 1", 4, "a bracket is not closed"),
        ("record(a) > 1", 10, "true or false"),
        ("(a > b) + 1 > 2", 8, "true or false"),
        ("a > b c", 6, "is expected before 'c'"),
        ("a > not b", 4, "something is missing here"),
        ("(a or b) > 3", 1, "this compares nothing"),
        ("a > 1 and b", 10, "this compares nothing"),
        ("a > b and c ? d", 12, "'?' may not stand in a claim"),
        ("a > 2 * range(a, b)", 8, "a range stands by itself"),
        ("a > b@FY2025-1", 4, "write a day or a month in full"),
        ("not " * (MAX_FORMULA_DEPTH + 1) + "a > 1", 0, "nested deeper than 20 levels"),
        ("not " * 98 + "a > 1", None, "nested deeper than 20 levels"),
        ("a > " + "(" * 101 + "b" + ")" * 101, 104, "nested deeper than 100 brackets in a claim"),
    ],
)
def test_what_is_wrong_with_a_claim_is_said_in_its_place(text: str, offset: int | None, said: str) -> None:
    with pytest.raises(FormulaError) as caught:
        claim(text)
    assert said in str(caught.value)
    assert offset is None or caught.value.offset == offset, caught.value


def test_depth_is_counted_alike_on_both_sides_of_a_chain() -> None:
    assert formula(" + ".join("a" * (MAX_FORMULA_DEPTH + 1)))
    assert claim("not " * MAX_FORMULA_DEPTH + "a > 1")
    with pytest.raises(FormulaError, match="nested deeper"):
        formula("a - (" * (MAX_FORMULA_DEPTH + 1) + "a" + ")" * (MAX_FORMULA_DEPTH + 1))


def test_words_of_claims_are_names_in_formulas() -> None:
    assert formula("and + not * between") == Operation(
        "+",
        Name(Reference("and"), 0),
        Operation("*", Name(Reference("not"), 6), Name(Reference("between"), 12)),
    )
    assert replace(all_sides(claim("record > 3"))[0]).tree == Name(Reference("record"), 0)
