"""From facts.yaml to a FactBase: what the schema cannot say is held here, and every mistake is found in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from reportgen.codes import CODES
from reportgen.codes.rg2_values import RG201, RG202, RG203, RG204, RG205, RG206, RG207, RG210
from reportgen.codes.rg4_rules import RG423
from reportgen.collecting import without_collector
from reportgen.errors import Finding, FindingCode, Locus, nearest
from reportgen.facts.base import (
    Concept,
    Entity,
    Fact,
    FactBase,
    Recomputation,
    Source,
    Translations,
)
from reportgen.facts.concepts import (
    Concepts,
    currencies_written,
    declared,
    misnamed,
    told_whole,
    unlabelled,
    unmeasured,
)
from reportgen.facts.derive import derive
from reportgen.facts.faults import Faults, told_once
from reportgen.facts.fiscal_years import read_calendar
from reportgen.facts.forming import bound_name
from reportgen.facts.formula import Expression, Formula, FormulaError, inputs
from reportgen.facts.identifiers import isin_trouble, lei_trouble
from reportgen.facts.likely import likely_days
from reportgen.facts.naming import has_arithmetic, is_formula
from reportgen.facts.parse import parse_formula
from reportgen.facts.period import Period, PeriodError, parse_period, parse_shift
from reportgen.facts.reference import BadReference, Coordinates, parse_reference
from reportgen.facts.schema import Accepted, ConceptText, EntityText, FactsFile, FactText, SourceText
from reportgen.facts.shape import check_shape, needed_keys
from reportgen.facts.statements import read_statement
from reportgen.facts.text import Text, read_yaml
from reportgen.facts.unit import BUILT_IN, UnitError, parse_unit
from reportgen.languages.currencies import CURRENCIES
from reportgen.vocabulary.standard import STANDARD, Vocabulary

# The findings on a fact for which an author may have a reason.
ACCEPTABLE = tuple(code.id for code in CODES.values() if code.acceptable)
_PERIOD_IN_KEY = re.compile(r"@(?![-+])")


@without_collector()
def read_facts(
    data: bytes, file: str, vocabulary: Vocabulary = STANDARD
) -> tuple[FactBase | None, list[Finding]]:
    """Read and derive a fact base, whose concepts may be those of the vocabulary. Returns None where anything is wrong;
    the findings list all that is.

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
    reader = _Reader(model, file, vocabulary)
    base = reader.read()
    derived, underivable = derive(base)
    findings += misshapen + reader.findings + underivable
    return (None if findings else derived), findings


class _Reader:
    """Builds the parts one after the other and notes what is wrong with each."""

    def __init__(self, model: FactsFile, file: str, vocabulary: Vocabulary) -> None:
        self.model = model
        self.file = file
        self.vocabulary = vocabulary
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
        sources = {str(key): self._source(key, value) for key, value in model.sources.items()}
        units = {str(key): _words(value) for key, value in model.units.items()}
        segments = {str(key): self._segment(key, value) for key, value in model.segments.items()}
        concepts, entities = self._concepts(entities, entity, segments)
        period = self._period(model.period, entities.get(entity))
        sourced = model.sourced is not None
        base = FactBase(self.file, entity, period, entities, sources, units, concepts, {}, sourced=sourced)
        base = replace(base, relabelled=self._relabelled(base))
        whole = base.with_facts(dict(self._facts(base)))
        self.findings += [*self._faults.findings(), *unmeasured(whole, model)]
        self.findings = told_once(self.findings, RG206)
        return replace(whole, concepts=concepts.listing(_names_of(whole)))

    def _find(self, code: FindingCode, message: str, locus: Locus, mend: str = "") -> None:
        self.findings.append(code.finding(message, locus, mend))

    def _entity(self, key: Text, value: EntityText) -> Entity:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            self._find(RG201, f"{str(key)!r} cannot name an entity", key.locus, "use a-z, digits and _")
        calendar, findings = read_calendar(value)
        self.findings += findings
        currency = self._currency(value.currency) if value.currency else ""
        isin = self._identifier(value.isin, "ISIN", isin_trouble) if value.isin else ""
        lei = self._identifier(value.lei, "LEI", lei_trouble) if value.lei else ""
        return Entity(
            str(key), _words(value.name), _words(value.short or value.name), calendar, currency, isin, lei
        )

    def _identifier(self, text: Text, kind: str, trouble: Callable[[str], str]) -> str:
        if wrong := trouble(text):
            self._find(
                RG423, f"{str(text)!r} is no {kind}: {wrong}", text.locus, "copy it anew from the register"
            )
        return str(text)

    def _source(self, key: Text, value: SourceText) -> Source:
        digest = str(value.sha256 or "").lower()
        if value.sha256 and not re.fullmatch("[0-9a-f]{64}", digest):
            self._find(RG202, "a SHA-256 has 64 digits of 0-9 and a-f", value.sha256.locus)
        if value.sha256 and not value.file:
            self._find(RG207, f"the source {str(key)!r} has sha256 without file", key.locus)
        return Source(
            str(key),
            _words(value.title),
            self._date(value.published),
            value.language,
            _words(value.publisher) if value.publisher else {},
            file=str(value.file or ""),
            sha256=digest,
            ship=value.ship,
            locus=(value.file or key).locus,
        )

    def _currency(self, text: Text) -> str:
        if text not in CURRENCIES:
            near = nearest(text, CURRENCIES)
            self._find(RG204, f"{str(text)!r} is no currency{near}", text.locus, "write its ISO code: USD")
        return str(text) if text in CURRENCIES else ""

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

    def _concepts(
        self, entities: dict[str, Entity], entity: str, segments: Mapping[str, Translations]
    ) -> tuple[Concepts, dict[str, Entity]]:
        """The concepts, and the entities with the currency that money is measured in."""
        own = {
            str(key): declared(str(key), value, self.vocabulary.find(key))
            for key, value in self.model.concepts.items()
            if not has_arithmetic(key)
        }
        known = replace(self.vocabulary, own={**self.vocabulary.own, **own})
        written = currencies_written(self.model.facts, entity, known)
        whole = told_whole(self.model.facts, entity, known)
        entities = {
            name: replace(one, currency=one.currency or written.get(name, ""), whole=whole.get(name))
            for name, one in entities.items()
        }
        currency = entities[entity].currency if entities else ""
        concepts = Concepts(known, self.vocabulary, own, currency, segments)
        for key, value in self.model.concepts.items():
            self._declaration(key, value, concepts)
        return concepts, entities

    def _declaration(self, key: Text, value: ConceptText, concepts: Concepts) -> None:
        """What is wrong with the declaration of a concept."""
        if not has_arithmetic(key):
            if (wrong := misnamed(key)) is not None:
                self.findings.append(wrong)
            if not value.label and self.vocabulary.find(key) is None:
                self.findings.append(unlabelled(key))
        try:
            parse_unit(value.unit, self.model.units)
        except UnitError as error:
            self._find(RG204, str(error), value.unit.locus, "declare it under units:")
        for name in [*value.parts, *value.beside, *([value.part_of] if value.part_of else [])]:
            if name not in concepts:
                near = concepts.nearest(name)
                self._find(RG205, f"unknown concept {str(name)!r}{near}", name.locus)

    def _segment(self, key: Text, words: Mapping[Any, Text]) -> Translations:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            self._find(RG201, f"{str(key)!r} cannot name a segment", key.locus, "use a-z, digits and _")
        return _words(words)

    def _relabelled(self, base: FactBase) -> Mapping[str, Concept]:
        """Formulas that are declared as concepts: they keep what they are, with another label, unit or basis."""
        found: dict[str, Concept] = {}
        for key, value in self.model.concepts.items():
            if not has_arithmetic(key):
                continue
            try:
                at = base.at(key)
                own = base.concept_at(at)
            except BadReference as error:
                self._find(RG205, str(error), key.inside(error.offset))
                continue
            given = {key: made for key, made in self._given(value).items() if key in value.model_fields_set}
            found[at.concept] = replace(own, **given)
        return found

    def _given(self, value: ConceptText) -> dict[str, Any]:
        """What may be said of a formula."""
        unit = parse_unit(value.unit, {*self.model.units, *value.unit.split("/")} - BUILT_IN)
        return {"label": _words(value.label or {}), "unit": unit, "basis": value.basis}

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
                first = seen[at]
                said = f"{str(key)!r} is the same fact as {str(first)!r} in line {first.locus.line}"
                both = value.is_open or self.model.facts[first].is_open
                mend = (
                    "take the line with open out" if both else "put the statements of both into one stated:"
                )
                self._find(RG210, said, key.locus, mend)
                continue
            seen[at] = key
            yield at, self._fact(at, key, value, base)

    def _coordinates(self, key: Text, base: FactBase) -> Coordinates | None:
        try:
            if has_arithmetic(key):
                return self._named_by_formula(key, base)
            reference = parse_reference(key)
            if not reference.period or parse_shift(reference.period) is not None:
                raise BadReference(
                    f"the fact {str(key)!r} needs a period of its own, as in {reference.concept}@{base.period}"
                )
            at = base.locate(reference)
            if at.period.instant and not base.concept_at(at).instant:
                message = f"{at.concept} is measured over a length of time, and {at.period} is a day"
                raise BadReference(message, key.find("@") + 1)
            return at
        except BadReference as error:
            self._find(RG205, str(error), key.inside(error.offset))
            return None

    def _named_by_formula(self, key: Text, base: FactBase) -> Coordinates:
        """Where a fact stands whose name is a formula: `growth(revenue)@2025Q4`, or `growth(revenue@2025Q4)`."""
        at = base.at(key)
        if not _PERIOD_IN_KEY.search(key):
            raise BadReference(f"the fact {str(key)!r} needs a period of its own, as in {key}@{base.period}")
        if is_formula(at.concept) or base.concepts.definition(at.concept):
            return at
        raise BadReference(f"the formula {str(key)!r} is nothing but the fact {base.name(at)}: write that")

    def _fact(self, at: Coordinates, key: Text, value: FactText, base: FactBase) -> Fact:
        concept = base.concept_at(at)
        told = [read_statement(statement, concept, base, self.findings) for statement in value.tellings]
        stated = tuple(statement for statement in told if statement)
        self._goes_together(at, key, value)
        formula, further, implied = self._formulas_of(at, key, value, base)
        return Fact(
            at,
            key.locus,
            stated,
            prefer=min((value.prefer or 1), max(len(stated), 1)) - 1,
            formula=formula,
            further=further,
            implied=implied,
            because=_maybe(value.because),
            accepted=self._accepted(value.accepted, key),
            label=_maybe(value.label),
            note=_maybe(value.note),
            open=value.is_open,
        )

    def _formulas_of(
        self, at: Coordinates, key: Text, value: FactText, base: FactBase
    ) -> tuple[Formula | None, tuple[Recomputation, ...], bool]:
        """What recomputes a fact: its formulas, and the one that is its name behind them; the first stands apart, with
        whether that is its name."""
        given = value.formula if isinstance(value.formula, list) else [value.formula]
        read = [formula for text in given if text and (formula := self._formula(text, at, base))]
        found = [Recomputation(formula) for formula in read]
        if is_formula(at.concept):
            tree = parse_formula(Text(at.concept), base.entities).tree
            found.append(
                Recomputation(
                    Formula(Text.at(at.concept, key.source, key.line, key.column), tree), implied=True
                )
            )
        if not found:
            return None, (), False
        return found[0].formula, tuple(found[1:]), found[0].implied

    def _goes_together(self, at: Coordinates, key: Text, value: FactText) -> None:
        if not value.stated and value.formula is None and not is_formula(at.concept):
            self._find(RG207, f"the fact {str(key)!r} has neither stated nor formula", key.locus)
        if value.prefer and value.prefer > len(value.tellings):
            self._find(
                RG207,
                f"prefer: {value.prefer}, but the number of statements is {len(value.tellings)}",
                key.locus,
            )
        if value.prefer and not value.because:
            self._find(RG207, "prefer needs because: the reason, in each language", key.locus)

    def _formula(self, text: Text, at: Coordinates, base: FactBase) -> Formula | None:
        try:
            if text not in self._formulas:  # the same formula stands in every period
                self._formulas[text] = parse_formula(text, base.entities).tree
            return Formula(text, self._formulas[text])
        except FormulaError as error:
            self._faults.add(text, base.name(at), error.code, str(error), error.offset)
            return None


def _names_of(base: FactBase) -> Iterator[str]:
    """The concepts that facts are of, and those in the formulas that some are named by."""
    for at in base.facts:
        if is_formula(at.concept):
            yield from (item.at.concept for item in inputs(bound_name(base, at)))
        else:
            yield at.concept


def _words(words: Mapping[Any, Text]) -> Translations:
    return {str(language): text for language, text in words.items()}  # each with its place


def _maybe(words: Mapping[Any, Text] | None) -> Translations | None:
    return _words(words) if words else None
