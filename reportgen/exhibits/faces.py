"""Type families, as the faces that documents are set in.

Documents name families by what they do (`Brief Sans`, `Brief Head`, …), so that a theme can exchange them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from reportgen.exhibits.font_files import required_file
from reportgen.languages import language

LATIN, HAN = "Brief Sans", "Brief Han"
OTHER = "Brief Other"  # for scripts that none of the other families has
HEAD, HAN_HEAD = "Brief Head", "Brief Han Head"

Genre = Literal["sans", "serif"]


@dataclass(frozen=True)
class Face:
    """One weight of a family in one file.

    `family` is the name that CSS and SVG use; `weight` is 400 or 600; `index` is the face's number in a collection
    (.ttc), 0 in a plain file. `name` is the family's own.
    """

    family: str
    weight: int
    path: Path
    index: int
    name: str


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
    return tuple(Face(family, weight, *required_file(name, weight), name) for family, name, weight in wanted)
