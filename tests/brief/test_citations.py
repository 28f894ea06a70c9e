"""Citations: numbers, occurrences and anchors, and the tokens that carry them through Markdown."""

from __future__ import annotations

from functools import cache

import pytest
from markupsafe import Markup
from support import read

from reportgen.brief.citations import Citation, Register, has_private_use
from reportgen.facts.base import Fact


@cache
def fact(reference: str) -> Fact:
    edition, _ = read()
    assert edition is not None
    return edition.base.find(reference)


def link(citation: Citation) -> Markup:
    return Markup("<i>{}={}</i>").format(citation.id, citation.shown)


@pytest.fixture
def register() -> Register:
    return Register(link, {})


def test_a_fact_is_numbered_when_it_is_first_cited(register: Register) -> None:
    ids = [register.cite(fact(name), "x", inline=True).id for name in ("eps", "revenue", "eps", "eps")]
    assert ids == ["n1", "n2", "n1-2", "n1-3"]
    assert [citation.number for citation in register.citations] == [1, 2, 1, 1]


def test_the_same_fact_by_another_name_has_the_same_number(register: Register) -> None:
    numbers = {
        register.cite(fact(name), "x", inline=True).number
        for name in ("revenue", "revenue@2025Q4", "fish/revenue@2025Q4")
    }
    assert numbers == {1}


def test_numbers_of_another_language_are_kept_and_gone_on_from() -> None:
    register = Register(link, {fact("eps").at: 1, fact("revenue").at: 2})
    assert register.cite(fact("revenue"), "x", inline=True).id == "n2"
    assert register.cite(fact("shops"), "x", inline=True).id == "n3"
    assert register.cite(fact("eps"), "x", inline=True).id == "n1"


def test_what_is_drawn_into_a_picture_is_reached_through_the_picture(register: Register) -> None:
    assert register.cite(fact("eps"), "x", "results", inline=True).anchor == "n1"
    assert register.cite(fact("eps"), "x", "results", inline=False).anchor == "x-results"


def test_a_token_becomes_the_link_or_the_words(register: Register) -> None:
    token = register.token(register.cite(fact("eps"), "<0.1%", inline=True))
    assert has_private_use(token) == 0
    assert register.weave(f"<p>at {token}</p>") == "<p>at <i>n1=&lt;0.1%</i></p>"
    assert register.plain(f"at {token}") == "at <0.1%"


def test_a_block_alone_in_its_paragraph_loses_the_paragraph(register: Register) -> None:
    block, other = register.block(Markup("<div>1</div>")), register.block(Markup("<div>2</div>"))
    token = register.token(register.cite(fact("eps"), "x", inline=True))
    assert register.weave(f"<p>{block}</p>") == "<div>1</div>"
    assert register.weave(f"<p>{block}\n{other}</p>") == "<div>1</div>\n<div>2</div>"
    assert register.weave(f"<p>{token}</p>") == "<p><i>n1=x</i></p>"


@pytest.mark.parametrize(
    ("text", "place"), [("abc", None), ("a\ue001", 1), ("ab\ue000\ue001", 2), ("", None)]
)
def test_private_use_is_found(text: str, place: int | None) -> None:
    assert has_private_use(text) == place
