"""One figure at a time: every way of writing an amount, and what looks like one and is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import value_of, value_read

from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.paragraphs import read_text
from reportgen.languages.wordlists import words

# How it is written => its value in the fact base's notation.
READ = """
1,234.5 | USD 5 m => 5 m USD | $1.2–1.4bn => 1.2 to 1.4 bn USD | £5.2m => 5.2 m GBP | 45p => 0.45 GBP
3¢ => 0.03 USD | €1.2bn => 1.2 bn EUR | ¥500bn => 500 bn JPY | NT$1.5兆 => 1.5兆 TWD
Rs 1,200 crore => 12 bn INR | 16k => 16 thousand | $-3.4m => -3.4 m USD | -$3.4m => -3.4 m USD
$(1.2) million => -1.2 m USD | 2,134億美元 => 2134億 USD | 1億2,300萬元 => 12300萬 TWD
3萬5千 => 35 thousand | 1.2萬億元 => 1.2 tn TWD | 1.2万亿元 => 1.2 tn CNY | 5千萬 => 5000萬 | ２３．５％ => 23.5%
ＮＴ＄５億 => 5億 TWD | ３，４５６家 => 3,456 | 新台幣30億元 => 30億 TWD | 人民币30亿元 => 30億 CNY
c.30m => about 30 m
(0.5)% => -0.5% | -3.2% | ±2% => 2% | 5 per cent => 5% | 50bps => 50 bps | 25 basis-point => 25 bps
40個基點 => 40 bps | 3.2pp => 3.2 points | 2個百分點 => 2 points | 2.5x => 2.5 x | 1.7倍 => 1.7 x
7 times => 7 x | 百分之十二點五 => 12.5% | 3成 => 30% | 兩成五 => 25% | 七折 => 70% | 八五折 => 85%
minus 4% => -4%
2–3x => 2 to 3 x | 5-7% => 5% to 7% | 11% to 15% | $5m to $6m => 5 to 6 m USD
5 to 6 million => 5 to 6 m | 1735億至1785億美元 => 1735億 to 1785億 USD | 3至5個百分點 => 3 to 5 points
三至五成 => 30% to 50% | 七八成 => 70% to 80% | 兩三家 => 2 to 3 | 15%～20% => 15% to 20%
約2000億美元 => about 2000億 USD | 逾10% => over 10% | 超過10億 => over 10億 | 近70% => nearly 70%
接近30% => nearly 30% | 高達40% => up to 40% | 不到5% => under 5% | 至少3% => at least 3%
30%以上 => at least 30% | 22%左右 => about 22% | 100多家 => over 100 | 60餘項 => over 60
more than $3bn => over 3 bn USD | less than 5% => under 5% | nearly 30% | almost 9% => nearly 9%
up to 40% | at least $3bn => at least 3 bn USD | ~10% => about 10% | 20+ => at least 20
>20% => over 20% | no more than 5% => up to 5% | north of 90% => over 90%
一百二十三家 => 123 | 二十萬 => 20萬 | 三項 => 3 | 十二席 => 12 | 兩倍 => 2 x | 一倍 => 1 x
三點五倍 => 3.5 x | 數十億美元 => over 10億 USD | 數千家 => over 1000 | 上百家 => at least 100
千億美元 => over 1000億 USD | 近千億元 => nearly 1000億 TWD | twelve => 12 | twenty-five percent => 25%
a dozen => 12 | two hundred and ten million dollars => 210 m USD | half a billion euros => 0.5 bn EUR
two and a half => 2.5 | tens of millions => over 10 m | multi-billion-dollar => over 1 bn USD
several hundred => over 100 | fifteen to twenty million => 15 to 20 m
翻倍 => 2.0 x | 近乎翻倍 => nearly 2.0 x | 翻了一番 => 2.0 x | 翻兩番 => 4.0 x
more than doubled => over 2.0 x | tripled => 3.0 x | halved => 0.5 x | twice => 2.0 x
tenfold => 10.0 x | 三位數 => at least 100% | 雙位數 => at least 10% | double-digit => at least 10%
single-digit => under 10% | mid-single-digit => 4% to 6% | low double digits => 10% to 13%
high-teens => 17% to 19% | 中個位數 => 4% to 6% | nine-figure => at least 100 m
1/3 | one-third => 1/3 | two-thirds => 2/3 | about a third => about 1/3 | half => 1/2 | 一半 => 1/2
三分之一 => 1/3 | ¾ => 3/4 | 3½% => 3.5% | one in three => 1/3 | 1 in 5 => 1/5 | nine out of ten => 9/10
每三件售出商品就有一件 => 1/3 | 每10家就有3家 => 3/10 | 每十人有七人 => 7/10
three quarters of the => 3/4
連續第三年 => 3 | 連三季 => 3 | third consecutive => 3 | eighth straight => 8
fourth year in a row => 4
"""
PAIRS = [
    tuple((pair.split(" => ") * 2)[:2]) for line in READ.strip().splitlines() for pair in line.split(" | ")
]


@pytest.mark.parametrize(("written", "value"), PAIRS)
def test_an_amount_is_read(written: str, value: str) -> None:
    figures = read_text(written).figures
    assert [value_read(figure) for figure in figures] == [value_of(value)]
    assert figures[0].printed == written.removesuffix(" the").removesuffix(" of")


@pytest.mark.parametrize(("written", "value"), PAIRS)
def test_an_amount_is_read_in_the_middle_of_either_language(written: str, value: str) -> None:
    for text in (f"營收達{written}，優於預期。", f"it came to {written}, which was ahead."):
        if written[0] in "近千上" or written in ("c.30m", "Rs 1,200 crore") or written[0].isalpha():
            continue  # 達近…, 達c…: letters need a space, and 達 may belong to the qualifier
        assert [value_read(figure) for figure in read_text(text).figures] == [value_of(value)], text


READ_IN_JAPANESE = """
12.3％ => 12.3% | 1兆2,345億6,700万円 => 12,345.67億 JPY | 3万5千台 => 35 thousand | 12億米ドル => 12億 USD
10億ユーロ => 10億 EUR | 5ポンド => 5 GBP | 3億人民元 => 3億 CNY | ▲3.2％ => -3.2% | △35億円 => -35億 JPY
マイナス20億円 => -20億 JPY | 1.2ポイント => 1.2 points | 1.5pt => 1.5 points | 250bp => 250 bps
25ベーシスポイント => 25 bps | 5パーセント => 5% | 2.5倍 => 2.5 x | 三割 => 30% | 3割5分 => 35% | 三割五分 => 35%
3割半 => 35% | 七八割 => 70% to 80% | 7〜8割 => 70% to 80% | 一割弱 => under 10% | 1割強 => over 10%
半分 => 1/2 | 過半 => over 1/2 | 倍増 => 2.0 x | 2ケタ => at least 10% | 1桁台後半 => 7% to 9%
2桁台前半 => 10% to 13% | 三桁 => at least 100% | 二、三社 => 2 to 3 | 三社 => 3 | 二十億円 => 20億 JPY
千二百円 => 1200 JPY | 一万二千人 => 12000 | 数十億円 => over 10億 JPY | 数百社 => over 100 | 十数社 => over 10
数割 => over 10% | 数倍 => over 1 x | 三分の一 => 1/3 | 3分の2 => 2/3 | 10社中3社 => 3/10
3期連続 => 3 | 12ヵ月連続 => 12 | 連続7期 => 7 | 約500億円 => about 500億 JPY | およそ20社 => about 20
ほぼ100％ => nearly 100% | 1,000億円超 => over 1000億 JPY | 1000億円を超える => over 1000億 JPY
20％以上 => at least 20% | 80％以下 => up to 80% | 1％未満 => under 1% | 30％程度 => about 30%
600億円前後 => about 600億 JPY | 5000人余り => over 5000 | 最大40％ => up to 40% | 10〜15％ => 10% to 15%
300億～350億円 => 300億 to 350億 JPY | 15％ないし20％ => 15% to 20% | 45銭 => 0.45 JPY | ２３社 => 23
"""
PAIRS_IN_JAPANESE = [
    pair.split(" => ") for line in READ_IN_JAPANESE.strip().splitlines() for pair in line.split(" | ")
]


@pytest.mark.parametrize(("written", "value"), PAIRS_IN_JAPANESE)
def test_an_amount_is_read_in_japanese(written: str, value: str) -> None:
    for text in (written, f"売上は{written}、市場の予想通り"):
        figures = read_text(text, "ja").figures
        assert [value_read(figure) for figure in figures] == [value_of(value)], text
        assert figures[0].printed == written


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("契約は10年", "10年"), ("11人当たり", "11人"), ("21部門", "21部門"), ("月間5,000万人が利用", "5,000万人"),
        ("パート3,000人", "3,000人"), ("3メガワット", "3メガワット"), ("12本の柱", "12本"),
    ],
)  # fmt: skip
def test_an_idiom_takes_nothing_of_a_figure_in_japanese(text: str, printed: str) -> None:
    assert [figure.printed for figure in read_text(text, "ja").figures] == [printed]


NO_FIGURES = """
2025年 | 2025年第四季 | 第三季 | 前三季累計 | 首九個月 | 12月底 | 2026年6月30日 | 2024至2026年
過去12個月 | 1-9月 | 2024年初 | 民國114年 | 2030/31賽季 | Q4 | Q4'25 | 4Q25 | 1H25 | 2026 Q1 | FY26
fiscal 2026 | FY2025/26 | 30 June 2026 | June 30, 2026 | Dec. 26 | mid-2026 | 1990s | 2024-25 | TTM
first nine months | nine months ended | the third quarter | second half | trailing twelve months
5:00 p.m. | 14:00–15:30 | 2025-12-31 | 31/12/2025 | Trainium2 | x86 | FP4 | S&P 500 | 5G | A320neo
737-800 | CET1 | H100 | GPT-5.2 | IFRS 16 | Tier 1 | Stage 3 | Note 12 | 10-K | Python 3.11 | 3奈米
B2B | COVID-19 | US0378331005 | +1 (212) 555-0100 | +44 20 7946 0958 | 1-800-555-0199 | (02) 2345-6789
6789.TW | v2.3.1 | 3.11.4 | 台積電(2330) | 001-12345 | 第三大 | 21st century | second-largest
a third party | (1) Shares | 二、展望 | 三大法人 | Big Four | Magnificent Seven | 雙11 | 24/7
two reasons | three key points | the two are | 兩個層面 | 三項因素 | 一旦 | 唯一 | 百分比 | 半導體
單一晚間 | 雙重打擊 | 三星 | another | one of them | 萬一 | double-check | 數週 | 幾項 | （單位：億元）
"""


@pytest.mark.parametrize("text", NO_FIGURES.strip().replace("\n", " | ").split(" | "))
def test_what_is_no_figure_is_not_read_as_one(text: str) -> None:
    assert [figure.printed for figure in read_text(text).figures] == []


def test_a_change_is_two_figures_and_a_range_is_one() -> None:
    for text, count in [
        ("from 5% to 7%", 2), ("rose from $5.2bn to $6.1bn", 2), ("從5%升至7%", 2), ("從382億大幅降至112億", 2),
        ("margin slipped (0.5)% to 41.8%", 2), ("rose 12% to $5.6 billion", 2), ("between 11% and 15%", 1),
        ("介於11%至15%之間", 1),
        ("ranging from 2% to 4%", 1), ("11% and 15%", 2), ("7% to 5%", 2), ("區間由380億至420億美元", 1),
    ]:  # fmt: skip
        assert len(read_text(text).figures) == count, text


def test_a_duration_is_a_figure_but_a_recent_one_is_not_nearly_so_long() -> None:
    for text, printed, qualifier in [
        ("a 10-year note", "10", ""), ("近三年", "三年", ""), ("over three years", "three", ""),
        ("more than three years", "more than three", "over"), ("近三成", "近三成", "nearly"), ("最近三季", "三季", ""),
    ]:  # fmt: skip
        (figure,) = read_text(text).figures
        assert (figure.printed, figure.qualifier) == (printed, qualifier)


def test_doubling_may_also_mean_a_hundred_percent_more() -> None:
    for text in ("翻倍", "doubled"):
        (figure,) = read_text(text).figures
        assert (figure.quantity.point, figure.also) == (2, (1,))


def test_a_sign_that_currencies_share_stands_for_any_of_them() -> None:
    (dollars,), (yuan,) = read_text("$5m").figures, read_text("5億元").figures
    assert {"USD", "TWD", "HKD"} <= set(dollars.money)
    assert {"CNY", "TWD"} <= set(yuan.money)
    assert read_text("US$5m").figures[0].money == ("USD",)


def test_only_a_naked_number_is_bare() -> None:
    assert [figure.bare for figure in read_text("1,234  5%  $6  7億  8家  9").figures] == [
        True, False, False, False, False, True,
    ]  # fmt: skip


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    reading = read_text("first 1%\n\n   \n  second 2%\r\nthird 3%\n")
    assert [(p.number, p.line) for p in reading.paragraphs] == [(1, 1), (2, 4), (3, 5)]
    assert [(f.paragraph.number, f.start) for f in reading.figures] == [(1, 6), (2, 9), (3, 6)]


# ---- for every text ------------------------------------------------------------------------------------------

PIECES = st.sampled_from(words("""
    2025 年 月 % 億 萬 美元 $ £ 12 3.5 1,234 ( ) - – ~ to and from between 三 兩 十 百 成 倍 Q4 FY26 about over
    約 逾 近 half third doubled million bn x . , ： / : 第 每 家 個 Trainium2 S&P 500 數 翻倍 two in ten minus ± ＋
    ５ 。 or 或 至 a ½ 點 半
"""))  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
    st.text(max_size=80),
)


@given(TEXTS)
def test_every_digit_is_in_exactly_one_figure_or_aside(text: str) -> None:
    reading = read_text(text)
    taken: dict[tuple[int, int], int] = {}
    for item in (*reading.figures, *reading.asides):
        for at in range(item.start, item.end):
            taken[item.paragraph.number, at] = taken.get((item.paragraph.number, at), 0) + 1
    for paragraph in reading.paragraphs:
        for match in re.finditer("[0-9０-９]", paragraph.text):
            assert taken.get((paragraph.number, match.start()), 0) == 1, (match.group(), paragraph.text)


@given(TEXTS)
def test_figures_stand_in_order_inside_their_paragraph(text: str) -> None:
    for figure in read_text(text).figures:
        assert (
            0 <= figure.start <= figure.core[0] < figure.core[1] <= figure.end <= len(figure.paragraph.text)
        )
        low, high = figure.quantity.interval.low, figure.quantity.interval.high
        assert low is None or high is None or low <= high


@given(st.text(max_size=60))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1,",
        "a-",
        "two ",
        "一",
        "百",
        "第",
        "每三件",
        "2025-",
        "1/",
        "a1.b2-",
        " ",
        "A",
        "www.",
        "a@",
        "(1) ",
        "from ",
        "1 (",
        "1\t",
        "(in millions ",
        "路1",
        "passcode 1",
        "1 Main ",
        "($1",
        "1億 ",
        "12/",
        "1,00",
        "100-",
    ],
)
def test_a_long_repetition_is_read(piece: str) -> None:
    """None of the patterns backtracks its way through it: 40,000 characters would never end."""
    assert len(read_text(piece * (40_000 // len(piece))).paragraphs) == (piece != " ")
