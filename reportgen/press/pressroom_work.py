"""What a pressroom runs: it loads the engines, and works off what it is handed until its owner is gone."""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any, Final

from reportgen.press.limits import Limits, take_on
from reportgen.press.pressroom import resident
from reportgen.press.work_folder import leave_folder, work_in

_YOUNG: Final = 0  # the generation of what was made since cycles were last looked for


def work_until_closed(pipe: Connection, limits: Limits) -> None:
    """Load the engines, and answer each piece of work with what came of it and how much memory is in use.

    Cycles are looked for between two pieces of work, and not meanwhile, which would take a quarter of the time; among
    all that is there only where memory has grown by a quarter, since what outlives a piece mostly stays.
    """
    from reportgen.press import engines  # noqa: F401

    gc.disable()
    gc.collect()
    gc.freeze()
    cleared = resident()
    take_on("RLIMIT_AS", limits.bytes)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except (EOFError, ConnectionError):
            return
        _allow(limits.seconds)
        outcome: tuple[bool, Any]
        try:
            outcome = True, fn(*args, **kwargs)
        except MemoryError:
            outcome = False, limits.too_much
        except Exception as error:
            outcome = False, error
        fn = args = kwargs = None
        gc.collect(_YOUNG)
        if (memory := resident()) > cleared * 5 // 4:
            gc.collect()
            memory = cleared = resident()
        pipe.send((*outcome, memory))


def _allow(seconds: int) -> None:
    """Let this process have so many more seconds of processor time."""
    used = os.times()
    take_on("RLIMIT_CPU", int(used.user + used.system) + 1 + seconds)


def _end_with_owner(handle: int, folder: str) -> None:
    """End the process when its owner is gone; it would work on for nobody otherwise."""
    poll = select.poll()
    poll.register(handle, 0)
    poll.poll()
    leave_folder(folder)
    os._exit(1)


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handle, seconds, memory = map(int, sys.argv[1:4])
    work_in(folder := sys.argv[4])
    threading.Thread(target=_end_with_owner, args=(handle, folder), daemon=True).start()
    work_until_closed(Connection(handle), Limits(seconds, memory))


if __name__ == "__main__":
    _main()
