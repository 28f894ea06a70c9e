"""Every exhibit that no other edition shows, in the letter theme on Letter paper: pressed, proved, looked into."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest
from support import EDITIONS, TEMPLATES, Here, once, shared_folder

from reportgen.build import FORMATS, Order, Project, build
from reportgen.proof import prove
from reportgen.proof.finished import Unreadable
from reportgen.proof.numbers_json import read_record

GALLERY: Final = "lanternfish-exhibits"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition as it was built once; a build proves what it puts in place."""
    project = shared_folder(tmp_path_factory.getbasetemp()) / "gallery"

    def make() -> str:
        shutil.copytree(EDITIONS / GALLERY, project / "data" / GALLERY)
        places = Project(project / "data", project / "output", (TEMPLATES,))
        return str(build(places, Order(GALLERY, (), FORMATS), lambda _: None, Here()).folder)

    return Path(once(shared_folder(tmp_path_factory.getbasetemp()), "gallery", make))


def pdf(folder: Path, language: str) -> Path:
    return folder / f"{GALLERY}.{language}.pdf"


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_paper_is_letter(folder: Path, language: str) -> None:
    document = pypdfium2.PdfDocument(pdf(folder, language))
    assert {tuple(round(side) for side in page.get_size()) for page in document} == {(612, 792)}


def test_headings_are_set_in_the_faces_of_the_theme(folder: Path) -> None:
    for language, family in (("en", b"BriefHead"), ("zh-Hant", b"BriefHanHead")):
        assert family in names_of_fonts(pdf(folder, language))


def names_of_fonts(path: Path) -> bytes:
    with pikepdf.open(path) as document:
        fonts = [
            o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
        ]
        return b" ".join(str(font.get("/BaseFont", "")).replace("-", "").encode() for font in fonts)


def test_the_head_of_a_broken_table_is_repeated_on_every_page(folder: Path) -> None:
    held = [page for page in pages(pdf(folder, "en")) if "Q3 2022" in page and "Numbers appendix" not in page]
    tables = [page for page in pages(pdf(folder, "en")) if page.count("US$ bn")]
    assert held and len(tables) >= 3
    assert sum(page.count("Twenty quarters") for page in tables) == 1


def test_the_style_travels_with_the_document(folder: Path) -> None:
    record = json.loads((folder / "numbers.json").read_bytes())
    styles = {language: own["style"] for language, own in record["documents"].items()}
    assert styles["en"] == {
        "currency": "symbol", "words": "long", "negative": "parentheses", "spaced": False,
        "decimals": 1, "approximation": "plain",
    }  # fmt: skip
    assert styles["zh-Hant"]["spaced"] is True


def test_a_spark_and_an_alt_text_are_cited(folder: Path) -> None:
    record = json.loads((folder / "numbers.json").read_bytes())
    ways = [place["way"] for entry in record["numbers"] for place in entry["texts"]["en"]["printings"]]
    assert ways.count("spoken") == 24


@pytest.mark.parametrize(
    "wish",
    [
        {"words": "short"},
        {"spaced": "yes"},
        {"decimals": 4},
        {"approximation": ""},
        {"currency": None},
        {"taste": "good"},
    ],
    ids=str,
)
def test_a_record_with_a_style_that_no_theme_has_cannot_be_read(folder: Path, wish: dict[str, Any]) -> None:
    record = embedded_record(folder)
    record["documents"]["en"]["style"] |= wish
    with pytest.raises(Unreadable):
        read_record(json.dumps(record).encode())


def embedded_record(folder: Path) -> dict[str, Any]:
    document = pypdfium2.PdfDocument(pdf(folder, "en"))
    files = [document.get_attachment(n) for n in range(document.count_attachments())]
    data = next(bytes(file.get_data()) for file in files if file.get_name() == "numbers.json")
    record: dict[str, Any] = json.loads(data)
    return record


def test_another_wording_than_the_style_gives_does_not_prove(folder: Path) -> None:
    """(6.5) printed as 6.5 would turn a loss into a profit."""
    name = f"{GALLERY}.en.html"
    data = (folder / name).read_bytes()
    assert not prove(name, data).findings
    assert data.count(b">(6.5)</a>") == 1
    codes = {finding.code for finding in prove(name, data.replace(b">(6.5)</a>", b">6.5</a>")).findings}
    assert "RG702" in codes
