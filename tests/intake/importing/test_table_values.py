"""A figure of a table keeps its digits, and what stands around it is told or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.facts.concepts import Concepts
from reportgen.facts.quantity import parse_quantity
from reportgen.intake.importing.table_values import HeadMeasure, TableValueError, read_value
from reportgen.intake.tables.grid import TableCell
from reportgen.vocabulary.standard import STANDARD

CONCEPTS = Concepts(STANDARD, STANDARD, (), "USD")


def literal(text: str, concept: str = "net_income", measured: HeadMeasure | None = None) -> str:
    return read_value(TableCell(text), CONCEPTS[concept], measured or HeadMeasure()).literal


MILLIONS = HeadMeasure(usual_unit="USD", usual="m")


@pytest.mark.parametrize(
    ("text", "concept", "measured", "expected"),
    [
        ("46,743", "net_income", HeadMeasure("m USD"), "46743 m USD"),
        ("(45)", "net_income", MILLIONS, "-45 m USD"),
        ("-45", "net_income", MILLIONS, "-45 m USD"),
        ("−45.0", "net_income", MILLIONS, "-45.0 m USD"),
        ("$(45)", "net_income", MILLIONS, "-45 m USD"),
        ("($45.20)", "net_income", MILLIONS, "-45.20 m USD"),
        ("1.10", "eps.diluted", MILLIONS, "1.10 USD/share"),
        ("$1.10", "eps.diluted", MILLIONS, "1.10 USD/share"),
        ("12.3%", "gross_margin", MILLIONS, "12.3%"),
        ("(0.40)%", "gross_margin", MILLIONS, "-0.40%"),
        ("12.3", "gross_margin", HeadMeasure("%"), "12.3%"),
        ("2,450", "shares.diluted", MILLIONS, "2450 m shares"),
        ("2,450", "shares.diluted", HeadMeasure("", ""), "2450 shares"),
        ("213.4 bn", "net_income", HeadMeasure(), "213.4 bn USD"),
        ("46.7M", "net_income", HeadMeasure(), "46.7 m USD"),
        ("about 5.0", "net_income", HeadMeasure("bn USD"), "about 5.0 bn USD"),
        ("47 to 48", "net_income", HeadMeasure("bn USD"), "47 to 48 bn USD"),
        ("11% to 15%", "gross_margin", HeadMeasure(), "11% to 15%"),
        ("45", "net_income", HeadMeasure("USD", negate=True), "-45 USD"),
    ],
)  # fmt: skip
def test_a_figure_as_facts_yaml_writes_it(
    text: str, concept: str, measured: HeadMeasure, expected: str
) -> None:
    assert literal(text, concept, measured) == expected


@pytest.mark.parametrize(
    ("cell", "concept", "measured", "said"),
    [
        (TableCell("1.234,5"), "net_income", MILLIONS, "no figure"),
        (TableCell("46,74"), "net_income", MILLIONS, "no figure"),
        (TableCell("48m or so"), "net_income", HeadMeasure(), "not known"),
        (TableCell("12.3"), "gross_margin", MILLIONS, "neither % nor points"),
        (TableCell("12.3%"), "gross_margin", HeadMeasure("points"), "is in %, and the table says points"),
        (TableCell("€45"), "net_income", MILLIONS, "is not in USD"),
        (TableCell("45"), "net_income", HeadMeasure("m EUR"), "measured in USD"),
        (TableCell("45 bn"), "net_income", HeadMeasure("m USD"), "two scales"),
        (TableCell("46.7M", power=3), "net_income", HeadMeasure(), "two scales"),
        (TableCell("(-45)"), "net_income", MILLIONS, "the sign"),
        (TableCell("(45"), "net_income", MILLIONS, "the sign"),
        (TableCell("=cmd()"), "net_income", MILLIONS, "is a formula, and none is evaluated"),
        (TableCell("9" * 10_000), "net_income", MILLIONS, "10,000 characters"),
        (TableCell("9" * 60), "net_income", MILLIONS, "more than 28 digits"),
        (TableCell("2025-06-30", trouble="is a date"), "net_income", MILLIONS, "is a date"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused(
    cell: TableCell, concept: str, measured: HeadMeasure, said: str
) -> None:
    with pytest.raises(TableValueError, match=said) as caught:
        read_value(cell, CONCEPTS[concept], measured)
    assert caught.value.mend


@given(
    digits=st.integers(0, 10**12).map(str),
    places=st.integers(0, 6),
    grouped=st.booleans(),
    sign=st.sampled_from(["", "-", "()"]),
    scale=st.sampled_from([("", 0), ("thousand", 3), ("m", 6), ("bn", 9)]),
)
def test_digits_and_precision_survive(
    digits: str, places: int, grouped: bool, sign: str, scale: tuple[str, int]
) -> None:
    """What is written down has the digits of the cell, and reads back as its number with its last digit."""
    number = Decimal(int(digits)).scaleb(-places)
    shown = f"{number:,f}" if grouped else f"{number:f}"
    text = f"({shown})" if sign == "()" else f"{sign}{shown}"
    value = read_value(TableCell(text), CONCEPTS["net_income"], HeadMeasure("USD", scale[0]))
    assert value.literal.split()[0].lstrip("-") == f"{number:f}"
    exact = (-number if sign else number).scaleb(scale[1])
    assert value.number == exact
    assert value.half_width == Decimal(5).scaleb(scale[1] - places - 1)
    read = parse_quantity(value.literal)
    assert (read.point, read.interval.high) == (exact, exact + value.half_width)
