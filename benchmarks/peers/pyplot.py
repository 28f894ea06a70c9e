"""The charts of the brief in pyplot, one short function for each kind, as SVG."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from benchmarks.peers.inputs import latin_face

Chart = Mapping[str, Any]
_INCH = 25.4
_HEIGHT = {"bar": 34.0, "share": 22.0, "range": 36.0, "dumbbell": 28.0}  # mm, where a chart names none


def set_up() -> None:
    """Type and lines for all charts."""
    import matplotlib as mpl
    from matplotlib import font_manager

    mpl.use("svg")
    for path in map(latin_face, (400, 600)):
        font_manager.fontManager.addfont(path)
    mpl.rcParams.update(
        {
            "font.family": ["Source Sans Pro", "Noto Sans CJK JP"],  # of a collection pyplot finds the first face
            "font.size": 7.5, "hatch.linewidth": 0.5,
            "axes.spines.top": False, "axes.spines.right": False, "axes.spines.left": False,
        }
    )  # fmt: skip


def draw(chart: Chart, colours: Mapping[str, str]) -> str:
    """A chart as an SVG element."""
    import matplotlib.pyplot as plt

    height = max(chart.get("height_mm") or _HEIGHT[chart["kind"]], 26.0)
    figure, axes = plt.subplots(figsize=(chart["width_mm"] / _INCH, height / _INCH), layout="constrained")
    _KINDS[chart["kind"]](axes, chart, colours)
    memory = io.StringIO()
    figure.savefig(memory, format="svg")
    plt.close(figure)
    svg = memory.getvalue()
    return svg[svg.index("<svg") :]


def _style(mark: Chart, colours: Mapping[str, str]) -> dict[str, Any]:
    """What is not an actual figure is hollow, a guidance hatched."""
    colour = colours[mark["role"]]
    if mark["tone"] == "actual":
        return {"color": colour}
    return {
        "facecolor": colours["paper"] if mark["tone"] != "derived" else colours["accent-tint"],
        "edgecolor": colour, "linewidth": 0.6, "hatch": "////" if mark["tone"] == "guidance" else "",
    }  # fmt: skip


def _named(mark: Chart) -> str:
    return "\n".join(filter(None, (mark["label"], mark.get("note", ""))))


def _bar(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    marks = chart["marks"]
    for row, mark in enumerate(marks):
        (patch,) = axes.barh(row, mark["value"], height=0.6, **_style(mark, colours))
        axes.bar_label(axes.containers[-1], [mark["text"]], padding=2, weight=600)
        patch.set_label(mark["label"])
    axes.set_yticks(range(len(marks)), map(_named, marks))
    _rows_only(axes)


def _column(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    marks = chart["marks"]
    for place, mark in enumerate(marks):
        bars = axes.bar(place, mark["value"], width=0.55, **_style(mark, colours))
        axes.bar_label(bars, [mark["text"]], padding=1, weight=600)
    axes.set_xticks(range(len(marks)), map(_named, marks))
    _columns_only(axes)


def _bridge(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    marks, level = chart["marks"], 0.0
    for place, mark in enumerate(marks):
        first_or_last = place in (0, len(marks) - 1)
        bottom = 0.0 if first_or_last else level
        bars = axes.bar(place, mark["value"], bottom=bottom, width=0.6, **_style(mark, colours))
        axes.bar_label(bars, [mark["text"]], padding=1, weight=600)
        level = bottom + mark["value"]
    axes.set_xticks(range(len(marks)), map(_named, marks))
    _columns_only(axes)


def _share(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    for row, series in enumerate(chart["series"]):
        left = 0.0
        for mark in series["marks"]:
            bars = axes.barh(row, mark["value"], left=left, height=0.5, **_style(mark, colours))
            axes.bar_label(bars, [mark["text"]], label_type="center", color=colours["paper"], weight=600)
            axes.annotate(mark["label"], (left + mark["value"] / 2, row - 0.32), ha="center", va="bottom")
            left += mark["value"]
    axes.set_yticks(range(len(chart["series"])), map(_named, chart["series"]))
    axes.set_ylim(-0.9, len(chart["series"]) - 0.6)
    _rows_only(axes)


def _grouped(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    groups = chart["series"]
    for row, series in enumerate(groups):
        for place, mark in enumerate(series["marks"]):
            bars = axes.barh(row + 0.36 * place - 0.18, mark["value"], height=0.32, **_style(mark, colours))
            axes.bar_label(bars, [f"{mark['text']}  {mark['label']}"], padding=2)
    axes.set_yticks(range(len(groups)), map(_named, groups))
    _rows_only(axes)


def _line(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    for series in chart["series"]:
        marks = series["marks"]
        colour = colours[marks[-1]["role"]]
        axes.plot(
            [mark["label"] for mark in marks], [mark["value"] for mark in marks], "o-", color=colour, ms=3
        )
        for mark in marks[:-1]:
            axes.annotate(
                mark["text"], (mark["label"], mark["value"]), (0, 4), textcoords="offset points", ha="center"
            )
    ends = sorted(((one["marks"][-1]["value"], one) for one in chart["series"]), key=lambda end: end[0])
    gap, level = 0.16 * (axes.dataLim.height or 1.0), float("-inf")
    for value, series in ends:  # from below, none nearer to the one before it than a line of type
        level = max(value, level + gap)
        said = f"{series['marks'][-1]['text']} {series['label']}"
        place = (series["marks"][-1]["label"], level)
        axes.annotate(said, place, (5, 0), textcoords="offset points", va="center", weight=600)
    _columns_only(axes)


def _range(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    spans = chart["spans"]
    for row, span in enumerate(spans):
        if "missing" in span:
            axes.annotate(span["missing"], (0, row), va="center", color=colours["muted"])
            continue
        low, high = span["low"], span["high"]
        axes.plot([low, high], [row, row], "|-", color=colours[span["role"]], lw=5 if high > low else 1)
        axes.annotate(span["text"], (high, row), (6, 0), textcoords="offset points", va="center", weight=600)
        if "marker" in span:
            axes.plot(span["marker"], row, "o", mfc=colours["paper"], color=colours["ink"])
            below = {"textcoords": "offset points", "va": "center", "ha": "right"}
            axes.annotate(span["marker_text"], (span["marker"], row), (-6, 0), **below)
    axes.set_yticks(range(len(spans)), map(_named, spans))
    axes.set_xlim(left=0)
    _rows_only(axes)


def _dumbbell(axes: Any, chart: Chart, colours: Mapping[str, str]) -> None:
    for row, series in enumerate(chart["series"]):
        for one, other in pairwise(series["marks"]):
            axes.plot([one["value"], other["value"]], [row, row], "o-", color=colours[one["role"]], lw=1.5)
        for mark in series["marks"]:
            said = f"{mark['label']}\n{mark['text']}"
            axes.annotate(said, (mark["value"], row), (0, 4), textcoords="offset points", ha="center")
    axes.axvline(0, color=colours["ink"], lw=0.6)
    axes.set_yticks(range(len(chart["series"])), map(_named, chart["series"]))
    axes.margins(y=0.5)
    _rows_only(axes)


def _rows_only(axes: Any) -> None:
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)
    axes.margins(x=0.15)


def _columns_only(axes: Any) -> None:
    axes.yaxis.set_visible(False)
    axes.tick_params(length=0)
    axes.margins(y=0.2, x=0.12)


_KINDS = {
    "bar": _bar, "column": _column, "bridge": _bridge, "share": _share, "grouped": _grouped, "line": _line,
    "slope": _line, "range": _range, "dumbbell": _dumbbell,
}  # fmt: skip


def draw_all(exhibits: list[Chart], colours: Mapping[str, str]) -> dict[str, str]:
    """The charts of exhibits, by their ids."""
    return {one["id"]: draw(one["chart"], colours) for one in exhibits if "chart" in one}
