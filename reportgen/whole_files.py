"""Files that are on the disk as a whole or not at all, whenever the process or the machine stops."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, data: bytes, *, private: bool) -> None:
    """Write a file; `private`, for its owner alone, whatever the umask. Raises OSError; what stood there is then
    untouched."""
    draft = path.with_name(f".{path.name}.part")
    write_synced(draft, data, private=private)
    draft.replace(path)
    sync(path.parent)


def write_synced(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file in its place, onto the disk."""
    with path.open("wb") as handle:
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
