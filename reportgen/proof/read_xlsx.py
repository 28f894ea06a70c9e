"""Reading the facts of a workbook back: what stands under the heads of its first sheet, numbers with their formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from reportgen.languages import LANGUAGES
from reportgen.proof.finished import Unreadable
from reportgen.record.live import CellPart

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET: Final = "xl/worksheets/sheet1.xml"
_TEXTS: Final = "xl/sharedStrings.xml"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


@dataclass(frozen=True)
class ReadCell:
    """A cell: its number as it was kept, or its text, and the formula behind it, "" where there is none."""

    content: float | str
    formula: str


@dataclass(frozen=True)
class ReadFact:
    """A row: its place in the sheet, the number of its fact, 0 where it has none, and its cells by their part."""

    row: int
    number: int
    cells: Mapping[CellPart, ReadCell]


@dataclass(frozen=True)
class ReadFacts:
    """The facts of a workbook by their references, and the columns in which their parts stand."""

    columns: Mapping[CellPart, str]
    facts: Mapping[str, ReadFact]


def read_facts_sheet(parts: Mapping[str, bytes]) -> ReadFacts:
    """The first sheet of a workbook. Raises Unreadable where it is not as the press writes one."""
    try:
        shared = _parsed(parts.get(_TEXTS, b"<sst/>"))
        texts = ["".join(text.text or "" for text in one.iter(f"{_MAIN}t")) for one in shared]
        rows = dict(_rows(_parsed(parts[_SHEET]), texts))
        heads = {str(cell.content): column for column, cell in reversed(rows.pop(1).items())}
        return _read(heads, rows)
    except (KeyError, ValueError, OverflowError, IndexError, ParseError) as error:
        raise Unreadable(f"its first sheet cannot be read: {error!r}") from error


def _parsed(data: bytes) -> Element:
    if b"<!" in data:  # neither the press nor any other program declares anything here
        raise ValueError("a declaration stands in it")
    return fromstring(data)


def _rows(sheet: Element, texts: list[str]) -> Iterator[tuple[int, dict[str, ReadCell]]]:
    for row in sheet.iter(f"{_MAIN}row"):
        cells: dict[str, ReadCell] = {}
        for cell in row.iter(f"{_MAIN}c"):
            place = _REFERENCE.fullmatch(cell.get("r", ""))
            if not place or place[2] != row.get("r") or place[1] in cells:
                raise ValueError(f"the cell {cell.get('r')!r} is out of its place")
            if (read := _cell(cell, texts)) is not None:
                cells[place[1]] = read
        yield int(row.get("r", "")), cells


def _cell(cell: Element, texts: list[str]) -> ReadCell | None:
    formula, value = cell.findtext(f"{_MAIN}f"), cell.findtext(f"{_MAIN}v")
    if cell.find(f"{_MAIN}f") is not None and not formula:
        raise ValueError("a formula is shared with another cell")
    if value is None:
        return None
    kind = cell.get("t", "n")
    content = texts[int(value)] if kind == "s" else float(value) if kind == "n" else value
    return ReadCell(content, f"={formula}" if formula else "")


def _read(heads: Mapping[str, str], rows: Mapping[int, Mapping[str, ReadCell]]) -> ReadFacts:
    """The rows under heads in whichever language they are."""
    for pack in LANGUAGES.values():
        words, own = pack.workbook, pack.inspector
        names: dict[CellPart, str] = {
            "value": words.value, "low": words.low, "high": words.high, "recomputed": own.recomputed,
        }  # fmt: skip
        if {*names.values(), words.reference, pack.page.number} <= heads.keys():
            columns = {part: heads[name] for part, name in names.items()}
            return ReadFacts(
                columns, dict(_facts(rows, columns, heads[words.reference], heads[pack.page.number]))
            )
    raise ValueError("its heads are none that the press writes")


def _facts(
    rows: Mapping[int, Mapping[str, ReadCell]], columns: Mapping[CellPart, str], name: str, number: str
) -> Iterator[tuple[str, ReadFact]]:
    known = set[str]()
    for index, row in rows.items():
        reference = str(row[name].content)
        if reference in known:
            raise ValueError(f"{reference} stands in two rows")
        known.add(reference)
        cells = {part: row[column] for part, column in columns.items() if column in row}
        given = row[number].content if number in row else 0
        yield reference, ReadFact(index, int(given), cells)
