"""The bytes of a key's file. It may be a pipe on purpose, as a shell's `<(…)` is: it is waited for, not for ever."""

from __future__ import annotations

import os
import select
import stat
import time
from pathlib import Path
from typing import Final

_PATIENCE: Final = 30.0  # seconds until somebody writes into a pipe, and then until they have done


def read_key_bytes(path: Path, most: int, patience: float = _PATIENCE) -> bytes:
    """The first bytes of a file or of what a pipe brings. Raises OSError, TimeoutError among it where nobody writes."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        waits = stat.S_ISFIFO(os.fstat(handle).st_mode)
        pieces, until = list[bytes](), time.monotonic() + patience
        while sum(map(len, pieces)) < most:
            if waits:
                _await(handle, until, path)
            try:
                piece = os.read(handle, most)
            except BlockingIOError:
                continue
            if not piece:
                break
            pieces.append(piece)
        return b"".join(pieces)[:most]
    finally:
        os.close(handle)


def _await(handle: int, until: float, path: Path) -> None:
    """Wait until a pipe has something to read, or its writer has gone."""
    asked = select.poll()
    asked.register(handle, select.POLLIN)
    if not asked.poll(max(0.0, until - time.monotonic()) * 1000):
        raise TimeoutError(0, "it is a pipe, and nobody writes the key into it", str(path))
