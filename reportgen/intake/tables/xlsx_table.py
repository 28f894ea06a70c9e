"""A sheet of a workbook as it is seen: openpyxl reads it, the number formats decide the digits, and of a formula the
result that was saved with it counts. Formulas are never evaluated.

Not read by pandas, which gives floats and drops the formats.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final

from reportgen.errors import MachineLacks, install_extra, nearest
from reportgen.intake.intake_limits import MOST_UNPACKED_BYTES
from reportgen.intake.tables.grid import (
    EMPTY_CELL,
    CellGrid,
    Filling,
    TableCell,
    beyond,
    day_text,
    refuse_table,
    seen_cell,
)
from reportgen.intake.tables.shown_numbers import ShownNumber, shown_number

_DECLARATION: Final = re.compile(rb"<!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
_PIECE: Final = 2**20
_MEND: Final = "open it in a spreadsheet and save it anew as .xlsx"


def read_xlsx(data: bytes, file: str, sheet: str = "") -> CellGrid:
    """The sheet of this name or number, counted from 1; the first where none is named. Raises Rejected: RG830 where the
    book is broken or has no such sheet, RG831 where it is too large, and MachineLacks without openpyxl."""
    try:
        import openpyxl
    except ImportError:
        raise MachineLacks(f"workbooks are read by openpyxl: {install_extra('tables')}") from None
    _bounded(data, file)
    filling = Filling(file)
    with _broken_is_said(file):
        written, seen = (
            openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=results)
            for results in (False, True)
        )
        name = _sheet(written.sheetnames, sheet, file)
        for book in (written, seen):
            book[name].reset_dimensions()  # what a file says of its size need not be so
        rows = zip(written[name].iter_rows(), seen[name].iter_rows(), strict=True)
        for number, (row, results) in enumerate(rows, start=1):
            filling.add(number, (_cell(*both) for both in zip(row, results, strict=True)))
    return CellGrid(file, "cell", filling.rows, filling.numbers, name)


@contextmanager
def _broken_is_said(file: str) -> Iterator[None]:
    from lzma import LZMAError
    from zlib import error as ZlibError  # noqa: N812  it is a class

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that do not concern values
            yield
    except (
        ArithmeticError, AttributeError, EOFError, LookupError, LZMAError, OSError, RuntimeError, SyntaxError,
        TypeError, ValueError, ZlibError, zipfile.BadZipFile,
    ) as error:  # fmt: skip
        said = str(error).partition("\n")[0][:200]
        refuse_table(file, f"it is no workbook that can be read: {said or type(error).__name__}", _MEND)


def _bounded(data: bytes, file: str) -> None:
    """Unpack all parts once, a piece at a time, so that nothing larger, and no declared entity, reaches a parser."""
    left = MOST_UNPACKED_BYTES
    with _broken_is_said(file), zipfile.ZipFile(io.BytesIO(data)) as book:
        for part in book.infolist():
            if part.flag_bits & 1:
                refuse_table(file, "it is protected by a password", "save it without one")
            with book.open(part) as stream:
                begun = b""
                while piece := stream.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        beyond(file, "bytes unpacked", MOST_UNPACKED_BYTES)
                    if part.filename.endswith((".xml", ".rels")) and _DECLARATION.search(begun + piece):
                        refuse_table(file, f"its part {part.filename} declares a document type", _MEND)
                    begun = piece[-32:]


def _sheet(names: list[str], wanted: str, file: str) -> str:
    if wanted in names:
        return wanted
    if not names:
        refuse_table(file, "it is no workbook that can be read: it has no sheet", _MEND)
    number = wanted or "1"
    if not (number.isdecimal() and len(number) < 4 and 1 <= int(number) <= len(names)):
        refuse_table(
            file, f"there is no sheet {wanted!r}{nearest(wanted, names)}", f"sheets: {', '.join(names)}"
        )
    return names[int(number) - 1]


def _cell(written: Any, seen: Any) -> TableCell:
    """A cell as it is seen; `written` has a formula where `seen` has its saved result."""
    value = seen.value
    if written.data_type == "f" and value is None:
        formula = str(getattr(written.value, "text", written.value))[:60]
        return TableCell(
            formula, trouble="is a formula without a saved result; formulas are never computed here"
        )
    if value is None:
        return EMPTY_CELL
    if seen.data_type == "e":
        return TableCell(str(value), trouble="is an error of the spreadsheet")
    if isinstance(value, date | datetime):
        return TableCell(day_text(value), trouble="is a date")
    if isinstance(value, int | float) and not isinstance(value, bool):
        plain = seen_cell(value)
        shown = ShownNumber(str(value)) if plain.trouble else shown_number(plain.text, seen.number_format)
        return TableCell(shown.text, shown.power, plain.trouble)
    return seen_cell(value)
