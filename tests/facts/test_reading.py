"""From facts.yaml to a fact base: what is kept, and how many mistakes one reading finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import Finding, show_findings
from reportgen.facts.base import FactBase
from reportgen.facts.calendars import CIVIL, YearEnd, read_year_end
from reportgen.facts.interval import Interval
from reportgen.facts.reading import read_facts

Facts = dict[str, Any]
Base = Callable[[Facts], FactBase]
Read = Callable[[Facts], tuple[FactBase | None, list[Finding]]]

FULL: Final = """\
entity: acme
period: FY2025
entities:
  acme:
    name: {en: "Acme, Inc.", zh-Hant: 頂點公司}
    short: {en: Acme, zh-Hant: 頂點}
    fiscal-year-end: 06-30
  june: {name: {en: June}}
sources:
  recap: {title: {en: Recap, zh-Hant: 摘要}, published: 2026-02-06, language: zh-Hant, publisher: {en: Press}}
units:
  chips: {en: chips, zh-Hant: 顆}
concepts:
  revenue: {label: {en: Revenue, zh-Hant: 營收}, unit: USD, basis: fx-neutral, note: {en: A note.}}
  stock: {label: {en: Stock, zh-Hant: 庫存}, unit: chips, type: instant}
  multiple: {label: {en: Multiple, zh-Hant: 倍數}, unit: x}
  index: {label: {en: Index, zh-Hant: 指數}}
  share: {label: {en: Share, zh-Hant: 占比}, unit: "%"}
facts:
  revenue@FY2025:
    label: {en: Sales, zh-Hant: 銷售}
    note: {en: Mind this., zh-Hant: 注意。}
    stated:
      - {value: 1420億 USD, digits: 3, source: recap ¶3, printed: 1420億}
      - {value: 142.4 bn USD, source: "recap p. 12, table 3", printed: "142.4"}
    formula: multiple@2025 * revenue@-1Y
    prefer: 2
    because: {en: It is finer., zh-Hant: 較精確。}
    accepted: {en: Known., zh-Hant: 已知。}
  stock@2025: {stated: [{value: 1.4 m chips, source: recap ¶4, printed: 140萬}]}
  multiple@2025: {stated: [{value: "2", source: recap ¶4, printed: 兩倍}]}
  index@2025: {stated: [{value: "104.2", source: recap ¶4, printed: "104.2"}]}
  share@2025: {stated: [{value: exact 1/3, source: recap ¶4, printed: 三分之一}]}
"""


def load(text: str) -> FactBase:
    base, findings = read_facts(text.encode(), "facts.yaml")
    assert base is not None, show_findings(findings)
    return base


def codes(findings: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


# ---- what is kept ----------------------------------------------------------------------------------------


def test_every_key_ends_up_somewhere() -> None:
    base = load(FULL)
    assert (base.entity, str(base.period), base.file) == ("acme", "FY2025", "facts.yaml")
    acme, june = base.entities["acme"], base.entities["june"]
    assert (acme.name["zh-Hant"], acme.short["en"], acme.calendar.year_end) == (
        "頂點公司",
        "Acme",
        YearEnd(6, 31),
    )
    assert (june.short["en"], june.calendar) == ("June", CIVIL)
    source = base.sources["recap"]
    assert (source.title["en"], source.published, source.language) == ("Recap", "2026-02-06", "zh-Hant")
    assert base.units == {"chips": {"en": "chips", "zh-Hant": "顆"}}
    revenue, stock = base.concepts["revenue"], base.concepts["stock"]
    assert (str(revenue.unit), revenue.instant, revenue.basis, revenue.note) == (
        "USD",
        False,
        "fx-neutral",
        {"en": "A note."},
    )
    assert (str(stock.unit), stock.instant, stock.basis, stock.note) == ("chips", True, "reported", None)
    fact = next(iter(base.facts.values()))
    assert fact.at.local == "revenue@FY2025"
    assert str(fact.locus) == "facts.yaml:20:3"
    assert [statement.printed for statement in fact.stated] == ["1420億", "142.4"]
    assert [statement.locator for statement in fact.stated] == ["¶3", "p. 12, table 3"]
    assert [str(statement.locus) for statement in fact.stated] == ["facts.yaml:24:17", "facts.yaml:25:17"]
    assert fact.stated[0].quantity.interval == Interval(Fraction(1415 * 10**8), Fraction(1425 * 10**8))
    assert (fact.prefer, fact.telling) == (1, fact.stated[1])
    assert (fact.label, fact.because) == (
        {"en": "Sales", "zh-Hant": "銷售"},
        {"en": "It is finer.", "zh-Hant": "較精確。"},
    )
    assert (fact.accepted, fact.note) == (
        {"": {"en": "Known.", "zh-Hant": "已知。"}},
        {"en": "Mind this.", "zh-Hant": "注意。"},
    )
    assert fact.formula is not None
    assert str(fact.formula.text) == "multiple@2025 * revenue@-1Y"


@pytest.mark.parametrize(
    ("tag", "known"), [("zh-Hans", True), ("ja", True), ("zh-hant", False), ("de", False)]
)
def test_a_source_is_in_a_language_that_is_read(tag: str, known: bool) -> None:
    base, findings = read_facts(FULL.replace("language: zh-Hant", f"language: {tag}").encode(), "facts.yaml")
    assert (base is not None) is known
    assert (base is None or base.sources["recap"].language == tag) and bool(findings) is not known


def test_a_number_of_times_an_index_and_a_fraction_need_no_unit() -> None:
    base = load(FULL)
    for reference, unit, point in (
        ("multiple@2025", "x", "2"),
        ("index@2025", "", "104.2"),
        ("share@2025", "%", "1/3"),
    ):
        quantity = base.find(reference).quantity
        assert quantity is not None
        assert (str(quantity.unit), quantity.point) == (unit, Fraction(point))


def test_the_fiscal_year_of_the_entity_counts() -> None:
    base = load(FULL)
    assert base.find("revenue@TTM2025Q2").at.local == "revenue@FY2025"
    assert base.find("stock@2025").at.local == "stock@2025-12-31"


def test_a_fact_base_of_one_fact() -> None:
    base = load(
        "entity: a\nperiod: 2025\nentities: {a: {name: {en: A}}}\n"
        "sources: {s: {title: {en: S}, published: 2026-01-01}}\n"
        "concepts: {revenue: {label: {en: R}, unit: USD}}\n"
        "facts: {revenue@2025: {stated: [{value: 1 USD, source: s ¶1, printed: x}]}}\n"
    )
    assert [str(at) for at in base.facts] == ["a/revenue@2025"]


def test_a_fact_base_without_facts() -> None:
    base = load(
        "entity: a\nperiod: 2025\nentities: {a: {name: {en: A}}}\nsources: {}\nconcepts: {}\nfacts: {}\n"
    )
    assert (base.facts, base.units) == ({}, {})


@pytest.mark.parametrize("value", ["NO", "010", "12:30", "1.10", "null", "0x10", "2024-02-30"])
def test_labels_and_printed_figures_keep_their_text(base: Base, value: str) -> None:
    fact = base({"revenue@2025": [{"value": "1 USD", "printed": value}, {"note": {"en": value}}]}).find(
        "revenue@2025"
    )
    assert fact.stated[0].printed == value
    assert fact.note == {"en": value}


# ---- what is found ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "said", "expected"),
    [
        ("revenue@2025", "10 bn TWD", ["RG204"]),
        ("revenue@2025", "10 bn", ["RG204"]),
        ("margin@2025", "14", ["RG204"]),  # and not 1400%
        ("margin@2025", "14 points", ["RG204"]),
        ("change_of_margin@2025", "1.9%", ["RG204"]),
        ("spread@2025", "50", ["RG204"]),
        ("spread@2025", "0.5%", ["RG204"]),
        ("people@2025", "16,000", ["RG204"]),
        ("people@2025", "exact 1/3", ["RG204"]),
        ("people@2025", "16,000 persons", ["RG202"]),
        ("index@2025", "7 x", ["RG204"]),
        ("times@2025", "7%", ["RG204"]),
        ("times@2025", "7", []),
        ("times@2025", "7 x", []),
        ("index@2025", "7", []),
        ("margin@2025", "14%", []),
        ("margin@2025", "exact 1/7", []),
        ("spread@2025", "50 bps", []),
        ("nothing@2025", "1 USD", ["RG205"]),
        ("revenue", "1 USD", ["RG205"]),
        ("revenue@-1Y", "1 USD", ["RG205"]),
        ("revenue@2025-12-31", "1 USD", ["RG205"]),  # a length of time on a day
        ("backlog@2025-12-31", "1 USD", []),
        ("nobody/revenue@2025", "1 USD", ["RG205"]),
        ("revenue@2025Q9", "1 USD", ["RG205"]),
        ("revenue@2025~hope", "1 USD", ["RG205"]),
        ("revenue@2025", ["1 USD", {"prefer": 1}], ["RG207"]),
        ("revenue@2025", ["1 USD", {"prefer": 2, "because": {"en": "why"}}], ["RG207"]),
        ("revenue@2025", ["1 USD", "2 USD", {"prefer": 2, "because": {"en": "why"}}], []),
        ("revenue@2025", [{"note": {"en": "Nothing is said."}}], ["RG207"]),
        ("revenue@2025", "= 2 *", ["RG208"]),
        ("revenue@2025", [{"value": "1 USD", "source": "recap"}], ["RG206"]),
        ("revenue@2025", [{"value": "1 USD", "source": "memo ¶1"}], ["RG206"]),
        ("revenue@2025", [{"value": "1 USD", "source": "recap ¶1a"}], []),
        ("revenue@2025", [{"value": "1 USD", "source": "recap p. 7"}], []),
        ("revenue@2025", [{"value": "one USD", "source": "memo"}], ["RG202", "RG206"]),
        ("revenue@2025", [{"value": "14 USD", "digits": 1}], ["RG202"]),
        ("revenue@2025", [{"value": "14 USD", "digits": 0}], ["RG112"]),
        ("revenue@2025", [{"value": "14 USD", "digits": "two"}], ["RG112"]),
        ("revenue@2025", ["1 USD", {"colour": "red"}], ["RG111"]),
        ("revenue@2025", ["1 USD", {"note": "A note."}], ["RG112"]),
        ("revenue@2025", ["1 USD", {"note": {"fr": "Une note."}}], ["RG112"]),
    ],
)  # fmt: skip
def test_each_mistake_and_its_nearest_innocent_neighbour(
    read: Read, reference: str, said: Any, expected: list[str]
) -> None:
    base, findings = read({reference: said})
    assert codes(findings) == expected, show_findings(findings)
    assert (base is None) is bool(expected)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("revenue@2025", "revenue@TTM2025Q4", True),
        ("revenue@2025", "acme/revenue@FY2025", True),
        ("june/revenue@FY2026Q2", "june/revenue@2025Q4", True),
        ("backlog@2025Q4", "backlog@2025-12-31", True),
        ("backlog@2025Q4", "backlog@2025", True),
        ("revenue@2025", "revenue@2025~actual", True),
        ("revenue@2025", "june/revenue@2025", False),
        ("june/revenue@FY2025", "revenue@FY2025", False),
        ("revenue@2025", "revenue@2025~guidance", False),
        ("revenue@2025Q4", "revenue@2025", False),
        ("backlog@2025Q3", "backlog@2025Q4", False),
    ],
)
def test_one_fact_twice(read: Read, one: str, other: str, same: bool) -> None:
    findings = read({one: "1 USD", other: "1 USD"})[1]
    assert codes(findings) == ["RG210"] * same
    if same:
        assert findings[0].message == f"{other!r} is the same fact as {one!r} in line 1"


def test_all_mistakes_are_found_at_once_and_each_only_once(read: Read) -> None:
    wrong: Facts = {
        "revenue@2025": "ten USD",
        "revenue@2024": "10 TWD",
        "revenue@2023": [{"value": "10 USD", "source": "memo ¶1"}],
        "revenue@2022": "= growt(cost)",
        "revenue@2021": "= profits * 2",
        "revenue@2020": "= cost@2020 / 0.5 + cost@2020 * margin@2020 - people@2020",
        "nothing@2025": "1 USD",
        "cost@2025": "= cost",
        "cost@2024": [{"stated": []}],
        "cost@2023": [{"formula": {"a": "b"}}],
        "cost@2022": ["1 USD", {"because": ["why"], "prefer": 1}],
        "cost@2020": "1 USD",
        "margin@2020": "1%",
        "people@2020": "1 people",
    }
    findings = read(wrong)[1]
    assert codes(findings) == [
        "RG112", "RG112", "RG112", "RG202", "RG204", "RG204", "RG205", "RG205", "RG206", "RG208", "RG209",
    ]  # fmt: skip


def test_a_mistake_in_the_head_does_not_hide_the_facts() -> None:
    text = FULL.replace("period: FY2025", "period: soon").replace("142.4 bn USD", "142.4 bn UDS")
    text = (
        text.replace("2026-02-06", "2026-02-30")
        .replace("06-30", "06-31")
        .replace("unit: x}", "unit: x, typ: y}")
    )
    findings = read_facts(text.encode(), "facts.yaml")[1]
    assert {"RG203", "RG202", "RG111"} <= set(codes(findings))
    assert codes(findings).count("RG203") == 3


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("06-31", "06-30"),
        ("02-30", "02-29"),
        ("13-01", "12-31"),
        ("00-10", "01-31"),
        ("6-30", "06-30"),
        ("June", "06-30"),
        ("2025-06-30", "06-30"),
    ],
)
def test_fiscal_year_ends(wrong: str, right: str) -> None:
    head = "entity: a\nperiod: 2025\nentities: {a: {name: {en: A}, fiscal-year-end: %s}}\n"
    head += "sources: {}\nconcepts: {}\nfacts: {}\n"
    findings = read_facts((head % wrong).encode(), "facts.yaml")[1]
    assert [finding.message for finding in findings] == [f"a fiscal year cannot end on {wrong!r}"]
    assert load(head % right).entities["a"].calendar.year_end == read_year_end(right)


# ---- laws ------------------------------------------------------------------------------------------------

json_values = st.recursive(
    st.sampled_from(["", "x", "1", "2025Q4", "10 USD", "recap ¶1", "revenue", "en", "[", "營收"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "unit", "stated", "value", "note", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
places = st.sampled_from(
    [
        ("entity",), ("period",), ("entities",), ("entities", "acme"), ("entities", "acme", "name"), ("sources",),
        ("sources", "recap", "published"), ("units",), ("units", "chips"), ("concepts",), ("concepts", "revenue"),
        ("concepts", "revenue", "unit"), ("concepts", "revenue", "label"), ("concepts", "revenue", "type"), ("facts",),
        ("facts", "revenue@2025"), ("facts", "revenue@2025", "stated"), ("facts", "revenue@2025", "stated", 0),
        ("facts", "revenue@2025", "stated", 0, "value"), ("facts", "revenue@2025", "formula"),
        ("facts", "revenue@2025", "prefer"), ("facts", "revenue@2025", "accepted"), ("facts", "cost@2025"), ("new",),
    ]
)  # fmt: skip


def put(document: Any, path: tuple[Any, ...], value: Any) -> None:
    """Puts a value at a place, if an earlier change has left that place there."""
    for part in path[:-1]:
        try:
            document = document[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(document, dict) or (isinstance(document, list) and document and path[-1] == 0):
        document[path[-1]] = value


@given(st.lists(st.tuples(places, json_values), min_size=1, max_size=3))
def test_a_file_of_any_shape_is_read_or_refused_and_never_crashes(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    names = {"en": "Name"}
    document: Any = {
        "entity": "acme",
        "period": "2025Q4",
        "entities": {"acme": {"name": names}},
        "sources": {"recap": {"title": names, "published": "2026-02-06"}},
        "units": {"chips": names},
        "concepts": {"revenue": {"label": names, "unit": "USD"}, "cost": {"label": names, "unit": "USD"}},
        "facts": {
            "revenue@2025": {
                "stated": [{"value": "10 USD", "source": "recap ¶1", "printed": "x"}],
                "formula": "cost * 2",
            },
            "cost@2025": {"stated": [{"value": "5 USD", "source": "recap ¶1", "printed": "x"}]},
        },
    }
    for path, value in changes:
        put(document, path, value)
    base, findings = read_facts(json.dumps(document, ensure_ascii=False).encode(), "facts.yaml")
    assert (base is None) is bool(findings)
    assert all(finding.locus for finding in findings)
    assert len({(finding.code, finding.message, finding.locus) for finding in findings}) == len(findings)
    assert show_findings(findings)


def test_the_editions_own_period_goes_by_the_entitys_year() -> None:
    made = load(FULL)
    assert (made.period.start.isoformat(), made.period.end.isoformat()) == ("2024-07-01", "2025-06-30")
    assert made.find("revenue") is made.find("revenue@FY2025")
