"""Wordings that hold numerals and are no figures: periods and dates that the facts know, page and exhibit numbers.

Only the periods of the document's own fact base count, in every way in which the two languages write them, so that
another year in a sentence is not taken for a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import format_date

from reportgen.exhibits.display import period_label
from reportgen.facts.base import FactBase
from reportgen.facts.period import Period
from reportgen.press.proof.numerals import flexible, is_whole, numerals

_HAN: Final = "零一二三四五六七八九十"
EXHIBIT: Final = re.compile(r"(?:Exhibit|圖表)\s*(\d+)")
_PAGE: Final = re.compile(r"Page\s*(\d+)\s*of\s*(\d+)|第\s*(\d+)\s*頁，共\s*(\d+)\s*頁")
_LANGUAGES: Final = ("en", "zh-Hant")


def known_wordings(base: FactBase, published: date) -> frozenset[str]:
    """Every way of writing the periods of the facts, the days on which the sources and the brief came out, and the
    names of concepts, sources and entities."""
    days = {date.fromisoformat(source.published) for source in base.sources.values() if source.published}
    periods = {fact.at.period for fact in base.facts.values()} | {base.period}
    wordings = {word for day in days | {published} for word in _day(day)}
    for period in periods:
        wordings.update(_period(period))
    wordings.update(_names(base))
    return frozenset(word for word in wordings if next(numerals(word), None))


def _names(base: FactBase) -> Iterator[str]:
    for words in (
        *(concept.label for concept in base.concepts.values()),
        *(fact.label for fact in base.facts.values() if fact.label),
        *(source.title for source in base.sources.values()),
        *(name for entity in base.entities.values() for name in (entity.name, entity.short)),
    ):
        yield from words.values()


def _period(period: Period) -> Iterator[str]:
    for language in _LANGUAGES:
        yield period_label(period, language)
        yield period_label(period, language, short=True)
    yield period.text
    yield from _year(period.start.year)
    yield from _month(period.start)
    yield from _month(period.end)
    if period.instant:
        yield from _day(period.end)
    elif period.months == 3 and period.end.month % 3 == 0:
        yield from _quarter(period.end.year, period.end.month // 3, period)
    if re.search(r"FY\d{4}", period.text):
        yield from (f"FY{period.text[2:6]}", f"FY{period.text[4:6]}", f"fiscal {period.text[2:6]}")


def _quarter(year: int, quarter: int, period: Period) -> Iterator[str]:
    yield from (f"Q{quarter} {year}", f"{quarter}Q{year % 100:02}", f"Q{quarter}", f"{year}Q{quarter}")
    yield from (f"{year}年第{_HAN[quarter]}季", f"{year}年Q{quarter}")
    yield f"{year}年{period.start.month}至{period.end.month}月"
    if quarter == 1:
        yield f"{year}年首季"


def _year(year: int) -> Iterator[str]:
    yield from (str(year), f"{year}年")


def _month(day: date) -> Iterator[str]:
    yield from (format_date(day, pattern, locale="en") for pattern in ("MMMM y", "MMM y"))
    yield f"{day.year}年{day.month}月"
    yield from _year(day.year)


def _day(day: date) -> Iterator[str]:
    for pattern in ("d MMMM y", "d MMM y", "MMMM d, y", "MMM d, y"):
        yield format_date(day, pattern, locale="en")
    yield from (f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}", day.isoformat())
    yield from _month(day)


@lru_cache(maxsize=16)
def one_of(wordings: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern for any of the wordings, the longest first."""
    ordered = sorted(wordings, key=lambda word: (-len(word), word))
    return re.compile("|".join(flexible(word).pattern for word in ordered)) if ordered else None


def wholes_of(text: str, wordings: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where any of the wordings stands in a text as a whole."""
    pattern, at = one_of(frozenset(wordings)), 0
    while pattern and (found := pattern.search(text, at)):
        whole = found.end() > found.start() and is_whole(text, *found.span())
        if whole:
            yield found.span()
        at = found.end() if whole else found.start() + 1


def page_numbers(text: str, page: int | None, pages: int) -> Iterator[tuple[int, int]]:
    """Where a page says rightly which of how many it is."""
    for found in _PAGE.finditer(text):
        if [int(group) for group in found.groups() if group] == [page, pages]:
            yield found.span()
