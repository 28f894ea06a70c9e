"""What a query of a database gives, as text. SQLAlchemy alone asks: pandas turns decimals into floats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportgen.errors import MachineLacks, Misuse, install_extra
from reportgen.intake.intake_limits import MOST_TABLE_ROWS
from reportgen.intake.tables.grid import CellGrid, Filling, TableCell, beyond, refuse_table, seen_cell


def ask_database(url: str, query: str) -> CellGrid:
    """The rows of a query under the names of its columns; nothing is ever committed. Raises Misuse for a URL or a
    database that is none, Rejected (RG830, RG831) for the query, MachineLacks without SQLAlchemy or the database's
    driver. No message holds the password of the URL."""
    try:
        import sqlalchemy
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
    except ImportError:
        raise MachineLacks(f"databases are asked by SQLAlchemy: {install_extra('sql')}") from None
    try:
        address = sqlalchemy.make_url(url)
        _there(address)
        engine = sqlalchemy.create_engine(address)
    except (ArgumentError, NoSuchModuleError):
        raise Misuse(
            "--sql is no URL of a database; expected DIALECT://USER@HOST/NAME, or sqlite:///FILE"
        ) from None
    except ImportError as error:
        raise MachineLacks(f"the driver of this database is missing: pip install {error.name}") from None
    name = address.database or address.drivername
    try:
        with engine.connect() as connection:
            return _rows(connection.execute(sqlalchemy.text(query)), name)
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).partition("\n")[0][:300]
        refuse_table(
            name, f"the database refuses the query: {said}", "try the query in the database's own client"
        )
    finally:
        engine.dispose()


def _there(address: Any) -> None:
    """SQLite would make the file that a slip in its name asks for."""
    file = address.database
    if address.get_backend_name() == "sqlite" and file and file != ":memory:" and not Path(file).is_file():
        raise Misuse(f"there is no database {file}")


def _rows(result: Any, name: str) -> CellGrid:
    if not result.returns_rows:
        refuse_table(
            name, "the query gives no rows", "give a query that selects: SELECT concept, period, value …"
        )
    filling = Filling(name)
    filling.add(1, map(TableCell, result.keys()))
    for number, row in enumerate(result.fetchmany(MOST_TABLE_ROWS), start=2):
        filling.add(number, map(seen_cell, row))
    if result.fetchone() is not None:
        beyond(name, "rows", MOST_TABLE_ROWS)
    return CellGrid(name, "row", filling.rows, filling.numbers)
