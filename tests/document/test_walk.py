"""The walk: every line that a reader meets, in the order of reading, and what lines are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import EDITIONS, TEMPLATES, drafts, read

from reportgen.brief.inputs import Inputs, themes
from reportgen.brief.letters import Addressee, LetterWording, write_letter
from reportgen.check import check
from reportgen.document.nodes import (
    Break,
    Claimed,
    Code,
    Document,
    Emphasis,
    Grid,
    Letter,
    Line,
    Link,
    Listing,
    Named,
    Noted,
    Opined,
    Paragraph,
    Place,
    Quotation,
    Words,
)
from reportgen.document.walk import BOUND, blocks, exhibits, links, list_numbers, notes, passages, plain, runs
from reportgen.facts.text import Text, YamlSource

HERE: Final = Place(Text(""))
PIECES: Final = (Words, Named, Code, Break, Emphasis, Link, Claimed, Opined, Noted)


def words(*texts: str) -> Line:
    return tuple(Words(text) for text in texts)


# ---- lines ---------------------------------------------------------------------------------------------------

leaves = st.one_of(
    st.builds(Words, st.text("ab ", min_size=1)),
    st.builds(Named, st.text("AB", min_size=1), st.just("label")),
    st.builds(Code, st.text("xy", min_size=1), st.just(HERE)),
    st.builds(Break, st.booleans()),
)


def inside(pieces: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    line = st.lists(pieces, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Emphasis, line, st.booleans()),
        st.builds(Link, st.just("https://a.b"), line, st.just(HERE)),
        st.builds(Claimed, st.integers(1, 9), st.just("x > 0"), line, st.just(HERE)),
        st.builds(Opined, line),
        st.builds(Noted, st.integers(1, 9), line),
    )


lines = st.lists(st.recursive(leaves, inside, max_leaves=8), max_size=4).map(tuple)


def leaves_of(line: Line) -> Iterator[Any]:
    for piece in line:
        if hasattr(piece, "content"):
            yield from leaves_of(piece.content)
        else:
            yield piece


@given(lines)
def test_a_line_and_its_notes_hold_every_piece_once(line: Line) -> None:
    found = [run.piece for run in runs(line)]
    for note in notes(line):
        found += [run.piece for run in runs(note.content)]
    assert sorted(map(repr, found)) == sorted(map(repr, leaves_of(line)))


@given(lines)
def test_a_line_as_plain_words_is_its_runs_one_after_the_other(line: Line) -> None:
    assert plain(line) == "".join(run.text for run in runs(line))
    for run in runs(line):
        assert run.open == (BOUND if isinstance(run.piece, Named) else run.text)


def test_a_run_knows_the_claim_and_the_opinion_around_it() -> None:
    claim = Claimed(1, "x > 0", (Emphasis(words("b")),), HERE)
    line = (*words("a"), Opined((claim, *words("c"))), claim)
    assert [(run.text, run.claim is not None, run.opined) for run in runs(line)] == [
        ("a", False, False), ("b", True, True), ("c", False, True), ("b", True, False),
    ]  # fmt: skip


def test_links_are_found_in_notes_too() -> None:
    link = Link("https://a.b", words("b"), HERE)
    outer = Link("https://c.d", (Emphasis((link,)),), HERE)
    assert list(links((Noted(1, (outer,)), Opined((link,))))) == [outer, link, link]


# ---- blocks --------------------------------------------------------------------------------------------------


def test_the_numbers_of_lists_are_those_that_are_printed() -> None:
    inner = Listing(None, ((Listing(7, ((), ())),),))
    assert list(list_numbers([Listing(3, ((inner,), ())), Quotation((Listing(1, ((),)),), (), "", "", HERE)])) == [
        "3.", "4.", "7.", "8.", "1.",
    ]  # fmt: skip


def test_blocks_are_walked_in_the_order_of_reading() -> None:
    content = (
        Listing(
            None, ((Paragraph(words("a")), Quotation((Paragraph(words("b")),), words("c"), "", "", HERE)),)
        ),
        Grid((words("d"),), ((words("e"),), (words("f"),)), ("",)),
    )
    assert [(plain(one.line), one.role) for one in blocks(content)] == [
        ("a", "text"), ("b", "text"), ("c", "source"), ("d", "text"), ("e", "text"), ("f", "text"),
    ]  # fmt: skip


# ---- the whole -----------------------------------------------------------------------------------------------


def every_line(node: Any) -> Iterator[Line]:
    """Each tuple of pieces anywhere in a tree of nodes, by no knowledge of what the nodes mean."""
    if isinstance(node, tuple):
        if (node and isinstance(node[0], PIECES)) or (node and type(node[0]).__name__ == "Cited"):
            yield node
        else:
            for one in node:
                yield from every_line(one)
    elif is_dataclass(node) and not isinstance(node, type) and type(node).__module__.endswith(".nodes"):
        for field in fields(node):
            yield from every_line(getattr(node, field.name))


def documents() -> list[Document]:
    folder = EDITIONS / "lanternfish-exhibits"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = check(Inputs("x", "x", files, None, {}, themes([TEMPLATES])))
    assert len(made.drafts) == 2, made.findings
    return [*(one.document for one in drafts()), *(one.document for one in made.drafts)]


def letter() -> Letter:
    edition, _ = read()
    assert edition is not None
    body = "tea [a](https://a.b 'b'){% note %}c{% endnote %}\n\n| d |\n|---|"
    tea, said = (
        {Text("en"): Text.at(text, YamlSource("delivery.yaml", text), 1, 1)} for text in ("tea", body)
    )
    headline = drafts()[0].document.headline.content
    return write_letter(
        edition, headline, "en", LetterWording(tea, tea, said, Text("results")), Addressee("Ann")
    ).letter


@pytest.mark.parametrize("which", range(5))
def test_no_line_of_a_document_or_a_letter_is_left_out(which: int) -> None:
    whole = [*documents(), letter()][which]
    walked = [id(passage.line) for passage in passages(whole)]
    missed = [line for line in every_line(whole) if id(line) not in walked]
    # A note and the title of a link are lines of their own; whatever else stands in a piece is walked with its line.
    assert [plain(line) for line in missed] == []


def test_a_note_follows_the_line_that_calls_it_and_stands_where_that_does() -> None:
    found = list(passages(drafts()[0].document))
    at = next(index for index, one in enumerate(found) if one.role == "note")
    assert plain(found[at].line).startswith("Read from the company's announcement")
    assert plain(found[at - 1].line).endswith("lost money on it.")


def test_exhibits_come_in_the_order_of_reading_wherever_they_stand() -> None:
    for document in documents():
        assert [one.number for one in exhibits(document)] == list(range(1, len(list(exhibits(document))) + 1))
