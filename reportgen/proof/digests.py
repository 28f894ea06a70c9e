"""What a finished document is made of: digests that any later edit disturbs, also of a colour, a word or a font.

They stand in the document's seal beside its numerals. For HTML it is the source without the data blocks; for a PDF each
page as it is drawn (content, fonts, pictures, annotations, boxes) and what belongs to all pages. A PDF's digests are of
its objects, not of its bytes: saving it anew changes none of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from reportgen.proof.finished import Unreadable
from reportgen.record.attachments import without_blocks

SOURCE: Final = "source of the page"
WHOLE: Final = "structure of the document"
PAGE: Final = "drawing of page"
_DIGEST: Final = "sha256:"
# Read elsewhere, or different once the attachments are in it.
_APART: Final = frozenset({"/Pages", "/Metadata", "/Outlines", "/AF", "/Names"})
_ENCODING: Final = frozenset({"/Length", "/Filter", "/DecodeParms"})
_INHERITED: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def is_digest(said: str) -> bool:
    """True for an entry of a seal that is a digest, and no text."""
    return said.startswith(_DIGEST)


def of_html(page: str) -> Mapping[str, str]:
    """The digest of an HTML page, whatever it carries and however its lines end."""
    return {SOURCE: _hex(without_blocks(page.replace("\r\n", "\n")).encode())}


def of_pdf(data: bytes) -> Mapping[str, str]:
    """The digests of a PDF, page by page. Raises Unreadable."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return dict(_Digests(document).all())
    except (pikepdf.PdfError, RecursionError, ValueError) as error:
        raise Unreadable(f"this PDF cannot be read: {error}") from error


def _hex(data: bytes) -> str:
    return _DIGEST + sha256(data).hexdigest()


class _Digests:
    """Digests of a document's objects, each worked out once. A page that another object names is its number."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._known: dict[tuple[int, int], bytes] = {
            page.obj.objgen: f"page {number}".encode() for number, page in enumerate(document.pages, 1)
        }

    def all(self) -> Iterator[tuple[str, str]]:
        """Every place and its digest."""
        for number, page in enumerate(self._document.pages, 1):
            parts = {key: value for key, value in page.obj.items() if key != "/Parent"}
            parts |= {key: value for key in _INHERITED if (value := _inherited(page.obj, key)) is not None}
            yield f"{PAGE} {number}", _hex(self._dictionary(parts))
        root = self._document.Root
        parts = {key: value for key, value in root.items() if key not in _APART}
        names = {key: value for key, value in root.get("/Names", {}).items() if key != "/EmbeddedFiles"}
        yield WHOLE, _hex(self._dictionary(parts) + self._dictionary(names))

    def _of(self, item: Any) -> bytes:
        if not getattr(item, "is_indirect", False):
            return self._worked_out(item)
        if item.objgen not in self._known:
            self._known[item.objgen] = b"loop"  # until it is known
            self._known[item.objgen] = self._worked_out(item)
        return self._known[item.objgen]

    def _worked_out(self, item: Any) -> bytes:
        import pikepdf

        if isinstance(item, pikepdf.Stream):
            return self._stream(item)
        if isinstance(item, pikepdf.Dictionary):
            return self._dictionary(dict(item.items()))
        if isinstance(item, pikepdf.Array):
            return sha256(b"[" + b"".join(map(self._of, item))).digest()
        plain = item.unparse() if isinstance(item, pikepdf.Object) else str(item).encode()
        return sha256(plain).digest()

    def _dictionary(self, parts: Mapping[str, Any]) -> bytes:
        written = (sha256(key.encode()).digest() + self._of(parts[key]) for key in sorted(parts))
        return sha256(b"<" + b"".join(written)).digest()

    def _stream(self, stream: Any) -> bytes:
        import pikepdf

        parts = dict(stream.items())
        try:
            data = stream.read_bytes()
            parts = {key: value for key, value in parts.items() if key not in _ENCODING}
        except pikepdf.PdfError:  # a picture, which is held against the seal as it is encoded
            data = stream.read_raw_bytes()
        return sha256(self._dictionary(parts) + data).digest()


def _inherited(page: Any, key: str) -> Any:
    """What a page has, or has from the nodes above it."""
    node, steps = page, 0
    while node is not None and steps < 100:
        if key in node:
            return node[key]
        node, steps = node.get("/Parent"), steps + 1
    return None
