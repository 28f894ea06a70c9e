"""The fact base: entities, sources, concepts and facts, as immutable values."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from reportgen.errors import Locus, nearest
from reportgen.facts.formula import Expression, Formula, Input, inputs
from reportgen.facts.interval import Interval, NoValue
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates, Reference, parse_reference
from reportgen.facts.unit import Unit
from reportgen.languages import LANGUAGES, pick

Translations = Mapping[str, str]  # language → text
TIE_OUT: Final = "RG3"  # how the codes of tie-out's findings begin


@dataclass(frozen=True)
class Entity:
    """A company. `fiscal_year_end` is (month, day)."""

    id: str
    name: Translations
    short: Translations
    fiscal_year_end: tuple[int, int]


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


@dataclass(frozen=True)
class Statement:
    """What a source says a fact is: the value, the source and locator, the figure as printed there."""

    quantity: Quantity
    source: str
    locator: str
    printed: str
    locus: Locus


@dataclass(frozen=True)
class Fact:
    """One value at one set of coordinates.

    `stated` are the tellings of it and `prefer` the index of the one that counts; `formula` recomputes it. After
    `derive`, `quantity` is the value that is printed and handed on (stated before computed), `computed` the recomputed
    value, `working` the bound formula, and `trouble` says why there is no computed value; `no_value` is why there is no
    value at all, where the formula gives none that means anything. `accepted` gives the reasons for printing the fact
    all the same, by the finding's code; "" stands for all that tie-out may find.
    """

    at: Coordinates
    locus: Locus
    stated: tuple[Statement, ...] = ()
    prefer: int = 0
    formula: Formula | None = None
    because: Translations | None = None
    accepted: Mapping[str, Translations] | None = None
    label: Translations | None = None
    note: Translations | None = None
    quantity: Quantity | None = None
    computed: Quantity | None = None
    working: Expression | None = None
    trouble: str = ""
    no_value: NoValue | None = None

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

    @property
    def telling(self) -> Statement | None:
        """The statement that counts."""
        return self.stated[self.prefer] if self.stated else None


def value_at(facts: Mapping[Coordinates, Fact], item: Input) -> Quantity | None:
    """The value of a formula's input: all of it, or one end of its range; None where there is none."""
    fact = facts.get(item.at)
    quantity = fact.quantity if fact else None
    if quantity is None or not item.part:
        return quantity
    return quantity.ends[0 if item.part == "low" else 1] if quantity.ends else None


@dataclass(frozen=True)
class FactBase:
    """All facts of an edition, and what a left-out coordinate means there."""

    file: str
    entity: str
    period: Period
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    units: Mapping[str, Translations]
    concepts: Mapping[str, Concept]
    facts: Mapping[Coordinates, Fact]

    def with_facts(self, facts: Mapping[Coordinates, Fact]) -> FactBase:
        """The same base with other facts."""
        return replace(self, facts=facts)

    def locate(self, reference: Reference, near: Coordinates | None = None) -> Coordinates:
        """The coordinates that a reference means, its left-out parts taken from `near` or from the edition.

        The fact need not exist. Raises BadReference for an entity, a concept or a period that does not.
        """
        entity = reference.entity or (near.entity if near else self.entity)
        if entity not in self.entities:
            raise BadReference(f"unknown entity {entity!r}{nearest(entity, self.entities)}")
        concept = self.concepts.get(reference.concept)
        offset = len(reference.entity) + 1 if reference.entity else 0
        if concept is None:
            close = nearest(reference.concept, self.concepts)
            raise BadReference(f"unknown concept {reference.concept!r}{close}", offset)
        offset += len(reference.concept) + 1
        period = self._period(reference.period, entity, near.period if near else self.period, offset)
        if concept.instant:
            period = period.at_end()
        return Coordinates(entity, reference.concept, period, reference.scenario or "actual")

    def _period(self, text: str, entity: str, near: Period, offset: int) -> Period:
        if not text:
            return near
        if (months := parse_shift(text)) is not None:
            return near.shift(months)
        try:
            return parse_period(text, self.entities[entity].fiscal_year_end)
        except PeriodError as error:
            raise BadReference(str(error), offset) from None

    def find(self, reference: str) -> Fact:
        """The fact that a reference in prose or in an exhibit means. Raises BadReference with the nearest names."""
        at = self.locate(parse_reference(reference))
        fact = self.facts.get(at)
        if fact is None:
            raise BadReference(self.unknown(at))
        return fact

    def name(self, at: Coordinates) -> str:
        """Coordinates as an author of this edition writes them: without the entity where it is the edition's own."""
        return at.local if at.entity == self.entity else str(at)

    def unknown(self, at: Coordinates) -> str:
        """That there is no such fact, and which ones come nearest."""
        return f"there is no fact {self.name(at)}{nearest(str(at), self._names, self.entity + '/')}"

    @cached_property
    def _names(self) -> list[str]:
        return [str(at) for at in self.facts]

    def label(self, fact: Fact, language: str) -> str:
        """What a fact is called in an appendix: its concept, after the entity where that is not the edition's own."""
        words = fact.label or self.concepts[fact.at.concept].label
        text = words.get(language) or next(iter(words.values()))
        if fact.at.entity == self.entity:
            return text
        short = self.entities[fact.at.entity].short
        name = short.get(language) or next(iter(short.values()))
        return text if text.startswith(name) else f"{name} {text}"


_NOTHING: Final = Quantity(Fraction(0), Interval(None, None), Unit())


def value_of(fact: Fact) -> Quantity:
    """The fact's value; what is not meaningful is a quantity that nothing is known of. Any other printed fact has
    one."""
    assert fact.quantity is not None or fact.no_value
    return fact.quantity or _NOTHING


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
