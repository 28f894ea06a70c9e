"""What a correction lists: what was restated first, and each number so that a reader sees what changed."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from support import Golden

from reportgen.delivery.messages.correction import changes, same_statements

STATED, COMPUTED = "fish/operating_income@2025Q4", "fish/operating_margin@2025Q4"


@pytest.fixture
def numbers(golden: Golden) -> dict[str, Any]:
    """The numbers of the tiny edition, to be edited."""
    document: dict[str, Any] = json.loads((golden.folder / "numbers.json").read_bytes())
    return document


def edited(numbers: dict[str, Any], fact: str, value: str, ulp: str, *shown: str) -> None:
    """Another value of a fact, to the last of its digits, and how the English brief prints it."""
    entry = next(one for one in numbers["numbers"] if one["fact"] == fact)
    worth = Fraction(1, 100) if entry["unit"] == "%" else Fraction(1)
    ends = [(Fraction(value) + side * Fraction(ulp) / 2) * worth for side in (-1, 1)]
    entry |= {"value": value, "interval": [str(end) for end in ends]}
    own = entry["texts"]["en"]
    (place, *_) = own["printings"]
    own["printings"] = [place | {"shown": text} for text in shown]
    own["exact"] = value


def told(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str, str]]:
    documents = (json.dumps(one).encode() for one in (before, now))
    return [(one.label.partition(" (")[0], one.before, one.now) for one in changes(*documents, "en")]


def test_what_was_stated_stands_before_what_is_computed_of_it(numbers: dict[str, Any]) -> None:
    now = json.loads(json.dumps(numbers))
    for document, income, margin in ((numbers, "-310", "-2.5"), (now, "-320", "-2.6")):
        edited(document, STATED, f"{income}000000", "1000000", income.strip("-"))
        edited(document, COMPUTED, margin, "0.1", f"−{margin.strip('-')}%")
        document["numbers"].sort(key=lambda entry: entry["fact"] != COMPUTED)
        for number, entry in enumerate(document["numbers"], 1):
            entry["number"] = number
    assert told(numbers, now) == [
        ("Operating income", "−$310m", "−$320m"),
        ("Operating margin", "−2.5%", "−2.6%"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (("12820000000", "12,820"), ("12720000000", "12,720"), ("$12.820bn", "$12.720bn")),
        (("12820000000", "$13bn", "12,820"), ("12720000000", "$13bn"), ("$12.820bn", "$12.720bn")),
        (("12820000000", "$13bn", "$12.8bn"), ("12720000000", "$13bn", "$12.7bn"), ("$12.8bn", "$12.7bn")),
    ],
)
def test_an_amount_is_told_with_its_scale(
    numbers: dict[str, Any], before: tuple[str, ...], now: tuple[str, ...], said: tuple[str, str]
) -> None:
    later = json.loads(json.dumps(numbers))
    for document, (value, *shown) in ((numbers, before), (later, now)):
        edited(document, STATED, value, "1000000", *shown)
    assert told(numbers, later) == [("Operating income", *said)]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (("7.9", "+8%", "7.9%"), ("8.3", "+8%", "8.3%"), ("7.9%", "8.3%")),
        (("7.9", "+8%"), ("8.3", "+8%"), ("+7.9%", "+8.3%")),
        (("7.91", "+8%"), ("7.93", "+8%"), ("7.86% to 7.96%", "7.88% to 7.98%")),
    ],
)
def test_no_two_sides_read_alike(
    numbers: dict[str, Any], before: tuple[str, ...], now: tuple[str, ...], said: tuple[str, str]
) -> None:
    later = json.loads(json.dumps(numbers))
    for document, (value, *shown) in ((numbers, before), (later, now)):
        edited(document, COMPUTED, value, "0.1", *shown)
    assert told(numbers, later) == [("Operating margin", *said)]


def test_what_is_printed_once_more_is_no_correction_of_a_number(numbers: dict[str, Any]) -> None:
    later = json.loads(json.dumps(numbers))
    edited(numbers, COMPUTED, "7.9", "0.1", "7.9%")
    edited(later, COMPUTED, "7.9", "0.1", "7.9%", "+8%")
    assert told(numbers, later) == []
    documents = [json.dumps(one).encode() for one in (numbers, later)]
    assert not same_statements(documents[0], documents[1], "en")
