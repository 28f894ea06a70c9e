"""The ledger: what became of every delivery, written down before and after each hand-over.

One SQLite file for a project (WAL, synchronous FULL): what it says survives a killed process and a lost power supply.
A delivery is one issue of an edition to one recipient; a corrected edition is the next issue.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from reportgen.delivery.ledgers.examining import (
    ADDED_SCHEMAS,
    FIRST_SCHEMA,
    KEPT,
    LEDGER_VERSION,
    LedgerExtent,
    extent_in,
    fault_in,
    load_database,
    rows_left,
    tables_of,
)
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


class LedgerLocked(LedgerError):
    """Another process held the file for longer than `PATIENCE`."""


class LedgerDamaged(LedgerError):
    """The file is no ledger that can be relied on."""


class LedgerEmpty(LedgerError):
    """The file is a database and holds no ledger; `strange` where it holds something else."""

    def __init__(self, said: str, strange: bool) -> None:
        super().__init__(said)
        self.strange = strange


PATIENCE: Final = (
    10.0  # seconds for another process that holds the file; a step of reportgen takes milliseconds
)
IDENTITY: Final = "ledger"  # the mark with the ledger's id
_COLUMNS: Final = tuple(Delivery.__dataclass_fields__)
_KEY: Final = "edition = ? AND recipient = ? AND issue = ?"
LedgerStatement = tuple[str, tuple[Any, ...]]


class Ledger:
    """An open ledger. Every method raises LedgerError where the file cannot be read or written."""

    def __init__(self, path: Path | str) -> None:
        try:
            self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._db.execute("PRAGMA synchronous = FULL")
            if self._value("PRAGMA journal_mode") != "wal":
                self._db.execute("PRAGMA journal_mode = WAL")
            self._bring_up_to_date(path)
        except sqlite3.Error as error:
            raise _failed(error) from error

    @classmethod
    def copy(cls, path: Path) -> Ledger:
        """A copy in memory of what the file says, or an empty ledger: for looking and for trying out. The file is left
        as it is, whatever its version.

        Raises LedgerEmpty for a database without a ledger, LedgerDamaged for what cannot be relied on, LedgerLocked.
        """
        copied = cls(":memory:")
        if path.exists():
            try:
                load_database(path, copied._db, PATIENCE)
                copied._examine()
                copied._bring_up_to_date(path)
            except sqlite3.Error as error:
                raise _failed(error) from error
        return copied

    @staticmethod
    def left_in(path: Path) -> tuple[Delivery, ...]:
        """The rows of a damaged file that can still be read; which of them hold is for the caller to say."""
        read = []
        for row in rows_left(path, f"SELECT {', '.join(_COLUMNS)} FROM deliveries", PATIENCE):
            with suppress(ValueError, TypeError):
                read.append(_delivery(row))
        return tuple(read)

    def close(self) -> None:
        """Close the file, and `closing`."""
        self._db.close()
        self.closing.close()

    @cached_property
    def closing(self) -> ExitStack:
        """What is to be let go of when the file is closed."""
        return ExitStack()

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

    def try_writing(self) -> None:
        """Raise LedgerError where nothing could be written now."""
        self._write([("SELECT 1", ())])

    def identify(self, identity: str) -> str:
        """Give the ledger an id, unless it has one; the id that it has then."""
        self._write([("INSERT OR IGNORE INTO marks VALUES (?, ?)", (IDENTITY, identity))])
        return self.marked(IDENTITY)

    def take_notice(
        self, digest: str, row: Delivery, state: State, event: str, said: str, now: datetime
    ) -> bool:
        """Write down what a notice told of a delivery: `event` in its history, and `state`. False where that notice was
        read before, or the row is no longer as it was read."""
        return self._write([
            (f"INSERT OR IGNORE INTO notices SELECT ?, ? FROM deliveries WHERE {_KEY} AND state = ? AND attempts = ?",
             (digest, _stamp(now), *row.key, row.state, row.attempts)),
            ("INSERT INTO events (at, edition, recipient, issue, state, said) SELECT ?, ?, ?, ?, ?, ?"
             " WHERE changes() = 1", (_stamp(now), *row.key, event, said)),
            (f"UPDATE deliveries SET state = ?, said = ?, changed = ?, due = NULL WHERE {_KEY} AND state <> ?"
             " AND changes() = 1", (state, said, _stamp(now), *row.key, state)),
        ]) == 1  # fmt: skip

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

    def noticed(self, digest: str) -> bool:
        """True where a notice was read before."""
        return bool(self._read("SELECT 1 FROM notices WHERE digest = ?", (digest,)))

    def extent(self) -> LedgerExtent:
        """How far the ledger reaches."""
        return extent_in(lambda query: self._read(query, ()), self.marked(IDENTITY))

    def reaches(self, former: LedgerExtent) -> bool:
        """True where everything that `former` tells of is in this ledger, too: it is no older state of it."""
        counts, last = self.extent().counts, former.last
        if any(counts[table] < former.counts[table] for table in KEPT):
            return False
        return not last or self._read("SELECT * FROM events WHERE id = ?", last[:1]) == [last]

    # ---- for the modules that keep tables of their own

    def read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        return self._read(query, values)

    def write(self, *statements: LedgerStatement) -> int:
        """Carry out statements in one transaction; how many rows the first of them changed."""
        return self._write(statements)

    # ---- the file

    def save(self, path: Path) -> None:
        """Write the whole ledger into a file of its own, without a log beside it. What stands there is replaced."""
        try:
            with closing(sqlite3.connect(path, timeout=PATIENCE)) as target:
                self._db.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise _failed(error) from error

    def _examine(self) -> None:
        """Hold what was loaded against what a ledger is. Raises LedgerEmpty or LedgerDamaged."""
        tables = tables_of(self._db)
        version = self._value("PRAGMA user_version")
        if version == 0:
            what = f"it holds {', '.join(sorted(tables)[:5])}" if tables else "it holds no table"
            raise LedgerEmpty(what, bool(tables))
        if version > LEDGER_VERSION:
            return
        if said := fault_in(self._db, version, _COLUMNS, _moments):
            raise LedgerDamaged(said)

    def _bring_up_to_date(self, path: Path | str) -> None:
        if self._value("PRAGMA user_version") < LEDGER_VERSION:
            self._upgrade()
        if (version := self._value("PRAGMA user_version")) != LEDGER_VERSION:
            raise LedgerError(f"{path} is a ledger of version {version}; this program knows {LEDGER_VERSION}")

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
        """Bring the file to this program's version, whatever it has."""
        with self._transaction():
            version = self._value("PRAGMA user_version")
            missing = [FIRST_SCHEMA] if version == 0 else []
            missing += [added for since, added in ADDED_SCHEMAS.items() if since > version]
            for statement in (one for schema in missing for one in schema.split(";")):
                self._db.execute(statement)
            if missing:
                self._db.execute(f"PRAGMA user_version = {LEDGER_VERSION}")

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
    name = getattr(error, "sqlite_errorname", None) or ""
    kind = LedgerLocked if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) else LedgerError
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or "no such column" in str(error):
        kind = LedgerDamaged
    return kind(f"the ledger cannot be used: {error}; nothing is sent that cannot be written down")


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


def _moments(row: tuple[Any, ...]) -> tuple[datetime | None, ...]:
    read = _delivery(row)
    return read.queued, read.changed, read.due
