"""Accessibility: axe-core finds nothing, in either language, by day or night, with the inspector open or closed."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Opening
from support import LANGUAGES

OPEN = "#fact=operating_income.growth@2025Q4"
ONLY_VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("link", ["", OPEN], ids=["closed", "open"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(read_showpiece: Opening, language: str, scheme: Any, link: str) -> None:
    width = {"light": 1280, "dark": 360}[scheme] if language == "en" else {"light": 360, "dark": 1280}[scheme]
    reader = read_showpiece(language, link, width=width, color_scheme=scheme)
    assert reader.panel.is_visible() == bool(link)
    found = Axe().run(reader.page, options=ONLY_VIOLATIONS).response
    assert len(found["passes"]) > 15, "axe looked at something"
    assert [
        (rule["id"], node["html"][:120], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []


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
