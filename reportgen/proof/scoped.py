"""Selectors of style sheets, each tried only where it can match.

A third of a page's selectors end in an asterisk or an attribute and would be tried for every element: `.chart [fill]`
needs something around that is a chart, and is tried within charts alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Selectors:
    """Selectors with what they stand for, in their order."""

    def __init__(self) -> None:
        self._all: list[tuple[frozenset[str], Any, Any]] = []
        self._within: dict[frozenset[str], Any] = {}
        self._scopes: frozenset[str] = frozenset()

    def add(self, css: str, payload: Any) -> Iterator[str | None]:
        """Add a list of selectors; which part of an element each is for, "before", None for itself. Raises
        cssselect2.SelectorError."""
        from cssselect2.compiler import CompiledSelector
        from cssselect2.parser import parse

        for parsed in list(parse(css)):
            around = frozenset(_around(parsed.parsed_tree))
            self._scopes |= around
            self._all.append((around, CompiledSelector(parsed), payload))
            yield parsed.pseudo_element

    def inside(self, wrapper: Any, around: frozenset[str]) -> frozenset[str]:
        """The classes that count around what an element holds; `around` are those that do around itself."""
        own = self._scopes & wrapper.classes
        return around if own <= around else around | own

    def match(self, wrapper: Any, around: frozenset[str]) -> list[tuple[Any, int, str | None, Any]]:
        """(specificity, order, part, payload) of the selectors that match an element, the weightiest last."""
        if (matcher := self._within.get(around)) is None:
            matcher = self._within[around] = self._matcher(around)
        found: list[tuple[Any, int, str | None, Any]] = matcher.match(wrapper)
        return found

    def _matcher(self, around: frozenset[str]) -> Any:
        from cssselect2 import Matcher

        matcher = Matcher()
        for order, (needed, selector, payload) in enumerate(self._all):
            if needed <= around:
                matcher.order = order  # the same in every matcher
                matcher.add_selector(selector, payload)
        return matcher


def _around(tree: Any) -> Iterator[str]:
    """The classes without which nothing around an element lets a selector match: those before a space or a >. What is
    before a + or a ~ stands beside, and around both is what is before that."""
    from cssselect2.parser import ClassSelector, CombinedSelector

    while isinstance(tree, CombinedSelector):
        outer = tree.left.right if isinstance(tree.left, CombinedSelector) else tree.left
        if tree.combinator in (" ", ">"):
            yield from (one.class_name for one in outer.simple_selectors if isinstance(one, ClassSelector))
        tree = tree.left
