"""What a snapshot says, before any language says it: sentences by name with what is put into them, parts of the text,
and exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Template

from reportgen.facts.base import Translations
from reportgen.languages import LANGUAGES, pick


@dataclass(frozen=True)
class Called:
    """A name in each language; `within` a sentence, English begins it in lower case, and puts an article before a
    `proper` name that has one."""

    names: Translations
    within: bool = False
    proper: bool = False

    def told(self, language: str) -> str:
        """The name in a language."""
        text, pack = pick(self.names, language), LANGUAGES[language]
        if self.proper:
            return f"the {text}" if text in pack.snapshot.with_article else text
        return pack.composing.inner(text) if self.within else text


@dataclass(frozen=True)
class Listed:
    """Several names, as a language lists them."""

    items: tuple[Sentence | Called, ...]

    def told(self, language: str) -> str:
        """The list: a, b and c."""
        pack = LANGUAGES[language]
        *before, last = (item.told(language) for item in self.items)
        joined = pack.marks.enumeration.join(before)
        return pack.claims.last.join(filter(None, (joined, last)))


@dataclass(frozen=True)
class Sentence:
    """A sentence by its name in `SnapshotWords.lines`, and what its marks stand for: references, names, sentences."""

    name: str
    marks: Mapping[str, str | Called | Listed | Sentence] = field(default_factory=dict)

    def told(self, language: str) -> str:
        """The sentence in a language, with its Jinja. A name begins a sentence under its mark in upper case: $Name."""
        marks = {
            mark: meant if isinstance(meant, str) else meant.told(language)
            for mark, meant in self.marks.items()
        }
        marks |= {mark.capitalize(): text[:1].upper() + text[1:] for mark, text in marks.items()}
        return Template(LANGUAGES[language].snapshot.lines[self.name]).substitute(marks)


Told = Sentence | Called
SaidTogether = tuple[Sentence, ...]


def say(name: str, /, **marks: str | Called | Listed | Sentence) -> Sentence:
    """A sentence by its name."""
    return Sentence(name, marks)


@dataclass(frozen=True)
class PlannedExhibit:
    """An exhibit as brief.yaml has it: `body` are its further keys, in which words stand for a text in each
    language."""

    name: str
    title: Sentence
    subtitle: Sentence
    body: Mapping[str, object]


@dataclass(frozen=True)
class SnapshotPart:
    """A section: paragraphs, then exhibits in rows."""

    heading: Sentence
    paragraphs: tuple[SaidTogether, ...]
    exhibits: tuple[tuple[PlannedExhibit, ...], ...] = ()


def snapshot_part(
    heading: str, paragraphs: Sequence[Sequence[Sentence]], *exhibits: Sequence[PlannedExhibit | None]
) -> SnapshotPart | None:
    """A section of what there is; None where that is nothing to show and nothing to say."""
    said = tuple(tuple(one) for one in paragraphs if one)
    shown = tuple(tuple(one for one in row if one) for row in exhibits)
    shown = tuple(row for row in shown if row)
    return SnapshotPart(say(heading), said, shown) if said or shown else None
