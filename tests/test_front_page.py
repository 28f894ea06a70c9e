"""A broker's front page, built in three languages and in every format: who speaks is named there, and is the author."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from support import EDITIONS, TEMPLATES, Here, checked, once, parse, shared_folder, words_of

from reportgen.brief.inputs import Inputs, Project, read_inputs, templates
from reportgen.brief.letters import write_letter
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.delivery.plans.plan import read_plan
from reportgen.press.layouts import Layouts, page_terms
from reportgen.press.lettering import Enclosed, press_letter
from reportgen.press.markup import Html

NAME: Final = "brackenfell-2025q4"
PUBLISHER: Final = {
    "en": "Quillhaven Research",
    "zh-Hant": "Quillhaven研究",
    "ja": "クイルヘイブン・リサーチ",
}
ANALYSTS: Final = {
    "en": ("Mei Lin", "Tomas Arden"),
    "zh-Hant": ("林湄", "中小型股"),
    "ja": ("林 湄", "中小型株"),
}
FORECASTS: Final = {"en": "2027E", "zh-Hant": "2027年預估", "ja": "2027年予"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which its files lie, proved by the build and valid as PDF/A and PDF/UA."""
    shared = shared_folder(tmp_path_factory.getbasetemp())

    def make() -> str:
        places = Project(EDITIONS, shared / "front", (TEMPLATES,))
        return str(build(places, Order(NAME), lambda _: None, Here()).folder)

    return Path(once(shared, "front", make))


@pytest.mark.parametrize("language", PUBLISHER)
def test_a_pdf_is_by_its_publisher_and_says_so_on_each_page(built: Path, language: str) -> None:
    document = pypdfium2.PdfDocument(built / f"{NAME}.{language}.pdf")
    try:
        author = document.get_metadata_value("Author")
        pages = [sheet.get_textpage().get_text_range() for sheet in document]
    finally:
        document.close()
    assert author == PUBLISHER[language]
    assert [number for number, text in enumerate(pages, 1) if PUBLISHER[language] not in text] == []
    first = pages[0]
    assert [words for words in (*ANALYSTS[language], FORECASTS[language], "quillhaven.example.com")
            if words not in first] == []  # fmt: skip


@pytest.mark.parametrize("language", PUBLISHER)
def test_a_page_for_the_screen_is_by_its_publisher(built: Path, language: str) -> None:
    page = parse((built / f"{NAME}.{language}.html").read_text("utf-8"))
    named = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert (named["author"], named["dcterms.publisher"]) == (PUBLISHER[language],) * 2
    assert [words for words in ANALYSTS[language] if words not in words_of(page)] == []
    tinted = [cell for cell in page.iter("td") if cell.get("class") == "forecast"]
    assert len(tinted) == 16


@pytest.mark.parametrize("language", PUBLISHER)
def test_a_letter_names_who_speaks_in_both_of_its_parts(language: str) -> None:
    read: Inputs = read_inputs(Project(EDITIONS, EDITIONS, (TEMPLATES,)), NAME)
    made = check(read)
    assert made.edition is not None and read.delivery is not None
    plan, findings = read_plan(read.delivery, "delivery.yaml", made.edition, made.drafts)
    assert plan is not None and findings == []
    reader = next(one for one in plan.recipients if one.language == language)
    draft = next(one for one in made.drafts if one.language == language)
    headline = draft.document.headline.content
    wording = replace(plan.wording, exhibit=None)  # its picture says nothing of who speaks
    written = write_letter(made.edition, headline, language, wording, reader.addressee)
    letter = press_letter(made.edition, written, Enclosed(()), read.templates, None)
    for part in (letter.html, letter.text):
        wanted = (PUBLISHER[language], *ANALYSTS[language], "+886 2 5550 0123", "quillhaven.example.com")
        assert [words for words in wanted if words not in part] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_panel_and_the_strip_end_on_the_first_page_on_letter_paper(tmp_path: Path, language: str) -> None:
    shutil.copytree(EDITIONS / NAME, tmp_path / "data" / NAME)
    brief = tmp_path / "data" / NAME / "brief.yaml"
    brief.write_text("theme: letter\npage: Letter\n" + brief.read_text("utf-8"), "utf-8")
    places = Project(tmp_path / "data", tmp_path, (TEMPLATES,))
    made = build(places, Order(NAME, (language,), ("pdf",)), lambda _: None, Here())
    document = pypdfium2.PdfDocument(made.folder / f"{NAME}.{language}.pdf")
    try:
        first = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert [words for words in ("tomas.arden@", FORECASTS[language]) if words not in first] == []


def test_nobody_is_made_the_author_of_what_names_nobody() -> None:
    tiny = checked()
    assert tiny.edition is not None
    draft = tiny.drafts[0]
    told = draft.told(tiny.edition)
    layouts = Layouts(templates([TEMPLATES]))
    nodes = Html(page_terms(draft.language), layouts.exhibit)
    page = layouts.lay_out(tiny.edition, draft.document, told, nodes, "print", "front").html
    root = parse(page)
    assert not {"author", "dcterms.publisher"} & {meta.get("name") for meta in root.iter("meta")}
    (foot,) = [box.get("data-foot") for box in root.iter("div") if box.get("class") == "masthead"]
    assert foot == told.title
