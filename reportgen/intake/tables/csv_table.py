"""CSV as text: the characters stay as they are, and a row knows its line.

Read by the standard library rather than pandas, which fills up ragged rows and knows no lines.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from reportgen.intake.tables.grid import CellGrid, Filling, TableCell, refuse_table

_DELIMITERS: Final = (",", "\t", ";", "|")
_LONGEST_HEADS: Final = 10_000
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(data: bytes, file: str) -> CellGrid:
    """A CSV in UTF-8, or in UTF-16 with its mark. Raises Rejected: RG830 for another encoding or quotes that do not
    close, RG831 for too many rows, columns or cells."""
    text = _decoded(data, file)
    filling = Filling(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 1
    try:
        for row in reader:
            filling.add(number, (TableCell(one.strip()) for one in row))
            number = reader.line_num + 1
    except csv.Error as error:
        refuse_table(
            file, f"the row that begins here is no CSV: {error}", "close its quotes, or double them", number
        )
    return CellGrid(file, "line", filling.rows, filling.numbers, lines=text.splitlines())


def first_heads(head: bytes) -> list[str]:
    """The cells of the first line that is not empty, of a beginning that may be anything."""
    text = head.decode(_encoding(head), errors="replace")
    line = next((line for line in text.splitlines() if line.strip()), "")[:_LONGEST_HEADS]
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter_of(text)), [])]


def _encoding(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")


def _decoded(data: bytes, file: str) -> str:
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"a byte here ({data[error.start]:#04x}) is not {encoding.upper()}"
        refuse_table(file, message, "save it as CSV UTF-8", line)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        refuse_table(file, "a zero byte stands here: this is no text", "save it as CSV UTF-8", line)
    return text


def delimiter_of(text: str) -> str:
    """What parts the cells: of comma, tab, semicolon and bar the one that gives most of the first lines one width."""
    head = [line for line in text[:65_536].splitlines() if line.strip()][:20]
    return max(_DELIMITERS, key=lambda mark: _evenness(head, mark))


def _evenness(head: list[str], mark: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells, where that is more than one, and that number."""
    try:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark) if len(row) > 1)
    except csv.Error:  # a line that is longer than any cell
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return lines, width
