"""Putting an edition in place: all or nothing, whatever happens in between."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import ended, forked

from reportgen.errors import Locked, ReportgenError
from reportgen.press import placing

NAME = "brief"
HOST = os.uname().nodename


def told(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, and the manifest that names them as a build's."""
    return files | {"manifest.json": json.dumps({"artifacts": [{"name": name} for name in files]}).encode()}


OLD = told({f"{i}.txt": f"old {i}".encode() for i in range(8)})
NEW = told({f"{i}.txt": f"new {i}".encode() * 50 for i in range(7)})  # one file less: it must not stay behind

# A step of a run that may be killed before it: whatever touches the file system, as the interpreter's audit reports it,
# and every fsync.
STEPS = {
    "open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "shutil.rmtree",
    "ctypes.dlopen", "ctypes.dlsym", "os.truncate",
}  # fmt: skip


def put_or_die(output: Path, last: int, exchange: str) -> None:
    """Put the new set in place, in a process of its own, and die after so many steps, saying before which."""
    left = last

    def step(what: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.write(1, what.encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS:
            step(f"{event} {arguments[0] if arguments else ''}")

    def synced(handle: int) -> None:
        step("fsync")
        fsync(handle)

    fsync, os.fsync = os.fsync, synced
    if exchange == "no":
        placing._exchange = lambda one, other: False
    with placing.locked(output, NAME):
        sys.addaudithook(audit)
        placing.put(output, NAME, NEW)
        left = 10**6


def lay(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True)
    for file, data in files.items():
        (folder / file).write_bytes(data)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def killed(output: Path, step: int, exchange: str) -> tuple[int, str]:
    """The exit code of a run that is killed after so many steps, and what it said."""
    said = output.with_name(f"{output.name}.txt")
    code = ended(forked(lambda: put_or_die(output, step, exchange), said))
    return code, said.read_text("utf-8")


def mended(output: Path) -> dict[str, bytes]:
    """What stands once the next run has taken the lock; nothing else may be left beside it."""
    with placing.locked(output, NAME):
        assert {path.name for path in output.iterdir()} == {NAME, f".{NAME}.lock"}
        return held(output / NAME)


def test_a_first_set_and_its_successor(tmp_path: Path) -> None:
    output = tmp_path / "not" / "there" / "yet"
    with placing.locked(output, NAME):
        assert placing.put(output, NAME, OLD) == output / NAME
    assert held(output / NAME) == OLD
    with placing.locked(output, NAME):
        placing.put(output, NAME, NEW)
    assert mended(output) == NEW


@pytest.mark.parametrize("exchange", ["yes", "no"])
def test_killed_before_any_of_its_steps_it_leaves_one_whole_set(tmp_path: Path, exchange: str) -> None:
    """Where folders can be exchanged, a reader sees the old set or the new one at every moment; where they cannot,
    there is one moment between two renames, and the next run mends it."""
    saw: list[dict[str, bytes]] = []
    for step in range(200):
        output = tmp_path / str(step)
        lay(output / NAME, OLD)
        code, said = killed(output, step, exchange)
        if exchange == "yes":
            assert held(output / NAME) in (OLD, NEW), said
        saw.append(mended(output))
        assert saw[-1] in (OLD, NEW), said
        shutil.rmtree(output)
        if code == 0:
            break
        assert code == -signal.SIGKILL, said
    assert step > 2 * len(NEW), "the child was not killed between its writes"
    assert saw == sorted(saw, key=lambda files: files == NEW), "the old set came back after the new one"
    assert (saw[0], saw[-1]) == (OLD, NEW)


@pytest.mark.parametrize("exchange", ["yes", "no"])
def test_a_first_build_that_is_killed_leaves_nothing_half_done(tmp_path: Path, exchange: str) -> None:
    for step in (0, 3, 9):
        output = tmp_path / str(step)
        output.mkdir()
        assert killed(output, step, exchange)[0] == -signal.SIGKILL
        assert not (output / NAME).exists()
        with placing.locked(output, NAME):
            placing.put(output, NAME, NEW)
        assert mended(output) == NEW


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 64 KiB; for root alone, and not in every container."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a file system here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(os.name != "posix" or shutil.which("mount") is None, reason="needs mount")
def test_a_full_disk_takes_nothing_and_leaves_the_old_set(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as output:
        with placing.locked(output, NAME):
            placing.put(output, NAME, OLD)
            with pytest.raises(
                ReportgenError, match=f"{NAME}: No space left on device; .* untouched"
            ) as caught:
                placing.put(output, NAME, NEW | {"big": bytes(100_000)})
        assert caught.value.exit_code == 1
        assert mended(output) == OLD


@pytest.mark.parametrize("failing", ["write_synced", "sync", "_swap"])
def test_an_error_of_the_disk_is_said_and_leaves_the_old_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with placing.locked(tmp_path, NAME):
        placing.put(tmp_path, NAME, OLD)
        monkeypatch.setattr(placing, failing, fail)
        with pytest.raises(ReportgenError, match="Input/output error; what stood there is untouched"):
            placing.put(tmp_path, NAME, NEW)
    assert mended(tmp_path) == OLD


def test_a_rename_that_fails_halfway_puts_the_old_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where folders cannot be exchanged: the old set has left its place, and the new one cannot take it."""
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == f".{NAME}.new":
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    with placing.locked(tmp_path, NAME):
        placing.put(tmp_path, NAME, OLD)
        monkeypatch.setattr(placing, "_exchange", lambda *_: False)
        monkeypatch.setattr(Path, "rename", fail)
        with pytest.raises(ReportgenError, match="what stood there is untouched"):
            placing.put(tmp_path, NAME, NEW)
        assert held(tmp_path / NAME) == OLD


def test_an_error_behind_the_exchange_does_not_claim_that_nothing_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = placing.sync

    def fail(folder: Path) -> None:
        if folder == tmp_path:
            raise OSError(errno.EIO, "Input/output error")
        sync(folder)

    with placing.locked(tmp_path, NAME):
        placing.put(tmp_path, NAME, OLD)
        monkeypatch.setattr(placing, "sync", fail)
        with pytest.raises(OSError, match="Input/output error"):
            placing.put(tmp_path, NAME, NEW)
    assert mended(tmp_path) == NEW


def test_the_lock_belongs_to_one_run_at_a_time(tmp_path: Path) -> None:
    with placing.locked(tmp_path, NAME):
        with (
            pytest.raises(
                Locked, match=rf"another run is at work on {NAME} \(process {os.getpid()} on {HOST} since 20"
            ) as caught,
            placing.locked(tmp_path, NAME),
        ):
            pytest.fail("the lock was given twice")
        with placing.locked(tmp_path, "another"):
            pass
    assert caught.value.exit_code == 75
    with placing.locked(tmp_path, NAME):
        pass


def test_whoever_only_looks_is_turned_away_and_leaves_no_trace(tmp_path: Path) -> None:
    placing.turn_away(tmp_path / "nowhere", NAME)
    placing.turn_away(tmp_path, NAME)
    assert list(tmp_path.iterdir()) == []
    with placing.locked(tmp_path, NAME):
        with pytest.raises(Locked, match=rf"\(process {os.getpid()} on {HOST} since 20\d\d-"):
            placing.turn_away(tmp_path, NAME)
        with placing.locked(tmp_path, "another"):
            pass
    placing.turn_away(tmp_path, NAME)
    with placing.locked(tmp_path, NAME):
        pass


def test_a_run_that_is_stopped_in_the_middle_takes_its_drafts_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(folder: Path) -> None:
        raise KeyboardInterrupt

    with placing.locked(tmp_path, NAME):
        placing.put(tmp_path, NAME, OLD)
    monkeypatch.setattr(placing, "sync", stop)
    with pytest.raises(KeyboardInterrupt), placing.locked(tmp_path, NAME):
        placing.put(tmp_path, NAME, NEW)
    assert held(tmp_path / NAME) == OLD
    assert {path.name for path in tmp_path.iterdir()} == {NAME, f".{NAME}.lock"}
