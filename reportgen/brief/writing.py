"""Writing: an edition in one language becomes a document, with what it cites and claims, and what is wrong with it.

`check` and `build` both write; what remains for the press needs a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from reportgen.brief.alt import after_title, describe, with_figures
from reportgen.brief.arithmetic import Slot, agreeing
from reportgen.brief.binding import Binder, find, known, label_of, pick_text
from reportgen.brief.brief_yaml import ExhibitText, KeyFigureText
from reportgen.brief.edition import Edition
from reportgen.brief.fitting import called_alike, goes_together, still_open
from reportgen.brief.helpers import TextReader
from reportgen.brief.markdown import read_parts
from reportgen.brief.measures import with_definitions
from reportgen.brief.pieces import PrintsFact, Shows
from reportgen.brief.quoting import attribution
from reportgen.brief.speaking import SharesMaker, byline, credits_of, strip
from reportgen.brief.tables import TableMaker
from reportgen.codes.rg5_texts import RG504, RG505, RG508, RG510
from reportgen.document.byline import Strip
from reportgen.document.chart import Chart
from reportgen.document.citation import Citation
from reportgen.document.images import Image
from reportgen.document.nodes import (
    Block,
    Blocks,
    Cited,
    Document,
    Exhibit,
    Heading,
    KeyFigure,
    Line,
    Named,
    Pair,
    Picture,
    Piece,
    Place,
    Section,
    Size,
    Words,
)
from reportgen.document.svg import Trouble
from reportgen.document.walk import Run, exhibits, plain, runs
from reportgen.errors import Finding
from reportgen.exhibits.charts import misfit
from reportgen.facts.base import value_of
from reportgen.facts.reference import SCENARIOS, Coordinates
from reportgen.facts.text import Text
from reportgen.figures.dates import whole_year
from reportgen.figures.display import NumberStyle, period_label
from reportgen.figures.manner import Manner, print_figure
from reportgen.figures.number_style import number_style_of
from reportgen.languages import LANGUAGES, pick
from reportgen.record.claims import Assertion

WIDTHS: Final = {"half": 84.0, "wide": 116.0, "full": 174.0, "small": 47.0}
LYING: Final = {**WIDTHS, "wide": 170.0, "small": 68.0}  # on paper that lies on its side
SMALL_HEIGHT: Final = 26.0  # millimetres of a chart in the panel, unless it asks for its own


@dataclass(frozen=True)
class WrittenBrief:
    """A brief in one language: its document, what it cites and claims, and what is wrong with it. It is not `whole`
    where its text failed and is left out."""

    document: Document
    citations: tuple[Citation, ...]
    claims: tuple[Assertion, ...]
    findings: tuple[Finding, ...]
    whole: bool

    @property
    def language(self) -> str:
        """The language that it is written in."""
        return self.document.language


def house_in(edition: Edition, language: str) -> NumberStyle:
    """The number style of an edition in one language."""
    return number_style_of(language, edition.theme.style(language), edition.base.units)


def numbering(written: Sequence[WrittenBrief]) -> dict[Coordinates, int]:
    """The numbers given so far: a later language goes on from them, so that a fact has one number in all."""
    return {cited.fact.at: cited.number for one in written for cited in one.citations}


def write_all(edition: Edition) -> tuple[WrittenBrief, ...]:
    """Every language, one after the other."""
    made: list[WrittenBrief] = []
    for language in edition.languages:
        made.append(write(edition, language, numbering(made)))
    return tuple(made)


def write(edition: Edition, language: str, numbers: Mapping[Coordinates, int]) -> WrittenBrief:
    """The brief in one language, every fact numbered in the order of reading.

    `numbers` are those that other languages gave to facts. What is wrong is told by the
    findings: RG205 a reference to nothing, RG502 and RG503 a text that fails, RG504 an exhibit that is not there, RG505
    one that cannot be drawn for its data, RG509 what Markdown is not supported, RG511 to RG513 claims.
    """
    return Writer(edition, language, numbers).written()


class Writer(TextReader):
    """Writes one language of one edition; the register fills while the texts are read."""

    def __init__(self, edition: Edition, language: str, numbers: Mapping[Coordinates, int]) -> None:
        super().__init__(edition.base, edition.date, house_in(edition, language), numbers)
        self.edition = edition
        self.limits = edition.brief.limits
        self.images: dict[str, Image] = {}
        self.whole = True  # False where the text failed
        self._exhibits_shown = 0

    def written(self) -> WrittenBrief:
        """The whole brief. The order of these statements is the order of the numbers."""
        brief = self.edition.brief
        kicker = self._text(brief.kicker)
        shares = SharesMaker(self, brief, self._in_panel).shares()
        key_figures = self.key_figures()
        headline, front, front_exhibits, years, sections = self._prose()
        spoken_by = byline(self, self.edition.imprint)
        title, disclaimer = self._text(brief.title, "-", inline=False), self._text(self.edition.disclaimer)
        document = Document(
            self.language, title, kicker, *names(self.edition, self.language), headline, key_figures, front,
            front_exhibits, sections, disclaimer, self.opinions, self._unread(), spoken_by, shares, years,
        )  # fmt: skip
        citations = tuple(self.register.citations)
        claims = tuple(sorted(self.claims, key=lambda claim: claim.number))
        document, found = with_definitions(document, self.base)
        for finding in found:
            self.say(finding)
        self._unshown(document)
        return WrittenBrief(document, citations, claims, tuple(self.findings), self.whole)

    def _text(self, words: Mapping[str, str], exhibit: str = "", *, inline: bool = True) -> Line:
        """A text of brief.yaml in this language."""
        return self.line(pick_text(words, self.language), exhibit, inline=inline)

    def _in_panel(self, name: Text) -> Exhibit | None:
        return self.exhibit(str(name), Place(name), "small")

    def _unread(self) -> tuple[Image, ...]:
        """The pictures that nobody can read back. A logo that is a drawing stands in the page as shapes."""
        logo = self.edition.theme.logo_in(self.language)
        return (*((logo,) if logo and logo.kind != "svg" else ()), *self.images.values())

    def _unshown(self, document: Document) -> None:
        """Reads the exhibits that stand nowhere, for what is wrong with them."""
        shown = {exhibit.name for exhibit in exhibits(document)}
        for key in self.edition.brief.exhibits:
            if key not in shown:
                self.exhibit(str(key), Place(key))

    # ---- the prose

    def _prose(self) -> tuple[Heading, Blocks, tuple[Exhibit, ...], Strip | None, tuple[Section, ...]]:
        text, declared = self.edition.texts[self.language], self.edition.brief.strip
        with self.standing("", True):
            rendered = self.render(text, prose=True, exhibits=True)
            self.whole = rendered.sound
            parts = read_parts(rendered, self)
            headline, front = self._headed(next(parts), text)
            made = (self.exhibit(str(key), Place(key)) for key in self.edition.brief.front)
            front_exhibits = tuple(filter(None, made))
            years = strip(self, declared) if declared else None
            sections = tuple(self._section(index, part) for index, part in enumerate(parts, 1))
        return headline, front, front_exhibits, years, sections

    def _headed(self, content: Blocks, text: Text) -> tuple[Heading, Blocks]:
        """The headline that a text begins with, and what stands below it. RG508 where it begins otherwise."""
        first = content[0] if content else None
        if isinstance(first, Heading) and first.level == 1:
            self._one_headline(content[1:])
            return first, content[1:]
        if text.strip() and self.whole:
            message, mend = "the text begins with its headline", "write # and the headline"
            self.say(RG508.finding(message, Place(text).locus, mend))
        return Heading(1, ()), content

    def _section(self, index: int, content: Blocks) -> Section:
        heading, *rest = content
        assert isinstance(heading, Heading)
        self._one_headline(rest)
        return Section(f"s{index}", heading, tuple(rest))

    def _one_headline(self, content: Sequence[Block]) -> None:
        for block in content:
            if isinstance(block, Heading) and block.level == 1 and block.place:
                message, mend = "a text has one headline", "write ## for a section"
                self.say(RG508.finding(message, block.place.locus, mend))

    def shown(self, shows: Shows) -> Block | None:
        """The exhibits that a token stands for."""
        made = tuple(filter(None, (self.exhibit(name, shows.place) for name in shows.names)))
        if len(made) == len(shows.names) == 1:
            return made[0]
        return Pair(made) if made else None

    def picture(self, name: str, alt: Line, caption: Line, place: Place) -> Picture | None:
        """An image of the edition's folder. RG510 where it is not there or cannot be used."""
        if not plain(alt).strip():
            mend = f"write ![what it shows]({name})"
            self.say(RG510.finding("an image says in words what it shows", place.locus, mend))
        image = self.edition.images.get(name)
        if image is None:
            known = ", ".join(sorted(self.edition.images))
            message = f"the edition's folder has no image {name!r}"
            mend = f"there are: {known}" if known else "put a PNG, JPEG or SVG beside the text"
            self.say(RG510.finding(message, place.locus, mend))
            return None
        if isinstance(image, Trouble):
            self.say(RG510.finding(image.message, place.locus, image.mend))
            return None
        self.images[name] = image
        return Picture(image, alt, place, caption)

    def quoted(self, by: Line, place: Place) -> tuple[Line, str, str]:
        """Who said a quotation, and where that is recorded. RG518 warns where it is not."""
        return attribution(by, place, self)

    # ---- exhibits

    def exhibit(self, name: str, place: Place, size: Size | None = None) -> Exhibit | None:
        """An exhibit, numbered, of its own size unless that is given; RG504 and None where there is none of that
        name."""
        declared = self.edition.brief.exhibits.get(Text(name))
        if declared is None:
            known = ", ".join(self.edition.brief.exhibits)
            message = f"there is no exhibit {name!r}"
            self.say(RG504.finding(message, place.locus, f"exhibits: {known}"))
            return None
        self._exhibits_shown += 1
        number, first = self._exhibits_shown, len(self.register.citations)
        title, subtitle = self._text(declared.title, name), self._text(declared.subtitle, name)
        key = Place(next(iter(declared.title.values())))
        made = Exhibit(name, number, size or _size(declared), title, subtitle, (), (), key, place)
        made = self._table(made, declared) if declared.table else self._chart(made, declared)
        notes = (*(self._text(note, name) for note in declared.notes), *made.notes)
        source = self._credits(declared, first)
        numbers = sorted({citation.number for citation in self.register.citations[first:]})
        return replace(made, notes=notes, source=source, numbers=tuple(numbers))

    def _table(self, made: Exhibit, declared: ExhibitText) -> Exhibit:
        assert declared.table is not None
        return replace(made, table=TableMaker(self, made.name, declared, declared.table).table())

    def _chart(self, made: Exhibit, declared: ExhibitText) -> Exhibit:
        if declared.chart is None:
            return made  # which is said by `fitting`
        binder = Binder(self, made.name, declared)
        before = len(self.findings)
        if binder.scale:
            unit = Words(self.pack.page.in_unit.format(binder.scale.label))
            made = replace(made, subtitle=(*made.subtitle, unit))
        chart = binder.chart(self.width(made.size))
        if made.size == "small" and chart.height_mm is None:
            chart = replace(chart, height_mm=SMALL_HEIGHT)
        sound = len(self.findings) == before and goes_together(self.base, declared)
        trouble = misfit(chart) if sound else ""  # what is wrong already is not said in other words
        if trouble and still_open(self.base, declared):
            return replace(made, said=tuple(binder.said))
        if trouble:
            twice = called_alike(made.name, declared, chart)
            self.say(twice or RG505.finding(f"the exhibit {made.name!r}: {trouble}", made.place.locus))
        alt = self.alt(made, declared, chart, binder.silent)
        said, remarks = tuple(binder.said), tuple(binder.remarks)
        return replace(made, chart=replace(chart, alt=plain(alt)), said=said, alt=alt, notes=remarks)

    def width(self, size: Size) -> float:
        """How wide a chart is drawn, in millimetres."""
        return (LYING if self.edition.page.endswith("landscape") else WIDTHS)[size]

    def alt(self, made: Exhibit, declared: ExhibitText, chart: Chart, silent: Sequence[Line]) -> Line:
        """The title, and the author's description or one made of what the chart shows. What it cites is spoken."""
        first = len(self.register.citations)
        with self.standing(made.name, False):
            title = self._said_again(made.title, made.place)
            if declared.alt:
                more = self._text(declared.alt, made.name, inline=False)
            else:
                subject = plain(self._said_again(made.subtitle, made.place))
                more = with_figures(describe(chart, subject, self.pack), silent)
        self.register.speak(first)
        return (*title, Words(after_title(plain(title), self.pack)), *more)

    def _said_again(self, line: Line, place: Place) -> Line:
        """A line as a description repeats it: plain, its facts cited once more."""
        return tuple(self._repeated(run, place) for run in runs(line))

    def _repeated(self, run: Run, place: Place) -> Piece:
        if not isinstance(run.piece, Cited):
            return Words(run.text)
        found = run.piece.citation
        return self.printed(PrintsFact(found.fact, found.shown, run.piece.place or place, found.manner))

    def _credits(self, declared: ExhibitText, first: int) -> Line:
        """The author's source line, or the sources behind what the exhibit cites."""
        if declared.source:
            return self._text(declared.source)
        return credits_of(self, [citation.fact for citation in self.register.citations[first:]])

    # ---- the key-figure panel

    def key_figures(self) -> tuple[KeyFigure, ...]:
        """The key-figure panel: what is reported, then what is expected and guided, each in the author's order."""
        rows = sorted(
            self.edition.brief.key_figures.rows, key=lambda row: SCENARIOS.index(self._scenario(row))
        )
        slots: dict[tuple[int, int], Slot] = {}
        for index, row in enumerate(rows):
            for column, reference in enumerate((row.fact, row.consensus, row.year), 1):
                if reference is not None and (fact := known(self, reference)):
                    change = column > 1  # what stands in the first column is measured in many ways
                    manner = Manner(sign=change, terse=True, column=column if change else None)
                    slots[index, column] = Slot(fact, manner)
        made = agreeing(tuple(slots.values()), self.number_style)
        manners = {place: slot.manner for place, slot in zip(slots, made, strict=True)}
        heads = {scenario: self._on_year(list(of)) for scenario, of in groupby(rows, self._scenario)}
        return tuple(
            replace(made, on_year=heads[made.scenario])
            for made in (self._key_figure(row, index, manners) for index, row in enumerate(rows))
        )

    def _on_year(self, rows: Sequence[KeyFigureText]) -> str:
        """What heads the changes of some rows: where all are of full years some languages have a word of its own."""
        periods = [fact.at.period for row in rows if (fact := known(self, row.fact))]
        wording, calendars = (
            self.pack.page.year,
            {period.calendar for period in periods if whole_year(period)},
        )
        if not periods or not all(map(whole_year, periods)):
            return wording
        fiscal = any(calendar is not None and not calendar.civil for calendar in calendars)
        return self.pack.composing.of_full_year(wording, fiscal)

    def _key_figure(
        self, row: KeyFigureText, index: int, manners: Mapping[tuple[int, int], Manner]
    ) -> KeyFigure:
        fact = find(self, row.fact)
        label = self._text(row.label) if row.label else label_of(self, fact, in_full=True) if fact else ()
        cells = enumerate((row.fact, row.consensus, row.year), 1)
        actual, consensus, year = (self._figure(text, manners.get((index, column))) for column, text in cells)
        return KeyFigure(self._scenario(row), label, actual, consensus, year)

    def _scenario(self, row: KeyFigureText) -> str:
        fact = known(self, row.fact)
        return fact.at.scenario if fact else SCENARIOS[0]

    def _figure(self, reference: Text | None, manner: Manner | None) -> Line:
        fact = find(self, reference) if reference is not None else None
        if fact is None or reference is None or manner is None:
            return ()
        shown = print_figure(value_of(fact), manner, self.number_style)
        with self.standing("", True):
            return (self.printed(PrintsFact(fact, shown, Place(reference), manner)),)


def names(edition: Edition, language: str) -> tuple[Line, Line, Line]:
    """The entity, the period and the day of publication, as a masthead has them."""
    entity = pick(edition.base.entities[edition.base.entity].name, language)
    return (
        (Named(entity, "entity"),),
        (Named(period_label(edition.base.period, language), "period"),),
        (Named(day_in(edition.date, language), "date"),),
    )


def day_in(day: date, language: str) -> str:
    """A day as a language writes it in full."""
    return LANGUAGES[language].periods.day(day, False)


def _size(declared: ExhibitText) -> Size:
    return declared.size or ("full" if declared.table else "half")
