"""What a filing says: its facts, each with element, period, dimensions, unit and precision, and what was passed over.

Names of elements, axes and members are `prefix:Local`. The prefixes of the standard taxonomies are always their usual
ones (us-gaap, ifrs-full, dei, srt, country …), whatever the file calls them; others are the file's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen.errors import Finding


@dataclass(frozen=True)
class FiledPeriod:
    """From the first to the last day, both included; without a `start` the end of the day `end`."""

    start: date | None
    end: date

    def __str__(self) -> str:
        return f"{self.start}–{self.end}" if self.start else str(self.end)


@dataclass(frozen=True, order=True)
class Dimension:
    """A member of an axis: us-gaap:StatementBusinessSegmentsAxis, acme:ParcelsMember. Where the axis is `typed`, the
    member is what the file writes there: a number, a date, a name."""

    axis: str
    member: str
    typed: bool = False


@dataclass(frozen=True)
class FilingReport:
    """A report that was handed in: its form (10-Q, 10-K/A), accession number, the day it was filed on, and where the
    SEC keeps it. What the file does not tell is empty."""

    form: str = ""
    accession: str = ""
    filed: date | None = None
    url: str = ""


@dataclass(frozen=True)
class FiledPlace:
    """Where a fact stands: its id and its context's, and its line counted from 1, as far as the file has them. In
    company facts, which have none of them, `context` is the path in the file."""

    fact: str
    context: str
    line: int


@dataclass(frozen=True)
class Filed:
    """A number of a filing.

    `value` is exact, scaled and signed, in `unit`: USD, shares, USD/shares, pure … `decimals` are the digits after the
    point to which it is known (-6: to the million), None where it is exact. `printed` is what the page shows, with its
    brackets, minus, currency and percent sign where they stand beside it: its sign may be another one than that of the
    value, as in "(45)" for payments. It is empty where nothing is shown. `scale` is the power of ten that the page
    leaves out. `superseded` is true where a later report, or the same one elsewhere, gives another value.
    """

    element: str
    period: FiledPeriod
    dimensions: tuple[Dimension, ...]
    unit: str
    value: Decimal
    decimals: int | None
    printed: str
    scale: int
    report: FilingReport
    place: FiledPlace
    superseded: bool = False

    @property
    def aspect(self) -> tuple[str, FiledPeriod, tuple[Dimension, ...], str]:
        """What it is a value of: two facts of one aspect say the same or contradict each other."""
        return self.element, self.period, self.dimensions, self.unit

    @property
    def half_width(self) -> Decimal:
        """How far the number may lie from `value`."""
        return Decimal(0) if self.decimals is None else Decimal((0, (5,), -self.decimals - 1))


@dataclass(frozen=True)
class FiledText:
    """A fact that is a text: canonical where the filing says how to read it (2025-07-27, --01-25, true, P5Y)."""

    element: str
    period: FiledPeriod
    dimensions: tuple[Dimension, ...]
    text: str
    place: FiledPlace


@dataclass(frozen=True)
class PassedOver:
    """Tagged numbers (or texts) of one element that were not taken, for one reason; `place` is that of the first."""

    reason: str
    element: str
    place: FiledPlace
    count: int
    numbers: bool = True


@dataclass(frozen=True)
class Filing:
    """A filing, or all that a company filed. What the file does not tell is empty, or None.

    `report` is the report itself; of company facts, the last one. `entity_id` is the CIK (ten digits) or, in Europe,
    the LEI. `fiscal_year_focus` and `fiscal_period_focus` (Q1 … Q3, FY) are what the report calls its period,
    `fiscal_year_end` is a day of the year (--01-25), `currency` the one of most amounts, `taxonomy` us-gaap or
    ifrs-full. `tagged` counts all numbers of the file: `len(facts)`, `repeated` and those of `passed_over` make it up.
    """

    name: str
    report: FilingReport
    entity_name: str
    entity_id: str
    period_end: date | None
    fiscal_year_focus: str
    fiscal_period_focus: str
    fiscal_year_end: str
    currency: str
    tickers: tuple[str, ...]
    taxonomy: str
    facts: tuple[Filed, ...]
    texts: tuple[FiledText, ...]
    tagged: int
    repeated: int
    passed_over: tuple[PassedOver, ...]
    findings: tuple[Finding, ...]
