"""Type: the faces of an edition cut down to the characters that it prints.

A page of HTML can carry a subset and could not carry whole Chinese fonts; a PDF is smaller by a third for it
(`benchmarks/font_subset.py`); and a missing glyph is an error before anything is set instead of a box on the page.
"""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from reportgen.codes.rg6_pages import RG601
from reportgen.errors import Finding, Rejected
from reportgen.exhibits.faces import OTHER, Face
from reportgen.press.cache import NO_CACHE, Cache

# Never printed as glyphs: line ends, soft hyphens and joiners.
_INVISIBLE: Final = frozenset("\n\r\t\u00ad\u200b\u200d\u2060\ufeff")
# Between words Pango stays with their face, whatever characters that is for.
_BETWEEN: Final = frozenset((*range(0x20, 0x41), 0xA0))
# What horizontal setting uses; each further feature would draw its variants of every glyph into the file.
_FEATURES: Final = ("kern", "liga", "ccmp", "mark", "palt", "halt")
_UPRIGHT: Final = ("vmtx", "vhea", "VORG", "BASE")  # tables for vertical setting


@dataclass(frozen=True)
class Cut:
    """A face cut down: its bytes as OpenType."""

    face: Face
    opentype: bytes
    codes: tuple[int, ...] = ()  # of a face of several in one family: which of its characters it is for

    @property
    def name(self) -> str:
        """The name under which the press asks for it."""
        apart = f"-{self.codes[0]:x}" if self.codes else ""
        return f"{self.face.family.lower().replace(' ', '-')}-{self.face.weight}{apart}.otf"


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
    other: dict[int, set[int]] = {}  # weight → what the faces of other scripts are for already
    cuts: list[Cut] = []
    for face in faces:
        font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index)
        # Han faces keep their Latin glyphs too: a space or a bracket between Han is set in the Han face.
        asked = wanted & set(map(ord, parts.get(face.family, text)))
        own = asked & set(font.unicodes)
        if face.family == OTHER:
            own -= covered | other.setdefault(face.weight, set())
            other[face.weight] |= own
            if own:
                between = asked & _BETWEEN & set(font.unicodes)
                cuts.append(_cut(face, font, own | between, cache, tuple(sorted(own))))
            continue
        covered |= own
        cuts.append(_cut(face, font, own, cache))
    covered = covered.union(*other.values())
    if missing := sorted(wanted - covered):
        raise Rejected([_missing(code) for code in missing])
    return tuple(cuts)


def _cut(face: Face, font: Any, own: set[int], cache: Cache, codes: tuple[int, ...] = ()) -> Cut:
    content = ("other" if codes else "", face.path.name, str(face.index), " ".join(map(str, sorted(own))))
    made = cache.kept("cut font", content, partial(_subset, font, own, _FEATURES if not codes else ()))
    return Cut(face, made, codes)


def _missing(code: int) -> Finding:
    message = f"no font has the character {chr(code)!r} (U+{code:04X})"
    return RG601.finding(message, mend="write it otherwise, or install a font that has it")


def _subset(font: Any, codes: set[int], features: Sequence[str]) -> bytes:
    """A font with the glyphs of some characters; without `features` it keeps those that its script is shaped by."""
    import uharfbuzz

    asked = uharfbuzz.SubsetInput()
    asked.sets(uharfbuzz.SubsetInputSets.UNICODE).set(codes)
    if features:
        kept = asked.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG)
        kept.clear()
        kept.update({_tag(name) for name in features})
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
    """@font-face rules that carry the cuts. These are packed side by side: the compressor keeps no other thread
    waiting, and a Chinese page is the last work of a build."""

    def rule(cut: Cut) -> str:
        packed = cache.kept("woff2", [cut.opentype], partial(woff2, cut.opentype))
        return _rule(cut, f"data:font/woff2;base64,{base64.b64encode(packed).decode()}")

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return "".join(threads.map(rule, cuts))


def _rule(cut: Cut, url: str) -> str:
    only = ";unicode-range:" + ",".join(f"U+{code:X}" for code in cut.codes) if cut.codes else ""
    return (
        f'@font-face{{font-family:"{cut.face.family}";font-weight:{cut.face.weight};src:url({url}){only}}}\n'
    )
