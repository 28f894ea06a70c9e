"""Where the files of an edition name a period, as text: behind @ in references, and in what texts call with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.facts.text import Text, Tree, read_yaml
from reportgen.rolling.stepping import PERIOD_TOKEN, RollStep

_BEHIND_AT: Final = re.compile(rf"(?<=[A-Za-z0-9_)])@({PERIOD_TOKEN})(?!\.?[0-9A-Za-z])")
_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED: Final = re.compile(rf"""(?<=["'])({PERIOD_TOKEN})(?=\\?["'])""")  # \" within a quoted text of YAML
_COLUMN: Final = re.compile(rf"({PERIOD_TOKEN})(?:~[a-z]+)?")
_NAME: Final = re.compile(r"(?:([a-z][a-z0-9_]*)/)?([a-z][a-z0-9_.]*)\Z")
_OF_ENTITY: Final = re.compile(r"([a-z][a-z0-9_]*)/\Z")
_SCENARIO: Final = re.compile(r"~([a-z]+)")
_FURTHEST: Final = 400  # characters of a formula before a token: no formula is longer


@dataclass(frozen=True)
class PeriodToken:
    """A period as a file writes it: from where to where in its text, whose it is, "" for the edition's, of which
    concept, "" for a formula or none, and the scenario behind it, "" where none is said."""

    start: int
    end: int
    text: str
    entity: str = ""
    concept: str = ""
    scenario: str = ""


def reference_tokens(text: str) -> Iterator[PeriodToken]:
    """The periods behind @ in any text."""
    for match in _BEHIND_AT.finditer(text):
        at = match.start()
        named = _NAME.search(text, max(0, at - _FURTHEST), at)
        concept = named[2] if named else ""
        scenario = _SCENARIO.match(text, match.end(1))
        yield PeriodToken(
            match.start(1),
            match.end(1),
            match[1],
            _entity_before(text, at),
            concept,
            scenario[1] if scenario else "",
        )


def called_tokens(text: str) -> Iterator[PeriodToken]:
    """The periods that a text's expressions name by themselves: `period("2025Q4")`."""
    for stretch in _JINJA.finditer(text):
        for match in _QUOTED.finditer(text, stretch.start(), stretch.end()):
            yield PeriodToken(match.start(1), match.end(1), match[1])


def column_tokens(text: str) -> Iterator[PeriodToken]:
    """The periods that columns of tables in a YAML file are called by: `columns: [2025Q4, 2026~consensus]`."""
    starts = _line_starts(text)
    for scalar in column_texts(text.encode(), ""):
        if found := _COLUMN.fullmatch(scalar):
            place = scalar.inside(0)
            start = starts[place.line - 1] + place.column - 1
            yield PeriodToken(start, start + len(found[1]), found[1])


def column_texts(data: bytes, file: str) -> Iterator[Text]:
    """What columns of tables in a YAML file are called by."""
    yield from _columns(read_yaml(data, file)[0], "")


def lone_token(text: str) -> str:
    """The period that a text is, as a column or a call names one, maybe with its scenario; "" for anything else."""
    found = _COLUMN.fullmatch(text)
    return found[1] if found else ""


def _columns(tree: Tree, key: str) -> Iterator[Text]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from _columns(value, str(name))
    elif isinstance(tree, list):
        for value in tree:
            yield from _columns(value, key)
    elif isinstance(tree, Text) and key in ("columns", "shows"):
        yield tree


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def shifted_text(text: str, step: RollStep, *, columns: bool = False) -> tuple[str, int]:
    """A file with every period token a step on, and how many moved."""
    found = {token.start: token for token in (*reference_tokens(text), *called_tokens(text))}
    if columns:
        found |= {token.start: token for token in column_tokens(text)}
    parts, reached, moved = list[str](), 0, 0
    for start in sorted(found):
        token = found[start]
        after = step.token(token.text, token.entity, token.concept)
        parts += [text[reached:start], after]
        reached = token.end
        moved += after != token.text
    return "".join([*parts, text[reached:]]), moved


def shifted_reference(text: str, step: RollStep) -> str:
    """A reference, a formula or a name made of one, a step on."""
    return shifted_text(text, step)[0]


def _entity_before(text: str, at: int) -> str:
    """Whose the reference is that ends at `at`: its own entity's, or that of the formula around it."""
    begin = max(0, at - _FURTHEST)
    if text[at - 1] == ")":
        at = _opening(text, at - 1, begin)
        if at < 0:
            return ""
    return _entity_of_call(text, at, begin)


def _entity_of_call(text: str, at: int, begin: int) -> str:
    head = text[begin:at]
    own = _NAME.search(head) or _OF_ENTITY.search(head)
    if own and own[1]:
        return own[1]
    around = _around(text, at - (len(own[0]) if own else 0), begin)
    return _entity_of_call(text, around, begin) if around >= 0 else ""


def _opening(text: str, at: int, begin: int) -> int:
    """The bracket that the one at `at` closes."""
    depth = 0
    for place in range(at, begin - 1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1


def _around(text: str, at: int, begin: int) -> int:
    """The bracket that is open at `at`, within one expression."""
    depth = 0
    for place in range(at - 1, begin - 1, -1):
        character = text[place]
        if character in "\"'{}\n":
            return -1
        if character == "(" and not depth:
            return place
        depth += {")": 1, "(": -1}.get(character, 0)
    return -1
