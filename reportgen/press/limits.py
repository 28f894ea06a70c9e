"""Limits of one piece of work, taken on by the process that does it, and what is said of work that exceeds them."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Final

from reportgen.codes.rg6_pages import RG606, RG607, RG608
from reportgen.errors import FindingCode, Rejected

_MEND: Final = "look for a loop or a huge table in templates and texts, or allow more with {option}"


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take: seconds of processor time, and bytes of memory (address space).

    Processor time and not time by the clock, so that a crowded machine fails nothing.
    """

    seconds: int = 300
    bytes: int = 4 << 30

    @property
    def too_long(self) -> Rejected:
        """Of work that took longer."""
        return _exceeded(
            RG606, f"rendering took longer than {self.seconds} s and was stopped", "--time-limit"
        )

    @property
    def too_much(self) -> Rejected:
        """Of work that needed more memory."""
        needed = f"rendering needed more than {self.bytes >> 20} MiB and was stopped"
        return _exceeded(RG607, needed, "--memory-limit")

    def lost(self, code: int | None) -> Rejected:
        """Of work whose process ended with an exit code, or a negative signal, and without a word."""
        if code == -signal.SIGXCPU:
            return self.too_long
        named = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        ended = f"the process that rendered ended with {named}; it may have run out of memory"
        return _exceeded(RG608, ended, "--memory-limit")


def _exceeded(code: FindingCode, message: str, option: str) -> Rejected:
    return Rejected([code.finding(message, mend=_MEND.format(option=option))])


def take_on(kind: str, amount: int) -> None:
    """Let this process have no more than an amount of a `resource.RLIMIT_…`, where the system knows such limits; macOS
    takes the one on memory and does not heed it."""
    try:
        import resource
    except ImportError:
        return
    number = getattr(resource, kind)
    _, hard = resource.getrlimit(number)
    resource.setrlimit(number, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
