"""The rules of the house: imports run downward only, functions and files stay short."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest
from importlinter.cli import lint_imports

ROOT: Final = Path(__file__).parents[1]
FILES: Final = sorted((ROOT / "reportgen").rglob("*.py"))
CONTRACTS: Final = (
    "Imports run downward only",
    "Jinja2 is imported in brief and press alone",
    "WeasyPrint is imported in press alone",
    "matplotlib is imported in exhibits alone",
    "smtplib is imported in delivery alone",
)
LONGEST_FUNCTION: Final = 50
LONGEST_FILE: Final = 400


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(source: str) -> list[tuple[str, int]]:
    """Every function of a module, methods and inner ones too, with its length in lines."""
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]


def test_imports_keep_their_contracts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    said = capsys.readouterr().out
    assert broken == 0, said
    assert [contract for contract in CONTRACTS if f"{contract} KEPT" not in said] == [], said


@pytest.mark.parametrize("path", FILES, ids=name)
def test_functions_and_files_are_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert [
        f"{what} has {length} lines" for what, length in functions(source) if length > LONGEST_FUNCTION
    ] == []
    assert len(source.splitlines()) <= LONGEST_FILE


def test_the_median_function_is_under_ten_lines() -> None:
    lengths = sorted(length for path in FILES for _, length in functions(path.read_text("utf-8")))
    assert len(lengths) > 200
    assert lengths[len(lengths) // 2] < 10
