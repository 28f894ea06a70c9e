"""What an import says beside what an earlier one brought: the same, something restated, or another measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.facts.base import Statement
from reportgen.facts.interval import Interval
from reportgen.facts.locator import is_tag
from reportgen.intake.importing.imported import ImportedTelling
from reportgen.vocabulary.concept import StandardConcept


@dataclass
class ToldAgain:
    """Of the tellings of an import those that are `new` beside the statements there, the statements that are `gone`
    since they measure something else (their places), and what to say of both."""

    new: list[ImportedTelling] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    other: list[str] = field(default_factory=list)


def told_again(
    stated: Sequence[Statement],
    tellings: Sequence[ImportedTelling],
    concept: StandardConcept | None,
    published: Callable[[str], str],
) -> ToldAgain:
    """Sort what an import tells of a fact. Restated is only what the same element has otherwise in a later report: of
    two elements the one that the concept prefers counts, and one that came to mean something else does with its last
    meaning."""
    found = ToldAgain()
    for told in tellings:
        if agrees_with_any(stated, told):
            continue
        less = False
        for at, one in enumerate(stated):
            gives_way = _gives_way(one, told, concept, published)
            if gives_way is None:
                continue
            sides = [f"{one.literal} of {_element(one)}", f"{told.value} of {told.element}"]
            counting, other = reversed(sides) if gives_way else sides
            found.other.append(f"{counting} counts; {other} measures something else")
            found.gone |= {at} if gives_way else set()
            less = less or not gives_way
        if not less:
            found.new.append(told)
    return found


def _gives_way(
    one: Statement, told: ImportedTelling, concept: StandardConcept | None, published: Callable[[str], str]
) -> bool | None:
    """Whether a statement has to give way to a telling of another measure (True) or the other way round (False); None
    where both are one measure, or nothing tells."""
    if not is_tag(one.locator) or not is_tag(told.place):
        return None
    if _element(one) != told.element:
        return _rank(told.element, concept) < _rank(_element(one), concept)
    if any(one.quantity.interval.meets(Interval.at(Fraction(number))) for number in told.beside):
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
    """Whether any statement and a telling can be one number."""
    half, middle = Fraction(told.half_width), Fraction(told.number)
    return any(one.quantity.interval.meets(Interval(middle - half, middle + half)) for one in stated)
