"""Honest files of other people: tables, filings, releases and sources, the same bytes each time."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Final

import pyarrow as arrow
import xlsxwriter
from made_filings import Cover, Line, instance
from pyarrow import parquet
from small import small_files

SHEET: Final = "xl/worksheets/sheet1.xml"
TABLE: Final = """\
concept,period,value,unit
revenue,2025Q4,12.5,m USD
revenue,2024Q4,10.0,m USD
net_income,2025Q4,(1.5),m USD
"""
RELEASE: Final = """\
Acme reports its fourth quarter

Revenue was $12.5 million in the fourth quarter of 2025, compared to $10.0 million in the fourth quarter of 2024.
Net income was $1.5 million, or $0.15 per share, up 20% from a year before.

| (in millions) | 2025Q4 | 2024Q4 |
|---|---|---|
| Revenue | 12.5 | 10.0 |
| Net income (loss) | 1.5 | (0.2) |
"""
SOURCE: Final = """\
Sales were 12.5 m USD in the quarter, about 25% more than a year before.
A year before they were 10.0 m USD.

Sales\t12.5\t10.0
"""
SOURCE_PAGE: Final = """\
<!DOCTYPE html><html><head><title>Release</title></head><body>
<p>Sales were 12.5 m USD in the <b>quarter</b>.</p>
<p>A year before they were 10.0&#160;m USD.</p>
<table><tr><th>Sales</th><td>12.5</td><td>10.0</td></tr></table>
</body></html>
"""
VOCABULARY: Final = """\
concepts:
  orders:
    label: {en: Orders}
    kind: money
    formula: revenue / 2
    us-gaap: [OrdersReceived]
    aliases: [bookings]
  sales: {label: {en: Sales}, unit: USD, better: higher}
"""


def with_source(named: str) -> Mapping[str, bytes]:
    """The files of the small edition, whose facts are held against a file of their source."""
    files = {name: text.encode() for name, text in small_files("It").items()}
    before = files["facts.yaml"]
    files["facts.yaml"] = before.replace(b"published:", b"file: %s, published:" % named.encode(), 1)
    assert files["facts.yaml"] != before
    return files


@cache
def workbook() -> bytes:
    """The table as a workbook."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        made.set_properties({"created": datetime(2026, 1, 1)})
        page = made.add_worksheet("Income")
        for number, line in enumerate(TABLE.splitlines()):
            page.write_row(number, 0, line.split(","))
        page.write_number(1, 2, 12.5)
        page.write_formula(2, 2, "=5*2", None, 10.0)
    return _packed(_parts(kept.getvalue()))


@cache
def sheet() -> bytes:
    """The page of that workbook."""
    return _parts(workbook())[SHEET]


def workbook_of(page: bytes) -> bytes:
    """The workbook with another page."""
    return _packed({**_parts(workbook()), SHEET: page})


def _parts(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        return {part.filename: opened.read(part) for part in opened.infolist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return kept.getvalue()


@cache
def columns() -> bytes:
    """The table as a Parquet file."""
    kept = io.BytesIO()
    table = arrow.table(
        {
            "concept": ["revenue", "revenue", "net_income"],
            "period": ["2025Q4", "2024Q4", "2025Q4"],
            "value": [12.5, 10.0, -1.5],
            "unit": ["m USD"] * 3,
            "seen": [date(2026, 2, 6), None, date(2026, 2, 6)],
        }
    )
    parquet.write_table(table, kept, compression="none")
    return kept.getvalue()


def xbrl_instance() -> bytes:
    """A filing as XBRL."""
    year = ("2025-01-01", "2025-12-31")
    lines = [Line("us-gaap:Revenues", year, "1000000"), Line("us-gaap:NetIncomeLoss", year, "-20000")]
    return instance(lines, Cover("2025-12-31", "10-K", focus="FY"))


def company_facts() -> bytes:
    """All that a company filed, as the SEC has it."""
    row = {
        "start": "2025-01-01", "end": "2025-12-31", "val": 1000000, "accn": "0000012345-26-000001", "fy": 2025,
        "fp": "FY", "form": "10-K", "filed": "2026-02-06", "frame": "CY2025",
    }  # fmt: skip
    units = {"USD": [row, {**row, "start": "2024-01-01", "end": "2024-12-31", "val": 900000}]}
    concept = {"label": "Revenues", "description": "x", "units": units}
    return json.dumps(
        {"cik": 12345, "entityName": "Acme", "facts": {"us-gaap": {"Revenues": concept}}}
    ).encode()
