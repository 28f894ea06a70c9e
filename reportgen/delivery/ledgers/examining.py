"""A database file as it is found: loaded without being changed, and its rows tried one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

LedgerRow = tuple[Any, ...]
KEPT: Final = ("deliveries", "events", "numbers", "occurrences", "notices", "operator_notices")

# The tables of version 1; what came later stands with the ledger.
FIRST_SCHEMA: Final = """
CREATE TABLE deliveries (
  edition TEXT NOT NULL, recipient TEXT NOT NULL COLLATE NOCASE, issue INTEGER NOT NULL, artifact TEXT NOT NULL,
  language TEXT NOT NULL, message_id TEXT NOT NULL, numbers TEXT NOT NULL, queued TEXT NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, changed TEXT, due TEXT, said TEXT NOT NULL,
  PRIMARY KEY (edition, recipient, issue)
) STRICT;
CREATE TABLE events (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, edition TEXT NOT NULL, recipient TEXT NOT NULL, issue INTEGER NOT NULL,
  state TEXT NOT NULL, said TEXT NOT NULL
) STRICT;
CREATE TABLE numbers (digest TEXT PRIMARY KEY, document BLOB NOT NULL) STRICT;
CREATE TABLE occurrences (
  edition TEXT NOT NULL, at TEXT NOT NULL, done TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (edition, at)
) STRICT;
"""
LEDGER_VERSION: Final = 2
# What each version has that the one before had not.
ADDED_SCHEMAS: Final = {
    2: """
CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS notices (digest TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS operator_notices (
  id INTEGER PRIMARY KEY, edition TEXT NOT NULL, cause TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
  operator TEXT NOT NULL, sender TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, message BLOB NOT NULL,
  queued TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, changed TEXT, due TEXT, said TEXT NOT NULL
) STRICT;
"""
}


@dataclass(frozen=True)
class LedgerExtent:
    """How far a ledger reaches: its id, its last event, rows by table, and the words in `marks`. None of the tables in
    `KEPT` ever loses a row, so that of two states of one ledger the older has fewer."""

    identity: str
    last: tuple[Any, ...]
    counts: Mapping[str, int]
    marks: tuple[tuple[str, str], ...]

    @property
    def blank(self) -> bool:
        """True where nothing was ever written down."""
        return not any(self.counts.get(table) for table in KEPT)


def load_database(path: Path, target: sqlite3.Connection, patience: float) -> None:
    """Copy a file's database; wait so many seconds for another process. Raises sqlite3.Error.

    It is read within one transaction: `backup` by itself would wait for a lock for ever.
    """
    address = f"file:{quote(str(path.absolute()))}"
    with closing(sqlite3.connect(f"{address}?mode=rw", patience, isolation_level=None, uri=True)) as source:
        try:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            log = path.with_name(f"{path.name}-wal")
            if "BUSY" in error.sqlite_errorname or size_of(log):
                raise
        else:
            source.backup(target)
            return
    # A folder in which nothing can be written has no place for the log, and there is none to be read.
    with closing(sqlite3.connect(f"{address}?immutable=1", uri=True)) as source:
        source.backup(target)


def size_of(path: Path) -> int:
    """A file's bytes; 0 where it is gone, as SQLite's logs are at any moment that another process ends."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def rows_left(path: Path, query: str, patience: float) -> list[LedgerRow]:
    """What a query still gives of a damaged file, up to the first row that cannot be read."""
    rows: list[LedgerRow] = []
    with closing(sqlite3.connect(":memory:")) as copied:
        try:
            load_database(path, copied, patience)
            for row in copied.execute(query):
                rows.append(row)
        except (sqlite3.Error, UnicodeError):
            pass
    return rows


def tables_of(db: sqlite3.Connection) -> set[str]:
    """The names of a database's tables."""
    return {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def extent_in(read: Callable[[str], list[LedgerRow]], identity: str) -> LedgerExtent:
    """How far a ledger reaches, by what `read` returns to queries."""
    last = read("SELECT * FROM events ORDER BY id DESC LIMIT 1")
    counts = {table: int(read(f"SELECT count(*) FROM {table}")[0][0]) for table in KEPT}
    marks = tuple(
        (str(name), str(value)) for name, value in read("SELECT name, value FROM marks ORDER BY name")
    )
    return LedgerExtent(identity, last[0] if last else (), counts, marks)


def fault_in(
    db: sqlite3.Connection,
    version: int,
    columns: Iterable[str],
    moments: Callable[[LedgerRow], Iterable[datetime | None]],
) -> str:
    """What is wrong with a database that says it is a ledger of a version; "" where nothing is. Raises sqlite3.Error
    for what cannot be read at all."""
    if (said := str(db.execute("PRAGMA quick_check(1)").fetchone()[0])) != "ok":
        return said
    later = {"marks", "notices", "operator_notices"} if version == 1 else set[str]()
    if missing := ({*KEPT, "marks"} - later) - tables_of(db):
        return f"the table {', '.join(sorted(missing))} is missing"
    rows = db.execute(f"SELECT {', '.join(columns)} FROM deliveries")
    return _first_unreadable(rows, db.execute("SELECT edition, at FROM occurrences"), moments)


def _first_unreadable(
    deliveries: Iterable[LedgerRow],
    occurrences: Iterable[LedgerRow],
    moments: Callable[[LedgerRow], Iterable[datetime | None]],
) -> str:
    """What is wrong with the first row that cannot be read; "" where all can. `moments` reads a delivery and returns
    its times, or raises ValueError or TypeError."""
    for row in deliveries:
        try:
            naive = any(moment is not None and moment.tzinfo is None for moment in moments(row))
        except (ValueError, TypeError) as error:
            return f"the row of {row[0]} to {row[1]} cannot be read: {error}"
        if naive:
            return f"the row of {row[0]} to {row[1]} has a time without a zone"
    for edition, at in occurrences:
        try:
            moment = datetime.fromisoformat(at)
        except (ValueError, TypeError) as error:
            return f"an occurrence of {edition} cannot be read: {error}"
        if moment.tzinfo is None:
            return f"an occurrence of {edition} has no zone"
    return ""
