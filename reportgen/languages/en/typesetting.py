"""How English is set."""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import Typography

TYPE: Final = Typography(
    script="Latn",
    faces=(),
    line="font-size: 9.2pt; line-height: 13.6pt",
    title="font-size: 20pt; line-height: 24pt; letter-spacing: -0.01em",
    screen="line-height: 1.55",
    screen_title="line-height: 1.2; letter-spacing: -0.01em",
    measure="44em",
    quotes=("“", "”"),
    mail=(),
)
