"""The inspector in use: by mouse, by touch, by keyboard, and by a number's own link."""

from __future__ import annotations

import pytest
from browsing import Opening, Reader
from support import LANGUAGES

GROWTH = "#fact=revenue.growth@2025Q4"


def focused(reader: Reader) -> str:
    """What has the focus: the id of the printing it stands in, or its words."""
    return str(reader.page.evaluate(
        "(document.activeElement.closest('data')?.id ?? document.activeElement.textContent)"
    ))  # fmt: skip


def test_it_opens_by_mouse_and_shows_all_there_is_to_know(read: Opening) -> None:
    reader = read()
    reader.number("n3-2").click()
    reader.shows("Net sales growth, y/y")
    assert reader.value == "16%"
    assert reader.row("Exact value") == "16"
    assert reader.row("Range") == "15.5% to 16.5%"
    assert reader.row("Unit") == "%"
    assert reader.row("Period") == "Q4 2025 (1 Oct 2025 to 31 Dec 2025)"
    assert (reader.row("Scenario"), reader.row("Basis")) == ("Actual", "Reported")
    said = reader.panel.inner_text()
    assert "16% Results release (30 January 2026) ¶1" in said
    assert "$12.42bn ÷ $11.03bn − 1 = ≈12.6%" in said
    assert "Conflict. The figure given and the one recomputed differ by more than rounding." in said
    assert "The release gives growth before a restatement of the base." in said
    assert reader.hash == GROWTH


def test_it_speaks_chinese(read: Opening) -> None:
    reader = read("zh-Hant", GROWTH)
    assert (reader.label, reader.value) == ("營收年增率", "16%")
    assert reader.row("數值範圍") == "15.5%至16.5%"
    assert "不符。" in reader.panel.inner_text()


def test_the_number_line_shows_two_intervals_that_do_not_meet(read: Opening) -> None:
    line = read(link=GROWTH).panel.locator("svg.line")
    assert line.get_attribute("aria-label") == "Stated ¶1 15.5% to 16.5%; Recomputed 12.505% to 12.699%"
    assert line.locator("text").all_text_contents() == [
        "Stated ¶1", "15.5%", "16.5%", "Recomputed", "12.505%", "12.699%",
    ]  # fmt: skip
    flat = "paths => paths.map(p => p.getBBox()).filter(b => b.width > 0.5).map(b => [b.x, b.x + b.width])"
    stated, recomputed = line.locator("path").evaluate_all(flat)
    assert recomputed[1] < stated[0]
    assert line.locator("rect.shared").count() == 0


def test_it_says_where_else_the_number_stands_and_leads_there(read: Opening) -> None:
    reader = read(link="#fact=revenue@2025Q4")
    places = reader.panel.locator("section", has_text="Where it stands").locator("li")
    names = places.locator("span:first-child").all_inner_texts()
    assert {"Headline", "Key figures", "The quarter & the loss"} <= set(names)
    assert any(name.startswith("Exhibit 1 · ") for name in names)
    places.filter(has_text="The quarter & the loss").locator("a").first.click()
    reader.closed()
    assert reader.page.locator(reader.hash).is_visible()
    assert focused(reader) == reader.hash[1:]
    reader.page.go_back()
    reader.shows("Net sales")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_it_opens_and_closes_by_keyboard_and_gives_the_focus_back(read: Opening, key: str) -> None:
    reader = read()
    number = reader.number("n4")
    number.focus()
    reader.page.keyboard.press(key)
    reader.shows("EPS")
    assert focused(reader) == "EPS"
    for _ in range(12):  # round the panel and never out of it, but for the browser's own bar
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("!document.activeElement.closest('main, header, .appendix')")
    reader.page.keyboard.press("Escape")
    reader.closed()
    assert focused(reader) == "n4"
    reader.at("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_by_touch_and_comes_from_below_on_a_phone(read: Opening, language: str) -> None:
    reader = read(language, width=360, height=740, has_touch=True, is_mobile=True)
    reader.number("n3-2").tap()
    assert reader.value == "16%"
    box, number = reader.panel.bounding_box(), reader.number("n3-2").bounding_box()
    assert box and number
    assert (box["x"], box["width"]) == (0, 360)
    assert abs(box["y"] + box["height"] - 740) < 1
    assert 0 <= number["y"] < box["y"] - number["height"], "the sheet lies on the number"
    reader.panel.locator("button.close").tap()
    reader.closed()


def test_a_label_in_a_chart_opens_also_by_a_finger_that_lands_beside_it(read: Opening) -> None:
    reader = read(width=360, height=740, has_touch=True, is_mobile=True)
    label = reader.page.locator(".plot.narrow svg a").first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    assert box
    reader.page.touchscreen.tap(box["x"] + box["width"] + 10, box["y"] + box["height"] / 2)
    assert reader.value == label.text_content()


def test_a_label_in_a_chart_opens_by_keyboard(read: Opening) -> None:
    reader = read()
    label = reader.page.locator("svg.chart a:visible").first
    label.focus()
    reader.page.keyboard.press(" ")
    assert reader.value == label.text_content()
    reader.page.keyboard.press("Escape")
    assert label.evaluate("e => e === document.activeElement")


def test_a_number_in_the_appendix_opens_too(read: Opening) -> None:
    reader = read()
    reader.page.locator("#r5 .c-shown a").click()
    reader.shows("Operating margin")


def test_operands_open_in_turn_and_there_is_a_way_back(read: Opening) -> None:
    reader = read()
    reader.number("n13").click()
    reader.shows("Capital expenditure growth, y/y")
    reader.panel.locator(".formula a").last.click()
    reader.shows("Capital expenditure")
    assert reader.hash == "#fact=capex@2025"
    back = reader.panel.locator("button.back")
    assert back.inner_text() == "‹ Capital expenditure growth, y/y 2026 · guidance"
    back.click()
    reader.at("#fact=capex.growth@2026~guidance")
    reader.shows("Capital expenditure growth, y/y")
    assert focused(reader) == "≈$1.60bn", "the focus is back on the operand"
    assert reader.panel.locator("button.back").count() == 0
    reader.page.go_forward()
    reader.shows("Capital expenditure")
    reader.page.keyboard.press("Escape")
    reader.at("")
    assert focused(reader) == "n13"


def test_the_browsers_way_back_goes_through_the_numbers_and_out_of_them(read: Opening) -> None:
    reader = read()
    reader.number("n3").click()
    reader.panel.locator(".formula a").first.click()
    reader.shows("Net sales")
    reader.page.go_back()
    reader.shows("Net sales growth, y/y")
    reader.page.go_back()
    reader.closed()
    reader.page.go_forward()
    reader.shows("Net sales growth, y/y")


@pytest.mark.parametrize("name", ["revenue.growth@2025Q4", "fish/revenue.growth@2025Q4"])
def test_a_numbers_own_link_opens_it(read: Opening, name: str) -> None:
    reader = read(link=f"#fact={name}")
    reader.shows("Net sales growth, y/y")
    reader.panel.locator("button.close").click()
    reader.closed()
    reader.at("")
    assert reader.page.evaluate("history.length") == 2, "nothing was put on the way back"
    assert focused(reader) == "n3-2"  # which a reader meets first


def test_an_operand_behind_a_numbers_own_link_closes_as_well(read: Opening) -> None:
    reader = read(link=GROWTH)
    reader.panel.locator(".formula a").first.click()
    reader.shows("Net sales")
    reader.page.keyboard.press("Escape")
    reader.at("")
    reader.closed()


@pytest.mark.parametrize(
    "link", ["#fact=nothing@2025Q4", "#fact=", "#fact=%E0%A4%A", "#fact=__proto__", "#fact=other/eps@2025Q4"]
)
def test_a_link_to_nothing_opens_nothing(read: Opening, link: str) -> None:
    assert not read(link=link).panel.is_visible()


def test_a_link_can_be_copied(read: Opening) -> None:
    reader = read(permissions=["clipboard-read", "clipboard-write"])
    reader.number("n4").click()
    reader.panel.locator("button.copy").click()
    reader.panel.get_by_role("status").filter(has_text="Link copied").wait_for()
    assert reader.page.evaluate("navigator.clipboard.readText()") == reader.page.url


def test_where_the_clipboard_is_closed_the_link_is_shown_to_copy_by_hand(read: Opening) -> None:
    reader = read(link="#fact=eps@2025Q4")
    reader.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    reader.panel.locator("button.copy").click()
    reader.panel.locator(".said .link").wait_for()
    assert reader.page.evaluate("getSelection().toString()") == reader.page.url


def test_a_click_on_another_number_goes_on_to_it_and_one_beside_closes(read: Opening) -> None:
    reader = read()
    reader.number("n4").click()
    reader.number("n2").click(force=True)
    reader.at("#fact=revenue.surprise@2025Q4")
    reader.shows("Net sales surprise")
    reader.page.mouse.click(600, 880)
    reader.closed()
    reader.at("")


def test_on_a_desk_it_stays_off_the_number(read: Opening) -> None:
    reader = read()
    for identity in ("n3", "n1-2"):
        reader.number(identity).click()
        box, number = reader.panel.bounding_box(), reader.number(identity).bounding_box()
        assert box and number
        assert number["x"] + number["width"] <= box["x"] or number["x"] >= box["x"] + box["width"]
        reader.page.keyboard.press("Escape")
        reader.at("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_brief_opens(read_showpiece: Opening, language: str) -> None:
    """Each fact and each operand by its own link: a label, a value, a source or a working, and a place."""
    reader = read_showpiece(language)
    bare = reader.page.evaluate("""async () => {
      const names = Object.keys(JSON.parse(document.getElementById("inspector-json").textContent
        .replace(/&lt;/g, "<").replace(/&amp;/g, "&")).facts), bare = [];
      const panel = document.querySelector("dialog.inspector");
      for (const name of names) {
        const turned = new Promise(done => addEventListener("hashchange", done, { once: true }));
        location.hash = `#fact=${name}`;
        await turned;
        const parts = [".value", "dl dd", "section li, .formula", "section:last-child :is(a, .quiet)"];
        if (!panel.open || !parts.every(part => panel.querySelector(part)?.textContent.trim())) bare.push(name);
      }
      return [names.length, bare];
    }""")
    assert bare[0] > 150
    assert bare[1] == []
