"""How Japanese is set. Rules of line ends (JIS X 4051) are followed by the press by itself, by browsers where asked."""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import Typography

TYPE: Final = Typography(
    script="Jpan",
    faces=("Noto Sans CJK JP", "Noto Serif CJK JP"),
    line="font-size: 9.4pt; line-height: 15.5pt",
    title="font-size: 18pt; line-height: 25pt; letter-spacing: 0",
    screen="line-height: 1.8; line-break: strict",
    screen_title="line-height: 1.35; letter-spacing: 0",
    measure="40em",
    quotes=("「", "」"),
    mail=("Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo"),
)
