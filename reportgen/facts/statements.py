"""One telling of a fact: its value in the unit of its concept, and where in which source it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from reportgen.codes.rg2_values import RG202, RG204, RG206
from reportgen.errors import Finding, Locus, nearest
from reportgen.facts.base import Concept, FactBase, Source, Statement
from reportgen.facts.locator import EXPECTED_PLACE, located, read_place
from reportgen.facts.quantity import SCALES, Quantity, QuantityError, parse_quantity, told_in
from reportgen.facts.schema import StatementText
from reportgen.facts.text import Text
from reportgen.facts.unit import Unit
from reportgen.languages.currencies import HUNDREDTHS_SPELT
from reportgen.vocabulary.concept import is_money


def read_statement(
    value: StatementText, concept: Concept, base: FactBase, findings: list[Finding]
) -> Statement | None:
    """The statement, or None where it cannot be read, for which `findings` then says why: RG202 a value, RG204 a unit,
    RG206 a source or the place in it."""
    locator = _located(value.source, base.sources)
    if isinstance(locator, Finding):
        findings.append(locator)
    quantity = _measured(value, concept, base.units)
    if isinstance(quantity, Finding):
        findings.append(quantity)
    scale = _power(value.scale) if value.scale else None
    if isinstance(scale, Finding):
        findings.append(scale)
    if isinstance(locator, Finding) or isinstance(quantity, Finding) or isinstance(scale, Finding):
        return None
    printed, excerpt = str(value.printed), str(value.excerpt or "")
    return Statement(quantity, *locator, printed, value.value.locus, scale, excerpt, str(value.value))


def _power(text: Text) -> int | Finding:
    """The power of ten of `scale:`."""
    if text == "1":
        return 0
    if text in HUNDREDTHS_SPELT or text == "cents":
        return -2
    name = text if text in SCALES else _scale_spellings().get(text.lower(), "")
    if name:
        return SCALES[name]
    said = f"cannot read the scale {str(text)!r}"
    return RG202.finding(
        said, text.locus, f"write one of {', '.join(filter(None, SCALES))}, 1 for none, or pence"
    )


def _scale_spellings() -> Mapping[str, str]:
    from reportgen.facts.spellings import SCALE_SPELLINGS  # every language's

    return SCALE_SPELLINGS


def _located(text: Text, sources: Mapping[str, Source]) -> tuple[str, str] | Finding:
    found = located(text, sources)
    return found or RG206.finding(*_wrong_source(text, sources))


def _measured(value: StatementText, concept: Concept, units: Collection[str]) -> Quantity | Finding:
    try:
        quantity = parse_quantity(value.value, units, value.digits)
    except QuantityError as error:
        return _unreadable(value.value, error, concept.unit, units)
    # 14 is no way to write 14%: only a fraction, or a number of times, may go without its unit.
    bare = concept.unit.ratio == "x" or (concept.unit.pure and quantity.written is None)
    if (quantity.unit == Unit() and bare) or quantity.unit.like(concept.unit):
        quantity = told_in(quantity, concept.unit)
    if quantity.unit.minor and quantity.unit.powers == ((concept.unit.currency, 1),):
        quantity = told_in(quantity, concept.unit)  # 9.9p of what is measured per share
    if quantity.unit == concept.unit:
        return told_in(quantity, concept.unit)
    wanted, got = str(concept.unit) or "a plain number", str(quantity.unit) or "no unit"
    message = f"{concept.id} is measured in {wanted}, this value in {got}"
    return RG204.finding(message, value.value.locus, _with_unit(value.value, quantity.unit, concept))


def _wrong_source(text: Text, sources: Mapping[str, Source]) -> tuple[str, Locus, str]:
    """What is wrong with `source:`, where, and what it should be."""
    name, _, rest = text.partition(" ")
    if read_place(rest.strip()) and name not in sources:
        message = f"unknown source {name!r}{nearest(name, sources)}"
        return message, text.locus, f"sources: {', '.join(sources)}"
    number = re.search(r"\d+", rest)
    source = name.rstrip(",:") if name.rstrip(",:") in sources else next(iter(sources), "recap")
    place = number[0] if number else "3"
    mend = f"write the source's id and where in it: {source} ¶{place}, or {source} p. {place}"
    return (
        f"cannot read the source {str(text)!r}",
        text.locus,
        f"{mend}\nplaces: {EXPECTED_PLACE}\nsources: {', '.join(sources)}",
    )


def _unreadable(text: Text, error: QuantityError, unit: Unit, units: Collection[str]) -> Finding:
    """A value that cannot be read: what is odd about it and what to write, where that can be told."""
    from reportgen.facts.typed import explain_typed  # its tables are only of use where something is wrong

    hint = explain_typed(text, unit, units)
    if hint is None:
        return RG202.finding(str(error), text.inside(error.offset), error.mend)
    message = f"cannot read the value {str(text)!r}: {hint.why}"
    return RG202.finding(message, text.inside(hint.offset), hint.mend or error.mend)


def _with_unit(text: Text, typed: Unit, concept: Concept) -> str:
    """What to write where a value has another unit than its concept, or none."""
    from reportgen.facts.typed import in_unit

    if typed == Unit():
        return f"write {in_unit(text, concept.unit)}"
    other = f"give the concept unit: {typed}"
    if is_money(concept.kind) and typed.currency:
        other = f"give the entity currency: {typed.currency}, or {other}"
    return f"state it in {str(concept.unit) or 'plain numbers'}, or {other}"
