"""The record of one kind of chart: what it takes, how it is laid out, what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from reportgen.document.chart import Chart
from reportgen.exhibits.ink import Drawing
from reportgen.exhibits.measure import Ruler

ChartPart = Literal["marks", "series", "spans"]
_SPELLED: Final = {2: "two", 3: "three", 4: "four"}


def _takes_anything(_: Chart) -> None:
    """The check of a kind that takes any figures."""


@dataclass(frozen=True)
class ChartKind:
    """One kind of chart, declared in the module that lays it out; `kinds.KINDS` collects these records.

    All figures of a chart are in one unit, whatever its kind. What else `brief.yaml` may ask of it:
    """

    name: str  # as `chart:` has it
    summary: str  # what it is, for the reference
    takes: ChartPart  # the one key that its figures stand under
    draw: Callable[[Chart, Ruler], Drawing]  # raises TooSmall where the words do not fit
    check: Callable[[Chart], None] = (
        _takes_anything  # ValueError for what it cannot show, however much room it has
    )
    least: int = 1  # marks in each series
    most: int | None = None  # marks in each series; None: as many as a chart takes
    notes: tuple[ChartPart, ...] = ()  # the parts whose `note:` it shows
    along_time: bool = False  # a mark without a label is called by its period, not by its fact
    whole_of: int | None = None  # from so many series on, marks are parts of a whole, and none is negative
    reference: bool = False  # it has a scale for `reference:` to stand on
    zero: Literal["always", "optional", "never"] = (
        "always"  # whether zero is on its scale; optional: by `zero: true`
    )
    unlabelled: bool = False  # a mark may print no value
    in_words: bool = False  # a mark without a value stands at zero, and says so in words
    in_cell: bool = False  # it stands in the cell of a table; `chart:` does not take it
    least_mm: float = 30.0  # the narrowest it can be
    spoken_as: str = (
        ""  # the kind whose word a description uses; "" where the language packs have one for this kind
    )

    @property
    def word(self) -> str:
        """The key under which the language packs say what a picture of this kind is called."""
        return self.spoken_as or self.name

    @property
    def no_reference(self) -> str:
        """What is wrong with a reference line in a chart of this kind, where it takes none."""
        return f"a {self.name} chart has no scale for a reference line to stand on"

    def miscount(self, marks: int) -> str:
        """What is wrong with a series of that many marks; "" where nothing is."""
        if self.most is not None and not self.least <= marks <= self.most:
            wanted = _spelled(self.most) if self.most == self.least else f"{self.least} to {self.most}"
            return f"a {self.name} chart has {wanted} marks in a series; here are {marks}"
        if marks < self.least:
            return f"a {self.name} chart needs {_spelled(self.least)} points in a series"
        return ""


def _spelled(count: int) -> str:
    return _SPELLED.get(count, str(count))
