"""Of which parts of a company a whole is the sum.

Members of one axis may contain others: automotive revenues their sales and leasing. Of all choices that add up the one
of most parts says most; but the more parts there are, the more choices add up by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from reportgen.facts.period import Period
from reportgen.intake.importing.imported import ImportedFact

_Facts = Mapping[tuple[str, Period], ImportedFact]
_MOST_PARTS: Final = 14  # of which all choices are tried
_CHANCE: Final = Decimal("0.05")  # how many sums may be expected to hold by chance where one is written


def sums_of_parts(
    known: _Facts, cuts: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[str, Period], str]]:
    """For each axis parts that make up the whole, in every period that has them all: the most parts, where chance can
    hardly have made such a sum, else the fewest."""
    for (concept, period), fact in known.items():
        for segments in cuts.values():
            names = [f"{segment}.{concept}" for segment in segments]
            parts = [name for name in names if (name, period) in known and known[name, period].tellings]
            if not fact.tellings or not 2 <= len(parts) <= _MOST_PARTS:
                continue
            chosen = _most(concept, period, parts, known) or _fewest(concept, period, parts, known)
            if chosen:
                yield (concept, period), " + ".join(chosen)


def ties(whole: ImportedFact, parts: Iterable[tuple[int, ImportedFact]]) -> bool:
    """Whether a sum is the whole, as far as the last digits of all of them leave open."""
    told = list(parts)
    return _off(whole, told) <= _open(whole, told)


def gap(whole: ImportedFact, parts: Iterable[tuple[int, ImportedFact]]) -> Decimal:
    """How far a sum is from the whole, as a part of that."""
    size = abs(whole.counting.number)
    return _off(whole, parts) / size if size else Decimal(1)


def _off(whole: ImportedFact, parts: Iterable[tuple[int, ImportedFact]]) -> Decimal:
    return abs(sum((sign * one.counting.number for sign, one in parts), Decimal(0)) - whole.counting.number)


def _open(whole: ImportedFact, parts: Iterable[tuple[int, ImportedFact]]) -> Decimal:
    return whole.counting.half_width + sum(one.counting.half_width for _, one in parts)


# ---- the most parts -------------------------------------------------------------------------------------------------


def _most(concept: str, period: Period, parts: Sequence[str], known: _Facts) -> tuple[str, ...]:
    """The most parts that hold wherever all of them are stated, those that lie within the rounding not counted; of
    several the ones that come nearest. Nothing where chance alone would make such a sum."""
    best: tuple[int, Decimal, tuple[str, ...]] = (0, Decimal(0), ())
    for some in _adding_up(known[concept, period], [known[name, period] for name in parts]):
        names = tuple(parts[at] for at in some)
        held = _held(concept, names, known)
        if held is None or 2 ** len(parts) * _by_chance(held) > _CHANCE:
            continue
        off = sum((_off(whole, told) for whole, told in held), Decimal(0))
        best = max(best, (_weighty(held), -off, names), key=lambda one: one[:2])
    return best[2]


_Held = list[tuple[ImportedFact, list[tuple[int, ImportedFact]]]]


def _adding_up(whole: ImportedFact, parts: Sequence[ImportedFact]) -> Iterator[tuple[int, ...]]:
    """All choices of two and more parts that add up to a whole."""
    sums = [(-whole.counting.number, whole.counting.half_width)]
    for part in parts:
        sums += [(off + part.counting.number, room + part.counting.half_width) for off, room in sums]
    for choice, (off, room) in enumerate(sums):
        if abs(off) <= room and choice.bit_count() > 1:
            yield tuple(at for at in range(len(parts)) if choice >> at & 1)


def _held(concept: str, names: Sequence[str], known: _Facts) -> _Held | None:
    """Whole and parts in each period that states all of them; None where they do not add up in one."""
    found: _Held = []
    for where, whole in known.items():
        if where[0] != concept or not whole.tellings:
            continue
        told = [known.get((name, where[1])) for name in names]
        stated = [(1, one) for one in told if one is not None and one.tellings]
        if len(stated) == len(names):
            if not ties(whole, stated):
                return None
            found.append((whole, stated))
    return found


def _by_chance(held: _Held) -> Decimal:
    """How likely any numbers of this size come as near to their whole, in all of these periods."""
    likely = Decimal(1)
    for whole, parts in held:
        size = abs(whole.counting.number)
        near = 2 * (_off(whole, parts) + whole.counting.half_width)
        likely *= min(Decimal(1), near / size) if size else 1
    return likely


def _weighty(held: _Held) -> int:
    """How many of the parts are more than what rounding leaves open, in any of the periods."""
    rooms = [_open(whole, parts) for whole, parts in held]
    columns = zip(*([abs(one.counting.number) for _, one in parts] for _, parts in held), strict=True)
    return sum(any(size > room for size, room in zip(sizes, rooms, strict=True)) for sizes in columns)


# ---- the fewest parts -----------------------------------------------------------------------------------------------


def _fewest(concept: str, period: Period, parts: Sequence[str], known: _Facts) -> tuple[str, ...]:
    whole, facts = known[concept, period], [known[name, period] for name in parts]
    for size in range(2, len(parts) + 1):
        for some in combinations(range(len(parts)), size):
            names = tuple(parts[at] for at in some)
            if ties(whole, [(1, facts[at]) for at in some]) and _held(concept, names, known):
                return names
    return ()
