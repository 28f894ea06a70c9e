"""Where dates are missing along a time axis."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.document.chart import Mark
from reportgen.exhibits.time_axis import gaps


def missing(dates: Sequence[float], months: int) -> list[int]:
    return sorted(gaps([Mark(str(at), 1.0, "1", at=at, months=months) for at in dates]))


def test_a_price_of_today_behind_those_of_the_ends_of_months_makes_no_gaps() -> None:
    assert missing([1, 2, 3, 4, 4.2], 0) == []
    assert missing([1, 2, 4, 5, 5.2], 0) == [2]


def test_periods_stand_apart_from_their_shortest_step_on() -> None:
    assert missing([0, 9, 12], 3) == [1]
    assert missing([0, 3, 6], 3) == []
