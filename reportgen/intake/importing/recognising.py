"""What a file is, by its content: whatever it is called."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, Literal

from reportgen.intake.importing.table_entries import is_long_form
from reportgen.intake.tables.csv_table import first_heads

ImportKind = Literal["company facts", "xbrl", "csv", "xlsx", "parquet"]
_HEAD: Final = 64 * 2**10
_XBRL: Final = re.compile(
    rb"<(?:[\w.-]+:)?xbrl[\s>]|http://www\.xbrl\.org/(?:2003/instance|\d{4}/inlineXBRL|CR-)"
)


def kind_of(data: bytes, *, mapped: bool = False) -> ImportKind | None:
    """Company facts of the SEC, XBRL as an instance or in a page, or a table; None for anything else. A text is a table
    where it begins with the heads of the long form, or where a mapping says what is in it."""
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"PK"):
        return "xlsx" if _is_workbook(data) else None
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "company facts"
    if _XBRL.search(head):
        return "xbrl"
    return "csv" if mapped or is_long_form(first_heads(data[:_HEAD])) else None


def _is_workbook(data: bytes) -> bool:
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return data.find(b"xl/workbook.xml") >= 0  # a broken one: whoever reads it says so
