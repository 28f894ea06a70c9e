"""Bad YAML, one folder a kind: what is printed about input.yaml stands in expected.txt, to the character.

After a change that is meant to be seen, read the new messages and write them down with
`python tests/facts/test_cases.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from reportgen.errors import show_findings
from reportgen.facts.reading import read_facts

CASES: Final = Path(__file__).parents[1] / "cases" / "yaml"
NAMES: Final = sorted(folder.name for folder in CASES.iterdir())
CODES: Final = {*(f"RG{n}" for n in (*range(101, 107), *range(110, 113), *range(201, 211)))}


def printed(name: str) -> str:
    base, findings = read_facts((CASES / name / "input.yaml").read_bytes(), "input.yaml")
    assert (base is None) is bool(findings)
    return show_findings(findings) + "\n"


def expected(name: str) -> str:
    return (CASES / name / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_printed_in_full(name: str) -> None:
    assert printed(name) == expected(name)


def test_every_code_has_its_case() -> None:
    shown = {code for name in NAMES for code in re.findall(r"error (RG\d+): ", expected(name))}
    assert shown == CODES


if __name__ == "__main__":
    for case in NAMES:
        (CASES / case / "expected.txt").write_text(printed(case), "utf-8")
