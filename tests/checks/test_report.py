"""The report of a check: a table for a person, JSON for a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from reportgen.checks.report import to_json, to_text
from reportgen.checks.tieout import findings, tie_out
from reportgen.errors import display_width
from reportgen.facts.base import FactBase

Base = Callable[[dict[str, Any]], FactBase]
FACTS: dict[str, Any] = {
    "a@2025": ["10 USD", "10 USD", "11 USD", {"accepted": {"en": "Known."}}],
    "b@2025": ["24 USD", "= a + c"],
    "c@2025": "13 USD",
    "june/revenue@2025": ["5 USD", "= cost"],
    "ratio@2025": "= share(a, b)",
    "index@2025": ["1", "= growth(c, profit)"],
    "profit@2025": "-5 USD",
}


def test_the_table_for_a_person(base: Base) -> None:
    rows = tie_out(base(FACTS))
    assert to_text("acme-2025", rows, []).splitlines() == [
        "verdict              fact               stated               against",
        "ties                 a@2025             10 USD [9.5, 10.5]   10 USD [9.5, 10.5]",
        "conflict (accepted)  a@2025             10 USD [9.5, 10.5]   11 USD [10.5, 11.5]",
        "ties within rounding b@2025".replace("rounding b", "rounding  b")
        if False
        else "ties                 b@2025             24 USD [23.5, 24.5]  23 USD [22, 24]",
        "",
    ]
