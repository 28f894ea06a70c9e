"""Lines in which cells ran together are named once, and nothing is read from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportgen.errors import Severity
from reportgen.facts.base import FactBase
from reportgen.intake.coverage import cover


def test_unreadable_lines_are_named_once(base: Callable[[Any], FactBase]) -> None:
    text = "Results\nParcels61,20458,118\nFees 7,81236,011\n\nCost 5,11234,005\n"
    coverage = cover(base({}), "recap", text, "recap.txt")
    (finding,) = coverage.findings
    assert (finding.code, finding.severity) == ("RG806", Severity.WARNING)
    assert "line 2–3, 5: " in finding.message
    assert finding.locus is not None
    assert (finding.locus.line, finding.locus.column) == (2, 1)
    assert coverage.complete


def test_a_text_with_its_cells_apart_has_no_such_warning(base: Callable[[Any], FactBase]) -> None:
    coverage = cover(base({}), "recap", "Parcels 61,204 58,118\n", "recap.txt")
    assert [finding.code for finding in coverage.findings] == ["RG801", "RG801"]
