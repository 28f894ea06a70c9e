"""Nodes as plain text, as a mail program shows the part without markup: no asterisks, lists with their numbers,
tables in columns, a link as words and address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from reportgen.document.nodes import (
    Align,
    Block,
    Break,
    Cited,
    Claimed,
    Divider,
    Emphasis,
    Exhibit,
    Grid,
    Heading,
    Line,
    Link,
    Listing,
    Noted,
    Opined,
    Pair,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Table,
)
from reportgen.document.walk import plain
from reportgen.errors import display_width
from reportgen.press.markup import bracketed, plain_address

_GAP = 2  # columns between the columns of a table
_RULE = "─" * 24


def text_line(line: Line) -> str:
    """A line; a note follows in brackets where it is called."""
    return "".join(map(_piece, line))


def _piece(piece: Piece) -> str:
    match piece:
        case Cited(citation):
            return citation.shown
        case Break(hard):
            return "\n" if hard else " "
        case Emphasis(content) | Claimed(content=content) | Opined(content):
            return text_line(content)
        case Noted(content=content):
            return bracketed(content).format(text_line(content))
        case Link(address, content):
            words, bare = text_line(content), plain_address(address)
            return words if words == bare else f"{words} <{bare}>"
        case _:
            return piece.text


def text_blocks(blocks: Iterable[Block]) -> str:
    """Blocks, an empty line between them."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph(content) | Heading(_, content):
            return text_line(content)
        case Listing():
            return _listing(block)
        case Quotation(content, by):
            said = text_blocks(content) + (f"\n\n— {text_line(by)}" if by else "")
            return "\n".join(f"> {line}".rstrip() for line in said.split("\n"))
        case Divider():
            return _RULE
        case Grid(head, rows):
            return columns([list(map(text_line, row)) for row in (head, *rows)], block.align)
        case Picture(alt=alt):
            return text_line(alt)
        case Exhibit():
            return text_exhibit(block)
        case Pair(exhibits):
            return "\n\n".join(map(text_exhibit, exhibits))


def _listing(block: Listing) -> str:
    marks = (
        (f"{number}." for number in count(block.start)) if block.start is not None else iter(lambda: "-", "")
    )
    items = [_item(mark, item, block.loose) for mark, item in zip(marks, block.items, strict=False)]
    return ("\n\n" if block.loose else "\n").join(items)


def _item(mark: str, item: Sequence[Block], loose: bool) -> str:
    said = ("\n\n" if loose else "\n").join(filter(None, map(_block, item)))
    first, *rest = said.split("\n")
    indent = " " * (len(mark) + 1)
    return "\n".join([f"{mark} {first}", *(f"{indent}{line}".rstrip() for line in rest)])


def columns(
    rows: Sequence[Sequence[str]], align: Sequence[Align], over: Sequence[tuple[str, int]] = ()
) -> str:
    """Rows of cells in columns as wide as they need to be. The first row is the head, with a line below it; `over` are
    heads above it, each with how many columns it spans."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    spans = list(_spans(over, widths))
    head, *rest = (_joined(map(_padded, row, widths, align)) for row in rows)
    above = [_joined(_padded(text, width, "center") for text, width in spans)] if spans else []
    return "\n".join([*above, head, _joined("─" * width for width in widths), *rest])


def _spans(over: Sequence[tuple[str, int]], widths: list[int]) -> Iterator[tuple[str, int]]:
    """The heads above, with how wide they are; a column grows where one needs more room than it spans."""
    at = 0
    for text, span in over:
        room = sum(widths[at : at + span]) + _GAP * (span - 1)
        widths[at + span - 1] += max(0, display_width(text) - room)
        yield text, max(room, display_width(text))
        at += span


def _joined(cells: Iterable[str]) -> str:
    return (" " * _GAP).join(cells).rstrip()


def _padded(text: str, width: int, align: Align) -> str:
    room = width - display_width(text)
    before = {"right": room, "center": room // 2}.get(align, 0)
    return " " * before + text + " " * (room - before)


def text_exhibit(exhibit: Exhibit) -> str:
    """An exhibit: its title, and its table or what its chart shows in words."""
    parts = [text_line(exhibit.title)]
    if exhibit.table:
        parts += [text_line(exhibit.subtitle), _table(exhibit.table)]
        parts += [f"{mark}) {text_line(note)}" for mark, note in exhibit.table.notes]
    else:
        parts.append(text_line(exhibit.alt))
    parts += map(text_line, exhibit.notes)
    return "\n".join(filter(None, parts))


def _table(table: Table) -> str:
    over = [(text_line(head.content), head.span) for head in table.spanners]
    rows = [[text_line(table.stub), *(_marked(text_line(head.content), head.mark) for head in table.columns)]]
    for group in table.groups:
        if group.label:
            rows.append([_marked(text_line(group.label), group.mark), *([""] * len(table.columns))])
        for row in group.rows:
            cells = [
                _marked(f"{cell.arrow} {plain(cell.content or cell.alt)}".strip(), cell.mark)
                for cell in row.cells
            ]
            rows.append([_marked(text_line(row.label), row.mark), *cells])
    align: list[Align] = ["left"]
    align += ["right"] * len(table.columns)
    return columns(rows, align, [("", 1), *over] if over else ())


def _marked(text: str, mark: str) -> str:
    return f"{text} {mark})" if mark else text
