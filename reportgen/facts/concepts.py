"""Which concept a name means: what the file declares, laid over what the vocabulary has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from reportgen.codes.rg1_files import RG110
from reportgen.codes.rg2_values import RG201, RG204
from reportgen.errors import Finding, nearest
from reportgen.facts.base import Concept, Fact, FactBase, Translations
from reportgen.facts.naming import has_arithmetic
from reportgen.facts.reference import NAME, BadReference, parse_reference
from reportgen.facts.schema import ConceptText, FactsFile, FactText
from reportgen.facts.text import Text
from reportgen.facts.unit import BUILT_IN, Unit, UnitError, parse_unit
from reportgen.languages import LANGUAGES
from reportgen.languages.currencies import CURRENCIES, HUNDREDTHS, HUNDREDTHS_SPELT
from reportgen.vocabulary.concept import StandardConcept, is_money
from reportgen.vocabulary.standard import Vocabulary

_NAME: Final = re.compile(rf"(?<![\w.]){NAME}(?![\w.(])")
_OF_TWO: Final = re.compile(rf"({NAME}) ([-+/]) ({NAME})")


def names_in(formula: str) -> list[str]:
    """The concepts that a formula names, or the one that it is, as often as they stand there."""
    return _NAME.findall(formula)


class Concepts(Mapping[str, Concept]):
    """The concepts of a fact base. All that are declared or standard can be looked up; the ones listed are those that
    are declared or that a fact is of, in the order in which they were met.

    `known` has the concepts as the file means them, `vocabulary` as they are without it. `currency` is the ISO code of
    what the edition's entity reports in, "" where nothing says so: then what is money is a plain number. Of each of
    the `segments` all of it can be measured: `aws.revenue`.
    """

    def __init__(
        self,
        known: Vocabulary,
        vocabulary: Vocabulary,
        listed: Iterable[str],
        currency: str = "",
        segments: Mapping[str, Translations] | None = None,
    ) -> None:
        self._vocabularies = (known, vocabulary)
        self._listed = tuple(dict.fromkeys(listed))
        self._currency = currency
        self.segments = segments or {}
        self._made: dict[tuple[str, str, bool], Concept] = {}

    def __getitem__(self, name: str) -> Concept:
        return self.measured(name, self._currency)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def measured(self, name: str, currency: str, hundredths: bool = False) -> Concept:
        """A concept as somebody measures it who reports in a currency, with amounts per share told in `hundredths` of
        it; "" is the currency of the edition's entity. Raises KeyError where there is none of this name."""
        key = (name, currency or self._currency, hundredths)
        if key not in self._made:
            if (found := self._find(name)) is None:
                raise KeyError(name)
            unit = _unit(found, key[1])
            told = unit.in_hundredths() if hundredths and _per_share(found) else unit
            self._made[key] = as_concept(found, told)
        return self._made[key]

    def _find(self, name: str) -> StandardConcept | None:
        """A concept by its name, or as it is measured of a segment."""
        known = self._vocabularies[0]
        if (found := known.find(name)) is not None or not self.segments:
            return found
        whole = known.find(self._whole(name))
        return whole and _of_segment(name, self.segments[name.partition(".")[0]], whole)

    def _whole(self, name: str) -> str:
        """What a name says of the whole company, without the segment before it; "" where there is none."""
        segment, _, rest = name.partition(".")
        return rest if segment in self.segments else ""

    def segment_of(self, name: str) -> str:
        """The segment that a concept is measured of, "" for none."""
        return name.partition(".")[0] if self._whole(name) else ""

    def lifts(self, concept: Concept) -> bool:
        """True for a measure of a segment that is declared on its own, and not as what cannot be negative."""
        own = self._vocabularies[0].own
        return concept.id in own and bool(self.segment_of(concept.id)) and not concept.non_negative

    def definition(self, name: str) -> str:
        """The formula that a concept is usually reckoned by, "" where it has none."""
        found = self._find(name)
        if found is None or not found.formula:
            return ""
        whole = self._whole(name) if self._vocabularies[0].find(name) is None else ""
        return _NAME.sub(rf"{name.partition('.')[0]}.\g<0>", found.formula) if whole else found.formula

    def defined_as(self, formula: str) -> str:
        """The concept whose usual formula has this name (see `naming`), of the company or of one of its segments; ""
        where there is none."""
        names = names_in(formula)
        segment = names[0].partition(".")[0] if names else ""
        if segment in self.segments and all(name.startswith(f"{segment}.") for name in names):
            whole = self._defined.get(_NAME.sub(lambda name: name[0].removeprefix(f"{segment}."), formula))
            return f"{segment}.{whole}" if whole else ""
        return self._defined.get(formula, "")

    @cached_property
    def _defined(self) -> Mapping[str, str]:
        """Concepts by their formula as it is named, where that is a quotient or a difference of two others."""
        found: dict[str, str] = {}
        for name in self._vocabularies[0].names:
            one = self._vocabularies[0].find(name)
            if one and (match := _OF_TWO.fullmatch(one.formula)):
                first, sign, second = match.groups()
                text = f"share({first}, {second})" if sign == "/" else f"({first} {sign} {second})"
                found.setdefault(text, name)
        return found

    def named_in(self, formulas: Iterable[str]) -> Iterator[str]:
        """The concepts that formulas and conditions name, and those in the usual formulas of unlisted ones."""
        open_, seen = list(formulas), set[str]()
        while open_:
            for name in names_in(open_.pop()):
                if name not in seen and name in self:
                    seen.add(name)
                    open_.append("" if name in self._listed else self.definition(name))
                    yield name

    def listing(self, names: Iterable[str]) -> Concepts:
        """The same concepts, with these listed as well."""
        return Concepts(*self._vocabularies, [*self._listed, *names], self._currency, self.segments)

    @property
    def vocabulary(self) -> Vocabulary:
        """All concepts that there are, the edition's own before those of the project and the standard ones."""
        return self._vocabularies[0]

    def standard(self) -> dict[str, StandardConcept]:
        """What the vocabulary has of the listed concepts, whether the file declares something of them or not."""
        names = dict.fromkeys(one for name in self._listed for one in (name, self._whole(name)) if one)
        found = ((name, self._vocabularies[1].find(name)) for name in names)
        return {name: concept for name, concept in found if concept is not None}

    def nearest(self, name: str) -> str:
        """ "; write …" for another name of a standard concept, else the nearest names, the file's own first; for what
        is measured of no segment, the segments that there are."""
        known = self._vocabularies[0]
        segment, _, whole = name.partition(".")
        if whole and self.segments and segment not in self.segments and known.find(whole):
            return f"; {segment!r} is no segment: there are {', '.join(self.segments)}"
        return known.nearest(name) if known.meant(name) else nearest(name, self) or known.nearest(name)


def _of_segment(name: str, segment: Translations, whole: StandardConcept) -> StandardConcept:
    """What a concept of the whole company is of one of its segments."""
    labels = {
        tag: LANGUAGES[tag].composing.of_segment(segment.get(tag) or next(iter(segment.values())), text)
        for tag, text in whole.labels.items()
        if tag in LANGUAGES
    }
    return replace(whole, name=name, labels=labels, shorts={}, note=None, parts=(), part_of="", aliases=())


def _unit(concept: StandardConcept, currency: str) -> Unit:
    """Its unit, which may hold names that nobody declared; those are found by `unmeasured` and where it is declared."""
    if _in_money(concept) and not currency:
        return Unit()
    text = concept.unit_in(currency)
    return parse_unit(text, {name.strip() for name in text.split("/")} - BUILT_IN)


def _in_money(concept: StandardConcept | None) -> bool:
    return concept is not None and concept.unit is None and is_money(concept.kind)


def _per_share(concept: StandardConcept | None) -> bool:
    return _in_money(concept) and concept is not None and concept.kind != "money"


def as_concept(standard: StandardConcept, unit: Unit) -> Concept:
    """A concept of the fact base, measured in a unit."""
    # Amounts of money over time add up; what is per share, a rate or a count of customers does not.
    money = not standard.instant and unit.powers == ((unit.currency, 1),)
    return Concept(
        standard.name,
        standard.labels,
        unit,
        standard.instant,
        standard.basis,
        standard.note,
        parts=standard.parts,
        part_of=standard.part_of,
        non_negative=standard.non_negative,
        adds_up=money if standard.adds_up is None else standard.adds_up,
        length=standard.length,
        kind=standard.kind if standard.unit is None else "",
        beside=standard.beside,
        definition=standard.definition,
    )


_PLAIN: Final = ("basis", "non_negative", "adds_up", "length")


def declared(name: str, value: ConceptText, standard: StandardConcept | None) -> StandardConcept:
    """What a file says of a concept, field by field over what is known of it; a unit takes the place of a kind.

    A concept that is not known has plain numbers as its unit.
    """
    known = standard or StandardConcept(name, unit="")
    given = value.model_fields_set
    said: dict[str, Any] = {field: getattr(value, field) for field in _PLAIN if field in given}
    if value.label:
        words = {str(tag): text for tag, text in value.label.items()}  # each with its place
        shorts = {tag: text for tag, text in known.shorts.items() if tag not in words}
        said |= {"labels": {**known.labels, **words}, "shorts": shorts}
    if "unit" in given:
        said["unit"] = str(value.unit)
    if "type" in given:
        said["instant"] = value.type == "instant"
    if value.note:
        said["note"] = {str(tag): text for tag, text in value.note.items()}
    if value.definition:
        said["definition"] = {str(tag): text for tag, text in value.definition.items()}
    if "beside" in given:
        said["beside"] = tuple(map(str, value.beside))
    if "parts" in given:
        said["parts"] = tuple(map(str, value.parts))
    if value.part_of:
        said["part_of"] = str(value.part_of)
    return replace(known, **said)


def currencies_written(facts: Mapping[Text, FactText], entity: str, known: Vocabulary) -> dict[str, str]:
    """The currency that each entity's statements are written in, by entity: of the first statement of a standard
    concept of money, or else of the first in any currency. `entity` is that of facts that name none."""
    money: dict[str, bool] = {}
    first: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for owner, name, value in _stated(facts, entity):
        if name not in money:
            money[name] = _in_money(known.find(name))
        found = first[money[name]]
        if owner not in found and (code := _currency_in(value)):
            found[owner] = HUNDREDTHS.get(code, code)
    return first[False] | first[True]


def told_whole(facts: Mapping[Text, FactText], entity: str, known: Vocabulary) -> dict[str, frozenset[str]]:
    """By entity that states amounts per share in hundredths of a currency, in pence, the concepts that it does not:
    the first statement of each says it."""
    first: dict[str, dict[str, bool]] = {}
    for owner, name, value in _stated(facts, entity):
        told = first.setdefault(owner, {})
        if name not in told and (code := _currency_in(value)) and _per_share(known.find(name)):
            told[name] = code in HUNDREDTHS
    return {
        owner: frozenset(name for name, small in told.items() if not small)
        for owner, told in first.items()
        if any(told.values())
    }


def _stated(facts: Mapping[Text, FactText], entity: str) -> Iterator[tuple[str, str, str]]:
    """The entity, the concept and the first value of each stated fact; `entity` is that of facts that name none."""
    for key, value in facts.items():
        if value.tellings and not has_arithmetic(key):
            owner, _, local = key.rpartition("/")
            yield owner or entity, re.split("[@~]", local, maxsplit=1)[0], value.tellings[0].value


_WORD_IN_VALUE: Final = re.compile(r"[A-Za-z]+¢?")


def _currency_in(value: str) -> str:
    """The code in a value, of a currency or of its hundredths; "" where there is none."""
    for word in _WORD_IN_VALUE.findall(value):
        if code := word if word in CURRENCIES else HUNDREDTHS_SPELT.get(word, ""):
            return code
    return ""


def misnamed(key: Text) -> Finding | None:
    """That a concept cannot have this name (RG201); None where it can."""
    try:
        parse_reference(key)
    except BadReference:
        return RG201.finding(f"{str(key)!r} cannot name a concept", key.locus, "use a-z, digits, _ and dots")
    return None


def unlabelled(key: Text) -> Finding:
    """That a concept which is not standard has no label (RG110)."""
    message = f"the key 'label' is missing (in concepts › {key})"
    return RG110.finding(message, key.locus, "only a standard concept needs none")


def unmeasured(base: FactBase, model: FactsFile) -> Iterator[Finding]:
    """RG204: facts of standard concepts whose unit nobody declared, or of money of an entity that has no currency."""
    met: dict[tuple[str, str], Fact] = {}
    for fact in base.facts.values():
        met.setdefault((fact.at.entity, fact.at.concept), fact)
    poor: dict[str, None] = {}
    for (entity, name), fact in met.items():
        concept = base.concept_at(fact.at)
        if is_money(concept.kind):
            if not base.entities[entity].currency and entity not in poor:
                poor[entity] = None
                message = f"{name} is money, and nothing says in which currency {entity} reports"
                yield RG204.finding(message, fact.locus, f"give the entity {entity} its currency: USD")
        elif concept.kind or name not in model.concepts:
            yield from _undeclared(concept, fact, model.units)


def _undeclared(concept: Concept, fact: Fact, units: Collection[str]) -> Iterator[Finding]:
    try:
        parse_unit(str(concept.unit), units)
    except UnitError as error:
        message = f"{concept.id} is measured in {concept.unit}: {error}"
        yield RG204.finding(message, fact.locus, "declare it under units:")
