"""Accessibility: axe-core finds nothing, in either language, by day or night, with the inspector open or closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Opening, Reader, readers
from playwright.sync_api import Browser
from support import EVERY_EDITION, LANGUAGES

ONLY_VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}
SHOWN: tuple[tuple[str, Any, int, str], ...] = (
    ("en", "light", 1280, ""),
    ("zh-Hant", "dark", 360, ""),
    ("en", "dark", 360, "#fact=aws.operating_margin@2025Q4"),
    ("zh-Hant", "light", 1280, "#fact=aws.operating_margin@2025Q4"),
)

# Every edition on a phone and on a desk, one by day, one by night, in the first and in the last of its languages.
LOOKS = [
    (name, place, width, scheme)
    for count, name in enumerate(EVERY_EDITION)
    for place, width, scheme in zip(
        (0, -1), (360, 1280), ("light", "dark") if count % 2 else ("dark", "light"), strict=True
    )
]


def violations(reader: Reader) -> list[tuple[str, str, str]]:
    found = Axe().run(reader.page, options=ONLY_VIOLATIONS).response
    assert len(found["passes"]) > 15, "axe looked at something"
    return [
        (rule["id"], node["html"][:120], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("language", "scheme", "width", "link"), SHOWN)
def test_axe_finds_nothing_in_the_showpiece(
    read_showpiece: Opening, language: str, scheme: Any, width: int, link: str
) -> None:
    reader = read_showpiece(language, link, width=width, color_scheme=scheme)
    assert reader.panel.is_visible() == bool(link)
    assert violations(reader) == []


@pytest.mark.parametrize(("name", "place", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_any_edition(
    browser: Browser, editions: Path, name: str, place: int, width: int, scheme: Any
) -> None:
    page = sorted((editions / name).glob("*.html"))[place]
    with readers(browser, lambda _: page) as opening:
        assert violations(opening(width=width, color_scheme=scheme)) == []


@pytest.mark.parametrize("link", ["", "#fact=revenue.growth@2025Q4"], ids=["closed", "open"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(read: Opening, language: str, scheme: Any, link: str) -> None:
    assert violations(read(language, link, color_scheme=scheme)) == []


def test_axe_finds_what_is_wrong(read: Opening) -> None:
    """So that finding nothing means something."""
    reader = read()
    reader.page.locator("html").evaluate("e => e.removeAttribute('lang')")
    assert [rule for rule, _, _ in violations(reader)] == ["html-has-lang"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_stop_of_the_keyboard_leads_to_the_text(read: Opening, language: str) -> None:
    page = read(language).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("e => e.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")


def test_the_focus_can_be_seen_wherever_it_is(read: Opening) -> None:
    reader = read()
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        outline = reader.page.evaluate("""() => {
          const style = getComputedStyle(document.activeElement);
          return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        }""")
        assert outline, reader.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_landmarks_and_roles_are_in_place(read: Opening) -> None:
    page = read(link="#fact=eps@2025Q4").page
    assert page.get_by_role("dialog", name="EPS").is_visible()
    page.keyboard.press("Escape")
    for role in ("banner", "main"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("navigation", name="Contents").count() == 1
    assert page.get_by_role("region", name="Numbers appendix").count() == 1
    assert page.get_by_role("search").count() == 1
    assert page.locator("#n4 > a").get_attribute("aria-haspopup") == "dialog"
