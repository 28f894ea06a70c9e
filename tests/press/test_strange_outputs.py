"""What a build finds in its place and did not put there: refused by its name, and nothing of it lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from small import write_small
from test_placing import NEW, OLD

from reportgen import cli
from reportgen.errors import Rejected
from reportgen.press import placing
from reportgen.whole_files import make_private, write_whole

NAME = "brief"


def put(output: Path, files: dict[str, bytes]) -> None:
    with placing.locked(output, NAME):
        placing.put(output, NAME, files)


def refused(output: Path, files: dict[str, bytes]) -> str:
    with pytest.raises(Rejected) as rejected:
        put(output, files)
    (finding,) = rejected.value.findings
    assert finding.code == "RG113"
    assert finding.mend
    return f"{finding.locus} {finding.message}"


def test_a_link_in_an_edition_s_place_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    for folder in (output, elsewhere):
        folder.mkdir()
    (elsewhere / "keep").write_text("mine")
    (output / NAME).symlink_to(elsewhere)
    for _ in range(2):  # and no later build is any worse off
        assert "link" in refused(output, OLD)
    (output / NAME).unlink()
    put(output, OLD)
    assert (elsewhere / "keep").read_text() == "mine"


@pytest.mark.parametrize("name", [NAME, f".{NAME}.new", f".{NAME}.old"])
@pytest.mark.parametrize("kind", ["file", "link", "broken link"])
def test_what_is_no_folder_stays(name: str, kind: str, tmp_path: Path) -> None:
    path, elsewhere = tmp_path / name, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "keep").write_text("mine")
    if kind == "file":
        path.write_text("mine")
    else:
        path.symlink_to(elsewhere if kind == "link" else "gone")
    assert name in refused(tmp_path, OLD)
    assert os.path.lexists(path)
    assert (elsewhere / "keep").read_text() == "mine"


def test_a_folder_with_a_stranger_s_files_stays(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    (tmp_path / NAME / "notes.txt").write_text("mine")
    assert "notes.txt" in refused(tmp_path, NEW)
    assert (tmp_path / NAME / "notes.txt").read_text() == "mine"
    (tmp_path / NAME / "notes.txt").unlink()
    put(tmp_path, NEW)


def test_a_folder_without_a_manifest_is_nobody_s_but_an_empty_one_is(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    put(tmp_path, OLD)
    for spoilt in (b"", b"[]", b"[" * 100_000, b'{"artifacts": [1]}'):
        (tmp_path / NAME / "manifest.json").write_bytes(spoilt)
        assert "0.txt" in refused(tmp_path, NEW)


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "folder"])
def test_a_lock_that_is_none_is_refused_and_left(kind: str, tmp_path: Path) -> None:
    lock, victim = tmp_path / f".{NAME}.lock", tmp_path / "victim"
    victim.write_text("precious")
    match kind:
        case "link":
            lock.symlink_to(victim)
        case "broken link":
            lock.symlink_to("made")
        case "pipe":
            os.mkfifo(lock)
        case "folder":
            lock.mkdir()
    assert lock.name in refused(tmp_path, OLD)
    with pytest.raises(Rejected):
        placing.turn_away(tmp_path, NAME)
    assert victim.read_text() == "precious"
    assert not (tmp_path / "made").exists()


def test_a_draft_is_not_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / ".file.part").symlink_to(victim)
    write_whole(tmp_path / "file", b"new", private=True)
    assert victim.read_text() == "precious"
    assert (tmp_path / "file").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


@pytest.mark.parametrize(("before", "after"), [(None, 0o700), (0o755, 0o700), (0o775, 0o775), (0o700, 0o700)])
def test_a_private_folder_is_its_owner_s_alone(before: int | None, after: int, tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    if before is not None:
        folder.mkdir()
        folder.chmod(before)
    make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == after


def test_build_says_so_before_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_small(tmp_path / "data", "it")
    (tmp_path / "output" / "it").mkdir(parents=True)
    (tmp_path / "output" / "it" / "mine.txt").write_text("mine")
    assert cli.main(["build", "it"]) == 1
    assert "RG113: it holds what no build put there: mine.txt" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "output" / "it").iterdir()] == ["mine.txt"]
