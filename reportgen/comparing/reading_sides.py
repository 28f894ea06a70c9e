"""Sides of a comparison, from what they are read of: a checked edition, facts alone, a record of numbers, a finished
document."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from reportgen.brief.drafting import Draft
from reportgen.brief.writing import house_in
from reportgen.check import Checked
from reportgen.checks.conditions import ClaimError
from reportgen.checks.tieout import TieOut, tie_out
from reportgen.comparing.reading_texts import document_texts, page_texts
from reportgen.comparing.sides import (
    ComparedClaim,
    ComparedFigure,
    ComparedSide,
    FigureMention,
    SideKind,
)
from reportgen.document.citation import Citation
from reportgen.document.nodes import Document
from reportgen.document.walk import TextRole, plain
from reportgen.facts.base import FactBase, value_of
from reportgen.facts.reference import Coordinates
from reportgen.figures.display import show
from reportgen.figures.number_style import NumberStyle, Style, number_style_of
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.proof.carried import carried_facts
from reportgen.proof.finished import Finished, Unreadable
from reportgen.proof.numbers_json import once_each
from reportgen.record.appendix import AppendixLine, lines
from reportgen.record.attachments import FACTS, NUMBERS, VOCABULARY
from reportgen.record.claims import Assertion, state

_BARE: Final = re.compile(r"[^\w$€£¥]*\d[\d.,]*\)?")  # digits without a unit
_UNREAD: Final[frozenset[TextRole]] = frozenset({"alt"})  # it says again what a picture shows


def edition_side(name: str, checked: Checked, language: str) -> ComparedSide:
    """An edition as it stands in its files, in one language; it need not hold."""
    edition = checked.edition
    assert edition is not None, "what cannot be read is not compared"
    base, house = edition.base, house_in(edition, language)
    draft = next((one for one in checked.drafts if one.language == language), None)
    cited = draft.written.citations if draft else ()
    return ComparedSide(
        name, "edition", language, _figures(base, house, cited, checked.rows),
        _claims(draft, base, house) if draft else (), _headings(draft.document) if draft else (),
        document_texts(draft.document) if draft else (), period=_period(base), base=base,
    )  # fmt: skip


def facts_side(name: str, base: FactBase, language: str) -> ComparedSide:
    """Facts alone, labelled in a language."""
    figures = _figures(base, number_style_of(language, Style(), base.units), (), tie_out(base))
    return ComparedSide(name, "facts", language, figures, prints=False, period=_period(base), base=base)


def finished_side(name: str, finished: Finished) -> ComparedSide:
    """A finished document, by the numbers and the facts that it carries. Raises Unreadable for one that carries no
    numbers."""
    if NUMBERS not in finished.files:
        raise Unreadable(f"it does not carry {NUMBERS}")
    side = replace(
        recorded_side(name, finished.files[NUMBERS], kind="document"),
        medium="html" if finished.kind == "html" else "pdf",
    )
    texts = page_texts(finished) if finished.kind == "html" else None
    facts = finished.files.get(FACTS)
    base = carried_facts(facts, finished.files.get(VOCABULARY)).base if facts else None
    if base is None:
        return replace(side, texts=texts)
    house = number_style_of(side.language, Style(), base.units)
    held, known = {str(at) for at in base.facts}, _figures(base, house, (), tie_out(base))
    printed = {
        key: replace(
            one,
            said=_said(one.shown, known[key].said) if key in known else one.said,
            role=_role_of(key, base),
            held=key in held,
        )
        for key, one in side.figures.items()
    }
    rest = {key: one for key, one in known.items() if key not in printed}
    return replace(
        side, figures={**printed, **rest}, texts=texts, holds=True, period=_period(base), base=base
    )


def _period(base: FactBase) -> str:
    return f"{base.entity} {base.period}"


# ---- figures of a fact base ----------------------------------------------------------------------------------


def _figures(
    base: FactBase, house: NumberStyle, cited: tuple[Citation, ...], rows: tuple[TieOut, ...]
) -> dict[str, ComparedFigure]:
    """What is printed, then what is held and not printed."""
    printed = {citation.fact.at for citation in cited}
    rest = [
        Citation(0, 1, fact, "")
        for fact in {fact.at: fact for fact in base.facts.values()}.values()
        if fact.at not in printed and (fact.quantity is not None or fact.no_value)
    ]
    made = [*lines(base, house, cited, rows), *lines(base, house, rest, rows)]
    return {line.reference: _figure(line, base, house) for line in made}


def _figure(line: AppendixLine, base: FactBase, house: NumberStyle) -> ComparedFigure:
    fact, interval = line.fact, value_of(line.fact).interval
    shown = tuple(dict.fromkeys(text for text in line.shown if text))
    place = next((one for one in line.places if one.inline), line.places[0])
    fallback = line.computed if line.void else show(value_of(fact), house, full=True)
    return ComparedFigure(
        line.reference, fact.at.scenario, _label(line.label, line.period, line.scenario, house.language),
        line.value, line.unit, interval.low, interval.high, _said(shown, fallback), _role(fact.at, base), shown,
        tuple(FigureMention(told.origin.key, told.locator, told.printed) for told in line.tellings),
        str(fact.formula.text) if fact.formula else "", fact.at in base.facts, line.number,
        place.anchor if place.number else "",
    )  # fmt: skip


def _said(shown: tuple[str, ...], fallback: str) -> str:
    """How it first stands in the brief with its unit; a table's cells may leave that to the head."""
    return next((text for text in shown if not _BARE.fullmatch(text)), fallback)


def _label(label: str, period: str, scenario: str, language: str) -> str:
    marks = LANGUAGES[language].marks if language in LANGUAGES else LANGUAGES[DEFAULT].marks
    return label + marks.brackets.format(marks.comma.join(filter(None, (period, scenario))))


_DAYS_OF_MONTH: Final = 365.2425 / 12


def _role(at: Coordinates, base: FactBase) -> str:
    """Where a fact stands as seen from the period of its edition: how many months away it ends, and how many it covers.
    Ends of 52 and 53 weeks are days off."""
    away = round((at.period.end - base.period.end).days / _DAYS_OF_MONTH)
    return f"{at.entity}/{at.concept}@{away}:{at.period.months}~{at.scenario}"


def _role_of(reference: str, base: FactBase) -> str:
    """The role of a figure that a document prints; "" where its facts do not know the reference."""
    try:
        return _role(base.at(reference), base)
    except (ValueError, ArithmeticError):
        return ""


# ---- claims and texts of a draft -----------------------------------------------------------------------------


def _claims(draft: Draft, base: FactBase, house: NumberStyle) -> tuple[ComparedClaim, ...]:
    return tuple(_claim(asserted, base, house) for asserted in draft.written.claims)


def _claim(asserted: Assertion, base: FactBase, house: NumberStyle) -> ComparedClaim:
    words, anchor = " ".join(asserted.words.split()), f"c{asserted.number}" if asserted.inline else ""
    try:
        condition = state(asserted, base, house).condition
    except (ClaimError, ArithmeticError):  # it does not hold: the condition stands as it is written
        condition = asserted.expression
    return ComparedClaim(words, asserted.expression, condition, anchor)


def _headings(document: Document) -> tuple[str, ...]:
    headings = (document.headline, *(section.heading for section in document.sections))
    return plain(document.title), *(plain(heading.content) for heading in headings)


# ---- a record of numbers -------------------------------------------------------------------------------------

_ENTRIES = Mapping[str, Any]
_FRACTION: Final = re.compile(r"-?\d{1,80}(?:/[1-9]\d{0,80})?", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,80}(?:\.\d{1,80})?", re.ASCII)


def recorded_side(
    name: str, document: bytes, language: str = "", kind: SideKind = "document"
) -> ComparedSide:
    """A numbers.json in one of its languages, the first where none is named. Raises Unreadable where it is none."""
    try:
        read = json.loads(document, object_pairs_hook=once_each)
        language = language or str(read["languages"][0])
        entries = (entry for entry in read["numbers"] if language in entry["texts"])
        figures = {str(entry["fact"]): _recorded(entry, language) for entry in entries}
        own = read["documents"].get(language, {})
        claims = tuple(
            ComparedClaim(
                str(one["words"]),
                str(one.get("expression", "")),
                str(one["condition"]),
                str(one.get("id", "")),
            )
            for one in read["claims"]
            if one["language"] == language
        )
        headings = (str(own.get("title", "")), *map(str, own.get("headings", ())))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable(f"its numbers.json cannot be read: {error!r}") from error
    return ComparedSide(name, kind, language, figures, claims, headings, holds=False)


def recorded_languages(document: bytes) -> tuple[str, ...]:
    """The languages of a numbers.json. Raises Unreadable."""
    try:
        return tuple(map(str, json.loads(document)["languages"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(f"it is no numbers.json: {error!r}") from error


def _recorded(entry: _ENTRIES, language: str) -> ComparedFigure:
    own, printings = entry["texts"][language], entry["texts"][language]["printings"]
    low, high = (_end(end) for end in entry.get("interval") or (None, None))
    ends = (entry["low"], entry["high"]) if entry["high"] is not None else (entry["value"],)
    shown = tuple(dict.fromkeys(str(place["shown"]) for place in printings))
    place = next((one for one in printings if one.get("way", "inline") == "inline"), None)
    scenario = str(entry.get("scenario") or "actual")
    exact = f"{own['exact']} {own['unit']}".strip()
    return ComparedFigure(
        str(entry["fact"]), scenario, _label(str(own["label"]), str(own["period"]), own["scenario"] or "", language),
        "/".join(_digits(end) for end in ends), str(entry["unit"]), low, high,
        _said(shown, exact or str(own.get("computed") or "")), "", shown,
        tuple(FigureMention(*(str(one[key]) for key in _MENTIONED)) for one in entry.get("tellings", ())),
        str(entry.get("formula") or ""), True, int(entry.get("number", 0)),
        str(place.get("id", "")) if place else "", printings[0].get("page") if printings else None,
    )  # fmt: skip


_MENTIONED: Final = ("source", "locator", "printed")


def _end(text: str | None) -> Fraction | None:
    if text is None:
        return None
    if not _FRACTION.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return Fraction(text)


def _digits(text: str | None) -> str:
    if text is not None and not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return text or ""


def linked(side: ComparedSide, built: bytes, address: str) -> ComparedSide:
    """An edition's side with links into the document that was built of it, as far as its numbers.json knows them."""
    try:
        known = recorded_side(side.name, built, side.language)
    except Unreadable:
        return side
    places = {key: (one.anchor, one.page) for key, one in known.figures.items()}
    figures = {
        key: replace(one, anchor=places.get(key, ("", None))[0], page=places.get(key, ("", None))[1])
        for key, one in side.figures.items()
    }
    anchors = {claim.words: claim.anchor for claim in known.claims}
    claims = tuple(replace(one, anchor=anchors.get(one.words, "")) for one in side.claims)
    return replace(side, figures=figures, claims=claims, document=address)
