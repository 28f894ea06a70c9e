from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Opening, launch, readers
from playwright.sync_api import Browser, sync_playwright
from support import (
    ALMANAC,
    EVERY_EDITION,
    TINY,
    Golden,
    build_almanac,
    build_editions,
    build_showpiece,
    shared_folder,
)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every edition in its languages, built once for the whole test run; the folder of their folders."""
    return build_editions(shared_folder(tmp_path_factory.getbasetemp()), EVERY_EDITION)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def read(browser: Browser, golden: Golden) -> Iterator[Opening]:
    """Opens the tiny edition."""
    with readers(browser, lambda language: golden.folder / f"{TINY}.{language}.html") as opening:
        yield opening


@pytest.fixture
def read_showpiece(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opening]:
    """Opens the Amazon brief, built once for the whole test run."""
    folder = build_showpiece(shared_folder(tmp_path_factory.getbasetemp()))
    with readers(browser, lambda language: folder / f"{folder.name}.{language}.html") as opening:
        yield opening


@pytest.fixture
def read_almanac(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opening]:
    """Opens the edition whose texts hold every construct of Markdown."""
    folder = build_almanac(shared_folder(tmp_path_factory.getbasetemp()))
    with readers(browser, lambda language: folder / f"{ALMANAC}.{language}.html") as opening:
        yield opening
