"""Claims as they were printed: the words, the condition in the reader's terms, what it rests on, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.checks.conditions import ClaimError, Term, read_claim
from reportgen.checks.judging import Truth, judge_condition, spell_claim, values_of
from reportgen.facts.base import FactBase
from reportgen.facts.formula import Input
from reportgen.facts.quantity import Quantity
from reportgen.facts.spelt_formula import spell
from reportgen.facts.text import Text
from reportgen.figures.display import NumberStyle, show
from reportgen.figures.fact_labels import label_in_full
from reportgen.languages.pack import ClaimWords
from reportgen.record.phrasing import Phrasing, repeats


@dataclass(frozen=True)
class Operand:
    """A fact that a claim rests on: what it is called, its value as shown, and its interval."""

    fact: str
    label: str
    shown: str
    quantity: Quantity


@dataclass(frozen=True)
class Claim:
    """A claim as it was printed: its number, the words, the condition as written and in the reader's terms, in figures
    and in words. `repeats` is True where it only repeats a figure that it names (`phrasing.repeats`).

    `exhibit` is the exhibit it stands in; `inline` is False for what is drawn into a picture.
    """

    number: int
    words: str
    expression: str
    condition: str
    in_words: str
    repeats: bool
    operands: tuple[Operand, ...]
    truth: Truth
    verdict: str
    exhibit: str = ""
    inline: bool = True

    @property
    def basis(self) -> tuple[str, ...]:
        """What the claim rests on, each label once."""
        return tuple(dict.fromkeys(operand.label for operand in self.operands))

    @property
    def id(self) -> str:
        """The anchor of the words: c1, c2, … in the order of reading."""
        return f"c{self.number}"

    @property
    def anchor(self) -> str:
        """Where a link to the words leads: the words, or the exhibit where they are part of a picture."""
        return self.id if self.inline else f"x-{self.exhibit}"


@dataclass(frozen=True)
class Assertion:
    """A claim as it stands in a text: its number, its words, the condition as written; `exhibit` and `inline` as in
    `Claim`."""

    number: int
    words: str
    expression: str
    exhibit: str = ""
    inline: bool = True


def state(asserted: Assertion, base: FactBase, number_style: NumberStyle) -> Claim:
    """The claim that an assertion makes. Raises ClaimError where it does not hold on the facts."""
    condition = read_claim(Text(asserted.expression), base)
    judgement = judge_condition(condition, base)
    if judgement.truth is not Truth.TRUE:
        raise ClaimError(f"the claim {asserted.expression!r} is {judgement.truth}")
    values = values_of(condition, base)
    spelling = _Spelling(base, number_style, values)
    return Claim(
        asserted.number,
        " ".join(asserted.words.split()),
        asserted.expression,
        spell_claim(condition, spelling.term, _joints(number_style.pack.claims)),
        Phrasing(base, number_style, values).condition(condition),
        repeats(condition, values),
        tuple(spelling.operand(item, quantity) for item, quantity in values.items()),
        judgement.truth,
        _verdict(judgement.truth, number_style.pack.claims),
        asserted.exhibit,
        asserted.inline,
    )


def _joints(words: ClaimWords) -> Mapping[str, str]:
    return {
        "and": words.conjunction, "or": words.disjunction, "not": words.negation, "brackets": words.brackets,
    }  # fmt: skip


def _verdict(truth: Truth, words: ClaimWords) -> str:
    return {Truth.TRUE: words.holds, Truth.FALSE: words.fails, Truth.UNDECIDABLE: words.undecided}[truth]


@dataclass(frozen=True)
class _Spelling:
    """How the parts of a condition read in a language."""

    base: FactBase
    number_style: NumberStyle
    values: Mapping[Input, Quantity]

    def term(self, term: Term) -> str:
        if term.number is not None:
            return show(term.number, self.number_style, full=True) if str(term.number.unit) else term.text
        return spell(term.expression, lambda item: show(self.values[item], self.number_style, full=True))

    def operand(self, item: Input, quantity: Quantity) -> Operand:
        at = self.base.facts[item.at].at  # by the name under which it stands
        fact = f"{item.part}({at})" if item.part else str(at)
        return Operand(fact, self._label(item), show(quantity, self.number_style, full=True), quantity)

    def _label(self, item: Input) -> str:
        """The fact's label, with the scenario and the period where they are not what a reader takes for granted."""
        return label_in_full(self.base, self.base.facts[item.at], self.number_style.language)
