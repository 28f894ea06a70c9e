"""Statements put into an entry of facts.yaml that a person wrote without any: what stands there stays."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

from reportgen.facts.schema import OPEN
from reportgen.intake.importing.facts_file import yaml_text

_FORMULA: Final = re.compile(
    r"""(?P<double>"=(?:[^"\\]|\\.)*")|(?P<single>'=(?:[^']|'')*')|(?P<plain>=(?:(?!\s\#).)*?)"""
)
_HEAD: Final = re.compile(r"""(?P<head>\s*(?:"[^"]*"|'[^']*'|[^\s"'].*?)\s*:)(?P<said>\s.*|)""")
_KEY: Final = re.compile(r"""(?P<indent>\s+)["']?[a-z]+["']?\s*:(?:\s|$)""")
_OPEN: Final = re.compile(rf"""(?P<key>["']?stated["']?\s*:\s*)["']?{OPEN}["']?(?=\s*(?:[,}}#]|$))""")


def with_statements(lines: Sequence[str], told: Sequence[str], *, is_open: bool = False) -> list[str] | None:
    """The lines of an entry with statements, as facts.yaml has them, beside its formula, or where it `is_open` in the
    place of that; None where they stand in a form that cannot be added to."""
    found = _HEAD.fullmatch(lines[0])
    if found is None:
        return None
    head, said, below = found["head"], found["said"].strip(), list(lines[1:])
    if is_open:
        filled = [_OPEN.sub(lambda match: f"{match['key']}{_flow(told)}", line, count=1) for line in lines]
        return filled if filled != list(lines) else None
    if said.startswith("{"):
        rest = said[1:].lstrip()
        separator = "" if rest.startswith("}") else ", "
        return [f"{head} {{stated: {_flow(told)}{separator}{rest}", *below]
    if not said or said.startswith("#"):
        return _above_keys(lines, told)
    return _written_out(head, said, below, told)


def _above_keys(lines: Sequence[str], told: Sequence[str]) -> list[str] | None:
    """An entry with a line for each key, the statements in the first of them."""
    for at, line in enumerate(lines[1:], 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = _KEY.match(line)
        return [*lines[:at], f"{key['indent']}stated: {_flow(told)}", *lines[at:]] if key else None
    return None


def _written_out(head: str, said: str, below: list[str], told: Sequence[str]) -> list[str] | None:
    """An entry that is a formula on its line, with keys; None where the formula goes on in further lines, or is
    none."""
    found = re.fullmatch(rf"(?:{_FORMULA.pattern})(?P<remark>\s*(?:#.*)?)", said)
    if found is None or any(line.strip() and not line.lstrip().startswith("#") for line in below):
        return None
    if found["plain"] is not None:
        formula = yaml_text(found["plain"][1:].strip())
    elif found["double"] is not None:
        formula = '"' + found["double"][2:].lstrip()
    else:
        formula = "'" + found["single"][2:].lstrip()
    remark = f"  {found['remark'].strip()}" if found["remark"].strip() else ""
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    return [f"{head}{remark}", f"{indent}stated: {_flow(told)}", f"{indent}formula: {formula}", *below]


def _flow(told: Sequence[str]) -> str:
    """Statements on one line; a plain one in quotes, which it needs within braces."""
    quoted = [one if one[:1] in ("{", '"') else json.dumps(one, ensure_ascii=False) for one in told]
    return quoted[0] if len(quoted) == 1 and quoted[0][:1] == '"' else f"[{', '.join(quoted)}]"
