"""How people spell in Chinese, traditional and simplified, what a fact base writes in one way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from reportgen.languages import han
from reportgen.languages.numeral_pack import Spellings


def _of_day(day: date) -> Iterator[str]:
    """2026年2月6日."""
    yield f"{day.year}年{day.month}月{day.day}日"


def _of_month(year: int, month: int) -> Iterator[str]:
    """2026年2月, and the year alone."""
    yield from (f"{year}年{month}月", f"{year}年")


def _in_republic(text: str) -> int:
    """民國114年 is 2025."""
    return int(han.han_value(text)) + 1911


def _this_century(text: str) -> int:
    return 2000 + int(text)


def _in_words(text: str) -> int:
    return int(han.han_value(text))


SPELLINGS: Final = Spellings(
    scales=han.HAN_SCALES,
    typed_scales={
        "thousand": "千|仟", "m": "百萬|百万", "bn": "十億|十亿", "萬": "萬", "億": "億|亿", "兆": "兆",
    },
    falls="降|減|跌|下滑|衰退|萎縮|虧|負|流出|减|亏|负",
    rises="增|升|漲|成長|上揚|上修|增长|涨",
    places={
        "paragraph": ("第{n}段", "段落{n}"),
        "page": ("第{n}[頁页]", "[頁页]{n}"),
        "slide": ("投影片{n}", "第{n}張(?:投影片)?"),
        "table": ("表{n}", "附表{n}"),
        "note": ("附?[註注]{n}",),
        "figure": ("[圖图]{n}",),
        "section": ("第{n}[章節节]",),
        "line": ("第{n}行",),
    },
    currencies={
        ("USD",): "美元|美金",
        ("TWD",): "新台幣|新臺幣|新台币|台幣|臺幣|台币",
        ("HKD",): "港元|港幣|港币",
        ("EUR",): "歐元|欧元",
        ("GBX",): "便士",
        ("USX",): "美分",
        ("GBP",): "英鎊|英镑",
        ("JPY",): "日圓|日元|日圆",
        ("CNY",): "人民幣|人民币",
        ("CNY", "TWD", "HKD"): "元",
        ("KRW",): "韓元|韩元",
        ("RUB",): "盧布|卢布",
        ("ILS",): "謝克爾|谢克尔|新謝克爾",
        ("KWD", "BHD", "JOD"): "第納爾|第纳尔",
        ("SAR", "QAR", "OMR"): "里亞爾|里亚尔",
        ("INR",): "盧比|卢比|印度盧比",
        ("SGD",): "新加坡幣|新加坡元|坡幣",
        ("AUD",): "澳幣|澳元",
        ("CAD",): "加幣|加元",
        ("CHF",): "瑞士法郎|瑞郎",
    },
    ratios={
        "points": "個百分點|个百分点|百分點|百分点",
        "bps": "個基點|个基点|基點|基点",
        "x": "倍",
    },
    qualifiers={"about": "約|约", "over": "超過|超过", "at least": "至少", "up to": "至多", "nearly": "將近|将近"},
    nothing=("待定", "無", "无", "不適用"),
    around_units="[單单]位:?",
    days=(r"(?P<year>\d{4})年(?P<number>\d{1,2})月(?P<day>\d{1,2})日?",),
    slips={4: "萬 for units or 億 for 萬", 8: "億 for units", 1: "億 for bn", 2: "m for 億"},
    lengths={12: "全年|近四季|近十二個月", 6: "上半年|下半年", 3: "單季"},
    years=(
        (r"(?<![0-9])(?P<year>[0-9]{2})(?:會計|財)年", _this_century),
        (rf"民國\s?(?P<year>[0-9]+|{han.ANY}+)\s?年", _in_republic),
        (rf"(?P<year>[一二]{han.DIGIT}{{3}})(?=年)", _in_words),
    ),
    of_day=_of_day,
    of_month=_of_month,
)  # fmt: skip
