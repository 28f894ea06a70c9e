"""The numbers of a text's pages: whole numbers in lines of their own that count on from one to the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from reportgen.figures.reader.parts import Aside, Figure, SourceParagraph
from reportgen.figures.reader.setting_aside import NUMBERING

_LAST: Final = 999
_RUN: Final = 3  # numbers that have to follow one another


def without_pages(
    figures: Sequence[Figure], paragraphs: Sequence[SourceParagraph]
) -> tuple[list[Figure], list[Aside]]:
    """The figures that number no page, and the others set aside; they stand beside an empty line."""
    gaps = [one for one, behind in itertools.pairwise(paragraphs) if behind.line > one.line + 1]
    edges = {place for one in gaps for place in (one.number, one.number + 1)}
    alone = [figure for figure in figures if figure.paragraph.number in edges and _is_alone(figure)]
    numbers = [int(figure.paragraph.text) for figure in alone]
    pages: set[int] = set()
    begin = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            if at - begin >= _RUN:
                pages |= {id(figure) for figure in alone[begin:at]}
            begin = at
    asides = [Aside(each.paragraph, each.start, each.end, NUMBERING) for each in alone if id(each) in pages]
    return [figure for figure in figures if id(figure) not in pages], asides


def _is_alone(figure: Figure) -> bool:
    text = figure.paragraph.text.strip()
    return text.isascii() and text.isdigit() and 0 < int(text) <= _LAST
