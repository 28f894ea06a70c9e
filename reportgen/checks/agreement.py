"""Whether two values agree, how far apart they are, and what a stated one would have to be.

Two values agree when their rounding intervals meet, closed at both ends, as in XBRL Calculations 1.1.
"""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Final

from reportgen.checks.terminal import EXACT, compact_value
from reportgen.facts.interval import Interval
from reportgen.facts.quantity import Quantity
from reportgen.facts.tellings import meets

_FEW: Final = 3  # ties that are listed one by one


def distance(one: Interval, other: Interval) -> Fraction:
    """How far apart two intervals are: 0 where they meet or touch."""
    gaps = [Fraction(0)]
    if one.low is not None and other.high is not None:
        gaps.append(one.low - other.high)
    if other.low is not None and one.high is not None:
        gaps.append(other.low - one.high)
    return max(gaps)


def nearest_ties(stated: Quantity, computed: Quantity) -> str:
    """Which written figures would tie, by the last digit: "71% or 72% would tie"; "" where none of that precision does.

    The nearest to what stands comes first.
    """
    if stated.ends is not None and computed.ends is not None:
        pairs = zip(("low", "high"), stated.ends, computed.ends, strict=True)
        said = [(name, nearest_ties(mine, yours)) for name, mine, yours in pairs if not meets(mine, yours)]
        return "; ".join(f"at the {name} end {words}" for name, words in said if words)
    if stated.written is None or stated.written.high is not None:
        return ""
    first, last = _steps(stated.interval, computed.interval, Fraction(stated.written.ulp))
    if first is None:
        return ""
    figures = [compact_value(_at(stated, step), EXACT) for step in _from(first, last)]
    figures = [f"{stated.written.qualifier} {figure}".strip() for figure in figures]
    if last is not None and abs(last - first) < _FEW:
        return f"{' or '.join(figures)} would tie"
    until = f" (and any up to {compact_value(_at(stated, last), EXACT)})" if last is not None else ""
    return f"the nearest that would tie is {figures[0]}{until}"


def _from(first: int, last: int | None) -> range:
    end = first if last is None or abs(last - first) >= _FEW else last
    return range(first, end + (1 if end >= first else -1), 1 if end >= first else -1)


def _steps(stated: Interval, computed: Interval, ulp: Fraction) -> tuple[int | None, int | None]:
    """The least and the greatest number of last digits to move by, the nearer first; None for the greater where there
    is no end to it, and for the first where no figure of this precision fits."""
    up = stated.high is not None and computed.low is not None and not _reaches(stated, computed)
    if up:
        assert stated.high is not None and computed.low is not None
        first = math.ceil((computed.low - stated.high) / ulp)
        first += not _moved(stated, first * ulp).meets(computed) and (stated.high_open or computed.low_open)
        last = (
            None
            if stated.low is None or computed.high is None
            else math.floor((computed.high - stated.low) / ulp)
        )
    else:
        assert stated.low is not None and computed.high is not None
        first = math.floor((computed.high - stated.low) / ulp)
        first -= not _moved(stated, first * ulp).meets(computed) and (stated.low_open or computed.high_open)
        last = (
            None
            if stated.high is None or computed.low is None
            else math.ceil((computed.low - stated.high) / ulp)
        )
    if not _moved(stated, first * ulp).meets(computed):
        return None, None
    if last is not None and not _moved(stated, last * ulp).meets(computed):
        last += -1 if last > first else 1 if last < first else 0
    return first, last


def _reaches(stated: Interval, computed: Interval) -> bool:
    """True where the stated interval lies above the computed one."""
    if stated.low is None or computed.high is None:
        return False
    return stated.low >= computed.high


def _moved(interval: Interval, by: Fraction) -> Interval:
    return interval + Interval.at(by)


def _at(stated: Quantity, steps: int | None) -> Quantity:
    assert stated.written is not None
    by = Fraction(stated.written.ulp) * (steps or 0)
    return replace(stated, point=stated.point + by, interval=_moved(stated.interval, by), written=None)
