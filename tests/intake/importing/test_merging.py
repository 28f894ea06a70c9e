"""Laws of adding an import to a facts.yaml, whatever the filings and whatever a person wrote between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_filings import PRODUCTS, SEGMENTS, Cover, Line, instance

from reportgen.errors import Rejected
from reportgen.facts.reading import read_facts
from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.facts_file import IMPORTED_FROM, IMPORTED_TO, new_file
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.merging import add_to, sound_base
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import STANDARD

REVENUE, COST, PROFIT = "us-gaap:Revenues", "us-gaap:CostOfRevenue", "us-gaap:GrossProfit"
CASH, EPS = "us-gaap:NetCashProvidedByUsedInOperatingActivities", "us-gaap:EarningsPerShareDiluted"
ENDS = {3: "2025-03-31", 6: "2025-06-30", 9: "2025-09-30", 12: "2025-12-31"}
STRETCHES = [
    *(("2025-01-01", end) for end in ENDS.values()),
    ("2025-04-01", "2025-06-30"),
    ("2025-07-01", "2025-09-30"),
    ("2024-01-01", "2024-12-31"),
]
AMOUNTS = st.integers(-3, 40).map(lambda value: f"{value * 1_000_000}")
CUTS = [
    ("", ""),
    (SEGMENTS, "acme:CloudMember"),
    (SEGMENTS, "acme:PostMember"),
    (PRODUCTS, "acme:CloudMember"),
]


@st.composite
def imports(draw: st.DrawFn) -> Import:
    """What a report of the year 2025 brings, of a few measures that may contradict one another."""
    lines = [Line(REVENUE, ("2024-01-01", "2024-12-31"), "20000000")]
    for _ in range(draw(st.integers(1, 8))):
        axis, member = draw(st.sampled_from(CUTS))
        element = draw(st.sampled_from([REVENUE, COST, PROFIT, CASH]))
        lines.append(Line(element, draw(st.sampled_from(STRETCHES)), draw(AMOUNTS), axis=axis, member=member))
    if draw(st.booleans()):
        lines.append(Line(EPS, draw(st.sampled_from(STRETCHES)), "0.12", "2", "USD-per-share"))
    form = draw(st.sampled_from(["10-Q", "10-Q/A", "10-K", "10-K/A"]))
    cover = Cover(
        draw(st.sampled_from([*ENDS.values()])), form, focus="FY" if form.startswith("10-K") else "Q2"
    )
    made = import_filing(read_xbrl(instance(lines, cover), "acme.xml"), STANDARD, Wish())
    filed = draw(st.dates(date(2025, 1, 1), date(2026, 12, 31)))
    return replace(made, sources=tuple(replace(one, published=filed) for one in made.sources))


def added(text: str, made: Import) -> str:
    return add_to(text, "facts.yaml", made, LANGUAGES, STANDARD).text


def after(text: str, made: Iterable[Import]) -> str:
    for one in made:
        text = added(text, one) if text else new_file(one, LANGUAGES).text
    return text


def is_within(few: Iterable[str], many: Iterable[str]) -> bool:
    rest = iter(many)
    return all(line in rest for line in few)


@settings(max_examples=60)
@given(st.lists(imports(), min_size=1, max_size=3))
def test_what_was_imported_and_is_imported_again_changes_nothing(made: list[Import]) -> None:
    text = after("", made)
    sound_base(text, "facts.yaml", STANDARD)
    assert added(text, made[-1]) == text
    settled = after(text, made)
    assert after(settled, made) == settled


@settings(max_examples=60)
@given(imports(), imports(), st.data())
def test_lines_of_a_person_stay_in_their_order(first: Import, second: Import, data: st.DataObject) -> None:
    lines = after("", [first]).split("\n")
    end = lines.index(IMPORTED_FROM)
    source = first.sources[0].id
    mine = ["  # ours", f"  capex@2025Q1:   7 m USD; {source}  ¶7   # as told", ""]
    lines[end:end] = mine
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if not lines[at].startswith("    "):
            lines.insert(at, f"  # remark {at}")
    text = "\n".join(lines)
    try:
        found = added(text, second)
    except Rejected as refused:
        pytest.fail(str(refused.findings))
    assert is_within(lines[: lines.index(IMPORTED_FROM)], found.split("\n"))
    assert {line for line in lines if "# remark" in line} <= set(found.split("\n"))
    assert found.count(IMPORTED_FROM) == found.count(IMPORTED_TO) == 1
    assert added(found, second) == found


@settings(max_examples=60)
@given(st.lists(imports(), min_size=2, max_size=4))
def test_no_statement_is_ever_lost(made: list[Import]) -> None:
    text = ""
    told = set[tuple[str, str]]()
    for one in made:
        text = after(text, [one])
        base, findings = read_facts(text.encode(), "facts.yaml")
        assert base is not None, findings
        now = {(str(at), said.literal) for at, fact in base.facts.items() for said in fact.stated}
        assert told <= now
        told = now


@settings(max_examples=60)
@given(st.lists(imports(), min_size=2, max_size=4))
def test_every_sum_that_stands_there_holds(made: list[Import]) -> None:
    base = sound_base(after("", made), "facts.yaml", STANDARD)
    for fact in base.facts.values():
        if fact.telling and fact.formula:
            for computed in (fact.computed, *(one.computed for one in fact.further)):
                assert computed is None or computed.interval.meets(fact.telling.quantity.interval), fact


def test_entries_stand_in_the_order_of_the_vocabulary_whatever_came_first() -> None:
    def one(element: str) -> Import:
        lines = [Line(element, STRETCHES[0], "5000000"), Line(element, STRETCHES[-1], "20000000")]
        filing = read_xbrl(instance(lines, Cover("2025-03-31", focus="Q1")), "acme.xml")
        return import_filing(filing, STANDARD, Wish())

    text = after("", [one(CASH), one(COST), one(REVENUE)])
    facts = [
        line.partition("@")[0].strip()
        for line in text.partition(IMPORTED_FROM)[2].splitlines()
        if "@" in line
    ]
    assert [name for name, _ in groupby(facts)] == ["revenue", "cost_of_revenue", "operating_cash_flow"]


@settings(max_examples=60)
@given(st.lists(imports(), min_size=2, max_size=4))
def test_every_fact_is_counted_once(made: list[Import]) -> None:
    text = new_file(made[0], LANGUAGES).text
    for one in made[1:]:
        said = add_to(text, "facts.yaml", one, LANGUAGES, STANDARD)
        became = said.added + said.kept + said.amended + len(said.changed) + len(said.left)
        assert became == len(one.facts) + said.computed
        text = said.text
