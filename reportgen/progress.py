"""How far a run of many editions is: rate, time left and what failed, on a terminal alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Final, TypeVar

Item = TypeVar("Item")
_FORM: Final = "{desc}: {n_fmt}/{total_fmt} {bar} {elapsed}, {per_minute}, {remaining} left{postfix}"
_TICK: Final = 1.0  # seconds between two looks at the clock


class Progress:
    """A line on a terminal's stderr that counts what is settled, with the clock going on in between; nothing where
    stderr is no terminal. `log` is "json" where what is said beside it has to be JSON."""

    def __init__(self, total: int, what: str, unit: str = "edition", log: str = "text") -> None:
        self._what, self._log, self._failed, self._hidden = what, log, 0, False
        self._bar: Any = None
        self._drawing, self._over = Lock(), Event()
        if sys.stderr.isatty():
            self._bar = _bar(total, what, unit)
            Thread(target=self._tick, daemon=True).start()

    def _tick(self) -> None:
        while not self._over.wait(_TICK):
            with self._drawing:
                if not (self._hidden or self._over.is_set()):
                    self._bar.refresh()

    def over(self, items: Iterable[Item], failed: Callable[[Item], bool]) -> Iterator[Item]:
        """The items as they come, each counted once what follows from it was said; `failed` says of one whether that
        was a fault. Behind the last of them the line ends."""
        for item in items:
            self._hide()
            yield item
            self._count(failed(item))
        self._close()

    def _hide(self) -> None:
        with self._drawing:
            self._hidden = True
            if self._bar is not None:
                self._bar.clear()

    def _count(self, failed: bool) -> None:
        if self._bar is None:
            return
        with self._drawing:
            self._hidden, self._failed = False, self._failed + failed
            if self._failed:
                self._bar.set_postfix_str(f"{self._failed:,} failed", refresh=False)
            self._bar.update()

    def say(self, line: str) -> None:
        """Say something beside the count, which is about no edition."""
        if self._log == "json":
            now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            said = {"time": now, "command": self._what, "edition": None, "outcome": "said", "error": line}
            print(json.dumps(said, ensure_ascii=False), file=sys.stderr)
            return
        with self._drawing:
            if self._bar is not None:
                self._bar.clear()
            print(f"reportgen: {line}", file=sys.stderr)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        with self._drawing:
            if not self._over.is_set() and self._bar is not None:
                self._bar.close()
            self._over.set()


def _bar(total: int, what: str, unit: str) -> Any:
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[misc]
        @property
        def format_dict(self) -> dict[str, Any]:
            known: dict[str, Any] = super().format_dict
            rate = known["rate"] or known["n"] / (known["elapsed"] or 1)
            return known | {"per_minute": f"{60 * rate:.{1 if rate < 1 else 0}f} {unit}s/min"}

    return Bar(total=total, desc=what, file=sys.stderr, dynamic_ncols=True, bar_format=_FORM, smoothing=0.1)
