"""Type: the faces of an edition cut down to the characters that it prints.

A subset of its own makes a Chinese edition's PDF and HTML several times smaller than the whole collection would, and
makes a missing glyph an error before anything is set instead of a box on the page.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportgen.errors import Finding, Rejected, Severity
from reportgen.exhibits.faces import Face

# Never printed as glyphs: line ends, soft hyphens and joiners.
_INVISIBLE = frozenset("\n\r\t\u00ad\u200b\u200d\u2060\ufeff")


@dataclass(frozen=True)
class Cut:
    """A face cut down: its bytes as OpenType for the press and as WOFF2 for the web."""

    face: Face
    opentype: bytes
    woff2: bytes

    @property
    def name(self) -> str:
        """The name under which the press asks for it."""
        return f"{self.face.family.lower().replace(' ', '-')}-{self.face.weight}.otf"


def cut_faces(faces: Iterable[Face], text: str) -> tuple[Cut, ...]:
    """The faces with the glyphs for `text` alone.

    Raises Rejected with RG601 naming every character that none has.
    """
    wanted = {ord(char) for char in text if char not in _INVISIBLE}
    cuts: list[Cut] = []
    covered: set[int] = set()
    for face in faces:
        with _open(face) as font:
            # Han faces keep their Latin glyphs too: a space or a bracket between Han is set in the Han face.
            own = wanted & set(font.getBestCmap())
            covered |= own
            cuts.append(Cut(face, *_subset(font, own)))
    if missing := sorted(wanted - covered):
        raise Rejected([_missing(code) for code in missing])
    return tuple(cuts)


def _missing(code: int) -> Finding:
    message = f"no font has the character {chr(code)!r} (U+{code:04X})"
    return Finding("RG601", Severity.ERROR, message, mend="write it otherwise, or install a font that has it")


def _open(face: Face) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(face.path, fontNumber=face.index, lazy=True, recalcTimestamp=False)


def _subset(font: Any, codes: set[int]) -> tuple[bytes, bytes]:
    from fontTools.subset import Options, Subsetter

    options = Options()
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark", "palt", "halt"]
    options.hinting = False
    options.desubroutinize = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    plain, packed = io.BytesIO(), io.BytesIO()
    font.flavor = None
    font.save(plain)
    font.flavor = "woff2"
    font.save(packed)
    return plain.getvalue(), packed.getvalue()


def press_css(cuts: Iterable[Cut]) -> str:
    """@font-face rules that name the cuts as assets of the press."""
    return "".join(_rule(cut, f"asset:{cut.name}") for cut in cuts)


def web_css(cuts: Iterable[Cut]) -> str:
    """@font-face rules that carry the cuts."""
    return "".join(
        _rule(cut, f"data:font/woff2;base64,{base64.b64encode(cut.woff2).decode()}") for cut in cuts
    )


def _rule(cut: Cut, url: str) -> str:
    return f'@font-face{{font-family:"{cut.face.family}";font-weight:{cut.face.weight};src:url({url})}}\n'
