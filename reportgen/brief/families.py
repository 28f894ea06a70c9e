"""What an edition's documents are set in: the families of its theme, and the type of the languages that each shows.

Documents name families by what they do. `Brief Han` is the face of a document's own script, whichever that is: the
Japanese and the Taiwanese document of one edition each have their own under that name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.exhibits.faces import HAN, Face, Fonts, find_faces, script_families
from reportgen.exhibits.fallbacks import other_faces
from reportgen.languages import LANGUAGES, language
from reportgen.languages.pack import Typography

if TYPE_CHECKING:
    from reportgen.brief.edition import Edition


@dataclass(frozen=True)
class DocumentType:
    """The type of one document. `languages` are those of what it shows, its own first."""

    fonts: Fonts
    languages: Sequence[str]
    unusual: str = ""  # characters that these families may lack

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces that it is set in, those for other scripts last. Raises MachineLacks where one of the families
        that were chosen is not installed."""
        own = find_faces(self.languages, self.fonts)
        return own + other_faces(self.unusual, own) if self.unusual else own

    @property
    def own(self) -> Typography:
        """The type of the document's language."""
        return language(self.languages[0]).type

    @property
    def root(self) -> str:
        """The selector before sizes that its language brings: one that outweighs what a theme, whose sizes are made
        for Latin, says of all scripts at once."""
        return "html.cjk " if self.own.cjk else ""

    @property
    def has_headings(self) -> bool:
        """Whether the headings of its script have a family of their own."""
        return any(self.fonts.headings_in(tag) for tag in list(self._scripts)[:1])

    @property
    def quoting(self) -> dict[str, str]:
        """Language → the family of quotations in it, where that is not the document's own."""
        return {tag: family for tag, family in self._scripts.items() if family != HAN}

    @property
    def quotes(self) -> dict[str, tuple[str, str]]:
        """Language → the marks of quotation in it."""
        return {tag: language(tag).type.quotes for tag in self.languages}

    @property
    def mail(self) -> list[str]:
        """The families that a reader's machine may have for the scripts in it."""
        return list(dict.fromkeys(name for tag in self.languages for name in language(tag).type.mail))

    @property
    def _scripts(self) -> dict[str, str]:
        return script_families(self.languages, self.fonts)


@dataclass(frozen=True)
class Families:
    """What an edition is set in. `shown` gives each document the languages of what it shows, its own first."""

    fonts: Fonts
    shown: Mapping[str, Sequence[str]]
    unusual: str = ""

    def of(self, tag: str) -> DocumentType:
        """The type of the document in a language."""
        return DocumentType(self.fonts, self.shown[tag], self.unusual)


def families_of(edition: Edition) -> Families:
    """What an edition is set in.

    A document quotes its sources in their languages. One in a Latin language is also ready to print a name in another
    script, in that of the edition's other documents, of its sources, or of any language that there is.
    """
    quoted = [source.language for source in edition.base.sources.values() if source.language in LANGUAGES]
    others = (*edition.languages, *quoted, *LANGUAGES)
    shown: dict[str, Sequence[str]] = {}
    for tag in edition.languages:
        script = next(other for other in (tag, *others) if edition.theme.fonts.text_in(other))
        shown[tag] = tuple(dict.fromkeys((tag, script, *quoted)))
    return Families(edition.theme.fonts, shown, edition.unusual)
