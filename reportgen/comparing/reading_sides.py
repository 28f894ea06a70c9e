"""Sides of a comparison, from what they are read of: a checked edition, facts alone, a record of numbers, a finished
document."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportgen.brief.drafting import Draft
from reportgen.brief.writing import house_in
from reportgen.check import Checked
from reportgen.checks.conditions import ClaimError
from reportgen.checks.tieout import TieOut, tie_out
from reportgen.comparing.reading_records import labelled, recorded_side
from reportgen.comparing.reading_texts import document_texts, page_texts
from reportgen.comparing.roles import role_of, yearly_role_of
from reportgen.comparing.said_alike import first_said
from reportgen.comparing.sides import (
    ComparedClaim,
    ComparedFigure,
    ComparedSide,
    FigureMention,
)
from reportgen.document.citation import Citation
from reportgen.document.nodes import Document
from reportgen.document.walk import TextRole, plain
from reportgen.facts.base import FactBase, value_of
from reportgen.figures.display import show
from reportgen.figures.number_style import NumberStyle, Style, number_style_of
from reportgen.proof.carried import carried_facts
from reportgen.proof.finished import Finished, Unreadable
from reportgen.record.appendix import AppendixLine, lines
from reportgen.record.attachments import FACTS, NUMBERS, VOCABULARY
from reportgen.record.claims import Assertion, state

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
        document_texts(draft.document) if draft else (), period=_period(base), base=base, style=house,
    )  # fmt: skip


def facts_side(name: str, base: FactBase, language: str) -> ComparedSide:
    """Facts alone, labelled in a language."""
    house = number_style_of(language, Style(), base.units)
    figures = _figures(base, house, (), tie_out(base))
    return ComparedSide(
        name, "facts", language, figures, prints=False, period=_period(base), base=base, style=house
    )


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
            said=first_said(one.shown, one.value, known[key].said) if key in known else one.said,
            quantity=known[key].quantity if key in known else one.quantity,
            role=role,
            yearly_role=yearly,
            held=key in held,
        )
        for key, one in side.figures.items()
        for role, yearly in (_roles_of(key, base),)
    }
    rest = {key: one for key, one in known.items() if key not in printed}
    return replace(
        side,
        figures={**printed, **rest},
        texts=texts,
        holds=True,
        period=_period(base),
        base=base,
        style=house,
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
        line.reference, fact.at.scenario, labelled(line.label, line.period, line.scenario, house.language),
        line.value, line.unit, interval.low, interval.high,
        first_said(shown, line.value, fallback), role_of(fact.at, base), shown,
        tuple(FigureMention(told.origin.key, told.locator, told.printed) for told in line.tellings),
        str(fact.formula.text) if fact.formula else "", fact.at in base.facts, line.number,
        place.anchor if place.number else "", yearly_role=yearly_role_of(fact.at, base),
        quantity=None if line.void else value_of(fact),
    )  # fmt: skip


def _roles_of(reference: str, base: FactBase) -> tuple[str, str]:
    """The roles of a figure that a document prints; "" where its facts do not know the reference."""
    try:
        at = base.at(reference)
        return role_of(at, base), yearly_role_of(at, base)
    except (ValueError, ArithmeticError):
        return "", ""


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
