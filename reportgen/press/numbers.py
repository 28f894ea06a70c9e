"""The numbers as data: the rows of the appendix as CSV, XLSX and JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from reportgen.brief.appendix import Discrepancy, Line
from reportgen.brief.citations import Citation
from reportgen.brief.claims import Claim
from reportgen.brief.compose import Body
from reportgen.brief.edition import Edition
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates

Pages = Mapping[str, Mapping[str, int]]  # language → anchor → page

# A spreadsheet runs a text that begins with one of these as a formula; a Chinese one takes full-width signs too.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True)
class Entry:
    """One fact as it was cited, with its line in every language that cites it."""

    number: int
    lines: Mapping[str, Line]

    @property
    def any(self) -> Line:
        """The line in the first language: what the languages share is read from it."""
        return next(iter(self.lines.values()))


def entries(bodies: Sequence[Body]) -> tuple[Entry, ...]:
    """The appendices of all languages as one list, by number."""
    found: dict[int, dict[str, Line]] = {}
    for body in bodies:
        for line in body.lines:
            found.setdefault(line.number, {})[body.language] = line
    return tuple(Entry(number, found[number]) for number in sorted(found))


def numbering(bodies: Sequence[Body]) -> dict[Coordinates, int]:
    """The numbers given so far: a later language goes on from them, so that a fact has one number in all."""
    return {line.fact.at: line.number for body in bodies for line in body.lines}


def to_json(
    edition: Edition,
    bodies: Sequence[Body],
    pages: Pages,
    attached: Mapping[str, bytes] | None = None,
    seal: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """The entries as JSON, with every printing of each, the claims of each language with what they rest on, and what
    else the proof of a document needs to know.

    For a document that carries it, `attached` are the other files it carries and `seal` is every numeral that was read
    back from it, by place. `digest` is the SHA-256 of all the rest, so that an edit in this file is seen.
    """
    document = {
        "edition": edition.name,
        "date": edition.date.isoformat(),
        "languages": [body.language for body in bodies],
        "documents": {body.language: _document(edition, body) for body in bodies},
        "terms": [str(term) for term in edition.brief.terms],
        "numbers": [_entry(entry, pages) for entry in entries(bodies)],
        "claims": [
            _claim(claim, body.language, pages.get(body.language, {}))
            for body in bodies
            for claim in body.claims
        ],
        "opinions": {body.language: body.opinions for body in bodies},
    }
    if attached is not None:
        document["attached"] = {name: sha256(data).hexdigest() for name, data in attached.items()}
        document["seal"] = seal or {}
        document["digest"] = digest_of(document)
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(document: Mapping[str, Any]) -> str:
    """The SHA-256 of a document of numbers without its own digest, in hex."""
    rest = {key: value for key, value in document.items() if key != "digest"}
    return sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _document(edition: Edition, body: Body) -> dict[str, Any]:
    """How a document writes its figures, and what it prints besides: its title, its headings, and the passages of its
    appendix."""
    return {
        "style": asdict(edition.theme.style(body.language)),
        "title": body.title,
        "headings": [body.headline_plain, *(section.plain for section in body.sections)],
        "exceptions": [parts for item in body.exceptions for parts in exception_parts(item)],
    }


def exception_parts(item: Discrepancy) -> list[list[str]]:
    """The parts of an exception in the order in which they are printed; punctuation may stand between them."""
    mark = [f"[{item.number}]"] if item.number else []
    return [[item.label, item.period, item.used, *mark], [item.how, item.against, item.reason]]


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
    """One printing: `drawn` where it is part of a picture or of a plain text, `spoken` in a picture's description."""
    way = "spoken" if place.spoken else "inline" if place.inline else "drawn"
    page = pages.get(place.anchor)
    return {"id": place.id, "shown": place.shown, "exhibit": place.exhibit or None, "way": way, "page": page}


def described(line: Line) -> dict[str, Any]:
    """What programs read of an entry in any language: its coordinates, value and interval, sources and formula."""
    return {
        **_shared(line, line.number),
        "tellings": [
            {"source": told.source, "locator": told.locator, "printed": told.printed}
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


def _shared(line: Line, number: int) -> dict[str, Any]:
    """What does not depend on the language."""
    at = line.fact.at
    low, _, high = line.value.partition("/")
    assert line.fact.quantity is not None
    return {
        "number": number,
        "fact": line.reference,
        "value": None if high else low,
        "low": low if high else None,
        "high": high or None,
        "unit": line.unit,
        "interval": _ends(line.fact.quantity),
        "period": str(at.period),
        "scenario": at.scenario,
        "verdict": str(line.verdict),
    }


def table(bodies: Sequence[Body], pages: Pages) -> list[dict[str, str]]:
    """The entries as rows of text; what is a number is written in plain digits."""
    return [_row(entry, [body.language for body in bodies], pages) for entry in entries(bodies)]


def _row(entry: Entry, languages: list[str], pages: Pages) -> dict[str, str]:
    line = entry.any
    shared = _shared(line, entry.number)
    row = {
        key: str(shared[key] or "")
        for key in ("number", "fact", "value", "low", "high", "unit", "period", "scenario")
    }
    row["source"] = "; ".join(f"{told.source} {told.locator}: {told.printed}" for told in line.tellings)
    row["formula"] = str(line.fact.formula.text) if line.fact.formula else ""
    row["verdict"] = str(line.verdict)
    for language in languages:
        own = entry.lines.get(language)
        row[f"label {language}"] = own.label if own else ""
        row[f"shown {language}"] = " · ".join(own.shown) if own else ""
        row[f"working {language}"] = own.working if own else ""
        row[f"pages {language}"] = _page_list(own, pages.get(language, {})) if own else ""
    return row


def _page_list(line: Line, pages: Mapping[str, int]) -> str:
    return " ".join(map(str, sorted({pages[place.anchor] for place in line.places if place.anchor in pages})))


_NUMERIC: Final = ("number", "value", "low", "high")


def to_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets).

    A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
    """
    import pandas as pd

    safe = [{key: text if key in _NUMERIC else _inert(text) for key, text in row.items()} for row in rows]
    return pd.DataFrame(safe, dtype="str").to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_xlsx(rows: Sequence[Mapping[str, str]], title: str, created: date) -> bytes:
    """The rows as a workbook: numbers as numbers, texts as texts that never run."""
    import pandas as pd

    frame = pd.DataFrame(
        [{key: _cell(key, text) for key, text in row.items()} for row in rows], dtype="object"
    )
    memory = io.BytesIO()
    options = {
        "options": {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    }
    with pd.ExcelWriter(memory, engine="xlsxwriter", engine_kwargs=options) as writer:
        frame.to_excel(writer, sheet_name="Numbers", index=False, freeze_panes=(1, 2))
        writer.book.set_properties({"title": title, "created": _noon(created)})
        _dress(writer.sheets["Numbers"], list(frame.columns), len(frame))
    return memory.getvalue()


def _cell(key: str, text: str) -> Any:
    if not text:
        return None
    return text if key not in _NUMERIC else int(text) if text.lstrip("-").isdigit() else float(text)


def _noon(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day, 12)


def _dress(sheet: Any, columns: list[str], rows: int) -> None:
    widths = {"fact": 40, "value": 18, "low": 16, "high": 16, "source": 44, "formula": 44}
    for index, column in enumerate(columns):
        sheet.set_column(index, index, widths.get(column, 30 if " " in column else 12))
    sheet.autofilter(0, 0, rows, len(columns) - 1)
