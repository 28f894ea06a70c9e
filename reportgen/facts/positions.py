"""Where each character of a scalar stands in its file, in whichever style of YAML it is written.

The value and its source are walked in step. White space is skipped on both sides, which folding, indentation and
chomping change; what is doubled or escaped in the source counts as the character that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

ScalarPosition = tuple[int, int]  # line and column, both from 1
_Character = tuple[
    str, ScalarPosition
]  # as it is in the value, and where it begins in the source; "" at the end

_HEADER: Final = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(#.*)?")
_SINGLE: Final = re.compile(r"''|[^']")
_HEX: Final = "[0-9a-fA-F]"
_DOUBLE: Final = re.compile(rf"\\x{_HEX}{{2}}|\\u{_HEX}{{4}}|\\U00(?:10|0{_HEX}){_HEX}{{4}}|\\.|\\$|[^\"\\]")
# YAML 1.2.2, section 5.7; every other escaped character stands for itself.
_ESCAPES: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
    "_": "\xa0", "L": "\u2028", "P": "\u2029", "": "\n",
}  # fmt: skip


def places(value: str, lines: Sequence[str], line: int, column: int) -> list[ScalarPosition] | None:
    """The place of each character of `value`, and that of its end, for a scalar that begins at `line` and `column`.

    A doubled or escaped character is at the first of those it is written with. White space that was folded is where
    the line breaks. None where the value is not what stands there.
    """
    written = lines[line - 1][column - 1 :] if 0 < line <= len(lines) else ""
    styled: Iterator[_Character] | None = None
    if written[:1] == "'":
        styled = _quoted(lines, line, column, _SINGLE)
    elif written[:1] == '"':
        styled = _quoted(lines, line, column, _DOUBLE)
    elif _HEADER.fullmatch(written):
        styled = _verbatim(lines, line + 1, 1)
    # A text that is no scalar of YAML may begin with a quotation mark, too: then it is there as it is.
    found = _in_step(value, styled) if styled else None
    return found or _exactly(value, lines, line, column) or _in_step(value, _verbatim(lines, line, column))


def _exactly(value: str, lines: Sequence[str], line: int, column: int) -> list[ScalarPosition] | None:
    """The places of a text that stands there to the character, as prose does."""
    found: list[ScalarPosition] = []
    rows = value.split("\n")
    for number, row in enumerate(rows, line):
        first = column if number == line else 1
        written = lines[number - 1][first - 1 :] if number <= len(lines) else ""
        if written[: len(row)] != row or (len(written) > len(row) and number < line + len(rows) - 1):
            return None
        found += [(number, place) for place in range(first, first + len(row) + 1)]
    return found


def _in_step(value: str, source: Iterator[_Character]) -> list[ScalarPosition] | None:
    found: list[ScalarPosition] = []
    ahead, place = next(source)
    for character in value:
        if not character.isspace():
            while ahead.isspace():
                ahead, place = next(source)
            if ahead != character:
                return None
        found.append(place)
        if ahead.isspace() or not character.isspace():
            ahead, place = next(source)
    return [*found, place]


def _verbatim(lines: Sequence[str], line: int, column: int) -> Iterator[_Character]:
    number = line
    for number in range(line, len(lines) + 1):
        written = lines[number - 1]
        for index in range(column - 1 if number == line else 0, len(written)):
            yield written[index], (number, index + 1)
        yield "\n", (number, len(written) + 1)
    yield "", (number, len(lines[number - 1]) + 1 if number <= len(lines) else 1)


def _quoted(lines: Sequence[str], line: int, column: int, one: re.Pattern[str]) -> Iterator[_Character]:
    """What stands behind the opening quotation mark, up to the closing one."""
    for number in range(line, len(lines) + 1):
        written, at = lines[number - 1], column if number == line else 0
        while match := one.match(written, at):
            yield _meant(match[0]), (number, at + 1)
            at = match.end()
        if at < len(written):
            yield "", (number, at + 1)
            return
        yield "\n", (number, len(written) + 1)
    yield "", (len(lines), len(lines[-1]) + 1)


def _meant(written: str) -> str:
    """The character that `''` or an escape stands for."""
    if written[0] != "\\":
        return written[0]
    if len(written) > 2:
        return chr(int(written[2:], 16))
    return _ESCAPES.get(written[1:], written[1:])
