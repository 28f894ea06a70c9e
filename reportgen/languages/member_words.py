"""What a language calls the parts of a company that filings name: segments, products, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MemberWords:
    """`names` has the parts by their English names, in small letters and without hyphens; the others stand around
    what is put together of two, {0} and {1}: data centers and gaming, China including Hong Kong."""

    names: Mapping[str, str]
    joined: str
    including: str
    excluding: str
