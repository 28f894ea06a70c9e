"""Editions of other calendars and languages rolled: a year of weeks that ends in January, and one in Japanese."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest
from filling import Files, filled, inputs_of, rewritten, rolled_on
from support import EDITIONS, TEMPLATES, Here

from reportgen.brief.inputs import Project
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.cli import main
from reportgen.facts.reading import read_facts
from reportgen.languages import LANGUAGES
from reportgen.preview.maker import Maker
from reportgen.preview.views import View

NORTHLIGHT: Final = "northlight-fy2025q3"
BRACKENFELL: Final = "brackenfell-2025q4"
KARINOSE: Final = "karinose-fy2026q3"
ROLLS: Final = (
    (NORTHLIGHT, "FY2025Q4"),
    (KARINOSE, "FY2026Q4"),
    ("hearth-fy2024q4", "FY2025Q1"),
    ("lanternfish-2025q4", "2026Q1"),
    ("lanternfish-exhibits", "2026Q1"),
    ("almanac", "2026Q1"),
)


def files_of(name: str) -> Files:
    found = {path.name: path.read_bytes() for path in (EDITIONS / name).iterdir()}
    return {file: data for file, data in found.items() if not file.startswith("expected")}


def rolled(name: str, period: str) -> Files:
    return dict(rolled_on(inputs_of(name, files_of(name)), "new", period).files)


def blocking(files: Files) -> list[str]:
    return [f"{one.code} {one.message}" for one in check(inputs_of("new", files)).findings if one.blocks]


@pytest.mark.parametrize(("name", "period"), ROLLS)
def test_nothing_is_found_but_what_is_to_be_done(name: str, period: str) -> None:
    files = rolled(name, period)
    found = blocking(files)
    assert {one.partition(" ")[0] for one in found} == {"RG308", "RG541"}
    assert sum("RG308" in one for one in found) == files["facts.yaml"].count(b"stated: open")


def test_days_of_share_prices_stay_and_the_last_one_has_to_be_brought_up_to_date() -> None:
    old, files = files_of(BRACKENFELL), rolled(BRACKENFELL, "2026Q1")
    days = re.findall(r"share_price@[0-9-]+", old["brief.yaml"].decode())
    assert re.findall(r"share_price@[0-9-]+", files["brief.yaml"].decode()) == days
    assert b"share_price@2026-04-30" not in files["facts.yaml"]
    found = blocking(files)
    assert {one.partition(" ")[0] for one in found} == {"RG308", "RG541", "RG542"}
    named = [one for one in found if one.startswith("RG542")]
    assert {one.split(" names ")[0].removeprefix("RG542 ") for one in named} == {
        "share_price@2026-02-05", "target_price@2026-02-06", "market_cap@2026-02-05",
        "growth(share_price@2026-02-05, share_price@2026-01-05)",
        "growth(share_price@2026-02-05, share_price@2025-11-05)",
        "growth(share_price@2026-02-05, share_price@2025-02-05)",
        "multiple(share_price@2026-02-05~actual, eps.diluted)",
    }  # fmt: skip
    later = files["brief.yaml"].replace(
        b"  price: share_price@2026-02-05", b"  price: share_price@2026-01-30"
    )
    assert len([one for one in blocking({**files, "brief.yaml": later}) if "RG542" in one]) == len(named) - 1
    kept = files["rolled.yaml"].replace(b"why: [day]}\n", b"why: [day], keep: yes}\n")
    assert not [one for one in blocking({**files, "rolled.yaml": kept}) if "RG542" in one]


def test_a_year_of_weeks_is_rolled_by_its_own_days() -> None:
    base, findings = read_facts(rolled(NORTHLIGHT, "FY2025Q4")["facts.yaml"], "facts.yaml")
    assert base is not None, findings
    assert str(base.period.end) == "2026-01-31"
    assert str(base.find("cash").at.period.end) == "2026-01-31"
    assert base.find("cash").open
    guided = base.find("revenue~guidance")  # of the new quarter: what came is held against it
    assert guided.quantity is not None
    assert base.find("revenue@-1Q").quantity is not None
    assert base.find("revenue@FY2024Q4").quantity is not None


def test_the_same_digits_have_to_be_kept() -> None:
    """Filled in as it was, without a word in rolled.yaml, each figure is found; kept, none is."""
    files = rolled(NORTHLIGHT, "FY2025Q4")
    again = filled(files, {}, "release ¶1", default="1 %")
    careless = {**again, "rolled.yaml": files["rolled.yaml"]}
    count = len(re.findall(r"(?m)^  \S.*\{was: ", files["rolled.yaml"].decode()))
    assert count > 20
    assert sum(one.startswith("RG309") for one in blocking(careless)) == count
    assert not any(one.startswith("RG309") for one in blocking(again))


JAPANESE: Final = (("第3四半期", "第4四半期"), ("10～12月", "1～3月"), ("2026年5月", "2026年8月"))


def test_a_japanese_edition_loses_its_list_by_rewriting(tmp_path: Path) -> None:
    def rewrite(text: str) -> str:
        for old, new in JAPANESE:
            text = text.replace(old, new)
        return text

    files = rolled(KARINOSE, "FY2026Q4")
    before = sum(one.startswith("RG541") for one in blocking(files))
    after = rewritten(files, rewrite)
    assert before > 50
    assert not any(one.startswith("RG541") for one in blocking(after))
    assert "第3四半期累計" not in after["ja.md"].decode()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("第3四半期は静かだった。", "RG542"),
        ("2026年3月期第3四半期は静かだった。", "RG542"),
        ("前四半期は静かだった。", None),
        ("第4四半期は静かだった。", None),
        ("{{ period('-1Q') }}は静かだった。", None),
    ],
)
def test_the_last_quarter_in_words_is_caught(words: str, code: str | None) -> None:
    files = rolled(KARINOSE, "FY2026Q4")
    planted = {**files, "ja.md": files["ja.md"] + f"\n{words}\n".encode()}
    new = set(blocking(planted)) - set(blocking(files))
    assert {one.partition(" ")[0] for one in new} == ({code} if code else set())


def test_a_planted_comparative_is_caught_in_a_table() -> None:
    files = rolled(KARINOSE, "FY2026Q4")
    text = files["brief.yaml"].decode()
    planted = text.replace("cells: [gauge.revenue, ", "cells: [gauge.revenue@FY2026Q3, ").replace(
        "- {fact: net_income,", "- {fact: net_income@FY2026Q3,"
    )
    found = [one for one in blocking({**files, "brief.yaml": planted.encode()}) if one.startswith("RG542")]
    assert len(found) >= 1


# ---- the command -----------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one edition."""
    folder = tmp_path / "data" / NORTHLIGHT
    folder.mkdir(parents=True)
    for name, data in files_of(NORTHLIGHT).items():
        (folder / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def roll(*more: str, period: str = "FY2025Q4") -> int:
    return main(["roll", NORTHLIGHT, "northlight-fy2025q4", "--period", period, *more])


def test_a_dry_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roll("--dry-run") == 0
    said = capsys.readouterr().out
    assert "period tokens that would shift: 58: 5 in en.md, 43 in facts.yaml, " in said
    assert "statements to fill in: 42" in said
    assert "northlight-fy2025q4/en.md:" in said
    assert [path.name for path in (project / "data").iterdir()] == [NORTHLIGHT]


def test_nothing_is_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roll() == 0
    text = (project / "data/northlight-fy2025q4/facts.yaml").read_text("utf-8")
    assert roll() == 2
    assert "nothing is overwritten" in capsys.readouterr().err
    assert (project / "data/northlight-fy2025q4/facts.yaml").read_text("utf-8") == text
    assert {path.name: path.read_bytes() for path in (project / "data" / NORTHLIGHT).iterdir()} == files_of(
        NORTHLIGHT
    )


@pytest.mark.parametrize("period", ["FY2025Q3", "FY2024Q4", "FY2025", "2025-12-31", "spring", "2025Q4"])
def test_a_period_that_does_not_follow_is_refused(
    project: Path, period: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert roll(period=period) == 2
    assert capsys.readouterr().err
    assert not (project / "data/northlight-fy2025q4").exists()


CSV: Final = """\
concept,period,value,unit,source,locator,printed
revenue,FY2025Q4,1633.0,m USD,spring,¶1,"$1,633.0 million"
operating_income,FY2025Q4,131.9,m USD,spring,¶2,$131.9 million
cash,FY2025Q4,341.2,m USD,spring,¶3,$341.2 million
"""


def test_from_a_table_what_it_has_is_filled_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "q4.csv").write_text(CSV, "utf-8")
    assert roll("--from", "q4.csv", "--filed", "2026-03-05") == 0
    assert "statements to fill in: 39; 3 came in" in capsys.readouterr().out
    assert b"published: 2026-03-05" in (project / "data/northlight-fy2025q4/facts.yaml").read_bytes()
    base, findings = read_facts((project / "data/northlight-fy2025q4/facts.yaml").read_bytes(), "facts.yaml")
    assert base is not None, findings
    revenue = base.find("revenue")
    assert revenue.telling is not None
    assert (revenue.open, revenue.telling.source, revenue.telling.printed) == (
        False,
        "spring",
        "$1,633.0 million",
    )
    assert sum(fact.open for fact in base.facts.values()) == 39


def test_what_is_filled_in_keeps_its_formula_and_its_source_has_a_title_in_each_language(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "q4.csv").write_text(f"{CSV}revenue,FY2025-9M,9,m USD,spring,¶4,$9 million\n", "utf-8")
    assert roll("--from", "q4.csv", "--filed", "2026-03-05") == 0
    report = " ".join("".join(capsys.readouterr()).split())
    base, findings = read_facts((project / "data/northlight-fy2025q4/facts.yaml").read_bytes(), "facts.yaml")
    assert base is not None, findings
    stated = [base.find(name) for name in ("revenue", "operating_income", "revenue@FY2025-9M")]
    assert [str(fact.formula.text) for fact in stated if fact.formula] == [
        "stores.revenue + online.revenue",
        "stores.operating_income + online.operating_income",
        "revenue@FY2025Q1 + revenue@FY2025Q2 + revenue@FY2025Q3",
    ]
    assert [fact.telling is not None for fact in stated] == [True] * 3
    assert "4 facts stated and 1 computed; 4 new, 1 left as you have them, 0 as they were" in report
    assert dict.fromkeys(base.sources["spring"].title) == dict.fromkeys(LANGUAGES)
    assert "spring: its title is its id; write what it is called (en, zh-Hant, ja)" in report


@pytest.mark.parametrize("filed", [None, "2026-03-05"])
def test_a_day_that_nobody_said_is_a_warning(
    project: Path, filed: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "q4.csv").write_text(CSV, "utf-8")
    assert roll("--from", "q4.csv", *(["--filed", filed] if filed else [])) == 0
    folder = project / "data/northlight-fy2025q4"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    found = [one for one in check(inputs_of("new", files)).findings if one.code == "RG545"]
    if filed:
        assert found == []
        return
    (one,) = found
    assert not one.blocks
    assert "the source spring came out on 2026-01-31" in one.message
    assert one.locus is not None
    assert one.locus.file == "new/facts.yaml"
    assert "spring:" in files["facts.yaml"].decode().split("\n")[one.locus.line - 1]
    assert "--filed" in one.mend


def test_a_later_import_fills_in_as_well(project: Path) -> None:
    assert roll() == 0
    (project / "q4.csv").write_text(CSV, "utf-8")
    path = project / "data/northlight-fy2025q4/facts.yaml"
    before = path.read_text("utf-8").count("stated: open")
    assert main(["import", "q4.csv", "--into", "northlight-fy2025q4"]) == 0
    assert path.read_text("utf-8").count("stated: open") == before - 3
    assert "#!" not in path.read_text("utf-8")


def test_nothing_open_is_sent(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roll() == 0
    (project / "data/northlight-fy2025q4/delivery.yaml").write_text(
        "sender: research@example.com\nrecipients: [{address: ann@example.com, language: en}]\n"
        "subject: {en: Results, zh-Hant: Results, ja: Results}\n"
        "preheader: {en: Sales, zh-Hant: Sales, ja: Sales}\nbody: {en: Read it., zh-Hant: Read it., ja: Read it.}\n",
        "utf-8",
    )
    assert main(["build", "northlight-fy2025q4", "--format", "html"]) == 1
    assert main(["send", "northlight-fy2025q4", "--dry-run"]) != 0
    assert "RG308" in capsys.readouterr().err


def test_the_preview_shows_it_with_a_mark(project: Path) -> None:
    assert roll() == 0
    places = Project(project / "data", project / "output", (TEMPLATES,))
    made = Maker(places, "northlight-fy2025q4").make(View("brief", "en"))
    assert made.page
    assert "RG308" in {finding.code for finding in made.findings}


def test_there_and_back_the_facts_are_named_as_before(project: Path) -> None:
    """Every fact of the old edition is in the new one under its own name."""
    old, _ = read_facts(files_of(NORTHLIGHT)["facts.yaml"], "facts.yaml")
    new, _ = read_facts(rolled(NORTHLIGHT, "FY2025Q4")["facts.yaml"], "facts.yaml")
    assert old is not None
    assert new is not None
    assert set(old.facts) <= set(new.facts)
    told = {at: fact.telling for at, fact in old.facts.items() if fact.telling and at.scenario == "actual"}
    assert all((kept := new.facts[at].telling) and kept.literal == one.literal for at, one in told.items())


def test_the_record_can_be_read_by_people(project: Path) -> None:
    assert roll() == 0
    text = (project / "data/northlight-fy2025q4/rolled.yaml").read_text("utf-8")
    assert f"edition: {NORTHLIGHT}\nperiod: FY2025Q3\n" in text
    assert '"revenue@FY2025Q4": {was: "1284.6 m USD"}' in text
    assert json.loads('"' + text.split('says: "')[1].split('"}')[0] + '"')


def test_a_rolled_edition_that_is_done_builds(project: Path) -> None:
    """The tiny starter edition, filled in and rewritten, is built anew."""
    assert main(["new", "first"]) == 0
    period = re.search(r"(?m)^period: (\d+)Q(\d)$", (project / "data/first/facts.yaml").read_text("utf-8"))
    assert period is not None
    year, quarter = int(period[1]), int(period[2])
    after = f"{year + quarter // 4}Q{quarter % 4 + 1}"
    assert main(["roll", "first", "second", "--period", after]) == 0
    folder = project / "data/second"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = rewritten(filled(files, {}, "release ¶1", default="1 USD"), lambda text: text)
    for name, data in done.items():
        (folder / name).write_bytes(data)
    places = Project(project / "data", project / "output", (TEMPLATES,))
    left = [one.code for one in check(inputs_of("second", done)).findings if one.blocks]
    assert "RG308" not in left
    assert "RG541" not in left
    if not left:
        assert build(places, Order("second", formats=("html",)), lambda _: None, Here()).folder.is_dir()
