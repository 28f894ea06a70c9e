"""Where lines may end: at phrases, never in a number with its unit, and with no runt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some
from support import drafts

from reportgen.document.nodes import Emphasis, Line, Named, NameKind, Words
from reportgen.document.walk import plain
from reportgen.exhibits.measure import JOINER
from reportgen.languages.line_breaks import NOT_FIRST, NOT_LAST
from reportgen.languages.phrase_ends import phrase_ends
from reportgen.press.phrases import MAY_BREAK, Phrases, with_line_ends

SCREEN, PAPER = Phrases("Jpan"), Phrases("Jpan", joined=True)
NO_BREAK = "\u00a0"


def cut(text: str, script: str) -> str:
    ends = [0, *phrase_ends(text, script), len(text)]
    return "|".join(text[low:high] for low, high in pairwise(ends))


def line(text: str) -> Line:
    return (Words(text),)


@pytest.mark.parametrize(
    ("script", "phrases"),
    [
        ("Jpan", "業績：|増収増益、|利益率も|改善"),
        ("Jpan", "営業利益率は|2四半期連続で|改善し、|通期予想を|据え置いた"),
        ("Hant", "帆船|第四季|AWS營收年|增24%，|經營|團隊|預期|2026年|資本|支出|約2,000億美元"),
    ],
)
def test_phrases_end_where_a_reader_pauses(script: str, phrases: str) -> None:
    assert cut(phrases.replace("|", ""), script) == phrases


@given(
    some.text("利益率は約年億2,0%（）、。「」AWS ", min_size=1, max_size=24),
    some.sampled_from(["Jpan", "Hant"]),
)
def test_no_phrase_ends_in_a_number_in_latin_or_against_punctuation(text: str, script: str) -> None:
    for at in phrase_ends(text, script):
        before, after = text[at - 1], text[at]
        assert after not in NOT_FIRST
        assert before not in NOT_LAST
        assert (
            not (before.isdigit() or (before.isascii() and before.isalpha()))
            or not after.isascii()
            or after == " "
        )
        assert not before.isdigit() or after == " "


def test_a_browser_is_told_where_and_the_press_where_not() -> None:
    heading = line("業績：増収増益、利益率が大きく改善")
    assert (
        plain(SCREEN.title(heading)) == f"業績：{MAY_BREAK}増収増益、{MAY_BREAK}利益率が{MAY_BREAK}大きく改善"
    )
    joined = plain(PAPER.title(heading))
    assert joined.replace(JOINER, "") == plain(heading)
    assert "：増" in joined
    assert f"益{JOINER}率" in joined


def test_a_phrase_longer_than_a_line_is_broken_like_any_text() -> None:
    name = line("ア" * 40)
    assert plain(PAPER.title(name)) == "ア" * 40


def test_marks_stand_in_what_is_stressed_too() -> None:
    heading = (Words("業績："), Emphasis((Words("増収増益、"),)), Words("利益率が大きく改善"))
    made = SCREEN.title(heading)
    assert plain(made).count(MAY_BREAK) == 3
    assert isinstance(made[1], Emphasis)


@pytest.mark.parametrize(
    ("text", "set_so"),
    [
        (
            "Orders of the mills rose for a third year.",
            f"Orders of the mills rose for a third{NO_BREAK}year.",
        ),
        ("Two words", "Two words"),
        (
            "All of it rests on internationalisation, manufacturing.",
            "All of it rests on internationalisation, manufacturing.",
        ),
    ],
)
def test_the_last_two_words_stand_together_if_short(text: str, set_so: str) -> None:
    assert plain(Phrases().text(line(text))) == set_so
    assert plain(Phrases().title(line(text))) == set_so


def test_the_last_line_on_paper_has_more_than_a_character_of_han() -> None:
    text = line("利益は増えた。")
    assert plain(PAPER.text(text)) == f"利益は増{JOINER}え{JOINER}た{JOINER}。"
    assert SCREEN.text(text) == text


def test_a_document_reads_the_same_with_its_marks() -> None:
    document = drafts()[0].document
    made = with_line_ends(document, Phrases())
    assert made != document
    assert plain(made.headline.content).replace(NO_BREAK, " ") == plain(document.headline.content)


def test_a_paragraph_of_one_line_stays_as_it_is() -> None:
    greeting = line("Dear Ben Okri,")
    assert Phrases().text(greeting) == greeting


@pytest.mark.parametrize(
    ("kind", "text", "set_so"),
    [
        ("date", "30 June 2024", "30\u00a0June\u00a02024"),
        ("period", "FY25 Q2", "FY25\u00a0Q2"),
        ("label", "Net income", "Net income"),
        ("period", "12 months to 30 September 2024", "12 months to 30 September 2024"),
    ],
)
def test_a_date_stands_on_one_line_on_paper(kind: NameKind, text: str, set_so: str) -> None:
    name = Named(text, kind)
    before = line("Accounts receivable rose by a fifth from ")
    after = line(" and days of sales outstanding did so too.")
    said = (*before, Emphasis((name,)), *after)
    on_paper = plain(Phrases(joined=True).text(said))
    assert f" {set_so} and" in on_paper
    assert f" {text} and" in plain(Phrases().text(said))
