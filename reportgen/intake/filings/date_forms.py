"""Dates as pages write them, by the forms of the transformation registries.

A form says which parts stand in which order; whatever parts them, the digits are found. Names of months are those of
Unicode's CLDR, long and short.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

_LANGUAGES: Final = re.findall(
    r"\w+", "bg cs cy da de el en es et fi fr hr hu it lt lv nl no pl pt ro sk sl sv"
)
_ROMAN: Final = re.findall(r"\w+", "i ii iii iv v vi vii viii ix x xi xii")
# The years before the first of each era, by the first sign of its name: Meiji, Taisho, Showa, Heisei, Reiwa.
_ERAS: Final = {"\u660e": 1867, "\u5927": 1911, "\u662d": 1925, "\u5e73": 1988, "\u4ee4": 2018}
_FIRST_YEAR: Final = "\u5143"


@dataclass(frozen=True)
class DateForm:
    """The order of year, month and day (`dmy`, `md`, `my` …), and how the month is written: in digits, by its name in a
    `language`, or in `roman` figures. `era`: the year is one of a Japanese era."""

    order: str
    language: str = ""
    roman: bool = False
    era: bool = False


def _forms() -> dict[str, DateForm]:
    """Every form under all its names."""
    digits = {"day-month": "dm", "day-month-year": "dmy", "month-day": "md", "month-day-year": "mdy"}
    digits |= {"month-year": "my", "year-month": "ym", "year-month-day": "ymd"}
    forms = {f"date-{name}": DateForm(order) for name, order in digits.items()}
    forms |= {f"date{name.replace('-', '')}": DateForm(order) for name, order in digits.items()}
    named = {"day-monthname": "dm", "day-monthname-year": "dmy", "monthname-day": "md"}
    named |= {"monthname-day-year": "mdy", "monthname-year": "my", "year-monthname": "ym"}
    named |= {"year-monthname-day": "ymd", "year-day-monthname": "ydm"}
    for language in _LANGUAGES:
        for name, order in named.items():
            forms[f"date-{name}-{language}"] = DateForm(order, language)
            if language in ("en", "da"):
                old = f"date{name.replace('-', '').replace('monthname', 'month')}"
                forms[f"{old}{'dk' if language == 'da' else language}"] = DateForm(order, language)
    for name, order in (("day-month", "dm"), ("day-month-year", "dmy"), ("month-year", "my")):
        forms[f"date-{name.replace('month', 'monthroman')}"] = DateForm(order, roman=True)
    return forms | _named_otherwise()


def _named_otherwise() -> dict[str, DateForm]:
    """Registry 1 and what others have of their own."""
    forms = {
        **dict.fromkeys(("dateslashus", "datedotus"), DateForm("mdy")),
        **dict.fromkeys(("dateslasheu", "datedoteu"), DateForm("dmy")),
        **dict.fromkeys(("datelongus", "dateshortus"), DateForm("mdy", "en")),
        **dict.fromkeys(("datelonguk", "dateshortuk"), DateForm("dmy", "en")),
        **dict.fromkeys(("datelongdaymonthuk", "dateshortdaymonthuk"), DateForm("dm", "en")),
        **dict.fromkeys(("datelongmonthdayus", "dateshortmonthdayus"), DateForm("md", "en")),
        **dict.fromkeys(("datelongmonthyear", "dateshortmonthyear"), DateForm("my", "en")),
        **dict.fromkeys(("datelongyearmonth", "dateshortyearmonth"), DateForm("ym", "en")),
        "dateslashdaymontheu": DateForm("dm"),
        "dateslashmonthdayus": DateForm("md"),
        "dateyearmonthdaycjk": DateForm("ymd"),
        "dateyearmonthcjk": DateForm("ym"),
        "datedaymonthyearin": DateForm("dmy"),
        "datemonthyearin": DateForm("my", "hi"),
        "date-ind-day-monthname-year-hi": DateForm("dmy", "hi"),
    }
    for name, order in (("year-month", "ym"), ("year-month-day", "ymd")):
        forms[f"date-jpn-era-{name}"] = DateForm(order, era=True)
        forms[f"dateera{name.replace('-', '')}jp"] = DateForm(order, era=True)
    return forms


DATE_FORMS: Final = MappingProxyType(_forms())
"""The forms by the names that the registries give them, of old and now."""


def read_date(form: DateForm, text: str) -> str | None:
    """The date in the lexical form of XML Schema: 2025-07-27, 2025-07, --07-27; None where it is not of the form.
    Raises ValueError for a day that there is not."""
    if (parts := _parts(form, text)) is None:
        return None
    year = _year(parts["y"]) if "y" in parts else _LEAP
    month = int(parts["m"])
    if "d" not in parts:
        return date(year, month, 1).isoformat()[:7]
    day = date(year, month, int(parts["d"])).isoformat()
    return day if "y" in parts else f"-{day[4:]}"


_LEAP: Final = 2000  # the year of a day that names none: 29 February is one
_LONGEST: Final = 60  # characters of a date
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+\.?")
_FILLER: Final = 4  # letters of what may stand between: th, er, de, gada, the signs for year, month and day


def _parts(form: DateForm, text: str) -> dict[str, str] | None:
    """The digits of day, month and year by their letter, in the order of the form; a month's name as its number."""
    if len(text) > _LONGEST:
        return None
    parts, order = {}, list(form.order)
    for token in _TOKEN.findall(text.replace(f"{_FIRST_YEAR}\u5e74", "1\u5e74") if form.era else text):
        month = None if token.isdecimal() else _named_month(form, token)
        if order and order[0] == "m" and not _in_digits(form) and month:
            parts[order.pop(0)] = str(month)
        elif order and token.isdecimal() and (order[0] != "m" or _in_digits(form)):
            if len(token) > 2 and not (order[0] == "y" and len(token) == 4):
                return None
            parts[order.pop(0)] = token
        elif form.era and order[:1] == ["y"] and token[0] in _ERAS:
            parts["era"] = token[0]
        elif token.isdecimal() or month or len(token.rstrip(".")) > _FILLER:
            return None
    return None if order or (form.era and "era" not in parts) else parts | _era_year(parts)


def _era_year(parts: dict[str, str]) -> dict[str, str]:
    return {"y": str(_ERAS[parts["era"]] + int(parts["y"]))} if "era" in parts else {}


def _in_digits(form: DateForm) -> bool:
    return not form.language and not form.roman


def _named_month(form: DateForm, token: str) -> int | None:
    name = token.casefold().rstrip(".")
    if form.roman:
        return _ROMAN.index(name) + 1 if name in _ROMAN else None
    return _months(form.language).get(name) if form.language else None


def _year(digits: str) -> int:
    """A year of two digits is one of this century, as the registries say."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


@cache
def _months(language: str) -> dict[str, int]:
    """Months by their names, and by as much of them as names but one: sept, septemb."""
    from babel import Locale

    forms = Locale("nb" if language == "no" else language).months
    names: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names |= {name.casefold().rstrip("."): number for number, name in forms[use][width].items()}
    begun: dict[str, set[int]] = {}
    for name, number in names.items():
        for length in range(3, len(name)):
            begun.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in begun.items() if len(numbers) == 1} | names


_ORDINALS: Final = ("first", "second", "third", "fourth")
_QUARTER: Final = re.compile(
    r"(?:(?P<word>first|second|third|fourth|1st|2nd|3rd|4th) quarter|q ?(?P<q>[1-4])),?(?: of| in)?(?: the)?"
    r"(?: year)? ?(?P<year>[0-9]{4})"
)
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4}) ?-?q ?(?P<q>[1-4])")


def quarter_end(text: str) -> str | None:
    """The last day of a calendar quarter: third quarter of 2025, Q3 2025."""
    folded = text.casefold()
    if not (match := _QUARTER.fullmatch(folded) or _YEAR_FIRST.fullmatch(folded)):
        return None
    found = match.groupdict()
    word = found.get("word")
    quarter = int(found["q"] or 0) or (_ORDINALS.index(word) + 1 if word in _ORDINALS else int(str(word)[0]))
    year, month = int(found["year"]), 3 * quarter
    return date(year, month, monthrange(year, month)[1]).isoformat()
