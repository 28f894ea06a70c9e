"""What a spreadsheet makes of the formulas in a workbook: a second reader of them, which reckons in doubles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(r"\s*(?:(\d+\.?\d*)|([A-Z]+\d+)|(ABS|MIN|MAX)(?=\()|([-+*/(),]))")
_FUNCTIONS: Final[Mapping[str, Callable[..., float]]] = {
    "ABS": abs, "MIN": lambda *given: min(given), "MAX": lambda *given: max(given),
}  # fmt: skip

Cells = Mapping[str, float | str]  # F12 → a number, or a formula behind =


@dataclass
class Reckoner:
    """Works out cells, each once. A cell that nothing stands in, or a text, is an error."""

    cells: Cells
    known: dict[str, float] = field(default_factory=dict)

    def value(self, cell: str) -> float:
        """The value of a cell."""
        if cell not in self.known:
            content = self.cells[cell]
            self.known[cell] = self._formula(content) if isinstance(content, str) else content
        return self.known[cell]

    def _formula(self, text: str) -> float:
        assert text.startswith("="), text
        tokens, at = list[tuple[str, str]](), 1
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found, f"{text!r} at {at}"
            tokens.append((found.lastgroup or str(found.lastindex), found[0].strip()))
            at = found.end()
        reading = _Reading(tokens, self.value)
        result = reading.sum()
        assert not reading.left, f"{text!r} goes on: {reading.left}"
        return result


@dataclass
class _Reading:
    """One formula being read: sums of products of terms."""

    left: list[tuple[str, str]]
    value: Callable[[str], float]

    def sum(self) -> float:
        result = self._product()
        while self._next() in ("+", "-"):
            sign = self._take()
            result = result + self._product() if sign == "+" else result - self._product()
        return result

    def _product(self) -> float:
        result = self._term()
        while self._next() in ("*", "/"):
            sign = self._take()
            result = result * self._term() if sign == "*" else result / self._term()
        return result

    def _term(self) -> float:
        text = self._take()
        if text == "-":
            return -self._term()
        if text == "(":
            return self._closed(self.sum())
        if text in _FUNCTIONS:
            assert self._take() == "("
            arguments = [self.sum()]
            while self._next() == ",":
                self._take()
                arguments.append(self.sum())
            return self._closed(_FUNCTIONS[text](*arguments))
        return self.value(text) if text[0].isalpha() else float(text)

    def _closed(self, result: float) -> float:
        assert self._take() == ")"
        return result

    def _next(self) -> str:
        return self.left[0][1] if self.left else ""

    def _take(self) -> str:
        return self.left.pop(0)[1]
