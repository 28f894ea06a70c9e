"""Tables that are broken, hostile or too large: one error that says what to do, soon, and nothing is written."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as arrow
import pytest
import xlsxwriter
from pyarrow import parquet

from reportgen import cli
from reportgen.errors import Finding, Rejected
from reportgen.intake import intake_limits
from reportgen.intake.importing.recognising import kind_of
from reportgen.intake.tables.any_table import read_table

HEADS = "concept,period,value,unit\n"


def refused(data: bytes, kind: str = "") -> Finding:
    begun = time.monotonic()
    with pytest.raises(Rejected) as caught:
        read_table(data, "t", kind or kind_of(data, mapped=True) or "")
    assert time.monotonic() - begun < 20
    (finding,) = caught.value.findings
    assert finding.locus is not None
    assert finding.mend
    return finding


def book(change: Callable[[str, bytes], bytes | None] = lambda _, data: data) -> bytes:
    """A small workbook whose parts went through `change`."""
    kept, changed = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        page = made.add_worksheet("Income")
        page.write_row(0, 0, ["Item", "2025Q2"])
        page.write_row(1, 0, ["revenue", 46743])
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = change(part.filename, old.read(part))
            if data is not None:
                new.writestr(part.filename, data)
    return changed.getvalue()


def in_sheet(old: bytes, new: bytes) -> bytes:
    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        assert old in data
        return data.replace(old, new)

    return book(change)


def bomb() -> bytes:
    """A workbook of a hundred kilobytes that unpacks to a hundred megabytes."""
    kept = io.BytesIO(book())
    with (
        zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as made,
        made.open("xl/media/picture.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(intake_limits.MOST_UNPACKED_BYTES // 2**20 + 1):
            part.write(b" " * 2**20)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (HEADS.encode() + b"revenue,2025Q2,\xa346,m GBP\n", "RG830", "is not UTF-8"),
        (HEADS.encode() + b"revenue,2025Q2,\x0046,m GBP\n", "RG830", "a zero byte"),
        (HEADS.encode() + b'revenue,2025Q2,"46,m GBP\n', "RG830", "no CSV"),
        (HEADS.encode() + b"x" * 200_000, "RG830", "field larger"),
        (b"a," * 2_500 + b"b\n", "RG831", "more than 2,000 columns"),
        (HEADS.encode() + b"a,b,c,d\n" * 1_000_000, "RG831", "more than 100,000 rows"),
        ((b"1," * 999 + b"1\n") * 700, "RG831", "more than 600,000 cells"),
        (b"x" * (intake_limits.MOST_TABLE_BYTES + 1), "RG831", "bytes"),
    ],
    ids=["latin", "zero", "quote", "cell", "columns", "rows", "cells", "bytes"],
)
def test_a_text_that_is_no_table(data: bytes, code: str, said: str) -> None:
    finding = refused(data)
    assert finding.code == code
    assert said in finding.message


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (bomb(), "RG831", "bytes unpacked"),
        (book(lambda name, data: b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + data if "sheet1" in name else data), "RG830",
         "declares a document type"),
        (book(lambda name, data: data[: len(data) // 2] if "sheet1" in name else data), "RG830", "no workbook"),
        (book(lambda name, data: None if name.endswith("workbook.xml.rels") else data), "RG830", "no workbook"),
        (book(lambda name, data: None if "sheet1" in name else data), "RG830", "no workbook"),
        (book()[:900], "RG830", "no workbook"),
        (book().replace(b"\x08\x00", b"\x63\x00"), "RG830", "no workbook"),
        (in_sheet(b'r="2"', b'r="1000000"'), "RG831", "more than 100,000 rows"),
        (in_sheet(b'r="B2"', b'r="XFD2"'), "RG831", "more than 2,000 columns"),
        (in_sheet(b'r="B2"', b'r="ZZZZZZ2"'), "RG83", ""),
        (in_sheet(b"46743", b"1e999"), "", ""),
    ],
    ids=["bomb", "entity", "cut sheet", "no rels", "no sheet", "cut", "compression",
         "rows", "columns", "far", "infinite"],
)  # fmt: skip
def test_a_workbook_that_is_none(data: bytes, code: str, said: str) -> None:
    if not code:
        assert read_table(data, "t", "xlsx").cell(1, 1).trouble
        return
    finding = refused(data, "xlsx")
    assert finding.code.startswith(code)
    assert said in finding.message


def columns(rows: int) -> bytes:
    kept = io.BytesIO()
    parquet.write_table(arrow.table({"concept": ["revenue"] * rows}), kept)
    return kept.getvalue()


def repeated() -> bytes:
    """A small file of ten thousand megabytes."""
    kept = io.BytesIO()
    text = arrow.DictionaryArray.from_arrays(arrow.array([0] * 10_000, arrow.int32()), ["x" * 2**20])
    parquet.write_table(arrow.table({"value": text}), kept, store_schema=False)
    return kept.getvalue()


def nested() -> bytes:
    kept = io.BytesIO()
    parquet.write_table(arrow.table({"value": [[1, 2]]}), kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (columns(3)[:-20], "RG830", "no Parquet"),
        (columns(3)[:40] + b"\xff" * 40 + columns(3)[80:], "RG830", "no Parquet"),
        (b"PAR1" + b"\0" * 100 + b"PAR1", "RG830", "no Parquet"),
        (columns(1_000_000), "RG831", "rows"),
        (nested(), "RG830", "holds lists"),
        (repeated(), "RG831", "characters in a cell"),
    ],
    ids=["cut", "spoiled", "empty", "rows", "lists", "repeated"],
)
def test_a_parquet_file_that_is_none(data: bytes, code: str, said: str) -> None:
    finding = refused(data, "parquet")
    assert finding.code == code
    assert said in finding.message


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADS}revenue,2025Q2,=cmd()|' /c calc'!A0,m USD\n",
        f"{HEADS}revenue,2025Q2,{'9' * 10_000},m USD\n",
        f"{HEADS}revenue,2025Q2,5,m USD\nrevenue,2025Q1,5,m,USD,more\n",
        f"{HEADS}revenue,2025Q2,5,m USD\n{'x' * 5_000},2025Q1,5,m USD\n",
    ],
    ids=["formula", "digits", "ragged", "name"],
)
def test_nothing_is_written(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(text, "utf-8")
    assert cli.main(["import", "t.csv", "--entity", "acme", "--into", "acme"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    said = capsys.readouterr().err
    assert "1 error" in said
    assert len(said) < 2_000


def test_two_gigabytes_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with Path("t.csv").open("wb") as file:
        file.write(HEADS.encode())
        file.truncate(2**31)
    begun = time.monotonic()
    assert cli.main(["import", "t.csv", "--entity", "acme"]) == 2
    assert time.monotonic() - begun < 2
    assert "no table" in capsys.readouterr().err


@pytest.mark.parametrize(("missing", "data"), [("openpyxl", book()), ("pyarrow", columns(1))])
def test_a_library_that_is_missing_is_named(
    missing: str,
    data: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    Path("t").write_bytes(data)
    assert cli.main(["import", "t", "--entity", "acme"]) == 3
    assert "pip install '.[tables]' in reportgen's folder" in capsys.readouterr().err


def test_a_database_without_its_library_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sqlalchemy", None)
    assert cli.main(["import", "--sql", "sqlite://", "--query", "select 1"]) == 3
    assert "pip install '.[sql]' in reportgen's folder" in capsys.readouterr().err


def test_a_password_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["import", "--sql", "postgresql://me:secret@127.0.0.1:9/x", "--query", "select 1"])
    assert "secret" not in "".join(capsys.readouterr())
