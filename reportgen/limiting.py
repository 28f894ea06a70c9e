"""Limits on a command's own process: processor time, memory, and depth. What goes beyond them is one finding, RG109.

A command that reads an author's files works in its own process, where a start would cost more than the work. So the
limits are soft ones: an allocation that fails, and a signal of the processor's clock that is raised between two steps
of the program. The system's own limit on processor time stands behind them, for what takes no such steps.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from reportgen.codes.rg1_files import RG109
from reportgen.errors import Rejected

CHECK_SECONDS: Final = 60  # of processor time: 100,000 facts take 10
CHECK_BYTES: Final = 2 << 30
IMPORT_SECONDS: Final = 300  # a filing of 60 MiB takes 30
IMPORT_BYTES: Final = 4 << 30
_MARGIN: Final = 30  # seconds after which the system ends a process that takes no notice
_AGAIN: Final = 1.0  # seconds after which the clock rings again, where something swallowed it
_MEND: Final = "look for a loop, a huge list or a long text in the files that are read"


class OutOfTime(BaseException):
    """The processor time is used up. No Exception, so that nothing takes it for a mistake of an author's."""


@contextmanager
def within(seconds: int, memory: int) -> Iterator[None]:
    """Let what is done here take so many seconds of processor time and so many bytes more than there are in use. Raises
    Rejected with RG109 where it takes more, or nests too deep."""
    try:
        with exhaustion_told(memory), _timed(seconds), _bounded("RLIMIT_AS", _in_use() + memory):
            yield
    except OutOfTime:
        raise _beyond(f"this took more than {seconds} s of processor time and was stopped", _MEND) from None


@contextmanager
def exhaustion_told(memory: int = 0) -> Iterator[None]:
    """Raise Rejected with RG109 where memory runs out, of which there are so many bytes, or depth."""
    try:
        yield
    except MemoryError:
        had = f"more than {memory >> 20} MiB of memory" if memory else "more memory than there is"
        raise _beyond(f"this needed {had} and was stopped", _MEND) from None
    except RecursionError:
        said = "something in the files that are read is nested too deep"
        mend = "look for brackets, lists or conditions by the hundred, and flatten them"
        raise _beyond(said, mend) from None


def _beyond(said: str, mend: str) -> Rejected:
    return Rejected([RG109.finding(said, mend=mend)])


@contextmanager
def _timed(seconds: int) -> Iterator[None]:
    """Raise OutOfTime after so many seconds of processor time; only a process's first thread can be told."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGPROF"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        with _bounded("RLIMIT_CPU", int(sum(_times()[:2])) + 1 + seconds + _MARGIN):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(_: int, __: FrameType | None) -> NoReturn:
    raise OutOfTime


def _times() -> tuple[float, float]:
    import os

    used = os.times()
    return used.user, used.system


@contextmanager
def _bounded(kind: str, amount: int) -> Iterator[None]:
    """Have a `resource.RLIMIT_…` at an amount, or lower where it was, and as it was afterwards."""
    try:
        import resource
    except ImportError:
        yield
        return
    number = getattr(resource, kind)
    soft, hard = resource.getrlimit(number)
    known = [one for one in (soft, hard, amount) if one != resource.RLIM_INFINITY]
    resource.setrlimit(number, (min(known), hard))
    try:
        yield
    finally:
        resource.setrlimit(number, (soft, hard))


def _in_use() -> int:
    """Bytes of this process's address space; 0 where the system does not say so."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError):
        return 0
    import resource

    return pages * resource.getpagesize()
