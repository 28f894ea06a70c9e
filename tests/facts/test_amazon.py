"""The fact base of the Amazon edition: complete, located, checked against itself, and its exceptions real ones."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import pytest
import yaml

from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.errors import show_findings
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.forming import bound_name
from reportgen.facts.formula import Input, inputs
from reportgen.facts.naming import is_formula
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import Coordinates
from reportgen.facts.unit import BUILT_IN

FILE: Final = Path(__file__).parents[2] / "data" / "amazon-2025q4" / "facts.yaml"
PARAGRAPHS: Final = range(1, 60)


@cache
def amazon() -> FactBase:
    base, wrong = read_facts(FILE.read_bytes(), FILE.name)
    assert base is not None, show_findings(wrong)
    return base


@cache
def rows() -> tuple[TieOut, ...]:
    return tie_out(amazon())


def statements() -> list[tuple[Fact, Statement]]:
    return [(fact, statement) for fact in amazon().facts.values() for statement in fact.stated]


def test_it_reads_without_a_finding_and_nothing_in_it_blocks() -> None:
    assert amazon().facts
    said = findings(rows(), amazon())
    assert not [finding for finding in said if finding.blocks], show_findings(said)
    assert {finding.code for finding in said} == {"RG304"}  # accepted exceptions, and none that is idle


def test_the_whole_recap_is_in_it() -> None:
    told = statements()
    assert len(told) >= 120
    # Most of the numbered paragraphs carry a figure; headings and calls to read on do not.
    assert len({statement.locator for _, statement in told}) >= 30


def test_every_statement_has_a_paragraph_and_the_words_printed_there() -> None:
    for fact, statement in statements():
        where = f"{fact.at.local} {statement.locus}"
        paragraph = re.fullmatch(r"¶(\d+)", statement.locator)
        assert paragraph and int(paragraph[1]) in PARAGRAPHS, where
        assert statement.source == "recap", where
        assert statement.printed.strip(), where


# Where the recap writes a figure in words, or in a form of its own.
IN_OTHER_WORDS: Final = {
    "charges.count@2025Q4": "三項",
    "bedrock.run_rate@2025Q4": "數十億美元",
    "ai.companies@2025Q4": "數千家",
    "low(capex)@2026~guidance": "千億美元",
    "growth(capex)@2026~guidance": "近乎翻倍",
    "power.since_2022@2025": "兩倍",
    "power.planned@2027-12-31~guidance": "再翻倍",
    "growth(chips.run_rate)@2025Q4": "三位數",
    "growth(tnf.audience)@2025Q4": "雙位數",
    "tnf.streak@2025Q4": "連續第三年",
    "ucl.rights_end@2025Q4": "2030/31賽季",
    "delivery.streak@2025": "連續第三年",
    "growth(rural.customers)@2025": "近一倍",
    "essentials.speed@2025": "幾乎是美國其他品類的兩倍",
    "essentials.share@2025": "每三件售出的商品中就有一件",
}


SCALES: Final = {"": 1, "%": Fraction(1, 100), "萬": 10**4, "億": 10**8}


def numbers(text: str) -> list[Fraction]:
    """Every number in the characters that are printed, with the scale or per cent sign that follows it."""
    found = re.findall(r"(-?)(\d+(?:\.\d+)?)([萬億%]?)", text.replace(",", ""))
    return [Fraction(digits) * SCALES[scale] * (-1 if sign else 1) for sign, digits, scale in found]


def stated_numbers(statement: Statement) -> list[Fraction]:
    """The number that a statement gives, both ends of a range."""
    ends = statement.quantity.ends or (statement.quantity,)
    return [abs(end.point) for end in ends]


def test_every_value_is_the_number_that_is_printed() -> None:
    in_words = set()
    for fact, statement in statements():
        if IN_OTHER_WORDS.get(fact.at.local) == statement.printed:
            in_words.add(fact.at.local)
            continue
        printed = list(map(abs, numbers(statement.printed)))
        assert stated_numbers(statement) == printed, f"{fact.at.local} {statement.locus}"
    assert in_words == set(IN_OTHER_WORDS)


# Where more digits of the value count than are printed, for a reason that stands beside it.
FINER: Final = {"prime.audience@2024Q1"}


def steps(text: str) -> tuple[Fraction, Fraction]:
    """One unit of the last digit that is printed first, and of the last that is not 0."""
    found = re.search(r"(\d+)(?:\.(\d+))?([萬億%]?)", text.replace(",", ""))
    assert found
    whole, decimals, scale = found[1], found[2] or "", found[3]
    unit = SCALES[scale] * Fraction(1, 10 ** len(decimals))
    zeros = len(whole + decimals) - len((whole + decimals).rstrip("0"))
    return unit, unit * 10**zeros


def test_as_many_digits_count_as_are_printed_but_for_zeros_at_the_end() -> None:
    for fact, statement in statements():
        written = statement.quantity.written
        if written is None or written.qualifier == "exact" or fact.at.local in FINER:
            continue
        if IN_OTHER_WORDS.get(fact.at.local) == statement.printed:
            continue
        finest, coarsest = steps(statement.printed)
        assert finest <= Fraction(written.ulp) <= coarsest, f"{fact.at.local} {statement.locus}"


def test_every_accepted_exception_is_a_conflict_and_gives_its_reason_in_both_languages() -> None:
    accepted = [fact for fact in amazon().facts.values() if fact.accepted]
    assert accepted
    for fact in accepted:
        own = [row for row in rows() if row.fact.at == fact.at]
        assert fact.accepted is not None
        if "" in fact.accepted:
            assert [row for row in own if row.code], fact.at.local
        assert all(set(words) == {"en", "zh-Hant"} for words in fact.accepted.values()), fact.at.local


def test_the_exceptions_are_the_four_that_the_recap_contains() -> None:
    accepted = {fact.at.local for fact in amazon().facts.values() if "" in (fact.accepted or {})}
    assert accepted == {
        "operating_income@2025Q4", "growth(capex)@2025", "free_cash_flow@2025", "free_cash_flow@2024",
    }  # fmt: skip


def test_texts_stand_in_both_languages() -> None:
    base = amazon()
    texts = {f"label of {concept.id}": concept.label for concept in base.concepts.values()}
    texts |= {f"note of {concept.id}": concept.note for concept in base.concepts.values() if concept.note}
    texts |= {f"unit {name}": words for name, words in base.units.items()}
    for fact in base.facts.values():
        for kind, words in (("because", fact.because), ("label", fact.label), ("note", fact.note)):
            if words:
                texts[f"{kind} of {fact.at.local}"] = words
    assert {name for name, words in texts.items() if not {"en", "zh-Hant"} <= set(words)} == set()


def test_no_concept_segment_or_unit_is_left_over() -> None:
    base = amazon()
    used = {item.at.concept for at in base.facts for item in named_in(base, at)}
    assert set(base.concepts) <= used
    segments = yaml.safe_load(FILE.read_text("utf-8"))["segments"]
    assert set(segments) <= {name.partition(".")[0] for name in used}
    counted = {name for concept in base.concepts.values() for name, _ in concept.unit.powers}
    assert set(base.units) <= counted


def named_in(base: FactBase, at: Coordinates) -> list[Input]:
    return list(inputs(bound_name(base, at))) if is_formula(at.concept) else [Input(at)]


# Stated figures that follow from others in the base: what they are held against.
FORMULAS: Final = {
    "growth(operating_income)@2025Q4": "growth(operating_income)",
    "operating_income.adjusted@2025Q4": "operating_income + charges.total",
    "growth(operating_income.adjusted)@2025Q4": "growth(operating_income.adjusted, operating_income@-1Y)",
    "charges.total@2025Q4": "sum(charges.italy, charges.severance, charges.stores)",
    "aws.operating_margin@2025Q4": "aws.operating_income / aws.revenue",
    "growth(aws.revenue)@2025Q4~consensus": "growth(aws.revenue, aws.revenue@-1Y~actual)",
    "aws.run_rate@2025Q4": "annualised(aws.revenue)",
    "growth(capex)@2025": "growth(capex)",
    "surprise(capex)@2026~guidance": "surprise(capex)",
    "free_cash_flow@2025": "operating_cash_flow - capex",
    "free_cash_flow@2024": "operating_cash_flow - capex",
    "growth(free_cash_flow)@2025": "growth(free_cash_flow)",
    "growth(prime.audience, prime.audience@2024Q1)@2025Q4": "growth(prime.audience, prime.audience@2024Q1)",
    "layoffs.total@2026-01": "layoffs@2025-10 + layoffs",
    "midpoint(operating_income)@2026Q1~guidance": "midpoint(operating_income)",
}  # fmt: skip


@pytest.mark.parametrize("reference", FORMULAS)
def test_what_can_be_recomputed_is(reference: str) -> None:
    fact = amazon().find(reference)
    assert fact.telling and fact.formula is not None
    assert str(fact.formula.text) == FORMULAS[reference]
    assert fact.computed is not None, fact.trouble


def test_every_formula_gives_a_number() -> None:
    troubled = {fact.at.local: fact.trouble for fact in amazon().facts.values() if fact.trouble}
    assert troubled == {}


@pytest.mark.parametrize(
    ("reference", "low", "high"),
    [
        ("charges.total@2025Q4", 2.43e9, 2.45e9),
        ("operating_margin@2025Q4", 0.116, 0.118),
        ("surprise(aws.revenue)", 0.019, 0.021),
        ("share(aws.revenue, revenue)", 0.166, 0.168),
        ("share(aws.operating_income, operating_income)", 0.49, 0.51),
        ("surprise(capex)@2026~guidance", 0.36, 0.37),
        ("growth(free_cash_flow)@2025", -0.715, -0.705),
        ("capex.growth@2025", 0.70, 0.72),
        ("layoffs.total@2026-01", 29_000, 31_000),
        ("surprise(eps)", -0.011, -0.010),
        ("midpoint(revenue)@+1Q~guidance", 1.759e11, 1.761e11),
    ],
)
def test_some_results_worked_out_by_hand(reference: str, low: float, high: float) -> None:
    computed = amazon().find(reference).computed
    assert computed is not None
    assert low <= computed.point <= high


def test_no_unit_is_declared_that_is_built_in() -> None:
    assert not set(amazon().units) & BUILT_IN
