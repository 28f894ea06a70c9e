"""The place of a signature in a PDF (ISO 32000-1, 12.8.1), which is kept when the file is written and filled later.

It is written in one form, so that it is found in the bytes before any parser looks at them: the signature's dictionary
with the moment of signing, the stretches that the signature covers, and room for the signature. The seal leaves out the
digits of that room and nothing else; the signature covers everything but the room, the seal included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

ROOM: Final = 16384  # bytes of a signature with its certificates and a time stamp
_NEVER: Final = "19700101000000"  # the moment of a signature that is not there yet
_MARK: Final = b"/SubFilter /ETSI.CAdES.detached"
_FORM: Final = re.compile(
    rb"<</Type /Sig/Filter /Adobe\.PPKLite/SubFilter /ETSI\.CAdES\.detached"
    rb"/M \(D:(\d{14})Z\)/ByteRange \[0 ([ \d]{10}) ([ \d]{10}) ([ \d]{10})\]/Contents (<[0-9a-f]{%d}>)>>"
    % (2 * ROOM)
)
SIGNATURE_KEYS: Final = ("Type", "Filter", "SubFilter", "M", "ByteRange", "Contents")
# The values of these keys before anything is known.
SIGNATURE_VALUES: Final = (
    "/Sig", "/Adobe.PPKLite", "/ETSI.CAdES.detached", f"(D:{_NEVER}Z)",
    f"[0 {0:10} {0:10} {0:10}]", f"<{'0' * 2 * ROOM}>",
)  # fmt: skip


@dataclass(frozen=True)
class SignatureSlot:
    """Where the parts of a place stand in the bytes of a file: each a beginning and an end. `room` has the brackets
    with it."""

    moment: tuple[int, int]
    ranges: tuple[tuple[int, int], ...]
    room: tuple[int, int]


def signature_slot(data: bytes) -> SignatureSlot | None:
    """The place in a PDF; None where it has none. Raises ValueError where there are several, or one in another form
    than the press writes it."""
    marks = data.count(_MARK)
    if not marks:
        return None
    found = list(_FORM.finditer(data))
    if marks > 1 or len(found) != 1:
        raise ValueError("it has a place for a signature that is not as the press puts it")
    one = found[0]
    return SignatureSlot(one.span(1), (one.span(2), one.span(3), one.span(4)), one.span(5))


def with_ranges(data: bytes) -> bytes:
    """A PDF just written, whose place for a signature says what the signature will cover: all but its room."""
    slot = _slot(data)
    start, end = slot.room
    for span, value in zip(slot.ranges, (start, end, len(data) - end), strict=True):
        data = _put(data, span, b"%10d" % value)
    return data


def dated(data: bytes, moment: datetime) -> bytes:
    """The PDF with the moment of signing, to the second. It is part of what is sealed."""
    return _put(data, _slot(data).moment, f"{moment.astimezone(UTC):%Y%m%d%H%M%S}".encode())


def claimed_moment(data: bytes, slot: SignatureSlot) -> datetime | None:
    """The moment of signing as the file says it; None where that is no time."""
    start, end = slot.moment
    try:
        return datetime.strptime(data[start:end].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def covered(data: bytes, slot: SignatureSlot) -> bytes:
    """What a signature covers: all but its room."""
    start, end = slot.room
    return data[:start] + data[end:]


def covers_all_else(data: bytes, slot: SignatureSlot) -> bool:
    """Whether the file says so of its signature, so that every other reader holds it against the same bytes."""
    start, end = slot.room
    said = [int(data[first:last]) for first, last in slot.ranges if data[first:last].strip().isdigit()]
    return said == [start, end, len(data) - end]


def put_signature(data: bytes, signature: bytes) -> bytes:
    """The PDF with its signature (CMS, DER) in the room for it. Raises ValueError where it is too large."""
    if len(signature) > ROOM:
        raise ValueError(f"the signature has {len(signature)} bytes, and there is room for {ROOM}")
    return _put(data, _slot(data).room, b"<" + signature.hex().ljust(2 * ROOM, "0").encode() + b">")


def signature_in(data: bytes, slot: SignatureSlot) -> bytes | None:
    """The signature (CMS, DER) in a place; None where the room is empty. Raises ValueError where something else
    follows it there."""
    start, end = slot.room
    held = bytes.fromhex(data[start + 1 : end - 1].decode())
    if not held.strip(b"\0"):
        return None
    length = _der_length(held)
    if held[length:].strip(b"\0"):
        raise ValueError("something else lies in the room of the signature")
    return held[:length]


def _der_length(data: bytes) -> int:
    """The length of the first value of DER, with its head. Raises ValueError where there is no such head."""
    count = data[1] & 0x7F if data[1] & 0x80 else 0
    length = 2 + count + (int.from_bytes(data[2 : 2 + count], "big") if count else data[1])
    if data[0] != 0x30 or not length <= len(data):
        raise ValueError("what lies in the room of the signature is none")
    return length


def _slot(data: bytes) -> SignatureSlot:
    if (slot := signature_slot(data)) is None:
        raise ValueError("it has no place for a signature")
    return slot


def _put(data: bytes, span: tuple[int, int], new: bytes) -> bytes:
    assert len(new) == span[1] - span[0], "nothing in a finished file may move"
    return data[: span[0]] + new + data[span[1] :]
