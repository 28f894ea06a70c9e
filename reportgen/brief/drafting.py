"""Drafts: a brief in each of its languages, written, inspected, and told for the record. What `check` judges, `build`
prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.brief.edition import Edition
from reportgen.brief.inspection import Inspected, inspect, term_findings
from reportgen.brief.parity import parity, showing
from reportgen.brief.writing import Written, write_all
from reportgen.checks.tieout import TieOut
from reportgen.document.nodes import Document
from reportgen.document.walk import bodies, list_numbers, plain
from reportgen.errors import Finding
from reportgen.record.appendix import Discrepancy, Line
from reportgen.record.claims import Claim
from reportgen.record.numbers import Told


@dataclass(frozen=True)
class Draft:
    """A brief in one language: what was written, and what its inspection found."""

    written: Written
    inspected: Inspected

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.written.language

    @property
    def document(self) -> Document:
        """Its document."""
        return self.written.document

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows of its appendix."""
        return self.written.lines

    @property
    def exceptions(self) -> tuple[Discrepancy, ...]:
        """The accepted exceptions."""
        return self.written.exceptions

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims, in the order of reading."""
        return self.written.claims

    @property
    def terms(self) -> tuple[str, ...]:
        """The declared terms that it uses."""
        return self.inspected.terms

    def told(self, edition: Edition) -> Told:
        """What it tells of itself."""
        document = self.document
        headings = (document.headline, *(section.heading for section in document.sections))
        return Told(
            self.language,
            edition.theme.style(self.language),
            plain(document.title),
            tuple(plain(heading.content) for heading in headings),
            self.lines,
            self.exceptions,
            self.claims,
            document.opinions,
            self.inspected.wordings,
            self.terms,
            tuple(number for content in bodies(document) for number in list_numbers(content)),
            document.images,
        )


def draft(edition: Edition, rows: Sequence[TieOut]) -> tuple[tuple[Draft, ...], list[Finding]]:
    """The edition in each of its languages, and everything that is wrong with its words."""
    written = write_all(edition, rows)
    drafts = tuple(Draft(one, inspect(edition, one.document)) for one in written)
    found = [*term_findings(edition), *parity(written, edition.base)]
    for one in drafts:
        found += [*one.written.findings, *one.inspected.findings]
    found += showing(edition, [one.document for one in drafts])
    return drafts, list(dict.fromkeys(found))
