"""The files of sources, as they were read from the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportgen.facts.base import Source

SourceFile = tuple[str, bytes]  # what findings call it, and what it holds


@dataclass(frozen=True)
class SourceFiles:
    """The files of sources: those that facts.yaml names, by path, and those handed over, by the source's id."""

    named: Mapping[str, SourceFile]
    handed: Mapping[str, SourceFile]

    def of(self, source: Source) -> SourceFile | None:
        """The file of a source; None where there is none."""
        return self.handed.get(source.id) or self.named.get(source.file)


NO_SOURCES: Final = SourceFiles({}, {})
