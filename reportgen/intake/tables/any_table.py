"""A table of whichever kind."""

from __future__ import annotations

from typing import Final

from reportgen.intake.intake_limits import MOST_TABLE_BYTES
from reportgen.intake.tables.csv_table import read_csv
from reportgen.intake.tables.grid import CellGrid, beyond
from reportgen.intake.tables.parquet_table import read_parquet
from reportgen.intake.tables.xlsx_table import read_xlsx

TABLE_KINDS: Final = ("csv", "xlsx", "parquet")


def read_table(data: bytes, file: str, kind: str, sheet: str = "") -> CellGrid:
    """A table of one of TABLE_KINDS as text; `sheet` is that of a workbook. Raises Rejected (RG830, RG831) where it is
    broken or too large, MachineLacks without the library that reads it."""
    if len(data) > MOST_TABLE_BYTES:
        beyond(file, "bytes", MOST_TABLE_BYTES)
    match kind:
        case "xlsx":
            return read_xlsx(data, file, sheet)
        case "parquet":
            return read_parquet(data, file)
    return read_csv(data, file)
