"""Figures that wait for a person, as remarks in facts.yaml: taking `#? ` away from a line makes it a fact.

They stand behind what was imported, between marks of their own, one line each. What has a fact already, or a line above
with another value, begins with `#= `: taking every `#? ` away leaves a file that can be read. A line that is there is
left as it is, whatever a person has made of its concept; what has become a fact is no longer proposed. What two sources
tell alike is one line, with a statement of each, where it was proposed first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, takewhile
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
_INSTEAD: Final = "put this in the place of the one that is there, whose statements it repeats"
_WAITS: Final = "waits above with another value: confirm one of them, or correct the concept"


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
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    begin, end = _block(lines, source)
    before = lines[begin:end]
    wanted = {
        _identity(one.line, source): one for one in _offers(_grouped(proposed), source, owner, set(stated))
    }
    kept = [line for line in before if not _is_line(line) or _identity(line, source) in wanted]
    outside = [at for at, line in enumerate(lines) if _is_line(line) and not begin <= at < end]
    there = {_identity(line, source) for line in (*kept, *(lines[at] for at in outside)) if _is_line(line)}
    waiting = {_key_of(lines[at]): at for at in reversed(outside) if lines[at].startswith(WAITING)}
    new = [one for identity, one in wanted.items() if identity not in there]
    body = kept
    for one in new:
        one = _with_standing(one, lines) if one.remark else one  # noqa: PLW2901
        at = waiting.get(one.key)
        joined = _joined(lines[at], one) if at is not None and not one.remark else ""
        if at is not None and joined:
            lines[at] = joined
        else:
            body.append(replace(one, remark=one.remark or _WAITS * (at is not None)).line)
    marks = _marks(lines, begin, end)
    inside = [_FROM.format(source), *body, _TO.format(source)] if body else []
    lines[begin - marks : end + marks] = inside
    whole = line_end.join([*lines, ""])
    return ToConfirm(waiting_once(whole, stated), len(wanted), len(new))


def waiting_once(text: str, stated: Collection[str]) -> str:
    """The text of facts.yaml, where of the lines that wait none has the key of a fact (as `stated` has them) or of a
    line above it: each can be confirmed. A text without such lines stays to the letter."""
    named, found = set(stated), []
    for line in text.split("\n"):
        key = _key_of(line) if line.startswith(WAITING) else ""
        if key in named:
            remark = _SAME if key in stated else _WAITS
            told = line[len(WAITING) :].rstrip()
            line = f"{BESIDE}{told}; {remark}" + "\r" * line.endswith("\r")  # noqa: PLW2901
        elif key and UNKNOWN not in key:
            named.add(key)
        found.append(line)
    return "\n".join(found)


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


@dataclass(frozen=True)
class _Offer:
    """What is said of one thing with one value, as a line; the `remark` says why it can be no line of its own."""

    key: str
    statements: tuple[str, ...]
    words: str
    remark: str = ""

    @property
    def line(self) -> str:
        """As facts.yaml has it."""
        words = "; ".join([self.words, *[self.remark] * bool(self.remark)])
        return f"{BESIDE if self.remark else WAITING}{self.key}: {_listed(self.statements)}  # {words}"


def _offers(
    groups: Iterable[Sequence[Proposed]], source: str, owner: str, named: set[str]
) -> Iterator[_Offer]:
    for told in groups:
        first = told[0]
        key = first.key if "/" in first.key.partition("(")[0] else f"{owner}{first.key}"
        others = list(dict.fromkeys(name for one in told for name in one.others))
        words = "; ".join([first.words, *[f"or: {', '.join(others[:2])}"] * bool(others)])
        yield _Offer(key, tuple(_statements(told, source)), words, _SAME * (key in named))
        if UNKNOWN not in first.key:
            named.add(key)


def _joined(line: str, offer: _Offer) -> str:
    """A line of another source with the statements of this one behind its own; "" where their values differ."""
    there = _told_in(line)
    first = offer.statements[0].partition(";")[0]
    if not there or not _agree(there[0].partition(";")[0], first):
        return ""
    statements = dict.fromkeys([*there, *offer.statements])
    return f"{WAITING}{_key_of(line)}: {_listed(tuple(statements))}  # {line.partition('  # ')[2]}"


def _grouped(proposed: Iterable[Proposed]) -> list[list[Proposed]]:
    """What is said of one thing with one value is one line, where it is said first: facts.yaml has each fact once."""
    found: list[list[Proposed]] = []
    by_key: dict[str, list[list[Proposed]]] = {}
    for one in proposed:
        same = [] if UNKNOWN in one.key else by_key.setdefault(one.key, [])
        fitting = next((group for group in same if _agree(group[0].value, one.value)), None)
        if fitting is not None:
            fitting.append(one)
            continue
        found.append([one])
        if len(same) < _MOST_VALUES:
            same.append(found[-1])
    return found


def _agree(one: str, other: str) -> bool:
    """Whether two values can be one."""
    if one == other:
        return True
    try:
        first, second = (parse_quantity(each, _units(each)) for each in (one, other))
    except QuantityError:
        return False
    if first.unit != second.unit or bool(first.ends) != bool(second.ends):
        return False
    near = abs(first.point - second.point) <= abs(first.point) * _NEAR
    return near and first.interval.meets(second.interval)


def _units(value: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", value))


def _statements(told: Sequence[Proposed], source: str) -> Iterator[str]:
    """What a fact is stated with: a text for each way in which places print it."""
    for value, printed in dict.fromkeys((one.value, one.printed) for one in told):
        places = [one.place for one in told if (one.value, one.printed) == (value, printed)]
        counted = [place for place, _ in groupby(places)]
        yield f"{value or UNKNOWN}; {source} {', '.join(counted)}; {printed}"


def _listed(statements: Sequence[str]) -> str:
    if len(statements) == 1:
        return yaml_text(statements[0])
    return f"[{', '.join(json.dumps(one, ensure_ascii=False) for one in statements)}]"


# ---- lines that are there -------------------------------------------------------------------------------------------


def _is_line(line: str) -> bool:
    return line.startswith((WAITING, BESIDE))


def _key_of(line: str) -> str:
    return line[len(WAITING) :].partition(": ")[0].strip()


def _told_in(line: str) -> list[str]:
    """The statements of a line, as texts; none where a person has written them otherwise."""
    return _read(line[len(WAITING) :].partition("  # ")[0].partition(": ")[2])


def _standing(lines: Sequence[str], key: str) -> list[str]:
    """The statements of a fact as texts; none where it has more than these, or has them otherwise."""
    at = next((at for at, line in enumerate(lines) if line.startswith(f"  {key}:")), len(lines))
    found = "".join(lines[at : at + 1]).removeprefix(f"  {key}:").partition("  # ")[0]
    below = list(takewhile(lambda line: line.startswith("   "), lines[at + 1 :]))
    told = _read(found) if not below else []
    if not found.strip() and below[:1] == ["    stated:"]:
        read = [_read(line.strip().removeprefix("- ")) for line in below[1:]]
        told = [one for each in read for one in each] if all(read) else []
    return told if all(";" in one for one in told) else []


def _with_standing(offer: _Offer, lines: Sequence[str]) -> _Offer:
    """An offer that says what a fact says, with the statements of that before its own: it can take its place."""
    there = _standing(lines, offer.key)
    if not there or not _agree(there[0].partition(";")[0], offer.statements[0].partition(";")[0]):
        return offer
    return replace(offer, statements=tuple(dict.fromkeys([*there, *offer.statements])), remark=_INSTEAD)


def _read(told: str) -> list[str]:
    told = told.strip()
    if not told.startswith(("[", '"')):
        return [told] if told[:1] not in ("", "{", "'") else []
    try:
        read = json.loads(told)
    except ValueError:
        return []
    texts = read if isinstance(read, list) else [read]
    return texts if all(isinstance(one, str) for one in texts) else []


def _identity(line: str, source: str) -> tuple[str, ...]:
    """What a line is about for a source, whatever a person made of its concept and value: its places and characters."""
    behind = [one.partition(";")[2].strip() for one in _told_in(line)]
    return tuple(one for one in behind if one.startswith(f"{source} "))
