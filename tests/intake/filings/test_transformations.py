"""What pages write, by the registries: numbers, dates, durations, names; and the laws that hold of them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.intake.filings.english_numbers import english_number
from reportgen.intake.filings.transformations import UnfitText, UnknownFormat, transform

FIRST = "http://www.xbrl.org/inlineXBRL/transformation/2010-04-20"
IXT = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
SEC = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"

READ = [
    (IXT, "num-dot-decimal", "1,234.50", "1234.50"),
    (IXT, "num-dot-decimal", "1\u2019234", "1234"),
    (IXT, "num-dot-decimal", ".5", "0.5"),
    (IXT, "numdotdecimal", "12\u00a0345", "12345"),
    (IXT, "num-comma-decimal", "1.234,5", "1234.5"),
    (FIRST, "numspacecomma", "1 234,5", "1234.5"),
    (IXT, "num-unit-decimal", "12 euros 5 cents", "12.05"),
    (IXT, "fixed-zero", "\u2014", "0"),
    (FIRST, "numdash", "-", "0"),
    (IXT, "fixed-true", "\u2612", "true"),
    (IXT, "booleanfalse", "no", "false"),
    (IXT, "nocontent", "words", ""),
    (IXT, "date-monthname-day-year-en", "July\u00a027,\n2025", "2025-07-27"),
    (IXT, "date-month-day", "1/25", "--01-25"),
    (IXT, "date-monthname-day-en", "February 29", "--02-29"),
    (IXT, "date-day-monthname-year-en", "31st December 2024", "2024-12-31"),
    (IXT, "date-monthname-year-en", "Sept. 2025", "2025-09"),
    (IXT, "datemonthdayyearen", "Jan 2, 25", "2025-01-02"),
    (IXT, "date-day-month-year", "31.12.24", "2024-12-31"),
    (IXT, "date-year-month-day", "2024\u5e7412\u670831\u65e5", "2024-12-31"),
    (IXT, "date-jpn-era-year-month-day", "\u4ee4\u548c6\u5e743\u670831\u65e5", "2024-03-31"),
    (IXT, "dateerayearmonthdayjp", "\u5e73\u6210\u5143\u5e743\u670831\u65e5", "1989-03-31"),
    (IXT, "date-day-monthname-year-de", "31. Dezember 2024", "2024-12-31"),
    (IXT, "date-day-monthname-year-fr", "1er janvier 2024", "2024-01-01"),
    (IXT, "date-day-monthname-year-es", "31 de diciembre de 2024", "2024-12-31"),
    (IXT, "date-year-day-monthname-lv", "2024. gada 31. decembris", "2024-12-31"),
    (IXT, "date-day-monthroman-year", "3 XII 2024", "2024-12-03"),
    (FIRST, "dateslashus", "7/27/25", "2025-07-27"),
    (FIRST, "dateslasheu", "27/7/2025", "2025-07-27"),
    (FIRST, "datelonguk", "27 July 2025", "2025-07-27"),
    (SEC, "durwordsen", "eighteen months", "P18M"),
    (SEC, "durwordsen", "five-year", "P5Y"),
    (SEC, "durwordsen", "two years, six months", "P2Y6M"),
    (SEC, "durwordsen", "one hundred and eighty days", "P180D"),
    (SEC, "duryear", "2.2", "P2Y2M12D"),
    (SEC, "duryear", "0.42", "P5M1D"),
    (SEC, "durmonth", "18", "P18M"),
    (SEC, "durweek", "2", "P14D"),
    (SEC, "durday", "366", "P366D"),
    (SEC, "durhour", "5", "PT5H"),
    (SEC, "duryear", "0", "P0D"),
    (SEC, "numwordsen", "Twenty-two", "22"),
    (SEC, "numwordsen", "no", "0"),
    (SEC, "datequarterend", "third quarter of 2025", "2025-09-30"),
    (SEC, "boolballotbox", "\u2610", "false"),
    (SEC, "exchnameen", "The Nasdaq Stock Market LLC", "NASDAQ"),
    (SEC, "stateprovnameen", "State of Delaware", "DE"),
    (SEC, "countrynameen", "Ireland", "IE"),
    (SEC, "entityfilercategoryen", "Large accelerated filer", "Large Accelerated Filer"),
]


@pytest.mark.parametrize(("namespace", "form", "text", "value"), READ)
def test_what_is_written_is_read(namespace: str, form: str, text: str, value: str) -> None:
    assert transform(namespace, form, text) == value


@pytest.mark.parametrize(
    ("namespace", "form", "text"),
    [
        (IXT, "num-dot-decimal", "1.234.5"),
        (IXT, "num-dot-decimal", "12 million"),
        (IXT, "num-comma-decimal", ""),
        (IXT, "date-monthname-day-en", "February 30"),
        (IXT, "date-month-day", "0125"),
        (IXT, "date-day-monthname-year-en", "27 Smarch 2025"),
        (IXT, "date-month-day-year", "1/2/3/2025"),
        (SEC, "durwordsen", "three to five years"),
        (SEC, "durwordsen", ""),
        (SEC, "numwordsen", "twenty ten"),
        (SEC, "numwordsen", "million"),
        (SEC, "numwordsen", "two thousand five million"),
        (SEC, "exchnameen", "Somewhere"),
    ],
)
def test_what_is_not_of_its_format_is_refused(namespace: str, form: str, text: str) -> None:
    with pytest.raises(UnfitText):
        transform(namespace, form, text)


@pytest.mark.parametrize(
    ("namespace", "form"),
    [
        (IXT, "durwordsen"),
        (SEC, "num-dot-decimal"),
        ("http://other.example", "num-dot-decimal"),
        (IXT, "numnan"),
    ],
)
def test_an_unknown_format_is_none(namespace: str, form: str) -> None:
    with pytest.raises(UnknownFormat):
        transform(namespace, form, "1")


@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_grouping_changes_no_number(number: Decimal) -> None:
    written = f"{number:,.2f}"
    assert Decimal(transform(IXT, "num-dot-decimal", written)) == number
    turned = written.translate(str.maketrans(",.", ".,"))
    assert Decimal(transform(IXT, "num-comma-decimal", turned)) == number
    assert Decimal(transform(IXT, "num-dot-decimal", written.replace(",", "\u202f"))) == number


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    iso = day.isoformat()
    assert transform(IXT, "date-monthname-day-year-en", f"{day:%B} {day.day}, {day.year}") == iso
    assert transform(IXT, "date-day-month-year", f"{day:%d.%m.%y}") == iso
    assert transform(IXT, "date-month-day", f"{day.month}/{day.day}") == f"-{iso[4:]}"


_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {in_words(number % size)}" if number % size else ""
            return f"{in_words(number // size)} {name}{rest}"
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_number_words_come_back(number: int) -> None:
    assert english_number(in_words(number)) == number


@given(st.text(max_size=40), st.sampled_from(READ))
def test_no_text_breaks_a_format(text: str, read: tuple[str, str, str, str]) -> None:
    namespace, form, _, _ = read
    with suppress(UnfitText):
        assert isinstance(transform(namespace, form, text), str)
