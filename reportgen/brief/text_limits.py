"""How much a text may hold, and how much its Jinja may do: far more than any brief needs, and little enough that who
writes without end hears of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from jinja2 import TemplateRuntimeError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from reportgen.codes.rg1_files import RG105
from reportgen.errors import Finding, Locus

MOST_TEXT: Final = 400_000  # characters of a text: a book of 150 pages
LONGEST_PARAGRAPH: Final = 50_000  # characters without a blank line between them
MOST_MADE: Final = 1_000_000  # characters that an expression, or a whole text, makes; entries of a list
MOST_STEPS: Final = 50_000  # expressions and tags that rendering goes through
MOST_BRACKETS: Final = 16  # in one another, in an expression
MOST_OPERATORS: Final = 100  # in an expression: each is a level in what is made of it
MOST_TAGS: Final = 16  # in one another
_HUGE: Final = 1 << 64  # bits of a number that nobody prints are cut off well before
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_OPENS, _CLOSES = frozenset("([{"), frozenset(")]}")
_WORDS: Final = frozenset(("not", "and", "or", "if", "is", "in"))
_BEGINS: Final = frozenset(
    ("if", "for", "macro", "call", "filter", "with", "block", "autoescape", "claim", "opinion", "note")
)
_Token = tuple[int, str, str]


def too_long(text: str, file: str) -> Finding | None:
    """RG105 of a text that is too long, or at its first paragraph that is."""
    if len(text) > MOST_TEXT:
        said = f"the text has more than {MOST_TEXT:,} characters"
        return RG105.finding(said, Locus(file, 1, 1), "shorten it, or split it into several editions")
    if (start := long_paragraph(text)) is None:
        return None
    said = f"more than {LONGEST_PARAGRAPH:,} characters stand here without a blank line between them"
    place = Locus(file, text.count("\n", 0, start) + 1, 1)
    return RG105.finding(said, place, "put blank lines between paragraphs, or shorten this one")


def long_paragraph(text: str) -> int | None:
    """Where the first paragraph begins that is too long."""
    start = 0
    for end in (*(found.start() for found in _BLANK.finditer(text)), len(text)):
        if end - start > LONGEST_PARAGRAPH:
            return start + len(text[start:end]) - len(text[start:end].lstrip())
        start = end
    return None


class BoundedSandbox(SandboxedEnvironment):
    """A sandbox in which no operator makes a text, a list or a number that fills the memory."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Carry an operator out. Raises TemplateRuntimeError where too much would come of it."""
        size = _size(operator, left, right)
        if size > MOST_MADE:
            raise TemplateRuntimeError(
                f"this needs too much memory: {operator} makes more than {MOST_MADE:,} characters, entries or digits"
            )
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> int:
    """How much comes of an operator, at most: characters, entries or bits."""
    longs = [len(one) for one in (left, right) if isinstance(one, str | list | tuple | bytes)]
    numbers = [abs(one) for one in (left, right) if isinstance(one, int)]
    if operator == "*":
        if longs and numbers:
            return longs[0] * numbers[0]
        return sum(number.bit_length() for number in numbers)
    if operator == "**" and len(numbers) == 2:
        return numbers[0].bit_length() * min(numbers[1], _HUGE)
    if operator == "%" and isinstance(left, str):
        return max((int(found[:20]) for found in re.findall(r"\d+", left)), default=0) + sum(longs)
    return sum(longs)


def shallow(raw: Iterable[_Token], name: str | None) -> Iterator[_Token]:
    """The lexer's tokens. Raises TemplateSyntaxError where brackets, operators or blocks go deeper than they may."""
    brackets = operators = tags = 0
    first = False
    for line, kind, value in raw:
        if kind in ("variable_begin", "block_begin"):
            brackets = operators = 0
            first = kind == "block_begin"
        elif kind == "operator":
            brackets += (value in _OPENS) - (value in _CLOSES)
            operators += value not in _CLOSES and value not in ",:"
        elif kind == "name":
            if first:
                tags += (value in _BEGINS) - (
                    value.removeprefix("end") in _BEGINS and value.startswith("end")
                )
            elif value in _WORDS:
                operators += 1
        first = first and kind in ("block_begin", "whitespace")
        if brackets > MOST_BRACKETS:
            raise TemplateSyntaxError(f"brackets are nested deeper than {MOST_BRACKETS}", line, name)
        if operators > MOST_OPERATORS:
            raise TemplateSyntaxError(f"an expression has more than {MOST_OPERATORS} operators", line, name)
        if tags > MOST_TAGS:
            raise TemplateSyntaxError(f"blocks are nested deeper than {MOST_TAGS}", line, name)
        yield line, kind, value
