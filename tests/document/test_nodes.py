"""Nodes: frozen, and each knows where it was written."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from reportgen.document import nodes
from reportgen.document.nodes import Block, Document, Exhibit, Letter, Piece, Place, Words
from reportgen.facts.text import Text, YamlSource, read_yaml

KINDS = (
    *get_args(Piece),
    *get_args(Block),
    Document,
    Letter,
    nodes.Cell,
    nodes.Row,
    nodes.Table,
    nodes.Section,
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_node_is_frozen(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_place_is_a_file_a_line_and_a_column() -> None:
    text = "one\ntwo\n"
    place = Place(Text.at(text, YamlSource("en.md", text), 1, 1), 5)
    assert (str(place.locus), place.locus.excerpt) == ("en.md:2:2", "two")
    assert str(place.further(1).locus) == "en.md:2:3"
    assert place.further(1) == Place(place.text, 6)


def test_a_place_in_a_scalar_counts_from_the_scalar() -> None:
    tree, _ = read_yaml(b"a: 1\ntitle: 'it''s tea'\n", "brief.yaml")
    (title,) = (value for key, value in tree.items() if key == "title")
    assert str(Place(title, 4).locus) == "brief.yaml:2:14"


def test_words_without_a_place_are_the_programs_own() -> None:
    assert Words("x") == Words("x", None, True)


def test_an_exhibit_is_linked_to_by_its_name() -> None:
    place = Place(Text("x"))
    assert Exhibit("results", 2, "full", (), (), (), (), place, place).id == "x-results"


def test_numbers_that_follow_on_one_another_are_a_run() -> None:
    place = Place(Text("x"))
    made = Exhibit("results", 2, "full", (), (), (), (), place, place, numbers=(3, 5, 6, 8, 9, 10, 11))
    assert made.number_runs == ((3,), (5,), (6,), (8, 11))
