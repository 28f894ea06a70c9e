"""A snapshot of a filing, of a company whose years of weeks end in January, rolled with the next filing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from filling import filled, rewritten
from made_filings import Cover, Line, instance

from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.cli import main
from reportgen.facts.reading import read_facts

# Quarters of 13 weeks; the year ends on the last Sunday of January.
DAYS: Final = {
    "Q1": ("2025-01-27", "2025-04-27"),
    "Q2": ("2025-04-28", "2025-07-27"),
    "H1": ("2025-01-27", "2025-07-27"),
    "pQ1": ("2024-01-29", "2024-04-28"),
    "pQ2": ("2024-04-29", "2024-07-28"),
    "pH1": ("2024-01-29", "2024-07-28"),
}
ELEMENTS: Final = {
    "us-gaap:Revenues": 100,
    "us-gaap:CostOfRevenue": 60,
    "us-gaap:GrossProfit": 40,
    "us-gaap:OperatingIncomeLoss": 21,
    "us-gaap:NetIncomeLoss": 16,
}
SIZES: Final = {"Q1": 11, "pQ1": 9, "Q2": 13, "pQ2": 10, "H1": 24, "pH1": 19}


def filing(quarter: str) -> bytes:
    """The report of a quarter: itself and the year to date, both beside a year ago, and its balance sheet."""
    told = ["Q1", "pQ1"] if quarter == "Q1" else ["Q2", "pQ2", "H1", "pH1"]
    lines = [
        Line(element, DAYS[name], f"{size * SIZES[name]}000000")
        for element, size in ELEMENTS.items()
        for name in told
    ]
    end = DAYS[quarter][1]
    for day, size in ((end, SIZES[quarter]), ("2025-01-26", 8)):
        lines += [Line("us-gaap:Assets", day, f"{size * 300}000000")]
        lines += [Line("us-gaap:CashAndCashEquivalentsAtCarryingValue", day, f"{size * 70}000000")]
    return instance(lines, Cover(end, "10-Q", "2026", quarter, "--01-25", "Maple Games, Inc.", "MAPL"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for quarter in ("Q1", "Q2"):
        (tmp_path / f"{quarter}.xml").write_bytes(filing(quarter))
    assert main(["new", "mapl-q1", "--from", "Q1.xml", "--filed", "2025-05-20"]) == 0
    return tmp_path


def blocking(project: Path, name: str) -> list[str]:
    places = Project(project / "data", project / "output", ())
    return [f"{one.code} {one.message}" for one in check(read_inputs(places, name)).findings if one.blocks]


def test_the_next_filing_fills_in_what_a_filing_can(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert blocking(project, "mapl-q1") == []
    arguments = ["roll", "mapl-q1", "mapl-q2", "--period", "FY2026Q2", "--from", "Q2.xml"]
    assert main(arguments) == 0
    assert "came in" in capsys.readouterr().out
    base, found = read_facts((project / "data/mapl-q2/facts.yaml").read_bytes(), "facts.yaml")
    assert base is not None, found
    assert (str(base.period), str(base.period.end)) == ("FY2026Q2", "2025-07-27")
    assert {base.find(name).open for name in ("revenue", "gross_profit", "net_income", "total_assets")} == {
        False
    }
    assert base.find("revenue@-1Q").quantity is not None
    found = blocking(project, "mapl-q2")
    assert {one.partition(" ")[0] for one in found} <= {"RG308", "RG541", "RG309", "RG542"}
    (moved,) = [one for one in found if one.startswith("RG542")]
    assert moved.endswith(
        " and 3 more there were the year's end to mapl-q1, and are 2025-04-27 to this edition"
    )
    rows = project / "data/mapl-q2/brief.yaml"
    rows.write_text(rows.read_text().replace("cash@-1Q", "cash@-2Q"))
    (moved,) = [one for one in blocking(project, "mapl-q2") if one.startswith("RG542")]
    assert "and 1 more there" in moved and "total_assets@-1Q" in moved


def test_what_is_left_is_settled_by_hand(project: Path) -> None:
    assert main(["roll", "mapl-q1", "mapl-q2", "--period", "FY2026Q2", "--from", "Q2.xml"]) == 0
    folder = project / "data/mapl-q2"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = rewritten(filled(files, {}, "x ¶1", gone=open_names(files["facts.yaml"])), lambda text: text)
    for name, data in done.items():
        (folder / name).write_bytes(data)
    assert [one for one in blocking(project, "mapl-q2") if one.startswith(("RG308", "RG541"))] == []


def test_snapshots_of_two_quarters_are_held_against_each_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "mapl-q2", "--from", "Q2.xml", "--filed", "2025-08-20"]) == 0
    capsys.readouterr()
    assert main(["diff", "mapl-q1", "mapl-q2", "--format", "json"]) == 1
    listed = json.loads(capsys.readouterr().out)["figures"]
    assert list(dict.fromkeys(one["change"] for one in listed))[:3] == ["moved on", "new", "coarsened"]
    figures = {one["fact"]: one for one in listed}
    assert figures["mapl/revenue@FY2026Q2"]["change"] == "moved on"
    assert figures["mapl/revenue@FY2026Q1"]["change"] == "coarsened", (
        "a half less a quarter, no longer stated"
    )
    assert figures["mapl/total_assets@2025-01-26"]["change"] == "re-sourced"
    margin = figures["mapl/gross_margin@FY2026Q2"]
    assert (margin["old"]["value"], margin["new"]["value"]) == ("40", "40")
    assert not margin["repeats"], "what is computed is as its inputs are"


def open_names(facts: bytes) -> list[str]:
    lines = facts.decode().split("\n")
    return [line.strip().partition(": {stated: open")[0] for line in lines if ": {stated: open" in line]
