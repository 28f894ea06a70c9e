"""The seal: the SHA-256 of a whole finished file but the slot that holds it, so that any byte changed later is seen.

The press writes a document once, with an empty slot, and fills the slot in the finished bytes; the proof finds it there
without any parser. A slot is a mark and 64 digits: in a PDF a string that no stream hides, in HTML a field of the
page's head. An HTML page is hashed with its line ends made alike, since how lines end is its carrier's affair.

A PDF with a place for a signature (`signature_slot`) leaves one stretch more out of the hash: the digits of the
signature, which covers the seal. A signature that is added as a second revision breaks the seal.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from reportgen.record.signature_slot import signature_slot

_EMPTY: Final = "0" * 64
_PDF_MARK: Final = "reportgen-seal sha256:"
_HTML_MARK: Final = '<meta name="reportgen-seal" content="sha256:'
PDF_KEY: Final = "ReportgenSeal"  # of the catalogue
PDF_SLOT: Final = _PDF_MARK + _EMPTY  # the string that it names
HTML_SLOT: Final = f'{_HTML_MARK}{_EMPTY}">\n'


def sealed(data: bytes) -> bytes:
    """A finished document with its seal in its slot, whatever stood there. Raises ValueError where it has not one."""
    spots = _slots(data)
    if len(spots) != 1:
        raise ValueError(f"a document is sealed in one slot, and this one has {len(spots)}")
    start, end = spots[0]
    return data[:start] + _hash(data, start, end) + data[end:]


def broken_seal(data: bytes) -> str:
    """Why a document is not as it was sealed; "" where it is."""
    spots = _slots(data)
    if not spots:
        return "it carries no seal in the place and form in which the press puts it"
    if len(spots) > 1:
        return f"it carries {len(spots)} seals, where the press puts one"
    start, end = spots[0]
    try:
        hashed = _hash(data, start, end)
    except ValueError as error:
        return str(error)
    if data[start:end] != hashed:
        return "its bytes are not those that were sealed: it was edited, or saved anew by another program"
    return ""


def not_one_revision(data: bytes) -> str:
    """Why the bytes of a PDF are not one revision of it and nothing else; "" where they are.

    A reader takes the last `startxref` for where the file's contents are listed (ISO 32000-1, 7.5.5): with a second
    one, or with bytes before or behind the file, two readers may see two documents.
    """
    if not _is_pdf(data):
        return "it does not begin as a PDF does"
    count = max(data.count(b"startxref"), len(re.findall(rb"(?<=[\r\n])%%EOF", data)))
    if count > 1:
        return f"it holds {count} revisions, of which one reader may see another than the next reader"
    if not re.search(rb"[\r\n]startxref\r?\n\d+\r?\n%%EOF\r?\n?\Z", data):
        return "it does not end as a PDF does: something follows, or its end is missing"
    return ""


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _slots(data: bytes) -> list[tuple[int, int]]:
    """Where the digits of every slot stand; nowhere, if there is a mark without its digits."""
    mark, end = (f"({_PDF_MARK}", ")") if _is_pdf(data) else (_HTML_MARK, '">')
    slot = re.compile(re.escape(mark.encode()) + b"([0-9a-f]{64})" + re.escape(end.encode()))
    found = [match.span(1) for match in slot.finditer(data)]
    return found if len(found) == data.count(mark.encode()) else []


def _hash(data: bytes, start: int, end: int) -> bytes:
    """The SHA-256 of all but a stretch and the digits of a signature, in hex. Raises ValueError where a place for a
    signature is not as the press puts it."""
    left_out = [(start, end)]
    if _is_pdf(data) and (slot := signature_slot(data)):
        left_out = sorted([*left_out, (slot.room[0] + 1, slot.room[1] - 1)])
    parts, at = list[bytes](), 0
    for first, last in left_out:
        parts.append(data[at:first])
        at = last
    parts.append(data[at:])
    if not _is_pdf(data):
        parts = [part.replace(b"\r\n", b"\n") for part in parts]
    return sha256(b"".join(parts)).hexdigest().encode()
