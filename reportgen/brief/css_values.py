"""The properties that a theme's CSS may set, and the values that each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

# CSS pixels; em and rem count as 16 px here, since bounds need not be exact.
UNITS: Final[Mapping[str, float]] = {
    "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0, "rem": 16.0,
}  # fmt: skip


@dataclass(frozen=True)
class CssValues:
    """What a property takes: words, variables (the theme's colours by their roles, and others), lengths and numbers.

    `lengths` are bounds in CSS pixels and hold in `units` alone; `rems` bound a length in rem by itself; `within` are
    classes, one of which must stand in every selector of the rule, `on` elements, one of which every selector means.
    """

    words: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    lengths: tuple[float, float] | None = None
    units: frozenset[str] = frozenset(UNITS)
    rems: tuple[float, float] | None = None
    numbers: tuple[float, float] | None = None
    percent: bool = False
    count: int = 1
    within: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()

    def take(self, token: Any) -> bool:
        """True for a token that is one of the values."""
        if token.type == "ident":
            return token.lower_value in self.words
        if token.type == "function":
            return token.lower_name == "var" and _variable(token) in self.variables
        if token.type == "percentage":
            return self.percent and 0 <= token.value <= 100
        if token.type == "number":
            bare = self.numbers or ((0, 0) if self.lengths and self.lengths[0] <= 0 else None)
            return bool(bare and bare[0] <= token.value <= bare[1])
        return token.type == "dimension" and self._takes_length(token.lower_unit, token.value)

    def _takes_length(self, unit: str, value: float) -> bool:
        if unit == "rem" and self.rems:
            return self.rems[0] <= value <= self.rems[1]
        low, high = self.lengths or (1, 0)
        return unit in self.units and low <= value * UNITS[unit] <= high

    @property
    def described(self) -> str:
        """The values in words, for a finding and for the schema."""
        said = [*sorted(self.words), *(f"var({one})" for one in sorted(self.variables))]
        if self.numbers:
            said.append(f"a number from {self.numbers[0]:g} to {self.numbers[1]:g}")
        if self.lengths:
            low, high = self.lengths
            said.append(f"a length from {low:.4g}px to {high:.4g}px ({', '.join(sorted(self.units))})")
        if self.rems:
            said.append(f"{self.rems[0]:g}rem to {self.rems[1]:g}rem")
        if self.percent:
            said.append("0% to 100%")
        return ", ".join(said) + (f"; up to {self.count} of them" if self.count > 1 else "")


def _variable(token: Any) -> str:
    """The name in a var() that has no fallback; "" otherwise."""
    parts = [one for one in token.arguments if one.type not in ("whitespace", "comment")]
    return str(parts[0].value) if len(parts) == 1 and parts[0].type == "ident" else ""


def _of(*words: str) -> CssValues:
    return CssValues(words=frozenset(words))


def _roles(*roles: str) -> frozenset[str]:
    return frozenset(f"--{role}" for role in roles)


_MM: Final = 96 / 25.4
_TEXT: Final = _roles("ink", "muted", "accent", "warning")
_ANY: Final = _roles(
    "ink", "muted", "grey", "light", "hairline", "accent", "accent-tint", "warning", "warning-tint", "paper"
)
_SOLID: Final = frozenset({"none", "solid", "dotted", "dashed", "double"})
_WIDTHS: Final = (0.0, 3 * _MM)
_LINE: Final = CssValues(words=_SOLID, variables=_ANY, lengths=_WIDTHS, count=3)
_ACROSS: Final = CssValues(lengths=(0.0, 8 * _MM))  # a heading stands 8 mm beside its text
_DOWN: Final = CssValues(lengths=(0.0, 40 * _MM))
_KEPT: Final = _of("auto", "avoid")
_SIDES: Final = ("top", "right", "bottom", "left")
_LABELS: Final = frozenset(
    {"kicker", "company", "panel-head", "exhibit-number"}
)  # no figure's unit stands in them

PROPERTIES: Final[Mapping[str, CssValues]] = {
    "color": CssValues(words=frozenset({"inherit"}), variables=_TEXT),
    "background-color": CssValues(
        words=frozenset({"transparent"}), variables=_roles("paper", "light", "accent-tint", "warning-tint")
    ),
    "font-family": CssValues(words=frozenset({"inherit"}), variables=_roles("headings")),
    "font-weight": CssValues(
        words=frozenset({"normal", "inherit"}), variables=_roles("heading-weight"), numbers=(400, 600)
    ),
    "font-style": _of("normal", "italic"),
    "font-size": CssValues(
        lengths=(8.0, 32 * 96 / 72), units=frozenset({"px", "pt", "mm", "cm", "in", "rem"}), rems=(0.7, 2.7)
    ),
    "line-height": CssValues(
        numbers=(1.0, 3.0), lengths=(8.0, 96.0), units=frozenset({"px", "pt", "mm", "cm", "in"})
    ),
    "letter-spacing": CssValues(words=frozenset({"normal"}), lengths=(-0.32, 1.92)),
    "text-align": _of("left", "right", "center", "start", "end", "justify"),
    "text-transform": CssValues(words=frozenset({"none", "uppercase", "capitalize"}), within=_LABELS),
    "text-decoration": CssValues(words=frozenset({"none", "underline"}), variables=_ANY, count=2),
    "text-decoration-line": _of("none", "underline"),
    "text-decoration-color": CssValues(variables=_ANY),
    "text-wrap": _of("wrap", "balance", "pretty"),
    "vertical-align": _of("baseline", "top", "middle", "bottom"),
    "align-items": _of("baseline", "start", "end", "center", "flex-start", "flex-end"),
    "justify-content": _of("start", "end", "center", "space-between", "flex-start", "flex-end"),
    "border": _LINE,
    "border-color": CssValues(variables=_ANY, count=4),
    "border-style": CssValues(words=_SOLID, count=4),
    "border-width": CssValues(lengths=_WIDTHS, count=4),
    **{f"border-{side}": _LINE for side in _SIDES},
    **{f"border-{side}-color": CssValues(variables=_ANY) for side in _SIDES},
    **{f"border-{side}-style": CssValues(words=_SOLID) for side in _SIDES},
    **{f"border-{side}-width": CssValues(lengths=_WIDTHS) for side in _SIDES},
    "border-radius": CssValues(lengths=(0.0, 8 * _MM), percent=True, count=4),
    "margin": CssValues(lengths=_ACROSS.lengths, count=4),
    "padding": CssValues(lengths=_ACROSS.lengths, count=4),
    **{f"{box}-{side}": _DOWN for box in ("margin", "padding") for side in ("top", "bottom")},
    **{f"{box}-{side}": _ACROSS for box in ("margin", "padding") for side in ("left", "right")},
    "break-before": _KEPT,
    "break-after": _KEPT,
    "break-inside": _KEPT,
    "height": CssValues(
        lengths=(3 * _MM, 40 * _MM), within=frozenset({"logo"}), on=frozenset({"svg", "img"})
    ),
    "--bullet-radius": CssValues(lengths=(0.0, 8 * _MM), percent=True),
}
