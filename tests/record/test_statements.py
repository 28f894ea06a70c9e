"""Claims as they were printed, and as the files carry them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest
from support import LANGUAGES, Golden, parse, read, told, words_of

from reportgen.brief.writing import house_in
from reportgen.checks.conditions import ClaimError
from reportgen.record.claims import Assertion, Claim, state

BILL: Final = {
    "language": "en",
    "id": "c1",
    "words": "The bill grows",
    "expression": "midpoint(capex@2026~guidance) > capex@2025",
    "condition": "($1.80bn + $2.20bn) ÷ 2 > about $1.60bn",
    "basis": ["Capital expenditure (guidance, 2026)", "Capital expenditure (2025)"],
    "operands": [
        {
            "fact": "low(fish/capex@2026~guidance)",
            "shown": "$1.80bn",
            "interval": ["1795000000", "1805000000"],
        },
        {
            "fact": "high(fish/capex@2026~guidance)",
            "shown": "$2.20bn",
            "interval": ["2195000000", "2205000000"],
        },
        {"fact": "fish/capex@2025", "shown": "about $1.60bn", "interval": ["1590000000", "1610000000"]},
    ],
    "verdict": "true",
    "said": "holds",
    "drawn": False,
    "exhibit": "capex-plan",
    "page": 0,
}


def stated(expression: str, language: str = "en", **more: Any) -> Claim:
    edition, _ = read()
    assert edition is not None
    return state(Assertion(3, "so it is", expression, **more), edition.base, house_in(edition, language))


def test_a_claim_has_its_number_and_its_words_on_one_line() -> None:
    claim = stated("revenue > revenue~consensus")
    assert (claim.id, claim.anchor, claim.words) == ("c3", "c3", "so it is")
    assert claim.basis == ("Net sales", "Net sales (consensus)")


def test_a_claim_in_a_picture_is_reached_through_the_picture() -> None:
    assert stated("eps < 0", exhibit="results", inline=False).anchor == "x-results"


@pytest.mark.parametrize(
    ("expression", "english", "chinese"),
    [
        ("not revenue < 1 bn USD", "not ($12.42bn < $1bn)", "並非（124.2億美元 < 10億美元）"),
        ("eps < 0 and revenue > 0", "−$0.42 < 0 and $12.42bn > 0", "−0.42美元 < 0，且124.2億美元 > 0"),
        ("capex@2025 > 1 bn USD", "about $1.60bn > $1bn", "約16.0億美元 > 10億美元"),
    ],
)
def test_the_condition_is_told_in_the_readers_language(expression: str, english: str, chinese: str) -> None:
    assert [stated(expression, language).condition for language in LANGUAGES] == [english, chinese]


@pytest.mark.parametrize("expression", ["eps > 0", "revenue > 12.42 bn USD"])
def test_what_does_not_hold_is_not_stated(expression: str) -> None:
    with pytest.raises(ClaimError):
        stated(expression)


def test_an_operand_is_named_with_what_a_reader_would_not_take_for_granted() -> None:
    claim = stated("capex@2026~guidance > capex@2025", "zh-Hant")
    assert claim.basis == ("資本支出（財測，2026）", "資本支出（2025）")
    assert [operand.fact for operand in claim.operands] == ["fish/capex@2026~guidance", "fish/capex@2025"]


def test_the_files_carry_the_claims(golden: Golden) -> None:
    document = json.loads((golden.folder / "numbers.json").read_bytes())
    assert document["opinions"] == {"en": 2, "zh-Hant": 3}
    assert [claim["language"] for claim in document["claims"]] == list(LANGUAGES)
    claim = document["claims"][0]
    assert claim | {"page": 0} == BILL
    assert isinstance(claim["page"], int)
    row = parse(golden.html("en")).find(".//tr[@id='k1']")
    assert row is not None
    assert words_of(row).startswith(
        "1 The bill grows ($1.80bn + $2.20bn) ÷ 2 > about $1.60bn Capital expenditure"
    )


def test_a_claim_is_told_from_another_by_all_that_it_says() -> None:
    claim = told()[0].claims[0]
    assert claim == told()[0].claims[0] != replace(claim, words="The bill shrinks")
