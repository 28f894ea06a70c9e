"""What was sent, held against what stands there now: `diff --sent`, `check`, and the gate of reviews."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import TEMPLATES, TINY, build_tiny, write_tiny

from reportgen import cli
from reportgen.brief.inputs import Project
from reportgen.delivery.ledgers.last_sent import last_sent
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.send import SendOrder, send
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.errors import Rejected

NOW = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)
CORRECTED = {"facts.yaml": {
    "{value: -310 m USD, source: release ¶4, printed: \"-$310 million\"}":
    "{value: -320 m USD, source: release ¶4, printed: \"-$320 million\"}",
}}  # fmt: skip
REFINED = {"facts.yaml": {
    "{value: -310 m USD, source: release ¶4, printed: \"-$310 million\"}":
    "{value: -310.2 m USD, source: release ¶4, printed: \"-$310.2 million\"}",
}}  # fmt: skip


def go(project: Path) -> None:
    places = Project(project / "data", project / "output", (TEMPLATES,))
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        send(places, TINY, SendOrder(), ledger, Outbox(project / "outbox"), lambda: NOW)


def test_nothing_was_sent_of_what_was_never_sent(project: Path) -> None:
    assert last_sent(project / "output", TINY) is None
    go(project)
    sent = last_sent(project / "output", TINY)
    assert sent is not None
    assert sent.numbers == (project / "output" / TINY / "numbers.json").read_bytes()


def test_an_edition_is_held_against_what_was_sent(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    go(project)
    assert cli.main(["diff", TINY, "--sent"]) == 0
    write_tiny(project, CORRECTED)
    capsys.readouterr()
    assert cli.main(["diff", TINY, "--sent", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["old"]["kind"] == "sent"
    assert [(one["fact"], one["change"]) for one in document["figures"]] == [
        ("fish/operating_income@2025Q4", "restated"), ("fish/operating_margin@2025Q4", "restated"),
    ]  # fmt: skip


def test_the_page_leads_into_what_was_sent_as_long_as_it_is_there(project: Path) -> None:
    go(project)
    write_tiny(project, CORRECTED)
    numbers = project / "output" / TINY / "numbers.json"
    for there in (True, False):
        assert cli.main(["diff", TINY, "--sent", "--format", "html", "--output", "changes.html"]) == 1
        page = Path("changes.html").read_text("utf-8")
        was = page.partition('<td class="was"><span class="head">Was</span>')[2]
        assert was.startswith(f'<a href="output/{TINY}/{TINY}.en.html#n') is there
        assert ("No links: what is built now" in page) is not there
        numbers.write_bytes(numbers.read_bytes() + b"\n")  # built anew since


def test_paragraphs_of_what_was_sent_are_compared_as_long_as_it_is_there(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go(project)
    assert cli.main(["diff", TINY, "--sent"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "alike", "in all of it"
    write_tiny(project, {"en.md": {"Pickers were paid more": "Pickers are paid less"}})
    assert cli.main(["diff", TINY, "--sent", "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [one["change"] for one in document["texts"]] == ["changed"] and document["not compared"] == []
    numbers = (project / "output" / TINY / "numbers.json").read_bytes()
    build_tiny(project, {"en.md": {"Pickers were paid more": "Pickers are paid less"}})
    assert (project / "output" / TINY / "numbers.json").read_bytes() == numbers, (
        "it says nothing of such words"
    )
    capsys.readouterr()
    assert cli.main(["diff", TINY, "--sent", "--format", "json"]) == 0
    (why,) = json.loads(capsys.readouterr().out)["not compared"]
    assert "not known to be what was sent" in why


@pytest.mark.parametrize("ways", [(), ("--jobs", "1")])
def test_however_many_are_checked_the_ledger_is_copied_once(
    project: Path, ways: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    go(project)
    write_tiny(project, CORRECTED)
    copied: list[Path] = []
    copy = Ledger.copy

    def counted(path: Path) -> Ledger:
        copied.append(path)
        return copy(path)

    monkeypatch.setattr(Ledger, "copy", counted)
    shutil.copytree(project / "data" / TINY, project / "data" / "other")
    cli.main(["check", TINY, "other", *ways])
    assert len(copied) == 1
    assert capsys.readouterr().out.count("RG961") == 1


def test_check_warns_of_what_was_restated_since_it_was_sent(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", TINY]) == 0
    assert "RG961" not in capsys.readouterr().out
    go(project)
    assert cli.main(["check", TINY]) == 0
    assert "RG961" not in capsys.readouterr().out
    write_tiny(project, REFINED)
    cli.main(["check", TINY])
    assert "RG961" not in capsys.readouterr().out, "what lies inside of what was sent is no restatement"
    write_tiny(project, CORRECTED)
    assert cli.main(["check", TINY]) == 0, "a warning stops nothing"
    said = capsys.readouterr().out
    assert said.count("RG961") == 1
    assert "operating_income@2025Q4 was sent as" in said and "facts.yaml:" in said


def test_a_rolled_edition_is_held_against_what_was_sent_of_the_last_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go(project)
    write_tiny(project, CORRECTED)
    assert cli.main(["roll", TINY, "next", "--period", "2026Q1"]) == 0
    write_tiny(project)
    capsys.readouterr()
    cli.main(["check", "next"])
    said = capsys.readouterr().out
    assert said.count("RG961") == 1
    assert "operating_income@2025Q4 was sent as" in said and "data/next/facts.yaml:" in said


def test_an_edition_whose_facts_were_not_looked_at_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = project / "data" / TINY / "delivery.yaml"
    plan.write_text(plan.read_text("utf-8") + "reviewed: all\n", "utf-8")
    with pytest.raises(Rejected) as stopped:
        go(project)
    (finding,) = stopped.value.findings
    assert finding.code == "RG960" and "nobody has looked at revenue@2025Q4" in finding.message
    assert cli.main(["review", TINY, "--by", "Ann Lee", "--all"]) == 0
    go(project)
    assert len(list((project / "outbox").iterdir())) == 2
