"""An import as the text of a facts.yaml, new or added to one.

What is imported stands between two marks. A second import writes anew what it wrote itself and finds unchanged; what a
person wrote, or changed, stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reportgen.facts.period import Period
from reportgen.figures.dates import period_label
from reportgen.intake.importing.imported import (
    ByLanguage,
    Import,
    ImportedCompany,
    ImportedFact,
    ImportedSource,
    ImportedTelling,
    OwnConcept,
)
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.languages.currencies import CURRENCIES

IMPORTED_FROM: Final = "  # ---- imported: change a line, or move it above, and imports leave it as it is"
IMPORTED_TO: Final = "  # ---- end of what was imported"


@dataclass(frozen=True)
class LeftFact:
    """A fact that a person wrote or changed, `ours` the values that facts.yaml has of it, and `theirs` the other one
    that came in."""

    key: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True)
class WrittenFacts:
    """The text of facts.yaml after an import: `added` and `kept` count facts, `left` names those that a person wrote or
    changed and the file has otherwise. `sums` do not hold any more and were taken out; `remarks` are further ones;
    `changed` says of facts that count otherwise now what they were and are, and `amended` counts those that only have
    more statements or formulas; `beside` names of these the ones that a person has a formula for, with what is stated.
    `computed` counts those that follow from what came in and what was there. Each fact is counted once: as added, kept,
    left, changed or amended."""

    text: str
    added: int
    kept: int
    left: tuple[LeftFact, ...] = ()
    sums: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    amended: int = 0
    computed: int = 0
    beside: tuple[str, ...] = ()


class TextBrought(NamedTuple):
    """A facts.yaml with the figures of a text in it, the report, the facts that were left as they are though the text
    says otherwise, and whether it says any figure at all that is a fact or may be one."""

    facts: str
    report: str
    left: tuple[LeftFact, ...]
    fruitful: bool


def new_file(made: Import, languages: Iterable[str]) -> WrittenFacts:
    """A facts.yaml of what came in alone; titles of sources in these languages."""
    tags = tuple(languages)
    lines = [f"entity: {made.company.id}", _period_line(made.period)]
    for name, entries in sections(made, tags).items():
        lines += ["", f"{name}:", *(line for entry in entries.values() for line in entry)]
    lines += ["", "facts:", IMPORTED_FROM, *fact_lines(made.facts, tags), IMPORTED_TO, ""]
    return WrittenFacts("\n".join(lines), len(made.facts), 0)


def with_period(text: str, period: Period) -> str:
    """A new facts.yaml as that of another period."""
    entity, _, below = text.split("\n", 2)
    return "\n".join([entity, _period_line(period), below])


def _period_line(period: Period) -> str:
    return f"period: {yaml_text(str(period))}"


def sections(made: Import, tags: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """What stands above the facts: section → name → its lines. Without what has nothing in it."""
    tags = tuple(tags)
    found = {
        "entities": {made.company.id: list(_entity(made.company))},
        "sources": {source.id: list(_source(source, made.company, tags)) for source in made.sources},
        "segments": {name: [f"  {name}: {_flow(label)}"] for name, label in made.segments.items()},
        "concepts": {name: [_concept(name, label, made.company)] for name, label in made.concepts.items()}
        | {name: [_declared(name, concept)] for name, concept in made.declared.items()},
    }
    return {name: entries for name, entries in found.items() if entries}


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _entity(company: ImportedCompany) -> Iterator[str]:
    yield f"  {company.id}:"
    yield f"    name: {_flow(company.names or {DEFAULT: company.name})}"
    if company.shorts or company.short != company.name:
        yield f"    short: {_flow(company.shorts or {DEFAULT: company.short})}"
    if company.currency in CURRENCIES:
        yield f"    currency: {company.currency}"
    if company.year_end != "12-31":
        yield f"    fiscal-year-end: {company.year_end}"
    if company.calendar.named_by_start:
        yield "    fiscal-year-named: start"
    if company.periods:
        yield "    periods:"
        yield from period_lines(company.periods)


def period_lines(periods: Iterable[Period]) -> list[str]:
    """The real days of periods, as a company's `periods:` has them."""
    return [f"      {yaml_text(str(one))}: {one.start} to {one.end}" for one in periods]


def _source(source: ImportedSource, company: ImportedCompany, tags: Iterable[str]) -> Iterator[str]:
    title = source.titles or {tag: filing_title(source, company, tag) for tag in tags}
    published = source.published or source.period.end
    said = [f"title: {_flow(title)}", f"published: {published}"]
    said += [f"language: {source.language}"] * bool(source.language)
    said += [f"file: {json.dumps(source.file, ensure_ascii=False)}"] * bool(source.file)
    said += [f"accession: {yaml_text(source.accession)}"] * bool(source.accession)
    said += [f"url: {yaml_text(source.url)}"] * bool(source.url)
    mark = "  # its title is to be written" if source.untitled else ""
    yield f"  {source.id}: {{{', '.join(said)}}}{mark}"


def _concept(name: str, label: ByLanguage, company: ImportedCompany) -> str:
    """A measure of a segment that may lie below zero."""
    return f"  {name}: {{label: {_flow(label)}, unit: {company.currency}, adds-up: true}}"


def _declared(name: str, concept: OwnConcept) -> str:
    said = [f"label: {_flow(concept.label)}"]
    said += [f"unit: {yaml_text(concept.unit)}"] * bool(concept.unit)
    said += ["type: instant"] * concept.instant
    return f"  {name}: {{{', '.join(said)}}}"


def filing_title(source: ImportedSource, company: ImportedCompany, language: str) -> str:
    """What a report is called in a language: company, form and period; where it tells no form, a report of its time."""
    words = LANGUAGES[language].filings
    period, months = period_label(source.period, language), source.period.months
    if source.form:
        return words.title.format(company=company.short, form=source.form, period=period)
    report = words.reports.get(months, words.reports[0])
    return words.untitled.format(company=company.short, report=report, period=period)


def fact_lines(facts: Iterable[ImportedFact], tags: Iterable[str]) -> Iterator[str]:
    """A line for each fact, and an empty one before each concept."""
    tags = tuple(tags)
    concept = ""
    for fact in facts:
        if fact.concept != concept and concept:
            yield ""
        concept = fact.concept
        yield from fact_entry(fact, tags)


def fact_entry(fact: ImportedFact, tags: Iterable[str]) -> list[str]:
    """A fact as `facts:` has it."""
    return entry_lines(
        fact.key, [statement_text(one) for one in fact.tellings], fact.formulas, fact.prefer, tags
    )


def entry_lines(
    key: str,
    told: Sequence[str],
    formulas: Sequence[str],
    prefer: int,
    tags: Iterable[str],
    accepted: Sequence[str] = (),
) -> list[str]:
    """The lines of statements and formulas under a name; with `prefer` one statement was restated by another;
    `accepted` are the codes of what a filing has so, though its own figures are against it."""
    tags = tuple(tags)
    if not told and len(formulas) == 1:
        return [f"  {key}: = {formulas[0]}"]
    if not formulas and not prefer and not accepted and len(told) == 1 and not told[0].startswith("{"):
        return [f"  {key}: {told[0]}"]
    lines = [f"  {key}:", *_list("stated", told), *_list("formula", formulas)]
    if prefer:
        because = {tag: LANGUAGES[tag].filings.restated for tag in tags}
        lines += [f"    prefer: {prefer}", f"    because: {_flow(because)}"]
    if accepted:
        reason = _flow({tag: LANGUAGES[tag].filings.as_filed for tag in tags})
        lines += ["    accepted:", *(f"      {code}: {reason}" for code in accepted)]
    return lines


def _list(key: str, said: Sequence[str]) -> list[str]:
    if len(said) == 1 and not said[0].startswith("{"):
        return [f"    {key}: {said[0]}"]
    return [f"    {key}:", *(f"      - {one}" for one in said)] if said else []


def statement_text(told: ImportedTelling) -> str:
    """A telling as facts.yaml has it: the value, where it stands, how it is printed there. With keys where it has more
    to say than a line, or where its place would end a part of that."""
    if told.scale or set(told.place) & set(";,") or set(told.printed) & set(":;#{}[]\"'"):
        said = {
            "value": told.value,
            "source": f"{told.source} {told.place}",
            "printed": told.printed or told.value,
        }
        said |= {"scale": told.scale} if told.scale else {}
        return _flow(said)
    parts = [told.value, f"{told.source} {told.place}", *([told.printed] if told.printed else [])]
    return yaml_text("; ".join(parts))


def yaml_text(text: str) -> str:
    """A text as YAML has it, in quotes where it would read as something else."""
    plain = text[:1].isalnum() or (text[:1] == "-" and text[1:2].isdigit())
    plain = plain and text.isprintable() and not text.isdigit() and not re.search(r":(?:\s|$)|\s#|\s$", text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _flow(words: Mapping[str, str]) -> str:
    return (
        "{" + ", ".join(f"{tag}: {json.dumps(text, ensure_ascii=False)}" for tag, text in words.items()) + "}"
    )
