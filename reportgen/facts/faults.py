"""What is wrong with formulas, said once for each formula however many facts it is written for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.text import Text

_MOST: Final = 4


class Faults:
    """Collects what is wrong with formulas, and the facts that each fault is found on."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, FindingCode, str, int], tuple[Locus, list[str]]] = {}

    def add(self, formula: Text, name: str, code: FindingCode, message: str, offset: int = 0) -> None:
        """Note a fault of the fact `name`, `offset` characters into its formula."""
        key = (str(formula), code, message, offset)
        if key not in self._found:
            self._found[key] = (formula.inside(offset), [])
        self._found[key][1].append(name)

    def findings(self) -> list[Finding]:
        """An error for each fault, where the formula is written for the first time."""
        return [
            code.finding(f"{message} (formula of {some(names)})", locus)
            for (_, code, message, _), (locus, names) in self._found.items()
        ]


def some(names: Sequence[str]) -> str:
    """The first few of many names, and how many there are besides."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
