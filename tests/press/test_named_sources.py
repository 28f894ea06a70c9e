"""An edition with several sources, and with a restated figure: every file names what each number comes from."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, Final

import openpyxl
import pypdfium2
import pytest
from support import TINY, build_tiny, told

RESTATED: Final = "Restated for the sale of the northern mill."
WHY: Final = "因出售北廠而重編。"


def edits(title: str) -> dict[str, dict[str, str]]:
    """A second source, which gave last year's sales before they were restated."""
    return {
        "facts.yaml": {
            "units:\n": (
                f"  old:\n    title: {{en: {title}, zh-Hant: 前一年財報}}\n"
                "    publisher: {en: The Mill, zh-Hant: 磨坊}\n    published: 2025-01-31\n    language: en\n\nunits:\n"
            ),
            "      - {value: 11.03 bn USD, source: release ¶2, printed: $11.03 billion}\n": (
                "      - {value: 11.43 bn USD, source: old ¶4, printed: $11.43 billion}\n"
                "      - {value: 11.03 bn USD, source: release ¶2, printed: $11.03 billion}\n"
                f"    prefer: 2\n    because: {{en: {RESTATED}, zh-Hant: {WHY}}}\n"
            ),
        }
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition with two sources of short titles; `build` has proved its documents and its workbook."""
    project = tmp_path_factory.mktemp("restated")
    build_tiny(project, edits("Release a year ago"))
    return project / "output" / TINY


def text_of(pdf: Path) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def test_on_paper_each_row_names_its_source(built: Path) -> None:
    said = text_of(built / f"{TINY}.en.pdf")[-1]
    assert (
        "Source: Results release (30 January 2026); The Mill, Release a year ago (31 January 2025)." in said
    )
    assert "Results release ¶1 “$12.42 billion”; Results release ¶7 “$12.42bn”" in said
    assert (
        "Results release ¶2 “$11.03 billion”; Release a year ago ¶4 “$11.43 billion”; figures differ" in said
    )


def test_a_restatement_is_told_with_its_reason(built: Path) -> None:
    english, chinese = (text_of(built / f"{TINY}.{language}.pdf")[-1] for language in ("en", "zh-Hant"))
    assert re.search(
        rf"Net sales \(Q4 24\): \$11.03bn \[8\] \(Results release ¶2\); Release a year ago ¶4: \$11.43bn. {RESTATED}",
        english,
    )
    assert f"前一年財報 ¶4：114.3億美元。 {WHY}" in chinese


def test_a_page_names_the_source_in_each_row(built: Path) -> None:
    page = (built / f"{TINY}.en.html").read_text("utf-8")
    assert (
        '<span>Results release</span> ¶2 <q lang="en">$11.03 billion</q>; <span>Release a year ago</span> ¶4'
        in page
    )
    assert "The Mill, Release a year ago (31 January 2025)" in page
    assert RESTATED in page


def test_the_tables_name_the_source_and_the_reason(built: Path) -> None:
    table = list(csv.DictReader(io.StringIO((built / "numbers.csv").read_text("utf-8-sig"))))
    (row,) = [row for row in table if row["fact"] == "fish/revenue@2024Q4"]
    old = "The Mill, Release a year ago (31 January 2025) ¶4: $11.43 billion"
    assert row["source en"] == f"Results release (30 January 2026) ¶2: $11.03 billion; {old}"
    assert row["exception en"] == f"Release a year ago ¶4 · $11.43bn · {RESTATED}"
    assert row["exception zh-Hant"] == f"前一年財報 ¶4 · 114.3億美元 · {WHY}"
    document: dict[str, Any] = json.loads((built / "numbers.json").read_bytes())
    assert document["sources"]["old"] == {
        "title": {"en": "Release a year ago", "zh-Hant": "前一年財報"},
        "publisher": {"en": "The Mill", "zh-Hant": "磨坊"},
        "published": "2025-01-31",
        "language": "en",
    }
    cells = [
        cell for line in openpyxl.load_workbook(built / "numbers.xlsx").active.iter_rows() for cell in line
    ]  # type: ignore[union-attr]
    assert any(cell.comment and old.replace(": $", " “$") in cell.comment.text for cell in cells)
    assert any(RESTATED in str(cell.value) for cell in cells)


def test_long_titles_give_way_to_marks_with_their_key_at_the_foot(tmp_path: Path) -> None:
    build_tiny(
        tmp_path,
        edits("Release of the year before the northern mill was sold"),
        formats=("pdf",),
        languages=("en",),
    )
    said = text_of(tmp_path / "output" / TINY / f"{TINY}.en.pdf")[-1]
    assert "[A] ¶2 “$11.03 billion”; [B] ¶4 “$11.43 billion”; figures differ" in said
    assert (
        "Source: [A] Results release (30 January 2026); [B] The Mill, Release of the year before the northern mill was"
        " sold (31 January 2025)."
    ) in said


def test_a_reason_in_one_language_alone_is_printed_in_all() -> None:
    """As it is for what is accepted."""
    changed = edits("Release a year ago")
    changed["facts.yaml"] = {
        old: new.replace(f", zh-Hant: {WHY}", "") for old, new in changed["facts.yaml"].items()
    }
    assert [next(one.reason for one in document.exceptions if one.by) for document in told(changed)] == [
        RESTATED,
        RESTATED,
    ]
