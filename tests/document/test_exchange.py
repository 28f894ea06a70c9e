"""A document with one of its parts exchanged."""

from __future__ import annotations

from support import drafts

from reportgen.document.exchange import exchanged, numbered
from reportgen.document.nodes import Noted, Paragraph, Words
from reportgen.document.walk import passages, plain


def test_one_line_is_exchanged_and_the_rest_stays_the_same_objects() -> None:
    document = drafts()[0].document
    section = document.sections[1]
    paragraph = section.content[0]
    assert isinstance(paragraph, Paragraph)
    made = exchanged(document, paragraph.content, (Words("Nothing."),))
    assert [plain(one.line) for one in passages(made) if plain(one.line) == "Nothing."] == ["Nothing."]
    assert made.sections[0] is document.sections[0]
    assert made.sections[1].content[1:] == section.content[1:]
    assert made.key_figures is document.key_figures


def test_what_is_not_in_a_document_exchanges_nothing() -> None:
    document = drafts()[0].document
    assert exchanged(document, (Words("Not in it."),), ()) is document


def test_notes_are_numbered_in_the_order_of_reading() -> None:
    inner = Noted(9, (Words("b"),))
    line = (Noted(4, (Words("a"), inner)), Words(" "), Noted(4, (Words("c"),)))
    first, _, third = numbered(line)
    assert isinstance(first, Noted) and isinstance(third, Noted)
    assert (first.number, first.content[1], third.number) == (1, Noted(2, inner.content), 3)
