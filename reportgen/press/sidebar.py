"""The panel beside the lead ends on its page: where a first layout shows that it would not, it is spared what may stand
elsewhere.

The list of contents becomes a line below the lead, or goes, since bookmarks have it; rows stand closer; definitions
stand below the lead; then those who speak, and at last rows from the end, stand in a band across the page below the
front, in columns with heads of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, Final

_MM: Final = 96 / 25.4  # pixels
_SAVED: Final = {
    True: 8.0,
    False: 5.5,
}  # pixels by which a row of key figures stands closer, in Han type and in other
_SAVED_OF_SHARES: Final = 1.0  # of a row on the shares
_BELOW_MASTHEAD: Final = 7 * _MM
_SLACK: Final = 1 * _MM  # what has to be left over
_LINE: Final = 14 * _MM  # the room that a line of contents takes at most


def spared(root: Any, sheets: Sequence[Any]) -> float:
    """Change a page whose panel goes on on a second sheet, so that it may end on its first. What stood on the second,
    in pixels; 0 where there is nothing to change."""
    panel, lead = (_named(root, name) for name in ("panel", "lead"))
    if panel is None or lead is None:
        return 0.0
    made = _Panel(root, panel, lead, sheets)
    if made.beyond <= 0:
        return 0.0
    made.spare()
    return made.beyond


class _Panel:
    """The panel of a first layout, and what of it is too much for its page."""

    def __init__(self, root: Any, panel: Any, lead: Any, sheets: Sequence[Any]) -> None:
        self._panel, self._lead = panel, lead
        self._cjk = "cjk" in (root.get("class") or "").split()
        self._front = next(one for one in root.iter() if panel in list(one))
        self._holder = next(one for one in root.iter() if self._front in list(one))
        self._boxes = _boxes(sheets)
        blocks = [one for one in panel.iter() if one is not panel]
        spans = [span for one in blocks for span in self._boxes.get(one, ())]
        self._page = min((page for page, _, _ in spans), default=0)
        later = [span for span in spans if span[0] > self._page]
        pages = {page for page, _, _ in later}
        self.beyond = sum(
            max(low for page, _, low in later if page == one)
            - min(top for page, top, _ in later if page == one)
            for one in pages
        )
        self._end = _end_of(sheets[self._page]) if sheets else 0.0
        low = max((low for page, _, low in spans if page == self._page), default=self._end)
        self._excess = self.beyond - (self._end - low) + _SLACK
        self._room = self._below_lead()
        if self._page > 0:
            self._all_went_on(root, spans)

    def _all_went_on(self, root: Any, spans: Sequence[Span]) -> None:
        """The front went to the second sheet as a whole, as the engine has it where nothing of its panel's last block
        has room on the first: what is too much is reckoned from the masthead on."""
        masthead = _named(root, "masthead")
        begins = max((low for _, _, low in self._boxes.get(masthead, ())), default=0.0)
        rises = min(top for _, top, _ in spans) - begins - _BELOW_MASTHEAD
        lowest = max(low for page, _, low in spans if page == self._page)
        self._excess = self.beyond + lowest - rises - self._end + _SLACK
        self._room += rises
        self.beyond = max(self.beyond, self._excess, 0.0)

    def spare(self) -> None:
        """Take from it what is too much."""
        self._contents()
        if self._excess > 0:
            self._closer()
        if self._excess > 0:
            self._definitions()
        rest: list[Any] = []
        if self._excess > 0 and (people := _named(self._panel, "analysts")) is not None:
            self._take(people, self._panel)
            rest.append(people)
        if self._excess > 0 and (figures := self._rows()) is not None:
            rest.insert(0, figures)
        if rest:
            self._below(rest)

    def _take(self, element: Any, holder: Any) -> None:
        self._excess -= self._height(element)
        holder.remove(element)

    def _gap_above(self, element: Any, blocks: Sequence[Any]) -> float:
        """What is free between a block and the one before it on its page."""
        at = blocks.index(element)
        before = blocks[at - 1] if at else None
        spans, above = (self._boxes.get(one, ()) for one in (element, before))
        if not spans or not above or spans[0][0] != above[-1][0]:
            return 0.0
        return max(0.0, spans[0][1] - above[-1][2])

    def _height(self, element: Any) -> float:
        return sum(low - top for _, top, low in self._boxes.get(element, ()))

    def _below_lead(self) -> float:
        """What is free below the lead on its page."""
        spans = [
            span for one in self._lead.iter() if one is not self._lead for span in self._boxes.get(one, ())
        ]
        if any(page > self._page for page, _, _ in spans):
            return 0.0
        return self._end - max((low for _, _, low in spans), default=self._end)

    def _contents(self) -> None:
        listed = _named(self._panel, "contents")
        if listed is None:
            return
        self._excess -= self._gap_above(listed, list(self._panel))
        self._take(listed, self._panel)
        if self._room > 2 * _LINE:
            self._room -= _LINE
            listed.set("class", "contents across")
            self._lead.append(listed)

    def _closer(self) -> None:
        self._panel.set("class", "panel closer")
        for row in self._panel.iter("tr"):
            self._excess -= _SAVED[self._cjk] if row.get("role") == "row" else _SAVED_OF_SHARES

    def _definitions(self) -> None:
        figures = _named(self._panel, "key-figures")
        told = [one for one in figures if one.get("class") == "definition"] if figures is not None else []
        for one in told:
            if self._room > self._height(one):
                self._room -= self._height(one)
                self._take(one, figures)
                contents = _named(self._lead, "contents")
                self._lead.insert(
                    list(self._lead).index(contents) if contents is not None else len(self._lead), one
                )

    def _rows(self) -> Any:
        """The last rows of the key figures, as many as are too much, in tables with the same heads."""
        figures = _named(self._panel, "key-figures")
        if figures is None:
            return None
        rest = figures.makeelement("section", dict(figures.attrib))
        for table in [one for one in figures if one.tag == "table"][::-1]:
            (body,) = table.iter("tbody")
            moved = list[Any]()
            while self._excess > 0 and len(body):
                row = list(body)[-1]
                self._excess -= self._height(row) - _SAVED[self._cjk]
                body.remove(row)
                moved.insert(0, row)
            if moved:
                rest.insert(0, _like(table, moved))
            if not len(body):
                figures.remove(table)
        kept = any(one.tag == "table" for one in figures)
        for one in [one for one in figures if not kept or one.get("class") == "definition"]:
            figures.remove(one)
            rest.insert(0 if _is_head(one) else len(rest), one)
        if not kept:
            next(one for one in self._panel.iter() if figures in list(one)).remove(figures)
        return rest

    def _below(self, blocks: Sequence[Any]) -> None:
        band = self._front.makeelement("div", {"class": "rest"})
        band.extend(blocks)
        self._holder.insert(list(self._holder).index(self._front) + 1, band)


def _is_head(element: Any) -> bool:
    return "panel-head" in (element.get("class") or "").split()


def _like(table: Any, rows: Sequence[Any]) -> Any:
    """A table with the same heads and other rows."""
    made = deepcopy(table)
    for one in made.iter():
        one.attrib.pop("id", None)
    (body,) = made.iter("tbody")
    for row in list(body):
        body.remove(row)
    body.extend(rows)
    return made


def _named(root: Any, name: str) -> Any:
    """The first element of a class."""
    return next((one for one in root.iter() if name in (one.get("class") or "").split()), None)


Span = tuple[int, float, float]  # the index of a page, and where on it a box begins and ends


def _boxes(sheets: Sequence[Any]) -> dict[Any, list[Span]]:
    """Where the boxes of the front's elements stand."""
    found: dict[Any, list[Span]] = {}
    for number, sheet in enumerate(sheets):
        for box in _all(sheet._page_box):
            if box.element is not None and hasattr(box, "border_box_y"):
                top = box.border_box_y()
                found.setdefault(box.element, []).append((number, top, top + box.border_height()))
    return found


def _all(box: Any) -> Iterator[Any]:
    """The outer boxes of elements."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ not in ("MarginBox", "FootnoteAreaBox"):
            if child.element is not box.element:
                yield child
            yield from _all(child)


def _end_of(sheet: Any) -> float:
    page = sheet._page_box
    notes = sum(box.margin_height() for box in page.children if type(box).__name__ == "FootnoteAreaBox")
    return float(page.content_box_y() + page.height - notes)
