"""Watching: when something that an edition is made from has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from watchfiles import awatch

_STILL_MS: Final = 15  # without another change until one is told: an editor writes a file in several steps
_AT_MOST_MS: Final = 120
_LOOK_MS: Final = 1000  # how often it is looked whether a folder has come, gone, or is another


async def changes(folders: Sequence[Path]) -> AsyncIterator[None]:
    """Something has changed in the folders or files, whatever it is: whether it matters is seen when it is read. They
    need not be there yet."""
    standing = _standing(folders)
    while True:
        async for found in awatch(
            *(folder for folder, _ in standing),
            watch_filter=None, step=_STILL_MS, debounce=_AT_MOST_MS, rust_timeout=_LOOK_MS, yield_on_timeout=True,
        ):  # fmt: skip
            if found:
                yield
            if _standing(folders) != standing:
                break
        while not (now := _standing(folders)):
            await asyncio.sleep(_LOOK_MS / 1000)
        if now != standing:
            standing = now
            yield


def _standing(folders: Sequence[Path]) -> list[tuple[Path, int]]:
    """Those that are there, each with what tells it from another of the same name."""
    return [(folder, folder.stat().st_ino) for folder in folders if folder.exists()]
