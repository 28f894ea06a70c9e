"""An edition on the way to a page: read once, each language written when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from reportgen.brief.drafting import Draft
from reportgen.brief.edition import Edition, read_edition
from reportgen.brief.foreign_scripts import hold_scripts
from reportgen.brief.inputs import Inputs
from reportgen.brief.inspection import inspect_document, reason_findings, term_findings
from reportgen.brief.parity import parity, showing
from reportgen.brief.writing import numbering, write
from reportgen.check import Checked, grounds
from reportgen.checks.tieout import TieOut, tie_out
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.delivery.plans.planned import Plan
from reportgen.errors import Finding
from reportgen.record.numbers import DocumentNumbers


@dataclass(frozen=True)
class Sketch:
    """One state of an edition's inputs, and what was made of it so far.

    Taken together it finds what `check` and `inspect_delivery` find; what one language says is known before the others
    are written.
    """

    inputs: Inputs
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _told: dict[str, DocumentNumbers] = field(default_factory=dict)

    @cached_property
    def _read(self) -> tuple[Edition | None, list[Finding]]:
        inputs = self.inputs
        return read_edition(inputs.name, inputs.files, inputs.folder, inputs.themes, inputs.vocabulary)

    @property
    def edition(self) -> Edition | None:
        """The edition, None where it cannot be written."""
        return self._read[0]

    @cached_property
    def rows(self) -> tuple[TieOut, ...]:
        """The tie-out of its fact base."""
        return tie_out(self.edition.base) if self.edition else ()

    @cached_property
    def grounds(self) -> tuple[Finding, ...]:
        """What is wrong with the edition before a text of it is written."""
        edition, found = self._read
        if edition is None:
            return tuple(found)
        return (*found, *grounds(edition, self.rows, self.inputs))

    def draft(self, edition: Edition, language: str) -> Draft:
        """The brief in a language. Those before it are written too: they number the facts."""
        for tag in edition.languages[: 1 + edition.languages.index(language)]:
            if tag not in self._drafts:
                numbers = numbering([one.written for one in self._drafts.values()])
                written = write(edition, tag, numbers)
                self._drafts[tag] = Draft(written, inspect_document(edition, written.document))
        return self._drafts[language]

    def told(self, edition: Edition, language: str) -> DocumentNumbers:
        """What the brief in a language tells of itself."""
        if language not in self._told:
            self._told[language] = self.draft(edition, language).told(edition)
        return self._told[language]

    @cached_property
    def checked(self) -> Checked:
        """The edition as `check` has it."""
        edition = self.edition
        if edition is None:
            return Checked(None, (), (), self.grounds)
        drafts = tuple(self.draft(edition, language) for language in edition.languages)
        scripts = hold_scripts(edition, drafts, self.inputs.written)
        found = dict.fromkeys((*self.grounds, *_found_in(edition, drafts), *scripts))
        return Checked(edition, self.rows, drafts, tuple(found))

    @cached_property
    def delivery(self) -> tuple[Plan | None, tuple[Finding, ...]]:
        """The plan of its delivery, None where there is none or it does not hold, and what is wrong with it."""
        if self.inputs.delivery is None or self.edition is None:
            return None, ()
        plan, found = inspect_delivery(self.inputs, self.checked)
        return plan, tuple(found)


def found_in(draft: Draft) -> tuple[Finding, ...]:
    """What is wrong with the words of one language."""
    return (*draft.written.findings, *draft.inspected.findings)


def _found_in(edition: Edition, drafts: tuple[Draft, ...]) -> Iterator[Finding]:
    """What is wrong with the words of all languages, alone and held against one another."""
    yield from (*term_findings(edition), *reason_findings(edition))
    for one in drafts:
        yield from found_in(one)
    written = [one.written for one in drafts]
    if all(one.whole for one in written):  # what a text that failed does not say is not missing
        yield from (*parity(written, edition.base), *showing(edition, [one.document for one in drafts]))
