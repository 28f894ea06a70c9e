"""What is no plain file, is too long, or is fetched by a link from elsewhere is refused by name, and never quoted."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from small import write_small

from reportgen import cli
from reportgen.errors import Rejected
from reportgen.reading_files import FileLimit, read_inside, read_plain

LIMIT: Final = FileLimit(10, "shorten it")
SECRET: Final = "root:x:0:0"
PATIENCE: Final = 30.0


def code_of(read: Callable[[], bytes]) -> str:
    with pytest.raises(Rejected) as refused:
        read()
    (finding,) = refused.value.findings
    assert finding.mend
    return finding.code


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_small(tmp_path / "data", "it")
    return tmp_path


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert read_plain(path, LIMIT) == b"0123456789"
    path.write_bytes(b"0123456789!")
    assert code_of(lambda: read_plain(path, LIMIT)) == "RG105"


def test_a_file_of_the_kernel_is_bounded_though_it_has_no_size() -> None:
    assert code_of(lambda: read_plain(Path("/proc/self/status"), LIMIT)) == "RG105"


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "device"])
def test_what_is_no_plain_file_is_told_before_it_is_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "it"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(path)[-100:] if len(str(path)) < 100 else os.path.relpath(path))
        case "device":
            path.symlink_to("/dev/zero")
    assert code_of(lambda: read_plain(path, LIMIT)) == "RG107"


def test_a_link_stays_in_its_folders(tmp_path: Path) -> None:
    own, other = tmp_path / "own", tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
        (folder / "a").write_bytes(folder.name.encode())
    (own / "beside").symlink_to("a")
    (own / "out").symlink_to(other / "a")
    (own / "up").symlink_to(tmp_path)
    (own / "nowhere").symlink_to("gone")
    assert read_inside(own / "beside", (own,), LIMIT, "x") == b"own"
    assert read_inside(own / "out", (own, other), LIMIT, "x") == b"other"
    for name in ("out", "up/other/a", "nowhere"):
        assert code_of(lambda name=name: read_inside(own / name, (own,), LIMIT, "x")) == "RG108"  # type: ignore[misc]


@pytest.mark.parametrize(
    "file",
    ["data/it/facts.yaml", "data/it/en.md", "data/it/logo.svg", "vocabulary.yaml", "templates/themes/x.yaml"],
)
@pytest.mark.parametrize("what", ["link", "pipe", "device", "folder", "huge"])
def test_check_refuses_an_edition_s_file_by_name(
    file: str, what: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    match what:
        case "link":
            path.symlink_to("/etc/passwd")
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "huge":
            with path.open("wb") as handle:
                handle.truncate(1 << 30)
    expected = {"link": "RG108", "pipe": "RG107", "device": "RG108", "folder": "RG107", "huge": "RG105"}[what]
    assert cli.main(["check", "it"]) == 1
    said = capsys.readouterr().out
    assert f"{file}:1:1: error {expected}" in said
    assert SECRET not in said


def test_all_that_is_not_read_is_said_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("facts.yaml", "en.md"):
        (project / "data" / "it" / file).unlink()
        os.mkfifo(project / "data" / "it" / file)
    assert cli.main(["check", "it", "--format", "json"]) == 1
    said = capsys.readouterr().out
    assert said.count('"RG107"') == 2


def test_a_source_is_not_fetched_by_a_link(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = project / "data" / "it" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("published:", "file: rel.txt, published:", 1), "utf-8")
    (facts.parent / "rel.txt").symlink_to("/etc/passwd")
    assert cli.main(["check", "it"]) == 1
    said = capsys.readouterr().out
    assert "data/it/rel.txt:1:1: error RG108" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    "command",
    [
        ["coverage", "it", "--source", "rel=pipe"], ["check", "it", "--source", "rel=pipe"],
        ["import", "pipe", "--into", "it"], ["import", "t.csv", "--map", "pipe", "--into", "it"],
        ["verify", "pipe"], ["new", "other", "--from", "pipe"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("device", [False, True])
def test_no_command_waits_for_a_pipe_or_a_device(command: list[str], device: bool, project: Path) -> None:
    (project / "t.csv").write_text("a,b\n1,2\n", "utf-8")
    if device:
        (project / "pipe").symlink_to("/dev/zero")
    else:
        os.mkfifo(project / "pipe")
    assert cli.main(command) in (1, 2)


def test_an_import_does_not_write_through_a_link_out_of_the_edition(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, elsewhere = project / "data" / "it" / "facts.yaml", project / "elsewhere.yaml"
    facts.rename(elsewhere)
    facts.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    (project / "t.txt").write_text("Sales were $13.1 million.\n", "utf-8")
    assert cli.main(["import", "t.txt", "--into", "it"]) == 1
    assert "RG108" in capsys.readouterr().err
    assert elsewhere.read_bytes() == before
