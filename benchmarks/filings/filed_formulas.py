"""Formulas of facts, read and reckoned over the numbers of filings; without any of reportgen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any, Final, NamedTuple

from benchmarks.filings.filed_periods import Calendar, Span

_AT: Final = r"(?:@(?P<period>[-+]?[0-9A-Z]+(?:-[0-9A-Z]+)*))?(?:~(?P<scenario>[a-z]+))?"
_REFERENCE: Final = re.compile(
    rf"(?:(?P<entity>[a-z][a-z0-9_]*)/)?(?P<concept>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*){_AT}"
)
_BEHIND: Final = re.compile(_AT)
_OWNER: Final = re.compile(r"[a-z][a-z0-9_]*/(?=\(|[a-z]+\()")
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(%|points|bps)?")
_RATIOS: Final = {"%": 100, "points": 100, "bps": 10_000}
_CORNERS: Final = 8  # inputs, of which all corners are tried
# Units of quotients, and of their differences, which an edition may declare in several ways.
RATIO, GAP = "a ratio", "a difference of ratios"
FITS: Final = {RATIO: {"%", "x", ""}, GAP: {"points", "bps", "x", ""}}
Tree = tuple[Any, ...]


class Unknown(ValueError):
    """What cannot be reckoned, and why."""


class NotMeaningful(ValueError):
    """What has no value: a growth on what is not above zero, a quotient of zero."""


class Sized(NamedTuple):
    """A value in base units (0.163 for 16.3%) and its unit; "" of what has none, None of one that is not followed."""

    value: Fraction
    unit: str | None


@dataclass
class _Reader:
    text: str
    at: int = 0

    def formula(self) -> Tree:
        tree = self._product()
        while sign := self._sign("+-"):
            tree = (sign, tree, self._product())
        return tree

    def _product(self) -> Tree:
        tree = self._factor()
        while sign := self._sign("*/"):
            tree = (sign, tree, self._factor())
        return tree

    def _sign(self, signs: str) -> str:
        self._space()
        here = self.text[self.at : self.at + 1]
        if here and here in signs:
            self.at += 1
            return here
        return ""

    def _space(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match

    def _factor(self) -> Tree:
        if self._sign("-"):
            return "negative", self._factor()
        if number := self._match(_NUMBER):
            return "number", Fraction(number[1]) / _RATIOS.get(number[2], 1), number[2] or ""
        self._match(_OWNER)
        if self._sign("("):
            tree = self.formula()
            self._closed()
            return self._placed(tree)
        reference = self._match(_REFERENCE)
        if reference is None:
            raise Unknown(f"{self.text!r} cannot be read behind {self.text[: self.at]!r}")
        if reference["period"] is None and self.text[self.at : self.at + 1] == "(":
            self.at += 1
            arguments = [self.formula()]
            while self._sign(","):
                arguments.append(self.formula())
            self._closed()
            return self._placed(("call", reference["concept"], tuple(arguments)))
        return "reference", reference["concept"], reference["period"] or "", reference["scenario"] or ""

    def _closed(self) -> None:
        if not self._sign(")"):
            raise Unknown(f"{self.text!r} lacks a bracket behind {self.text[: self.at]!r}")

    def _placed(self, tree: Tree) -> Tree:
        where = self._match(_BEHIND)
        assert where is not None  # it matches nothing, too
        if where["scenario"]:
            raise Unknown(f"~{where['scenario']} is of no filing")
        return ("at", tree, where["period"]) if where["period"] else tree


@lru_cache(maxsize=1024)
def read_formula(text: str) -> Tree:
    """A formula as a tree. Raises Unknown."""
    reader = _Reader(text)
    tree = reader.formula()
    if text[reader.at :].strip():
        raise Unknown(f"{text!r} cannot be read behind {text[: reader.at]!r}")
    return tree


def is_fixed(tree: Tree) -> bool:
    """Whether a formula names a period of its own, so that it is the formula of one period alone."""
    if tree[0] in ("reference", "at"):
        period = tree[2]
        return bool(period and period[0] not in "+-") or (tree[0] == "at" and is_fixed(tree[1]))
    return any(is_fixed(one) for one in _below(tree))


def _below(tree: Tree) -> tuple[Tree, ...]:
    if tree[0] == "call":
        return tuple(tree[2])
    return tuple(one for one in tree[1:] if isinstance(one, tuple))


def months_told(tree: Tree, concept: str, calendar: Calendar, times: int = 1) -> Counter[int]:
    """How often each month goes into a sum of a concept's own periods, counted from the year 0. Raises Unknown where a
    formula is no such sum, and NoPeriod."""
    match tree:
        case ("reference", name, period, "") if name == concept and period:
            return months_of(calendar.span(period), times)
        case ("negative", inner):
            return months_told(inner, concept, calendar, -times)
        case ("+" | "-" as sign, left, right):
            told = months_told(left, concept, calendar, times)
            told.update(months_told(right, concept, calendar, times if sign == "+" else -times))
            return told
    raise Unknown("no sum of its own periods")


def months_of(span: Span, times: int = 1) -> Counter[int]:
    """The months of a span, each so many times."""
    last = round(span.end.year * 12 + span.end.month + (span.end.day - 31) / 31)
    return Counter(dict.fromkeys(range(last - span.months + 1, last + 1), times))


@dataclass(frozen=True)
class Reckoning:
    """Formulas over what `look_up` gives for a concept and a span."""

    calendar: Calendar
    look_up: Callable[[str, Span], Sized]

    def value(self, tree: Tree, home: Span, back: int = 0) -> Sized:
        """The value where what names no period is at `home`, all of it so many months `back`. Raises Unknown, NoPeriod
        and NotMeaningful."""
        match tree:
            case ("number", size, unit):
                return Sized(size, "" if unit == "%" else unit)
            case ("negative", inner):
                value, unit = self.value(inner, home, back)
                return Sized(-value, unit)
            case ("at", inner, period):
                return self.value(inner, self.calendar.span(period, home), back)
            case ("reference", concept, period, scenario):
                if scenario not in ("", "actual"):
                    raise Unknown(f"{concept}~{scenario} is of no filing")
                return self.look_up(concept, self.calendar.span(period, home).shifted(-back))
            case ("call", name, arguments):
                return self._called(name, arguments, home, back)
        sign, left, right = tree
        return _combined(sign, self.value(left, home, back), self.value(right, home, back))

    def _timed(self, name: str, argument: Tree, home: Span, back: int) -> Sized:
        """A function that asks for a time: twelve months, or how many days there are."""
        if name == "trailing":
            return self.value(argument, replace(home, months=12), back)
        first, last = self.calendar.days_of(home.shifted(-back))
        return Sized(Fraction((last - first).days + 1 if first else 0), "days")

    def _called(self, name: str, arguments: tuple[Tree, ...], home: Span, back: int) -> Sized:
        if name in ("trailing", "days"):
            return self._timed(name, arguments[0], home, back)
        values = [self.value(one, home, back) for one in arguments]
        first = values[0]
        if name in ("growth", "change") and len(values) == 1:
            values.append(self.value(arguments[0], home, back + 12))
        match name:
            case "growth":
                return growth_of(first, values[1])
            case "change":
                return _combined("-", first, values[1])
            case "share" | "multiple":
                return _combined("/", first, values[1])._replace(unit="%" if name == "share" else "x")
            case "sum" | "average":
                total = values[0]
                for one in values[1:]:
                    total = _combined("+", total, one)
                return total._replace(value=total.value / (len(values) if name == "average" else 1))
            case "min" | "max":
                return (min if name == "min" else max)(values, key=lambda one: one.value)
            case "abs" | "positive":
                return _above_zero(first) if name == "positive" else first._replace(value=abs(first.value))
            case "annualised":
                months = self._months(arguments[0], home)
                return first._replace(value=first.value * 12 / months)
        raise Unknown(f"{name}() is not reckoned here")

    def _months(self, tree: Tree, home: Span) -> int:
        months = self.calendar.span(tree[2], home).months if tree[0] == "reference" else 0
        if not months:
            raise Unknown("annualised() of what has no length")
        return months


def _above_zero(value: Sized) -> Sized:
    if value.value <= 0:
        raise NotMeaningful("what is not above zero")
    return value


def growth_of(new: Sized, old: Sized) -> Sized:
    """By which part the new is above the old. Raises NotMeaningful."""
    if old.value <= 0:
        raise NotMeaningful("growth on a base that is not positive")
    if old.unit != new.unit:
        raise Unknown(f"growth of {new.unit} on {old.unit}")
    return Sized(new.value / old.value - 1, "%")


def _combined(sign: str, left: Sized, right: Sized) -> Sized:
    if sign in "+-":
        value = left.value + right.value * (1 if sign == "+" else -1)
        return Sized(value, _unit_of_sum(sign, left.unit, right.unit))
    if sign == "*":
        units = {left.unit, right.unit} - {"", "%", "x"}
        return Sized(left.value * right.value, units.pop() if len(units) == 1 else None)
    if not right.value:
        raise NotMeaningful("a quotient of zero")
    unit = left.unit if right.unit == "" else RATIO if left.unit and left.unit == right.unit else None
    return Sized(left.value / right.value, unit)


def _unit_of_sum(sign: str, left: str | None, right: str | None) -> str | None:
    """A difference of percentages is in points, what is left of 1 or 100% in per cent; others are of one unit."""
    if left == right:
        return {"%": "points", RATIO: GAP}.get(left or "", left) if sign == "-" else left
    if left == "" and right in ("%", RATIO):
        return "%"
    if None in (left, right) or {left, right} <= {"", "%", "points", "bps", "x", RATIO, GAP}:
        return None
    raise Unknown(f"{left} {sign} {right}")


def spread(
    reckon: Callable[[Mapping[Any, Fraction]], Fraction], leaves: Mapping[Any, Any]
) -> tuple[Fraction, Fraction]:
    """The least and the greatest result over what the inputs leave open. `leaves` has the ends of each. All corners are
    tried; of many inputs, each is moved alone to see which way it moves the result, and then all at once."""
    if len(leaves) <= _CORNERS:
        corners = product(*leaves.values())
        results = [reckon(dict(zip(leaves, corner, strict=True))) for corner in corners]
        return min(results), max(results)
    middle = {key: (low + high) / 2 for key, (low, high) in leaves.items()}
    least, greatest = dict(middle), dict(middle)
    for key, (low, high) in leaves.items():
        rises = reckon(middle | {key: high}) >= reckon(middle | {key: low})
        least[key], greatest[key] = (low, high) if rises else (high, low)
    return reckon(least), reckon(greatest)
