"""What a step leaves behind: the year to date, another company's quarter, the year's end, and days of share prices."""

from __future__ import annotations

from typing import Final

import pytest
from filling import Files, inputs_of, rolled_on

from reportgen.check import check
from reportgen.errors import Finding

FACTS: Final = """\
entity: acme
entities:
  acme: {name: {en: Acme}, fiscal-year-end: 01-31}
  peer: {name: {en: Peer}}
period: FY2026Q2
sources: {release: {title: {en: Release}, published: 2025-08-27}}
facts:
  revenue@FY2026H1: 20.0 m USD; release ¶1
  revenue@FY2025H1: 18.0 m USD; release ¶1
  revenue@FY2026Q2: 10.0 m USD; release ¶1
  revenue@FY2025Q2: 9.0 m USD; release ¶1
  peer/revenue@2025Q2: 7.0 m USD; release ¶1
  peer/revenue@2024Q2: 6.0 m USD; release ¶1
  cash@2025-01-31: 3.0 m USD; release ¶1
  cash@2025-07-31: 4.0 m USD; release ¶1
  share_price@2025-08-27: 40 USD/share; release ¶1
"""
BRIEF: Final = """\
date: 2025-08-28
languages: [en]
kicker: {en: Acme}
title: {en: Acme}
disclaimer: {en: Acme.}
key-figures:
  rows: [{fact: revenue}, {fact: revenue@FY2026H1}, {fact: peer/revenue@2025Q2}, {fact: cash@-2Q}, {fact: cash}]
exhibits:
  prices:
    chart: column
    title: {en: Prices}
    subtitle: {en: The share}
    marks: [{fact: share_price@2025-08-27, label: {en: Now}}]
"""
TEXT: Final = """\
# Acme

Cash was {{ cite("cash") }}, after {{ cite("cash@-2Q") }}.

{{ exhibit("prices") }}
"""


@pytest.fixture(scope="module")
def files() -> Files:
    """A second quarter rolled to the third, its share price brought up to date."""
    old = {"facts.yaml": FACTS, "brief.yaml": BRIEF, "en.md": TEXT}
    rolled = rolled_on(
        inputs_of("acme-q2", {name: one.encode() for name, one in old.items()}), "new", "FY2026Q3"
    )
    return dict(rolled.files)


def named(files: Files) -> list[Finding]:
    return [one for one in check(inputs_of("new", files)).findings if one.code == "RG542"]


def planted(files: Files, file: str, old: str, new: str) -> Files:
    text = files[file].decode()
    assert old in text
    return {**files, file: text.replace(old, new, 1).encode()}


def _told(one: Finding) -> tuple[str, str]:
    assert one.locus is not None
    return one.locus.file, one.message


STALE: Final = (
    ("brief.yaml", "{fact: revenue@FY2026-9M}", "{fact: revenue@FY2026H1}", "acme-q2 was about"),
    ("brief.yaml", "{fact: revenue@FY2026-9M}", "{fact: revenue@FY2025H1}", "a year before FY2026Q2"),
    ("brief.yaml", "{fact: peer/revenue@2025Q3}", "{fact: peer/revenue@2025Q2}", "acme-q2 was about"),
    ("brief.yaml", "{fact: peer/revenue@2025Q3}", "{fact: peer/revenue@2024Q2}", "a year before FY2026Q2"),
    ("en.md", "\n{{ exhibit", "\nIt was {{ cite('revenue@FY2026H1') }}.\n\n{{ exhibit", "FY2026Q2"),
    ("en.md", "\n{{ exhibit", "\nIt was {{ cite('peer/revenue@2025Q2') }}.\n\n{{ exhibit", "FY2026Q2"),
    ("en.md", "\n{{ exhibit", "\nIt is {{ cite('share_price@2025-08-27') }}.\n\n{{ exhibit", "the last day"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "right", "stale", "why"), STALE)
def test_a_stale_reference_is_caught(files: Files, file: str, right: str, stale: str, why: str) -> None:
    before = [_told(one) for one in named(files)]
    (found,) = [one for one in named(planted(files, file, right, stale)) if _told(one) not in before]
    assert found.blocks
    assert why in found.message


def test_the_year_to_date_goes_on(files: Files) -> None:
    assert b"{fact: revenue@FY2026-9M}" in files["brief.yaml"]
    assert not [one for one in named(files) if "revenue" in one.message]


def test_what_was_the_years_end_is_asked_about(files: Files) -> None:
    (found,) = [one for one in named(files) if "cash" in one.message]
    assert found.message == "cash@-2Q was the year's end to acme-q2, and is 2025-04-30 to this edition"
    assert "name the year's end as it is now, @-3Q" in found.mend
    assert b"why: [base]" in files["rolled.yaml"].partition(b"places:")[0], "the sentence is on the list"
    right = planted(files, "brief.yaml", "cash@-2Q", "cash@-3Q")
    assert not [one for one in named(right) if "cash" in one.message]
    place = '{says: "cash@-2Q", at: "brief.yaml key-figures/rows/fact", why: [base]'
    kept = planted(files, "rolled.yaml", place, f"{place}, keep: yes")
    assert not [one for one in named(kept) if "cash" in one.message]


def test_within_the_year_that_has_closed_a_year_ago_is_none() -> None:
    """What stood at the year's end a year ago is held against the same quarter's end from then on."""
    facts = FACTS.replace("FY2026Q2\nsources", "FY2026Q4\nsources").replace("@2025-07-31", "@2026-01-31")
    brief = BRIEF.replace("cash@-2Q", "cash@-1Y")
    old = {"facts.yaml": facts, "brief.yaml": brief, "en.md": TEXT.replace("cash@-2Q", "cash@-1Y")}
    rolled = rolled_on(
        inputs_of("acme-q4", {name: one.encode() for name, one in old.items()}), "new", "FY2027Q1"
    )
    assert b"base" not in rolled.files["rolled.yaml"]


def told(files: Files, code: str = "RG542") -> list[str]:
    return [one.message for one in check(inputs_of("new", files)).findings if one.code == code]


SENTENCE: Final = "\n{{ exhibit"
OLD: Final = "sources: {release: {title: {en: Release}, published: 2025-08-27}}"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Prices are as of 27 August 2025.", "27 August 2025, a day by which acme-q2 was out"),
        ("Prices are of {{ date('release') }}.", "the day of release, a source of acme-q2"),
    ],
)
def test_a_day_of_the_last_edition_is_caught(files: Files, said: str, why: str) -> None:
    (found,) = set(told(planted(files, "en.md", SENTENCE, f"\n{said}\n{SENTENCE}"))) - set(told(files))
    assert why in found


@pytest.mark.parametrize(
    "said", ["Prices are as of 27 November 2025.", "Prices are of {{ date('results') }}."]
)
def test_a_day_of_its_own_is_not(files: Files, said: str) -> None:
    new = OLD.replace("}}", "}, results: {title: {en: Results}, published: 2025-11-26}}")
    later = planted(files, "facts.yaml", OLD, new)
    assert told(planted(later, "en.md", SENTENCE, f"\n{said}\n{SENTENCE}")) == told(files)


@pytest.mark.parametrize(
    ("source", "code", "why"),
    [
        (
            "{title: {en: results}, published: 2025-11-26}",
            "RG546",
            "the source results has no title but its id",
        ),
        ("{title: {en: Results of Q2 FY26}, published: 2025-11-26}", "RG542", "the title of results"),
        ("{title: {en: Results of Q3 FY26}, published: 2025-11-26}", "RG542", ""),
        ("{title: {en: Results of Q2 FY26}, published: 2025-09-26}", "RG542", ""),
    ],
)
def test_a_new_source_is_called_what_it_is(files: Files, source: str, code: str, why: str) -> None:
    later = planted(files, "facts.yaml", OLD, OLD.replace("}}", "}, results: ") + source + "}")
    found = set(told(later, code)) - set(told(files, code))
    assert [one.startswith(why) for one in found] == ([True] if why else [])


@pytest.mark.parametrize(("value", "codes"), [("40", ["RG309"]), ("40.0", ["RG309"]), ("41", [])])
def test_the_same_price_on_a_later_day_is_asked_about(files: Files, value: str, codes: list[str]) -> None:
    price = f"facts:\n  share_price@2025-11-26: {value} USD/share; release ¶1\n"
    later = planted(files, "facts.yaml", "facts:\n", price)
    later = planted(later, "brief.yaml", "share_price@2025-08-27", "share_price@2025-11-26")
    found = [one for one in check(inputs_of("new", later)).findings if one.code == "RG309"]
    assert [one.code for one in found] == codes
    if found:
        line = found[0].mend.partition(":\n")[2]
        kept = planted(later, "rolled.yaml", "figures:\n", f"figures:\n  {line}\n")
        assert told(kept, "RG309") == []


def test_the_embargo_has_to_be_set_anew() -> None:
    delivery = 'sender: A <a@example.com>\nembargo: "2025-08-27 20:20"\n'
    old = {"facts.yaml": FACTS, "brief.yaml": BRIEF, "en.md": TEXT, "delivery.yaml": delivery}
    inputs = inputs_of("acme-q2", {name: one.encode() for name, one in old.items()})
    listed = rolled_on(inputs, "new", "FY2026Q3").files["rolled.yaml"].decode()
    assert "file: delivery.yaml" in listed
    assert 'why: [embargo], says: "2025-08-27 20:20"' in listed


RESTATED: Final = """\
  revenue@FY2026Q2:
    stated: [10.0 m USD; release ¶1, NEW]
    prefer: 2
    because: {en: The later report restates the figure.}
"""


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ("1.0 m USD; results ¶3", ["RG311"]),
        ("10.2 m USD; results ¶3", ["RG311"]),
        ("10.02 m USD; results ¶3", []),
        ("9.0 m USD; release ¶3", []),  # the old source against itself: as it was
    ],
)
def test_a_comparative_that_is_another_is_asked_about(files: Files, new: str, codes: list[str]) -> None:
    later = planted(
        files,
        "facts.yaml",
        OLD,
        OLD.replace("}}", "}, results: {title: {en: Results}, published: 2025-11-26}}"),
    )
    later = planted(
        later, "facts.yaml", "  revenue@FY2026Q2: 10.0 m USD; release ¶1\n", RESTATED.replace("NEW", new)
    )
    found = [one for one in check(inputs_of("new", later)).findings if one.code == "RG311"]
    assert [one.code for one in found] == codes
    if found:
        assert (
            found[0].blocks and "was 10.0 m USD, and results, which came out since, has" in found[0].message
        )
        line = found[0].mend.partition(":\n")[2]
        kept = planted(later, "rolled.yaml", "figures:\n", f"figures:\n  {line}\n")
        assert told(kept, "RG311") == told(kept, "RG309") == []


def test_a_year_to_date_of_another_length_is_looked_at() -> None:
    text = TEXT.replace("Cash was", "It sold {{ cite('revenue@FY2026H1') }} so far. Cash was")
    old = {"facts.yaml": FACTS, "brief.yaml": BRIEF, "en.md": text}
    inputs = inputs_of("acme-q2", {name: one.encode() for name, one in old.items()})
    listed = rolled_on(inputs, "new", "FY2026Q3").files["rolled.yaml"].decode()
    (line,) = [one for one in listed.splitlines() if "so far" in one]
    assert "length" in line


def test_the_years_end_within_a_formula_is_asked_about() -> None:
    brief = BRIEF.replace("{fact: cash@-2Q}", '{fact: cash, year: "growth(cash, cash@-2Q)"}')
    old = {"facts.yaml": FACTS, "brief.yaml": brief, "en.md": "# Acme\n\n{{ exhibit('prices') }}\n"}
    inputs = inputs_of("acme-q2", {name: one.encode() for name, one in old.items()})
    found = told(dict(rolled_on(inputs, "new", "FY2026Q3").files))
    assert [one for one in found if one.startswith("growth(cash, cash@-2Q) was the year's end to acme-q2")]


def test_a_day_that_comes_back_is_caught(files: Files) -> None:
    """Where the price was brought up to date in one place, another must not show the old one."""
    later = planted(files, "brief.yaml", "share_price@2025-08-27", "share_price@2025-11-26")
    later = planted(
        later, "facts.yaml", "facts:\n", "facts:\n  share_price@2025-11-26: 41 USD/share; release ¶1\n"
    )
    assert not [one for one in told(later) if "share_price" in one]
    again = planted(
        later,
        "brief.yaml",
        "rows: [{fact: revenue},",
        "rows: [{fact: share_price@2025-08-27}, {fact: revenue},",
    )
    (found,) = [one for one in told(again) if "share_price" in one]
    assert "the last day that acme-q2 had" in found
