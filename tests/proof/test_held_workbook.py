"""A workbook of numbers beside a document: whatever is done to a value or a formula in it is found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from support import NOW, TINY, Golden, reportgen

from reportgen.proof.file_kinds import WORKBOOK_CHECKS
from reportgen.proof.verify import verify
from reportgen.record.workbook_seal import broken_workbook_seal, parts_of, sealed_workbook

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
Edit = Callable[[str], str]


@pytest.fixture(scope="module")
def honest(golden: Golden) -> bytes:
    return (golden.folder / "numbers.xlsx").read_bytes()


def edited(workbook: bytes, edit: Edit, part: str = SHEET) -> bytes:
    """A workbook with one of its parts edited, which changes it."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as archive, ZipFile(made, "w") as into:
        for one in archive.infolist():
            content = archive.read(one).decode()
            changed = edit(content) if one.filename == part else content
            assert one.filename != part or changed != content
            into.writestr(one, changed)
    return made.getvalue()


def found(golden: Golden, workbook: bytes, folder: Path, language: str = "en") -> list[str]:
    """What speaks against a workbook beside a document, the seal aside."""
    (folder / "numbers.xlsx").write_bytes(workbook)
    document = folder / f"{TINY}.{language}.html"
    document.write_text(golden.html(language), "utf-8")
    (_, verified), _ = verify([document, folder / "numbers.xlsx"], NOW)
    return [one.message.partition(": ")[2] for one in verified.proved.findings if one.code != "RG712"]


def swap(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


def sub(pattern: str, new: str) -> Edit:
    return lambda text: re.sub(pattern, new, text, count=1)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_an_honest_workbook_holds(golden: Golden, honest: bytes, tmp_path: Path, language: str) -> None:
    assert found(golden, honest, tmp_path, language) == []
    assert broken_workbook_seal(parts_of(honest)) == ""


EDITS: dict[str, tuple[Edit, str]] = {
    "a stated value": (
        swap("<v>12420000000</v>", "<v>12430000000</v>"),
        "fish/revenue@2025Q4: its value is 12430000000.0, the facts give 12420000000.0",
    ),
    "a cached value": (
        sub(r"(<f>E2/E8-1</f><v>)[^<]*", r"\g<1>0.03"),
        "fish/revenue.surprise@2025Q4: its value is 0.03, the facts give 0.026446280991735537",
    ),
    "a formula": (
        swap("<f>E2/E8-1</f>", "<f>E2/E9-1</f>"),
        "fish/revenue.surprise@2025Q4: its value should be =E2/E8-1, here stands =E2/E9-1",
    ),
    "a formula taken out": (
        swap("<f>E2/E8-1</f>", ""),
        "fish/revenue.surprise@2025Q4: its value should be =E2/E8-1, here stands 0.026446280991735537",
    ),
    "a formula put in": (
        swap("<v>12420000000</v>", "<f>1*12420000000</f><v>12420000000</v>"),
        "fish/revenue@2025Q4: its value should be a number that nothing computes, here stands =1*12420000000",
    ),
    "an end of a range": (
        swap("<v>2200000000</v>", "<v>2300000000</v>"),
        "fish/capex@2026~guidance: its high is 2300000000.0, the facts give 2200000000.0",
    ),
    "what the formula of a stated value gives": (
        sub(r"(<f>E2/E9-1</f><v>)[^<]*", r"\g<1>0.16"),
        "fish/revenue.growth@2025Q4: its recomputed is 0.16, the facts give 0.12601994560290117",
    ),
    "a value taken away": (
        sub(r'<c r="E5"[^>]*><v>[^<]*</v></c>', ""),
        "fish/eps@2025Q4: its value, -0.42, is missing",
    ),
    "a value where there is none": (
        sub(r'(<c r="E5"[^>]*><v>[^<]*</v></c>)', r'\g<1><c r="F5"><v>1</v></c>'),
        "fish/eps@2025Q4: its low should not be there, here stands 1.0",
    ),
    "a row taken out": (
        sub(r'<row r="5".*?</row>', ""),
        "number 4, fish/eps@2025Q4, is not in it",
    ),
    "the number of a row": (
        sub(r'(<c r="A5"[^>]*><v>)4', r"\g<1>40"),
        "number 4, fish/eps@2025Q4, is not in it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_of_a_number_is_found(golden: Golden, honest: bytes, tmp_path: Path, kind: str) -> None:
    edit, wanted = EDITS[kind]
    changed = edited(honest, edit)
    assert wanted in found(golden, changed, tmp_path)
    assert broken_workbook_seal(parts_of(changed))
    assert broken_workbook_seal(parts_of(sealed_workbook(changed))) == ""


REFUSED: dict[str, tuple[Edit, str]] = {
    "a shared formula": (swap("<f>E2/E8-1</f>", '<f t="shared" si="0"/>'), "is shared"),
    "a cell out of its place": (swap('r="E2"', 'r="E3"'), "out of its place"),
    "a declaration": (swap("<worksheet ", "<!DOCTYPE worksheet><worksheet "), "declaration"),
    "no number": (swap("<v>12420000000</v>", "<v>much</v>"), "much"),
    "half a sheet": (lambda text: text[: len(text) // 2], "cannot be read"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused(golden: Golden, honest: bytes, tmp_path: Path, kind: str) -> None:
    edit, wanted = REFUSED[kind]
    (said,) = found(golden, edited(honest, edit), tmp_path)
    assert wanted in said


def test_what_is_no_workbook_is_refused(golden: Golden, tmp_path: Path) -> None:
    (said,) = found(golden, b"PK\x03\x04 nothing", tmp_path)
    assert said.startswith("it is no workbook")


def test_facts_of_another_edition_are_unknown(golden: Golden, honest: bytes, tmp_path: Path) -> None:
    other = edited(honest, swap("fish/", "bird/"), TEXTS)
    assert any(
        said.startswith("the facts do not know 13 of its rows") for said in found(golden, other, tmp_path)
    )


def test_any_other_edit_breaks_the_seal(honest: bytes) -> None:
    changed = edited(honest, swap("Operating margin", "Gross margin"), TEXTS)
    assert broken_workbook_seal(parts_of(changed)).startswith("its parts are not those that were sealed")
    assert broken_workbook_seal({}).startswith("it carries no seal")


def test_another_program_breaks_the_seal(honest: bytes) -> None:
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(honest)).save(again)
    assert broken_workbook_seal(parts_of(again.getvalue()))


def test_the_command_says_beside_what_a_workbook_holds(golden: Golden) -> None:
    done = reportgen("verify", f"{TINY}.en.html", "numbers.xlsx", cwd=golden.folder)
    assert done.returncode == 0, done.stdout
    assert f"cells, held against the facts of {TINY}.en.html" in done.stdout
    for check in WORKBOOK_CHECKS:
        assert f"holds        {check}" in done.stdout


def test_a_workbook_is_held_against_a_document_that_lies_beside_it(
    golden: Golden, honest: bytes, tmp_path: Path
) -> None:
    done = reportgen("verify", "numbers.xlsx", cwd=golden.folder)
    assert done.returncode == 0, done.stdout
    assert "cells, held against the facts of " in done.stdout
    (tmp_path / "brief.html").write_text(golden.html("en").replace("2025", "2026", 1), "utf-8")
    (tmp_path / "numbers.xlsx").write_bytes(honest)
    ((verified,), _) = verify([tmp_path / "numbers.xlsx"], NOW)
    assert not verified.holds  # what lies beside it has to hold itself


def test_a_workbook_alone_does_not_prove(honest: bytes, tmp_path: Path) -> None:
    (tmp_path / "numbers.xlsx").write_bytes(honest)
    done = reportgen("verify", "numbers.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert "RG708: numbers.xlsx: a workbook carries no facts of its own" in done.stdout
