"""The report of a check, for a person (100 columns) and for a script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.checks.terminal import compact_figure, exact_figure
from reportgen.checks.tieout import TieOut, Verdict
from reportgen.errors import Finding, display_width, finding_record, in_order, show_findings
from reportgen.facts.quantity import Quantity

REPORT_WIDTH: Final = 100
_GAP: Final = 2
_DIGITS: Final = 5
_TITLES: Final = (
    (Verdict.TIES, "Ties"),
    (Verdict.WITHIN_ROUNDING, "Ties within rounding only"),
    (Verdict.CONFLICT, "Does not tie"),
    (Verdict.NOT_COMPARABLE, "Not comparable"),
    (Verdict.INCOMPLETE, "Incomplete"),
    (Verdict.NOT_MEANINGFUL, "Not meaningful"),
)


def check_text(
    name: str, rows: Sequence[TieOut], findings: Sequence[Finding], *, verbose: bool = False
) -> str:
    """A table of what was compared, by verdict; the findings, accepted ones where `verbose`; the verdicts counted."""
    parts = list(_sections(rows))
    if findings:
        parts.append(show_findings(findings, verbose=verbose))
    counts = Counter(row.verdict for row in rows)
    counted = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    accepted = sum(row.accepted for row in rows)
    counted += f" ({accepted} accepted)" if accepted else ""
    parts.append(f"{name}: {counted or 'nothing to compare'}")
    return "\n\n".join(parts)


def _sections(rows: Sequence[TieOut]) -> Iterator[str]:
    for verdict, title in _TITLES:
        if found := [row for row in rows if row.verdict is verdict]:
            head = (f"{title} ({len(found)})", "stated", "against")
            yield _table([head, *dict.fromkeys(_cells(row) for row in found)])


def _cells(row: TieOut) -> tuple[str, str, str]:
    stated = row.fact.quantity if row.fact.stated else None
    name = f"{row.name} (accepted)" if row.accepted else row.name
    why = row.why or row.fact.trouble
    origin = f"{row.telling.locator} " if row.telling else "= "
    against = origin + compact_figure(row.against, _DIGITS) if row.against and not why else why
    return name, compact_figure(stated, _DIGITS) if stated else "–", against


def _table(rows: list[tuple[str, str, str]]) -> str:
    """Columns as wide as they need to be; what makes a line longer than WIDTH is cut in the first and the last."""
    second = max(display_width(row[1]) for row in rows)
    third = min(max(display_width(row[2]) for row in rows), REPORT_WIDTH // 3)
    first = min(max(display_width(row[0]) for row in rows), REPORT_WIDTH - second - third - 2 * _GAP)
    third = REPORT_WIDTH - first - second - 2 * _GAP
    return "\n".join(
        f"{_fit(one, first)}  {_fit(two, second)}  {_cut(three, third)}".rstrip() for one, two, three in rows
    )


def _fit(text: str, width: int) -> str:
    text = _cut(text, width)
    return text + " " * (width - display_width(text))


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    while display_width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def check_json(name: str, rows: Sequence[TieOut], findings: Sequence[Finding]) -> str:
    """The same as JSON: one object with `verdicts` and all `findings`. Values are exact, as "5" or "549/77"."""
    document = {
        "edition": name,
        "passed": not any(finding.blocks for finding in findings),
        "verdicts": [_verdict(row) for row in rows],
        "findings": [finding_record(finding) for finding in in_order(findings)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _verdict(row: TieOut) -> dict[str, Any]:
    return {
        "fact": str(row.fact.at),
        "verdict": str(row.verdict),
        "accepted": row.accepted,
        "stated": _quantity(row.fact.quantity) if row.fact.stated else None,
        "against": _quantity(row.against),
        "telling": row.telling.locator if row.telling else None,
        "formula": str(row.fact.formula.text) if row.fact.formula else None,
        "why": row.why or row.fact.trouble or None,
        "blocks": bool(row.code) and not row.accepted,
        "file": row.locus.file,
        "line": row.locus.line,
        "column": row.locus.column,
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    """Ratios are plain numbers: 35% is 7/20."""
    if quantity is None:
        return None
    interval = quantity.interval
    return {
        "shown": compact_figure(quantity),
        "unit": str(quantity.unit),
        "value": exact_figure(quantity.point),
        "low": exact_figure(interval.low),
        "high": exact_figure(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }
