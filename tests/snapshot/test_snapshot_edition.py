"""Snapshots of invented companies: whatever is held, what is composed of it checks without a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from invented_accounts import BALANCES, GROWER, MATURE, NO_GROSS_PROFIT, SINGLE_YEAR, Accounts, facts_yaml
from support import TEMPLATES

from reportgen.brief.inputs import Inputs, themes
from reportgen.check import Checked, check
from reportgen.document.walk import plain
from reportgen.errors import Misuse
from reportgen.facts.vocabulary_yaml import known_vocabulary
from reportgen.intake.importing.merging import sound_base
from reportgen.languages import LANGUAGES
from reportgen.snapshot.snapshot_edition import snapshot_edition

DAY = date(2026, 2, 5)
SEGMENTS = {"pumps": (230, 190), "valves": (182, 128)}
KINDS: dict[str, str] = {
    "a fast grower with losses": facts_yaml(GROWER, segments=SEGMENTS),
    "a mature company": facts_yaml(MATURE, "2025", balances=BALANCES, currency="EUR"),
    "one without gross profit": facts_yaml(NO_GROSS_PROFIT, "2025", currency="JPY"),
    "one with a single year": facts_yaml(SINGLE_YEAR, "2025"),
    "one with revenue alone": facts_yaml({"revenue": (12,)}),
    "one with income alone": facts_yaml({"net_income": (-3, -2)}, "2025"),
    "one with a balance sheet alone": facts_yaml({}, "2025", balances=BALANCES),
}


def files_of(
    facts: str, languages: tuple[str, ...] = tuple(LANGUAGES), axes: Mapping[str, str] = {}
) -> dict[str, str]:
    base = sound_base(facts, "facts.yaml", known_vocabulary(None))
    return {"facts.yaml": facts} | snapshot_edition(base, axes, DAY, languages)


def checked(files: Mapping[str, str]) -> Checked:
    read = {name: text.encode() for name, text in files.items()}
    return check(Inputs("korbel", "data/korbel", read, None, {}, themes((TEMPLATES,))))


def words(found: Checked, language: str = "en") -> str:
    (draft,) = (one for one in found.drafts if one.language == language)
    document = draft.document
    texts = [plain(document.headline.content)]
    return "\n".join(texts)


@pytest.mark.parametrize("facts", KINDS.values(), ids=KINDS.keys())
def test_it_checks_without_a_finding_in_all_languages_at_once(facts: str) -> None:
    found = checked(files_of(facts))
    assert [str(one) for one in found.findings if not one.accepted] == []


@pytest.mark.parametrize(
    ("now", "before", "headline"),
    [
        (1010, 1000, "Revenue edged up 1% on the year"),
        (1100, 1000, "Revenue rose 10% on the year"),
        (1500, 1000, "Revenue jumped 50% on the year"),
        (2100, 1000, "Revenue more than doubled on the year"),
        (990, 1000, "Revenue edged down 1.0% on the year"),
        (700, 1000, "Revenue dropped 30.0% on the year"),
    ],
)
def test_its_words_follow_the_numbers(now: int, before: int, headline: str) -> None:
    facts = facts_yaml({"revenue": (now, before)}, "2025")
    assert words(checked(files_of(facts, ("en",)))).startswith(headline)


def test_a_profit_that_became_a_loss_is_called_so() -> None:
    facts = facts_yaml({"revenue": (1000, 901), "net_income": (-4, 6)}, "2025")
    assert words(checked(files_of(facts, ("en",)))) == (
        "Revenue rose 11% on the year, but net income swung to a loss from a profit"
    )


def test_the_course_is_drawn_where_there_are_eight_quarters_and_not_where_there_are_two() -> None:
    assert "revenue-course" in files_of(KINDS["a fast grower with losses"])["brief.yaml"]
    few = facts_yaml({name: amounts[:2] for name, amounts in GROWER.items()})
    assert "revenue-course" not in files_of(few)["brief.yaml"]


def test_what_is_missing_is_said() -> None:
    text = files_of(KINDS["one without gross profit"], ("en",))["en.md"]
    left_out = text.partition("Left out")[2]
    assert "gross profit" in left_out and "cash flow" in left_out and "revenue by segment" in left_out


def test_a_name_with_a_numeral_is_a_term() -> None:
    facts = facts_yaml(GROWER, segments=SEGMENTS).replace("{en: Pumps}", "{en: Pumps 2000}")
    files = files_of(facts, ("en",))
    assert "terms: [Pumps 2000]" in files["brief.yaml"]
    assert [one for one in checked(files).findings if not one.accepted] == []


def test_what_turned_from_plus_to_minus_is_among_what_changed_most() -> None:
    accounts = {
        "revenue": (900, 905),
        "impairment": (80, 75),
        "other_income": (-60, 40),
        "restructuring_charges": (70, 20),
    }
    files = files_of(facts_yaml(accounts, "2025"), ("en",))
    assert '{{ changed("other_income", since="-1Y") }}' in files["en.md"]
    assert [one for one in checked(files).findings if not one.accepted] == []


def test_one_line_of_what_is_owed_is_called_by_its_name() -> None:
    facts = facts_yaml(MATURE, "2025", balances=BALANCES)
    assert "$owed" not in files_of(facts, ("en",))["en.md"]
    assert 'long-term debt {{ cite("long_term_debt") }}' in files_of(facts, ("en",))["en.md"]
    both = facts_yaml(MATURE, "2025", balances=BALANCES | {"short_term_debt": (100, 90)})
    assert 'debt {{ cite("short_term_debt + long_term_debt") }}' in files_of(both, ("en",))["en.md"]


@pytest.mark.parametrize(
    ("digits", "unit"), [("1234 m", "m USD"), ("1234.3 m", "m USD"), ("1234.321 m", "thousand USD")]
)
def test_tables_are_on_the_scale_of_the_report(digits: str, unit: str) -> None:
    facts = facts_yaml(SINGLE_YEAR, "2025").replace("revenue@2025: 77 m", f"revenue@2025: {digits}")
    assert f"unit: {unit}" in files_of(facts, ("en",))["brief.yaml"]


_AMOUNT = st.integers(-500, 1000)


@st.composite
def accounts(draw: st.DrawFn) -> Accounts:
    """Statements that hold together in some periods, of which any part may be missing."""
    periods = draw(st.integers(1, 9))
    found: dict[str, list[int]] = {}
    for _ in range(periods):
        revenue, cost, research, selling = (draw(st.integers(0, 1000)) for _ in range(4))
        gap, tax = draw(st.integers(-50, 50)), draw(st.integers(-20, 60))
        gross = revenue - cost
        operating = gross - research - selling
        period = {
            "revenue": revenue, "cost_of_revenue": cost, "gross_profit": gross, "research_and_development": research,
            "selling_and_marketing": selling, "operating_expenses": research + selling, "operating_income": operating,
            "pretax_income": operating + gap, "income_tax": tax, "net_income": operating + gap - tax,
            "operating_cash_flow": draw(_AMOUNT), "capex": draw(st.integers(0, 300)),
            "share_repurchases": draw(st.integers(0, 300)), "dividends_paid": draw(st.integers(0, 300)),
            "stock_based_compensation": draw(st.integers(0, 300)),
        }  # fmt: skip
        for name, amount in period.items():
            found.setdefault(name, []).append(amount)
    kept = draw(st.sets(st.sampled_from(sorted(found)), min_size=1))
    return {name: amounts for name, amounts in found.items() if name in kept}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(accounts(), st.sampled_from(["2025", "2025Q2"]), st.booleans(), st.sampled_from(sorted(LANGUAGES)))
def test_no_statement_of_it_is_ever_false(
    drawn: Accounts, period: str, balanced: bool, language: str
) -> None:
    facts = facts_yaml(drawn, period, balances=BALANCES if balanced else None)
    try:
        files = files_of(facts, (language,))
    except Misuse:  # there is nothing to begin with, and nothing is stated
        reject()
    found = checked(files)
    assert [str(one) for one in found.findings if one.code.startswith("RG5")] == []
