"""The registry is the only place where a code, its severity and its acceptability stand, and holds no code too many."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from reportgen.codes import CODES, HUNDREDS
from reportgen.errors import Finding, FindingCode, Locus, Severity

PACKAGE: Final = Path(__file__).parents[2] / "reportgen"
REGISTRY: Final = PACKAGE / "codes"
USERS: Final = {
    path: ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if REGISTRY not in path.parents
}
CODE: Final = re.compile(r"RG\d{3}")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(tree: ast.Module) -> dict[str, str]:
    """What a module imports from the registry, and from which hundred."""
    return {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportgen.codes.")
        for alias in node.names
        if node.module
    }


def docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))


def descriptions(tree: ast.Module) -> Iterator[ast.AST]:
    """What a schema says of its keys, for the reference."""
    return (
        node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "description"
    )


def test_a_record_bears_its_own_name_and_stands_in_its_hundred_in_order() -> None:
    for module in HUNDREDS:
        records = {key: one for key, one in vars(module).items() if isinstance(one, FindingCode)}
        hundred = module.__name__.rpartition(".")[2][2]
        assert [one.id for one in records.values()] == sorted(records), module
        assert all(key == one.id and key[2] == hundred for key, one in records.items()), module
    assert {path.stem for path in REGISTRY.glob("rg*.py")} == {
        module.__name__.rpartition(".")[2] for module in HUNDREDS
    }


def test_every_code_of_the_registry_is_used_and_every_used_one_is_in_it() -> None:
    used = {
        node.id
        for tree in USERS.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and CODE.fullmatch(node.id) and node.id in imported(tree)
    }
    assert used == set(CODES)


@pytest.mark.parametrize("path", USERS, ids=name)
def test_no_code_is_spelt_out_and_no_finding_made_beside_the_registry(path: Path) -> None:
    tree = USERS[path]
    said = set(map(id, [*docstrings(tree), *descriptions(tree)]))
    made = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Finding"
    ]
    spelt = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in said
        and CODE.search(node.value)
    ]
    assert len(made) == (path == PACKAGE / "errors.py")  # where FindingCode makes them
    if PACKAGE / "languages" not in path.parents:  # which name the rules
        assert spelt == []


def test_docstrings_name_codes_that_there_are() -> None:
    named = {code for path in USERS for code in CODE.findall(path.read_text("utf-8"))}
    assert named - set(CODES) == set()


def test_a_finding_is_as_severe_as_its_code_and_a_note_where_it_is_accepted() -> None:
    place = Locus("facts.yaml", 1, 1)
    for code in CODES.values():
        assert f"{code}" == code.id
        assert code.finding("wrong", place, "mend") == Finding(code.id, code.severity, "wrong", place, "mend")
        assert code.finding("wrong", accepted=True).severity is Severity.NOTE


def test_names_are_slugs_each_once_and_texts_are_sentences() -> None:
    names = [code.name for code in CODES.values()]
    assert len(set(names)) == len(names)
    for code in CODES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name), code
        for text in (code.meaning, code.mend):
            assert re.fullmatch(r"[A-Z].*\.", text), code
        assert ". " not in code.meaning, code  # one sentence
        assert code.example, code
