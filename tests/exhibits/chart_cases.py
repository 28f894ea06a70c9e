"""What the tests of charts share: one chart of each kind, as tests/cases/charts/ has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from reportgen.document.chart import Chart, ChartSpan, Mark, Series, Tick

ROOT: Final = Path(__file__).parents[2]
CASES: Final = ROOT / "tests" / "cases" / "charts"
CASE_NAMES: Final = sorted(folder.name for folder in CASES.iterdir())


def read_case(name: str) -> Chart:
    """The chart of a folder in tests/cases/charts/."""
    case: dict[str, Any] = json.loads((CASES / name / "chart.json").read_text("utf-8"))
    case["marks"] = _marks(case)
    case["spans"] = tuple(ChartSpan(**span) for span in case.get("spans", ()))
    case["series"] = tuple(Series(**{**series, "marks": _marks(series)}) for series in case.get("series", ()))
    case["totals"] = _marks({"marks": case.get("totals", ())})
    case["scale"] = tuple(Tick(**tick) for tick in case.get("scale", ()))
    return Chart(**case)


def _marks(holder: dict[str, Any]) -> tuple[Mark, ...]:
    return tuple(Mark(**mark) for mark in holder.get("marks", ()))
