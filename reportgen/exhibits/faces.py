"""Type families, as files: found in packages that ship fonts, among those installed, or in the usual folders.

Documents name families by what they do (`Brief Sans`, `Brief Head`, …), so that a theme can exchange them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from reportgen.errors import MachineLacks
from reportgen.languages import language

LATIN, HAN = "Brief Sans", "Brief Han"
HEAD, HAN_HEAD = "Brief Head", "Brief Han Head"

# The styles that may stand for a weight, best first.
_STYLES: Final = {400: ("Regular", "Book"), 600: ("Semibold", "SemiBold", "Bold")}
_ADVICE: Final = {
    "Source Sans Pro": "pip install font-source-sans-pro",
    "Source Serif Pro": "pip install font-source-serif-pro",
}
# A face of Noto CJK; the regions stand in this order in a collection of them all.
_NOTO_CJK: Final = re.compile(r"Noto (Sans|Serif) CJK (JP|KR|SC|TC|HK)")
_REGIONS: Final = ("JP", "KR", "SC", "TC", "HK")
Genre = Literal["sans", "serif"]


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
    """Families by their own names. `headings` "" sets headings as the text is set; `heading_weight` is 600, or 400 for
    a quiet one.

    `text` and `headings` are Latin. A language with another script brings families for it, of which
    `script_text` and `script_headings` (as the text where it is "") are chosen; `own_text` and `own_headings` name
    others, by language.
    """

    text: str = "Source Sans Pro"
    headings: str = ""
    heading_weight: Literal[400, 600] = 600
    script_text: Genre = "sans"
    script_headings: Genre | Literal[""] = ""
    own_text: Mapping[str, str] = field(default_factory=dict)
    own_headings: Mapping[str, str] = field(default_factory=dict)

    def text_in(self, tag: str) -> str:
        """The family for the script of a language; "" where `text` has that script."""
        return self.own_text.get(tag) or _of_genre(tag, self.script_text)

    def headings_in(self, tag: str) -> str:
        """The family of headings in the script of a language; "" where they are set as its text is."""
        wanted = self.own_headings.get(tag)
        if not wanted and self.script_headings not in ("", self.script_text):
            wanted = _of_genre(tag, self.script_headings)
        return wanted or ""


def _of_genre(tag: str, genre: Genre | Literal[""]) -> str:
    brought = dict(zip(("sans", "serif"), language(tag).type.faces, strict=False))
    return brought.get(genre, "")


HOUSE_FONTS: Final = Fonts()


def script_families(languages: Sequence[str], fonts: Fonts = HOUSE_FONTS) -> dict[str, str]:
    """Language → the family that CSS names for its script, without those that are set in the Latin one.

    It is Brief Han for the first of them, and for all that share its face; another one has a family of its own, for
    the same character is drawn otherwise in Japan than in Taiwan.
    """
    found: dict[str, str] = {}  # the family's own name → that in CSS
    named: dict[str, str] = {}
    for tag in languages:
        if name := fonts.text_in(tag):
            named[tag] = found.setdefault(name, f"Brief {tag}" if found else HAN)
    return named


def find_faces(languages: Sequence[str] = (), fonts: Fonts = HOUSE_FONTS) -> tuple[Face, ...]:
    """The faces that a document is set in, regular before semibold. `languages` are those of what it shows, as
    `script_families` has them; without any the faces are the Latin ones.

    Raises MachineLacks, naming the family and what to install, when a file cannot be found.
    """
    scripts = script_families(languages, fonts)
    names = {LATIN: fonts.text} | {family: fonts.text_in(tag) for tag, family in scripts.items()}
    own = next(iter(scripts), "")
    heads = {HEAD: fonts.headings, HAN_HEAD: fonts.headings_in(own) if own else ""}
    wanted = [(family, name, weight) for family, name in names.items() for weight in (400, 600)]
    wanted += [(family, name, fonts.heading_weight) for family, name in heads.items() if name]
    return tuple(_face(family, name, weight) for family, name, weight in wanted)


def _face(family: str, name: str, weight: int) -> Face:
    found = find_file(name, weight)
    if found is None:
        raise MachineLacks(f"the font {name} is not installed (weight {weight}). {_advice(name)}")
    return Face(family, weight, *found)


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
