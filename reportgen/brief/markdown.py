"""Markdown to nodes: headings, lists, tables, images, links, emphasis, code, quotations, breaks and rules.

CommonMark with pipe tables. What is not supported is refused at its line (RG509) and never printed as typed: raw HTML,
code blocks, task lists, footnotes, struck words, headings below the third level. `<b>` and `<i>` are read as `**` and
`*`; angle brackets around anything that is no element of HTML are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, Final, cast

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from reportgen.brief.inline import HTML_MEND, NOTE_MEND, TAG, Host, Inline, is_html, refuse
from reportgen.brief.text_limits import LONGEST_PARAGRAPH, long_paragraph
from reportgen.brief.tokens import RenderedText
from reportgen.codes.rg5_texts import RG504, RG509
from reportgen.document.nodes import (
    Align,
    Block,
    Blocks,
    Break,
    Divider,
    Grid,
    Heading,
    Line,
    Listing,
    Paragraph,
    Place,
    Quotation,
    Words,
)

_DEEPEST: Final = 6  # lists and quotations in one another
_INNERMOST: Final = 12  # emphasis and links in one another
_LEVELS: Final = 3  # of headings
_TASK: Final = re.compile(r"\[[ xX]\](?=\s|\Z)")


@cache
def _parser(html_blocks: bool = True) -> MarkdownIt:
    wishes = {"html": True, "typographer": False, "maxNesting": 60}
    parser = MarkdownIt("commonmark", wishes).enable(["table", "strikethrough"])
    parser.disable([] if html_blocks else ["html_block"])
    parser.core.ruler.at("text_join", _join)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad address is refused, not printed
    return parser


def _join(state: StateCore) -> None:
    """Make one text of each that Markdown cut where a backslash escapes nothing. An escape and an entity stay by
    themselves, since they stand otherwise in the file than they are printed."""
    for block in state.tokens:
        joined: list[Token] = []
        for token in block.children or ():
            if token.type == "text_special" and token.content == token.markup:
                token.type = "text"
            if joined and token.type == joined[-1].type == "text":
                joined[-1].content += token.content
            else:
                joined.append(token)
        block.children = block.children and joined


def read_blocks(rendered: RenderedText, host: Host) -> Blocks:
    """The blocks of a rendered text."""
    return tuple(block for part in read_parts(rendered, host) for block in part)


def read_parts(rendered: RenderedText, host: Host) -> Iterator[Blocks]:
    """The blocks of a rendered text, part by part: each begins with a heading of the second level, the first with what
    stands before it. A part is made when it is asked for."""
    parts: list[list[SyntaxTreeNode]] = [[]]
    defined: dict[str, Any] = {}
    for node in SyntaxTreeNode(_parsed(rendered, host, defined)).children:
        if node.type == "heading" and node.tag == "h2":
            parts.append([])
        parts[-1].append(node)
    blocks = _Blocks(rendered, host, (0, *(found.end() for found in re.finditer("\n", rendered.text))))
    blocks.refuse_definitions(defined)
    yield from (blocks.all(part) for part in parts)


def _parsed(rendered: RenderedText, host: Host, defined: dict[str, Any]) -> list[Token]:
    """Markdown's tokens; RG509 for what is nested so deep, or so long, that no tree is made of it."""
    if (start := long_paragraph(rendered.text)) is not None:
        mend = "put blank lines between paragraphs, or shorten it"
        refuse(
            host, f"a paragraph of more than {LONGEST_PARAGRAPH:,} characters is", rendered.place(start), mend
        )
        return []
    tokens = _parser().parse(rendered.text, defined)
    for token in tokens:
        if (
            max((depth for depth in accumulate(one.nesting for one in token.children or ())), default=0)
            > _INNERMOST
        ):
            starts = [0, *(found.end() for found in re.finditer("\n", rendered.text))]
            place = rendered.place(starts[token.map[0] if token.map else 0])
            refuse(host, f"emphasis nested deeper than {_INNERMOST} levels is", place, "take the signs out")
            return []
    return tokens


@dataclass
class _Blocks:
    """Blocks from the nodes of Markdown's own tree; `starts` are where its lines begin in the text."""

    rendered: RenderedText
    host: Host
    starts: Sequence[int]
    depth: int = 0

    def all(self, nodes: Iterable[SyntaxTreeNode]) -> Blocks:
        made: list[Block] = []
        for node in nodes:
            made += self._block(node)
        return tuple(made)

    def place(self, node: SyntaxTreeNode) -> Place:
        """Where a block begins: its first character that is no space."""
        return self._place(self._start(node))

    def _place(self, start: int) -> Place:
        rest = re.compile(r"[ \t]*").match(self.rendered.text, start)
        return self.rendered.place(rest.end() if rest else start)

    def _start(self, node: SyntaxTreeNode) -> int:
        first = node.map[0] if node.map else 0
        return self.starts[min(first, len(self.starts) - 1)]

    def _end(self, node: SyntaxTreeNode) -> int:
        last = node.map[1] if node.map else len(self.starts)
        return self.starts[last] if last < len(self.starts) else len(self.rendered.text)

    def refuse_definitions(self, defined: Mapping[str, Any]) -> None:
        """RG509 for every address that is defined apart from its link: Markdown prints nothing there."""
        for one in (*defined.get("references", {}).values(), *defined.get("duplicate_refs", ())):
            place = self._place(self.starts[one["map"][0]])
            if self._footnote(one["map"][0]):
                refuse(self.host, "a footnote is", place, NOTE_MEND)
            else:
                refuse(
                    self.host,
                    "a link by reference is",
                    place,
                    "write [words](https://…) where the link stands",
                )

    def _footnote(self, line: int) -> bool:
        return bool(re.compile(r"[ \t>]*\[\^").match(self.rendered.text, self.starts[line]))

    def _block(self, node: SyntaxTreeNode) -> Sequence[Block]:
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                return self._heading(node)
            case "bullet_list" | "ordered_list" | "blockquote":
                return self._nested(node)
            case "hr":
                return (Divider(),)
            case "table":
                return (self._grid(node),)
            case "html_block":
                return self._html(node)
            case _:
                mend = "set a word as code between single backticks, or leave the indent of four spaces out"
                refuse(self.host, "a block of code is", self.place(node), mend)
                return ()

    def _nested(self, node: SyntaxTreeNode) -> Sequence[Block]:
        if self.depth == _DEEPEST:
            refuse(
                self.host, f"nesting deeper than {_DEEPEST} levels is", self.place(node), "make it flatter"
            )
            return ()
        self.depth += 1
        made = self._quotation(node) if node.type == "blockquote" else self._list(node)
        self.depth -= 1
        return (made,)

    # ---- blocks

    def _line(self, node: SyntaxTreeNode) -> Inline:
        """What stands in a block that has lines and no blocks."""
        start, end = self._start(node), self._end(node)
        (child,) = node.children
        first = child.content.partition("\n")[0]
        line = self.rendered.text[start:end].partition("\n")[0]
        inline = Inline(self.rendered, self.host, start + max(line.rfind(first), 0), end)
        inline.all(child.children)
        return inline

    def _words(self, inline: Inline, where: str) -> Line:
        """The finished line of a block in which neither exhibits nor images stand."""
        line = inline.builder.line()
        for one in inline.builder.shows:
            message, mend = f"an exhibit stands in a paragraph of its own{where}", "put blank lines around it"
            self.host.say(RG504.finding(message, one.place.locus, mend))
        for place in inline.pictured:
            message, mend = f"an image stands in a paragraph of its own{where}", "put blank lines around it"
            self.host.say(RG509.finding(message, place.locus, mend))
        return line

    def _paragraph(self, node: SyntaxTreeNode) -> Sequence[Block]:
        inline = self._line(node)
        if not _is_blank(inline.builder.line()) or (inline.builder.shows and inline.pictured):
            return (Paragraph(self._words(inline, "")),)
        if inline.pictured:
            return tuple(inline.pictures)
        return tuple(block for one in inline.builder.shows if (block := self.host.shown(one)) is not None)

    def _heading(self, node: SyntaxTreeNode) -> Sequence[Block]:
        level, place = int(node.tag[1:]), self.place(node)
        if level > _LEVELS:
            refuse(self.host, f"a heading of level {level} is", place, "headings go to ###")
        line = self._words(self._line(node), ", not in a heading")
        if _is_blank(line):
            refuse(self.host, "a heading without words is", place, "write it, or take the # out")
        return (Heading(min(level, _LEVELS), line, place),)

    def _list(self, node: SyntaxTreeNode) -> Listing:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        for item in node.children:
            first = item.children[0] if item.children else None
            if first and first.type == "paragraph" and _TASK.match(first.children[0].content):
                refuse(
                    self.host, "a task list is", self.place(item), "write a plain list, without [ ] or [x]"
                )
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
        head, *rest = map(self._row, rows)
        return Grid(head, tuple(rest), tuple(_align(cell) for cell in rows[0].children))

    def _row(self, node: SyntaxTreeNode) -> tuple[Line, ...]:
        """The lines of a row's cells, each behind the bar that the one before ends with."""
        start, end, made = self._start(node), self._end(node), list[Line]()
        text = self.rendered.text
        at = _BEFORE_CELLS.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        cells = len(_BAR.findall(text[at:end].rstrip().removesuffix("|"))) + 1
        if cells > len(node.children):  # Markdown leaves them out
            what = f"a row of {cells} cells in a table of {len(node.children)} columns is"
            refuse(self.host, what, self.place(node), "add a column to the head, or write a bar as \\|")
        for cell in node.children:
            inline = Inline(self.rendered, self.host, at, end)
            for child in cell.children:
                inline.all(child.children)
            made.append(self._words(inline, ", not in a table"))
            bar = _BAR.search(text, inline.at, end)
            at = bar.end() if bar else inline.at
        return tuple(made)

    def _html(self, node: SyntaxTreeNode) -> Sequence[Block]:
        """RG509 for a block of HTML; what only looks like one is read as the Markdown that it is."""
        found = next((tag for tag in TAG.finditer(node.content) if is_html(tag)), None)
        if found:
            refuse(self.host, f"HTML ({found[0][:20]}) is", self.place(node), HTML_MEND)
            return ()
        first = node.map[0] if node.map else 0
        inner = _Blocks(self.rendered, self.host, self.starts[first:], self.depth)
        return inner.all(SyntaxTreeNode(_parser(html_blocks=False).parse(node.content)).children)


# What stands before the first cell of a row, and what ends a cell.
_BEFORE_CELLS: Final = re.compile(r"(?:[\s>]|[-+*]\s|\d+[.)]\s)*\|?")
_BAR: Final = re.compile(r"(?<!\\)\|")


def _is_blank(line: Line) -> bool:
    """True for a line that shows nothing: only white space and ends of lines."""
    return all(
        isinstance(piece, Break) or (isinstance(piece, Words) and piece.text.isspace()) for piece in line
    )


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
    first = next(iter(last.content[start:]), None)
    if not isinstance(first, Words) or not (dash := _BY.match(first.text)):
        return content, ()
    rest = first.text[dash.end() :]
    place = first.place.further(dash.end()) if first.place and first.written else first.place
    by = (Words(rest, place, first.written), *last.content[start + 1 :])
    kept = last.content[: breaks[-1]] if breaks else ()
    return (*content[:-1], *((Paragraph(kept),) if kept else ())), by
