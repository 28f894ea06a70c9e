"""The numbers as tables: the rows of the appendix as CSV, and the facts behind them as a workbook that reckons."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from reportgen.errors import display_width
from reportgen.record.numbers import DocumentNumbers, Entry, Pages, entries, shared
from reportgen.record.workbook import CellContent, Number, WorkSheet, excepted, page_list, sourced
from reportgen.record.workbook_seal import EMPTY, PROPERTY, sealed_workbook

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
        row[f"source {language}"] = "; ".join(map(sourced, own.tellings)) if own else ""
        row[f"exception {language}"] = "; ".join(map(excepted, document.exceptions_of(entry.number)))
        row[f"pages {language}"] = page_list(own, pages.get(language, {})) if own else ""
    return row


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


def to_xlsx(sheets: Sequence[WorkSheet], title: str, created: date) -> bytes:
    """The sheets as a workbook: numbers as numbers, formulas only where the program made them, texts as texts that
    never run."""
    from xlsxwriter import Workbook

    memory, formats = io.BytesIO(), dict[object, Any]()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(memory, {**options, "in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime.combine(created, time(12))})
        book.set_custom_property(PROPERTY, EMPTY)
        for sheet in sheets:
            _Written(book, book.add_worksheet(sheet.name), sheet, formats).write(title)
    return sealed_workbook(memory.getvalue())


_HEAD: Final = {"bold": True, "bottom": 1, "bg_color": "#EEF1F4", "valign": "vcenter", "text_wrap": True}
_STATED: Final = "#1F4FBF"  # as analysts colour what is typed in
_CHARACTERS: Final = 52  # of a line of a note
_LONGEST: Final = 32_000  # characters of a text; a cell takes 32,767


@dataclass(frozen=True)
class _Written:
    """A sheet being written."""

    book: Any
    into: Any
    sheet: WorkSheet
    formats: dict[object, Any]

    def write(self, title: str) -> None:
        """Write it."""
        self._set_up(title)
        head = self._format(**_HEAD)
        for index, column in enumerate(self.sheet.columns):
            self.into.set_column(index, index, column.width)
            self.into.write_string(0, index, column.head, head)
            self._note(0, index, column.note)
        for number, row in enumerate(self.sheet.rows, 1):
            for index, content in enumerate(row):
                self._cell(number, index, content)

    def _set_up(self, title: str) -> None:
        self.into.freeze_panes(1, self.sheet.kept)
        self.into.set_landscape()
        self.into.set_paper(9)  # A4
        self.into.fit_to_pages(1, 0)
        if self.sheet.on_paper:
            self.into.print_area(0, 0, len(self.sheet.rows), self.sheet.on_paper - 1)
        self.into.repeat_rows(0)
        escaped = title.replace("&", "&&")[:200]  # of 255 characters that a header takes
        self.into.set_header(f"&L{escaped}&R&A")
        self.into.set_footer("&R&P / &N")

    def _cell(self, row: int, column: int, content: CellContent) -> None:
        wrapped = self.sheet.columns[column].wrapped
        match content:
            case Number():
                self._number(row, column, content)
            case str() if content:
                self.into.write_string(row, column, content[:_LONGEST], self._format(text_wrap=wrapped))
            case int():
                self.into.write_number(row, column, content, self._format())
            case date():
                day = datetime.combine(content, time())
                self.into.write_datetime(
                    row, column, day, self._format(num_format="yyyy-mm-dd", align="left")
                )

    def _number(self, row: int, column: int, content: Number) -> None:
        shown = {"num_format": content.shown_in}
        if content.formula:
            self.into.write_formula(
                row, column, content.formula, self._format(**shown), float(content.number)
            )
        else:
            stated = {"font_color": _STATED} if content.stated else {}
            self.into.write_number(row, column, float(content.number), self._format(**shown, **stated))
        self._note(row, column, content.note)

    def _note(self, row: int, column: int, text: str) -> None:
        if text:
            lines = sum(1 + display_width(line) // _CHARACTERS for line in text.split("\n"))
            self.into.write_comment(row, column, text[:_LONGEST], {"width": 340, "height": 14 + 16 * lines})

    def _format(self, **traits: object) -> Any:
        key = tuple(sorted(traits.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **traits})
        return self.formats[key]
