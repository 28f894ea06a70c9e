"""How two sides are told: in one format, and so that they do not read alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from comparing.compared import facts

from reportgen.comparing.said_alike import first_said, said_together
from reportgen.comparing.sides import ComparedFigure
from reportgen.facts.base import FactBase
from reportgen.figures.number_style import NumberStyle

Read = Callable[[Any], tuple[FactBase | None, Any]]
STYLE = NumberStyle("en")


def figure(read: Read, value: str, *shown: str) -> ComparedFigure:
    """A figure with a value, as a brief prints it."""
    (made,) = facts(read({"a@2025Q4": value})[0]).figures.values()
    return replace(made, shown=shown, said=first_said(shown, made.value, made.said))


def computed(read: Read, change: str, *shown: str) -> ComparedFigure:
    """A growth of 100.0 bn by so much, as a brief prints it."""
    base = read({"a@2025Q4": f"{change} bn USD", "a@2024Q4": "100.0 bn USD", "margin@2025Q4": "= growth(a)"})[
        0
    ]
    made = facts(base).figures["acme/margin@2025Q4"]
    return replace(made, shown=shown, said=first_said(shown, made.value, made.said))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (("107.90", "+8%", "7.9%"), ("108.30", "+8%", "8.3%"), ("7.9%", "8.3%")),
        (("107.90", "+8%"), ("108.30", "8.3%", "+8%"), ("+8%", "8.3%")),
        (("107.90", "+8%"), ("108.30", "+8%"), ("+7.9%", "+8.3%")),
        (("107.90", "7.9%"), ("99.70", "0.3%"), ("7.9%", "−0.3%")),
        (("107.90", "7.9%"), ("107.93", "7.9%"), ("7.841% to 7.959%", "7.871% to 7.989%")),
        (("107.90", "+7.9%"), ("100.00", "in line"), ("+7.9%", "in line")),
    ],
)
def test_a_computed_figure_is_told_as_it_was_printed(
    read: Read, before: tuple[str, ...], now: tuple[str, ...], said: tuple[str, str]
) -> None:
    sides = computed(read, *before), computed(read, *now)
    assert said_together(*sides, STYLE) == said
    assert said_together(*sides[::-1], STYLE) == said[::-1]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (("12,820 m USD", "12,820"), ("12,720 m USD", "12,720"), ("$12.820bn", "$12.720bn")),
        (("12,820 m USD", "$12.8bn"), ("12,720 m USD", "12,720"), ("$12.820bn", "$12.720bn")),
        (("12,820 m USD", "$12.8bn"), ("12,810 m USD", "$12.8bn"), ("$12.820bn", "$12.810bn")),
        (("12.8 bn USD", "$12.8bn"), ("12.84 bn USD", "$12.84bn"), ("$12.8bn", "$12.84bn")),
        (("-310 m USD", "310"), ("-320 m USD", "320"), ("−$310m", "−$320m")),
        (("12.8 bn USD", "$12.8bn"), ("12.8 bn USD", "$12.8bn", "$13bn"), ("$12.8bn", "$12.8bn")),
    ],
)
def test_a_stated_figure_has_its_scale_and_its_unit(
    read: Read, before: tuple[str, ...], now: tuple[str, ...], said: tuple[str, str]
) -> None:
    assert said_together(figure(read, *before), figure(read, *now), STYLE) == said
