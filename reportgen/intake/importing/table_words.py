"""What the words of a table mean in whichever language: concepts by label, scenarios, and signs that are a minus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportgen.facts.base import FactBase
from reportgen.facts.reference import SCENARIOS
from reportgen.figures.reader.folding import fold
from reportgen.intake.importing.text_concepts import plain_label
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import Vocabulary


@dataclass(frozen=True)
class TableWords:
    """Words for concepts, folded and in small letters → each concept that they may mean, and the languages they are
    of."""

    concepts: Mapping[str, Collection[str]]
    languages: Mapping[str, Collection[str]]

    def concept(self, text: str) -> str:
        """The one concept that words name; "" where they name none, or may name several."""
        found = next((self.concepts[one] for one in _forms(text) if one in self.concepts), ())
        return next(iter(found)) if len(found) == 1 else ""

    def tags(self, texts: Iterable[str]) -> set[str]:
        """The languages that the words of a table are of."""
        return {tag for text in texts for one in _forms(text) for tag in self.languages.get(one, ())}


def table_words(vocabulary: Vocabulary) -> TableWords:
    """The labels of all concepts and their further names, but for those that leave the sign of a loss to the reader."""
    concepts: dict[str, set[str]] = {}
    languages: dict[str, set[str]] = {}

    def add(words: str, name: str, tag: str) -> None:
        concepts.setdefault(fold(words).lower(), set()).add(name)
        languages.setdefault(fold(words).lower(), set()).add(tag)

    for name in vocabulary.names:
        concept = vocabulary.find(name)
        for labels in (concept.labels, concept.shorts) if concept else ():
            for tag, label in labels.items():
                add(label, name, tag)
    for tag, pack in LANGUAGES.items():
        for name, listed in pack.cues.names.items():
            for words in listed.split("|") if vocabulary.find(name) else ():
                if words != pack.cues.weak and not re.search(pack.cues.losses, words):
                    add(words, name, tag)
    return TableWords(concepts, languages)


def loss_named(text: str) -> str:
    """The concept that words name as a loss, which do not tell its sign; "" where they name none."""
    listed = {
        fold(words).lower(): name
        for pack in LANGUAGES.values()
        for name, said in pack.cues.names.items()
        for words in said.split("|")
        if re.search(pack.cues.losses, words)
    }
    return next((listed[one] for one in _forms(text) if one in listed), "")


def scenario_called(text: str) -> str:
    """The scenario of facts that a word names; "" where it names none, or does not say whose figure it is."""
    plain = fold(text).lower().strip()
    return plain if plain in SCENARIOS else _scenarios().get(plain, "")


def languages_named(base: FactBase | None) -> tuple[str, ...]:
    """The languages in which the edition's company has a name, in their order."""
    entity = base.entities.get(base.entity) if base else None
    return tuple(dict.fromkeys((*entity.name, *entity.short))) if entity else ()


def table_language(words: TableWords, labels: Iterable[str], languages: Sequence[str]) -> str:
    """The language of a table: that of most of its labels, else the edition's first; "" where nothing tells."""
    counted = Counter(tag for label in labels for tag in words.tags([label]))
    most = [tag for tag, count in counted.items() if count == max(counted.values())]
    return most[0] if len(most) == 1 else languages[0] if languages else ""


def minus_marks(words: TableWords, base: FactBase | None, labels: Iterable[str], texts: Iterable[str]) -> str:
    """A pattern of what is a minus before a figure in the languages of the edition, of the labels of a table, or of the
    characters in it."""
    whole = "\n".join(texts)
    entities = base.entities.values() if base else ()
    tags = words.tags(labels) | {tag for one in entities for tag in (*one.name, *one.short)}
    tags |= {tag for tag, pack in LANGUAGES.items() if pack.numerals.script.letters.pattern.search(whole)}
    return "|".join(pack.numerals.digits.minus for tag, pack in LANGUAGES.items() if tag in tags) or "(?!)"


@cache
def _scenarios() -> Mapping[str, str]:
    return {
        fold(word).lower(): name
        for pack in LANGUAGES.values()
        for name, words in pack.cues.scenarios.items()
        for word in words.split("|")
    }


def _forms(text: str) -> tuple[str, ...]:
    """A label as it stands, and without the marks of notes."""
    plain = fold(" ".join(text.split())).lower()
    return plain, plain_label(plain)
