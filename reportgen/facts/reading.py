"""From facts.yaml to a FactBase: what the schema cannot say is held here, and every mistake is found in one go."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reportgen.codes import CODES
from reportgen.codes.rg2_values import RG201, RG202, RG203, RG204, RG205, RG206, RG207, RG210
from reportgen.collecting import without_collector
from reportgen.errors import Finding, FindingCode, Locus, nearest
from reportgen.facts.base import (
    Concept,
    Entity,
    Fact,
    FactBase,
    Source,
    Statement,
    Translations,
)
from reportgen.facts.derive import derive
from reportgen.facts.faults import Faults
from reportgen.facts.fiscal_years import read_calendar
from reportgen.facts.formula import Expression, Formula, FormulaError
from reportgen.facts.likely import likely_days
from reportgen.facts.parse import parse_formula
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.quantity import Quantity, QuantityError, parse_quantity
from reportgen.facts.reference import BadReference, Coordinates, parse_reference
from reportgen.facts.schema import (
    Accepted,
    ConceptText,
    EntityText,
    FactsFile,
    FactText,
    StatementText,
    check_shape,
    needed_keys,
)
from reportgen.facts.text import Text, read_yaml
from reportgen.facts.unit import Unit, UnitError, parse_unit

# The findings on a fact for which an author may have a reason.
ACCEPTABLE = tuple(code.id for code in CODES.values() if code.acceptable)
_LOCATOR = re.compile(r"(?P<source>[^\s¶]+)\s+(?P<locator>(?:¶|p\.)\s*\d+.*)")


@without_collector()
def read_facts(data: bytes, file: str) -> tuple[FactBase | None, list[Finding]]:
    """Read and derive a fact base. Returns None where anything is wrong; the findings list all that is.

    Errors beyond those of `read_yaml` and `check_shape`: RG201 a name that cannot be used, RG202 a value, RG203 a
    period, RG204 a unit, RG205 a reference, RG206 a source or locator, RG207 keys that do not go together, RG208 a
    formula, RG209 formulas in a circle, RG210 one fact twice.
    """
    tree, findings = read_yaml(data, file, needed_keys(FactsFile))
    if tree is None:
        return None, findings
    model, misshapen = check_shape(FactsFile, tree, file)
    broken = {finding.locus for finding in findings}
    misshapen = [finding for finding in misshapen if finding.locus not in broken]  # said once is enough
    if model is None:
        return None, findings + misshapen
    reader = _Reader(model, file)
    base = reader.read()
    derived, underivable = derive(base)
    findings += misshapen + reader.findings + underivable
    return (None if findings else derived), findings


class _Reader:
    """Builds the parts one after the other and notes what is wrong with each."""

    def __init__(self, model: FactsFile, file: str) -> None:
        self.model = model
        self.file = file
        self.findings: list[Finding] = []
        self._formulas: dict[str, Expression] = {}
        self._faults = Faults()

    def read(self) -> FactBase:
        model = self.model
        entities = {str(key): self._entity(key, value) for key, value in model.entities.items()}
        entity = str(model.entity)
        if entity not in entities:
            self._find(RG205, f"unknown entity {entity!r}{nearest(entity, entities)}", model.entity.locus)
            entity = next(iter(entities), entity)  # stands in, so that not every fact repeats the mistake
        sources = {
            str(key): Source(
                str(key),
                _words(value.title),
                self._date(value.published),
                value.language,
                _words(value.publisher) if value.publisher else {},
            )
            for key, value in model.sources.items()
        }
        units = {str(key): _words(value) for key, value in model.units.items()}
        concepts = {str(key): self._concept(key, value) for key, value in model.concepts.items()}
        period = self._period(model.period, entities.get(entity))
        base = FactBase(self.file, entity, period, entities, sources, units, concepts, {})
        whole = base.with_facts(dict(self._facts(base)))
        self.findings += self._faults.findings()
        return whole

    def _find(self, code: FindingCode, message: str, locus: Locus, mend: str = "") -> None:
        self.findings.append(code.finding(message, locus, mend))

    def _entity(self, key: Text, value: EntityText) -> Entity:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            self._find(RG201, f"{str(key)!r} cannot name an entity", key.locus, "use a-z, digits and _")
        calendar, findings = read_calendar(value)
        self.findings += findings
        return Entity(str(key), _words(value.name), _words(value.short or value.name), calendar)

    def _date(self, text: Text) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            found = likely_days(text)
            mend = f"write {' or '.join(found)}" if found else "write it as in 2026-02-06"
            self._find(RG203, f"there is no day {str(text)!r}", text.locus, mend)
            return ""

    def _period(self, text: Text, entity: Entity | None) -> Period:
        try:
            return parse_period(text, entity.calendar) if entity else parse_period(text)
        except PeriodError as error:
            self._find(RG203, str(error), text.locus)
            return parse_period("2000")  # stands in, so that the facts are read all the same

    def _concept(self, key: Text, value: ConceptText) -> Concept:
        try:
            parse_reference(key)
        except BadReference:
            self._find(RG201, f"{str(key)!r} cannot name a concept", key.locus, "use a-z, digits, _ and dots")
        unit = Unit()
        try:
            unit = parse_unit(value.unit, self.model.units)
        except UnitError as error:
            self._find(RG204, str(error), value.unit.locus, "declare it under units:")
        instant = value.type == "instant"
        # Amounts of money over time add up; what is per share, a rate or a count of customers does not.
        money = not instant and unit.powers == ((unit.currency, 1),)
        return Concept(
            str(key),
            _words(value.label),
            unit,
            instant,
            value.basis,
            _words(value.note) if value.note else None,
            parts=tuple(self._concepts(value.parts)),
            part_of="".join(self._concepts([value.part_of] if value.part_of else [])),
            non_negative=value.non_negative,
            adds_up=money if value.adds_up is None else value.adds_up,
            length=value.length or "",
        )

    def _concepts(self, names: Iterable[Text]) -> Iterator[str]:
        for name in names:
            if name in self.model.concepts:
                yield str(name)
            else:
                near = nearest(name, self.model.concepts)
                self._find(RG205, f"unknown concept {str(name)!r}{near}", name.locus)

    def _accepted(self, value: Accepted | None, key: Text) -> Mapping[str, Translations] | None:
        if not value:
            return None
        found: dict[str, Translations] = {}
        for code, words in value.items():
            if not isinstance(words, Mapping):
                return {"": _words(value)}  # type: ignore[arg-type]
            if code in ACCEPTABLE:
                found[str(code)] = _words(words)
            else:
                place = code.locus if isinstance(code, Text) else key.locus
                mend = f"these can: {', '.join(ACCEPTABLE)}"
                self._find(RG207, f"a finding {code} cannot be accepted", place, mend)
        return found

    def _facts(self, base: FactBase) -> Iterator[tuple[Coordinates, Fact]]:
        seen: dict[Coordinates, Text] = {}
        for key, value in self.model.facts.items():
            at = self._coordinates(key, base)
            if at is None:
                continue
            if at in seen:
                self._find(RG210, f"{str(key)!r} is the same fact as {str(seen[at])!r}", key.locus)
                continue
            seen[at] = key
            yield at, self._fact(at, key, value, base)

    def _coordinates(self, key: Text, base: FactBase) -> Coordinates | None:
        try:
            reference = parse_reference(key)
            if not reference.period or parse_shift(reference.period) is not None:
                raise BadReference(
                    f"the fact {str(key)!r} needs a period of its own, as in {reference.concept}@{base.period}"
                )
            at = base.locate(reference)
            if at.period.instant and not base.concepts[at.concept].instant:
                message = f"{at.concept} is measured over a length of time, and {at.period} is a day"
                raise BadReference(message, key.find("@") + 1)
            return at
        except BadReference as error:
            self._find(RG205, str(error), key.inside(error.offset))
            return None

    def _fact(self, at: Coordinates, key: Text, value: FactText, base: FactBase) -> Fact:
        told = [
            self._statement(statement, base.concepts[at.concept], base) for statement in value.stated or []
        ]
        stated = tuple(statement for statement in told if statement)
        self._goes_together(key, value)
        return Fact(
            at,
            key.locus,
            stated,
            prefer=min((value.prefer or 1), max(len(stated), 1)) - 1,
            formula=self._formula(value.formula, at, base),
            because=_maybe(value.because),
            accepted=self._accepted(value.accepted, key),
            label=_maybe(value.label),
            note=_maybe(value.note),
        )

    def _goes_together(self, key: Text, value: FactText) -> None:
        if not value.stated and value.formula is None:
            self._find(RG207, f"the fact {str(key)!r} has neither stated nor formula", key.locus)
        if value.prefer and value.prefer > len(value.stated or []):
            self._find(
                RG207,
                f"prefer: {value.prefer}, but the number of statements is {len(value.stated or [])}",
                key.locus,
            )
        if value.prefer and not value.because:
            self._find(RG207, "prefer needs because: the reason, in each language", key.locus)

    def _statement(self, value: StatementText, concept: Concept, base: FactBase) -> Statement | None:
        locator = self._locator(value.source, base)
        quantity = self._quantity(value, concept, base)
        if locator is None or quantity is None:
            return None
        return Statement(quantity, *locator, str(value.printed), value.value.locus)

    def _locator(self, text: Text, base: FactBase) -> tuple[str, str] | None:
        match = _LOCATOR.fullmatch(text)
        if match and match["source"] in base.sources:
            return match["source"], match["locator"]
        self._find(RG206, *_wrong_source(text, match, base.sources))
        return None

    def _quantity(self, value: StatementText, concept: Concept, base: FactBase) -> Quantity | None:
        try:
            quantity = parse_quantity(value.value, base.units, value.digits)
        except QuantityError as error:
            self.findings.append(_unreadable(value.value, error, concept.unit, base.units))
            return None
        # 14 is no way to write 14%: only a fraction, or a number of times, may go without its unit.
        bare = concept.unit.ratio == "x" or (concept.unit.pure and quantity.written is None)
        if quantity.unit == Unit() and bare:
            quantity = replace(quantity, unit=concept.unit)
        if quantity.unit != concept.unit:
            wanted, got = str(concept.unit) or "a plain number", str(quantity.unit) or "no unit"
            message = f"{concept.id} is measured in {wanted}, this value in {got}"
            mend = _with_unit(value.value, quantity.unit, concept.unit)
            self._find(RG204, message, value.value.locus, mend)
            return None
        return quantity

    def _formula(self, text: Text | None, at: Coordinates, base: FactBase) -> Formula | None:
        if text is None:
            return None
        try:
            if text not in self._formulas:  # the same formula stands in every period
                self._formulas[text] = parse_formula(text, base.entities).tree
            return Formula(text, self._formulas[text])
        except FormulaError as error:
            self._faults.add(text, base.name(at), error.code, str(error), error.offset)
            return None


def _wrong_source(
    text: Text, match: re.Match[str] | None, sources: Mapping[str, Source]
) -> tuple[str, Locus, str]:
    """What is wrong with `source:`, where, and what it should be."""
    if match:
        message = f"unknown source {match['source']!r}{nearest(match['source'], sources)}"
        return message, text.locus, f"sources: {', '.join(sources)}"
    name, _, rest = text.partition(" ")
    number = re.search(r"\d+", rest)
    source = name.rstrip(",:") if name.rstrip(",:") in sources else next(iter(sources), "recap")
    place = number[0] if number else "3"
    mend = f"write the source's id and its paragraph or page: {source} ¶{place}, or {source} p. {place}"
    return f"cannot read the source {str(text)!r}", text.locus, f"{mend}\nsources: {', '.join(sources)}"


def _unreadable(text: Text, error: QuantityError, unit: Unit, units: Collection[str]) -> Finding:
    """A value that cannot be read: what is odd about it and what to write, where that can be told."""
    from reportgen.facts.typed import explain_typed  # its tables are only of use where something is wrong

    hint = explain_typed(text, unit, units)
    if hint is None:
        return RG202.finding(str(error), text.inside(error.offset), error.mend)
    message = f"cannot read the value {str(text)!r}: {hint.why}"
    return RG202.finding(message, text.inside(hint.offset), hint.mend or error.mend)


def _with_unit(text: Text, typed: Unit, unit: Unit) -> str:
    """What to write where a value has another unit than its concept, or none."""
    from reportgen.facts.typed import in_unit

    if typed == Unit():
        return f"write {in_unit(text, unit)}"
    return f"state it in {str(unit) or 'plain numbers'}, or give the concept unit: {typed}"


def _words(words: Mapping[Any, Text]) -> Translations:
    return {str(language): text for language, text in words.items()}  # each with its place


def _maybe(words: Mapping[Any, Text] | None) -> Translations | None:
    return _words(words) if words else None
