"""Letters: what a message to a recipient says in one language, its numbers cited like those of the brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup, escape

from reportgen.record.appendix import pick
from reportgen.brief.citations import Citation
from reportgen.brief.compose import Composer, KeyFigure
from reportgen.brief.declared import ExhibitText
from reportgen.brief.edition import Edition, bad_reference
from reportgen.brief.prose import Prose
from reportgen.brief.wording import wording_of
from reportgen.errors import Finding, Rejected, Severity
from reportgen.exhibits.charts import Chart, draw
from reportgen.exhibits.faces import Face
from reportgen.facts.schema import Bilingual
from reportgen.facts.text import Text

# Drawn this wide, the type of a chart is still read where a telephone shows the picture at half its size.
PICTURE_MM: Final = 92.0


@dataclass(frozen=True)
class Wording:
    """What the author declares of a message: subject, preview line, text (Markdown), and the chart to show."""

    subject: Bilingual
    preheader: Bilingual
    body: Bilingual
    exhibit: Text | None = None


@dataclass(frozen=True)
class Said:
    """A part of a letter: as HTML, as plain words, and the citations in it."""

    html: Markup
    plain: str
    cited: tuple[Citation, ...]


@dataclass(frozen=True)
class Picture:
    """The chart of a letter: its texts, its drawing as SVG, and what the drawing and its description cite."""

    title: Said
    subtitle: Said
    alt: Said
    source: str
    svg: str
    cited: tuple[Citation, ...]


@dataclass(frozen=True)
class Letter:
    """A message's words in one language. `figures` are the brief's key figures; `cited` what they print."""

    language: str
    subject: Said
    title: Said
    preheader: Said
    body: Said
    figures: tuple[KeyFigure, ...]
    cited: tuple[Citation, ...]
    picture: Picture | None


def inspect_letter(edition: Edition, wording: Wording, languages: set[str]) -> Iterator[Finding]:
    """What is wrong with a message's texts: RG205, RG504 to RG506, and whatever may be wrong with a claim."""
    for words in (wording.subject, wording.preheader, wording.body):
        for language in sorted(languages - set(words)):
            place = next(iter(words.values()), None)
            message = f"there is no text for {language}, which a recipient reads"
            yield Finding("RG506", Severity.ERROR, message, place.locus if place else None)
        yield from wording_of(edition.base, words)
        for prose in map(Prose.of, words.values()):
            for use in prose.facts:
                yield from bad_reference(edition.base, use.name, use.locus)
    if wording.exhibit is not None:
        yield from _exhibit_findings(edition, wording.exhibit)


def _exhibit_findings(edition: Edition, name: Text) -> Iterator[Finding]:
    declared = edition.brief.exhibits.get(name)
    if declared is None:
        known = ", ".join(edition.brief.exhibits)
        message = f"there is no exhibit {str(name)!r}"
        yield Finding("RG504", Severity.ERROR, message, name.locus, f"exhibits: {known}")
    elif declared.chart is None:
        message = f"a message shows a chart, and {str(name)!r} is a table"
        yield Finding("RG505", Severity.ERROR, message, name.locus)


def write_letter(edition: Edition, language: str, wording: Wording, faces: tuple[Face, ...]) -> Letter:
    """Compose a letter. Raises Rejected as `compose` does."""
    return _Writer(edition, language, faces, _no_layout, {}).letter(wording)


def _no_layout(**_: object) -> Markup:
    raise NotImplementedError("the texts of a message frame no exhibit")


class _Writer(Composer):
    """Composes letters with the helpers, the register and the claims of a brief."""

    def printing(self, citation: Citation) -> Markup:
        """A number does not break over two lines; there is no appendix in a message to link it to."""
        return Markup('<span class="n">{}</span>').format(citation.shown)

    def letter(self, wording: Wording) -> Letter:
        subject = self._plain(wording.subject)
        title = self._plain(self.edition.brief.title)
        preheader = self._plain(wording.preheader)
        body = self._body(wording.body[self.language])
        first = len(self.register.citations)
        figures = tuple(self._key_figure(row) for row in self.edition.brief.key_figures.rows)
        cited = tuple(self.register.citations[first:])
        picture = self._picture(wording.exhibit) if wording.exhibit else None
        return Letter(self.language, subject, title, preheader, body, figures, cited, picture)

    def _plain(self, words: Bilingual) -> Said:
        """A text on one line."""
        text, cited = self._noting(lambda: self._words(words[self.language], "-"))
        line = " ".join(text.split())
        return Said(escape(line), line, cited)

    def _body(self, text: Text) -> Said:
        source, cited = self._noting(lambda: self._read(text, "-", inline=False))
        html = self.register.weave(self._markdown(source))
        return Said(html, self.register.plain(source).replace("**", "").strip(), cited)

    def _noting(self, say: Callable[[], str]) -> tuple[str, tuple[Citation, ...]]:
        """What `say` gives, and what it cites."""
        first = len(self.register.citations)
        said = say()
        return said, tuple(self.register.citations[first:])

    def _picture(self, key: Text) -> Picture:
        declared = self.edition.brief.exhibits[key]
        name = str(key)
        start = len(self.register.citations)
        title, subtitle = self._plain(declared.title), self._plain(declared.subtitle)
        first = len(self.register.citations)
        chart = self.binder.chart(name, declared, PICTURE_MM)
        drawn = tuple(self.register.citations[first:])
        alt, spoken = self._noting(lambda: self._alt(name, declared, chart))
        source = str(self._source(declared, start).unescape())
        described = Said(escape(alt), alt, spoken if declared.alt else (*spoken, *drawn))
        return Picture(title, subtitle, described, source, self._drawn(name, declared, chart), drawn)

    def _drawn(self, name: str, declared: ExhibitText, chart: Chart) -> str:
        try:
            return draw(replace(chart, alt=""), self.faces)
        except ValueError as error:
            message = f"the exhibit {name!r} cannot be drawn for a message: {error}"
            locus = declared.title[self.language].locus
            raise Rejected([Finding("RG505", Severity.ERROR, message, locus)]) from error


def entity_name(edition: Edition, language: str) -> str:
    """The name of the company that the edition is about."""
    return pick(edition.base.entities[edition.base.entity].name, language)
