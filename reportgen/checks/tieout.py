"""Tie-out: a stated value against what its inputs give, and every telling of a fact against the one that counts.

When two values agree stands in `agree.py`, when they compare at all in `comparable.py`, what may have gone wrong in
`slips.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.checks.agreement import distance, nearest_ties
from reportgen.checks.comparable import not_comparable
from reportgen.checks.gaps import gap_findings
from reportgen.checks.slips import Neighbours, explain_conflict, explain_tellings
from reportgen.checks.terminal import amount, compact_figure
from reportgen.codes.rg3_tieout import RG301, RG302, RG303, RG304, RG305, RG306, RG307
from reportgen.errors import Finding, FindingCode, Locus
from reportgen.facts.base import TIE_OUT, Fact, FactBase, Statement, Translations
from reportgen.facts.quantity import Quantity
from reportgen.facts.tellings import meets, tell_the_same


class Verdict(StrEnum):
    """What a comparison came to, from best to worst."""

    TIES = "ties"
    WITHIN_ROUNDING = "ties within rounding"
    SOURCED = "sourced"
    DERIVED = "derived"
    NOT_MEANINGFUL = "not meaningful"
    INCOMPLETE = "incomplete"
    NOT_COMPARABLE = "not comparable"
    CONFLICT = "conflict"

    @property
    def ties(self) -> bool:
        """True where two values agree, be it within rounding only."""
        return self in (Verdict.TIES, Verdict.WITHIN_ROUNDING)


MOST_EXPLAINED: Final = (
    200  # conflicts whose slips are looked for: nobody reads on beyond, and the work stays bounded
)


@dataclass(frozen=True)
class TieOut:
    """One comparison: a fact's counting value against `against`, which is the recomputed value or another telling.

    `why` is the reason where the two do not compare; `name` is what the fact is called in the edition's own words.
    """

    fact: Fact
    verdict: Verdict
    locus: Locus
    against: Quantity | None = None
    telling: Statement | None = None
    why: str = ""
    name: str = ""

    @property
    def code(self) -> FindingCode | None:
        """The code of the finding that this comparison makes; None where it makes none."""
        if self.verdict is Verdict.CONFLICT:
            return RG302 if self.telling else RG301
        if self.verdict is Verdict.NOT_MEANINGFUL and self.fact.telling:
            return RG307
        if self.verdict is Verdict.INCOMPLETE and self.fact.awaits:
            return None  # said once, of the statement that is open
        return {Verdict.INCOMPLETE: RG303, Verdict.NOT_COMPARABLE: RG306}.get(self.verdict)

    @property
    def reason(self) -> Translations | None:
        """The author's reason for printing the fact all the same: between statements, why the one that counts is
        preferred."""
        if self.code == RG302 and self.fact.because:
            return self.fact.because
        return self.fact.reason(self.code.id) if self.code else None

    @property
    def accepted(self) -> bool:
        """True where the comparison would block and the author has given a reason not to."""
        return self.reason is not None


def tie_out(base: FactBase) -> tuple[TieOut, ...]:
    """Every comparison, in the fact base's order; a fact with nothing to compare is one row, sourced or derived."""
    return base.once(_tie_out)


def _tie_out(base: FactBase) -> tuple[TieOut, ...]:
    return tuple(row for fact in base.facts.values() for row in rows_of(base, fact))


def worst_verdict(rows: tuple[TieOut, ...]) -> Verdict:
    """The verdict that a fact with these comparisons carries."""
    order = list(Verdict)
    return max((row.verdict for row in rows), key=order.index)


def rows_of(base: FactBase, fact: Fact) -> Iterator[TieOut]:
    """Every comparison of one fact, be it in the base or a formula in the place of one."""
    told, name = fact.telling, base.name(fact.at)
    if told is None:
        yield TieOut(fact, _unstated(fact), fact.locus, name=name)
        yield from _further(base, fact)
        return
    others = [statement for statement in fact.stated if statement is not told]
    for number, other in enumerate(others):
        verdict = compare_tellings(told.quantity, other.quantity)
        if (
            verdict.ties
            and not fact.because
            and any(_apart(told, earlier, other) for earlier in others[:number])
        ):
            verdict = Verdict.CONFLICT
        yield TieOut(fact, verdict, other.locus, other.quantity, other, name=name)
    yield from _recomputed(base, fact, told, alone=not others)
    yield from _further(base, fact)


def _apart(told: Statement, one: Statement, other: Statement) -> bool:
    """True for two statements that do not agree, although the one agrees with the statement that counts: 15.1% and
    15.3%, both about the 15% of a headline."""
    agrees = tell_the_same(told.quantity, one.quantity)
    return agrees and not tell_the_same(one.quantity, other.quantity)


def _further(base: FactBase, fact: Fact) -> Iterator[TieOut]:
    """What each further formula gives against the value that counts."""
    for other in fact.further:
        view = fact.by(other)
        if fact.telling is not None:
            yield from _recomputed(base, view, fact.telling)
        elif view.computed is None or fact.quantity is None:
            yield TieOut(view, _unstated(view), fact.locus, name=base.name(fact.at))
        else:
            verdict = compare(fact.quantity, view.computed)
            yield TieOut(view, verdict, fact.locus, view.computed, name=base.name(fact.at))


def _recomputed(base: FactBase, fact: Fact, told: Statement, *, alone: bool = False) -> Iterator[TieOut]:
    """A stated value against what its formula gives; the statement itself where it stands `alone`."""
    name = base.name(fact.at)
    if fact.formula is None:
        if alone:
            yield TieOut(fact, Verdict.SOURCED, told.locus, name=name)
    elif why := not_comparable(base, fact):
        yield TieOut(fact, Verdict.NOT_COMPARABLE, told.locus, fact.computed, why=why, name=name)
    elif fact.computed is None:
        yield TieOut(fact, _unstated(fact), told.locus, name=name)
    else:
        verdict = compare(told.quantity, fact.computed)
        if fact.sharp and not meets(
            fact.sharp, fact.computed
        ):  # the others say more than the one that counts
            verdict = Verdict.CONFLICT
        yield TieOut(fact, verdict, told.locus, fact.computed, name=name)


def _unstated(fact: Fact) -> Verdict:
    if fact.computed is not None:
        return Verdict.DERIVED
    return Verdict.NOT_MEANINGFUL if fact.trouble.startswith("not meaningful") else Verdict.INCOMPLETE


def compare(stated: Quantity, computed: Quantity) -> Verdict:
    """A stated value against a recomputed one."""
    if not meets(stated, computed):
        return Verdict.CONFLICT
    rounds = computed.point in stated.interval and _same_ends(stated, computed)
    return Verdict.TIES if rounds else Verdict.WITHIN_ROUNDING


def _same_ends(one: Quantity, other: Quantity) -> bool:
    if one.ends is None or other.ends is None:
        return True
    return all(end.point in mine.interval for mine, end in zip(one.ends, other.ends, strict=True))


def compare_tellings(one: Quantity, other: Quantity) -> Verdict:
    """Two tellings of one fact. At the same precision different digits are a conflict, even where intervals touch."""
    if not tell_the_same(one, other):
        return Verdict.CONFLICT
    first, second = one.written, other.written
    if first and second and (first.low, first.high) == (second.low, second.high):
        return Verdict.TIES
    return compare(one, other)


def findings(rows: tuple[TieOut, ...], base: FactBase) -> list[Finding]:
    """What tie-out has to say.

    RG301 conflict with the recomputed value, RG302 conflict between two tellings, RG303 a formula that misses an input
    (`gaps.py`), RG304 an accepted exception (a note), RG305 `accepted:` where nothing conflicts any more (a warning),
    RG306 not comparable, RG307 stated although its formula gives no number. What is only derived may be not meaningful:
    it prints as such.
    """
    beside = Neighbours(base)
    blocking = [row for row in rows if row.code]
    missing = [row.fact for row in blocking if row.code == RG303 and not row.accepted]
    said = [
        _finding(row, row.code, beside, number < MOST_EXPLAINED)
        for number, row in enumerate(blocking)
        if row.code and (row.code != RG303 or row.accepted)
    ]
    return [*said, *gap_findings(missing, base), *_idle(base, rows, blocking)]


def _idle(base: FactBase, rows: tuple[TieOut, ...], blocking: list[TieOut]) -> Iterator[Finding]:
    """Acceptances of tie-out findings that are not there any more. Those of sanity rules are `rules.inspect`'s."""
    found = {(row.fact.at, row.code.id) for row in blocking if row.code} | {
        (row.fact.at, "") for row in blocking
    }
    for fact in {row.fact.at: row.fact for row in rows if row.fact.accepted and not row.fact.awaits}.values():
        for code in fact.accepted or ():
            if (not code or code.startswith(TIE_OUT)) and (fact.at, code) not in found:
                yield idle(base, fact, code)


def idle(base: FactBase, fact: Fact, code: str) -> Finding:
    """That an acceptance has nothing to accept any more."""
    what = f"no {code} is found on it" if code else "nothing conflicts"
    message = f"{base.name(fact.at)} is accepted as an exception, but {what}"
    return RG305.finding(message, fact.locus, "take accepted: out")


_MENDS: Final = {
    RG302: "correct the figure, or say which counts and why: prefer: and because: a reason in each language",
    RG306: "compare like with like: name another concept, basis or period, or take formula: out",
    RG307: "correct the inputs, take formula: out, or give accepted: a reason in each language",
}


def _finding(row: TieOut, code: FindingCode, beside: Neighbours, explained: bool) -> Finding:
    message = _message(row)
    lines = _diagnosis(row, beside) if explained else []
    if row.accepted:
        said = f"accepted: {message}"
        return RG304.finding(said, row.locus, "\n".join(lines), accepted=True)
    lines.append(_MENDS.get(code, "correct the figure, or give accepted: a reason in each language"))
    return code.finding(message, row.locus, "\n".join(lines))


def _message(row: TieOut) -> str:
    fact, name = row.fact, row.name
    if row.verdict is Verdict.INCOMPLETE:
        return f"{name} cannot be computed: {fact.trouble}"
    if row.verdict is Verdict.NOT_COMPARABLE:
        return f"{name} does not compare with its formula: {row.why}"
    assert fact.quantity is not None
    if row.verdict is Verdict.NOT_MEANINGFUL:
        why = fact.trouble.partition(": ")[2]
        return f"{name} is stated as {compact_figure(fact.quantity)}, but its formula gives no number: {why}"
    assert row.against is not None
    if row.telling:
        other = f"{row.telling.source} {row.telling.locator} says {compact_figure(row.against)}"
        return f"{name} is told differently: {compact_figure(fact.quantity)} counts, {other}"
    formula = fact.formula.text if fact.formula else ""
    if fact.sharp and not row.telling:
        said = f"{name} is stated as {compact_figure(fact.sharp)}, taking its statements together"
        return f"{said}, but {formula} gives {compact_figure(row.against)}"
    if fact.telling is None:
        return f"{name} comes to {compact_figure(fact.quantity)}, but {formula} gives {compact_figure(row.against)}"
    return f"{name} is stated as {compact_figure(fact.quantity)}, but {formula} gives {compact_figure(row.against)}"


def _diagnosis(row: TieOut, beside: Neighbours) -> list[str]:
    """What would mend a conflict: the smallest change that ties, and the slips that would each explain it."""
    stated = row.fact.quantity if row.telling else row.fact.operand
    against = row.against
    if row.verdict is not Verdict.CONFLICT or stated is None or against is None:
        return []
    apart = distance(stated.interval, against.interval)
    gap = f"{amount(apart, stated)} apart" if apart else "the intervals touch, the digits differ"
    slips = (
        explain_tellings(stated, against)
        if row.telling
        else explain_conflict(beside.base, row.fact, stated, beside)
    )
    ties = "" if row.telling else nearest_ties(stated, against)
    found = (
        f"{'would explain it' if len(slips) == 1 else 'each would explain it'}: {'; '.join(slips)}"
        if slips
        else ""
    )
    return [line for line in (f"{gap}{'; ' if ties else ''}{ties}", found) if line]
