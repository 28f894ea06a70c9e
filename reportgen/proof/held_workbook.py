"""A workbook of numbers held against facts: every cell that is reckoned with, and every formula."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.codes.rg7_proofs import RG708, RG709, RG712
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase
from reportgen.facts.formula import Input
from reportgen.facts.reference import BadReference
from reportgen.proof.finished import Unreadable
from reportgen.proof.read_xlsx import ReadCell, ReadFact, ReadFacts, read_facts_sheet
from reportgen.record.live import Live, formula_of, live_cells
from reportgen.record.workbook_seal import broken_workbook_seal, parts_of

_SHARPNESS = 1e-12  # a double has sixteen digits; a workbook may keep fifteen


@dataclass(frozen=True)
class Held:
    """What came of holding a workbook against facts: how many cells were, and the findings."""

    cells: int
    findings: tuple[Finding, ...]


def hold_workbook(name: str, data: bytes, base: FactBase, printed: Mapping[int, str]) -> Held:
    """Hold a workbook against facts, of which some are `printed`: their references by their numbers.

    RG708 where it cannot be read, RG709 where a cell is not what the facts give, a formula is not the one of its fact,
    or a printed fact is missing, RG712 where it was changed after it was pressed.
    """
    try:
        parts = parts_of(data)
        read = read_facts_sheet(parts)
    except (Unreadable, ValueError) as error:
        return Held(0, (RG708.finding(f"{name}: {error}"),))
    found = [RG709.finding(f"{name}: {said}") for said in _differences(read, base, printed)]
    if why := broken_workbook_seal(parts):
        found.append(RG712.finding(f"{name}: {why}"))
    return Held(sum(len(fact.cells) for fact in read.facts.values()), tuple(found))


def _differences(read: ReadFacts, base: FactBase, printed: Mapping[int, str]) -> Iterator[str]:
    for number, reference in printed.items():
        if reference not in read.facts or read.facts[reference].number != number:
            yield f"number {number}, {reference}, is not in it"
    known = {reference: fact for reference in read.facts if (fact := _fact(base, reference))}
    if strange := [reference for reference in read.facts if reference not in known]:
        yield f"the facts do not know {len(strange)} of its rows: {', '.join(strange[:3])}"
    for reference, fact in known.items():
        yield from (f"{reference}: {said}" for said in _row(read.facts[reference], fact, _Places(read, base)))


def _fact(base: FactBase, reference: str) -> Fact | None:
    """A fact by its reference, written as the press writes it."""
    try:
        fact = base.find(reference)
    except BadReference:
        return None
    return fact if str(fact.at) == reference else None


@dataclass(frozen=True)
class _Places:
    """Where values stand in a workbook."""

    read: ReadFacts
    base: FactBase

    def of(self, item: Input) -> str:
        """The cell of an input. Raises KeyError where it has none."""
        fact = self.base.held(item.at)
        row = self.read.facts[str(fact.at if fact else item.at)].row
        return f"{self.read.columns[item.part or 'value']}{row}"


def _row(row: ReadFact, fact: Fact, places: _Places) -> Iterator[str]:
    given = live_cells(fact)
    for part in places.read.columns:
        cell, wanted = row.cells.get(part), given.get(part)
        if wanted is not None:
            yield from _cell(part, cell, wanted, formula_of(wanted, fact.at, places.of))
        elif cell is not None and (cell.formula or not isinstance(cell.content, str)):
            yield f"its {part} should not be there, here stands {_said(cell)}"


def _cell(part: str, cell: ReadCell | None, wanted: Live, formula: str) -> Iterator[str]:
    number = float(wanted.number)
    if cell is None or isinstance(cell.content, str):
        yield f"its {part}, {number!r}, is missing"
    elif not math.isclose(cell.content, number, rel_tol=_SHARPNESS):
        yield f"its {part} is {cell.content!r}, the facts give {number!r}"
    if cell is not None and cell.formula != formula:
        yield f"its {part} should be {formula or 'a number that nothing computes'}, here stands {_said(cell)}"


def _said(cell: ReadCell) -> str:
    return cell.formula or repr(cell.content)
