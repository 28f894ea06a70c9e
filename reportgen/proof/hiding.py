"""What declarations hide the text of an element, or lead it out of its place, as far as that can be told from them.

A property stands here because a browser gives it the power; its harmless values are listed, and any other is taken
against the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SMALLEST: Final = 4.0  # px: nobody reads smaller type
_FAR: Final = -400.0  # px: this far to the left or above is off every screen
_FARTHEST: Final = 1500.0  # px: and this far to the right is where nobody looks


def length(text: str, size: float, fallback: float, root: float = 16.0) -> float:
    """A length in CSS pixels, in type of `size` on a page of `root`; the fallback for what is no plain length."""
    found = re.fullmatch(
        r"(-?(?:\d+\.?\d*|\.\d+))(px|pt|mm|cm|in|em|ch|ex|rem|%|vw|vh)?", text.strip(), re.ASCII
    )
    if not found:
        return fallback
    worth = {"em": size, "ch": size / 2, "ex": size / 2, "rem": root, "%": size / 100, "vw": 12.8, "vh": 8.0}
    return float(found[1]) * (_ABSOLUTE.get(found[2]) or worth[found[2]])


_ABSOLUTE: Final[Mapping[str | None, float]] = {
    None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 3.78, "cm": 37.8, "in": 96.0,
}  # fmt: skip
_SIZES: Final = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "initial": 16.0,
    "large": 18.0,
}
_INHERITED: Final = ("inherit", "unset", "revert", "larger")


def type_size(said: Mapping[str, str], parent: float, root: float) -> float:
    """The size of type in CSS pixels; 0, which nobody reads, where it cannot be told."""
    text = said.get("font-size")
    if text is None:
        short = said.get("font", "inherit")
        found = re.search(r"((?<![\w.(])[\d.]+(?:px|pt|em|rem|%)|(?<!\S)0(?=[/\s]))", short)
        text = found[1] if found else short
    if text in _INHERITED:
        return parent
    if least := re.match(r"clamp\(([^,()]+),", text):
        text = least[1]
    return _SIZES.get(text, 0.0) or (0.0 if text.endswith(("vw", "vh")) else length(text, parent, 0.0, root))


# ---- what hides --------------------------------------------------------------------------------------------------

_HARMLESS: Final = {
    "clip-path": ("none",), "clip": ("auto",), "transform": ("none",), "filter": ("none",), "mask": ("none",),
    "mask-image": ("none",),
    "-webkit-mask": ("none",), "-webkit-mask-image": ("none",), "content-visibility": ("visible", "auto"),
    "scale": ("none", "1"),
    "translate": ("none",), "rotate": ("none",), "-webkit-text-fill-color": ("currentcolor", "inherit"),
    "mix-blend-mode": ("normal",), "zoom": ("1", "normal"), "writing-mode": ("horizontal-tb",),
    "unicode-bidi": ("normal",), "direction": ("ltr",), "text-security": ("none",), "-webkit-text-security": ("none",),
    "animation": ("none",), "animation-name": ("none",),
    "opacity": ("1", "100%"), "fill-opacity": ("1",), "offset-path": ("none",), "perspective": ("none",),
    "all": (), "text-shadow": ("none",), "text-stroke": ("0",), "text-stroke-width": ("0",), "line-clamp": ("none",),
    "background-clip": ("border-box", "padding-box"), "mask-border": ("none",), "mask-border-source": ("none",),
    "mask-box-image": ("none",), "box-reflect": ("none",), "font-size-adjust": ("none",), "initial-letter": ("normal",),
    "text-combine-upright": ("none",), "text-emphasis": ("none",), "text-emphasis-style": ("none",),
    "counter-reset": ("none",), "counter-increment": ("none",), "counter-set": ("none",),
}  # fmt: skip


def why_hidden(said: Mapping[str, str], size: float) -> str:
    """Why an element hides its text, or may: for most of these nothing short of a browser can tell."""
    if said.get("display") == "none":
        return "display: none"
    if size < SMALLEST:
        return f"type of {size:g} px"
    for name, harmless in _HARMLESS.items():
        if name in said and said[name] not in harmless:
            return f"{name}: {said[name]}"
    return (
        _struck(said, size) or _spread(said, size) or _pictured(said) or _far(said, size) or _cut(said, size)
    )


def _struck(said: Mapping[str, str], size: float) -> str:
    """A line through the text, or an underline that is led there or thick enough to cover it."""
    for name in (
        "text-decoration",
        "text-decoration-line",
        "text-decoration-thickness",
        "text-underline-offset",
    ):
        for part in said.get(name, "").split():
            low, high = (-0.01, size) if name == "text-underline-offset" else (0.0, 3.0)
            if part == "line-through" or "(" in part or not low <= length(part, size, 0.0) <= high:
                return f"{name}: {said[name]}"
    return ""


def _spread(said: Mapping[str, str], size: float) -> str:
    """Letters or words that lie on one another, or too far from one another to be read together."""
    for name in ("letter-spacing", "word-spacing"):
        text = said.get(name, "normal")
        if (
            text not in ("normal", "inherit")
            and not -0.05 <= length(text, size, 999.0) / max(size, 1.0) <= 0.5
        ):
            return f"{name}: {text}"
    return ""


def _pictured(said: Mapping[str, str]) -> str:
    """A picture or a gradient for a ground: nobody can tell its colour below the text."""
    for name in ("background", "background-image"):
        if re.search(r"gradient\(|url\(|image|paint\(|element\(|cross-fade\(", said.get(name, "")):
            return f"{name}: {said[name][:60]}"
    return ""


_LED: Final = re.compile(r"(margin|padding|inset)(-.*)?|left|top|right|bottom|text-indent")


def _far(said: Mapping[str, str], size: float) -> str:
    """Led off the screen."""
    for name, text in said.items():
        if _LED.fullmatch(name):
            least, most = (-100.0, 200.0) if name == "text-indent" else (_FAR, _FARTHEST)
            for part in text.split():
                off = (
                    part.startswith("-") if part.endswith("%") else not least < length(part, size, 0.0) < most
                )
                if off or (name == "text-indent" and "(" in part):
                    return f"{name}: {text}"
    return ""


_SIDES: Final = ("top", "right", "bottom", "left")


def why_astray(said: Mapping[str, str], size: float = 16.0) -> str:
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
    if backward := next(
        (name for name in ("flex-direction", "flex-flow") if "reverse" in said.get(name, "")), ""
    ):
        return f"{backward}: {said[backward]}"
    if said.get("grid-area", "auto") != "auto":
        return f"grid-area: {said['grid-area']}"
    return _overlapping(said) or _tight(said, size)


def _overlapping(said: Mapping[str, str]) -> str:
    """A box that reaches out of its place: by a negative margin, or by what is painted around it."""
    for name, text in said.items():
        if name.startswith("margin") and not _made_up_for(name, text, said):
            for index, part in enumerate(text.split()):
                if part.startswith("-") or "(" in part:
                    side = f"-{_SIDES[index]}" if name == "margin" and index else ""
                    return f"{name}{side}: {text}"
    return next((f"{name}: {said[name]}" for name in _SPREADING if said.get(name, "0") not in _AT_HOME), "")


def _made_up_for(name: str, text: str, said: Mapping[str, str]) -> bool:
    """True for a side whose padding is as wide as its margin is negative: the text stands where it would without both,
    and the room around it, which has no ground of its own, covers nothing."""
    side = name.removeprefix("margin-")
    if side not in ("left", "right") or any(one.startswith(("background", "border")) for one in said):
        return False
    return 0 < -length(text, 16.0, 0.0) <= _padding(side, said)


def _padding(side: str, said: Mapping[str, str]) -> float:
    """The padding of the left or the right side; of two declarations, whichever counts, the smaller."""
    parts = said.get("padding", said.get(f"padding-{side}", "0")).split()
    short = parts[3] if side == "left" and len(parts) == 4 else parts[min(1, len(parts) - 1)]
    return min(length(short, 16.0, 0.0), length(said.get(f"padding-{side}", short), 16.0, 0.0))


def _tight(said: Mapping[str, str], size: float) -> str:
    """Lines that lie on one another, where an element has more than one."""
    text = said.get("line-height", "normal")
    lines = length(text, size, size) * (size if re.fullmatch(r"[\d.]+", text) else 1)
    return f"line-height: {text}" if lines < 0.9 * size else ""


_AT_HOME: Final = ("0", "0px", "auto", "none")
_SPREADING: Final = ("box-shadow", "outline", "shape-outside", "border-image")


def _cut(said: Mapping[str, str], size: float) -> str:
    """A box that cuts its text off: lower or narrower than its type, with what overflows not shown."""
    clips = {said.get(name, "visible").split()[0] for name in ("overflow", "overflow-x", "overflow-y")}
    if clips <= {"visible"}:
        return ""
    ends = bool(clips & {"hidden", "clip"})  # what is cut off cannot be scrolled to
    for name in ("height", "max-height", "width", "max-width", "block-size", "inline-size"):
        if name in said and (length(said[name], size, 999.0) < size or (ends and said[name] not in _WHOLE)):
            return f"{name}: {said[name]} with overflow: {' '.join(sorted(clips))}"
    return ""


_WHOLE: Final = ("auto", "none", "100%")
