"""The scripts as far as they can be held without a network: what they take, what they hand on, how they end."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from support import ROOT

TOOLS: Final = ("ruff", "mypy", "lint-imports", "pytest")
STUB: Final = '#!/bin/sh\necho "${0##*/}" "$HYPOTHESIS_PROFILE" "$@"\n[ "${0##*/} $1" != "$BROKEN" ]\n'


def run(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], "HYPOTHESIS_PROFILE": "usual", "BROKEN": ""}
    return subprocess.run(
        [script, *arguments], capture_output=True, text=True, check=False, env=known | environment
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the real script/test, whose tools but say how they are called; `BROKEN` names one that fails."""
    stubs = [tmp_path / "script" / "bootstrap", *(tmp_path / ".venv" / "bin" / tool for tool in TOOLS)]
    for stub in stubs:
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(STUB)
        stub.chmod(0o755)
    shutil.copy(ROOT / "script" / "test", tmp_path / "script")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "handed_on"),
    [
        ((), "pytest usual -n 2"),
        (("tests/facts", "-k", "year"), "pytest usual -n 2 tests/facts -k year"),
        (("--long",), "pytest long -n 2 -m long or not long"),
        (("--long", "tests/facts"), "pytest long -n 2 -m long or not long tests/facts"),
    ],
)
def test_what_script_test_hands_on(checkout: Path, given: tuple[str, ...], handed_on: str) -> None:
    done = run(checkout / "script" / "test", *given)
    said = done.stdout.splitlines()
    assert said[0].split() == ["bootstrap", "long" if "--long" in given else "usual", "--dev"]
    assert said[-1] == handed_on
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "broken", ["ruff check", "ruff format", "mypy reportgen", "lint-imports --no-logo", "pytest -n"]
)
def test_script_test_fails_where_one_check_does_and_runs_the_others(checkout: Path, broken: str) -> None:
    done = run(checkout / "script" / "test", BROKEN=broken)
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines() if " usual " in line] == [
        "bootstrap", "ruff", "ruff", "mypy", "lint-imports", "pytest",
    ]  # fmt: skip
    assert f"[{broken}" in done.stdout or broken == "pytest -n"


@pytest.mark.parametrize("given", [("--nonsense",), ("tests/facts",), ("--brief-only", "--", "tests/facts")])
def test_script_bare_says_how_it_is_used(given: tuple[str, ...]) -> None:
    done = run(ROOT / "script" / "bare", *given)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: script/bare ")


def test_script_bare_names_what_the_machine_lacks(tmp_path: Path) -> None:
    """Where there is no debootstrap; whoever is not root is told so first."""
    for tool in ("sh", "dirname", "id"):
        found = shutil.which(tool)
        assert found is not None
        (tmp_path / tool).symlink_to(found)
    done = run(ROOT / "script" / "bare", PATH=str(tmp_path))
    assert done.returncode == 3
    assert ("debootstrap" if os.geteuid() == 0 else "rights of root") in done.stderr
