"""The scan: what has to be accounted for on a page, wherever it stands."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.figures.reader.scanning import numerals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$213.4bn and 1,250 shops", ["213.4", "1,250"]),
        ("Trainium2, x86, FP4", ["2", "86", "4"]),
        ("½ of it, x², ③, １２, ٣, Ⅷ, ㉑", ["½", "²", "③", "１２", "٣", "Ⅷ", "㉑"]),
        ("twelve shops, a third, doubled, tenfold", ["twelve", "a third", "doubled", "tenfold"]),
        ("two-thirds; half of it; a quarter of", ["two", "thirds", "half", "a quarter of"]),
        ("twenty-one, twentyone, hundreds, billions, a dozen",
         ["twenty-one", "twentyone", "hundreds", "billions", "dozen"]),
        ("one percent, one in five, zero percent", ["one", "one", "five", "zero"]),
        ("one shop, once, first, the third quarter, in a quarter, zero-based, no one", []),
        ("sales fell a quarter; by about a quarter; a quarter ago", ["fell a quarter", "by about a quarter"]),
        ("rose VIII percent, by XIV, xii per cent, V percent", ["VIII", "XIV", "xii", "V"]),
        ("I think CD sales, the IV drip and Windows XP are a MIX", []),
        ("money, often, weight, intent, scored, halftone", []),
        ("兩輪裁員，三家業者，四處，十二項", ["兩", "三", "四", "十二"]),
        ("三分之一，七成，一半，過半，翻倍，數十億美元", ["三分之一", "七", "一半", "過半", "翻倍", "數十億"]),
        ("第三季，一項，其二，一次，成長，統一，週三，參考，大陸", []),
        ("參成，壹佰億，柒倍，貳仟萬", ["參", "壹佰億", "柒", "貳仟萬"]),
        ("一億，一成，一倍，一元，一個百分點", ["一億", "一", "一", "一", "一"]),
        ("由五增至八，雙位數，千億級，腰斬，二〇二五", ["由五", "增至八", "雙位數", "千億", "腰斬", "二〇二五"]),
        ("\ufffc million, \ufffcbn, \ufffc%, \ufffc percent, \ufffc億, \ufffc shops, \ufffc成長",
         ["million", "bn", "%", "percent", "億"]),
    ],
)  # fmt: skip
def test_numerals_are_found(text: str, found: list[str]) -> None:
    assert [numeral.text for numeral in numerals(text)] == found


def test_every_character_that_is_a_number_is_found() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Nd", "No") or (
            unicodedata.category(char) == "Nl" and char != "〇"
        ):
            assert [numeral.text for numeral in numerals(f"rose {char} percent")] == [char], hex(code)


@given(st.text(max_size=80))
def test_numerals_stand_in_order_where_they_say(text: str) -> None:
    at = 0
    for numeral in numerals(text):
        assert at <= numeral.start < numeral.end
        assert text[numeral.start : numeral.end] == numeral.text
        at = numeral.end


@pytest.mark.parametrize(
    "piece", ["9", "1,", "two ", "twenty-", "一", "百", "MD", "a quarter ", "\ufffc ", "half "]
)
def test_a_long_repetition_is_scanned(piece: str) -> None:
    """None of the patterns backtracks its way through it: 40,000 characters would never end."""
    assert list(numerals(piece * (40_000 // len(piece)))) or piece in ("MD", "\ufffc ", "a quarter ")
