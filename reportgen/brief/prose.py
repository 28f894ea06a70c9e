"""Prose: Markdown with Jinja in it, scanned for what it uses before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from reportgen.brief.citations import has_private_use
from reportgen.brief.claims import Claims
from reportgen.brief.notes import Notes
from reportgen.brief.sandbox import sandbox
from reportgen.brief.words import WORDS
from reportgen.errors import Finding, Locus, Severity
from reportgen.facts.text import Source, Text

# Helper → which of its arguments are facts; the exhibits' helpers name exhibits instead.
_FACT_ARGUMENT: Final = {"cite": 0, "word": 1, "moved": 1}
_EXHIBIT_HELPERS: Final = ("exhibit", "exhibits")


@dataclass(frozen=True)
class Use:
    """A fact or an exhibit named in a text, and where."""

    name: str
    locus: Locus


@dataclass(frozen=True)
class Prose:
    """A text with Jinja in it: its source, where it begins in its file, and what it uses."""

    text: str
    file: str
    facts: tuple[Use, ...] = ()
    exhibits: tuple[Use, ...] = ()

    @classmethod
    def of(cls, text: Text) -> Prose:
        """The prose of a scalar in brief.yaml; one that cannot be parsed uses nothing here and fails on rendering."""
        try:
            tree = environment().parse(text)
        except TemplateSyntaxError:
            return cls(text, text.source.file)
        uses = list(_uses(tree, lambda name, _: text.inside(max(text.find(name), 0))))
        return cls(text, text.source.file, *_sorted(uses))


@cache
def environment() -> Environment:
    """Jinja for prose and titles."""
    return sandbox(autoescape=False, extensions=(Claims, Notes))


def scan(data: bytes, file: str) -> tuple[Prose, list[Finding]]:
    """Read a prose file. Findings: RG502 it cannot be parsed, RG503 a helper that is unknown or called wrongly."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Prose("", file), [
            Finding("RG104", Severity.ERROR, "the file is not UTF-8 here", Locus(file, line, 1))
        ]
    source = Source(file, text)
    if (place := has_private_use(text)) is not None:
        return Prose("", file), [
            Finding("RG104", Severity.ERROR, "private-use character", locus_in(source, text, place))
        ]
    try:
        tree = environment().parse(text)
    except TemplateSyntaxError as error:
        message = f"this is not a template: {error.message}"
        return Prose("", file), [Finding("RG502", Severity.ERROR, message, source.locus(error.lineno, 1))]
    found = _Finder(source)
    uses = list(_uses(tree, found.locus))
    return Prose(text, file, *_sorted(uses)), list(_misuses(tree, found))


def locus_in(source: Source, text: str, offset: int) -> Locus:
    """The place of an offset in the text of a whole file."""
    line = text.count("\n", 0, offset) + 1
    return source.locus(line, offset - text.rfind("\n", 0, offset))


class _Finder:
    """Finds the column of a name in a line, the second time behind the first."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._seen: dict[tuple[int, str], int] = {}

    def locus(self, name: str, line: int) -> Locus:
        text = self.source.lines[line - 1] if line <= len(self.source.lines) else ""
        start = self._seen.get((line, name), 0)
        place = re.compile(rf"(?<![\w.@/~]){re.escape(name)}(?![\w.@~])").search(text, start)
        if place is None:
            return self.source.locus(line, 1)
        self._seen[line, name] = place.end()
        return self.source.locus(line, place.start() + 1)


def _calls(tree: nodes.Template) -> Iterator[tuple[str, nodes.Call]]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and not call.node.name.startswith("_"):
            yield call.node.name, call


def _uses(tree: nodes.Template, locus: Any) -> Iterator[tuple[str, Use]]:
    """("fact" | "exhibit", use) for every literal argument that names one."""
    for helper, call in _calls(tree):
        literals = [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args]
        if helper in _EXHIBIT_HELPERS:
            yield from (
                ("exhibit", Use(str(name), locus(str(name), call.lineno))) for name in literals if name
            )
        elif (
            helper in _FACT_ARGUMENT and len(literals) > (index := _FACT_ARGUMENT[helper]) and literals[index]
        ):
            yield "fact", Use(str(literals[index]), locus(str(literals[index]), call.lineno))


def _sorted(uses: list[tuple[str, Use]]) -> tuple[tuple[Use, ...], tuple[Use, ...]]:
    facts = tuple(use for kind, use in uses if kind == "fact")
    return facts, tuple(use for kind, use in uses if kind == "exhibit")


def _misuses(tree: nodes.Template, found: _Finder) -> Iterator[Finding]:
    known = (*_FACT_ARGUMENT, *_EXHIBIT_HELPERS)
    for helper, call in _calls(tree):
        if helper not in known:
            message = f"there is no helper {helper!r}"
            yield Finding(
                "RG503",
                Severity.ERROR,
                message,
                found.locus(helper, call.lineno),
                f"helpers: {', '.join(known)}",
            )
        first = call.args[0] if call.args else None
        kind = first.value if isinstance(first, nodes.Const) else None
        if helper in ("word", "moved") and kind is not None and kind not in WORDS:
            message = f"there is no kind of word {kind!r}"
            yield Finding(
                "RG503",
                Severity.ERROR,
                message,
                found.locus(str(kind), call.lineno),
                f"kinds: {', '.join(WORDS)}",
            )
