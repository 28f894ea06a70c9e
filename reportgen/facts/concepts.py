"""What is measured: concepts by their names, those of segments, and formulas as the concept of their result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reportgen.facts.unit import Unit
from reportgen.languages import LANGUAGES

Translations = Mapping[str, str]  # language → text


@dataclass(frozen=True)
class Concept:
    """What is measured, in which unit, over time or at an instant, and on which basis.

    For the sanity rules: the concepts that add up to it, the one that it is a part of, whether it cannot be negative,
    whether its quarters add to its year, and the only length of period (`quarter`, `half`, `year`) that it has, or "".
    A formula has no `label` of its own unless somebody gave it one: a language composes it.
    """

    id: str
    label: Translations
    unit: Unit
    instant: bool
    basis: str
    note: Translations | None
    parts: tuple[str, ...] = ()
    part_of: str = ""
    non_negative: bool = False
    adds_up: bool = False
    length: str = ""


def is_formula(name: str) -> bool:
    """True for a formula in the place of a concept's name."""
    return "(" in name


def has_arithmetic(text: str) -> bool:
    """True for what is no name and no reference by its form: a call, brackets, an operator that stands by itself."""
    return bool(_ARITHMETIC.search(text))


_ARITHMETIC: Final = re.compile(r"[()*×÷+−]|\s[-/]|[-/]\s|^-")


class NamedConcepts(Mapping[str, Concept]):
    """The concepts that a fact base declares, and for each of its segments those measured of one: `aws.revenue`.

    It runs through the declared ones; what is measured of a segment is found when it is asked for.
    """

    def __init__(self, declared: Mapping[str, Concept], segments: Mapping[str, Translations]) -> None:
        self._declared = declared
        self._segments = segments
        self._found: dict[str, Concept | None] = {}

    def __getitem__(self, name: str) -> Concept:
        found = self._declared.get(name) or self._of_segment(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self._declared or self._of_segment(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)

    def _of_segment(self, name: str) -> Concept | None:
        if name not in self._found:
            segment, _, rest = name.partition(".")
            whole = self.get(rest) if segment in self._segments and rest else None
            self._found[name] = whole and of_segment(name, self._segments[segment], whole)
        return self._found[name]


def of_segment(name: str, segment: Translations, whole: Concept) -> Concept:
    """What a concept of the whole company is of one of its segments."""
    label = {
        tag: LANGUAGES[tag].composing.of_segment(segment.get(tag) or next(iter(segment.values())), text)
        for tag, text in whole.label.items()
        if tag in LANGUAGES
    }
    return replace(whole, id=name, label=label, note=None, parts=(), part_of="")


class AllConcepts(Mapping[str, Concept]):
    """Concepts by name, and formulas, which `compose` makes when they are first asked for; it runs through names."""

    def __init__(self, named: Mapping[str, Concept], compose: Callable[[str], Concept]) -> None:
        self._named = named
        self._compose = compose
        self._composed: dict[str, Concept] = {}

    def __getitem__(self, name: str) -> Concept:
        if not is_formula(name):
            return self._named[name]
        if name not in self._composed:
            self._composed[name] = self._compose(name)
        return self._composed[name]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (is_formula(name) or name in self._named)

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)
