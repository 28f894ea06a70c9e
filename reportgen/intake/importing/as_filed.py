"""Where a filing contradicts itself: its figures stay as it has them, with that as the reason, and what was computed of
them goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.facts.base import FactBase
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.intake.importing.facts_file import IMPORTED_FROM, IMPORTED_TO
from reportgen.intake.importing.imported_entries import WrittenEntry, plain_entry, written_entries


def as_filed(
    text: str, base: FactBase, doubted: Mapping[Coordinates, Sequence[str]], tags: Sequence[str]
) -> str:
    """The text of a facts.yaml, which `base` was read of: what an import wrote there accepts the codes by which it is
    `doubted`, and no others; what it only computed is taken out. What a person wrote or changed stays."""
    lines = text.split("\n")
    bare = [line.removesuffix("\r") for line in lines]
    if IMPORTED_FROM not in bare or IMPORTED_TO not in bare:
        return text
    begin, end = bare.index(IMPORTED_FROM) + 1, bare.index(IMPORTED_TO)
    entries, tail = written_entries(bare[begin:end])
    changed = [_changed(entry, base, doubted, tags) for entry in entries]
    if all(new == entry.all_lines for new, entry in zip(changed, entries, strict=True)):
        return text
    body: list[str] = []
    kept = [(_concept(entry), new) for entry, new in zip(entries, changed, strict=True) if new]
    for _, same in groupby(kept, key=lambda one: one[0]):
        body += [""] * bool(body) + [line for _, new in same for line in new]
    ending = "\r" if lines[0].endswith("\r") else ""
    return "\n".join([*lines[:begin], *(line + ending for line in (*body, *tail)), *lines[end:]])


def _concept(entry: WrittenEntry) -> str:
    return entry.key.partition("@")[0]


def _changed(
    entry: WrittenEntry, base: FactBase, doubted: Mapping[Coordinates, Sequence[str]], tags: Sequence[str]
) -> list[str]:
    plain = plain_entry(entry, tags)
    try:
        at = base.at(entry.key)
    except BadReference:
        at = None
    if plain is None or at is None:
        return entry.all_lines
    codes = tuple(sorted(set(doubted.get(at, ()))))
    if codes == plain.accepted:
        return entry.all_lines
    if not plain.told:
        return []
    return [*entry.remarks, *replace(plain, accepted=codes).lines(entry.key, tags)]
