"""The report of a check, for a person and for a script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from reportgen.checks.tieout import BLOCKING, TieOut, Verdict, describe
from reportgen.errors import Finding, display_width, show_findings


def to_text(name: str, rows: Sequence[TieOut], findings: Sequence[Finding]) -> str:
    """A table of what was compared, the findings, and a line that counts the verdicts."""
    compared = [row for row in rows if row.verdict not in (Verdict.SOURCED, Verdict.DERIVED)]
    parts = (
        [_table([("verdict", "fact", "stated", "against")] + [_cells(row) for row in compared])]
        if compared
        else []
    )
    if findings:
        parts.append(show_findings(findings))
    counts = Counter(row.verdict for row in rows)
    counted = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    parts.append(f"{name}: {counted or 'nothing to compare'}")
    return "\n\n".join(parts)


def _cells(row: TieOut) -> tuple[str, ...]:
    stated = row.fact.quantity if row.fact.stated else None
    verdict = f"{row.verdict} (accepted)" if row.accepted else str(row.verdict)
    return (
        verdict,
        row.name,
        describe(stated) if stated else "–",
        describe(row.against) if row.against else row.fact.trouble,
    )


def _table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def to_json(name: str, rows: Sequence[TieOut], findings: Sequence[Finding]) -> str:
    """The same as JSON: one object with `verdicts` and `findings`."""
    document = {
        "edition": name,
        "passed": not any(finding.blocks for finding in findings),
        "verdicts": [_verdict(row) for row in rows],
        "findings": [_finding(finding) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _verdict(row: TieOut) -> dict[str, Any]:
    return {
        "fact": str(row.fact.at),
        "verdict": str(row.verdict),
        "accepted": row.accepted,
        "stated": describe(row.fact.quantity) if row.fact.stated and row.fact.quantity else None,
        "against": describe(row.against) if row.against else None,
        "telling": f"{row.telling.source} {row.telling.locator}" if row.telling else None,
        "formula": str(row.fact.formula.text) if row.fact.formula else None,
        "blocks": row.verdict in BLOCKING and not row.accepted,
        "file": row.locus.file,
        "line": row.locus.line,
        "column": row.locus.column,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    locus = finding.locus
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "mend": finding.mend or None,
        "file": locus.file if locus else None,
        "line": locus.line if locus else None,
        "column": locus.column if locus else None,
    }
