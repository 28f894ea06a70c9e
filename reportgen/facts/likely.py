"""Periods and days as people write them, and what each is called in a fact base: `4Q25` is 2025Q4."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

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
    """The months and days, as `12-31`, that the end of a fiscal year in another spelling may mean."""
    found = []
    for match in _matches(_MONTH_AND_DAY, text):
        month, written = _month(match), match["day"]
        if 1 <= month <= 12:
            last = calendar.monthrange(2024, month)[1]
            day = int(written) if written else last
            found += [f"{month:02}-{day:02}"] if 1 <= day <= last else []
    return list(dict.fromkeys(found))


def _dates(text: str) -> Iterator[str]:
    for match in _matches(_DAYS, text):
        year, month, day = int(match["year"]), _month(match), int(match["day"])
        if not 1 <= month <= 12:
            continue
        last = calendar.monthrange(year or 2000, month)[1]
        if 1 <= day <= 31 and year:
            yield date(year, month, min(day, last)).isoformat()


def _ends_of_months(text: str) -> Iterator[str]:
    """The last day of a month, and the quarter that ends with it."""
    for match in _matches(_MONTH_OF_YEAR, text):
        year, month = _full(match["year"]), _month(match)
        if 1 <= month <= 12 and year:
            yield f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
            if not month % 3:
                yield f"{year}Q{month // 3}"


def _named(text: str) -> Iterator[str]:
    trailing = re.match(r"\s*(?:TTM|LTM)[\s-]*", text, re.IGNORECASE)
    rest = text[trailing.end() :] if trailing else text
    for match in _matches(_PERIODS, rest):
        kind = "TTM" if trailing else "FY" if re.search("FY", rest, re.IGNORECASE) else ""
        year, parts = _full(match["year"]), match.groupdict()
        letter = (parts.get("letter") or parts.get("letter_last") or "").upper()
        index = int(parts.get("index") or parts.get("index_first") or 0)
        if not letter:
            yield f"{kind}{year}"
            continue
        count = {"Q": 4, "H": 2}[letter]
        yield f"{kind}{year}{letter}{min(max(index, 1), count)}"
        if index == count + 1:
            yield f"{kind}{year + 1}{letter}1"
        return


def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns if (match := pattern.fullmatch(text.strip())))


def _month(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
