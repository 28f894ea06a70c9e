"""Every value against its own `printed:`, in each language of sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import Finding
from reportgen.facts.reading import read_facts
from reportgen.intake.against_printed import hold_printed

FACTS = """\
entity: co
period: 2025Q4
entities: {{co: {{name: {{en: Co}}}}}}
sources: {{src: {{title: {{en: S}}, published: 2026-02-05, language: {language}}}}}
units: {{people: {{en: people}}, cars: {{en: cars}}}}
concepts:
  money: {{label: {{en: Money}}, unit: USD}}
  spent: {{label: {{en: Spent}}, unit: USD, non-negative: true}}
  share: {{label: {{en: Share}}, unit: "%"}}
  eps: {{label: {{en: EPS}}, unit: USD/share}}
  times: {{label: {{en: Times}}, unit: x}}
  moved: {{label: {{en: Moved}}, unit: points}}
  staff: {{label: {{en: Staff}}, unit: people, type: instant}}
  year: {{label: {{en: Since}}, unit: year}}
facts:
  {concept}@{period}: {{stated: [{{value: "{value}", source: src ¶1, printed: "{printed}"{more}}}]}}
"""


def said(concept: str, value: str, printed: str, language: str = "en", more: str = "") -> list[Finding]:
    text = FACTS.format(
        concept=concept, value=value, printed=printed, language=language, more=more,
        period="2025-12-31" if concept == "staff" else "2025Q4",
    )  # fmt: skip
    if concept == "year":
        text = text.replace("people: {en: people}", "people: {en: people}, year: {en: year}")
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is not None and not found, found
    return hold_printed(base)


def codes(*args: str, **more: str) -> list[str]:
    return [finding.code for finding in said(*args, **more)]


@pytest.mark.parametrize(
    ("concept", "value", "printed", "language"),
    [
        ("money", "48.2 m USD", "$48.2 million", "en"),
        ("money", "213.4 bn USD", "US$213.4bn", "en"),
        ("money", "2134億 USD", "2,134億美元", "zh-Hant"),
        ("money", "1.5 tn USD", "1.5兆美元", "zh-Hant"),
        ("money", "2.7 bn USD", "二十七億美元", "zh-Hant"),
        ("money", "120 bn USD", "1,200億ドル", "ja"),
        ("money", "173.5 to 178.5 bn USD", "$173.5 billion and $178.5 billion", "en"),
        ("money", "173.5 to 178.5 bn USD", "between $173.5 billion and $178.5 billion", "en"),
        ("money", "173.5 bn USD", "$173.5 billion to $178.5 billion", "en"),
        ("share", "18%", "rose 18%", "en"),
        ("share", "18%", "18", "en"),
        ("share", "33.3%", "one-third", "en"),
        ("share", "20%", "二成", "zh-Hant"),
        ("share", "-3.1%", "(3.1)%", "en"),
        ("eps", "1.95 USD/share", "$1.95", "en"),
        ("eps", "0.45 USD/share", "45 cents", "en"),
        ("times", "3 x", "tripled", "en"),
        ("moved", "1.5 points", "150 basis points", "en"),
        ("staff", "about 1,200 people", "about 1,200", "en"),
        ("staff", "30,000 people", "3萬人", "zh-Hant"),
        ("year", "2027 year", "2027年", "zh-Hant"),
        ("year", "2031 year", "the 2030/31 season", "en"),
    ],
)
def test_the_same_in_other_words(concept: str, value: str, printed: str, language: str) -> None:
    assert codes(concept, value, printed, language) == []


@pytest.mark.parametrize(
    ("concept", "value", "printed", "language"),
    [
        ("money", "48.4 m USD", "$48.2 million", "en"),
        ("money", "48.2 bn USD", "$48.2 million", "en"),
        ("money", "20.0 bn USD", "$21.2 billion", "en"),
        ("money", "2143億 USD", "2,134億美元", "zh-Hant"),
        ("money", "2134萬 USD", "2,134億美元", "zh-Hant"),
        ("money", "2.6 bn USD", "二十七億美元", "zh-Hant"),
        ("money", "120 m USD", "1,200億ドル", "ja"),
        ("money", "173.5 to 187.5 bn USD", "$173.5 billion and $178.5 billion", "en"),
        ("money", "58.2 m USD", "48.2", "en"),
        ("money", "-48.2 m USD", "+48.2", "en"),
        ("money", "679 m USD", "(679)", "en"),
        ("share", "81%", "rose 18%", "en"),
        ("share", "3.1%", "-3.1%", "en"),
        ("share", "-16%", "up 16%", "en"),
        ("share", "-16%", "年增16%", "zh-Hant"),
        ("share", "-16%", "前年比16%増", "ja"),
        ("share", "1.8%", "18%", "en"),
        ("eps", "1.59 USD/share", "$1.95", "en"),
        ("times", "4 x", "tripled", "en"),
        ("moved", "15 points", "150 basis points", "en"),
        ("staff", "3,000 people", "3萬人", "zh-Hant"),
        ("staff", "1,300 people", "about 1,200", "en"),
        ("year", "2026 year", "2027年", "zh-Hant"),
    ],
)
def test_another_value_than_is_printed(concept: str, value: str, printed: str, language: str) -> None:
    (finding,) = said(concept, value, printed, language)
    assert (finding.code, finding.blocks) == ("RG803", True)
    assert finding.locus is not None and finding.locus.line == 16
    assert finding.locus.excerpt[finding.locus.column - 1 :].lstrip('"').startswith(value)


def test_the_scale_of_a_table_is_the_statement_s_or_nobody_s() -> None:
    assert codes("money", "89,992 m USD", "$89,992") == ["RG807"]
    assert codes("money", "89,992 m USD", "$89,992", more=", scale: m") == []
    assert codes("money", "89,992 m USD", "89,992", more=", scale: 百萬", language="zh-Hant") == []
    assert codes("money", "89,992 bn USD", "$89,992", more=", scale: m") == ["RG803"]
    assert codes("money", "-679 m USD", "(679)", more=", scale: m") == []
    assert codes("money", "-12 m USD", "(12)", more=", scale: m") == []
    assert codes("money", "2,025 m USD", "2025", more=", scale: m") == []
    assert codes("money", "2,026 m USD", "2025", more=", scale: m") == ["RG803"]
    assert codes("money", "1,950 USD", "$1,950", more=", scale: 1") == []


def test_a_printed_scale_is_its_own_whatever_the_table_says() -> None:
    assert codes("money", "48.2 bn USD", "$48.2 billion", more=", scale: m") == []


def test_a_scale_that_is_none_is_refused() -> None:
    text = FACTS.format(
        concept="money", value="1 m USD", printed="1", language="en", more=", scale: lots", period="2025Q4"
    )
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is None
    assert [(one.code, one.locus and one.locus.column) for one in found] == [("RG202", 83)]


def test_a_sign_may_be_left_to_the_words_and_is_said() -> None:
    assert codes("share", "-71%", "71%") == ["RG808"]
    assert codes("share", "71%", "down 71%") == ["RG808"]
    assert codes("share", "71%", "降幅達71%", "zh-Hant") == ["RG808"]
    assert codes("share", "-71%", "down 71%") == []
    assert codes("share", "-71%", "降幅達71%", "zh-Hant") == []
    assert codes("share", "-71%", "-71%") == []
    # Statements of cash flows print in parentheses what is no negative amount.
    assert codes("spent", "26.1 bn USD", "(26,100)", more=", scale: m") == ["RG808"]


def test_words_without_a_number_cannot_be_held() -> None:
    assert codes("share", "exact 0%", "flat") == []


def test_a_reason_makes_a_note_of_it() -> None:
    text = FACTS.format(
        concept="share", value="12%", printed="11%", language="en", more="", period="2025Q4"
    ).replace('"11%"}]', '"11%"}], accepted: {RG803: {en: A slip of the source.}}')
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is not None, found
    (note,) = hold_printed(base)
    assert (note.code, note.blocks, note.accepted) == ("RG803", False, True)


@given(st.integers(100, 999_999), st.integers(0, 5), st.data())
def test_no_slip_of_a_digit_passes_where_a_scale_is_printed(
    number: int, decimals: int, data: st.DataObject
) -> None:
    figure = f"{number / 10**decimals:.{decimals}f}"
    digits = [place for place, char in enumerate(figure) if char.isdigit()]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != figure[place]]))
    wrong = figure[:place] + other + figure[place + 1 :]
    assert codes("money", f"{figure} m USD", f"${figure} million") == []
    assert codes("money", f"{wrong} m USD", f"${figure} million") == ["RG803"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("1234.5 m USD", "1.234,5"),
        ("12345600.00 USD", "12 345,6"),
        ("12345.6 thousand USD", "12\u202f345,6"),
        ("-12345.6 thousand USD", "(12 345,6)"),
        ("-12345.6 thousand USD", "\u201312.345,6"),
        ("1234567 thousand USD", "1.234.567"),
        ("1234567 thousand USD", "1 234 567"),
        ("1234567.8 thousand USD", "1'234'567.8"),
        ("1234567 USD", "12,34,567"),
        ("0.75 m USD", "0,75"),
    ],
)
def test_a_tag_declares_how_a_number_is_written(value: str, printed: str) -> None:
    """Whatever marks a country parts its digits with; without a tag it is the source's language that says it."""
    assert of_a_tag(value, printed) == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("1234.5 m USD", "1.243,5"),
        ("1234567 thousand USD", "1.234.576"),
        ("12345.6 thousand USD", "12 345,7"),
    ],
)
def test_a_slip_in_a_tagged_number_is_found_in_all_styles(value: str, printed: str) -> None:
    assert of_a_tag(value, printed) == ["RG803"]


def of_a_tag(value: str, printed: str) -> list[str]:
    text = FACTS.format(
        concept="money", value=value, printed=printed, language="en", more="", period="2025Q4"
    ).replace("source: src ¶1", "source: src ifrs-full:Revenue c1")
    base, found = read_facts(text.encode(), "facts.yaml")
    assert base is not None and not found, found
    return [finding.code for finding in hold_printed(base)]
