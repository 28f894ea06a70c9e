"""What an import says beside what an earlier one brought: the same, something restated, or another measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from reportgen.facts.base import Fact, FactBase, Statement
from reportgen.facts.interval import Interval
from reportgen.facts.locator import is_tag
from reportgen.intake.importing.imported import ImportedTelling
from reportgen.vocabulary.concept import StandardConcept
from reportgen.vocabulary.standard import Vocabulary

_OTHER_OWNERS: Final = "net_income.noncontrolling"


@dataclass
class ToldAgain:
    """Of the tellings of an import those that are `new` beside the statements there, the statements that are `gone`
    since they measure something else (their places), and what to say of both."""

    new: list[ImportedTelling] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    other: list[str] = field(default_factory=list)


def told_again(
    there: Fact,
    tellings: Sequence[ImportedTelling],
    base: FactBase,
    vocabulary: Vocabulary,
    published: Callable[[str], str],
) -> ToldAgain:
    """Sort what an import tells of a fact that is there. Restated is only what the same element has otherwise in a
    later report: of two elements the one that the concept prefers counts, and one that came to mean something else does
    with its last meaning. `published` gives the day of a source."""
    at, stated = there.at, there.stated
    concept = vocabulary.find(at.concept) or vocabulary.find(at.concept.partition(".")[2])
    others = base.facts.get(replace(at, concept=_OTHER_OWNERS))
    share = abs(others.telling.quantity.point) if others and others.telling else None
    found = ToldAgain()
    for told in tellings:
        if agrees_with_any(stated, told):
            continue
        less = False
        for place, one in enumerate(stated):
            gives_way = _gives_way(one, told, concept, published, share)
            if gives_way is None:
                continue
            sides = [f"{one.literal} of {_element(one)}", f"{told.value} of {told.element}"]
            counting, other = reversed(sides) if gives_way else sides
            found.other.append(f"{counting} counts; {other} measures something else")
            found.gone |= {place} if gives_way else set()
            less = less or not gives_way
        if not less:
            found.new.append(told)
    return found


def _gives_way(
    one: Statement,
    told: ImportedTelling,
    concept: StandardConcept | None,
    published: Callable[[str], str],
    share: Fraction | None,
) -> bool | None:
    """Whether a statement has to give way to a telling of another measure (True) or the other way round (False); None
    where both are one measure, or nothing tells. `share` is what of the period's profit is other owners'."""
    if not is_tag(one.locator) or not is_tag(told.place):
        return None
    if _element(one) != told.element:
        return _rank(told.element, concept) < _rank(_element(one), concept)
    kindred = any(one.quantity.interval.meets(Interval.at(Fraction(number))) for number in told.beside)
    if kindred or (share and abs(one.quantity.point - Fraction(told.number)) == share):
        return published(told.source) >= published(one.source)
    return None


def _element(statement: Statement) -> str:
    return statement.locator.partition(" ")[0]


def _rank(element: str, concept: StandardConcept | None) -> int:
    """How far behind an element stands among those of a concept."""
    names = (*concept.us_gaap, *concept.ifrs) if concept else ()
    wanted = [at for at, name in enumerate(names) if name in (element, element.partition(":")[2])]
    return wanted[0] if wanted else len(names)


def agrees_with_any(stated: Sequence[Statement], told: ImportedTelling) -> bool:
    """Whether any statement and a telling can be one number, or are one range."""
    half, middle = Fraction(told.half_width), Fraction(told.number)
    ranges = [[end.point for end in one.quantity.ends or ()] for one in stated]
    ends = [Fraction(one) for one in told.ends]
    return any(
        one.quantity.interval.meets(Interval(middle - half, middle + half))
        for one, of_range in zip(stated, ranges, strict=True)
        if of_range == ends
    )
