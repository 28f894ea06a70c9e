"""Citations: every printing of a fact, numbered, and the tokens that carry them through Markdown.

A fact gets its number when it is first cited, so that the appendix runs in the order of reading. While a text is still
Markdown, a citation stands in it as a token of private-use characters, which no markup can disturb; `weave` puts the
HTML in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup

from reportgen.facts.base import Fact
from reportgen.facts.reference import Coordinates

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PARTS: Final = re.compile(f"({_OPEN}\\d+{_CLOSE}|<[^<>]*>)")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_FIGURE_FIRST: Final = re.compile("[0-9+−≈<>≤≥$]")
_FIGURE_LAST: Final = re.compile("[0-9.%]\\Z")
_BLOCK: Final = re.compile(f"<p>\\s*((?:{_OPEN}\\d+{_CLOSE}\\s*)+)</p>")


@dataclass(frozen=True)
class Citation:
    """One printing of a fact: its number, which printing of it this is, the words, and the exhibit it stands in.

    `inline` is False for what is drawn into a picture or stands in a plain text, `spoken` is True for what only the
    description of a picture says, to readers who cannot see it.
    """

    number: int
    occurrence: int
    fact: Fact
    shown: str
    exhibit: str = ""
    inline: bool = True
    spoken: bool = False

    @property
    def anchor(self) -> str:
        """Where a link to this printing leads: the number itself, or the exhibit where it is part of a picture."""
        return self.id if self.inline else f"x-{self.exhibit}"

    @property
    def id(self) -> str:
        """The anchor: n17 where the fact first stands, n17-2 where it stands again."""
        return f"n{self.number}" if self.occurrence == 1 else f"n{self.number}-{self.occurrence}"


@dataclass(frozen=True)
class _Piece:
    html: Markup
    plain: str
    block: bool = False


class Register:
    """Collects the citations of one language while its texts are composed.

    `numbers` are those that an earlier language gave, so that a fact has one number in all of them. `spaced` puts a
    space wherever a cited figure meets a Han character.
    """

    def __init__(
        self, link: Callable[[Citation], Markup], numbers: Mapping[Coordinates, int], *, spaced: bool = False
    ) -> None:
        self._spaced = spaced
        self.citations: list[Citation] = []
        self._numbers: dict[Coordinates, int] = dict(numbers)
        self._counts: dict[Coordinates, int] = {}
        self._pieces: list[_Piece] = []
        self._link = link

    def cite(self, fact: Fact, shown: str, exhibit: str = "", *, inline: bool) -> Citation:
        """Record that `fact` is printed as `shown`."""
        number = self._numbers.setdefault(fact.at, len(self._numbers) + 1)
        occurrence = self._counts.get(fact.at, 0) + 1
        self._counts[fact.at] = occurrence
        citation = Citation(number, occurrence, fact, shown, exhibit, inline)
        self.citations.append(citation)
        return citation

    def speak(self, first: int) -> None:
        """Note that the citations from the one with index `first` on stand in the description of a picture."""
        self.citations[first:] = [replace(citation, spoken=True) for citation in self.citations[first:]]

    def token(self, citation: Citation) -> str:
        """A citation as it travels through Markdown."""
        return self._keep(_Piece(self._link(citation), citation.shown))

    def block(self, html: Markup) -> str:
        """Finished HTML that stands in a paragraph of its own."""
        return self._keep(_Piece(html, "", block=True))

    def mark(self, html: Markup) -> str:
        """Markup that prints nothing: it is gone where the text is read as plain words."""
        return self._keep(_Piece(html, ""))

    @property
    def kept(self) -> int:
        """How many tokens were made so far."""
        return len(self._pieces)

    def intact(self, text: str, since: int) -> bool:
        """True where `text` holds tokens made after the first `since`, each of them once, and no piece of one."""
        found = [int(index) for index in _TOKEN.findall(text)]
        known = all(since <= index < len(self._pieces) for index in found)
        return known and len(found) == len(set(found)) and has_private_use(_TOKEN.sub("", text)) is None

    def _keep(self, piece: _Piece) -> str:
        self._pieces.append(piece)
        return f"{_OPEN}{len(self._pieces) - 1}{_CLOSE}"

    def weave(self, html: str) -> Markup:
        """The HTML with every token replaced by what it stands for; a paragraph of blocks alone loses its <p>."""
        opened = _BLOCK.sub(lambda match: match[1] if self._all_blocks(match[1]) else match[0], html)
        return Markup("".join(self._resolved(opened, lambda piece: piece.html)))

    def plain(self, text: str) -> str:
        """The text with every token replaced by its words."""
        return "".join(self._resolved(text, lambda piece: piece.plain))

    def _resolved(self, text: str, said: Callable[[_Piece], str]) -> Iterator[str]:
        """The parts of a text, tokens in what `said` gives for them, set off from Han characters where asked."""
        parts = [part for part in _PARTS.split(text) if part]
        pieces = [
            self._pieces[int(found[1])] if (found := _TOKEN.fullmatch(part)) else None for part in parts
        ]
        shown = [
            piece.plain if piece else "" if part.startswith("<") else part
            for part, piece in zip(parts, pieces, strict=True)
        ]
        for n, (part, piece) in enumerate(zip(parts, pieces, strict=True)):
            if piece is None:
                yield part
                continue
            figure = piece.plain if self._spaced else ""
            before = next((words[-1] for words in reversed(shown[:n]) if words), "") if figure else ""
            after = next((words[0] for words in shown[n + 1 :] if words), "") if figure else ""
            yield " " if _FIGURE_FIRST.match(figure) and _HAN.match(before) else ""
            yield said(piece)
            yield " " if _FIGURE_LAST.search(figure) and _HAN.match(after) else ""

    def _all_blocks(self, tokens: str) -> bool:
        return all(self._pieces[int(index)].block for index in _TOKEN.findall(tokens))


def has_private_use(text: str) -> int | None:
    """Where `text` holds one of the characters that tokens are made of; None where it does not."""
    places = [text.find(char) for char in (_OPEN, _CLOSE) if char in text]
    return min(places) if places else None
