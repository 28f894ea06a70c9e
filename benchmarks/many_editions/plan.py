"""What is run in which order, so that whatever else the machine does hits all ways alike, and so that each size is of
the same editions.

A **startup** is what it takes to begin: what some editions take and what others take, less what all of them take in one
run. They are in every language, so that what the first edition of each takes more is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.many_editions.ways import DASK, WAYS, Way

WARM, FIRST, OTHER, BOTH, SIZE = "warm", "first", "other", "both", "size"
LARGE, TROUBLE = "large", "trouble"
_SET: Final = 3  # editions behind one another are in as many languages as there are


@dataclass(frozen=True)
class Step:
    """One run: of which stage of the plan, in which way, of which editions (its name → the snapshot)."""

    stage: str
    way: Way
    editions: dict[str, str]
    size: int = 0
    round: int = 0

    @property
    def title(self) -> str:
        """What is said of it while it runs."""
        return f"{self.way.title}: {len(self.editions)} editions ({self.stage})"


@dataclass(frozen=True)
class Wanted:
    """What is to be measured: sizes, the rounds of each, how often a startup, and how many at once on a cluster, as it
    is or with trouble."""

    sizes: tuple[int, ...] = (10, 50, 150)
    rounds: int = 5
    startups: int = 3
    large: int = 1000
    trouble: bool = False
    ways: tuple[Way, ...] = WAYS

    @property
    def most(self) -> int:
        """The editions that are needed."""
        return max(self.compared, self.large)

    @property
    def compared(self) -> int:
        """The editions that Typst needs, too."""
        startup = 2 * _SET * max(way.workers for way in self.ways) if self.startups else 2
        return max([startup, *self.sizes])


def steps(wanted: Wanted, names: Sequence[str]) -> Iterator[Step]:
    """All runs: first one of each way that does not count, which warms files and byte code up."""
    for way in wanted.ways:
        yield Step(WARM, way, _plain(names[:2]))
    most = max(wanted.sizes, default=0)
    for number in range(max(wanted.rounds, wanted.startups)):
        ways = wanted.ways if number % 2 == 0 else wanted.ways[::-1]
        if number < wanted.startups:
            for stage, first, last in ((FIRST, 0, 1), (OTHER, 1, 2), (BOTH, 0, 2)):
                for way in ways:
                    each = _SET * way.workers
                    yield Step(stage, way, _plain(names[first * each : last * each]), round=number)
        for size in wanted.sizes:
            rounds = min(wanted.rounds, most // size)
            if number < rounds:
                first = most // size * number // rounds * size
                for way in ways:
                    yield Step(SIZE, way, _plain(names[first : first + size]), size, number)
    if wanted.large and DASK in wanted.ways:
        stage = TROUBLE if wanted.trouble else LARGE
        yield Step(stage, DASK, _plain(names[: wanted.large]), wanted.large)


def _plain(names: Sequence[str]) -> dict[str, str]:
    return {name: name for name in names}
