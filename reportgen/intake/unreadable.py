"""What of a source nobody can read: cells of a table that ran together."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.codes.rg8_coverage import RG806
from reportgen.errors import Finding, Locus
from reportgen.figures.reader.paragraphs import Reading
from reportgen.figures.reader.setting_aside import UNREADABLE

_NAMED: int = 8  # lines, or stretches of lines, that a message names


def unreadable(reading: Reading, file: str) -> Iterator[Finding]:
    """RG806 once, with the lines in which numbers run together; at the first of them."""
    asides = [aside for aside in reading.asides if aside.why == UNREADABLE]
    if not asides:
        return
    first = asides[0]
    lines = list(_stretches(sorted({aside.paragraph.line for aside in asides})))
    named = ", ".join(lines[:_NAMED]) + (f" and {len(lines) - _NAMED} more" if len(lines) > _NAMED else "")
    message = f"{file} can't be read in line {named}: its numbers run together, as in {first.printed[:40]}"
    locus = Locus(file, first.paragraph.line, first.start + 1, first.paragraph.text)
    yield RG806.finding(message, locus, "part the cells by spaces, tabs or bars, and run coverage again")


def _stretches(lines: list[int]) -> Iterator[str]:
    """3, 5–7."""
    begin = 0
    for at, line in enumerate(lines):
        if at + 1 == len(lines) or lines[at + 1] != line + 1:
            yield str(line) if begin == at else f"{lines[begin]}–{line}"
            begin = at + 1
