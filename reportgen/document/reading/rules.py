"""The rules of both languages, in the order of trying."""

from __future__ import annotations

from typing import Final

from reportgen.document.reading import amounts, chinese, english
from reportgen.document.reading.amounts import Rule

FIRST: Final[tuple[Rule, ...]] = (
    *chinese.RUN_RULES,
    *english.RUN_RULES,
)  # before ordinals and periods are set aside
RULES: Final[tuple[Rule, ...]] = (
    *amounts.SHARE_RULES,
    *chinese.SIZE_RULES,
    *english.SIZE_RULES,
    *amounts.DIGIT_RULES,
    *chinese.WORD_RULES,
    *english.WORD_RULES,
)
