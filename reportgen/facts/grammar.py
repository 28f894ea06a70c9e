"""The grammar of formulas and claims: what may be written, and with which signs and words. `parse.py` reads by it.

claim       all ("or" all)*
all         denial ("and" denial)*
denial      "not" denial | side COMPARES side | TEST "(" side ("," side)* ")" | "(" claim ")"
side        QUANTITY | formula
formula     product (("+" | "-") product)*
product     factor (("*" | "/") factor)*
factor      "-" factor | NUMBER ["%" | "points" | "bps"] | REFERENCE | placed
placed      [ENTITY "/"] (FUNCTION "(" formula ("," formula)* ")" | "(" formula ")") [COORDINATES]

COORDINATES "@" and a period, "~" and a scenario, as in `reference.py`: growth(revenue)@2024Q4
REFERENCE   as in `reference.py`, the period relative or not: revenue@-1Y
QUANTITY    a number with or without its unit, as in `quantity.py`; it is a whole side: 35%, 20 bn USD
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.facts.formula import Expression
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import COORDINATES, PATTERN

MAX_FORMULA_LENGTH: Final = 400
MAX_FORMULA_DEPTH: Final = 20  # operations, signs, functions and conditions in one another

# How many arguments each function takes, at least and at most.
FUNCTIONS: Final = {
    "growth": (1, 2), "change": (1, 2), "share": (2, 2), "multiple": (2, 2), "sum": (1, 40), "average": (1, 40),
    "midpoint": (1, 1), "surprise": (1, 1), "annualised": (1, 1), "low": (1, 1), "high": (1, 1), "range": (2, 2),
    "abs": (1, 1), "min": (1, 40), "max": (1, 40), "days": (1, 1), "trailing": (1, 1), "positive": (1, 1),
}  # fmt: skip
TESTS: Final = {"between": (3, 3), "record": (1, 1), "fastest": (2, 2)}
EXPECTED_TERM: Final = (
    "write a comparison, as in aws.revenue > aws.revenue~consensus, or between(x, low, high), record(x), "
    "fastest(x, n); join them with and, or, not"
)

Compares = Literal["<", "<=", ">", ">=", "=", "!="]


@dataclass(frozen=True)
class Side:
    """One side of a comparison or an argument of a test: its text, where it begins, and what was read."""

    text: str
    offset: int
    tree: Expression | Quantity


@dataclass(frozen=True)
class Compared:
    """Two sides as written, and how the one is said to stand to the other; `offset` is where the sign stands."""

    operator: Compares
    left: Side
    right: Side
    offset: int


@dataclass(frozen=True)
class Applied:
    """A test of TESTS as written, with as many sides as it takes."""

    test: str
    sides: tuple[Side, ...]
    offset: int


@dataclass(frozen=True)
class Joined:
    """Conditions as written that `and` or `or` joins."""

    word: Literal["and", "or"]
    parts: tuple[WrittenTerm, ...]


@dataclass(frozen=True)
class Denied:
    """A condition as written behind `not`."""

    part: WrittenTerm


WrittenTerm = Compared | Applied | Joined | Denied


# ---- signs and words -------------------------------------------------------------------------------------------------

# How closely each binds what stands beside it; SIDE is what a whole side of a comparison is made of.
OR, AND, NOT, COMPARES, SIDE, ADDS, MULTIPLIES = range(1, 8)
POWER: Final = {
    "or": OR, "and": AND,
    **dict.fromkeys(("<", "<=", "≤", ">", ">=", "≥", "=", "==", "!=", "≠"), COMPARES),
    "+": ADDS, "-": ADDS, "*": MULTIPLIES, "/": MULTIPLIES,
}  # fmt: skip
COMPARED: Final[dict[str, Compares]] = {
    "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "=": "=", "==": "=", "!=": "!=", "≠": "!=",
}  # fmt: skip
TYPOGRAPHIC: Final = str.maketrans("×÷−", "*/-")

END: Final = r"(?![^\s()<>=!≤≥≠,])"  # of a word in a claim
FACTOR: Final = re.compile(
    r"\s*(?:(?P<number>[0-9]+\.[0-9]*|\.[0-9]+|0+(?![0-9])|[1-9][0-9]*)"
    r"(?:\s?(?P<ratio>%)|\s(?P<points>points|bps)(?![\w.@~/(]))?|(?P<sign>[-(])"
    rf"|{PATTERN}(?P<call>\s*\()?)"
)
BEHIND: Final = re.compile(COORDINATES)
OF_ENTITY: Final = re.compile(r"/(\()")  # behind the name of an entity, before a formula in brackets
ARITHMETIC: Final = re.compile(r"\s*([-+*/])")
OPERATOR: Final = re.compile(rf"\s*([-+*/]|<=|>=|!=|==|[<>=≤≥≠]|(?<![\w%])(?:and|or){END})")
KEYWORD: Final = re.compile(rf"\s*(and|or|not){END}")
ENDED: Final = re.compile(rf"[),]|\Z|(?:and|or){END}")  # a condition
QUANTITY: Final = re.compile(
    r"\s*([-+]?[0-9](?:,[0-9]{3}|[^()<>=!≤≥≠,])*?)"
    rf"(?=\s*(?:[()<>=!≤≥≠]|,(?![0-9]{{3}})|\Z|(?<=\s)(?:and|or){END}))"
)
MISREAD: Final = re.compile(r"[-+]?[0-9.,]+\s*([^\s0-9.,*/+-][^*/+-]*)")
HALF_A_DATE: Final = re.compile(r"-\d")
ENDS_IN_YEAR: Final = re.compile(r"(?<![0-9-])[0-9]{4}\Z")
WORD: Final = re.compile(r"[^\W_]\w*(?:\.\w+)*|[<>!=]=|\S")
SPACE: Final = re.compile(r"\s*")

# What is said of a place where something else stands.
LEGAL: Final = {
    "formula": re.compile(r"[a-z0-9.,()*/+-]"), "claim": re.compile(r"[a-z0-9.,()*/+<>=≤≥≠-]|!="),
}  # fmt: skip
OPERAND: Final = {
    "formula": "a number, a reference, a function or (", "claim": "a formula, or a number with its unit,"
}  # fmt: skip
OPERATORS: Final = {"formula": "one of + - * /", "claim": "a comparison, and, or, or one of + - * /"}
HINTS: Final = {
    "%": "it stands behind a number, as in 100% - margin",
    "@": "behind it a period is expected, such as 2025Q4, FY2025, 2025-10, 2025-12-31 or -1Y",
}
