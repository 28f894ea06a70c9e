"""Markdown to nodes: headings, lists, tables, images, links, emphasis, code, quotations, breaks and rules.

CommonMark with pipe tables. What is not supported is refused at its line (RG509) and never printed as typed: raw HTML,
code blocks, task lists, footnotes, struck words, headings below the third level. `<b>` and `<i>` are read as `**` and
`*`; angle brackets around anything that is no element of HTML are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Protocol, cast

from markdown_it import MarkdownIt
from markdown_it.common.html_blocks import block_names
from markdown_it.tree import SyntaxTreeNode

from reportgen.brief.lines import Builder, Reader, Shows
from reportgen.brief.tokens import PRIVATE, TOKEN, Rendered
from reportgen.document.nodes import (
    Align,
    Block,
    Blocks,
    Break,
    Code,
    Emphasis,
    Grid,
    Heading,
    Line,
    Link,
    Listing,
    Named,
    Paragraph,
    Picture,
    Place,
    Quotation,
    Rule,
    Words,
)
from reportgen.document.walk import plain
from reportgen.errors import Finding, Severity

_DEEPEST: Final = 6  # lists and quotations in one another
_LEVELS: Final = 3  # of headings
_INLINE_ELEMENTS: Final = (
    "a abbr applet audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i img input ins"
    " kbd label map mark math meter noscript object output picture progress q ruby s samp script select slot small span"
    " strike strong style sub sup svg template textarea time tt u var video wbr"
)
_ELEMENTS: Final = frozenset(_INLINE_ELEMENTS.split()) | frozenset(block_names)
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[^<>]*>|<[!?]")
_TASK: Final = re.compile(r"\[[ xX]\](?=\s|\Z)")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]")


class Host(Reader, Protocol):
    """What the nodes of a text are made with: the writer of its document."""

    def shown(self, shows: Shows) -> Block | None:
        """The exhibits that a token stands for."""
        ...

    def picture(self, name: str, alt: Line, caption: Line, place: Place) -> Picture | None:
        """An image of the edition's folder."""
        ...

    def quoted(self, by: Line, place: Place) -> tuple[Line, str, str]:
        """Who said a quotation, as it is printed, and the source and the locator that are recorded for it."""
        ...


@cache
def _parser() -> MarkdownIt:
    wishes = {"html": True, "typographer": False, "maxNesting": 60}
    parser = MarkdownIt("commonmark", wishes).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad address is refused, not printed
    return parser


def read_blocks(rendered: Rendered, host: Host) -> Blocks:
    """The blocks of a rendered text."""
    return tuple(block for part in read_parts(rendered, host) for block in part)


def read_parts(rendered: Rendered, host: Host) -> Iterator[Blocks]:
    """The blocks of a rendered text, part by part: each begins with a heading of the second level, the first with what
    stands before it. A part is made when it is asked for."""
    parts: list[list[SyntaxTreeNode]] = [[]]
    for node in SyntaxTreeNode(_parser().parse(rendered.text)).children:
        if node.type == "heading" and node.tag == "h2":
            parts.append([])
        parts[-1].append(node)
    blocks = _Blocks(rendered, host)
    yield from (blocks.all(part) for part in parts)


@dataclass
class _Blocks:
    """Blocks from the nodes of Markdown's own tree."""

    rendered: Rendered
    host: Host
    depth: int = 0
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        ends = (found.end() for found in re.finditer("\n", self.rendered.text))
        self.starts = [0, *ends]

    def all(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        made: list[Block] = []
        for node in nodes:
            made += self._block(node)
        return tuple(made)

    def place(self, node: SyntaxTreeNode) -> Place:
        """Where a block begins: its first character that is neither a space nor a token."""
        start = self._start(node)
        rest = re.compile(r"[ \t]*").match(self.rendered.text, start)
        return self.rendered.place(rest.end() if rest else start)

    def _start(self, node: SyntaxTreeNode) -> int:
        first = node.map[0] if node.map else 0
        return self.starts[min(first, len(self.starts) - 1)]

    def _end(self, node: SyntaxTreeNode) -> int:
        last = node.map[1] if node.map else len(self.starts)
        return self.starts[last] if last < len(self.starts) else len(self.rendered.text)

    def refuse(self, what: str, place: Place, mend: str) -> None:
        self.host.say(Finding("RG509", Severity.ERROR, f"{what} not supported here", place.locus, mend))

    def _block(self, node: SyntaxTreeNode) -> Sequence[Block]:
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list" | "blockquote":
                return self._nested(node)
            case "hr":
                return (Rule(),)
            case "table":
                return (self._grid(node),)
            case "html_block":
                return self._html(node)
            case _:
                mend = "set a word as code between single backticks, or leave the indent of four spaces out"
                self.refuse("a block of code is", self.place(node), mend)
                return ()

    def _nested(self, node: SyntaxTreeNode) -> Sequence[Block]:
        if self.depth == _DEEPEST:
            self.refuse(f"nesting deeper than {_DEEPEST} levels is", self.place(node), "make it flatter")
            return ()
        self.depth += 1
        made = self._quotation(node) if node.type == "blockquote" else self._list(node)
        self.depth -= 1
        return (made,)

    # ---- blocks

    def _line(self, node: SyntaxTreeNode) -> tuple[Line, list[Shows], _Inline]:
        """The line of a block, and the exhibits that are called in it."""
        inline = _Inline(self, self._start(node), self._end(node))
        for child in node.children:
            inline.all(child.children if child.type == "inline" else [child])
        return inline.builder.line(), inline.builder.shows, inline

    def _paragraph(self, node: SyntaxTreeNode) -> Sequence[Block]:
        line, shows, inline = self._line(node)
        words = plain(line).strip()
        if shows and not words:
            return tuple(block for one in shows if (block := self.host.shown(one)) is not None)
        for one in shows:
            message, mend = "an exhibit stands in a paragraph of its own", "put blank lines around it"
            self.host.say(Finding("RG504", Severity.ERROR, message, one.place.locus, mend))
        if inline.pictures and not words:
            return tuple(inline.pictures)
        for picture in inline.pictures:
            message, mend = "an image stands in a paragraph of its own", "put blank lines around it"
            self.host.say(Finding("RG509", Severity.ERROR, message, picture.place.locus, mend))
        return (Paragraph(line),) if line else ()

    def _heading(self, node: SyntaxTreeNode) -> Sequence[Block]:
        level = int(node.tag[1:])
        if level > _LEVELS:
            self.refuse(f"a heading of level {level} is", self.place(node), "headings go to ###")
        line, shows, _ = self._line(node)
        for one in shows:
            message = "an exhibit stands in a paragraph of its own, not in a heading"
            self.host.say(Finding("RG504", Severity.ERROR, message, one.place.locus))
        return (Heading(min(level, _LEVELS), line, self.place(node)),)

    def _list(self, node: SyntaxTreeNode) -> Listing:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        for item in node.children:
            text = self.rendered.text[self._start(item) : self._end(item)].lstrip(" \t-+*0123456789.)")
            if _TASK.match(text):
                self.refuse("a task list is", self.place(item), "write a plain list, without [ ] or [x]")
        hidden = (
            child.hidden for item in node.children for child in item.children if child.type == "paragraph"
        )
        return Listing(start, tuple(self.all(item.children) for item in node.children), not all(hidden))

    def _quotation(self, node: SyntaxTreeNode) -> Quotation:
        place = self.place(node)
        content, by = _attributed(self.all(node.children))
        said, source, locator = self.host.quoted(by, place)
        return Quotation(content, said, source, locator, place)

    def _grid(self, node: SyntaxTreeNode) -> Grid:
        rows = [row for part in node.children for row in part.children]
        lines = [[self._cell(cell) for cell in row.children] for row in rows]
        align = tuple(_align(cell) for cell in rows[0].children)
        head, *rest = [tuple(line for line in row) for row in lines]
        return Grid(head, tuple(rest), align)

    def _cell(self, node: SyntaxTreeNode) -> Line:
        line, shows, _ = self._line(node)
        for one in shows:
            message = "an exhibit stands in a paragraph of its own, not in a table"
            self.host.say(Finding("RG504", Severity.ERROR, message, one.place.locus))
        return line

    def _html(self, node: SyntaxTreeNode) -> Sequence[Block]:
        found = next((tag for tag in _TAG.finditer(node.content) if _is_html(tag)), None)
        if found:
            self.refuse(f"HTML ({found[0][:20]}) is", self.place(node), _HTML_MEND)
            return ()
        inline = _Inline(self, self._start(node), self._end(node))
        inline.text(node.content.strip())
        return (Paragraph(inline.builder.line()),)


_HTML_MEND: Final = r"write it in Markdown; a bracket that is meant as such is written \<"


def _is_html(tag: re.Match[str]) -> bool:
    return tag[1] is None or tag[1].lower() in _ELEMENTS


def _align(cell: SyntaxTreeNode) -> Align:
    found = re.search(r"text-align:(left|center|right)", str(cell.attrs.get("style", "")))
    return cast(Align, found[1]) if found else ""


_BY: Final = re.compile(r"\s*(?:—|―|--+|–)\s*")


def _attributed(content: Blocks) -> tuple[Blocks, Line]:
    """The words of a quotation, and its last line where that begins with a dash: who said so."""
    last = content[-1] if content else None
    if not isinstance(last, Paragraph):
        return content, ()
    breaks = [index for index, piece in enumerate(last.content) if isinstance(piece, Break)]
    start = breaks[-1] + 1 if breaks else 0
    first = last.content[start] if last.content else None
    if not isinstance(first, Words) or not (dash := _BY.match(first.text)):
        return content, ()
    rest = first.text[dash.end() :]
    place = first.place.further(dash.end()) if first.place and first.written else first.place
    by = (Words(rest, place, first.written), *last.content[start + 1 :])
    kept = last.content[: breaks[-1]] if breaks else ()
    return (*content[:-1], *((Paragraph(kept),) if kept else ())), by


# ---- inside a line -------------------------------------------------------------------------------------------


@dataclass
class _Inline:
    """The pieces of one line; `at` is how far its source has been read."""

    blocks: _Blocks
    at: int
    end: int
    pictures: list[Picture] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.builder = Builder(self.blocks.host)

    def all(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            self._piece(node)

    def _piece(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "text":
                self.text(node.content)
            case "softbreak" | "hardbreak":
                self.builder.put(Break(node.type == "hardbreak"))
                self.at = max(self.at, self.blocks.rendered.text.find("\n", self.at, self.end) + 1)
            case "em" | "strong":
                self._emphasis(node)
            case "code_inline":
                self._code(node)
            case "link":
                self._link(node)
            case "image":
                self._image(node)
            case "html_inline":
                self._html(node)
            case _:
                mend = "leave the ~~ out, or write it out"
                self.blocks.refuse("struck text is", self._here(), mend)

    def _here(self) -> Place:
        return self.blocks.rendered.place(min(self.at, len(self.blocks.rendered.text)))

    def text(self, content: str) -> None:
        """Words; what stands as it is printed is found where it stands, the rest near it."""
        if footnote := _FOOTNOTE.search(content):
            mend = "write {% note %}words{% endnote %}"
            self.blocks.refuse(f"a footnote ({footnote[0]}) is", self._here(), mend)
        rendered = self.blocks.rendered
        start = rendered.text.find(content, self.at, self.end)
        if start >= 0:
            self.at = start + len(content)
            self.builder.text(rendered, start, self.at)
            return
        self.builder.odd(content, self._here())
        self.at = self._behind(content)

    def _behind(self, content: str) -> int:
        """The place behind words that stand otherwise in the source: at most as far as their characters are found."""
        at = self.at
        for char in content:
            found = self.blocks.rendered.text.find(char, at, min(self.end, at + 12))
            at = found + 1 if found >= 0 else at
        return at

    def _emphasis(self, node: SyntaxTreeNode) -> None:
        strong = node.type == "strong"
        self.builder.begin("emphasis", lambda line: (Emphasis(line, strong),))
        self.all(node.children)
        self.builder.end("emphasis")

    def _code(self, node: SyntaxTreeNode) -> None:
        place = self._here()
        if TOKEN.search(node.content):
            mend = "take the fact, claim or opinion out of the backticks"
            self.blocks.refuse("a fact in code is", place, mend)
            return
        start = self.blocks.rendered.text.find(node.content, self.at, self.end)
        if start >= 0:
            place, self.at = self.blocks.rendered.place(start), start + len(node.content)
        self.builder.put(Code(node.content, place))

    def _link(self, node: SyntaxTreeNode) -> None:
        address, place = str(node.attrs.get("href", "")), self._here()
        if not re.match(r"(?:https://|mailto:)[^\s]", address):
            message = f"a link leads to an https: or mailto: address, not to {address[:60]!r}"
            self.blocks.host.say(Finding("RG509", Severity.ERROR, message, place.locus))
        if PRIVATE.search(address) or "%EE%80%80" in address:
            self.blocks.refuse("a fact in an address is", place, "write the address out")
        if node.info == "auto":
            self.builder.put(Link(address, (Named(address.removeprefix("mailto:"), "address"),), place))
            self.at = max(self.at, self.blocks.rendered.text.find(">", self.at, self.end) + 1)
            return
        title = self._title(str(node.attrs.get("title", "")), place)
        self.builder.begin("link", lambda line: (Link(address, line, place, title),))
        self.all(node.children)
        self.builder.end("link")

    def _title(self, text: str, place: Place) -> Line:
        if not text:
            return ()
        start = self.blocks.rendered.text.find(text, self.at, self.end)
        builder = Builder(self.blocks.host)
        builder.odd(text, self.blocks.rendered.place(start) if start >= 0 else place)
        return builder.line()

    def _image(self, node: SyntaxTreeNode) -> None:
        place = self._here()
        alt = _Inline(self.blocks, self.at, self.end)
        alt.all(node.children)
        name, caption = str(node.attrs.get("src", "")), self._title(str(node.attrs.get("title", "")), place)
        picture = self.blocks.host.picture(name, alt.builder.line(), caption, place)
        if picture:
            self.pictures.append(picture)
        self.at = max(self.at, self.blocks.rendered.text.find(")", self.at, self.end) + 1)

    def _html(self, node: SyntaxTreeNode) -> None:
        found = _TAG.match(node.content)
        if not found or not _is_html(found):
            self.text(node.content)
            return
        plain_tag = re.fullmatch(r"<(/?)([bi])>", node.content, re.IGNORECASE)
        if not plain_tag:
            self.blocks.refuse(f"HTML ({node.content[:20]}) is", self._here(), _HTML_MEND)
            return
        key = f"<{plain_tag[2].lower()}>"
        if plain_tag[1]:
            self.builder.end(key)
        else:
            self.builder.begin(key, lambda line: (Emphasis(line, key == "<b>"),), self._here())
