"""What a first layout of a brief's front tells of its blocks, and the blocks put into another order.

The edge between the layout engine's boxes and `paging`, which knows numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from reportgen.press.paging import MOST_EMPTY, Measured, Sequel, Spread, Stock, best_orders, emptiness

_MOVING: Final = ("exhibit", "pair")  # classes of what may stand elsewhere within its section
_ENOUGH: Final = 0.02  # of a page's height: what the worst page has to gain before pages are set once more


@dataclass(frozen=True)
class _Section:
    """A section of the page: the element that holds its blocks, its blocks, and what was measured of them."""

    holder: Any
    blocks: tuple[Any, ...]
    spread: Spread


def ends_empty(sheets: Sequence[Any]) -> float:
    """The largest part of a page that stays empty at its end, the last one aside; 0 where none is above the bound."""
    printed = [sheet for sheet in sheets if any(True for _ in _printed(sheet._page_box))]
    parts = [_empty(sheet._page_box) for sheet in printed[:-1]]
    return max((part for part in parts if part > MOST_EMPTY), default=0.0)


def rearranged(root: Any, sheets: Sequence[Any], raised: float = 0.0) -> bool:
    """Put the blocks of every section into the order by which pages end least empty. True where that is another, and
    promises a page less, or a page that ends clearly fuller where one ends too empty. The sections will begin so many
    pixels higher as they are `raised`."""
    sections, paper = _measured(root, sheets)
    paper = replace(paper, start=max(paper.start - raised, 0.0))
    spreads = [section.spread for section in sections]
    orders = best_orders(spreads, paper)
    own = [tuple(range(len(spread.blocks))) for spread in spreads]
    before, after = (emptiness(spreads, order, paper) for order in (own, orders))
    fuller = _worst(before) > MOST_EMPTY and _worst(before) - _worst(after) >= _ENOUGH
    if not fuller and len(after) >= len(before):
        return False
    for section, order in zip(sections, orders, strict=True):
        _put(section, order)
    return True


def _worst(parts: Sequence[float]) -> float:
    return max(parts, default=0.0)


def _put(section: _Section, order: Sequel) -> None:
    for element in section.blocks:
        section.holder.remove(element)
    section.holder.extend(section.blocks[place] for place in order)


# ---- boxes -----------------------------------------------------------------------------------------------------


def _empty(page: Any) -> float:
    """The part of a page below the last thing that stands on it."""
    foot = sum(box.margin_height() for box in page.children if _foot(box))
    end = page.content_box_y() + page.height - foot
    lowest = max(_printed(page), default=end)
    return float(max(end - lowest, 0.0) / page.height)


def _foot(box: Any) -> bool:
    return type(box).__name__ == "FootnoteAreaBox"


def _printed(page: Any) -> Iterator[float]:
    return (low for box in page.children for low in _lows(box))


def _lows(box: Any) -> Iterator[float]:
    """How far down what is printed in a box reaches."""
    kind = type(box).__name__
    if kind in ("MarginBox", "FootnoteAreaBox"):
        return
    if kind == "LineBox" or "Replaced" in kind:
        yield box.position_y + box.height
        return
    for child in getattr(box, "children", ()):
        yield from _lows(child)


def _measured(root: Any, sheets: Sequence[Any]) -> tuple[list[_Section], Stock]:
    """The sections of a page of HTML, and the paper that they are set on."""
    boxes, notes = dict[Any, list[Any]](), dict[Any, float]()
    for sheet in sheets:
        for box in sheet._page_box.children:
            if type(box).__name__ != "MarginBox":
                _gather(box, boxes, notes)
    elements = [one for one in root.iter("section") if one.get("class") == "section"]
    sections = [
        _section(holder, one, boxes, notes)
        for one in elements
        for holder in one.iter("div")
        if holder.get("class") == "text"
    ]
    usual = sheets[-1]._page_box
    if not elements:
        return [], Stock(usual.height)
    begins = boxes[elements[0]][0]
    page = next(sheet._page_box for sheet in sheets if _holds(sheet._page_box, begins))
    inside = {inner for one in elements for inner in one.iter()}
    standing = [note for area in page.children for note in area.children if _foot(area)]
    before = sum(note.margin_height() for note in standing if note.element not in inside)
    # The first page begins higher than the others: it is reckoned as if it were like them, from where they begin.
    start = begins.position_y - page.content_box_y() + usual.height - page.height
    tail = _tail(root, elements[-1], boxes, notes)
    return [*sections, tail], Stock(float(usual.height), float(start), before, _rule(sheets))


def _tail(root: Any, last: Any, boxes: dict[Any, list[Any]], notes: dict[Any, float]) -> _Section:
    """What follows the last section, and stays where it is."""
    holder = next(one for one in root.iter() if last in list(one))
    beside = list(holder)
    blocks = tuple(one for one in beside[beside.index(last) + 1 :] if one in boxes)
    return _Section(holder, blocks, Spread(tuple(_block(one, boxes[one], notes) for one in blocks)))


def _rule(sheets: Sequence[Any]) -> float:
    """The height of the rule above notes, with the room around it."""
    areas = (box for sheet in sheets for box in sheet._page_box.children if _foot(box))
    area = next((area for area in areas if area.children), None)
    return float(area.margin_height() - sum(note.margin_height() for note in area.children)) if area else 0.0


def _holds(box: Any, sought: Any) -> bool:
    return box is sought or any(_holds(child, sought) for child in getattr(box, "children", ()))


def _gather(box: Any, boxes: dict[Any, list[Any]], notes: dict[Any, float], parent: Any = None) -> None:
    """The outer boxes of every element, in order, and the height of every note."""
    if _foot(box):
        for note in box.children:
            notes[note.element] = notes.get(note.element, 0.0) + note.margin_height()
        return
    if box.element is not None and box.element is not parent:
        boxes.setdefault(box.element, []).append(box)
    for child in getattr(box, "children", ()):
        _gather(child, boxes, notes, box.element)


def _section(holder: Any, section: Any, boxes: dict[Any, list[Any]], notes: dict[Any, float]) -> _Section:
    blocks = tuple(holder)
    above = boxes[blocks[0]][0].border_box_y() - boxes[section][0].position_y if blocks else 0.0
    own = [_block(element, boxes[element], notes) for element in blocks]
    return _Section(holder, blocks, Spread(tuple(_bounded(blocks, own)), max(above, 0.0)))


def _block(element: Any, boxes: Sequence[Any], notes: dict[Any, float]) -> Measured:
    last = boxes[-1]
    height = sum(map(_extent, boxes[:-1])) + last.border_height()
    named = (element.get("class") or "").split()
    whole = element.tag in ("h3", "h4") or ("long" not in named and bool({*_MOVING, "picture"} & {*named}))
    return Measured(
        (height,) if whole else _parts(height, [line for box in boxes for line in _lines(box)]),
        _margin(last, "margin_top"),
        float(last.margin_bottom),
        sum(notes.get(inner, 0.0) for inner in element.iter()),
        bool({*_MOVING} & {*named}),
        element.tag in ("h3", "h4"),
    )


def _extent(box: Any) -> float:
    """The height of a part that ends with its page, up to the end of what stands in it: the engine stretches it to the
    end of the page."""
    ends = (child.position_y + child.margin_height() for child in box.children)
    return float(max(ends, default=box.border_box_y()) - box.border_box_y())


def _margin(box: Any, name: str) -> float:
    """A margin as the style sheet has it, which the engine takes away at the top of a page."""
    margin = box.style[name]
    return float(margin.value) if getattr(margin, "unit", "") == "px" else 0.0


def _lines(box: Any) -> Iterator[float]:
    """The heights of the rows and lines of a box, between which it may be broken."""
    kind = type(box).__name__
    if kind in ("LineBox", "TableRowBox"):
        yield float(box.height)
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _parts(height: float, lines: Sequence[float]) -> tuple[float, ...]:
    """The lines of a block, with what stands between them."""
    if not lines:
        return (height,)
    more = (height - sum(lines)) / len(lines)
    return tuple(line + more for line in lines)


# ---- where an exhibit may stand ----------------------------------------------------------------------------------


def _bounded(elements: Sequence[Any], blocks: Sequence[Measured]) -> Iterator[Measured]:
    """The blocks with their reaches: an exhibit stands behind what first speaks of it, and before the next heading."""
    fixed = [place for place, block in enumerate(blocks) if not block.moves]
    for place, block in enumerate(blocks):
        if not block.moves:
            yield block
            continue
        own = sum(one < place for one in fixed)
        headings = [slot for slot, at in enumerate(fixed) if blocks[at].keeps]
        latest = next((slot for slot in headings if slot >= own), len(fixed))
        floor = next((slot + 1 for slot in reversed(headings) if slot < own), 0)
        spoken = next(
            (slot + 1 for slot, at in enumerate(fixed) if _speaks(elements[at], elements[place])), own
        )
        earliest = min(own, max(spoken, floor + 1, 1))
        yield replace(block, earliest=earliest, latest=latest)


def _speaks(element: Any, exhibit: Any) -> bool:
    """True where a block cites what an exhibit shows, or names it."""
    shown = {link.get("href") for link in exhibit.iter("a") if (link.get("href") or "").startswith("#r")}
    if any(link.get("href") in shown for link in element.iter("a")):
        return True
    words = "".join(element.itertext())
    numbers = ("".join(one.itertext()) for one in exhibit.iter("p") if one.get("class") == "exhibit-number")
    return any(number in words for number in numbers)
