"""The desk: what stands of each view, who looks at it, and what is made next while the inputs change."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import Any, Final, Protocol

from reportgen.errors import Finding, MachineLacks, Rejected, ReportgenError
from reportgen.preview.frame import Beside, Frame, framed
from reportgen.preview.views import (
    FIRST,
    Job,
    Made,
    Standing,
    View,
    at_its_place,
    first_standing,
    next_job,
)
from reportgen.preview.warm import WorkEnded

_ASSETS: Final = 200  # files that are kept to be served: pages that are open name older ones
_SHEETS: Final = "/-/sheet/"
_DRAWING: Final = 0.3  # seconds that a browser has to itself for a page that was made anew
_LONG: Final = 8.0  # seconds after which work for what has changed meanwhile is given up
_IDLE: Final = 2.0  # seconds without work until a worker may clear up


class Worker(Protocol):
    """Does a piece of work by its name, and takes its time."""

    def ask(self, method: str, *args: object) -> Any:
        """What came of it."""

    def interrupt(self) -> None:
        """Give up what is being done."""


class Desk:
    """Makes what is looked at, as soon as it can be made, and tells whoever waits. All of it runs in one event loop,
    and the workers in threads. `printer` makes the PDF's pages, which take so long that nothing else should wait."""

    def __init__(self, worker: Worker, printer: Worker) -> None:
        self._worker, self._printer = worker, printer
        self._version = 1
        self._standing: dict[View, Standing] = {}
        self._checked = 0  # the version that was checked as a whole
        self._busy_since: float | None = None
        self._warm = False
        self._languages: tuple[str, ...] = ()
        self._watched: Counter[View] = Counter()
        self._printing: Counter[str] = Counter()
        self._printed: dict[str, tuple[int, Beside]] = {}
        self._assets: OrderedDict[str, bytes] = OrderedDict()
        self._news = asyncio.Condition()
        self._wanted: list[View] = []
        self.ended = False

    # ---- what is asked of it

    async def changed(self) -> None:
        """Something that the edition is made of may have changed. What takes long is given up: it was for what stood
        there before, and may never end."""
        self._version += 1
        now = asyncio.get_running_loop().time()
        if self._warm and self._busy_since is not None and now - self._busy_since > _LONG:
            self._worker.interrupt()
        await self._tell()

    async def end(self) -> None:
        """Let whoever waits go."""
        self.ended = True
        await self._tell()

    async def page(self, view: View, beside: bool, swap: bool = False) -> str | None:
        """The page of a view as it stands; None where the edition has no such view.

        It waits for one of the present inputs, unless the page that asks is told of each change (`swap`).
        """
        view = self._place(view)
        if not self._fresh(view) and not (view in self._standing and (swap or self._watched[view])):
            self._wanted.append(view)
            await self._until(lambda: self._fresh(view))
        view = self._place(view)
        if view not in self._standing or not self._exists(view):
            return None
        return self._framed(view, beside)

    async def stamps(self, view: View, beside: bool) -> AsyncIterator[str]:
        """The stamp of a view's page, now and whenever it changes, for as long as the desk works."""
        told = ""
        with self._looked_at(self._place(view), beside):
            await self._tell()
            while not self.ended:
                stamp = self._stamp(view, beside)
                if stamp and stamp != told:
                    told = stamp
                    yield stamp
                    continue
                async with self._news:
                    if self._stamp(view, beside) == told and not self.ended:
                        await self._news.wait()

    def asset(self, address: str) -> bytes | None:
        """A file that a page names."""
        return self._assets.get(address)

    async def ask(self, method: str, *args: object) -> Any:
        """What the worker has to say when its turn comes; None where it fails."""
        try:
            return await asyncio.to_thread(self._worker.ask, method, *args)
        except Exception:  # the view's own making says why
            return None

    # ---- the work

    async def work(self) -> None:
        """Make whatever is to be made, until the desk ends. Raises MachineLacks where the machine cannot."""
        while not self.ended:
            job = self._next()
            if job is None:
                if not await self._until(lambda: self._next() is not None, _IDLE):
                    await self.ask("rest")
                    await self._until(lambda: self._next() is not None)
                continue
            version = self._version
            self._busy_since = asyncio.get_running_loop().time()
            await self._do(job, version)
            self._busy_since, self._warm = None, True
            await self._tell()
            if job != "check" and self._watched[job]:
                await self._until(partial(self._newer, version), _DRAWING)

    async def print_pages(self) -> None:
        """Make the PDF's pages for whoever has asked for them, until the desk ends; only of what has been checked."""
        while not self.ended:
            language = self._next_print()
            if language is None:
                await self._until(lambda: self._next_print() is not None)
                continue
            version = self._version
            self._printed[language] = version, await self._print(language)
            await self._tell()

    def _next(self) -> Job | None:
        made = {view: one.version for view, one in self._standing.items()}
        looked_at = [view for view, count in self._watched.items() if count]
        wanted = [self._place(view) for view in (*self._wanted, *looked_at)]
        return next_job(wanted, made, self._checked, self._version, self._languages)

    def _newer(self, version: int) -> bool:
        return self._version > version

    async def _do(self, job: Job, version: int) -> None:
        if job == "check":
            found = await self._check()
            self._checked = version
            self._standing = {view: one.checked(found) for view, one in self._standing.items()}
            return
        made = await self._make(job)
        self._assets.update(made.assets)
        while len(self._assets) > _ASSETS:
            self._assets.popitem(last=False)
        if made.languages:
            self._languages = made.languages
        place = at_its_place(job, self._languages)
        before = self._standing.get(place)
        self._standing[place] = before.after(made, version) if before else first_standing(made, version)
        self._wanted = [view for view in self._wanted if not self._fresh(self._place(view))]

    async def _make(self, view: View) -> Made:
        try:
            made: Made = await asyncio.to_thread(self._worker.ask, "make", view)
            return made
        except Rejected as rejected:
            return Made(findings=rejected.findings)
        except (MachineLacks, WorkEnded):
            raise
        except ReportgenError as error:
            return Made(failed=f"{error}")
        except Exception as error:  # the preview goes on; the next change may mend it
            return Made(failed=f"The page could not be made: {type(error).__name__}: {error}")

    async def _check(self) -> tuple[Finding, ...]:
        try:
            found: tuple[Finding, ...] = await asyncio.to_thread(self._worker.ask, "check")
            return found
        except Rejected as rejected:
            return rejected.findings
        except (MachineLacks, WorkEnded):
            raise
        except Exception:  # the views say why
            return ()

    def _next_print(self) -> str | None:
        if self._next() is not None:
            return None
        asked = (language or next(iter(self._languages), "") for language in +self._printing)
        return next((tag for tag in asked if tag and self._printed_version(tag) < self._version), None)

    def _printed_version(self, language: str) -> int:
        return self._printed[language][0] if language in self._printed else 0

    async def _print(self, language: str) -> Beside:
        before = self._printed[language][1].pictures if language in self._printed else ()
        try:
            sheets: tuple[bytes, ...] = await asyncio.to_thread(self._printer.ask, "pages", language)
        except Rejected as rejected:
            found = tuple(finding for finding in rejected.findings if finding.blocks)
            note = "These are the last good pages." if before else "There are no pages yet."
            return Beside(before, note, found)
        except WorkEnded:
            raise
        except Exception as error:
            return Beside(before, f"The pages could not be made: {error}")
        pictures = {f"{_SHEETS}{sha256(sheet).hexdigest()[:32]}.png": sheet for sheet in sheets}
        self._assets.update(pictures)
        return Beside(tuple(pictures))

    # ---- what stands

    def _place(self, view: View) -> View:
        return at_its_place(view, self._languages)

    def _framed(self, view: View, beside: bool) -> str:
        standing = self._standing[view]
        shown, latest = standing.shown, standing.latest
        return framed(
            shown.page,
            shown.faces,
            Frame(
                view,
                self._languages,
                latest.letters or shown.letters,
                standing.found,
                latest.failed,
                shown.subject,
                self._checked >= standing.version,
                standing.held_back,
                self._beside(view) if beside and view.kind == "brief" else None,
            ),
        )

    def _beside(self, view: View) -> Beside:
        language = view.language or next(iter(self._languages), "")
        if language not in self._printed:
            return Beside(note="The pages are being made …")
        version, printed = self._printed[language]
        if version == self._version:
            return printed
        return Beside(printed.pictures, "The pages are being made anew …", printed.findings)

    def _fresh(self, view: View) -> bool:
        return view in self._standing and self._standing[view].version >= self._version

    def _exists(self, view: View) -> bool:
        standing = self._standing[view]
        known = standing.shown.letters if view.kind == "letter" else self._languages
        return view == FIRST or not self._languages or view.language in known

    def _stamp(self, view: View, beside: bool) -> str:
        view = self._place(view)
        if view not in self._standing:
            return ""
        _, _, rest = self._framed(view, beside).rpartition('data-stamp="')
        return rest.partition('"')[0]

    @contextmanager
    def _looked_at(self, view: View, beside: bool) -> Iterator[None]:
        self._watched[view] += 1
        self._printing[view.language] += beside
        try:
            yield
        finally:
            self._watched[view] -= 1
            self._printing[view.language] -= beside

    # ---- news

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def _until(self, holds: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until something holds, or the desk ends; False where it did not within so many seconds."""
        async with self._news:
            self._news.notify_all()
            waiting = self._news.wait_for(lambda: self.ended or holds())
            try:
                await asyncio.wait_for(waiting, seconds)
            except TimeoutError:
                return False
            return True
