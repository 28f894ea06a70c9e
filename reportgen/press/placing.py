"""Putting an edition in place: all of its files at once, or none.

The files are written into a folder beside the old one and synced; then the two folders change names in one step
(renameat2 with RENAME_EXCHANGE on Linux, renamex_np with RENAME_SWAP on macOS), so that a reader sees the old set or
the new one. Where the file system cannot exchange, two renames follow each other, and the next run puts the old set
back if only the first was done.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from reportgen.errors import Locked, ReportgenError
from reportgen.whole_files import sync, write_synced

_AT_FDCWD, _EXCHANGE = -100, 2
_TRIES: Final = 5
_PAUSE: Final = 0.01  # seconds


@contextmanager
def locked(output: Path, name: str) -> Iterator[None]:
    """Hold the lock of one edition's output, and mend what a killed run left.

    Raises Locked where another run holds it; the message names that run.
    """
    output.mkdir(parents=True, exist_ok=True)
    with _lock_file(output, name).open("a+") as handle:
        _take(handle, name, fcntl.LOCK_EX)
        handle.truncate(0)
        handle.write(_this_run())
        handle.flush()
        _mend(output, name)
        try:
            yield
        finally:
            _mend(output, name)  # a run that is asked to stop leaves nothing half written either
            handle.truncate(0)


def turn_away(output: Path, name: str) -> None:
    """Raise Locked where another run holds the lock of an edition's output: at once, before anything is read."""
    try:
        with _lock_file(output, name).open("r") as handle:
            _take(handle, name, fcntl.LOCK_SH)
    except (FileNotFoundError, NotADirectoryError):
        return


def _lock_file(output: Path, name: str) -> Path:
    return output / f".{name}.lock"


def _take(handle: TextIO, name: str, kind: int) -> None:
    """Take a lock. A few tries, since a run that only looks whether there is one holds it for a moment, and one that
    has just taken it has not written down yet who it is."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(_PAUSE)
    handle.seek(0)
    raise Locked(f"another run is at work on {name} ({handle.read().strip() or 'process unknown'})")


def _this_run() -> str:
    return f"process {os.getpid()} on {os.uname().nodename} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _mend(output: Path, name: str) -> None:
    target, old, new = output / name, output / f".{name}.old", output / f".{name}.new"
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)


def put(output: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Put the files in place as the folder `name`, instead of the one that stood there. Call it under `locked`.

    Raises ReportgenError where the disk does not take them; the old folder then stands as it was. Raises OSError where
    the new one stands and only its safe keeping cannot be confirmed.
    """
    target, new = output / name, output / f".{name}.new"
    try:
        new.mkdir()
        for file, data in files.items():
            write_synced(new / file, data)
        sync(new)
        _swap(new, target)
    except OSError as error:
        _mend(output, name)
        raise ReportgenError(
            f"cannot write {target}: {error.strerror or error}; what stood there is untouched"
        ) from error
    sync(output)
    shutil.rmtree(new, ignore_errors=True)
    return target


def read_built(folder: Path) -> dict[str, bytes]:
    """The files of an edition that stand in place, by name; empty where there are none."""
    if not folder.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = target.with_name(f".{target.name}.old")
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(first, second, _EXCHANGE) == 0)
        return bool(libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE) == 0)
    except AttributeError:
        return False
