"""Jinja in texts: the environment they are rendered in, where each expression stands, and its mistakes as findings.

While the lexer reads a text, a mark is slipped in before each stretch of words, which says where it begins, and a
tag before each expression and each statement that calls `at`: it notes how far rendering has come, so that whatever
goes wrong can be pointed at, and leaves a mark as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from inspect import signature
from typing import Any, Final

from jinja2 import (
    ChainableUndefined,
    Environment,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.ext import Extension
from jinja2.lexer import TokenStream
from jinja2.meta import find_undeclared_variables
from jinja2.parser import Parser

from reportgen.brief.sandbox import sandbox
from reportgen.brief.text_limits import MOST_MADE, BoundedSandbox, shallow
from reportgen.brief.tokens import mark
from reportgen.codes.rg1_files import RG109
from reportgen.codes.rg5_texts import RG502, RG503
from reportgen.document.nodes import Place
from reportgen.errors import Finding, Rejected, ReportgenError
from reportgen.facts.text import Text
from reportgen.limiting import OutOfTime

AT: Final = "_at"
_OFFSET: Final = "offset"  # a kind of token that the lexer has not, so that no author can write the tag
BLOCKS: Final = ("claim", "opinion", "note")
Helpers = Mapping[str, object]  # functions, and words by name
_Raw = tuple[int, str, str]


class BlockTags(Extension):
    """The blocks `claim`, `opinion` and `note`: their words between what the helpers `_opens` and `_closes` print, each
    called with the block's name and what is quoted in its tag, None where the tag is malformed."""

    tags = set(BLOCKS)  # noqa: RUF012  Jinja's own way of saying it

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """The words, with a call before and a call behind them."""
        tag = next(parser.stream)
        given = []
        while parser.stream.current.type not in ("block_end", "eof"):
            given.append(next(parser.stream))
        strings = [token.value for token in given if token.type == "string"]
        sound = len(given) == len(strings) == (tag.value == "claim")
        quoted = (strings[0] if strings else "") if sound else None
        words = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        opens, closes = (
            _call(name, tag.value, quoted).set_lineno(tag.lineno) for name in ("_opens", "_closes")
        )
        return [opens, *words, closes]


class _PlaceTags(Extension):
    """The tag that calls `at`. Jinja reads a tag in a third of the time of an expression, and there is one for each
    that an author writes."""

    tags = {AT}  # noqa: RUF012  as above

    def parse(self, parser: Parser) -> nodes.Node:
        """The call with the offset in the tag."""
        tag = next(parser.stream)
        return _call(AT, int(parser.stream.expect(_OFFSET).value)).set_lineno(tag.lineno)


def _call(helper: str, *given: object) -> nodes.Node:
    values: list[nodes.Expr] = [nodes.Const(value) for value in given]
    return nodes.Output([nodes.Call(nodes.Name(helper, "load"), values, [], None, None)])


class _Placed(BoundedSandbox):
    """An environment whose templates note where they are."""

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        raw = _placed(shallow(self.lexer.tokeniter(source, name, filename, state), name), source)
        return TokenStream(self.lexer.wrap(raw, name, filename), name, filename)


def _placed(raw: Iterable[_Raw], source: str) -> Iterator[_Raw]:
    """The lexer's tokens: words behind a mark, expressions and statements behind a tag that calls `at`."""
    for position, (line, kind, value) in _positions(raw, source):
        if kind in ("variable_begin", "block_begin"):
            yield from (
                (line, "block_begin", "{%"), (line, "name", AT), (line, _OFFSET, str(position)),
                (line, "block_end", "%}"),
            )  # fmt: skip
        yield line, kind, mark(position, written=True) + value if kind == "data" and value else value


def _positions(raw: Iterable[_Raw], source: str) -> Iterator[tuple[int, _Raw]]:
    """The lexer's tokens with where they stand; it drops white space and makes \\n of \\r."""
    position = 0
    for token in raw:
        found = source.find(token[2], position)
        position = position if found < 0 else found
        yield position, token
        position += len(token[2])


@cache
def environment() -> Environment:
    """Jinja for texts and titles."""
    made = sandbox(autoescape=False, extensions=(BlockTags, _PlaceTags), kind=_Placed)
    made.finalize = _printable
    return made


def _printable(value: object) -> object:
    """What an expression comes to, if a text can print it: no helper that was not called, no None, no list."""
    if isinstance(value, bool) or not isinstance(value, Undefined | str | int | float):
        what = "a helper that is not called" if callable(value) else f"{value!r}, which is no text"
        raise TypeError(f"this prints {what}")
    return value


def render(text: Text, helpers: Helpers, at: Callable[[], int]) -> str | list[Finding]:
    """A text with its Jinja carried out, or what is wrong with it.

    RG502 it is no template, RG503 it fails on rendering. `at` is how far rendering has come.
    """
    try:
        steps = _steps(str(text))
        if all(_is_plain(step, helpers) for step in steps):
            return "".join(_carried_out(step, helpers) for step in steps)
        made = environment().from_string(text).render(helpers)
        if len(made) > MOST_MADE:
            return [
                _failure(text, MemoryError(f"it makes a text of more than {MOST_MADE:,} characters"), at())
            ]
        return made
    except OutOfTime:
        said, mend = "rendering this text did not end in time", "look for loops in loops"
        raise Rejected([RG109.finding(said, Place(text, at()).locus, mend)]) from None
    except TemplateSyntaxError as error:
        return [_syntax(text, error)]
    except ReportgenError:
        raise
    except UndefinedError as error:
        return _undefined(text, helpers, at) or [_failure(text, error, at())]
    except TemplateRuntimeError as error:
        return [_misnamed(text, str(error), at()) or _failure(text, error, at())]
    except Exception as error:  # whatever an author's expression can raise: 1/0, a bad argument
        return [_failure(text, error, at())]


# ---- texts that only call helpers ----------------------------------------------------------------------------

# Nearly every text is words and calls with what is written there. To compile a program for each took longer than all
# that it did; these are carried out as they are read, and Jinja compiles the rest.


@lru_cache(maxsize=128)  # a preview renders the same texts again and again
def _steps(text: str) -> tuple[nodes.Node, ...]:
    body = environment().parse(text).body
    return tuple(
        step for node in body for step in (node.nodes if isinstance(node, nodes.Output) else (node,))
    )


def _is_plain(step: nodes.Node, helpers: Helpers) -> bool:
    """True for words, and for the call of a helper with nothing but constants."""
    if isinstance(step, nodes.TemplateData):
        return True
    if (
        not (isinstance(step, nodes.Call) and isinstance(step.node, nodes.Name))
        or step.dyn_args
        or step.dyn_kwargs
    ):
        return False
    given = [*step.args, *(pair.value for pair in step.kwargs)]
    return callable(helpers.get(step.node.name)) and all(isinstance(value, nodes.Const) for value in given)


def _carried_out(step: Any, helpers: Helpers) -> str:
    if isinstance(step, nodes.TemplateData):
        return step.data
    helper: Any = helpers[step.node.name]
    named = {pair.key: pair.value.value for pair in step.kwargs}
    return str(_printable(helper(*(value.value for value in step.args), **named)))


def _failure(text: Text, error: Exception, at: int) -> Finding:
    said = str(error)
    if isinstance(error, MemoryError):
        large = _large(text)
        at = at if large is None else large
        said = f"it needs too much memory; {said or 'make no texts or lists of millions'}"
    elif isinstance(error, RecursionError):
        said = "it is nested too deep"
    elif said.startswith("no loader for this environment"):
        said = "include, import and extends are not available in a text, which reads no other file"
    return RG503.finding(f"this fails: {said}", Place(text, at).locus)


def _large(text: str) -> int | None:
    """Where an expression stands that is too large before it is even rendered: Jinja works out what is made of
    constants when it compiles a text, and then nothing has noted a place yet."""
    for found in _EXPRESSION.finditer(text):
        try:
            size = len(environment().compile(found[0], raw=True))
        except MemoryError:
            return found.start()
        except Exception:  # said otherwise, where it stands
            continue
        if size > MOST_MADE:
            return found.start()
    return None


# ---- names that mean nothing ---------------------------------------------------------------------------------


class _Unknown(ChainableUndefined):
    """Stands in for a name that means nothing, so that what else is wrong with a text is found as well."""

    def __call__(self, *_: object, **__: object) -> _Unknown:  # type: ignore[override]  # Jinja's own never returns
        return self


def _undefined(text: Text, helpers: Helpers, at: Callable[[], int]) -> list[Finding]:
    """RG503 wherever a name stands that means nothing, and what fails beside it."""
    unknown = find_undeclared_variables(environment().parse(text)) - helpers.keys()
    if not unknown:
        return []
    known = [name for name in helpers if not name.startswith("_")]
    found = [_no_helper(Place(text, offset), name, known) for offset, name in _named(text, unknown)]
    rest = render(text, {**helpers, **{name: _Unknown(name=name) for name in unknown}}, at)
    return found if isinstance(rest, str) else found + rest


def _named(text: str, names: Container[str]) -> Iterator[tuple[int, str]]:
    """Where names stand in the expressions of a text."""
    for position, (_, kind, value) in _positions(environment().lexer.tokeniter(text, None), text):
        if kind == "name" and value in names:
            yield position, value


def _no_helper(place: Place, name: str, known: Sequence[str]) -> Finding:
    mend = _meant(name, known) + f"helpers: {', '.join(known)}"
    return RG503.finding(f"there is no helper {name!r}", place.locus, mend)


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}? " if near else ""


# ---- what is no template -------------------------------------------------------------------------------------

_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BEGIN: Final = re.compile(r"\{[{%#]")
_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}")
_TAG: Final = re.compile(r"\{%-?\s*(end)?(\w+)")


def _syntax(text: Text, error: TemplateSyntaxError) -> Finding:
    """What is wrong where Jinja cannot read a text, at the place where it begins to be."""
    if (open_ := _unclosed(text)) is not None:
        bracket = text[open_ : open_ + 2]
        message, mend = f"this {bracket} is never closed", f"close it with {_ENDS[bracket]}"
        return RG502.finding(message, Place(text, open_).locus, mend)
    if (tag := _unended(text)) is not None:
        offset, name = tag
        message, mend = f"this {{% {name} %}} has no end", f"end it with {{% end{name} %}}"
        return RG502.finding(message, Place(text, offset).locus, mend)
    offset, said = _offset(text, error.lineno), error.message or ""
    message = f"this is not a template: {said}"
    return _misnamed(text, said, offset) or RG502.finding(message, Place(text, offset).locus)


def _misnamed(text: Text, said: str, start: int) -> Finding | None:
    """A filter or a test that there is none of, where that is what Jinja said; the likeliest is offered, and all of
    them where none is near."""
    found = re.match(r"No (filter|test) named '(\w+)'", said)
    if found is None:
        return None
    kind, name = found.groups()
    known = environment().filters if kind == "filter" else environment().tests
    behind = r"\|\s*" if kind == "filter" else r"\bis\s+(?:not\s+)?"
    used = re.compile(rf"{behind}({name})\b").search(text, start)
    place = Place(text, used.start(1) if used else start)
    mend = _meant(name, known).strip() or f"{kind}s: {', '.join(sorted(filter(str.isalpha, known)))}"
    return RG502.finding(f"there is no {kind} {name!r}", place.locus, mend)


def _offset(text: str, line: int) -> int:
    """Where the Jinja of a line begins: its first expression that cannot be read alone, or its first."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    end = end if end >= 0 else len(text)
    for expression in _EXPRESSION.finditer(text, start, end):
        try:
            environment().parse(expression[0])
        except TemplateSyntaxError:
            return expression.start()
    found = _BEGIN.search(text, start, end)
    return found.start() if found else start


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
    return [name for name in signature(helper).parameters if not name.startswith("_")]
