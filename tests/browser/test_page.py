"""The page itself: it reads well at every width, in the light, in the dark, on paper, and without its script."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import Opening
from playwright.sync_api import expect
from support import LANGUAGES, Golden, parse, words_of

WIDTHS = (360, 768, 1280)
# Contrast as WCAG 2 has it, worked out in the page for what it is asked about.
CONTRAST = """
const light = colour => {
  const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
};
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const shown = element => [...element.getClientRects()].some(box => box.width > 0 && box.height > 0);
const ground = getComputedStyle(document.documentElement).backgroundColor;
"""
SIDEWAYS = """() => {
  const scrolls = element => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  const wide = document.documentElement.clientWidth;
  return [document.documentElement.scrollWidth - wide, ...[...document.body.querySelectorAll("*")]
    .filter(e => e.getClientRects().length && !scrolls(e) && getComputedStyle(e).position !== "absolute")
    .filter(e => e.getBoundingClientRect().right > wide + 1).map(e => e.outerHTML.slice(0, 120))];
}"""


def asked(page: Any, script: str) -> Any:
    return page.evaluate(f"() => {{ {CONTRAST} {script} }}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scrolls_sideways(read_showpiece: Opening, language: str, width: int) -> None:
    page = read_showpiece(language, width=width).page
    assert page.evaluate(SIDEWAYS) == [0]


COVERED = """() => {
  const boxes = sort => [...document.querySelectorAll(sort)].map(e => [e.textContent, e.getBoundingClientRect()]);
  return boxes(".section > h2").flatMap(([heading, one]) => boxes(".note")
    .filter(([, other]) => one.left < other.right && other.left < one.right)
    .filter(([, other]) => one.top < other.bottom && other.top < one.bottom)
    .map(([note]) => [heading, note]));
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_note_lies_over_a_heading(read_almanac: Opening, language: str, width: int) -> None:
    """On a desk both stand in the column beside the text."""
    page = read_almanac(language, width=width).page
    assert page.locator(".text .note").count() > 0
    assert page.evaluate(COVERED) == []


def test_a_wide_table_scrolls_in_its_own_container_by_keyboard(read_showpiece: Opening) -> None:
    page = read_showpiece(width=360).page
    wide = page.locator(".exhibit .scroll").filter(has=page.locator("thead th:nth-child(4)")).first
    assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
    wide.focus()
    page.keyboard.press("ArrowRight")
    expect(wide).not_to_have_js_property("scrollLeft", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_less_than_a_megabyte(read_showpiece: Opening, language: str) -> None:
    page = read_showpiece(language).page
    assert len(page.content().encode()) < 1_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_set_in_its_own_type(read: Opening, language: str) -> None:
    page = read(language).page
    page.evaluate("document.fonts.ready")
    fonts = page.evaluate("[...document.fonts].map(f => [f.family.replaceAll('\"', ''), f.status])")
    loaded = {family for family, status in fonts if status == "loaded"}
    assert "error" not in {status for _, status in fonts}
    first, second = (
        name.strip(' "')
        for name in page.evaluate("getComputedStyle(document.body).fontFamily").split(",")[:2]
    )
    assert first in loaded
    assert second in loaded or language == "en"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_can_be_seen(
    read: Opening, golden: Golden, language: str, width: int, scheme: Any
) -> None:
    page = read(language, width=width, color_scheme=scheme).page
    faint = """return [...document.querySelectorAll("data a")].filter(e => !shown(e)
        || contrast(getComputedStyle(e).color, ground) < 4.5).map(e => e.parentElement.id)"""
    assert asked(page, faint) == []
    assert page.locator("data").count() == golden.html(language).count("<data ")


def test_the_dark_is_dark_and_the_charts_with_it(read_showpiece: Opening) -> None:
    page = read_showpiece(color_scheme="dark").page
    assert asked(page, "return light(ground)") < 0.02
    texts = asked(
        page,
        """return [...document.querySelectorAll("svg.chart text")].filter(shown).filter(text => {
        const box = text.getBBox(), svg = text.ownerSVGElement, x = box.x + box.width / 2, y = box.y + box.height / 2;
        let under = ground;
        for (const path of svg.querySelectorAll("path")) {
          const own = path.getBBox(), fill = getComputedStyle(path).fill;
          const over = own.x < x && x < own.x + own.width && own.y < y && y < own.y + own.height;
          if (fill !== "none" && over) under = fill;
        }
        return contrast(getComputedStyle(text).fill, under) < 4.5;
      }).map(text => text.textContent)""",
    )
    assert texts == []
    bars = asked(
        page,
        """return [...new Set([...document.querySelectorAll("svg.chart path")].filter(shown)
        .map(path => getComputedStyle(path).fill).filter(fill => fill !== "none"))]
        .map(fill => contrast(fill, ground))""",
    )
    assert max(bars) > 7
    assert len(bars) >= 4


def test_each_chart_is_shown_once_and_fits(read: Opening) -> None:
    sizes = {}
    for width in (360, 1280):
        page = read(width=width).page
        found = asked(page, "return [...document.querySelectorAll('svg.chart')].filter(shown)"
                            ".map(svg => svg.getBoundingClientRect().width)")  # fmt: skip
        assert len(found) == 2
        assert all(100 < one <= width for one in found)
        sizes[width] = found[0]
    assert sizes[360] < sizes[1280]


def test_a_screen_reader_hears_each_chart_once(read_showpiece: Opening) -> None:
    for width in (360, 1280):
        page = read_showpiece(width=width).page
        said = asked(
            page,
            """return [...document.querySelectorAll('svg.chart')].filter(shown)
            .filter(svg => !svg.closest("[aria-hidden]")).map(svg => svg.querySelector("title").textContent)""",
        )
        shown = asked(page, "return [...document.querySelectorAll('svg.chart')].filter(shown).length")
        assert len(set(said)) == shown > 5
        for title in said:
            assert page.get_by_role("group", name=title, exact=True).filter(visible=True).count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_script_everything_can_be_read(read: Opening, golden: Golden, language: str) -> None:
    reader = read(language, java_script_enabled=False)
    assert reader.page.locator("button, input, select, dialog").count() == 0
    root = parse(golden.html(language))
    rows = [words_of(row).replace(" ", "") for row in root.iterfind(".//section[@id='numbers']/div//tr[@id]")]
    shown = reader.page.locator("#numbers > .scroll tbody tr")
    assert ["".join(text.split()) for text in shown.all_inner_texts()] == rows
    reader.number("n1").click()
    assert reader.page.url.endswith("#r1")


def test_on_paper_nothing_of_the_tools_is_left_and_no_row_is_missing(read: Opening) -> None:
    reader = read(link="#fact=eps@2025Q4")
    reader.page.keyboard.press("Escape")
    reader.page.get_by_role("searchbox").fill("EPS")
    rows = reader.page.locator("#numbers > .scroll tbody tr")
    assert rows.filter(visible=True).count() == 1
    reader.page.emulate_media(media="print", color_scheme="dark")
    assert rows.filter(visible=True).count() == 13
    assert not reader.page.locator(".tools, dialog.inspector, .skip").filter(visible=True).count()
    assert asked(reader.page, "return light(ground)") == 1
    assert asked(reader.page, "return light(getComputedStyle(document.body).color)") < 0.05


# The right edges of the key figures' columns, a list for each row, and how far the panel is from the lead.
COLUMNS = """() => {
  const box = sort => document.querySelector(sort).getBoundingClientRect();
  const rows = [...document.querySelectorAll(".key-figures tr")];
  return {
    edges: rows.map(row => [...row.children].slice(1).map(cell => Math.round(cell.getBoundingClientRect().right))),
    beside: box(".lead").left - box(".panel").right, wide: box(".key-figures").width,
    needed: document.querySelector(".key-figures").scrollWidth, lead: box(".lead").width,
  };
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_reported_and_guided_figures_stand_in_the_same_columns(
    read_showpiece: Opening, language: str, width: int
) -> None:
    page = read_showpiece(language, width=width).page
    assert page.locator(".key-figures table").count() == 2
    found = page.evaluate(COLUMNS)
    assert len(set(map(tuple, found["edges"]))) == 1
    assert found["needed"] <= found["wide"]


def test_on_paper_the_panel_is_a_column_beside_the_lead(read_showpiece: Opening) -> None:
    page = read_showpiece(width=658).page
    page.emulate_media(media="print")
    found = page.evaluate(COLUMNS)
    assert found["beside"] > 0
    assert found["lead"] > 2 * found["wide"]
    assert found["needed"] <= found["wide"] + 0.5


def test_the_page_prints(read: Opening) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(read(link="#fact=eps@2025Q4").page.pdf(format="A4"))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Sales of $12.4bn" in text.replace("\r\n", " ")
    assert "12,420,000,000" in text
    assert "Copy link" not in text and "Download CSV" not in text


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_who_wants_no_motion_gets_none(read: Opening, motion: str, moves: bool) -> None:
    reader = read(motion=motion)
    reader.number("n1").click()
    animated = reader.panel.evaluate("e => getComputedStyle(e).animationName !== 'none'")
    smooth = reader.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior === 'smooth'")
    assert (animated, smooth) == (moves, moves)


# What follows the scrolling is drawn frames later.
ARROWS = """async () => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll(".exhibit.wider .scroll")].map(box => [
    box.scrollWidth > box.clientWidth, box.querySelector(".more").getBoundingClientRect().height > 0]);
}"""


def test_on_a_phone_an_arrow_stands_above_the_tables_that_scroll(read_showpiece: Opening) -> None:
    page = read_showpiece(width=360).page
    found = page.evaluate(ARROWS)
    assert found and all(scrolls == marked for scrolls, marked in found)
    page.evaluate(
        "document.querySelectorAll('.exhibit.wider table').forEach(one => one.style.width = '900px')"
    )
    assert page.evaluate(ARROWS) == [[True, True]] * len(found)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.locator(".more").filter(visible=True).count()
