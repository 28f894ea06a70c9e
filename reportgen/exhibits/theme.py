"""Themes: the colours, faces and number style that a house prints in. The default theme is `Theme()`.

A theme changes how an exhibit looks, never what it says: charts are laid out in the base palette, and each of its
colours is exchanged for the theme's when the ink is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final, Literal

from reportgen.document.images import Image
from reportgen.document.imprint import UNSIGNED, Imprint
from reportgen.exhibits.dress import TOUCHING
from reportgen.exhibits.faces import HOUSE_FONTS, Fonts
from reportgen.exhibits.ink import PALETTE, contrast, rgb
from reportgen.figures.number_style import Style

Page = Literal["A4", "Letter", "A4 landscape", "Letter landscape"]
# What the default theme shows on a dark screen.
NIGHT: Final[Mapping[str, str]] = {
    "ink": "#e6eaed",
    "muted": "#a3adb5",
    "grey": "#4f5a62",
    "light": "#3a444c",
    "hairline": "#4b565f",
    "paper": "#12171c",
    "accent": "#7fb6e6",
    "accent-tint": "#22384c",
    "warning": "#e79a6b",
    "warning-tint": "#46301f",
}
# Text on ground as charts and pages set it, with the least contrast of each (WCAG 2: 4.5 for text, 3 for graphics).
_PAIRS: Final = (
    ("ink", "paper", 7.0),
    ("muted", "paper", 4.5),
    ("accent", "paper", 4.5),
    ("warning", "paper", 4.5),
    ("ink", "light", 4.5),
    ("ink", "accent-tint", 4.5),
    ("ink", "warning-tint", 4.5),
    ("ink", "grey", 4.5),
    ("grey", "paper", 2.0),
)
_APART: Final = 3.0  # of parts that touch, in colour as in grey, which keeps their luminance


@dataclass(frozen=True)
class Theme:
    """A house's looks. `light` and `dark` give a colour to each role of the palette; `logo` is the picture of each
    language, "" for all of them, and `logo_name` what it is for who cannot see it; `files` are what it was read from,
    by paths from the folder of templates; `imprint` is who speaks."""

    name: str = "house"
    light: Mapping[str, str] = field(default_factory=lambda: dict(PALETTE))
    dark: Mapping[str, str] = field(default_factory=lambda: dict(NIGHT))
    fonts: Fonts = HOUSE_FONTS
    numbers: Mapping[str, Style] = field(default_factory=dict)
    page: Page = "A4"
    disclaimer: Mapping[str, str] = field(default_factory=dict)
    logo: Mapping[str, Image] = field(default_factory=dict)
    logo_name: Mapping[str, str] = field(default_factory=dict)
    css: str = ""
    files: tuple[str, ...] = ()
    imprint: Imprint = UNSIGNED

    def logo_in(self, language: str) -> Image | None:
        """The logo of the pages in a language."""
        return self.logo.get(language) or self.logo.get("")

    def mark(self, language: str) -> str:
        """The logo as it stands in a page of that language, with its name for who cannot see it; "" for none."""
        image = self.logo_in(language)
        if image is None:
            return ""
        name = escape(self.logo_name.get(language, ""))
        if image.kind != "svg":
            return (
                f'<img alt="{name}" src="{image.data_url}" width="{image.width:g}" height="{image.height:g}">'
            )
        return image.data.decode().replace(">", f' role="img"><title>{name}</title>', 1)

    def style(self, language: str) -> Style:
        """The number style of a language."""
        return self.numbers.get(language, Style())


def too_pale(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float, float]]:
    """(role, role of its ground, contrast, least contrast) of each pair that cannot be told apart well enough."""
    touching = ((dark, pale, _APART) for dark, pale in TOUCHING)
    for role, ground, least in (*_PAIRS, *touching):
        found = contrast(rgb(colours[role]), rgb(colours[ground]))
        if found < least:
            yield role, ground, found, least
