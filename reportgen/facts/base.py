"""The fact base: entities, sources, concepts and facts, as immutable values."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reportgen.errors import Locus
from reportgen.facts.formula import Expression, Formula
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates, Reference, parse_reference
from reportgen.facts.unit import Unit

Words = Mapping[str, str]  # language → text


@dataclass(frozen=True)
class Entity:
    """A company. `fiscal_year_end` is (month, day)."""

    id: str
    name: Words
    short: Words
    fiscal_year_end: tuple[int, int]


@dataclass(frozen=True)
class Source:
    """Where statements come from. `published` is an ISO date."""

    id: str
    title: Words
    published: str
    language: str


@dataclass(frozen=True)
class Concept:
    """What is measured, in which unit, over time or at an instant, and on which basis."""

    id: str
    label: Words
    unit: Unit
    instant: bool
    basis: str
    note: Words | None


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
    value, `working` the bound formula, and `trouble` says why there is no computed value.
    """

    at: Coordinates
    locus: Locus
    stated: tuple[Statement, ...] = ()
    prefer: int = 0
    formula: Formula | None = None
    because: Words | None = None
    accepted: Words | None = None
    label: Words | None = None
    note: Words | None = None
    quantity: Quantity | None = None
    computed: Quantity | None = None
    working: Expression | None = None
    trouble: str = ""

    @property
    def telling(self) -> Statement | None:
        """The statement that counts."""
        return self.stated[self.prefer] if self.stated else None


@dataclass(frozen=True)
class FactBase:
    """All facts of an edition, and what a left-out coordinate means there."""

    file: str
    entity: str
    period: Period
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    units: Mapping[str, Words]
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
            raise BadReference(f"unknown entity {entity!r}{_nearest(entity, self.entities)}")
        concept = self.concepts.get(reference.concept)
        if concept is None:
            raise BadReference(
                f"unknown concept {reference.concept!r}{_nearest(reference.concept, self.concepts)}"
            )
        period = self._period(reference.period, entity, near.period if near else self.period)
        if concept.instant:
            period = period.at_end()
        return Coordinates(entity, reference.concept, period, reference.scenario or "actual")

    def _period(self, text: str, entity: str, near: Period) -> Period:
        if not text:
            return near
        if (months := parse_shift(text)) is not None:
            return near.shift(months)
        try:
            return parse_period(text, self.entities[entity].fiscal_year_end)
        except PeriodError as error:
            raise BadReference(str(error)) from None

    def find(self, reference: str) -> Fact:
        """The fact that a reference in prose or in an exhibit means. Raises BadReference with the nearest names."""
        at = self.locate(parse_reference(reference))
        fact = self.facts.get(at)
        if fact is None:
            raise BadReference(self.unknown(at))
        return fact

    def name(self, at: Coordinates) -> str:
        """The reference as an author of this edition writes it: another company's facts go under its name."""
        return at.local if at.entity == self.entity else str(at)

    def unknown(self, at: Coordinates) -> str:
        """That there is no such fact, and which ones come nearest."""
        return f"there is no fact {self.name(at)}{_nearest(str(at), self._names, self.entity + '/')}"

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


def _nearest(name: str, names: object, prefix: str = "") -> str:
    near = difflib.get_close_matches(name, list(names), 3, 0.6)  # type: ignore[call-overload]
    if not near:
        return ""
    return "; nearest: " + ", ".join(text.removeprefix(prefix) for text in near)
