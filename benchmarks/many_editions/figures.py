"""What runs come to: editions a minute, processor time an edition with and without startup, memory; and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any, Final

from benchmarks.many_editions.plan import BOTH, FIRST, LARGE, OTHER, SIZE, TROUBLE
from benchmarks.many_editions.ways import DASK, ONE, TWO, TYPST_ONE, TYPST_TWO
from benchmarks.targets import MB

Run = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A way at a size, over its rounds: editions a minute (the median round), seconds of processor time an edition with
    startup and without (None where no startup was measured), and the most bytes of a worker."""

    way: str
    size: int
    rounds: int
    rate: float
    cost: float
    warm_cost: float | None
    peak: int


@dataclass(frozen=True)
class Figures:
    """All runs of a measurement, as JSON has them."""

    runs: Sequence[Run]

    @cached_property
    def startups(self) -> dict[str, float]:
        """Seconds of processor time that each way takes to begin, the median of its rounds."""
        found: dict[str, dict[int, float]] = {}
        for stage, sign in ((FIRST, 1), (OTHER, 1), (BOTH, -1)):
            for run in self._of(stage):
                rounds = found.setdefault(run["way"], {})
                rounds[run["round"]] = rounds.get(run["round"], 0.0) + sign * run["processor"]
        return {way: median(rounds.values()) for way, rounds in found.items()}

    @cached_property
    def cells(self) -> dict[tuple[str, int], Cell]:
        """Every way at every size, and of the large runs the one without trouble."""
        grouped: dict[tuple[str, int], list[Run]] = {}
        for run in (*self._of(SIZE), *self._of(LARGE)):
            grouped.setdefault((run["way"], run["size"]), []).append(run)
        return {key: self._cell(*key, runs) for key, runs in grouped.items()}

    @property
    def sizes(self) -> list[int]:
        """The sizes that all ways were measured at."""
        return sorted({run["size"] for run in self._of(SIZE)})

    def stage(self, name: str) -> Run | None:
        """The one run of a stage, if there is one."""
        return next(iter(self._of(name)), None)

    def _of(self, stage: str) -> list[Run]:
        return [run for run in self.runs if run["stage"] == stage]

    def _cell(self, way: str, size: int, runs: Sequence[Run]) -> Cell:
        count, startup = sum(run["editions"] for run in runs), self.startups.get(way)
        spent = sum(run["processor"] for run in runs)
        return Cell(
            way, size, len(runs), median(run["editions"] / run["seconds"] * 60 for run in runs), spent / count,
            None if startup is None else (spent - startup * len(runs)) / count, max(run["peak"] for run in runs),
        )  # fmt: skip


# ---- targets -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A target, what was asked and found in words, and whether it is met; None for what is only told."""

    title: str
    asked: str
    found: str
    met: bool | None


_RATE: Final = 40.0
_WORKER: Final = 350.0
_SPREAD: Final = 0.05


def judged(figures: Figures) -> Iterator[Judged]:
    """Every target that the runs say something of."""
    cells, most = figures.cells, max(figures.sizes, default=0)
    one, two, dask = (cells.get((way.key, most)) for way in (ONE, TWO, DASK))
    if one and two:
        ratio = two.rate / one.rate
        yield Judged(
            f"two processes against one, {most} editions", "≥ 1.85 ×", f"{ratio:.2f} ×", ratio >= 1.85
        )
    if two and dask:
        ratio = dask.rate / two.rate
        yield Judged(
            f"Dask against two processes, {most} editions", "≥ 0.90 ×", f"{ratio:.2f} ×", ratio >= 0.9
        )
    for way in (ONE, TWO, DASK):
        yield from _flat(figures, way.key, way.title)
    if peaks := [run["peak"] / MB for run in figures.runs if not run["way"].startswith("typst")]:
        yield Judged(
            "peak of a worker, all runs", f"≤ {_WORKER:.0f} MB", f"{max(peaks):.0f} MB", max(peaks) <= _WORKER
        )
    if two:
        yield Judged(
            f"snapshots a minute, two processes, {most} editions",
            f"≥ {_RATE:.0f}",
            f"{two.rate:.1f}",
            two.rate >= _RATE,
        )
    for ours, theirs in ((ONE, TYPST_ONE), (TWO, TYPST_TWO)):
        if (mine := cells.get((ours.key, most))) and (other := cells.get((theirs.key, most))):
            found = f"{mine.cost / other.cost:.1f} × processor time, {other.rate / mine.rate:.1f} × longer"
            yield Judged(f"{ours.title} against Typst's", "as near as can be", found, None)


def _flat(figures: Figures, way: str, title: str) -> Iterator[Judged]:
    costs = {
        size: cell.warm_cost for (key, size), cell in figures.cells.items() if key == way and cell.warm_cost
    }
    if len(costs) > 1:
        spread = max(costs.values()) / min(costs.values()) - 1
        sizes = ", ".join(f"{size:,}" for size in sorted(costs))
        yield Judged(
            f"cost an edition, {title}: {sizes}", "within 5%", f"within {spread:.1%}", spread <= _SPREAD
        )


def judged_bytes(told: Mapping[str, Any], figures: Figures) -> Iterator[Judged]:
    """Whether the bytes of all ways are those of one process, or of the first that built an edition, and what came of
    trouble."""
    for way, compared in told["compared"].items():
        differing = compared["differing"]
        found = f"{compared['same']} the same"
        found += f", {len(differing)} not: {', '.join(differing[:3])}" * bool(differing)
        yield Judged(f"bytes of {way} against those before", "all the same", found, not differing)
    if trouble := figures.stage(TROUBLE):
        befell = "; ".join(f"{seconds:.0f} s: {what}" for seconds, what in trouble["events"])
        built = trouble["editions"] - len(trouble["refused"])
        title = f"{trouble['editions']:,} on Dask with trouble"
        yield Judged(title, "all built", f"{built:,} built ({befell})", not trouble["refused"])
