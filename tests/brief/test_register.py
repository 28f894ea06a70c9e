"""The register: numbers, occurrences and anchors of citations."""

from __future__ import annotations

import pytest
from texts import edition

from reportgen.brief.register import Register
from reportgen.facts.base import Fact


def fact(reference: str) -> Fact:
    return edition().base.find(reference)


@pytest.fixture
def register() -> Register:
    return Register({})


def test_a_fact_is_numbered_when_it_is_first_cited(register: Register) -> None:
    ids = [register.cite(fact(name), "x", inline=True).id for name in ("eps", "revenue", "eps", "eps")]
    assert ids == ["n1", "n2", "n1-2", "n1-3"]
    assert [citation.number for citation in register.citations] == [1, 2, 1, 1]


def test_the_same_fact_by_another_name_has_the_same_number(register: Register) -> None:
    names = ("revenue", "revenue@2025Q4", "fish/revenue@2025Q4")
    assert {register.cite(fact(name), "x", inline=True).number for name in names} == {1}


def test_numbers_of_another_language_are_kept_and_gone_on_from() -> None:
    register = Register({fact("eps").at: 1, fact("revenue").at: 2})
    assert register.cite(fact("revenue"), "x", inline=True).id == "n2"
    assert register.cite(fact("shops"), "x", inline=True).id == "n3"
    assert register.cite(fact("eps"), "x", inline=True).id == "n1"


def test_what_is_drawn_into_a_picture_is_reached_through_the_picture(register: Register) -> None:
    assert register.cite(fact("eps"), "x", "results", inline=True).anchor == "n1"
    assert register.cite(fact("eps"), "x", "results", inline=False).anchor == "x-results"


def test_what_a_description_says_is_spoken_and_what_stood_before_is_not(register: Register) -> None:
    for name in ("eps", "revenue", "shops"):
        register.cite(fact(name), "x", inline=True)
    register.speak(1)
    assert [citation.spoken for citation in register.citations] == [False, True, True]
