"""The reader's arithmetic: a figure printed beside those that it is computed from agrees with them as they are printed.

A sum or a difference agrees where it comes out to its last printed digit; growth, a share or a ratio where what the
printed digits leave open allows it. Where a figure of an exhibit does not agree, those that it is computed from take
more decimals, as far as their columns have more; else it takes fewer; else it is computed from what is printed, where
the facts allow that value. What is left is RG525, in an exhibit as in a sentence. An author's decimals stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from reportgen.checks.tieout import idle
from reportgen.codes.rg5_texts import RG525
from reportgen.document.nodes import Cited, Document, Letter
from reportgen.document.walk import passages, runs
from reportgen.errors import Finding
from reportgen.facts.base import Fact, FactBase, value_of
from reportgen.facts.evaluate import evaluate
from reportgen.facts.formula import Expression, Input, Negative, Operation, inputs
from reportgen.facts.interval import Interval, NotMeaningful
from reportgen.facts.quantity import Quantity
from reportgen.facts.reference import Coordinates
from reportgen.facts.tellings import meets
from reportgen.figures.display import show
from reportgen.figures.manner import Manner, as_printed, evened
from reportgen.figures.number_style import NumberStyle

_MOST_STEPS: Final = 3  # how far decimals are tried, either way


@dataclass(frozen=True)
class Slot:
    """A fact, and in which manner it is printed."""

    fact: Fact
    manner: Manner


@dataclass(frozen=True)
class Disagreement:
    """A figure that does not come out of those beside it: the indexes of its slot and of theirs, and what they give."""

    result: int
    terms: tuple[int, ...]
    given: Fraction


# ---- what is printed ---------------------------------------------------------------------------------------------


def agreeing(slots: Sequence[Slot], number_style: NumberStyle) -> list[Slot]:
    """The figures of one exhibit, each column with one number of decimals, so that they agree with one another where
    that can be. Raises UnitError."""
    plain = _evened(slots, number_style)
    free = frozenset(index for index, slot in enumerate(slots) if slot.manner.column is not None)
    for step in (_finer, _coarser):
        tried = plain
        for _ in range(_MOST_STEPS):
            wrong = [one for one in disagreements(tried, number_style) if one.result in free]
            if not wrong:
                return tried
            tried = _evened(step(tried, wrong), number_style)
    return _from_what_is_printed(plain, number_style)


def _evened(slots: Sequence[Slot], number_style: NumberStyle) -> list[Slot]:
    manners = evened([(value_of(slot.fact), slot.manner) for slot in slots], number_style)
    return [Slot(slot.fact, manner) for slot, manner in zip(slots, manners, strict=True)]


def _unit(slot: Slot) -> str:
    return str(value_of(slot.fact).unit)


def _finer(slots: Sequence[Slot], wrong: Sequence[Disagreement]) -> list[Slot]:
    """One decimal more for all that is in the unit of a term."""
    units = {_unit(slots[term]) for one in wrong for term in one.terms}
    return [_with(slot, 1) if _unit(slot) in units else slot for slot in slots]


def _coarser(slots: Sequence[Slot], wrong: Sequence[Disagreement]) -> list[Slot]:
    """One decimal less for what does not come out."""
    results = {one.result for one in wrong}
    return [_with(slot, -1) if index in results else slot for index, slot in enumerate(slots)]


def _with(slot: Slot, more: int) -> Slot:
    decimals = slot.manner.decimals
    if decimals is None or slot.manner.column is None:
        return slot
    return Slot(slot.fact, replace(slot.manner, decimals=max(0, decimals + more)))


def _from_what_is_printed(slots: list[Slot], number_style: NumberStyle) -> list[Slot]:
    """What is computed, computed from the figures beside it, where the facts allow that value."""
    made = list(slots)
    for one in disagreements(slots, number_style):
        slot = slots[one.result]
        quantity = value_of(slot.fact)
        if quantity.written is None and one.given in quantity.interval:
            made[one.result] = Slot(slot.fact, replace(slot.manner, instead=one.given))
    return made


# ---- what agrees -------------------------------------------------------------------------------------------------


def disagreements(slots: Sequence[Slot], number_style: NumberStyle) -> Iterator[Disagreement]:
    """The figures that do not come out of those that stand beside them."""
    places: dict[Coordinates, int] = {}
    for index, slot in enumerate(slots):
        places.setdefault(slot.fact.at, index)
    for index, slot in enumerate(slots):
        used = _terms(slot.fact, places)
        if used and (wrong := _held(slots, index, used, number_style)) is not None:
            yield wrong


def _terms(fact: Fact, places: Mapping[Coordinates, int]) -> dict[Input, int]:
    """Where the inputs of a fact stand, if all of them do. A conflict with its inputs is told by tie-out."""
    if fact.working is None or fact.quantity is None or fact.computed is None:
        return {}
    used = dict.fromkeys(inputs(fact.working))
    whole = all(not item.part and item.at in places for item in used)
    return {item: places[item.at] for item in used} if whole and meets(fact.quantity, fact.computed) else {}


def _held(
    slots: Sequence[Slot], result: int, used: Mapping[Input, int], number_style: NumberStyle
) -> Disagreement | None:
    printed = {item: _printed(slots[index], number_style) for item, index in used.items()}
    own, working = _printed(slots[result], number_style), slots[result].fact.working
    terms = {item: quantity for item, quantity in printed.items() if quantity is not None}
    if own is None or working is None or len(terms) < len(printed):
        return None
    try:
        given = evaluate(working, terms, own.unit)
    except NotMeaningful:
        return None
    if _agrees(own, given, summed=_is_sum(working)):
        return None
    return Disagreement(result, tuple(used.values()), given.point)


def _agrees(own: Quantity, given: Quantity, *, summed: bool) -> bool:
    if not summed:
        return own.interval.meets(given.interval)
    return given.point in own.interval


def _printed(slot: Slot, number_style: NumberStyle) -> Quantity | None:
    """A figure as a reader takes it: its digits, and half a unit of the last either way."""
    quantity = value_of(slot.fact)
    read = as_printed(quantity, slot.manner, number_style)
    if read is None:
        return None
    value, unit = read
    return Quantity(value, Interval(value - unit / 2, value + unit / 2), quantity.unit)


def _is_sum(expression: Expression) -> bool:
    match expression:
        case Input():
            return True
        case Negative(term):
            return _is_sum(term)
        case Operation("+" | "-", left, right):
            return _is_sum(left) and _is_sum(right)
    return False


# ---- what is found -----------------------------------------------------------------------------------------------

_STOP: Final = re.compile(r"[.!?](?=\s|$)|[\u3002\uff01\uff1f]")
_MEND: Final = f"print them with decimals that agree (decimals=), or give accepted: {RG525.id} with a reason"


def arithmetic_findings(
    whole: Document | Letter, base: FactBase, number_style: NumberStyle
) -> Iterator[Finding]:
    """RG525 for each figure that does not come out of those printed beside it, in an exhibit or in a sentence; a note
    where the fact gives a reason."""
    for one, group in _doubted(whole, number_style):
        yield _finding(one, group, base, number_style)


def idle_reasons(documents: Sequence[tuple[Document, NumberStyle]], base: FactBase) -> Iterator[Finding]:
    """RG305 for a reason for RG525 on a fact that agrees wherever it is printed."""
    reasoned = [fact for fact in base.facts.values() if fact.reason(RG525.id)]
    if not reasoned:
        return
    doubted = {
        group[one.result].citation.fact.at
        for document, number_style in documents
        for one, group in _doubted(document, number_style)
    }
    yield from (idle(base, fact, RG525.id) for fact in reasoned if fact.at not in doubted)


def _doubted(
    whole: Document | Letter, number_style: NumberStyle
) -> Iterator[tuple[Disagreement, list[Cited]]]:
    for group in _groups(whole):
        slots = [Slot(piece.citation.fact, piece.citation.manner) for piece in group]
        yield from ((one, group) for one in disagreements(slots, number_style))


def _groups(whole: Document | Letter) -> Iterator[list[Cited]]:
    """The figures that a reader takes together: of one exhibit, or of one sentence."""
    beside: dict[str, list[Cited]] = {}
    for passage in passages(whole):
        sentence: list[Cited] = []
        for run in runs(passage.line):
            if not isinstance(run.piece, Cited):
                if _STOP.search(run.text):
                    yield sentence
                    sentence = []
            elif passage.role in ("cell", "label"):
                beside.setdefault(passage.exhibit, []).append(run.piece)
            elif not run.piece.citation.spoken:
                sentence.append(run.piece)
        yield sentence
    yield from beside.values()


def _finding(one: Disagreement, group: Sequence[Cited], base: FactBase, number_style: NumberStyle) -> Finding:
    def named(index: int) -> str:
        citation = group[index].citation
        return f"{citation.shown} ({base.name(citation.fact.at)})"

    result = group[one.result]
    quantity = value_of(result.citation.fact)
    given = show(Quantity(one.given, Interval.at(one.given), quantity.unit), number_style, terse=True)
    terms = ", ".join(map(named, dict.fromkeys(one.terms)))
    message = f"{named(one.result)} does not come out of {terms} as printed: they give {given}"
    accepted = result.citation.fact.reason(RG525.id) is not None
    locus = result.place.locus if result.place else None
    return RG525.finding(message, locus, "" if accepted else _MEND, accepted=accepted)
