"""The panel beside the lead ends on the first page; what is too much for it stands in a band with its own heads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from support import EDITIONS, TEMPLATES, Here

from reportgen.brief.inputs import Project
from reportgen.build import Order, build

NAME: Final = "brackenfell-2025q4"
LANGUAGES: Final = ("en", "zh-Hant", "ja")
LAST: Final = "tomas.arden@"  # how the second analyst is reached
EIGHT: Final = (
    "revenue@2024Q4", "revenue@2025Q3", "operating_income@2024Q4", "operating_income@2025Q3"
)  # fmt: skip
MORE: Final = tuple(
    f"{name}@{quarter}"
    for name in ("revenue", "operating_income")
    for quarter in ("2025Q1", "2025Q2", "2024Q1", "2024Q2", "2024Q3")
)
HEADS: Final = {"en": "vs cons.", "zh-Hant": "較預估", "ja": "市場予想比"}


def pages(
    tmp_path: Path,
    language: str,
    rows: tuple[str, ...],
    page: str = "A4",
    since: tuple[str, ...] = (),
    compared: bool = True,
) -> list[str]:
    """The texts of the pages of a note with further key figures, and with the performance since further days."""
    shutil.copytree(EDITIONS / NAME, tmp_path / "data" / NAME)
    brief = tmp_path / "data" / NAME / "brief.yaml"
    added = "".join(f'    - {{fact: {row}, consensus: "-", year: "-"}}\n' for row in rows)
    text = brief.read_text("utf-8").replace("key-figures:\n  rows:\n", f"key-figures:\n  rows:\n{added}")
    if not compared:
        before, panel, after = re.split(r"(?<=\nkey-figures:\n)|(?=\nfront:)", text)
        text = before + re.sub(r"(- \{fact: [\w.]+)\}", r'\1, consensus: "-", year: "-"}', panel) + after
    told = "".join(f"    - growth(share_price@2026-02-05, share_price@{day})\n" for day in since)
    text = text.replace("  performance:\n", f"  performance:\n{told}")
    brief.write_text(f"page: {page}\n" + text, "utf-8")
    places = Project(tmp_path / "data", tmp_path, (TEMPLATES,))
    made = build(places, Order(NAME, (language,), ("pdf",)), lambda _: None, Here())
    document = pypdfium2.PdfDocument(made.folder / f"{NAME}.{language}.pdf")
    try:
        return [sheet.get_textpage().get_text_range() for sheet in document]
    finally:
        document.close()


def carrying(texts: list[str], words: str) -> list[int]:
    """The pages that hold some words."""
    return [number for number, text in enumerate(texts, 1) if words in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_panel_of_eight_key_figures_and_two_analysts_ends_on_its_page(
    tmp_path: Path, language: str
) -> None:
    texts = pages(tmp_path, language, EIGHT)
    assert carrying(texts, LAST) == [1]
    assert 1 in carrying(texts, HEADS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_too_much_stands_below_the_front_with_heads_of_its_own(tmp_path: Path, language: str) -> None:
    texts = pages(tmp_path, language, (*EIGHT, *MORE))
    assert carrying(texts, LAST) == [2]
    below = texts[1]
    assert HEADS[language] in below.split(LAST)[0]
    assert HEADS[language] in texts[0]
    first_page = re.sub(r"\s", "", texts[0])
    assert LAST not in first_page


def test_what_stands_below_the_front_has_the_columns_of_the_panel(tmp_path: Path) -> None:
    texts = pages(tmp_path, "en", (*EIGHT, *MORE), compared=False)
    assert carrying(texts, LAST) == [2]
    assert all("Reported" in text for text in texts[:2])
    assert HEADS["en"] not in texts[0] + texts[1].split(LAST)[0]


def test_a_head_goes_with_the_last_of_its_rows(tmp_path: Path) -> None:
    """On paper that lies on its side, where no row has room on the first page."""
    since = ("2025-03-31", "2025-04-30", "2025-05-30", "2025-06-30", "2025-07-31", "2025-08-29", "2025-09-30")
    texts = pages(tmp_path, "en", (), "A4 landscape", since)
    assert carrying(texts, "Key figures") == [2]
    assert carrying(texts, "vs cons.")[0] == 2
