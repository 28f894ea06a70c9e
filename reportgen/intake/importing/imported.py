"""What an import gives, before it is written down: a company, its sources, and the facts that these state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reportgen.facts.calendars import Calendar
from reportgen.facts.period import Period

ByLanguage = Mapping[str, str]  # by language


@dataclass(frozen=True)
class ImportedCompany:
    """A company as `entities:` has it: `year_end` is its rule in words ("last sunday of january"), and `calendar` the
    same with its real dates. `names` and `shorts` are its names where several languages have them."""

    id: str
    name: str
    short: str
    currency: str
    year_end: str
    calendar: Calendar
    periods: tuple[Period, ...] = ()
    names: ByLanguage = field(default_factory=dict)
    shorts: ByLanguage = field(default_factory=dict)

    def called(self, period: Period) -> Period:
        """A period under the company's name for it."""
        return period.within(self.calendar)


@dataclass(frozen=True)
class ImportedSource:
    """A report as `sources:` has it. `published` is None where the file does not say when it was filed; without
    `titles` it is called by company, form and period; it is `untitled` where these are but its id. `file` is that of a
    text, "" where facts.yaml cannot name it."""

    id: str
    form: str
    period: Period
    published: date | None
    accession: str = ""
    url: str = ""
    titles: ByLanguage = field(default_factory=dict)
    language: str = ""
    file: str = ""
    untitled: bool = False


@dataclass(frozen=True)
class ImportedTelling:
    """One statement: `value` as facts.yaml writes it, and the number that it stands for with half of the unit of its
    last digit, so that tellings can be compared. `scale` is what the head of a table says, not the figure itself.
    `ends` are those of a range. `beside` are the numbers that its report has in the same context under elements of
    kindred names."""

    value: str
    source: str
    place: str
    printed: str
    number: Decimal
    half_width: Decimal
    scale: str = ""
    beside: tuple[Decimal, ...] = ()
    ends: tuple[Decimal, ...] = ()

    @property
    def element(self) -> str:
        """The element of a filing that it is a number of; the first word of any other place."""
        return self.place.partition(" ")[0]

    def agrees(self, other: ImportedTelling) -> bool:
        """True where one number, rounded, can be both, or both are one range."""
        if self.ends or other.ends:
            return self.ends == other.ends
        return abs(self.number - other.number) <= self.half_width + other.half_width


@dataclass(frozen=True)
class ImportedFact:
    """What is stated at a concept and a period, and the formulas that recompute it or give it. With `prefer` (counted
    from 1) one of the tellings was restated by another."""

    concept: str
    period: Period
    tellings: tuple[ImportedTelling, ...] = ()
    formulas: tuple[str, ...] = ()
    prefer: int = 0
    scenario: str = "actual"

    @property
    def counting(self) -> ImportedTelling:
        """The telling that is printed; only of what is stated."""
        return self.tellings[max(self.prefer, 1) - 1]

    @property
    def key(self) -> str:
        """Its reference in facts.yaml."""
        tail = "" if self.scenario == "actual" else f"~{self.scenario}"
        return f"{self.concept}@{self.period}{tail}"


@dataclass(frozen=True)
class OwnConcept:
    """A concept that no vocabulary has, as `concepts:` declares it."""

    label: ByLanguage
    unit: str
    instant: bool


@dataclass(frozen=True)
class UnknownElement:
    """An element that the vocabulary has no concept for: how many of its numbers were passed over, what they are
    measured in, and whether they stand on a day."""

    element: str
    count: int
    unit: str
    instant: bool


@dataclass(frozen=True)
class Import:
    """All that came in. `concepts` are amounts of segments that lie below zero, unlike their kind (what is paid back to
    customers, eliminations): their labels. `declared` are those of one's own. `axes` says of segments whether they are
    a segment, a product or a region. `passed_over` says why, and how many; `remarks` what a person should look at."""

    company: ImportedCompany
    period: Period
    sources: tuple[ImportedSource, ...]
    segments: Mapping[str, ByLanguage]
    concepts: Mapping[str, ByLanguage]
    facts: tuple[ImportedFact, ...]
    unknown: tuple[UnknownElement, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    declared: Mapping[str, OwnConcept] = field(default_factory=dict)
    axes: Mapping[str, str] = field(default_factory=dict)
