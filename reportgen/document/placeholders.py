"""Placeholders: what a draft says where its author still owes a word, and what must not reach a reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

# Whole words alone, so that Exxon, XXL, XXIV, "pending sales" and 等待補償 are left in peace.
_LATIN: Final = (
    r"(?<![A-Za-z0-9_])(?:(?i:tbd|tbc|lorem)|PENDING|TODO|FIXME|X\.X+)(?![A-Za-z0-9_])",
    r"(?<![A-Za-z_])X{2,}(?![A-Za-z0-9_])",  # also 20XX, $XX and XX%
    r"\[[●•]\]",
)
_CHINESE_DIGITS: Final = "一二三四五六七八九十百零〇"
_HAN: Final = (
    r"(?<![等有尚仍還期亟])待[補补](?![償偿助貼贴給给強强])",
    r"(?<![等有尚仍還还])待[確确][認认]",
    rf"(?<![{_CHINESE_DIGITS}○◯])[○◯]{{2,}}(?![{_CHINESE_DIGITS}○◯年])",  # 二○○八年 is a year
    r"ＸＸ+",
)
_PLACEHOLDER: Final = re.compile("|".join((*_LATIN, *_HAN)))
_AROUND: Final = 30  # characters that are quoted on either side


def placeholders(text: str, known: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Every placeholder in a text: where it begins, and it with the words around it. `known` are wordings that are
    meant as they stand: a company may be called TBC Bank."""
    suspects = list(_PLACEHOLDER.finditer(text))
    innocent = [
        (found.start(), found.end())
        for wording in (known if suspects else ())
        if _PLACEHOLDER.search(wording)
        for found in re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text)
    ]
    for found in suspects:
        if not any(start <= found.start() and found.end() <= end for start, end in innocent):
            around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            yield found.start(), " ".join(around.replace("\ufffc", "…").split())
