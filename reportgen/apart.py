"""Work on strangers' files, each piece in a process of its own under limits: what a file does to it ends with it.

Unlike the processes that render, these load no engines and are begun for one piece of work: on Linux they are forked
from the command, which takes some milliseconds.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")

_PATIENCE: Final = 10  # by the clock work may take this many times its processor time, on a crowded machine


@dataclass(frozen=True)
class Allowance:
    """What one piece of work may take: seconds of processor time, and bytes of memory."""

    seconds: int = 60
    bytes: int = 2 << 30


@dataclass
class _Begun:
    index: int
    process: BaseProcess
    until: float


def each_apart(
    work: Callable[[_In], _Out],
    given: Iterable[_In],
    failed: Callable[[_In, str], _Out],
    allowed: Allowance,
) -> Iterator[_Out]:
    """What `work` makes of each, in their order, as many side by side as there are processors. Where the work took too
    much, raised or died, `failed` makes of it what it can, told why."""
    items = list(given)
    done: dict[int, _Out] = {}
    running: dict[Connection, _Begun] = {}
    waiting = deque(range(len(items)))
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                index = waiting.popleft()
                pipe, begun = _begin(index, work, items[index], allowed)
                running[pipe] = begun
            for pipe in _ready(running):
                begun = running.pop(pipe)
                made, why = _outcome(pipe, begun, allowed)
                done[begun.index] = failed(items[begun.index], why) if why else made
    finally:
        for begun in running.values():
            begun.process.kill()
    return iter([done[index] for index in range(len(items))])


def _begin(
    index: int, work: Callable[[_In], _Out], item: _In, allowed: Allowance
) -> tuple[Connection, _Begun]:
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if forks else "spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(theirs, work, item, allowed), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return ours, _Begun(index, process, time.monotonic() + _PATIENCE * allowed.seconds)


def _ready(running: dict[Connection, _Begun]) -> list[Connection]:
    """Those that have answered or ended, or will not in time."""
    soonest = min(begun.until for begun in running.values())
    ready = [
        one
        for one in wait(list(running), max(0.0, soonest - time.monotonic()))
        if isinstance(one, Connection)
    ]
    return ready or [pipe for pipe, begun in running.items() if begun.until <= time.monotonic()]


def _outcome(pipe: Connection, begun: _Begun, allowed: Allowance) -> tuple[Any, str]:
    """What came of the work, or why nothing did."""
    try:
        if not pipe.poll():
            return None, _too_long(allowed)
        made, why = pipe.recv()
        return made, why
    except (EOFError, OSError):
        begun.process.join()
        return None, _why_ended(begun.process.exitcode, allowed)
    finally:
        begun.process.kill()
        begun.process.join()
        pipe.close()


def _why_ended(code: int | None, allowed: Allowance) -> str:
    if code == -signal.SIGXCPU:
        return _too_long(allowed)
    named = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
    return (
        f"the process that read it ended with {named}; it may have needed more than {allowed.bytes >> 20} MiB"
    )


def _too_long(allowed: Allowance) -> str:
    return f"reading it took more than {allowed.seconds} s"


def _do(pipe: Connection, work: Callable[[_In], _Out], item: _In, allowed: Allowance) -> None:
    """What the process does: take its limits on itself, and answer. It says nothing at the terminal."""
    import resource

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for kind, amount in (
        (resource.RLIMIT_CPU, allowed.seconds),
        (resource.RLIMIT_AS, allowed.bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
    outcome: tuple[Any, str]
    try:
        outcome = work(item), ""
    except MemoryError:
        outcome = None, f"reading it needs more than {allowed.bytes >> 20} MiB of memory"
    except RecursionError:
        outcome = None, "something in it is nested too deep"
    except Exception as error:  # whatever a stranger's file makes a reader do: it was not checked
        outcome = None, f"reading it failed ({type(error).__name__})"
    pipe.send(outcome)
