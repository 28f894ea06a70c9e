"""A company whose year ends in January, in three languages: standard concepts and segments, and no concept declared."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from support import EDITIONS, TEMPLATES, Here, once, parse, shared_folder, words_of

from reportgen.brief.inputs import Inputs, Project, templates, themes
from reportgen.build import Order, build
from reportgen.check import check
from reportgen.codes.rg3_tieout import RG301
from reportgen.facts.reading import read_facts

NORTHLIGHT: Final = "northlight-fy2025q3"
FOLDER: Final = EDITIONS / NORTHLIGHT


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_thirty_facts_declare_no_concept() -> None:
    written = files()["facts.yaml"]
    base, findings = read_facts(written, "facts.yaml")
    assert (findings, base is not None and len(base.facts) >= 30) == ([], True)
    assert b"\nconcepts:" not in written


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which its files lie, proved by the build."""
    shared = shared_folder(tmp_path_factory.getbasetemp())

    def make() -> str:
        places = Project(EDITIONS, shared / "northlight", (TEMPLATES,))
        return str(build(places, Order(NORTHLIGHT), lambda _: None, Here()).folder)

    return Path(once(shared, "northlight", make))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["Northlight Outfitters FY25 Q3", "Stores operating margin", "10.0%", "1 November 2025", "n.m."],
        ),
        ("zh-Hant", ["2025會計年度第三季", "門市", "毛利率", "10.0%", "無意義"]),
        ("ja", ["2026年1月期第3四半期", "店舗", "売上総利益率", "10.0%"]),
    ],
)
def test_every_document_names_what_the_vocabulary_knows(built: Path, language: str, said: list[str]) -> None:
    page = words_of(parse((built / f"{NORTHLIGHT}.{language}.html").read_text("utf-8")))
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (b"7.9%", b"7.5%"),
        (b"46.9 m USD", b"46.3 m USD"),
        (b"3595.9 m USD", b"3565.9 m USD"),
        (b"912.9 m", b"912.4 m"),
    ],
)
def test_a_slip_in_any_of_them_is_caught(wrong: bytes, right: bytes) -> None:
    slipped = files() | {"facts.yaml": files()["facts.yaml"].replace(right, wrong, 1)}
    folders = (TEMPLATES,)
    found = check(Inputs(NORTHLIGHT, NORTHLIGHT, slipped, None, templates(folders), themes(folders)))
    assert RG301.id in {finding.code for finding in found.findings if finding.blocks}


@pytest.mark.parametrize("language", ["en", "zh-Hant", "ja"])
def test_its_ir_departments_paper_lies_on_its_side_with_two_charts_beside_each_other(
    built: Path, language: str
) -> None:
    document = pypdfium2.PdfDocument(built / f"{NORTHLIGHT}.{language}.pdf")
    try:
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
        text = document[0].get_textpage()
        words = {"en": "Exhibit {}", "zh-Hant": "圖表 {}", "ja": "図表{}"}[language]
        boxes = [text.get_charbox(text.search(words.format(number)).get_next()[0]) for number in (1, 2)]
    finally:
        document.close()
    assert sizes == {(842, 595)}
    (left, low, *_), (right, as_low, *_) = boxes
    assert right - left == pytest.approx(90 / 25.4 * 72, abs=2)
    assert low == pytest.approx(as_low, abs=1)
