"""The reader's arithmetic: what is computed agrees with what stands beside it, or RG525 says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "codes"))
from examples import ACME, checked

from reportgen.errors import Severity

TABLE = """
front: [t]
exhibits:
  t:
    title: {en: Sales}
    subtitle: {en: The quarter}
    table:
      unit: bn USD
      columns: [{en: Now}, {en: Then}, {en: Change}]
      rows: [{label: {en: Sales}, cells: [revenue, revenue@2024Q4, revenue.added]}]
"""


def found(now: str, then: str, *, table: str = TABLE, text: str = "") -> list[str]:
    """What is found of sales now and then, with the change between them in a table."""
    facts = ACME["facts.yaml"].replace("48.2 m USD", now).replace("41.0 m USD", then)
    facts = facts.replace("$48.2 million", now).replace("$41.0 million", then)
    files = ACME | {
        "facts.yaml": facts,
        "brief.yaml": ACME["brief.yaml"] + table,
        "en.md": ACME["en.md"] + text,
    }
    said = [one for one in checked(files) if one.severity is not Severity.NOTE]
    return [f"{one.code}: {one.message}" for one in said]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("12.5 bn USD", "11.3 bn USD"),
        ("12.46 bn USD", "11.34 bn USD"),  # 12.5 − 11.3 is not 1.1: all take two decimals
        ("12.463 bn USD", "11.3 bn USD"),
    ],
)
def test_a_change_agrees_with_its_ends_in_a_table(now: str, then: str) -> None:
    assert found(now, then) == []


def test_an_authors_decimals_stay_and_are_doubted() -> None:
    table = TABLE.replace("    table:\n", "    decimals: 1\n    table:\n")
    (said,) = found("12.46 bn USD", "11.34 bn USD", table=table)
    assert said == (
        "RG525: 1.1 (revenue.added@2025Q4) does not come out of 12.5 (revenue@2025Q4), 11.3 (revenue@2024Q4) "
        "as printed: they give $1.2bn"
    )


def test_a_sentence_is_held_to_it_and_the_next_one_is_not() -> None:
    text = '\nOf {{ cite("revenue") }}, {{ cite("revenue.added") }} is new, and {{ cite("revenue@2024Q4") }} is not.\n'
    assert [one[:5] for one in found("12.46 bn USD", "11.34 bn USD", table="", text=text)] == ["RG525"]
    apart = text.replace(" is new, and", " is new. The rest is")
    assert found("12.46 bn USD", "11.34 bn USD", table="", text=apart) == []
