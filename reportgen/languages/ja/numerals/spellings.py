"""How people spell in Japanese what a fact base writes in one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from reportgen.languages import han
from reportgen.languages.han import folded
from reportgen.languages.numeral_pack import Spellings


def _of_day(day: date) -> Iterator[str]:
    """2026年2月6日."""
    yield f"{day.year}年{day.month}月{day.day}日"


def _of_month(year: int, month: int) -> Iterator[str]:
    """2026年2月, 2026年2月期, and the year alone."""
    yield from (f"{year}年{month}月", f"{year}年{month}月期", f"{year}年")


def _in_era(before: int) -> Callable[[str], int]:
    """A reader of the years of an era, of which `before` is the last year before it."""

    def read(text: str) -> int:
        return before + (1 if text == "元" else int(han.han_value(text)))

    return read


def _this_century(text: str) -> int:
    return 2000 + int(text)


def _in_words(text: str) -> int:
    return int(han.han_value(text))


_ERAS = (("令和", 2018), ("平成", 1988), ("昭和", 1925))

SPELLINGS: Final = Spellings(
    scales={"万": 4, "億": 8, "兆": 12},
    typed_scales={"thousand": "千", "m": "百万", "bn": "十億", "万": "万", "億": "億", "兆": "兆"},
    falls="減|低下|下落|下回|赤字|損失|マイナス|縮小|流出",
    rises="増|上昇|伸び|伸長|拡大",
    places={
        "paragraph": ("第?{n}段落", "段落{n}"),
        "page": ("第?{n}(?:ページ|頁)", "(?:ページ|頁){n}"),
        "slide": ("スライド{n}", "第?{n}スライド"),
        "table": ("表{n}", "第{n}表"),
        "note": ("(?:注記|注){n}",),
        "figure": ("図{n}",),
        "section": ("第?{n}(?:章|節)",),
        "line": ("第?{n}行",),
    },
    currencies={
        ("JPY",): "円|日本円",
        ("USD",): "米ドル|米国ドル",
        ("USD", "TWD", "HKD", "SGD", "AUD", "NZD", "CAD"): "ドル",
        ("EUR",): "ユーロ",
        ("GBX",): "ペンス",
        ("USX", "EUX", "ZAC"): "セント|米セント",
        ("GBP",): "ポンド|英ポンド",
        ("CNY",): "人民元",
        ("KRW",): "ウォン",
        ("RUB",): "ルーブル",
        ("ILS",): "シェケル",
        ("KWD", "BHD", "JOD"): "ディナール",
        ("INR",): "ルピー",
        ("TWD",): "台湾ドル",
        ("HKD",): "香港ドル",
        ("AUD",): "豪ドル",
        ("CAD",): "カナダドル",
        ("CHF",): "スイスフラン",
    },
    ratios={
        "%": "パーセント",
        "points": "ポイント|%ポイント|パーセントポイント",
        "bps": "ベーシスポイント",
        "x": "倍",
    },
    qualifiers={"about": "約|およそ", "at least": "少なくとも", "up to": "最大", "nearly": "ほぼ"},
    nothing=("未定", "該当なし", "なし", "非開示", "非公表", "－", "ー"),
    around_units="単位:?",
    days=(r"(?P<year>\d{4})年(?P<number>\d{1,2})月(?P<day>\d{1,2})日?",),
    slips={},
    lengths={12: "通期|通年|直近12[カヵ]月", 6: "上期|下期|上半期|下半期|中間期", 3: "四半期単独|単独四半期"},
    years=(
        (r"(?<![0-9/])(?P<year>[0-9]{2})/(?:1[0-2]|0?[1-9])期", _this_century),
        *(
            (folded(rf"{name}\s?(?P<year>元|[0-9]+|{han.ANY}+)\s?年"), _in_era(before))
            for name, before in _ERAS
        ),
        (rf"(?P<year>[一二]{han.DIGIT}{{3}})(?=年)", _in_words),
    ),
    of_day=_of_day,
    of_month=_of_month,
)
