"""Elements of the taxonomies as concepts: a project's own vocabulary first, then the standard one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from reportgen.intake.filings.filing import Filed
from reportgen.intake.importing.company_names import slug
from reportgen.intake.importing.imported import UnknownElement
from reportgen.vocabulary.concept import StandardConcept
from reportgen.vocabulary.standard import Vocabulary

_WORD: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


@dataclass(frozen=True)
class Naming:
    """A concept that an element may be, and its rank among that concept's elements: 0 is the preferred one."""

    concept: StandardConcept
    rank: int


def namings(vocabulary: Vocabulary, taxonomy: str) -> Mapping[str, tuple[Naming, ...]]:
    """Element, with or without its prefix → the concepts that name it, those that prefer it first.

    `taxonomy` is us-gaap or ifrs-full. An element without a prefix in the vocabulary is one of that taxonomy, or the
    company's own.
    """
    found: dict[str, list[Naming]] = {}
    for name in vocabulary.names:
        concept = vocabulary.find(name)
        if concept is None:
            continue
        elements = concept.ifrs if taxonomy == "ifrs-full" else concept.us_gaap
        for rank, element in enumerate(elements):
            found.setdefault(element, []).append(Naming(concept, rank))
    return {element: tuple(sorted(named, key=lambda one: one.rank)) for element, named in found.items()}


def named_by(element: str, known: Mapping[str, tuple[Naming, ...]]) -> tuple[Naming, ...]:
    """The concepts of an element of a filing."""
    prefix, _, local = element.partition(":")
    if prefix in ("dei", "srt"):
        return known.get(element, ())
    return known.get(element) or known.get(local, ())


def snake(element: str) -> str:
    """us-gaap:AccountsPayableCurrent as a name of facts.yaml: accounts_payable_current."""
    return "_".join(words_of(element)).lower()


def words_of(element: str) -> list[str]:
    """The words that an element's name is made of."""
    return _WORD.findall(element.rpartition(":")[2])


def unknown_elements(
    facts: Iterable[Filed], known: Mapping[str, tuple[Naming, ...]]
) -> Iterator[UnknownElement]:
    """The elements of undivided amounts that no concept names, in the order of the file: statements come first."""
    found: dict[str, list[Filed]] = {}
    for fact in facts:
        if not fact.dimensions and not named_by(fact.element, known):
            found.setdefault(fact.element, []).append(fact)
    for element, same in found.items():
        yield UnknownElement(element, len(same), same[0].unit, same[0].period.start is None)


def lines_to_paste(unknown: UnknownElement, taxonomy: str, width: int) -> list[str]:
    """A concept for an element, as vocabulary.yaml has it under `concepts:`: on one line where that is not too long."""
    words = words_of(unknown.element) or ["x"]
    label = " ".join([words[0], *(word if word.isupper() else word.lower() for word in words[1:])])
    prefix, _, local = unknown.element.partition(":")
    key = "ifrs" if taxonomy == "ifrs-full" else "us-gaap"
    element = local if prefix in ("us-gaap", "ifrs-full") else f'"{unknown.element}"'
    kind = [f"kind: {_kind(unknown.unit)}", *["type: instant"] * unknown.instant]
    parts = [f"label: {{en: {label}}}", *kind, f"{key}: [{element}]"]
    name = slug(snake(unknown.element))
    plain = f"{name}: {{{', '.join(parts)}}}"
    if len(plain) <= width:
        return [plain]
    return [f"{name}:", *(line for part in parts for line in _wrapped(part, width))]


def _wrapped(part: str, width: int) -> list[str]:
    return wrap(part, width, initial_indent="  ", subsequent_indent="      ", break_long_words=False)


def _kind(unit: str) -> str:
    if unit == "shares":
        return "shares"
    if unit.endswith("/shares"):
        return "money/share"
    return "ratio" if unit == "pure" else "money" if len(unit) == 3 and unit.isupper() else "plain"
