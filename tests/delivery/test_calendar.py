"""When an edition is due: cases worked out by hand, a slow second opinion, and any sequence of clock readings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.delivery.plans.plan_scalars import read_moment
from reportgen.delivery.plans.planned import Schedule
from reportgen.delivery.schedules.calendar import DueVerdict, decide, occurrences
from reportgen.delivery.schedules.wall_clock import first_moment

ZONES: Final = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Taipei")
DAY: Final = timedelta(days=1)
LONG_AGO: Final = date(2020, 1, 1)


def plan(zone: str = "UTC", at: str = "06:00", **more: Any) -> Schedule:
    said = {
        "not_before": time.fromisoformat(at), "embargo": None, "weekdays": (), "month_days": (), "catch_up": "once",
        "max_age": None, "approvals": 0,
    }  # fmt: skip
    return Schedule(zone=ZoneInfo(zone), **(said | more))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def coming(schedule: Schedule, after: str, count: int) -> list[str]:
    found = islice(occurrences(schedule, LONG_AGO, utc(after)), count)
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in found]


# ---- worked out by hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/London", "2026-03-28", "06:00", "2026-03-28 06:00"),
        ("Europe/London", "2026-03-29", "06:00", "2026-03-29 05:00"),
        ("Europe/London", "2026-03-29", "01:30", "2026-03-29 01:00"),  # left out: 01:00 to 02:00
        ("Europe/London", "2026-03-29", "01:00", "2026-03-29 01:00"),
        ("Europe/London", "2026-03-29", "02:00", "2026-03-29 01:00"),
        ("Europe/London", "2026-10-25", "01:30", "2026-10-25 00:30"),  # twice: the first
        ("Europe/London", "2026-10-25", "02:00", "2026-10-25 02:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08 07:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30"),
        ("America/New_York", "2026-11-01", "06:00", "2026-11-01 11:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30"),  # half an hour is left out
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45"),  # and comes twice
        ("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04 15:30"),
        ("Asia/Taipei", "2026-03-29", "06:00", "2026-03-28 22:00"),
        ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04 03:00"),  # a day without a midnight
        ("America/Nuuk", "2025-03-29", "23:30", "2025-03-30 01:00"),  # the change leads into the next day
        ("Pacific/Apia", "2011-12-30", "06:00", None),  # a day that never was
    ],
)
def test_the_first_moment_of_a_time_of_day(zone: str, day: str, at: str, moment: str | None) -> None:
    found = first_moment(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == (utc(moment) if moment else None)


def test_weekdays_and_days_of_the_month() -> None:
    working = plan("Europe/London", weekdays=(0, 1, 2, 3, 4))
    assert coming(working, "2026-03-27 06:00", 2) == ["2026-03-30 05:00", "2026-03-31 05:00"]
    last = plan(month_days=(31,))
    assert coming(last, "2026-01-31 06:00", 2) == ["2026-03-31 06:00", "2026-05-31 06:00"]
    first_monday = plan(weekdays=(0,), month_days=tuple(range(1, 8)))
    assert coming(first_monday, "2026-01-01 00:00", 3) == [
        "2026-01-05 06:00",
        "2026-02-02 06:00",
        "2026-03-02 06:00",
    ]


def test_an_embargo_holds_its_day_back_and_rules_out_those_before() -> None:
    taipei = ZoneInfo("Asia/Taipei")
    daily = plan("Asia/Taipei", embargo=datetime(2026, 2, 6, 8, 30, tzinfo=taipei))
    assert coming(daily, "2026-01-01 00:00", 2) == ["2026-02-06 00:30", "2026-02-06 22:00"]
    early = plan("Asia/Taipei", embargo=datetime(2026, 2, 6, 5, 30, tzinfo=taipei))
    assert coming(early, "2026-01-01 00:00", 1) == ["2026-02-05 22:00"]
    weekly = plan("Asia/Taipei", embargo=datetime(2026, 2, 6, 8, 30, tzinfo=taipei), weekdays=(0,))
    assert coming(weekly, "2026-01-01 00:00", 1) == ["2026-02-08 22:00"]


def test_an_embargo_alone_is_the_only_occurrence() -> None:
    alone = plan(not_before=None, embargo=datetime(2026, 2, 6, 5, 30, tzinfo=ZoneInfo("UTC")))
    assert coming(alone, "2026-01-01 00:00", 9) == ["2026-02-06 05:30"]
    assert decide(alone, LONG_AGO, [], utc("2026-02-06 05:29")).at == utc("2026-02-06 05:30")
    assert decide(alone, LONG_AGO, [], utc("2026-02-06 05:30")).verdict is DueVerdict.DUE
    assert decide(alone, LONG_AGO, [utc("2026-02-06 05:30")], utc("2026-03-01 00:00")).at is None


def test_without_a_schedule_nothing_is_due() -> None:
    assert (
        decide(plan(not_before=None), LONG_AGO, [], utc("2026-02-06 05:30")).verdict is DueVerdict.UNSCHEDULED
    )


def test_nothing_is_due_before_the_day_of_publication() -> None:
    day = date(2026, 2, 2)
    waiting = decide(plan("Asia/Taipei"), day, [], utc("2026-02-01 21:59"))
    assert (waiting.verdict, waiting.at) == (DueVerdict.WAITING, utc("2026-02-01 22:00"))
    assert decide(plan("Asia/Taipei"), day, [], utc("2026-02-01 22:00")).verdict is DueVerdict.DUE


@pytest.mark.parametrize(("catch_up", "verdict"), [("once", DueVerdict.DUE), ("skip", DueVerdict.WAITING)])
def test_what_was_missed_is_made_up_once_or_let_go(catch_up: str, verdict: DueVerdict) -> None:
    weekly = plan(weekdays=(0,), catch_up=catch_up)  # Mondays; it is Wednesday, after three that were missed
    found = decide(weekly, LONG_AGO, [utc("2026-01-26 06:00")], utc("2026-02-18 12:00"))
    assert (found.verdict, found.at) == (
        verdict,
        utc("2026-02-16 06:00" if catch_up == "once" else "2026-02-23 06:00"),
    )
    assert decide(weekly, LONG_AGO, [], utc("2026-02-16 23:59")).verdict is DueVerdict.DUE


def test_a_clock_that_was_years_ahead_does_not_silence_an_edition() -> None:
    done = [utc("2036-02-16 06:00")]
    assert decide(plan(), LONG_AGO, done, utc("2026-02-16 07:00")).verdict is DueVerdict.DUE
    assert decide(plan(), LONG_AGO, done, utc("2036-02-16 07:00")).verdict is DueVerdict.WAITING


def test_a_clock_that_is_put_back_makes_nothing_due_that_a_later_one_made_up() -> None:
    done = [utc("2026-02-17 06:00")]  # Monday the 16th was missed, and made up on Tuesday
    assert decide(plan(), LONG_AGO, done, utc("2026-02-16 07:00")).verdict is DueVerdict.WAITING


def test_the_last_day_of_each_month() -> None:
    last = plan(month_end=True)
    assert coming(last, "2028-01-31 06:00", 3) == ["2028-02-29 06:00", "2028-03-31 06:00", "2028-04-30 06:00"]
    both = plan(month_days=(1,), month_end=True)
    assert coming(both, "2026-02-01 06:00", 2) == ["2026-02-28 06:00", "2026-03-01 06:00"]
    fridays = plan(month_end=True, weekdays=(4,))
    assert coming(fridays, "2026-01-01 06:00", 2) == ["2026-01-30 06:00", "2026-02-27 06:00"]


# ---- a slow second opinion ---------------------------------------------------------------------------------------

TIMES: Final = st.times().map(lambda at: at.replace(second=0, microsecond=0))
NEAR_A_CHANGE: Final = st.sampled_from(
    [date(2026, month, day) for month, day in ((3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1), (7, 1))]
)


@given(zone=st.sampled_from(ZONES), day=NEAR_A_CHANGE, at=TIMES)
def test_no_minute_before_shows_that_time_and_the_moment_does(zone: str, day: date, at: time) -> None:
    found = first_moment(day, at, ZoneInfo(zone))
    assert found is not None

    def shown(moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    wanted = datetime.combine(day, at)
    assert shown(found) >= wanted
    assert all(shown(found - timedelta(minutes=back)) < wanted for back in range(1, 5 * 60))


# ---- the moment at which an embargo ends -------------------------------------------------------------------------

# Zones without summer time, with it on both halves of the globe, by half an hour, at midnight; some lost a whole day.
MANY_ZONES: Final = (
    *ZONES, "America/Sao_Paulo", "America/Nuuk", "America/St_Johns", "Africa/Casablanca", "Africa/Cairo",
    "Asia/Tehran", "Asia/Gaza", "Asia/Kathmandu", "Europe/Dublin", "Pacific/Apia", "Pacific/Chatham",
    "Pacific/Kiritimati", "Pacific/Kwajalein", "Antarctica/Troll", "Asia/Pyongyang", "America/Caracas",
)  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "said", "moment"),
    [
        ("Europe/London", "2026-03-29 01:30", "2026-03-29 01:00"),  # left out: before it, it was still winter
        ("Europe/London", "2026-10-25 01:30", "2026-10-25 01:30"),  # twice: the later
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04 03:00"),
        ("Pacific/Apia", "2011-12-30 06:00", "2011-12-30 10:00"),  # with its whole day
        ("Asia/Taipei", "2026-02-06 05:30", "2026-02-05 21:30"),
    ],
)
def test_an_embargo_never_ends_before_the_wall_clock_shows_it(zone: str, said: str, moment: str) -> None:
    assert read_moment(said, ZoneInfo(zone)).astimezone(UTC) == utc(moment)


def changes_of(zone: ZoneInfo, year: int) -> list[datetime]:
    """The hours of a year before which the zone's offset changed."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(366 * 24)]
    return [
        after
        for before, after in pairwise(hours)
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
    ]


@given(data=st.data(), name=st.sampled_from(MANY_ZONES), year=st.integers(1990, 2037))
def test_from_its_end_on_no_clock_shows_less_than_the_embargo_says(
    data: st.DataObject, name: str, year: int
) -> None:
    zone = ZoneInfo(name)
    near = data.draw(st.sampled_from(changes_of(zone, year) or [datetime(year, 7, 1, tzinfo=UTC)]))
    wanted = near.replace(tzinfo=None) + timedelta(minutes=data.draw(st.integers(-30 * 60, 30 * 60)))
    found = read_moment(f"{wanted:%Y-%m-%d %H:%M}", zone).astimezone(UTC)

    def shown(moment: datetime) -> datetime:
        return moment.astimezone(zone).replace(tzinfo=None)

    assert all(shown(found + timedelta(minutes=ahead)) >= wanted for ahead in range(5 * 60))
    second = timedelta(seconds=1)
    assert shown(found - second) < wanted or shown(found - second) > shown(found)
    first = first_moment(wanted.date(), wanted.time(), zone)
    assert first is None or first <= found
    assert first is None or shown(first) >= wanted


# ---- any sequence of clock readings ------------------------------------------------------------------------------

START: Final = datetime(2026, 3, 1, tzinfo=UTC)
READINGS: Final = st.lists(
    st.integers(0, 60 * 24 * 250).map(lambda minutes: START + timedelta(minutes=minutes))
)
SCHEDULES: Final = st.builds(
    plan,
    zone=st.sampled_from(ZONES),
    at=TIMES.map(lambda at: f"{at:%H:%M}"),
    weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    month_days=st.sampled_from([(), (), (1, 15), (31,)]),
    month_end=st.booleans(),
    catch_up=st.sampled_from(["once", "skip"]),
    embargo=st.none() | st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 1), timezones=st.just(UTC)),
)


def fired(schedule: Schedule, readings: list[datetime]) -> list[datetime]:
    """What was carried out, in the order in which it was, by somebody who looks at these moments."""
    done: list[datetime] = []
    for now in readings:
        decision = decide(schedule, START.date(), done, now)
        if decision.verdict is DueVerdict.DUE:
            assert decision.at is not None
            assert decision.at <= now
            done.append(decision.at)
        elif decision.at is not None:
            assert decision.at > now
    return done


@settings(max_examples=settings.default.max_examples // 2)
@given(schedule=SCHEDULES, readings=READINGS)
def test_whatever_the_clock_does_each_occurrence_is_carried_out_once_at_most(
    schedule: Schedule, readings: list[datetime]
) -> None:
    done = fired(schedule, readings)
    assert len(set(done)) == len(done)
    listed = set(occurrences(schedule, START.date(), START - 3 * DAY))
    assert set(done) <= listed
    if schedule.embargo:
        assert all(moment >= schedule.embargo for moment in done)


@settings(max_examples=settings.default.max_examples // 2)
@given(schedule=SCHEDULES, readings=READINGS.map(sorted))
def test_of_what_was_missed_only_the_newest_is_made_up(schedule: Schedule, readings: list[datetime]) -> None:
    done = fired(schedule, readings)
    listed = list(occurrences(schedule, START.date(), START - 3 * DAY))
    assert done == sorted(done)
    for before, now in pairwise([START - DAY, *readings]):
        passed = [moment for moment in listed if before < moment <= now]
        assert set(passed) & set(done) <= set(passed[-1:])


@settings(max_examples=settings.default.max_examples // 13)
@given(schedule=SCHEDULES)
def test_somebody_who_looks_every_hour_misses_nothing(schedule: Schedule) -> None:
    hours = [START + timedelta(hours=hour, minutes=59) for hour in range(24 * 45)]
    listed = [
        moment for moment in occurrences(schedule, START.date(), START - 3 * DAY) if moment <= hours[-1]
    ]
    local = [moment.astimezone(schedule.zone) for moment in listed]
    late = [
        at for at in local if (at + timedelta(hours=1)).date() != at.date()
    ]  # let go at midnight by `skip`
    assert set(listed) - set(fired(schedule, hours)) <= ({*late} if schedule.catch_up == "skip" else set())
