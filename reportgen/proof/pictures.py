"""Pictures in a finished document. What they show cannot be read; whether they are those that it was made with can."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from reportgen.codes.rg7_proofs import RG708, RG712
from reportgen.document.images import pixel_digest
from reportgen.errors import Finding
from reportgen.proof.finished import Finished, Unreadable
from reportgen.proof.numbers_json import Record

_DEPTH = 20  # of groups in groups
_STREAM = re.compile(r"^stream <[^>]*>\s*")  # how the library calls what it reads: another number at each run


def strange_pictures(finished: Finished, record: Record) -> Iterator[Finding]:
    """RG708 for a picture that the document does not carry itself; RG712 for one that its record does not list, and for
    one that is listed and is not there. A drawing in a PDF is part of its page, and no picture."""
    listed = {digest for image in record.images for digest in image.printed}
    there = {digest for _, digest in finished.pictures}
    for place, digest in finished.pictures:
        if not digest:
            yield RG708.finding(f"{place} is not in the file itself")
        elif digest not in listed:
            names = ", ".join(image.name for image in record.images) or "without any"
            yield RG712.finding(f"{place} is none of those that it was made with: {names}")
    for image in record.images:
        drawn = finished.kind == "pdf" and image.name.lower().endswith(".svg")
        if not drawn and there.isdisjoint(image.printed):
            yield RG712.finding(f"the picture {image.name} that it was made with is not in it")


@dataclass(frozen=True)
class Stored:
    """A PDF as qpdf has it: how many pages, the pictures among its objects, and the digests of their stored bytes."""

    pages: int
    pictures: tuple[tuple[str, str], ...]
    known: frozenset[bytes]


def stored_pictures(data: bytes) -> Stored:
    """Look at every object of a PDF. Raises Unreadable for one that qpdf would have to repair, or that names an older
    revision: another reader may repair it otherwise, and show something else."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            images = [item for item in pdf.objects if _is_image(item)]
            masks = {item.SMask.objgen for item in images if "/SMask" in item}
            shown = (_digest(item) for item in images if item.objgen not in masks)
            pictures = tuple((f"picture {number}", digest) for number, digest in enumerate(shown, 1))
            known = frozenset(sha256(item.read_raw_bytes()).digest() for item in images)
            if older := [key for key in ("/Prev", "/XRefStm") if key in pdf.trailer]:
                raise Unreadable(f"this PDF holds several revisions: its trailer has {older[0]}")
            if said := pdf.get_warnings():
                raise Unreadable(
                    f"this PDF would have to be repaired to be read: {_STREAM.sub('', str(said[0]))}"
                )
            return Stored(len(pdf.pages), pictures, known)
    except (pikepdf.PdfError, RecursionError, ValueError) as error:
        why = _STREAM.sub("", str(error))
        raise Unreadable(f"this PDF cannot be read without being repaired: {why}") from error


def painted_pictures(page: Any, number: int, stored: Stored) -> Iterator[tuple[str, str]]:
    """The pictures that a page paints and that are none of its PDF's objects. `page` is as PDFium has it."""
    for raw in _painted(page):
        if sha256(raw).digest() not in stored.known:
            yield f"picture in the drawing of page {number}", sha256(raw).hexdigest()


def _is_image(item: Any) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


def _digest(image: Any) -> str:
    """Of a JPEG, its bytes; of anything else its pixels, as `Image.printed` has them."""
    if image.get("/Filter") == "/DCTDecode":
        return sha256(image.read_raw_bytes()).hexdigest()
    colours: bytes = image.read_bytes()
    if image.get("/ColorSpace") == "/DeviceGray":
        colours = bytes(grey for grey in colours for _ in range(3))
    opacity = image.SMask.read_bytes() if "/SMask" in image else b""
    return pixel_digest(int(image.Width), int(image.Height), colours, opacity)


def _painted(page: Any) -> Iterator[bytes]:
    """The bytes of every picture that a page paints."""
    import pypdfium2
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        assert isinstance(item, pypdfium2.PdfImage)
        yield bytes(item.get_data(decode_simple=False))
