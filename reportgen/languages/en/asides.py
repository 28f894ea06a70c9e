"""What carries a number in English and is no figure: by reason, the patterns of what is set aside."""

from __future__ import annotations

from typing import Final

from reportgen.languages.en.numerals import COUNTED, ORDINALS
from reportgen.languages.en.scan import ROMAN, UNIT
from reportgen.languages.forms import ANY_YEAR, DAY, NO_AMOUNT, QUARTER, TH, YEAR
from reportgen.languages.tables import any_of, words

MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[0-9]{1,2})"
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

ASIDES: Final = {
    "time": (r"\b(?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b)|\b24/7\b|\b9/11\b",),
    "date": (
        rf"\b{DAY}{TH}?(?:\s?[-–]\s?{DAY}{TH}?|\s(?:and|to)\s{DAY}{TH}?)?\s+(?:of\s+)?{MONTH}(?:,?\s+{ANY_YEAR}(?![0-9,]))?",
        rf"{MONTH}\s+{YEAR}(?![0-9]|,[0-9])",
        rf"{MONTH}\s+{DAY}{TH}?(?:\s?[-–]\s?{DAY}|\s(?:and|to)\s{DAY})?{NO_AMOUNT}(?:,?\s+{YEAR}(?![0-9]))?",
        rf"{MONTH}[-\s]?['’]?[0-9]{{2}}{NO_AMOUNT}",
    ),
    "period": (
        # English: Q4'25, 4Q25, FY2026, fiscal 2026, trailing twelve months, nine months ended, first half, mid-2026
        rf"\b{QUARTER}\s?[-/]?\s?['’]?(?:FY|CY)?\s?['’]?{ANY_YEAR}(?:[EFA]\b)?(?![0-9]|[.,][0-9]|%)",
        rf"\b(?:FY|CY)?['’]?{ANY_YEAR}\s?{QUARTER}\b(?!%)|(?<![A-Za-z0-9.,$£€]){QUARTER}(?![A-Za-z0-9%])",
        rf"\b(?:FY|CY|[Ff]iscal(?:\s[Yy]ears?)?|[Ff]inancial\s[Yy]ears?|FYE)\s?['’]?{ANY_YEAR}(?:\s?[-/–]\s?[0-9]{{2,4}})?"
        rf"(?:[EFA]\b)?(?![0-9%])(?:\s(?:and|to)\s{YEAR}\b)?",
        r"\b(?:[Ff]irst|[Ll]ast|[Pp]ast|[Tt]railing|[Ff]inal|[Ll]atest|[Pp]receding|[Pp]revious|[Pp]rior)[\s-]+(?:12|[Tt]welve)[\s-]+months?\b",
        rf"\b(?:[Ff]irst|[Tt]railing|[Ff]inal)[\s-]+(?i:{_FEW})[\s-]+(?:months|weeks|quarters)\b",
        rf"\b(?i:{_FEW})[\s-]+(?:months?|weeks?)(?:\s+periods?)?\s+(?:ended|ending|to(?=\s+\ufffc))",
        rf"\b(?i:{_FEW})[\s-](?:months?|weeks?)[\s-]periods?\b",
        r"\b(?i:first|second|third|fourth|final|opening|closing|other|latter|better|interim)[\s-]+(?:quarters?|half|halves)\b",
        r"(?<!and\sa\s)\b(?i:half)[\s-]+years?(?:ly)?\b|\b(?i:half)[\s-]time\b",
        rf"\b(?i:mid|early|late|end|year-end)[\s-]+{YEAR}s?\b|\b{YEAR}s\b|(?<![0-9])['’][0-9]{{2}}(?![0-9%])",
        rf"(?<![0-9.,$€£¥%]){YEAR}\s?[-/–—]\s?{ANY_YEAR}[EF]?{NO_AMOUNT}",
        rf"(?<![0-9.,$€£¥%A-Za-z-])(?<!USD )(?<!EUR )(?<!GBP )(?<!TWD ){YEAR}(?:[EFA]\b)?{NO_AMOUNT}"
        rf"(?![A-Za-z%]|\s?[千百元家名人個件次項位台輛]|\s?{_COUNTED}\b)",
    ),
    "name": (
        rf"(?<![A-Za-z])(?:{_HEADS})\s?-?[0-9]+(?:\.[0-9]+)*[A-Za-z+]?{NO_AMOUNT}(?:\s?(?:,|and|&|or|to|-|–)\s?[0-9]+{NO_AMOUNT})*",
        r"\b(?:Magnificent|Group of)\s(?:Seven|Eleven|Four)\b|\bBig\s(?:Two|Three|Four|Five|Six|Seven|Eight|Ten)\b",
        r"\b7[0-8]7(?:-[0-9]+[A-Z]*|\sMAX(?:\s[0-9]+s?)?|X?s)\b|\bFour Seasons\b",
        r"\b7-Eleven\b|\b7-11\b|(?<![0-9.,$£€])3M(?='s|\s(?:Co\b|said|reported))|\b20th Century\b",
        r"\b(?:10-[KQ](?:/A)?|20-F|40-F|8-K|6-K|401\(k\)|13[FDG]|144A)(?![A-Za-z0-9])|\b(?:[23]D|[2-6]G|[248]K)(?![A-Za-z0-9])",
        r"\b[0-9]+(?:\.[0-9]+)?\s?-?(?:nm|nanomet(?:re|er)s?)\b|\b[0-9]+G(?![A-Za-z0-9])",
    ),
    "ordinal": (
        rf"\b[0-9]+{TH}\b",
        rf"\b[Aa]\s{_ORDINALS}\s(?=[A-Za-z]+)(?!of\b|higher|lower|more|less|to\b|in\b|from\b|above|below|since\b|on\b)",
    ),
    "idiom": (),
}
