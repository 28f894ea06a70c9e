"""What in Chinese has to be accounted for wherever it stands: patterns for a scan without context, of folded text.

Two and more numerals in a row; one from 二 to 十 before a measure word, a unit or the end of a clause that says how far
something moved; 一 before a unit alone, but for 每一美元; shares, tenths, multiples, sizes by digits, bare scale words.
Not: 一 before a measure word, ordinals (第三季, 其二) unless they count a run (連續第三年).
"""

from __future__ import annotations

from typing import Final

from reportgen.languages.amounts import Lazy
from reportgen.languages.han import HAN_DIGITS, HAN_SCALES, TENS
from reportgen.languages.numeral_pack import Scan
from reportgen.languages.wordlists import any_of
from reportgen.languages.zh_hant.numerals.lexicon import COUNTERS, MONEY_AFTER

NUMERAL: Final = f"[{''.join([*HAN_DIGITS, *TENS, *HAN_SCALES])}廿卅]"
_FEW: Final = "[二兩三四五六七八九十廿卅]"
_MEASURES: Final = "".join(
    sorted(
        {word[0] for word in COUNTERS}
        | set("倍代場大集元顆地節步美歐英日港折趴塊路成個根趟班隊粒袋杯盒罐坪噸廠案房碼瓶")
    )
)
NO_TENTH: Final = "[為長本立功員交熟果效份分品熱績就都]"
_MONEY: Final = any_of(name for name in MONEY_AFTER if name != "塊")
_MOVED: Final = "(?:[增升降減跌漲滑縮攀擴][加至到為]|[來達]到|達|[由從自])"

_WORDS: Final = (
    rf"[數幾]?{NUMERAL}+分之(?:{NUMERAL}|[0-9.])+",
    rf"(?<![第其])(?<![第其]\s)[數幾]?{NUMERAL}{{2,}}(?:點{NUMERAL}+)?",
    rf"{NUMERAL}+點{NUMERAL}+|(?<=[元塊股]){_FEW}角|[二兩三四五六七八九]角(?=[,，。；;、)]|$)",
    rf"連續?\s?第\s?{NUMERAL}+",
    rf"(?<![第其周週])(?<![第其]\s)(?<!星期)(?<!禮拜){_FEW}(?=\s?[{_MEASURES}%])(?!成{NO_TENTH})",
    rf"{_MOVED}{_FEW}(?=[,，。；;、升降增減跌漲至到]|$)",
    rf"一(?=成(?!{NO_TENTH}|不變)|倍|趴|折|\s?%|個?百分點|個?基點|{_MONEY}(?!化|復))(?<!每一(?={_MONEY}))",
    r"一半|半數|[過近逾]半(?![年月天小個])|減半|折半|對半|泰半|各半|半價|對折|腰斬|砍半|百分百|半(?=個(?!月|多月|小時|世紀|天)|成(?![品為長本立功員交熟果效])|倍|折(?![舊騰])|碼)",
    r"翻了?[一1兩]?[倍番]|倍增|加倍|成倍|[數幾雙多]倍|倍數(?=[成增擴上下攀躍減])",
    r"[個單一雙兩二三四五六多]位數",
    rf"(?<!{NUMERAL})(?:[百千]?[萬億兆](?=[元級美歐日港人家股張噸戶點]|規模|大關|台幣)|[十百千](?=[餘多元倍]|美元))",
    r"(?:成千上|[破逾近超達上數幾好])[十百千萬億兆]+(?![分度貨赫瓦])",
    rf"{NUMERAL}+比{NUMERAL}+",
    r"零(?=成長|增長)",
)
# A scale or a unit right behind a figure that is already printed whole.
_DANGLING: Final = (
    rf"\s?(?:[十百千]?[萬億兆]|[倍趴]|[成折](?!{NO_TENTH}|[舊現算合疊射損扣])|個?百分點|個?基點|分之)"
)
SCAN: Final = Scan(Lazy(rf"(?=[^\x00-\x7f])(?:{'|'.join(_WORDS)})"), _DANGLING)
