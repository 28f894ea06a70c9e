"""What in Japanese has to be accounted for wherever it stands: patterns for a scan without context.

Two and more Han numerals in a row; one from 二 to 十 before a counter or a unit; tenths (一割), multiples, halves,
vague numbers (数十億), sizes by digits, bare scales. Not: 一 before a counter, ordinals (第三), 数社.
"""

from __future__ import annotations

from typing import Final

from reportgen.languages.amounts import Lazy
from reportgen.languages.han import ANY, folded
from reportgen.languages.numeral_pack import Scan

KANA: Final = r"[\u3041-\u30fe]"
FEW: Final = "[二三四五六七八九十]"
# 割 that begins another word: 割引, 割り当て, 割安.
TENTH: Final = "割(?![引り当れ安高愛合振賦烹譲])"
_UNIT: Final = "(?:%|パーセント|ポイント|ベーシス|bp|pt)"
_COUNTED: Final = (
    "(?:[社人名件台店個つ本枚隻機基棟戸株回度校行便倍日週年期分秒位桁県市州冊者]|[カかヵヶケ箇][国月所年]|工場|拠点|銘柄|品目|製品|"
    "機種|車種|路線|種類|項目|世代|時間|都市|部門|事業|作品|世帯|段階|四半期|けた|ケタ|円|ドル|米ドル|ユーロ|ポンド|元|トン|坪|"
    f"{TENTH}|{_UNIT})"
)

_WORDS: Final = (
    rf"[数幾何]?{ANY}+分の(?:{ANY}|[0-9.])+",
    rf"(?<![第数])[数幾]?{ANY}{{2,}}(?:・[一二三四五六七八九]+)?",
    rf"(?<!第){FEW}(?={_COUNTED})|[一二三四五六七八](?=、[二三四五六七八九]{_COUNTED})",
    rf"一(?={TENTH}|倍|{_UNIT}|円(?![安高])|米?ドル(?![安高]))",
    rf"[数幾](?=倍|{TENTH}|{_UNIT})|[数幾][十百千万億兆]+|[十百千]数(?={_COUNTED}|十)",
    r"倍増(?!器)|(?<![0-9.一二三四五六七八九十数何])倍(?=に|の水準|以上|近く|超)|半減(?!期)|半額|半分|半数|過半|折半",
    r"[一二三四五六]桁|[一二三四五六](?:ケタ|けた)",
    rf"(?<!{ANY})(?<![0-9.,数])(?:[百千]?[万億兆]|[十百千])(?=円|米?ドル|ユーロ|人(?:規模|単位|超|以上)|株単位)",
    r"ゼロ(?=成長|%|パーセント)",
)
# A scale or a unit right behind a figure that is already printed whole.
_DANGLING: Final = rf"\s?(?:[十百千]?[万億兆]|倍(?!増)|{TENTH}|%?ポイント|パーセント|ベーシスポイント|分の)"
SCAN: Final = Scan(Lazy(rf"(?=[^\x00-\x7f])(?:{folded('|'.join(_WORDS))})"), folded(_DANGLING))
