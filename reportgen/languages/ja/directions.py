"""Verbs and comparisons in Japanese.

A direction stands behind its figure (前年同期比12.3%増). What the figure is held against stands before both, with a
particle that the verb asks for and that is part of the wording: 市場予想を2.6%上回った, 市場予想並みだった. Each kind
is one form of the verb, so that any of its three wordings fits the sentence:

| kind | form | in a sentence |
|---|---|---|
| rise, grow, widen, beat | ends the sentence, past | 利益率は1.1ポイント上昇した。市場予想を2.6%上回った。 |
| up, yoy, qoq | a noun: の, で, と follow | 前年同期比12.3%増の412億円 |
| above | attributive, or ends the sentence | 市場予想を2.6%上回る412億円 |
| ahead | the sentence goes on | 市場予想を2.6%上回り、 |
"""

from __future__ import annotations

from typing import Final

from reportgen.languages.pack import Direction, Directions

_LEVEL: Final = "横ばい"
_LEVEL_WITH: Final = "横ばい（{}）"


def _past(above: str, below: str) -> Direction:
    """What rose or fell by itself: 上昇した."""
    return Direction(
        f"{above}した", f"{below}した", f"{_LEVEL}だった",
        f"{{}}{above}した", f"{{}}{below}した", f"{_LEVEL_WITH}だった",
        f"{_LEVEL}だった",
    )  # fmt: skip


def _against(above: str, below: str, level: str) -> Direction:
    """What is held against a noun before it: を上回った, 並みだった."""
    return Direction(
        f"を{above}",
        f"を{below}",
        f"並み{level}",
        f"を{{}}{above}",
        f"を{{}}{below}",
        f"並み{level}（差異{{}}）",
        f"並み{level}",
    )


def _on(base: str) -> Direction:
    """A change on the period that is named: 前年同期比12.3%増."""
    return Direction(
        f"{base}増", f"{base}減", f"{base}{_LEVEL}",
        f"{base}{{}}増", f"{base}{{}}減", f"{base}{_LEVEL_WITH}",
        f"{base}{_LEVEL}",
    )  # fmt: skip


DIRECTIONS: Final = Directions(
    rise=_past("上昇", "低下"),
    grow=_past("増加", "減少"),
    up=_on(""),
    beat=_against("上回った", "下回った", "だった"),
    above=_against("上回る", "下回る", "となる"),
    ahead=_against("上回り", "下回り", "となり"),
    widen=_past("拡大", "縮小"),
    yoy=_on("前年同期比"),
    qoq=_on("前四半期比"),
)
