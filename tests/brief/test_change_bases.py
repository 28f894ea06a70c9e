"""Words that say how far back a change looks have to be true of it."""

from __future__ import annotations

from typing import Final

import pytest
from support import TEMPLATES

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import check

FACTS: Final = """\
entity: acme
entities: {acme: {name: {en: Acme}}}
period: 2026Q1
sources: {release: {title: {en: Release}, published: 2026-04-20}}
concepts: {change.told: {unit: "%", label: {en: Change}}}
facts:
  revenue@2024: 35.0 m USD; release ¶1
  revenue@2025: 38.5 m USD; release ¶1
  revenue@2025Q1: 9.2 m USD; release ¶1
  revenue@2025Q4: 10.4 m USD; release ¶1
  revenue@2026Q1: 11.1 m USD; release ¶1
  change.told@2026Q1: 7%; release ¶1
"""
BRIEF: Final = """\
date: 2026-04-21
languages: [en]
kicker: {en: Acme}
title: {en: Acme}
disclaimer: {en: Acme.}
key-figures: {rows: [{fact: revenue}]}
"""


def said_of(expression: str) -> list[str]:
    """What stops an edition that has an expression in its text."""
    files = {
        "facts.yaml": FACTS,
        "brief.yaml": BRIEF,
        "en.md": f"# Acme\n\nRevenue is {{{{ {expression} }}}}.\n",
    }
    own = {name: body.encode() for name, body in files.items()}
    made = Inputs("x", "data/x", own, None, templates([TEMPLATES]), themes([TEMPLATES]))
    return [f"{one.code} {one.message}" for one in check(made).findings if one.blocks]


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (
            'moved("yoy", "growth(revenue, revenue@-1Q)")',
            "on the quarter before, and yoy says on the year before",
        ),
        (
            'moved("qoq", "growth(revenue)")',
            "a change on the year before, and qoq says on the quarter before",
        ),
        ('word("yoy", "change(revenue, revenue@-1Q)")', "a change on the quarter before"),
    ],
)
def test_words_against_the_base_of_a_change_are_refused(expression: str, why: str) -> None:
    (found,) = said_of(expression)
    assert found.startswith("RG503") and why in found


@pytest.mark.parametrize(
    "expression",
    [
        'moved("yoy", "growth(revenue)")',
        'moved("qoq", "growth(revenue, revenue@-1Q)")',
        'moved("rise", "growth(revenue, revenue@-1Q)")',
        'moved("yoy", "growth(revenue@2025, revenue@2024)@2025")',
        'moved("yoy", "change.told")',  # stated: nothing is known of its base
    ],
)
def test_words_that_fit_their_change_are_fine(expression: str) -> None:
    assert said_of(expression) == []
