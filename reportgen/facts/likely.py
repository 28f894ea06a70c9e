"""Periods and days as people write them, and what each is called in a fact base: `4Q25` is 2025Q4."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from reportgen.facts.calendars import MONTHS, WEEKDAYS
from reportgen.languages import numeral_packs

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR: Final = r"(?:FY|CY|')?\s*(?P<year>\d{4}|\d{2})[EAF]?"
_PART: Final = r"(?:(?P<letter>[QH])\s*(?P<index>\d)|(?P<index_first>\d)\s*(?P<letter_last>[QH]))"
_GAP: Final = r"[\s'’/.,_-]*"
_PERIODS: Final = (
    re.compile(rf"{_PART}{_GAP}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR}{_GAP}{_PART}", re.IGNORECASE),
    re.compile(_YEAR, re.IGNORECASE),
)
_DAYS: Final = (
    re.compile(r"(?P<year>\d{4})[-/. ](?P<number>\d{1,2})[-/. ](?P<day>\d{1,2})"),
    *(
        re.compile(form)
        for form in dict.fromkeys(form for pack in numeral_packs() for form in pack.spellings.days)
    ),
    re.compile(r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<number>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(r"(?P<number>\d{1,2})[-/. ](?P<day>\d{1,2})[-/. ](?P<year>\d{4})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH},?[\s-]*(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_MONTH}[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(?P<year>\d{{4}})", re.IGNORECASE),
)
_MONTH_OF_YEAR: Final = (
    re.compile(rf"{_MONTH}[\s'’-]*(?P<year>\d{{4}}|\d{{2}})", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})"),
    re.compile(r"(?P<number>\d{1,2})[-/.](?P<year>\d{4})"),
)
_MONTH_AND_DAY: Final = (
    re.compile(rf"(?P<day>\d{{1,2}})?(?:st|nd|rd|th)?[\s-]*{_MONTH}", re.IGNORECASE),
    re.compile(rf"{_MONTH}[\s-]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?", re.IGNORECASE),
    re.compile(r"(?P<number>\d{1,2})[-/. ](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<number>\d{1,2})"),
)


def likely_periods(text: str) -> list[str]:
    """What a period that cannot be read may have been meant as, the likeliest first."""
    return list(dict.fromkeys([*likely_days(text), *_ends_of_months(text), *_named(text)]))


def likely_days(text: str) -> list[str]:
    """The days, as ISO dates, that a date in another spelling may mean."""
    return list(dict.fromkeys(_dates(text)))


def likely_year_ends(text: str) -> list[str]:
    """What the end of a fiscal year in another spelling may mean: `12-31`, `last saturday of january`."""
    found = list(_weekday_ends(text))
    found += [end for match in _matches(_MONTH_AND_DAY, text) for end in _year_ends(match)]
    return list(dict.fromkeys(found))


def _weekday_ends(text: str) -> Iterator[str]:
    """The ends of a year on a weekday: its last one of a month, or the one nearest to a day."""
    weekday = next((day for day in WEEKDAYS if re.search(rf"\b{day[:3]}", text, re.IGNORECASE)), "")
    if not weekday:
        return
    rest = re.sub(
        r"\b(?:the|last|final|nearest|closest|to|in|of|on|end|month|before)\b", " ", text, flags=re.IGNORECASE
    )
    rest = re.sub(rf"\b{weekday[:3]}[a-z]*", " ", rest, flags=re.IGNORECASE).strip(" ,;.-")
    days = [end for match in _matches(_MONTH_AND_DAY, rest) for end in _year_ends(match)]
    for end in dict.fromkeys(days):
        if re.search("nearest|closest", text, re.IGNORECASE) or (
            re.search(r"\d", rest) and "last" not in text.lower()
        ):
            yield f"{weekday} nearest {end}"
        else:
            yield f"last {weekday} of {MONTHS[int(end[:2]) - 1]}"


def _year_ends(match: re.Match[str]) -> Iterator[str]:
    """A month and a day, as `12-31`; the last day where none is written."""
    month, written = _month(match), match["day"]
    if 1 <= month <= 12:
        last = calendar.monthrange(2024, month)[1]
        day = int(written) if written else last
        if 1 <= day <= last:
            yield f"{month:02}-{day:02}"


def _dates(text: str) -> Iterator[str]:
    for match in _matches(_DAYS, text):
        year, month, day = int(match["year"]), _month(match), int(match["day"])
        if not 1 <= month <= 12:
            continue
        last = calendar.monthrange(year or 2000, month)[1]
        if 1 <= day <= 31 and year:
            yield date(year, month, min(day, last)).isoformat()


def _ends_of_months(text: str) -> Iterator[str]:
    """A month, its last day, and the quarter that ends with it."""
    for match in _matches(_MONTH_OF_YEAR, text):
        year, month = _full(match["year"]), _month(match)
        if 1 <= month <= 12 and year:
            yield f"{year}-{month:02}"
            yield f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
            if not month % 3:
                yield f"{year}Q{month // 3}"


_RUNNING: Final = (
    re.compile(rf"(?P<months>3|6|9|12)\s*M{_GAP}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR}{_GAP}(?P<months>3|6|9|12)\s*M", re.IGNORECASE),
)


def _named(text: str) -> Iterator[str]:
    prefix = re.match(r"\s*(?P<kind>TTM|LTM|YTD)[\s-]*", text, re.IGNORECASE)
    rest = text[prefix.end() :] if prefix else text
    kind = (prefix["kind"].upper().replace("LTM", "TTM") if prefix else "") + (
        "FY" if re.search("FY", rest, re.IGNORECASE) else ""
    )
    for match in _matches(_RUNNING, rest):
        yield from _so_many_months(kind.removeprefix("YTD"), _full(match["year"]), int(match["months"]))
        return
    for match in _matches(_PERIODS, rest):
        yield from _parts_of_years(kind, match)
        return


def _so_many_months(era: str, year: int, months: int) -> Iterator[str]:
    """So many months from the beginning of a year."""
    if months == 9:
        yield f"{era}{year}-9M" if era else f"9M{year}"
    else:
        yield f"{era}{year}" + {3: "Q1", 6: "H1", 12: ""}[months]


def _parts_of_years(kind: str, match: re.Match[str]) -> Iterator[str]:
    year, parts = _full(match["year"]), match.groupdict()
    letter = (parts.get("letter") or parts.get("letter_last") or "").upper()
    index = int(parts.get("index") or parts.get("index_first") or 0)
    if not letter:
        yield f"{kind}{year}"
        return
    count = {"Q": 4, "H": 2}[letter]
    yield f"{kind}{year}{letter}{min(max(index, 1), count)}"
    if index == count + 1:
        yield f"{kind}{year + 1}{letter}1"


def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns if (match := pattern.fullmatch(text.strip())))


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
