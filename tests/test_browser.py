"""The finished HTML in a real browser, on a phone's width and on a desk's.

The pages forbid scripts, so that they are measured from outside: a page beside them holds each of them in a frame of
the wanted width, looks in, and writes down what it finds.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from support import LANGUAGES, PATIENCE, TINY, Golden, build_once, once, parse, shared_folder, words_of

WIDTHS: Final = (360, 1280)
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS: Final = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)

MEASURE: Final = """
<!DOCTYPE html><meta charset="utf-8"><title>measuring</title>
<body>FRAMES<pre id="found"></pre><script>
function scrolls(element) {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll|hidden/.test(at.ownerDocument.defaultView.getComputedStyle(at).overflowX)) return true;
  return false;
}
function light(colour) {
  const [red, green, blue] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one, other) {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
function shown(element) { return [...element.getClientRects()].some(box => box.width > 0 && box.height > 0); }
async function look(frame) {
  const page = frame.contentDocument, root = page.documentElement, view = frame.contentWindow;
  await page.fonts.ready;
  const all = [...page.body.querySelectorAll("*")];
  const style = element => view.getComputedStyle(element);
  return {
    name: frame.id, title: page.title, scroll: root.scrollWidth, width: root.clientWidth,
    beyond: all.filter(e => shown(e) && !scrolls(e) && e.getBoundingClientRect().right > root.clientWidth + 1)
               .filter(e => style(e).position !== "absolute").map(e => e.outerHTML.slice(0, 120)),
    fonts: [...page.fonts].map(f => [f.family.replaceAll('"', ""), f.weight, f.status]),
    family: style(page.body).fontFamily,
    numbers: [...page.querySelectorAll("data")].filter(shown).length,
    faint: [...page.querySelectorAll("data a")].filter(e => style(e).opacity < 1 || style(e).visibility != "visible"
               || contrast(style(e).color, style(root).backgroundColor) < 4.5).map(e => e.parentElement.id),
    lost: [...page.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1))
               .filter(id => !page.getElementById(id) || !shown(page.getElementById(id))),
    charts: [...page.querySelectorAll("svg")].filter(shown).map(svg => svg.getBoundingClientRect().width),
    drawn: [...page.querySelectorAll("svg text[data-cite]")].filter(shown).map(t => t.getAttribute("data-cite")),
    scripts: [...page.scripts].filter(s => !/(json|yaml)$/.test(s.type)).length,
    size: parseFloat(style(page.body).fontSize),
  };
}
addEventListener("load", async () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) found.push(await look(frame));
  document.getElementById("found").textContent = JSON.stringify(found);
});
</script></body>
"""


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Golden:
    return build_once(shared_folder(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session")
def browser() -> str:
    """Chromium or Chrome; a test run in CI may not do without."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    found = found or next((str(path) for path in APPLICATIONS if path.exists()), None)
    if found is None:
        assert "CI" not in os.environ, "there is no Chromium, and CI must have one: script/bootstrap --dev"
        pytest.skip("there is no Chromium: script/bootstrap --dev installs one")
    return found


def run(browser: str, profile: Path, page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--hide-scrollbars",
            "--disable-extensions",
            "--enable-logging=stderr",
            f"--user-data-dir={profile}",
            *options,
            page.as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


def measured(browser: str, golden: Golden, folder: Path) -> list[dict[str, Any]]:
    """What the measuring page finds, a language and a width each, and what the browser complains about."""
    frames = "".join(
        f'<iframe id="{language}-{width}" width="{width}" height="900" style="border: 0" '
        f'src="{html.escape((golden.folder / f"{TINY}.{language}.html").as_uri())}"></iframe>'
        for language in LANGUAGES
        for width in WIDTHS
    )
    page = folder / "measure.html"
    page.write_text(MEASURE.replace("FRAMES", frames), "utf-8")
    options = ("--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom")
    done = run(browser, folder / "profile", page, *options)
    assert done.returncode == 0, done.stderr[-2000:]
    found = re.search(r'<pre id="found">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    return [item | {"console": console} for item in json.loads(html.unescape(found[1]))]


@pytest.fixture(scope="session")
def seen(browser: str, golden: Golden, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The measurements by language and width; the browser is started once for the whole test run."""
    shared = shared_folder(tmp_path_factory.getbasetemp())
    folder = tmp_path_factory.mktemp("browser")
    found = once(shared, "measured", lambda: measured(browser, golden, folder))
    return {item["name"]: item for item in found}


@pytest.fixture(params=[f"{language}-{width}" for language in LANGUAGES for width in WIDTHS])
def view(request: pytest.FixtureRequest, seen: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return seen[request.param]


def language_of(view: dict[str, Any]) -> str:
    return str(view["name"]).rpartition("-")[0]


def test_the_page_opens(view: dict[str, Any], golden: Golden) -> None:
    assert view["width"] == int(view["name"].rpartition("-")[2])
    assert view["title"] == words_of(parse(golden.html(language_of(view))).find(".//title"))  # type: ignore[arg-type]
    assert view["scripts"] == 0


def test_nothing_scrolls_sideways(view: dict[str, Any]) -> None:
    assert view["beyond"] == []
    assert view["scroll"] == view["width"]


def test_the_browser_has_nothing_to_complain_about(view: dict[str, Any]) -> None:
    """Nothing was refused by the page's own policy, nothing failed to load."""
    assert view["console"] == []


def test_the_page_is_set_in_its_own_type(view: dict[str, Any]) -> None:
    assert view["fonts"]
    families = {family for family, _, _ in view["fonts"]}
    assert "error" not in {status for _, _, status in view["fonts"]}
    loaded = {family for family, _, status in view["fonts"] if status == "loaded"}
    first, second = (name.strip(' "') for name in view["family"].split(",")[:2])
    assert {first, second} <= families
    assert first in loaded
    assert second in loaded or language_of(view) == "en"
    assert view["size"] >= 15


def test_every_number_can_be_seen(view: dict[str, Any], golden: Golden) -> None:
    assert view["numbers"] == golden.html(language_of(view)).count("<data ")
    assert view["faint"] == []


def test_every_link_leads_to_something_that_can_be_seen(view: dict[str, Any]) -> None:
    assert view["lost"] == []


def test_each_chart_is_shown_once_and_fits(view: dict[str, Any], golden: Golden) -> None:
    assert len(view["charts"]) == 2
    assert all(100 < width <= view["width"] for width in view["charts"])
    drawn = [
        place["id"]
        for entry in golden.numbers
        for place in entry["texts"][language_of(view)]["printings"]
        if f'data-cite="{place["id"]}"' in golden.html(language_of(view))
    ]
    assert sorted(view["drawn"]) == sorted(drawn)


def test_a_desk_gets_larger_charts_than_a_phone(seen: dict[str, dict[str, Any]]) -> None:
    for language in LANGUAGES:
        phone, desk = (seen[f"{language}-{width}"]["charts"][0] for width in WIDTHS)
        assert phone < desk


def test_the_picture_of_the_page_is_not_blank(browser: str, golden: Golden, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "page.png"
    page = golden.folder / f"{TINY}.zh-Hant.html"
    done = run(browser, tmp_path / "profile", page, "--window-size=1280,1000", f"--screenshot={picture}")
    assert picture.exists(), done.stderr[-2000:]
    with Image.open(picture) as image:
        assert image.width == 1280
        levels = image.convert("L").histogram()
    assert sum(levels[:128]) > 2_000, "no ink"
    assert sum(levels[200:]) > 0.7 * sum(levels), "no paper"
