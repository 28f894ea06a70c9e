"""A filing as facts: what has a concept, a fiscal period, and no cut but by segment, product or region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain, count
from pathlib import Path
from typing import Final

from reportgen.errors import Misuse
from reportgen.facts.base import Entity
from reportgen.facts.period import Period
from reportgen.intake.filings.filing import Filed, FiledPeriod, Filing, FilingReport
from reportgen.intake.importing.balances import balances
from reportgen.intake.importing.company_names import full_name, plain_name, slug, slug_of_form
from reportgen.intake.importing.differing_numbers import ELSEWHERE, KindredElements, why_not
from reportgen.intake.importing.doubtful_dividends import without_doubtful_dividends
from reportgen.intake.importing.edition_period import (
    edition_period,
    is_yearly,
    last_day,
    named_stretches,
    reported_period,
)
from reportgen.intake.importing.filed_calendar import calendar_beside, calendar_of
from reportgen.intake.importing.filed_concepts import Naming, named_by, namings, unknown_elements
from reportgen.intake.importing.filed_segments import FiledSegment, apart, segment_of
from reportgen.intake.importing.filed_values import filed_literal, filed_unit, is_writable
from reportgen.intake.importing.imported import (
    ByLanguage,
    Import,
    ImportedCompany,
    ImportedFact,
    ImportedSource,
    ImportedTelling,
)
from reportgen.intake.importing.only_product import without_only_product
from reportgen.intake.importing.reckoned import with_formulas
from reportgen.intake.importing.segment_labels import segment_labels
from reportgen.vocabulary.standard import Vocabulary

_KEPT_YEARS: Final = 5
_YEARS: Final = frozenset(range(1900, 2200))
_THOUSAND: Final = 3  # as a power of ten
_Where = tuple[str, str, Period]  # segment, concept and period
_NO_CUT: Final = FiledSegment("", "", "")


@dataclass(frozen=True)
class Wish:
    """What the command line says of an import: the name of the company in facts.yaml, and the edition's period; and
    `there`, the companies that facts.yaml has already."""

    entity: str = ""
    period: str = ""
    there: Mapping[str, Entity] = field(default_factory=dict)


def import_filing(filing: Filing, vocabulary: Vocabulary, wish: Wish) -> Import:
    """The facts of a filing. Raises Misuse for a period that the company's calendar does not have, and where the file
    has no period at all, or no number that is a fact."""
    whole, filing = filing, without_only_product(_of_our_time(filing))
    company = _company(filing, wish)
    period = edition_period(filing, company, wish.period)
    intake = _Intake(filing, company, period, vocabulary)
    stated = intake.facts()
    if not stated:
        raise Misuse(f"{filing.name} has no number that is one of a concept, in a period of {company.name}")
    intake.passed_over["of days that lie beyond all fiscal years"] += len(whole.facts) - len(filing.facts)
    stated, doubtful = without_doubtful_dividends(stated, filing.facts)
    facts, left = with_formulas(stated, vocabulary, period, intake.cuts())
    facts += balances(facts, filing.facts)
    labels = segment_labels({name: segment.member for name, segment in intake.segments.items()})
    return Import(
        company,
        period,
        tuple(intake.sources.values()),
        labels,
        dict(_below_zero(facts, labels, vocabulary)),
        tuple(in_vocabulary_order(facts, vocabulary)),
        tuple(unknown_elements(filing.facts, intake.known)),
        dict(intake.passed_over),
        (*intake.doubts, *doubtful, *left),
        axes={segment.id: segment.axis for segment in intake.segments.values()},
    )


def _of_our_time(filing: Filing) -> Filing:
    """The filing without numbers of years that no company has, whose calendar could not be reckoned."""
    facts = tuple(
        one
        for one in filing.facts
        if {one.period.end.year, (one.period.start or one.period.end).year} <= _YEARS
    )
    end = filing.period_end if filing.period_end and filing.period_end.year in _YEARS else None
    return replace(filing, facts=facts, period_end=end)


def _company(filing: Filing, wish: Wish) -> ImportedCompany:
    name = full_name(filing.entity_name) or wish.entity or Path(filing.name).stem
    short = plain_name(name)
    entity = (
        wish.entity or _known_as(name, wish.there) or slug(filing.tickers[0] if filing.tickers else short)
    )
    there = wish.there.get(entity)
    found = calendar_of(filing) if there is None else calendar_beside(filing, there.calendar)
    if found is None and there is not None:
        raise Misuse(
            f"the fiscal years of {entity} end otherwise than in {filing.name}; correct its fiscal-year-end:, or "
            f"name another company with --entity{_told_end(filing)}"
        )
    if found is None:
        raise Misuse(
            f"{filing.name} has no period from which its company's fiscal year could be told; write the company with "
            "its fiscal-year-end: into a facts.yaml, and import the file with --into"
        )
    return ImportedCompany(entity, name, short, filing.currency, found.rule, found.calendar, found.periods)


def _known_as(name: str, there: Mapping[str, Entity]) -> str:
    """What facts.yaml calls a company of this name; "" where it has none."""
    same = (
        one.id
        for one in there.values()
        if any(plain_name(told).lower() == plain_name(name).lower() for told in one.name.values())
    )
    return next(same, "")


def _told_end(filing: Filing) -> str:
    own = calendar_of(filing)
    return f"; in the filing it is {own.rule}" if own else ""


@dataclass
class _Intake:
    """One filing on its way in: what was taken so far, and what was passed over."""

    filing: Filing
    company: ImportedCompany
    period: Period
    vocabulary: Vocabulary
    passed_over: Counter[str] = field(default_factory=Counter)
    sources: dict[str, ImportedSource] = field(default_factory=dict)
    segments: dict[str, FiledSegment] = field(default_factory=dict)
    parts: dict[str, FiledSegment] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    cut_by: dict[tuple[str, str], None] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    known: Mapping[str, tuple[Naming, ...]] = field(default_factory=dict)
    sizes: Mapping[_Where, int] = field(default_factory=dict)
    present: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.kin = KindredElements(self.filing.facts)
        self.known = namings(self.vocabulary, self.filing.taxonomy)
        self.apart = frozenset(apart(self.filing.facts))
        self.present = frozenset(fact.element for fact in self.filing.facts if not fact.dimensions)

    def facts(self) -> list[ImportedFact]:
        """What the filing states, each fact once."""
        told: dict[_Where, list[tuple[int, Filed, str]]] = {}
        for fact in self.filing.facts:
            for segment, naming, period, unit in self._placed(fact):
                where = (segment.id, naming.concept.name, period)
                told.setdefault(where, []).append((naming.rank, fact, unit))
        self.sizes = _sizes(told)
        return [self._fact(where, same) for where, same in told.items()]

    def cuts(self) -> Mapping[str, tuple[str, ...]]:
        """The names of segments, by axis; one may stand on several."""
        found: dict[str, dict[str, None]] = {}
        for axis, name in self.cut_by:
            if name in self.segments:
                found.setdefault(axis, {})[name] = None
        return {axis: tuple(names) for axis, names in found.items()}

    def _placed(self, fact: Filed) -> Iterator[tuple[FiledSegment, Naming, Period, str]]:
        """Where a number belongs; nothing where it is passed over, which is counted."""
        named = named_by(fact.element, self.known)
        segment = self._part(fact) if fact.dimensions else _NO_CUT
        if segment is None:
            self.passed_over["cut by other things than segment, product or region"] += 1
        elif not named:
            self.passed_over["of elements that the vocabulary does not know"] += 1
        elif not is_writable(fact):
            self.passed_over["of more digits than a fact can have"] += 1
        elif (period := self._period(fact.period)) is None:
            self.passed_over["of periods that the fiscal calendar has no name for"] += 1
        elif period.end.year < self.period.end.year - _KEPT_YEARS:
            self.passed_over[f"more than {_KEPT_YEARS} years older than {self.period}"] += 1
        else:
            yield from self._as_concepts(fact, segment, named, period)

    def _part(self, fact: Filed) -> FiledSegment | None:
        """The part that a number is of. Services as a segment and as a product are two, with names of their own, where
        their numbers differ."""
        found = segment_of(fact)
        if found is None:
            return None
        names: Iterable[str] = (found.id,)
        if found.id in self.apart:
            names = chain((found.id, f"{found.id}_{found.axis}"), (f"{found.id}_{at}" for at in count(2)))
        part = next(part for name in names if (part := self._named(found, name)) is not None)
        self.cut_by[found.axis, part.id] = None
        return part

    def _named(self, found: FiledSegment, name: str) -> FiledSegment | None:
        """A part by this name, if no other one has it."""
        there = self.parts.setdefault(name, replace(found, id=name))
        if found.id not in self.apart or (there.axis, there.member) == (found.axis, found.member):
            return there
        return None

    def _as_concepts(
        self, fact: Filed, segment: FiledSegment, named: Iterable[Naming], period: Period
    ) -> Iterator[tuple[FiledSegment, Naming, Period, str]]:
        fitting = [
            (naming, unit)
            for naming in named
            if naming.concept.instant is period.instant
            and (unit := filed_unit(fact.unit, naming.concept.kind)) is not None
        ]
        if not fitting:
            self.passed_over["in another unit, or over another time, than their concept"] += 1
        for at, (naming, unit) in enumerate(fitting):
            if not at or self._stands_in(naming):
                yield segment, naming, period, unit

    def _stands_in(self, naming: Naming) -> bool:
        """True where an element that means another concept first has to do, since the file has no better one:
        StockholdersEquity where nobody else has a share in the equity. Not for amounts per share."""
        concept = naming.concept
        elements = concept.ifrs if self.filing.taxonomy == "ifrs-full" else concept.us_gaap
        better = {f"{self.filing.taxonomy}:{element}" for element in elements[: naming.rank]}
        return bool(better) and concept.kind != "money/share" and not better & self.present

    def _period(self, filed: FiledPeriod) -> Period | None:
        if filed.start is None:
            return Period(filed.end, filed.end, True, filed.end.isoformat()).within(self.company.calendar)
        found = Period(filed.start, filed.end).within(self.company.calendar)
        return found if found.calendar is not None else None

    def _fact(self, where: _Where, same: list[tuple[int, Filed, str]]) -> ImportedFact:
        segment, concept, period = where
        best = min(rank for rank, _, _ in same)
        chosen = [(fact, unit) for rank, fact, unit in same if rank == best]
        chosen.sort(key=lambda item: (item[0].superseded, len(item[0].dimensions), -(item[0].decimals or 99)))
        scale = self._scale_of(where, [fact for fact, _ in chosen])
        if scale is not None:
            chosen.sort(key=lambda item: abs(item[0].value.adjusted() - scale))
        first, *rest = chosen
        less = [(fact, its_unit) for rank, fact, its_unit in same if rank != best]
        name = f"{segment}.{concept}" if segment else concept
        earlier = self._restated(f"{name}@{period}", first, [*rest, *less])
        if segment:
            self.segments.setdefault(segment, self.parts[segment])
        kept = tuple(self._telling(*one) for one in (*earlier, first))
        return ImportedFact(name, period, kept, prefer=len(kept) if earlier else 0)

    def _restated(
        self, key: str, first: tuple[Filed, str], others: Iterable[tuple[Filed, str]]
    ) -> list[tuple[Filed, str]]:
        """What a later report restated by the number that counts; the others are passed over, and counted."""
        kept: list[tuple[Filed, str]] = []
        said: dict[str, tuple[Filed, str]] = {}
        for fact, unit in others:
            if why := why_not(fact, first[0], self.kin):
                self.passed_over[why] += 1
                said.setdefault(why, (fact, unit))
            else:
                kept.append((fact, unit))
        if beside := said.get(ELSEWHERE):
            told, also = filed_literal(*first), filed_literal(*beside)
            self.doubts.append(f"{key} is {told}, and {also} in another place of the report")
        return kept

    def _scale_of(self, where: _Where, same: Sequence[Filed]) -> int | None:
        """Where a report has values that are thousandfold apart, the power of ten of what it has in other periods."""
        powers = [one.value.adjusted() for one in same if one.value and one.report == same[0].report]
        if not powers or max(powers) - min(powers) < _THOUSAND:
            return None
        others = sorted(size for at, size in self.sizes.items() if at[:2] == where[:2] and at != where)
        return others[len(others) // 2] if others else None

    def _telling(self, fact: Filed, unit: str) -> ImportedTelling:
        value = filed_literal(fact, unit)
        place = " ".join(filter(None, (fact.element, fact.place.context if fact.place.line else "")))
        return ImportedTelling(
            value,
            self._source(fact.report),
            place,
            fact.printed,
            fact.value,
            fact.half_width,
            beside=self.kin.beside(fact),
        )

    def _source(self, report: FilingReport) -> str:
        key = report.accession or self.filing.name
        if key not in self.sources:
            self.sources[key] = self._new_source(report)
        return self.sources[key].id

    def _new_source(self, report: FilingReport) -> ImportedSource:
        period = self._reported(report)
        named = f"f{slug_of_form(report.form)}_{period}".lower().replace("-", "_")
        same = sum(one.id.startswith(named) for one in self.sources.values())
        return ImportedSource(
            f"{named}_{same + 1}" if same else named,
            report.form,
            period,
            report.filed,
            report.accession,
            report.url,
        )

    def _reported(self, report: FilingReport) -> Period:
        """The quarter or year that a report is about: the last one that it tells of."""
        own = last_day(self.filing, self.company.calendar) if report == self.filing.report else None
        end = own or self._last_days[report.accession]
        return reported_period(self._periods, self.company.calendar, end, yearly=self._is_yearly(report))

    @cached_property
    def _periods(self) -> Collection[Period]:
        return named_stretches(self.filing, self.company.calendar)

    def _is_yearly(self, report: FilingReport) -> bool | None:
        told = {"FY": True, "": None}.get(self.filing.fiscal_period_focus, False)
        return is_yearly(report.form) if report.form else told

    @cached_property
    def _last_days(self) -> Mapping[str, date]:
        """The last day of any stretch that a report has a number for, by its accession number. Where later reports
        repeat all of its stretches only its balances are left: the last of their days on which a quarter ends, or
        else the last."""
        days: dict[str, set[tuple[bool, bool, date]]] = {}
        for fact in self.filing.facts:
            end, flows = fact.period.end, fact.period.start is not None
            closes = flows or self.company.calendar.month_closing(end) is not None
            days.setdefault(fact.report.accession, set()).add((flows, closes, end))
        return {accession: max(found)[2] for accession, found in days.items()}


def _sizes(told: Mapping[_Where, Sequence[tuple[int, Filed, str]]]) -> Mapping[_Where, int]:
    """The powers of ten of the numbers that have but one."""
    return {
        where: same[0][1].value.adjusted()
        for where, same in told.items()
        if same[0][1].value and len({one.value.adjusted() for _, one, _ in same}) == 1
    }


def _below_zero(
    facts: Iterable[ImportedFact], labels: Mapping[str, ByLanguage], vocabulary: Vocabulary
) -> Iterator[tuple[str, ByLanguage]]:
    """What of a segment lies below zero where the whole cannot: its name, and its segment's."""
    for fact in facts:
        segment, _, measure = fact.concept.partition(".")
        kind = vocabulary.find(measure)
        if segment in labels and kind and kind.non_negative and any(one.number < 0 for one in fact.tellings):
            yield fact.concept, labels[segment]


def in_vocabulary_order(facts: Iterable[ImportedFact], vocabulary: Vocabulary) -> list[ImportedFact]:
    """Facts in the order of the vocabulary, the whole before its parts, the latest period first."""
    order = {name: at for at, name in enumerate(vocabulary.names)}
    return sorted(facts, key=lambda one: _order(one, order))


def _order(fact: ImportedFact, order: Mapping[str, int]) -> tuple[int, str, int, int]:
    segment, _, concept = fact.concept.partition(".") if fact.concept not in order else ("", "", fact.concept)
    return order.get(concept, len(order)), segment, -fact.period.end.toordinal(), fact.period.months
