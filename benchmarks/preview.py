"""How long it takes from saving a changed number to the page that shows it: `reportgen preview` and a real browser.

    python benchmarks/preview.py [--rounds N] [--lang LANG] [--json]

The Amazon edition is copied, previewed, and opened in Chromium. Each round writes another number into facts.yaml, as an
editor does, and waits until the browser has painted it. The clock runs from before the file is written to after the
paint.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page, sync_playwright

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
from browsing import launch  # noqa: E402

EDITION: Final = "amazon-2025q4"
WAS: Final = "21.4%"  # what the source says of AWS; the rounds change its last digit
PATIENCE: Final = 120_000  # milliseconds
# Notes when a text is on the page and painted: two frames later, since the first only begins it.
WATCH: Final = """wanted => new Promise(done => {
  const there = () => document.querySelector("main").textContent.includes(wanted);
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done(Date.now())));
  if (there()) return painted();
  const look = new MutationObserver(() => { if (there()) { look.disconnect(); painted(); } });
  look.observe(document.body, { childList: true, subtree: true, characterData: true });
})"""


@contextmanager
def previewed(project: Path) -> Iterator[str]:
    """The preview of the project's edition; its address."""
    command = [sys.executable, "-m", "reportgen", "preview", EDITION, "--port", "0"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def measured(page: Page, facts: Path, rounds: int) -> list[float]:
    """Seconds from saving to painting, a round each; the first two warm up and are left out."""
    text, taken = facts.read_text("utf-8"), []
    for number in range(rounds + 2):
        shown = f"21.{(5, 6, 7, 3, 2)[number % 5]}%"
        page.evaluate(f"globalThis.painted = ({WATCH})({json.dumps(shown)}); undefined")
        began = time.time()
        facts.write_text(text.replace(WAS, shown), "utf-8")
        taken.append(page.evaluate("globalThis.painted") / 1000 - began)
        settle(page)
    return taken[2:]


def settle(page: Page) -> None:
    """Wait until the preview has made everything, so that rounds are alike."""
    page.locator("reportgen-preview[data-settled=yes]").wait_for(state="attached")


def run(rounds: int, language: str) -> dict[str, Any]:
    """The seconds of each round, their median and their range."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder)
        shutil.copytree(ROOT / "data" / EDITION, project / "data" / EDITION)
        with previewed(project) as address:
            browser = launch(playwright)
            page = browser.new_page(bypass_csp=True)
            page.set_default_timeout(PATIENCE)
            began = time.monotonic()
            page.goto(address + ("" if language == "en" else language), timeout=PATIENCE)
            first = time.monotonic() - began
            settle(page)
            seconds = measured(page, project / "data" / EDITION / "facts.yaml", rounds)
            browser.close()
    return {
        "edition": EDITION,
        "language": language,
        "first_page": round(first, 3),
        "rounds": [round(one, 3) for one in seconds],
        "median": round(statistics.median(seconds), 3),
    }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description="from saving a changed number to the page that shows it")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.rounds, options.lang)
    if options.json:
        print(json.dumps(found))
        return
    rounds = found["rounds"]
    print(f"| saved → shown, {found['language']} | median | least | most | rounds | first page |")
    print("|---|---:|---:|---:|---:|---:|")
    spread = f"{found['median']:.2f} s | {min(rounds):.2f} s | {max(rounds):.2f} s"
    print(f"| {EDITION} | {spread} | {len(rounds)} | {found['first_page']:.1f} s |")


if __name__ == "__main__":
    main()
