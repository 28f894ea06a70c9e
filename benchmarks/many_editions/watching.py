"""Memory over time: what the processes of a run have in use, looked at now and then by a thread of whoever measures.

A worker is one process that renders, or on a cluster the worker with the program of its own below it: what counts
is the sum. Pages that processes share count in each of them.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final

_STATUS: Final = re.compile(r"^(PPid|VmHWM|VmRSS):\s+(\d+)", re.MULTILINE)
# What tells a worker by its command line, the more particular first.
_MARKS: Final = (b"dask_worker", b"reportgen.press.pressroom_work", b"benchmarks.peers.typst_many")
_MOST: Final = 240  # samples that are kept of a run


@dataclass(frozen=True)
class Process:
    """A process as the kernel tells of it: its parent, resident bytes, the most of them so far, its command line."""

    parent: int
    resident: int
    peak: int
    command: bytes


@dataclass(frozen=True)
class Sample:
    """Seconds since the beginning, and resident bytes: of each worker, the largest first, and of all processes."""

    at: float
    workers: tuple[int, ...]
    whole: int


@dataclass
class Watch:
    """Watches all that descends from this process, while it is entered. `peak` is the most that a worker had in use by
    the kernel's own count, `samples` what was in use meanwhile."""

    every: float = 1.0
    peak: int = 0
    samples: list[Sample] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        began, own = time.monotonic(), os.getpid()
        while not self._done.wait(self.every):
            table = processes()
            below = {pid: table[pid] for pid in descendants(table, own)}
            owners = dict(workers(below))
            sizes: dict[int, int] = dict.fromkeys(owners.values(), 0)
            peaks = sizes.copy()
            for pid, owner in owners.items():
                sizes[owner] += below[pid].resident
                peaks[owner] += below[pid].peak
            self.peak = max(self.peak, *peaks.values(), 0)
            of_each = tuple(sorted(sizes.values(), reverse=True))
            whole = sum(one.resident for one in below.values())
            self.samples.append(Sample(time.monotonic() - began, of_each, whole))

    def thinned(self) -> list[Sample]:
        """The samples, no more than a table can show."""
        step = len(self.samples) // _MOST + 1
        return self.samples[::step]


def processes() -> Mapping[int, Process]:
    """Every process that can be looked at."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            told = dict(_STATUS.findall((path / "status").read_text("utf-8", "replace")))
            command = (path / "cmdline").read_bytes()
        except OSError:  # it has ended
            continue
        if "VmRSS" in told:
            sizes = (int(told[name]) * 1024 for name in ("VmRSS", "VmHWM"))
            found[int(path.name)] = Process(int(told["PPid"]), *sizes, command)
    return found


def descendants(table: Mapping[int, Process], of: int) -> list[int]:
    """All below a process, parents first."""
    found, wanted = list[int](), [of]
    while wanted:
        parent = wanted.pop(0)
        below = [pid for pid, one in table.items() if one.parent == parent]
        found += below
        wanted += below
    return found


def workers(below: Mapping[int, Process]) -> Iterator[tuple[int, int]]:
    """Each process that renders, and what is below it, with the process that counts as the worker. Of the processes
    of a pool the one that hands out the work is none, unless it has none below it."""
    owner: dict[int, int] = {}
    for pid, one in below.items():
        marked = any(mark in one.command for mark in _MARKS)
        if one.parent in owner:
            owner[pid] = owner[one.parent]
        elif marked and not _hands_out(pid, below):
            owner[pid] = pid
    yield from owner.items()


def _hands_out(pid: int, below: Mapping[int, Process]) -> bool:
    """True for the owner of a pool: a process of its own command stands below it."""
    return any(one.parent == pid and one.command == below[pid].command for one in below.values())
