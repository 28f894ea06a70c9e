"""Where a phrase of Chinese or Japanese ends, as BudouX (a small model for each language) finds it.

A model is loaded when its first text is asked for.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from reportgen.languages.line_breaks import IN_NUMBERS, NOT_FIRST, NOT_LAST, PAUSES, PHRASE_MODELS, is_wide


def phrase_ends(text: str, script: str, solid: frozenset[int] = frozenset()) -> list[int]:
    """The places in a text at which a line may end, in rising order; none of `solid`."""
    lengths = (len(chunk) for chunk in _parser(PHRASE_MODELS[script]).parse(text))
    ends = sorted({0, *accumulate(lengths), *(at for at, char in enumerate(text, 1) if char in PAUSES)})
    alone = {_joined_at(text, low, high) for low, high in pairwise(ends) if high - low == 1}
    return [at for at in ends[1:-1] if at not in alone and at not in solid and _may_end(text, at)]


def _joined_at(text: str, low: int, high: int) -> int:
    """Where a phrase of one character is held to its neighbour: what counts is held to its number."""
    return high if low == 0 or text[high : high + 1].isdigit() else low


def _may_end(text: str, at: int) -> bool:
    """Not before closing punctuation, not behind opening, not in a number with its unit or in a word of Latin."""
    before, after = text[at - 1], text[at]
    if after in NOT_FIRST or before in NOT_LAST:
        return False
    if not is_wide(before) and not is_wide(after):
        return before == " "
    number = text[:at].rstrip(IN_NUMBERS)
    return not number[-1:].isdigit() or not is_wide(after)


@cache
def _parser(model: str) -> Any:
    from budoux.parser import MODEL_DIR, Parser

    return Parser(json.loads((Path(MODEL_DIR) / f"{model}.json").read_text("utf-8")))
