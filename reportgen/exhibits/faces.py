"""Type families, as files: found in packages that ship fonts, among those installed, or in the usual folders.

Documents name families by what they do (`Brief Sans`, `Brief Head`, …), so that a theme can exchange them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from reportgen.errors import MachineLacks

LATIN, HAN = "Brief Sans", "Brief Han"
HEAD, HAN_HEAD = "Brief Head", "Brief Han Head"
FAMILIES = (LATIN, HAN, HEAD, HAN_HEAD)

# The styles that may stand for a weight, best first.
_STYLES: Final = {400: ("Regular", "Book"), 600: ("Semibold", "SemiBold", "Bold")}
_NOTO: Final = (
    "Debian or Ubuntu: apt-get install fonts-noto-cjk; macOS: brew install --cask font-noto-{}-cjk-tc"
)
_ADVICE: Final = {
    "Source Sans Pro": "pip install font-source-sans-pro",
    "Source Serif Pro": "pip install font-source-serif-pro",
    "Noto Sans CJK TC": _NOTO.format("sans"),
    "Noto Serif CJK TC": _NOTO.format("serif"),
}


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


@dataclass(frozen=True)
class Fonts:
    """Families by their own names. `headings` and `han_headings` "" set headings as the text is set.

    `heading_weight` is that of headings: 600, or 400 for a quiet one.
    """

    text: str = "Source Sans Pro"
    han: str = "Noto Sans CJK TC"
    headings: str = ""
    han_headings: str = ""
    heading_weight: Literal[400, 600] = 600


HOUSE_FONTS: Final = Fonts()


def find_faces(han: bool, fonts: Fonts = HOUSE_FONTS) -> tuple[Face, ...]:
    """The faces an edition is set in, regular before semibold; those for Han only where asked for.

    Raises MachineLacks, naming the family and what to install, when a file cannot be found.
    """
    wanted = [(LATIN, fonts.text, weight) for weight in (400, 600)]
    wanted += [(HAN, fonts.han, weight) for weight in (400, 600) if han]
    heads = [(HEAD, fonts.headings), *([(HAN_HEAD, fonts.han_headings)] if han else [])]
    wanted += [(family, name, fonts.heading_weight) for family, name in heads if name]
    return tuple(_face(family, name, weight) for family, name, weight in wanted)


def _face(family: str, name: str, weight: int) -> Face:
    found = find_file(name, weight)
    if found is None:
        advice = _ADVICE.get(
            name, f"install it so that `fc-match '{name}'` finds it, or name another in the theme"
        )
        raise MachineLacks(f"the font {name} is not installed (weight {weight}). {advice}")
    return Face(family, weight, *found)


@cache
def find_file(name: str, weight: int) -> tuple[Path, int] | None:
    """The file of a family's weight, and the face's number in it; None where there is none."""
    for style in _STYLES[weight]:
        found = _in_packages(name, style) or _ask_fontconfig(name, style) or _look_in_folders(name, style)
        if found:
            return found
    return None


def _in_packages(name: str, style: str) -> tuple[Path, int] | None:
    """Packages such as font-source-sans-pro announce their files as entry points of the group fonts_ttf."""
    wanted = f"{name}-{style}".replace(" ", "").lower()
    for folder in _font_folders():
        for path in sorted(folder.glob("*.ttf")):
            if path.stem.lower() == wanted:
                return path, 0
    return None


@cache
def _font_folders() -> tuple[Path, ...]:
    specs = map(find_spec, _font_packages())
    return tuple(Path(spec.origin).parent / "files" for spec in specs if spec and spec.origin)


def _font_packages() -> Iterator[str]:
    """The modules that are announced in the group fonts_ttf. Read from the files themselves: importlib.metadata takes
    longer to load than everything else that `build --if-changed` does."""
    for folder in filter(None, sys.path):
        for file in sorted(Path(folder).glob("*.dist-info/entry_points.txt")):
            group = file.read_text("utf-8").partition("[fonts_ttf]")[2].partition("[")[0]
            announced = (line.partition("=")[2].strip() for line in group.splitlines())
            yield from (module.partition(":")[0] for module in announced if module)


def _ask_fontconfig(name: str, style: str) -> tuple[Path, int] | None:
    """fontconfig always answers with something, so the answer's own family and style are read back.

    An index above 16 bits is an instance of a variable font, which a plain @font-face cannot name.
    """
    command = ["fc-match", "-f", "%{file}\n%{index}\n%{family[0]}\n%{style[0]}", f"{name}:style={style}"]
    try:
        reply = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
        path, index, family, answered = reply.split("\n")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    if (family, answered) != (name, style) or int(index) > 0xFFFF:
        return None
    return Path(path), int(index)


_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
    Path("/Library/Fonts"),
    Path.home() / "Library/Fonts",
)


def _look_in_folders(name: str, style: str) -> tuple[Path, int] | None:
    """The usual places, for machines without fontconfig's tools. TC is face 3 of a collection of all regions."""
    if not name.startswith("Noto ") or not name.endswith(" CJK TC"):
        return None
    plain = name.removesuffix(" TC").replace(" ", "")
    names = ((f"{plain}-{style}.ttc", 3), (f"{plain}tc-{style}.otf", 0), (f"{plain}-{style}.otf", 0))
    for folder in _FOLDERS:
        for file, index in names:
            if (folder / file).is_file():
                return folder / file, index
    return None
