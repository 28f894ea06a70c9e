"""Number style: what a language and an edition bring to a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from reportgen.languages import LANGUAGES, language, pick
from reportgen.languages.pack import Language

MOST_DECIMALS: Final = 3
Approximation = Literal["plain", "marked"]


@dataclass(frozen=True)
class Style:
    """How a language writes its figures: the choices of `NumberStyle` that are a matter of taste."""

    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    negative: Literal["minus", "parentheses"] = "minus"
    spaced: bool = False
    decimals: int = 1
    approximation: Approximation = "plain"


@dataclass(frozen=True)
class NumberStyle:
    """The number style of one language of an edition.

    `currency` "symbol" gives $213.4bn, "code" US$213.4bn; where a language names the currency it does so in either.
    `words` "compact" gives 1.4m, "long" 1.4 million. `units` are the declared counting units with the noun
    that stands after the number (chips). `negative` is how a negative is shown
    wherever a figure is printed: −1.2 or (1.2).
    `spaced` puts a space between figures and Han characters. `decimals` (0 to 3) are those of per cent, points,
    multiples, millions and the like. `approximation` "marked" gives a computed figure a digit more than is
    certain, behind “about”; "plain" prints what is certain, without a mark.

    Raises ValueError for a language that there is none of.
    """

    language: str
    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    units: Mapping[str, str] = field(default_factory=dict)
    negative: Literal["minus", "parentheses"] = "minus"
    spaced: bool = False
    decimals: int = 1
    approximation: Approximation = "plain"

    def __post_init__(self) -> None:
        language(self.language)

    @property
    def pack(self) -> Language:
        """What the language brings."""
        return LANGUAGES[self.language]

    @cached_property
    def guarded(self) -> NumberStyle:
        """How what is computed on the way to a figure, or beside one that is stated, is printed: with a digit more, so
        that a reader who does the sum comes to what is printed."""
        return replace(self, approximation="marked")


def number_style_of(language: str, style: Style, units: Mapping[str, Mapping[str, str]]) -> NumberStyle:
    """The number style of a language: a theme's taste, and the counting units of a fact base by their names."""
    nouns = {name: pick(words, language) for name, words in units.items()}
    return NumberStyle(language, units=nouns, **vars(style))


@dataclass(frozen=True)
class Scale:
    """What a table's head says about its cells: digits count 10^`step` of `unit`, and `label` is printed."""

    unit: str
    step: int
    label: str
