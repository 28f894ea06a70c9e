"""Parity: the languages of an edition against one another, and its exhibits against what shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.brief.arithmetic import idle_reasons
from reportgen.brief.edition import Edition
from reportgen.brief.writing import WrittenBrief, house_in
from reportgen.codes.rg2_values import RG205
from reportgen.codes.rg5_texts import RG502, RG503, RG504, RG507, RG508, RG519
from reportgen.codes.rg7_proofs import RG706
from reportgen.document.nodes import Claimed, Document
from reportgen.document.walk import cited, exhibits, passages, runs
from reportgen.errors import Finding, Locus
from reportgen.facts.base import FactBase


def parity(written: Sequence[WrittenBrief], base: FactBase) -> Iterator[Finding]:
    """What one language says and another does not.

    RG508 sections that differ in number, RG706 warns of a fact that one language prints alone, RG519 of a claim whose
    condition only one has.
    """
    for one, other in ((one, other) for at, one in enumerate(written) for other in written[at + 1 :]):
        yield from _sections(one, other)
        yield from _facts(one, other, base)
        yield from _conditions(one, other)


def _sections(one: WrittenBrief, other: WrittenBrief) -> Iterator[Finding]:
    counts = [len(written.document.sections) for written in (one, other)]
    if counts[0] != counts[1]:
        said = f"{counts[0]} in {one.language}, {counts[1]} in {other.language}"
        place = other.document.headline.place
        message = f"the languages differ in their sections (##): {said}"
        yield RG508.finding(message, place.locus if place else None)


_FAILED: Final = (RG205.id, RG502.id, RG503.id)  # a reference or a text that printed nothing


def _facts(one: WrittenBrief, other: WrittenBrief, base: FactBase) -> Iterator[Finding]:
    if any(finding.code in _FAILED for finding in (*one.findings, *other.findings)):
        return  # what is not there may be what failed
    for here, there in ((one, other), (other, one)):
        others = {cited.fact.at for cited in there.citations}
        alone = {cited.fact.at: cited.fact for cited in here.citations if cited.fact.at not in others}
        for fact in alone.values():
            message = f"{base.name(fact.at)} is printed in {here.language}, and not in {there.language}"
            yield RG706.finding(message, _printed_at(here.document, fact))


def _printed_at(document: Document, fact: object) -> Locus | None:
    for passage in passages(document):
        for piece in cited(passage.line):
            if piece.citation.fact is fact and piece.place:
                return piece.place.locus
    return None


def _conditions(one: WrittenBrief, other: WrittenBrief) -> Iterator[Finding]:
    for here, there in ((one, other), (other, one)):
        mine = {claim.expression for claim in here.claims}
        yours = {_folded(claim.expression) for claim in there.claims}
        for claim in _claimed_pieces(here.document):
            if claim.expression in mine and _folded(claim.expression) not in yours:
                mine.discard(claim.expression)
                message = f"{here.language} claims {claim.expression!r}, and {there.language} does not"
                mend = "claim the same in each language, on one condition"
                yield RG519.finding(message, claim.place.locus, mend)


def _folded(expression: str) -> str:
    return "".join(expression.split())


def _claimed_pieces(document: Document) -> Iterator[Claimed]:
    seen: set[int] = set()
    for passage in passages(document):
        for run in runs(passage.line):
            if run.claim and run.claim.number not in seen:
                seen.add(run.claim.number)
                yield run.claim


def showing(edition: Edition, documents: Sequence[Document]) -> Iterator[Finding]:
    """RG507 warns of an exhibit that nothing shows; RG504 is one that stands in a brief twice: numbers lead back to one
    place. RG305 is a reason for RG525 that nothing needs."""
    styles = ((document, house_in(edition, document.language)) for document in documents)
    yield from idle_reasons(tuple(styles), edition.base)
    shown: set[str] = set()
    for document in documents:
        seen: set[str] = set()
        for exhibit in exhibits(document):
            if exhibit.name in seen:
                message = f"the exhibit {exhibit.name!r} stands in the brief a second time"
                yield RG504.finding(message, exhibit.called.locus, "show it once")
            seen.add(exhibit.name)
        shown |= seen
    for key in edition.brief.exhibits:
        if str(key) not in shown:
            message = f"the exhibit {str(key)!r} stands nowhere"
            yield RG507.finding(message, key.locus, "show it or take it out")
