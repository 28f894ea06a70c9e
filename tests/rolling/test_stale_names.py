"""References that were right in the last edition, planted in the one rolled from it: each is caught, and where it is
meant it is not."""

from __future__ import annotations

from typing import Final

import pytest
from filling import Files, filled, inputs_of, rewritten, rolled_on

from reportgen.check import check
from reportgen.errors import Finding

FACTS: Final = """\
entity: acme
period: 2025Q4
entities:
  acme: {name: {en: "Acme, Inc."}}
sources:
  release: {title: {en: Results release}, published: 2026-01-20}
facts:
  revenue@2024Q3: 8.4 m USD; release ¶1; $8.4 million
  revenue@2024Q4: 9.0 m USD; release ¶1; $9.0 million
  revenue@2025Q1: 9.2 m USD; release ¶1; $9.2 million
  revenue@2025Q2: 9.3 m USD; release ¶1; $9.3 million
  revenue@2025Q3: 9.7 m USD; release ¶1; $9.7 million
  revenue@2025Q4: 10.4 m USD; release ¶1; $10.4 million
  revenue@2025Q4~guidance: 10.0 m to 11.0 m USD; release ¶1; $10.0 million to $11.0 million
  revenue@2026Q1~guidance: 11.0 m to 12.0 m USD; release ¶1; $11.0 million to $12.0 million
  revenue@2026Q1~consensus: 11.4 m USD; release ¶1; $11.4 million
"""
BRIEF: Final = """\
date: 2026-01-21
languages: [en]
kicker: {en: Results}
title: {en: Acme results}
disclaimer: {en: For information.}
key-figures: {rows: [{fact: revenue}]}
front: [sales]
exhibits:
  sales:
    chart: column
    title: {en: Revenue by quarter}
    subtitle: {en: "Revenue, US$"}
    marks:
      [{fact: revenue@2024Q3}, {fact: revenue@2024Q4}, {fact: revenue@2025Q1}, {fact: revenue@2025Q3}, {fact: revenue}]
  table:
    title: {en: A table}
    subtitle: {en: The quarter}
    table:
      columns: [actual, yoy]
      rows: [{fact: revenue}]
"""
TEXT: Final = """\
# Results: {{ cite("revenue") }}

Revenue came after {{ cite("revenue@2024Q4") }} a year ago.
It was guided to {{ cite("revenue@2025Q4~guidance") }}.

The company guides to {{ cite("revenue@2026Q1~guidance") }} next.
"""
VALUES: Final = {
    "revenue@2026Q1": "11.5 m USD",
    "revenue@2026Q2~guidance": "12.0 m to 13.0 m USD",
}


def _done() -> Files:
    old = {"facts.yaml": FACTS, "brief.yaml": BRIEF, "en.md": TEXT}
    rolled = rolled_on(
        inputs_of("acme-2025q4", {name: text.encode() for name, text in old.items()}), "new", "2026Q1"
    )
    source = b"sources:\n  spring: {title: {en: Results of spring}, published: 2026-04-21}\n"
    facts = rolled.files["facts.yaml"].replace(b"sources:\n", source)
    return rewritten(
        filled({**rolled.files, "facts.yaml": facts}, VALUES, "spring ¶9"),
        lambda text: text.replace("2026-01-21", "2026-04-22"),
    )


@pytest.fixture(scope="module")
def done() -> Files:
    """The edition of the next quarter, filled in: its chart goes back six quarters, as did that of the last."""
    return _done()


def named(files: Files) -> list[Finding]:
    return [one for one in check(inputs_of("new", files)).findings if one.code == "RG542"]


def planted(files: Files, file: str, old: str, new: str) -> Files:
    text = files[file].decode()
    assert old in text
    return {**files, file: text.replace(old, new, 1).encode()}


def test_what_shifted_is_not_asked_about(done: Files) -> None:
    assert b"{fact: revenue@2024Q4}, {fact: revenue@2025Q1}, {fact: revenue@2025Q2}" in done["brief.yaml"]
    assert named(done) == []
    assert [one.message for one in check(inputs_of("new", done)).findings if one.blocks] == []


HEADLINE: Final = '# Results: {{ cite("revenue") }}'
YEAR_AGO: Final = (
    ("en.md", 'after {{ cite("revenue@2025Q1") }}', 'after {{ cite("revenue@2024Q4") }}'),
    ("en.md", HEADLINE, HEADLINE + " after {{ cite('revenue@2024Q4') }}"),
    ("en.md", "next.", "next, {{ moved('rise', 'growth(revenue, revenue@2024Q4)') }}."),
    ("en.md", "next.", "next. {% claim 'revenue > revenue@2024Q4' %}It grew{% endclaim %}."),
    ("en.md", "next.", "next, against that of {{ period('2024Q4') }}."),
    ("en.md", "next.", "next, more than in the fourth quarter of 2024."),
    ("brief.yaml", "rows: [{fact: revenue}]}\nfront", "rows: [{fact: revenue}, {fact: revenue@2024Q4}]}\nfront"),
    ("brief.yaml", "{fact: revenue@2025Q1}", "{fact: revenue@2024Q4}"),
    ("brief.yaml", "title: {en: A table}", "title: {en: \"Before: {{ cite('revenue@2024Q4') }}\"}"),
    ("brief.yaml", "columns: [actual, yoy]", "columns: [actual, 2024Q4]"),
    ("facts.yaml", "facts:\n", "facts:\n  growth(revenue)@2026Q1: = revenue / revenue@2024Q4 - 1\n"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "right", "stale"), YEAR_AGO)
def test_last_quarters_year_ago_is_caught(done: Files, file: str, right: str, stale: str) -> None:
    found = named(planted(done, file, right, stale))
    assert found
    assert all(one.blocks and "2024" in one.message for one in found)


def test_the_same_comparative_said_as_so_far_back_is_fine(done: Files) -> None:
    right = 'after {{ cite("revenue@2025Q1") }}'
    assert not named(planted(done, "en.md", right, 'after {{ cite("revenue@-1Y") }}'))
    assert not named(planted(done, "en.md", right, 'after {{ cite("revenue@-5Q") }}'))
    meant = planted(done, "en.md", right, 'after {{ cite("revenue@2024Q4") }}')
    head = "comparatives:\n"
    listed = planted(meant, "rolled.yaml", head, head + '  - {says: "revenue@2024Q4", at: "en.md"}\n')
    assert not named(listed)


GROWTH_AHEAD: Final = (
    "  growth(revenue)@2026Q2~guidance: = midpoint(revenue@2026Q1~guidance) / revenue@-1Y~actual - 1\n"
)
OUTLOOK: Final = (
    ("en.md", "revenue@2026Q2~guidance", "revenue@2026Q1~guidance"),
    ("en.md", "revenue@2026Q2~guidance", "revenue@2026Q1~consensus"),
    ("en.md", 'cite("revenue@2026Q2~guidance")', "cite('midpoint(revenue)@2026Q1~guidance')"),
    ("brief.yaml", "rows: [{fact: revenue}]}\nfront", "rows: [{fact: revenue@2026Q1~guidance}]}\nfront"),
    ("brief.yaml", "{fact: revenue@2025Q1}", "{fact: revenue@2026Q1~guidance}"),
    ("brief.yaml", "title: {en: A table}", "title: {en: \"Next: {{ cite('revenue@2026Q1~guidance') }}\"}"),
    ("facts.yaml", "facts:\n", f"facts:\n{GROWTH_AHEAD}"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "right", "stale"), OUTLOOK)
def test_what_was_expected_of_what_is_over_is_no_outlook(
    done: Files, file: str, right: str, stale: str
) -> None:
    found = named(planted(done, file, right, stale))
    assert any(one.blocks and "is over" in one.message for one in found)


@pytest.mark.parametrize(
    "said",
    [
        "{% claim 'revenue@2026Q1 >= low(revenue@2026Q1~guidance)' %}It was within{% endclaim %}.",
        "{{ moved('above', 'growth(revenue, midpoint(revenue@2026Q1~guidance))') }}.",
        "{{ cite('revenue~guidance') }} was the plan.",
        "{{ word('above', 'growth(revenue, revenue@2026Q1~consensus)') }} consensus.",
    ],
)
def test_what_came_is_held_against_guidance(done: Files, said: str) -> None:
    assert named(planted(done, "en.md", "next.\n", f"next. {said}\n")) == []


def test_what_is_right_in_one_place_is_not_in_another(done: Files) -> None:
    """The chart goes back to that quarter; moved out of it, the reference stands where nobody looked at it."""
    assert b'{says: "revenue@2024Q4", at: "brief.yaml exhibits/sales/marks/fact"}' in done["rolled.yaml"]
    moved = planted(done, "brief.yaml", "{fact: revenue@2024Q4}", "{fact: revenue@-5Q}")
    moved = planted(
        moved, "brief.yaml", "rows: [{fact: revenue}]}\nfront", "rows: [{fact: revenue@2024Q4}]}\nfront"
    )
    (found,) = named(moved)
    assert (
        'put this under comparatives: in rolled.yaml:\n- {says: "revenue@2024Q4", at: "brief.yaml'
        in found.mend
    )
