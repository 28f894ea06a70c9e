"""Formulas that miss an input: one finding for each, at the reference that leads nowhere.

What is computed from such a fact cannot be computed either, and what the same formula would give for other periods may
miss an input of its own. Both are named with the formula, and not reported a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from reportgen.codes.rg3_tieout import RG303
from reportgen.errors import Finding, Locus
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.computing import value_at
from reportgen.facts.faults import some
from reportgen.facts.formula import Input, inputs, named_at
from reportgen.facts.reference import Coordinates

_MEND: Final = "state the missing fact, or give accepted: a reason in each language"


@dataclass(frozen=True)
class _Gap:
    """Facts of one formula that misses an input of its own, and those that wait for them."""

    facts: list[Fact] = field(default_factory=list)
    waiting: list[Fact] = field(default_factory=list)


def gap_findings(incomplete: Iterable[Fact], base: FactBase) -> list[Finding]:
    """RG303 for facts that cannot be computed and are not accepted as they are, once for each formula."""
    open_ = {fact.at: fact for fact in incomplete}
    causes = {at: _cause(fact, base, open_) for at, fact in open_.items()}
    found: dict[str, _Gap] = {}
    for at, fact in open_.items():
        if causes[at] is None:
            found.setdefault(_formula(fact), _Gap()).facts.append(fact)
    for at, fact in open_.items():
        if causes[at] is not None:
            found[_formula(open_[_root(at, causes)])].waiting.append(fact)
    return [_finding(gap, base) for gap in found.values()]


def _cause(fact: Fact, base: FactBase, open_: Mapping[Coordinates, Fact]) -> Coordinates | None:
    """The fact that this one waits for; None where it misses an input by itself."""
    missing = _missing(fact, base)
    return missing[0] if missing and all(at in open_ for at in missing) else None


def _missing(fact: Fact, base: FactBase) -> list[Coordinates]:
    used = dict.fromkeys(item.at for item in inputs(fact.working)) if fact.working else {}
    return [at for at in used if value_at(base.facts, Input(at)) is None]


def _root(at: Coordinates, causes: Mapping[Coordinates, Coordinates | None]) -> Coordinates:
    while (cause := causes[at]) is not None:
        at = cause
    return at


def _formula(fact: Fact) -> str:
    return str(fact.formula.text) if fact.formula else ""


def _finding(gap: _Gap, base: FactBase) -> Finding:
    first, *others = gap.facts
    message = f"{base.name(first.at)} cannot be computed: {first.trouble}"
    hints = []
    if others:
        hints.append(f"neither can, by the same formula: {some([_wanting(fact, base) for fact in others])}")
    if gap.waiting:
        hints.append(f"from it would follow: {some([base.name(fact.at) for fact in gap.waiting])}")
    return RG303.finding(message, _place(first, base), "\n".join([*hints, _MEND]))


def _wanting(fact: Fact, base: FactBase) -> str:
    return f"{base.name(fact.at)} (without {some([base.name(at) for at in _missing(fact, base)])})"


def _place(fact: Fact, base: FactBase) -> Locus:
    """Where the formula names what is missing; where it begins, if no reference of its own leads nowhere."""
    if fact.formula is None:
        return fact.locus
    named = (named_at(fact.formula.tree, at, fact.at, base.locate) for at in _missing(fact, base))
    return fact.formula.text.inside(next((offset for offset in named if offset is not None), 0))
