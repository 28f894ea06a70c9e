"""What each numeral of an author's text is: every way of saying a figure is refused, and nothing else."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.document.judge import FIGURE, PASSING, judge_numerals
from reportgen.figures.reader.scanning import numerals
from reportgen.languages.wordlists import words

CASES: Final = Path(__file__).parents[1] / "cases"


def lines(name: str) -> list[str]:
    """The lines of a file of cases; ￼ stands for U+FFFC, what is bound already."""
    return [line for line in (CASES / name).read_text("utf-8").splitlines() if line]


def figures(text: str, language: str = "") -> list[str]:
    return [text[each.start : each.end] for each in judge_numerals(text, language) if not each.passes]


@pytest.mark.parametrize("phrase", lines("numerals/unbound.txt"))
def test_a_figure_is_refused_however_it_is_said(phrase: str) -> None:
    assert figures(phrase)


@pytest.mark.parametrize("phrase", lines("numerals/passing.txt"))
def test_what_is_no_figure_passes(phrase: str) -> None:
    assert figures(phrase) == []


@pytest.mark.parametrize("phrase", lines("numerals/unbound-ja.txt"))
@pytest.mark.parametrize("language", ["ja", "zh-Hant", "en", ""])
def test_a_figure_in_japanese_is_refused_in_every_text(phrase: str, language: str) -> None:
    assert figures(phrase, language)


@pytest.mark.parametrize("phrase", lines("numerals/passing-ja.txt"))
def test_what_is_no_figure_passes_in_japanese(phrase: str) -> None:
    assert figures(phrase, "ja") == []


@pytest.mark.parametrize("name", ["en", "zh-Hant", "ja"])
def test_ordinary_prose_passes(name: str) -> None:
    prose = lines(f"prose/{name}.txt")
    assert len(prose) == 50
    assert {sentence: found for sentence in prose if (found := figures(sentence, name))} == {}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("本季開了seventeen間", "zh-Hant", ["seventeen"]),
        ("成本三割", "zh-Hant", ["三"]),
        ("獲利倍増", "zh-Hant", ["倍増"]),
        ("sales of 三割 and 兩家", "en", ["三", "兩家"]),
        ("売上は兩家の合計", "ja", ["兩"]),
        ("利益はdoubledした", "ja", ["doubled"]),
        ("営業利益三成", "ja", ["三"]),
        ("四国電力は一部の三菱の債券", "ja", []),
        ("五輪の反動と七十七銀行", "ja", []),
        ("Shikoku (四国電力) is a utility", "en", []),
        ("二三家", "zh-Hans", ["二三家"]),
        ("两家公司成长三成", "zh-Hans", ["两家", "三成"]),
    ],
)
def test_the_numerals_of_every_language_count_in_every_text(
    text: str, language: str, found: list[str]
) -> None:
    assert figures(text, language) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2026年3月期", ["period"]),
        ("第3四半期", ["period"]),
        ("12月31日に", ["date"]),
        ("午後3時", ["time"]),
        ("トヨタ（7203）", ["identifier"]),
        ("3ナノの量産", ["name"]),
        ("世界2位", ["ordinal"]),
        ("1株当たり利益", ["idiom"]),
        ("3つの理由", ["discourse"]),
        ("（百万円）", ["unit"]),
        ("三社", ["figure"]),
    ],
)
def test_each_has_its_kind_in_japanese(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in judge_numerals(text, "ja")] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("On 6 February 2026 at 14:30", ["date", "time"]),
        ("in Q4 2025", ["period"]),
        ("GB300 and S&P 500", ["name", "name"]),
        ("World War II", ["name"]),
        ("the chain Five opened shops", ["name"]),
        ("US0378331005", ["identifier"]),
        ("the 3rd of them", ["ordinal"]),
        ("(1) sales and (2) costs", ["numbering", "numbering"]),
        ("we double-checked", ["idiom"]),
        ("two reasons", ["discourse"]),
        ("it is given twice.", ["discourse"]),
        ("sales (17) rose", ["figure"]),
        ("sales (1234) rose", ["figure"]),
        ("Hon Hai (2317) rose", ["identifier"]),
        ("the retailer Acme 17 has", ["figure"]),
        ("growth17 and about5", ["figure", "figure"]),
        ("+12 345", ["figure", "figure"]),
        ("Chain Of Seventeen Shops Opens", ["figure"]),
    ],
)
def test_each_has_its_kind(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in judge_numerals(text)] == kinds


@pytest.mark.parametrize(
    ("text", "value", "unit", "also"),
    [
        ("sales doubled", 2, "x", (1,)),
        ("thirteen quarters", 13, "", ()),
        ("three charges", 3, "", ()),
        ("more than a third", Fraction(1, 3), "", ()),
        ("三位數", 1, "%", (Fraction(100),)),
        ("over $99 billion", 99 * 10**9, "USD", ()),
        ("rose ㉑ percent", 21, "", ()),
        ("rose Ⅷ percent", 8, "", ()),
        ("營收２７億美元", 27 * 10**8, "USD", ()),
        ("參成", Fraction(3, 10), "%", ()),
    ],
)
def test_a_figure_has_its_value(text: str, value: Fraction, unit: str, also: tuple[Fraction, ...]) -> None:
    (figure,) = (each for each in judge_numerals(text) if each.kind == FIGURE)
    assert figure.quantity is not None
    assert (figure.quantity.point, str(figure.quantity.unit), figure.also) == (value, unit, also)


def test_a_scale_behind_what_is_bound_has_no_value_of_its_own() -> None:
    (figure,) = judge_numerals("\ufffc million")
    assert (figure.kind, figure.quantity) == (FIGURE, None)


# ---- for every text ------------------------------------------------------------------------------------------

PIECES = st.sampled_from(words("""
    2025 年 月 % 億 萬 美元 $ 12 3.5 ( ) - – to and 三 兩 十 百 成 倍 Q4 half third doubled million . , 第 每 家 個
    Trainium2 S&P 500 one two twenty quarter of a the fell percent VIII II World Phase ² ③ ½ Ⅷ 壹 參 twice reasons
    一 一般 統一 半 過半 翻倍 \ufffc sales score scores double check - 數 上 位數 點 分之 比 零 連 季 Five the 營收
    割 社 円 ％ ポイント 倍増 半減 四国 第3四半期 3月期 ▲ つの 理由 カ国 ケタ 連続 の を 数 万
"""))  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
    st.text(max_size=60),
)


LANGUAGES = st.sampled_from(["en", "ja", "zh-Hant", ""])


@given(TEXTS, LANGUAGES)
def test_nothing_is_passed_over_in_silence(text: str, language: str) -> None:
    judged = judge_numerals(text, language)
    for numeral in numerals(text):
        there = [each for each in judged if each.start < numeral.end and numeral.start < each.end]
        assert there, (text, numeral)
        if all(each.passes for each in there):
            assert all(
                any(each.start <= at < each.end for each in there) for at in range(numeral.start, numeral.end)
            ), (text, numeral)


@given(TEXTS, LANGUAGES)
def test_what_is_judged_stands_in_order_inside_the_text(text: str, language: str) -> None:
    judged = judge_numerals(text, language)
    assert [each.start for each in judged] == sorted(each.start for each in judged)
    assert all(0 <= each.start < each.end <= len(text) for each in judged)
    assert all(each.passes == (each.kind in PASSING) for each in judged)


@pytest.mark.parametrize(
    "name",
    ["numerals/unbound.txt", "numerals/unbound-ja.txt", "prose/en.txt", "prose/ja.txt", "prose/zh-Hant.txt"],
)
def test_a_figure_is_a_numeral_to_the_scan_too(name: str) -> None:
    """A page is read back by the scan: what `judge` refuses in a text must not escape it there."""
    for text in lines(name):
        hits = list(numerals(text))
        for each in judge_numerals(text):
            if each.kind == FIGURE:
                assert any(hit.start < each.end and each.start < hit.end for hit in hits), text


@pytest.mark.parametrize("piece", ["9", "1,", "百", "一", "3つの", "二、", "2025年", "カ", "数", "割", "第"])
def test_a_long_repetition_is_judged_in_japanese(piece: str) -> None:
    """None of the patterns is tried over a run again and again: 40,000 characters would never end."""
    assert bool(figures(piece * (40_000 // len(piece)), "ja")) is (piece in ("9", "1,", "百", "一", "3つの"))
