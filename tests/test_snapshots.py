"""`reportgen new NAME --from FILE`: from a filing to a brief, made anew without touching what was edited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from made_filings import Cover, Line, instance

from reportgen import cli, starting
from reportgen.snapshot.snapshot_record import content_digest

YEAR, LAST_YEAR = ("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")
LONGEST = (
    "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
)
COVER = Cover("2025-12-31", "10-K", focus="FY")


def filing(revenue: int = 500) -> bytes:
    """A year's report of an invented company, in millions."""
    told = {
        "us-gaap:Revenues": (revenue, 400),
        "us-gaap:CostOfRevenue": (revenue - 210, 230),
        "us-gaap:GrossProfit": (210, 170),
        "us-gaap:OperatingIncomeLoss": (80, 60),
        LONGEST: (78, 57),
        "us-gaap:NetIncomeLoss": (61, 44),
        "us-gaap:NetCashProvidedByUsedInOperatingActivities": (95, 70),
        "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment": (30, 28),
    }
    return instance(
        [
            Line(name, days, f"{amount}000000")
            for name, amounts in told.items()
            for days, amount in zip((YEAR, LAST_YEAR), amounts, strict=True)
        ],
        COVER,
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("year.xml").write_bytes(filing())
    return tmp_path


def new(*options: str) -> int:
    return cli.main(["new", "acme", "--from", "year.xml", "--filed", "2026-02-10", *options])


def texts(names: Sequence[str] = ("facts.yaml", "brief.yaml", "en.md")) -> dict[str, str]:
    return {name: Path("data/acme", name).read_text(encoding="utf-8") for name in names}


def test_two_commands_lead_from_a_filing_to_a_proved_brief(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("--lang", "en") == 0
    assert capsys.readouterr().out.split() == [
        f"data/acme/{name}" for name in ("facts.yaml", "brief.yaml", "en.md")
    ]
    assert cli.main(["build", "acme"]) == 0
    assert cli.main(["verify", "output/acme/acme.en.html", "output/acme/acme.en.pdf"]) == 0


def test_nothing_that_is_there_is_overwritten(project: Path) -> None:
    assert new() == 0
    before = texts()
    Path("year.xml").write_bytes(filing(520))
    assert new() == 2
    assert texts() == before


def test_what_nobody_edited_is_rewritten_and_the_rest_is_listed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new() == 0
    text = Path("data/acme/en.md")
    text.write_text(text.read_text(encoding="utf-8") + "\nOur own view follows.\n", encoding="utf-8")
    before = texts()
    Path("year.xml").write_bytes(filing(520))
    capsys.readouterr()
    assert new("--update") == 0
    said = capsys.readouterr()
    assert "data/acme/facts.yaml" in said.out and "data/acme/en.md" not in said.out
    assert "data/acme/en.md: edited since, and left as it is" in said.err
    after = texts()
    assert after["en.md"] == before["en.md"]
    assert "revenue@2025: 520 m USD" in after["facts.yaml"]
    assert cli.main(["check", "acme"]) == 0


def test_facts_that_were_edited_stay_and_the_brief_follows_them(project: Path) -> None:
    assert new() == 0
    path = Path("data/acme/facts.yaml")
    edited = path.read_text(encoding="utf-8").replace("net_income@2025: 61 m", "net_income@2025: 31 m")
    path.write_text(edited, encoding="utf-8")
    assert new("--update") == 0
    assert path.read_text(encoding="utf-8") == edited
    assert cli.main(["check", "acme"]) == 0


def test_made_anew_of_the_same_it_keeps_its_day(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new() == 0
    record = json.loads(Path("data/acme/snapshot.json").read_text(encoding="utf-8"))
    for name in ("brief.yaml", "snapshot.json"):  # as if it had been made on another day
        path = Path("data/acme", name)
        path.write_text(
            path.read_text(encoding="utf-8").replace(record["date"], "2026-02-11"), encoding="utf-8"
        )
    brief = Path("data/acme/brief.yaml").read_bytes()
    there = json.loads(Path("data/acme/snapshot.json").read_text(encoding="utf-8"))
    there["files"]["brief.yaml"] = [content_digest(brief)]
    Path("data/acme/snapshot.json").write_text(json.dumps(there), encoding="utf-8")
    capsys.readouterr()
    assert new("--update") == 0
    assert capsys.readouterr().out.strip() == ""
    assert Path("data/acme/brief.yaml").read_bytes() == brief


def test_another_company_takes_no_ones_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new() == 0
    before = texts()
    other = filing().replace(b"Acme Parcels", b"Borealis Freight").replace(b">ACME<", b">BORF<")
    Path("year.xml").write_bytes(other)
    capsys.readouterr()
    assert new("--update") == 2
    assert "is about acme, and what was filed about borf" in capsys.readouterr().err
    assert texts() == before


def test_nor_where_the_facts_were_edited(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new() == 0
    path = Path("data/acme/facts.yaml")
    path.write_text(path.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    Path("year.xml").write_bytes(instance([Line("us-gaap:Revenues", YEAR, "520000000")], COVER))
    capsys.readouterr()
    assert new("--update") == 0
    assert "figures of before" not in capsys.readouterr().err  # they stay
    Path("year.xml").write_bytes(filing().replace(b">ACME<", b">BORF<").replace(b"Acme Parcels", b"Borealis"))
    assert new("--update") == 2


def test_figures_that_no_file_has_any_more_are_told_of(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("--lang", "en,ja") == 0
    Path("year.xml").write_bytes(instance([Line("us-gaap:Revenues", YEAR, "520000000")], COVER))
    capsys.readouterr()
    assert new("--update", "--lang", "en") == 0
    said = capsys.readouterr().err
    assert "15 figures of before are in none of these files" in said
    assert "data/acme/ja.md: of no language of the brief any more" in said


def test_a_file_that_is_gone_is_written_anew(project: Path) -> None:
    assert new("--lang", "en,ja") == 0
    Path("data/acme/ja.md").unlink()
    assert new("--update") == 0
    assert Path("data/acme/ja.md").is_file()


def test_what_does_not_go_with_an_edit_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new() == 0
    brief = Path("data/acme/brief.yaml")
    edited = brief.read_text(encoding="utf-8").replace("  cash-flow:", "  cash-flows:")
    brief.write_text(edited, encoding="utf-8")
    before = texts()
    Path("year.xml").write_bytes(filing(520))
    assert new("--update") == 2
    assert "brief.yaml" in capsys.readouterr().err
    assert texts() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["new", "acme", "--update"], "--from"),
        (["new", "acme", "--from", "year.xml", "--update"], "--update"),
        (["new", "acme", "--from", "nothing.xml"], "nothing.xml"),
        (["new", "acme", "--from", "year.xml", "--lang", "xx"], "xx"),
        (["new", ".acme", "--from", "year.xml"], "no name of an edition"),
        (
            ["new", "acme", "--from", "year.xml", "--period", "2019"],
            "there is no figure of 2019; there are some of 2024, 2025",
        ),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_written(
    project: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert cli.main(options) == 2
    assert said in capsys.readouterr().err
    assert not Path("data/acme").exists()


def test_killed_while_it_is_made_anew_its_record_knows_both_states(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert new() == 0
    Path("year.xml").write_bytes(filing(520))
    wrote = starting.write_facts

    def failing(path: Path, text: str) -> None:
        if path.name == "brief.yaml":
            raise KeyboardInterrupt
        wrote(path, text)

    monkeypatch.setattr(starting, "write_facts", failing)
    with pytest.raises(KeyboardInterrupt):
        starting.update_snapshot(*_order())
    monkeypatch.undo()
    monkeypatch.chdir(project)
    assert new("--update") == 0
    assert cli.main(["check", "acme"]) == 0
    assert "520" in texts()["facts.yaml"] and [path.name for path in Path("data").iterdir()] == ["acme"]


def _order() -> tuple[starting.Project, str, starting.ImportOrder, tuple[str, ...], starting.date]:
    from datetime import date

    project = starting.Project(Path("data"), Path("output"), ())
    return (
        project,
        "acme",
        starting.ImportOrder((Path("year.xml"),), filed=date(2026, 2, 10)),
        (),
        date(2026, 2, 12),
    )


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("revenue,2025Q2,,9,m USD,\n", 0),
        ("cash,2025Q2,,9,m USD,\n", 0),
        ("revenue,2025Q2,,9,m USD,\nrevenue,2025Q2,,5,m USD,Cloud\nrevenue,2025Q2,,4,m USD,Games\n", 0),
        ("inventories,2025Q2,,9,m USD,\n", 2),
        ("revenue,2025Q2,,5,m USD,Cloud\n", 2),
        ("revenue,2025Q2,guidance,8 to 9,m USD,\n", 2),
    ],
)
def test_a_table_gives_a_snapshot_that_checks_or_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    rows: str,
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(f"concept,period,scenario,value,unit,segment\n{rows}", "utf-8")
    assert cli.main(["new", "q", "--from", "t.csv", "--entity", "acme", "--filed", "2025-08-01"]) == code
    assert Path("data/q").exists() == (code == 0)
    said = capsys.readouterr().err
    assert ("nothing of 2025Q2 is what a snapshot of the whole company begins with" in said) == (code == 2)
