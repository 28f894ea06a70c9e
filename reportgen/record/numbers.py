"""numbers.json: what a document says of its own numbers, for programs and for its proof."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from reportgen.document.citation import Citation
from reportgen.document.images import Image
from reportgen.facts.base import value_of
from reportgen.facts.quantity import Quantity
from reportgen.figures.manner import PLAIN, Manner
from reportgen.figures.number_style import Style
from reportgen.languages import LANGUAGES
from reportgen.record.appendix import AppendixLine, Discrepancy, origins_of
from reportgen.record.claims import Claim
from reportgen.record.origins import for_programs
from reportgen.record.paper import Paper, on_paper, rounding_rule

Pages = Mapping[str, Mapping[str, int]]  # language → anchor → page


@dataclass(frozen=True)
class DocumentNumbers:
    """What one language of an edition tells of itself: its title, headings, citations and claims, the wordings with
    numerals in them that are no figures, the numbers of its lists, and its pictures."""

    language: str
    style: Style
    title: str
    headings: tuple[str, ...]
    lines: tuple[AppendixLine, ...]
    exceptions: tuple[Discrepancy, ...]
    claims: tuple[Claim, ...]
    opinions: int
    wordings: tuple[str, ...]
    terms: tuple[str, ...]
    lists: tuple[str, ...]
    images: tuple[Image, ...]

    def exceptions_of(self, number: int) -> tuple[Discrepancy, ...]:
        """What was accepted of the fact with a number."""
        return tuple(item for item in self.exceptions if item.number == number)

    @property
    def rounding(self) -> str:
        """What it says of the digits of its computed figures."""
        return rounding_rule(self.style, LANGUAGES[self.language])

    @cached_property
    def paper(self) -> Paper:
        """What of its appendix is printed on paper."""
        return on_paper(self.lines, self.exceptions, self.claims, LANGUAGES[self.language])


@dataclass(frozen=True)
class Entry:
    """One fact as it was cited, with its line in every language that cites it."""

    number: int
    lines: Mapping[str, AppendixLine]

    @property
    def any(self) -> AppendixLine:
        """The line in the first language: what the languages share is read from it."""
        return next(iter(self.lines.values()))


def entries(told: Sequence[DocumentNumbers]) -> tuple[Entry, ...]:
    """The appendices of all languages as one list, by number."""
    found: dict[int, dict[str, AppendixLine]] = {}
    for one in told:
        for line in one.lines:
            found.setdefault(line.number, {})[one.language] = line
    return tuple(Entry(number, found[number]) for number in sorted(found))


def numbers_json(
    edition: str,
    published: date,
    told: Sequence[DocumentNumbers],
    pages: Pages,
    *,
    compact: bool = False,
) -> bytes:
    """The entries as JSON, with every printing of each, the claims of each language with what they rest on, and what
    else the proof of a document needs to know; `compact` without white space, as a document carries it."""
    document = {
        "edition": edition,
        "date": published.isoformat(),
        "languages": [one.language for one in told],
        "documents": {one.language: _document(one) for one in told},
        "terms": list(dict.fromkeys(term for one in told for term in one.terms)),
        "sources": for_programs(origins_of(line for one in told for line in one.lines)),
        "numbers": [_entry(entry, pages) for entry in entries(told)],
        "claims": [
            _claim(claim, one.language, pages.get(one.language, {})) for one in told for claim in one.claims
        ],
        "opinions": {one.language: one.opinions for one in told},
    }
    if compact:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _document(told: DocumentNumbers) -> dict[str, Any]:
    """How a document writes its figures, and what it prints besides: its title, its headings, the passages of its
    appendix, the wordings that hold numerals and are no figures, the numbers of lists, and the images, which nobody can
    read back: the SHA-256 of each file, and of what is `printed` of it."""
    return {
        "style": asdict(told.style),
        "title": told.title,
        "headings": list(told.headings),
        "exceptions": [parts for item in told.exceptions for parts in exception_parts(item)],
        "wordings": list(told.wordings),
        "lists": list(told.lists),
        "images": [
            {"name": image.name, "sha256": image.sha256, "printed": list(image.printed)}
            for image in told.images
        ],
    }


def exception_parts(item: Discrepancy) -> list[list[str]]:
    """The parts of an exception in the order in which they are printed; punctuation may stand between them."""
    mark = [f"[{item.number}]"] if item.number else []
    by = [item.by] if item.by else []
    return [[item.label, item.period, item.used, *mark, *by], [item.how, item.against, item.reason]]


def _entry(entry: Entry, pages: Pages) -> dict[str, Any]:
    line = entry.any
    return {
        **described(line),
        "texts": {
            language: {
                "label": own.label,
                "period": own.period,
                "scenario": own.scenario or None,
                "exact": own.exact,
                "unit": own.unit_words,
                "working": own.working or None,
                "computed": own.computed or None,
                "verdict": own.verdict_words,
                "printings": [_printing(place, pages.get(language, {})) for place in own.places],
            }
            for language, own in entry.lines.items()
        },
    }


def _printing(place: Citation, pages: Mapping[str, int]) -> dict[str, Any]:
    """One printing: `drawn` where it is part of a picture or of a plain text, `spoken` in a picture's description; `as`
    is in which manner it was asked for, as far as that is no plain one."""
    way = "spoken" if place.spoken else "inline" if place.inline else "drawn"
    page = pages.get(place.anchor)
    return {
        "id": place.id, "shown": place.shown, "exhibit": place.exhibit or None, "way": way, "page": page,
        "as": _manner(place.manner),
    }  # fmt: skip


def _manner(manner: Manner) -> dict[str, Any]:
    told = {key: value for key, value in vars(manner).items() if value != getattr(PLAIN, key)}
    return {key: str(value) if key == "instead" else value for key, value in told.items()}


def described(line: AppendixLine) -> dict[str, Any]:
    """What programs read of an entry in any language: its coordinates, value and interval, sources and formula."""
    return {
        **shared(line, line.number),
        "tellings": [
            {"source": told.origin.key, "locator": told.locator, "printed": told.printed}
            for told in line.tellings
        ],
        "formula": str(line.fact.formula.text) if line.fact.formula else None,
    }


def _claim(claim: Claim, language: str, pages: Mapping[str, int]) -> dict[str, Any]:
    return {
        "language": language,
        "id": claim.id,
        "words": claim.words,
        "expression": claim.expression,
        "condition": claim.condition,
        "basis": list(claim.basis),
        "operands": [
            {
                "fact": operand.fact,
                "shown": operand.shown,
                "interval": _ends(operand.quantity),
            }
            for operand in claim.operands
        ],
        "verdict": str(claim.truth),
        "said": claim.verdict,
        "exhibit": claim.exhibit.strip("-") or None,
        "drawn": not claim.inline,
        "page": pages.get(claim.anchor),
    }


def _ends(quantity: Quantity) -> list[str | None]:
    interval = quantity.interval
    return [None if end is None else str(end) for end in (interval.low, interval.high)]


def shared(line: AppendixLine, number: int) -> dict[str, Any]:
    """What does not depend on the language."""
    at = line.fact.at
    low, _, high = line.value.partition("/")
    return {
        "number": number,
        "fact": line.reference,
        "value": None if high or line.void else low,
        "low": low if high else None,
        "high": high or None,
        "unit": line.unit,
        "interval": _ends(value_of(line.fact)),
        "period": str(at.period),
        "scenario": at.scenario,
        "verdict": str(line.verdict),
    }
