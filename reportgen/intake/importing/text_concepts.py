"""Which concepts the words of a text may name: labels and other names of the vocabulary, and of the edition's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reportgen.figures.reader.folding import fold
from reportgen.figures.reader.parts import Figure
from reportgen.languages import LANGUAGES
from reportgen.vocabulary.standard import Vocabulary

_LEAST_SHARE: Final = 1_000  # an amount from here on is none per share
_NOTE_MARKS: Final = re.compile(r"[\s*†‡|:：.]+$|\(\d{1,2}\)$|^[\s|*#•·-]+")


@dataclass(frozen=True)
class Mention:
    """Where a text names something, and what: a concept, or a company or segment. `spoken` are words that mean a
    concept in a sentence only, of amounts that it can have."""

    start: int
    end: int
    name: str
    spoken: bool = False


@dataclass(frozen=True)
class KnownNames:
    """What can be recognised in a text of a language: concepts, segments and companies by their words, and the unit of
    each concept as facts.yaml writes it. `entity` is the edition's own company."""

    language: str
    vocabulary: Vocabulary
    entity: str
    currency: str
    segments: Mapping[str, Iterable[str]]
    entities: Mapping[str, Iterable[str]]

    def concepts_in(self, folded: str, *, spoken: bool = False) -> list[Mention]:
        """Where a folded text names concepts, of words within others the longer; with the `spoken` in a sentence."""
        text = folded.lower()
        found = [
            Mention(*match.span(), self._concepts[match[0]]) for match in self._concept_form.finditer(text)
        ]
        if not spoken:
            return found
        more = [
            Mention(*match.span(), self._spoken[match[0]], spoken=True)
            for match in self._spoken_form.finditer(text)
        ]
        ends = {at: one.end for one in found for at in range(one.start, one.end)}
        own = [one for one in more if ends.get(one.start, 0) <= one.end]  # earnings, not earnings per share
        return sorted([*found, *own], key=lambda one: one.start)

    def parties_in(self, folded: str) -> list[Mention]:
        """Where it names companies (as `NAME/`) and segments (as `NAME.`)."""
        text = folded.lower()
        own = [Mention(*match.span(), f"{self.entity}/") for match in self._own_form.finditer(text)]
        named = [Mention(*match.span(), self._parties[match[0]]) for match in self._party_form.finditer(text)]
        return sorted([*own, *named], key=lambda one: one.start)

    def named_by(self, label: str) -> str:
        """The concept that a label is word for word, marks of notes apart; "" where it is none."""
        return self._concepts.get(plain_label(label), "")

    @cached_property
    def _concepts(self) -> Mapping[str, str]:
        """Words in lower case → the name of a concept; what stands first in the vocabulary counts."""
        found: dict[str, str] = {}
        names = LANGUAGES[self.language].cues.names
        for concept in map(self.vocabulary.find, self.vocabulary.names):
            if concept is None:
                continue
            label = concept.labels.get(self.language, "")
            words = [label, concept.shorts.get(self.language, ""), *names.get(concept.name, "").split("|")]
            if label.isascii():
                words += [alias.replace("_", " ") for alias in concept.aliases]
            for word in words:
                if len(word) > 1:
                    found.setdefault(fold(word).lower(), concept.name)
        whole = {word: name for word, name in found.items() if "." not in name}
        for segment, called in self.segments.items():
            for (
                one
            ) in called:  # of a segment that is called so its own revenue is meant: 廣告營收, cloud revenue
                for between in ("", " "):
                    joined = {fold(one + between + word).lower(): name for word, name in whole.items()}
                    found |= {word: f"{segment}.{name}" for word, name in joined.items() if word in found}
        return found

    @cached_property
    def _concept_form(self) -> re.Pattern[str]:
        return _any_of(self._concepts)

    @cached_property
    def _spoken(self) -> Mapping[str, str]:
        spoken = LANGUAGES[self.language].cues.spoken
        return {word: name for name, words in spoken.items() for word in words.split("|")}

    @cached_property
    def _spoken_form(self) -> re.Pattern[str]:
        return _any_of(self._spoken)

    @cached_property
    def _own_form(self) -> re.Pattern[str]:
        return re.compile(LANGUAGES[self.language].cues.company)

    @cached_property
    def _parties(self) -> Mapping[str, str]:
        found = {fold(word).lower(): f"{name}/" for name, words in self.entities.items() for word in words}
        return found | {
            fold(word).lower(): f"{name}." for name, words in self.segments.items() for word in words
        }

    @cached_property
    def _party_form(self) -> re.Pattern[str]:
        return _any_of(self._parties)

    def unit_of(self, name: str) -> str:
        """The unit of a concept, of a segment's as of the whole."""
        concept = self.vocabulary.find(name) or self.vocabulary.find(name.partition(".")[2])
        return concept.unit_in(self.currency) if concept else ""

    def is_instant(self, name: str) -> bool:
        """Whether a concept stands on a day."""
        concept = self.vocabulary.find(name) or self.vocabulary.find(name.partition(".")[2])
        return concept is not None and concept.instant

    def takes(self, name: str, figure: Figure) -> bool:
        """Whether a figure can be a value of a concept, by its unit and its size."""
        return fits_unit(figure, self.unit_of(name), self.currency)


def plain_label(label: str) -> str:
    """A label in lower case without marks of notes and what else is no word of it."""
    text, before = fold(label).lower().strip(), ""
    while text != before:
        before, text = text, _NOTE_MARKS.sub("", text).strip()
    return " ".join(text.split())


def fits_unit(figure: Figure, unit: str, currency: str) -> bool:
    """Whether a figure can be measured in a unit, as far as it says its own; a bare number may be anything."""
    own, size = figure.quantity.unit, abs(figure.quantity.point)
    if own.ratio:
        return unit == own.ratio
    top, _, under = unit.partition("/")
    if figure.money:
        if currency not in figure.money or top != currency:
            return False
        small = not figure.scaled and not figure.head and size < _LEAST_SHARE
        return bool(under) == small or figure.head == 0
    if own.powers:
        return str(own) == unit
    if top == currency:
        return figure.scaled or bool(figure.head) or (figure.head == 0 and bool(under))
    return unit not in ("%", "points", "bps", "x")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words, the longest first, grouped by how they begin: most places are passed over at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(word)
    return re.compile("|".join(_group(first, group) for first, group in groups.items()) or "(?!)")


def _group(first: str, words: Iterable[str]) -> str:
    rest = "|".join(_bounded(word) for word in words)
    edge = r"(?<![a-z0-9_])" if first.isascii() else ""
    return rf"{edge}(?={re.escape(first)})(?:{rest})"


def _bounded(word: str) -> str:
    return re.escape(word) + (r"(?![a-z0-9_])" if word[-1].isascii() else "")


def label_words(labels: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The words of labels in all languages."""
    for label in labels:
        yield from (text for text in label.values() if len(text) > 1)
