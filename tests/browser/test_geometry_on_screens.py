"""Every page of the shipped edition and of the test editions, at every width, by day and by night: nothing leaves the
screen, nothing lies on anything else, everything is large and dark enough, and what is tapped is a finger wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser
from support import EVERY_EDITION

WIDTHS: Final = (360, 768, 1280)
TARGETS: Final = (
    ".contents a, .note-call, .note-mark, sup.mark a, .c-pages a, .c-shown a, .exceptions dt a, "
    ".exhibit-source a:not(.out), button"
)
# Texts are held as the browser lays them out, line by line, by the height of their letters.
FOUND: Final = """targets => {
  const found = [], wide = document.documentElement.clientWidth;
  const say = (what, text, more) => found.push([what, text.trim().slice(0, 60), more]);
  const light = colour => {
    const parts = colour.map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const parts = colour => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const contrast = (one, other) => {
    const [low, high] = [light(parts(one).slice(0, 3)), light(parts(other).slice(0, 3))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const page = getComputedStyle(document.documentElement).backgroundColor;
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (parts(colour)[3] !== 0) return colour;
    }
    return page;
  };
  const scrolls = element => element.closest(".scroll, dialog, .visually-hidden, .skip, script, style, title, desc");
  const passed = "script, style, title, desc, option, .visually-hidden, .skip, dialog";
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent, element = node.parentElement;
    if (!text.trim() || element.closest(passed)) continue;
    const style = getComputedStyle(element), drawn = element.ownerSVGElement;
    if (style.visibility !== "visible") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = drawn ? [element.getBoundingClientRect()] : [...range.getClientRects()];
    const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    const size = parseFloat(style.fontSize) * scale;
    const seen = boxes.filter(box => box.width > 1 && box.height > 1);
    if (!seen.length) continue;
    if (size < (drawn ? 9 : 11)) say("small", text, size);
    if (!drawn && contrast(style.color, ground(element)) < 4.5) say("faint", text, style.color);
    for (const box of seen) {
      const middle = (box.top + box.bottom) / 2, high = Math.min(size * 0.36, box.height / 2);
      if (!scrolls(element) && (box.left < -1 || box.right > wide + 1)) say("off the screen", text, box.right);
      lines.push({ text, left: box.left, right: box.right, top: middle - high, bottom: middle + high });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  let under = [];
  for (const line of lines) {
    under = under.filter(one => one.bottom - line.top > 1.5);
    for (const one of under)
      if (Math.min(one.right, line.right) - Math.max(one.left, line.left) > 1.5
          && Math.min(one.bottom, line.bottom) - line.top > 1.5) say("on one another", one.text, line.text.trim());
    under.push(line);
  }
  for (const target of document.querySelectorAll(targets)) {
    const box = target.getBoundingClientRect();
    if (box.width && (box.width < 23.9 || box.height < 23.9) && !target.closest("dialog"))
      say("small target", target.className + " " + target.textContent, [box.width, box.height]);
  }
  if (document.documentElement.scrollWidth > wide) say("scrolls sideways", "", document.documentElement.scrollWidth);
  return found;
}"""


def found_on(browser: Browser, address: str, width: int, scheme: Any) -> list[Any]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    found: list[Any] = page.evaluate(FOUND, TARGETS)
    context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EVERY_EDITION)
def test_every_page_holds(browser: Browser, editions: Path, name: str, width: int, scheme: str) -> None:
    pages = sorted((editions / name).glob("*.html"))
    assert pages
    for page in pages:
        assert (page.name, found_on(browser, page.as_uri(), width, scheme)) == (page.name, [])


SPOILT: Final = (
    (".text > p { margin-bottom: -30px; }", "on one another"),
    (".text > p { width: 900px; }", "off the screen"),
    (".text > p { color: #bbb; }", "faint"),
    (".exhibit-source { font-size: 9px; }", "small"),
    (".contents a { min-height: 0; padding: 0; line-height: 1; }", "small target"),
)


@pytest.mark.parametrize(("css", "what"), SPOILT)
def test_what_is_wrong_is_found(browser: Browser, golden: Any, css: str, what: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto((golden.folder / f"{golden.folder.name}.en.html").as_uri())
    page.add_style_tag(content=css)
    assert what in {one for one, _, _ in page.evaluate(FOUND, TARGETS)}
    context.close()
