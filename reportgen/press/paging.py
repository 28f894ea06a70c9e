"""Paging: where exhibits stand among the paragraphs of their section, so that pages end full.

The layout engine has no floats of a page: what does not fit goes to the next one, and leaves its room empty. From the
heights of a first layout it is reckoned here, as the engine would do it, how far down each page would be filled if an
exhibit stood a paragraph later or earlier. Exhibits keep their order, and never leave their section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

MOST_EMPTY: Final = 0.09  # of a page's height: with the margin below it a seventh of the sheet
_LEAST_LINES: Final = 2  # of a paragraph that stand together before or after the end of a page
_MOST_ORDERS: Final = 600  # of one section that are tried
_MOST_STATES: Final = 24  # ways to the end of a section that are followed up
_FARTHEST: Final = 3  # blocks past which an exhibit may move
_MOVED: Final = (
    0.001  # what a step away from the author's place costs, where a page's emptiness costs its square
)


@dataclass(frozen=True)
class Measured:
    """A block of a section: the heights of the parts between which it may be broken, its margins, and the height of the
    notes that it calls. One that `moves` stands behind at least `earliest` of the section's other blocks, and at most
    `latest` of them; one that `keeps` stays with the two first lines of the next."""

    parts: tuple[float, ...]
    before: float = 0.0
    after: float = 0.0
    notes: float = 0.0
    moves: bool = False
    keeps: bool = False
    earliest: int = 0
    latest: int = 0


@dataclass(frozen=True)
class Spread:
    """A section: its blocks as the author has them, and the room above the first."""

    blocks: tuple[Measured, ...]
    above: float = 0.0


@dataclass(frozen=True)
class Stock:
    """The height of a page, and of the rule above its notes; on the first how far down the sections begin, and the
    height of the notes that stand there already."""

    height: float
    start: float = 0.0
    notes: float = 0.0
    rule: float = 0.0

    def first(self) -> _Page:
        """The page on which the sections begin."""
        return _Page(self.start, self.height, self.rule).noted(self.notes)


Sequel = tuple[int, ...]  # the places of a section's blocks in the author's order


@dataclass(frozen=True)
class _Page:
    """How far a page is filled, and what its notes take from its end."""

    filled: float
    height: float
    rule: float
    notes: float = 0.0
    margin: float = 0.0  # of the last block, which the next one's may lie over

    def room(self, notes: float = 0.0) -> float:
        """What is left, with further notes on the page."""
        return self.height - self.noted(notes).notes - self.filled

    def noted(self, notes: float) -> _Page:
        """The page with further notes."""
        rule = self.rule if notes and not self.notes else 0.0
        return replace(self, notes=self.notes + notes + rule)

    def next(self) -> _Page:
        """The page behind it."""
        return _Page(0.0, self.height, self.rule)


def emptiness(sections: Sequence[Spread], orders: Sequence[Sequel], paper: Stock) -> list[float]:
    """The part of each page but the last that stays empty, the sections set in these orders."""
    page, ended = paper.first(), list[float]()
    for section, order in zip(sections, orders, strict=True):
        page, more = _set(section, order, page)
        ended += more
    return ended


def best_orders(sections: Sequence[Spread], paper: Stock) -> tuple[Sequel, ...]:
    """The order of every section's blocks by which pages end least empty; the author's where nothing is gained."""
    states: list[tuple[float, _Page, tuple[Sequel, ...]]] = [(0.0, paper.first(), ())]
    for section in sections:
        tried: dict[int, tuple[float, _Page, tuple[Sequel, ...]]] = {}
        orders = list(islice(_orders(section), _MOST_ORDERS))
        for cost, page, before in states:
            for order in orders:
                end, ended = _set(section, order, page)
                total = cost + sum(part * part for part in ended) + _MOVED * _distance(order)
                at = round(end.room())
                if at not in tried or total < tried[at][0] - 1e-12:
                    tried[at] = total, end, (*before, order)
        states = sorted(tried.values(), key=lambda state: (state[0], state[2]))[:_MOST_STATES]
    return states[0][2]


def _distance(order: Sequel) -> int:
    return sum(abs(place - index) for index, place in enumerate(order))


def _orders(section: Spread) -> Iterator[Sequel]:
    """The author's order, and the others that are allowed."""
    blocks = section.blocks
    own = tuple(range(len(blocks)))
    yield own
    fixed = [place for place in own if not blocks[place].moves]
    moving = [place for place in own if blocks[place].moves]
    for slots in _slots([_reach(blocks, place) for place in moving], 0):
        order = list[int]()
        for slot in range(len(fixed) + 1):
            order += [place for place, at in zip(moving, slots, strict=True) if at == slot]
            order += fixed[slot : slot + 1]
        if tuple(order) != own:
            yield tuple(order)


def _reach(blocks: Sequence[Measured], place: int) -> range:
    """How many of the blocks that stay may stand before one that moves; none of them keeps with the next."""
    own = sum(not one.moves for one in blocks[:place])
    one = blocks[place]
    return range(max(min(one.earliest, own), own - _FARTHEST), min(max(one.latest, own), own + _FARTHEST) + 1)


def _slots(reaches: Sequence[range], least: int) -> Iterator[tuple[int, ...]]:
    """Places for what moves, each within its reach and none before the one that goes before it."""
    if not reaches:
        yield ()
        return
    for slot in reaches[0]:
        if slot >= least:
            yield from ((slot, *rest) for rest in _slots(reaches[1:], slot))


def _set(section: Spread, order: Sequel, page: _Page) -> tuple[_Page, list[float]]:
    """Set a section: the page on which it ends, and the empty parts of the pages that ended meanwhile."""
    ended = list[float]()
    blocks = [section.blocks[place] for place in order]
    for index, block in enumerate(blocks):
        above = page.margin + section.above if index == 0 else max(page.margin, block.before)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if page.room(block.notes) < above + _least(block, following) and page.filled > 0:
            ended.append(max(page.room(), 0.0) / page.height)
            page = page.next()
            above = section.above if index == 0 else 0.0
        page, more = _broken(block, page, above)
        ended += more
    return page, ended


def _broken(block: Measured, page: _Page, above: float) -> tuple[_Page, list[float]]:
    """Set a block whose beginning fits, over as many pages as it takes."""
    ended, parts = list[float](), list(block.parts)
    page = replace(page.noted(block.notes), filled=page.filled + above)
    while sum(parts) > page.room() and len(parts) > 1:
        fitting = _fitting(parts, page.room())
        page = replace(page, filled=page.filled + sum(parts[:fitting]))
        ended.append(max(page.room(), 0.0) / page.height)
        parts, page = parts[fitting:], page.next()
    return replace(page, filled=page.filled + sum(parts), margin=block.after), ended


def _fitting(parts: Sequence[float], room: float) -> int:
    """How many parts stand on a page, so that two at least go on; at least one does, or nothing would end."""
    count, filled = 0, 0.0
    while count < len(parts) and filled + parts[count] <= room:
        filled += parts[count]
        count += 1
    return max(min(count, len(parts) - _LEAST_LINES), 1)


def _least(block: Measured, following: Measured | None) -> float:
    """The height without which a block goes to the next page."""
    parts = len(block.parts)
    whole = parts < 2 * _LEAST_LINES
    least = sum(block.parts) if whole else sum(block.parts[:_LEAST_LINES])
    if block.keeps and following is not None:
        least += max(block.after, following.before) + _least(following, None)
    return least
