"""vocabulary.yaml: a project's own concepts, and the standard ones that a finished document carries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from reportgen.codes.rg2_values import RG204, RG205
from reportgen.errors import Finding, Rejected
from reportgen.facts.concepts import declared, misnamed, unlabelled
from reportgen.facts.schema import Bilingual, ConceptText, Scalar, Strict
from reportgen.facts.shape import check_shape, needed_keys
from reportgen.facts.text import Text, read_yaml
from reportgen.vocabulary.concept import ConceptKind, StandardConcept
from reportgen.vocabulary.standard import STANDARD, Vocabulary


class NamedConceptText(ConceptText):
    """What is measured, for all editions of a project. A standard concept keeps what is not given here."""

    kind: ConceptKind | None = Field(
        default=None,
        description="What it is measured in, instead of a `unit:`; `money` is in the currency of the entity.",
    )
    short: Bilingual | None = Field(
        default=None, description="A shorter label, for where a table has little room."
    )
    better: Literal["higher", "lower"] | None = Field(default=None, description="Which way is good news.")
    formula: Scalar | None = Field(
        default=None, description="How it is usually reckoned: `gross_profit / revenue`."
    )
    us_gaap: list[Scalar] = Field(
        default=[], description="Its elements in the US GAAP taxonomy, the preferred one first."
    )
    ifrs: list[Scalar] = Field(
        default=[], description="Its elements in the IFRS taxonomy, the preferred one first."
    )
    aliases: list[Scalar] = Field(
        default=[], description="Other names that people type for it; they are told this one."
    )


class VocabularyFile(Strict):
    """vocabulary.yaml as a whole."""

    concepts: dict[Scalar, NamedConceptText] = Field(
        description="Concepts by a name of a-z, digits, _ and dots; standard ones may be among them."
    )


def read_vocabulary(
    data: bytes, file: str, behind: Vocabulary = STANDARD
) -> tuple[Vocabulary, list[Finding]]:
    """A project's vocabulary before another one. With findings it is that other one and what could be read.

    Errors beyond those of `read_yaml` and `check_shape`: RG110 a new concept without a label, RG201 a name that cannot
    be used, RG204 a unit beside a kind, RG205 a part or whole that does not exist.
    """
    tree, findings = read_yaml(data, file, needed_keys(VocabularyFile))
    if tree is None:
        return behind, findings
    model, misshapen = check_shape(VocabularyFile, tree, file)
    findings += misshapen
    if model is None:
        return behind, findings
    own = {str(key): _concept(key, value, behind) for key, value in model.concepts.items()}
    vocabulary = replace(behind, own={**behind.own, **own})
    for key, value in model.concepts.items():
        findings += _wrong(key, value, behind, vocabulary)
    return vocabulary, findings


def known_vocabulary(own: tuple[str, bytes] | None) -> Vocabulary:
    """The vocabulary of a project, whose vocabulary.yaml is here by its path and its bytes; the standard one without.
    Raises Rejected where it is wrong."""
    if own is None:
        return STANDARD
    known, broken = read_vocabulary(own[1], own[0])
    if broken:
        raise Rejected(broken)
    return known


def _concept(key: Text, value: NamedConceptText, behind: Vocabulary) -> StandardConcept:
    concept = declared(str(key), value, behind.find(key))
    said: dict[str, Any] = {}
    for name in ("us_gaap", "ifrs", "aliases"):
        if name in value.model_fields_set:
            said[name] = tuple(map(str, getattr(value, name)))
    if value.kind:
        said |= {"kind": value.kind, "unit": None}
    if value.short:
        said["shorts"] = {**concept.shorts, **{str(tag): text for tag, text in value.short.items()}}
    said |= {"better": value.better} if value.better else {}
    said |= {"formula": str(value.formula)} if value.formula else {}
    return replace(concept, **said)


def _wrong(
    key: Text, value: NamedConceptText, behind: Vocabulary, vocabulary: Vocabulary
) -> Iterator[Finding]:
    if (wrong := misnamed(key)) is not None:
        yield wrong
    if not value.label and behind.find(key) is None:
        yield unlabelled(key)
    if value.kind and "unit" in value.model_fields_set:
        yield RG204.finding(f"{key} has a kind and a unit", value.unit.locus, "leave one of them out")
    for name in [*value.parts, *value.beside, *([value.part_of] if value.part_of else [])]:
        if vocabulary.find(name) is None:
            message = f"unknown concept {str(name)!r}{vocabulary.nearest(name)}"
            yield RG205.finding(message, name.locus)


# ---- the other way: concepts as a file -------------------------------------------------------------------------------


def to_yaml(concepts: Mapping[str, StandardConcept], languages: Iterable[str]) -> bytes:
    """Concepts as a vocabulary.yaml that needs no other: with their labels in these languages, and without a part or a
    whole that is not among them."""
    languages = tuple(languages)
    lines = [f"  {name}: {_flow(_said(one, concepts, languages))}" for name, one in concepts.items()]
    return "\n".join(["concepts:", *lines, ""]).encode()


def _said(
    concept: StandardConcept, among: Mapping[str, StandardConcept], languages: tuple[str, ...]
) -> dict[str, Any]:
    """The keys of a concept, less those that have nothing to say."""
    labels = {tag: str(text) for tag, text in concept.labels.items() if tag in languages}
    said: dict[str, Any] = {
        "label": labels or {tag: str(text) for tag, text in concept.labels.items()},
        "kind": concept.kind if concept.unit is None else "",
        "unit": concept.unit or "",
        "type": "instant" if concept.instant else "",
        "basis": concept.basis if concept.basis != "reported" else "",
        "parts": [part for part in concept.parts if set(concept.parts) <= among.keys()],
        "part-of": concept.part_of if concept.part_of in among else "",
        "formula": concept.formula,
        "non-negative": concept.non_negative,
        "length": concept.length,
    }
    kept = {key: value for key, value in said.items() if value}
    return kept if concept.adds_up is None else kept | {"adds-up": concept.adds_up}


def _flow(value: Any) -> str:
    """A value in YAML's flow style: keys bare, texts quoted."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
