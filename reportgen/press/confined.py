"""Rendering under limits: each piece of work in a process of its own, which is ended when it takes too much.

A template is a program. One that never ends, or that asks for all the memory there is, must not take the other editions
of a morning's run with it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import Pipe, forkserver, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkServerContext
from multiprocessing.forkserver import ForkServer
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, ParamSpec, TypeVar

from reportgen.press.limits import Limits, take_on
from reportgen.press.work_folder import leave_folder, work_folder, work_in

P = ParamSpec("P")
T = TypeVar("T")

RENDER_PATIENCE: Final = 10  # by the clock work may take this many times its processor time, if it only waits
_ENGINES: Final = "reportgen.press.engines"
_LAYOUT: Final = "weasyprint"  # the library that must not be forked once it has worked
_SERVED: Final = get_context("forkserver")
_FORKED: Final = get_context("fork")
_Context = ForkServerContext | ForkContext
_Begun = tuple[
    BaseProcess, "Connection", TemporaryDirectory[str]
]  # a process, the pipe to it, and its folder
_SERVER: Final[ForkServer] = forkserver._forkserver
# A process that was forked has no use for its parent's server, and cannot wait for it: it starts one of its own.
os.register_at_fork(after_in_child=lambda: ForkServer.__init__(_SERVER))


class Confined(Executor):
    """Runs each piece of work in a fresh process under limits, as many at a time as there are processors.

    Fresh ones, since nothing that one template does may reach another; forked from one that has loaded the engines
    (`press.engines`) and used none of them, since the layout engine's libraries survive a fork no longer once they have
    worked. The first piece of work is forked from this process where that is as safe, so that it need not wait for the
    engines. What goes in and comes out is pickled. A future raises Rejected with RG606 where the work took too
    long, with RG607 where it ran out of memory, and with RG608 where its process ended without a word.
    """

    def __init__(self, limits: Limits, workers: int | None = None) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(workers or os.cpu_count())
        self._processes = _Processes()
        # Python would look for modules in the folder that it is started in, which is the author's.
        os.environ["PYTHONSAFEPATH"] = "1"
        _SERVED.set_forkserver_preload([_ENGINES])
        forkserver.ensure_running()  # it loads while the caller goes on

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start the work as soon as a processor is free."""
        begin: Callable[[], _Begun] = partial(_begun, self._processes, self._limits, _SERVED)
        if _may_fork():
            with _sigterm_later():
                begun = _begun(
                    self._processes, self._limits, _FORKED
                )  # before there is a thread to see to it
            begin = lambda: begun  # noqa: E731
        return self._threads.submit(_run, begin, self._processes, self._limits, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let nothing new begin, and wait for what has begun."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what has begun; where the run is interrupted or asked to stop, end it instead."""
        if kind is not None and not issubclass(kind, Exception):
            self._processes.end()
        self.shutdown()


class _Processes:
    """The processes that are at work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._working: set[BaseProcess] = set()
        self._ended = False

    def start(self, process: BaseProcess) -> None:
        """Start a process, unless everything was ended."""
        with self._lock:
            if self._ended:
                raise CancelledError
            process.start()
            self._working.add(process)

    def done(self, process: BaseProcess) -> None:
        """End a process, and forget it."""
        process.kill()
        process.join()
        with self._lock:
            self._working.discard(process)

    def end(self) -> None:
        """Kill whatever is at work, and let nothing new begin."""
        with self._lock:
            self._ended = True
            for process in self._working:
                process.kill()


def _may_fork() -> bool:
    """True where this process can be forked as safely as the one that serves: on Linux, without a thread of its own or
    of a library, and with no layout engine that may have worked."""
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1 and _LAYOUT not in sys.modules


@contextmanager
def _sigterm_later() -> Iterator[None]:
    """Let SIGTERM wait: a fork would raise what its parent does until it has a handler of its own."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})


def _begun(processes: _Processes, limits: Limits, context: _Context) -> _Begun:
    """Start a process that waits for its work. The work is handed over once the process runs: what starts it would wait
    for ever on one that died meanwhile."""
    folder = work_folder()
    ours, theirs = Pipe()
    process = context.Process(target=_work, args=(theirs, limits, folder.name), daemon=True)
    try:
        processes.start(process)
    except BaseException:
        folder.cleanup()
        raise
    theirs.close()
    return process, ours, folder


def _run(
    begin: Callable[[], _Begun],
    processes: _Processes,
    limits: Limits,
    fn: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    process, ours, folder = begin()
    try:
        ours.send((fn, args, kwargs))
        if not ours.poll(RENDER_PATIENCE * limits.seconds):
            raise limits.too_long
        done, result = ours.recv()
    except (EOFError, ConnectionError):
        process.join()
        raise limits.lost(process.exitcode) from None
    finally:
        processes.done(process)
        ours.close()
        folder.cleanup()
    if not done:
        raise result
    value: T = result
    return value


def _work(pipe: Connection, limits: Limits, folder: str) -> None:
    """What the process does: take its limits on itself, take the work, do it, and answer with what came of it.

    It ends with its work, so that nothing is gained by looking for cycles meanwhile, which takes a quarter of the time.
    """
    gc.disable()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    take_on("RLIMIT_CPU", limits.seconds)
    take_on("RLIMIT_AS", limits.bytes)
    work_in(folder)
    _end_with_parent(folder)
    outcome: tuple[bool, Any]
    try:
        fn, args, kwargs = pipe.recv()
        outcome = True, fn(*args, **kwargs)
    except MemoryError:
        outcome = False, limits.too_much
    except Exception as error:
        outcome = False, error
    pipe.send(outcome)


def _end_with_parent(folder: str) -> None:
    """Let the process end when the command is killed; it would work on for nobody otherwise."""

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            leave_folder(folder)
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
