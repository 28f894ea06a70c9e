"""What carries a number and is no figure: dates and periods, names and identifiers, ordinals and numbering.

Each rule is the reason for setting something aside and the patterns of what it sets aside; the rules are tried in
order, and what one has taken the next ones cannot see. The patterns read folded text (`lexicon.fold`).
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.document.reading.lexicon import COUNTERS, MONEY_BEFORE, ORDINALS
from reportgen.languages.en.numerals import COUNTED
from reportgen.languages.tables import any_of, words

IDENTIFIER: Final = "identifier"
DATE: Final = "date"
PERIOD: Final = "period"
NAME: Final = "name"
ORDINAL: Final = "ordinal"
NUMBERING: Final = "numbering"
IDIOM: Final = "idiom"

_LONG: Final = 200  # characters without a space; a keeper of linear time as well
_LONGEST_NUMBER: Final = 29  # one digit more than the fact base reads
_HAN = r"[\u3400-\u9fff]"
_YEAR = r"(?:19[5-9][0-9]|20[0-5][0-9])"
_ANY_YEAR = rf"(?:{_YEAR}|[0-9]{{2}})"
_ZH_YEAR = rf"(?:{_YEAR}|[二一][〇零○九][〇零○一二三四五六七八九]{{2}})"
_MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ZH_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)"
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[0-9]{1,2})"
_ZH_FEW = r"(?:[0-9]{1,2}|十一|[二兩三四五六七八九十])"
_QUARTER = r"(?:[1-4]Q|Q[1-4]|[12]H|H[12]|[369]M)"
_TO = r"\s?(?:至|到|~|-|–|—|、|及|和|與|/)\s?"
# What tells an amount from a day or a number in a name.
_NO_AMOUNT = (
    r"(?![0-9]|[.,][0-9]|\s?[%億萬兆倍]|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x)\b)"
)

_METRICS = any_of(
    words("EPS PE PB PS ROE ROA ROI ROIC NIM GDP CPI PMI ASP ARPU EBIT EBITDA DPS NAV WACC IRR c ca")
)
_CODES = any_of(code for code in MONEY_BEFORE if code[-1].isalpha() and code.isascii())
# Words that a number behind them makes a name: “S&P 500”, “Note 12”, “Tier 1”, “iPhone 17”.
_HEADS = any_of(words("""
    S&P FTSE Russell Nasdaq NASDAQ Nikkei CSI STOXX Stoxx DAX CAC Fortune Topix TOPIX ASX MSCI SSE ChiNext
    IFRS IAS ASC FRS ISO SOC SFAS Rule Section Regulation Article Clause Note Notes note notes page pages
    Page pp. p. Table table Figure Exhibit exhibit Item item Appendix appendix Chapter chapter Schedule
    Chart chart Slide slide Step step Tier Level level Stage stage Phase phase Basel Pillar Scope Category
    Class class Series Model Boeing Airbus Windows Office iPhone iPad Galaxy Pixel PlayStation Xbox GPT
    Gemini Claude Llama Web Industry Version version No. Nos. Room Suite Terminal Route Channel Agenda Form
    Solvency Mark Type Zone Forever Motel Formula Generation Gen Wave Round Lot Bay Building Python Java
    Android iOS Opus Sonnet Grok Qwen Chapter Title Area Fund Batch
"""))  # fmt: skip
_COUNTED = any_of(COUNTED)
_ORDINALS = any_of(ORDINALS)

_RULES: Final = (
    (
        IDENTIFIER,
        # No word and no number is as long
        rf"(?<![!-~])[!-~]{{{_LONG},}}|(?<![0-9])[0-9]{{{_LONGEST_NUMBER},}}|[零〇一二兩三四五六七八九十百千萬億兆]{{{_LONGEST_NUMBER},}}",
        r"https?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
        r"\b[A-Z]{2}[A-Z0-9]{9}[0-9]\b",  # ISIN
        r"\b[0-9A-Z]{18}[0-9]{2}\b",  # LEI
        r"\+[0-9]{1,3}[\s-]?\(?[0-9]{1,4}\)?(?:[\s-][0-9]{2,4}){1,4}\b",  # telephone, international
        r"\(0[0-9]{1,3}\)\s?[0-9]{3,4}[\s-]?[0-9]{3,4}(?:\s?(?:ext\.?|#|分機)\s?[0-9]+)?",
        r"\b(?:1-)?[0-9]{3}-[0-9]{3}-[0-9]{4}\b|\b0[0-9]{1,3}-[0-9]{3,4}-?[0-9]{3,4}\b|\b0[0-9]{3}\s[0-9]{3}\s[0-9]{3,4}\b",
        r"\b[0-9]{3}-[0-9]{5}\b",  # SEC file number
        r"\b[0-9]{4,6}[.\s](?:TW|TWO|TT|HK|SH|SS|SZ|KS|KQ|JP|CH)\b|\b[0-9]{4}\.T\b",
        r"(?:代碼|代號)[::：]?\s?[0-9]{4,6}",
        r"\((?:[A-Z]+[:：]\s?)[0-9]{3,6}\)|\b(?:NYSE|HKEX|SEHK|TWSE|SSE|SZSE|LSE)[:：]\s?[0-9]{3,6}",
        rf"(?<={_HAN})\((?!{_YEAR}\))[0-9]{{4}}\)|(?<=[A-Za-z])\s\((?!{_YEAR}\))[0-9]{{4}}\)",  # 台積電(2330)
        r"\bv?[0-9]+\.[0-9]+\.[0-9]+(?:\.[0-9]+)*(?![0-9%])|\bv[0-9]+(?:\.[0-9]+)*\b",  # a version
        r"\b[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b|#[0-9]+\b|\b(?:ID|Ref|ref)[:.]?\s?[0-9]{3,}\b",
        r"(?:附註|註|頁|附表|附錄|圖表|圖|表)\s?[0-9]+(?:[-.][0-9]+)?(?=[\s::：。,，)】]|$)",
        r"第\s?[0-9一二三四五六七八九十百]+\s?(?:頁|條|款|章|節|號)",
    ),
    (
        DATE,
        rf"\b{_YEAR}[-/.][01]?[0-9][-/.]{_DAY}(?![0-9])",
        rf"(?<![0-9/.]){_DAY}[/.](?:1[0-2]|0?[1-9])[/.]{_ANY_YEAR}(?![0-9])|(?<![0-9/.])[01]?[0-9]/{_DAY}/{_ANY_YEAR}(?![0-9/])",
        r"(?<![0-9])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?::[0-5][0-9])?(?:\s?[ap]\.?m\b\.?)?(?![0-9])",
        r"\b(?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b)|[上下]午\s?[0-9一二三四五六七八九十]+[點時](?:\s?[0-9]+分)?|\b24/7\b|\b9/11\b",
        rf"\b{_DAY}{_TH}?(?:\s?[-–]\s?{_DAY}{_TH}?|\s(?:and|to)\s{_DAY}{_TH}?)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_ANY_YEAR}(?![0-9,]))?",
        rf"{_MONTH}\s+{_YEAR}(?![0-9]|,[0-9])",
        rf"{_MONTH}\s+{_DAY}{_TH}?(?:\s?[-–]\s?{_DAY}|\s(?:and|to)\s{_DAY})?{_NO_AMOUNT}(?:,?\s+{_YEAR}(?![0-9]))?",
        rf"{_MONTH}[-\s]?['’]?[0-9]{{2}}{_NO_AMOUNT}",
        rf"(?:民國|昭和|平成|令和)\s?[0-9一二三四五六七八九十百]+\s?年(?:{_ZH_MONTH}月(?:[0-9]+日)?)?",
        rf"{_ZH_YEAR}\s?年\s?{_ZH_MONTH}\s?月\s?[0-9一二三十四五六七八九]+\s?日",
        rf"(?<![0-9.個第每]){_ZH_MONTH}\s?月\s?(?:{_DAY}|[一二三]?十?[一二三四五六七八九十])\s?日",
    ),
    (
        PERIOD,
        # Chinese: 2025年第四季, 前三季累計, 首九個月, 2025年12月底, 2024至2026年, 25年底, 1-9月, 過去12個月
        rf"(?:{_ZH_YEAR}\s?(?:財|會計)?年(?:度)?\s?|\b[0-9]{{2}}\s?年\s?)?(?:第\s?[一二三四1-4]\s?(?:財)?季度?"
        rf"|[前首]\s?[二兩三23]\s?個?季度?(?:累計)?|[前首]\s?{_ZH_FEW}\s?個?月(?:累計)?)",
        rf"(?<![0-9]){_ZH_YEAR}\s?年?{_TO}{_ANY_YEAR}\s?(?:財|會計)?年(?:度|間)?|\b[0-9]{{2}}年代",
        rf"(?<![0-9]){_ZH_YEAR}\s?(?:財|會計)?年(?:\s?{_ZH_MONTH}\s?月(?:份|底|初|末|中旬|上旬|下旬)?|代|度|底|初|末|中)?",
        r"(?<![0-9])[0-9]{2}年(?=\s?(?:Q[1-4]|H[12]|[1-4]Q|[上下]半年|全年|底|初|末|年底|度|前|財|中報|報))",
        rf"(?<![0-9.個第每過]){_ZH_MONTH}\s?(?:月?{_TO}{_ZH_MONTH})?\s?月(?:底|初|中旬|上旬|下旬|中|末|份)?",
        r"(?:過去|最近|近|滾動|未來)\s?(?:12|十二)\s?個月|(?:過去|最近|近)\s?[4四]\s?個?季度?|截至[^,，。]{0,14}?止\s?[0-9三六九]+\s?個月",
        # English: Q4'25, 4Q25, FY2026, fiscal 2026, trailing twelve months, nine months ended, first half, mid-2026
        rf"\b{_QUARTER}\s?[-/]?\s?['’]?(?:FY|CY)?\s?['’]?{_ANY_YEAR}(?:[EFA]\b)?(?![0-9]|[.,][0-9]|%)",
        rf"\b(?:FY|CY)?['’]?{_ANY_YEAR}\s?{_QUARTER}\b(?!%)|(?<![A-Za-z0-9.,$£€]){_QUARTER}(?![A-Za-z0-9%])",
        rf"\b(?:FY|CY|[Ff]iscal(?:\s[Yy]ears?)?|[Ff]inancial\s[Yy]ears?|FYE)\s?['’]?{_ANY_YEAR}(?:\s?[-/–]\s?[0-9]{{2,4}})?"
        rf"(?:[EFA]\b)?(?![0-9%])(?:\s(?:and|to)\s{_YEAR}\b)?",
        r"\b(?:[Ff]irst|[Ll]ast|[Pp]ast|[Tt]railing|[Ff]inal|[Ll]atest|[Pp]receding|[Pp]revious|[Pp]rior)[\s-]+(?:12|[Tt]welve)[\s-]+months?\b",
        rf"\b(?:[Ff]irst|[Tt]railing|[Ff]inal)[\s-]+(?i:{_FEW})[\s-]+(?:months|weeks|quarters)\b",
        rf"\b(?i:{_FEW})[\s-]+(?:months?|weeks?)(?:\s+periods?)?\s+(?:ended|ending|to(?=\s+\ufffc))",
        rf"\b(?i:{_FEW})[\s-](?:months?|weeks?)[\s-]periods?\b",
        r"\b(?i:first|second|third|fourth|final|opening|closing|other|latter|better|interim)[\s-]+(?:quarters?|half|halves)\b",
        r"(?<!and\sa\s)\b(?i:half)[\s-]+years?(?:ly)?\b|\b(?i:half)[\s-]time\b",
        rf"\b(?i:mid|early|late|end|year-end)[\s-]+{_YEAR}s?\b|\b{_YEAR}s\b|(?<![0-9])['’][0-9]{{2}}(?![0-9%])",
        rf"(?<![0-9.,$€£¥%]){_YEAR}\s?[-/–—]\s?{_ANY_YEAR}[EF]?{_NO_AMOUNT}",
        rf"(?<![0-9.,$€£¥%A-Za-z-])(?<!USD )(?<!EUR )(?<!GBP )(?<!TWD ){_YEAR}(?:[EFA]\b)?{_NO_AMOUNT}"
        rf"(?![A-Za-z%]|\s?[千百元家名人個件次項位台輛]|\s?{_COUNTED}\b)",
    ),
    (
        NAME,
        rf"(?<![A-Za-z])(?:{_HEADS})\s?-?[0-9]+(?:\.[0-9]+)*[A-Za-z+]?{_NO_AMOUNT}(?:\s?(?:,|and|&|or|to|-|–)\s?[0-9]+{_NO_AMOUNT})*",
        # A product: a capitalised word inside a sentence, and a small number without a unit
        rf"(?:(?<=[a-z,]\s)|(?<={_HAN}))(?!{_MONTH}|{_METRICS}\b)[A-Z][A-Za-z]+\s[1-9][0-9]?(?:\.[0-9])?(?=\s[a-z]|[,.;:)]\s|{_HAN})"
        rf"(?!\s?{_COUNTED}|\s?(?:{any_of(COUNTERS)}|[億萬兆倍成元%])|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x|to|and|in|of|out|points)\b)",
        r"\b(?:Magnificent|Group of)\s(?:Seven|Eleven|Four)\b|\bBig\s(?:Two|Three|Four|Five|Six|Seven|Eight|Ten)\b",
        r"\b7[0-8]7(?:-[0-9]+[A-Z]*|\sMAX(?:\s[0-9]+s?)?|X?s)\b|\bFour Seasons\b",
        r"\b7-Eleven\b|\b7-11\b|(?<![0-9.,$£€])3M(?='s|\s(?:Co\b|said|reported))|\b20th Century\b",
        r"\b(?:10-[KQ](?:/A)?|20-F|40-F|8-K|6-K|401\(k\)|13[FDG]|144A)(?![A-Za-z0-9])|\b(?:[23]D|[2-6]G|[248]K)(?![A-Za-z0-9])",
        r"\b[0-9]+(?:\.[0-9]+)?\s?-?(?:nm|nanomet(?:re|er)s?)\b|[0-9一二三四五六七八九]+\s?(?:奈米|納米)|\b[0-9]+G(?![A-Za-z0-9])",
        rf"(?<![前首第])[二三四五六七八兩]大(?={_HAN})(?!幅)|雙(?:11|十一|12|十二)|\b618\b|[0-9一二三四五六七八九]+巨頭",
        # Letters with a digit behind: Trainium2, x86, FP4, CET1; but not EPS1.95, USD5m, c.30
        rf"(?<![\w-])(?!{_CODES}[0-9.])(?!{_METRICS}\.?[0-9])"
        r"[A-Za-z][A-Za-z&'’]*+(?:[-.][A-Za-z]++)*+-?[0-9][A-Za-z0-9]*+(?:[-./][A-Za-z0-9]++)*+(?!\s?[億萬兆]|%)",
    ),
    (
        ORDINAL,
        rf"\b[0-9]+{_TH}\b",
        r"第\s?(?:[0-9]+|[一二三四五六七八九十百千]+)",
        rf"\b[Aa]\s{_ORDINALS}\s(?=[A-Za-z]+)(?!of\b|higher|lower|more|less|to\b|in\b|from\b|above|below|since\b|on\b)",
    ),
    (
        NUMBERING,
        r"^\s*(?:\([0-9]{1,2}\)|[0-9]{1,2}[.)、](?![0-9])|\(?[一二三四五六七八九十]+[)、])",
        rf"(?<![\w$€£¥)])\([0-9]{{1,2}}\)(?=\s?(?:[A-Za-z\ufffc]|{_HAN}))(?!\s?(?:percent|million|billion|bps|倍|億|萬))",
        rf"(?<=[a-z.,]|{_HAN})\[[0-9]{{1,3}}\]",
    ),
    (
        IDIOM,
        r"百分比|萬一|十分(?!之|鐘)|十足|千萬(?=不|別|要)|三番|五花八門|半導體|半年|兩岸|四川|三星|三菱|三井|六福|五糧|九龍|百度",
    ),
)
RULES: Final = tuple((why, re.compile("|".join(patterns), re.ASCII)) for why, *patterns in _RULES)
