"""What stops an intake by itself although it could be imported: what somebody would mend who read its report."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.codes.rg9_delivery import RG942
from reportgen.delivery.refresh_sources import RefreshSource
from reportgen.errors import Finding
from reportgen.importer import ImportStep


def restated(source: RefreshSource, step: ImportStep) -> Iterator[Finding]:
    """RG942 for each figure that facts.yaml and a file give differently."""
    for file, fact in step.left:
        theirs = f"{fact.theirs} in {file.name}, which came from {source.shown}"
        message = f"{fact.key} is {fact.ours} in facts.yaml, and {theirs}"
        mend = "correct it in facts.yaml, or state both there and say which counts; or take the file away"
        yield RG942.finding(message, source.locus, mend)
