"""Claims of a text held against the facts: what is wrong with one, as a finding at its place."""

from __future__ import annotations

from typing import Final

from reportgen.checks.conditions import ClaimError, OpenClaim, read_claim
from reportgen.checks.judging import Truth, judge_condition
from reportgen.checks.terminal import compact_figure as describe
from reportgen.codes.rg5_texts import RG511, RG512
from reportgen.document.nodes import Place
from reportgen.errors import Finding
from reportgen.facts.base import FactBase
from reportgen.facts.text import Text

_MEND: Final = "change the words, or the condition they rest on"


def judged(expression: str, place: Place, words: str, base: FactBase) -> Finding | None:
    """What is wrong with a claim, if anything is: RG511 false, RG512 undecidable, or what its condition is not. Raises
    OpenClaim where it rests on something that is still open."""
    try:
        judgement = judge_condition(read_claim(Text(expression), base), base)
    except OpenClaim:
        raise
    except ClaimError as error:
        where = place.further(error.offset).locus
        return error.code.finding(f"{error} (claim)", where)
    if judgement.truth is Truth.TRUE:
        return None
    values = "; ".join(f"{name} is {describe(quantity)}" for name, quantity in judgement.values)
    said = " ".join(words.split())
    if judgement.truth is Truth.FALSE:
        message = f"{said!r} is false: not {judgement.blame}; {values}"
        return RG511.finding(message, place.locus, _MEND)
    why = judgement.trouble or "the intervals overlap"
    message = f"{said!r} cannot be decided by {judgement.blame}: {why}; {values}"
    return RG512.finding(message, place.locus, _MEND)
