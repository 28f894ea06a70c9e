"""What style sheets do to an element of an HTML page, as far as it decides whether its text can be seen.

No browser is at hand, so the cascade is worked out here for the few properties that can hide a text. What cannot be
read is taken against the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reportgen.exhibits.ink import Rgb, contrast
from reportgen.proof.finished import Unreadable
from reportgen.proof.hiding import length, type_size, why_astray, why_hidden

WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
BLACK: Final[Rgb] = (0.0, 0.0, 0.0)
PALEST: Final = 1.3  # the least contrast (WCAG 2) that still shows
# What a browser does not show without any style sheet.
_BROWSER: Final = (
    "[hidden],head,script,style,template,title,desc,metadata,defs,symbol,dialog:not([open]),datalist,"
    "details:not([open])>:not(summary){display:none} ol{list-style:decimal} ul{list-style:disc}"
)


@dataclass(frozen=True)
class Scene:
    """Who looks at the page: with which width in CSS pixels, on what, in a light or a dark room."""

    name: str
    width: int = 1280
    medium: str = "screen"
    dark: bool = False


SCENES: Final = (
    Scene("wide"), Scene("narrow", 360), Scene("dark", dark=True), Scene("print", 700, "print"),
)  # fmt: skip


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
_OWN: Final = (None, "first-line", "first-letter")  # a part of a text that is hidden hides the text


class Sheets:
    """The style sheets of a page, for one scene."""

    def __init__(self, sheets: Sequence[str], scene: Scene) -> None:
        import cssselect2

        self._matcher = cssselect2.Matcher()
        self.contents: list[str] = []  # texts that style sheets put into the page
        self._boxes: list[Mapping[str, str]] = []  # what stands before and after elements
        for css in (_BROWSER, *sheets):
            self._add(css, scene)
        self._forbid_covers()

    def _add(self, css: str, scene: Scene) -> None:
        import cssselect2

        for prelude, content in _rules(css, scene):
            declarations = list(_declarations(content))
            self.contents += _put_in(declarations)
            try:
                selectors = cssselect2.compile_selector_list(_followed(prelude))
            except cssselect2.SelectorError as error:
                raise Unreadable(
                    f"a style sheet selects in a way that cannot be followed: {error.args[-1]}"
                ) from error
            for selector in selectors:
                if selector.pseudo_element in ("before", "after"):
                    self._boxes.append({name: value.lower() for name, value, _ in declarations})
                if not selector.never_matches:
                    self._matcher.add_selector(selector, declarations)

    def _forbid_covers(self) -> None:
        """Raise Unreadable where a box that a style sheet puts in may cover a text: a dot in a margin cannot."""
        free = any("position" in said for said in self._boxes)
        for said in self._boxes:
            placed = {name: value for name, value in said.items() if name != "position"}
            covers = said.get("position", "static") not in ("static", "absolute") or why_astray(placed)
            if covers or (free and not _is_dot(said) and not _is_words(said)):
                raise Unreadable("a style sheet puts in a box that may cover a number")

    def declared(self, element: Any, parts: Sequence[str | None] = _OWN) -> dict[str, str]:
        """The values that win for an element, by property; or for a part of it, such as its `marker`."""
        found: dict[str, tuple[tuple[Any, ...], str]] = {}
        layers = [
            ((specificity, order), declarations)
            for specificity, order, pseudo, declarations in self._matcher.match(element)
            if pseudo in parts
        ]
        if (inline := element.etree_element.get("style")) and parts == _OWN:
            layers.append((((1 << 20, 0, 0), 0), list(_declarations(inline))))
        for rank, declarations in layers:
            for name, value, important in declarations:
                weight = (important, *rank)
                if name not in found or weight >= found[name][0]:
                    found[name] = weight, value
        return {name: value for name, (_, value) in found.items()}


_APART: Final = ("::backdrop", "::placeholder", "::selection")  # no text of an element


def _followed(prelude: Sequence[Any]) -> str:
    """A list of selectors without those for what is no part of the page's text."""
    import tinycss2

    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    kept = [part for part in parts if not tinycss2.serialize(part).strip().lower().endswith(_APART)]
    return ",".join(tinycss2.serialize(part) for part in kept) or "head"


_DOT: Final = re.compile(
    r"content|position|display|color|background(-color)?|border-radius|border(-\w+)?-color"
)
_SMALL: Final = re.compile(r"left|right|top|width|height|border(-\w+)?(-width)?")


def _is_dot(said: Mapping[str, str]) -> bool:
    """True for a box that is too small to cover a figure, close to where it is put in."""
    if {"background", "background-color"} & said.keys() and "width" not in said:
        return False  # as wide as what another rule puts into it
    for name, value in said.items():
        if name == "content" and value not in ('""', "none", "normal"):
            return False
        if not _DOT.fullmatch(name):
            bound = 16.0 if name == "top" else 8.0
            sizes = [
                length(part, 16.0, 99.0)
                for part in value.split()
                if part[:1] in "-.0123456789" or "(" in part
            ]
            if not _SMALL.fullmatch(name) or not all(0 <= size <= bound for size in sizes):
                return False
    return True


_GROUNDED: Final = re.compile(
    r"position|background.*|border.*|padding.*|inset.*|left|right|top|bottom|.*(width|height|size)"
)


def _is_words(said: Mapping[str, str]) -> bool:
    """True for words that are put in without a ground of their own, wherever another rule may place them."""
    return not any(_GROUNDED.fullmatch(name) for name in said)


def _put_in(declarations: Sequence[tuple[str, str, bool]]) -> Iterator[str]:
    """The texts that a rule puts into the page. Raises Unreadable where they cannot be told."""
    import tinycss2

    for name, value, _ in declarations:
        if name == "display" and "list-item" in value:
            raise Unreadable("a style sheet makes an item of a list of what is none")
        if name in ("content", "quotes", "list-style", "list-style-type", "list-style-image"):
            tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
            yield from (token.value for token in tokens if token.type == "string")
            if any(token.type in ("function", "url") for token in tokens):
                raise Unreadable(f"a style sheet puts in what cannot be told: {name}: {value[:60]}")


def _rules(css: str, scene: Scene) -> Iterator[tuple[Any, Any]]:
    """(selector, declarations) of every rule that counts in a scene. Raises Unreadable where nobody can tell."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield rule.prelude, rule.content
        elif rule.type == "at-rule" and _counts(rule, scene):
            yield from _rules(tinycss2.serialize(rule.content), scene)


_DEAF: Final = ("font-face", "page", "keyframes", "charset")


def _counts(rule: Any, scene: Scene) -> bool:
    import tinycss2

    keyword = rule.lower_at_keyword
    if keyword in _DEAF:
        return False
    if keyword != "media" or rule.content is None:
        raise Unreadable(f"a style sheet holds @{keyword}, which cannot be followed")
    return _applies(tinycss2.serialize(rule.prelude), scene)


def _applies(query: str, scene: Scene) -> bool:
    """Whether a media query holds. Raises Unreadable for one that is not understood."""
    return any(
        all(_holds(part, scene) for part in re.split(r"\s+and\s+", one.strip())) for one in query.split(",")
    )


def _holds(part: str, scene: Scene) -> bool:
    text = part.strip().lower()
    if found := re.fullmatch(r"\((min|max)-width:\s*(\d+\.?\d*)px\)", text):
        bound = float(found[2])
        return scene.width >= bound if found[1] == "min" else scene.width <= bound
    if text in ("screen", "print", "all"):
        return text in (scene.medium, "all")
    if found := re.fullmatch(r"\(prefers-color-scheme:\s*(dark|light)\)", text):
        return (found[1] == "dark") == scene.dark
    if text == "(prefers-reduced-motion: reduce)":
        return False
    raise Unreadable(f"a style sheet asks for what cannot be followed: @media {part.strip()[:60]}")


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    import tinycss2

    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            yield name, tinycss2.serialize(item.value).strip(), item.important
        elif item.type != "error":
            raise Unreadable("a style sheet holds a rule inside of a rule, which cannot be followed")


# ---- the look of an element --------------------------------------------------------------------------------------


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
