"""Watching: when something in the folders that an edition is made from has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from watchfiles import awatch

_STILL_MS: Final = 15  # without another change until one is told: an editor writes a file in several steps
_AT_MOST_MS: Final = 120


async def changes(folders: Sequence[Path]) -> AsyncIterator[None]:
    """Something has changed in the folders, whatever it is: whether it matters is seen when it is read."""
    watched = [folder for folder in folders if folder.is_dir()]
    async for _ in awatch(*watched, watch_filter=None, step=_STILL_MS, debounce=_AT_MOST_MS):
        yield
