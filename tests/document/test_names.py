"""Which wordings may be declared as names."""

from __future__ import annotations

import pytest

from reportgen.document.names import name_trouble


@pytest.mark.parametrize(
    ("terms", "trouble"),
    [
        ("$99 billion | 99 USD | USD 99 | €5 | NT$30 | 三億美元 | 三元 | three cents | 五美分",
         "it holds an amount of money"),
        ("81% | two percent | VIII percent | 5 bps | 3 points | 三成 | 參成 | 三趴 | 百分之五 | double-digit growth",
         "it holds a percentage"),
        ("2 million | 三億 | the billions | in the billions | \ufffc million | a dozen | 99bn | 千億級",
         "it holds an amount with a scale"),
        ("兩倍 | 1.5x | doubled | twice the rate | 翻倍", "it holds a multiple"),
        ("one half | half | a third of sales | 一半 | 三分之一", "it holds a share"),
        ("5 GW", "it holds an amount with a unit"),
        ("2027 | 99 | 1,234 | seventeen | twenty-five | about 99 | 99–101 | 二〇二五 | 三十七 | ② | Ⅷ",
         "it is nothing but a number"),
    ],
)  # fmt: skip
def test_an_amount_is_no_name(terms: str, trouble: str) -> None:
    for term in terms.split(" | "):
        assert name_trouble(term) == trouble, term


NAMES = """
Trainium2 | x86 | FP4 | two rounds | Two segments | Four figures | the other two | the three come to | three reasons
三家業者 | 兩輪 | 另兩項 | 今明兩年 | 三大雲端業者 | Big Three | 11月宣布 | 11月 | Fortune 500 | 3奈米 | S&P 500
Wi-Fi 7 | GB300 | Acme 17 | World War II | net sales
"""


@pytest.mark.parametrize("term", NAMES.strip().replace("\n", " | ").split(" | "))
def test_a_name_or_a_count_in_a_wording_may_be_declared(term: str) -> None:
    assert name_trouble(term) == ""
