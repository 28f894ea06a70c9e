"""The ways in which many snapshots are made, each measured as a whole: processes, a Dask cluster, a Typst pipeline.

Each run has a fresh project with nothing kept of another, and as it ends the SHA-256 of all that came of each edition.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from benchmarks.many_editions.watching import Watch
from benchmarks.measuring import measured
from benchmarks.works import ROOT

_BUILD: Final = ("build", "--format", "pdf,html", "--log", "json")
Digests = dict[str, dict[str, str]]  # edition → file → SHA-256


@dataclass(frozen=True)
class Way:
    """A way to make editions: processes of `build`, workers of a cluster, or processes of Typst."""

    key: str
    title: str
    kind: str
    workers: int

    @property
    def proves(self) -> bool:
        """True for the product: it gives PDF and HTML, and holds both to their facts."""
        return self.kind != "typst"


ONE: Final = Way("one", "one process", "processes", 1)
TWO: Final = Way("two", "two processes", "processes", 2)
DASK: Final = Way("dask", "Dask, two workers", "dask", 2)
TYPST_ONE: Final = Way("typst-one", "Typst, one process", "typst", 1)
TYPST_TWO: Final = Way("typst-two", "Typst, two processes", "typst", 2)
WAYS: Final = (ONE, TWO, DASK, TYPST_ONE, TYPST_TWO)


@dataclass(frozen=True)
class Taken:
    """What a run of some editions took: seconds by the clock (on a cluster that runs already), seconds of processor
    time of everything, the cluster included; the most bytes of a worker, and memory over time. `events` befell it, and
    the editions `refused` did not come, each with why."""

    way: str
    editions: int
    seconds: float
    processor: float
    peak: int
    memory: tuple[Mapping[str, Any], ...]
    events: tuple[tuple[float, str], ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    digests: Digests = field(default_factory=dict, repr=False)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: value for name, value in asdict(self).items() if name != "digests"}


@dataclass(frozen=True)
class Bench:
    """Where runs take place: `made` has the snapshots and what Typst starts from, `folder` the project of each run."""

    made: Path
    folder: Path
    every: float = 1.0

    def run(self, way: Way, editions: Mapping[str, str], *, trouble: bool = False) -> Taken:
        """Make editions: their names in this run, each with the snapshot that it is. Raises Failed where the run breaks
        off; an edition that is refused does not break it off."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "out").mkdir(parents=True)
        if way.proves:
            for name, snapshot in editions.items():
                shutil.copytree(self.made / "data" / snapshot, self.folder / "data" / name)
        command = [sys.executable, *self._command(way, editions, trouble)]
        environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
        with Watch(self.every) as watch:
            usage = measured(command, self.folder, environment, (0, 1) if way.proves else (0,))
        told = json.loads(usage.out) if way.kind == "dask" else {}
        digests = digests_of(self.folder / "output") if way.proves else {}
        came = digests if way.proves else {path.stem for path in (self.folder / "out").glob("*.pdf")}
        said = (self.folder / "said").read_text("utf-8") if way.kind == "dask" else usage.said
        return Taken(
            way.key, len(editions), told.get("seconds", usage.seconds), usage.processor, max(watch.peak, usage.peak),
            tuple({"at": round(one.at, 1), "workers": one.workers, "whole": one.whole} for one in watch.thinned()),
            tuple((seconds, what) for seconds, what in told.get("events", ())),
            {name: _why(name, said) for name in editions if name not in came}, digests,
        )  # fmt: skip

    def _command(self, way: Way, editions: Mapping[str, str], trouble: bool) -> Sequence[str]:
        if way.kind == "typst":
            base = str(self.made / "typst")
            named = (f"{name}={snapshot}" for name, snapshot in editions.items())
            return ["-m", "benchmarks.peers.typst_many", "out", base, str(way.workers), *named]
        names = [str(Path("data") / name) for name in editions]
        if way.kind == "processes":
            return ["-m", "reportgen", *_BUILD, "--jobs", str(way.workers), *names]
        cluster = ["--workers", str(way.workers), "--trouble", str(len(editions) if trouble else 0)]
        return ["-m", "benchmarks.many_editions.loopback", *cluster, ".", "--", *_BUILD, *names]


def _why(edition: str, said: str) -> str:
    """Why an edition was refused, by the line of JSON that its run wrote."""
    for line in said.splitlines():
        if line.startswith("{") and (told := json.loads(line))["edition"].rpartition("/")[2] == edition:
            findings = (
                f"{one['code']} {one['message']}" for one in told["findings"] if one["severity"] == "error"
            )
            return told["error"] or next(findings, told["outcome"])
    return "nothing was said of it"


def digests_of(output: Path) -> Digests:
    """The SHA-256 of every file of every edition that was built."""
    return {
        folder.name: {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())
        }
        for folder in sorted(output.iterdir())
        if (folder / "manifest.json").is_file()
    }


def alike(one: Digests, other: Digests) -> list[str]:
    """The editions that both have and that differ in a byte."""
    return [name for name in one.keys() & other.keys() if one[name] != other[name]]
