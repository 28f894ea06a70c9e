"""The fact base: entities, sources, concepts and facts, as immutable values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from reportgen.errors import Locus, nearest
from reportgen.facts.calendars import Calendar
from reportgen.facts.forming import at_formula, compose_concept, definition_at, form, missing_inputs
from reportgen.facts.formula import Expression, Formula, NamedFormulas, Names
from reportgen.facts.interval import Interval, NoValue
from reportgen.facts.naming import has_arithmetic, is_formula
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates, Reference, parse_reference
from reportgen.facts.unit import Unit
from reportgen.languages import LANGUAGES, pick

if TYPE_CHECKING:
    from reportgen.facts.concepts import Concepts

_T = TypeVar("_T")
Translations = Mapping[str, str]  # language → text
TIE_OUT: Final = "RG3"  # how the codes of tie-out's findings begin


@dataclass(frozen=True)
class Entity:
    """A company, the calendar by which it reports, and in which `currency`: its ISO code, "" where nothing says so.

    `whole` are the concepts per share that it states in its currency, where it states others in hundredths of that:
    in pence. It is None for a company that states none so.

    `isin` and `lei` are those of its shares and of itself, "" where they are not given.
    """

    id: str
    name: Translations
    short: Translations
    calendar: Calendar
    currency: str = ""
    isin: str = ""
    lei: str = ""
    whole: frozenset[str] | None = None

    def in_hundredths(self, concept: str) -> bool:
        """Whether amounts per share of a concept are told in hundredths of the currency, as what is stated of it is,
        or, where nothing is, what is stated of others."""
        return self.whole is not None and concept not in self.whole


@dataclass(frozen=True)
class Source:
    """Where statements come from. `published` is an ISO date; `publisher` is who brought it out, if it is named. Its
    text is in `file`, by path from the edition or from the project's folder of sources, with this SHA-256; "" where
    nothing says so; `ship` puts a copy of it beside the documents."""

    id: str
    title: Translations
    published: str
    language: str
    publisher: Translations = field(default_factory=dict)
    file: str = ""
    sha256: str = ""
    ship: bool = False
    locus: Locus | None = None

    def credit(self, language: str) -> str:
        """The title as a source line has it, behind its publisher where that is named and not in the title."""
        title = pick(self.title, language)
        publisher = pick(self.publisher, language) if self.publisher else ""
        if not publisher or publisher in title:
            return title
        comma = ", " if title.isascii() else LANGUAGES[language].marks.comma
        return f"{publisher}{comma}{title}"


@dataclass(frozen=True)
class Concept:
    """What is measured, in which unit, over time or at an instant, and on which basis.

    For the sanity rules: the concepts that add up to it, the one that it is a part of, whether it cannot be negative,
    whether its quarters add to its year, and the only length of period (`quarter`, `half`, `year`) that it has, or "".
    `kind` is what a standard concept measures, "" where the unit is the same for every entity. `beside` and
    `definition` are those of `StandardConcept`.
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
    beside: tuple[str, ...] = ()
    definition: Translations = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """What a source says a fact is: the value, the source and locator, the figure as printed there.

    `scale` is the power of ten in the head of its table, None where nothing says it; `excerpt` are words of the source,
    `literal` the value as the file writes it.
    """

    quantity: Quantity
    source: str
    locator: str
    printed: str
    locus: Locus
    scale: int | None = None
    excerpt: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Recomputation:
    """A further formula that recomputes a fact, and what came of it, as in `Fact`."""

    formula: Formula
    implied: bool = False
    working: Expression | None = None
    computed: Quantity | None = None
    trouble: str = ""
    awaits: tuple[Coordinates, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One value at one set of coordinates.

    `stated` are the tellings of it and `prefer` the index of the one that counts; `formula` recomputes it, and so do
    those of `further`. It is `implied` where it is the fact's own name. After `derive`, `quantity` is the value that is
    printed (stated before computed), `sharp` what several agreeing statements say together (None where one stands
    alone), `computed` the recomputed value, `working` the bound formula, and `trouble` says why there is no computed
    value; `no_value` is why there is no value at all, where the formula gives none that means anything. `accepted`
    gives the reasons for printing the fact all the same, by the finding's code; "" stands for all that tie-out may
    find. One that is `open` is still to be filled in; `awaits` are those that a fact's value or formula waits for.
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
    sharp: Quantity | None = None
    computed: Quantity | None = None
    working: Expression | None = None
    trouble: str = ""
    no_value: NoValue | None = None
    open: bool = False
    awaits: tuple[Coordinates, ...] = ()

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
            trouble=other.trouble, awaits=other.awaits, further=(),
        )  # fmt: skip

    @property
    def operand(self) -> Quantity | None:
        """The value that formulas and claims take in."""
        return self.sharp or self.quantity

    @property
    def telling(self) -> Statement | None:
        """The statement that counts."""
        return self.stated[self.prefer] if self.stated else None


@dataclass(frozen=True)
class FactBase:
    """All facts of an edition, and what a left-out coordinate means there.

    `named` are the concepts that have a name, `relabelled` formulas that were given a label or a unit of their own.
    Where it is `sourced`, every statement has to be held against its source.
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
    sourced: bool = False
    relabelled: Mapping[str, Concept] = field(default_factory=dict)
    formulas: NamedFormulas = field(default_factory=dict)
    roots: Mapping[Coordinates, Expression] = field(default_factory=dict)

    def with_facts(self, facts: Mapping[Coordinates, Fact]) -> FactBase:
        """The same base with other facts."""
        return replace(self, facts=facts)

    def concept_at(self, at: Coordinates) -> Concept:
        """The concept of some coordinates; one of money is measured in the currency of their entity."""
        if is_formula(at.concept):
            return self.composed(at)
        entity = self.entities[at.entity]
        return self.concepts.measured(at.concept, entity.currency, entity.in_hundredths(at.concept))

    def composed(self, at: Coordinates) -> Concept:
        """The formula in the place of a concept. Raises BadReference where it is none of this fact base."""
        key = at.entity, at.concept
        if key not in self._compositions:
            self._compositions[key] = self.relabelled.get(at.concept) or compose_concept(self, at)
        return self._compositions[key]

    @cached_property
    def _compositions(self) -> dict[tuple[str, str], Concept]:
        return {}

    def once(self, work: Callable[[FactBase], _T]) -> _T:
        """What `work`, which depends on the base alone, gives for it: done when it is first asked for."""
        done: dict[Callable[[FactBase], _T], _T] = vars(self).setdefault("_done", {})
        if work not in done:
            done[work] = work(self)
        return done[work]

    # ---- where a reference leads

    def locate(self, reference: Reference, near: Coordinates | None = None) -> Coordinates:
        """The coordinates that a reference means, its left-out parts taken from `near` or from the edition; a scenario
        that nothing gives is the actual one.

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
        scenario = reference.scenario or (near.scenario if near else "actual")
        return Coordinates(entity, reference.concept, period, scenario)

    def _instant(self, name: str, entity: str, offset: int) -> bool:
        """Whether a concept stands at instants. A formula that is placed somewhere has no name yet."""
        if not name:
            return False
        if is_formula(name):
            return self.composed(Coordinates(entity, name, self.period)).instant
        concept = self.concepts.get(name)
        if concept is None:
            raise BadReference(f"unknown concept {name!r}{self.concepts.nearest(name)}", offset)
        return concept.instant

    def _period(self, text: str, entity: str, near: Period, offset: int) -> Period:
        calendar = self.entities[entity].calendar
        try:
            if text and (months := parse_shift(text)) is None:
                return parse_period(text, calendar)
            own = near.within(calendar)  # which another company's period may be, too
            return own.shift(months) if text and months else own
        except PeriodError as error:
            raise BadReference(str(error), offset) from None

    def at(self, reference: str) -> Coordinates:
        """The coordinates that a reference in prose or in an exhibit means, or a formula in its place. Raises
        BadReference."""
        if not self._reads_as_formula(reference):
            return self.locate(parse_reference(reference))
        text = str(reference)
        if (found := self._placed.get(text)) is None:
            found = self._placed[text] = at_formula(self, text)
        return found

    @cached_property
    def _placed(self) -> dict[str, Coordinates]:
        """Where formulas stand that were read before: texts and exhibits have them once for each language."""
        return {}

    def _reads_as_formula(self, text: str) -> bool:
        """True for what is no reference by its form, or would be one of an entity that is a concept: revenue/capex."""
        if has_arithmetic(text):
            return True
        before, stroke, _ = text.partition("/")
        return bool(stroke) and before not in self.entities and before in self.concepts

    @cached_property
    def by_working(self) -> Mapping[tuple[Expression, str], Coordinates]:
        """The facts that have a name of their own, by their formula and its unit; of several the first."""
        found: dict[tuple[Expression, str], Coordinates] = {}
        for at, fact in self.facts.items():
            if fact.working is not None and not fact.implied:
                found.setdefault((fact.working, str(self.concept_at(at).unit)), at)
        return found

    # ---- facts

    def find(self, reference: str) -> Fact:
        """The fact that a reference means, or a formula in its place. Raises BadReference with the nearest names."""
        return self.fact(self.at(reference))

    def fact(self, at: Coordinates) -> Fact:
        """The fact at some coordinates; one that a formula stands for, or that the vocabulary has one for, is computed
        when it is asked for. Raises BadReference."""
        if (fact := self.held(at)) is None:
            raise BadReference(self.unknown(at))
        return fact

    def held(self, at: Coordinates) -> Fact | None:
        """The same, None where there is no such fact: to whoever tries several, which names come nearest is nothing."""
        if (fact := self.facts.get(at)) is not None:
            return fact
        if at not in self.formed:
            formula = at.concept if is_formula(at.concept) else self.concepts.definition(at.concept)
            if not formula or (formula != at.concept and self.define(at) is None):
                return None
            self.formed[at] = form(self, at, formula)
        return self.formed[at]

    def define(self, at: Coordinates) -> Expression | None:
        """What the vocabulary computes a fact from that is not there, bound; None for any other."""
        return definition_at(self, at)

    @cached_property
    def names(self) -> Names:
        """What the names in a formula mean here."""
        return Names(self.locate, self.formulas, self.define, self.over)

    def over(self, period: Period) -> bool:
        """True for a period that had ended with the edition's."""
        return period.end <= self.period.end

    @cached_property
    def formed(self) -> dict[Coordinates, Fact]:
        """Facts that are no part of the base and were asked for."""
        return {}

    def name(self, at: Coordinates) -> str:
        """Coordinates as an author of this edition writes them: without the entity where it is the edition's own."""
        return at.local if at.entity == self.entity else str(at)

    def unknown(self, at: Coordinates) -> str:
        """That there is no such fact, and what its usual formula lacks, or which ones come nearest."""
        said = missing_inputs(self, at) or nearest(str(at), self._names, self.entity + "/")
        return f"there is no fact {self.name(at)}{said}"

    @cached_property
    def _names(self) -> list[str]:
        return [str(at) for at in self.facts]


_NOTHING: Final = Quantity(Fraction(0), Interval(None, None), Unit())


def value_of(fact: Fact) -> Quantity:
    """The fact's value; what is not meaningful is a quantity that nothing is known of. Any other printed fact has
    one."""
    assert fact.quantity is not None or fact.no_value
    return fact.quantity or _NOTHING
