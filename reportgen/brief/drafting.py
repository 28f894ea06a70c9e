"""Drafts: a brief in each of its languages, written, inspected, and told for the record. What `check` judges, `build`
prints."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.brief.edition import Edition
from reportgen.brief.inspection import Inspected, inspect_document, reason_findings, term_findings
from reportgen.brief.parity import parity, showing
from reportgen.brief.writing import WrittenBrief, house_in, write_all
from reportgen.checks.tieout import tie_out
from reportgen.document.nodes import Document
from reportgen.document.walk import bodies, list_numbers, plain
from reportgen.errors import Finding
from reportgen.record.appendix import exceptions, lines
from reportgen.record.claims import state
from reportgen.record.numbers import DocumentNumbers


@dataclass(frozen=True)
class Draft:
    """A brief in one language: what was written, and what its inspection found."""

    written: WrittenBrief
    inspected: Inspected

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.written.language

    @property
    def document(self) -> Document:
        """Its document."""
        return self.written.document

    def told(self, edition: Edition) -> DocumentNumbers:
        """What it tells of itself: its appendix is worked out here, and not before it is pressed."""
        document, base, language = self.document, edition.base, self.language
        number_style, rows = house_in(edition, language), tie_out(edition.base)
        citations = self.written.citations
        numbers = {citation.fact.at: citation.number for citation in citations}
        headings = (document.headline, *(section.heading for section in document.sections))
        return DocumentNumbers(
            language,
            edition.theme.style(language),
            plain(document.title),
            tuple(plain(heading.content) for heading in headings),
            lines(base, number_style, citations, rows),
            exceptions(base, number_style, rows, numbers),
            tuple(state(claim, base, number_style) for claim in self.written.claims),
            document.opinions,
            self.inspected.wordings,
            self.inspected.terms,
            tuple(number for content in bodies(document) for number in list_numbers(content)),
            document.images,
        )


def draft(edition: Edition) -> tuple[tuple[Draft, ...], list[Finding]]:
    """The edition in each of its languages, and everything that is wrong with its words."""
    written = write_all(edition)
    drafts = tuple(Draft(one, inspect_document(edition, one.document)) for one in written)
    found = [*term_findings(edition), *reason_findings(edition)]
    for one in drafts:
        found += [*one.written.findings, *one.inspected.findings]
    if all(one.whole for one in written):  # what a text that failed does not say is not missing
        found += [*parity(written, edition.base), *showing(edition, [one.document for one in drafts])]
    return drafts, list(dict.fromkeys(found))
