"""How people spell scales, units, qualifiers and the want of a value, and what the same is called in a fact base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from reportgen.languages import numeral_packs
from reportgen.languages.numeral_pack import Spellings

_Name = TypeVar("_Name")


def _by_spelling(pick: Callable[[Spellings], Mapping[_Name, str]]) -> dict[str, _Name]:
    """Spelling → name, in every language."""
    return {
        spelling: name
        for pack in numeral_packs()
        for name, spellings in pick(pack.spellings).items()
        for spelling in spellings.split("|")
    }


SCALE_SPELLINGS: Final = _by_spelling(lambda spellings: spellings.typed_scales)
# What a sign or a word may stand for; the first of them where the concept does not say which.
CURRENCY_SPELLINGS: Final = _by_spelling(lambda spellings: spellings.currencies)
RATIO_SPELLINGS: Final = _by_spelling(lambda spellings: spellings.ratios)
QUALIFIER_SPELLINGS: Final = _by_spelling(lambda spellings: spellings.qualifiers)
NOTHING: Final = frozenset(word for pack in numeral_packs() for word in pack.spellings.nothing)
MEANINGLESS: Final = frozenset({"nm", "n.m.", "n.m", "n/m", "nmf"})
