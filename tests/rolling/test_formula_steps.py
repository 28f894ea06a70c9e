"""Formulas that name periods by dates of their own, a step on."""

from __future__ import annotations

from typing import Final

import pytest
from filling import inputs_of, rolled_on

HEAD: Final = """\
entity: acme
entities: {acme: {name: {en: Acme}, fiscal-year-end: 03-31}}
period: PERIOD
sources: {release: {title: {en: Release}, published: 2026-01-20}}
concepts: {robots: {unit: robots, label: {en: Robots}}}
units: {robots: {en: robots}}
facts:
"""
BRIEF: Final = """\
date: 2026-01-21
languages: [en]
kicker: {en: Acme}
title: {en: Acme}
disclaimer: {en: Acme.}
key-figures: {rows: [ROWS]}
"""


def rolled(old: str, new: str, key: str, formula: str) -> dict[str, str]:
    """What stands in the rolled facts.yaml, by its names, of an edition whose key figure has a formula."""
    every = [f"FY{year}Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)] + [
        "FY2026Q1",
        "FY2026Q2",
        "FY2026Q4",
    ]
    stated = "".join(f"  robots@{one}: exact 12 robots; release ¶1; 12\n" for one in every)
    facts = f"{HEAD.replace('PERIOD', old)}{stated}  {key}: = {formula}\n"
    files = {
        "facts.yaml": facts,
        "brief.yaml": BRIEF.replace("ROWS", f"{{fact: {key}}}"),
        "en.md": "# Acme\n",
    }
    found = rolled_on(inputs_of("old", {name: one.encode() for name, one in files.items()}), "new", new)
    lines = found.files["facts.yaml"].decode().partition("facts:\n")[2].splitlines()
    return dict(line.strip().partition(": ")[::2] for line in lines)


SUMS: Final = (
    ("FY2026Q2", "FY2026Q3", "robots@FY2026H1", "robots@FY2026Q1 + robots@FY2026Q2",
     "robots@FY2026-9M", "= robots@FY2026Q1 + robots@FY2026Q2 + robots@FY2026Q3"),
    ("FY2025Q3", "FY2025Q4", "robots@FY2024",
     "robots@FY2024Q1 + robots@FY2024Q2 + robots@FY2024Q3 + robots@FY2024Q4",
     "robots@FY2025", "= robots@FY2025Q1 + robots@FY2025Q2 + robots@FY2025Q3 + robots@FY2025Q4"),
    ("FY2025Q3", "FY2025Q4", "robots@TTMFY2025Q3",
     "robots@FY2024Q4 + robots@FY2025Q1 + robots@FY2025Q2 + robots@FY2025Q3",
     "robots@TTMFY2025Q4", "= robots@FY2025Q1 + robots@FY2025Q2 + robots@FY2025Q3 + robots@FY2025Q4"),
    ("FY2026Q2", "FY2026Q3", "growth(robots)@FY2026Q2", "robots@FY2026Q2 / robots@FY2025Q2 - 1",
     "growth(robots)@FY2026Q3", "= robots@FY2026Q3 / robots@FY2025Q3 - 1"),
    ("FY2026Q2", "FY2026Q3", "robots@FY2026H1", "2 * robots@FY2026Q1", "robots@FY2026-9M", "{stated: open}"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "formula", "after", "said"), SUMS)
def test_a_formula_goes_as_far_as_what_it_computes(
    old: str, new: str, key: str, formula: str, after: str, said: str
) -> None:
    found = rolled(old, new, key, formula)
    assert found[key] == f"= {formula}"
    assert found[after] == said


def test_the_year_to_date_of_a_first_quarter_is_no_figure_of_its_own() -> None:
    found = rolled("FY2026Q4", "FY2027Q1", "robots@YTDFY2026Q4", "4 * robots@FY2026Q4")
    assert [name for name in found if "2027" in name] == ["robots@FY2027Q1"]
