"""How Traditional Chinese is set."""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import Typography

TYPE: Final = Typography(
    script="Hant",
    faces=("Noto Sans CJK TC", "Noto Serif CJK TC"),
    line="font-size: 9.4pt; line-height: 15.5pt",
    title="font-size: 18.5pt; line-height: 25pt; letter-spacing: 0",
    screen="line-height: 1.75",
    screen_title="line-height: 1.35; letter-spacing: 0",
    measure="40em",
    quotes=("「", "」"),
    mail=("Noto Sans TC", "PingFang TC", "Microsoft JhengHei"),
)
