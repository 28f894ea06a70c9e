"""Texts of two sides, paragraph by paragraph: which are new, gone, changed word by word, or stand elsewhere now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from reportgen.comparing.sides import ComparedText


class TextTurn(StrEnum):
    """What happened to a paragraph; where only the figures cited in it are others, these are named as figures."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    REFIGURED = "in figures alone"


@dataclass(frozen=True)
class WordStretch:
    """Words that both versions of a paragraph have, or only one of them."""

    text: str
    in_old: bool
    in_new: bool


@dataclass(frozen=True)
class TextChange:
    """A paragraph that differs, as it was and as it is; None where there is none."""

    turn: TextTurn
    old: ComparedText | None
    new: ComparedText | None

    @property
    def stretches(self) -> tuple[WordStretch, ...]:
        """The paragraph word by word: what it had, and has."""
        return tuple(_stretches(self.old.text if self.old else "", self.new.text if self.new else ""))


ALIKE: Final = 0.5  # above it two paragraphs are taken for versions of one
_MOST: Final = 400  # paragraphs of a side that are held against one another by their words


def text_changes(old: Sequence[ComparedText], new: Sequence[ComparedText]) -> tuple[TextChange, ...]:
    """Every paragraph that differs, in the present order, each that is gone where it stood. From the other side the
    same comes out, turned round."""
    swapped = [one.text for one in old] > [one.text for one in new]  # ties are broken alike from both sides
    pairs = _matched(new, old) if swapped else _matched(old, new)
    found = [(two, one, turn) if swapped else (one, two, turn) for one, two, turn in pairs]
    return tuple(
        TextChange(turn, None if a is None else old[a], None if b is None else new[b])
        for a, b, turn in sorted(map(_sided, found), key=_place)
    )


_Match = tuple[int | None, int | None, TextTurn]


def _sided(match: _Match) -> _Match:
    a, b, turn = match
    return a, b, TextTurn.NEW if a is None else TextTurn.GONE if b is None else turn


def _same_but_for_figures(one: ComparedText, other: ComparedText) -> bool:
    return bool(one.frame) and one.frame == other.frame


def _place(match: _Match) -> tuple[int, int]:
    a, b, _ = match
    return (b if b is not None else a or 0), int(b is None)


def _matched(first: Sequence[ComparedText], second: Sequence[ComparedText]) -> Iterator[_Match]:
    """Which paragraphs of two texts belong together, by their places; those of one text alone, too."""
    standing = set(_common([one.text for one in first], [one.text for one in second]))
    left = [i for i in range(len(first)) if i not in {a for a, _ in standing}]
    right = [j for j in range(len(second)) if j not in {b for _, b in standing}]
    for i in list(left):
        if (j := next((j for j in right if second[j].text == first[i].text), None)) is not None:
            left.remove(i)
            right.remove(j)
            yield i, j, TextTurn.MOVED
    for i, j in _versions(first, second, left, right):
        left.remove(i)
        right.remove(j)
        figures = _same_but_for_figures(first[i], second[j])
        yield i, j, TextTurn.REFIGURED if figures else TextTurn.CHANGED
    yield from ((i, None, TextTurn.GONE) for i in left)
    yield from ((None, j, TextTurn.NEW) for j in right)


def _common(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The longest run of paragraphs that stand in both in one order, by their characters: what is left has moved."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        yield start, start
        start += 1
    a, b = first[start:], second[start:]
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            with_both = longest[i + 1][j + 1] + len(a[i]) + 1 if a[i] == b[j] else 0
            longest[i][j] = max(with_both, longest[i + 1][j], longest[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j] and longest[i][j] == longest[i + 1][j + 1] + len(a[i]) + 1:
            yield start + i, start + j
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1


def _versions(
    first: Sequence[ComparedText], second: Sequence[ComparedText], left: list[int], right: list[int]
) -> list[tuple[int, int]]:
    """Pairs of paragraphs of which one is a version of the other, the most alike first."""
    if len(left) > _MOST or len(right) > _MOST:
        return []
    ones = {i: _words(first[i].text) for i in left}
    others = {j: _words(second[j].text) for j in right}
    found: dict[int, int] = {}
    framed = ((-2.0, i, j) for i in left for j in right if _same_but_for_figures(first[i], second[j]))
    for _, i, j in sorted([*framed, *_likenesses(ones, others)]):
        if i not in found and j not in found.values():
            found[i] = j
    return list(found.items())


def _likenesses(
    ones: Mapping[int, list[str]], others: Mapping[int, list[str]]
) -> Iterator[tuple[float, int, int]]:
    """Every pair that is alike enough, by how much, negative; what is cheap is asked first."""
    for j, other in others.items():
        matcher = SequenceMatcher(None, b=other, autojunk=False)
        for i, one in ones.items():
            matcher.set_seq1(one)
            if min(matcher.real_quick_ratio(), matcher.quick_ratio()) <= ALIKE:
                continue
            if (ratio := matcher.ratio()) > ALIKE:
                yield -ratio, i, j


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word.strip()]


# Spaces, numbers with their signs, words; and, one by one, marks and characters of scripts without spaces.
_LETTERS: Final = r"[^\W\u2e80-\uffef]+"
_AMOUNT: Final = r"[−+$€£¥]*\d(?:[\d.,]*\d)?[^\W\d_\u2e80-\uffef]*%?"
_WORD: Final = re.compile(rf"\s+|{_AMOUNT}|{_LETTERS}(?:[.,'’-]{_LETTERS})*|.")


def _stretches(old: str, new: str) -> Iterator[WordStretch]:
    """The words of both; what differs on both sides of a mere space is one stretch."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    gone = come = ""
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        was, now = "".join(one[a:b]), "".join(other[c:d])
        if tag != "equal" or (not was.strip() and gone and come and b < len(one) and d < len(other)):
            gone, come = gone + was, come + now
            continue
        yield from _differing(gone, come)
        gone = come = ""
        yield WordStretch(was, True, True)
    yield from _differing(gone, come)


def _differing(gone: str, come: str) -> Iterator[WordStretch]:
    if gone:
        yield WordStretch(gone, True, False)
    if come:
        yield WordStretch(come, False, True)
