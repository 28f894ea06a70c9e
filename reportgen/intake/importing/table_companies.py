"""Whom a table is about, and where its figures come from: the mapping, the edition's facts.yaml, or the command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from reportgen.codes.rg2_values import RG203, RG204
from reportgen.errors import Misuse, Rejected
from reportgen.facts.base import Entity, FactBase
from reportgen.facts.calendars import EXPECTED_YEAR_END, Calendar, read_year_end
from reportgen.facts.period import Period
from reportgen.facts.text import Text
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.imported import ImportedCompany, ImportedSource
from reportgen.intake.importing.table_map import TableEntityText, TableMap
from reportgen.languages import DEFAULT, pick
from reportgen.languages.currencies import CURRENCIES

_CALENDAR_YEAR: Final = "12-31"


@dataclass(frozen=True)
class TableWish:
    """What the command line says of a table: the name of the company in facts.yaml, the edition's period, the currency
    and the end of the fiscal year of a company that neither mapping nor facts.yaml tells of; and the languages of the
    edition, none where nothing tells them."""

    entity: str = ""
    period: str = ""
    currency: str = ""
    year_end: str = ""
    languages: tuple[str, ...] = ()


def main_company(said: TableMap, wish: TableWish, base: FactBase | None, named: Iterable[str]) -> str:
    """The id of the company that rows without one are about. Raises Misuse where nothing tells."""
    declared = list(map(str, said.entities))
    told = wish.entity or str(said.entity or "") or (declared[0] if len(declared) == 1 else "")
    found = told or (base.entity if base else "") or next((slug(one) for one in named if one), "")
    if not found:
        raise Misuse(
            "nothing says which company the table is about; say it: --entity acme, or entity: in --map"
        )
    if not re.fullmatch("[a-z][a-z0-9_]*", found):
        raise Misuse(f"{found!r} cannot name a company; use a-z, digits and _: --entity {slug(found)}")
    return found


def table_company(
    entity: str, said: TableMap, wish: TableWish, base: FactBase | None, seen_currency: str
) -> ImportedCompany:
    """A company by its id. Raises Misuse or Rejected for a currency or a fiscal year's end that is none."""
    there = base.entities.get(entity) if base else None
    if entity in said.entities:
        told = said.entities[Text(entity)]
        made = _from_map(entity, told, wish, seen_currency)
        # What the mapping leaves out is as facts.yaml has it.
        return made if "fiscal_year_end" in told.model_fields_set or not there else _as_there(made, there)
    if there:
        return _from_base(there, seen_currency)
    calendar = _calendar(Text(wish.year_end or _CALENDAR_YEAR))
    currency = _currency(Text(wish.currency or seen_currency))
    return ImportedCompany(entity, entity, entity, currency, wish.year_end or _CALENDAR_YEAR, calendar)


def _from_map(entity: str, told: TableEntityText, wish: TableWish, seen: str) -> ImportedCompany:
    names = _words(told.name) if told.name else {DEFAULT: entity}
    shorts = _words(told.short) if told.short else {}
    name = pick(names, DEFAULT)
    calendar = _calendar(told.fiscal_year_end, named_by_start=told.fiscal_year_named == "start")
    currency = _currency(told.currency or Text(wish.currency or seen))
    short = pick(shorts, DEFAULT) if shorts else name
    year_end = str(told.fiscal_year_end)
    return ImportedCompany(entity, name, short, currency, year_end, calendar, names=names, shorts=shorts)


def _as_there(made: ImportedCompany, there: Entity) -> ImportedCompany:
    return replace(made, calendar=there.calendar, currency=made.currency or there.currency)


def _from_base(entity: Entity, seen: str) -> ImportedCompany:
    name, short = pick(entity.name, DEFAULT), pick(entity.short, DEFAULT)
    currency = entity.currency or seen
    return ImportedCompany(entity.id, name, short, currency, _CALENDAR_YEAR, entity.calendar)


def _calendar(rule: Text, *, named_by_start: bool = False) -> Calendar:
    year_end = read_year_end(rule)
    if year_end is None:
        message = f"cannot read the fiscal year's end {str(rule)!r}"
        mend = f"write {EXPECTED_YEAR_END}"
        if not _placed(rule):
            raise Misuse(f"{message}; {mend}")
        raise Rejected([RG203.finding(message, rule.locus, mend)])
    return Calendar(year_end, named_by_start)


def _currency(code: Text) -> str:
    if code and code not in CURRENCIES:
        if not _placed(code):
            raise Misuse(f"{str(code)!r} is no currency; write its ISO code: USD")
        raise Rejected(
            [RG204.finding(f"{str(code)!r} is no currency", code.locus, "write its ISO code: USD")]
        )
    return str(code)


def _placed(text: Text) -> bool:
    """False for what the command line says."""
    return hasattr(text, "line")


def _words(words: Mapping[str, Text]) -> dict[str, str]:
    return {str(tag): str(text) for tag, text in words.items()}


@dataclass
class TableSources:
    """The sources that a table's figures name, those that are used in the order in which they were met. One that
    nothing tells of has a title in each of the `languages` and is in `language`, "" where nothing tells."""

    table: str
    title: str
    said: TableMap
    base: FactBase | None
    period: Period
    languages: tuple[str, ...] = ()
    language: str = ""
    used: dict[str, ImportedSource] = field(default_factory=dict)

    def named(self, text: str) -> str:
        """The id of the source that a cell names, of the table itself for none."""
        id_ = self.table if not text else text if self._known(text) else slug(text)
        if id_ not in self.used:
            self.used[id_] = self._source(id_, text or self.title)
        return id_

    def _known(self, text: str) -> bool:
        return text in self.said.sources or (self.base is not None and text in self.base.sources)

    def _source(self, id_: str, title: str) -> ImportedSource:
        if id_ in self.said.sources:
            told = self.said.sources[Text(id_)]
            language = "" if told.language == DEFAULT else str(told.language)
            published = _day(told.published) if told.published else None
            return ImportedSource(
                id_, "", self.period, published,
                url=str(told.url or ""), titles=_words(told.title), language=language,
            )  # fmt: skip
        if self.base is not None and id_ in self.base.sources:
            there = self.base.sources[id_]
            return ImportedSource(
                id_, "", self.period, date.fromisoformat(there.published), titles=there.title
            )
        language = "" if self.language == DEFAULT else self.language
        titles = dict.fromkeys(self.languages or (DEFAULT,), title)
        return ImportedSource(
            id_, "", self.period, None, titles=titles, language=language, untitled=title == id_
        )


def _day(text: Text) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"there is no day {str(text)!r}"
        raise Rejected([RG203.finding(message, text.locus, "write it as in 2026-02-06")]) from None
