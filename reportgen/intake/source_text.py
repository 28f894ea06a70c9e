"""The text of a source's file: plain text, Markdown, HTML or PDF, known by its content.

Blocks of HTML and rows of its tables become lines, cells are parted by tabs; pages of a PDF, and of plain text that was
made of one, are parted by form feeds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from reportgen.intake.intake_limits import (
    DEEPEST_TAGS,
    LONGEST_SOURCE_LINE,
    MOST_SOURCE_CHARACTERS,
    MOST_SOURCE_MIB,
    MOST_SOURCE_PAGES,
    MOST_TEXT_NUMBERS,
)

_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr",
    "ul",
})  # fmt: skip
_CELLS: Final = ("td", "th")
_UNSEEN: Final = ("script", "style", "template", "noscript")
_HTML: Final = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED: Final = "\f"
_TAGS: Final = re.compile(
    rb"<(/?)(?!(?:p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|html|head|body|br|hr|img|input|meta|link|col|wbr|area"
    rb"|base|embed|source|track|param)\b)[a-z][a-z0-9]*\b(?![^<>]*/>)",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d[\d.,]*")


class UnreadableSource(Exception):
    """A file that is no text; the message says why."""


@dataclass(frozen=True)
class SourceWords:
    """What a source says: its id, the file as findings quote it, its language and its whole text."""

    source: str
    file: str
    language: str
    text: str

    @cached_property
    def on_one_line(self) -> str:
        """The text with single spaces for all that parts its words."""
        return " ".join(self.text.split())

    @property
    def paged(self) -> bool:
        """True where it tells its pages."""
        return _FEED in self.text

    def page_of(self, line: int) -> int:
        """The page on which a line of the text stands, both counted from 1."""
        return 1 + bisect_right(self._breaks, line - 1)

    @cached_property
    def _breaks(self) -> list[int]:
        """The lines that are the last of their page."""
        lines = self.text.splitlines(keepends=True)
        return [number for number, line in enumerate(lines, 1) if line.endswith(_FEED)]


def text_of(data: bytes) -> str:
    """The text of a file. Raises UnreadableSource."""
    if data.startswith(b"%PDF-"):
        return _of_pdf(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"is not UTF-8 text (byte {error.start})") from None
    if "\0" in text:
        raise UnreadableSource("is no text: it has a NUL in it")
    return "".join(_of_html(text)) if _HTML.match(text) else text


def bounded_text_of(data: bytes) -> str:
    """The text of a file of no more than a source has. Raises UnreadableSource, also for more than that."""
    if not data.startswith(b"%PDF-"):
        _bound(len(data) >> 20, MOST_SOURCE_MIB, "MiB")
        _bound(depth_of_tags(data), DEEPEST_TAGS, "elements in one another")
    text = text_of(data)
    _bound(len(text), MOST_SOURCE_CHARACTERS, "characters")
    _bound(max(map(len, text.splitlines()), default=0), LONGEST_SOURCE_LINE, "characters on a line")
    _bound(sum(1 for _ in _DIGITS.finditer(text)), MOST_TEXT_NUMBERS, "numbers")
    return text


def _bound(number: int, most: int, what: str) -> None:
    if number > most:
        raise UnreadableSource(f"has {number:,} {what}; no source has more than {most:,}")


def depth_of_tags(data: bytes) -> int:
    """How deep the elements of a page stand in one another, at most; those that need no end tag are not counted."""
    deepest = depth = 0
    for match in _TAGS.finditer(data):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _of_pdf(data: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            _bound(len(document), MOST_SOURCE_PAGES, "pages")
            pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(f"is a PDF that cannot be read: {error}") from None
    if not any(page.strip() for page in pages):
        raise UnreadableSource("is a PDF without text: pictures of pages, which have to be recognised first")
    return _FEED.join(f"{page}\n" for page in pages)


def _of_html(text: str) -> Iterator[str]:
    import tinyhtml5

    yield from _lines(tinyhtml5.parse(text, namespace_html_elements=False))


def _lines(root: Any) -> Iterator[str]:
    """The text of an element, its blocks as lines, its cells parted by tabs; spaces of the file are one space. However
    deep a stranger's elements stand in one another."""
    waiting: list[Any] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item.tag, str) and item.tag not in _UNSEEN:
            waiting += reversed(list(_pieces(item)))


def _pieces(element: Any) -> Iterator[Any]:
    """What an element is made of, from its beginning to its end: texts and elements."""
    block = element.tag in _BLOCKS
    yield "\n" if block else ""
    yield _spaced(element.text)
    for child in element:
        yield child
        yield _spaced(child.tail)
    yield "\n" if block else "\t" if element.tag in _CELLS else ""


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
