"""Outcomes against guidance and consensus, and what matters most."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from comparing.compared import edition, facts, weeks
from support import parse

from reportgen.comparing.claim_changes import ClaimTurn
from reportgen.comparing.compared_json import comparison_json
from reportgen.comparing.compared_page import comparison_page
from reportgen.comparing.compared_text import comparison_text
from reportgen.comparing.comparison import SideComparison, compare_sides
from reportgen.comparing.figure_changes import FigureTurn
from reportgen.comparing.matters import MATTERS
from reportgen.comparing.outcome_changes import OutcomeTurn
from reportgen.comparing.text_changes import TextTurn
from reportgen.facts.base import FactBase

Read = Callable[[Any], tuple[FactBase | None, Any]]

EXPECTED = {"revenue@2025Q4~consensus": "211 bn USD", "revenue@2025Q4~guidance": "206 to 212 bn USD"}
CLAIMED = {"en.md": {"The chain runs": (
    '{% claim "revenue > revenue~consensus" %}That is ahead of consensus{% endclaim %}. The chain runs'
)}}  # fmt: skip
LOWER = {"facts.yaml": {
    "{value: 12.42 bn USD, source: release ¶1, printed: $12.42 billion}":
    "{value: 12.02 bn USD, source: release ¶1, printed: $12.02 billion}",
    "{value: 12.42 bn USD, source: release ¶7, printed: $12.42bn}":
    "{value: 12.02 bn USD, source: release ¶7, printed: $12.02bn}",
}}  # fmt: skip


def compared(read: Read, old: dict[str, str], new: dict[str, str]) -> SideComparison:
    return compare_sides(facts(read(old)[0]), facts(read(new)[0]))


def outcomes(found: SideComparison) -> list[tuple[str, str, str, str]]:
    return [
        (one.either.expected.scenario, str(one.turn), str(one.old and one.old.standing),
         str(one.new and one.new.standing))
        for one in found.outcomes
    ]  # fmt: skip


def test_a_restatement_that_turns_a_beat_into_a_miss_is_told(read: Read) -> None:
    old, new = {**EXPECTED, "revenue@2025Q4": "213.4 bn USD"}, {**EXPECTED, "revenue@2025Q4": "209.4 bn USD"}
    assert outcomes(compared(read, old, new)) == [
        ("consensus", "turned", "above", "below"),
        ("guidance", "turned", "above", "within"),
    ]
    assert outcomes(compared(read, new, old))[0] == ("consensus", "turned", "below", "above")


def test_a_revised_expectation_turns_an_outcome_too(read: Read) -> None:
    old = {**EXPECTED, "revenue@2025Q4": "213.4 bn USD"}
    found = compared(read, old, {**old, "revenue@2025Q4~consensus": "215 bn USD"})
    assert outcomes(found) == [("consensus", "turned", "above", "below")]
    assert "consensus raised" in comparison_text(found)


def test_what_came_is_held_against_what_stands_beside_it(read: Read) -> None:
    """As the brief does; what was expected before is for a side that says nothing of it."""
    came = {"revenue@2025Q4": "213.4 bn USD"}
    revised = {**came, "revenue@2025Q4~consensus": "215 bn USD"}
    consensus = {"revenue@2025Q4~consensus": "211 bn USD"}
    assert outcomes(compared(read, consensus, revised)) == [("consensus", "came", "None", "below")]
    assert outcomes(compared(read, consensus, came)) == [("consensus", "came", "None", "above")]


def test_what_is_computed_of_an_expectation_is_no_guidance_that_was_raised(read: Read) -> None:
    grown = {"ratio@2025Q4~guidance": "= growth(revenue)", "revenue@2024Q4": "150 bn USD"}
    old, new = (
        {**grown, "revenue@2025Q4~guidance": f"{value} bn USD", "revenue@2024Q4~guidance": "150 bn USD"}
        for value in ("200", "250")
    )
    found = compared(read, old, new)
    assert len(found.figures) == 2 and comparison_text(found).count("guidance raised") == 1


def test_an_outcome_that_only_an_older_edition_has_is_no_news() -> None:
    """Of a full year that closed, the next quarter's edition says nothing."""
    year = {"revenue_at_FY2023": "12 bn USD", "revenue_at_FY2023~guidance": "11 bn USD"}
    old = weeks("FY2023Q4", **year, revenue_at_FY2023Q4="3 bn USD")
    expected = {"revenue_at_FY2023Q4~consensus": "2 bn USD"}
    before = weeks("FY2023Q4", **expected, revenue_at_FY2023Q4="3 bn USD")
    new = weeks("FY2024Q1", revenue_at_FY2024Q1="4 bn USD")
    for one in (old, before):
        assert compare_sides(one, new).outcomes == ()
    assert outcomes(compare_sides(new, before))
    same = compare_sides(old, weeks("FY2023Q4", revenue_at_FY2023Q4="3 bn USD")).outcomes
    assert [one.new for one in same] == [None]


def test_an_outcome_that_came_alone_has_the_name_of_its_own_figure() -> None:
    old = weeks("FY2023Q3", revenue_at_FY2023Q3="3 bn USD")
    came = {"revenue_at_FY2023Q4": "4 bn USD", "revenue_at_FY2023Q4~consensus": "2 bn USD"}
    (outcome,) = compare_sides(old, weeks("FY2023Q4", **came)).outcomes
    assert outcome.label == outcome.either.figure.label


def test_an_outcome_that_stands_as_it_stood_is_no_news(read: Read) -> None:
    old, new = {**EXPECTED, "revenue@2025Q4": "213.4 bn USD"}, {**EXPECTED, "revenue@2025Q4": "213.6 bn USD"}
    assert outcomes(compared(read, old, new)) == []


def test_everything_that_can_happen_has_its_place_once() -> None:
    turns = [(type(turn), turn.name) for turn in MATTERS]
    every = [(kind, turn.name) for kind in (FigureTurn, OutcomeTurn, ClaimTurn, TextTurn) for turn in kind]
    assert sorted(turns, key=str) == sorted(every, key=str)


@pytest.fixture
def turned() -> SideComparison:
    return compare_sides(edition(CLAIMED), edition({**LOWER, "en.md": {**CLAIMED["en.md"],
        "Pickers were paid more": "Pickers are paid less"}}))  # fmt: skip


def test_the_terminal_and_the_page_tell_what_matters_first(turned: SideComparison) -> None:
    heads = [
        "Restated: outside", "Outcomes that stand otherwise", "Claims that the facts of the other side are against",
        "Texts: changed",
    ]  # fmt: skip
    text = comparison_text(turned)
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "was above consensus" in text and "is below consensus" in text
    shown = ["".join(one.itertext()) for one in parse(comparison_page(turned)).iter("h2")]
    assert [
        next(head for head in heads if one.startswith(head)) for one in shown if "figures" not in one
    ] == heads


def test_a_column_of_the_page_is_there_for_what_has_something_in_it(turned: SideComparison) -> None:
    resourced = {"facts.yaml": {"3.15 bn USD, source: release ¶3": "3.15 bn USD, source: release ¶9"}}
    page = comparison_page(compare_sides(edition(), edition(resourced)))
    assert "<table>" in page and 'class="picture"' not in page and 'class="far"' not in page
    pictures = [
        str(one.get("aria-label"))
        for one in parse(comparison_page(turned)).iter()
        if one.get("role") == "img"
    ]
    assert any(re.match("consensus .*; was .*; is ", one) for one in pictures)
    assert not re.search(r'<td class="picture"></td>', comparison_page(turned))


def test_the_place_of_a_restated_figure_is_told_where_it_is_another(turned: SideComparison) -> None:
    assert "source:" not in comparison_text(turned), "the same place prints the other value"


def test_a_script_is_told_the_order(turned: SideComparison) -> None:
    document = json.loads(comparison_json(turned))
    order = [(one["in"], one["change"]) for one in document["order"]]
    assert order[:3] == [("figures", "restated"), ("outcomes", "turned"), ("claims", "flipped")]
    assert sum(one["count"] for one in document["order"]) == sum(
        len(document[name]) for name in ("figures", "outcomes", "claims", "texts")
    )
    (outcome,) = document["outcomes"]
    assert (outcome["scenario"], outcome["old"]["stands"], outcome["new"]["stands"]) == (
        "consensus", "above", "below",
    )  # fmt: skip
