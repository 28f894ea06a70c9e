"""PDF: laid out by WeasyPrint from a composed page, with nothing fetched that was not handed in."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from reportgen.codes.rg6_pages import RG602, RG603, RG604
from reportgen.document.images import from_data_url
from reportgen.errors import Rejected
from reportgen.languages import LANGUAGES
from reportgen.languages.pack import PageWords
from reportgen.press.archival import (
    VARIANT,
    bare_bookmarks,
    conforming_metadata,
    finish,
    fuller_tags,
    join_links,
    name_colours,
)
from reportgen.press.fonts import Cut, press_css
from reportgen.press.measuring import ends_empty, rearranged
from reportgen.press.sidebar import spared
from reportgen.press.signature_field import add_signature_field
from reportgen.press.structure import Sources, restructure
from reportgen.proof.read_html import keep_patterns
from reportgen.record.attachments import ATTACHMENT_KINDS
from reportgen.record.seal import PDF_KEY, PDF_SLOT, sealed
from reportgen.record.signature_slot import with_ranges

_CALLS: Final = re.compile(r"@[\w-]*(?:font-face|import|\\)", re.IGNORECASE)  # escapes may spell either
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_CITED: Final = re.compile(
    r'<data class="n" id="([^"]*)" value="[^"]*" data-fact="[^"]*"><a href="([^"]*)">(.*?)</a></data>'
)
# The page of every anchor before it, the number of its first page → HTML.
Appendix = Callable[[Mapping[str, int], int], str]


@dataclass(frozen=True)
class LaidOut:
    """A document on its pages. `pages` gives the page number, from 1, of every anchor; `families` are those of the type
    that was handed in."""

    document: Any
    pages: Mapping[str, int]
    families: frozenset[str]

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.document.pages)


def lay_out_pages(html: str, cuts: tuple[Cut, ...], appendix: Appendix | None = None) -> LaidOut:
    """Set a page of HTML in the faces of `cuts`, and behind it its appendix.

    The page is set once, with a last page that keeps the appendix' place, so that its contents can name that; then the
    appendix, which names the pages of what it lists, takes that page's place.

    Raises Rejected with RG602 for every warning that WeasyPrint gives: a missing image, a font that cannot be read or
    CSS that it does not know would otherwise only be logged; and with RG604 where the page asks for a file or an
    address."""
    type_area = _TypeArea(cuts)
    document = type_area.set_full(html)
    if appendix:
        front = document.pages[:-1]
        behind = type_area.set(appendix(_anchors(front), len(front) + 1))
        document = document.copy([*front, *behind.pages])
    return LaidOut(document, _anchors(document.pages), frozenset(cut.face.family for cut in cuts))


def _anchors(sheets: Sequence[Any]) -> dict[str, int]:
    """The page of every anchor."""
    return {anchor: number for number, sheet in enumerate(sheets, 1) for anchor in sheet.anchors}


@lru_cache(maxsize=8)
def _sheet(style: str) -> Any:
    """A style sheet that brings no type and calls for no other one: read once for all editions that share it."""
    from weasyprint import CSS

    return CSS(string=style, base_url="asset:/", url_fetcher=_fetcher({}))


class _TypeArea:
    """Sets pages of HTML in one set of faces, which is read once."""

    def __init__(self, cuts: tuple[Cut, ...]) -> None:
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = _fetcher({cut.name: cut.opentype for cut in cuts})
        self._fonts = FontConfiguration()
        with _no_warnings():
            self._read(press_css(cuts))

    def _read(self, style: str) -> Any:
        """A style sheet."""
        from weasyprint import CSS

        if not _CALLS.search(style):
            return _sheet(style)
        return CSS(string=style, base_url="asset:/", url_fetcher=self._fetcher, font_config=self._fonts)

    def set(self, html: str) -> Any:
        """The page as a document of WeasyPrint."""
        return self._render(*self._parsed(html))

    def set_full(self, html: str) -> Any:
        """The same, with a panel that ends on its page, and with exhibits where pages end full: where the panel does
        not, or where a page ends empty and another order of the blocks promises more, the page is set a second time,
        and the better of the two counts."""
        page, style = self._parsed(html)
        first = self._render(page, style)
        beyond = spared(page.etree_element, first.pages)
        moved = rearranged(page.etree_element, first.pages, raised=beyond)
        if not beyond and not moved:
            return first
        second = self._render(page, style)
        if beyond:
            return second
        return min(first, second, key=lambda one: (len(one.pages), ends_empty(one.pages)))

    def _parsed(self, html: str) -> tuple[Any, str]:
        """The page as WeasyPrint has it before it is set, and its style sheet."""
        from weasyprint import HTML

        keep_patterns()
        before, style, after = _cut_out(html)
        text = _numbered(_breakable(_linked(before + after)))
        with _no_warnings():
            return HTML(string=text, base_url="asset:/", url_fetcher=self._fetcher), style

    def _render(self, page: Any, style: str) -> Any:
        with _no_warnings():
            return page.render(stylesheets=[self._read(style)], font_config=self._fonts)


def _cut_out(html: str) -> tuple[str, str, str]:
    """The page without its first style sheet: what stands before it, the sheet, what stands behind it."""
    found = _STYLE.search(html)
    return (html[: found.start()], found[1], html[found.end() :]) if found else (html, "", "")


def _linked(html: str) -> str:
    """The page with cited numbers as plain links: what a program reads of them stands in the attached numbers, and an
    element less for each takes an eighth off the layout."""
    return _CITED.sub(r'<a class="n" id="\1" href="\2">\3</a>', html)


def _breakable(html: str) -> str:
    """The page with a zero-width space where a line may break, which takes less than an element for it, and between a
    space and a cited number.

    WeasyPrint 70 looks for the last break on a line that has grown too long inside its texts, not between a text's
    trailing space and the inline box after it, and then may break after the first word.
    """
    return html.replace("<wbr>", "\u200b").replace(' <a class="n"', ' \u200b<a class="n"')


def _numbered(html: str) -> str:
    """The page with lists that begin where they say, which WeasyPrint 70 does not follow."""
    return re.sub(
        r'<ol start="(\d+)"', lambda found: f'<ol style="counter-reset: list-item {int(found[1]) - 1}"', html
    )


def print_pdf(
    laid_out: LaidOut,
    identifier: str,
    created: date,
    files: Mapping[str, bytes] | None = None,
    signed: bool = False,
) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1 in one, sealed and carrying `files`, with an empty place for a signature if
    it is to be signed. The same document, identifier, date and files give the same bytes.

    Raises Rejected with RG602 for a glyph that no font has, which WeasyPrint finds only when it draws, and with RG603
    where another font than those handed in was used.
    """
    document = laid_out.document
    stamp = f"{created.isoformat()}T00:00:00+00:00"
    name_colours(document)
    join_links(document)
    bare_bookmarks(document)
    document.metadata = conforming_metadata(document.metadata)
    document.metadata.created = document.metadata.modified = stamp
    with _no_warnings(), fuller_tags() as sources:
        written: bytes = document.write_pdf(
            finisher=_finisher(LANGUAGES[document.metadata.lang].page, sources, signed),
            pdf_identifier=identifier.encode(),
            pdf_variant=VARIANT,
            output_intent="",  # named already
            attachments=_embedded(files or {}, created),
        )
    families = {font.family for font in document.fonts.values()}
    if strange := sorted(families - laid_out.families):
        message = f"the press fell back to a font that is not the brief's own: {', '.join(strange)}"
        raise Rejected([RG603.finding(message)])
    return sealed(with_ranges(written) if signed else written)


def _finisher(words: PageWords, sources: Sources, signed: bool) -> Callable[[Any, Any], None]:
    """What is done to a PDF of pydyf's before it is written: what the standards ask for besides, its structure put in
    order, and a slot for the seal, which no stream may hide; a place for a signature if it is to be signed."""

    def finisher(_: Any, pdf: Any) -> None:
        restructure(pdf, sources)
        if signed:
            add_signature_field(pdf, words)
        finish(pdf, words)
        slot = _slot_kind()(PDF_SLOT)
        pdf.add_object(slot)
        pdf.catalog[PDF_KEY] = slot.reference

    return finisher


@cache
def _slot_kind() -> Any:
    """The kind of text that no stream of objects takes in. There is one of it: kinds of pydyf's objects are kept."""
    import pydyf

    class Slot(pydyf.String):  # type: ignore[misc]
        compressible = False

    return Slot


def _embedded(files: Mapping[str, bytes], created: date) -> list[Any]:
    """The files as WeasyPrint attaches them to a PDF, dated to midnight of the day of publication."""
    from weasyprint import Attachment

    moment = datetime(created.year, created.month, created.day, tzinfo=UTC)
    return [
        Attachment(
            string=data,
            name=name,
            description=ATTACHMENT_KINDS[name][1],
            relationship=ATTACHMENT_KINDS[name][0],
            created=moment,
            modified=moment,
        )
        for name, data in files.items()
    ]


@contextmanager
def _no_warnings() -> Iterator[None]:
    """Raise Rejected for what WeasyPrint logs meanwhile as a warning or worse, and for what the fetcher refuses."""
    from weasyprint.logger import LOGGER
    from weasyprint.urls import FatalURLFetchingError

    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    collector = Collector(logging.WARNING)
    kept, LOGGER.handlers = LOGGER.handlers, [collector]
    try:
        yield
    except FatalURLFetchingError as error:  # a BaseException: nothing further up would catch it
        raise Rejected([RG604.finding(str(error))]) from error
    finally:
        LOGGER.handlers = kept
    if said:
        raise Rejected([RG602.finding(f"the press warns: {text}") for text in dict.fromkeys(said)])


def _fetcher(assets: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the given assets, and pictures that stand in the page itself; no file, no network."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if (picture := from_data_url(url)) is not None:
                return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
            name = url.removeprefix("asset:").lstrip("/")
            if not url.startswith("asset:") or name not in assets:
                raise FatalURLFetchingError(f"the page asks for {url[:200]}, which is not part of it")
            return URLFetcherResponse(url, assets[name], {"Content-Type": "font/otf"})

    return AssetFetcher()
