"""What a measurement came to, as tables to read or for a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks.against_peers import table
from benchmarks.many_editions.figures import Figures, Judged, judged, judged_bytes
from benchmarks.many_editions.plan import LARGE, TROUBLE
from benchmarks.many_editions.ways import WAYS
from benchmarks.targets import MB

Told = Mapping[str, Any]
_COLUMNS = 8  # points in time that memory is told at


def report(told: Told, markdown: bool) -> Iterator[str]:
    """Machine, figures by way and size, memory over time, targets."""
    figures = Figures(told["runs"])
    yield (
        ", ".join(f"{name} {value}" for name, value in told["machine"].items() if value)
        + f", seed {told['seed']}"
    )
    yield ""
    heads = [
        "way",
        "editions",
        "rounds",
        "a minute",
        "processor s an edition",
        "without startup",
        "peak MB a worker",
    ]
    yield from table(heads, list(_rows(figures)), markdown)
    yield ""
    if figures.startups:
        startups = (f"{_title(way)} {seconds:.1f}" for way, seconds in figures.startups.items())
        yield f"Startup, seconds of processor time: {', '.join(startups)}."
        yield ""
    if memory := list(_memory(figures)):
        yield from table(["MB of a worker, at", *_shares(), "most"], memory, markdown)
        yield ""
    rows = [
        _verdict(one) for one in (*judged(figures), *judged_bytes(told, figures), *_all_built(told, figures))
    ]
    yield from table(["target", "asked", "found", ""], rows, markdown)
    for name, why in told["refused"].items():
        yield f"{name} was refused: {why}"


def _rows(figures: Figures) -> Iterator[Sequence[str]]:
    for (key, size), cell in sorted(figures.cells.items(), key=lambda item: (_place(item[0][0]), item[0][1])):
        warm = "" if cell.warm_cost is None else f"{cell.warm_cost:.2f}"
        yield [
            _title(key), f"{size:,}", str(cell.rounds), f"{cell.rate:.1f}", f"{cell.cost:.2f}", warm,
            f"{cell.peak / MB:.0f}",
        ]  # fmt: skip


def _shares() -> list[str]:
    return [f"{number / (_COLUMNS - 1):.0%}" for number in range(_COLUMNS)]


def _memory(figures: Figures) -> Iterator[Sequence[str]]:
    """Each way's longest run: what its largest worker had in use, from the first sample to the last."""
    longest: dict[str, Mapping[str, Any]] = {}
    for run in figures.runs:
        key = f"{run['way']} {run['stage'] if run['stage'] in (LARGE, TROUBLE) else ''}"
        if run["memory"] and run["editions"] >= longest.get(key, run)["editions"]:
            longest[key] = run
    for run in longest.values():
        samples = [max(one["workers"], default=0) for one in run["memory"]]
        last = len(samples) - 1
        found = [samples[round(last * number / (_COLUMNS - 1))] for number in range(_COLUMNS)]
        title = f"{_title(run['way'])}, {run['editions']:,}" + ", with trouble" * (run["stage"] == TROUBLE)
        yield [title, *(f"{one / MB:.0f}" for one in found), f"{run['peak'] / MB:.0f}"]


def _all_built(told: Told, figures: Figures) -> Iterable[Judged]:
    most = max((run["editions"] for run in figures.runs), default=0)
    refused = len(told["refused"])
    found = "all" if not refused else f"all but {refused}"
    return [Judged(f"built and proved, of {most:,}", "all", found, not refused)]


def _verdict(one: Judged) -> Sequence[str]:
    return [one.title, one.asked, one.found, "" if one.met is None else "met" if one.met else "NOT met"]


def _title(key: str) -> str:
    return next(way.title for way in WAYS if way.key == key)


def _place(key: str) -> int:
    return [way.key for way in WAYS].index(key)
