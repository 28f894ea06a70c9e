"""The maker: what it says is what `check` says, and only what changed is made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from support import EDITIONS, TEMPLATES, TINY, write_tiny

from reportgen.brief.inputs import Project, read_inputs
from reportgen.check import check
from reportgen.delivery.plans.plan import inspect_delivery
from reportgen.errors import Finding, Misuse
from reportgen.preview import maker as making
from reportgen.preview import webfonts
from reportgen.preview.frame import page_digest
from reportgen.preview.maker import Maker
from reportgen.preview.views import FIRST, View

CHINESE = View("brief", "zh-Hant")
Edit = Callable[[str, str, str], None]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write_tiny(tmp_path)
    return Project(tmp_path / "data", tmp_path / "output", (tmp_path / "templates", TEMPLATES))


TOLD: Final = "{0} bn USD, source: release ¶2, printed: ${0} billion"
CHEAPER: Final = (TOLD.format("12.10"), TOLD.format("12.20"))  # the consensus of sales


@pytest.fixture
def edit(project: Project) -> Edit:
    def change(file: str, old: str, new: str) -> None:
        path = project.data / TINY / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return change


@pytest.fixture
def maker(project: Project) -> Maker:
    return Maker(project, TINY)


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[object]:
    """The calls of a function from now on."""
    calls: list[object] = []
    real = getattr(module, name)

    def noted(*given: Any, **more: Any) -> Any:
        calls.append(given)
        return real(*given, **more)

    monkeypatch.setattr(module, name, noted)
    return calls


def checked(project: Project) -> set[Finding]:
    inputs = read_inputs(project, TINY)
    made = check(inputs)
    delivery = inspect_delivery(inputs, made)[1] if made.edition else []
    return {*made.findings, *delivery}


FAULTS = [
    ("facts.yaml", "12.10 bn USD", "12.1O bn USD"),
    ("facts.yaml", "12.10 bn USD", "12.90 bn USD"),
    ("facts.yaml", "facts:", "facts: ["),
    ("brief.yaml", "languages:", "lanquages:"),
    ("en.md", "## Spending", "## Spending 17 billion"),
    ("en.md", '{{ cite("eps") }}', "{{ cite('eps') }"),
    ("zh-Hant.md", '{{ cite("eps") }}', ""),
    ("delivery.yaml", "ann@example.com", "ann.example.com"),
    ("delivery.yaml", "capex@2026~guidance", "capex@2027~guidance"),
]


@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=[f"{file}: {new}" for file, _, new in FAULTS])
def test_it_finds_what_check_finds(
    project: Project, maker: Maker, edit: Edit, file: str, old: str, new: str
) -> None:
    edit(file, old, new)
    found = checked(project)
    maker.make(FIRST)
    assert set(maker.check()) == found
    assert set(maker.make(CHINESE).findings) <= found


def test_a_page_holds_what_is_in_the_files(maker: Maker, edit: Edit) -> None:
    assert "$12.4bn" in maker.make(FIRST).page
    assert "2.6%" in maker.make(FIRST).page
    edit("facts.yaml", *CHEAPER)
    made = maker.make(FIRST)
    assert "1.8%" in made.page
    assert made.sound
    assert made.languages == ("en", "zh-Hant")
    assert made.letters == ("en", "zh-Hant")


def test_what_did_not_change_is_not_made_again(
    maker: Maker, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker.make(FIRST)
    drawn = counted(monkeypatch, making, "drawings")
    laid_out = counted(monkeypatch, making.Layouts, "lay_out")
    cut = counted(monkeypatch, webfonts, "cut_faces")
    maker.make(FIRST)
    assert laid_out == []
    edit("facts.yaml", *CHEAPER)
    made = maker.make(FIRST)
    assert len(laid_out) == 1
    assert cut == []
    assert made.assets == {}
    assert [len(given[1]) for given in drawn] == [1]  # type: ignore[index]


def test_a_chart_kept_is_the_chart_drawn_anew(project: Project, maker: Maker, edit: Edit) -> None:
    for value in ("12.20", "12.30", "12.10"):
        edit("facts.yaml", "12.20" if value == "12.30" else "12.30" if value == "12.10" else "12.10", value)
        assert maker.make(FIRST).page == Maker(project, TINY).make(FIRST).page


def test_a_new_character_is_cut_once_for_all_that_come(maker: Maker, edit: Edit) -> None:
    before = maker.make(FIRST)
    assert before.faces in before.assets
    edit("en.md", "lost money on it", "lost money on it: Ω")
    after = maker.make(FIRST)
    assert after.faces != before.faces
    edit("en.md", "on it: Ω", "on it; Ω, z Q @")
    assert maker.make(FIRST).faces == after.faces


def test_a_character_in_no_font_is_a_finding(maker: Maker, edit: Edit) -> None:
    edit("en.md", "lost money on it", "lost money on it \U00013000")
    assert "RG601" in {finding.code for finding in maker.make(FIRST).findings}


def test_a_letter_has_its_subject_and_its_picture(maker: Maker) -> None:
    made = maker.make(View("letter", "en"))
    assert made.subject.startswith("Lanternfish Q4: sales of $12.4bn")
    assert "data:image/png;base64," in made.page
    assert "cid:" not in made.page


def test_a_view_that_there_is_not_says_so(maker: Maker) -> None:
    assert maker.make(View("brief", "ja")).failed == f"{TINY} has no brief in ja."


def test_a_broken_layout_is_a_finding_of_its_line(project: Project, maker: Maker) -> None:
    own = project.templates[0]
    own.mkdir()
    (own / "appendix.html.j2").write_text("<p>\n<i>{{ nothing.here }}</i>", "utf-8")
    found = [finding for finding in maker.make(FIRST).findings if finding.blocks]
    assert [(one.code, str(one.locus)) for one in found] == [("RG503", "templates/appendix.html.j2:2:4")]
    shutil.rmtree(own)
    assert maker.make(FIRST).sound


def test_a_template_that_would_fetch_something_is_refused(project: Project, maker: Maker) -> None:
    maker.make(FIRST)
    own = project.templates[0]
    own.mkdir()
    (own / "appendix.html.j2").write_text('<img src="https://example.com/x.png" alt="">', "utf-8")
    assert "RG604" in {finding.code for finding in maker.make(FIRST).findings}


def test_a_picture_shows(project: Project, maker: Maker, edit: Edit) -> None:
    shutil.copy(EDITIONS / "almanac" / "cover.png", project.data / TINY / "cover.png")
    edit("en.md", "## Spending\n", "## Spending\n\n![A cover](cover.png)\n")
    assert 'alt="A cover"' in maker.make(FIRST).page


def test_the_inspector_has_the_blocks_that_its_script_reads(maker: Maker) -> None:
    made = maker.make(FIRST)
    digest = page_digest(made.page, made.faces)
    assert maker.inspector("en", digest).keys() == {"inspector-json", "numbers-json"}
    assert maker.inspector("ja", digest) == {}
    assert maker.inspector_script().startswith('"use strict"')


def test_the_inspector_of_another_page_than_the_files_give_is_nothing(maker: Maker, edit: Edit) -> None:
    made = maker.make(FIRST)
    digest = page_digest(made.page, made.faces)
    edit("facts.yaml", *CHEAPER)
    assert maker.inspector("en", digest) == {}
    edit("facts.yaml", "12.20 bn USD", "nothing")
    assert maker.inspector("en", digest) == {}
    edit("facts.yaml", "nothing", "12.20 bn USD")
    edit("facts.yaml", *reversed(CHEAPER))
    assert maker.inspector("en", digest) != {}


def test_a_script_of_the_projects_own_is_not_run(project: Project, maker: Maker) -> None:
    project.templates[0].mkdir()
    (project.templates[0] / "inspector.js").write_text("alert(1)", "utf-8")
    assert maker.inspector_script() == ""


def test_an_edition_that_is_gone_is_said(project: Project, maker: Maker) -> None:
    maker.make(FIRST)
    shutil.rmtree(project.data / TINY)
    with pytest.raises(Misuse, match="there is no edition"):
        maker.make(FIRST)
