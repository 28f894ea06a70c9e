"""Files that are on the disk as a whole or not at all, whenever the process or the machine stops."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

# Neither through a link, nor waiting for the reader of a pipe.
_DRAFT: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


def make_private(folder: Path) -> None:
    """Have a folder that its owner alone may look into, but for a group that may write: that was somebody's will."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077 and not mode & 0o020:
        with suppress(PermissionError):
            folder.chmod(mode & 0o700)


def write_whole(path: Path, data: bytes, *, private: bool) -> None:
    """Write a file; `private`, for its owner alone, whatever the umask. Raises OSError; what stood there is then
    untouched."""
    draft = path.with_name(f".{path.name}.part")
    if draft.is_symlink():  # of nobody's making: what it leads to is left alone
        draft.unlink()
    write_synced(draft, data, private=private)
    draft.replace(path)
    sync(path.parent)


def write_synced(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in its place, onto the disk. A link that stands there is not followed: OSError."""
    with os.fdopen(os.open(path, _DRAFT, 0o600 if private else 0o666), "wb") as handle:
        if private:
            os.fchmod(handle.fileno(), 0o600)  # before there is a byte in it
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's names, written to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
