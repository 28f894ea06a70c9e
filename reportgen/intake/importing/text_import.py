"""A release or a recap on its way into facts.yaml: which language it is in, what it is called, and what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportgen.codes.rg8_coverage import RG821
from reportgen.errors import Misuse, Rejected
from reportgen.facts.base import FactBase, Source
from reportgen.facts.calendars import CIVIL
from reportgen.facts.period import PeriodError, parse_period
from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.paragraphs import Reading, read_text
from reportgen.figures.reader.parts import Figure
from reportgen.intake.against_printed import stated_facts
from reportgen.intake.coverage import witness
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.from_filing import in_vocabulary_order
from reportgen.intake.importing.from_text import Proposed, figures_of_text
from reportgen.intake.importing.imported import Import, ImportedCompany, ImportedSource
from reportgen.intake.importing.text_concepts import KnownNames, label_words
from reportgen.intake.importing.text_periods import Standpoint, periods_in
from reportgen.intake.intake_limits import (
    DEEPEST_TAGS,
    LONGEST_TEXT_LINE,
    MOST_TEXT_BYTES,
    MOST_TEXT_CHARACTERS,
    MOST_TEXT_FIGURES,
    MOST_TEXT_NUMBERS,
)
from reportgen.intake.source_text import SourceWords, UnreadableSource, depth_of_tags, text_of
from reportgen.languages import DEFAULT, numeral_packs
from reportgen.vocabulary.standard import Vocabulary

_OF_A_SCRIPT: Final = 10  # one letter of so many, at least, is of the script of a text's language
_NUMBERS: Final = re.compile(r"[0-9][0-9.,]*")
_HEAD: Final = 30  # paragraphs in which a text says when it came out
_LONGEST_TITLE: Final = 120


@dataclass(frozen=True)
class TextFile:
    """A text as it was handed over: its bytes, what findings call it, its name without its ending, and the name by
    which facts.yaml may have it as the `file:` of a source, "" where it lies elsewhere."""

    data: bytes
    shown: str
    stem: str
    file: str = ""


@dataclass(frozen=True)
class TextWish:
    """What the command line says: the company, the edition's period, the id of the source, the day it came out."""

    entity: str = ""
    period: str = ""
    source: str = ""
    filed: date | None = None


@dataclass(frozen=True)
class TextImport:
    """What came of a text: the facts that are certain, and the figures that wait; of how many that it has, and how many
    were stated before."""

    made: Import
    proposed: tuple[Proposed, ...]
    figures: int
    known: int


def import_text(file: TextFile, base: FactBase | None, vocabulary: Vocabulary, wish: TextWish) -> TextImport:
    """The figures of a text. `base` is the edition's fact base, where there is one. Raises Misuse where nobody says of
    which company and period it is, and Rejected where it is no text, or one beyond all limits."""
    entity, period = _whose(file, base, wish)
    text = _text(file)
    source = wish.source or slug(file.stem)
    told = base.sources.get(source) if base else None
    language = _read_in(told, text)
    reading = read_text(text, language)
    _within_limits(len(reading.figures), MOST_TEXT_FIGURES, "figures", file)
    company = _company(entity, base, text, reading)
    at = _standpoint(period, company, language)
    names = _names(company, base, vocabulary, language)
    words = SourceWords(source, file.shown, language, text)
    known = _known(base, words, reading) if base and told else frozenset[int]()
    found = figures_of_text(reading, source, names, at, known)
    about = ImportedSource(
        source,
        "",
        at.period,
        wish.filed or _published(reading, at),
        titles={language: _title(reading, file)},
        language=language,
        file=file.file,
    )
    facts = tuple(in_vocabulary_order(found.facts, names.vocabulary))
    made = Import(company, at.period, (about,), {}, {}, facts)
    return TextImport(made, found.proposed, len(reading.figures), len(known))


def _whose(file: TextFile, base: FactBase | None, wish: TextWish) -> tuple[str, str]:
    """The company and the edition's period."""
    entity = wish.entity or (base.entity if base else "")
    period = wish.period or (str(base.period) if base else "")
    missing = [name for name, said in (("--entity", entity), ("--period", period)) if not said]
    if missing:
        raise Misuse(
            f"{file.shown} is a text without XBRL, which does not say of which company and period its edition is: give "
            f"{' and '.join(missing)}, or --into an edition that has a facts.yaml"
        )
    return entity, period


def _text(file: TextFile) -> str:
    _within_limits(len(file.data), MOST_TEXT_BYTES, "bytes", file)
    _within_limits(depth_of_tags(file.data), DEEPEST_TAGS, "elements in one another", file)
    try:
        text = text_of(file.data)
    except UnreadableSource as error:
        raise Misuse(f"{file.shown} {error}; give it as UTF-8 text, Markdown or HTML") from None
    _within_limits(
        max(map(len, text.splitlines()), default=0), LONGEST_TEXT_LINE, "characters on a line", file
    )
    _within_limits(len(text), MOST_TEXT_CHARACTERS, "characters", file)
    numbers = sum(1 for _ in _NUMBERS.finditer(text))  # before they are read, which takes longer
    _within_limits(numbers, MOST_TEXT_NUMBERS, "numbers", file)
    if not text.strip():
        raise Misuse(f"{file.shown} has no words in it")
    return text


def _within_limits(number: int, most: int, what: str, file: TextFile) -> None:
    if number > most:
        message = f"{file.shown} has {number:,} {what}, and no release has more than {most:,}"
        raise Rejected([RG821.finding(message, None, "give the release or recap alone")])


# ---- language, title, day -------------------------------------------------------------------------------------------


def _read_in(told: Source | None, text: str) -> str:
    return told.language if told else language_of(text)


def language_of(text: str) -> str:
    """The language of a text, by its script."""
    letters = sum(char.isalpha() for char in text) or 1
    best, most = DEFAULT, 0
    for pack in numeral_packs():
        if not pack.script.letters.source:
            continue
        own = len(pack.script.letters.pattern.findall(text))
        whole = len(pack.script.any_letter.pattern.findall(text))
        if own * _OF_A_SCRIPT >= letters and whole > most:
            best, most = pack.language, whole
    return best


def _title(reading: Reading, file: TextFile) -> str:
    """The first line that can be a title; the name of the file where none can."""
    for paragraph in reading.paragraphs[:3]:
        text = re.sub(r"^[#\s]+", "", paragraph.text).strip()
        if (
            any(map(str.isalpha, text))
            and len(text) <= _LONGEST_TITLE
            and "|" not in text
            and text.isprintable()
        ):
            return text
    return file.stem


def _published(reading: Reading, at: Standpoint) -> date | None:
    """The first day in the head of a text that lies behind the end of its period."""
    for paragraph in reading.paragraphs[:_HEAD]:
        for named in periods_in(fold(paragraph.text), at):
            if named.period.instant and named.period.end > at.period.end:
                return named.period.end
    return None


# ---- company and names ----------------------------------------------------------------------------------------------


def _company(entity: str, base: FactBase | None, text: str, reading: Reading) -> ImportedCompany:
    there = base.entities.get(entity) if base else None
    currency = (there.currency if there else "") or _currency(text, reading.figures)
    if not currency:
        raise Misuse(f"no amount of the text says its currency; give {entity} its currency: in facts.yaml")
    calendar = there.calendar if there else CIVIL
    name = there.name.get(DEFAULT, entity) if there else entity
    return ImportedCompany(entity, name, name, currency, "12-31", calendar)


def _currency(text: str, figures: Iterable[Figure]) -> str:
    """The currency that most amounts are in, or else the one that is named."""
    told = Counter(figure.money[0] for figure in figures if figure.money)
    if told:
        return told.most_common(1)[0][0]
    found = Counter[str]()
    for pack in numeral_packs():
        for codes, spelled in pack.spellings.currencies.items():
            for word in spelled.split("|"):
                found[codes[0]] += text.count(word) if len(word) > 1 or not word.isalnum() else 0
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] else ""


def _standpoint(period: str, company: ImportedCompany, language: str) -> Standpoint:
    try:
        return Standpoint(parse_period(period, company.calendar), company.calendar, language)
    except PeriodError as error:
        raise Misuse(str(error)) from None


def _names(
    company: ImportedCompany, base: FactBase | None, vocabulary: Vocabulary, language: str
) -> KnownNames:
    segments: Mapping[str, Iterable[str]] = {}
    entities: Mapping[str, Iterable[str]] = {}
    if base:
        segments = {name: [*label_words([label])] for name, label in base.concepts.segments.items()}
        entities = {name: [*label_words([one.name, one.short])] for name, one in base.entities.items()}
        vocabulary = base.concepts.vocabulary
    return KnownNames(language, vocabulary, company.id, company.currency, segments, entities)


def _known(base: FactBase, words: SourceWords, reading: Reading) -> frozenset[int]:
    """The figures that statements of this source rest on, or print with these characters at this place."""
    witnessed = witness(base, words, reading)
    said = {
        (place, "".join(claim.statement.printed.split()))
        for claim in stated_facts(base)
        if claim.statement.source == words.source
        for place in re.findall(r"\d+", claim.statement.locator)[:1]
    }
    taken = {*witnessed.taken, *witnessed.wrong}
    return frozenset(
        id(figure)
        for figure in reading.figures
        if id(figure) in taken or (str(figure.paragraph.number), "".join(figure.printed.split())) in said
    )
