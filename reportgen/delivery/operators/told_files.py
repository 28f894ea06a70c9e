"""What an operator was told while there was no ledger to write it into: a file for each cause and day, which one run
makes.

They stand in `.told/` in the output, or in the project's cache where nothing can be written there.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from reportgen.brief.inputs import Project
from reportgen.delivery.ledgers.ledger import State
from reportgen.delivery.operators.operator_notices import OperatorNotice
from reportgen.errors import ReportgenError
from reportgen.whole_files import make_private, write_whole

_FOLDER: Final = ".told"
_TRIES: Final = 20
_PAUSE: Final = 0.1  # seconds
_SENDING: Final = b"sending\n"
_TOLD: Final = b"told\n"


@dataclass
class ToldFile:
    """A file that this run made: it stays where what it stands for may have gone out."""

    path: Path
    kept: bool = False

    def keep(self) -> None:
        """Write down that it went out, or may have."""
        self.kept = True
        write_whole(self.path, _TOLD, private=True)


class ToldFiles:
    """The files of an edition."""

    def __init__(self, project: Project, edition: str) -> None:
        aside = (project.cache / "told",) if project.cache else ()
        self._folders: tuple[Path, ...] = (project.output / _FOLDER, *aside)
        self._edition = edition

    def names(self) -> tuple[str, ...]:
        """What was told, in the order of days."""
        return tuple(sorted(path.name for path in self._files()))

    def any(self) -> bool:
        """True where something was told and not taken back."""
        return bool(self.names())

    def forget(self) -> None:
        """Take all of them away: it is well again. What stops after that is another stop."""
        if not self.any():
            return
        with suppress(OSError):
            write_whole(self._wells, str(self.wells + 1).encode(), private=True)
        for path in self._files():
            with suppress(OSError):
                path.unlink()

    @property
    def wells(self) -> int:
        """How often they were taken away."""
        try:
            return int(self._wells.read_bytes())
        except (OSError, ValueError):
            return 0

    @property
    def _wells(self) -> Path:
        return self._folders[0] / f"{self._edition}.wells"

    def _files(self) -> Iterator[Path]:
        for folder in self._folders:
            with suppress(OSError):
                yield from (
                    one for one in list(folder.glob("*.told")) if one.name.rsplit(".", 3)[0] == self._edition
                )

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True where no other run is telling of the edition now, so that whatever stands as being sent was cut short.
        Where no lock file can be made, nobody is held up."""
        try:
            flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            handle = os.fdopen(os.open(self._lock, flags, 0o600), "r+b")
        except OSError:
            yield True
            return
        with handle:
            yield _take(handle.fileno())

    @property
    def _lock(self) -> Path:
        make_private(self._folders[0])
        return self._folders[0] / f"{self._edition}.lock"

    @contextmanager
    def made_for(self, notice: OperatorNotice, trace: State | None) -> Iterator[ToldFile | None]:
        """The file of this run that tells something, taken away at its end unless it is kept; None where it was told,
        or may have been. `trace` is what the way out knows of it. Raises ReportgenError where no file can be made."""
        path = self._made(notice, trace)
        if path is None:
            yield None
            return
        made = ToldFile(path)
        try:
            yield made
        finally:
            if not made.kept:
                path.unlink(missing_ok=True)

    def _made(self, notice: OperatorNotice, trace: State | None) -> Path | None:
        cause = sha256(f"{notice.cause} {notice.row.recipient}".encode()).hexdigest()[:16]
        name = f"{self._edition}.{notice.day}.{cause}.told"
        for folder in self._folders:
            path = folder / name
            try:
                make_private(folder)
                with path.open("xb") as handle:
                    handle.write(_SENDING)
                return path
            except FileExistsError:
                return path if trace is State.QUEUED and _content(path) != _TOLD else None
            except OSError:
                continue
        raise ReportgenError("no file can be made that says so, neither in the output nor in the cache")


def _take(handle: int) -> bool:
    """Take a lock, which another run may hold for a moment."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(_PAUSE)
    return False


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return _TOLD  # somebody else is at it
