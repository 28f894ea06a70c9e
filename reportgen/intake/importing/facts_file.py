"""An import as the text of a facts.yaml, new or added to one.

What is imported stands between two marks. A second import writes anew what it wrote itself and finds unchanged; what a
person wrote, or changed, stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from reportgen.facts.period import Period
from reportgen.figures.dates import period_label
from reportgen.intake.importing.imported import (
    Import,
    ImportedCompany,
    ImportedFact,
    ImportedSource,
    ImportedTelling,
)
from reportgen.languages import LANGUAGES

BEGIN: Final = "  # ---- imported: change a line, or move it above, and imports leave it as it is"
END: Final = "  # ---- end of what was imported"


@dataclass(frozen=True)
class WrittenFacts:
    """The text of facts.yaml after an import: `added` and `kept` count facts, `left` names those that a person wrote or
    changed and the file has otherwise."""

    text: str
    added: int
    kept: int
    left: tuple[str, ...]


def new_file(made: Import, languages: Iterable[str]) -> WrittenFacts:
    """A facts.yaml of what came in alone; titles of sources in these languages."""
    tags = tuple(languages)
    lines = [
        f"entity: {made.company.id}",
        f"period: {_scalar(str(made.period))}",
        "",
        "entities:",
        *_entity(made.company),
        "",
        "sources:",
        *(line for source in made.sources for line in _source(source, made.company, tags)),
        "",
    ]
    if made.segments:
        lines += ["segments:", *(f"  {id}: {_flow(label)}" for id, label in made.segments.items()), ""]
    lines += ["facts:", BEGIN, *_fact_lines(made.facts, tags), END, ""]
    return WrittenFacts("\n".join(lines), len(made.facts), 0, ())


# ---- pieces ---------------------------------------------------------------------------------------------------------


def _entity(company: ImportedCompany) -> Iterator[str]:
    yield f"  {company.id}:"
    yield f"    name: {_flow({'en': company.name})}"
    if company.short != company.name:
        yield f"    short: {_flow({'en': company.short})}"
    yield f"    currency: {company.currency}"
    if company.year_end != "12-31":
        yield f"    fiscal-year-end: {company.year_end}"
    if company.calendar.named_by_start:
        yield "    fiscal-year-named: start"
    if company.periods:
        yield "    periods:"
        yield from (f"      {_scalar(str(one))}: {one.start} to {one.end}" for one in company.periods)


def _source(source: ImportedSource, company: ImportedCompany, tags: Iterable[str]) -> Iterator[str]:
    title = {tag: filing_title(source, company, tag) for tag in tags}
    published = source.published or source.period.end
    said = [f"title: {_flow(title)}", f"published: {published}"]
    said += [f"accession: {_scalar(source.accession)}"] * bool(source.accession)
    said += [f"url: {_scalar(source.url)}"] * bool(source.url)
    yield f"  {source.id}: {{{', '.join(said)}}}"


def filing_title(source: ImportedSource, company: ImportedCompany, language: str) -> str:
    """What a report is called in a language: company, form and period."""
    return LANGUAGES[language].filings.title.format(
        company=company.short, form=source.form, period=period_label(source.period, language)
    )


def _fact_lines(facts: Iterable[ImportedFact], tags: Iterable[str]) -> Iterator[str]:
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
    told = [_statement(one) for one in fact.tellings]
    if not told:
        return [f"  {fact.key}: = {fact.formulas[0]}"]
    if not fact.formulas and not fact.prefer and len(told) == 1:
        return [f"  {fact.key}: {told[0]}"]
    lines = [f"  {fact.key}:"]
    lines += [f"    stated: {told[0]}"] if len(told) == 1 else ["    stated:", *(f"      - {one}" for one in told)]
    if len(fact.formulas) == 1:
        lines.append(f"    formula: {fact.formulas[0]}")
    elif fact.formulas:
        lines += ["    formula:", *(f"      - {one}" for one in fact.formulas)]
    if fact.prefer:
        because = {tag: LANGUAGES[tag].filings.restated for tag in tags}
        lines += [f"    prefer: {fact.prefer}", f"    because: {_flow(because)}"]
    return lines


def _statement(told: ImportedTelling) -> str:
    parts = [told.value, f"{told.source} {told.place}", *([told.printed] if told.printed else [])]
    return _scalar("; ".join(parts))


def _scalar(text: str) -> str:
    """A text as YAML has it, in quotes where it would read as something else."""
    plain = text[:1].isalnum() or text[:1] == "-" and text[1:2].isdigit()
    return text if plain and ": " not in text and " #" not in text and not text.isdigit() else json.dumps(text)


def _flow(words: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{tag}: {json.dumps(text, ensure_ascii=False)}" for tag, text in words.items()) + "}"
