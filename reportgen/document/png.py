"""The structure of a PNG file (ISO/IEC 15948), checked whole: chunks, their order and sums, and every row of pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_AGAIN: Final = "save it anew as PNG from a drawing program"
_DEPTHS: Final = {
    0: (1, 2, 4, 8, 16),
    2: (8, 16),
    3: (1, 2, 4, 8),
    4: (8, 16),
    6: (8, 16),
}  # by type of colour
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_KNOWN: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_MOVING: Final = (b"acTL", b"fcTL", b"fdAT")
_PASSES: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_STEP: Final = 1 << 16  # bytes inflated at a time


class BadPng(Exception):
    """What is wrong with a file, and how to mend it."""

    def __init__(self, message: str, mend: str = _AGAIN) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True)
class Header:
    """The size in pixels, and how a pixel is written."""

    width: int
    height: int
    depth: int
    colour: int
    interlaced: bool


def read_header(data: bytes) -> Header:
    """The first chunk. Raises BadPng."""
    kind, body = next(_chunks(data))
    if kind != b"IHDR" or len(body) != 13:
        raise BadPng("the PNG does not begin with its header")
    depth, colour, compression, filtering, interlaced = body[8:]
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlaced > 1:
        raise BadPng("the header of the PNG is none that the standard knows")
    return Header(int.from_bytes(body[:4]), int.from_bytes(body[4:8]), depth, colour, bool(interlaced))


def check_png(data: bytes) -> None:
    """Raise BadPng where the file is not whole, holds more than one picture, or has anything after its end."""
    header = read_header(data)
    kinds: list[bytes] = []
    pixels: list[bytes] = []
    for kind, body in _chunks(data):
        if kind in _MOVING:
            raise BadPng("the PNG is animated", "save one picture of it alone")
        if kind == b"eXIf" and orientation(body) != 1:
            raise BadPng("the PNG is to be turned before it is shown", TURNED)
        if not kind[0] & 0x20 and kind not in _KNOWN:
            raise BadPng(f"the PNG holds a chunk {kind.decode('latin-1')!r} that the standard does not know")
        kinds.append(kind)
        if kind == b"IDAT":
            pixels.append(body)
        if kind == b"PLTE" and (not body or len(body) % 3 or len(body) > 768):
            raise BadPng("the palette of the PNG is not whole")
    _check_order(kinds, header)
    _check_rows(pixels, header)


# ---- what EXIF says

TURNED: Final = "turn the picture itself and save it without an orientation"


def orientation(exif: bytes) -> int:
    """The orientation that EXIF data asks for, from 1 (as it is) to 8; 1 where it asks for none."""
    if exif[:4] not in (b"II*\0", b"MM\0*"):
        return 1

    def number(start: int, length: int) -> int:
        return int.from_bytes(exif[start : start + length], "little" if exif[:1] == b"I" else "big")

    start = number(4, 4)
    for entry in range(start + 2, start + 2 + 12 * number(start, 2), 12):
        if number(entry, 2) == 0x0112:
            return number(entry + 8, 2)
    return 1


# ---- chunks and rows


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, content) of each chunk up to the last one, which must end the file."""
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        end = place + 12 + length
        if len(data) < end or not kind.isalpha():
            raise BadPng("the PNG breaks off")
        body = data[place + 8 : end - 4]
        if zlib.crc32(kind + body) != int.from_bytes(data[end - 4 : end]):
            raise BadPng(f"a chunk {kind.decode('latin-1')} of the PNG is damaged")
        yield kind, body
        place = end
    if place != len(data):
        raise BadPng(f"{len(data) - place} bytes stand after the end of the PNG")


def _check_order(kinds: list[bytes], header: Header) -> None:
    first = kinds.index(b"IDAT") if b"IDAT" in kinds else len(kinds)
    count = kinds.count(b"IDAT")
    if not count or kinds[first : first + count] != [b"IDAT"] * count or kinds.count(b"IHDR") > 1:
        raise BadPng("the pixels of the PNG do not stand in one piece")
    palettes = kinds.count(b"PLTE")
    if palettes > 1 or (header.colour == 3) > kinds[:first].count(b"PLTE"):
        raise BadPng("the PNG has no palette before its pixels, or more than one")


def _check_rows(pixels: list[bytes], header: Header) -> None:
    """Inflate the rows piece by piece, so that a small file cannot fill the memory."""
    heads = list(_row_heads(header))
    total, done, row = heads.pop(), 0, 0
    for piece in _inflated(pixels):
        if done + len(piece) > total:
            raise BadPng("the PNG has more pixels than its header says")
        while row < len(heads) and heads[row] < done + len(piece):
            if piece[heads[row] - done] > 4:
                raise BadPng("a row of pixels in the PNG is damaged")
            row += 1
        done += len(piece)
    if done < total:
        raise BadPng("the PNG has fewer pixels than its header says")


def _row_heads(header: Header) -> Iterator[int]:
    """Where each row of pixels begins, with the byte that names its filter; and where the last one ends."""
    bits = header.depth * _CHANNELS[header.colour]
    place = 0
    for left, top, right, down in _PASSES if header.interlaced else ((0, 0, 1, 1),):
        width, height = -(-(header.width - left) // right), -(-(header.height - top) // down)
        for _ in range(height if width > 0 else 0):
            yield place
            place += 1 + (width * bits + 7) // 8
    yield place


def _inflated(pixels: list[bytes]) -> Iterator[bytes]:
    """The compressed rows, inflated in pieces. Raises BadPng where the stream is not whole."""
    inflating = zlib.decompressobj()
    try:
        for chunk in pixels:
            waiting = chunk
            while waiting:
                if inflating.eof:
                    raise BadPng("the PNG holds more than its pixels")
                yield inflating.decompress(waiting, _STEP)
                waiting = inflating.unconsumed_tail or inflating.unused_data
        while piece := inflating.decompress(b"", _STEP):
            yield piece
    except zlib.error as error:
        raise BadPng("the pixels of the PNG are damaged") from error
    if not inflating.eof:
        raise BadPng("the pixels of the PNG break off")
