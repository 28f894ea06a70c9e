"""The preview in use: what is edited shows by itself, what is broken is said over the last good page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader
from playwright.sync_api import Browser, Page, expect
from previewing import Previewed, Watching, findings, previewed, settled, watchers
from support import EDITIONS, ROOT
from test_access import violations
from test_page import SIDEWAYS

# The consensus of sales, against which they are 12.42.
WAS, NOW = (f"{value} bn USD, source: release ¶2, printed: ${value} billion" for value in ("12.10", "12.20"))
SHOWN_NOW = "1.8%"  # how far ahead of it they are then


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    with previewed(tmp_path_factory.mktemp("previewed")) as preview:
        yield preview


@pytest.fixture
def preview(running: Previewed) -> Iterator[Previewed]:
    """A running preview, whose files are as they were at first after each test."""
    yield running
    running.restore()


@pytest.fixture
def watch(browser: Browser, preview: Previewed) -> Iterator[Watching]:
    with watchers(browser, preview) as opening:
        yield opening


def lead(page: Page) -> Any:
    return page.locator(".lead")


def test_a_plain_client_gets_the_brief_itself(preview: Previewed) -> None:
    page, headers = preview.fetch()
    assert "<h1>Sales of" in page
    assert '<script src="/-/preview.js">' in page
    assert "iframe" not in page
    assert "not proved" in page
    assert "script-src 'self';" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_an_edited_fact_shows_by_itself_where_the_reader_stands(preview: Previewed, watch: Watching) -> None:
    page = watch(height=500)
    before = lead(page).inner_text()
    settled(page)
    page.locator("#numbers").scroll_into_view_if_needed()
    at = page.evaluate("scrollY")
    assert at > 500
    page.evaluate("globalThis.same = document")
    preview.edit("facts.yaml", WAS, NOW)
    expect(lead(page)).not_to_have_text(before)
    expect(lead(page)).to_contain_text(SHOWN_NOW)
    assert page.evaluate("scrollY") == at
    assert page.evaluate("globalThis.same === document"), "the page was not loaded anew"


def test_broken_yaml_is_said_over_the_last_good_page_until_it_is_mended(
    preview: Previewed, watch: Watching
) -> None:
    page = watch()
    good = lead(page).inner_text()
    preview.edit("facts.yaml", "facts:\n", "facts: [\n")
    found = findings(page).first
    expect(found).to_contain_text("error RG")
    expect(found.locator(".place")).to_contain_text(re.compile(r"facts\.yaml:\d+:\d+$"))
    expect(found.locator("pre")).to_contain_text(re.compile(r"^\d+ \| "))
    expect(found.locator(".caret")).to_be_visible()
    expect(page.locator("[data-part=state]")).to_contain_text("this is the last good page")
    assert lead(page).inner_text() == good
    preview.edit("facts.yaml", "facts: [\n", "facts:\n")
    expect(page.locator(".findings.errors")).to_have_count(0)
    expect(page.locator("[data-part=state]")).not_to_contain_text("last good page")


def test_a_misspelt_name_comes_with_its_mend(preview: Previewed, watch: Watching) -> None:
    page = watch()
    preview.edit("en.md", 'cite("eps")', 'cyte("eps")')
    expect(findings(page).first).to_contain_text("RG503")
    expect(findings(page).first.locator(".mend")).to_contain_text("did you mean 'cite'?")
    expect(findings(page).first.locator("mark")).to_be_visible()


def test_a_broken_template_is_said_with_its_line_and_mends(preview: Previewed, watch: Watching) -> None:
    page = watch()
    expect(lead(page)).to_be_visible()
    template = (ROOT / "templates" / "brief.html.j2").read_text("utf-8")
    preview.templates.mkdir()
    own = preview.templates / "brief.html.j2"
    own.write_text(template.replace("{% endfor %}", "{% endfour %}", 1), "utf-8")
    expect(findings(page).first).to_contain_text("RG502")
    expect(findings(page).first.locator(".place")).to_contain_text("templates/brief.html.j2:")
    expect(lead(page)).to_be_visible()
    own.write_text(template.replace('<main id="text">', '<main id="text"><p id="own">Mended</p>'), "utf-8")
    expect(page.locator("#own")).to_have_text("Mended")
    expect(page.locator(".findings.errors")).to_have_count(0)


def test_a_template_that_fails_says_where(preview: Previewed, watch: Watching) -> None:
    page = watch()
    expect(lead(page)).to_be_visible()
    template = (ROOT / "templates" / "brief.html.j2").read_text("utf-8")
    preview.templates.mkdir()
    (preview.templates / "brief.html.j2").write_text(
        template.replace("<h1>", "<h1>{{ nothing.here }}"), "utf-8"
    )
    expect(findings(page).first).to_contain_text("RG503")
    expect(findings(page).first.locator("pre")).to_contain_text("nothing.here")


def test_a_picture_that_is_added_shows(preview: Previewed, watch: Watching) -> None:
    page = watch()
    expect(lead(page)).to_be_visible()
    shutil.copy(EDITIONS / "almanac" / "cover.png", preview.folder / "cover.png")
    preview.edit("en.md", "## Spending\n", "## Spending\n\n![A cover](cover.png)\n")
    expect(page.locator(".picture img")).to_be_visible()
    assert page.locator(".picture img").evaluate("e => e.decode().then(() => e.naturalWidth)") > 0


def test_languages_and_letters_are_tabs(preview: Previewed, watch: Watching) -> None:
    page = watch()
    page.get_by_role("link", name="繁體中文", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("reportgen-preview a[aria-current=page]")).to_have_text(["繁體中文"])
    page.get_by_role("link", name="Letter, English").click()
    expect(page.get_by_text("The brief is attached.")).to_be_visible()
    expect(page.locator("[data-part=state]")).to_contain_text("Subject: Lanternfish Q4")
    preview.edit("delivery.yaml", "The brief is attached.", "The brief comes with this.")
    expect(page.get_by_text("The brief comes with this.")).to_be_visible()


def test_two_tabs_both_follow(preview: Previewed, watch: Watching) -> None:
    english, chinese = watch(), watch("/zh-Hant")
    expect(lead(english)).to_be_visible()
    before = lead(chinese).inner_text()
    preview.edit("facts.yaml", WAS, NOW)
    expect(lead(english)).to_contain_text(SHOWN_NOW)
    expect(lead(chinese)).not_to_have_text(before)


def test_the_pages_of_the_pdf_stand_beside_on_request(preview: Previewed, watch: Watching) -> None:
    page = watch()
    expect(page.locator(".beside")).to_have_count(0)
    page.get_by_role("link", name="PDF pages").click()
    sheets = page.locator(".sheets img")
    expect(sheets.first).to_be_visible(timeout=600_000)
    assert sheets.first.evaluate("e => e.decode().then(() => e.naturalWidth)") > 800
    assert sheets.first.get_attribute("alt") == f"Page 1 of {sheets.count()}"
    text, picture = lead(page).bounding_box(), sheets.first.bounding_box()
    assert text and picture and text["x"] + text["width"] <= picture["x"]
    page.get_by_role("link", name="Hide PDF pages").click()
    expect(page.locator(".beside")).to_have_count(0)


def test_the_inspector_opens_and_follows_an_edit(preview: Previewed, watch: Watching) -> None:
    page = watch()
    expect(page.locator("#numbers .tools")).to_be_visible()
    page.locator(".lead data.n a").first.click()
    expect(page.locator("dialog.inspector")).to_be_visible()
    page.keyboard.press("Escape")
    preview.edit("facts.yaml", WAS, NOW)
    expect(lead(page)).to_contain_text(SHOWN_NOW)
    expect(page.locator("#inspector-json")).to_be_attached()
    expect(page.locator("dialog.inspector")).to_have_count(1)
    lead(page).locator("data.n a", has_text=SHOWN_NOW).click()
    expect(page.locator("dialog.inspector")).to_contain_text(SHOWN_NOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_with_findings_has_all_within_reach(preview: Previewed, watch: Watching, scheme: Any) -> None:
    page = watch(width=360, height=740, color_scheme=scheme)
    expect(lead(page)).to_be_visible()
    preview.edit("en.md", 'cite("eps")', 'cite("epps")')
    expect(findings(page).first).to_be_visible()
    settled(page)
    assert page.evaluate(SIDEWAYS) == [0]
    box = page.locator(".findings").bounding_box()
    assert box and box["y"] > 100 and box["width"] == 360
    page.locator(".findings summary").click()
    expect(findings(page).first).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_in_the_preview(
    preview: Previewed, watch: Watching, width: int, scheme: Any
) -> None:
    page = watch(width=width, color_scheme=scheme)
    expect(lead(page)).to_be_visible()
    preview.edit("en.md", 'cite("eps")', 'cite("epps")')
    expect(findings(page).first).to_be_visible()
    settled(page)
    # axe looks for links before the first landmark, and does not see that those of a shadow stand behind it.
    assert [found for found in violations(Reader(page)) if 'class="skip"' not in found[1]] == []


def test_a_page_of_a_language_that_leaves_goes_to_the_brief(preview: Previewed, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{preview.address}zh-Hant")
    settled(page)
    preview.edit("brief.yaml", "languages: [en, zh-Hant]", "languages: [en]")
    expect(page).to_have_url(preview.address)
    page.close()


def test_a_page_says_when_its_preview_has_ended(tmp_path: Path, browser: Browser) -> None:
    page = browser.new_page()
    with previewed(tmp_path) as preview:
        page.goto(preview.address)
        expect(page.locator("[data-part=state]")).to_be_visible()
        expect(page.locator(".ended")).to_be_hidden()
    expect(page.locator(".ended")).to_be_visible()
    expect(page.locator("[data-part=state]")).to_be_hidden()
    page.close()
