"""Opening finished pages in Chromium as a reader would, and noting what the browser has to say about them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Locator, Page, Playwright, expect

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS: Final = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# Nothing of its own that a browser would ask the network for may mix with what a page asks for.
QUIET: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

PATIENCE: Final = (
    60_000  # milliseconds until what should be there at once counts as missing: machines may be busy
)
expect.set_options(timeout=PATIENCE)


def launch(playwright: Playwright) -> Browser:
    """Chromium or Chrome. Without one the tests fail: they never skip."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((str(path) for path in APPLICATIONS if path.exists()), None)
    assert found, "there is no Chromium and no Chrome: script/bootstrap --dev installs one"
    return playwright.chromium.launch(executable_path=found, args=list(QUIET))


@dataclass
class Reader:
    """A page in a browser, and what it asked for and complained about meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Begin to note."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def panel(self) -> Locator:
        """The inspector."""
        return self.page.locator("dialog.inspector")

    @property
    def label(self) -> str:
        """What the open inspector is about; "" where it is closed."""
        return self.panel.locator("h2").inner_text() if self.panel.is_visible() else ""

    def shows(self, label: str) -> None:
        """Wait until the inspector is open on a number: a key or a click takes its time to arrive."""
        expect(self.panel.locator("h2")).to_have_text(label)

    def closed(self) -> None:
        """Wait until the inspector is closed."""
        expect(self.panel).to_be_hidden()

    @property
    def value(self) -> str:
        """The value in the open inspector."""
        return self.panel.locator(".value").inner_text()

    @property
    def hash(self) -> str:
        """The part of the address that names a number."""
        return str(self.page.evaluate("decodeURIComponent(location.hash)"))

    def at(self, link: str) -> None:
        """Wait until the address ends so; "" is the page itself. (The page's policy forbids a waiting in it.)"""
        expect(self.page).to_have_url(re.compile(rf"\.html{re.escape(link)}$"))

    def number(self, identity: str) -> Locator:
        """The link of a printing."""
        return self.page.locator(f"#{identity} > a")

    def row(self, title: str) -> str:
        """What stands beside a word in the inspector's list of particulars."""
        return self.panel.locator(f"dl > div:has(dt:text-is('{title}')) dd").inner_text()


Opening = Callable[..., Reader]


@contextmanager
def readers(browser: Browser, locate: Callable[[str], Path]) -> Iterator[Opening]:
    """Opens pages by language. At the end none of them may have asked for anything but itself, nor complained."""
    opened: list[tuple[Reader, str]] = []

    def open_page(
        language: str = "en", link: str = "", width: int = 1280, height: int = 900, **wishes: Any
    ) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            reduced_motion=wishes.pop("motion", "reduce"),
            **wishes,
        )
        context.set_default_timeout(PATIENCE)
        reader = Reader(context.new_page())
        reader.watch()
        address = locate(language).as_uri()
        reader.page.goto(address + link)
        opened.append((reader, address))
        return reader

    yield open_page
    for reader, address in opened:
        strangers = [url for url in reader.requests if not url.startswith((address, "data:", "blob:"))]
        assert strangers == []
        assert reader.complaints == []
        reader.page.context.close()
