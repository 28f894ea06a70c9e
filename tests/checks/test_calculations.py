"""Sums by the rules of XBRL Calculations 1.1, in its mode for rounded values.

A figure stands for the closed interval that rounds to it; a sum is consistent where the interval of the total and that
of the added parts have a number in common. Of duplicates that agree the common interval counts. Where we differ is at
the end, each case with its reason.
"""

from __future__ import annotations

from typing import Any

import pytest
from bases import found

TWO = {"total": {"unit": "USD", "parts": ["cost", "profit"]}}
THREE = {"total": {"unit": "USD", "parts": ["cost", "profit", "charges"]}}


def codes(facts: dict[str, Any], concepts: Any) -> list[str]:
    named = {f"{name}@2025": said for name, said in facts.items()}
    return sorted(one.code for one in found(named, concepts))


# what is tried, the total, its parts, and whether the sum is consistent
ROUNDED = {
    "exact to the digit": ("11 USD", ["5 USD", "6 USD"], True),
    "one digit off: two halves of a digit and a half": ("12 USD", ["5 USD", "6 USD"], True),
    "one digit off downwards": ("10 USD", ["5 USD", "6 USD"], True),
    "two digits off": ("13 USD", ["5 USD", "6 USD"], False),
    "three parts, two digits off: the closed ends meet": ("17 USD", ["4 USD", "5 USD", "6 USD"], True),
    "three parts, three digits off": ("18 USD", ["4 USD", "5 USD", "6 USD"], False),
    "a coarse total over fine parts": ("11 m USD", ["5.4 m USD", "6.0 m USD"], True),
    "a coarse total over fine parts, at the closed end": ("11 m USD", ["5.5 m USD", "6.1 m USD"], True),
    "a coarse total over fine parts, beyond the end": ("11 m USD", ["5.5 m USD", "6.2 m USD"], False),
    "a fine total over coarse parts": ("11.9 m USD", ["5 m USD", "6 m USD"], True),
    "a fine total over coarse parts, beyond": ("12.2 m USD", ["5 m USD", "6 m USD"], False),
    "parts of different precision": ("11.04 m USD", ["5 m USD", "5.61 m USD"], True),
    "parts of different precision, beyond": ("11.2 m USD", ["5 m USD", "5.61 m USD"], False),
    "negative parts": ("-1 USD", ["5 USD", "-6 USD"], True),
    "negative parts, off": ("-3 USD", ["5 USD", "-6 USD"], False),
    "exact values have no interval": ("exact 11 USD", ["exact 5 USD", "exact 6 USD"], True),
    "exact values, one off": ("exact 12 USD", ["exact 5 USD", "exact 6 USD"], False),
    "an exact total at the closed end of its parts": ("exact 12 USD", ["5 USD", "6 USD"], True),
    "an exact total beyond the closed end": ("exact 12.1 USD", ["5 USD", "6 USD"], False),
    "zero has the precision of its digits": ("6 m USD", ["0 m USD", "6.9 m USD"], True),
    "zero as precisely as the other": ("6.0 m USD", ["0.0 m USD", "6.2 m USD"], False),
    "rounded, and not cut off": ("10 USD", ["5.9 USD", "5.9 USD"], False),
    "an open end does not reach": ("exact 11 USD", ["over 5 USD", "exact 6 USD"], False),
    "an open end reaches beyond": ("exact 11.01 USD", ["over 5 USD", "exact 6 USD"], True),
    "a closed end of a bound": ("exact 11 USD", ["at least 5 USD", "exact 6 USD"], True),
    "a bound that is never reached": ("exact 11 USD", ["under 5 USD", "exact 6 USD"], False),
}  # fmt: skip


@pytest.mark.parametrize(("total", "parts", "consistent"), ROUNDED.values(), ids=ROUNDED)
def test_rounded_sums(total: str, parts: list[str], consistent: bool) -> None:
    concepts, names = (TWO, ("cost", "profit")) if len(parts) == 2 else (THREE, ("cost", "profit", "charges"))
    said = codes({"total": total, **dict(zip(names, parts, strict=True))}, concepts)
    assert ("RG405" not in said) is consistent
    assert set(said) <= {"RG405", "RG425"}


DUPLICATES = {
    "the same twice": (["11 m USD", "11 m USD"], ["5 m USD", "6 m USD"], []),
    "a finer one within the coarse one": (["11 m USD", "11.4 m USD"], ["5.3 m USD", "6.0 m USD"], []),
    "a finer one decides": (["11 m USD", "11.4 m USD"], ["5.0 m USD", "6.0 m USD"], ["RG405"]),
    "whichever comes first": (["11.4 m USD", "11 m USD"], ["5.0 m USD", "6.0 m USD"], ["RG405"]),
    "what they have in common decides": (["11 m USD", "11.5 m USD"], ["5.52 m USD", "6.01 m USD"], ["RG405"]),
    "of a part": (["11.40 m USD"], [["5 m USD", "5.31 m USD"], "6.05 m USD"], ["RG405"]),
    "inconsistent ones": (["11 m USD", "12.4 m USD"], ["5 m USD", "6 m USD"], ["RG302"]),
}  # fmt: skip


@pytest.mark.parametrize(("total", "parts", "expected"), DUPLICATES.values(), ids=DUPLICATES)
def test_duplicates(total: Any, parts: list[Any], expected: list[str]) -> None:
    assert codes({"total": total, "cost": parts[0], "profit": parts[1]}, TWO) == expected


# ---- where we differ, and why ----------------------------------------------------------------------------------------


def test_a_part_that_is_not_stated_is_not_nought() -> None:
    """The standard adds up what is reported and takes the rest for nothing. A brief states what it prints, so that a
    missing part is nearly always one that nobody needed: all of them have to be there."""
    assert codes({"total": "11 USD", "cost": "5 USD"}, TWO) == []


def test_nothing_is_nil() -> None:
    """There is no fact without a value but one whose formula gives none; it takes no part, like one that is absent."""
    facts = {
        "total": "11 USD",
        "cost": "5 USD",
        "profit": "= cost * cost / (charges - charges)",
        "charges": "1 USD",
    }
    assert "RG405" not in codes(facts, TWO)


def test_other_digits_of_one_precision_are_no_duplicates() -> None:
    """10 and 11 have 10.5 in common, and the standard lets them pass. Two sources that print other last digits of one
    figure do not say the same."""
    assert codes({"total": ["10 USD", "11 USD"]}, {"total": {"unit": "USD"}}) == ["RG302"]


def test_a_sum_that_only_touches_is_a_warning() -> None:
    """It is consistent; that each part lies at the very edge of its digit is not likely."""
    assert codes({"total": "17 USD", "cost": "4 USD", "profit": "5 USD", "charges": "6 USD"}, THREE) == [
        "RG425"
    ]


def test_of_inconsistent_duplicates_the_one_that_counts_is_added_up() -> None:
    """The standard does not look at the sum then. The conflict may have been accepted; the sum of what is printed has
    to hold all the same."""
    total = ["11 m USD", "12.4 m USD", {"accepted": {"RG302": {"en": "So.", "zh-Hant": "是。"}}}]
    assert codes({"total": total, "cost": "5 m USD", "profit": "6 m USD"}, TWO) == ["RG304"]
    assert codes({"total": total, "cost": "5 m USD", "profit": "9 m USD"}, TWO) == ["RG304", "RG405"]
