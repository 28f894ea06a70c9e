"""How people spell scales, units, qualifiers and the want of a value, and what the same is called in a fact base."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

_Name = TypeVar("_Name")


def _by_spelling(table: Mapping[_Name, str]) -> dict[str, _Name]:
    return {spelling: name for name, spellings in table.items() for spelling in spellings.split("|")}


SCALES: Final = _by_spelling(
    {
        "thousand": "thousand|thousands|thsd|tsd|k|000s|千",
        "m": "m|mn|mm|mio|mill|mil|mln|million|millions|百萬|百万",
        "bn": "b|bn|bln|bil|mrd|billion|billions|milliard|milliards|milliarden|十億|十亿",
        "tn": "t|tn|trn|trillion|trillions",
        "萬": "萬|万",
        "億": "億|亿",
        "兆": "兆",
    }
)

# What a sign or a word may stand for; the first of them where the concept does not say which.
CURRENCIES: Final = _by_spelling(
    {
        ("USD", "TWD", "HKD", "SGD", "AUD", "NZD", "CAD"): "$|dollar|dollars",
        ("USD",): "us$|usd$|u.s.$|美元|美金",
        ("TWD",): "nt$|新台幣|新臺幣|新台币|台幣|臺幣|台币",
        ("HKD",): "hk$|港元|港幣|港币",
        ("SGD",): "s$",
        ("AUD",): "a$|au$",
        ("NZD",): "nz$",
        ("CAD",): "c$|ca$",
        ("BRL",): "r$",
        ("EUR",): "€|euro|euros|歐元|欧元",
        ("GBP",): "£|pound|pounds|sterling|英鎊|英镑",
        ("JPY", "CNY"): "¥",
        ("JPY",): "yen|円|日圓|日元|日圆",
        ("CNY",): "rmb|yuan|人民幣|人民币",
        ("CNY", "TWD", "HKD"): "元",
        ("KRW",): "₩|won|韓元|韩元",
        ("INR",): "₹|rupee|rupees",
    }
)

RATIOS: Final = _by_spelling(
    {
        "%": "percent|per cent|per-cent|pct|pct.|p.c.|prozent",
        "points": "pp|pps|ppt|ppts|pt|pts|point|percentage point|percentage points|%-pts|個百分點"
        "|个百分点|百分點|百分点",
        "bps": "bp|basis point|basis points|個基點|个基点|基點|基点",
        "x": "times|×|倍",
    }
)

QUALIFIERS: Final = _by_spelling(
    {
        "about": "~|≈|c.|ca.|circa|approx.|approx|approximately|around|roughly|約|约",
        "over": ">|more than|above|超過|超过",
        "at least": ">=|≥|≧|至少",
        "under": "<|less than|below",
        "up to": "<=|≤|≦|至多",
        "nearly": "almost|將近|将近",
    }
)

NOTHING: Final = frozenset(
    {
        "", "n/a", "n.a.", "n.a", "na", "#n/a", "-", "--", "---", "tbd", "tba", "tbc", "t.b.d.", "null", "none", "nan",
        ".nan", "~", "?", "…", "...", "xx", "xxx", "待定", "無", "无", "不適用",
    }
)  # fmt: skip
MEANINGLESS: Final = frozenset({"nm", "n.m.", "n.m", "n/m", "nmf"})
