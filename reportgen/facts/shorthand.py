"""A fact on one line: `35.6 bn USD; release ¶3, ¶6; $35.6 billion`, or `= revenue - cost`.

Behind the value stands where the source prints it, and, unless it is the value as it is written, in which characters.
Several places separated by commas are as many statements. It is read into the keys of which it is short; every part
keeps its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from reportgen.facts.locator import read_place, split_places
from reportgen.facts.text import Text

EXPECTED_STATEMENT: Final = "VALUE; SOURCE ¶PLACE; PRINTED, as in 35.6 bn USD; release ¶3; $35.6 billion"


@dataclass(frozen=True)
class Shorthand:
    """Marks a model in a JSON Schema as one that a text may stand for, or a list of texts where `listed`."""

    listed: bool = False

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        lines = [{"type": "array", "items": {"type": "string"}}] if self.listed else []
        return {"anyOf": [handler(schema), {"type": "string"}, *lines]}


def written_out(entry: object) -> object:
    """A fact with its keys, of one on a line and of statements on a line each. Raises PydanticCustomError."""
    if isinstance(entry, Text) and entry.lstrip().startswith("="):
        return {"formula": _part(entry, entry.index("=") + 1, len(entry))}
    if isinstance(entry, Text | list):
        return {"stated": _statements(entry)}
    if (
        isinstance(entry, Mapping)
        and isinstance(told := entry.get("stated"), Text | list)
        and told != "open"  # to be filled in
    ):
        return {**entry, "stated": _statements(told)}
    return entry


def _statements(told: Text | list[Any]) -> list[Any]:
    lines = told if isinstance(told, list) else [told]
    found: list[Any] = []
    for line in lines:
        found += _statement(line) if isinstance(line, Text) else [line]
    return found


def _statement(line: Text) -> Iterator[dict[str, Text]]:
    ends = [match.start() for match in re.finditer(";", line)][:2]
    if len(ends) not in (1, 2):
        message = f"a statement on a line is {EXPECTED_STATEMENT}; a formula begins with ="
        raise PydanticCustomError("shorthand", message)
    value = _part(line, 0, ends[0])
    behind = ends[1] if len(ends) > 1 else len(line)
    printed = _part(line, behind + 1, len(line)) if len(ends) > 1 else value
    yield from (
        {"value": value, "source": place, "printed": printed} for place in _places(line, ends[0] + 1, behind)
    )


def _places(line: Text, start: int, end: int) -> Iterator[Text]:
    """Each place, behind the source that was named last."""
    source = ""
    for begins, ends in split_places(line[start:end]):
        part = _part(line, start + begins, start + ends)
        name, _, rest = part.partition(" ")
        if read_place(part) is None and read_place(rest.strip()) is not None:
            source = name
        elif source:
            part = _at(line, f"{source} {part}", start + begins)
        yield part  # what is no place is said by whoever reads sources


def _part(line: Text, start: int, end: int) -> Text:
    text = line[start:end]
    return _at(line, text.strip(), start + len(text) - len(text.lstrip()))


def _at(line: Text, text: str, offset: int) -> Text:
    place = line.inside(offset)
    return Text.at(text, line.source, place.line, place.column)
