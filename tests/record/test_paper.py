"""What the printed appendix has of each row, exception and claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest
from support import LANGUAGES, read, told

from reportgen.brief.writing import house_in
from reportgen.facts.base import Source
from reportgen.figures.manner import Manner
from reportgen.languages import LANGUAGES as PACKS
from reportgen.record.appendix import AppendixLine, Telling, open_interval
from reportgen.record.claims import Assertion, Claim, state
from reportgen.record.origins import NamedSource
from reportgen.record.paper import Paper, PrintedRow, on_paper

ENGLISH: Final = PACKS["en"]


def paper() -> Paper:
    return told()[0].paper


def line(number: int) -> AppendixLine:
    return told()[0].lines[number - 1]


def printed(*lines: AppendixLine) -> tuple[PrintedRow, ...]:
    return on_paper(lines, (), (), ENGLISH).rows


def stated(expression: str, language: str = "en", number: int = 1) -> Claim:
    edition, _ = read()
    assert edition is not None
    return state(Assertion(number, "so it is", expression), edition.base, house_in(edition, language))


# ---- rows


def test_a_row_has_its_fact_with_the_period_and_what_a_reader_would_not_take_for_granted() -> None:
    facts = [row.fact for row in paper().rows]
    assert facts[0] == "Net sales (Q4 25)"
    assert facts[5] == "Capital expenditure (guidance, 2026)"


def test_of_wordings_with_the_same_digits_the_fullest_is_printed() -> None:
    (row,) = printed(replace(line(1), shown=("12.42", "$12.42bn", "$12.4bn")))
    assert row.shown == "$12.42bn · $12.4bn"


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (("$310m",), "−$310m"),  # “an outflow of”
        (("−$310m", "$310m"), "−$310m"),
        (("310",), "−$310m"),
        (("−310",), "−$310m"),
    ],
)
def test_a_fall_has_its_sign_where_the_text_left_that_to_a_verb(shown: tuple[str, ...], wanted: str) -> None:
    outflow = replace(line(1), plain="−$310m", value="−310", exact="−310", unit_words="")
    (row,) = printed(replace(outflow, shown=shown))
    assert row.shown == wanted


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (("12.42",), "$12.42bn"),  # the head of a table has the scale
        (("12.4",), "$12.42bn"),
        (("$12.4bn",), "$12.4bn ($12.42bn)"),
        (("twelve billion",), "twelve billion ($12.42bn)"),
    ],
)
def test_a_stated_value_stands_behind_wordings_that_leave_it_open(
    shown: tuple[str, ...], wanted: str
) -> None:
    (row,) = printed(replace(line(1), shown=shown))
    assert row.shown == wanted


def test_a_computed_figure_has_its_interval_only_where_that_does_not_round_to_it() -> None:
    rows = paper().rows
    assert rows[1].working == "$12.42bn ÷ $12.10bn − 1 (2.56% to 2.73%)"
    assert rows[4].working == "−$310m ÷ $12.42bn"


def test_a_figure_that_is_printed_to_fewer_digits_needs_no_interval_that_rounds_to_it() -> None:
    """2.56% to 2.73% is 3% to a whole percent; another printing to a tenth asks for the interval again."""
    edition, _ = read()
    assert edition is not None
    style, places = house_in(edition, "en"), line(2).places
    whole, tenth = (replace(places[0], manner=Manner(decimals=digits)) for digits in (0, 1))
    assert open_interval([whole], style) == ""
    assert open_interval([whole, tenth], style) == "2.56% to 2.73%"


def test_what_a_working_gives_is_said_where_it_is_not_what_is_shown() -> None:
    assert paper().rows[2].working == "$12.42bn ÷ $11.03bn − 1 ≈ 12.6%"


def test_a_verdict_is_said_where_it_is_not_as_usual() -> None:
    assert [row.verdict for row in paper().rows if row.verdict] == ["conflict"]


def test_a_source_that_prints_a_figure_twice_alike_is_quoted_once() -> None:
    again = replace(line(1).tellings[0], locator="¶9")
    (row,) = printed(replace(line(1), tellings=(*line(1).tellings, again)))
    assert [(told.where, told.printed) for told in row.tellings] == [
        ("¶1, ¶9", "$12.42 billion"),
        ("¶7", "$12.42bn"),
    ]


def another(title: str) -> Telling:
    source = Source("call", {"en": title}, "2026-01-31", "en", {"en": "Lanternfish"})
    return Telling(
        NamedSource(source, title, f"Lanternfish, {title} (31 January 2026)", "en"), "p. 2", "12.4"
    )


def told_twice(title: str) -> Paper:
    return on_paper((replace(line(1), tellings=(line(1).tellings[0], another(title))),), (), (), ENGLISH)


def test_of_several_sources_with_short_titles_each_row_has_the_title() -> None:
    made = told_twice("Earnings call")
    assert [telling.where for telling in made.rows[0].tellings] == [
        "Results release ¶1",
        "Earnings call p. 2",
    ]
    assert made.key == ("Results release (30 January 2026)", "Lanternfish, Earnings call (31 January 2026)")


@pytest.mark.parametrize("title", ["Transcript of the fourth quarter call", "Results release"])
def test_titles_too_long_for_a_row_and_equal_ones_give_way_to_marks(title: str) -> None:
    made = told_twice(title)
    assert [telling.where for telling in made.rows[0].tellings] == ["[A] ¶1", "[B] p. 2"]
    assert made.key == (
        "[A]", "Results release (30 January 2026)", "[B]", f"Lanternfish, {title} (31 January 2026)",
    )  # fmt: skip


def test_one_source_is_named_once_above_the_rows() -> None:
    assert paper().key == ("Results release (30 January 2026)",)
    assert paper().rows[0].tellings[0].where == "¶1"


# ---- exceptions


def test_exceptions_of_form_stand_together_by_what_the_rule_doubted() -> None:
    (one,) = told()[0].exceptions
    doubted = [
        replace(one, against="", how=rule, label=name) for rule, name in (("x", "a"), ("y", "b"), ("x", "c"))
    ]
    made = on_paper((), (one, *doubted), (), ENGLISH)
    assert made.exceptions == (one,)
    assert [(rule, [item.label for item in items]) for rule, items in made.forms] == [
        ("x", ["a", "c"]),
        ("y", ["b"]),
    ]


# ---- claims


@pytest.mark.parametrize(
    ("expression", "repeats"),
    [
        ("eps < 0", True),
        ("0 > eps", True),
        ("shops@2025-12-31 >= 1250 shops", True),
        ("shops@2025-12-31 >= 1250 shops and revenue > 0", True),
        ("eps < 0 and revenue > 0", False),
        ("eps < 0 or revenue > 0", False),
        ("not revenue < 0", False),
        ("revenue > 12 bn USD", False),
        ("revenue > revenue~consensus", False),
        ("revenue - revenue~consensus > 0", False),
        ("between(revenue, 12 bn USD, 13 bn USD)", False),
    ],
)
def test_a_claim_that_only_repeats_a_figure_is_left_out(expression: str, repeats: bool) -> None:
    claim = stated(expression)
    made = on_paper((), (), (claim,), ENGLISH)
    assert claim.repeats is repeats
    assert (len(made.claims), len(made.omitted)) == (1 - repeats, repeats)


def test_claims_on_one_condition_stand_in_one_row() -> None:
    claims = (stated("revenue > revenue~consensus"), stated("eps < 1 USD/share", number=2))
    made = on_paper((), (), (*claims, replace(claims[0], number=3, words="ahead")), ENGLISH)
    assert [[claim.number for claim in group.claims] for group in made.claims] == [[1, 3], [2]]
    assert made.claims[0].parts == ("1", "3", "so it is", "ahead", claims[0].in_words)


WORDED: Final = {
    "revenue > revenue~consensus": (
        "Net sales ($12.42bn) above consensus ($12.10bn)",
        "營收（124.2億美元）高於市場預估（121.0億美元）",
    ),
    "revenue > revenue@2024Q4": (
        "Net sales ($12.42bn) above Q4 2024 ($11.03bn)",
        "營收（124.2億美元）高於2024年第四季（110.3億美元）",
    ),
    "between(capex@2025, 1 bn USD, 2 bn USD)": (
        "Capital expenditure (2025, about $1.60bn) between $1bn and $2bn",
        "資本支出（2025，約16.0億美元）介於10億美元與20億美元之間",
    ),
    "not revenue < 1 bn USD": (
        "not (Net sales ($12.42bn) below $1bn)",
        "並非（營收（124.2億美元）低於10億美元）",
    ),
    "eps < 0 and revenue > 0": (
        "EPS (−$0.42) below zero and Net sales ($12.42bn) above zero",
        "每股盈餘（−0.42美元）低於零，且營收（124.2億美元）高於零",
    ),
    "max(abs(revenue), revenue~consensus) > 1 bn USD": (
        "the highest of Net sales ($12.42bn) in absolute terms and Net sales (consensus, $12.10bn) above $1bn",
        "營收（124.2億美元）的絕對值與營收（市場預估，121.0億美元）中最高者高於10億美元",
    ),
    "capex@2025 < high(capex@2026~guidance)": (
        "Capital expenditure (2025, about $1.60bn) below high end of guidance, 2026 ($2.20bn)",
        "資本支出（2025，約16.0億美元）低於財測，2026年上限（22.0億美元）",
    ),
}


@pytest.mark.parametrize("expression", WORDED)
def test_a_condition_reads_in_words_of_the_language(expression: str) -> None:
    assert tuple(stated(expression, tag).in_words for tag in LANGUAGES) == WORDED[expression]
