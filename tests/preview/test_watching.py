"""What an edition is made from may be a file that comes, is replaced and goes, as well as a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from support import PATIENCE

from reportgen.preview.watching import changes


def told(paths: list[Path], act: Callable[[], object], ready: Callable[[], object]) -> bool:
    """Whether a change is told after an act. The folder that is `ready` shows that the watching has begun."""

    async def watch() -> bool:
        seen = changes(paths)
        try:
            waiting = asyncio.ensure_future(anext(seen))
            while not waiting.done():
                ready()
                await asyncio.wait([waiting], timeout=0.1)
            act()
            await asyncio.wait_for(anext(seen), PATIENCE)
            return True
        except TimeoutError:
            return False
        finally:
            await seen.aclose()  # type: ignore[attr-defined]

    # In a thread of its own: tests of the browser, which may run in this process too, keep a loop running in theirs.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, watch()).result()


def test_a_file_beside_the_folders_is_watched(tmp_path: Path) -> None:
    folder, file, beside = tmp_path / "data", tmp_path / "vocabulary.yaml", tmp_path / "new"
    folder.mkdir()

    def replaced() -> None:
        beside.write_text("concepts: {bikes: {}}\n")
        beside.replace(file)

    for act in (lambda: file.write_text("concepts: {}\n"), replaced, file.unlink):
        assert told([folder, file], act, lambda: (folder / "ready").write_text("yes"))
