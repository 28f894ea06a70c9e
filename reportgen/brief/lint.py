"""A lint for words that compare: "beat", "fastest", 高於, 創新高 typed by hand go stale when the facts change.

They belong into `{% claim %}`, come from `word()` or `moved()`, or stand in `{% opinion %}` where they judge or report
and rest on no figure. English is matched by whole words, Chinese by the longest term; an innocent term that is longer
than the suspicious one inside it wins (年增率 is the name of a measure, 年增 says that something rose).
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

_ENGLISH: Final = """
    beat beats beating beaten miss misses missed missing matched matches above below ahead behind
    exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing outpace outpaces outpaced outpacing
    outgrew outgrow outgrows overtook overtakes lag lags lagged lagging trail trails trailed trailing
    higher highest lower lowest greater greatest larger largest smaller smallest bigger biggest faster fastest
    slower slowest better best worse worst stronger strongest weaker weakest softer steeper steepest
    record records widen widens widened widening narrow narrows narrowed narrowing
    double doubles doubled doubling triple triples tripled tripling halve halves halved halving
    rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing
    shrink shrinks shrank shrunk shrinking up down flat
    increase increases increased increasing decrease decreases decreased decreasing
    decline declines declined declining drop drops dropped dropping gain gains gained gaining
    climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared soaring
    slump slumps slumped slumping slip slips slipped slipping plunge plunges plunged plunging
    accelerate accelerates accelerated accelerating decelerate decelerates decelerated decelerating
    improve improves improved improving worsen worsens worsened worsening
"""  # fmt: skip
_ENGLISH_PHRASES: Final = (
    "more than", "less than", "fewer than", "in line with", "short of", "on par with", "outside consensus",
)  # fmt: skip
# Phrases that hold such a word and compare nothing.
_ENGLISH_INNOCENT: Final = (
    "up to", "set up", "sets up", "made up", "make up", "makes up", "sum up", "sums up", "end up", "ends up", "back up",
    "speed up", "speeds up", "sped up", "slow down", "slows down", "write down", "writes down", "break down",
    "ahead of time", "fall due", "falls due", "fall into", "falls into", "best known", "up front", "up and running",
    "lower bound", "upper bound", "best regards", "best wishes", "see above", "above all", "as above", "more on this",
    "more on that", "less than ideal",
)  # fmt: skip
_CHINESE: Final = """
    優於 不如 遜於 勝過 勝於 高於 低於 多於 少於 大於 小於 快於 慢於 高過 超過 超出 超越 超前 突破 不及 未達
    最快 最慢 最大 最小 最高 最低 最多 最少 最佳 最好 最差 最強 最弱 居首 首位 之首 之冠 居冠
    創新高 創新低 新高 新低 創高 紀錄 擴大 收斂 縮小 縮減 倍增 翻倍 加倍 減半 腰斬
    成長 衰退 萎縮 上升 下降 升至 降至 增至 減至 上揚 下滑 走高 走低 走跌 走升 上漲 下跌 大漲 大跌 漲 跌
    增加 減少 年增 年減 季增 季減 再增 再減 多出 短少 提高 提升 降低 調升 調降
    加速 減速 加快 放緩 趨緩 提速 改善 惡化 領先 落後 追平 持平 符合
    較高 較低 較多 較少 較大 較小 較快 較慢 較佳 較差 更高 更低 更多 更少 更大 更小 更快 更慢 更佳 更差
    偏高 偏低 偏強 偏弱 稍遜 攀升 飆升 驟降 回落 回升 遞增 遞減 增長 漲幅擴大 跌幅擴大
"""  # fmt: skip
_CHINESE_INNOCENT: Final = (
    "年增率", "年減率", "季增率", "季減率", "成長率", "年成長率", "季成長率", "衰退率", "年增額", "季增額", "年增減額",
    "跌幅", "漲幅", "成長股", "成長型", "最大化", "最小化", "最佳化", "最高法院", "紀錄片",
    "提高警覺", "突破性", "新增",
)  # fmt: skip
# One character that leans on the figure next to it: 高{{ cite(…) }}, 少{{ cite(…) }}; {{ cite(…) }} more …
_LEANS_ON_NEXT: Final = {
    "en": re.compile(r"(?!)"),
    "zh-Hant": re.compile(r"[增減升降漲跌多少高低快慢](?=\s*\Z)"),
}
_LEANS_ON_LAST: Final = {
    "en": re.compile(r"(?<=\A )(?:more|less|fewer)\b", re.IGNORECASE),
    "zh-Hant": re.compile(r"(?!)"),
}
MEND: Final = (
    'let word() or moved() choose it, put it into {% claim "…" %}…{% endclaim %}, or, where it rests on no figure, '
    "into {% opinion %}…{% endopinion %}"
)


def _english() -> re.Pattern[str]:
    words = sorted((*_ENGLISH.split(), *_ENGLISH_PHRASES), key=len, reverse=True)
    innocent, suspicious = map(_alternatives, (_ENGLISH_INNOCENT, words))
    return re.compile(
        rf"(?<![\w-])(?:(?P<innocent>{innocent})|(?P<word>{suspicious}))(?![\w-])", re.IGNORECASE
    )


def _chinese() -> re.Pattern[str]:
    terms = dict.fromkeys(_CHINESE.split(), "word") | dict.fromkeys(_CHINESE_INNOCENT, "innocent")
    ordered = sorted(terms, key=len, reverse=True)
    longest = len(ordered[0])
    # Longest first, whichever it is: one alternation per length, innocents and suspects side by side.
    parts = "|".join(
        f"(?P<{kind}{length}>{_alternatives(found)})"
        for length in range(longest, 0, -1)
        for kind in ("innocent", "word")
        if (found := [term for term in ordered if len(term) == length and terms[term] == kind])
    )
    return re.compile(parts)


def _alternatives(terms: Iterable[str]) -> str:
    return "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)


_PATTERNS: Final = {"en": _english(), "zh-Hant": _chinese()}


@dataclass(frozen=True)
class Stretch:
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


def lint(line: Line, language: str) -> Iterator[Finding]:
    """RG515, a warning, for every word of a line that compares and stands outside claims, opinions and what wording
    helpers print."""
    for stretch in _stretches(line):
        for offset, word in comparatives(stretch, language):
            message = f"{word!r} compares, and nothing holds it to the facts"
            yield RG515.finding(message, stretch.place(offset).locus, MEND)


def _stretches(line: Line) -> Iterator[Stretch]:
    """The stretches of a line, each as long as nothing is printed, claimed or opined in it; it may go on over ends of
    lines and emphasis."""
    groups = [(typed, tuple(group)) for typed, group in groupby(runs(line), _typed)]
    beside: list[tuple[Run, ...]] = [(), *(group for _, group in groups), ()]
    for (typed, group), before, after in zip(groups, beside, beside[2:], strict=False):
        if typed and (places := tuple(_places(group))):
            text = "".join("\n" if isinstance(run.piece, Break) else run.text for run in group)
            yield Stretch(text, places, any(map(_prints, before[-1:])), any(map(_prints, after[:1])))


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


def comparatives(stretch: Stretch, language: str) -> list[tuple[int, str]]:
    """The words of a stretch that compare, with their offsets in it."""
    matches = list(_PATTERNS[language].finditer(stretch.text))
    found = {match.start(): match[0] for match in matches if (match.lastgroup or "").startswith("word")}
    covered = {place for match in matches for place in range(*match.span())}
    leaning = [_LEANS_ON_NEXT[language]] * stretch.before + [_LEANS_ON_LAST[language]] * stretch.after
    for pattern in leaning:
        if (match := pattern.search(stretch.text)) and match.start() not in covered:
            found[match.start()] = match[0]
    return sorted(found.items())
