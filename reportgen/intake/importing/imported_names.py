"""Names of what comes in that nothing else in a facts.yaml has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportgen.facts.base import FactBase
from reportgen.intake.importing.imported import Import, ImportedFact


def named_for(made: Import, base: FactBase, tree: Mapping[str, object]) -> Import:
    """The import, with names that nothing else in the file has: facts of a company that is not the edition's begin with
    its name, and so do its reports."""
    entity = made.company.id
    before = "" if entity == base.entity else f"{entity}_"
    written = tree.get("sources")
    accessions = {
        str(name): str(source.get("accession", "")) if isinstance(source, Mapping) else ""
        for name, source in (written.items() if isinstance(written, Mapping) else ())
    }
    names = dict[str, str]()
    for source in made.sources:
        as_asked = source.file or source.language  # of a text
        wanted = source.id if as_asked else before + source.id
        names[source.id] = _source_name(wanted, source.accession, accessions)
        accessions.setdefault(names[source.id], source.accession)
    return replace(
        made,
        sources=tuple(replace(one, id=names[one.id]) for one in made.sources),
        facts=tuple(_of(entity if before else "", fact, names) for fact in made.facts),
    )


def _source_name(wanted: str, accession: str, there: Mapping[str, str]) -> str:
    """The name of this very report in the file, or one that is free."""
    if accession and (same := [name for name, known in there.items() if known == accession]):
        return same[0]
    name, number = wanted, 1
    while accession and there.get(name):  # another report has it
        number += 1
        name = f"{wanted}_{number}"
    return name


def _of(entity: str, fact: ImportedFact, names: Mapping[str, str]) -> ImportedFact:
    tellings = tuple(replace(one, source=names[one.source]) for one in fact.tellings)
    return replace(fact, concept=f"{entity}/{fact.concept}" if entity else fact.concept, tellings=tellings)
