"""The values of a record: what was written, by value and interval alone."""

from __future__ import annotations

import pytest

from reportgen.comparing.recorded_values import recorded_quantity
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import parse_quantity
from reportgen.figures.display import exact, show
from reportgen.figures.number_style import NumberStyle

STYLE = NumberStyle("en", units={"towers": " towers"})


@pytest.mark.parametrize("qualifier", ["", "about", "over"])
@pytest.mark.parametrize(
    "text",
    [
        "213.4 bn USD", "12,820 m JPY", "31.00 JPY/share", "-310 m USD", "35.2%", "120 bps", "1,200 towers",
        "156 GBX/share",
    ],
)  # fmt: skip
def test_what_was_written_is_found_again(qualifier: str, text: str) -> None:
    written = parse_quantity(f"{qualifier} {text}".strip(), ("towers",))
    closed = Interval(written.interval.low, written.interval.high)
    value = exact(written, machine=True)
    found = recorded_quantity(value, closed, str(written.unit), frozenset({qualifier}))
    assert found is not None and found.written and written.written
    assert (found.point, found.written.qualifier) == (written.point, qualifier)
    if qualifier != "over":  # of a bound, nothing tells how many zeros of it were meant
        assert found.written == written.written
        assert show(found, STYLE, full=True) == show(written, STYLE, full=True)


def test_a_range_is_found_again() -> None:
    written = parse_quantity("173.5 to 178.5 bn USD")
    value = exact(written, machine=True)
    found = recorded_quantity(value, written.interval, "USD", frozenset({""}))
    assert found is not None and show(found, STYLE, full=True) == show(written, STYLE, full=True)


def test_a_record_may_hold_more_digits_than_can_be_reckoned_with() -> None:
    open_end = Interval(None, parse_quantity("1%").interval.high)
    found = recorded_quantity("-5264355738159105714103427077.2/-481", open_end, "%", frozenset({""}))
    assert found is not None and found.written is None


def test_what_was_computed_keeps_its_interval() -> None:
    written = parse_quantity("7.9%")
    found = recorded_quantity("7.94123", written.interval, "%", frozenset())
    assert found is not None and found.written is None and found.interval == written.interval
    assert recorded_quantity("", Interval(None, None), "%", frozenset()) is None
    assert recorded_quantity("2", written.interval, "USD·/", frozenset()) is None
