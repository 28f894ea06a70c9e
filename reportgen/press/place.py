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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import Locked, ReportgenError

_AT_FDCWD, _EXCHANGE = -100, 2


@contextmanager
def locked(output: Path, name: str) -> Iterator[None]:
    """Hold the lock of one edition's output, and mend what a killed run left.

    Raises Locked where another run holds it.
    """
    output.mkdir(parents=True, exist_ok=True)
    with (output / f".{name}.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            raise Locked(
                f"another run is at work on {name} (process {handle.read().strip() or 'unknown'})"
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        _mend(output, name)
        yield


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
            _write(new / file, data)
        _sync(new)
        _swap(new, target)
    except OSError as error:
        _mend(output, name)
        raise ReportgenError(
            f"cannot write {target}: {error.strerror or error}; what stood there is untouched"
        ) from error
    _sync(output)
    shutil.rmtree(new, ignore_errors=True)
    return target


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
