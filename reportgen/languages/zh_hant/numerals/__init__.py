"""The numerals of Chinese; simplified characters are read as their traditional twins."""

from __future__ import annotations

import re
from typing import Final

from reportgen.languages import han
from reportgen.languages.amounts import Lazy
from reportgen.languages.forms import HAN
from reportgen.languages.han_tables import TABLES
from reportgen.languages.numeral_pack import Digits, Numerals, Ranges, Script
from reportgen.languages.zh_hant.numerals.amounts import GRAMMAR
from reportgen.languages.zh_hant.numerals.asides import ASIDES
from reportgen.languages.zh_hant.numerals.judging import JUDGING
from reportgen.languages.zh_hant.numerals.lexicon import MONEY_BEFORE, UNITS, WORDING
from reportgen.languages.zh_hant.numerals.scan import SCAN
from reportgen.languages.zh_hant.numerals.spellings import SPELLINGS

_CAPITALS = "".join(map(chr, han.FINANCIAL))
_ANY = "零〇一二兩三四五六七八九十百千萬億兆" + _CAPITALS
# Financial numerals are ordinary characters too (參考, 大陸): several in a row, or one before a unit.
_FINANCIAL = (
    rf"(?<![大內登著隊收])(?:[{_CAPITALS}](?=[{_ANY}])[{_ANY}]+"
    rf"|[{_CAPITALS}](?=[成折倍趴元圓角分]|個百分點|美元|歐元|日圓|港元|[家項件個年季]))"
    rf"|(?<=百分之)[{_CAPITALS}]|(?<=分之)[{_CAPITALS}]|(?<=[{_ANY}])[{_CAPITALS}]"
)
_DRAFT_DIGITS = "一二三四五六七八九十百零〇"

NUMERALS: Final = Numerals(
    language="zh-Hant",
    also_reads=("zh-Hans",),
    script=Script(
        name="Han",
        letters=Lazy(HAN, re.UNICODE),
        twins=han.TWINS,
        financial=Lazy(_FINANCIAL),
        plain=han.FINANCIAL,
        any_letter=Lazy(rf"\u3007|{HAN}", re.UNICODE),
    ),
    scan=SCAN,
    digits=Digits(
        minus=r"(?<!正)負\s?",
        scalings=(han.SCALING,),
        loosely={"多": "over", "餘": "over"},
        money=MONEY_BEFORE,
        units=UNITS,
        money_in_twins="CNY",
    ),
    wording=WORDING,
    ranges=Ranges(
        to="至|到",
        and_="與|和|及",
        or_="或",
        source=r"(?:從|自|由)\s*(?:[A-Za-z約]+\s)?",
        ranging=r"(?:介於|(?:區間|範圍|指引)[為從由自]?)\s*",
        between=r"(?:介於|介乎|在)\s*",
        moved=r"(?!)",
    ),
    tables=TABLES,
    grammar=GRAMMAR,
    asides=ASIDES,
    begins=r"(?=[0-9IVX(]|[^\x00-\x7f])",
    judging=JUDGING,
    spellings=SPELLINGS,
    prolongs="[萬億兆千百倍]",
    placeholders=(
        r"(?<![等有尚仍還期亟])待[補补](?![償偿助貼贴給给強强])",
        r"(?<![等有尚仍還还])待[確确][認认]",
        rf"(?<![{_DRAFT_DIGITS}○◯])[○◯]{{2,}}(?![{_DRAFT_DIGITS}○◯年])",  # 二○○八年 is a year
        r"ＸＸ+",
    ),
)
