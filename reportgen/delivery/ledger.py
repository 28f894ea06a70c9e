"""The ledger: what became of every delivery, written down before and after each hand-over.

One SQLite file for a project (WAL, synchronous FULL): what it says survives a killed process and a lost power supply.
A delivery is one issue of an edition to one recipient; a corrected edition is the next issue.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from reportgen.errors import ReportgenError


class State(StrEnum):
    """Where a delivery stands.

    `sending` is written before the hand-over and stays only where that was cut short; `unknown` is a message that the
    server may have taken.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Delivery:
    """One row: which issue of which edition goes to whom, in which state since when, and what the server said last.

    `artifact` is the SHA-256 over the attached files, `numbers` that of the numbers.json they were made with; `due` is
    when a deferred one may be tried again. Times are in UTC.
    """

    edition: str
    recipient: str
    issue: int
    artifact: str
    language: str
    message_id: str
    numbers: str
    queued: datetime
    state: State = State.QUEUED
    attempts: int = 0
    changed: datetime | None = None
    due: datetime | None = None
    said: str = ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What names the row."""
        return self.edition, self.recipient, self.issue


class LedgerError(ReportgenError):
    """The ledger cannot be read or written; nothing may be sent that cannot be written down."""


_VERSION: Final = 2
_SCHEMA: Final = """
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
# What each version has that the one before had not.
_ADDED: Final = {
    2: """
CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE operator_notices (
  id INTEGER PRIMARY KEY, edition TEXT NOT NULL, cause TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
  operator TEXT NOT NULL, sender TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, message BLOB NOT NULL,
  queued TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, changed TEXT, due TEXT, said TEXT NOT NULL
) STRICT;
"""
}
_COLUMNS: Final = tuple(Delivery.__dataclass_fields__)
_KEY: Final = "edition = ? AND recipient = ? AND issue = ?"
LedgerStatement = tuple[str, tuple[Any, ...]]


class Ledger:
    """An open ledger. Every method raises LedgerError where the file cannot be read or written."""

    def __init__(self, path: Path | str) -> None:
        try:
            self._db = sqlite3.connect(path, timeout=60, isolation_level=None)
            self._db.execute("PRAGMA synchronous = FULL")
            if self._value("PRAGMA journal_mode") != "wal":
                self._db.execute("PRAGMA journal_mode = WAL")
            if self._value("PRAGMA user_version") < _VERSION:
                self._upgrade()
            if (version := self._value("PRAGMA user_version")) != _VERSION:
                raise LedgerError(f"{path} is a ledger of version {version}; this program knows {_VERSION}")
        except sqlite3.Error as error:
            raise _failed(error) from error

    @classmethod
    def copy(cls, path: Path) -> Ledger:
        """A copy in memory of what the file says, or an empty ledger: for looking and for trying out."""
        copied = cls(":memory:")
        if path.exists():
            with cls(path) as original:
                original._db.backup(copied._db)
        return copied

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- writing

    def enqueue(self, delivery: Delivery) -> None:
        """Write a new delivery down, and close those of former issues that never went out. What stands there already is
        left as it is."""
        closed = "superseded by a newer issue before it went out"
        waiting = (State.QUEUED, State.DEFERRED)
        older = "edition = ? AND recipient = ? AND issue < ? AND state IN (?, ?)"
        self._write([
            (f"INSERT OR IGNORE INTO deliveries ({', '.join(_COLUMNS)}) VALUES ({_marks(_COLUMNS)})",
             _values(delivery)),
            ("INSERT INTO events (at, edition, recipient, issue, state, said)"
             f" SELECT ?, edition, recipient, issue, ?, ? FROM deliveries WHERE {older}",
             (_stamp(delivery.queued), State.REFUSED, closed, *delivery.key, *waiting)),
            (f"UPDATE deliveries SET state = ?, said = ?, due = NULL, changed = ? WHERE {older}",
             (State.REFUSED, closed, _stamp(delivery.queued), *delivery.key, *waiting)),
        ])  # fmt: skip

    def begin(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Write down that the hand-over begins, and return the row; None where it is no longer as it was read."""
        attempts = delivery.attempts + 1
        begun = self._change(delivery, State.SENDING, "", now, None, attempts)
        return replace(delivery, state=State.SENDING, attempts=attempts) if begun else None

    def settle(
        self, delivery: Delivery, state: State, said: str, now: datetime, due: datetime | None = None
    ) -> bool:
        """Write down what became of a delivery; False where the row is no longer as it was read."""
        return self._change(delivery, state, said, now, due, delivery.attempts)

    def _change(
        self, row: Delivery, state: State, said: str, now: datetime, due: datetime | None, attempts: int
    ) -> bool:
        done = self._write([
            (f"UPDATE deliveries SET state = ?, said = ?, changed = ?, due = ?, attempts = ?"
             f" WHERE {_KEY} AND state = ? AND attempts = ?",
             (state, said, _stamp(now), _stamp(due), attempts, *row.key, row.state, row.attempts)),
            ("INSERT INTO events (at, edition, recipient, issue, state, said) SELECT ?, ?, ?, ?, ?, ?"
             " WHERE changes() = 1", (_stamp(now), *row.key, state, said)),
        ])  # fmt: skip
        return done == 1

    def keep_numbers(self, digest: str, document: bytes) -> None:
        """Keep a numbers.json, which a correction will be compared with."""
        self._write([("INSERT OR IGNORE INTO numbers VALUES (?, ?)", (digest, document))])

    def mark_done(self, edition: str, at: datetime, now: datetime, said: str) -> None:
        """Write down that a scheduled occurrence was carried out; the first to say so stands."""
        values = (edition, _stamp(at), _stamp(now), said)
        self._write([("INSERT OR IGNORE INTO occurrences VALUES (?, ?, ?, ?)", values)])

    def mark(self, name: str, value: str) -> None:
        """Write down a word under a name; what stood there is forgotten."""
        self._write([("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))])

    # ---- reading

    def marked(self, name: str) -> str:
        """What was written down under a name last; "" where nothing was."""
        rows = self._read("SELECT value FROM marks WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def done(self, edition: str) -> frozenset[datetime]:
        """The scheduled occurrences of an edition that were carried out."""
        rows = self._read("SELECT at FROM occurrences WHERE edition = ?", (edition,))
        return frozenset(datetime.fromisoformat(row[0]) for row in rows)

    def deliveries(self, edition: str | None = None) -> tuple[Delivery, ...]:
        """Every delivery of an edition, or of all; in the order of editions, recipients and issues."""
        where, values = ("WHERE edition = ?", (edition,)) if edition is not None else ("", ())
        return self._rows(f"{where} ORDER BY edition, recipient, issue", values)

    def issues(self, edition: str, recipient: str) -> tuple[Delivery, ...]:
        """The deliveries of an edition to one recipient, the newest first."""
        return self._rows("WHERE edition = ? AND recipient = ? ORDER BY issue DESC", (edition, recipient))

    def numbers(self, digest: str) -> bytes | None:
        """A numbers.json that was kept."""
        rows = self._read("SELECT document FROM numbers WHERE digest = ?", (digest,))
        return bytes(rows[0][0]) if rows else None

    def events(self, edition: str) -> tuple[tuple[str, ...], ...]:
        """Everything that was written down of an edition: time, recipient, issue, state, what was said."""
        query = "SELECT at, recipient, issue, state, said FROM events WHERE edition = ? ORDER BY id"
        return tuple(tuple(map(str, row)) for row in self._read(query, (edition,)))

    # ---- for the modules that keep tables of their own

    def read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._read(query, values)

    def write(self, *statements: LedgerStatement) -> int:
        """Carry out statements in one transaction; how many rows the first of them changed."""
        return self._write(statements)

    # ---- the file

    def _rows(self, tail: str, values: tuple[Any, ...]) -> tuple[Delivery, ...]:
        rows = self._read(f"SELECT {', '.join(_COLUMNS)} FROM deliveries {tail}", values)
        return tuple(_delivery(row) for row in rows)

    def _read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _failed(error) from error

    def _value(self, query: str) -> Any:
        return self._db.execute(query).fetchone()[0]

    def _upgrade(self) -> None:
        """Bring the file to this program's version, whatever it has: nothing, or what a former one wrote."""
        with self._transaction():
            version = self._value("PRAGMA user_version")
            missing = [_SCHEMA] if version == 0 else []
            missing += [added for since, added in _ADDED.items() if since > version]
            for statement in (one for schema in missing for one in schema.split(";")):
                self._db.execute(statement)
            if missing:
                self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _write(self, statements: Iterable[LedgerStatement]) -> int:
        """Carry out statements in one transaction; how many rows the first of them changed."""
        try:
            with self._transaction():
                counts = [self._db.execute(query, values).rowcount for query, values in statements]
        except sqlite3.Error as error:
            raise _failed(error) from error
        return counts[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise


def _failed(error: sqlite3.Error) -> LedgerError:
    return LedgerError(f"the ledger cannot be used: {error}; nothing is sent that cannot be written down")


def _marks(columns: Iterable[str]) -> str:
    return ", ".join("?" for _ in columns)


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")


def _values(delivery: Delivery) -> tuple[Any, ...]:
    said = (getattr(delivery, name) for name in _COLUMNS)
    return tuple(_stamp(value) if isinstance(value, datetime) else value for value in said)


def _delivery(row: tuple[Any, ...]) -> Delivery:
    said = dict(zip(_COLUMNS, row, strict=True))
    for name in ("queued", "changed", "due"):
        said[name] = datetime.fromisoformat(said[name]) if said[name] is not None else None
    return Delivery(**{**said, "state": State(said["state"])})
