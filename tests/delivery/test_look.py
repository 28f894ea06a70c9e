"""The HTML part in a real browser, at the widths of a mail window and a telephone, in the light and in the dark.

Pictures come by content id, which a browser does not know: they are put into the page as data.
"""

from __future__ import annotations

import base64
import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from delivery.karinose import drawn, pressed, written
from support import LANGUAGES, PATIENCE, TEMPLATES, TINY, Golden, once, parse, shared_folder

from reportgen.brief.inputs import Project
from reportgen.delivery.environment import now
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.messages.listing import Rehearsal
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.send import SendOrder, send

WIDTHS: Final = (360, 600)
# Letters with wide tables, which fold or become lists, and one with a chart that needs a wider picture.
JAPANESE: Final = ("results", "segments", "indicators", "guidance", "revenue-stack")
PAGES: Final = (*LANGUAGES, *(f"ja-{exhibit}" for exhibit in JAPANESE))
VIEWS: Final = [
    f"{page}-{width}-{light}" for page in PAGES for width in WIDTHS for light in ("light", "dark")
]
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEASURE: Final = """<!DOCTYPE html><meta charset="utf-8"><title>measuring</title>
<body>FRAMES<pre id="found"></pre><script>
function light(colour) {
  const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function look(frame) {
  const page = frame.contentDocument, root = page.documentElement, view = frame.contentWindow;
  const style = element => view.getComputedStyle(element);
  const solid = element => !/, 0\\)$|transparent/.test(style(element).backgroundColor);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) if (solid(at)) return style(at).backgroundColor;
    return "rgb(255, 255, 255)";
  };
  const contrast = element => {
    const [low, high] = [style(element).color, ground(element)].map(light).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const all = [...page.body.querySelectorAll("*")];
  const words = all.filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()));
  return {
    name: frame.id, width: root.clientWidth, scroll: root.scrollWidth,
    beyond: all.filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).map(e => e.outerHTML.slice(0, 100)),
    faint: words.filter(e => contrast(e) < 4.5).map(e => [contrast(e), e.outerHTML.slice(0, 100)]),
    small: words.filter(e => parseFloat(style(e).fontSize) < 13).map(e => e.outerHTML.slice(0, 100)),
    ground: light(ground(page.querySelector("h1"))),
    pictures: [...page.images].map(image => [image.naturalWidth, image.getBoundingClientRect().width]),
  };
}
addEventListener("load", () => {
  document.getElementById("found").textContent = JSON.stringify([...document.querySelectorAll("iframe")].map(look));
});
</script></body>
"""


@pytest.fixture(scope="session")
def browser() -> str:
    """Chromium or Chrome; a test run in CI may not do without."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        assert "CI" not in os.environ, "there is no Chromium, and CI must have one: script/bootstrap --dev"
        pytest.skip("there is no Chromium: script/bootstrap --dev installs one")
    return found


def pages(golden: Golden) -> dict[str, str]:
    """The HTML parts by language, with their pictures in them."""
    rehearsal, places = Rehearsal(), Project(golden.project / "data", golden.project / "output", (TEMPLATES,))
    with Ledger(":memory:") as ledger:
        send(places, TINY, SendOrder(), ledger, rehearsal, now)
    found: dict[str, str] = {}
    for parcel in rehearsal.parcels:
        read = ReadBack.of(parcel.message())
        page = read.part("html")
        for cid, png in read.pictures.items():
            page = page.replace(f"cid:{cid}", f"data:image/png;base64,{base64.b64encode(png).decode()}")
        found[parcel.delivery.language] = page
    return found


def japanese() -> dict[str, str]:
    """The HTML parts of Japanese letters by exhibit, with their pictures in them."""
    found: dict[str, str] = {}
    for exhibit in JAPANESE:
        one = written(exhibit)
        letter = pressed(one, drawn(one.letter))
        png = base64.b64encode(letter.image.png).decode() if letter.image else ""
        found[f"ja-{exhibit}"] = re.sub('"cid:[^"]*"', f'"data:image/png;base64,{png}"', letter.html)
    return found


def measured(browser: str, golden: Golden, folder: Path) -> list[dict[str, Any]]:
    """What the measuring page finds, a language, a width and a light each."""
    for language, page in (pages(golden) | japanese()).items():
        (folder / f"{language}.html").write_text(page, "utf-8")
    found: list[dict[str, Any]] = []
    for light, option in (("light", "1"), ("dark", "0")):
        frames = "".join(
            f'<iframe id="{language}-{width}-{light}" width="{width}" height="900" style="border: 0" '
            f'src="{language}.html"></iframe>'
            for language in PAGES
            for width in WIDTHS
        )
        page = folder / f"measure-{light}.html"
        page.write_text(MEASURE.replace("FRAMES", frames), "utf-8")
        done = subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--hide-scrollbars", "--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom",
                page.as_uri(),
                f"--blink-settings=preferredColorScheme={option}", f"--user-data-dir={folder / 'profile'}",
            ],
            capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        said = re.search(r'<pre id="found">(.+?)</pre>', done.stdout, re.DOTALL)
        assert said, done.stderr[-2000:]
        found += json.loads(html.unescape(said[1]))
    return found


@pytest.fixture(params=VIEWS)
def view(
    request: pytest.FixtureRequest, browser: str, golden: Golden, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """One view of the page; the browser is started once for the whole test run."""
    shared = shared_folder(tmp_path_factory.getbasetemp())
    folder = tmp_path_factory.mktemp("look")
    found = once(shared, "look", lambda: measured(browser, golden, folder))
    return next(item for item in found if item["name"] == request.param)


def test_nothing_scrolls_sideways(view: dict[str, Any]) -> None:
    assert view["width"] == int(view["name"].split("-")[-2])
    assert view["scroll"] == view["width"]
    assert view["beyond"] == []


def test_everything_can_be_read(view: dict[str, Any]) -> None:
    assert view["faint"] == []
    assert view["small"] == []
    assert (view["ground"] < 0.1) == view["name"].endswith("dark"), (
        "the page does not follow the reader's setting"
    )


def test_the_picture_is_sharp_and_fits(view: dict[str, Any]) -> None:
    tables = tuple(f"ja-{name}" for name in JAPANESE if name != "revenue-stack")
    assert len(view["pictures"]) == (0 if view["name"].startswith(tables) else 1)
    for pixels, width in view["pictures"]:
        assert pixels == 1104
        assert 300 < width <= 552


def test_the_markup_is_what_mail_programs_take(golden: Golden) -> None:
    for page in pages(golden).values():
        root = parse(page)
        assert not re.search(r"display:\s*(flex|grid)|position:|float:|<svg|<script|<link", page)
        assert not re.search(r"""(src|background)\s*=\s*["']?https?:""", page)
        assert all(table.get("border") == "0" for table in root.iter("table"))
        assert {image.get("width") for image in root.iter("img")} == {"552"}
        assert all(image.get("alt") for image in root.iter("img"))
        styled = [
            e for e in root.iter() if e.tag in ("p", "td", "th", "h1", "h2", "li") and e.get("class") != "n"
        ]
        assert all(element.get("style") for element in styled if (element.text or "").strip()), (
            "a style was not inlined"
        )
