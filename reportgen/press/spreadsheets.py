"""The numbers as tables: the rows of the appendix as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from reportgen.record.appendix import AppendixLine, Discrepancy, Telling
from reportgen.record.numbers import DocumentNumbers, Entry, Pages, entries, shared

# A spreadsheet runs a text that begins with one of these as a formula; a Chinese one takes full-width signs too.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def numbers_table(told: Sequence[DocumentNumbers], pages: Pages) -> list[dict[str, str]]:
    """The entries as rows of text; what is a number is written in plain digits."""
    return [_row(entry, told, pages) for entry in entries(told)]


def _row(entry: Entry, told: Sequence[DocumentNumbers], pages: Pages) -> dict[str, str]:
    line = entry.any
    common = shared(line, entry.number)
    row = {
        key: str(common[key] or "")
        for key in ("number", "fact", "value", "low", "high", "unit", "period", "scenario")
    }
    row["source"] = "; ".join(f"{one.origin.key} {one.locator}: {one.printed}" for one in line.tellings)
    row["formula"] = str(line.fact.formula.text) if line.fact.formula else ""
    row["verdict"] = str(line.verdict)
    for document in told:
        language = document.language
        own = entry.lines.get(language)
        row[f"label {language}"] = own.label if own else ""
        row[f"shown {language}"] = " · ".join(own.shown) if own else ""
        row[f"working {language}"] = own.working if own else ""
        row[f"source {language}"] = "; ".join(map(_sourced, own.tellings)) if own else ""
        row[f"exception {language}"] = "; ".join(map(_excepted, document.exceptions_of(entry.number)))
        row[f"pages {language}"] = _page_list(own, pages.get(language, {})) if own else ""
    return row


def _sourced(telling: Telling) -> str:
    return f"{telling.origin.named} {telling.locator}: {telling.printed}"


def _excepted(item: Discrepancy) -> str:
    return " · ".join(filter(None, (item.how, item.against, item.reason)))


def _page_list(line: AppendixLine, pages: Mapping[str, int]) -> str:
    return " ".join(map(str, sorted({pages[place.anchor] for place in line.places if place.anchor in pages})))


_NUMERIC: Final = ("number", "value", "low", "high")


def to_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The rows as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets).

    A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
    """
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, rows[0] if rows else (), lineterminator="\r\n")
    table.writeheader()
    table.writerows(
        {key: text if key in _NUMERIC else _inert(text) for key, text in row.items()} for row in rows
    )
    return written.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def to_xlsx(rows: Sequence[Mapping[str, str]], title: str, created: date) -> bytes:
    """The rows as a workbook: numbers as numbers, texts as texts that never run."""
    from xlsxwriter import Workbook

    memory, columns = io.BytesIO(), list(rows[0]) if rows else []
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(memory, {**options, "in_memory": True}) as book:
        book.set_properties({"title": title, "created": _noon(created)})
        sheet = book.add_worksheet("Numbers")
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True, "bottom": 1}))
        for index, row in enumerate(rows, 1):
            sheet.write_row(index, 0, [_cell(key, row[key]) for key in columns])
        _dress(sheet, columns, len(rows))
    return memory.getvalue()


def _cell(key: str, text: str) -> Any:
    if not text:
        return ""  # which leaves the cell out
    return text if key not in _NUMERIC else int(text) if text.lstrip("-").isdigit() else float(text)


def _noon(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day, 12)


def _dress(sheet: Any, columns: list[str], rows: int) -> None:
    widths = {"fact": 40, "value": 18, "low": 16, "high": 16, "source": 44, "formula": 44}
    for index, column in enumerate(columns):
        sheet.set_column(index, index, widths.get(column, 30 if " " in column else 12))
    sheet.autofilter(0, 0, rows, len(columns) - 1)
