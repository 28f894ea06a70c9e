"""Whether a file has the shape of its model: each violation a finding at its place, and what is left without them."""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from reportgen.codes.rg1_files import RG110, RG111, RG112
from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.schema import Strict
from reportgen.facts.text import Text, Tree

Model = TypeVar("Model", bound=Strict)

# Tables whose entries stand by themselves: one that is beyond reading can be left out and the rest read on.
_TABLES: Final = ("facts", "exhibits")
# Keys that others lean on: without them an entry would be blamed a second time for what was wrong with them.
_SUPPORTS: Final = ("stated", "formula", "because")

_MOST_VIOLATIONS: Final = 200  # that are said at once: behind so many nobody looks for what is left
_SAID: Final[dict[str, str]] = {
    "missing": "the key {key!r} is missing",
    "extra_forbidden": "unknown key {key!r}",
    "literal_error": "{value!r} is not one of {expected}",
    "language": "{value!r} is not one of the languages that there are: {expected}",
    "value_error": "expected text, found {kind}",
    "list_type": "expected a list, found {kind}",
    "dict_type": "expected keys and values, found {kind}",
    "model_type": "expected keys and values, found {kind}",
    "bool_parsing": "expected true or false, found {value!r}",
    "int_parsing": "expected a whole number, found {value!r}",
    "greater_than_equal": "expected {ge} or more, found {value!r}",
    "less_than_equal": "expected {le} or less, found {value!r}",
    "too_short": "{empty}",
}


def check_shape(model: type[Model], tree: Tree, file: str) -> tuple[Model | None, list[Finding]]:
    """Hold a tree against a model.

    Returns one finding (RG110 to RG112) a violation, and the model of what is left once each violation is cut out where
    it can be, so that the mistakes behind it are found in the same run; None where nothing sound is left.
    """
    findings: list[Finding] = []
    emptied: list[
        Tree
    ] = []  # by what was cut out of them before: that nothing is left is no mistake of theirs
    while True:
        try:
            return model.model_validate(tree), findings
        except ValidationError as error:
            items = error.errors(include_url=False)
        said = [item for item in items if not any(item["input"] is one for one in emptied)]
        findings += [_violation(model, tree, file, item) for item in said[:_MOST_VIOLATIONS]]
        if len(items) > _MOST_VIOLATIONS or len(findings) > 2 * _MOST_VIOLATIONS:
            return None, findings
        paths = [_path(item) for item in items]
        if not all(_cut_out(model, tree, path, emptied) for path in paths):
            return None, findings


def _cut_out(model: type[Strict], tree: Tree, path: list[Any], emptied: list[Tree]) -> bool:
    """Remove what violates the model: an optional key by itself, else the entry of the table that it belongs to. What
    has nothing left then is added to `emptied`."""
    holder = tree
    for part in path[:-1]:
        holder = _inside(holder, part)
    needed = [*_SUPPORTS, *_required(model, path[:-1])]
    if isinstance(holder, dict) and path[-1] in holder and path[-1] not in needed:
        del holder[path[-1]]
        if not holder:
            emptied.append(holder)
        return True
    if len(path) > 1 and path[0] in _TABLES and isinstance(tree.get(path[0]), dict):
        tree[path[0]].pop(path[1], None)
        return True
    return False


def _inside(holder: Tree, part: Any) -> Any:
    """What stands at a key or an index; nothing where a shorthand was written out."""
    if isinstance(holder, list):
        return holder[part] if isinstance(part, int) and part < len(holder) else {}
    return holder.get(part, {}) if isinstance(holder, dict) else {}


def _violation(model: type[Strict], tree: Tree, file: str, item: Any) -> Finding:
    path = _path(item)
    key = str(path[-1]) if path else ""
    said = _SAID.get(item["type"], item["msg"])
    value = item["input"]
    told = {"key": key, "value": _short(value), "kind": _kind(value), "empty": _empty(value)}
    message = said.format(**{**item.get("ctx", {}), **told})
    code = {"missing": RG110, "extra_forbidden": RG111}.get(item["type"], RG112)
    mend = _nearest_key(model, path) if code == RG111 else _nearest_choice(item)
    return code.finding(f"{message}{_where(path)}", _place(tree, path, file, code), mend)


def _path(item: Any) -> list[Any]:
    """Where a violation stands, without what pydantic adds of its own."""
    tags = ("[one]", "[several]", "[key]", "[keys]", "[words]", "[codes]", "[file]", "[files]", "[drawing]")
    return [part for part in item["loc"] if part not in tags]


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    return repr(_short(value))


def _empty(value: object) -> str:
    return "the list is empty" if isinstance(value, list) else "expected words by language, found none"


def _where(path: list[Any]) -> str:
    above = [str(part) if isinstance(part, str) else f"no. {part + 1}" for part in path[:-1]]
    return f" (in {' › '.join(above)})" if above else ""


def _place(tree: Tree, path: list[Any], file: str, code: FindingCode) -> Locus:
    """The place of an unknown key, of a wrong value, or of the mapping that a key is missing from."""
    best = _first_place(tree)
    for part in path:
        if isinstance(tree, dict) and part in tree:
            best = next(key for key in tree if key == part).locus
            tree = tree[part]
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
            best = _first_place(tree)
        else:
            break
    wrong_value = code == RG112 and isinstance(tree, Text)
    return (tree.locus if wrong_value else best) or Locus(file, 1, 1)


def _first_place(tree: Tree) -> Locus | None:
    while isinstance(tree, (list, dict)) and tree:
        tree = next(iter(tree))
    return tree.locus if isinstance(tree, Text) else None


def _nearest_key(model: type[Strict], path: list[Any]) -> str:
    known = _known_keys(model, path[:-1])
    near = difflib.get_close_matches(str(path[-1]), known, 1)
    allowed = "allowed here: " + ", ".join(known) if known else ""
    return f"did you mean {near[0]!r}? {allowed}" if near else allowed


def _nearest_choice(item: Any) -> str:
    """For what is not one of a few words: the one that comes closest."""
    choices = re.findall(r"'([^']*)'", item.get("ctx", {}).get("expected", ""))
    near = difflib.get_close_matches(str(item["input"]).lower(), choices, 1)
    return f"did you mean {near[0]!r}?" if near and item["type"] in ("literal_error", "language") else ""


def needed_keys(model: type[Strict]) -> list[str]:
    """The keys that a file of this model must hold at its top."""
    return [field.alias or name for name, field in model.model_fields.items() if field.is_required()]


def _known_keys(model: type[Strict], path: list[Any]) -> list[str]:
    return list(_at(model, path).get("properties", {}))


def _required(model: type[Strict], path: list[Any]) -> list[str]:
    return list(_at(model, path).get("required", []))


def _at(model: type[Strict], path: list[Any]) -> Any:
    """What the model's JSON Schema says at a path; lists, tables and unions are already plain there."""
    schema = _json_schema(model)
    node = _resolve(schema, schema)
    for part in path:
        inner = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
        node = _resolve(inner or node.get("additionalProperties"), schema)
    return node


@cache
def _json_schema(model: type[Strict]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _resolve(node: Any, schema: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(node, dict):
        return {}
    for branch in node.get("anyOf", []):
        if branch.get("type") != "null":
            return _resolve(branch, schema)
    if "$ref" in node:
        found: dict[str, Any] = schema["$defs"][node["$ref"].rsplit("/", 1)[1]]
        return found
    return node
