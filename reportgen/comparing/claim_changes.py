"""What became of each claim: still made, made no longer, or turned by the facts of the other side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reportgen.checks.conditions import ClaimError, read_claim, rests_on
from reportgen.checks.judging import Truth, judge_condition
from reportgen.comparing.sides import ComparedClaim, ComparedSide
from reportgen.facts.base import FactBase
from reportgen.facts.text import Text


class ClaimTurn(StrEnum):
    """What happened to a claim, the gravest first."""

    FLIPPED = "flipped"
    OPEN = "open"
    GONE = "gone"
    NEW = "new"
    REWORDED = "re-worded"


@dataclass(frozen=True)
class ClaimChange:
    """A claim that differs, as it was made and as it is. It `flipped` where the facts of the other side are against it,
    and is `open` where they leave it open."""

    turn: ClaimTurn
    old: ComparedClaim | None
    new: ComparedClaim | None


def claim_changes(old: ComparedSide, new: ComparedSide) -> tuple[ClaimChange, ...]:
    """Every claim that the two sides do not make alike. Words are compared within one language alone."""
    before, after = _unmatched(old, new)
    found = list(_made_by_both(old, new)) + list(_reworded(old, new, before, after))
    lost = [(claim, _against(claim, new.base)) for claim in before]
    made = [(claim, _against(claim, old.base)) for claim in after]
    for claim, turn in lost:
        partner = next(
            (one for one in made if turn and one[1] is turn and _about(claim, one[0], old, new)), None
        )
        if partner:
            made.remove(partner)
        found.append(ClaimChange(turn or ClaimTurn.GONE, claim, partner[0] if partner else None))
    found += [ClaimChange(turn or ClaimTurn.NEW, None, claim) for claim, turn in made]
    return tuple(sorted(found, key=lambda change: _ORDER[change.turn]))


_ORDER: Final = {turn: rank for rank, turn in enumerate(ClaimTurn)}


def _said(claim: ComparedClaim, one: ComparedSide, other: ComparedSide) -> tuple[str, str]:
    """What tells a claim: its condition, and its words where these can be compared."""
    return claim.expression, claim.words if one.language == other.language else ""


def _unmatched(old: ComparedSide, new: ComparedSide) -> tuple[list[ComparedClaim], list[ComparedClaim]]:
    """The claims that only one side makes in these words."""
    own, others = (Counter(_said(claim, old, new) for claim in side.claims) for side in (old, new))
    return list(_beyond(old, new, others)), list(_beyond(new, old, own))


def _beyond(
    side: ComparedSide, other: ComparedSide, known: Counter[tuple[str, str]]
) -> Iterator[ComparedClaim]:
    left = Counter(known)
    for claim in side.claims:
        said = _said(claim, side, other)
        if left[said]:
            left[said] -= 1
        else:
            yield claim


def _made_by_both(old: ComparedSide, new: ComparedSide) -> Iterator[ClaimChange]:
    """What both sides say in the same words, and only one side's facts bear out."""
    by_words = {_said(claim, old, new): claim for claim in old.claims}
    for claim in dict.fromkeys(new.claims):
        was = by_words.get(_said(claim, old, new))
        if was is None:
            continue
        before, after = _against(was, old.base), _against(claim, new.base)
        if before is not after:
            yield ClaimChange(min(filter(None, (before, after)), key=_ORDER.__getitem__), was, claim)


def _reworded(
    old: ComparedSide, new: ComparedSide, before: list[ComparedClaim], after: list[ComparedClaim]
) -> Iterator[ClaimChange]:
    """What both sides say in other words; taken out of what only one of them says."""
    for claim in list(before):
        now = next((one for one in after if claim.expression and one.expression == claim.expression), None)
        if now is not None:
            before.remove(claim)
            after.remove(now)
            turns = (ClaimTurn.REWORDED, _against(claim, old.base), _against(now, new.base))
            yield ClaimChange(min(filter(None, turns), key=_ORDER.__getitem__), claim, now)


def _against(claim: ComparedClaim, base: FactBase | None) -> ClaimTurn | None:
    """Whether facts are against a claim, or leave it open; None where they bear it out, or cannot be asked."""
    if base is None:
        return None
    try:
        truth = judge_condition(read_claim(Text(claim.expression), base), base).truth
    except (ClaimError, ArithmeticError):
        return None
    return {Truth.FALSE: ClaimTurn.FLIPPED, Truth.UNDECIDABLE: ClaimTurn.OPEN}.get(truth)


def _about(one: ComparedClaim, other: ComparedClaim, old: ComparedSide, new: ComparedSide) -> bool:
    """Whether two claims rest on the same facts."""
    return bool(rests := _rests(one, new.base)) and rests == _rests(other, new.base or old.base)


def _rests(claim: ComparedClaim, base: FactBase | None) -> frozenset[str]:
    if base is None:
        return frozenset()
    try:
        return frozenset(str(item.at) for item in rests_on(read_claim(Text(claim.expression), base)))
    except (ClaimError, ArithmeticError):
        return frozenset()
