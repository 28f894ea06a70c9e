"""What style sheets do to an element of an HTML page, as far as it decides whether its text can be seen.

No browser is at hand, so the cascade is worked out here for the few properties that can hide a text. What cannot be
read is taken against the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

Colour = tuple[float, float, float]
WHITE: Final[Colour] = (1.0, 1.0, 1.0)
BLACK: Final[Colour] = (0.0, 0.0, 0.0)
SMALLEST: Final = 4.0  # px: nobody reads smaller type
PALEST: Final = 1.3  # the least contrast (WCAG 2) that still shows
_FAR: Final = -400.0  # px: this far to the left or above is off every screen
# What a browser does not show without any style sheet.
_BROWSER: Final = (
    "[hidden],head,script,style,template,title,desc,metadata,defs,symbol,dialog:not([open]),datalist,"
    "details:not([open])>:not(summary){display:none}"
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

    colour: Colour = BLACK
    ground: Colour = WHITE
    size: float = 16.0
    hidden: str = ""
    invisible: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[bool, bool] = (False, False)
    astray: str = ""

    @property
    def trouble(self) -> str:
        """Why text with this look cannot be seen; "" where it can."""
        if self.hidden or self.invisible:
            return self.hidden or "visibility: hidden"
        return "" if contrast(self.colour, self.ground) >= PALEST else "in the colour of its ground"


class Sheets:
    """The style sheets of a page, for one scene."""

    def __init__(self, sheets: Sequence[str], scene: Scene) -> None:
        import cssselect2

        self._matcher = cssselect2.Matcher()
        self.contents: list[str] = []  # texts that style sheets put into the page
        for css in (_BROWSER, *sheets):
            self._add(css, scene)

    def _add(self, css: str, scene: Scene) -> None:
        import cssselect2

        for prelude, content in _rules(css, scene):
            declarations = list(_declarations(content))
            self.contents += [value for name, value, _ in declarations if name == "content"]
            try:
                selectors = cssselect2.compile_selector_list(prelude)
            except cssselect2.SelectorError:
                continue  # a browser drops the rule as well
            for selector in selectors:
                if not selector.never_matches:
                    self._matcher.add_selector(selector, declarations)

    def declared(self, element: Any) -> dict[str, str]:
        """The values that win for an element, by property."""
        found: dict[str, tuple[tuple[Any, ...], str]] = {}
        layers = [
            ((specificity, order), declarations)
            for specificity, order, pseudo, declarations in self._matcher.match(element)
            if pseudo in _OWN
        ]
        if inline := element.etree_element.get("style"):
            layers.append((((1 << 20, 0, 0), 0), list(_declarations(inline))))
        for rank, declarations in layers:
            for name, value, important in declarations:
                weight = (important, *rank)
                if name not in found or weight >= found[name][0]:
                    found[name] = weight, value
        return {name: value for name, (_, value) in found.items()}


_OWN: Final = (None, "first-line", "first-letter")  # a part of a text that is hidden hides the text


def _rules(css: str, scene: Scene) -> Iterator[tuple[Any, Any]]:
    """(selector, declarations) of every rule that counts in a scene."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield rule.prelude, rule.content
        elif rule.type == "at-rule" and rule.content is not None and _counts(rule, scene):
            yield from _rules(tinycss2.serialize(rule.content), scene)


_DEAF: Final = ("font-face", "page", "keyframes", "property", "counter-style")


def _counts(rule: Any, scene: Scene) -> bool:
    import tinycss2

    keyword = rule.lower_at_keyword
    return keyword not in _DEAF and (keyword != "media" or _applies(tinycss2.serialize(rule.prelude), scene))


def _applies(query: str, scene: Scene) -> bool:
    """Whether a media query holds; one that is not understood does."""
    return any(
        all(_holds(part, scene) for part in re.split(r"\s+and\s+", one.strip())) for one in query.split(",")
    )


def _holds(part: str, scene: Scene) -> bool:
    text = part.strip().lower()
    if found := re.fullmatch(r"\((min|max)-width:\s*([\d.]+)px\)", text):
        bound = float(found[2])
        return scene.width >= bound if found[1] == "min" else scene.width <= bound
    if text in ("screen", "print"):
        return text == scene.medium
    if found := re.fullmatch(r"\(prefers-color-scheme:\s*(dark|light)\)", text):
        return (found[1] == "dark") == scene.dark
    return True


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    import tinycss2

    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            yield name, tinycss2.serialize(item.value).strip(), item.important


# ---- the look of an element --------------------------------------------------------------------------------------


def dress(parent: Look, declared: Mapping[str, str]) -> Look:
    """The look of an element with these declarations in an element with that look."""
    own = {name: value for name, value in declared.items() if name.startswith("--")}
    variables = {**parent.variables, **own}
    said = {name: _resolved(value, variables).lower() for name, value in declared.items() if name[:2] != "--"}
    size = _font_size(said, parent.size)
    look = replace(parent, variables=variables, size=size, gaps=_gaps(said), astray=_astray(said))
    if colour := said.get("color"):
        look = replace(look, colour=_colour(colour, parent.colour, look.ground))
    look = replace(look, ground=_ground(said, look))
    if "visibility" in said:
        look = replace(look, invisible=said["visibility"] in ("hidden", "collapse"))
    return replace(look, hidden=parent.hidden or _hidden(said, size))


def _resolved(value: str, variables: Mapping[str, str], depth: int = 0) -> str:
    def replaced(found: re.Match[str]) -> str:
        return variables.get(found[1], found[2] or "")

    text = re.sub(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", replaced, value)
    return text if text == value or depth > 8 else _resolved(text, variables, depth + 1)


def _font_size(said: Mapping[str, str], parent: float) -> float:
    if "font-size" in said:
        return _length(said["font-size"], parent, parent)
    found = re.search(r"((?<![\w.])[\d.]+(?:px|pt|em|rem|%)|(?<!\S)0(?=[/\s]))", said.get("font", ""))
    return _length(found[1], parent, parent) if found else parent


def _length(text: str, size: float, fallback: float) -> float:
    """A length in CSS pixels; the fallback for what is no plain length."""
    found = re.fullmatch(r"(-?[\d.]+)(px|pt|mm|cm|in|em|ch|ex|rem|%|vw|vh)?", text.strip())
    if not found:
        return fallback
    worth = {
        "px": 1.0,
        "pt": 4 / 3,
        "mm": 3.78,
        "cm": 37.8,
        "in": 96.0,
        "em": size,
        "ch": size / 2,
        "ex": size / 2,
    }
    worth |= {"rem": 16.0, "%": size / 100, "vw": 12.8, "vh": 8.0, None: 1.0}  # type: ignore[dict-item]
    return float(found[1]) * worth[found[2]]


def _gaps(said: Mapping[str, str]) -> tuple[bool, bool]:
    def room(side: str, index: int) -> bool:
        for name in ("padding", "margin"):
            values = said.get(name, "0").split() or ["0"]
            text = said.get(
                f"{name}-{side}", values[index] if len(values) > index else values[1 % len(values)]
            )
            if _length(text, 16.0, 0.0) > 2:
                return True
        return False

    return room("left", 3), room("right", 1)


def _colour(text: str, current: Colour, ground: Colour) -> Colour:
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


def _ground(said: Mapping[str, str], look: Look) -> Colour:
    text = said.get("background-color") or said.get("background", "")
    if not text or text in ("none", "transparent", "inherit", "unset", "initial"):
        return look.ground
    return _colour(text, look.colour, look.ground)


def paint(text: str, look: Look) -> Colour | None:
    """The colour with which a drawing is filled; None for no fill."""
    resolved = _resolved(text, look.variables).lower()
    return None if resolved in ("none", "transparent") else _colour(resolved, look.colour, look.ground)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2 has it, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---- what hides --------------------------------------------------------------------------------------------------

_HARMLESS: Final = {
    "clip-path": ("none",), "clip": ("auto",), "transform": ("none",), "filter": ("none",), "mask": ("none",),
    "mask-image": ("none",),
    "-webkit-mask": ("none",), "-webkit-mask-image": ("none",), "content-visibility": ("visible", "auto"),
    "scale": ("none", "1"),
    "translate": ("none",), "rotate": ("none",), "-webkit-text-fill-color": ("currentcolor", "inherit"),
    "mix-blend-mode": ("normal",), "zoom": ("1", "normal"), "writing-mode": ("horizontal-tb",),
    "unicode-bidi": ("normal",), "direction": ("ltr",), "text-security": ("none",), "-webkit-text-security": ("none",),
    "animation": ("none",), "animation-name": ("none",), "letter-spacing": ("normal", "0", "-0.01em"),
    "opacity": ("1", "100%"), "fill-opacity": ("1",), "offset-path": ("none",), "perspective": ("none",),
}  # fmt: skip


def _hidden(said: Mapping[str, str], size: float) -> str:
    """Why an element hides its text, or may: for most of these nothing short of a browser can tell."""
    if said.get("display") == "none":
        return "display: none"
    if size < SMALLEST:
        return f"type of {size:g} px"
    for name, harmless in _HARMLESS.items():
        if name in said and said[name] not in harmless:
            return f"{name}: {said[name]}"
    for name in (
        "left",
        "top",
        "right",
        "bottom",
        "text-indent",
        "margin-left",
        "margin-top",
        "margin-right",
    ):
        if name in said and _length(said[name], size, 0.0) <= _FAR and not said[name].endswith("%"):
            return f"{name}: {said[name]}"
    return _cut(said, size)


_SIDES: Final = ("top", "right", "bottom", "left")


def _astray(said: Mapping[str, str]) -> str:
    """Why an element may lie over what others say; "" where it keeps its place in the flow of the page.

    Only a browser knows what stands below it, so that no element may be out of its place.
    """
    position = said.get("position", "static")
    if (
        position == "sticky"
        and said.get("left") in _AT_HOME
        and not {"top", "right", "bottom", "inset"} & {*said}
    ):
        # The first column of a wide table: it lies over the others only while a reader has scrolled them sideways.
        position = "static"
    if position not in ("static", "relative"):
        return f"position: {position}"
    if position == "relative" and (
        moved := [name for name in (*_SIDES, "inset") if said.get(name, "0") not in _AT_HOME]
    ):
        return f"{moved[0]}: {said[moved[0]]}"
    for index, side in enumerate(_SIDES):
        if (margin := _margin(said, side, index)).startswith("-"):
            return f"margin-{side}: {margin}"
    return next((f"{name}: {said[name]}" for name in _SPREADING if said.get(name, "0") not in _AT_HOME), "")


_AT_HOME: Final = ("0", "0px", "auto", "none")
_SPREADING: Final = ("box-shadow", "outline", "shape-outside", "border-image")


def _margin(said: Mapping[str, str], side: str, index: int) -> str:
    short = said.get("margin", "0").split() or ["0"]
    return said.get(
        f"margin-{side}", short[index] if index < len(short) else short[index % 2 if len(short) > 1 else 0]
    )


def _cut(said: Mapping[str, str], size: float) -> str:
    """A box that cuts its text off: lower or narrower than its type, with what overflows not shown."""
    clips = {said.get(name, "visible").split()[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if clips <= {"visible"}:
        return ""
    for name in ("height", "max-height", "width", "max-width", "block-size", "inline-size"):
        if name in said and _length(said[name], size, 999.0) < size:
            return f"{name}: {said[name]} with overflow: {' '.join(sorted(clips))}"
    return ""
