"""Words that compare, in English: matched whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from reportgen.languages.pack import LintPatterns

_WORDS: Final = """
    beat beats beating beaten miss misses missed missing matched matches above below ahead behind
    exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing outpace outpaces outpaced outpacing
    outgrew outgrow outgrows overtook overtakes lag lags lagged lagging trail trails trailed trailing
    higher highest lower lowest greater greatest larger largest smaller smallest bigger biggest faster fastest
    slower slowest better best worse worst stronger strongest weaker weakest softer steeper steepest
    record records widen widens widened widening narrow narrows narrowed narrowing
    double doubles doubled doubling triple triples tripled tripling halve halves halved halving
    rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing
    shrink shrinks shrank shrunk shrinking up down flat
    increase increases increased increasing decrease decreases decreased decreasing
    decline declines declined declining drop drops dropped dropping gain gains gained gaining
    climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared soaring
    slump slumps slumped slumping slip slips slipped slipping plunge plunges plunged plunging
    accelerate accelerates accelerated accelerating decelerate decelerates decelerated decelerating
    improve improves improved improving worsen worsens worsened worsening
"""  # fmt: skip
_PHRASES: Final = (
    "more than", "less than", "fewer than", "in line with", "short of", "on par with", "outside consensus",
)  # fmt: skip
# Phrases that hold such a word and compare nothing.
_INNOCENT: Final = (
    "up to", "set up", "sets up", "made up", "make up", "makes up", "sum up", "sums up", "end up", "ends up", "back up",
    "speed up", "speeds up", "sped up", "slow down", "slows down", "write down", "writes down", "break down",
    "ahead of time", "fall due", "falls due", "fall into", "falls into", "best known", "up front", "up and running",
    "lower bound", "upper bound", "best regards", "best wishes", "see above", "above all", "as above", "more on this",
    "more on that", "less than ideal",
)  # fmt: skip


@cache
def _suspicious() -> re.Pattern[str]:
    words = sorted((*_WORDS.split(), *_PHRASES), key=len, reverse=True)
    innocent, suspicious = map(_alternatives, (_INNOCENT, words))
    return re.compile(
        rf"(?<![\w-])(?:(?P<innocent>{innocent})|(?P<word>{suspicious}))(?![\w-])", re.IGNORECASE
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(r"(?!)")


@cache
def _after() -> re.Pattern[str]:
    """“$2bn more …”"""
    return re.compile(r"(?<=\A )(?:more|less|fewer)\b", re.IGNORECASE)


def _alternatives(terms: Iterable[str]) -> str:
    return "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)


LINT: Final = LintPatterns(_suspicious, _before, _after)
