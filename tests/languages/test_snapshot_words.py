"""Sentences of a snapshot: every language has all of them, puts no other marks in, prints the same figures, and claims
on the same conditions."""

from __future__ import annotations

from string import Template
from typing import Final

import pytest
from jinja2 import nodes

from reportgen.brief.sandbox import sandbox
from reportgen.brief.templating import BlockTags
from reportgen.languages import DEFAULT, LANGUAGES

STANDARD: Final = LANGUAGES[DEFAULT].snapshot.lines
TRANSLATED: Final = pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != DEFAULT])
EVERY: Final = pytest.mark.parametrize("tag", LANGUAGES)
JINJA: Final = sandbox(autoescape=False, extensions=[BlockTags])
# Where in a helper's call the fact stands that it prints.
PRINTS: Final = {"cite": 0, "word": 1, "moved": 1, "changed": 0, "_opens": 1}


def marks(line: str) -> set[str]:
    """The marks of a sentence; $Name is $name where it begins one."""
    return {mark[:1].lower() + mark[1:] for mark in Template(line).get_identifiers()}


def said(line: str) -> set[tuple[str, ...]]:
    """The facts that a sentence prints, what it says the change of and since when, and the conditions of its claims."""
    found = set()
    for call in JINJA.parse(line).find_all(nodes.Call):
        assert isinstance(call.node, nodes.Name)
        helper = call.node.name
        if helper not in PRINTS:
            continue
        fact = call.args[PRINTS[helper]].as_const()
        options = {option.key: option.value for option in call.kwargs if option.key in ("since", "level")}
        further = [f"{key}={value.as_const()}" for key, value in sorted(options.items())]
        kind = helper if helper in ("changed", "_opens") else "fact"
        found.add((kind, str(fact), *further))
    return found


@EVERY
def test_no_sentence_is_missing_and_none_is_unknown(tag: str) -> None:
    assert LANGUAGES[tag].snapshot.lines.keys() == STANDARD.keys()


@EVERY
def test_each_sentence_has_sound_jinja_and_no_marks_of_its_own(tag: str) -> None:
    lines = LANGUAGES[tag].snapshot.lines
    assert [name for name, line in lines.items() if not Template(line).is_valid()] == []
    assert [name for name, line in lines.items() if not marks(line) <= marks(STANDARD[name])] == []


@TRANSLATED
def test_each_sentence_prints_and_claims_the_same_in_every_language(tag: str) -> None:
    lines = LANGUAGES[tag].snapshot.lines
    assert {name: said(line) for name, line in lines.items()} == {
        name: said(line) for name, line in STANDARD.items()
    }
