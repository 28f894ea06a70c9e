"""Layouts: the Jinja templates that frame a brief for paper and for a screen, and a message for mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, cast

from reportgen import __version__
from reportgen.brief.broken_layouts import as_findings
from reportgen.brief.edition import Edition
from reportgen.brief.families import families_of
from reportgen.brief.sandbox import Templates, sandbox
from reportgen.document.citation import Citation
from reportgen.document.nodes import Document
from reportgen.document.walk import plain
from reportgen.exhibits.theme import Page
from reportgen.languages import LANGUAGES
from reportgen.press.figure_rows import comparisons
from reportgen.press.markup import Html, Macro
from reportgen.press.phrases import MAY_BREAK, Phrases, with_line_ends
from reportgen.record.numbers import DocumentNumbers
from reportgen.record.script import source_of

Medium = Literal["print", "screen"]
Part = Literal["whole", "front", "appendix"]
# What a document is laid out as: a page for the screen, and for paper all but the appendix, and the appendix.
SETTINGS: Final[tuple[tuple[Medium, Part], ...]] = (
    ("screen", "whole"),
    ("print", "front"),
    ("print", "appendix"),
)
_FONTS: Final = "\ue0f0"  # stands in a page for the screen where its type will be
_STYLE: Final = "\ue0f1"  # stands in it where its policy names its style sheet
# The margins of each paper: the type area is 174 mm wide, and 251 where the sheet lies on its side.
_MARGINS: Final[Mapping[Page, str]] = {
    "A4": "20mm 18mm 19mm",
    "Letter": "18mm 20.95mm 17mm",
    "A4 landscape": "18mm 23mm 17mm",
    "Letter landscape": "18mm 14.2mm 17mm",
}
_SHEET: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class RenderedPage:
    """A finished page of HTML for one medium. `html` refers to fonts by the family names in `exhibits.faces` alone."""

    language: str
    title: str
    html: str

    def set_in(self, fonts: str) -> RenderedPage:
        """A page for the screen with the CSS of its type faces, and a policy that has no other style sheet count."""
        page = self.html.replace(_FONTS, fonts, 1)
        sheet = _SHEET.search(page)
        return replace(self, html=page.replace(_STYLE, source_of(sheet[1]) if sheet else "none", 1))


_COMPILED: Final[
    dict[str, bytes]
] = {}  # what Jinja made of templates in this process; it knows of which text


class Layouts:
    """Templates by their names; `compiled` is what Jinja has made of them, here and before."""

    def __init__(
        self, templates: Mapping[str, bytes], compiled: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        self._templates = templates
        _COMPILED.update(compiled)
        self.compiled = _COMPILED

    @cached_property
    def jinja(self) -> Templates:
        """The environment that they are rendered in."""
        return sandbox(autoescape=True, templates=self._templates, compiled=self.compiled)

    def text(self, name: str) -> str:
        """A template as it is written."""
        return self._templates[name].decode()

    @property
    def exhibit(self) -> Macro:
        """The macro that frames an exhibit."""
        with as_findings(self._templates):
            template = self.jinja.get_template("exhibit.html.j2")
            try:
                return cast(Macro, template.module.exhibit)  # type: ignore[attr-defined]
            except Exception:
                self.jinja.handle_exception()  # gives the lines as they are in the template, which `render` does itself

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """A template, filled in. Raises Rejected with RG502 or RG503 where it is broken, at its place."""
        with as_findings(self._templates):
            return self.jinja.get_template(name).render(values)

    def lay_out(
        self,
        edition: Edition,
        document: Document,
        told: DocumentNumbers,
        html: Html,
        medium: Medium,
        part: Part = "whole",
        pages: Mapping[str, int] = MappingProxyType({}),
        first: int = 1,
        script: str = "",
    ) -> RenderedPage:
        """The page, or the part of it that is asked for. `pages` gives the page of each anchor (empty on a screen, and
        before pages are known), `first` the number of the first page; `script` is the digest of the one script that the
        page's policy lets run, "" for none. A page for the screen has yet to be `set_in` its type."""
        language = document.language
        title, headline = plain(document.title), plain(document.headline.content)
        phrases = Phrases(LANGUAGES[language].type.script, joined=medium == "print")
        values: dict[str, object] = {
            "version": __version__,
            "edition": edition,
            "told": told,
            "document": with_line_ends(document, phrases),
            "title": title,
            "headline": headline,
            "medium": medium,
            "part": part,
            "pages": pages,
            "first": first,
            "fonts": _FONTS if medium == "screen" else "",
            "style": _STYLE,
            "script": script if medium == "screen" else "",
            "terms": page_terms(language),
            "type": families_of(edition).of(language),
            "footer": LANGUAGES[language].page.footer,
            "language": language,
            "theme": edition.theme,
            "page": edition.page,
            "margins": _MARGINS[edition.page],
            "lies": edition.page.endswith("landscape"),
            **_nodes(html),
            "plain": plain,
            "phrases": phrases,
            "distinct_pages": distinct_pages,
        }
        page = self.render("brief.html.j2", values).replace(MAY_BREAK, "<wbr>")
        return RenderedPage(language, title, page)


def _nodes(html: Html) -> Mapping[str, object]:
    """What makes HTML of nodes, as templates name it."""
    return {
        "line": html.line,
        "blocks": html.blocks,
        "fit_strip": html.strip,
        "form": html.form,
        "comparisons": comparisons,
        "sizes": html.sizes,
    }


def page_terms(language: str) -> Mapping[str, str]:
    """The fixed words and the punctuation of a page, as templates name them."""
    pack = LANGUAGES[language]
    return {**vars(pack.marks), **vars(pack.page), **vars(pack.masthead)}


def distinct_pages(places: Sequence[Citation], pages: Mapping[str, int]) -> list[tuple[int, str]]:
    """(page, anchor) of the first printing on each page."""
    found: dict[int, str] = {}
    for place in places:
        if place.anchor in pages:
            found.setdefault(pages[place.anchor], place.anchor)
    return sorted(found.items())
