"""Ink: whether what a page's text says can be seen on the page.

Text that is clipped, white on white, transparent or under a box still extracts. So the page is drawn, and the pixels in
the box of every digit are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportgen.codes.rg7_proofs import RG704, RG705
from reportgen.errors import FindingCode

SCALE: Final = 3.0  # pixels per point: a digit of 6.4 pt is 13 pixels high
# Of 255 levels of grey: the palest type of the brief, grey on paper, differs by 90.
CONTRAST: Final = 40
Rectangle = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True)
class DrawnPage:
    """A page as drawn, in grey. `origin` is the left and the upper edge of the page's crop box in points."""

    pixels: bytes
    stride: int
    width: int
    height: int
    origin: tuple[float, float]

    def window(self, box: Rectangle) -> tuple[int, int, int, int]:
        """The pixels that a box covers: left, top, right, bottom, cut to the page."""
        left, top = self.origin
        x, right = int((box[0] - left) * SCALE), int((box[2] - left) * SCALE) + 1
        y, bottom = int((top - box[3]) * SCALE), int((top - box[1]) * SCALE) + 1
        return max(x, 0), max(y, 0), min(right, self.width), min(bottom, self.height)

    def contrast(self, window: tuple[int, int, int, int]) -> int:
        """How far the darkest and the palest pixel of a window are apart."""
        x, y, right, bottom = window
        if right <= x or bottom <= y:
            return 0
        stride, wide = self.stride, right - x
        starts = range(y * stride + x, bottom * stride + x, stride)
        inside = b"".join([self.pixels[start : start + wide] for start in starts])
        return max(inside) - min(inside)


def draw_page(page: Any) -> DrawnPage:
    """Draw a page of a PDF."""
    bitmap = page.render(scale=SCALE, grayscale=True)
    left, _, _, top = page.get_cropbox()
    return DrawnPage(bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height, (left, top))


def fault(picture: DrawnPage, crop: Rectangle, box: Rectangle, char: str) -> tuple[FindingCode, str] | None:
    """Why a character cannot be seen: RG704 off the page or cut off, RG705 without ink; None where it can."""
    left, bottom, right, top = box
    if right - left < 0.01 or top - bottom < 0.01:
        return RG705, "has no size"
    if left < crop[0] - 0.5 or bottom < crop[1] - 0.5 or right > crop[2] + 0.5 or top > crop[3] + 0.5:
        return RG704, "stands outside the page"
    whole = picture.window(box)
    if char.isdigit() and all(picture.contrast(part) >= CONTRAST for part in _parts(whole)):
        return None
    if picture.contrast(whole) < CONTRAST:
        return RG705, "leaves no ink on the page: hidden, covered, cut off or in the colour of its ground"
    return (RG704, "is cut off or partly covered") if char.isdigit() else None


def _parts(window: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """The upper and the lower third and both sides of a window: every digit has ink in each."""
    x, y, right, bottom = window
    third, half = max((bottom - y) // 3, 2), max((right - x) // 2, 2)
    yield x, y, right, y + third
    yield x, bottom - third, right, bottom
    yield x, y, x + half, bottom
    yield right - half, y, right, bottom
