"""What a language brings to charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ChartWords:
    """Charts for who hears them: a chart kind → its name."""

    kinds: Mapping[str, str]
