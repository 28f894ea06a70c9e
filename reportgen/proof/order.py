"""The order of painting: what is painted on a page of a PDF after a text, and so may lie over it.

Ink alone does not tell a number from a picture of another number laid over it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from reportgen.proof.visibility import Rectangle

_BAND: Final = 12.0  # points
_FAR: Final = 20_000.0  # points; no page is as high (ISO 32000-1, annex C: 14,400)


@dataclass(frozen=True)
class Painting:
    """When each text of a page is painted, by its address, and when and where what can cover one: filled shapes,
    pictures, shadings, groups."""

    texts: dict[int, int]
    covers: tuple[tuple[int, Rectangle], ...]

    def over(self, text: int, box: Rectangle) -> bool:
        """True where something is painted over the middle of a character of a text, given by its address; also where
        the text is not known."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        painted = self.texts.get(text, -1)
        return any(
            moment > painted and left < x < right and bottom < y < top
            for moment, (left, bottom, right, top) in self._bands.get(int(y // _BAND), ())
        )

    @cached_property
    def _bands(self) -> Mapping[int, Sequence[tuple[int, Rectangle]]]:
        """What can cover a text, by the bands of the page that it lies in: a table is ruled with hundreds of shapes."""
        bands: dict[int, list[tuple[int, Rectangle]]] = {}
        for moment, box in self.covers:
            bottom, top = (min(max(side, -_FAR), _FAR) for side in (box[1], box[3]))
            for band in range(int(bottom // _BAND), int(top // _BAND) + 1):
                bands.setdefault(band, []).append((moment, box))
        return bands


def painting(page: Any) -> Painting:
    """The objects of a page in the order in which they are painted."""
    from pypdfium2 import raw

    texts: dict[int, int] = {}
    covers: list[tuple[int, Rectangle]] = []
    for moment in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, moment)
        texts.update(dict.fromkeys(_texts(item, 0), moment))
        if _covers(item):
            sides = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(item, *sides)
            left, bottom, right, top = (side.value for side in sides)
            covers.append((moment, (left, bottom, right, top)))
    return Painting(texts, tuple(covers))


def _texts(item: Any, depth: int) -> Iterator[int]:
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield address(item)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < 20:
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _texts(raw.FPDFFormObj_GetObject(item, index), depth + 1)


def _covers(item: Any) -> bool:
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        return bool(fill.value != raw.FPDF_FILLMODE_NONE)
    return bool(kind != raw.FPDF_PAGEOBJ_TEXT)


def address(item: Any) -> int:
    """What tells one object of a page from another; 0 for none."""
    return ctypes.addressof(item.contents) if item else 0
