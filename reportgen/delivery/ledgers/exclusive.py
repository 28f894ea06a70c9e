"""Locks on files, waited for as long as is said; and who holds one."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

_PAUSE: Final = 0.02  # seconds


class Busy(Exception):
    """Another process holds the lock; `holder` says which, "" where that cannot be known."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock that nobody else holds, or shares. Raises Busy after so many seconds, OSError where there can be no
    such file."""
    with _opened(path) as handle:
        _take(handle, path, fcntl.LOCK_EX, patience)
        yield


@contextmanager
def sharing(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock that others may share. Raises as `alone` does."""
    with _opened(path) as handle:
        _take(handle, path, fcntl.LOCK_SH, patience)
        yield


def _opened(path: Path) -> TextIO:
    """A lock has nothing to hide, and whoever shares the folder has to take it, too."""
    try:
        return os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o666), "r+")
    except PermissionError:
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "r")


def _take(handle: TextIO, path: Path, kind: int, patience: float) -> None:
    last = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= last:
                raise Busy(holder_of([path])) from None
            time.sleep(_PAUSE)


def holder_of(paths: Iterable[Path]) -> str:
    """Which other processes hold locks on these files, as far as Linux tells; "" where nothing does."""
    wanted = set()
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        wanted.add(f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}")
    try:
        rows = [line.split() for line in Path("/proc/locks").read_text("ascii", "replace").splitlines()]
    except OSError:
        return ""
    holders = {row[4] for row in rows if len(row) > 5 and row[1] != "->" and row[5] in wanted}
    holders -= {str(os.getpid()), "0", "-1"}
    return " and ".join(f"process {pid}{_name(pid)}" for pid in sorted(holders, key=int))


def _name(pid: str) -> str:
    try:
        return f" ({(Path('/proc') / pid / 'comm').read_text('utf-8', 'replace').strip()})"
    except OSError:
        return ""
