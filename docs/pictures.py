"""Makes the pictures of these papers anew: briefs as they are built now.

    python docs/pictures.py

Needs pdftoppm (poppler-utils), Playwright and its Chromium (or the one at the path in CHROMIUM).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from reportgen.build import Order, Project, build

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent
EDITIONS: Final = ROOT / "tests" / "cases" / "editions"
AMAZON: Final = "amazon-2025q4"
BROKER: Final = "brackenfell-2025q4"
IR: Final = "northlight-fy2025q3"
WIDTH: Final = 840  # pixels of a page of paper


def made(folder: Path, name: str, language: str, looks: Mapping[str, str]) -> Path:
    """The files of one language of an edition in other looks, without their endings."""
    home = ROOT / "data" if name == AMAZON else EDITIONS
    copy = folder / "-".join(looks.values()).replace(" ", "-") / name
    shutil.copytree(home / name, copy)
    brief = copy / "brief.yaml"
    kept = [line for line in brief.read_text("utf-8").splitlines() if line.split(":")[0] not in looks]
    brief.write_text("\n".join([*(f"{key}: {value}" for key, value in looks.items()), *kept]), "utf-8")
    project = Project(copy.parent, copy.parent / "output", (ROOT / "templates",))
    with ProcessPoolExecutor(2) as workers:
        built = build(project, Order(name, (language,), ("pdf", "html")), lambda _: None, workers)
    return built.folder / f"{name}.{language}"


def small(path: Path) -> None:
    """The picture in 256 colours: chosen so that flat fills keep theirs."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(path, optimize=True)
    print(path.relative_to(ROOT), path.stat().st_size // 1024, "KB")


def first_page(stem: Path, picture: str) -> None:
    """The first page of a PDF."""
    into = HERE / picture
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1",
         f"{stem}.pdf", str(into.with_suffix(""))],
        check=True,
    )  # fmt: skip
    small(into)


@contextmanager
def screen(width: int, height: int, mode: str) -> Iterator[Page]:
    """A window of that size, by day ("light") or by night ("dark")."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"]
        )
        yield browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="dark" if mode == "dark" else "light"
        )
        browser.close()


def shot(stem: Path, picture: str, size: tuple[int, int], mode: str, opened: str = "") -> None:
    """A page for the screen, with a key figure open in the inspector if one is named."""
    into = HERE / picture
    with screen(*size, mode) as page:
        page.goto(Path(f"{stem}.html").resolve().as_uri())
        if opened:
            page.locator(".key-figures data.n a", has_text=opened).first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=into)
    small(into)


def main() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = made(folder, AMAZON, "en", {"theme": "house", "page": "A4"})
        first_page(house, f"{AMAZON}.en.page1.png")
        shot(house, f"{AMAZON}.en.inspector.png", (1280, 1090), "light", "+18%")
        first_page(
            made(folder, AMAZON, "en", {"theme": "letter", "page": "A4"}), f"{AMAZON}.letter.en.page1.png"
        )
        first_page(made(folder, BROKER, "ja", {"theme": "letter", "page": "Letter"}), "broker.letter.ja.png")
        presented = made(folder, IR, "zh-Hant", {"theme": "investor", "page": "A4 landscape"})
        first_page(presented, "results.investor.zh-Hant.png")
        shot(presented, "results.investor.zh-Hant.phone.png", (390, 844), "dark")


if __name__ == "__main__":
    main()
