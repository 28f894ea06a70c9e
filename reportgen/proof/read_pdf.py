"""Reading a finished PDF with PDFium, a library that had no part in making it."""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any, Final

from reportgen.codes.rg7_proofs import RG705
from reportgen.errors import FindingCode
from reportgen.figures.reader.scanning import all_numerals
from reportgen.proof.finished import Bound, Finished, OffPage, ReadPage, Unreadable
from reportgen.proof.order import address, painting
from reportgen.proof.pictures import painted_pictures, stored_pictures
from reportgen.proof.signature_place import has_signature_place
from reportgen.proof.visibility import Rectangle, draw_page, fault
from reportgen.record.seal import not_one_revision

MAX_PAGES: Final = 1000
_NOTHING: Final = frozenset("\x00\uffff\u200b\u00ad\u2060\ufeff")  # characters of no width
_HYPHENS: Final = "\x02\ufffe"  # how PDFium gives a hyphen at the end of a line
_XMP: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
# Fields of the document's information that name a program or a time.
_STAMPS: Final = ("Creator", "Producer", "CreationDate", "ModDate")
Places = Mapping[tuple[int, float, float], str]  # (page from 0, x, y) → the name of the place


def read_pdf(data: bytes) -> Finished:
    """A PDF's pages, links, descriptions, bookmarks, metadata and attachments. Raises Unreadable, also where two
    readers may see two documents in it."""
    import pypdfium2

    if why := not_one_revision(data):
        raise Unreadable(f"this is not a PDF as it is finished: {why}")
    stored, signable = stored_pictures(data), has_signature_place(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"this is not a PDF that can be read: {error}") from error
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(f"more than {MAX_PAGES} pages")
        if len(document) != stored.pages:
            raise Unreadable(f"one reader sees {len(document)} pages in it, and another {stored.pages}")
        places, sheets, asides = _places(document), list[ReadPage](), list(_asides(document, data))
        pictures = list(stored.pictures)
        for number, page in enumerate(document, 1):
            sheets.append(_sheet(document, page, number, places, fields=int(signable and number == 1)))
            asides += _asides_of(page, number)
            pictures += painted_pictures(page, number, stored)
            page.close()
        return Finished("pdf", tuple(sheets), tuple(asides), _files(document), pictures=tuple(pictures))
    except (pypdfium2.PdfiumError, UnicodeError) as error:
        raise Unreadable(f"this PDF cannot be read: {error}") from error
    finally:
        document.close()


def _files(document: Any) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        name = attachment.get_name()
        if name in files:
            raise Unreadable(f"two attachments are called {name}")
        files[name] = bytes(attachment.get_data())
    return files


# ---- pages -----------------------------------------------------------------------------------------------------


def _sheet(document: Any, page: Any, number: int, places: Places, fields: int) -> ReadPage:
    """A page, which has so many fields on it."""
    from pypdfium2 import raw

    if page.get_rotation():
        raise Unreadable(f"page {number} is turned")
    textpage = page.get_textpage()
    chars = list(_set_characters(textpage))
    others = [kind for kind in _annotations(page) if kind != raw.FPDF_ANNOT_LINK]
    if others != [raw.FPDF_ANNOT_WIDGET] * fields:
        raise Unreadable(f"page {number} carries a comment or a form, which may cover what it prints")
    text = "".join(char for _, char, _ in chars)
    boxes = [box for _, _, box in chars]
    bounds = tuple(_bounds(document, page, boxes, places))
    return ReadPage(f"page {number}", number, text, bounds, dict(_faults(page, textpage, text, chars)))


def _annotations(page: Any) -> Iterator[int]:
    """The kind of every annotation of a page."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        yield raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)


def _chars(textpage: Any) -> Iterator[tuple[int, str, Rectangle]]:
    """The characters in the order in which they are drawn: PDFium's index, and the box of each in points."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    sides = [
        ctypes.byref(side) for side in (left, right, bottom, top)
    ]  # the same for every character: there are many
    code, box, handle = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox, textpage.raw
    for index in range(textpage.count_chars()):
        char = chr(code(handle, index))
        if char not in _NOTHING:
            if not box(handle, index, *sides):
                raise Unreadable("a character stands nowhere on its page")
            place = left.value, bottom.value, right.value, top.value
            yield index, ("-" if char in _HYPHENS else char), place


def _set_characters(textpage: Any) -> Iterator[tuple[int, str, Rectangle]]:
    return (one for one in _chars(textpage) if not (one[1].isspace() and _put_in(textpage, one[0])))


def drawn_characters(textpage: Any) -> Iterator[tuple[int, str]]:
    """The characters of a page in the order in which they are drawn, with PDFium's index of each."""
    return ((index, char) for index, char, _ in _set_characters(textpage))


def _put_in(textpage: Any, index: int) -> bool:
    """True for a space that PDFium puts between two characters that touch: a page with little text it may take for
    one that is set downwards, each character a line."""
    from pypdfium2 import raw

    if raw.FPDFText_IsGenerated(textpage.raw, index) != 1:
        return False
    first, last = index, index
    while raw.FPDFText_IsGenerated(textpage.raw, first - 1) == 1:
        first -= 1
    while raw.FPDFText_IsGenerated(textpage.raw, last + 1) == 1:
        last += 1
    before, after = _advance(textpage, first - 1), _advance(textpage, last + 1)
    if before is None or after is None:
        return False
    size = float(before.top - before.bottom)
    level = abs(float(before.bottom - after.bottom)) < 0.1 * size
    return level and abs(float(after.left - before.right)) < 0.05 * size


def _advance(textpage: Any, index: int) -> Any:
    """The room that a character takes on its line; None where there is none."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    return box if raw.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(box)) else None


def _faults(
    page: Any, textpage: Any, text: str, chars: list[tuple[int, str, Rectangle]]
) -> Iterator[tuple[int, tuple[FindingCode, str]]]:
    """The characters of numerals that cannot be seen, by their index in the text."""
    from pypdfium2 import raw

    picture, crop, painted = draw_page(page), page.get_cropbox(), painting(page)
    for numeral in all_numerals(text):
        for at in range(numeral.start, numeral.end):
            index, char, box = chars[at]
            if char.isspace():
                continue
            if why := fault(picture, crop, box, char):
                yield at, why
            elif painted.over(address(raw.FPDFText_GetTextObject(textpage, index)), box):
                yield at, (RG705, "may be covered: a picture or a shape is painted over it")


# ---- links -----------------------------------------------------------------------------------------------------


def _places(document: Any) -> dict[tuple[int, float, float], str]:
    """The named places; a row of the appendix goes before any other name for the same spot."""
    from pypdfium2 import raw

    found: dict[tuple[int, float, float], str] = {}
    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, size)
        buffer = ctypes.create_string_buffer(max(size.value, 0))
        if dest := raw.FPDF_GetNamedDest(document, index, buffer, size):
            name = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
            spot = _spot(document, dest)
            if spot not in found or re.fullmatch(r"r\d+", name):
                found[spot] = name
    return found


def _spot(document: Any, dest: Any) -> tuple[int, float, float]:
    from pypdfium2 import raw

    flags = [ctypes.c_int() for _ in range(3)]
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    raw.FPDFDest_GetLocationInPage(dest, *flags, x, y, zoom)
    return raw.FPDFDest_GetDestPageIndex(document, dest), round(x.value, 2), round(y.value, 2)


def _bounds(document: Any, page: Any, boxes: list[Rectangle], places: Places) -> Iterator[Bound]:
    """The text under every link to a place in the document."""
    from pypdfium2 import raw

    position, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    middles = _Middles(boxes)
    while raw.FPDFLink_Enumerate(page, position, link):
        dest = raw.FPDFLink_GetDest(document, link)
        if not dest or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        spot = _spot(document, dest)
        inside = middles.inside(rectangle)
        if not inside:
            continue
        row = re.fullmatch(r"r(\d+)", places.get(spot, ""))
        yield Bound(inside[0], inside[-1] + 1, int(row[1]) if row else 0, spot[0] + 1)


class _Middles:
    """The middles of the characters that have a width, from the bottom of the page to its top."""

    def __init__(self, boxes: list[Rectangle]) -> None:
        wide = ((index, box) for index, box in enumerate(boxes) if box[0] < box[2])
        self._sorted = sorted(((box[1] + box[3]) / 2, (box[0] + box[2]) / 2, index) for index, box in wide)

    def inside(self, rectangle: Any) -> list[int]:
        """The characters whose middle lies in a rectangle."""
        bottom, top = sorted((rectangle.bottom, rectangle.top))
        row = self._sorted[bisect_left(self._sorted, (bottom,)) : bisect_right(self._sorted, (top, inf))]
        return sorted(index for _, x, index in row if rectangle.left <= x <= rectangle.right)


# ---- what lies beside the pages --------------------------------------------------------------------------------


def _asides(document: Any, data: bytes) -> Iterator[OffPage]:
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        yield OffPage(f"metadata {key}", value, key in _STAMPS)
    for index, packet in enumerate(_XMP.findall(data), 1):
        yield OffPage(f"metadata XMP {index}", " ".join(_TAG.sub(" ", packet.decode("utf-8")).split()), True)
    for number, mark in enumerate(document.get_toc(), 1):
        yield OffPage(f"bookmark {number}", _clean(mark.get_title()))


def _asides_of(page: Any, number: int) -> Iterator[OffPage]:
    for index, text in enumerate(_descriptions(page), 1):
        yield OffPage(f"page {number}, description {index}", _clean(text))
    for index, text in enumerate(_remarks(page), 1):
        yield OffPage(f"page {number}, annotation {index}", _clean(text))


def _remarks(page: Any) -> Iterator[str]:
    """What the annotations of a page say: of a link, where it leads; of a field, what it is called; of anything else,
    what somebody wrote on it."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        for key in (b"Contents", b"T", b"TU"):
            if key == b"Contents" or raw.FPDFAnnot_HasKey(annotation, key):
                yield _said_by(annotation, key)
        raw.FPDFPage_CloseAnnot(annotation)


def _said_by(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw

    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _clean(text: str) -> str:
    return "".join(char for char in text if char not in _NOTHING)


def _descriptions(page: Any) -> Iterator[str]:
    """The descriptions for readers who cannot see, from the page's structure."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for index in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _described(raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _described(element: Any, depth: int) -> Iterator[str]:
    from pypdfium2 import raw

    if not element or depth > 60:
        return
    for ask in (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText):
        size = ask(element, None, 0)
        if size > 2:
            buffer = ctypes.create_string_buffer(size)
            ask(element, buffer, size)
            yield buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        yield from _described(raw.FPDF_StructElement_GetChildAtIndex(element, index), depth + 1)
