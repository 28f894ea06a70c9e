"""Being asked to stop: SIGTERM ends a run in order, and not in the middle of what must not be cut."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

EXIT_CODE: Final = 128 + signal.SIGTERM


class Stopped(BaseException):
    """The run was asked to stop. Like KeyboardInterrupt it is nobody's error and passes by `except Exception`."""


class _Asked:
    """What the signal's handler knows: it belongs to the process, as the signal does."""

    held = 0
    pending = False


def asked() -> bool:
    """True where the run was asked to stop and goes on only to finish what is `held`."""
    return _Asked.pending


@contextmanager
def on_sigterm() -> Iterator[None]:
    """Let SIGTERM raise Stopped in the main thread; elsewhere signals cannot be handled, and nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _Asked.pending = False
    before = signal.signal(signal.SIGTERM, _heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _heard(*_: object) -> None:
    if _Asked.held:
        _Asked.pending = True
    else:
        raise Stopped


@contextmanager
def held() -> Iterator[None]:
    """Put Stopped off until the end of this block."""
    _Asked.held += 1
    try:
        yield
    finally:
        _Asked.held -= 1
    if _Asked.pending and not _Asked.held:
        raise Stopped
