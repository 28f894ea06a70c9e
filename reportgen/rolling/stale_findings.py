"""What names a period or a day that a rolled edition has left behind: RG542, with how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reportgen.brief.inputs import ROLLED
from reportgen.codes.rg5_texts import RG542
from reportgen.errors import Finding, Locus
from reportgen.facts.period import Period
from reportgen.rolling.left_behind import LeftBehind, LeftReason, and_more, together
from reportgen.rolling.passages_of import CarriedPassage
from reportgen.rolling.rolled_yaml import RolledFile, place_said
from reportgen.rolling.stale_names import StaleName, StaleSlot

_MENDS: Final = {
    StaleSlot.OUTLOOK: "what is expected now is @+1Q~guidance; where what came is held against it, name no period",
    StaleSlot.YEAR_AGO: "a year before this edition's period is @-1Y; where that one is meant, say how far back: @-5Q",
    StaleSlot.LAST: "name this edition's period, or say how far back it lies: @-1Q",
}


@dataclass(frozen=True)
class StaleFindings:
    """A rolled edition's list, the period that it was rolled from, and whether a passage is looked at anyhow."""

    rolled: RolledFile
    last: Period
    looked_at: Callable[[CarriedPassage], bool]

    def of_names(self, names: Iterable[StaleName]) -> Iterator[Finding]:
        """RG542 where more references in a place are stale than `comparatives:` has of it."""
        found = tuple(names)
        known = Counter((str(one.says), str(one.at)) for one in self.rolled.comparatives)
        stand = Counter((one.said, one.at) for one in found)
        for one in found:
            key = one.said, one.at
            if stand[key] > known[key] and not (one.passage and self.looked_at(one.passage)):
                yield self._stale(one, known[key])

    def of_places(self, left: Iterable[LeftBehind]) -> Iterator[Finding]:
        """RG542 for what shows, as the last edition did, its last day or what was the year's end to it."""
        bases: list[LeftBehind] = []
        asked = {(str(one.says), str(one.at)): one for one in self.rolled.places}
        for one in left:
            place = asked.get((one.said, one.at))
            if place is not None and not place.keep and LeftReason.BASE in map(str, place.why):
                bases.append(one)
            elif place is not None and not place.keep:
                kept = f"write keep: yes beside it under places: in {ROLLED}"
                yield self._day(one.said, one.place, f"name a later one, or {kept}")
            elif (
                place is None
                and one.why is LeftReason.DAY
                and not (one.passage and self.looked_at(one.passage))
            ):
                line = f"- {{{place_said(one.said, one.at)}, why: [day], keep: yes}}"
                mend = f"name a later one, or where it is meant, put this under places: in {ROLLED}:\n{line}"
                yield self._day(one.said, one.place, mend)
        yield from (self._base(one, more) for one, more in together(bases))

    def _base(self, one: LeftBehind, more: int) -> Finding:
        was, now = ("were", "are") if more else ("was", "is")
        then = f"{and_more(one.said, more)} {was} the year's end to {self.rolled.edition}"
        kept = f"write keep: yes beside {'each' if more else 'it'} under places: in {ROLLED}"
        mend = f"name the year's end as it is now, {one.then}, or {kept}"
        return RG542.finding(f"{then}, and {now} {one.now} to this edition", one.place, mend)

    def _day(self, said: str, place: Locus, mend: str) -> Finding:
        message = f"{said} names the last day that {self.rolled.edition} had, from which this was rolled"
        return RG542.finding(message, place, mend)

    def _stale(self, one: StaleName, known: int) -> Finding:
        source = f"the period of {self.rolled.edition}"
        message = {
            StaleSlot.LAST: f"{one.said} names {one.token}, which {self.rolled.edition} was about",
            StaleSlot.YEAR_AGO: f"{one.said}: {one.token} is a year before {self.last}, {source}",
            StaleSlot.OUTLOOK: f"{one.said} is what was expected of {one.token}, which is over",
        }[one.slot]
        more = f"; {known} of its places here were carried over" if known else ""
        line = f"- {{{place_said(one.said, one.at)}}}"
        where = f"where it is right, put this under comparatives: in {ROLLED}:\n{line}"
        return RG542.finding(f"{message}{more}", one.place, f"{_MENDS[one.slot]};\n{where}")
