"""What is said of a formula or a claim where something else stands than should."""

from __future__ import annotations

from reportgen.facts.formula import FormulaError
from reportgen.facts.grammar import COMPARED, EXPECTED_TERM, HINTS, LEGAL, OPERAND, OPERATORS, WORD


def missing_operand(kind: str, text: str, place: int, *, inner: bool) -> FormulaError:
    """No operand begins at a place of a text, which is a `kind`: a formula or a claim. `inner` where it would be part
    of a comparison."""
    try:
        found = _standing(kind, text, place, OPERAND[kind])
    except FormulaError as error:
        return error
    if kind == "formula":
        before = f" before {found!r}" if found else ""
        return FormulaError(f"{OPERAND['formula']} is missing{before}", place)
    what = "something is missing here" if inner or found in COMPARED else "this compares nothing"
    return FormulaError(f"{what}: {EXPECTED_TERM}", place)


def misplaced(kind: str, text: str, place: int, closing: str = "") -> FormulaError:
    """Something stands at a place where an operator should, or what is `closing`."""
    wanted = OPERATORS[kind] + closing
    try:
        found = _standing(kind, text, place, wanted)
    except FormulaError as error:
        return error
    return FormulaError(f"{wanted} is expected before {found!r}", place)


def _standing(kind: str, text: str, place: int, wanted: str) -> str:
    """The sign or word that stands at a place. Raises FormulaError where it may stand nowhere."""
    match = WORD.match(text, place)
    found = match[0] if match else ""
    if found and not LEGAL[kind].match(found):
        hint = HINTS.get(found, f"{wanted} is expected here")
        raise FormulaError(f"{found!r} may not stand in a {kind}: {hint}", place)
    return found
