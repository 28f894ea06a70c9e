"""Reading the structure tree of a finished PDF: elements, the stretches of pages that they hold, and their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

Stretch = tuple[int, int]  # a page, from 0, and the number of a marked stretch on it


@dataclass(frozen=True)
class Tagged:
    """A PDF and what its marked stretches say."""

    pdf: pikepdf.Pdf
    words: dict[Stretch, str]
    unmarked: tuple[str, ...]

    @cached_property
    def document(self) -> Any:
        """The element at the root of the tree."""
        return self.pdf.Root.StructTreeRoot.K[0]

    @cached_property
    def pages(self) -> dict[tuple[int, int], int]:
        """The number of each page, by its object."""
        return {sheet.objgen: number for number, sheet in enumerate(self.pdf.pages)}

    def all(self, kind: str = "", within: Any = None) -> Iterator[Any]:
        """The elements of a kind, or all, in the order of reading."""
        element = self.document if within is None else within
        if not kind or f"/{kind}" == element.S:
            yield element
        for kid in kids(element):
            yield from self.all(kind, kid)

    def stretches(self, element: Any) -> Iterator[tuple[Stretch, Any]]:
        """The marked stretches in an element, each with the element that holds it."""
        for kid in _kids(element):
            if is_element(kid):
                yield from self.stretches(kid)
            elif not isinstance(kid, pikepdf.Dictionary):
                yield (self.pages[element.Pg.objgen], int(kid)), element
            elif kid.Type == "/MCR":
                yield (self.pages[kid.Pg.objgen], int(kid.MCID)), element

    def says(self, element: Any) -> str:
        """The words of an element."""
        return " ".join("".join(self.words.get(at, "") for at, _ in self.stretches(element)).split())


def read_tree(path: Path) -> Tagged:
    """A finished PDF."""
    words: dict[Stretch, str] = defaultdict(str)
    unmarked: list[str] = []
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        text = page.get_textpage()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            said = _text(item.raw, text.raw)
            mark = raw.FPDFPageObj_GetMarkedContentID(item.raw)
            if mark < 0:
                unmarked.append(said)
            else:
                words[number, mark] += said
    return Tagged(pikepdf.open(path), dict(words), tuple(unmarked))


def _text(item: Any, page: Any) -> str:
    size = raw.FPDFTextObj_GetText(item, page, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(item, page, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")


def is_element(kid: Any) -> bool:
    """Whether a kid of an element is one itself."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def kids(element: Any) -> list[Any]:
    """The elements in an element."""
    return [kid for kid in _kids(element) if is_element(kid)]


def areas(element: Any) -> list[Any]:
    """The annotations that an element holds."""
    found = (kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary))
    return [kid.Obj for kid in found if kid.get("/Type") == "/OBJR"]
