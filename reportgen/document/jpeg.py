"""The structure of a JPEG file (ITU-T T.81): its segments, read to the end; the pixels are left to a decoder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.document.png import TURNED, orientation

START: Final = b"\xff\xd8\xff"
_AGAIN: Final = "save it anew as JPEG from a drawing program"
_MAX_SCANS: Final = 64  # a progressive file has about ten; each one is a pass over all pixels
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_USUAL: Final = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive: what browsers show


class BadJpeg(Exception):
    """What is wrong with a file, and how to mend it."""

    def __init__(self, message: str, mend: str = _AGAIN) -> None:
        super().__init__(message)
        self.mend = mend


def read_jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, once every segment has been looked at. Raises BadJpeg."""
    size: tuple[int, int] | None = None
    scans = 0
    for marker, body in _segments(data):
        if marker in _FRAMES:
            if size is not None:
                raise BadJpeg("the JPEG holds more than one picture")
            size = _frame(marker, body)
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and orientation(body[6:]) != 1:
            raise BadJpeg("the JPEG is to be turned before it is shown", TURNED)
        scans += marker == 0xDA
    if size is None or not scans:
        raise BadJpeg("the JPEG holds no picture")
    if scans > _MAX_SCANS:
        raise BadJpeg(f"the JPEG has {scans} scans; at most {_MAX_SCANS} are read")
    return size


def _frame(marker: int, body: bytes) -> tuple[int, int]:
    if marker not in _USUAL or len(body) < 6 or body[0] != 8:
        raise BadJpeg("the JPEG is of a kind that browsers do not show (lossless, arithmetic or 12 bit)")
    if body[5] == 4:
        raise BadJpeg("the JPEG is in CMYK, which screens show in other colours", "save it in RGB (sRGB)")
    if body[5] not in (1, 3):
        raise BadJpeg(f"the JPEG has {body[5]} components", "save it in RGB (sRGB)")
    return int.from_bytes(body[3:5]), int.from_bytes(body[1:3])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, content) of each segment up to the end of the picture, which must end the file."""
    place = 2
    while True:
        while data[place : place + 2] == b"\xff\xff":  # filling
            place += 1
        if len(data) < place + 2 or data[place] != 0xFF:
            raise BadJpeg("the JPEG breaks off")
        marker = data[place + 1]
        place += 2
        if marker == 0xD9:
            break
        if marker in _BARE:
            continue
        length = int.from_bytes(data[place : place + 2])
        if length < 2 or len(data) < place + length:
            raise BadJpeg("the JPEG breaks off")
        yield marker, data[place + 2 : place + length]
        place += length
        if marker == 0xDA:
            place = _behind_pixels(data, place)
    if place != len(data):
        raise BadJpeg(f"{len(data) - place} bytes stand after the end of the JPEG", _ALONE)


_ALONE: Final = "save it anew as JPEG, without a second picture or a video in it"


def _behind_pixels(data: bytes, place: int) -> int:
    """The place of the next marker that is part of no pixels."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise BadJpeg("the JPEG breaks off")
        if data[place + 1] != 0 and data[place + 1] not in _BARE and data[place + 1] != 0xFF:
            return place
        place += 1 if data[place + 1] == 0xFF else 2
