"""House style: what a language and an edition bring to a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from reportgen.languages import pick

TERSE: Final = {"about": "≈", "nearly": "≈", "over": ">", "at least": "≥", "under": "<", "up to": "≤"}
NOT_MEANINGFUL: Final[Mapping[str, str]] = {"en": "n.m.", "zh-Hant": "無意義"}


@dataclass(frozen=True)
class Tongue:
    """What a language brings to a figure. `ladder` are the powers of ten that running text steps by."""

    locale: str
    ladder: tuple[int, ...]
    steps: Mapping[int, str]
    long_steps: Mapping[int, str]
    words: Mapping[str, str]
    ratios: Mapping[str, str]
    terse_ratios: Mapping[str, str]
    nouns: Mapping[str, str]
    to: str


EN: Final = Tongue(
    locale="en",
    ladder=(12, 9, 6, 0),
    steps={0: "", 3: " thousand", 6: "m", 9: "bn", 12: "tn"},
    long_steps={6: " million", 9: " billion", 12: " trillion"},
    words={word: f"{word} " for word in TERSE},
    ratios={"": "", "%": "%", "points": " points", "bps": "bp", "x": "x"},
    terse_ratios={"": "", "%": "%", "points": "pp", "bps": "bp", "x": "x"},
    nouns={"year": ""},
    to=" to ",
)
HAN: Final = Tongue(
    locale="zh_Hant",
    ladder=(12, 8, 4, 0),
    steps={0: "", 3: "千", 4: "萬", 6: "百萬", 8: "億", 12: "兆"},
    long_steps={},
    words=dict(zip(TERSE, ("約", "近", "逾", "至少", "不到", "最高"), strict=True)),
    ratios={"": "", "%": "%", "points": "個百分點", "bps": "個基點", "x": "倍"},
    terse_ratios={"": "", "%": "%", "points": "百分點", "bps": "基點", "x": "倍"},
    nouns={"year": "年", "share": "股"},
    to="至",
)
TONGUES: Final[Mapping[str, Tongue]] = {"en": EN, "zh-Hant": HAN}
# Where a Chinese text puts the name before the figure, or uses another name than Babel.
HAN_MONEY: Final = {"TWD": ("新台幣", "元"), "CNY": ("人民幣", "元"), "HKD": ("", "港元")}
HAN_DIGITS: Final = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Style:
    """How a language writes its figures: the wishes of `House` that are a matter of taste."""

    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    negative: Literal["minus", "parentheses"] = "minus"
    spaced: bool = False


@dataclass(frozen=True)
class House:
    """The number style of one language of an edition.

    `currency` "symbol" gives $213.4bn, "code" US$213.4bn; Chinese always names the currency (2,134億美元).
    `words` "compact" gives 1.4m, "long" 1.4 million. `units` are the declared counting units with the noun
    that stands after the number (chips; 顆). `negative` is how a table cell shows a negative: −1.2 or (1.2).
    `spaced` puts a space between figures and Han characters: 2,134 億美元.

    Raises ValueError for a language without a number style.
    """

    language: str
    currency: Literal["symbol", "code"] = "symbol"
    words: Literal["compact", "long"] = "compact"
    units: Mapping[str, str] = field(default_factory=dict)
    negative: Literal["minus", "parentheses"] = "minus"
    spaced: bool = False

    def __post_init__(self) -> None:
        if self.language not in TONGUES:
            raise ValueError(f"no number style for the language {self.language!r}: {', '.join(TONGUES)}")


def house_of(language: str, style: Style, units: Mapping[str, Mapping[str, str]]) -> House:
    """The number style of a language: a theme's taste, and the counting units of a fact base by their names."""
    nouns = {name: pick(words, language) for name, words in units.items()}
    return House(language, style.currency, style.words, nouns, style.negative, style.spaced)


@dataclass(frozen=True)
class Scale:
    """What a table's head says about its cells: digits count 10^`step` of `unit`, and `label` is printed.

    `decimals` None leaves each cell its own precision.
    """

    unit: str
    step: int
    label: str
    decimals: int | None = None
