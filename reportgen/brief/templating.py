"""Jinja in texts: the environment they are rendered in, where each expression stands, and its mistakes as findings.

While the lexer reads a text, a mark is slipped in before each stretch of words and each expression, which says where it
begins; and each call of a helper gets the place of the call as its first argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError, UndefinedError, nodes
from jinja2.ext import Extension
from jinja2.lexer import TokenStream
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from reportgen.brief.sandbox import sandbox
from reportgen.brief.tokens import mark
from reportgen.document.nodes import Place
from reportgen.errors import Finding, ReportgenError, Severity
from reportgen.facts.text import Text

BLOCKS: Final = ("claim", "opinion", "note")
HELPERS: Final = ("cite", "word", "moved", "exhibit", "exhibits")  # which are called with their place
Helpers = dict[str, Callable[..., str] | str]
_Raw = tuple[int, str, str]


class Blocks(Extension):
    """The blocks `claim`, `opinion` and `note`: each calls the helper `_claim`, `_opinion` or `_note` with its place,
    with what is quoted in its tag, None where the tag is malformed, and with its words."""

    tags = set(BLOCKS)  # noqa: RUF012  Jinja's own way of saying it

    def parse(self, parser: Parser) -> nodes.Node:
        """A call of the block's helper."""
        tag, place = next(parser.stream), next(parser.stream)
        given = []
        while parser.stream.current.type != "block_end":
            given.append(next(parser.stream))
        strings = [token.value for token in given if token.type == "string"]
        sound = len(given) == len(strings) == (tag.value == "claim")
        quoted = (strings[0] if strings else "") if sound else None
        words = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        call = nodes.Call(
            nodes.Name(f"_{tag.value}", "load"),
            [nodes.Const(place.value), nodes.Const(quoted)],
            [],
            None,
            None,
        )
        return nodes.CallBlock(call, [], [], words).set_lineno(tag.lineno)


class _Placed(SandboxedEnvironment):
    """An environment whose templates note where they are."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        raw = _placed(self.lexer.tokeniter(source, name, filename, state), source)
        return TokenStream(self.lexer.wrap(raw, name, filename), name, filename)


def _placed(raw: Iterable[_Raw], source: str) -> Iterator[_Raw]:
    """The lexer's tokens, with marks and places among them."""
    position, last, called = 0, "", 0
    for line, kind, value in raw:
        position = source.find(value, position)
        if kind == "data":
            value_marked = mark(position, written=True) + value
            yield line, kind, value_marked
        else:
            if kind == "variable_begin":
                yield line, "data", mark(position, written=False)
            yield line, kind, value
        if kind == "name" and (
            value in BLOCKS if last == "block_begin" else value in HELPERS and last not in ".|"
        ):
            called = position
            if last == "block_begin":
                yield line, "integer", str(position)
        elif kind == "operator" and value == "(" and last in HELPERS:
            yield from ((line, "integer", str(called)), (line, "operator", ","))
        if kind != "whitespace":
            last = kind if kind == "block_begin" else value
        position += len(value)


@cache
def environment() -> Environment:
    """Jinja for texts and titles."""
    return sandbox(autoescape=False, extensions=(Blocks,), kind=_Placed)


def render(text: Text, helpers: Helpers) -> str | Finding:
    """A text with its Jinja carried out, or what is wrong with it: RG502 it is no template, RG503 it fails on
    rendering."""
    try:
        return environment().from_string(text).render(helpers)
    except TemplateSyntaxError as error:
        return _syntax(text, error)
    except ReportgenError:
        raise
    except UndefinedError as error:
        return _undefined(text, error, [name for name in helpers if not name.startswith("_")])
    except Exception as error:  # whatever an author's expression can raise: 1/0, a bad argument
        place = Place(text, _offset(text, _line_of(error)))
        return Finding("RG503", Severity.ERROR, f"this fails: {error}", place.locus)


def _undefined(text: Text, error: UndefinedError, known: list[str]) -> Finding:
    at = _offset(text, _line_of(error))
    found = re.match(r"'(\w+)' is undefined", str(error))
    name = found[1] if found else ""
    if not name:
        return Finding("RG503", Severity.ERROR, f"this fails: {error}", Place(text, at).locus)
    where = re.compile(rf"(?<!\w){name}(?!\w)").search(text, at)
    near = get_close_matches(name, known, 1)
    mend = (f"did you mean {near[0]!r}? " if near else "") + f"helpers: {', '.join(known)}"
    place = Place(text, where.start() if where else at)
    return Finding("RG503", Severity.ERROR, f"there is no helper {name!r}", place.locus, mend)


def _line_of(error: BaseException) -> int:
    """The line of the text on which an error arose; 1 where nothing tells."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


# ---- what is no template -------------------------------------------------------------------------------------

_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BEGIN: Final = re.compile(r"\{[{%#]")
_TAG: Final = re.compile(r"\{%-?\s*(end)?(\w+)")


def _syntax(text: Text, error: TemplateSyntaxError) -> Finding:
    """What is wrong where Jinja cannot read a text, at the place where it begins to be."""
    if (open_ := _unclosed(text)) is not None:
        bracket = text[open_ : open_ + 2]
        message, mend = f"this {bracket} is never closed", f"close it with {_ENDS[bracket]}"
        return Finding("RG502", Severity.ERROR, message, Place(text, open_).locus, mend)
    if (tag := _unended(text)) is not None:
        offset, name = tag
        message, mend = f"this {{% {name} %}} has no end", f"end it with {{% end{name} %}}"
        return Finding("RG502", Severity.ERROR, message, Place(text, offset).locus, mend)
    message = f"this is not a template: {error.message}"
    return Finding("RG502", Severity.ERROR, message, Place(text, _offset(text, error.lineno)).locus)


def _offset(text: str, line: int) -> int:
    """Where the Jinja of a line begins."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    found = _BEGIN.search(text, start)
    return found.start() if found and "\n" not in text[start : found.start()] else start


def _unclosed(text: str) -> int | None:
    position = 0
    while found := _BEGIN.search(text, position):
        end = text.find(_ENDS[found[0]], found.end())
        again = _BEGIN.search(text, found.end())
        if end < 0 or (again and again.start() < end and found[0] != "{#"):
            return found.start()
        position = end + 2
    return None


_PAIRED: Final = frozenset((*BLOCKS, "if", "for", "set", "macro", "call", "filter", "with", "raw"))


def _unended(text: str) -> tuple[int, str] | None:
    """The last block that was begun and not ended."""
    open_: list[tuple[int, str]] = []
    for found in _TAG.finditer(text):
        if found[1] and open_ and open_[-1][1] == found[2]:
            open_.pop()
        elif not found[1] and found[2] in _PAIRED and not _sets_at_once(text, found):
            open_.append((found.start(), found[2]))
    return open_[-1] if open_ else None


def _sets_at_once(text: str, found: re.Match[str]) -> bool:
    """{% set x = 1 %} has no end."""
    return found[2] == "set" and "=" in text[found.end() : text.find("%}", found.end())]


def arguments_of(helper: Callable[..., Any]) -> list[str]:
    """The names of the arguments that a helper takes."""
    from inspect import signature

    return [name for name in signature(helper).parameters if not name.startswith("_")]
