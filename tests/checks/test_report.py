"""The report of a check: a table that fits a terminal, findings with their place, and JSON for scripts."""

from __future__ import annotations

import json
from fractions import Fraction

from bases import REASON, tied

from reportgen.checks.report import REPORT_WIDTH, check_json, check_text
from reportgen.checks.tieout import findings
from reportgen.errors import display_width

FACTS = {
    "revenue@2025Q4": ["213.4 bn USD", "213.4 bn USD"],
    "revenue@2024Q4": "187.8 bn USD",
    "profit@2025Q4": "25.0 bn USD",
    "margin@2025Q4": ["12.0%", "= profit / revenue", {"accepted": REASON}],
    "profit.growth@2025Q4": ["13.6%", "= growth(revenue)"],
    "cost@2025Q4": ["188.5 bn USD", "= revenue - profit"],
    "revenue.growth@2025Q4": ["14%", "= growth(profit)"],
    "june/revenue@2025Q4": ["10.0 bn USD", "10.1 bn USD"],
}


def test_the_table_shows_what_ties_and_what_does_not() -> None:
    base, rows = tied(FACTS)
    text = check_text("edition", rows, findings(rows, base))
    for head in ("Ties (", "Ties within rounding only (", "Does not tie (", "Incomplete ("):
        assert head in text
    assert "213.4bn USD [213.35, 213.45]" in text
    assert "margin@2025Q4 (accepted)" in text
    assert "june/revenue@2025Q4" in text
    assert "profit@2024Q4" in text
    assert text.splitlines()[-1].startswith("edition: ")
    assert "(1 accepted)" in text.splitlines()[-1]


def test_the_table_fits_a_hundred_columns() -> None:
    long = "revenue.growth.of.a.very.long.name.that.nobody.would.like.to.type.but.somebody.did"
    facts = FACTS | {f"{long}@2025Q4": ["13.6%", "= growth(revenue)"]}
    _, rows = tied(facts, {long: {"unit": "%"}})
    table = check_text("edition", rows, []).splitlines()
    assert any("…" in line for line in table)
    assert max(display_width(line) for line in table) <= REPORT_WIDTH


def test_what_is_accepted_is_one_line_unless_asked_for() -> None:
    base, rows = tied(FACTS)
    found = findings(rows, base)
    short, long = check_text("edition", rows, found), check_text("edition", rows, found, verbose=True)
    assert "RG304" not in short and "\n1 accepted finding; --verbose lists it\n" in short
    assert "note RG304: accepted: margin@2025Q4" in long and "--verbose" not in long
    by_code = {
        item["code"]: item["accepted"] for item in json.loads(check_json("edition", rows, found))["findings"]
    }
    assert by_code == {"RG302": False, "RG303": False, "RG304": True}


def test_findings_carry_place_line_and_caret() -> None:
    base, rows = tied(FACTS)
    said = check_text("edition", rows, findings(rows, base)).splitlines()
    first = next(i for i, line in enumerate(said) if line.startswith("facts.yaml:") and "RG302" in line)
    assert "10.1 bn USD" in said[first + 1]
    assert said[first + 2].strip().endswith("^")


def test_json_is_exact() -> None:
    base, rows = tied(FACTS)
    document = json.loads(check_json("edition", rows, findings(rows, base)))
    assert document["passed"] is False
    verdicts = {item["fact"]: item for item in document["verdicts"]}
    growth = verdicts["acme/profit.growth@2025Q4"]
    assert Fraction(growth["against"]["value"]) == Fraction(2134, 1878) - 1
    assert Fraction(growth["against"]["low"]) == Fraction(21335, 18785) - 1
    assert growth["stated"]["low_open"] is False
    assert verdicts["acme/margin@2025Q4"]["accepted"] is True
    assert {finding["code"] for finding in document["findings"]} == {"RG302", "RG303", "RG304"}
    assert all(finding["line"] for finding in document["findings"])
