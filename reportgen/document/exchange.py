"""A document with one of its parts exchanged: trees are frozen, and the rest stays the same objects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any, Final, TypeVar

from reportgen.document.nodes import Cited, Code, Named, Noted, Words

Node = TypeVar("Node")
_LEAVES: Final = (str, int, Words, Named, Cited, Code)


def exchanged(node: Node, old: object, new: object) -> Node:
    """`node` with the object `old` in it, a line or an exhibit, exchanged for another."""

    def exchange(inner: Any) -> Any:
        return new if inner is old else _mapped(inner, exchange)

    return exchange(node)  # type: ignore[no-any-return]


def numbered(node: Node) -> Node:
    """`node` with its notes numbered from 1 in the order of reading."""
    numbers = count(1)

    def number(inner: Any) -> Any:
        if isinstance(inner, Noted) and inner.number != (following := next(numbers)):
            inner = replace(inner, number=following)
        return _mapped(inner, number)

    return number(node)  # type: ignore[no-any-return]


def _mapped(node: Any, change: Callable[[Any], Any]) -> Any:
    """A node with what it holds changed; the same object where nothing is."""
    if isinstance(node, tuple):
        made = tuple(map(change, node))
        return node if all(one is other for one, other in zip(node, made, strict=True)) else made
    if isinstance(node, _LEAVES) or not is_dataclass(node) or isinstance(node, type):
        return node
    changed = {}
    for field in fields(node):
        inner = getattr(node, field.name)
        if isinstance(inner, tuple) or is_dataclass(inner):
            after = change(inner)
            if after is not inner:
                changed[field.name] = after
    return replace(node, **changed) if changed else node
