"""The rules of the house: imports run downward only, functions and files stay short."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
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
    "smtplib is imported in delivery alone",
    "starlette, uvicorn and watchfiles are imported in preview alone",
    "Filings are read without knowing of facts, and without a disk",
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


def in_a_pack(path: Path) -> bool:
    """True for a module of one language: they have the same names in each."""
    return path.is_relative_to(ROOT / "reportgen" / "languages") and path.parent.name != "languages"


def public_names(source: str) -> list[str]:
    """What a module defines at its top and other modules may use."""
    tops: list[str] = []
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name=top) | ast.ClassDef(name=top):
                tops.append(top)
            case ast.AnnAssign(target=ast.Name(id=top)) | ast.Assign(targets=[ast.Name(id=top)]):
                tops.append(top)
    return [top for top in tops if not top.startswith("_")]


def test_no_two_modules_have_one_name() -> None:
    stems = [path.stem for path in FILES if not path.stem.startswith("__") and not in_a_pack(path)]
    assert [stem for stem, count in Counter(stems).items() if count > 1] == []


def test_a_public_name_has_one_meaning() -> None:
    homes = defaultdict(list)
    for path in FILES:
        for top in () if in_a_pack(path) else public_names(path.read_text("utf-8")):
            homes[top].append(name(path))
    assert {top: where for top, where in homes.items() if len(where) > 1} == {}


def test_the_median_function_is_under_ten_lines() -> None:
    lengths = sorted(length for path in FILES for _, length in functions(path.read_text("utf-8")))
    assert len(lengths) > 200
    assert lengths[len(lengths) // 2] < 10
