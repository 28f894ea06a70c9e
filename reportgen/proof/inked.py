"""The chart of a message: a picture, proved from its ink.

Nothing is read from pixels, which are few and small. The chart is laid out again from the facts, and every word and
every shape of the page that the picture was drawn from has to stand where that puts it, in its colour, with nothing
besides. The picture itself has to be that page drawn again, byte for byte.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final
from xml.etree import ElementTree

from reportgen.codes.rg7_proofs import RG708, RG713
from reportgen.errors import Finding
from reportgen.exhibits.ink import Drawing, InkText
from reportgen.exhibits.printing import print_svg

Points = tuple[tuple[float, float], ...]
Matrix = tuple[float, float, float, float, float, float]

_OFF: Final = 0.1  # points; ink is printed in hundredths
_TYPE_OFF: Final = 0.6  # points; the ruler and the engine round a line's width each in its own way
_COLOURS: Final = 128
_DEPTH: Final = 20  # of groups in groups
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_SVG: Final = "{http://www.w3.org/2000/svg}"
_SILENT: Final = re.compile(r"[\s\u200b\u00ad\u2060\ufeff]")  # what leaves no ink


@dataclass(frozen=True)
class Shape:
    """A shape on a page: the points of its path in points from the page's upper left corner, and its colours as
    #rrggbb, "" for none."""

    points: Points
    fill: str
    edge: str
    width: float  # of the edge

    def same(self, other: Shape) -> bool:
        """Whether two shapes cover the same of the page."""
        alike = (self.fill, self.edge, len(self.points)) == (other.fill, other.edge, len(other.points))
        return alike and abs(self.width - other.width) < _OFF and all(map(_near, self.points, other.points))


@dataclass(frozen=True)
class PlacedWords:
    """PlacedWords on a page without what leaves no ink: where they begin and end, their baseline, size and colour."""

    text: str
    left: float
    right: float
    y: float
    size: float
    colour: str

    def same(self, other: PlacedWords) -> bool:
        """Whether two are the same words in the same place."""
        off = abs(self.left - other.left), abs(self.right - other.right)
        level = _near((self.y, self.size), (other.y, other.size))
        return (self.text, self.colour) == (other.text, other.colour) and max(off) < _TYPE_OFF and level


def _near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < _OFF and abs(one[1] - other[1]) < _OFF


# ---- the picture -------------------------------------------------------------------------------------------------


def paint_page(page: bytes, width: int) -> bytes:
    """A page of a PDF as PNG, so many pixels wide. The same page gives the same bytes."""
    import pypdfium2

    document = pypdfium2.PdfDocument(page)
    try:
        sheet = document[0]
        picture: Any = sheet.render(scale=width / sheet.get_width()).to_pil()
    finally:
        document.close()
    memory = io.BytesIO()
    picture.convert("RGB").quantize(_COLOURS).save(memory, "PNG", optimize=True)
    return memory.getvalue()


def prove_ink(picture: bytes, page: bytes, width: int, drawing: Drawing, rim: float) -> Iterator[Finding]:
    """RG713 where the page's ink is not that of a drawing with a rim of so many points, or the picture not that page
    drawn `width` pixels wide; RG708 for a page that cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(page)
    except pypdfium2.PdfiumError as error:
        yield RG708.finding(f"picture: {error}")
        return
    try:
        yield from (RG713.finding(f"picture: {why}") for why in _differences(document, drawing, rim))
    finally:
        document.close()
    if picture != paint_page(page, width):
        yield RG713.finding("picture: its pixels are not those of the page that it was drawn from")


def _differences(document: Any, drawing: Drawing, rim: float) -> Iterator[str]:
    """In what the page differs from a drawing."""
    if len(document) != 1:
        yield f"it was drawn from {len(document)} pages, not from one"
        return
    page = document[0]
    size, wanted = page.get_size(), (drawing.width + 2 * rim, drawing.height + 2 * rim)
    if max(abs(size[0] - wanted[0]), abs(size[1] - wanted[1])) > 1:
        yield "its page is not as large as its chart"
    yield from _words_apart(list(_words_of(drawing, rim)), list(_characters(page)))
    shapes = zip_longest(_shapes_of(drawing, rim), _shapes(page))
    for number, (one, other) in enumerate(shapes, 1):
        if one is None or other is None or not one.same(other):
            yield f"shape {number} is not where the facts put it, or not in its colour"
            return


# ---- what the facts give -----------------------------------------------------------------------------------------


def _words_of(drawing: Drawing, rim: float) -> Iterator[PlacedWords]:
    for one in drawing.ink:
        if isinstance(one, InkText) and (text := _SILENT.sub("", one.text)):
            left = one.box.left + rim
            yield PlacedWords(text, left, left + one.width, one.y + rim, one.size, one.colour)


def _shapes_of(drawing: Drawing, rim: float) -> Iterator[Shape]:
    """The shapes as they are printed; those without a colour leave no ink."""
    for path in ElementTree.fromstring(print_svg(drawing)).iter(f"{_SVG}path"):
        numbers = [float(found) + rim for found in _NUMBER.findall(path.get("d", ""))]
        fill, edge = (colour.replace("none", "") for colour in (path.get("fill", ""), path.get("stroke", "")))
        if fill or edge:
            width = float(path.get("stroke-width", "1")) if edge else 0.0
            yield Shape(_unclosed(tuple(zip(numbers[::2], numbers[1::2], strict=True))), fill, edge, width)


# ---- what the page has -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Character:
    """A character that leaves ink."""

    char: str
    left: float
    right: float
    y: float
    size: float
    colour: str


def _words_apart(wanted: Sequence[PlacedWords], there: list[Character]) -> Iterator[str]:
    """The first words that are not on the page as wanted, and what is left on it. A reader takes groups in an order of
    its own, so that words are looked for by their place."""
    for one in wanted:
        starts = range(len(there) - len(one.text) + 1)
        at = next((at for at in starts if one.same(_joined(there[at : at + len(one.text)]))), None)
        if at is None:
            yield f"{one.text!r} is not where the facts put it, or not as they print it"
            return
        del there[at : at + len(one.text)]
    if there:
        left = "".join(one.char for one in there)
        yield f"it says {left!r} besides what its chart says"


def _joined(part: Sequence[Character]) -> PlacedWords:
    first, last = part[0], part[-1]
    level = {(round(one.y, 1), round(one.size, 1), one.colour) for one in part}
    colour = first.colour if len(level) == 1 else ""
    return PlacedWords("".join(one.char for one in part), first.left, last.right, first.y, first.size, colour)


def _characters(page: Any) -> Iterator[Character]:
    from pypdfium2 import raw

    textpage, height = page.get_textpage(), page.get_height()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(textpage, index))
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or _SILENT.match(char):
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        size = raw.FPDFText_GetFontSize(textpage, index)
        colour = _colour(raw.FPDFText_GetFillColor, textpage, index)
        yield Character(char, box.left, box.right, height - y.value, size, colour)


def _shapes(page: Any) -> Iterator[Shape]:
    """Everything on a page but its text. What is neither text nor a path is a shape without points."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    items = (raw.FPDFPage_GetObject(page, index) for index in range(count))
    for item in items:
        yield from _painted(item, (1.0, 0.0, 0.0, -1.0, 0.0, page.get_height()), 0)


def _painted(item: Any, outer: Matrix, depth: int) -> Iterator[Shape]:
    from pypdfium2 import raw

    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        return
    matrix = _times(_matrix(item), outer)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _painted(raw.FPDFFormObj_GetObject(item, index), matrix, depth + 1)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        yield _path(item, matrix)
    else:
        yield Shape((), "", "", 0.0)


def _path(item: Any, matrix: Matrix) -> Shape:
    from pypdfium2 import raw

    mode, stroked, x, y, width = ctypes.c_int(), ctypes.c_int(), *(ctypes.c_float() for _ in range(3))
    raw.FPDFPath_GetDrawMode(item, mode, stroked)
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFPath_CountSegments(item)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, index), x, y)
        points.append(_moved((x.value, y.value), matrix))
    fill = _colour(raw.FPDFPageObj_GetFillColor, item) if mode.value else ""
    edge = _colour(raw.FPDFPageObj_GetStrokeColor, item) if stroked.value else ""
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    return Shape(_unclosed(points), fill, edge, width.value if edge else 0.0)


def _unclosed(points: Sequence[tuple[float, float]]) -> Points:
    """A path without the point at which it comes back to where it began: not every writer says it."""
    closed = len(points) > 1 and _near(points[0], points[-1])
    return tuple(points[:-1] if closed else points)


def _colour(ask: Any, *of: Any) -> str:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    ask(*of, red, green, blue, opacity)
    return f"#{red.value:02x}{green.value:02x}{blue.value:02x}" if opacity.value == 255 else "transparent"


def _matrix(item: Any) -> Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that moves a point by one and then by another."""
    return *_turned(one[:2], other), *_turned(one[2:4], other), *_moved(one[4:], other)


def _turned(way: tuple[float, float], by: Matrix) -> tuple[float, float]:
    return way[0] * by[0] + way[1] * by[2], way[0] * by[1] + way[1] * by[3]


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = _turned(point, by)
    return x + by[4], y + by[5]
