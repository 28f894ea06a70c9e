"""Inspection: a written document held against its edition, before anything is laid out.

Every line that a reader meets is read for numerals that are bound to nothing and for words that compare. What is left
for the press needs a page: width, glyphs and breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import Final

from reportgen.brief.arithmetic import arithmetic_findings
from reportgen.brief.edition import Edition
from reportgen.brief.line_places import place_in
from reportgen.brief.lint import lint
from reportgen.brief.period_words import period_findings
from reportgen.checks.conditions import Condition, OpenClaim, brackets, constants, read_claim
from reportgen.codes.rg4_rules import RG424
from reportgen.codes.rg5_texts import RG516, RG517, RG521, RG522, RG523
from reportgen.document.judge import Judged, judge_numerals
from reportgen.document.matching import wholes
from reportgen.document.names import name_trouble
from reportgen.document.nodes import Break, Cited, Claimed, Document, Letter, Line, Named, Place, Words
from reportgen.document.placeholders import placeholders
from reportgen.document.walk import BOUND, NAMING, Run, links, list_numbers, passages, runs
from reportgen.errors import Finding, Locus
from reportgen.facts.base import FactBase
from reportgen.facts.identifiers import trouble_of
from reportgen.facts.text import Text
from reportgen.figures.number_style import number_style_of
from reportgen.figures.reader.scanning import numerals
from reportgen.figures.reader.setting_aside import IDENTIFIER, IN_NAME
from reportgen.figures.reader.years import years
from reportgen.figures.written_dates import spellings_of_day
from reportgen.languages import LANGUAGES, pick

_MEND: Final = "cite the fact that it is, or, where it is a name, list it under terms:"


@dataclass(frozen=True)
class Inspected:
    """What is wrong with a document, and the wordings with numerals in it that are no figures: names, dates,
    periods."""

    findings: tuple[Finding, ...]
    wordings: tuple[str, ...]
    terms: tuple[str, ...] = ()


def _names_of(base: FactBase, language: str) -> tuple[str, ...]:
    """What companies, their segments and what they measure are called: a word in a name compares nothing."""
    words = [one for entity in base.entities.values() for one in (entity.name, entity.short)]
    words += [*base.concepts.segments.values(), *(concept.label for concept in base.concepts.values())]
    return tuple(pick(one, language) for one in words if one)


def inspect_document(edition: Edition, whole: Document | Letter) -> Inspected:
    """Hold every line of a document against its edition.

    RG515 warns of a word that compares, RG532 of one that names another period than its figures are of, RG516 is a
    numeral that is bound to nothing, RG522 notes what is taken for a name, RG517 warns of a day or a year that is none
    of the edition's, RG523 of a placeholder, RG525 of a figure that does not come out of those printed beside it, RG424
    of an ISIN or LEI with a wrong check digit."""
    reading = _reading(edition)
    findings: dict[Finding, None] = {}
    wordings: dict[str, None] = {}
    terms: dict[str, None] = {}
    named: set[str] = set()
    if isinstance(whole, Letter):  # of a document's lists the record tells by themselves
        wordings |= dict.fromkeys(list_numbers(whole.body))
    names = _names_of(edition.base, whole.language)
    for passage in passages(whole):
        if passage.role not in NAMING:
            findings |= dict.fromkeys(lint(passage.line, whole.language, names))
            if passage.role != "alt":
                findings |= dict.fromkeys(period_findings(passage.line, whole.language, edition.base))
        head = passage.role in ("label", "subtitle")
        found = (
            reading.read(passage.line, whole.language, head)
            if passage.role != "alt" or _is_written(passage.line)
            else _NOTHING
        )
        findings |= {one: None for one in found.findings if one.code != RG522.id or one.message not in named}
        named |= {one.message for one in found.findings if one.code == RG522.id}
        wordings |= dict.fromkeys(found.wordings)
        terms |= dict.fromkeys(found.terms)
    number_style = number_style_of(whole.language, edition.theme.style(whole.language), edition.base.units)
    findings |= dict.fromkeys(arithmetic_findings(whole, edition.base, number_style))
    return Inspected(tuple(findings), tuple(wordings), tuple(terms))


def _reading(edition: Edition) -> _Reading:
    meant = meant_as_they_stand(edition)
    terms = dict.fromkeys([*map(str, edition.brief.terms), *filter(_may_be_called, sorted(meant))])
    return _Reading(edition.base, _Calendar.of(edition), tuple(terms), meant)


def _may_be_called(name: str) -> bool:
    """True for the name of a company whose numerals are no figures. A word of digits and letters may be one: 3M."""
    return not name_trouble(name) or (name.isalnum() and any(map(str.isalpha, name)))


def reason_findings(edition: Edition) -> Iterator[Finding]:
    """RG516 for a numeral in the reason for an exception, which the appendix prints as it stands."""
    reading = _reading(edition)
    for fact in edition.base.facts.values():
        for reason in (fact.because, *(fact.accepted or {}).values()):
            for language, text in (reason or {}).items():
                if language in edition.languages and isinstance(text, Text):
                    yield from reading.read((Words(text, Place(text)),), language).findings


def term_findings(edition: Edition) -> Iterator[Finding]:
    """RG521 for what stands under terms: and is no name."""
    for term in edition.brief.terms:
        if trouble := name_trouble(str(term)):
            message = f"{str(term)!r} is no name: {trouble}"
            yield RG521.finding(message, term.locus, "cite a fact where it is printed")


def meant_as_they_stand(edition: Edition) -> frozenset[str]:
    """Wordings that are no placeholders, whatever they look like: the names of companies, and `terms:`."""
    entities = edition.base.entities.values()
    names = {word for entity in entities for words in (entity.name, entity.short) for word in words.values()}
    return frozenset({*names, *map(str, edition.brief.terms)})


_NOTHING: Final = Inspected((), ())


def _is_written(line: Line) -> bool:
    """True for a description by the author; one that the program puts together says what was read already."""
    return not all(_is_own(run) or isinstance(run.piece, Cited | Break) for run in runs(line))


# ---- one line ------------------------------------------------------------------------------------------------


_Where = Callable[[int], Locus | None]


@dataclass(frozen=True)
class _Reading:
    """Reads lines for what is bound to nothing."""

    base: FactBase
    calendar: _Calendar
    terms: tuple[str, ...]
    meant: frozenset[str]

    def read(self, line: Line, language: str, head: bool = False) -> Inspected:
        """What is bound to nothing in a line; a `head` may be nothing but a unit."""
        stretches = list(runs(line))
        text = "".join(map(_open, stretches))
        starts = [0, *accumulate(len(_open(run)) for run in stretches)][:-1]
        own = (run.text.strip() for run in stretches if isinstance(run.piece, Named) or _is_own(run))
        wordings = [text for text in own if _counts(text)]
        wordings += [link.address for link in links(line) if _counts(link.address)]
        where = partial(place_in, stretches, starts)
        findings = list(self._placeholders(text, where))
        used: list[str] = []
        found = judge_numerals(text, language, head=head) if text.strip(BOUND + " ") else ()
        taken = self._terms(text) if found else []
        for judged in found:
            findings += _misprinted(judged, text[judged.start : judged.end], where)
            if term := _covering(taken, judged):
                used.append(term)
                wordings.append(term)
                continue
            said = text[judged.start : judged.end]
            if judged.passes or self._holds(judged, _claims(stretches, starts, judged)):
                wordings += [said] if _counts(said) else []
                findings += self._dated(judged, said, where)
                if judged.kind == IN_NAME:
                    used.append(said)
                    findings.append(_named(said, where(judged.start)))
                continue
            claimed = bool(_claims(stretches, starts, judged))
            findings.append(_unbound(said, where(judged.start), claimed))
        return Inspected(tuple(findings), tuple(wordings), tuple(used))

    def _terms(self, text: str) -> list[tuple[int, int, str]]:
        return [(*span, term) for term in self.terms for span in wholes(text, term)]

    def _holds(self, judged: Judged, claims: Sequence[Claimed]) -> bool:
        """True where a claim's condition names the number that its words say."""
        if judged.quantity is None:
            return False
        said = {judged.quantity.point, *judged.also}
        try:
            return any(_names(read_claim(Text(claim.expression), self.base), said) for claim in claims)
        except OpenClaim:  # nothing is judged of its words yet
            return True

    def _dated(self, judged: Judged, said: str, where: _Where) -> Iterator[Finding]:
        if judged.kind in ("date", "period") and (trouble := self.calendar.trouble(said)):
            message = f"{said!r} is no {judged.kind} of this edition: {trouble}"
            mend = "correct it, or let a fact or a source of the edition have it"
            yield RG517.finding(message, where(judged.start), mend)

    def _placeholders(self, text: str, where: _Where) -> Iterator[Finding]:
        for start, said in placeholders(text, self.meant):
            message = f"{said!r} holds a placeholder, which is not sent"
            yield RG523.finding(message, where(start), "write what it stands for")


def _open(run: Run) -> str:
    """A stretch as it is read for numerals: the program's own words are bound."""
    return BOUND if _is_own(run) else run.open


def _is_own(run: Run) -> bool:
    """True for words of the program's own: a unit in the head of a table."""
    return isinstance(run.piece, Words) and run.piece.place is None and bool(run.text.strip())


@lru_cache(maxsize=4096)  # as in `document.judge`
def _counts(text: str) -> bool:
    """True where a numeral stands in a wording."""
    return next(numerals(text), None) is not None


def _covering(taken: Sequence[tuple[int, int, str]], judged: Judged) -> str:
    """The term that covers a numeral, "" for none."""
    return next((term for start, end, term in taken if start <= judged.start and judged.end <= end), "")


def _claims(stretches: Sequence[Run], starts: Sequence[int], judged: Judged) -> list[Claimed]:
    return [
        run.claim
        for run, start in zip(stretches, starts, strict=True)
        if run.claim and start < judged.end and judged.start < start + len(_open(run))
    ]


def _names(condition: Condition, said: set[Fraction]) -> bool:
    """True where a condition holds one of the numbers: as a constant of its own, as what it divides by (a third in
    `3 * part > whole`), or between the two ends of a `between`."""
    written = {number.point for number in constants(condition)}
    written |= {1 / number for number in written if number}
    return bool(said & written) or any(
        low.point <= number <= high.point for low, high in brackets(condition) for number in said
    )


def _misprinted(judged: Judged, said: str, where: _Where) -> Iterator[Finding]:
    """A warning for what has the form of an ISIN or LEI and another check digit."""
    if judged.kind == IDENTIFIER and (trouble := trouble_of(said)):
        yield RG424.finding(f"{said!r}: {trouble}", where(judged.start), "copy it anew from the register")


def _named(said: str, locus: Locus | None) -> Finding:
    """A note that something is taken for a name by its form alone; the appendix lists it."""
    message = f"{said!r} is taken for a name"
    mend = "where it is a figure, cite the fact"
    return RG522.finding(message, locus, mend, accepted=True)


def _unbound(said: str, locus: Locus | None, claimed: bool) -> Finding:
    message = f"{said!r} is bound to no fact"
    mend = "cite the fact, or let the claim's condition name the number" if claimed else _MEND
    return RG516.finding(message, locus, mend)


# ---- days and years ------------------------------------------------------------------------------------------

_ISO: Final = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"


@cache
def _days() -> re.Pattern[str]:
    return re.compile("|".join([_ISO, *(one.periods.days for one in LANGUAGES.values())]))


@dataclass(frozen=True)
class _Calendar:
    """The days and the years that an edition knows: its own, those of its sources and of its periods."""

    days: frozenset[date]
    years: frozenset[int]

    @classmethod
    def of(cls, edition: Edition) -> _Calendar:
        base = edition.base
        days = {date.fromisoformat(source.published) for source in base.sources.values() if source.published}
        periods = {fact.at.period for fact in base.facts.values()} | {base.period}
        days |= {day for period in periods for day in (period.start, period.end)} | {edition.date}
        named = {year for period in periods for year in period.years}
        return cls(frozenset(days), frozenset({day.year for day in days} | named))

    def trouble(self, said: str) -> str:
        """Why a date or a period is none of the edition's; "" where it is, or names neither a day nor a year."""
        for year in years(said):
            if year not in self.years:
                return f"its years are {', '.join(map(str, sorted(self.years)))}"
        if _days().search(said) and not any(self._spells(day, said) for day in self.days):
            return "no source, period or day of publication is on it"
        return ""

    def _spells(self, day: date, said: str) -> bool:
        plain = " ".join(said.replace(".", "").split())
        if (said_years := years(plain)) and day.year not in said_years:
            return False
        undated = (text for one in LANGUAGES.values() for text in one.periods.undated(day))
        spelled = (text for text in (*spellings_of_day(day), *undated) if _days().search(text))
        return any(_holds(plain, whole) or _holds(whole, plain) for whole in spelled)


def _holds(text: str, part: str) -> bool:
    """Whether a text holds a day: 2 February is in 2 February 2026, and not in 12 February."""
    return re.search(rf"(?<!\d){re.escape(part)}(?!\d)", text) is not None
