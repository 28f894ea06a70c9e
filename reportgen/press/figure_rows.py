"""The rows of key figures in the narrow column that they have: a figure and two comparisons side by side; where these
have no room so, the comparisons on a line below.

The heads stand over three columns. A figure reaches into the room of the first comparison as far as that leaves it
free. A comparison that no row has takes no column: the figures have its room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.codes.rg6_pages import RG610
from reportgen.document.nodes import KeyFigure
from reportgen.document.walk import cited, plain
from reportgen.errors import Finding
from reportgen.exhibits.measure import Ruler
from reportgen.exhibits.rows import POINTS_PER_MM

Forms = Mapping[
    int, str | None
]  # a row by its identity → its class, "" for the usual one, None where none will do
_FORMS: Final = ("", "above", "above-apart", None)
_GAP: Final = 0.3  # between two figures, in ems of the comparisons
KeyComparison = Literal["consensus", "year"]  # a field of KeyFigure
BOTH: Final[tuple[KeyComparison, ...]] = ("consensus", "year")


@dataclass(frozen=True)
class _Columns:
    """The three columns, and the type of the figure and of its comparisons, in one unit, as a style sheet has them."""

    first: float
    second: float
    third: float
    figure: float
    change: float

    def form(self, actual: float, changes: Sequence[float]) -> int:
        """The index of the plainest form that will do for widths in ems."""
        return (
            self._beside_two(actual, *changes) if len(changes) == len(BOTH) else self._alone(actual, changes)
        )

    def _alone(self, actual: float, changes: Sequence[float]) -> int:
        """With one comparison, which then stands last, or with none."""
        gap, change = _GAP * self.change, max(changes, default=0.0) * self.change
        figure, whole = actual * self.figure, self.first + self.second + self.third
        if figure + gap <= self.first + self.second and change <= self.third - gap:
            return 0
        return 1 if figure <= whole and change <= whole else 3

    def _beside_two(self, actual: float, consensus: float, year: float) -> int:
        gap, rest = _GAP * self.change, (consensus * self.change, year * self.change)
        figure, whole = actual * self.figure, self.first + self.second + self.third
        beside = figure + gap + rest[0] <= self.first + self.second and rest[0] <= self.second
        if beside and rest[1] <= self.third - gap:
            return 0
        if figure <= whole and rest[0] <= self.first + self.second and rest[1] <= self.third - gap:
            return 1
        if figure <= whole and rest[0] <= self.first and rest[1] <= self.second + self.third - gap:
            return 2
        return 3


_STANDING: Final = _Columns(19 * POINTS_PER_MM, 14 * POINTS_PER_MM, 14 * POINTS_PER_MM, 8.6, 8.0)
_LYING: Final = _Columns(28 * POINTS_PER_MM, 20 * POINTS_PER_MM, 20 * POINTS_PER_MM, 11.0, 9.2)
_SCREEN: Final = _Columns(103.0, 83.0, 73.0, 15.0, 15.0)  # a panel of 260 pixels


def comparisons(rows: Sequence[KeyFigure]) -> tuple[KeyComparison, ...]:
    """The comparisons that any of a panel's rows has, in the order of their columns. They hold for the whole panel:
    what is reported and what is guided share one set of columns."""
    return tuple(name for name in BOTH if any(getattr(row, name) for row in rows))


def form_of(
    row: KeyFigure, ruler: Ruler, *, lies: bool, columns: Sequence[KeyComparison] = BOTH
) -> str | None:
    """How a row is set, on paper and on a screen, in a panel with such comparisons: its class; None where it fits in no
    form."""
    actual = ruler.width(plain(row.actual), 1.0, 600)
    changes = [ruler.width(plain(getattr(row, name)), 1.0) for name in columns]
    return _FORMS[max(room.form(actual, changes) for room in (_LYING if lies else _STANDING, _SCREEN))]


def too_wide(row: KeyFigure) -> Finding:
    """RG610 for a row that fits in no form."""
    texts = [plain(line) for line in (row.actual, row.consensus, row.year) if line]
    place = next((found.place for line in (row.actual, row.consensus) for found in cited(line)), None)
    fits = "a comparison of twelve characters beside one of eight would fit"
    message = f"the key figure {plain(row.label)!r} does not fit: {', '.join(map(repr, texts))} ({fits})"
    return RG610.finding(message, place.locus if place else None)
