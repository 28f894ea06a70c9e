"""What a figure in a table or a chart is qualified by: as each language writes it, and read back as what it was."""

from __future__ import annotations

import pytest

from reportgen.facts.quantity import parse_quantity
from reportgen.figures.display import cell_scale, show
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.reader.paragraphs import read_text
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import QUALIFYING

TERSE = {
    "en": ["≈36%", "≈36%", ">36%", "≥36%", "<36%", "≤36%"],
    "zh-Hant": ["約36%", "近36%", "逾36%", "36%以上", "未滿36%", "最高36%"],
    "ja": ["約36%", "36%近く", "36%超", "36%以上", "36%未満", "36%以下"],
}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_its_own_signs_and_words(tag: str) -> None:
    style = NumberStyle(tag)
    assert [show(parse_quantity(f"{word} 36%"), style, terse=True) for word in QUALIFYING] == TERSE[tag]


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("word", QUALIFYING)
@pytest.mark.parametrize("value", ["36%", "-36%", "200 bn USD"])
def test_it_is_read_back(tag: str, word: str, value: str) -> None:
    q = parse_quantity(f"{word} {value}")
    for sign in (False, True):
        (found,) = read_text(show(q, NumberStyle(tag), terse=True, sign=sign), tag).figures
        # English has one mark for about and nearly, since < would give up how near.
        assert found.qualifier == ("about" if (tag, word) == ("en", "nearly") else word)
        assert found.quantity.point == q.point


@pytest.mark.parametrize(("tag", "shown"), [("en", "≈+36"), ("zh-Hant", "約+36"), ("ja", "約+36")])
def test_a_sign_stands_at_its_digits(tag: str, shown: str) -> None:
    style = NumberStyle(tag)
    assert show(parse_quantity("about 36%"), style, sign=True, cell=cell_scale("%", style)) == shown


@pytest.mark.parametrize(
    ("tag", "shown"), [("en", "$120–140m"), ("zh-Hant", "1.20–1.40億美元"), ("ja", "1.20～1.40億ドル")]
)
def test_a_range_has_the_dash_of_its_language(tag: str, shown: str) -> None:
    assert show(parse_quantity("120 to 140 m USD"), NumberStyle(tag), terse=True) == shown


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("over", "逾30%"),
        ("nearly", "近30%"),
        ("under", "未滿30%"),
        ("at least", "+30%以上"),
        ("about", "約+30%"),
    ],
)
def test_a_word_that_goes_before_its_figure_in_chinese_takes_no_plus(word: str, shown: str) -> None:
    style = NumberStyle("zh-Hant")
    assert show(parse_quantity(f"{word} 30%"), style, sign=True, terse=True) == shown
    assert show(parse_quantity(f"{word} -30%"), style, sign=True, terse=True).count("−") == 1
