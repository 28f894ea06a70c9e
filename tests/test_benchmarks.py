"""The benchmark's peers make what they are timed for, and what is measured is the whole tree of processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pytest
from support import ROOT

FROZEN: Final = ROOT / "benchmarks" / "frozen"
FIGURE: Final = "about $200bn"  # stands in the headline
# Its child outlives it, works for a quarter of a second, and is waited for by nobody.
ORPHAN: Final = """
import os, time
if not os.fork():
    os.setsid()
    while time.process_time() < 0.25:
        pass
"""
MEASURE: Final = """
import sys
from pathlib import Path
from benchmarks.measuring import become_subreaper, measured
become_subreaper()
print(measured([sys.executable, "-c", sys.argv[1]], Path.cwd()).processor)
"""


def run(*arguments: str | Path) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A folder as the peers find it: the first page of the brief, one chart, one table, two rows of the appendix."""
    content: dict[str, Any] = json.loads((FROZEN / "amazon-2025q4.en.json").read_text("utf-8"))
    content["sections"] = content["sections"][:1]
    content["front_exhibits"], content["claims"] = content["front_exhibits"][:1], []
    content["numbers"] = [{**row, "anchors": []} for row in content["numbers"][:2]]
    content["exceptions"] = []
    for one in (
        *content["front_exhibits"],
        *(x for b in content["sections"][0]["blocks"] for x in b.get("exhibits", ())),
    ):
        one["numbers"] = []
    folder = tmp_path / "en"
    (folder / "charts").mkdir(parents=True)
    (folder / "content.json").write_text(json.dumps(content), "utf-8")
    (folder / "page.html").write_text(f"<!DOCTYPE html><h1>A bill of {FIGURE}</h1>", "utf-8")
    for name in ("x-surprises", "x-sales-mix", "x-profit-mix"):
        svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
        (folder / "charts" / f"{name}.svg").write_text(svg, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("peer", "reads"),
    [("bare", "page.html"), ("chromium", "page.html"), ("naive", "content.json"), ("typst", "")],
)
def test_each_peer_prints_the_brief(peer: str, reads: str, brief: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    run("-m", f"benchmarks.peers.{peer}", out, brief / reads)
    said = " ".join(text_of(out / "en.pdf").split())
    assert FIGURE in said
    if reads != "page.html":
        assert "Small surprises in the quarter" in said
        assert content_of(brief)["numbers"][1]["label"] in said


def content_of(brief: Path) -> Any:
    return json.loads((brief / "content.json").read_text("utf-8"))


@pytest.mark.skipif(sys.platform != "linux", reason="subreapers are part of Linux")
def test_a_process_that_nobody_waits_for_is_counted() -> None:
    assert float(run("-c", MEASURE, ORPHAN)) >= 0.25


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_row_of_the_frozen_appendix_leads_to_what_is_printed(language: str) -> None:
    content = json.loads((FROZEN / f"amazon-2025q4.{language}.json").read_text("utf-8"))
    printed = set(anchors(content))
    rows = [*content["numbers"], *content["claims"]]
    assert len(rows) > 200
    assert {anchor for row in rows for anchor in row["anchors"]} <= printed


def anchors(part: Any) -> list[str]:
    if isinstance(part, list):
        return [anchor for one in part for anchor in anchors(one)]
    if not isinstance(part, dict):
        return []
    own = [part[key] for key in ("id", "a") if isinstance(part.get(key), str)]
    return [*own, *anchors(list(part.values()))]
