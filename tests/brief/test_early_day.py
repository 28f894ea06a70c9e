"""A day of publication before what the brief reports on: a warning, and an error in an edition that was rolled."""

from __future__ import annotations

from typing import Final

import pytest
from small import small_files
from support import TEMPLATES

from reportgen.brief.inputs import Inputs, templates, themes
from reportgen.check import check
from reportgen.errors import Finding

ROLLED: Final = "edition: old\nperiod: 2025Q3\n"


def early(day: str, **more: str) -> list[Finding]:
    """What is found of a brief of a day whose release is of 2026-02-02, and whose quarter ended on 2025-12-31."""
    files = small_files("Acme") | more
    files["brief.yaml"] = files["brief.yaml"].replace("date: 2026-02-02", f"date: {day}")
    own = {name.replace("_", "."): text.encode() for name, text in files.items()}
    made = Inputs("x", "data/x", own, None, templates([TEMPLATES]), themes([TEMPLATES]))
    return [one for one in check(made).findings if one.code in ("RG543", "RG544")]


@pytest.mark.parametrize("day", ["2026-02-02", "2026-02-03"])
def test_a_day_that_is_not_early_is_fine(day: str) -> None:
    assert early(day) == []
    assert early(day, rolled_yaml=ROLLED) == []


@pytest.mark.parametrize(
    ("day", "why"), [("2025-12-30", "ends on 2025-12-31"), ("2026-02-01", "rel came out on 2026-02-02")]
)
def test_an_early_day_is_found(day: str, why: str) -> None:
    (found,) = early(day)
    assert (found.code, found.blocks) == ("RG544", False)
    assert why in found.message
    assert found.mend == "write the day of publication, 2026-02-02 or later"
    assert found.locus is not None
    assert (found.locus.file, found.locus.line) == ("data/x/brief.yaml", 1)
    (found,) = early(day, rolled_yaml=ROLLED)
    assert (found.code, found.blocks) == ("RG543", True)
    assert why in found.message
