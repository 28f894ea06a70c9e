"""A task: one edition as bytes, made wherever a worker runs, and handed back as bytes.

Nothing is put in place or sent by a worker. Each thread of a worker has a pressroom of its own, so that an edition that
takes too much costs nothing but itself.
"""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from reportgen.brief.inputs import Inputs
from reportgen.codes.rg6_pages import RG608
from reportgen.errors import MachineLacks, Rejected, ReportgenError
from reportgen.making import Order, PressedEdition, make
from reportgen.press.limits import Limits
from reportgen.press.manifest import foundation
from reportgen.press.pressroom import Pressroom

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class EditionTask:
    """What a worker needs to make an edition: what was read of it, what is asked for, the files of the last build that
    a partial order may keep, the folder of a cache that the worker can reach (None for none), the limits, and on what
    ground whoever asks stands: the digest of its program and libraries."""

    inputs: Inputs
    order: Order
    standing: Mapping[str, bytes]
    cache: Path | None
    limits: Limits
    ground: str


@dataclass(frozen=True)
class Returned:
    """What a worker hands back: the edition's files, or what was wrong. `lost` where its process ended without a word;
    `unfit` where the worker could not be used at all. `where` names the machine."""

    made: PressedEdition | None = None
    error: ReportgenError | None = None
    lost: bool = False
    unfit: bool = False
    where: str = ""


class AtOnce(Executor):
    """Does work at once, in the thread that submits it: in a pressroom everything is one piece."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do the work; the future is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def carry_out_task(task: EditionTask) -> Returned:
    """Make an edition in this thread's pressroom. Raises nothing that the edition or the machine is to blame for: it
    comes back as a value, so that no scheduler takes it for a fault of its own."""
    where = _where()
    if foundation() != task.ground:
        return Returned(
            error=MachineLacks(f"{where} has another reportgen, or other libraries"), unfit=True, where=where
        )
    try:
        made = _room(task.limits).do(_make, task)
        return Returned(made, where=where)
    except Rejected as error:
        lost = any(finding.code == RG608.id for finding in error.findings)
        return Returned(error=error, lost=lost, where=where)
    except MachineLacks as error:
        return Returned(error=error, unfit=True, where=where)
    except ReportgenError as error:
        return Returned(error=error, where=where)


def _where() -> str:
    """What names this worker: the address of a Dask worker, else this machine."""
    if "distributed" in sys.modules:
        from distributed import get_worker

        try:
            return str(get_worker().address)
        except ValueError:
            pass
    return platform.node()


def _make(task: EditionTask) -> PressedEdition:
    return make(task.inputs, task.order, task.standing, task.cache, lambda _: None, AtOnce())


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
