"""What an author's numerals are in Japanese, beyond what their reading says."""

from __future__ import annotations

from typing import Final

from reportgen.languages import han
from reportgen.languages.forms import HAN
from reportgen.languages.han import folded
from reportgen.languages.numeral_pack import Judging

# What says the unit of a table or a chart, in brackets or behind 単位; in a head alone as well.
_UNIT = folded("(?:日本)?(?:百万|十億|千万|億|兆|万|千)(?:円|米?ドル|ユーロ|元|株|人|台|トン)")

JUDGING: Final = Judging(
    declined={},
    units=(
        folded(
            rf"(?:(?<=[（(])|(?<=単位[：:])|(?<=単位は)|(?<=単位))\s*{_UNIT}(?=\s*(?:$|[）)，,；;、。/／]))"
        ),
    ),
    head_units=(rf"^{_UNIT}(?=$|[，,；;、/／：:])",),
    occasions=r"(?!)",
    compared=r"(?!)",
    measured=folded("(?:[万億兆倍割円]|パーセント|ポイント|米?ドル|ユーロ)"),
    covered=rf"[\u3041-\u30fe]|{HAN}",
    glued="(?!)",
    number=f"{han.ANY}+",
    value=han.han_value,
    scale=folded("[万億兆]"),
    ratio=folded("パーセント|ポイント|ベーシス|分の|割(?!引)"),
    beside=folded("[約超余]|以上|以下|未満|程度|前後|から|まで|[のはがをにでとや]"),
)
