"""Putting an edition in place: all of its files at once, or none.

The files are written into a folder beside the old one and synced; then the two folders change names in one step
(renameat2 with RENAME_EXCHANGE on Linux, renamex_np with RENAME_SWAP on macOS), so that a reader sees the old set or
the new one. Where the file system cannot exchange, two renames follow each other, and the next run puts the old set
back if only the first was done.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from reportgen.codes.rg1_files import RG113
from reportgen.errors import Finding, Locked, Locus, Rejected, ReportgenError
from reportgen.reading_files import FINISHED_LIMIT, RECORD_LIMIT, read_inside
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX
from reportgen.whole_files import sync, write_synced

_AT_FDCWD, _EXCHANGE = -100, 2
_SHOWN: Final = 5  # strange files that are named
_TRIES: Final = 5
_PAUSE: Final = 0.01  # seconds


@contextmanager
def locked(output: Path, name: str) -> Iterator[None]:
    """Hold the lock of one edition's output, and mend what a killed run left.

    Raises Locked where another run holds it; the message names that run. Raises Rejected with RG113 where something
    stands in place of the lock, or of what a build writes first.
    """
    output.mkdir(parents=True, exist_ok=True)
    with _lock(output, name, os.O_CREAT) as handle:
        _take(handle, name, fcntl.LOCK_EX)
        handle.truncate(0)
        handle.write(_this_run())
        handle.flush()
        for draft in (output / f".{name}.old", output / f".{name}.new"):
            _refuse_no_folder(draft)
        _mend(output, name)
        try:
            yield
        finally:
            _mend(output, name)  # a run that is asked to stop leaves nothing half written either
            handle.truncate(0)


def turn_away(output: Path, name: str) -> None:
    """Raise Locked where another run holds the lock of an edition's output, and Rejected with RG113 where something
    stands there that is not to be replaced: at once, before anything is read."""
    refuse_strangers(output, name)
    try:
        with _lock(output, name) as handle:
            _take(handle, name, fcntl.LOCK_SH)
    except (FileNotFoundError, NotADirectoryError):
        return


def _lock(output: Path, name: str, create: int = 0) -> TextIO:
    """The lock's file, opened. Raises Rejected with RG113 where it is a link, or no file."""
    path = output / f".{name}.lock"
    try:
        handle = os.open(
            path, (create and create | os.O_RDWR) | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o666
        )
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise Rejected([_stranger(path, "this is no lock: a link or a folder")]) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Rejected([_stranger(path, "this is no lock: a pipe or a device")])
    return os.fdopen(handle, "r+" if create else "r", encoding="utf-8")


def refuse_strangers(output: Path, name: str) -> None:
    """Raise Rejected with RG113 where something stands in an edition's place that no build put there: a link, a file,
    or a folder that holds what its manifest does not name. Nothing of it is touched."""
    target = output / name
    _refuse_no_folder(target)
    standing = {path.name for path in target.iterdir()} if target.is_dir() else set[str]()
    strangers = sorted(standing - _named(target / MANIFEST)) if standing else []
    if strangers:
        more = f" and {len(strangers) - _SHOWN} more" if len(strangers) > _SHOWN else ""
        said = f"it holds what no build put there: {', '.join(strangers[:_SHOWN])}{more}"
        raise Rejected([_stranger(target, said)])


def _named(manifest: Path) -> set[str]:
    """The files that a manifest tells of, itself and its signature among them; none where there is none that can be
    read."""
    try:
        told = json.loads(read_inside(manifest, (manifest.parent,), RECORD_LIMIT, str(manifest)))
        own = {MANIFEST, MANIFEST + SIGNATURE_SUFFIX} if "signed" in told else {MANIFEST}
        return own | {str(item["name"]) for item in told["artifacts"]}
    except (OSError, Rejected, ValueError, KeyError, TypeError, RecursionError):
        return set()


def _refuse_no_folder(path: Path) -> None:
    if path.is_symlink():
        raise Rejected([_stranger(path, "this is a link; it is neither followed nor replaced")])
    if path.exists() and not path.is_dir():
        raise Rejected([_stranger(path, "this is a file, where a folder is to be put")])


def _stranger(path: Path, said: str) -> Finding:
    mend = "move it away, or build into another folder with --output"
    return RG113.finding(said, Locus(str(path), 1, 1), mend)


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
    if old.is_dir() and not old.is_symlink() and not os.path.lexists(target):
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)


def put(output: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Put the files in place as the folder `name`, instead of the one that stood there. Call it under `locked`.

    Raises Rejected with RG113 where something else stands there.
    Raises ReportgenError where the disk does not take them; the old folder then stands as it was. Raises OSError where
    the new one stands and only its safe keeping cannot be confirmed.
    """
    refuse_strangers(output, name)
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
    if not folder.is_dir() or folder.is_symlink():
        return {}
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink()]
    return {path.name: read_inside(path, (folder,), FINISHED_LIMIT, str(path)) for path in files}


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
