"""What a file is, by its content: whatever it is called."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final, Literal

from reportgen.intake.importing.table_entries import is_long_form
from reportgen.intake.tables.csv_table import first_heads

ImportKind = Literal["company facts", "xbrl", "csv", "xlsx", "parquet", "text"]
RECOGNISED_BY: Final = 64 * 2**10  # bytes by which a file is known
_OTHERS: Final = (b"<?xml", b"%PDF-")  # what is neither XBRL nor a text
_XBRL: Final = re.compile(
    rb"<(?:[\w.-]+:)?xbrl[\s>]|http://www\.xbrl\.org/(?:2003/instance|\d{4}/inlineXBRL|CR-)"
)


def kind_of(data: bytes, *, mapped: bool = False) -> ImportKind | None:
    """Company facts of the SEC, XBRL as an instance or in a page, a table or a text (Markdown and HTML, too); None for
    anything else. A text is a table where it begins with the heads of the long form, or where a mapping says what is in
    it."""
    if data.startswith(b"PAR1"):
        return "parquet"
    if data.startswith(b"PK"):
        return "xlsx" if _is_workbook(data) else None
    head = data[:RECOGNISED_BY].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "company facts"
    if _XBRL.search(head):
        return "xbrl"
    if mapped or is_long_form(first_heads(data[:RECOGNISED_BY])):
        return "csv"
    return None if head.startswith(_OTHERS) or b"\0" in head else "text"


def _is_workbook(data: bytes) -> bool:
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return data.find(b"xl/workbook.xml") >= 0  # a broken one: whoever reads it says so
