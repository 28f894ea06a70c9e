"""`reportgen explain`, and the page of the docs that it prints.

`python tests/codes/test_explaining.py` writes the page anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from reportgen import cli
from reportgen.codes import CODES
from reportgen.errors import FindingCode

PAGE: Final = Path(__file__).parents[2] / "docs" / "codes.md"


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def test_the_page_is_what_explain_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(capsys, "--format", "markdown") == PAGE.read_text("utf-8")
    assert "### RG301 conflict\n" in explained(capsys, "RG301", "--format", "markdown")


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_a_code_is_explained(code: FindingCode, capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, code.id)
    assert said.startswith(f"{code.id} {code.name} ({code.severity})\n  {code.meaning}\n")
    assert f"  To mend it: {code.mend}\n" in said
    assert ("can be accepted: accepted: {" in said) is code.acceptable
    assert ("cannot be accepted" in said) is not code.acceptable
    for line in code.example.replace("\a", "␇").splitlines():
        assert line in said


def test_without_a_code_all_are_listed_in_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    lines = explained(capsys).splitlines()
    assert [line.split()[:2] for line in lines] == [[code.id, str(code.severity)] for code in CODES.values()]
    assert "RG411  warning  A computed value is not zero" in "\n".join(lines)


def test_codes_are_found_in_any_case_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    said = explained(capsys, "rg301", "No-Glyph")
    assert [line.split()[0] for line in said.splitlines() if line.startswith("RG")] == ["RG301", "RG601"]


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (record,) = json.loads(explained(capsys, "RG104", "--format", "json"))
    assert record == {
        "code": "RG104",
        "name": "unreadable-character",
        "severity": "error",
        "meaning": CODES["RG104"].meaning,
        "mend": CODES["RG104"].mend,
        "example": "entity: acme\a",
        "file": "facts.yaml",
        "acceptable": False,
    }
    assert [one["code"] for one in json.loads(explained(capsys, "--format", "json"))] == list(CODES)


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("RG312", "; nearest: RG311, "), ("conflit", "; nearest: conflict"), ("RG0", ""), ("", "")],
)
def test_an_unknown_code_is_refused_with_the_nearest(
    wanted: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["explain", "RG301", wanted]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"reportgen: there is no code {wanted!r}{near}")


def test_nothing_heavy_is_loaded_to_explain() -> None:
    program = (
        "import sys; from reportgen import cli; cli.main(['explain']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "reportgen.codes" in loaded
    assert not loaded & {"yaml", "pydantic", "jinja2", "weasyprint", "matplotlib", "reportgen.facts.base"}
