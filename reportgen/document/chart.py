"""What a chart may show: marks, spans and series, with every label already made.

A chart is handed over finished: its labels are text in the edition's language, made elsewhere from facts. The
floats here place ink and are never printed. A label may hold a printed fact, whose characters are held together by word
joiners.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["actual", "consensus", "guidance", "comparative", "derived", "warning"]
MarkRole = Literal["accent", "ink", "muted", "grey", "light", "warning"]
FillRole = MarkRole | Literal["accent-tint", "warning-tint"]  # what a layout may choose beside


@dataclass(frozen=True)
class Mark:
    """One bar, column, step, part or point.

    `label` names the category; `value` is its size, in one unit throughout a chart; `text` is the value as printed.
    Only where there is a scale may a text be "": a point without a label; a spark prints none at all. A `silent` mark
    prints no text either, which the description says. `note` is a second, smaller line under the label, or after the
    value in a grouped chart. `cite` is the citation's id, written as `data-cite` on the value. `at` is when the mark
    stands, in months: the end of its period; `months` is how many that covers, 0 for an instant.
    """

    label: str
    value: float
    text: str
    tone: Tone = "actual"
    role: FillRole = "accent"
    note: str = ""
    cite: str = ""
    silent: bool = False
    at: float | None = None
    months: int = 0


@dataclass(frozen=True)
class Tick:
    """A place on an axis, and what stands there."""

    at: float
    text: str


@dataclass(frozen=True)
class ChartSpan:
    """One row of a range chart: from `low` to `high`, and what else stands on its scale.

    `marker` is another figure to compare with (a consensus: a hollow dot); `point` is a tick on the span (a
    midpoint). A single figure is a span whose ends are the same. A row with nothing to plot says so in `missing`, and
    its figures are not looked at.
    """

    label: str
    low: float = 0.0
    high: float = 0.0
    text: str = ""
    marker: float | None = None
    marker_text: str = ""
    point: float | None = None
    point_text: str = ""
    tone: Tone = "guidance"
    role: MarkRole = "accent"
    note: str = ""
    missing: str = ""
    cite: str = ""
    marker_cite: str = ""
    point_cite: str = ""


@dataclass(frozen=True)
class Series:
    """Marks that belong together: a cluster, a line, a band, a stacked bar, a panel, or the two ends of a dumbbell.

    In a grouped, share, dumbbell or multiples chart `label` names the row or panel and the marks' labels name what
    stands in it. In a line, area or slope chart `label` names the line, and the marks' labels run along its foot.
    """

    label: str
    marks: tuple[Mark, ...]
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart at its printed size.

    `kind` names one of `exhibits.kinds`, whose record says which of `marks`, `spans` and `series` it takes.
    `height_mm` None lets the content choose. Where rows set the height, a larger one spreads and thickens them within
    reason and leaves the rest empty below.
    `reference` draws a dashed line at a figure, named `reference_text`, where the kind has a scale for one. `zero`
    puts zero on the scale of a kind that has it there only when asked. `scale` are the ticks of the upright axis, for
    figures that are not all printed; `times` those of the time axis, where its points are too many to be named.
    `totals` are what the marks of several series come to, one for each date, above stacked columns.
    `alt` is the text alternative, the picture's `<title>`; `script` that of its language (ISO 15924), whose phrases the
    labels are broken at.
    """

    kind: str
    width_mm: float
    height_mm: float | None = None
    marks: tuple[Mark, ...] = ()
    spans: tuple[ChartSpan, ...] = ()
    series: tuple[Series, ...] = ()
    reference: float | None = None
    reference_text: str = ""
    reference_cite: str = ""
    zero: bool = False
    scale: tuple[Tick, ...] = ()
    times: tuple[Tick, ...] = ()
    totals: tuple[Mark, ...] = ()
    alt: str = ""
    script: str = ""
