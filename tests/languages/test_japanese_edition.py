"""A brief in Japanese alone, with every kind of exhibit: built, proved, and without a word of another language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

import pytest
import yaml
from support import EDITIONS, TEMPLATES, Here, once, parse, shared_folder, words_of

from reportgen.brief.inputs import Project
from reportgen.build import Order, build
from reportgen.exhibits.kinds import chart_names
from reportgen.languages import LANGUAGES
from reportgen.proof.read_pdf import read_pdf

NAME: Final = "karinose-fy2026q3"
# What a Japanese note writes in Latin letters: units, names, functions of a condition, and the program's own command.
LATIN: Final = {"BB", "RV", "bp", "pt", "max", "min", "CSV", "NM"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the edition's files lie."""
    shared = shared_folder(tmp_path_factory.getbasetemp())

    def make() -> str:
        places = Project(EDITIONS, shared / "japanese", (TEMPLATES,))
        return str(build(places, Order(NAME), lambda _: None, Here()).folder)

    return Path(once(shared, "japanese", make))


def test_it_shows_every_kind_of_chart_and_a_table() -> None:
    plan = yaml.safe_load((EDITIONS / NAME / "brief.yaml").read_text("utf-8"))
    assert {one.get("chart", "table") for one in plan["exhibits"].values()} == {*chart_names(), "table"}


def test_it_is_built_and_proved_in_both_formats(built: Path) -> None:
    files = {path.name for path in built.iterdir()}
    assert {f"{NAME}.ja.pdf", f"{NAME}.ja.html", "numbers.json", "manifest.json"} <= files


def test_a_page_holds_no_word_that_a_japanese_note_would_not(built: Path) -> None:
    for text in (_html(built), _pdf(built)):
        assert "営業利益" in text
        assert set(re.findall(r"[A-Za-z]{2,}", text)) <= LATIN


def test_no_fixed_word_of_another_language_stands_in_it(built: Path) -> None:
    own = {text for text in vars(LANGUAGES["ja"].page).values() if isinstance(text, str)}
    text = _html(built) + _pdf(built)
    for other in (pack for tag, pack in LANGUAGES.items() if tag != "ja"):
        theirs = {said for said in vars(other.page).values() if isinstance(said, str) and len(said) > 2}
        assert [said for said in theirs - own if re.search(r"\w", said) and said in text] == []


def test_pages_are_numbered_and_exhibits_named_as_in_japan(built: Path) -> None:
    text = _pdf(built)
    assert re.search(r"p\. 1\b", text)
    assert "図表1" in text
    assert "2026年3月期第3四半期" in text


def test_its_numbers_are_told_in_japanese(built: Path) -> None:
    told = json.loads((built / "numbers.json").read_text("utf-8"))
    assert "億円" in json.dumps(told, ensure_ascii=False)


def test_a_guided_year_is_held_against_the_year_before_and_a_quarter_against_its_own(built: Path) -> None:
    page = (built / f"{NAME}.ja.html").read_text("utf-8")
    heads = re.findall(r'id="key-(\w+)">.*?([^<>]+)</th></tr></thead>', page)
    assert heads == [("actual", "前年同期比"), ("guidance", "前期比")]


def test_an_exhibit_of_computed_figures_names_the_sources_of_what_they_come_from(built: Path) -> None:
    page = parse((built / f"{NAME}.ja.html").read_text("utf-8"))
    said = {words_of(one): words_of(two) for one, two in _exhibits(page)}
    (source,) = (source for title, source in said.items() if "57.9%を占める" in title)
    assert "決算説明会資料" in source
    assert "市場予想" not in source
    assert "質疑応答" not in source


def _exhibits(page: Element) -> Iterator[tuple[Element, Element]]:
    for figure in page.iter("figure"):
        found = {name: one for one in figure.iter() for name in one.get("class", "").split()}
        if "exhibit-title" in found and "exhibit-source" in found:
            yield found["exhibit-title"], found["exhibit-source"]


def _html(built: Path) -> str:
    body = parse((built / f"{NAME}.ja.html").read_text("utf-8")).find("body")
    assert body is not None
    for hidden in (*body.iter("script"), *body.iter("style")):
        hidden.text = ""
    return words_of(body)


def _pdf(built: Path) -> str:
    pages = read_pdf((built / f"{NAME}.ja.pdf").read_bytes()).sheets
    return "\n".join(page.text for page in pages)
