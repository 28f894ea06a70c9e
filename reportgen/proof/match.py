"""Matching: every numeral of a finished document with what accounts for it, and every printing with where it stands.

A document is read sheet by sheet. What accounts for a numeral is taken in this order, each stretch of text once:

1. the rows of the appendix and its other passages, cell by cell, as the facts give them;
2. stretches that the file ties to a number by a link or an element: they must read as that number was cited;
3. headings, where they are repeated (contents, running heads);
4. citations in pictures and plain texts, as often as they were cited on that page; the numbers of lists;
5. the wordings that the record lists (names, dates, periods), page and exhibit numbers.

What is then left over is a numeral that nothing vouches for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from reportgen.codes.rg7_proofs import RG701, RG702, RG705
from reportgen.document.matching import around, flexible, following, is_whole, wholes
from reportgen.errors import Finding, FindingCode
from reportgen.figures.reader.scanning import Numeral, all_numerals
from reportgen.proof.finished import Bound, Finished, OffPage, ReadPage
from reportgen.proof.numbers_json import Record, RecordedPrinting
from reportgen.proof.printed import ExpectedRow, expected_passages, expected_rows
from reportgen.proof.terms import exhibit, page_numbers, wholes_of
from reportgen.record.appendix import AppendixLine
from reportgen.record.paper import Paper

MatchedSpan = tuple[int, int]
_PUNCTUATION: Final = 6  # signs at most between the wordings of a cell
_IN_A_FIGURE: Final = re.compile(r"[\w.,\[]")  # what stands before a number that is a part of something


@dataclass
class Slate:
    """The text of a sheet, and which of it has been accounted for."""

    sheet: ReadPage
    done: bytearray = field(init=False)
    numerals: tuple[Numeral, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.done = bytearray(len(self.sheet.text))
        self.numerals = all_numerals(self.sheet.text)
        self._starts = [numeral.start for numeral in self.numerals]

    @property
    def text(self) -> str:
        """The text of the sheet."""
        return self.sheet.text

    def take(self, span: MatchedSpan) -> None:
        """Account for a stretch."""
        self.done[span[0] : span[1]] = b"\1" * (span[1] - span[0])

    def is_free(self, span: MatchedSpan) -> bool:
        """True where nothing of a stretch is accounted for."""
        return not any(self.done[span[0] : span[1]])

    def find(self, wanted: str, *, taken: bool = False) -> MatchedSpan | None:
        """The first free place where a wording stands as a whole; with `taken`, one of which not all is taken."""
        at = 0
        while span := next(flexible(self.text, wanted, at), None):
            open_ = not all(self.done[span[0] : span[1]]) if taken else self.is_free(span)
            if open_ and is_whole(self.text, *span):
                return span
            at = span[0] + 1
        return None

    def open_numerals(self, low: int = 0, high: int | None = None) -> Iterator[MatchedSpan]:
        """The numerals between two indexes of which some is not accounted for."""
        end = len(self.text) if high is None else high
        for numeral in self.numerals[bisect_left(self._starts, low) : bisect_left(self._starts, end)]:
            if not all(self.done[numeral.start : numeral.end]):
                yield numeral.start, numeral.end


@dataclass
class Proof:
    """One reading of one document against its record. `findings` fill as it goes."""

    finished: Finished
    record: Record
    lines: Mapping[int, AppendixLine]
    paper: Paper
    findings: list[Finding] = field(default_factory=list)
    _said: set[Finding] = field(default_factory=set)

    def run(self) -> list[Finding]:
        """Match the whole document."""
        slates = tuple(Slate(sheet) for sheet in self.finished.sheets)
        self._nowhere({sheet.page for sheet in self.finished.sheets})
        self._rows(slates)
        self._passages(slates)
        for slate in slates:
            self._bound(slate)
        for slate in slates:
            self._repeat(slate)
            self._page_numbers(slate)
        self._exhibits(slates)
        self._drawn(slates)  # behind what has a place of its own: a drawn 2 is not that of the second exhibit
        self._lists(slates)
        for slate in slates:
            self._claimed(slate)
            self._terms(slate)
        for slate in slates:
            for start, end in slate.open_numerals():
                self._stray(slate.sheet.place, slate.text, start, end)
            self._seen(slate)
        for aside in self.finished.asides:
            self._aside(aside)
        return self.findings

    def say(self, code: FindingCode, message: str) -> None:
        """Note an error once."""
        finding = code.finding(message)
        if finding not in self._said:
            self._said.add(finding)
            self.findings.append(finding)

    def _nowhere(self, pages: Collection[int | None]) -> None:
        """A printing that the record has on none of the document's pages would be looked for on none. The title's own
        (exhibit `-`) stand in its properties."""
        for place in self.record.printings:
            if place.page not in pages and place.exhibit != "-":
                self.say(RG702, f"number {place.number}, {place.shown!r}, is on no page")

    # ---- the appendix

    def _rows(self, slates: Sequence[Slate]) -> None:
        found = list(self._places(slates))
        for index, (slate, span, row) in enumerate(found):
            following = found[index + 1] if index + 1 < len(found) else None
            end = following[1][0] if following and following[0] is slate else len(slate.text)
            slate.take(span)
            self._row(slate, span[1], end, row)

    def _places(self, slates: Sequence[Slate]) -> Iterator[tuple[Slate, MatchedSpan, ExpectedRow]]:
        """Where each row begins, with its number and its fact: one after the other, from the last place on which the
        first of them stands with the last one behind it. A claim's row may begin with the same words."""
        at: tuple[int, int] | None = None
        rows = list(expected_rows(self.finished.kind, self.record, self.lines, self.paper))
        for row in rows:
            found = _row_heads(str(row.number), row.head, slates, *(at or (0, 0)))
            spots = list(islice(found, None if at is None else 1))
            if not spots:
                self.say(RG702, f"row {row.number} of the appendix, {row.head!r}, is not found")
                continue
            index, span = spots[-1] if at is not None else _first_of_all(spots, rows[-1], slates)
            at = (index, span[1])
            yield slates[index], span, row

    def _row(self, slate: Slate, low: int, high: int, row: ExpectedRow) -> None:
        for cell in sorted(row.cells, key=_length, reverse=True):
            if not self._cell(slate, cell, low, high):
                said = " ".join(slate.text[low:high].split())
                where = f"{slate.sheet.place}: row {row.number} of the appendix"
                self.say(RG702, f"{where} is not as the facts give it: {said[:160]!r}")
        self._page_list(slate, low, high, row)

    def _cell(self, slate: Slate, parts: Sequence[str], low: int, high: int) -> bool:
        for span in following(slate.text, parts, low, high, between=_PUNCTUATION):
            if slate.is_free(span) and is_whole(slate.text, *span):
                slate.take(span)
                return True
        return False

    def _page_list(self, slate: Slate, low: int, high: int, row: ExpectedRow) -> None:
        """What is left of a row is where its number stands."""
        left = list(slate.open_numerals(low, high))[: len(row.places)]
        said = [slate.text[start:end] for start, end in left]
        if said != [str(place) for place in row.places]:
            self.say(
                RG702, f"row {row.number} of the appendix should lead to {[*row.places]}, it says {said}"
            )
        for span in left:
            slate.take(span)

    def _passages(self, slates: Sequence[Slate]) -> None:
        for parts in expected_passages(self.finished.kind, self.record, self.paper):
            if not any(self._cell(slate, parts, 0, len(slate.text)) for slate in reversed(slates)):
                self.say(
                    RG702, f"a passage of the appendix is not as it was printed: {' '.join(parts)[:160]!r}"
                )

    # ---- what the file ties to numbers

    def _bound(self, slate: Slate) -> None:
        wanted = Counter(
            (place.number, _plain(place.shown))
            for place in self.record.printings
            if place.way == "inline" and place.page == slate.sheet.page
        )
        by_id = {place.id: place for place in self.record.printings}
        for bound in slate.sheet.bounds:
            if bound.id:
                self._element(slate, bound, by_id.get(bound.id), wanted)
            elif bound.row:
                self._link(slate, bound, wanted)
            else:
                self._page_link(slate, bound)
        for (number, shown), count in wanted.items():
            if count > 0:
                self._missing(slate.sheet, number, shown)

    def _link(self, slate: Slate, bound: Bound, wanted: Counter[tuple[int, str]]) -> None:
        """A link to a row: it prints the fact itself, or the row's number as a mark. Row 100 may print a fact that
        reads 100, so a fact that is still wanted comes first."""
        text = _plain(slate.text[bound.start : bound.end])
        if wanted[bound.row, text] > 0:
            wanted[bound.row, text] -= 1
            slate.take((bound.start, bound.end))
        elif text.strip("[],") == str(bound.row):
            slate.take((bound.start, bound.end))
        elif all_numerals(text):
            message = f"{slate.sheet.place} prints {text!r} where number {bound.row} is cited otherwise"
            self.say(RG702, message)

    def _element(
        self, slate: Slate, bound: Bound, place: RecordedPrinting | None, wanted: Counter[tuple[int, str]]
    ) -> None:
        """An element of HTML that says which printing it is, in words and for programs."""
        text = slate.text[bound.start : bound.end]
        if place is None:
            return
        spots = list(wholes(text, place.shown))
        if not spots or (place.way == "inline" and _plain(text) != _plain(place.shown)):
            self.say(RG702, f"{place.id} prints {text.strip()!r} where {place.shown!r} was cited")
            return
        first, last = spots[-1]
        slate.take((bound.start + first, bound.start + last))
        wanted[place.number, _plain(place.shown)] -= place.way == "inline"
        line = self.lines.get(place.number)
        if line and bound.value is not None and (bound.value, bound.fact) != (line.value, line.reference):
            message = f"{place.id} tells programs {bound.fact} = {bound.value}, it is {line.reference} = {line.value}"
            self.say(RG702, message)

    def _page_link(self, slate: Slate, bound: Bound) -> None:
        """A link within the document may end with the page to which it leads."""
        text = slate.text[bound.start : bound.end]
        found = re.search(r"(?<![\d.,])(\d+),?\s*\Z", text)
        if found and int(found[1]) == bound.page:
            slate.take((bound.start + found.start(1), bound.start + found.end(1)))

    def _missing(self, sheet: ReadPage, number: int, shown: str) -> None:
        hidden = [
            why
            for place in self.record.printings
            if place.number == number
            and _plain(place.shown) == shown
            and (why := self.finished.hidden.get(place.id))
        ]
        if hidden:
            self.say(RG705, f"{sheet.place}: number {number}, {shown!r}, cannot be seen: {hidden[0]}")
        else:
            self.say(RG702, f"{sheet.place}: number {number}, {shown!r}, is not where it was cited")

    # ---- what nothing ties

    def _repeat(self, slate: Slate) -> None:
        key = self.paper.key if self.paper.marked else ()  # at the foot of each page of the appendix
        for heading in (*self.record.headings, self.record.title, *key):
            for span in flexible(slate.text, heading):
                slate.take(span)

    def _drawn(self, slates: Sequence[Slate]) -> None:
        """Citations in pictures and plain texts: each takes one place on its page, the longest wording first."""
        by_page: dict[int | None, list[RecordedPrinting]] = {}
        for place in self.record.printings:
            if place.way == "drawn" and place.exhibit not in ("", "-"):
                by_page.setdefault(place.page, []).append(place)
        ids = {bound.id for slate in slates for bound in slate.sheet.bounds if bound.id}
        for slate in slates:
            waiting = [place for place in by_page.get(slate.sheet.page, ()) if place.id not in ids]
            for place in sorted(waiting, key=lambda place: -len(place.shown)):
                if span := slate.find(place.shown):
                    slate.take(span)
                else:
                    self._missing(slate.sheet, place.number, _plain(place.shown))

    def _lists(self, slates: Sequence[Slate]) -> None:
        """The numbers of lists: each begins a line, as often as there are items with it."""
        for number, count in Counter(self.record.lists).items():
            pattern = re.compile(rf"^[^\S\r\n]*({re.escape(number)})(?!\d)", re.MULTILINE)
            spots = [
                (slate, found.span(1))
                for slate in slates
                for found in pattern.finditer(slate.text)
                if slate.is_free(found.span(1))
            ]
            for slate, span in spots[:count]:
                slate.take(span)
            if len(spots) < count:
                self.say(RG702, f"{count} items of lists are numbered {number!r}, {len(spots)} are found")

    def _claimed(self, slate: Slate) -> None:
        """Number words in claims, such as doubled: the claim has been held against the facts."""
        page = slate.sheet.page
        for claim in self.record.claims:
            near = page is None or claim.page is None or claim.page in (page, page - 1)
            if near and all_numerals(claim.words) and (span := slate.find(claim.words, taken=True)):
                slate.take(span)

    def _page_numbers(self, slate: Slate) -> None:
        for span in page_numbers(slate.text, slate.sheet.page) if slate.sheet.page else ():
            slate.take(span)

    def _terms(self, slate: Slate) -> None:
        for span in wholes_of(slate.text, self.record.wordings):
            slate.take(span)

    def _exhibits(self, slates: Sequence[Slate]) -> None:
        """Exhibits are numbered from 1 without a gap."""
        found = [(slate, match) for slate in slates for match in exhibit().finditer(slate.text)]
        numbers = {int(match[1]) for _, match in found}
        for slate, match in found:
            if int(match[1]) <= len(numbers):
                slate.take(match.span())
        for number in set(range(1, len(numbers) + 1)) - numbers:
            self.say(
                RG702, f"there is no exhibit {number}, though there are {len(numbers)} numbers of exhibits"
            )

    @cached_property
    def _wordings(self) -> list[tuple[str, str]]:
        """What was cited, the longest wording first, each also without its white space."""
        shown = {place.shown for place in self.record.printings}
        return [(text, _plain(text)) for text in sorted(shown, key=lambda text: (-len(text), text))]

    def _stray(self, place: str, text: str, start: int, end: int) -> None:
        said = around(text, start, end)
        self.say(RG701, f"{place}: nothing accounts for {text[start:end]!r} in {said!r}")

    def _seen(self, slate: Slate) -> None:
        """Every character of a numeral has to leave ink where it stands."""
        for numeral in slate.numerals:
            faults = [
                slate.sheet.faults[i] for i in range(numeral.start, numeral.end) if i in slate.sheet.faults
            ]
            if faults:
                code, why = min(faults)
                said = around(slate.text, numeral.start, numeral.end)
                self.say(code, f"{slate.sheet.place}: {numeral.text!r} in {said!r} {why}")

    def _aside(self, aside: OffPage) -> None:
        """A title, a bookmark, a description: it may print what was cited, and what the terms allow."""
        slate = Slate(ReadPage(aside.place, None, aside.text))
        if aside.stamp or not slate.numerals:
            return
        self._repeat(slate)
        solid = _plain(slate.text)
        for wording, letters in self._wordings:
            for span in wholes(slate.text, wording) if letters in solid else ():
                slate.take(span)
        self._terms(slate)
        for start, end in slate.open_numerals():
            self._stray(aside.place, aside.text, start, end)


def _first_of_all(
    spots: Sequence[tuple[int, MatchedSpan]], last: ExpectedRow, slates: Sequence[Slate]
) -> tuple[int, MatchedSpan]:
    """Of places where the first row may stand the last one that has the last row behind it."""
    for index, span in reversed(spots):
        if next(_row_heads(str(last.number), last.head, slates, index, span[0]), None):
            return index, span
    return spots[-1]


def _row_heads(
    number: str, head: str, slates: Sequence[Slate], first: int, start: int
) -> Iterator[tuple[int, MatchedSpan]]:
    """Where a row's number and its fact stand, from a place on: the index of a sheet, and a stretch of it."""
    for index in range(first, len(slates)):
        text = slates[index].text
        for low, high in flexible(text, f"{number} {head}", start if index == first else 0):
            apart = text[low + len(number)].isspace()
            if apart and not (low and _IN_A_FIGURE.match(text[low - 1])):
                yield index, (low, high)


def _length(parts: Iterable[str]) -> int:
    return sum(map(len, parts))


def _plain(text: str) -> str:
    """A text without white space: where a line ends is the layout's affair."""
    return re.sub(r"\s+", "", text)
