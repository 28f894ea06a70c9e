"""What words around a figure say of it in English."""

from __future__ import annotations

from typing import Final

from reportgen.languages.text_cues import TextCues

_YEAR: Final = r"(?:,?\s*(?:of\s+)?(?:fiscal\s+(?:year\s+)?|FY\s?|CY\s?)?(?P<year>20\d\d|['’]\d\d(?!\d)))"
_MONTH_NAME: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_MONTH: Final = rf"{_MONTH_NAME}\s+(?P<day>[0-3]?\d)"

CUES: Final = TextCues(
    consensus=r"(?:consensus|analysts?(?:['’]s?)?\b|wall street|the street\b|estimates?\b|expectations?\b)[^.;]{0,40}$"
    r"|\b(?:above|below|beat\w*|miss\w*|topp\w+|ahead of|short of)\b[^.;,]{0,20}\b(?:expected|forecast)\b[^.;,]{0,12}$"
    r"|\bversus\b[^.;,]{0,20}\bexpected\b[^.;,]{0,8}$",
    consensus_behind=r"\s*(?:that |which )?(?:analysts?|the street|wall street|consensus|expected by)\b",
    against=r"\b(?:from|versus|vs\.?|compared (?:with|to)|against)[\s$€£¥]*$",
    guidance=r"\b(?:expects?|expected to|guidance|outlook|guid(?:es?|ed|ing)|forecasts?|anticipates?|projects|targets?"
    r"|is to be|will be|plans? to)\b",
    outlook=r"\b(?:outlook|guidance|forecast|targets)\b",
    growth=r"\b(?:up|down|rose|fell|gr[eo]w\w*|increas\w+|decreas\w+|declin\w+|ris\w+|y/?o/?y"
    r"|year[- ](?:over|on)[- ]year|from a year (?:ago|earlier)|higher|lower)\b",
    growth_behind=r"\s*(?:year[- ](?:over|on)[- ]year|y/?o/?y|increase|growth|rise|decline|decrease|drop|gain|higher"
    r"|lower)\b",
    quarterly=r"\b(?:q/?o/?q|q/q|quarter[- ](?:over|on)[- ]quarter|sequential(?:ly)?)\b",
    periods=(
        r"\b(?P<this>this quarter|the quarter)\b",
        rf"\b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal[- ])?quarter\b{_YEAR}?",
        r"\b(?:FY\s?)?(?P<year>20\d\d)\s?Q(?P<quarter>[1-4])\b",
        r"\bFY\s?(?P<year>\d\d)\s?Q(?P<quarter>[1-4])\b",
        rf"\bF?Q(?P<quarter>[1-4])\b{_YEAR}?",
        r"\b(?P<quarter>[1-4])Q(?:\s?(?:FY\s?)?(?P<year>(?:20)?\d\d))?\b",
        rf"\b(?P<half>first|second)[- ]half\b{_YEAR}?",
        rf"\bH(?P<half>[12])\b{_YEAR}?",
        r"\b(?P<half>[12])H(?:\s?(?:FY\s?)?(?P<year>(?:20)?\d\d))?\b",
        rf"\b(?P<nine>first nine months|nine months)\b{_YEAR}?",
        r"\b(?P<trailing>(?:trailing|last|past)[- ](?:twelve|12)[- ]months?)\b",
        r"\b(?P<ago>(?:a|one) year (?:ago|earlier|before)|(?:year-ago|prior-year|same|comparable|corresponding)"
        r" (?:period|quarter)(?: (?:of )?(?:last|the prior|the previous) year)?|last year|the prior year)\b",
        r"\b(?P<before>(?:prior|previous|preceding|last) quarter|a quarter (?:ago|earlier))\b",
        rf"\b{_MONTH}(?:,\s*(?P<year>20\d\d))",
        rf"\b(?P<day>[0-3]?\d)\s+{_MONTH_NAME},?\s+(?P<year>20\d\d)",
        r"\b(?P<whole>(?:for|in|over|during) the (?:full |whole |entire )?year)\b"
        r"(?! (?:ago|earlier|before|to|end))(?:\s?(?P<year>20\d\d))?",
        r"\b(?P<whole>full[- ]year|fiscal(?: year)?|calendar(?: year)?|FY)\b(?:\s?(?P<year>20\d\d))?",
        r"(?<![\d.,$])\b(?P<year>20\d\d)\b(?![.,]\d|%)",
    ),
    spans=r"\b(?:(?P<months>three|six|nine|twelve|3|6|9|12)[- ]months?|(?P<quarterly>(?:fiscal )?quarters?)"
    rf"|(?:fiscal )?years?)[- ]end(?:ed|ing)\b(?:\s+{_MONTH}(?:,?\s*(?P<year>20\d\d))?)?",
    seasons=r"\b(?:(?:last|prior|previous|preceding|opening|closing|final) quarter"
    r"|(?:first|last|final|closing|opening) (?:two|three|six|nine|few) months"
    r"|(?:year|half)(?:['’]s)?[- ]end|(?:end|turn) of the (?:year|half)|mid-?year"
    r"|(?:early|late|later) in the (?:year|half)"
    r"|holiday (?:season|quarter|period|shopping|sales)|the holidays|christmas|thanksgiving|black friday|cyber monday"
    r"|interim (?:period|results|report|statement)|half[- ]year|semi-?annual|(?:last|this|next) month|heat ?wave|obon"
    r"|prime day|singles['’]? day|back[- ]to[- ]school|easter|(?:lunar|chinese) new year|golden week"
    r"|springtime|spring|summer|summertime|autumn|winter|wintertime|(?:in|over|this|last|the|late|early) fall"
    r"|fall (?:season|quarter|months|collection|sales))\b",
    months=(
        r"\bJan(?:uary)?\b",
        r"\bFeb(?:ruary)?\b",
        r"\bMar(?:ch)?\b",
        r"\bApr(?:il)?\b",
        r"(?<=[a-z,;:(–] )May\b|(?<=[a-z]-)May\b|\bMay(?=[, -]+(?:20\d\d|\d{1,2}\b|quarter))",  # "May be" is none
        r"\bJune?\b",
        r"\bJuly?\b",
        r"\bAug(?:ust)?\b",
        r"\bSept?(?:ember)?\b",
        r"\bOct(?:ober)?\b",
        r"\bNov(?:ember)?\b",
        r"\bDec(?:ember)?\b",
    ),
    day=_MONTH,
    changes=r"\bchange\b|%|\b[qy]/[qy]\b",
    numbers={
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
        "three": 3,
        "six": 6,
        "nine": 9,
        "twelve": 12,
    },
    follows=True,
    names={
        "revenue": "net sales|sales|top line",
        "net_income": "net loss|net profit|net earnings",
        "operating_income": "operating loss|operating profit|income from operations|operating earnings",
        "gross_profit": "gross income",
        "eps": "earnings per share|eps|per share",
        "eps.diluted": "per diluted share|diluted earnings per share|earnings per diluted share|diluted eps",
        "eps.basic": "basic earnings per share",
        "capex": "capital expenditures|capital spending|purchases of property and equipment",
        "operating_cash_flow": "cash from operations|cash flow from operations"
        "|net cash provided by operating activities",
        "income_tax": "provision for income taxes|income tax expense",
        "pretax_income": "income before income taxes|income before taxes",
        "employees": "headcount|employed|workforce|full-time employees",
        "backlog": "order backlog|orders on hand|backlog",
    },
    scenarios={
        "actual": "actual|actuals|reported|as reported",
        "guidance": "guidance|company guidance|management guidance|outlook|company outlook|company forecast",
        "consensus": "consensus|street|street consensus|analyst consensus|consensus estimate|consensus estimates"
        "|market consensus|market expectations",
        "estimate": "estimate|own estimate|our estimate|house estimate",
    },
    losses=r"\bloss(?:es)?\b",
    company=r"\bthe company\b|\bwe\b",
    clause=r"[,;:()]|\b(?:while|whereas|and|but)\b",
    spoken={
        "eps": "earnings",
        "dividends_per_share": "dividends|cash dividend|quarterly dividend|quarterly cash dividend",
    },
    weak="per share",
    expecting=r"\b(?:analysts?|wall street|the street|investors|consensus)\b(?:[^.;]|\.(?=\d)){0,40}"
    r"\b(?:look(?:ed|ing|s) for|expect(?:ed|ing|s)|forecast(?:ed|ing)?"
    r"|predict(?:ed|ing)|estimat(?:ed|ing)|project(?:ed|ing)|call(?:ed|ing) for|anticipat(?:ed|ing))\b"
    r"(?!\s*(?:[,:]|and\b))"
    r"(?:(?!\b(?:but|while|whereas|reported|posted|was|were|came|delivered)\b)"
    r"(?:[^.;]|\.(?=\d))){0,120}$",
    sentence=r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z“\"(])",
)
