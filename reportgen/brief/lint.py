"""A lint for words that compare: "beat" and "fastest", typed by hand, go stale when the facts change.

They belong into `{% claim %}`, come from `word()` or `moved()`, or stand in `{% opinion %}` where they judge or report
and rest on no figure. Which they are, each language knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from reportgen.codes.rg5_texts import RG515
from reportgen.document.nodes import Break, Cited, Line, Named, Place, Words
from reportgen.document.walk import Run, runs
from reportgen.errors import Finding
from reportgen.languages import LANGUAGES

MEND: Final = (
    'let word(), moved() or changed() choose it, put it into {% claim "…" %}…{% endclaim %}, or, where it rests on no '
    "figure, into {% opinion %}…{% endopinion %}"
)


@dataclass(frozen=True)
class AuthorWords:
    """Words as an author wrote them, outside of claims and opinions; `places` say where the words from an offset on
    stand, `after` and `before` whether a printed value stands next to them."""

    text: str
    places: tuple[tuple[int, Place], ...]
    after: bool = False
    before: bool = False

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands."""
        start, place = max((start, place.offset) for start, place in self.places if start <= offset)
        return Place(self.places[0][1].text, place + offset - start)


def lint(line: Line, language: str, names: Iterable[str] = ()) -> Iterator[Finding]:
    """RG515, a warning, for every word of a line that compares and stands outside claims, opinions and what wording
    helpers print, and in none of the `names`."""
    for stretch in _stretches(line):
        for offset, word in comparatives(stretch, language):
            if any(_in_name(offset, name, stretch.text) for name in names):
                continue
            message = f"{word!r} compares, and nothing holds it to the facts"
            yield RG515.finding(message, stretch.place(offset).locus, MEND)


def _in_name(offset: int, name: str, text: str) -> bool:
    """True for a place of a text at which a name stands, told from its beginning."""
    return any(found.start() <= offset < found.end() for found in re.finditer(re.escape(name), text))


def _stretches(line: Line) -> Iterator[AuthorWords]:
    """The stretches of a line, each as long as nothing is printed, claimed or opined in it; it may go on over ends of
    lines and emphasis."""
    groups = [(typed, tuple(group)) for typed, group in groupby(runs(line), _typed)]
    beside: list[tuple[Run, ...]] = [(), *(group for _, group in groups), ()]
    for (typed, group), before, after in zip(groups, beside, beside[2:], strict=False):
        if typed and (places := tuple(_places(group))):
            text = "".join("\n" if isinstance(run.piece, Break) else run.text for run in group)
            yield AuthorWords(text, places, any(map(_prints, before[-1:])), any(map(_prints, after[:1])))


def _places(group: Iterable[Run]) -> Iterator[tuple[int, Place]]:
    start = 0
    for run in group:
        if isinstance(run.piece, Words) and run.piece.place:
            yield start, run.piece.place
        start += len(run.text)


def _typed(run: Run) -> bool:
    """True for what an author typed outside of claims and opinions: words, ends of lines, and escapes, which print no
    letter or digit."""
    if run.claim or run.opined:
        return False
    piece = run.piece
    if not isinstance(piece, Words):
        return isinstance(piece, Break)
    return piece.place is not None and (piece.written or not any(map(str.isalnum, piece.text)))


def _prints(run: Run) -> bool:
    """True for a printed value, and for words that an expression made."""
    piece = run.piece
    return isinstance(piece, Cited | Named) or (
        isinstance(piece, Words) and not (piece.written and piece.place)
    )


def comparatives(stretch: AuthorWords, language: str) -> list[tuple[int, str]]:
    """The words of a stretch that compare, with their offsets in it."""
    words = LANGUAGES[language].lint
    matches = list(words.suspicious().finditer(stretch.text))
    found = {match.start(): match[0] for match in matches if (match.lastgroup or "").startswith("word")}
    covered = {place for match in matches for place in range(*match.span())}
    leaning = [words.before()] * stretch.before + [words.after()] * stretch.after
    for pattern in leaning:
        if (match := pattern.search(stretch.text)) and match.start() not in covered:
            found[match.start()] = match[0]
    return sorted(found.items())
