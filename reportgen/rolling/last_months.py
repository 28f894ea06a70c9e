"""The months of the last edition's period, and the days until it was published, named in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from reportgen.facts.period import Period
from reportgen.figures.reader.folding import fold
from reportgen.intake.importing.text_periods import Standpoint, periods_in
from reportgen.languages import LANGUAGES

_LONGEST: Final = 6  # months of a period that a month tells apart from others
_MIDDLE: Final = 15
_MOST_DAYS: Final = 200  # from a period's end until its edition was out
_UNDATED: Final = r"(?<![0-9]){}(?![0-9])"
_YEAR_BEFORE: Final = re.compile(r"((?:19|20)\d\d)\D{0,2}$")
_YEAR_BEHIND: Final = re.compile(r"(?:\W{1,3}\d{1,2})?\W{0,3}((?:19|20)\d\d)(?!\d)")


def says_last_month(words: str, language: str, last: Period, now: Period) -> str:
    """The month of the last period that words name, "" for none. Without its year one of the new period, too, is that;
    with another year it is none."""
    if language not in LANGUAGES or last.months > _LONGEST:
        return ""
    current = {month for _, month in _months_of(now)}
    for year, month in _months_of(last):
        for match in re.finditer(LANGUAGES[language].cues.months[month - 1], words):
            said = _year_beside(words, match)
            if said == year if said else month not in current:
                return match[0]
    return ""


def says_day(words: str, at: Standpoint, after: date, until: date) -> str:
    """A day that words name and that lies behind one and not behind another; "" for none. Without its year it is one of
    those."""
    if at.language not in LANGUAGES or not words:
        return ""
    named = (one for one in periods_in(fold(words), at) if one.period.instant)
    found = [words[one.start : one.end].strip() for one in named if after < one.period.end <= until]
    found += _undated(words, at.language, after, until)
    return found[0] if found else ""


def _undated(words: str, language: str, after: date, until: date) -> Iterator[str]:
    for number in range(1, min((until - after).days, _MOST_DAYS) + 1):
        for text in LANGUAGES[language].periods.undated(after + timedelta(days=number)):
            match = re.search(_UNDATED.format(re.escape(text)), words)
            if match and not _year_beside(words, match):
                yield text


def _months_of(period: Period) -> Iterator[tuple[int, int]]:
    """The months whose middle lies in a period: of a year of weeks, those that it is called by."""
    year, month = period.start.year, period.start.month
    while (middle := date(year, month, _MIDDLE)) <= period.end:
        if middle >= period.start:
            yield year, month
        year, month = year + month // 12, month % 12 + 1


def _year_beside(words: str, match: re.Match[str]) -> int:
    before = _YEAR_BEFORE.search(words, max(0, match.start() - 8), match.start())
    behind = _YEAR_BEHIND.match(words, match.end())
    found = before or behind
    return int(found[1]) if found else 0
