"""The facts that documents carry, read and derived once however many documents carry the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from reportgen.checks.tieout import TieOut, tie_out
from reportgen.checks.tieout import findings as tie_out_findings
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.reading import read_facts
from reportgen.facts.vocabulary_yaml import read_vocabulary
from reportgen.record.attachments import FACTS, VOCABULARY
from reportgen.vocabulary.standard import NO_VOCABULARY


@dataclass(frozen=True, eq=False)
class CarriedFacts:
    """A fact base as it was carried; `base` is None where it cannot be read, for which `findings` says why."""

    base: FactBase | None
    findings: tuple[Finding, ...]

    @cached_property
    def rows(self) -> tuple[TieOut, ...]:
        """The tie-outs of its facts."""
        return tie_out(self.base) if self.base else ()

    def found_in(self, name: str) -> Iterator[Finding]:
        """What is wrong with the facts, their tie-out included, said of the document of this name."""
        return _placed(name, (*self.findings, *self._tied))

    @cached_property
    def _tied(self) -> tuple[Finding, ...]:
        return tuple(tie_out_findings(self.rows, self.base)) if self.base else ()


def _placed(name: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        place = finding.locus and replace(finding.locus, file=f"{name}:{finding.locus.file}")
        yield replace(finding, locus=place)


@lru_cache(maxsize=2)
def carried_facts(data: bytes, vocabulary: bytes | None = None) -> CarriedFacts:
    """Read the facts that a document carries, with the concepts that it carries: this program's own count for
    nothing."""
    known, broken = NO_VOCABULARY, list[Finding]()
    if vocabulary is not None:
        known, broken = read_vocabulary(vocabulary, VOCABULARY, NO_VOCABULARY)
    base, findings = read_facts(data, FACTS, known)
    return CarriedFacts(None if broken else base, (*broken, *findings))
