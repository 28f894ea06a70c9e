"""A task: a piece of pure work on one edition, done wherever a worker runs, and handed back as a value.

Nothing is put in place or sent by a worker. Each thread of a worker has a pressroom of its own, so that an edition that
takes too much costs nothing but itself.
"""

from __future__ import annotations

import pickle
import platform
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from typing import Any, ParamSpec, TypeVar

from reportgen.codes.rg6_pages import RG608
from reportgen.errors import MachineLacks, Rejected, ReportgenError
from reportgen.press.limits import Limits
from reportgen.press.manifest import foundation
from reportgen.press.pressroom import Pressroom

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Task:
    """What a worker does under limits: a piece of work and its arguments, pickled, so that a worker hands them on to
    its room without loading what they are made of; and the ground on which whoever asks stands: the digest of its
    program and libraries."""

    packed: bytes
    limits: Limits
    ground: str

    @classmethod
    def of(cls, limits: Limits, work: Callable[..., Any], *arguments: Any) -> Task:
        """The task of doing a piece of work, on the ground of this process."""
        return cls(pickle.dumps((work, arguments)), limits, foundation())


@dataclass(frozen=True)
class Returned:
    """What a worker hands back: a value, pickled, or what was wrong. `lost` where its process ended without a word;
    `unfit` where the worker could not be used at all. `where` names the worker, `seconds` is how long it was at it."""

    packed: bytes = b""
    error: ReportgenError | None = None
    lost: bool = False
    unfit: bool = False
    where: str = ""
    seconds: float = 0.0

    @property
    def value(self) -> Any:
        """What came of the work."""
        return pickle.loads(self.packed)


class AtOnce(Executor):
    """Does work at once, in the thread that submits it: in a pressroom everything is one piece."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Do the work; the future is done."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def carry_out_task(task: Task) -> Returned:
    """Do a task in this thread's pressroom. Raises nothing that the edition or the machine is to blame for: it comes
    back as a value, so that no scheduler takes it for a fault of its own."""
    where, began = _where(), time.monotonic()
    return replace(_carried_out(task, where), where=where, seconds=time.monotonic() - began)


def _carried_out(task: Task, where: str) -> Returned:
    if foundation() != task.ground:
        other = MachineLacks(f"{where} has another reportgen, or other libraries")
        return Returned(error=other, unfit=True)
    try:
        return Returned(_room(task.limits).do(_worked_off, task.packed))
    except Rejected as error:
        lost = any(finding.code == RG608.id for finding in error.findings)
        return Returned(error=error, lost=lost)
    except ReportgenError as error:
        return Returned(error=error, unfit=isinstance(error, MachineLacks))


def _worked_off(packed: bytes) -> bytes:
    work, arguments = pickle.loads(packed)
    return pickle.dumps(work(*arguments))


def _where() -> str:
    """What names this worker: the address of a Dask worker, else this machine."""
    if "distributed" in sys.modules:
        from distributed import get_worker

        try:
            return str(get_worker().address)
        except ValueError:
            pass
    return platform.node()


_LOCAL = threading.local()
_ROOMS: set[Pressroom] = set()


def _room(limits: Limits) -> Pressroom:
    """The pressroom of this thread."""
    held: tuple[Limits, Pressroom] | None = getattr(_LOCAL, "room", None)
    if held is None or held[0] != limits:
        if held is not None:
            held[1].close()
        held = limits, Pressroom(limits)
        _LOCAL.room = held
        _ROOMS.add(held[1])
    return held[1]


def close_rooms() -> None:
    """End every pressroom of this process, whatever it is at."""
    for room in _ROOMS:
        room.close()
    _ROOMS.clear()
