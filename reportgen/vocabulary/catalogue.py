"""The vocabulary as `reportgen vocabulary` prints it, and as docs/vocabulary.md has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.errors import Misuse, display_width
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.concept import StandardConcept
from reportgen.vocabulary.standard import CONCEPTS_TABLE, Vocabulary


def matching(vocabulary: Vocabulary, word: str) -> list[StandardConcept]:
    """The concepts with this word in their name, in a label in any language, an alias or an element; all for "". One of
    just this name or alias comes first; a space stands for `_` and `.` too. Raises Misuse where there is none."""
    wanted = _spaced(word)
    every = [concept for name in vocabulary.names if (concept := vocabulary.find(name))]
    found = [concept for concept in every if any(wanted in _spaced(one) for one in _said(concept))]
    if not found:
        raise Misuse(f"no concept is called {word!r}{vocabulary.nearest(word)}")
    exact = vocabulary.meant(word) or word
    return sorted(found, key=lambda concept: concept.name != exact)


def _spaced(name: str) -> str:
    return name.casefold().replace("_", " ").replace(".", " ")


def _said(concept: StandardConcept) -> tuple[str, ...]:
    return (
        concept.name,
        *concept.labels.values(),
        *concept.shorts.values(),
        *concept.aliases,
        *concept.us_gaap,
        *concept.ifrs,
    )


# ---- at a terminal ---------------------------------------------------------------------------------------------------


def concepts_table(concepts: Sequence[StandardConcept]) -> str:
    """A line for each concept: its name, its kind, and its label in each language."""
    rows = [("concept", "kind", *LANGUAGES), *map(_row, concepts)]
    return "\n".join(_aligned(rows))


def concepts_text(concepts: Sequence[StandardConcept]) -> str:
    """The same, and below each concept all else that is known of it."""
    head, *lines = _aligned([("concept", "kind", *LANGUAGES), *map(_row, concepts)])
    told = ["\n".join([line, *_details(one)]) for line, one in zip(lines, concepts, strict=True)]
    return "\n".join([head, *told])


def _row(concept: StandardConcept) -> tuple[str, ...]:
    return (concept.name, _measured(concept), *(concept.labels.get(tag, "") for tag in LANGUAGES))


def _measured(concept: StandardConcept) -> str:
    kind = concept.kind if concept.unit is None else concept.unit or "plain"
    return f"{kind}, instant" if concept.instant else kind


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in rows]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _details(concept: StandardConcept) -> Iterator[str]:
    told = {
        "US GAAP": ", ".join(concept.us_gaap),
        "IFRS": ", ".join(concept.ifrs),
        "formula": concept.formula,
        "rules": ", ".join(_rules(concept)),
        "short": ", ".join(concept.shorts.values()),
        "also": ", ".join(concept.aliases),
    }
    yield from (f"    {name}: {text}" for name, text in told.items() if text)


def _rules(concept: StandardConcept) -> Iterator[str]:
    """What the sanity rules hold it to, in the words of facts.yaml."""
    if concept.basis != "reported":
        yield f"basis: {concept.basis}"
    if concept.non_negative:
        yield "non-negative"
    if concept.adds_up is not None:
        yield f"adds-up: {str(concept.adds_up).lower()}"
    if concept.parts:
        yield f"parts: {' + '.join(concept.parts)}"
    if concept.part_of:
        yield f"part-of: {concept.part_of}"


# ---- for scripts -----------------------------------------------------------------------------------------------------


def concepts_json(concepts: Sequence[StandardConcept]) -> str:
    """The concepts, for a script."""
    return json.dumps([_record(concept) for concept in concepts], ensure_ascii=False, indent=1)


def _record(concept: StandardConcept) -> dict[str, Any]:
    return {
        "name": concept.name,
        "label": dict(concept.labels),
        "short": dict(concept.shorts),
        "kind": concept.kind if concept.unit is None else None,
        "unit": concept.unit,
        "type": "instant" if concept.instant else "duration",
        "basis": concept.basis,
        "non_negative": concept.non_negative,
        "adds_up": concept.adds_up,
        "parts": list(concept.parts),
        "part_of": concept.part_of or None,
        "length": concept.length or None,
        "better": concept.better or None,
        "formula": concept.formula or None,
        "us_gaap": list(concept.us_gaap),
        "ifrs": list(concept.ifrs),
        "aliases": list(concept.aliases),
    }


# ---- for the docs ----------------------------------------------------------------------------------------------------

_PAGE: Final = """\
# Standard concepts

These need no declaration: a fact `net_income@2025Q4` has its label in every language of the brief, its unit and its
rules. [Facts](facts.md#standard-concepts) says how they are used and how a project adds its own. `reportgen vocabulary
WORD` looks one up, by its name, a label in any language, another name or an element.

**Kind** is the unit: `money` in the currency of the entity, `ratio` in %, `shares`, `people` and `units` counted as
such, `count` and `plain` as plain numbers. What stands at an instant is marked so. **Also** are other names, of which
`check` says which one to write.
"""


def to_page(vocabulary: Vocabulary) -> str:
    """The page of the docs on all concepts, a table for each heading of `concepts.tsv`."""
    sections = [_section(title, names, vocabulary) for title, names in _headings()]
    return "\n".join([_PAGE, *sections])


def _headings() -> Iterator[tuple[str, list[str]]]:
    """The headings of the table and the names below each."""
    _, *parts = CONCEPTS_TABLE.read_text("utf-8").split("# --- ")
    for part in parts:
        title, *lines = part.splitlines()
        yield title, [line.partition("\t")[0] for line in lines]


def _section(title: str, names: Sequence[str], vocabulary: Vocabulary) -> str:
    columns = ("name", "kind", *LANGUAGES, "US GAAP", "IFRS", "usual formula", "also")
    rows = [_page_row(concept) for name in names if (concept := vocabulary.find(name))]
    lines = [columns, ("---",) * len(columns), *rows]
    return "\n".join([f"## {title.capitalize()}", "", *(f"| {' | '.join(row)} |" for row in lines), ""])


def _page_row(concept: StandardConcept) -> tuple[str, ...]:
    name, kind, *labels = _row(concept)
    formula = f"`{concept.formula}`" if concept.formula else ""
    return (
        f"`{name}`",
        kind,
        *labels,
        " ".join(concept.us_gaap),
        " ".join(concept.ifrs),
        formula,
        " ".join(concept.aliases),
    )
