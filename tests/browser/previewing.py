"""A preview of the tiny edition in a process of its own, and pages open on it in the browser."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from browsing import PATIENCE, Reader
from playwright.sync_api import Browser, Locator, Page, expect
from support import TINY, environment, write_tiny


@dataclass(frozen=True)
class Previewed:
    """A running preview: the edition's folder, and the address."""

    folder: Path
    address: str
    process: subprocess.Popen[str]

    @property
    def templates(self) -> Path:
        """The project's own templates."""
        return self.folder.parents[1] / "templates"

    def restore(self) -> None:
        """Everything as it was."""
        shutil.rmtree(self.templates, ignore_errors=True)
        for extra in self.folder.glob("*.png"):
            extra.unlink()
        write_tiny(self.folder.parents[1])

    def edit(self, file: str, old: str, new: str) -> None:
        """Save a file with a passage changed, which must stand there."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def fetch(self, path: str = "/", **headers: str) -> tuple[str, Any]:
        """What a plain client gets: the text, and the headers."""
        with urlopen(Request(self.address + path.removeprefix("/"), headers=headers), timeout=600) as answer:
            return answer.read().decode(), answer.headers


@contextmanager
def previewed(project: Path, *options: str) -> Iterator[Previewed]:
    """`reportgen preview` of the tiny edition on a free port, until the end of the block."""
    folder = write_tiny(project)
    command = [sys.executable, "-m", "reportgen", "preview", TINY, "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=project, env=environment(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            yield Previewed(folder, process.stdout.readline().strip(), process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


Watching = Callable[..., Page]


@contextmanager
def watchers(browser: Browser, preview: Previewed) -> Iterator[Watching]:
    """Opens pages of a preview. At the end none of them may have asked for anything else, nor complained."""
    opened: list[Reader] = []

    def open_page(path: str = "/", width: int = 1280, height: int = 900, **wishes: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **wishes
        )
        context.set_default_timeout(PATIENCE)
        reader = Reader(context.new_page())
        reader.watch()
        opened.append(reader)
        reader.page.goto(preview.address + path.removeprefix("/"))
        return reader.page

    yield open_page
    for reader in opened:
        strangers = [url for url in reader.requests if not url.startswith((preview.address, "data:"))]
        assert strangers == [], strangers
        assert reader.complaints == [], reader.complaints
        reader.page.context.close()


def findings(page: Page) -> Locator:
    """The findings over a page."""
    return page.locator("reportgen-preview .findings li")


def settled(page: Page) -> None:
    """Wait until everything was made and checked."""
    expect(page.locator("reportgen-preview[data-settled=yes]")).to_be_attached()
