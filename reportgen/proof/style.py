"""How an element of an HTML page looks with what is declared for it, as far as it decides whether its text can be seen.

Worked out for the few properties that can hide a text. What cannot be read is taken against the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from reportgen.exhibits.ink import Rgb, contrast
from reportgen.proof.hiding import length, type_size, why_astray, why_hidden

WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
BLACK: Final[Rgb] = (0.0, 0.0, 0.0)
PALEST: Final = 1.3  # the least contrast (WCAG 2) that still shows


@dataclass(frozen=True)
class Look:
    """How text in an element looks. `hidden` is the reason why it cannot be seen; `gaps` is the room that stands before
    and after the element in a line; `astray` says how it leaves its place, and so may cover another."""

    colour: Rgb = BLACK
    ground: Rgb = WHITE
    size: float = 16.0
    root: float = 0.0  # the size of the whole page's type; 0 before there is any
    hidden: str = ""
    invisible: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[bool, bool] = (False, False)
    astray: str = ""
    marks: str = "disc"  # of the items of lists: none, decimal, disc …

    @property
    def trouble(self) -> str:
        """Why text with this look cannot be seen; "" where it can."""
        if self.hidden or self.invisible:
            return self.hidden or "visibility: hidden"
        return "" if contrast(self.colour, self.ground) >= PALEST else "in the colour of its ground"


_PREFIX: Final = re.compile(r"^-(?:webkit|moz|ms|o)-")  # browsers take these names for those without


def dress(parent: Look, declared: Mapping[str, str]) -> Look:
    """The look of an element with these declarations in an element with that look."""
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    variables = {**parent.variables, **own}
    said = {name: _resolved(value, variables).lower() for name, value in declared.items() if name[:2] != "--"}
    said = {_PREFIX.sub("", name): value for name, value in said.items()} | said
    size = (
        type_size(said, parent.size, parent.root or 16.0)
        if {"font-size", "font"} & said.keys()
        else parent.size
    )
    astray, root = why_astray(said, size), parent.root or size
    look = replace(parent, variables=variables, size=size, root=root, gaps=_gaps(said), astray=astray)
    if colour := said.get("color"):
        look = replace(look, colour=_colour(colour, parent.colour, look.ground))
    look = replace(look, ground=_ground(said, look))
    look = replace(look, marks=_marks(said, look.marks))
    if "visibility" in said:
        look = replace(look, invisible=said["visibility"] in ("hidden", "collapse"))
    return replace(look, hidden=parent.hidden or why_hidden(said, size))


def _resolved(value: str, variables: Mapping[str, str], depth: int = 0) -> str:
    def replaced(found: re.Match[str]) -> str:
        return variables.get(found[1], found[2] or "")

    text = re.sub(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", replaced, value)
    return text if text == value or depth > 8 else _resolved(text, variables, depth + 1)


def _marks(said: Mapping[str, str], before: str) -> str:
    """How items of lists are marked; where two properties say so, the one that says a number."""
    kinds = [said["list-style-type"]] if "list-style-type" in said else []
    if "list-style" in said:
        kinds.append(re.sub(r"\b(?:inside|outside)\b", "", said["list-style"]).strip() or "disc")
    return max(kinds, key=lambda kind: kind not in BULLETS, default=before)


BULLETS: Final = ("none", "disc", "circle", "square")  # marks that are no numerals


def _gaps(said: Mapping[str, str]) -> tuple[bool, bool]:
    def room(side: str, index: int) -> bool:
        for name in ("padding", "margin"):
            values = said.get(name, "0").split() or ["0"]
            text = said.get(
                f"{name}-{side}", values[index] if len(values) > index else values[1 % len(values)]
            )
            if length(text, 16.0, 0.0) > 2:
                return True
        return False

    return room("left", 3), room("right", 1)


def _colour(text: str, current: Rgb, ground: Rgb) -> Rgb:
    """A colour over its ground; one that cannot be read counts as the ground itself."""
    from tinycss2 import color3

    if text in ("inherit", "currentcolor", "unset"):
        return current
    parsed = color3.parse_color(text)
    if parsed is None or isinstance(parsed, str):
        return ground
    parts = zip(parsed[:3], ground, strict=True)
    red, green, blue = (part * parsed[3] + under * (1 - parsed[3]) for part, under in parts)
    return red, green, blue


def _ground(said: Mapping[str, str], look: Look) -> Rgb:
    """The ground of a text; where two are declared, and nobody knows which was last, the one that shows it less."""
    texts = [said[name] for name in ("background-color", "background") if said.get(name)]
    grounds = [_colour(colour, look.colour, look.ground) for text in texts for colour in _colours(text)]
    return min(grounds, key=lambda ground: contrast(look.colour, ground), default=look.ground)


def _colours(background: str) -> Iterator[str]:
    """The colours among the values of a background."""
    import tinycss2
    from tinycss2 import color3

    for token in tinycss2.parse_component_value_list(background):
        if token.type in ("ident", "hash", "function") and color3.parse_color(token) is not None:
            yield tinycss2.serialize([token])


def paint(text: str, look: Look) -> Rgb | None:
    """The colour with which a drawing is filled; None for no fill."""
    resolved = _resolved(text, look.variables).lower()
    return None if resolved in ("none", "transparent") else _colour(resolved, look.colour, look.ground)
