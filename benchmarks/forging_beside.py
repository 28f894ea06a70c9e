"""Edits of what lies beside a finished PDF's pages: titles, bookmarks, metadata, descriptions, attachments; and of the
pages and fonts as a whole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String
from surgery import attached, rewritten

from benchmarks.paper import Kind, Make, Paper, mixed


def _changed(text: str, chance: random.Random) -> str:
    at = chance.choice([i for i, char in enumerate(text) if char.isascii() and char.isdigit()])
    return text[:at] + str((int(text[at]) + chance.randint(1, 9)) % 10) + text[at + 1 :]


def information(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A digit in a field of the document's information."""
    keys = [key for key, value in paper.document.docinfo.items() if re.search(r"\d", str(value))]
    while keys:
        key = chance.choice(keys)
        value = _changed(str(paper.document.docinfo[key]), chance)
        yield lambda key=key, value=value: rewritten(paper.data, lambda pdf: pdf.docinfo.update({key: value}))


def packet(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A digit in a value of the XMP metadata."""
    if "/Metadata" not in paper.document.Root:
        return
    said = paper.document.Root.Metadata.read_bytes().decode()
    values = [m.span(1) for m in re.finditer(r">([^<>]*\d[^<>]*)</", said)]
    while values:
        start, end = chance.choice(values)
        new = said[:start] + _changed(said[start:end], chance) + said[end:]
        yield lambda new=new: rewritten(paper.data, lambda pdf: pdf.Root.Metadata.write(new.encode()))


def bookmark(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A digit in a bookmark, or one added."""
    titles = [str(item.title) for item in paper.document.open_outline().root]
    for index in mixed(range(len(titles)), chance):
        title = (
            _changed(titles[index], chance) if re.search(r"\d", titles[index]) else f"{titles[index]} 24.7%"
        )

        def change(document: pikepdf.Pdf, index: int = index, title: str = title) -> None:
            with document.open_outline() as outline:
                outline.root[index].title = title

        yield lambda change=change: rewritten(paper.data, change)


def description(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A digit in the description of a chart."""
    said = [i for i, item in enumerate(paper.document.objects) if _alt(item)]
    while said:
        index = chance.choice(said)
        new = _changed(str(paper.document.objects[index].Alt), chance)

        def change(
            document: pikepdf.Pdf, old: str = str(paper.document.objects[index].Alt), new: str = new
        ) -> None:
            for item in document.objects:
                if _alt(item) and str(item.Alt) == old:
                    item.Alt = String(new)

        yield lambda change=change: rewritten(paper.data, change)


def _alt(item: Any) -> bool:
    return isinstance(item, Dictionary) and re.search(r"\d", str(item.get("/Alt", ""))) is not None


def attachment(name: str) -> Kind:
    """A digit in an attachment."""

    def edits(paper: Paper, chance: random.Random) -> Iterator[Make]:
        said = paper.document.attachments[name].get_file().read_bytes().decode()
        while True:
            new = _changed(said, chance).encode()
            yield lambda new=new: attached(paper.data, name, new)

    return edits


def pages(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A page taken away, put elsewhere, turned or cropped."""
    count = len(paper.document.pages)

    def moved(document: pikepdf.Pdf, index: int) -> None:
        page = document.pages[index]
        del document.pages[index]
        document.pages.insert((index + 2) % (count - 1), page)

    changes: list[Callable[[pikepdf.Pdf, int], Any]] = [
        lambda document, index: document.pages.__delitem__(index),
        moved,
        lambda document, index: document.pages[index].rotate(180, relative=True),
        lambda document, index: setattr(document.pages[index].obj, "CropBox", Array([0, 0, 330, 842])),
    ]
    for index in mixed(range(count), chance):
        change = changes[index % len(changes)]
        yield lambda index=index, change=change: rewritten(
            paper.data, lambda document: change(document, index)
        )


def fonts(paper: Paper, chance: random.Random) -> Iterator[Make]:
    """A font in which two digits are changed over, and the text with it: it says 3 and draws 8."""
    for font in mixed([name for name in paper.chars if paper.code(name, "3")], chance):
        for one, two in mixed(list(pairwise("0123456789")), chance):
            a, b = paper.code(font, one), paper.code(font, two)
            if a and b:
                yield lambda font=font, a=a, b=b: _changed_over(paper, font, a, b)


def _changed_over(paper: Paper, font: str, a: bytes, b: bytes) -> bytes:
    places = dict.fromkeys(run.place for run in paper.runs)

    def change(document: pikepdf.Pdf) -> None:
        resources: Any = document.pages[0].Resources
        cmap = resources.Font[font].ToUnicode
        x, y = b"<" + a.hex().encode() + b">", b"<" + b.hex().encode() + b">"
        cmap.write(cmap.read_bytes().replace(x, b"@").replace(y, x).replace(b"@", y))
        for kind, key in places:
            source: Any = document.pages[key] if kind == "page" else resources.XObject[key]
            written = pikepdf.unparse_content_stream(_over(pikepdf.parse_content_stream(source), font, a, b))
            if kind == "page":
                source.Contents = document.make_stream(written)
            else:
                source.write(written)

    return rewritten(paper.data, change)


def _over(ops: Any, wanted: str, a: bytes, b: bytes) -> Iterator[tuple[list[Any], Any]]:
    font, other = "", {a: b, b: a}
    for operands, operator in ops:
        given = list(operands)
        font = str(given[0]) if str(operator) == "Tf" else font
        if str(operator) == "TJ" and font == wanted:
            given = [Array([_codes(part, other) for part in given[0]])]
        yield given, operator


def _codes(part: Any, other: Mapping[bytes, bytes]) -> Any:
    if not isinstance(part, String):
        return part
    said = bytes(part)
    return String(b"".join(other.get(said[i : i + 2], said[i : i + 2]) for i in range(0, len(said), 2)))
