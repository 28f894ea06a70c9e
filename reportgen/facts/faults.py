"""What is wrong with formulas, said once for each formula however many facts it is written for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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


def told_once(findings: Sequence[Finding], code: FindingCode) -> list[Finding]:
    """Findings of which those of a code that say the same are one, at its first place, with how many there are: a
    source that is called otherwise everywhere is one mistake."""
    counts = Counter(one.message for one in findings if one.code == code.id)
    found: dict[tuple[str, str, object], Finding] = {}
    for one in findings:
        more = counts[one.message] - 1 if one.code == code.id else 0
        key = (one.code, one.message, None if more else one.locus)
        told = replace(
            one, message=f"{one.message} (here and in {more} more {'place' if more == 1 else 'places'})"
        )
        found.setdefault(key, told if more else one)
    return list(found.values())


def some(names: Sequence[str]) -> str:
    """The first few of many names, and how many there are besides."""
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
