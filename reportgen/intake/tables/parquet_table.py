"""Parquet as text. pyarrow alone reads it: by way of pandas whole numbers beside an empty cell become floats."""

from __future__ import annotations

import io
from typing import Any

from reportgen.errors import MachineLacks, install_extra
from reportgen.intake.intake_limits import (
    LONGEST_CELL,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    MOST_UNPACKED_BYTES,
)
from reportgen.intake.tables.grid import CellGrid, Filling, TableCell, beyond, refuse_table, seen_cell

_MEND = "write the file anew"


def read_parquet(data: bytes, file: str) -> CellGrid:
    """The columns of a Parquet file under their names. Raises Rejected: RG830 where it is broken or has columns of
    lists, RG831 beyond the limits; and MachineLacks without pyarrow."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise MachineLacks(f"Parquet is read by pyarrow: {install_extra('tables')}") from None
    filling = Filling(file)
    try:
        opened = parquet.ParquetFile(io.BytesIO(data))
        _bounded(opened.metadata, file)
        nested = [one.name for one in opened.schema_arrow if arrow.types.is_nested(one.type)]
        if nested:
            refuse_table(
                file, f"the column {nested[0]!r} holds lists or records", "give columns of plain values"
            )
        filling.add(1, map(TableCell, opened.schema_arrow.names))
        number = 2
        for batch in _shared(parquet, data, opened).iter_batches(batch_size=1_000):
            for row in zip(*batch.columns, strict=True):
                filling.add(number, [_seen(value.as_py(), file, number) for value in row])
                number += 1
    except (arrow.ArrowException, OSError, ValueError) as error:
        said = str(error).partition("\n")[0][:200]
        refuse_table(file, f"it is no Parquet file that can be read: {said}", _MEND)
    return CellGrid(file, "row", filling.rows, filling.numbers)


def _shared(parquet: Any, data: bytes, opened: Any) -> Any:
    """The same file with each text kept once: a small file may repeat a large one a hundred thousand times."""
    texts = [one.name for one in opened.schema_arrow if str(one.type) in ("string", "large_string")]
    return parquet.ParquetFile(io.BytesIO(data), read_dictionary=texts)


def _seen(value: object, file: str, row: int) -> TableCell:
    if isinstance(value, str | bytes) and len(value) > LONGEST_CELL:
        beyond(file, "characters in a cell", LONGEST_CELL, row)
    return seen_cell(value)


def _bounded(said: Any, file: str) -> None:
    if said.num_rows >= MOST_TABLE_ROWS:
        beyond(file, "rows", MOST_TABLE_ROWS)
    if said.num_columns > MOST_TABLE_COLUMNS:
        beyond(file, "columns", MOST_TABLE_COLUMNS)
    groups = (said.row_group(number) for number in range(said.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED_BYTES:
        beyond(file, "bytes unpacked", MOST_UNPACKED_BYTES)
