"""What a snapshot says in a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SnapshotWords:
    """The sentences of a snapshot by name, with their Jinja; `$marks` stand for references and names. All languages
    have the same names and marks, and $Name is a name that begins a sentence. `with_article` are names that take one
    within a sentence: the United States."""

    lines: Mapping[str, str]
    with_article: frozenset[str] = frozenset()
