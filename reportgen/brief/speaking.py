"""Who speaks, and of which shares, from their declarations to nodes: every figure in them cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reportgen.brief.binding import find, label_of, pick_text
from reportgen.brief.brief_yaml import BriefFile, ColumnText, ExhibitText, RowText, TableText
from reportgen.brief.filling import FORECASTS, in_column, period_of
from reportgen.brief.helpers import TextReader
from reportgen.brief.pieces import PrintsFact
from reportgen.brief.speakers_yaml import (
    MarketText,
    PerformanceText,
    RatingText,
    StripRowText,
    StripText,
    TargetText,
)
from reportgen.brief.tables import TableMaker
from reportgen.codes.rg2_values import RG205
from reportgen.document.byline import Analyst, Byline, Quote, Shares, Strip
from reportgen.document.imprint import DeclaredAnalyst, Imprint, address_of
from reportgen.document.nodes import Exhibit, Line, Link, Named, Place, Words
from reportgen.errors import Finding
from reportgen.facts.base import Fact, value_of
from reportgen.facts.computing import sources_behind
from reportgen.facts.forming import recognised
from reportgen.facts.formula import Call, Input
from reportgen.facts.naming import is_formula
from reportgen.facts.period import Period
from reportgen.facts.reference import BadReference
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text
from reportgen.figures.manner import Manner, print_figure
from reportgen.languages.masthead_words import MastheadWords

_GROWTH: Final = re.compile(r"growth\(([^(),]+)\)")
_PLAIN: Final = Manner(terse=True)
_MOST_MONTHS: Final = 120  # a performance over more of them is named by the day that it began


def byline(reader: TextReader, imprint: Imprint) -> Byline:
    """Who speaks, in the reader's language. A name is one: it vouches for numerals in it."""
    name = _named(reader, imprint.publisher)
    address = _contact(imprint.url) if imprint.url is not None else ()
    people = tuple(_analyst(reader, one) for one in imprint.analysts)
    disclosed = tuple(reader.line(pick_text(words, reader.language)) for words in imprint.disclosures)
    return Byline(name, address, people, disclosed)


def _named(reader: TextReader, words: Bilingual) -> Line:
    return (Named(str(pick_text(words, reader.language)), "entity"),) if words else ()


def _analyst(reader: TextReader, declared: DeclaredAnalyst) -> Analyst:
    role = reader.line(pick_text(declared.role, reader.language)) if declared.role else ()
    return Analyst(_named(reader, declared.name), role, tuple(map(_contact, declared.contacts)))


def _contact(contact: Text) -> Line:
    said = (Named(str(contact).removeprefix("https://"), "address"),)
    address = address_of(contact)
    return (Link(address, said, Place(contact)),) if address else said


# ---- the shares ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SharesMaker:
    """Makes the panel on the shares. `shown` makes the exhibit of a name."""

    reader: TextReader
    brief: BriefFile
    shown: Callable[[Text], Exhibit | None]

    def shares(self) -> Shares | None:
        """The panel; None where the brief says nothing of the shares."""
        brief = self.brief
        if not (brief.rating or brief.target or brief.market):
            return None
        view = tuple(self._view(brief.rating, brief.target))
        if brief.market is None:
            return Shares(view, (), ())
        market = tuple(self._market(brief.market, brief.target))
        performance = tuple(map(self._performance, brief.market.performance))
        chart = self.shown(brief.market.chart) if brief.market.chart is not None else None
        return Shares(view, market, performance, chart)

    @property
    def _words(self) -> MastheadWords:
        return self.reader.pack.masthead

    def _view(self, rating: RatingText | None, target: TargetText | None) -> Iterator[Quote]:
        if rating:
            yield Quote((Words(self._words.rating),), self._said(rating.now), self._changed(rating))
        if target:
            before = _around(self._words.was, self._figure(target.before)) if target.before else ()
            yield Quote((Words(self._words.target),), self._figure(target.fact), before)

    def _said(self, words: Bilingual) -> Line:
        return self.reader.line(pick_text(words, self.reader.language))

    def _changed(self, rating: RatingText) -> Line:
        """What a rating was, and since when it stands."""
        before = self._said(rating.before) if rating.before else ()
        if rating.since is None:
            return _around(self._words.was, before) if before else ()
        day: Line = (self._day(date.fromisoformat(rating.since)),)
        return _woven(self._words.changed, before, day) if before else _around(self._words.since, day)

    def _day(self, day: date) -> Named:
        return Named(self.reader.pack.periods.day(day, True), "date")

    def _upside(self, target: Text, price: Text) -> Iterator[Quote]:
        """How far the target lies from the price; nothing where one of the two is not there, which has been said."""
        try:
            ends = [self.reader.base.find(text) for text in (target, price)]
        except BadReference:
            return
        if all(fact.quantity is not None for fact in ends):
            formula = Text.at(f"growth({target}, {price})", target.source, target.line, target.column)
            fact = self.reader.base.find(formula)
            falls = value_of(fact).point < 0
            label = self._words.downside if falls else self._words.upside
            yield Quote((Words(label),), self._figure(formula, Manner(sign=True, terse=True)))

    def _market(self, market: MarketText, target: TargetText | None) -> Iterator[Quote]:
        words, price = self._words, find(self.reader, market.price)
        day = (self._day(price.at.period.end),) if price else ()
        yield Quote((Words(words.price),), self._figure(market.price), day)
        if target:
            yield from self._upside(target.fact, market.price)
        if market.capitalisation is not None:
            yield Quote((Words(words.capitalisation),), self._figure(market.capitalisation))

    def _performance(self, declared: Text | PerformanceText) -> Quote:
        text, words = (declared, None) if isinstance(declared, Text) else (declared.fact, declared.label)
        label: Line = self._said(words) if words else ()
        if not label and (fact := find(self.reader, text)):
            label = self._since(fact) or label_of(self.reader, fact)
        return Quote(label, self._figure(text, Manner(sign=True, terse=True)))

    def _since(self, fact: Fact) -> Line:
        """How long a growth between two days took: in months, or since when; empty for anything else."""
        node = recognised(self.reader.base, fact.at) if is_formula(fact.at.concept) else None
        match node:
            case Call("growth", (Input(),)):
                return (Words(self._words.months.format(12)),)
            case Call("growth", (Input(now), Input(then))) if now.concept == then.concept:
                months = _months(then.period, now.period)
                if months is None:
                    return _around(self._words.since, (self._day(then.period.end),))
                return (Words(self._words.one_month if months == 1 else self._words.months.format(months)),)
        return ()

    def _figure(self, reference: Text, manner: Manner = _PLAIN) -> Line:
        fact = find(self.reader, reference)
        if fact is None:
            return ()
        shown = print_figure(value_of(fact), manner, self.reader.number_style)
        with self.reader.standing("", True):
            return (self.reader.printed(PrintsFact(fact, shown, Place(reference), manner)),)


def _around(frame: str, line: Line) -> Line:
    """Words around a line, where {} stands in them."""
    before, _, after = frame.partition("{}")
    return (*((Words(before),) if before else ()), *line, *((Words(after),) if after else ()))


def _woven(frame: str, *lines: Line) -> Line:
    """Words around several lines, where {0}, {1} … stand in them."""
    pieces = re.split(r"\{(\d)\}", frame)
    woven = (
        lines[int(piece)] if index % 2 else (Words(piece),) for index, piece in enumerate(pieces) if piece
    )
    return tuple(part for line in woven for part in line)


def _months(then: Period, now: Period) -> int | None:
    """The months from one day to another, None where they are no whole ones."""
    apart = (now.end.year - then.end.year) * 12 + now.end.month - then.end.month
    if 0 < apart <= _MOST_MONTHS and Period(now.end, now.end, True).shift(-apart).end == then.end:
        return apart
    return None


# ---- the strip -----------------------------------------------------------------------------------------------


def strip(reader: TextReader, declared: StripText) -> Strip:
    """Key financials over several periods. RG205 for a row that no period has."""
    first = len(reader.register.citations)
    rows = [
        RowText.model_construct(cells=_cells(reader, row, declared), total=row.total) for row in declared.rows
    ]
    columns = [ColumnText.model_construct(label={}, shows=name) for name in declared.columns]
    table_text = TableText.model_construct(columns=columns, rows=rows, unit=declared.unit)
    exhibit = ExhibitText.model_construct(table=table_text)
    with reader.standing("", True):
        table = TableMaker(reader, "", exhibit, table_text, across=True).table()
    labels = iter([_label(reader, row, made) for row, made in zip(declared.rows, rows, strict=True)])
    groups = tuple(
        replace(group, rows=tuple(replace(row, label=next(labels)) for row in group.rows))
        for group in table.groups
    )
    cited = [citation.fact for citation in reader.register.citations[first:]]
    return Strip(replace(table, groups=groups), _legend(reader, declared), credits_of(reader, cited))


def credits_of(reader: TextReader, cited: list[Fact]) -> Line:
    """The sources behind some facts, as a line of sources has them."""
    base = reader.base
    names = [
        Named(base.sources[key].credit(reader.language), "source") for key in sources_behind(base, cited)
    ]
    joint = Words(reader.pack.marks.semicolon)
    return tuple(piece for name in names for piece in (joint, name))[1:]


def _cells(reader: TextReader, row: StripRowText, declared: StripText) -> list[Text]:
    found = [_cell(reader, row.fact, column) for column in declared.columns]
    if not any(found):
        reader.say(_unknown(reader, row, declared))
    return [Text.at(text or "-", row.fact.source, row.fact.line, row.fact.column) for text in found]


def _unknown(reader: TextReader, row: StripRowText, declared: StripText) -> Finding:
    try:
        reader.base.find(f"{row.fact}@{declared.columns[0]}")
    except BadReference as error:
        return RG205.finding(str(error), row.fact.locus)
    return RG205.finding(f"no column of the strip has {str(row.fact)!r}", row.fact.locus)


def _cell(reader: TextReader, reference: Text, column: Text) -> str:
    """The name of what a row shows in a column; "" where nobody says so, and nothing gives it. The growth of a forecast
    is set against what came of the year before, where nobody forecast that."""
    base = reader.base
    if grown := _GROWTH.fullmatch(reference):
        fact = in_column(base, f"{grown[1]}@{column}", "yoy")
    else:
        try:
            fact = base.find(f"{reference}@{column}")
        except BadReference:
            fact = None
    return base.name(fact.at) if fact and (fact.quantity is not None or fact.no_value) else ""


def _label(reader: TextReader, row: StripRowText, made: RowText) -> Line:
    if row.label:
        return reader.line(pick_text(row.label, reader.language))
    known = next((text for text in made.cells if isinstance(text, Text) and text != "-"), None)
    fact = find(reader, known) if known is not None else None
    return label_of(reader, fact) if fact else ()


def _legend(reader: TextReader, declared: StripText) -> Line:
    """What the mark of a forecast means."""
    scenarios = dict.fromkeys(period_of(column)[1] for column in declared.columns)
    named = [reader.pack.scenarios.note(one) for one in scenarios if one in FORECASTS]
    said = reader.pack.marks.enumeration.join(named)
    return (Words(reader.pack.masthead.legend.format(said)),) if named else ()
