"""Every construct of Markdown on screens of three widths, by day and night."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import Opening
from support import LANGUAGES
from test_access import violations

# Of each element of the text that does not scroll by itself: how far it leaves the column of the page, in px.
ASTRAY = """() => [...document.querySelectorAll("main *:not(.scroll *):not(.visually-hidden)")]
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5))
  .map(([html]) => html)"""
NUMBERS = """() => [...document.querySelectorAll(".text ol > li")].map(e =>
  [getComputedStyle(e).listStyleType, getComputedStyle(e).listStylePosition, getComputedStyle(e, "::marker").color])"""


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_leaves_the_screen(read_almanac: Opening, language: str, width: int) -> None:
    page = read_almanac(language, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(ASTRAY) == []


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1280), ("zh-Hant", "dark", 360)])
def test_axe_finds_nothing(read_almanac: Opening, language: str, scheme: Any, width: int) -> None:
    assert violations(read_almanac(language, width=width, color_scheme=scheme)) == []


def test_the_numbers_of_lists_hang_before_them(read_almanac: Opening) -> None:
    shown = read_almanac().page.evaluate(NUMBERS)
    assert len(shown) == 7
    assert {(kind, position) for kind, position, _ in shown} == {("decimal", "outside")}


def test_a_link_out_is_underlined(read_almanac: Opening) -> None:
    page = read_almanac().page
    lines = page.eval_on_selector_all("a.out", "all => all.map(e => getComputedStyle(e).textDecorationLine)")
    assert len(lines) == 6
    assert set(lines) == {"underline"}


def test_a_sentence_goes_on_to_its_end_before_the_note(read_almanac: Opening) -> None:
    """On a phone: the full stop behind the call stands on its line, above the note."""
    call, note, item = (
        read_almanac(width=360).page.eval_on_selector_all(
            "#f2, #f2-note, li:has(> .note)", "all => all.map(e => e.getBoundingClientRect())"
        )[index]
        for index in (1, 2, 0)
    )
    assert call["bottom"] <= note["top"]
    assert item["bottom"] - note["bottom"] < 12


def test_a_drawing_stands_on_paper_by_night(read_almanac: Opening) -> None:
    page = read_almanac(color_scheme="dark").page
    assert (
        page.eval_on_selector(".picture img", "e => getComputedStyle(e).backgroundColor")
        == "rgb(255, 255, 255)"
    )
