"""The numerals of Japanese."""

from __future__ import annotations

import re
from typing import Final

from reportgen.languages import han
from reportgen.languages.amounts import Lazy
from reportgen.languages.forms import HAN
from reportgen.languages.han import folded
from reportgen.languages.han_tables import TABLES
from reportgen.languages.ja.numerals.amounts import GRAMMAR
from reportgen.languages.ja.numerals.asides import ASIDES
from reportgen.languages.ja.numerals.judging import JUDGING
from reportgen.languages.ja.numerals.lexicon import MONEY_BEFORE, UNITS, WORDING
from reportgen.languages.ja.numerals.scan import KANA, SCAN
from reportgen.languages.ja.numerals.spellings import SPELLINGS
from reportgen.languages.numeral_pack import Digits, Numerals, Ranges, Script

_NO_YEAR = "一二三四五六七八九十百零0-9"

NUMERALS: Final = Numerals(
    language="ja",
    also_reads=(),
    script=Script(
        name="Han",
        letters=Lazy(KANA),
        twins=han.TWINS,
        financial=Lazy(r"(?!)"),
        plain={},
        any_letter=Lazy(rf"\u3007|{HAN}|{KANA}", re.UNICODE),
    ),
    scan=SCAN,
    digits=Digits(
        minus=r"[▲△]\s?|マイナス\s?|負の",
        scalings=(han.SCALING,),
        loosely={folded("余り"): "over", folded("余"): "over"},
        money=MONEY_BEFORE,
        units=UNITS,
        money_in_twins="",
    ),
    wording=WORDING,
    ranges=Ranges(
        to="ないし|乃至",
        and_=r"と",
        or_=r"または|もしくは|あるいは",
        source=r"(?!)",
        ranging=r"(?:レンジは?|範囲は?)\s*",
        between=r"(?!)",
        moved=r"(?!)",
    ),
    tables=TABLES,
    grammar=GRAMMAR,
    asides=ASIDES,
    begins=r"(?=[0-9IVXFTJGSQH(]|[^\x00-\x7f])",
    judging=JUDGING,
    spellings=SPELLINGS,
    prolongs="[万億兆千百倍割]|パーセント|ポイント",
    placeholders=(
        r"要(?:確認|追記|更新|差し?替え?)(?!事項)",
        rf"(?<![{_NO_YEAR}〇])〇{{2,}}(?![{_NO_YEAR}〇年])|[●◎]{{2,}}",
    ),
)
