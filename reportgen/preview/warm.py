"""A process that stays warm: an object lives in it, and does one piece of work after the other under limits.

What takes too long or too much is killed with its process, said, and begun anew with the next piece: a template is a
program, and one that never ends must not end the preview.
"""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from reportgen.press.limits import Limits, take_on
from reportgen.press.work_folder import leave_folder, work_folder, work_in

_STARTING: Final = 60.0  # seconds by the clock that may pass besides: a process loads what it needs
_PATIENCE: Final = 5  # by the clock work may take this many times its processor time, on a crowded machine


class WorkEnded(Exception):
    """Whoever does the work was asked to end, and did."""


class WarmProcess:
    """Keeps what `make(*given)` returns in a process of its own, and calls its methods there.

    All of it is sent, so it has to pickle. One piece of work is done at a time; `ask` may be called from any thread.
    """

    def __init__(self, limits: Limits, make: Callable[..., object], *given: object) -> None:
        self._limits, self._made_by = limits, (make, given)
        self._busy, self._changing = Lock(), Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._ended = False

    def ask(self, method: str, *args: object) -> Any:
        """What the method returns. Raises what it raised; Rejected with RG606 where it took too long, with RG607 where
        it ran out of memory, with RG608 where its process ended without a word; WorkEnded after `end`."""
        with self._busy:
            pipe = self._pipe or self._start()
            try:
                pipe.send((method, args))
                if not pipe.poll(_STARTING + _PATIENCE * self._limits.seconds):
                    raise self._limits.too_long
                done, result = pipe.recv()
            except (EOFError, ConnectionError):
                raise self._lost() from None
            except BaseException:
                self._discard()
                raise
            if isinstance(result, MemoryError):
                self._discard()
                raise self._limits.too_much
        if not done:
            raise result
        return result

    def interrupt(self) -> None:
        """Kill the process in the midst of what it does, which `ask` says as RG608; the next work gets a fresh one."""
        with self._changing:
            if self._process:
                self._process.kill()

    def end(self) -> None:
        """Kill the process, whatever it does."""
        with self._changing:
            self._ended = True
            if self._process:
                self._process.kill()
                self._process.join()
            if self._folder:
                self._folder.cleanup()

    def _start(self) -> Connection:
        context = get_context("spawn")
        folder = work_folder()
        ours, theirs = context.Pipe()
        given = theirs, self._limits, folder.name, *self._made_by
        process = context.Process(target=_serve, args=given, daemon=True)
        with self._changing:
            if self._ended:
                folder.cleanup()
                raise WorkEnded
            process.start()
            self._process, self._pipe, self._folder = process, ours, folder
        theirs.close()
        return ours

    def _discard(self) -> int | None:
        """Kill the process, so that the next piece of work gets a fresh one; its exit code."""
        with self._changing:
            process, self._process, self._pipe = self._process, None, None
            folder, self._folder = self._folder, None
        if process is None:
            return None
        process.kill()
        process.join()
        if folder:
            folder.cleanup()
        return process.exitcode

    def _lost(self) -> BaseException:
        """What to say of a process that ended by itself."""
        if self._process:
            self._process.join(_STARTING)
        code = self._process.exitcode if self._process else None
        self._discard()
        if self._ended:
            return WorkEnded()
        return self._limits.lost(code)


def _serve(
    pipe: Connection, limits: Limits, folder: str, make: Callable[..., object], given: tuple[object, ...]
) -> None:
    """What the process does, until nobody is left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the command, which ends this process
    work_in(folder)
    kept = make(*given)
    take_on("RLIMIT_AS", limits.bytes)
    while True:
        try:
            method, args = pipe.recv()
        except EOFError:
            return leave_folder(folder)
        take_on("RLIMIT_CPU", math.ceil(time.process_time()) + limits.seconds)
        outcome: tuple[bool, Any]
        try:
            outcome = True, getattr(kept, method)(*args)
        except Exception as error:
            outcome = False, error
        pipe.send(outcome)
