"""The register: every printing of a fact in one language, numbered in the order of reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportgen.document.citation import Citation
from reportgen.facts.base import Fact
from reportgen.facts.reference import Coordinates
from reportgen.figures.manner import PLAIN, Manner


class Register:
    """Collects the citations of one language. A fact gets its number when it is first cited.

    `numbers` are those that an earlier language gave, so that a fact has one number in all of them.
    """

    def __init__(self, numbers: Mapping[Coordinates, int]) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[Coordinates, int] = dict(numbers)
        self._counts: dict[Coordinates, int] = {}

    def cite(
        self, fact: Fact, shown: str, exhibit: str = "", *, inline: bool, manner: Manner = PLAIN
    ) -> Citation:
        """Record that `fact` is printed as `shown`, which is how it prints in that manner."""
        number = self._numbers.setdefault(fact.at, len(self._numbers) + 1)
        occurrence = self._counts.get(fact.at, 0) + 1
        self._counts[fact.at] = occurrence
        citation = Citation(number, occurrence, fact, shown, exhibit, inline, manner=manner)
        self.citations.append(citation)
        return citation

    def speak(self, first: int) -> None:
        """Note that the citations from the one with index `first` on stand in the description of a picture."""
        self.citations[first:] = [replace(citation, spoken=True) for citation in self.citations[first:]]
