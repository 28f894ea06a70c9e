"""What a command takes: seconds by the clock, processor time and peak memory of everything that it starts.

The kernel is asked, not sampled. While a command runs this process is the subreaper of all its descendants
(`prctl(2)`): whoever outlives its own parent (a forkserver, a browser's helpers) becomes a child of this process, which
waits for every one. `wait4(2)` then gives, for each, the processor time of it and of all that it waited for itself, and
the peak resident memory of the largest among them. So processor time is the sum over the whole tree, and memory is that
of its largest process, pages shared with others included.

Nothing is smaller than this process itself, whose size a command has until it is executed: it loads little.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_PR_SET_CHILD_SUBREAPER: Final = 36
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PATIENCE: Final = 20.0  # seconds for what a command leaves behind to end by itself


@dataclass(frozen=True)
class Usage:
    """What a command took: seconds, seconds of processor time, peak bytes of its largest process, and the sizes of the
    files that came of it; and what it wrote, `said` on standard error."""

    seconds: float
    processor: float
    peak: int
    out: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    said: str = ""


class Failed(Exception):
    """A command did not end as it should."""


def become_subreaper() -> None:
    """Let all orphaned descendants become children of this process."""
    if sys.platform != "linux":
        raise Failed("processor time of a whole tree of processes is measured on Linux only")
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def measured(
    command: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str] | None = None,
    allowed: Container[int] = (0,),
) -> Usage:
    """Run a command to its end and that of everything it started. The process must have no other children.

    Raises Failed, with what the command said, where it exits with a code that is not allowed.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL, stdout=out, stderr=said,
        )  # fmt: skip
        seconds, processor, peak = 0.0, 0.0, 0
        for pid, status, usage in _reaped(process.pid):
            processor += usage.ru_utime + usage.ru_stime
            peak = max(peak, usage.ru_maxrss * 1024)
            if pid == process.pid:
                seconds = time.perf_counter() - start
                process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said.seek(0)
        wrote, complained = out.read().decode(), said.read().decode(errors="replace")
        if process.returncode not in allowed:
            told = (complained or wrote)[-2000:]
            raise Failed(f"{' '.join(command)[:500]} ended with {process.returncode}:\n{told}")
        return Usage(seconds, processor, peak, wrote, said=complained)


def _reaped(first: int) -> Iterator[tuple[int, int, os.struct_rusage]]:  # type: ignore[name-defined]
    """(pid, status, usage) of every child as it ends: until the first has ended, and then whatever it left behind,
    which is killed where it does not end by itself."""
    while True:
        pid, status, usage = os.wait4(-1, 0)
        yield pid, status, usage
        if pid == first:
            break
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid:
            yield pid, status, usage
        elif time.monotonic() > deadline:
            for child in children(os.getpid()):
                os.kill(child, signal.SIGKILL)
        else:
            time.sleep(0.01)


def children(of: int) -> list[int]:
    """The processes whose parent is `of`."""
    return [pid for pid, fields in _processes() if int(fields[1]) == of]


def processor_of_descendants(of: int) -> float:
    """Seconds of processor time that the living descendants of a process have had, with what they waited for."""
    table = dict(_processes())
    wanted, found = [of], 0.0
    while wanted:
        parent = wanted.pop()
        for pid, fields in table.items():
            if int(fields[1]) == parent:
                wanted.append(pid)
                found += sum(map(int, fields[11:15])) / _TICKS  # utime, stime, cutime, cstime
    return found


def _processes() -> Iterator[tuple[int, list[str]]]:
    """(pid, what stands behind the name in its `stat`) of every process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text("utf-8", "replace")
        except OSError:  # it has ended
            continue
        yield int(path.parent.name), text[text.rindex(")") + 2 :].split()
