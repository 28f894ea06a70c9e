"""The two type families, as files: Source Sans Pro for Latin, Noto Sans CJK TC for Han."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from reportgen.errors import MachineLacks

LATIN, HAN = "Brief Sans", "Brief Han"
FAMILIES = (LATIN, HAN)

_HAN_ADVICE = (
    "Noto Sans CJK TC is not installed. Debian or Ubuntu: apt-get install fonts-noto-cjk; "
    "macOS: brew install --cask font-noto-sans-cjk-tc"
)
_LATIN_ADVICE = "Source Sans Pro is not installed: pip install font-source-sans-pro"


@dataclass(frozen=True)
class Face:
    """One weight of a family in one file.

    `family` is the name that CSS and SVG use; `weight` is 400 or 600; `index` is the face's number in a collection
    (.ttc), 0 in a plain file.
    """

    family: str
    weight: int
    path: Path
    index: int = 0


def find_faces(han: bool) -> tuple[Face, ...]:
    """The faces an edition is set in, regular before semibold; those for Han only where asked for.

    Raises MachineLacks, naming what to install, when a file cannot be found.
    """
    return _latin_faces() + (_han_faces() if han else ())


def _latin_faces() -> tuple[Face, ...]:
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise MachineLacks(_LATIN_ADVICE)
    files = Path(spec.origin).parent / "files"
    faces = (
        Face(LATIN, 400, files / "SourceSansPro-Regular.ttf"),
        Face(LATIN, 600, files / "SourceSansPro-Semibold.ttf"),
    )
    if not all(face.path.is_file() for face in faces):
        raise MachineLacks(_LATIN_ADVICE)
    return faces


def _han_faces() -> tuple[Face, ...]:
    found = [_find_han(weight, style) for weight, style in ((400, "Regular"), (600, "Bold"))]
    faces = tuple(face for face in found if face is not None)
    if len(faces) != len(found):
        raise MachineLacks(_HAN_ADVICE)
    return faces


def _find_han(weight: int, style: str) -> Face | None:
    return _ask_fontconfig(weight, style) or _look_in_folders(weight, style)


def _ask_fontconfig(weight: int, style: str) -> Face | None:
    """fontconfig always answers with something, so the answer's own family and style are read back.

    An index above 16 bits is an instance of a variable font, which a plain @font-face cannot name.
    """
    command = [
        "fc-match",
        "-f",
        "%{file}\n%{index}\n%{family[0]}\n%{style[0]}",
        f"Noto Sans CJK TC:style={style}",
    ]
    try:
        reply = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
        path, index, family, answered = reply.split("\n")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if (family, answered) != ("Noto Sans CJK TC", style) or int(index) > 0xFFFF:
        return None
    return Face(HAN, weight, Path(path), int(index))


_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
)


def _look_in_folders(weight: int, style: str) -> Face | None:
    """The usual places, for machines without fontconfig's tools. TC is face 3 of the collection of all regions."""
    names = (
        (f"NotoSansCJK-{style}.ttc", 3),
        (f"NotoSansCJKtc-{style}.otf", 0),
        (f"NotoSansCJK-{style}.otf", 0),
    )
    for folder in _FOLDERS:
        for name, index in names:
            if (folder / name).is_file():
                return Face(HAN, weight, folder / name, index)
    return None
