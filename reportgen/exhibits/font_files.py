"""The files of type families: found in packages that ship fonts, among those installed, or in the usual folders.

It knows no language, so that `build --if-changed` need not load them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from reportgen.errors import MachineLacks
from reportgen.exhibits.fontconfig import best_match

# The styles that may stand for a weight, best first.
_STYLES: Final = {400: ("Regular", "Book"), 600: ("Semibold", "SemiBold", "Bold")}
_ADVICE: Final = {
    "Source Sans Pro": "pip install font-source-sans-pro",
    "Source Serif Pro": "pip install font-source-serif-pro",
}
# A face of Noto CJK; the regions stand in this order in a collection of them all.
_NOTO_CJK: Final = re.compile(r"Noto (Sans|Serif) CJK (JP|KR|SC|TC|HK)")
_REGIONS: Final = ("JP", "KR", "SC", "TC", "HK")


def required_file(name: str, weight: int) -> tuple[Path, int]:
    """The file of a family's weight, and the face's number in it. Raises MachineLacks, naming what to install, where
    there is none."""
    found = find_file(name, weight)
    if found is None:
        raise MachineLacks(f"the font {name} is not installed (weight {weight}). {_advice(name)}")
    return found


def _advice(name: str) -> str:
    if noto := _NOTO_CJK.fullmatch(name):
        cask = "-".join(("font-noto", noto[1], "cjk", noto[2])).lower()
        return f"Debian or Ubuntu: apt-get install fonts-noto-cjk; macOS: brew install --cask {cask}"
    return _ADVICE.get(name, f"install it so that `fc-match '{name}'` finds it, or name another in the theme")


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
    reply = best_match(f"{name}:style={style}", "%{file}\n%{index}\n%{family[0]}\n%{style[0]}")
    path, index, family, answered = (*reply.split("\n"), "", "", "")[:4]
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
    """The usual places, for machines without fontconfig's tools: a collection of all regions, or a file of one."""
    noto = _NOTO_CJK.fullmatch(name)
    if not noto:
        return None
    plain, region = f"Noto{noto[1]}CJK", noto[2]
    names = (
        (f"{plain}-{style}.ttc", _REGIONS.index(region)),
        (f"{plain}{region.lower()}-{style}.otf", 0),
    )
    for folder in _FOLDERS:
        for file, index in names:
            if (folder / file).is_file():
                return folder / file, index
    return None
