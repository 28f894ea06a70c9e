"""The report of a source's coverage, for a person and for a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from reportgen.codes.rg8_coverage import RG801
from reportgen.errors import Severity, display_width, finding_record, show_findings
from reportgen.figures.reader.parts import Aside, Figure
from reportgen.intake.coverage import Coverage

_AROUND: Final = 16  # characters of context on either side of a figure


def coverage_text(edition: str, coverage: Coverage) -> str:
    """What is not covered with its context, what is wrong with the statements, and a line that counts."""
    parts = ["\n".join(_context(figure)) for figure in coverage.uncovered]
    others = [finding for finding in coverage.findings if finding.code != RG801.id]
    if others:
        parts.append(show_findings(others))
    return "\n\n".join([*parts, _summary(edition, coverage)])


def _context(figure: Figure) -> Iterator[str]:
    """The figure with its paragraph and place, and below the words around it with the figure marked."""
    paragraph = figure.paragraph
    begin, end = max(0, figure.start - _AROUND), min(len(paragraph.text), figure.end + _AROUND)
    before = ("…" if begin else "") + paragraph.text[begin : figure.start]
    behind = paragraph.text[figure.end : end] + ("…" if end < len(paragraph.text) else "")
    place = f"¶{paragraph.number}"
    at = f"(line {paragraph.line}, column {figure.start + 1})"
    yield f"{place}  {figure.printed}  {at} {RG801.id} no statement covers it"
    yield f"    {(before + figure.printed + behind).replace(chr(9), ' ')}"
    yield f"    {' ' * display_width(before)}{'^' * display_width(figure.printed)}"


def _summary(edition: str, coverage: Coverage) -> str:
    wrong = sum(finding.blocks and finding.code != RG801.id for finding in coverage.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in coverage.findings)
    line = f"{edition}: {coverage.source} {len(coverage.covered)}/{len(coverage.reading.figures)} figures covered"
    line += f", {wrong} statement{'s' * (wrong != 1)} wrong" if wrong else ""
    return line + (f", {warnings} warning{'s' * (warnings != 1)}" if warnings else "")


def coverage_json(edition: str, coverage: Coverage) -> str:
    """The same as JSON, with every figure and everything that was set aside."""
    status = {id(figure): "covered" for figure in coverage.covered}
    status |= {id(figure): "misread" for figure in coverage.misread}
    document = {
        "edition": edition,
        "source": coverage.source,
        "file": coverage.file,
        "passed": coverage.complete,
        "covered": len(coverage.covered),
        "total": len(coverage.reading.figures),
        "figures": [
            {"status": status.get(id(figure), "uncovered"), **_place(figure), **_value(figure)}
            for figure in coverage.reading.figures
        ],
        "set aside": [{"why": aside.why, **_place(aside)} for aside in coverage.reading.asides],
        "findings": [finding_record(finding) for finding in coverage.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _place(item: Figure | Aside) -> dict[str, Any]:
    return {
        "paragraph": item.paragraph.number,
        "line": item.paragraph.line,
        "column": item.start + 1,
        "printed": item.printed,
    }


def _value(figure: Figure) -> dict[str, Any]:
    """The likeliest reading: exact numbers as text, null for an end that is open to infinity."""
    interval = figure.quantity.interval
    low, high = (None if end is None else str(end) for end in (interval.low, interval.high))
    return {"value": str(figure.quantity.point), "low": low, "high": high, "unit": str(figure.quantity.unit)}
