"""The fact base of the Amazon edition: complete, located, checked against itself, and its exceptions real ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from reportgen.checks.tieout import TieOut, findings, tie_out
from reportgen.errors import show_findings
from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.reading import read_facts
from reportgen.facts.reference import Coordinates
from reportgen.figures.display import show
from reportgen.figures.number_style import Style, number_style_of

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
    "bedrock.revenue.run_rate@2025Q4": "數十億美元",
    "ai.companies@2025Q4": "數千家",
    "capex.floor@2026~guidance": "千億美元",
    "capex.growth@2026~guidance": "近乎翻倍",
    "power.added.multiple@2025": "兩倍",
    "power.multiple@2027-12-31~guidance": "再翻倍",
    "chips.growth@2025Q4": "三位數",
    "tnf.audience.growth.floor@2025Q4": "雙位數",
    "tnf.streak@2025Q4": "連續第三年",
    "ucl.rights_end@2025Q4": "2030/31賽季",
    "delivery.streak@2025": "連續第三年",
    "rural.customers.growth@2025": "近一倍",
    "essentials.growth_multiple@2025": "幾乎是美國其他品類的兩倍",
    "essentials.share@2025": "每三件售出的商品中就有一件",
}


def written_value(statement: Statement) -> str:
    """The value as the author wrote it in the file."""
    line = statement.locus.excerpt[statement.locus.column - 1 :]
    match = re.match(r'"([^"]*)"|([^,}]*)', line)
    assert match is not None
    return match[1] or match[2]


def numerals(text: str) -> list[str]:
    """Every numeral with the scale or per cent sign that follows it, signs and commas left out."""
    return re.findall(r"\d+(?:\.\d+)?[萬億兆%]?", text.replace(",", ""))


# Where the value is given more digits than are printed, for a reason that stands beside it.
FINER: Final = {"prime_video.audience@2024Q1": ("2.00億", "2億")}


def test_every_value_has_the_digits_that_are_printed() -> None:
    in_words = set()
    for fact, statement in statements():
        if IN_OTHER_WORDS.get(fact.at.local) == statement.printed:
            in_words.add(fact.at.local)
            continue
        if fact.at.local in FINER:
            assert (*numerals(written_value(statement)), *numerals(statement.printed)) == FINER[fact.at.local]
            continue
        assert numerals(written_value(statement)) == numerals(statement.printed), (
            f"{fact.at.local} {statement.locus}"
        )
    assert in_words == set(IN_OTHER_WORDS)


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
    assert accepted == {"operating_income@2025Q4", "capex.growth@2025", "fcf@2025", "fcf@2024"}


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


def test_no_concept_and_no_unit_is_left_over() -> None:
    base = amazon()
    assert {at.concept for at in base.facts} == set(base.concepts)
    counted = {name for concept in base.concepts.values() for name, _ in concept.unit.powers}
    assert set(base.units) <= counted


# Stated figures that follow from others in the base, and derived ones: all of them carry their formula.
FORMULAS: Final = {
    "revenue.added@2025Q4": "change(revenue)",
    "operating_income.growth@2025Q4": "growth(operating_income)",
    "operating_income.adjusted@2025Q4": "operating_income + charges.total",
    "operating_income.adjusted.growth@2025Q4": "growth(operating_income.adjusted, operating_income@-1Y)",
    "operating_margin@2025Q4": "operating_income / revenue",
    "charges.total@2025Q4": "sum(charges.italy, charges.severance, charges.stores)",
    "charges.share@2025Q4": "share(charges.total, operating_income)",
    "eps.surprise@2025Q4": "surprise(eps)",
    "aws.margin@2025Q4": "aws.operating_income / aws.revenue",
    "aws.revenue.growth@2025Q4~consensus": "growth(aws.revenue~consensus, aws.revenue@2024Q4~actual)",
    "aws.revenue.share@2025Q4": "share(aws.revenue, revenue)",
    "aws.revenue.run_rate@2025Q4": "annualised(aws.revenue)",
    "aws.operating_income.share@2025Q4": "share(aws.operating_income, operating_income)",
    "capex.growth@2025": "growth(capex)",
    "capex.to_ocf@2025": "share(capex, ocf)",
    "capex.surprise@2026~guidance": "capex~guidance / capex~consensus - 1",
    "fcf@2025": "ocf - capex",
    "fcf@2024": "ocf - capex",
    "fcf.growth@2025": "growth(fcf)",
    "ads.revenue.share@2025Q4": "share(ads.revenue, revenue)",
    "ads.revenue.surprise@2025Q4": "surprise(ads.revenue)",
    "online_stores.revenue.share@2025Q4": "share(online_stores.revenue, revenue)",
    "prime_video.audience.growth@2025Q4": "growth(prime_video.audience, prime_video.audience@2024Q1)",
    "layoffs.total@2026Q1": "layoffs@2025Q4 + layoffs@2026Q1",
    "operating_income.midpoint@2026Q1~guidance": "midpoint(operating_income~guidance)",
    "revenue.midpoint@2026Q1~guidance": "midpoint(revenue~guidance)",
    "googl/capex.midpoint@2026~guidance": "midpoint(capex~guidance)",
}  # fmt: skip


@pytest.mark.parametrize("reference", FORMULAS)
def test_what_can_be_recomputed_carries_its_formula(reference: str) -> None:
    fact = amazon().find(reference)
    assert fact.formula is not None
    assert str(fact.formula.text) == FORMULAS[reference]
    assert fact.computed is not None, fact.trouble


def test_no_stated_rate_goes_without_the_formula_that_the_base_allows() -> None:
    """A growth rate whose both amounts are stated, a share whose part and whole are."""
    base = amazon()
    for fact in base.facts.values():
        stem = fact.at.concept.removesuffix(".growth")
        if not fact.stated or fact.formula or stem == fact.at.concept or stem not in base.concepts:
            continue
        period = fact.at.period.at_end() if base.concepts[stem].instant else fact.at.period
        pair = [
            Coordinates(fact.at.entity, stem, when, fact.at.scenario) for when in (period, period.shift(-12))
        ]
        assert not all(at in base.facts and base.facts[at].stated for at in pair), fact.at.local


def test_every_formula_gives_a_number() -> None:
    troubled = {fact.at.local: fact.trouble for fact in amazon().facts.values() if fact.trouble}
    assert troubled == {}


@pytest.mark.parametrize(
    ("reference", "low", "high"),
    [
        ("charges.total@2025Q4", 2.43e9, 2.45e9),
        ("operating_margin@2025Q4", 0.116, 0.118),
        ("aws.revenue.surprise@2025Q4", 0.019, 0.021),
        ("aws.revenue.share@2025Q4", 0.166, 0.168),
        ("aws.operating_income.share@2025Q4", 0.49, 0.51),
        ("capex.surprise@2026~guidance", 0.36, 0.37),
        ("fcf.growth@2025", -0.715, -0.705),
        ("capex.growth@2025", 0.70, 0.72),
        ("layoffs.total@2026Q1", 29_000, 31_000),
        ("eps.surprise@2025Q4", -0.011, -0.010),
        ("revenue.midpoint@2026Q1~guidance", 1.759e11, 1.761e11),
    ],
)
def test_some_results_worked_out_by_hand(reference: str, low: float, high: float) -> None:
    computed = amazon().find(reference).computed
    assert computed is not None
    assert low <= computed.point <= high


def test_units_that_are_built_in_print_as_the_declared_ones_did() -> None:
    built_in = (
        "chips",
        "companies",
        "countries",
        "customers",
        "items",
        "month",
        "people",
        "quarters",
        "year",
        "years",
    )
    declared = re.compile(rf"^  (?:{'|'.join(built_in)}): \{{en: .*\}}\n", re.MULTILINE)
    head, concepts, rest = FILE.read_text("utf-8").partition("\nconcepts:")
    base, wrong = read_facts((declared.sub("", head) + concepts + rest).encode(), FILE.name)
    assert base is not None, show_findings(wrong)
    assert not set(built_in) & set(base.units)
    for language in ("en", "zh-Hant"):
        own, without = (number_style_of(language, Style(), facts.units) for facts in (amazon(), base))
        for at, fact in amazon().facts.items():
            now = base.facts[at].quantity
            assert (now is None) == (fact.quantity is None)
            if fact.quantity and now:
                assert show(now, without) == show(fact.quantity, own)
