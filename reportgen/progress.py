"""How far a run of many editions is: rate and time left, on a terminal alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, TypeVar

Item = TypeVar("Item")


class Progress:
    """A line on a terminal's stderr that counts what is settled; nothing where stderr is no terminal."""

    def __init__(self, total: int, what: str, unit: str = "edition") -> None:
        self._bar: Any = None
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=what, unit=unit, file=sys.stderr, dynamic_ncols=True)

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items as they come, each counted once what follows from it was said."""
        for item in items:
            if self._bar is not None:
                self._bar.clear()
            yield item
            if self._bar is not None:
                self._bar.update()

    def say(self, line: str) -> None:
        """Say something beside the count."""
        print(f"reportgen: {line}", file=sys.stderr)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
