"""Scripts beyond those that an edition's languages bring, and the installed fonts that have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any, Final

from reportgen.exhibits.faces import OTHER, Face
from reportgen.exhibits.font_files import find_file
from reportgen.exhibits.fontconfig import best_match

# What the house's families have, and those of the languages: Latin, common signs, Han and kana.
_USUAL: Final = (
    r"\0-\u024f\u2010-\u203a\u2060\u200b\u2190-\u2193\u2212\u2248\u2264\u2265\u20ac"
    r"\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
)
_UNUSUAL: Final = re.compile(f"[^{_USUAL}]")
_WEIGHTS: Final = {400: 80, 600: 180}  # of CSS → of fontconfig
SYMBOLS: Final = "symbols"


def unusual_characters(text: str) -> str:
    """The characters of a text, each once, that may need another font, in their order in Unicode."""
    return "".join(sorted(set(_UNUSUAL.findall(text))))


def script_of(char: str) -> str:
    """The script of a character, as Unicode names it: Thai; `SYMBOLS` where it is no letter."""
    if unicodedata.category(char)[0] not in "LM":
        return SYMBOLS
    return unicodedata.name(char, SYMBOLS).partition(" ")[0].title()


def by_script(characters: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Scripts, and the characters of each."""
    for script, group in groupby(sorted(characters, key=script_of), script_of):
        yield script, "".join(sorted(group))


def runs_leftward(char: str) -> bool:
    """True for a character that is set from right to left."""
    return unicodedata.bidirectional(char) in ("R", "AL", "AN")


def lacking(characters: Iterable[str], faces: Iterable[Face]) -> str:
    """The characters that no face has."""
    left = set(characters)
    for face in faces:
        left -= _of_face(str(face.path), face.index) if left else set()
    return "".join(sorted(left))


@cache
def _of_face(path: str, index: int) -> frozenset[str]:
    import uharfbuzz

    font: Any = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)
    return frozenset(map(chr, font.unicodes))


@cache
def other_faces(characters: str, faces: tuple[Face, ...]) -> tuple[Face, ...]:
    """The installed faces for what `faces` have not, regular before semibold: those that fontconfig takes for each
    script. What none has is left over, and what runs from right to left is not asked for."""
    wanted = [char for char in lacking(characters, faces) if not runs_leftward(char)]
    found = (
        face for weight in _WEIGHTS for _, group in by_script(wanted) for face in _for_script(group, weight)
    )
    return tuple(dict.fromkeys(found))


def _for_script(characters: str, weight: int) -> Iterator[Face]:
    left = characters
    while left:
        codes = " ".join(f"{ord(char):x}" for char in left)
        pattern = f"sans-serif:charset={codes}:weight={_WEIGHTS[weight]}:color=false:variable=false"
        name = best_match(pattern, "%{family[0]}")
        file = find_file(name, weight) if name else None
        if file is None:
            return
        face = Face(OTHER, weight, *file, name)
        if (still := lacking(left, [face])) == left:
            return
        yield face
        left = still
