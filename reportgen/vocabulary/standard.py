"""The vocabulary: the standard concepts, and before them those of a project.

`concepts.tsv` has a line for each concept, with the columns of its first line. It is read when somebody asks for a
concept, and only the lines that are asked for are taken apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from reportgen.errors import nearest
from reportgen.languages import LANGUAGES, pick
from reportgen.languages.labels import names_of
from reportgen.vocabulary.concept import StandardConcept

CONCEPTS_TABLE: Final = Path(__file__).with_name("concepts.tsv")
_COLUMNS: Final = 9
_BESIDE: Final = "beside:"
_BASES: Final = ("adjusted", "fx-neutral")
_LENGTHS: Final = ("quarter", "half", "year")
_BETTER: Final = ("higher", "lower")


@dataclass(frozen=True)
class Vocabulary:
    """Concepts by name: `own` ones, and behind them the standard ones, unless there shall be none."""

    own: Mapping[str, StandardConcept] = field(default_factory=dict)
    standard: bool = True

    def find(self, name: str) -> StandardConcept | None:
        """The concept of a name; None where there is none. Aliases are no names."""
        found = self.own.get(name)
        return _standard(name, tuple(LANGUAGES)) if found is None and self.standard else found

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all concepts, the standard ones in the order of their table."""
        return tuple(dict.fromkeys([*(_rows() if self.standard else ()), *self.own]))

    def label(self, name: str, language: str, short: bool = False) -> str:
        """What a concept is called in a language, or in whichever there is. Raises KeyError for an unknown one."""
        if (concept := self.find(name)) is None:
            raise KeyError(name)
        return pick({**concept.labels, **concept.shorts} if short else concept.labels, language)

    def meant(self, alias: str) -> str:
        """The name of the concept that people mean by another name; "" where nobody does."""
        own = {one: concept.name for concept in self.own.values() for one in concept.aliases}
        return own.get(alias) or (_aliases().get(alias, "") if self.standard else "")

    def nearest(self, name: str) -> str:
        """ "; write …" for an alias, else "; nearest: …" with the names that come closest, or nothing."""
        meant = self.meant(name)
        return f"; write {meant}" if meant else nearest(name, self.names)


STANDARD: Final = Vocabulary()
NO_VOCABULARY: Final = Vocabulary(standard=False)


@cache
def _rows() -> dict[str, str]:
    """Name → the rest of its line."""
    lines = CONCEPTS_TABLE.read_text("utf-8").splitlines()
    return {line.partition("\t")[0]: line for line in lines if not line.startswith("#")}


@cache
def _aliases() -> dict[str, str]:
    return {alias: name for name, line in _rows().items() for alias in _cells(line)[-1].split()}


def _cells(line: str) -> list[str]:
    cells = line.split("\t")
    return cells + [""] * (_COLUMNS - len(cells))


@cache
def _standard(name: str, _languages: tuple[str, ...]) -> StandardConcept | None:
    """The standard concept of a name, with its labels in all languages that there are now."""
    if (line := _rows().get(name)) is None:
        return None
    _, kind, traits, parts, part_of, formula, us_gaap, ifrs, aliases = _cells(line)
    said = traits.split()
    named = names_of(name)
    return StandardConcept(
        name,
        kind,
        instant="instant" in said,
        basis=_one_of(_BASES, said) or "reported",
        labels={tag: label for tag, (label, *_) in named.items()},
        shorts={tag: short for tag, (label, short, _) in named.items() if short != label},
        parts=tuple(parts.split()),
        part_of=part_of,
        non_negative="non-negative" in said,
        adds_up={"adds-up": True, "not-additive": False}.get(_one_of(("adds-up", "not-additive"), said)),
        length=_one_of(_LENGTHS, said),
        better=_one_of(_BETTER, said),
        formula=formula,
        us_gaap=tuple(us_gaap.split()),
        ifrs=tuple(ifrs.split()),
        aliases=tuple(aliases.split()),
        beside=_beside(said),
        definition={tag: words for tag, (*_, words) in named.items() if words},
    )


def _beside(said: list[str]) -> tuple[str, ...]:
    """The standard measures of which one stands beside a measure outside of the standards: its trait `beside:`."""
    named = next((word.removeprefix(_BESIDE) for word in said if word.startswith(_BESIDE)), "")
    return tuple(filter(None, named.split(",")))


def _one_of(words: tuple[str, ...], said: list[str]) -> str:
    return next((word for word in words if word in said), "")
