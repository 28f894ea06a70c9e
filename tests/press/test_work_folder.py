"""What a process lays down while it works is taken away with it, however it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from many.test_many import ENDLESS, begun, rooms, until
from small import write_small
from support import PATIENCE, reportgen

from reportgen.errors import MachineLacks
from reportgen.press.limits import Limits
from reportgen.press.pressroom import Pressroom
from reportgen.press.work_folder import work_folder
from reportgen.preview.warm import WarmProcess

LIMITS = Limits(60, 1 << 32)


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files, in which nothing is to be left; its path is short, since sockets lie in it, too."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("jobs", [(), ("--jobs", 2)])
def test_a_build_leaves_nothing_behind(tmp_path: Path, temporary: Path, jobs: tuple[str, ...]) -> None:
    for name in ("alder", "birch"):
        write_small(tmp_path / "data", name)
    said = reportgen("build", "alder", "birch", *jobs, cwd=tmp_path, TMPDIR=str(temporary))
    assert (said.returncode, list(temporary.iterdir())) == (0, []), said.stderr


def test_a_render_that_is_stopped_leaves_nothing_behind(tmp_path: Path, temporary: Path) -> None:
    write_small(tmp_path / "data", "poison", ENDLESS)
    said = reportgen("build", "poison", "--time-limit", 5, cwd=tmp_path, TMPDIR=str(temporary))
    assert (said.returncode, list(temporary.iterdir())) == (1, [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_nothing_behind(
    tmp_path: Path, temporary: Path, number: signal.Signals
) -> None:
    for name in ("alder", "birch"):
        write_small(tmp_path / "data", name)
    process = begun(tmp_path, "build", "data/*", "--jobs", "1", TMPDIR=str(temporary))
    left = until(lambda: list(temporary.glob("reportgen-*/*")) and rooms(process.pid), process)
    os.kill(process.pid, number)
    process.communicate(timeout=PATIENCE)
    while any(Path(f"/proc/{pid}").exists() for pid in left):
        pass
    assert list(temporary.iterdir()) == []


def test_a_room_and_a_warm_process_have_folders_that_go_with_them(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    room, warm = Pressroom(LIMITS), WarmProcess(LIMITS, import_module, "tempfile")
    try:
        laid = [room.do(mkdtemp, prefix="weasyprint-"), room.do(mkdtemp), warm.ask("mkdtemp")]
        assert all(Path(one).is_dir() and Path(one).parents[1] == temporary for one in laid)
    finally:
        room.close()
        warm.end()
    assert list(temporary.iterdir()) == []


def test_where_no_folder_can_be_made_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(MachineLacks, match="no temporary folder can be made: No such file"):
        work_folder()
