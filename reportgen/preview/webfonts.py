"""Type for the preview: faces at addresses of their own, cut anew only where a character comes that was not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from reportgen.exhibits.faces import Face
from reportgen.press.fonts import Cut, cut_faces, woff2

FACES: Final = "/-/faces/"
_LATIN: Final = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027))))


@dataclass(frozen=True)
class FaceSheet:
    """A style sheet that declares faces: its address, and the files by address that it consists of, itself included."""

    address: str
    files: Mapping[str, bytes]


class FaceCutter:
    """Cuts faces, and keeps each cut for as long as it has the characters that are asked for."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Face, ...], tuple[frozenset[str], FaceSheet]] = {}

    def sheet(self, faces: Sequence[Face], printed: str, ahead: Callable[[], str]) -> FaceSheet:
        """The sheet of faces for what is `printed`, and as far as they have it for what may be soon: `ahead`, and all
        that was printed before. Raises Rejected with RG601 for a character that no face has."""
        key, wanted = tuple(faces), frozenset(printed)
        before, sheet = self._kept.get(key, (frozenset[str](), None))
        if sheet is not None and wanted <= before:
            return sheet
        characters, cuts = _cut(faces, wanted, wanted | before | frozenset(ahead()) | frozenset(_LATIN))
        sheet = _sheet(cuts)
        self._kept[key] = characters, sheet
        return sheet


def _cut(
    faces: Sequence[Face], wanted: frozenset[str], more: frozenset[str]
) -> tuple[frozenset[str], tuple[Cut, ...]]:
    """The characters of the cuts, and the cuts."""
    had = frozenset().union(*map(_characters, faces))
    characters = wanted | (more & had)
    return characters, cut_faces(faces, "".join(sorted(characters)))


def _characters(face: Face) -> frozenset[str]:
    import uharfbuzz

    font = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index)
    return frozenset(map(chr, font.unicodes))


def _sheet(cuts: Sequence[Cut]) -> FaceSheet:
    files, rules = {}, []
    for cut in cuts:
        packed = woff2(cut.opentype)
        address = f"{FACES}{sha256(packed).hexdigest()[:32]}.woff2"
        files[address] = packed
        name = f'font-family:"{cut.face.family}";font-weight:{cut.face.weight}'
        rules.append(f"@font-face{{{name};src:url({address})}}\n")
    css = "".join(rules).encode()
    address = f"{FACES}{sha256(css).hexdigest()[:32]}.css"
    return FaceSheet(address, {**files, address: css})
