"""People by their names: two ways of writing one name are one person, however they are typed or dressed up.

Two names are one where they agree in case and compatible characters (NFKC, casefold), where they look alike (the
skeleton of UTS #39, from the data of `confusable_homoglyphs`), or both, for letters that look like Latin ones. No
single key says all three without making Latin n and v one, by way of Greek: so a name has three, and shares one with
whom it is. Marks that are put on a letter (accents) and what nobody sees are left out.

Nor do spaces, hyphens and punctuation count, or the order of words: a key is made of the words in every order, without
anything between them. What is no letter but looks like one may be a letter; so each key is made in two ways, with and
without such signs. Initials are another name: nobody can say whose they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import Final

# Blocks of marks that go on any letter; those of Indic, Thai, Arabic and kana spell names and stay.
_ACCENTS: Final = ((0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
# Default_Ignorable_Code_Point (UCD, DerivedCoreProperties) outside of Cf, which no name may hold.
_UNSEEN: Final = (
    (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF),
)  # fmt: skip
_DIRECTION: Final = dict.fromkeys(
    (0x200E, 0x200F)
)  # which the data puts around what is written from the right
_MODIFIERS: Final = ((0x2B9, 0x2DF),)  # letters by category that are written as apostrophes are
_MOST_ORDERED: Final = 4  # words of which every order is a key
_ROUNDS: Final = 4  # until a prototype of prototypes is one


def same_person(one: str, other: str) -> bool:
    """True where two names may be one person's."""
    return not _keys(one).isdisjoint(_keys(other))


def all_named(names: Sequence[str]) -> str:
    """Names as a sentence lists them: A, B and C; "" for none."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def people(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names of each person, by the order of who comes first: whoever agrees with one of them is that person."""
    groups: list[list[str]] = []
    for name in names:
        met = [group for group in groups if any(same_person(name, known) for known in group)]
        if not met:
            groups.append([name])
            continue
        for other in met[1:]:
            met[0] += other
            groups.remove(other)
        met[0].append(name)
    return tuple(map(tuple, groups))


@cache
def _keys(name: str) -> frozenset[tuple[str, str]]:
    seen = "".join(char for char in name if not _within(char, _UNSEEN))
    case = _folded(unicodedata.normalize("NFKC", seen))
    alike = "".join(map(_latin, unicodedata.normalize("NFKD", _bare(seen))))
    both = _folded(alike)
    return frozenset(
        (f"{kind} {way}", key)
        for way, part in (("as it stands", str), ("words alone", _parted))
        for kind, looks in (
            ("case", _skeleton(part(case)).casefold()),
            ("looks", _skeleton(part(seen))),
            ("both", _skeleton(part(both)).casefold()),  # a 0 is an O is an o
        )
        for key in _orders(looks.split())
    )


def _parted(text: str) -> str:
    """A text with a space for everything that is no part of a word, by what it is and by what it looks like."""
    return "".join(char if _spells(char) else " " for char in text)


def _spells(char: str) -> bool:
    letter = unicodedata.category(char)[0] in "LMN" and not _within(char, _MODIFIERS)
    return letter or _skeleton(char).isalnum()


def _orders(words: Sequence[str]) -> Iterable[str]:
    """Words joined in every order; of very many, as they stand from each of them on, and sorted."""
    if len(words) <= _MOST_ORDERED:
        return ("".join(order) for order in permutations(words))
    turned = ("".join([*words[at:], *words[:at]]) for at in range(len(words)))
    return (*turned, "".join(sorted(words)))


def _folded(text: str) -> str:
    """Without case; a dotless i is an i, as it is in capitals."""
    return unicodedata.normalize("NFKC", _bare(text).casefold()).casefold().replace("\u0131", "i")


def _bare(text: str) -> str:
    """Decomposed, without accents."""
    return "".join(
        char for char in unicodedata.normalize("NFD", text) if not _within(char, _ACCENTS)
    )  # fmt: skip


def _skeleton(text: str) -> str:
    """What a text looks like (UTS #39, 4): each character exchanged for the prototype of those that look like it."""
    prototypes = _prototypes()
    for _ in range(_ROUNDS):
        text, before = "".join(prototypes.get(char, char) for char in _bare(text)), text
        if text == before:
            break
    return _bare(text)


def _latin(char: str) -> str:
    """The Latin letter that a character looks like, in the case that it has; what is ASCII, or like none, stays."""
    if char.isascii():
        return char
    looks = _bare(_skeleton(char))
    if not (looks.isascii() and looks.isalnum()):
        return char
    capital_i = looks == "l" and unicodedata.category(char) == "Lu"
    return "I" if capital_i else looks


@cache
def _prototypes() -> Mapping[str, str]:
    """The prototype of every character that looks like another, as the library has them: it lists a pair under both."""
    from confusable_homoglyphs.confusables import confusables_data

    pairs = {
        one.translate(_DIRECTION): [row["c"].translate(_DIRECTION) for row in rows]
        for one, rows in confusables_data.items()
    }
    return {
        char: found
        for char, others in pairs.items()
        if len(char) == 1 and (found := _prototype(char, others, pairs)) != char
    }


def _prototype(char: str, others: Sequence[str], pairs: Mapping[str, Sequence[str]]) -> str:
    """What stands for a character: the middle of the star of those that look like it; of a pair the longer text once
    it is decomposed, since only single characters have prototypes, else the first by code."""
    if len(others) > 1:
        return char
    (other,) = others
    if len(pairs.get(other, ())) > 1:
        return other
    return max(
        char, other, key=lambda text: (len(unicodedata.normalize("NFD", text)), [-ord(one) for one in text])
    )


def _within(char: str, blocks: Sequence[tuple[int, int]]) -> bool:
    return any(first <= ord(char) <= last for first, last in blocks)
