"""The years that a wording names, in every calendar."""

from __future__ import annotations

import pytest

from reportgen.figures.reader.years import years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2025 and 2026", [2025, 2026]),
        ("民國114年", [2025]),
        ("二○二五年", [2025]),
        ("令和7年", [2025]),
        ("令和元年", [2019]),
        ("平成三十年度", [2018]),
        ("昭和60年", [1985]),
        ("12025", []),
        ("FY26 Q3", [2026]),
        ("4Q25 and H1'26", [2026, 2025]),
        ("26/1期3Q", [2026]),
        ("26會計年度", [2026]),
    ],
)
def test_years_are_counted_from_their_era(text: str, expected: list[int]) -> None:
    assert sorted(set(years(text))) == sorted(expected)
