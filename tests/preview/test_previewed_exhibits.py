"""Every exhibit shows in the preview, whatever its kind and wherever it stands, as it does in the finished page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from support import EDITIONS, TEMPLATES, TINY, write_tiny

from reportgen.brief.inputs import Project
from reportgen.preview.maker import Maker
from reportgen.preview.views import View

SHARES: Final = "market: {price: eps, chart: capex-plan}\nfront: [sales-path, results]"
PLACES: Final = '## Spending\n\n{{ exhibits("capex-plan", "results") }}\n\n- {{ exhibit("sales-path") }}\n'
EVERYWHERE: Final = ["capex-plan"] * 3 + ["results"] * 3 + ["sales-path"] * 2


def previewed(project: Project, name: str, language: str) -> str:
    """The page of a brief; nothing may be wrong with it."""
    made = Maker(project, name).make(View("brief", language))
    assert not [str(finding) for finding in made.findings if finding.blocks]
    assert not made.failed
    return made.page


def shown_in(page: str) -> list[str]:
    """The exhibits of a page, by their names."""
    return re.findall(r'<(?:figure|div) class="exhibit [^"]*" id="x-([^"]+)"', page)


@pytest.mark.parametrize(("name", "language"), [("brackenfell-2025q4", "ja"), ("lanternfish-exhibits", "en")])
def test_the_exhibits_of_a_whole_edition_show(tmp_path: Path, name: str, language: str) -> None:
    page = previewed(Project(EDITIONS, tmp_path, (TEMPLATES,)), name, language)
    brief = (EDITIONS / name / "brief.yaml").read_text("utf-8")
    declared = re.findall(r"^  ([a-z-]+):$", brief.split("exhibits:")[1], re.MULTILINE)
    assert sorted(shown_in(page)) == sorted(declared)


def test_exhibits_show_in_every_place(tmp_path: Path) -> None:
    edits = {"brief.yaml": {"front: [sales-path]": SHARES}, "en.md": {"## Spending\n": PLACES}}
    write_tiny(tmp_path, edits)
    page = previewed(Project(tmp_path / "data", tmp_path, (TEMPLATES,)), TINY, "en")
    assert sorted(shown_in(page)) == sorted(EVERYWHERE)
