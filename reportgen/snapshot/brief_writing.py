"""The brief.yaml of a snapshot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reportgen.facts.base import Translations
from reportgen.snapshot.holdings import Holdings
from reportgen.snapshot.sentences import Called, Sentence, say

if TYPE_CHECKING:
    from reportgen.snapshot.snapshot_edition import Snapshot


def brief_text(held: Holdings, planned: Snapshot, day: date, languages: Sequence[str]) -> str:
    """The text of brief.yaml."""
    writer = _Writer(languages)
    filings = {"source": say("source.filings", company=held.company)} if held.many_sources else {}
    lines = [
        "# Made from what was filed. All of it may be edited; --update leaves alone what was edited.",
        f"date: {day}",
        f"languages: [{', '.join(languages)}]",
        f"kicker: {writer.words(say('kicker'))}",
        f"title: {writer.words(say('title', company=held.company))}",
        *([f"terms: {writer.value(terms)}"] if (terms := _terms(held.base.concepts.segments)) else []),
        "# From which size of change on the words are others: edged up, rose, jumped.",
        "degrees: {slight: 2%, strong: 20%, slight-points: 0.5 points, strong-points: 3 points}",
        "key-figures:",
        "  rows:",
        *(_key_figure(held, one) for one in planned.key_figures),
        f"front: [{', '.join(one.name for one in planned.front)}]",
        *(["exhibits:"] if [*planned.exhibits] else []),
    ]
    for one in planned.exhibits:
        lines.append(f"  {one.name}:")
        keys = {"title": one.title, "subtitle": one.subtitle, **filings, **one.body}
        lines += writer.mapping(keys, "    ")
    lines.append(f"disclaimer: {writer.words(say('disclaimer'))}")
    return "\n".join(lines) + "\n"


def _key_figure(held: Holdings, fact: str) -> str:
    """A row of the panel, without a growth that says too little."""
    coarse = held.is_coarse(fact, held.earlier(fact))
    year = ', year: "-"' if coarse else ""
    return f"    - {{fact: {fact}{year}}}"


def _terms(segments: Mapping[str, Translations]) -> list[str]:
    """Names of segments that have a numeral."""
    names = {name for names in segments.values() for name in names.values()}
    return sorted(name for name in names if re.search(r"\d", name))


class _Writer:
    """Writes values as YAML; words in each of some languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages

    def words(self, said: Sentence | Called) -> str:
        """A text in each language."""
        texts = (f"{tag}: {json.dumps(said.told(tag), ensure_ascii=False)}" for tag in self.languages)
        return "{" + ", ".join(texts) + "}"

    def mapping(self, keys: Mapping[str, object], indent: str) -> Iterator[str]:
        """A mapping as lines."""
        for key, value in keys.items():
            if isinstance(value, Mapping):
                yield f"{indent}{key}:"
                yield from self.mapping(value, indent + "  ")
            elif isinstance(value, list) and key in ("rows", "columns", "marks", "series"):
                yield f"{indent}{key}:"
                yield from (f"{indent}  - {self.value(item)}" for item in value)
            else:
                yield f"{indent}{key}: {self.value(value)}"

    def value(self, value: object) -> str:
        """A value on one line."""
        match value:
            case Sentence() | Called():
                return self.words(value)
            case Mapping():
                return "{" + ", ".join(f"{key}: {self.value(item)}" for key, item in value.items()) + "}"
            case list():
                return "[" + ", ".join(map(self.value, value)) + "]"
            case bool():
                return "true" if value else "false"
        text = str(value)
        return json.dumps(text, ensure_ascii=False) if re.search(r"[^\w./@~ ()+*-]|^-", text) else text
