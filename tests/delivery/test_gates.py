"""What stops an edition besides its files: age, embargo, approvals, placeholders, templates; and the rehearsal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from support import TEMPLATES, TINY

from reportgen import cli
from reportgen.brief.inputs import Project
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.send import SendOrder, approve_built, send
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.errors import Finding, Rejected

NOW = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)  # the edition is of that day, its newest facts of 30 January
Edit = Callable[[str], None]


@pytest.fixture
def plan(project: Path) -> Edit:
    """Adds lines to delivery.yaml, in place of those that set the same."""
    file = project / "data" / TINY / "delivery.yaml"

    def add(lines: str) -> None:
        keys = {line.split(":")[0] for line in lines.splitlines()}
        kept = [line for line in file.read_text("utf-8").splitlines() if line.split(":")[0] not in keys]
        file.write_text("\n".join([*kept, lines, ""]), "utf-8")

    return add


def places(project: Path, *templates: Path) -> Project:
    return Project(project / "data", project / "output", (*templates, TEMPLATES))


def go(project: Path, now: datetime = NOW, *templates: Path) -> list[Finding]:
    """What stops the edition at a moment; [] where it went out."""
    with Ledger(":memory:") as ledger:
        try:
            send(
                places(project, *templates),
                TINY,
                SendOrder(),
                ledger,
                Outbox(project / "outbox"),
                lambda: now,
            )
        except Rejected as rejected:
            assert not (project / "outbox").exists()
            return list(rejected.findings)
    assert len(list((project / "outbox").iterdir())) == 2
    return []


def approve(project: Path, by: str) -> None:
    approve_built(places(project), TINY, by, lambda: NOW)


def test_what_is_too_old_stays(project: Path, plan: Edit) -> None:
    """The zone is Taipei: its 30 January began at 16:00 UTC on the 29th."""
    plan("max-age: 4 days")
    began = datetime(2026, 1, 29, 16, tzinfo=UTC)
    (finding,) = go(project, began + timedelta(days=4, minutes=1))
    assert (finding.code, finding.message) == (
        "RG920", f"{TINY} has facts of 2026-01-30; max-age allows 96 hours from the start of that day",
    )  # fmt: skip
    assert [finding.code for finding in go(project, began + timedelta(days=40))] == ["RG920", "RG920"]
    assert go(project, began + timedelta(days=4)) == []


def test_nothing_leaves_under_embargo(project: Path, plan: Edit) -> None:
    plan('embargo: "2026-02-02 14:30"')
    (finding,) = go(project, datetime(2026, 2, 2, 6, 29, 59, tzinfo=UTC))
    assert finding.code == "RG921"
    assert "until 2026-02-02 14:30 Asia/Taipei" in finding.message
    assert go(project, datetime(2026, 2, 2, 6, 30, tzinfo=UTC)) == []


def test_it_takes_as_many_people_as_the_edition_asks_for(project: Path, plan: Edit) -> None:
    plan("approvals: 2")
    assert [finding.code for finding in go(project)] == ["RG922"]
    approve(project, "Ann")
    with pytest.raises(Rejected, match="RG948: ann counts as Ann, who approved already"):
        approve(project, "ann")
    (finding,) = go(project)
    assert (finding.code, finding.message) == ("RG922", f"{TINY} is approved by Ann alone; it takes 2")
    approve(project, "Ben")
    assert go(project) == []


def test_each_approval_says_how_many_there_are(
    project: Project, plan: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    plan("approvals: 2")
    said = []
    for by in ("Ann", "Ben", "Cleo"):
        assert cli.main(["approve", TINY, "--by", by]) == 0
        said.append(capsys.readouterr().out.partition(", as long as")[0])
    who = ("Ann (1 of 2)", "Ann and Ben (2 of 2)", "Ann, Ben and Cleo")
    assert said == [f"{TINY} is approved by {one}" for one in who]


def test_who_approved_twice_by_an_older_program_counts_once(project: Project, plan: Edit) -> None:
    plan("approvals: 2")
    approve(project, "Ann Lee")
    file = project / "output" / "approvals" / f"{TINY}.json"
    record = json.loads(file.read_text("utf-8"))
    record["approvals"].append({"by": "Ann L\u0435\u0435", "at": "2026-02-02T06:00:00+00:00"})
    file.write_text(json.dumps(record), "utf-8")
    (finding,) = go(project)
    assert (finding.code, finding.message) == ("RG922", f"{TINY} is approved by Ann Lee alone; it takes 2")


def test_a_damaged_record_of_approvals_is_told(project: Project, plan: Edit) -> None:
    plan("approvals: 1")
    approve(project, "Ann")
    file = project / "output" / "approvals" / f"{TINY}.json"
    whole = file.read_text("utf-8")
    for damage in (whole[:40], whole.replace(f'"edition": "{TINY}"', '"edition": "another"')):
        file.write_text(damage, "utf-8")
        assert [finding.code for finding in go(project)] == ["RG949"]
    plan("approvals: 0")
    assert go(project) == []


def test_a_change_of_the_readers_voids_an_approval(project: Path, plan: Edit) -> None:
    plan("approvals: 1")
    approve(project, "Ann")
    plan("max-age: 8888 days")
    (finding,) = go(project)
    assert finding.code == "RG923"
    assert finding.message.startswith("delivery.yaml changed since Ann approved")


def test_a_change_of_a_file_voids_an_approval(project: Path, plan: Edit) -> None:
    plan("approvals: 1")
    approve(project, "Ann")
    relist(project, "numbers.csv", b"another table")
    (finding,) = go(project)
    assert (finding.code, finding.message.split()[0]) == ("RG923", "numbers.csv")


def relist(project: Path, name: str, data: bytes) -> None:
    """Put a file among the built ones, and into the manifest, as a build would."""
    folder = project / "output" / TINY
    (folder / name).write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for item in manifest["artifacts"]:
        item["sha256"] = sha256((folder / item["name"]).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_only_what_would_go_out_can_be_approved(project: Path, plan: Edit) -> None:
    plan("approvals: 1")
    built = project / "output" / TINY / "numbers.csv"
    built.write_bytes(b"edited")
    with pytest.raises(Rejected) as caught:
        approve(project, "Ann")
    assert {finding.code for finding in caught.value.findings} == {"RG907"}
    assert not (project / "output" / "approvals").exists()


def test_a_placeholder_in_a_document_stays(project: Path) -> None:
    page = project / "output" / TINY / f"{TINY}.zh-Hant.html"
    text = page.read_text("utf-8")
    assert text.count("</h1>") == 1
    relist(project, page.name, text.replace("</h1>", " 目標價待補</h1>").encode())
    (finding,) = go(project)
    assert finding.code == "RG924"
    assert finding.message.startswith(f"{page.name}, ")
    assert "目標價待補" in finding.message


def test_a_placeholder_in_a_message_stays(project: Path) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("The brief is attached.", "The brief is attached (status: PENDING)."), "utf-8"
    )
    (finding,) = go(project)
    assert finding.code == "RG924"
    assert finding.message.startswith("the message to ann@example.com, text: a placeholder")


def test_other_templates_than_it_was_built_with_stop_it(project: Path) -> None:
    own = project / "templates"
    own.mkdir()
    (own / "print.css").write_text((TEMPLATES / "print.css").read_text("utf-8") + "\n", "utf-8")
    (finding,) = go(project, NOW, own)
    assert (finding.code, finding.message) == (
        "RG908", f"templates/print.css was changed after {TINY} was built",
    )  # fmt: skip


def test_another_program_than_it_was_built_with_stops_it(project: Path) -> None:
    listing = project / "output" / TINY / "manifest.json"
    manifest = json.loads(listing.read_bytes())
    listing.write_text(json.dumps(manifest | {"program": "0" * 64}), "utf-8")
    (finding,) = go(project)
    assert (finding.code, finding.message) == ("RG908", f"{TINY} was built with other source of reportgen")


def test_a_rehearsal_lists_every_gate(project: Path, plan: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    plan('approvals: 1\nembargo: "2199-01-01 00:00"')
    assert cli.main(["send", TINY, "--dry-run"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[:8] == [
        "gate        as in the manifest: holds",
        "gate        made from what is here: holds",
        "gate        recent enough: holds",
        "gate        past its embargo: STOPS: RG921",
        "gate        looked at: holds",
        "gate        approved: STOPS: RG922",
        "gate        without placeholders: holds",
        "gate        proved: holds",
    ]
    assert "error RG921" in err and "error RG922" in err
    assert "to          ann@example.com (en, issue 1)\n" in out
    assert cli.main(["approve", TINY, "--by", "Ann Lee"]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith(f"{TINY} is approved by Ann Lee, as long as these do not change:\n")
    pdf = project / "output" / TINY / f"{TINY}.en.pdf"
    assert f"  {sha256(pdf.read_bytes()).hexdigest()}  {pdf.name}\n" in out
    plan('embargo: "2020-01-01 00:00"')
    assert cli.main(["approve", TINY, "--by", "Ann Lee"]) == 0
    capsys.readouterr()
    assert cli.main(["send", TINY, "--dry-run"]) == 0
    out, _ = capsys.readouterr()
    assert "gate        approved: holds\n" in out
    assert out.endswith("2 messages would be sent, and none was\n")
    assert not (project / "output" / "outbox").exists()
