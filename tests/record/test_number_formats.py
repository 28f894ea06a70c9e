"""Number formats under which a cell reads as the brief prints the figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.record.number_formats import number_format


@pytest.mark.parametrize(
    ("value", "printed", "ratio", "wanted"),
    [
        ("12420000000", "$12.42bn", "", '"$"#,##0.00,,,"bn"'),
        ("-310000000", "−$310m", "", '"$"#,##0,,"m"'),
        ("1250", ">1,250 shops", "", '">"#,##0" shops"'),
        ("1.95", "$1.95", "", '"$"#,##0.00'),
        ("2026", "2026", "", "0"),
        ("58700000000", "$60bn", "", '"$"#,##0,,,"bn"'),  # printed to fewer digits than it has
        ("0.163", "16.3%", "%", "0.0%"),
        ("-0.163", "≈−16%", "%", '"≈"0%'),
        ("0.019", "1.9pp", "points", "0.0%"),
        ("0.0025", "25bps", "bps", "0.00%"),
        ("12.5", "12.5x", "x", '#,##0.0"x"'),
        ("12420000000", "124.2億美元", "", "#,##0"),  # no format divides by a hundred million
        ("12420000001/7", "17.74億美元", "", "General"),
        ("5", 'five "odd" units', "", "#,##0"),
        ("5", '5 "odd" units', "", '#,##0" odd units"'),
    ],
)
def test_a_number_reads_as_it_is_printed(value: str, printed: str, ratio: str, wanted: str) -> None:
    assert number_format(Fraction(value), printed, ratio) == wanted
