"""Forms of dates and numbers that the languages share, as pieces of patterns."""

from __future__ import annotations

from typing import Final

# A Han character: what is left of the letters without the other scripts of the first plane, for `re` goes through each
# character of a range whenever it compiles one, and through the 27,000 of Han some thirty times at every start. As the
# first thing that a pattern searches for it needs re.UNICODE: its own flag is overlooked there.
HAN: Final = r"(?u:[^\W\x00-\u06ff\u2070-\u218f\u2460-\u24ff\u3000-\u33ff\uff00-\uffef])"
YEAR: Final = r"(?:19[5-9][0-9]|20[0-5][0-9])"
ANY_YEAR: Final = rf"(?:{YEAR}|[0-9]{{2}})"
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
TH: Final = r"(?:st|nd|rd|th)"
QUARTER: Final = r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|[369]M)"
TO: Final = r"\s?(?:至|到|~|-|–|—|、|及|和|與|/)\s?"
# What tells an amount from a day or a number in a name.
NO_AMOUNT: Final = (
    r"(?![0-9]|[.,][0-9]|\s?[%億萬兆倍]|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x)\b)"
)
HAN_COUNTED: Final = "千百元円家名人個件次項位台輛社枚店"  # behind a number that would be a year: a count
# What a Han measure word behind a number begins with, or a scale.
HAN_MEASURED: Final = (
    "(?:[個項件家間名位人次顆枚台輛架艘座條棟戶股張筆份款種類支隻檔國省縣年季週周天日秒片箱瓶套床門口頭部組篇屆輪步店層團期點席所處批"
    "億萬兆倍成元社本円割]|小時|分鐘|時間)"
)
GLYPHS: Final = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}
# The wave dash and the one that is read instead of it: fonts have one glyph for both, and a PDF hands back the second.
WAVE_DASHES: Final = ("\u301c", "\uff5e")
OTHER_NUMBER: Final = "\u2460"  # stands in folded text for ², ③, Ⅷ and their like, of any script
# Abbreviations that a number follows at once, and makes no name of: EPS1.95.
METRICS: Final = (
    "(?:EPS|BPS|PER|PBR|PSR|PE|PB|PS|DOE|ROE|ROA|ROI|ROIC|NIM|GDP|CPI|PMI|ASP|ARPU|EBIT|EBITDA|DPS|NAV|WACC"
    "|IRR|c|ca)"
)
# What stands before a telephone number, and what behind it leads to one desk.
TELEPHONE: Final = (
    r"(?:\b(?i:tel|telephone|phone|fax|mobile|toll[\s-]?free|dial[\s-]in|hotline|call|dial)\b|電話|傳真|專線)"
)
EXTENSION: Final = r"(?:,?\s?(?:[Ee]xt(?:ension|\.)?|[Xx]|#|分機|転|內線)[:：]?\s?[0-9]{1,6})?"
