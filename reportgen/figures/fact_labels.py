"""What a fact is called: by its own label, its concept's, or, where a formula stands in a concept's place, by words
that the language composes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from reportgen.facts.base import Fact, FactBase
from reportgen.facts.forming import recognised, spelt
from reportgen.facts.formula import Call, Constant, Expression, Input, Negative, Operation, inputs, substitute
from reportgen.facts.naming import is_formula, terms, unit_in_place
from reportgen.facts.reference import SCENARIOS, Coordinates
from reportgen.facts.unit import RATIOS
from reportgen.figures.dates import period_label, whole_year
from reportgen.languages import LANGUAGES, pick
from reportgen.languages.formula_labels import Composing
from reportgen.languages.pack import Language


def fact_label(base: FactBase, fact: Fact, language: str) -> str:
    """What a fact is called in an appendix: its concept, after the entity where that is not the edition's own."""
    labels = _Labels(base, LANGUAGES[language], fact.at)
    text = pick(fact.label, language) if fact.label else labels.of_concept(fact.at)
    return text if fact.at.entity == base.entity else _whose(base, fact.at, text, LANGUAGES[language])


def label_within(base: FactBase, label: str, language: str) -> str:
    """A label within a sentence: “net income”, but “EPS”, and “AWS revenue”."""
    return _within(base, label, LANGUAGES[language])


def called(base: FactBase, at: Coordinates, words: str, language: str) -> str:
    """Other words for what is measured somewhere, with its segment and its company, as a label has them."""
    pack, segment = LANGUAGES[language], base.concepts.segment_of(at.concept)
    if segment:
        words = pack.composing.of_segment(pick(base.concepts.segments[segment], language), words)
    return words if at.entity == base.entity else _whose(base, at, words, pack)


def label_in_full(base: FactBase, fact: Fact, language: str) -> str:
    """The same, with scenario and period where they are not what a reader takes for granted: “Revenue (guidance,
    2026)”."""
    pack, at = LANGUAGES[language], fact.at
    away = at.period not in (base.period, base.period.at_end())
    period = period_label(at.period, language, short=True) if away else ""
    return noted(fact_label(base, fact, language), (pack.scenarios.note(at.scenario), period), pack)


def noted(label: str, notes: Iterable[str], pack: Language, *, within: bool = False) -> str:
    """A label with what else is said of it in brackets; never in two pairs of them: within those that it ends in, or
    behind a comma where these say of which period or scenario an input is, unless `within` them all the same."""
    marks, said = pack.marks, pack.marks.comma.join(filter(None, notes))
    opening, closing = marks.brackets.strip().split("{}")
    if not said:
        return label
    if not label.endswith(closing) or opening not in label:
        return label + marks.brackets.format(said)
    inner = label[label.rindex(opening) + 1 : -len(closing)]
    of_input = not within and (re.search(r"\d", inner) or inner in map(pack.scenarios.note, SCENARIOS[1:]))
    return (
        f"{label}{marks.comma}{said}" if of_input else f"{label[: -len(closing)]}{marks.comma}{said}{closing}"
    )


def formula_in_words(base: FactBase, at: Coordinates, formula: Expression, language: str) -> str:
    """What a formula bound at some coordinates computes, as words within a sentence: “operating cash flow less capital
    expenditure”."""
    labels = _Labels(base, LANGUAGES[language], at)
    return _within(base, labels.words(formula), LANGUAGES[language])


def _whose(base: FactBase, at: Coordinates, text: str, pack: Language) -> str:
    """A label with the company before it, “Alphabet capital expenditure”, or behind it where it begins with the name
    of a segment: “Google Cloud revenue (Alphabet)”."""
    name = pick(base.entities[at.entity].short, pack.tag)
    if text.startswith(name):
        return text
    first = next(inputs(recognised(base, at))).at if is_formula(at.concept) else at
    of_segment = base.concepts.segment_of(first.concept)
    return noted(text, (name,), pack) if of_segment else pack.composing.of_segment(name, text)


def _within(base: FactBase, text: str, pack: Language) -> str:
    """A label within other words: English goes on in lower case, but for names."""
    owners = (*(entity.short for entity in base.entities.values()), *base.concepts.segments.values())
    named = any(text.startswith(pick(words, pack.tag)) for words in owners)
    return text if named else pack.composing.inner(text)


_OF_LISTS: Final = ("sum", "average", "min", "max")


@dataclass(frozen=True)
class _Labels:
    """Labels as a fact at `home` has them: what differs from where it stands is said of an input, the rest is not."""

    base: FactBase
    pack: Language
    home: Coordinates

    def of_concept(self, at: Coordinates) -> str:
        """The label of a concept, or the words for the formula that stands in its place."""
        label = self.base.concept_at(at).label
        if label or not is_formula(at.concept):
            return pick(label, self.pack.tag)
        text = self.words(recognised(self.base, at))
        return text[:1].upper() + text[1:]

    @property
    def _composing(self) -> Composing:
        return self.pack.composing

    def words(self, node: Expression) -> str:
        """What a bound formula computes."""
        words = self._composing
        if given := self._given(node):
            return given
        match node:
            case Input(at):
                return self._input(at)
            case Constant(value, ratio):
                return f"{float(value / RATIOS.get(ratio, 1)):g}" + self.pack.figures.ratios[ratio]
            case Negative(term):
                return words.negative.format(self._inner(term))
            case Call(function, arguments):
                return self._called(function, arguments)
            case Operation("-", now, base) if _expected(now, base):
                return words.gap.format(self._term(now))
            case Operation("+", Operation("+"), _):
                return words.functions["sum"].format(self._listed(terms(node)))
            case Operation(symbol, left, right):
                by_number = symbol == "/" and isinstance(right, Constant)
                wording = words.arithmetic["÷" if by_number else symbol]
                first = self.words(left) if _goes_on(left, symbol, wording) else self._term(left)
                return wording.format(first, self._inner(right))
        raise AssertionError(node)

    def _called(self, function: str, arguments: tuple[Expression, ...]) -> str:
        words, first = self._composing, arguments[0]
        if function in _OF_LISTS:
            return words.functions[function].format(self._listed(arguments))
        if function in ("growth", "change") and len(arguments) > 1:
            return self._compared(function, *arguments)
        if function in ("growth", "change"):
            return self._on_year(function, first)
        others = (self._inner(other) for other in arguments[1:])
        return words.functions[function].format(self._term(first), *others)

    def _term(self, node: Expression) -> str:
        """A term before other words, arithmetic in brackets."""
        return self._bracketed(node, self.words(node))

    def _bracketed(self, node: Expression, text: str) -> str:
        loose = isinstance(node, Operation | Negative) and not self._given(node)
        return self.pack.marks.brackets.format(text).strip() if loose else text

    def _listed(self, arguments: tuple[Expression, ...]) -> str:
        *before, last = map(self._inner, arguments)
        said = filter(None, (self.pack.marks.enumeration.join(before), last))
        return self.pack.claims.last.join(said)

    def _given(self, node: Expression) -> str:
        """The label that an author gave to a formula within this one."""
        if not self.base.relabelled or isinstance(node, Input | Constant):
            return ""
        concept = self.base.relabelled.get(spelt(self.base, node, self.home))
        return pick(concept.label, self.pack.tag) if concept else ""

    def _inner(self, node: Expression) -> str:
        """Words within others."""
        return self._bracketed(node, _within(self.base, self.words(node), self.pack))

    def _compared(self, function: str, now: Expression, base: Expression) -> str:
        """Growth or change from something else than a year ago."""
        words = self._composing
        at = _measure(now)
        if (
            at is None
            or not isinstance(base, Input)
            or (at.entity, at.concept) != (base.at.entity, base.at.concept)
        ):
            return words.functions[f"{function}_against"].format(self._term(now), self._inner(base))
        if base.at.period == at.period.shift(-3) and at.period.months in (0, 3):
            ratio = function == "change" and self._ratio(now)
            said = words.points_on_quarter if ratio else words.functions[f"{function}_on_quarter"]
            return said.format(self.words(now))
        if base.at.period == at.period.shift(-12):
            return self._on_year(function, now)  # a forecast on what came of last year
        since = period_label(base.at.period, self.pack.tag, short=True)
        return words.functions[f"{function}_since"].format(self.words(now), since)

    def _on_year(self, function: str, now: Expression) -> str:
        words = self._composing
        change = words.points_on_year if self._ratio(now) else words.change_on_year
        wording = change if function == "change" else words.functions[function]
        measured = _measure(now)
        period = measured.period if measured else self.home.period
        own = period.calendar
        if own and whole_year(period):
            wording = words.of_full_year(wording, not own.civil)
        return wording.format(self._term(now))

    def _ratio(self, node: Expression) -> bool:
        unit = unit_in_place(node, lambda item: self.base.concept_at(item.at).unit)
        return bool(unit.ratio)

    def _input(self, at: Coordinates) -> str:
        """An input by its label, and what of its coordinates is not the fact's own."""
        text = self.of_concept(at)
        if at.entity != self.home.entity:
            text = _whose(self.base, at, text, self.pack)
        more = [self.pack.scenarios.note(at.scenario)] if at.scenario != self.home.scenario else []
        if at.period.at_end() != self.home.period.at_end() or self._longer(at):
            more.append(period_label(at.period, self.pack.tag, short=True))
        return noted(text, more, self.pack)

    def _longer(self, at: Coordinates) -> bool:
        """True for another length of time than the fact's."""
        lengths = {at.period.months, self.home.period.months}
        return len(lengths) > 1 and 0 not in lengths


def _goes_on(left: Expression, symbol: str, wording: str) -> bool:
    """True where what a term is added to or taken from reads on: “cash flow less capital expenditure less rent”."""
    added = isinstance(left, Operation) and left.operator in "+-" and symbol in "+-"
    return added and wording.startswith("{}") and wording.endswith("{}")


def _measure(node: Expression) -> Coordinates | None:
    """What is measured by a plain input, or an end or the middle of one; None for anything else."""
    if isinstance(node, Call) and node.function in ("midpoint", "low", "high"):
        (node,) = node.arguments
    return node.at if isinstance(node, Input) else None


def _expected(now: Expression, base: Expression) -> bool:
    """True where a figure is set against what was expected of it."""
    if isinstance(now, Call) and now.function in ("midpoint", "low", "high"):
        (now,) = now.arguments
    consensus = substitute(now, lambda item: Input(replace(item.at, scenario="consensus"), item.part))
    return base == consensus != now
