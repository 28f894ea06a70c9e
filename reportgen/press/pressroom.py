"""A pressroom: a process of its own that has the engines loaded, and works off one piece after the other under limits.

What is shared by editions stays warm in it: fonts, templates, the vocabulary. It is begun anew where a piece of work
ended it, and where it has grown too much. It is started as a program, and not by `multiprocessing`, whose processes may
have no children: so it works wherever its owner runs, in a thread here or in a worker on another machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import Final, ParamSpec, TypeVar

from reportgen.press.limits import Limits
from reportgen.press.work_folder import work_folder
from reportgen.signing.signing_key import SIGNING_VARIABLES

_P = ParamSpec("_P")
_T = TypeVar("_T")

_PATIENCE: Final = (
    10  # by the clock a piece of work may take this many times its processor time, if it only waits
)
GROWN: Final = 228 << 20  # bytes of memory from which on a pressroom is begun anew
_PROGRAM: Final = "reportgen.press.pressroom_work"


class Pressroom:
    """The owner's side of a pressroom. One piece of work at a time; not to be shared by threads."""

    def __init__(self, limits: Limits, grown: int = GROWN) -> None:
        self._limits, self._grown = limits, grown
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def pid(self) -> int | None:
        """The process that is at work, if there is one."""
        return self._process.pid if self._process else None

    def do(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do the work in the pressroom; what goes in and comes out is pickled. Raises what the work raises, and
        Rejected with RG606 where it took too long, RG607 where it ran out of memory, RG608 where its process ended."""
        pipe = self._opened()
        try:
            pipe.send((fn, args, kwargs))
            if not pipe.poll(_PATIENCE * self._limits.seconds):
                raise self._limits.too_long
            done, result, memory = pipe.recv()
        except (EOFError, ConnectionError):
            raise self._limits.lost(self.close()) from None
        except BaseException:
            self.close()
            raise
        if memory > self._grown:
            self.close()
        if not done:
            raise result
        value: _T = result
        return value

    def close(self) -> int | None:
        """End the process, whatever it is at; return how it ended. The next piece of work begins another."""
        process, self._process = self._process, None
        pipe, self._pipe = self._pipe, None
        folder, self._folder = self._folder, None
        if pipe is not None:
            pipe.close()
        try:
            return _ended(process, asked=pipe is not None) if process else None
        finally:
            if folder is not None:
                folder.cleanup()

    def _opened(self) -> Connection:
        if self._process is not None and self._process.poll() is not None:
            self.close()  # it was killed while it had nothing to do
        if self._pipe is None:
            self._folder = work_folder()
            ours, theirs = Pipe()
            handle, limits = theirs.fileno(), self._limits
            asked = [str(handle), str(limits.seconds), str(limits.bytes), self._folder.name]
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", _PROGRAM, *asked],
                pass_fds=[handle],
                env={name: said for name, said in os.environ.items() if name not in SIGNING_VARIABLES},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt at the terminal is its owner's to carry out
            )
            theirs.close()
            self._pipe = ours
        return self._pipe


_GRACE: Final = 2.0  # seconds


def _ended(process: subprocess.Popen[bytes], *, asked: bool) -> int:
    """How a process ended; one whose pipe was closed ends by itself, and is killed where it does not."""
    ended = process.poll()
    if ended is None and asked:
        try:
            ended = process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait() if ended is None else ended


def resident() -> int:
    """The memory that this process has in use, in bytes; 0 where the system does not say so."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - a file of the kernel
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
