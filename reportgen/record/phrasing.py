"""Conditions of claims in words: each fact by its name, with its value, as a reader would say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportgen.checks.conditions import Between, Comparison, Condition, Junction, Negation, Peak, Term
from reportgen.facts.base import FactBase
from reportgen.facts.formula import Call, Expression, Input
from reportgen.facts.quantity import Quantity
from reportgen.facts.spelt_formula import spell
from reportgen.facts.unit import CALENDAR
from reportgen.figures.display import NumberStyle, period_label, show
from reportgen.figures.fact_labels import fact_label, noted
from reportgen.languages.pack import ClaimWords, Language

Values = Mapping[Input, Quantity]


@dataclass(frozen=True)
class Phrasing:
    """How conditions on some facts, with their values, read in a language."""

    base: FactBase
    number_style: NumberStyle
    values: Values

    def condition(self, condition: Condition, inner: bool = False, more: bool = False) -> str:
        """A condition in words: "EPS ($1.95) below consensus ($1.97)".

        `inner` puts conditions that are joined within others into brackets; `more` is True where another follows.
        """
        words = self._words
        match condition:
            case Comparison(sign, left, right):
                return self._clause(sign, more, left, right)
            case Between(term, low, high):
                return self._clause("between", more, term, low, high)
            case Peak(_, term, others):
                named = self._listed(self._term(other, beside=term) for other in others)
                return self._clauses(more, term)["peak"].format(self._term(term), named)
            case Negation(part):
                return words.negation.format(self.condition(part))
            case Junction(word, parts):
                *first, last = parts
                joined = [self.condition(part, True, word == "and") for part in first]
                joint = words.conjunction if word == "and" else words.disjunction
                text = joint.join((*joined, self.condition(last, True, more)))
                return words.brackets.format(text) if inner else text

    def _clause(self, sign: str, more: bool, first: Term, *others: Term) -> str:
        said = (self._term(other, beside=first) for other in others)
        return self._clauses(more, first)[sign].format(self._term(first), *said)

    def _clauses(self, more: bool, first: Term) -> Mapping[str, str]:
        """What is said of a comparison that begins with a term: a year is earlier than another, not lower."""
        words = self._words
        plain, dated = (words.followed, words.dated_followed) if more else (words.compared, words.dated)
        return {**plain, **dated} if self._is_date(first) else plain

    def _is_date(self, term: Term) -> bool:
        if term.number is not None:
            return str(term.number.unit) in CALENDAR
        named = term.expression
        return isinstance(named, Input) and str(self.values[named].unit) in CALENDAR

    def _term(self, term: Term, beside: Term | None = None) -> str:
        if term.number is not None:
            return self._number(term.number, term.text)
        return self._expression(term.expression, beside.expression if beside else None)

    def _number(self, number: Quantity, text: str) -> str:
        if str(number.unit):
            return show(number, self.number_style, full=True)
        return text if number.point else self._words.zero

    # ---- names of facts

    def _fact(self, item: Input) -> str:
        """A fact by its label, with what a reader does not take for granted of it, and its value."""
        at, base = item.at, self.base
        away = at.period not in (base.period, base.period.at_end())
        period = period_label(at.period, self._pack.tag, short=True) if away else ""
        more = (self._pack.scenarios.note(at.scenario), period)
        return self._valued(item, fact_label(base, base.facts[at], self._pack.tag), *filter(None, more))

    def _beside(self, item: Input, other: Input) -> str:
        """A fact beside another: by its scenario and its period, where both are of one measure and these differ."""
        here, there = item.at, other.at
        if (here.entity, here.concept) != (there.entity, there.concept) or here == there:
            return self._fact(item)
        scenario = self._pack.scenarios.note(here.scenario) if here.scenario != there.scenario else ""
        period = period_label(here.period, self._pack.tag) if here.period != there.period else ""
        name = self._pack.marks.comma.join(filter(None, (scenario, period)))
        return self._valued(item, name) if name else self._fact(item)

    def _valued(self, item: Input, name: str, *more: str) -> str:
        ends = {"low": self._words.low, "high": self._words.high}
        value = show(self.values[item], self.number_style.guarded, full=True)
        return noted(ends.get(item.part, "{}").format(name), (*more, value), self._pack, within=True)

    # ---- formulas

    def _expression(self, expression: Expression, beside: Expression | None = None) -> str:
        """A formula in words; a fact behind another one by what sets it apart."""
        if isinstance(expression, Input) and isinstance(beside, Input):
            return self._beside(expression, beside)
        return spell(expression, self._fact, self._called)

    def _called(self, call: Call) -> str:
        words, arguments = self._words, call.arguments
        match call.function:
            case "min" | "max":
                return (words.lowest if call.function == "min" else words.highest).format(
                    self._list(arguments)
                )
            case "abs":
                return words.size.format(self._expression(arguments[0]))
        between = words.growth if call.function == "growth" else words.range
        first, second = arguments
        return between.format(self._expression(first), self._expression(second, first))

    def _list(self, items: Sequence[Expression]) -> str:
        """A list; one of sizes alone has its word once."""
        inner = [item.arguments[0] for item in items if isinstance(item, Call) and item.function == "abs"]
        if len(inner) == len(items):
            return self._words.size.format(self._listed(map(self._expression, inner)))
        return self._listed(map(self._expression, items))

    def _listed(self, said: Iterable[str]) -> str:
        *first, last = said
        return self._words.last.join(filter(None, (self._pack.marks.enumeration.join(first), last)))

    @property
    def _pack(self) -> Language:
        return self.number_style.pack

    @property
    def _words(self) -> ClaimWords:
        return self._pack.claims


def repeats(condition: Condition, values: Values) -> bool:
    """True where a condition says no more than a figure that it names.

    That is so where each of its parts, if there are several joined by `and`, holds a single fact against zero, or
    against the very number that the fact is ("10 years" = 10 years), and not more than one is held against zero:
    whoever reads "rose 14%" has read the condition.
    """
    parts = condition.parts if isinstance(condition, Junction) and condition.word == "and" else (condition,)
    thresholds = [_own_threshold(part, values) for part in parts]
    return None not in thresholds and thresholds.count("zero") <= 1


def _own_threshold(part: Condition, values: Values) -> str | None:
    """What a comparison of one fact with a number holds it against: "zero", "itself", or None for anything else."""
    if not isinstance(part, Comparison):
        return None
    fact, number = (part.left, part.right) if part.left.number is None else (part.right, part.left)
    if not isinstance(fact.expression, Input) or number.number is None:
        return None
    if not number.number.point:
        return "zero"
    return "itself" if number.number.point == values[fact.expression].point else None
