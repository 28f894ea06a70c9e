"""Trading days: an exchange's holidays against each kind of schedule, and the end of what its calendar knows."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import TINY

from reportgen import cli
from reportgen.delivery import environment
from reportgen.delivery.plans.plan import read_outline
from reportgen.delivery.plans.planned import Schedule
from reportgen.delivery.schedules.calendar import (
    DueVerdict,
    UnknownTradingDay,
    decide,
    every_day,
    occurrences,
)
from reportgen.delivery.schedules.trading_days import TradingDays, _around_month, trading_days
from reportgen.errors import MachineLacks

DAY = timedelta(days=1)
LONG_AGO = date(2020, 1, 1)


def plan(**more: Any) -> Schedule:
    said = {
        "not_before": time(6), "embargo": None, "weekdays": (), "month_days": (), "catch_up": "once",
        "max_age": None, "approvals": 0, "calendar": "XTAI",
    }  # fmt: skip
    return Schedule(zone=ZoneInfo("UTC"), **(said | more))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def open_but(*closed: str) -> TradingDays:
    """An exchange that to the end of 2026 is closed at weekends and on some days."""
    every = (date(2025, 11, 1) + number * DAY for number in range(61 + 365))
    holidays = {date.fromisoformat(day) for day in closed}
    days = frozenset(day for day in every if day.weekday() < 5 and day not in holidays)
    return TradingDays(date(2025, 11, 1), date(2026, 12, 31), days)


def days(schedule: Schedule, after: str, count: int, *closed: str) -> list[str]:
    found = islice(occurrences(schedule, LONG_AGO, utc(after), open_but(*closed)), count)
    return [f"{moment:%m-%d}" for moment in found]


# ---- each kind of schedule ---------------------------------------------------------------------------------------


def test_a_calendar_alone_makes_every_trading_day_due() -> None:
    alone = plan(not_before=None)
    assert days(alone, "2026-01-01 12:00", 3, "2026-01-05") == ["01-02", "01-06", "01-07"]


def test_weekdays_leave_the_holiday_out() -> None:
    assert days(plan(weekdays=(0,)), "2026-01-01 12:00", 2, "2026-01-05") == ["01-12", "01-19"]


def test_a_day_of_the_month_on_a_holiday_moves_to_the_next_trading_day() -> None:
    first = plan(month_days=(1,))
    assert days(first, "2026-01-15 12:00", 3, "2026-02-02") == [
        "02-03",
        "03-02",
        "04-01",
    ]  # 1 February is a Sunday
    last = plan(month_days=(30,))
    assert days(last, "2026-05-15 12:00", 1) == ["06-01"]  # 30 May is a Saturday: into the next month


def test_where_two_days_meet_there_is_one_occurrence() -> None:
    assert days(plan(month_days=(1, 2)), "2026-01-15 12:00", 2) == ["02-02", "03-02"]
    both = plan(month_days=(31,), month_end=True)
    assert days(both, "2026-01-15 12:00", 2) == ["01-30", "02-02"]  # 31 January is a Saturday


def test_last_is_the_last_trading_day() -> None:
    last = plan(month_end=True)
    assert days(last, "2026-01-15 12:00", 3, "2026-03-31", "2026-03-30") == ["01-30", "02-27", "03-27"]
    fridays = plan(month_end=True, weekdays=(4,))
    assert days(fridays, "2026-01-15 12:00", 2, "2026-02-27") == ["01-30", "02-20"]


def test_a_window_of_days_is_moved_as_a_whole() -> None:
    monday = plan(weekdays=(0,), month_days=tuple(range(1, 8)))
    assert days(monday, "2026-01-15 12:00", 2) == ["02-02", "03-02"]
    assert days(monday, "2026-01-15 12:00", 2, "2026-02-02") == ["02-09", "03-02"]
    working = plan(weekdays=(0, 1, 2, 3, 4), month_days=(1,))
    assert days(working, "2026-01-15 12:00", 2) == ["02-02", "03-02"]


def test_a_weekday_is_no_holiday_that_would_move_anything() -> None:
    friday = plan(weekdays=(4,), month_days=(13,))
    assert days(friday, "2026-01-01 12:00", 2) == ["02-13", "03-13"]  # 13 January is a Tuesday, and open


def test_an_embargo_on_a_holiday_waits_for_the_next_trading_day() -> None:
    held = plan(embargo=utc("2026-01-05 09:00"))
    assert days(held, "2026-01-01 12:00", 2) == ["01-05", "01-06"]
    moments = list(islice(occurrences(held, LONG_AGO, utc("2026-01-01 12:00"), open_but()), 1))
    assert moments == [utc("2026-01-05 09:00")]
    assert days(held, "2026-01-01 12:00", 2, "2026-01-05") == ["01-06", "01-07"]


@settings(max_examples=settings.default.max_examples // 2)
@given(
    closed=st.sets(st.integers(0, 364), max_size=60),
    chosen=st.sets(st.integers(1, 31), max_size=3),
    month_end=st.booleans(),
)
def test_no_month_is_lost_and_no_day_is_a_holiday(
    closed: set[int], chosen: set[int], month_end: bool
) -> None:
    is_open = open_but(*(f"{date(2026, 1, 1) + number * DAY}" for number in closed))
    schedule = plan(month_days=tuple(sorted(chosen)), month_end=month_end)
    found = []
    try:
        for moment in occurrences(schedule, LONG_AGO, utc("2026-03-01 00:00"), is_open):
            found.append(moment.date())
    except UnknownTradingDay:
        pass
    assert all(is_open(day) for day in found)
    assert len(set(found)) == len(found)
    for month in range(4, 12):
        for number in chosen:
            if number > 28:
                continue
            day = date(2026, month, number)
            ahead = next((day + step * DAY for step in range(30) if is_open(day + step * DAY)), None)
            assert ahead is None or ahead in found
        of_month = [
            date(2026, month, number) for number in range(1, 31) if is_open(date(2026, month, number))
        ]
        if month_end and of_month and not (month in (5, 7, 8, 10) and is_open(date(2026, month, 31))):
            assert of_month[-1] in found


# ---- what the library knows --------------------------------------------------------------------------------------


def test_the_lunar_new_year_in_taipei() -> None:
    is_open = trading_days("XTAI", date(2026, 2, 1))
    assert is_open(date(2026, 2, 24))
    assert not is_open(date(2026, 2, 17))
    found = islice(occurrences(plan(), LONG_AGO, utc("2026-02-10 12:00"), is_open), 30)
    skipped = [later - former for former, later in pairwise(found) if later - former > 4 * DAY]
    assert skipped, "the exchange is closed for more than a weekend"


def test_other_names_are_names() -> None:
    assert trading_days("NYSE", date(2026, 7, 1)).days == trading_days("XNYS", date(2026, 7, 1)).days


def test_a_calendar_that_the_library_cannot_make_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its versions and those of pandas do not all go together."""
    library = import_module("exchange_calendars")

    def failing(*_: object, **__: object) -> object:
        raise NotImplementedError("implemented by subclasses")

    monkeypatch.setattr(library, "get_calendar", failing)
    _around_month.cache_clear()
    with pytest.raises(MachineLacks, match="XTAI"):
        trading_days("XTAI", date(2026, 2, 1))


def test_beyond_its_calendar_nothing_is_guessed() -> None:
    is_open = open_but()
    asked = (plan(), LONG_AGO, [utc("2026-12-31 06:00")])
    waiting = decide(*asked, utc("2026-12-31 07:00"), is_open)
    assert (waiting.verdict, waiting.at, waiting.unknown) == (DueVerdict.WAITING, None, date(2027, 1, 1))
    with pytest.raises(UnknownTradingDay):
        decide(*asked, utc("2027-01-01 07:00"), is_open)


def outline(data: bytes, more: str) -> tuple[Any, list[tuple[str, str]]]:
    read, findings = read_outline(data + more.encode(), "delivery.yaml")
    return read, [(finding.code, finding.message + finding.mend) for finding in findings]


def test_a_name_that_nobody_knows_is_said_with_the_nearest(project: Path) -> None:
    data = (project / "data" / TINY / "delivery.yaml").read_bytes()
    read, found = outline(data, "calendar: XTIA\n")
    assert read is None
    ((code, said),) = found
    assert code == "RG904"
    assert "XTAI" in said.split("nearest:")[1]
    read, found = outline(data, "calendar: XTAI\n")
    assert (read.schedule.calendar, found) == ("XTAI", [])


@pytest.mark.parametrize(
    ("written", "days_", "end"),
    [("last", (), True), ("[last]", (), True), ("[1, last]", (1,), True), ("15", (15,), False),
     ("[30, last]", (30,), True), ("[28, 29, 30, 31]", (28, 29, 30, 31), False)],
)  # fmt: skip
def test_days_of_the_month(project: Path, written: str, days_: tuple[int, ...], end: bool) -> None:
    data = (project / "data" / TINY / "delivery.yaml").read_bytes()
    read, found = outline(data, f"month-days: {written}\n")
    assert found == []
    assert (read.schedule.month_days, read.schedule.month_end) == (days_, end)


@pytest.mark.parametrize(
    ("written", "code"),
    [("[31]", "RG925"), ("[15, 30]", "RG925"), ("[0]", "RG904"), ("[32]", "RG904"), ("first", "RG904")],
)
def test_days_that_are_none(project: Path, written: str, code: str) -> None:
    data = (project / "data" / TINY / "delivery.yaml").read_bytes()
    read, found = outline(data, f"month-days: {written}\n")
    assert read is None
    assert [one for one, _ in found] == [code]
    assert "last" in found[0][1]


# ---- two months of mornings --------------------------------------------------------------------------------------

MORNINGS = [  # zone, exchange, from when on, and on which days; February to March has holidays and changes of clocks
    ("Asia/Taipei", "XTAI", "06:00", {}),
    ("Asia/Taipei", "XTAI", "06:00", {"month_end": True}),
    ("Asia/Tokyo", "XTKS", "05:30", {"weekdays": (0, 2, 4)}),
    ("Asia/Tokyo", "", "05:30", {"month_days": (1, 15)}),
    ("Europe/London", "XLON", "01:30", {}),
    ("Europe/London", "XLON", "07:00", {"month_days": (1,), "month_end": True}),
    ("America/New_York", "XNYS", "02:30", {}),
    ("America/New_York", "XNYS", "16:30", {"month_days": (15, 16)}),
    ("Australia/Sydney", "XASX", "06:00", {"weekdays": (0,), "month_days": (1, 2, 3, 4, 5, 6, 7)}),
    ("Australia/Sydney", "", "02:30", {"month_end": True}),
]
OUTAGE = (datetime(2026, 2, 13, 12, tzinfo=UTC), datetime(2026, 2, 14, 2, tzinfo=UTC))


@pytest.mark.parametrize(("zone", "exchange", "at", "more"), MORNINGS)
def test_two_months_of_mornings(zone: str, exchange: str, at: str, more: dict[str, Any]) -> None:
    """Somebody who looks every half hour, but for an outage: each day of the schedule once, none before the wall clock
    shows its time, none on a holiday, and each within half an hour unless nobody looked."""
    begin, end = datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC)
    is_open = trading_days(exchange, date(2026, 3, 1)) if exchange else every_day
    schedule = replace(
        plan(calendar=exchange, not_before=time.fromisoformat(at), **more), zone=ZoneInfo(zone)
    )
    done: list[datetime] = []
    seen: list[date] = []
    for step in range(int((end - begin) / timedelta(minutes=30))):
        now = begin + step * timedelta(minutes=30)
        decision = decide(schedule, date(2026, 2, 1), done, now, is_open)
        if OUTAGE[0] <= now < OUTAGE[1] or decision.verdict is not DueVerdict.DUE:
            continue
        assert decision.at is not None
        shown = now.astimezone(schedule.zone)
        assert (
            shown.time() >= time.fromisoformat(at)
            or shown.date() > decision.at.astimezone(schedule.zone).date()
        )
        assert now - decision.at < timedelta(minutes=30) or now == OUTAGE[1]
        done.append(decision.at)
        seen.append(decision.at.astimezone(schedule.zone).date())
    assert len(set(seen)) == len(seen)
    assert not exchange or all(is_open(day) for day in seen)
    listed = [one for one in occurrences(schedule, date(2026, 2, 1), begin - DAY, is_open) if one < end]
    assert set(done) <= set(listed)
    assert all(OUTAGE[0] - DAY <= one < OUTAGE[1] for one in set(listed) - set(done))
    assert len(set(listed) - set(done)) <= 1


# ---- the command -------------------------------------------------------------------------------------------------


def with_calendar(project: Path, name: str) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8") + f"calendar: {name}\n", "utf-8")


def test_due_says_the_next_trading_day(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_calendar(project, "XTAI")
    monkeypatch.setattr(environment, "now", lambda: utc("2026-02-01 12:00"))
    assert cli.main(["due", "--dry-run"]) == 0
    assert capsys.readouterr().out == f"{TINY}: not due; next 2026-02-02 06:00 Asia/Taipei\n"
    with environment.open_ledger(project / "output", rehearsal=False) as ledger:
        ledger.mark_done(TINY, utc("2026-02-12 22:00"), utc("2026-02-12 22:00"), "sent")
    monkeypatch.setattr(environment, "now", lambda: utc("2026-02-13 12:00"))
    assert cli.main(["due", "--dry-run"]) == 0
    assert "next 2026-02-2" in capsys.readouterr().out  # after the lunar new year


def test_due_stops_where_the_calendar_ends(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_calendar(project, "XSHG")
    last = trading_days("XSHG", date(2026, 2, 2)).last
    beyond = datetime.combine(last + timedelta(days=20), time(12), UTC)
    monkeypatch.setattr(environment, "now", lambda: beyond)
    if trading_days("XSHG", beyond.date()).last > beyond.date():
        pytest.skip("the library has learned of another year")
    assert cli.main(["due"]) == 1
    said = capsys.readouterr().err
    assert "RG926" in said
    assert "XSHG" in said
    assert "--upgrade" in said


def test_without_the_extra_it_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_calendar(project, "XTAI")
    monkeypatch.setitem(sys.modules, "exchange_calendars", None)
    assert cli.main(["due", "--dry-run"]) == 3
    assert "pip install '.[calendars]' in reportgen's folder" in capsys.readouterr().err
