"""Composing: an edition in one language becomes numbered text and exhibits, and then a page of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Protocol

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from reportgen.brief.alt import describe
from reportgen.brief.appendix import Discrepancy, Line, exceptions, lines, pick
from reportgen.brief.citations import Citation, Register
from reportgen.brief.claims import Claim, ClaimBook
from reportgen.brief.declared import ExhibitText, KeyFigureText
from reportgen.brief.edition import Edition
from reportgen.brief.figures import WIDTHS, Binder, value_of
from reportgen.brief.notes import NoteBook
from reportgen.brief.prose import environment
from reportgen.brief.tables import make_table
from reportgen.brief.words import AFTER, TERMS, WORDS, word
from reportgen.checks.tieout import TieOut
from reportgen.errors import Finding, Locus, Rejected, ReportgenError, Severity
from reportgen.exhibits.charts import Chart, draw
from reportgen.exhibits.display import House, exact, show
from reportgen.exhibits.faces import Face
from reportgen.exhibits.measure import Type
from reportgen.exhibits.theme import Style
from reportgen.facts.base import FactBase
from reportgen.facts.reference import Coordinates
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text

# A chart is drawn a second time, this wide, for a phone's column, where the first is wider.
NARROW_MM: Final = 84.0
_SECTION: Final = re.compile(r"(?m)^(?=## )")
_HEADING: Final = re.compile(r"<h([12])>(.*?)</h\1>\s*", re.DOTALL)


class Macro(Protocol):
    """A layout's macro: keyword arguments in, HTML out."""

    def __call__(self, **values: Any) -> Markup: ...


@dataclass(frozen=True)
class Section:
    """A section of the text: its anchor, its heading with and without markup, and its body."""

    id: str
    title: Markup
    plain: str
    body: Markup


@dataclass(frozen=True)
class KeyFigure:
    """A row of the key-figure panel, each value as linked HTML."""

    label: str
    actual: Markup
    consensus: Markup
    year: Markup


@dataclass(frozen=True)
class Body:
    """What a brief says in one language, before it is laid out for paper or for a screen.

    `claims` are the claims as printed, in the order of reading; `opinions` counts the passages marked as such.
    """

    language: str
    title: str
    headline: Markup
    headline_plain: str
    front: Markup
    front_exhibits: Markup
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    lines: tuple[Line, ...]
    exceptions: tuple[Discrepancy, ...]
    claims: tuple[Claim, ...] = ()
    opinions: int = 0


def house_of(edition: Edition, language: str) -> House:
    """The number style of an edition in one language."""
    return house(language, edition.theme.style(language), edition.base)


def house(language: str, style: Style, base: FactBase) -> House:
    """The number style of a language: a theme's taste, and the counting units of a fact base."""
    units = {name: pick(words, language) for name, words in base.units.items()}
    return House(language, style.currency, style.words, units, style.negative, style.spaced)


def compose(
    edition: Edition,
    language: str,
    rows: Sequence[TieOut],
    faces: tuple[Face, ...],
    exhibit_layout: Macro,
    numbers: Mapping[Coordinates, int],
) -> Body:
    """Read the prose, draw the exhibits, and number every fact in the order of reading.

    `rows` are the edition's tie-outs; `exhibit_layout` frames an exhibit; `numbers` are the numbers that other
    languages gave to facts. Raises Rejected with RG503 where a text fails on rendering, and with RG505 where an
    exhibit cannot be drawn.
    """
    return Composer(edition, language, faces, exhibit_layout, numbers).body(tuple(rows))


class Composer:
    """One language of one edition; the register fills while the texts are read."""

    def __init__(
        self,
        edition: Edition,
        language: str,
        faces: tuple[Face, ...],
        layout: Macro,
        numbers: Mapping[Coordinates, int],
    ) -> None:
        self.edition, self.language, self.faces, self.layout = edition, language, faces, layout
        self.house = house_of(edition, language)
        self.register = Register(self.printing, numbers, spaced=self.house.spaced)
        self.book = ClaimBook(edition.base, self.house, self.register)
        self.notes = NoteBook(self.register)
        self.binder = Binder(edition.base, self.house, self.register, self._words)
        self.exhibits = 0

    def printing(self, citation: Citation) -> Markup:
        """How a printing of a fact stands in HTML."""
        return link(citation)

    def body(self, rows: tuple[TieOut, ...]) -> Body:
        """The whole brief. The order of these statements is the order of the numbers."""
        brief, base = self.edition.brief, self.edition.base
        key_figures = tuple(self._key_figure(row) for row in brief.key_figures.rows)
        head, *rest = self._parts()
        opening = next(head)
        front_exhibits = self.register.weave("".join(self._exhibit(str(key)) for key in brief.front))
        sections = tuple(
            Section(f"s{index}", *_headed(self._markdown(next(part)), self.register))
            for index, part in enumerate(rest, 1)
        )
        headline, plain, front = _headed(self._markdown(opening), self.register)
        citations = tuple(self.register.citations)
        numbers = {citation.fact.at: citation.number for citation in citations}
        return Body(
            self.language,
            self._words(brief.title[self.language], ""),
            headline,
            plain,
            front,
            front_exhibits,
            key_figures,
            sections,
            citations,
            lines(base, self.house, citations, rows),
            exceptions(base, self.house, rows, numbers),
            tuple(self.book.claims),
            self.book.opinions,
        )

    # ---- texts

    def _parts(self) -> list[Iterator[str]]:
        """The prose, part by part, each rendered when it is asked for; the front page is the first."""
        prose = self.edition.texts[self.language]
        line = 0
        parts: list[Iterator[str]] = []
        for source in _SECTION.split(prose.text):
            parts.append(map(partial(self._render, file=prose.file, above=line), [source]))
            line += source.count("\n")
        return parts

    def _render(
        self, source: str, *, file: str, above: int = 0, exhibit: str = "", inline: bool = True
    ) -> str:
        """A text with its Jinja carried out; citations stand in it as tokens."""
        before, issued = self.register.kept, list[str]()
        try:
            made = environment().from_string(source).render(self._helpers(exhibit, inline, issued))
        except ReportgenError:
            raise
        except (
            Exception
        ) as error:  # whatever an author's expression can raise: 1/0, a bad argument, an unknown name
            raise _failing(f"this text fails: {error}", file, above + _line_of(error)) from error
        if not self.register.intact(made, before) or not all(token in made for token in issued):
            raise _failing("this text cites a fact and does not print it once and whole", file, above + 1)
        return made

    def _helpers(self, exhibit: str, inline: bool, issued: list[str]) -> dict[str, Callable[..., str]]:
        def cite(*arguments: Any, **wishes: Any) -> str:
            issued.append(self._cite(exhibit, inline, *arguments, **wishes))
            return issued[-1]

        helpers: dict[str, Callable[..., str]] = {
            "cite": cite,
            "word": self._word,
            "moved": partial(self._moved, cite),
            **self.book.helpers(exhibit, inline=inline),
        }
        if exhibit:
            return helpers
        return helpers | self.notes.helpers() | {"exhibit": self._exhibit, "exhibits": self._pair}

    def _words(self, text: Text, exhibit: str) -> str:
        """A text of brief.yaml as plain words; what it cites is noted as standing in the exhibit."""
        return self.register.plain(self._read(text, exhibit, inline=False))

    def _read(self, text: Text, exhibit: str, *, inline: bool) -> str:
        return self._render(
            text, file=text.source.file, above=text.line - 1, exhibit=exhibit or "-", inline=inline
        )

    def _linked(self, words: Bilingual, exhibit: str) -> Markup:
        """A text of brief.yaml as HTML, its citations linked."""
        rendered = self._read(words[self.language], exhibit, inline=True)
        return self.register.weave(str(escape(rendered)))

    def _markdown(self, text: str) -> str:
        """The text as HTML. What would be a picture is a link: pictures are exhibits, and nothing is fetched."""
        markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).disable("image")
        return str(markdown.render(text))

    # ---- helpers of the prose

    def _cite(
        self,
        exhibit: str,
        inline: bool,
        reference: str,
        decimals: int | None = None,
        sign: bool = False,
        absolute: bool = False,
        terse: bool = False,
        tabular: bool = False,
    ) -> str:
        fact = self.edition.base.find(reference)
        shown = show(
            value_of(fact),
            self.house,
            decimals=decimals,
            sign=sign,
            absolute=absolute,
            terse=terse,
            tabular=tabular,
        )
        return self.register.token(self.register.cite(fact, shown, exhibit, inline=inline))

    def _word(self, kind: str, reference: str) -> str:
        if kind not in WORDS:
            raise ValueError(f"there is no kind of word {kind!r}")
        return word(kind, value_of(self.edition.base.find(reference)), self.language)

    def _moved(self, cite: Callable[..., str], kind: str, reference: str, decimals: int | None = None) -> str:
        chosen = self._word(kind, reference)
        figure = cite(reference, decimals, absolute=True)
        gap = " " if self.language == "en" else ""
        return f"{chosen}{gap}{figure}{AFTER.get((kind, self.language), '')}"

    # ---- exhibits

    def _pair(self, *names: str) -> str:
        inner = Markup("").join(self.register.weave(self._exhibit(name)) for name in names)
        return self.register.block(Markup('<div class="pair">{}</div>').format(inner))

    def _exhibit(self, name: str) -> str:
        declared = self.edition.brief.exhibits.get(Text(name))
        if declared is None:
            raise ValueError(f"there is no exhibit {name!r}")
        self.exhibits += 1
        first = len(self.register.citations)
        title = self._linked(declared.title, name)
        subtitle = self._linked(declared.subtitle, name)
        plot = self._plot(name, declared)
        notes = [self._linked(note, name) for note in declared.notes]
        return self.register.block(
            self.layout(
                id=f"x-{name}",
                kind="table" if declared.table else "chart",
                size=declared.size or ("full" if declared.table else "half"),
                number=self.exhibits,
                title=title,
                subtitle=subtitle,
                notes=notes,
                source=self._source(declared, first),
                numbers=sorted({citation.number for citation in self.register.citations[first:]}),
                terms=TERMS[self.language],
                **plot,
            )
        )

    def _plot(self, name: str, declared: ExhibitText) -> dict[str, Any]:
        if declared.table:
            table = make_table(self.binder, name, declared, Type(self.faces), self._linked, self._draw)
            return {"table": table, "link": link}
        width = WIDTHS[declared.size or "half"]
        try:
            chart = self.binder.chart(name, declared, width)
            first = len(self.register.citations)
            chart = replace(chart, alt=self._alt(name, declared, chart))
            self.register.speak(first)
            narrow = self._draw(replace(chart, width_mm=NARROW_MM)) if width > NARROW_MM else ""
            return {"plot": self._draw(chart), "narrow": narrow}
        except ValueError as error:
            locus = declared.title[self.language].locus
            raise Rejected(
                [Finding("RG505", Severity.ERROR, f"the exhibit {name!r}: {error}", locus)]
            ) from error

    def _draw(self, chart: Chart) -> Markup:
        return Markup(draw(chart, self.faces, self.edition.theme.light))

    def _alt(self, name: str, declared: ExhibitText, chart: Chart) -> str:
        """The author's description, or one made of what the chart shows."""
        if declared.alt:
            return self.binder.words(declared.alt, name)
        return describe(chart, self.binder.words(declared.subtitle, name), self.language)

    def _source(self, declared: ExhibitText, first: int) -> Markup:
        """The author's source line, or the titles of the sources behind what the exhibit cites."""
        if declared.source:
            return escape(self.binder.words(declared.source, "-"))
        base = self.edition.base
        cited = [citation.fact for citation in self.register.citations[first:]]
        ids = dict.fromkeys(statement.source for fact in cited for statement in fact.stated)
        ids = ids or dict.fromkeys(base.sources)
        names = [pick(base.sources[key].title, self.language) for key in ids]
        return escape(("; " if self.language == "en" else "；").join(names))

    # ---- the key-figure panel

    def _key_figure(self, row: KeyFigureText) -> KeyFigure:
        fact = self.edition.base.find(row.fact)
        label = self.binder.words(row.label, "-") or self.edition.base.label(fact, self.language)
        return KeyFigure(
            label,
            self._figure(row.fact),
            self._figure(row.consensus, sign=True),
            self._figure(row.year, sign=True),
        )

    def _figure(self, reference: Text | None, sign: bool = False) -> Markup:
        if reference is None:
            return Markup(TERMS[self.language]["missing"])
        return self.register.weave(self._cite("", True, reference, tabular=True, sign=sign))


def link(citation: Citation) -> Markup:
    """A printing of a fact in HTML: a number that a program can read, linked to its row in the appendix."""
    value = exact(value_of(citation.fact), machine=True)
    return Markup('<data class="n" id="{}" value="{}" data-fact="{}"><a href="#r{}">{}</a></data>').format(
        citation.id, value, citation.fact.at, citation.number, citation.shown
    )


def _headed(html: str, register: Register) -> tuple[Markup, str, Markup]:
    """A part's heading, the heading as plain words, and what stands below it."""
    match = _HEADING.search(html)
    heading, body = (match[2], html[match.end() :]) if match else ("", html)
    plain = re.sub(r"<[^>]+>", "", register.plain(heading))
    return register.weave(heading), str(Markup(plain).unescape()), register.weave(body)


def _failing(message: str, file: str, line: int) -> Rejected:
    return Rejected([Finding("RG503", Severity.ERROR, message, Locus(file, line, 1))])


def _line_of(error: BaseException) -> int:
    """The line in the template on which a rendering error arose; 1 where nothing tells."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
