"""What an import takes figures of tables and sentences for: the usual heads of columns, and the usual phrases."""

from __future__ import annotations

import re
from typing import Final

import pytest

from reportgen.intake.importing.text_import import TextFile, TextWish
from reportgen.intake.importing.text_writing import bring_in_text
from reportgen.vocabulary.standard import STANDARD

FACTS: Final = """\
entity: acme
period: 2025Q4
entities: {acme: {name: {en: Acme}, currency: USD}}
sources:
  other: {title: {en: Other}, published: 2026-01-20}
segments:
  tools: {en: Hand tools}
  cloud: {en: Cloud}
facts:
"""


def offered(text: str) -> list[str]:
    """The keys and values that an import writes, the lines that wait with their mark."""
    file = TextFile(text.encode(), "release.txt", "release")
    written = bring_in_text(file, FACTS, "facts.yaml", STANDARD, TextWish())[0]
    return re.findall(r"(?m)^  ((?:#[?=] )?[^:\n#]+: [^;\n]+);", written.split("\nfacts:\n")[1])


QUARTERS: Final = ["revenue@2025Q4: 1,234 m USD", "revenue@2024Q4: 1,102 m USD"]
YEARS: Final = ["revenue@2025: 1,234 m USD", "revenue@2024: 1,102 m USD"]


@pytest.mark.parametrize(
    ("heads", "facts"),
    [
        (["| Three Months Ended December 31, ($ in millions, except per share) | 2025 | 2024 |"], QUARTERS),
        (
            [
                "| ($ in millions) | Three Months Ended December 31, 2025 | Three Months Ended December 31, 2024 |"
            ],
            QUARTERS,
        ),
        (["(in millions)", "| | Quarter Ended December 31, | |", "| | 2025 | 2024 |"], QUARTERS),
        (["(in millions)", "| | Quarter ended | |", "| | December 31, 2025 | December 31, 2024 |"], QUARTERS),
        (["(in millions)", "| | Three Months Ended |", "| | December 31, |", "| | 2025 | 2024 |"], QUARTERS),
        (["(in millions)", "| | Year Ended December 31, 2025 | Year Ended December 31, 2024 |"], YEARS),
        (["(in millions)", "| | Fiscal Year 2025 | Fiscal Year 2024 |"], YEARS),
        (["Twelve months ended December 31, 2025 and 2024", "(in millions)", "| | 2025 | 2024 |"], YEARS),
        (
            ["(in millions)", "| | Nine Months Ended September 30, | |", "| | 2025 | 2024 |"],
            ["revenue@9M2025: 1,234 m USD", "revenue@9M2024: 1,102 m USD"],
        ),
        (
            ["(in millions)", "| | Six Months Ended June 30, 2025 | Six Months Ended June 30, 2024 |"],
            ["revenue@2025H1: 1,234 m USD", "revenue@2024H1: 1,102 m USD"],
        ),
    ],
    ids=lambda value: value[-1][:30],
)
def test_each_column_has_the_period_of_its_own_year(heads: list[str], facts: list[str]) -> None:
    assert offered("\n".join([*heads, "| Net sales | 1,234 | 1,102 |"])) == facts


def test_quarters_and_years_side_by_side_with_their_changes() -> None:
    found = offered("""\
(in millions)
| | Three Months Ended December 31, | | | Twelve Months Ended December 31, | | |
| | 2025 | 2024 | Change | 2025 | 2024 | Change |
| Net sales | 1,234 | 1,102 | 12% | 4,611 | 4,220 | 9% |
""")
    assert [one for one in found if not one.startswith("#")] == [
        "revenue@2025Q4: 1,234 m USD",
        "revenue@2025: 4,611 m USD",
        "revenue@2024Q4: 1,102 m USD",
        "revenue@2024: 4,220 m USD",
    ]
    assert "#? growth(revenue)@2025Q4: 12%" in found
    assert "#? growth(revenue)@2025: 9%" in found


@pytest.mark.parametrize(
    "head",
    [
        "| ($ in millions) | Q4 actual 2025 | Q4 actual 2024 |",
        "| ($ in millions) | Results 2025 | Results 2024 |",
        "| ($ in millions) | December 31, 2023 | December 31, 2024 |",
        "| Months ended, ($ in millions) | Year Ended 2023 | Year Ended 2024 |",
    ],
)
def test_a_column_of_another_year_is_never_of_the_edition_s_period(head: str) -> None:
    found = offered(f"{head}\n| Net sales | 1,234 | 1,102 |\n")
    assert len(found) == 2
    assert not [one for one in found if "2025Q4" in one]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Wall Street had been looking for revenue of $3.1 billion and earnings of $0.66 per share.",
            ["revenue@2025Q4~consensus: 3.1 bn USD", "eps@2025Q4~consensus: 0.66 USD/share"],
        ),
        (
            "Analysts had forecast earnings of $0.66 and sales of $3.1 billion, but sales came to $3.2 billion.",
            [
                "eps@2025Q4~consensus: 0.66 USD/share",
                "revenue@2025Q4~consensus: 3.1 bn USD",
                "revenue@2025Q4: 3.2 bn USD",
            ],
        ),
        (
            "Revenue for the year was $12.1 billion. Capex came to $300 million in the full year.",
            ["revenue@2025: 12.1 bn USD", "capex@2025: 300 m USD"],
        ),
        (
            "Outlook\n\nCapital expenditures of about $300 million.",
            ["capex@?~guidance: about 300 m USD"],
        ),
        (
            "Outlook\n\nCapital expenditures for the year of about $300 million.",
            ["capex@2026~guidance: about 300 m USD"],
        ),
        (
            "First quarter 2026 outlook\n\nRevenue of $4 billion.\nFull-year capital expenditures of $1 billion.",
            ["revenue@2026Q1~guidance: 4 bn USD", "capex@2026~guidance: 1 bn USD"],
        ),
        (
            "Outlook:\n\nGross margin of about 40%.\nRevenue of $4 billion.",
            ["gross_margin@?~guidance: about 40%", "revenue@?~guidance: 4 bn USD"],
        ),
        (
            "For fiscal year 2026, the company expects:\n- Revenue of $5 billion\n- Capex of $1 billion.\n"
            "Net income was $9 million.",
            [
                "revenue@2026~guidance: 5 bn USD",
                "capex@2026~guidance: 1 bn USD",
                "net_income@2025Q4: 9 m USD",
            ],
        ),
        (
            "Revenue of $1.23 billion topped the $1.21 billion analysts had expected, and EPS of $1.20 a "
            "consensus of $1.12.",
            [
                "revenue@2025Q4: 1.23 bn USD",
                "revenue@2025Q4~consensus: 1.21 bn USD",
                "eps@2025Q4: 1.20 USD/share",
                "eps@2025Q4~consensus: 1.12 USD/share",
            ],
        ),
        (
            "Wall Street is looking for full-year revenue of $4.8 billion and earnings of $4.66 for 2026.",
            ["revenue@2026~consensus: 4.8 bn USD", "eps@2026~consensus: 4.66 USD/share"],
        ),
        (
            "(in millions)\n| | Q4'25 | Q3'25 | Q/Q |\n| Widgets | 9 | 8 | 3% |\n| Revenue (net) | 9 | 8 | 3% |",
            [
                "?@2025Q4: 9 m",
                "?@2025Q3: 8 m",
                "?@2025Q4: 3%",
                "revenue@2025Q4: 9 m USD",
                "revenue@2025Q3: 8 m USD",
                "growth(revenue, revenue@-1Q)@2025Q4: 3%",
            ],
        ),
        (
            "The new business brought in $800 million. Free cash flow came to $61 million.",
            ["?@2025Q4: 800 m USD", "free_cash_flow@2025Q4: 61 m USD"],
        ),
        ("The board declared a dividend of $0.21.", ["dividends_per_share@2025Q4: 0.21 USD/share"]),
        ("It pays dividends of $0.21 per share.", ["dividends_per_share@2025Q4: 0.21 USD/share"]),
        (
            "A cash dividend on its common stock of $0.21 per share.",
            ["dividends_per_share@2025Q4: 0.21 USD/share"],
        ),
        (
            "Net income was $400 million, or $1.20 per share.",
            ["net_income@2025Q4: 400 m USD", "eps@2025Q4: 1.20 USD/share"],
        ),
        (
            "Revenue was $9 billion. Hand tools grew 9% to $5.1 billion. Cloud brought in $2 billion, up 20%.",
            [
                "revenue@2025Q4: 9 bn USD",
                "growth(tools.revenue)@2025Q4: 9%",
                "tools.revenue@2025Q4: 5.1 bn USD",
                "cloud.revenue@2025Q4: 2 bn USD",
                "growth(cloud.revenue)@2025Q4: 20%",
            ],
        ),
        (
            "Cloud revenue was $2.1 billion. Net income was $400 million.",
            ["cloud.revenue@2025Q4: 2.1 bn USD", "net_income@2025Q4: 400 m USD"],
        ),
        (
            "(in millions)\n| | Q4 2025 |\n| Hand tools | 800 |\n| Cloud | 434 |",
            ["tools.revenue@2025Q4: 800 m USD", "cloud.revenue@2025Q4: 434 m USD"],
        ),
        (
            "Revenue for the nine months ended September 30, 2025 was $5 million.",
            ["revenue@9M2025: 5 m USD"],
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_sentence_says_what_its_figures_are(text: str, lines: list[str]) -> None:
    assert offered(text) == [f"#? {line}" for line in lines]


def test_heads_of_a_page_s_table_are_cells_as_well() -> None:
    found = offered("""\
<!DOCTYPE html><html><body><h1>Acme</h1><h2>2026 Outlook</h2>
<ul><li>Net sales of $4.9 billion</li><li>Capital expenditures of $200 million</li></ul><h2>Tables</h2>
<table><tr><td>Three Months Ended December 31,<br>($ in millions)</td><td colspan="2">2025</td><td>2024</td></tr>
<tr><td>Net sales</td><td>$</td><td>1,234</td><td>1,102</td></tr></table>
<h2>Balance</h2><table><tr><td>(in millions)</td><td>December 31, 2025</td><td>December 31, 2024</td></tr>
<tr><td>Cash</td><td>50</td><td>40</td></tr></table></body></html>""")
    assert [one for one in found if not one.startswith("#")] == [
        *QUARTERS,
        "cash@2025-12-31: 50 m USD",
        "cash@2024-12-31: 40 m USD",
    ]
    assert "#? capex@2026~guidance: 200 m USD" in found
