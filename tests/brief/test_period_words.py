"""Words that name another period than the figures beside them are of."""

from __future__ import annotations

from typing import Final

import pytest
from support import TEMPLATES

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import check
from reportgen.errors import Finding

FACTS: Final = """\
entity: acme
entities: {acme: {name: {LANG: Acme}}, peer: {name: {LANG: Peer}, fiscal-year-end: 09-30}}
period: 2026Q1
sources: {release: {title: {LANG: Release}, published: 2026-04-20}}
facts:
  revenue@2024Q4: 9.0 m USD; release ¶1
  revenue@2025Q1: 9.2 m USD; release ¶1
  revenue@2025Q3: 9.7 m USD; release ¶1
  revenue@2025Q4: 10.4 m USD; release ¶1
  revenue@2026Q1: 11.1 m USD; release ¶1
  revenue@2025H1: 18.5 m USD; release ¶1
  revenue@9M2025: 28.2 m USD; release ¶1
  peer/revenue@FY2026Q1: 5.0 m USD; release ¶1
  revenue@2025: 38.5 m USD; release ¶1
  revenue@2026~guidance: 44 m to 46 m USD; release ¶1
  revenue@2026Q2~guidance: 11.0 m to 12.0 m USD; release ¶1
  cash@2025-12-31: 3.0 m USD; release ¶1
  cash@2026-03-31: 4.0 m USD; release ¶1
"""
BRIEF: Final = """\
date: 2026-04-21
languages: [LANG]
kicker: {LANG: Acme}
title: {LANG: Acme}
disclaimer: {LANG: Acme.}
key-figures: {rows: [{fact: revenue}]}
"""


def named(language: str, text: str) -> list[Finding]:
    """What is found of a sentence in one language."""
    own = {"facts.yaml": FACTS, "brief.yaml": BRIEF, f"{language}.md": f"# Acme\n\n{text}\n"}
    files = {name: body.replace("LANG", language).encode() for name, body in own.items()}
    made = Inputs("x", "data/x", files, None, templates([TEMPLATES]), themes([TEMPLATES]))
    findings = check(made).findings
    assert not any(one.blocks for one in findings)
    return [one for one in findings if one.code == "RG532"]


OTHER: Final = (
    ("en", 'Guidance for the first quarter is {{ cite("revenue@+1Q~guidance") }}.', "2026Q2"),
    ("en", 'In the fourth quarter, revenue came to {{ cite("revenue") }}.', "2026Q1"),
    ("en", 'Revenue came to {{ cite("revenue") }} in Q4 2025.', "2026Q1"),
    ("en", 'Revenue was {{ cite("revenue") }}. The third quarter had {{ cite("revenue@-1Q") }}.', "2025Q4"),
    ("en", 'Revenue came to {{ cite("revenue") }}, after {{ cite("revenue@-5Q") }} a year earlier.', "2024Q4"),
    ("en", 'Revenue came to {{ cite("revenue") }}, after {{ cite("revenue@-1Y") }} a quarter earlier.', "2025Q1"),
    ("en", 'Revenue in 2024 was {{ cite("revenue@2025") }}.', "2025"),
    ("en", 'Guidance for 2025 is {{ cite("revenue@2026~guidance") }}.', "2026"),
    ("en", 'In the first half it had {{ cite("revenue@9M2025") }}.', "9M2025"),
    ("en", 'Full-year revenue was {{ cite("revenue@9M2025") }}.', "9M2025"),
    ("en", 'Last quarter revenue was {{ cite("revenue@-1Y") }}.', "2025Q1"),
    ("ja", '第1四半期の会社予想は{{ cite("revenue@+1Q~guidance") }}である。', "2026Q2"),
    ("ja", '売上高は{{ cite("revenue") }}、前年同期は{{ cite("revenue@-5Q") }}だった。', "2024Q4"),
    ("zh-Hant", '第一季財測為{{ cite("revenue@+1Q~guidance") }}。', "2026Q2"),
    ("zh-Hant", '營收為{{ cite("revenue") }}，去年同期為{{ cite("revenue@-5Q") }}。', "2024Q4"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "text", "of"), OTHER)
def test_words_that_name_another_period_are_found(language: str, text: str, of: str) -> None:
    (found,) = named(language, text)
    assert not found.blocks
    assert f"no figure of its sentence is: {of}" in found.message
    assert found.locus is not None
    assert (found.locus.file, found.locus.line) == (f"data/x/{language}.md", 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'In the first quarter, revenue came to {{ cite("revenue") }}.'),
        ("en", 'Guidance for the second quarter is {{ cite("revenue@+1Q~guidance") }}.'),
        ("en", 'Guidance for {{ period("+1Q") }} is {{ cite("revenue@+1Q~guidance") }}.'),
        ("en", 'Guidance for the quarter is {{ cite("revenue@+1Q~guidance") }}.'),
        ("en", 'Revenue was {{ cite("revenue") }}, after {{ cite("revenue@-1Q") }} in the fourth quarter.'),
        ("en", 'It was {{ cite("revenue") }}, after {{ cite("revenue@-1Y") }} a year earlier.'),
        ("en", 'It was {{ cite("revenue") }}, after {{ cite("revenue@-1Q") }} in the prior quarter.'),
        ("en", 'It {{ moved("rise", "growth(revenue, revenue@-1Q)") }} on the fourth quarter.'),
        ("en", 'A soft third quarter was followed by one in which revenue came to {{ cite("revenue") }}.'),
        (
            "en",
            'Of the {{ cite("revenue@2025") }} in 2025, the fourth quarter made {{ cite("revenue@-1Q") }}.',
        ),
        ("en", 'In the fourth quarter it was {{ cite("revenue@2025") }} for the year.'),
        ("en", 'At the end of the first quarter it had {{ cite("cash") }}.'),
        ("en", "In the fourth quarter it opened a shop."),
        ("en", 'In the first half it had {{ cite("revenue@2025H1") }}.'),
        ("en", 'Last quarter revenue was {{ cite("revenue@-1Q") }}.'),
        ("en", 'Peer had {{ cite("peer/revenue@FY2026Q1") }} in its first quarter.'),
        ("en", 'It opened a shop in the fourth quarter. Revenue came to {{ cite("revenue") }}.'),
        ("ja", '通期の会社予想は{{ cite("revenue@2026~guidance") }}である。'),
        ("ja", '売上高は{{ cite("revenue") }}、前年同期は{{ cite("revenue@-1Y") }}だった。'),
        ("zh-Hant", '第二季財測為{{ cite("revenue@+1Q~guidance") }}。'),
        ("zh-Hant", '營收為{{ cite("revenue") }}，去年同期為{{ cite("revenue@-1Y") }}。'),
    ],
)
def test_words_that_fit_their_figures_are_fine(language: str, text: str) -> None:
    assert named(language, text) == []
