"""The proof of a message: every numeral of its subject, text, HTML and picture is a cited number or a declared term.

What is proved is what was read back: the caller hands in the parts of the finished message, not what it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.codes.rg7_proofs import RG701, RG702, RG703, RG708, RG711
from reportgen.document.citation import Citation
from reportgen.document.matching import around, wholes
from reportgen.errors import Finding
from reportgen.exhibits.ink import Drawing
from reportgen.facts.base import value_of
from reportgen.figures.manner import print_figure
from reportgen.figures.number_style import NumberStyle
from reportgen.figures.reader.scanning import numerals
from reportgen.proof.finished import ReadPage, Unreadable
from reportgen.proof.match import Slate
from reportgen.proof.read_html import read_html
from reportgen.proof.read_pdf import read_pdf
from reportgen.proof.terms import wholes_of


@dataclass(frozen=True)
class CitedWording:
    """A wording that has to stand in a part, and as which the facts print it: None for one that quotes an edition as it
    was sent."""

    shown: str
    given: str | None

    @classmethod
    def all_of(cls, citations: Iterable[Citation], number_style: NumberStyle) -> tuple[CitedWording, ...]:
        """What citations print."""
        return tuple(
            cls(one.shown, print_figure(value_of(one.fact), one.manner, number_style)) for one in citations
        )


def prove_text(
    place: str, text: str, cited: Sequence[CitedWording], allowed: frozenset[str]
) -> Iterator[Finding]:
    """RG701 a numeral that nothing accounts for, RG702 a cited number that is missing, RG711 one that is not
    what its value prints as. `allowed` are wordings with numerals in them that are no figures."""
    slate = Slate(ReadPage(place, None, text))
    for wanted in _longest_first(cited):
        if wanted.given not in (None, wanted.shown):
            yield RG711.finding(
                f"{place}: {wanted.shown!r}, where the fact's value prints as {wanted.given!r}"
            )
        if span := slate.find(wanted.shown):
            slate.take(span)
        else:
            yield RG702.finding(f"{place}: {wanted.shown!r} is not where it was cited")
    yield from _left_over(slate, allowed)


def _longest_first(cited: Sequence[CitedWording]) -> list[CitedWording]:
    """The longest wording first, so that none is taken for a part of another."""
    return sorted(cited, key=lambda one: (-len(one.shown), one.shown))


def _left_over(slate: Slate, allowed: frozenset[str]) -> Iterator[Finding]:
    for span in wholes_of(slate.text, allowed):
        slate.take(span)
    for start, end in slate.open_numerals():
        said = around(slate.text, start, end)
        yield RG701.finding(
            f"{slate.sheet.place}: nothing accounts for {slate.text[start:end]!r} in {said!r}"
        )


def prove_html(
    data: bytes, cited: Sequence[CitedWording], spoken: Sequence[CitedWording], allowed: frozenset[str]
) -> Iterator[Finding]:
    """The HTML part as each kind of reader sees it, and what it says in titles and descriptions.

    `spoken` is what the picture's description cites. Besides what `prove_text` finds: RG703 no numeral at all, RG708
    what cannot be read.
    """
    try:
        views = tuple(read_html(data))
    except Unreadable as error:
        yield RG708.finding(f"HTML part: {error}")
        return
    said: set[str] = set()
    for view in views:
        yield from prove_text(f"HTML part ({view.scene})", view.sheets[0].text, cited, allowed)
        for aside in view.asides:
            if not aside.stamp and aside.text not in said:
                said.add(aside.text)
                yield from _prove_aside(f"HTML part, {aside.place}", aside.text, (*cited, *spoken), allowed)
    if not any(numerals(views[0].sheets[0].text)):
        yield RG703.finding("there is no numeral in the message at all")


def _prove_aside(
    place: str, text: str, cited: Sequence[CitedWording], allowed: frozenset[str]
) -> Iterator[Finding]:
    """A title or a description may print whatever was cited, as often as it likes."""
    slate = Slate(ReadPage(place, None, text))
    for wanted in _longest_first(cited):
        for span in wholes(text, wanted.shown):
            slate.take(span)
    yield from _left_over(slate, allowed)


def prove_picture(
    page: bytes, drawing: Drawing, cited: Sequence[CitedWording], allowed: frozenset[str]
) -> Iterator[Finding]:
    """A picture's words as its chart has them, each on a line of its own, and under every digit of the page that it
    was drawn from the ink (RG704, RG705). That the page has these words, and where, is for `prove_ink` to say."""
    yield from prove_text("picture", "\n".join(one.text for one in drawing.words), cited, allowed)
    try:
        (sheet,) = read_pdf(page).sheets
    except (Unreadable, ValueError) as error:
        yield RG708.finding(f"picture: {error}")
        return
    for index, (code, why) in sorted(sheet.faults.items()):
        yield code.finding(
            f"picture: {sheet.text[index]!r} in {around(sheet.text, index, index + 1)!r} {why}"
        )
