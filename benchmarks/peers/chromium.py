"""Chromium's print to PDF, driven by its own protocol over a pipe, without a library in between.

python -m benchmarks.peers.chromium OUT PAGE…          starts a browser, prints the pages one after the other, ends it
python -m benchmarks.peers.chromium --warm OUT PAGE…   the same after a first round that nobody times; says as JSON
                                                       what the second took, from opening a page to its PDF
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import processor_of_descendants

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS: Final = (
    "--headless", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--allow-file-access-from-files",
)  # fmt: skip


class Browser:
    """A running browser. What it is asked and what it answers are JSON, each ended by a zero byte."""

    def __init__(self, asks: int, answers: int) -> None:
        self._asks, self._answers = asks, answers
        self._numbers, self._read = count(1), b""

    def ask(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """What a method of the protocol gives."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._asks, data) :]
        while (answer := self._next()).get("id") != number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait_for(self, event: str, session: str) -> None:
        """Wait until a page tells of an event."""
        while (told := self._next()).get("method") != event or told.get("sessionId") != session:
            pass

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            data = os.read(self._answers, 1 << 20)
            if not data:
                raise RuntimeError("the browser has ended")
            self._read += data
        message, _, self._read = self._read.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def print(self, page: Path) -> bytes:
        """A page as PDF, on the paper that its style sheet names."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask("Page.navigate", session, url=page.resolve().as_uri())
        self.wait_for("Page.loadEventFired", session)
        self.ask(
            "Runtime.evaluate", session, expression="document.fonts.ready.then(() => 0)", awaitPromise=True
        )
        printed = self.ask("Page.printToPDF", session, preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])


@contextmanager
def browser(profile: str) -> Iterator[Browser]:
    """A fresh browser with a profile of its own."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise SystemExit("Chromium is not installed")
    (asked, asks), (answers, answering) = os.pipe(), os.pipe()
    # The browser reads from 3 and writes to 4, which may be ours: out of the way first.
    inner = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (asked, answering)]
    actions: list[tuple[Any, ...]] = [(os.POSIX_SPAWN_DUP2, inner[0], 3), (os.POSIX_SPAWN_DUP2, inner[1], 4)]
    actions += [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)]
    process = os.posix_spawn(
        program, [program, *_OPTIONS, f"--user-data-dir={profile}"], os.environ, file_actions=actions
    )
    for end in (asked, answering, *inner):
        os.close(end)
    running = Browser(asks, answers)
    try:
        yield running
        running.ask("Browser.close")
    finally:
        os.close(asks)  # it ends when nobody can ask it any more
        os.waitpid(process, 0)
        os.close(answers)


def main(*arguments: str) -> None:
    """Print the pages, LANGUAGE.pdf each."""
    warm = arguments[:1] == ("--warm",)
    out, *pages = map(Path, arguments[warm:])
    with tempfile.TemporaryDirectory() as profile, browser(profile) as running:
        if warm:
            for page in pages:
                running.print(page)
        start, used = time.perf_counter(), processor_of_descendants(os.getpid())
        printed = {page.parent.name: running.print(page) for page in pages}
        took = time.perf_counter() - start, processor_of_descendants(os.getpid()) - used
    for name, data in printed.items():
        (out / f"{name}.pdf").write_bytes(data)
    if warm:
        json.dump({"seconds": took[0], "processor": took[1]}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
