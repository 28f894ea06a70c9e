"""What each language calls the standard concepts, as the table beside its pack has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from reportgen.languages import LANGUAGES

_Named = tuple[str, str]  # the label, and a shorter one for where a table has little room


def names_of(concept: str) -> dict[str, _Named]:
    """Label and short label of a standard concept, by language; a language that has none is left out."""
    tables = {tag: _table(one.vocabulary) for tag, one in LANGUAGES.items()}
    return {tag: table[concept] for tag, table in tables.items() if concept in table}


_KEPT: Final = 2  # columns behind the name


@cache
def _table(path: Path) -> Mapping[str, _Named]:
    """Name of a concept → label and short label. Lines that begin with # are headings."""
    found: dict[str, _Named] = {}
    for line in path.read_text("utf-8").splitlines():
        name, *labels = line.split("\t", _KEPT)
        if labels and not name.startswith("#"):
            found[name] = (labels[0], labels[-1])
    return found
