"""Figures that wait for a person, as remarks in facts.yaml: taking `#? ` away from a line makes it a fact.

They stand behind what was imported, between marks of their own, one line each. What has a fact already, or a line above
with another value, begins with `#= `: taking every `#? ` away leaves a file that can be read. A line that is there is
left as it is, whatever a person has made of its concept; what has become a fact is no longer proposed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from reportgen.facts.quantity import QuantityError, parse_quantity
from reportgen.intake.importing.facts_file import IMPORTED_TO, yaml_text
from reportgen.intake.importing.from_text import UNKNOWN, Proposed

WAITING: Final = "  #? "
BESIDE: Final = (
    "  #= "  # what facts.yaml has already in other words, or from another source: no line of its own
)
_FROM: Final = (
    "  # ---- to confirm, from {}: where a line is right, take its #? away; where not, correct it first"
)
_TO: Final = "  # ---- end of what is to confirm from {}"
_ANY_TO: Final = _TO.format("")
_MOST_VALUES: Final = 16  # of one name, with which others are compared
_NEAR: Final = Fraction(1, 100)  # how far apart what is told of one thing may be
_SAME: Final = "is there already: add this to its stated:, or correct the concept"


@dataclass(frozen=True)
class ToConfirm:
    """The text of facts.yaml with what waits to be confirmed: how many lines of one source, and how many are new."""

    text: str
    lines: int
    new: int


def with_waiting(
    text: str, source: str, proposed: Sequence[Proposed], owner: str, stated: Collection[str]
) -> ToConfirm:
    """The text of facts.yaml with the figures of a source that wait. Keys are of `owner` (`NAME/`, "" for the edition's
    company); those that are `stated` have a fact already."""
    lines = text.splitlines()
    begin, end = _block(lines, source)
    before = lines[begin:end]
    wanted = {_identity(line): line for line in _lines(proposed, source, owner, stated)}
    kept = [line for line in before if not line.startswith((WAITING, BESIDE)) or _identity(line) in wanted]
    there = {_identity(line) for line in kept if line.startswith((WAITING, BESIDE))}
    new = [line for identity, line in wanted.items() if identity not in there]
    body = [*kept, *new]
    marks = _marks(lines, begin, end)
    inside = [_FROM.format(source), *body, _TO.format(source)] if wanted else body
    lines[begin - marks : end + marks] = inside
    return ToConfirm("\n".join(lines) + "\n", len(wanted), len(new))


def _marks(lines: Sequence[str], begin: int, end: int) -> int:
    return int(
        end < len(lines) and lines[end].startswith(_ANY_TO) and lines[begin - 1].startswith("  # ----")
    )


def _block(lines: Sequence[str], source: str) -> tuple[int, int]:
    """From where to where the lines of a source stand between their marks; an empty stretch where there are none."""
    begins = _FROM.format(source).partition(", where")[0].partition(": where")[0]
    first = next((at for at, line in enumerate(lines) if line.startswith(f"{begins}:")), None)
    if first is not None and _TO.format(source) in lines[first:]:
        return first + 1, first + lines[first:].index(_TO.format(source))
    others = [at for at, line in enumerate(lines) if line == IMPORTED_TO or line.startswith(_ANY_TO)]
    behind = others[-1] + 1 if others else _behind_facts(lines)
    return behind, behind


def _behind_facts(lines: Sequence[str]) -> int:
    """The line behind the facts, where nothing was imported yet."""
    head = next(at for at, line in enumerate(lines) if line.startswith("facts:"))
    further = enumerate(lines[head + 1 :], head + 1)
    end = next((at for at, line in further if line.strip() and not line.startswith((" ", "#"))), len(lines))
    return next(at + 1 for at in range(end - 1, -1, -1) if lines[at].strip())


# ---- lines ----------------------------------------------------------------------------------------------------------


def _lines(proposed: Iterable[Proposed], source: str, owner: str, stated: Collection[str]) -> Iterator[str]:
    named = set(stated)
    for told in _grouped(proposed):
        first = told[0]
        key = first.key if "/" in first.key.partition("(")[0] else f"{owner}{first.key}"
        others = list(dict.fromkeys(name for one in told for name in one.others))
        remarks = [f"or: {', '.join(others[:2])}"] * bool(others) + [_SAME] * (key in named)
        words = "; ".join([first.words, *remarks])
        yield f"{BESIDE if key in named else WAITING}{key}: {_statements(told, source)}  # {words}"
        if not first.key.startswith(UNKNOWN):
            named.add(key)


def _grouped(proposed: Iterable[Proposed]) -> list[list[Proposed]]:
    """What is said of one thing with one value is one line, where it is said first: facts.yaml has each fact once."""
    found: list[list[Proposed]] = []
    by_key: dict[str, list[list[Proposed]]] = {}
    for one in proposed:
        same = [] if one.key.startswith(UNKNOWN) else by_key.setdefault(one.key, [])
        fitting = next((group for group in same if _agree(group[0], one)), None)
        if fitting is not None:
            fitting.append(one)
            continue
        found.append([one])
        if len(same) < _MOST_VALUES:
            same.append(found[-1])
    return found


def _agree(one: Proposed, other: Proposed) -> bool:
    if one.value == other.value:
        return True
    try:
        first, second = (parse_quantity(each.value, _units(each.value)) for each in (one, other))
    except QuantityError:
        return False
    if first.unit != second.unit or bool(first.ends) != bool(second.ends):
        return False
    near = abs(first.point - second.point) <= abs(first.point) * _NEAR
    return near and first.interval.meets(second.interval)


def _units(value: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", value))


def _statements(told: Sequence[Proposed], source: str) -> str:
    """What a fact is stated with: a text, or a list where places print it otherwise."""
    by_print = {(one.value, one.printed): "" for one in told}
    texts = []
    for value, printed in by_print:
        places = [one.place for one in told if (one.value, one.printed) == (value, printed)]
        counted = [place for place, _ in groupby(places)]
        texts.append(f"{value or UNKNOWN}; {source} {', '.join(counted)}; {printed}")
    if len(texts) == 1:
        return yaml_text(texts[0])
    return f"[{', '.join(json.dumps(one, ensure_ascii=False) for one in texts)}]"


def _identity(line: str) -> str:
    """What a line is about, whatever a person made of its concept and value: places and characters."""
    told = line[len(WAITING) :].partition("  # ")[0]
    return told[told.find(";") :].strip().strip("\"'")
