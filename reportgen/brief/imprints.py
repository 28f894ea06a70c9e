"""Who speaks and of which shares, as brief.yaml and its theme declare it: read, and held against its languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reportgen.brief.brief_yaml import BriefFile
from reportgen.brief.filling import unknown_period
from reportgen.brief.speakers_yaml import AnalystText, PerformanceText, RatingText, SpeakersText
from reportgen.codes.rg2_values import RG203
from reportgen.codes.rg5_texts import RG504, RG506, RG528, RG529
from reportgen.document.imprint import DeclaredAnalyst, Imprint, address_of, is_web
from reportgen.errors import Finding, Locus
from reportgen.facts.base import FactBase
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.figures.reader.scanning import numerals
from reportgen.languages import DEFAULT


def imprint_of(declared: SpeakersText) -> Imprint:
    """Who speaks, as a file declares it."""
    publisher = declared.publisher
    return Imprint(
        publisher.name if publisher else {},
        publisher.url if publisher else None,
        tuple(map(_analyst, declared.analysts)),
        tuple(declared.disclosures),
    )


def _analyst(declared: AnalystText) -> DeclaredAnalyst:
    contact = declared.contact
    contacts = () if contact is None else tuple(contact) if isinstance(contact, list) else (contact,)
    return DeclaredAnalyst(declared.name, declared.role or {}, contacts)


def imprint_findings(imprint: Imprint, languages: Iterable[str], start: Locus) -> Iterator[Finding]:
    """What is wrong with who speaks: RG506 for words that a language lacks, RG528 for what leads nowhere. `start` is
    the place of what has none of its own."""
    texts = [words for words in (imprint.publisher, *imprint.disclosures) if words]
    texts += [words for one in imprint.analysts for words in (one.name, one.role) if words]
    for words in texts:
        for language in languages:
            if language not in words:
                yield RG506.finding(f"there is no text for {language}", _place(words, start))
    if imprint.url is not None and not is_web(imprint.url):
        message = f"{str(imprint.url)!r} is no address of a page"
        yield RG528.finding(message, imprint.url.locus, "write url: https://research.example.com")
    for contact in (contact for one in imprint.analysts for contact in one.contacts):
        if address_of(contact) is None:
            message = (
                f"{str(contact)!r} is neither an e-mail address, a telephone number nor an https: address"
            )
            yield RG528.finding(
                message, contact.locus, "write contact: mei.lin@example.com, or +886 2 5550 0123"
            )


def _place(words: Mapping[str, str], start: Locus) -> Locus:
    first = next(iter(words.values()), None)
    return first.locus if isinstance(first, Text) else start


def shares_findings(brief: BriefFile, base: FactBase | None) -> Iterator[Finding]:
    """What is wrong with what is said of the shares, before any of it is written: RG203 a day, RG504 an exhibit that
    is not there, RG505 a column of the strip, RG529 a rating with a numeral."""
    if brief.rating:
        yield from _rating(brief.rating, brief.date)
    chart = brief.market.chart if brief.market else None
    if chart is not None and chart not in brief.exhibits:
        known = ", ".join(brief.exhibits)
        yield RG504.finding(f"there is no exhibit {str(chart)!r}", chart.locus, f"exhibits: {known}")
    if brief.strip and base is not None:
        for column in brief.strip.columns:
            if finding := unknown_period(column, base):
                yield finding


def _rating(rating: RatingText, published: str) -> Iterator[Finding]:
    for words in filter(None, (rating.now, rating.before)):
        for text in words.values():
            found = next(numerals(text), None)
            if found or "{" in text:
                said = text[found.start : found.end] if found else str(text)
                message = f"a rating is words, and {said!r} stands in it"
                locus = text.inside(found.start) if found else text.locus
                yield RG529.finding(
                    message, locus, f"write now: {{{DEFAULT}: Buy}}; a price goes under target:"
                )
    if rating.since is not None:
        try:
            later = date.fromisoformat(rating.since).isoformat() > published
        except ValueError:
            message = f"there is no day {str(rating.since)!r}"
            yield RG203.finding(message, rating.since.locus, "write 2026-02-06")
        else:
            if later:
                message = f"the rating is from {rating.since}, and the brief from {published}"
                yield RG203.finding(message, rating.since.locus, "put either date right")


def texts_on_shares(brief: BriefFile) -> Iterator[Bilingual]:
    """Every text on the shares, and of the strip."""
    words: list[Bilingual | None] = [brief.rating.now, brief.rating.before] if brief.rating else []
    words += [
        one.label
        for one in (brief.market.performance if brief.market else [])
        if isinstance(one, PerformanceText)
    ]
    words += [row.label for row in (brief.strip.rows if brief.strip else [])]
    yield from (one for one in words if one)
