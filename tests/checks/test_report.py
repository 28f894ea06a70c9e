"""The report of a check: a table for a person, JSON for a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from reportgen.checks.report import to_json, to_text
from reportgen.checks.tieout import findings, tie_out
from reportgen.errors import display_width, show_findings
from reportgen.facts.base import FactBase

Base = Callable[[dict[str, Any]], FactBase]
FACTS: Final[dict[str, Any]] = {
    "a@2025": ["10 USD", "10 USD", "11 USD", {"accepted": {"en": "Known."}}],
    "b@2025": ["24 USD", "= a + c"],
    "c@2025": ["13 USD", "14 USD"],
    "june/revenue@2025": ["5 USD", "= cost"],
    "ratio@2025": "= share(a, b)",
    "index@2025": ["1", "= growth(c, profit)"],
    "profit@2025": "-5 USD",
    "spread@2025": ["50 bps", "= 51 * 0.0001"],
}
TABLE: Final = """\
verdict               fact               stated               against
ties                  a@2025             10 USD [9.5, 10.5]   10 USD [9.5, 10.5]
conflict (accepted)   a@2025             10 USD [9.5, 10.5]   11 USD [10.5, 11.5]
ties within rounding  b@2025             24 USD [23.5, 24.5]  23 USD [22, 24]
conflict              c@2025             13 USD [12.5, 13.5]  14 USD [13.5, 14.5]
incomplete            june/revenue@2025  5 USD [4.5, 5.5]     there is no fact june/cost@2025
not meaningful        index@2025         1 [0.5, 1.5]         not meaningful: growth from a base that is not positive
conflict              spread@2025        50 bps [49.5, 50.5]  51 bps [51, 51]"""
COUNT: Final = (
    "acme: 1 ties, 1 ties within rounding, 1 sourced, 1 derived, 1 not meaningful, 1 incomplete, 3 conflict"
)


def test_the_table_for_a_person(base: Base) -> None:
    rows = tie_out(base(FACTS))
    table, count = to_text("acme", rows, []).split("\n\n")
    assert [line.split("; nearest")[0] for line in table.splitlines()] == TABLE.splitlines()
    assert count == COUNT


def test_findings_stand_between_the_table_and_the_count(base: Base) -> None:
    rows = tie_out(base({"c@2025": ["13 USD", "14 USD"]}))
    text = to_text("acme", rows, findings(rows))
    assert text.split("\n\n")[1] == show_findings(findings(rows))
    assert text.endswith("\n1 error\n\nacme: 1 conflict")


def test_nothing_to_compare(base: Base) -> None:
    assert to_text("acme", (), []) == "acme: nothing to compare"
    assert (
        to_text("acme", tie_out(base({"a@2025": "1 USD", "b@2025": "= a"})), [])
        == "acme: 1 sourced, 1 derived"
    )


def test_wide_characters_do_not_bend_the_table(base: Base) -> None:
    one, two = tie_out(base({"a@2025": ["1 USD", "1 USD"], "b@2025": ["1 USD", "1 USD"]}))
    table = to_text("acme", [one, replace(two, name="營收@2025")], []).split("\n\n")[0]
    starts = [display_width(line[: line.rindex("1 USD")]) for line in table.splitlines()[1:]]
    assert len(set(starts)) == 1


def test_the_same_for_a_script(base: Base) -> None:
    rows = tie_out(base(FACTS))
    document = json.loads(to_json("acme", rows, findings(rows)))
    assert (document["edition"], document["passed"]) == ("acme", False)
    verdicts = document["verdicts"]
    assert [(v["fact"], v["verdict"], v["accepted"], v["blocks"]) for v in verdicts] == [
        ("acme/a@2025", "ties", False, False),
        ("acme/a@2025", "conflict", True, False),
        ("acme/b@2025", "ties within rounding", False, False),
        ("acme/c@2025", "conflict", False, True),
        ("june/revenue@2025", "incomplete", False, True),
        ("acme/ratio@2025", "derived", False, False),
        ("acme/index@2025", "not meaningful", False, False),
        ("acme/profit@2025", "sourced", False, False),
        ("acme/spread@2025", "conflict", False, True),
    ]
    assert (verdicts[1]["telling"], verdicts[1]["formula"]) == ("recap ¶3", None)
    assert (verdicts[2]["stated"], verdicts[2]["against"]) == ("24 USD [23.5, 24.5]", "23 USD [22, 24]")
    assert (verdicts[2]["telling"], verdicts[2]["formula"]) == (None, "a + c")
    assert (verdicts[4]["against"], verdicts[5]["stated"]) == (None, None)
    said = document["findings"]
    assert [(f["code"], f["severity"]) for f in said] == [
        ("RG304", "note"), ("RG302", "error"), ("RG303", "error"), ("RG301", "error"),
    ]  # fmt: skip
    assert (said[1]["file"], said[1]["line"], said[1]["column"]) == ("facts.yaml", 1, verdicts[3]["column"])
    assert said[0]["mend"] is None


def test_a_report_passes_where_nothing_blocks(base: Base) -> None:
    rows = tie_out(
        base({"a@2025": ["10 USD", "11 USD", {"accepted": {"en": "Known.", "zh-Hant": "已知。"}}]})
    )
    text = to_json("acme", rows, findings(rows))
    assert json.loads(text)["passed"] is True
    assert json.loads(text)["findings"][0]["code"] == "RG304"
