"""The ledger and the rules of sending: what is written down when, and what follows from it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from delivery.kills import NOW, parcel

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.sending import (
    LONGEST_WAIT,
    SENDING_PATIENCE,
    Outcome,
    Parcel,
    deliver,
    is_due,
    wait_after,
)

ROW = parcel("ann@example.com").delivery
NOBODY: frozenset[State] = frozenset()


class Saying:
    """A transport that says what it is told, and notes what it was given."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes, self.given = list(outcomes), 0

    def hand_over(self, _: Parcel) -> Outcome:
        self.given += 1
        return self.outcomes.pop(0)

    def trace(self, _: Delivery) -> State | None:
        return None


def sent(ledger: Ledger, transport: Saying, now: datetime) -> Delivery:
    deliver([parcel("ann@example.com")], ledger, transport, lambda: now)
    return ledger.deliveries()[0]


def test_it_is_safe_against_a_lost_power_supply(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        assert ledger._value("PRAGMA journal_mode") == "wal"
        assert ledger._value("PRAGMA synchronous") == 2


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.enqueue(ROW)
        ledger.keep_numbers("d", b"{}")
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.deliveries("edition") == (ROW,)
        assert ledger.deliveries("other") == ()
        assert ledger.numbers("d") == b"{}"
        assert ledger.numbers("e") is None
    with Ledger.copy(tmp_path / "ledger.sqlite") as copied:
        assert copied.begin(ROW, NOW) is not None
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.deliveries() == (ROW,), "a rehearsal has written"


def test_of_two_that_read_the_same_row_one_begins(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as one, Ledger(tmp_path / "ledger.sqlite") as other:
        one.enqueue(ROW)
        other.enqueue(replace(ROW, artifact="another"))
        assert one.deliveries() == other.deliveries() == (ROW,)
        assert one.begin(ROW, NOW) == replace(ROW, state=State.SENDING, attempts=1)
        assert other.begin(ROW, NOW) is None
        assert not other.settle(ROW, State.SENT, "", NOW)
        assert [event[3] for event in one.events("edition")] == ["sending"]


def test_an_address_in_other_letters_is_the_same_reader() -> None:
    with Ledger(":memory:") as ledger:
        ledger.enqueue(ROW)
        ledger.enqueue(replace(ROW, recipient="Ann@Example.com"))
        assert ledger.deliveries() == (ROW,)
        assert ledger.issues("edition", "ANN@example.com") == (ROW,)


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.enqueue(ROW)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as database:
        database.execute("PRAGMA user_version = 7")
    database.close()
    with pytest.raises(LedgerError, match="version 7"):
        Ledger(tmp_path / "ledger.sqlite")


def test_what_is_no_ledger_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_text("this is no database, whatever its name says" * 100)
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "ledger.sqlite")


def test_a_ledger_that_cannot_be_written_sends_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger._db.execute("PRAGMA query_only = ON")
        transport = Saying(Outcome(State.SENT, "250"))
        with pytest.raises(LedgerError, match="nothing is sent that cannot be written down"):
            sent(ledger, transport, NOW)
        assert transport.given == 0


# ---- what follows from an outcome --------------------------------------------------------------------------------


def test_waits_double_from_half_an_hour_to_eight_hours() -> None:
    hours = [wait_after(attempts) / timedelta(hours=1) for attempts in range(1, 8)]
    assert hours == [0.5, 1, 2, 4, 8, 8, 8]
    assert wait_after(10_000) == LONGEST_WAIT


def test_a_deferred_delivery_is_tried_for_five_days_and_then_given_up() -> None:
    transport = Saying(*[Outcome(State.DEFERRED, "451 later")] * 100)
    now, tries = NOW, 0
    with Ledger(":memory:") as ledger:
        while (row := sent(ledger, transport, now)).state is State.DEFERRED:
            assert row.due is not None
            early = sent(ledger, transport, row.due - timedelta(seconds=1))
            assert early == row, "tried before its time"
            now, tries = row.due, tries + 1
        assert row.state is State.REFUSED
        assert row.said == f"given up after {tries + 1} attempts in 5 days: 451 later"
        assert SENDING_PATIENCE <= now - NOW < SENDING_PATIENCE + LONGEST_WAIT
        assert sent(ledger, transport, now + timedelta(days=9)) == row
    assert transport.given == tries + 1


@pytest.mark.parametrize("state", [State.SENT, State.REFUSED, State.UNKNOWN])
def test_what_is_settled_is_never_tried_again_by_itself(state: State) -> None:
    transport = Saying(Outcome(state, "said"), Outcome(State.SENT, "250"))
    with Ledger(":memory:") as ledger:
        row = sent(ledger, transport, NOW)
        assert (row.state, row.said) == (state, "said")
        assert sent(ledger, transport, NOW + timedelta(days=3)) == row
        assert transport.given == 1


def test_a_clock_that_was_put_back_does_not_keep_anybody_waiting() -> None:
    row = replace(ROW, state=State.DEFERRED, due=datetime(2027, 2, 6, tzinfo=UTC))
    assert is_due(row, NOW, NOBODY)
    assert not is_due(replace(row, due=NOW + timedelta(minutes=30)), NOW, NOBODY)


def test_a_server_that_is_down_is_asked_once() -> None:
    transport = Saying(Outcome(State.DEFERRED, "no connection", halts=True))
    with Ledger(":memory:") as ledger:
        faults = deliver(
            [parcel("ann@example.com"), parcel("ben@example.com")], ledger, transport, lambda: NOW
        )
        assert faults == []
        assert [row.state for row in ledger.deliveries()] == [State.DEFERRED, State.QUEUED]


def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.enqueue(ROW)
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE marks")
        file.execute("DROP TABLE operator_notices")
        file.execute("PRAGMA user_version = 1")
    file.close()
    with Ledger(path) as ledger:
        ledger.mark("a", "b")
        ledger.mark("a", "c")
        assert (ledger.marked("a"), ledger.marked("b")) == ("c", "")
        assert [row.key for row in ledger.deliveries()] == [ROW.key]
