"""Approvals: bound to what they were given to, by people who count once, in a record that is whole or not there."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen.brief.inputs import Project, read_inputs
from reportgen.delivery.approving.approval import approve, approved_letters, read_approval
from reportgen.errors import Misuse, Rejected

NOW = datetime(2026, 2, 6, 5, 0, tzinfo=UTC)
SUBJECT = {"a.pdf": "11", "numbers.json": "22"}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "data" / "e").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    return Project(tmp_path / "data", tmp_path / "output", (tmp_path / "templates",))


def test_a_record_says_who_when_and_of_what(project: Project) -> None:
    approve(project, "e", SUBJECT, " Ann  Lee ", NOW)
    assert json.loads((project.output / "approvals" / "e.json").read_bytes()) == {
        "edition": "e",
        "approvals": [{"by": "Ann Lee", "at": "2026-02-06T05:00:00+00:00"}],
        "subject": SUBJECT,
    }
    assert [path.name for path in (project.output / "approvals").iterdir()] == ["e.json"]


@pytest.mark.parametrize(
    "name", ["Ann Lee", "ann lee", "Ａｎｎ　Ｌｅｅ", "ANN\tLEE", "Αnn Lee", "Ann L\u0435\u0435"]
)
def test_an_approval_that_adds_nobody_is_said(project: Project, name: str) -> None:
    approve(project, "e", SUBJECT, "Ann Lee", NOW)
    with pytest.raises(Rejected) as caught:
        approve(project, "e", SUBJECT, name, NOW)
    (finding,) = caught.value.findings
    assert finding.code == "RG948"
    assert finding.message.endswith("approved already at 2026-02-06T05:00:00+00:00; nobody was added")
    approve(project, "e", SUBJECT, "林美", NOW)
    assert read_approval(project, "e").names == ("Ann Lee", "林美")


def test_the_record_is_its_owners_alone(project: Project) -> None:
    approve(project, "e", SUBJECT, "Ann Lee", NOW)
    assert stat.S_IMODE((project.output / "approvals" / "e.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("changed", [{"a.pdf": "12"}, {"b.pdf": "33"}])
def test_a_change_voids_what_was_said_before(project: Project, changed: dict[str, str]) -> None:
    approve(project, "e", SUBJECT, "Ann", NOW)
    subject = SUBJECT | changed
    assert read_approval(project, "e").changed_since(subject) == tuple(changed)
    assert read_approval(project, "e").changed_since(SUBJECT) == ()
    approve(project, "e", subject, "Ben", NOW)
    assert read_approval(project, "e").names == ("Ben",)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Ann\x07", "Ann\u202elee"])
def test_what_is_no_name_is_said(project: Project, name: str) -> None:
    with pytest.raises(Misuse, match="--by takes a person's name"):
        approve(project, "e", SUBJECT, name, NOW)
    assert not project.output.exists()


@pytest.mark.parametrize(
    "record",
    [b"", b"{", b"[]", b'{"edition": "e", "approvals": 1, "subject": {}}', b'{"approvals": [{}]}',
     b'{"edition": "other", "approvals": [{"by": "Ann", "at": "x"}], "subject": {}}'],
)  # fmt: skip
def test_a_record_that_cannot_be_read_approves_nothing_and_says_so(project: Project, record: bytes) -> None:
    file = project.output / "approvals" / "e.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(record)
    read = read_approval(project, "e")
    assert read.names == ()
    assert "approvals/e.json" in read.fault
    with pytest.raises(Rejected) as caught:
        approve(project, "e", SUBJECT, "Ann", NOW)
    assert [finding.code for finding in caught.value.findings] == ["RG949"]
    assert file.read_bytes() == record


def test_readers_and_the_words_of_messages_are_part_of_what_is_approved(project: Project) -> None:
    assert approved_letters(read_inputs(project, "e")) == {}
    (project.data / "e" / "delivery.yaml").write_text("recipients")
    (project.templates[0] / "email.txt.j2").write_text("words")
    (project.templates[0] / "brief.css").write_text("not of a message")
    assert approved_letters(read_inputs(project, "e")).keys() == {"delivery.yaml", "templates/email.txt.j2"}
