"""What each language calls the standard concepts, as the table beside its pack has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportgen.languages import LANGUAGES

_Named = tuple[
    str, str, str
]  # the label, a shorter one for where a table has little room, and what it measures


def names_of(concept: str) -> dict[str, _Named]:
    """Label, short label and definition of a standard concept, by language; a language that has none is left out. The
    definition is "" where the concept is one of the standards, or has a formula that says it."""
    tables = {tag: _table(one.vocabulary) for tag, one in LANGUAGES.items()}
    return {tag: table[concept] for tag, table in tables.items() if concept in table}


@cache
def _table(path: Path) -> Mapping[str, _Named]:
    """Name of a concept → label, short label, definition. Lines that begin with # are headings."""
    found: dict[str, _Named] = {}
    for line in path.read_text("utf-8").splitlines():
        name, *said = line.split("\t")
        if said and not name.startswith("#"):
            label, short, definition = [*said, "", ""][:3]
            found[name] = (label, short or label, definition)
    return found
