"""How people spell in English what a fact base writes in one way; the signs that no language owns are here too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from reportgen.languages.numeral_pack import Spellings
from reportgen.languages.wordlists import words

_TWELVE = r"\b(?:trailing twelve months|TTM|LTM|full[- ]year|annual)\b(?! run| rate)"


_MONTHS = words("January February March April May June July August September October November December")


def _names(month: int) -> tuple[str, str]:
    """February, Feb."""
    return _MONTHS[month - 1], _MONTHS[month - 1][:3]


def _this_century(text: str) -> int:
    return 2000 + int(text)


def _of_day(day: date) -> Iterator[str]:
    """6 February 2026, Feb 6, 2026."""
    for month in _names(day.month):
        yield from (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}")


def _of_month(year: int, month: int) -> Iterator[str]:
    """February 2026."""
    yield from (f"{name} {year}" for name in _names(month))


SPELLINGS: Final = Spellings(
    scales={"thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12},
    typed_scales={
        "thousand": "thousand|thousands|thsd|tsd|k|000s|'000|'000s",
        "m": "m|mn|mm|mio|mill|mil|mln|million|millions",
        "bn": "b|bn|bln|bil|mrd|billion|billions|milliard|milliards|milliarden",
        "tn": "t|tn|trn|trillion|trillions",
    },
    falls=r"(?i:\b(?:down|fell|fall(?:s|en|ing)?|declin\w+|decreas\w+|drop\w*|loss(?:es)?|lost|los(?:es|ing)|negative|minus"
    r"|shr[aiu]nk\w*|contract(?:ed|s|ion)|slid\w*|slipp\w+|sank|plung\w+|tumbl\w+|outflows?|deficit|reduc\w+)\b)",
    rises=r"(?i:\b(?:up|rose|ris(?:es?|ing|en)|grew|grow(?:s|n|ing)?|growth|increas\w+|gain(?:s|ed|ing)?|climb\w*|jump\w*"
    r"|surg\w+|soar\w*|advanc\w+|improv\w+)\b)",
    places={
        "paragraph": (r"¶{{1,2}}\s?{n}", r"para(?:graph)?s?\.?\s?{n}"),
        "page": (r"pp?\.?\s?{n}", r"pages?\s?{n}"),
        "slide": (r"slides?\s?{n}",),
        "table": (r"tables?\s?{n}",),
        "note": (r"(?:foot)?notes?\s?{n}",),
        "figure": (r"(?:figures?|fig\.|charts?|exhibits?)\s?{n}",),
        "section": (r"(?:sections?|items?|§{{1,2}})\s?{n}",),
        "line": (r"lines?\s?{n}",),
        "row": (r"rows?\s?{n}",),
    },
    # What a sign or a word may stand for; the first of them where the concept does not say which.
    currencies={
        ("USD", "TWD", "HKD", "SGD", "AUD", "NZD", "CAD"): "$|dollar|dollars",
        ("USD",): "us$|usd$|u.s.$",
        ("TWD",): "nt$",
        ("HKD",): "hk$",
        ("SGD",): "s$",
        ("AUD",): "a$|au$",
        ("NZD",): "nz$",
        ("CAD",): "c$|ca$",
        ("BRL",): "r$",
        ("GBX",): "pence|penny|pennies",
        ("USX", "EUX", "ZAC"): "cents|cent|¢|us cents|us¢",
        ("ILA",): "agorot|agora",
        ("EUR",): "€|euro|euros",
        ("GBP",): "£|pound|pounds|sterling",
        ("JPY", "CNY"): "¥",
        ("JPY",): "yen",
        ("CNY",): "rmb|yuan",
        ("KRW",): "₩|won",
        ("INR",): "₹|rupee|rupees",
        ("RUB",): "₽|ruble|rubles|rouble|roubles",
        ("ILS",): "₪|nis|shekel|shekels",
        ("KWD", "BHD", "JOD", "IQD", "TND"): "dinar|dinars|kd",
        ("SAR", "QAR", "OMR"): "riyal|riyals|sr",
        ("AED", "MAD"): "dirham|dirhams|dhs",
        ("CHF",): "swiss franc|swiss francs|sfr",
        ("NOK", "DKK", "SEK"): "kr|krone|kroner",
        ("SEK", "ISK"): "krona|kronor",
        ("ZAR",): "rand",
        ("TRY",): "₺|lira",
        ("PLN",): "zł|zloty|zlotys",
        ("THB",): "฿|baht",
        ("MXN", "PHP", "CLP", "COP", "ARS"): "peso|pesos",
    },
    ratios={
        "%": "percent|per cent|per-cent|pct|pct.|p.c.|prozent",
        "points": "pp|pps|ppt|ppts|pt|pts|point|percentage point|percentage points|%-pts",
        "bps": "bp|basis point|basis points",
        "x": "times|×",
    },
    qualifiers={
        "about": "~|≈|c.|ca.|circa|approx.|approx|approximately|around|roughly",
        "over": ">|more than|above",
        "at least": ">=|≥|≧",
        "under": "<|less than|below",
        "up to": "<=|≤|≦",
        "nearly": "almost",
    },
    nothing=(
        "", "n/a", "n.a.", "n.a", "na", "#n/a", "-", "--", "---", "tbd", "tba", "tbc", "t.b.d.", "null", "none", "nan",
        ".nan", "~", "?", "…", "...", "xx", "xxx",
    ),
    around_units=r"\b(?:amounts|figures|in|of)\b",
    days=(),
    slips={},
    lengths={
        12: _TWELVE,
        6: r"(?i:\b(?:half[- ]year|first half|second half)\b)",
        3: r"(?i:\b(?:quarterly|single[- ]quarter)\b)",
    },
    years=(  # FY26 Q3, 4Q25, H1'26
        (r"(?<![A-Za-z0-9])(?:FY|CY)\s?'?(?P<year>[0-9]{2})(?![0-9])", _this_century),
        (r"(?<![A-Za-z0-9])(?:[1-4]Q|Q[1-4]|[12]H|H[12]|9M)\s?'?(?P<year>[0-9]{2})(?![0-9])", _this_century),
    ),
    of_day=_of_day,
    of_month=_of_month,
)  # fmt: skip
