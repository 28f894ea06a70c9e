"""Type: the faces of an edition cut down to the characters that it prints.

A page of HTML can carry a subset and could not carry whole Chinese fonts; a PDF is smaller by a third for it
(`benchmarks/font_subset.py`); and a missing glyph is an error before anything is set instead of a box on the page.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from reportgen.codes.rg6_pages import RG601
from reportgen.errors import Finding, Rejected
from reportgen.exhibits.faces import Face
from reportgen.press.cache import NO_CACHE, Cache

# Never printed as glyphs: line ends, soft hyphens and joiners.
_INVISIBLE: Final = frozenset("\n\r\t\u00ad\u200b\u200d\u2060\ufeff")
# What horizontal setting uses; each further feature would draw its variants of every glyph into the file.
_FEATURES: Final = ("kern", "liga", "ccmp", "mark", "palt", "halt")
_UPRIGHT: Final = ("vmtx", "vhea", "VORG", "BASE")  # tables for vertical setting


@dataclass(frozen=True)
class Cut:
    """A face cut down: its bytes as OpenType."""

    face: Face
    opentype: bytes

    @property
    def name(self) -> str:
        """The name under which the press asks for it."""
        return f"{self.face.family.lower().replace(' ', '-')}-{self.face.weight}.otf"


def cut_faces(
    faces: Iterable[Face],
    text: str,
    parts: Mapping[str, str] = MappingProxyType({}),
    cache: Cache = NO_CACHE,
) -> tuple[Cut, ...]:
    """The faces with the glyphs for `text` alone; those of a family that sets but a part of it, with the glyphs for
    that part: thousands of Han glyphs weigh most.

    Raises Rejected with RG601 naming every character that none of them has.
    """
    import uharfbuzz

    wanted = {ord(char) for char in text if char not in _INVISIBLE}
    covered: set[int] = set()
    cuts: list[Cut] = []
    for face in faces:
        font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index)
        # Han faces keep their Latin glyphs too: a space or a bracket between Han is set in the Han face.
        asked = wanted & set(map(ord, parts.get(face.family, text)))
        own = asked & set(font.unicodes)
        covered |= own
        content = (face.path.name, str(face.index), " ".join(map(str, sorted(own))))
        cuts.append(Cut(face, cache.kept("cut font", content, partial(_subset, font, own))))
    if missing := sorted(wanted - covered):
        raise Rejected([_missing(code) for code in missing])
    return tuple(cuts)


def _missing(code: int) -> Finding:
    message = f"no font has the character {chr(code)!r} (U+{code:04X})"
    return RG601.finding(message, mend="write it otherwise, or install a font that has it")


def _subset(font: Any, codes: set[int]) -> bytes:
    import uharfbuzz

    asked = uharfbuzz.SubsetInput()
    asked.sets(uharfbuzz.SubsetInputSets.UNICODE).set(codes)
    features = asked.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update({_tag(name) for name in _FEATURES})
    asked.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG).update({_tag(name) for name in _UPRIGHT})
    asked.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    data: bytes = uharfbuzz.subset(font, asked).blob.data
    return data


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


def woff2(opentype: bytes) -> bytes:
    """A face packed for the web."""
    from fontTools.ttLib import TTFont

    font, packed = TTFont(io.BytesIO(opentype), recalcTimestamp=False), io.BytesIO()
    font.flavor = "woff2"
    font.save(packed, reorderTables=False)
    return packed.getvalue()


def press_css(cuts: Iterable[Cut]) -> str:
    """@font-face rules that name the cuts as assets of the press."""
    return "".join(_rule(cut, f"asset:{cut.name}") for cut in cuts)


def web_css(cuts: Iterable[Cut], cache: Cache = NO_CACHE) -> str:
    """@font-face rules that carry the cuts."""
    packed = ((cut, cache.kept("woff2", [cut.opentype], partial(woff2, cut.opentype))) for cut in cuts)
    return "".join(
        _rule(cut, f"data:font/woff2;base64,{base64.b64encode(data).decode()}") for cut, data in packed
    )


def _rule(cut: Cut, url: str) -> str:
    return f'@font-face{{font-family:"{cut.face.family}";font-weight:{cut.face.weight};src:url({url})}}\n'
