"""What a language brings to charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ChartWords:
    """Charts in words: a kind → its name, for who hears it; what the rest of a whole and the total above a column are
    called, and why shares do not add up."""

    kinds: Mapping[str, str]
    rest: str
    total: str
    rounded: str
