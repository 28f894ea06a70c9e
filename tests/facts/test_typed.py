"""Values as people type them: where the caret stands, and what to write instead."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.facts.quantity import QUALIFIERS, QuantityError, parse_quantity
from reportgen.facts.reading import read_facts
from reportgen.facts.typed import Hint, explain_typed, in_unit
from reportgen.facts.unit import parse_unit

UNITS = ("people",)


def hint(text: str, unit: str) -> Hint:
    with pytest.raises(QuantityError):
        parse_quantity(text, UNITS)
    found = explain_typed(text, parse_unit(unit, UNITS), UNITS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "unit", "offset", "mend"),
    [
        ("$213.4B", "USD", 0, "write 213.4 bn USD"),
        ("$213.4 billion", "USD", 0, "write 213.4 bn USD"),
        ("US$ 213.4bn", "USD", 0, "write 213.4 bn USD"),
        ("$5m", "TWD", 0, "write 5 m TWD"),
        ("€5m", "EUR", 0, "write 5 m EUR"),
        ("5m€", "EUR", 2, "write 5 m EUR"),
        ("¥5m", "CNY", 0, "write 5 m CNY"),
        ("-$1.2bn", "USD", 1, "write -1.2 bn USD"),
        ("USD 48.2 bn", "USD", 0, "write 48.2 bn USD"),
        ("48.2 bn usd", "USD", 8, "write 48.2 bn USD"),
        ("(1,234)", "USD", 0, "write -1,234 USD, or with its scale, as in -1,234 m USD"),
        ("(1,234) m USD", "USD", 0, "write -1,234 m USD"),
        ("(1,234 m USD)", "USD", 0, "write -1,234 m USD"),
        ("($1.2)bn", "USD", 0, "write -1.2 bn USD"),
        ("(3.2%)", "%", 0, "write -3.2%"),
        ("４８．２ bn USD", "USD", 0, "write 48.2 bn USD"),
        ("48.2 bn ＵＳＤ", "USD", 8, "write 48.2 bn USD"),
        ("٤٨ m USD", "USD", 0, "write 48 m USD"),
        ("48,2%", "%", 2, "write 48.2% if the comma is a decimal one, or 482% if it separates thousands"),
        (
            "213,4 Mrd. EUR", "EUR", 3,
            "write 213.4 bn EUR if the comma is a decimal one, or 2,134 bn EUR if it separates thousands",
        ),
        ("0,5%", "%", 1, "write 0.5%"),
        (",5%", "%", 0, "write 0.5%"),
        (".5%", "%", 0, "write 0.5%"),
        ("1.234.567,8 m EUR", "EUR", 9, "write 1,234,567.8 m EUR"),
        ("1.234.567 m EUR", "EUR", 0, "write 1,234,567 m EUR"),
        ("1,23,456 m INR", "INR", 1, "write 123,456 m INR"),
        ("1'234 m CHF", "CHF", 1, "write 1,234 m CHF"),
        ("1 234,5 m EUR", "EUR", 1, "write 1,234.5 m EUR"),
        ("1\u2009234 m USD", "USD", 1, "write 1,234 m USD"),
        ("48.2\u202fbn\u00a0USD", "USD", 4, "write 48.2 bn USD"),
        ("–5%", "%", 0, "write -5%"),
        ("±2%", "%", 0, "write -2% to 2%"),
        ("+/- 2 points", "points", 0, "write -2 to 2 points"),
        ("178.5 ± 2.5 bn USD", "USD", 5, "write 176.0 to 181.0 bn USD"),
        ("178.5 bn ± 2.5 bn USD", "USD", 8, "write 176.0 to 181.0 bn USD"),
        ("48.2mn", "USD", 4, "write 48.2 m USD"),
        ("48.2mm", "USD", 4, "write 48.2 m USD"),
        ("48.2MM", "USD", 4, "write 48.2 m USD"),
        ("48.2 Mio", "EUR", 5, "write 48.2 m EUR"),
        ("12k", "people", 2, "write 12 thousand people"),
        ("12k People", "people", 2, "write 12 thousand people"),
        ("35 percent", "%", 3, "write 35%"),
        ("35 per cent", "%", 3, "write 35%"),
        ("35 pct", "%", 3, "write 35%"),
        ("3pp", "points", 1, "write 3 points"),
        ("50 basis points", "bps", 3, "write 50 bps"),
        ("12 times", "x", 3, "write 12 x"),
        ("1/3", "%", 1, "write exact 1/3"),
        ("1/3", "people", 1, "write exact 1/3 people"),
        ("1.2e9", "USD", 3, "write 1.2 bn USD"),
        ("5e7 USD", "USD", 1, "write 0.05 bn USD"),  # its last digit stays that of ten million
        ("1.5E-3", "x", 3, "write 0.0015 x"),
        ("48.2億美元", "USD", 5, "write 48.2億 USD"),
        ("48.2亿", "USD", 4, "write 48.2億 USD"),
        ("48.2 亿元", "CNY", 5, "write 48.2億 CNY"),
        ("3萬人民幣", "CNY", 2, "write 3萬 CNY"),
        ("500億円", "JPY", 4, "write 500億 JPY"),
        ("5万円", "JPY", 2, "write 5万 JPY"),
        ("3ポイント", "points", 1, "write 3 points"),
        ("$1.95", "USD/share", 0, "write 1.95 USD/share"),
        ("$1.95 per share", "USD/share", 0, "write 1.95 USD/share"),
        ("$72.40/bbl", "USD/barrel", 0, "write 72.40 USD/barrel"),
        ("₽512.4bn", "RUB", 0, "write 512.4 bn RUB"),
        ("KD 84.2m", "KWD", 0, "write 84.2 m KWD"),
        ("~35%", "%", 0, "write about 35%"),
        ("≥ 35%", "%", 0, "write at least 35%"),
        ("More than 35%", "%", 0, "write over 35%"),
        ("35%+", "%", 3, "write at least 35%"),
        ("3.5-4.0%", "%", 3, "write 3.5% to 4.0%"),
        ("$173.5–178.5bn", "USD", 0, "write 173.5 to 178.5 bn USD"),
        ("900m-1.1bn USD", "USD", 4, "write 900 m to 1.1 bn USD"),
        ("3 to 4 pct", "%", 7, "write 3% to 4%"),
    ],
)  # fmt: skip
def test_what_is_meant_is_ready_to_be_written(typed: str, unit: str, offset: int, mend: str) -> None:
    found = hint(typed, unit)
    assert (found.offset, found.mend) == (offset, mend)


@pytest.mark.parametrize("typed", ["N/A", "n/a", "-", "—", "TBD", "", "  ", "null", "待定"])
def test_what_states_no_value_is_left_out(typed: str) -> None:
    assert hint(typed, "USD").mend.startswith("leave the fact out until a source states it")


def test_what_is_not_meaningful_is_the_formula_s_to_say() -> None:
    assert "n.m." in hint("n.m.", "%").mend


@pytest.mark.parametrize(
    "typed", ["ten bn USD", "12:30", "1,2,3 USD", "1.2.3", "48 bn UDS", "NO", "soon (5)", "$5 kg"]
)
def test_where_nobody_can_tell_nothing_is_guessed(typed: str) -> None:
    assert explain_typed(typed, parse_unit("USD"), UNITS) is None


@pytest.mark.parametrize(
    ("typed", "unit", "mend"),
    [("14", "%", "14%"), ("48.2 bn", "USD", "48.2 bn USD"), ("1.95", "USD/share", "1.95 USD/share")],
)
def test_a_missing_unit_is_supplied(typed: str, unit: str, mend: str) -> None:
    assert in_unit(typed, parse_unit(unit)) == mend


typing = st.text("0123456789.,'()-–+±~>$€%eE/ mbnkUSD億亿元１ 至", max_size=16) | st.text(max_size=12)


@given(typing, st.sampled_from(["USD", "%", "x", "people", "USD/share", "", "points"]))
@example("(5)", "")
@example("1e99", "USD")
def test_every_mend_can_be_read(typed: str, name: str) -> None:
    unit = parse_unit(name, UNITS)
    found = explain_typed(typed, unit, UNITS)
    if found is None:
        return
    assert found.why and 0 <= found.offset <= len(typed)
    for literal in re.findall(
        r"(?:write|or) ((?:-|about|over|under|exact|at|up|nearly)?\s?[-\d].*?)(?:, or| if |$)", found.mend
    ):
        parse_quantity(literal, UNITS)


@given(
    st.sampled_from(["", *QUALIFIERS]),
    st.decimals(-999, 9999, places=1),
    st.sampled_from(["", "m", "bn", "億"]),
)
def test_a_sound_value_has_nothing_odd(qualifier: str, number: object, scale: str) -> None:
    text = f"{qualifier} {number} {scale} USD".strip()
    assert parse_quantity(text)
    found = explain_typed(text, parse_unit("USD"))
    assert found is None, found


@pytest.mark.parametrize(
    ("value", "column", "message", "mend"),
    [
        (
            '"48,2 bn USD"',
            19,
            "RG202: cannot read the value '48,2 bn USD': a comma separates",
            "write 48.2 bn USD if",
        ),
        ("48.2 bn UDS", 24, "RG202: unknown unit 'UDS'; nearest: USD", "declare it"),
        ("48.2 bn", 16, "RG204: revenue is measured in USD, this value in no unit", "write 48.2 bn USD"),
    ],
)
def test_the_finding_stands_where_the_value_goes_wrong(
    value: str, column: int, message: str, mend: str
) -> None:
    facts = (
        "entity: acme\nperiod: 2025Q4\nentities: {acme: {name: {en: Acme}}}\n"
        "sources: {recap: {title: {en: Recap}, published: 2026-02-06}}\n"
        "concepts: {revenue: {label: {en: Revenue}, unit: USD}}\nfacts:\n  revenue@2025Q4:\n    stated:\n"
        f"      - value: {value}\n        source: recap ¶1\n        printed: x\n"
    )
    _, (finding,) = read_facts(facts.encode(), "facts.yaml")
    assert finding.locus and (finding.locus.line, finding.locus.column) == (9, column)
    assert f"{finding.code}: {finding.message}".startswith(message)
    assert finding.mend.startswith(mend)
