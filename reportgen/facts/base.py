"""The fact base: entities, sources, concepts and facts, as immutable values."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from reportgen.errors import Locus, nearest
from reportgen.facts.computing import compute
from reportgen.facts.evaluate import unit_of
from reportgen.facts.formula import Expression, Formula, FormulaError, Input, NamedFormulas, bind, inputs
from reportgen.facts.naming import has_arithmetic, home_of, is_formula, recognise, unit_in_place, written
from reportgen.facts.parse import parse_formula
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates, Reference, parse_reference
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit, UnitError
from reportgen.languages import LANGUAGES, pick

if TYPE_CHECKING:
    from reportgen.facts.concepts import Concepts

Translations = Mapping[str, str]  # language → text
TIE_OUT: Final = "RG3"  # how the codes of tie-out's findings begin


@dataclass(frozen=True)
class Entity:
    """A company. `fiscal_year_end` is (month, day); `currency` is the ISO code of what it reports in, "" where nothing
    says so."""

    id: str
    name: Translations
    short: Translations
    fiscal_year_end: tuple[int, int]
    currency: str = ""


@dataclass(frozen=True)
class Source:
    """Where statements come from. `published` is an ISO date; `publisher` is who brought it out, if it is named."""

    id: str
    title: Translations
    published: str
    language: str
    publisher: Translations = field(default_factory=dict)

    def credit(self, language: str) -> str:
        """The title as a source line has it, behind its publisher where that is named and not in the title."""
        title = pick(self.title, language)
        publisher = pick(self.publisher, language) if self.publisher else ""
        if not publisher or publisher in title:
            return title
        comma = ", " if title[:1].isascii() else LANGUAGES[language].marks.comma
        return f"{publisher}{comma}{title}"


@dataclass(frozen=True)
class Concept:
    """What is measured, in which unit, over time or at an instant, and on which basis.

    For the sanity rules: the concepts that add up to it, the one that it is a part of, whether it cannot be negative,
    whether its quarters add to its year, and the only length of period (`quarter`, `half`, `year`) that it has, or "".
    `kind` is what a standard concept measures, "" where the unit is the same for every entity.
    """

    id: str
    label: Translations
    unit: Unit
    instant: bool
    basis: str
    note: Translations | None
    parts: tuple[str, ...] = ()
    part_of: str = ""
    non_negative: bool = False
    adds_up: bool = False
    length: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Statement:
    """What a source says a fact is: the value, the source and locator, the figure as printed there."""

    quantity: Quantity
    source: str
    locator: str
    printed: str
    locus: Locus


@dataclass(frozen=True)
class Recomputation:
    """A further formula that recomputes a fact, and what came of it, as in `Fact`."""

    formula: Formula
    implied: bool = False
    working: Expression | None = None
    computed: Quantity | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Fact:
    """One value at one set of coordinates.

    `stated` are the tellings of it and `prefer` the index of the one that counts; `formula` recomputes it, and so do
    those of `further`. It is `implied` where it is the fact's own name. After `derive`, `quantity` is the value that is
    printed and handed on (stated before computed), `computed` the recomputed value, `working` the bound formula, and
    `trouble` says why there is no computed value. `accepted` gives the reasons for printing the fact all the same, by
    the finding's code; "" stands for all that tie-out may find.
    """

    at: Coordinates
    locus: Locus
    stated: tuple[Statement, ...] = ()
    prefer: int = 0
    formula: Formula | None = None
    further: tuple[Recomputation, ...] = ()
    implied: bool = False
    because: Translations | None = None
    accepted: Mapping[str, Translations] | None = None
    label: Translations | None = None
    note: Translations | None = None
    quantity: Quantity | None = None
    computed: Quantity | None = None
    working: Expression | None = None
    trouble: str = ""

    def reason(self, code: str) -> Translations | None:
        """Why a finding on this fact is accepted; None where it is not."""
        if not self.accepted:
            return None
        return self.accepted.get(code) or (self.accepted.get("") if code.startswith(TIE_OUT) else None)

    def having(self, **changes: object) -> Fact:
        """The same fact with some fields changed; `replace` without its ceremony, for bases of 100,000 facts."""
        made = object.__new__(Fact)
        made.__dict__.update(self.__dict__, **changes)
        return made

    def by(self, other: Recomputation) -> Fact:
        """The same fact with another of its formulas as the one that recomputes it."""
        return self.having(
            formula=other.formula, implied=other.implied, working=other.working, computed=other.computed,
            trouble=other.trouble, further=(),
        )  # fmt: skip

    @property
    def telling(self) -> Statement | None:
        """The statement that counts."""
        return self.stated[self.prefer] if self.stated else None


@dataclass(frozen=True)
class FactBase:
    """All facts of an edition, and what a left-out coordinate means there.

    `named` are the concepts that have a name, `relabelled` formulas that were given a label or a unit of their own.
    `formulas` are the facts whose name is a formula, by that formula bound; `roots` what is derived, in terms of stated
    facts.
    """

    file: str
    entity: str
    period: Period
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    units: Mapping[str, Translations]
    concepts: Concepts
    facts: Mapping[Coordinates, Fact]
    relabelled: Mapping[str, Concept] = field(default_factory=dict)
    formulas: NamedFormulas = field(default_factory=dict)
    roots: Mapping[Coordinates, Expression] = field(default_factory=dict)

    def with_facts(self, facts: Mapping[Coordinates, Fact]) -> FactBase:
        """The same base with other facts."""
        return replace(self, facts=facts)

    def concept_at(self, at: Coordinates) -> Concept:
        """The concept of some coordinates; one of money is measured in the currency of their entity."""
        if is_formula(at.concept):
            return self._composed(at)
        return self.concepts.measured(at.concept, self.entities[at.entity].currency)

    # ---- where a reference leads

    def locate(self, reference: Reference, near: Coordinates | None = None) -> Coordinates:
        """The coordinates that a reference means, its left-out parts taken from `near` or from the edition.

        The fact need not exist. Raises BadReference for an entity, a concept or a period that does not.
        """
        entity = reference.entity or (near.entity if near else self.entity)
        if entity not in self.entities:
            raise BadReference(f"unknown entity {entity!r}{nearest(entity, self.entities)}")
        offset = len(reference.entity) + 1 if reference.entity else 0
        instant = self._instant(reference.concept, entity, offset)
        offset += len(reference.concept) + 1
        period = self._period(reference.period, entity, near.period if near else self.period, offset)
        period = period.at_end() if instant else period
        return Coordinates(entity, reference.concept, period, reference.scenario or "actual")

    def _instant(self, name: str, entity: str, offset: int) -> bool:
        """Whether a concept stands at instants. A formula that is placed somewhere has no name yet."""
        if not name:
            return False
        if is_formula(name):
            return self._composed(Coordinates(entity, name, self.period)).instant
        concept = self.concepts.get(name)
        if concept is None:
            raise BadReference(f"unknown concept {name!r}{self.concepts.nearest(name)}", offset)
        return concept.instant

    def _period(self, text: str, entity: str, near: Period, offset: int) -> Period:
        if not text:
            return near
        if (months := parse_shift(text)) is not None:
            return near.shift(months)
        try:
            return parse_period(text, self.entities[entity].fiscal_year_end)
        except PeriodError as error:
            raise BadReference(str(error), offset) from None

    def at(self, reference: str) -> Coordinates:
        """The coordinates that a reference in prose or in an exhibit means, or a formula in its place. Raises
        BadReference."""
        if self._reads_as_formula(reference):
            return self._at_formula(reference)
        return self.locate(parse_reference(reference))

    def _reads_as_formula(self, text: str) -> bool:
        """True for what is no reference by its form, or would be one of an entity that is a concept: revenue/capex."""
        if has_arithmetic(text):
            return True
        before, stroke, _ = text.partition("/")
        return bool(stroke) and before not in self.entities and before in self.concepts

    def _at_formula(self, text: str) -> Coordinates:
        try:
            tree = parse_formula(Text(text), self.entities).tree
            bound = bind(tree, Coordinates(self.entity, "", self.period), self.locate, self.formulas)
        except FormulaError as error:
            raise BadReference(str(error), error.offset) from None
        if isinstance(bound, Input) and not bound.part:
            return bound.at
        if not any(inputs(bound)):
            raise BadReference(f"the formula {text!r} names no fact")
        at = self._place(bound)
        return self._workings.get((bound, str(self.concept_at(at).unit)), at)

    def _place(self, bound: Expression) -> Coordinates:
        """Where a bound formula stands, and its name there: the same for all spellings of it."""
        home = home_of(bound)
        name = self.spelt(recognise(bound, self._alike), home)
        at = Coordinates(home.entity, name, home.period, home.scenario)
        return replace(at, period=at.period.at_end()) if self.concept_at(at).instant else at

    def spelt(self, node: Expression, home: Coordinates) -> str:
        """A recognised formula as the concept of a fact at `home`."""
        return written(node, home, self._beside)

    def _beside(self, at: Coordinates, home: Coordinates) -> str:
        """A reference that leads from `home` to `at`, as short as there is one."""
        entity = "" if at.entity == home.entity else at.entity
        for period in ("", *_SHIFTS, str(at.period)):
            for scenario in ("", at.scenario):
                reference = Reference(at.concept, entity, period, scenario)
                if self.locate(reference, home) == at:
                    return _spelt(reference)
        raise AssertionError(at)

    @cached_property
    def _workings(self) -> Mapping[tuple[Expression, str], Coordinates]:
        """The facts that have a name of their own, by their formula and its unit; of several the first."""
        found: dict[tuple[Expression, str], Coordinates] = {}
        for at, fact in self.facts.items():
            if fact.working is not None and not fact.implied:
                found.setdefault((fact.working, str(self.concept_at(at).unit)), at)
        return found

    # ---- formulas in the place of concepts

    def bound(self, at: Coordinates, named: NamedFormulas | None = None) -> Expression:
        """The formula that is the name of the fact at some coordinates, bound there; `named` as in `bind`."""
        tree = parse_formula(Text(at.concept), self.entities).tree
        return bind(tree, replace(at, concept=""), self.locate, named)

    def recognised(self, at: Coordinates) -> Expression:
        """The same, with named functions in place of the arithmetic that they stand for."""
        return recognise(self.bound(at), self._alike)

    def _composed(self, at: Coordinates) -> Concept:
        """The formula as a concept. Raises BadReference where it is none of this fact base."""
        if at.concept in self.relabelled:
            return self.relabelled[at.concept]
        key = at.entity, at.concept
        if key not in self._concepts_composed:
            self._concepts_composed[key] = self._compose(replace(at, period=self.period))
        return self._concepts_composed[key]

    @cached_property
    def _concepts_composed(self) -> dict[tuple[str, str], Concept]:
        return {}

    def _compose(self, at: Coordinates) -> Concept:
        try:
            node = self.recognised(at)
            unit = unit_in_place(node, self._unit)
        except (FormulaError, UnitError) as error:
            raise BadReference(str(error)) from None
        used = [self.concept_at(item.at) for item in inputs(node)]
        bases = {concept.basis for concept in used} - {"reported"}
        basis = bases.pop() if len(bases) == 1 else "reported"
        return Concept(at.concept, {}, unit, all(concept.instant for concept in used), basis, None)

    def _unit(self, item: Input) -> Unit:
        return self.concept_at(item.at).unit

    def _alike(self, one: Expression, two: Expression) -> bool:
        """True where two terms are in one unit, so that the one is a share of the other."""
        try:
            return unit_of(one, self._unit).powers == unit_of(two, self._unit).powers
        except UnitError:
            return False

    def _formed(self, at: Coordinates) -> Fact:
        """The fact that a formula stands for. Raises BadReference where it misses an input."""
        tree = parse_formula(Text(at.concept), self.entities)
        try:
            working = bind(tree.tree, at, self.locate, self.formulas)
            fact = compute(
                self, self.facts, Fact(at, Locus(self.file, 1, 1), formula=tree, working=working),
                dict(self.roots), {},
            )  # fmt: skip
        except (FormulaError, UnitError) as error:
            raise BadReference(str(error)) from None
        if fact.quantity is None and not fact.trouble.startswith("not meaningful"):
            raise BadReference(fact.trouble)
        return fact

    # ---- facts

    def find(self, reference: str) -> Fact:
        """The fact that a reference in prose or in an exhibit means, or a formula in its place. Raises BadReference
        with the nearest names."""
        return self.fact(self.at(reference))

    def fact(self, at: Coordinates) -> Fact:
        """The fact at some coordinates, that of a formula computed when it is asked for. Raises BadReference."""
        if (fact := self.facts.get(at)) is not None:
            return fact
        if not is_formula(at.concept):
            raise BadReference(self.unknown(at))
        if at not in self._memo:
            self._memo[at] = self._formed(at)
        return self._memo[at]

    @cached_property
    def _memo(self) -> dict[Coordinates, Fact]:
        return {}

    def name(self, at: Coordinates) -> str:
        """Coordinates as an author of this edition writes them: without the entity where it is the edition's own."""
        return at.local if at.entity == self.entity else str(at)

    def unknown(self, at: Coordinates) -> str:
        """That there is no such fact, and which ones come nearest."""
        return f"there is no fact {self.name(at)}{nearest(str(at), self._names, self.entity + '/')}"

    @cached_property
    def _names(self) -> list[str]:
        return [str(at) for at in self.facts]


_SHIFTS: Final = ("-1Y", "-1Q", "+1Q", "+1Y", "-1H", "-1M", "-2Y", "-2Q")


def _spelt(reference: Reference) -> str:
    entity = f"{reference.entity}/" if reference.entity else ""
    period = f"@{reference.period}" if reference.period else ""
    scenario = f"~{reference.scenario}" if reference.scenario else ""
    return f"{entity}{reference.concept}{period}{scenario}"


def value_of(fact: Fact) -> Quantity:
    """The fact's value; a printed fact has one."""
    assert fact.quantity is not None
    return fact.quantity


def sources_behind(base: FactBase, facts: Iterable[Fact]) -> tuple[str, ...]:
    """The sources that state some facts; where nobody states one, those of the facts that it is computed from."""
    found: dict[str, None] = {}
    waiting = deque(facts)
    seen = {fact.at for fact in waiting}
    while waiting:
        fact = waiting.popleft()
        found.update(dict.fromkeys(statement.source for statement in fact.stated))
        if not fact.stated and fact.working is not None:
            fresh = dict.fromkeys(item.at for item in inputs(fact.working) if item.at not in seen)
            seen.update(fresh)
            waiting.extend(base.facts[at] for at in fresh if at in base.facts)
    return tuple(found)
