"""What an author's numerals are in Chinese, beyond what their reading says."""

from __future__ import annotations

from typing import Final

from reportgen.languages import han
from reportgen.languages.forms import HAN
from reportgen.languages.numeral_pack import Judging
from reportgen.languages.zh_hant.numerals.lexicon import DISCOURSE

# What the scan for numerals meets and the reader declines, by the reason for which it passes.
_DECLINED: Final = {
    "discourse": (rf"[一二兩三四五六七八九十]+\s?[個項大種類]?{HAN}{{0,2}}?(?:{'|'.join(DISCOURSE)})",),
    "date": (r"(?:星期|禮拜|[週周])[一二三四五六]|初[一二三四五六七八九十]+",),
}

# What says the unit of a table or a chart, in brackets or behind 單位 (億美元, 千股); in a head alone as well.
_UNIT = r"(?:新台幣|人民幣|港幣|美金)?(?:十億|百萬|千萬|億|兆|萬|千)(?:美元|港元|日圓|歐元|元|股|人)"
_UNITS: Final = (
    rf"(?:(?<=[（(])|(?<=單位[：:])|(?<=單位為)|(?<=單位))\s*{_UNIT}(?=\s*(?:$|[）)，,；;、。/／]))",
)
_HEAD: Final = (rf"^{_UNIT}(?=$|[，,；;、/／：:])",)

JUDGING: Final = Judging(
    declined=_DECLINED,
    units=_UNITS,
    head_units=_HEAD,
    occasions=r"(?!)",
    compared=r"(?!)",
    measured="[億萬兆倍元成]",
    covered=HAN,
    glued="(?!)",
    number=f"{han.ANY}+(?:點{han.DIGIT}+)?",
    value=han.han_value,
    scale=f"[{''.join(han.HAN_SCALES)}]",
    ratio="百分[點之]|基點",
    beside="[約逾近至到]",
)
