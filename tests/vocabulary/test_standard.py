"""The standard concepts: complete, consistent, and found by the names that people type."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from typing import Final

import pytest

from reportgen.errors import display_width
from reportgen.facts.concepts import Concepts
from reportgen.facts.evaluate import unit_of
from reportgen.facts.formula import Names, bind, inputs
from reportgen.facts.parse import parse_formula
from reportgen.facts.period import parse_period
from reportgen.facts.reference import NAME, Coordinates, Reference
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit
from reportgen.languages import LANGUAGES
from reportgen.languages.labels import names_of
from reportgen.vocabulary.concept import StandardConcept, is_money, unit_for
from reportgen.vocabulary.standard import CONCEPTS_TABLE, NO_VOCABULARY, STANDARD, Vocabulary

EVERY: Final = {name: concept for name in STANDARD.names if (concept := STANDARD.find(name))}
OF_ALL: Final = pytest.mark.parametrize("concept", EVERY.values(), ids=lambda concept: concept.name)
FORMULAS: Final = [concept for concept in EVERY.values() if concept.formula]


def test_there_are_enough_and_each_stands_once() -> None:
    lines = CONCEPTS_TABLE.read_text("utf-8").splitlines()
    names = [line.partition("\t")[0] for line in lines if not line.startswith("#")]
    assert len(names) >= 200
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert STANDARD.names == tuple(names)


@OF_ALL
def test_a_concept_is_well_made(concept: StandardConcept) -> None:
    assert re.fullmatch(NAME, concept.name)
    assert unit_for(concept.kind, "USD") is not None
    assert {*concept.parts, *filter(None, [concept.part_of])} <= EVERY.keys()
    assert concept.name not in {*concept.parts, concept.part_of}
    assert {*concept.beside} <= EVERY.keys() - {concept.name}
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]+", name) for name in (*concept.us_gaap, *concept.ifrs))
    assert (concept.basis == "adjusted") == ("adjusted" in concept.name.split("."))
    assert not (concept.instant and concept.adds_up)


def test_the_words_of_the_table_are_known() -> None:
    known = {
        "instant", "non-negative", "adds-up", "not-additive", "adjusted", "fx-neutral", "higher", "lower",
        "quarter", "half", "year",
    }  # fmt: skip
    lines = CONCEPTS_TABLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = {word for row in rows for word in "".join(row[2:3]).split()}
    assert {word for word in words if not word.startswith("beside:")} <= known
    assert max(map(len, rows)) <= 9


@OF_ALL
def test_every_language_has_a_label(concept: StandardConcept) -> None:
    assert concept.labels.keys() == LANGUAGES.keys()
    assert all(label == label.strip() != "" for label in concept.labels.values())
    assert all(
        display_width(short) < display_width(concept.labels[tag]) for tag, short in concept.shorts.items()
    )


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_two_concepts_of_a_kind_share_a_label(tag: str) -> None:
    labels = Counter((concept.kind, concept.labels[tag]) for concept in EVERY.values())
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_labels_no_other_concepts(tag: str) -> None:
    lines = LANGUAGES[tag].vocabulary.read_text("utf-8").splitlines()
    assert {line.partition("\t")[0] for line in lines if not line.startswith("#")} == EVERY.keys()
    assert names_of("no_such_concept") == {}


def test_an_alias_means_one_concept_and_is_none() -> None:
    aliases = Counter(alias for concept in EVERY.values() for alias in concept.aliases)
    assert [alias for alias, count in aliases.items() if count > 1] == []
    assert aliases.keys() & EVERY.keys() == set()
    assert all(re.fullmatch(NAME, alias) for alias in aliases)


def test_an_element_is_preferred_for_one_concept_of_each_kind_of_statement() -> None:
    """The first element is what an import looks for: two concepts may share it only where one is the other's twin."""
    first = Counter(concept.us_gaap[0] for concept in EVERY.values() if concept.us_gaap)
    assert {name for name, count in first.items() if count > 1} <= {"InterestExpense"}


@pytest.mark.parametrize("concept", FORMULAS, ids=lambda concept: concept.name)
def test_a_formula_gives_what_its_concept_is_measured_in(concept: StandardConcept) -> None:
    concepts = Concepts(STANDARD, STANDARD, (), "USD")
    year = parse_period("2025")

    def locate(reference: Reference, near: Coordinates | None = None) -> Coordinates:
        period = year.at_end() if concepts[reference.concept].instant else year
        return Coordinates("acme", reference.concept, period)

    here = locate(Reference(concept.name))
    tree = bind(parse_formula(Text(concept.formula), ()).tree, here, Names(locate))
    assert {item.at.concept for item in inputs(tree)} <= EVERY.keys() - {concept.name}
    unit = unit_of(tree, lambda item: concepts[item.at.concept].unit)
    assert unit.powers == concepts[concept.name].unit.powers


@pytest.mark.parametrize(
    ("kind", "unit"),
    [("money", "TWD"), ("money/share", "TWD/share"), ("ratio", "%"), ("shares", "shares"), ("count", "")],
)
def test_a_kind_has_its_unit(kind: str, unit: str) -> None:
    assert unit_for(kind, "TWD") == unit
    assert is_money(kind) == ("TWD" in unit)


def test_what_analysts_type_is_found() -> None:
    known = {
        "ocf": "operating_cash_flow", "fcf": "free_cash_flow", "sales": "revenue", "net_sales": "revenue",
        "opex": "operating_expenses", "r_and_d": "research_and_development", "rpo": "remaining_performance_obligations",
    }  # fmt: skip
    assert {alias: STANDARD.meant(alias) for alias in known} == known
    assert STANDARD.find("ocf") is None
    assert STANDARD.nearest("ocf") == "; write operating_cash_flow"
    assert STANDARD.nearest("operating_incom").startswith("; nearest: operating_income")
    assert STANDARD.nearest("zzzz") == STANDARD.meant("zzzz") == ""


def test_labels_are_as_analysts_write_them() -> None:
    assert STANDARD.label("net_income", "zh-Hant") == "稅後淨利"
    assert STANDARD.label("ordinary_income", "ja") == "経常利益"
    assert STANDARD.label("net_income", "ja", short=True) == "当期純利益"
    assert STANDARD.label("net_income", "en", short=True) == "Net income"
    with pytest.raises(KeyError):
        STANDARD.label("ocf", "en")


def test_own_concepts_stand_before_the_standard_ones() -> None:
    own = StandardConcept("revenue", labels={"en": "Takings"}, aliases=("takings",))
    vocabulary = Vocabulary({"revenue": own, "bikes": StandardConcept("bikes")})
    assert vocabulary.find("revenue") is own
    assert vocabulary.label("revenue", "ja") == "Takings"
    assert vocabulary.meant("takings") == "revenue"
    assert vocabulary.names == (*STANDARD.names, "bikes")
    assert pickle.loads(pickle.dumps(vocabulary)) == vocabulary


def test_no_vocabulary_has_nothing() -> None:
    assert NO_VOCABULARY.find("revenue") is None
    assert NO_VOCABULARY.names == ()
    assert NO_VOCABULARY.nearest("ocf") == ""


def test_amounts_of_money_over_time_add_up_unless_the_table_says_otherwise() -> None:
    concepts = Concepts(STANDARD, STANDARD, (), "USD")
    adding = {name for name in EVERY if concepts[name].adds_up}
    assert {"revenue", "free_cash_flow", "shipments"} <= adding
    assert adding & {"eps.diluted", "cash", "arpu", "gross_margin", "shares.diluted", "employees"} == set()
    assert concepts["revenue"].unit == Unit((("USD", 1),))
