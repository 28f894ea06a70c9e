"""Which facts the files of an edition name, where, and what those rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from reportgen.brief.edition import Edition
from reportgen.facts.base import FactBase
from reportgen.facts.formula import FormulaError, bind, inputs
from reportgen.facts.grammar import Applied, Compared, Joined, Side, WrittenTerm
from reportgen.facts.parse import parse_claim
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import BadReference, Coordinates
from reportgen.facts.text import Text, Tree, read_yaml

_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STRING: Final = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")
_MAY_NAME: Final = re.compile(r"[a-z(\d-][^{}:;!?]*")  # what may be a reference or a formula by its form


@dataclass(frozen=True)
class NamedFact:
    """A place where a file names facts: in which text, how far into it, and which."""

    text: Text
    offset: int
    facts: tuple[Coordinates, ...]

    @property
    def is_scalar(self) -> bool:
        """Whether it is all of a scalar that somebody wrote: no text, and no column that fills itself."""
        return "{" not in self.text and str(self.text) in self.text.locus.excerpt


def named_facts(edition: Edition, delivery: bytes | None, file: str) -> Iterator[NamedFact]:
    """Every place of an edition that names facts: its brief with the columns that fill themselves, its texts, and the
    messages of its delivery.yaml, which findings call `file`."""
    for text in _texts(edition, delivery, file):
        for offset, said in _expressions(text):
            if found := facts_in(edition.base, said):
                yield NamedFact(text, offset, found)


def _texts(edition: Edition, delivery: bytes | None, file: str) -> Iterator[Text]:
    yield from scalars_of(edition.brief)
    yield from edition.texts.values()
    if delivery is not None:
        yield from scalars_of(read_yaml(delivery, file)[0])


def scalars_of(tree: Tree) -> Iterator[Text]:
    """The scalars of a YAML file, be it read by a model or not."""
    if isinstance(tree, BaseModel):
        for value in vars(tree).values():
            yield from scalars_of(value)
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from scalars_of(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from scalars_of(value)
    elif isinstance(tree, Text):
        yield tree


def _expressions(text: Text) -> Iterator[tuple[int, str]]:
    """What may name facts in a text: what its expressions quote, or all of a text that has none."""
    if "{{" in text or "{%" in text:
        yield from quoted_in(text)
    elif _MAY_NAME.fullmatch(text) and len(text) < 400:
        yield 0, text


def quoted_in(text: str) -> Iterator[tuple[int, str]]:
    """What the expressions of a text quote, and where."""
    yield from ((offset, said) for offset, said, _ in expressions_in(text))


def expressions_in(text: str) -> Iterator[tuple[int, str, str]]:
    """The same with the whole expression around each."""
    for stretch in _JINJA.finditer(text):
        for match in _STRING.finditer(text, stretch.start(), stretch.end()):
            yield match.start() + 1, match[1] if match[1] is not None else match[2], stretch[0]


def calls_in(text: str) -> list[str]:
    """The expressions of a text, each as a whole."""
    return [stretch[0] for stretch in _JINJA.finditer(text)]


def facts_in(base: FactBase, said: str) -> tuple[Coordinates, ...]:
    """The facts that a reference, a formula or a condition names; none for anything else."""
    try:
        return (base.at(said),)
    except BadReference:
        return tuple(dict.fromkeys(_of_claim(base, said)))


def _of_claim(base: FactBase, said: str) -> Iterator[Coordinates]:
    home = Coordinates(base.entity, "", base.period)
    try:
        for side in _sides(parse_claim(Text(said), base.entities, base.units)):
            if not isinstance(side.tree, Quantity):
                yield from (item.at for item in inputs(bind(side.tree, home, base.names)))
    except (FormulaError, BadReference):
        return


def _sides(term: WrittenTerm) -> Iterator[Side]:
    match term:
        case Compared(_, left, right):
            yield from (left, right)
        case Applied(_, sides):
            yield from sides
        case Joined(_, parts):
            for part in parts:
                yield from _sides(part)
        case _:
            yield from _sides(term.part)
