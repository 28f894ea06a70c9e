"""Formulas in the place of a concept's name in a table: growth(revenue), change(gross_margin)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Misuse
from reportgen.facts.base import Concept, Entity, FactBase
from reportgen.facts.concepts import Concepts
from reportgen.facts.naming import is_formula
from reportgen.facts.reference import BadReference
from reportgen.intake.importing.edition_period import wished_period
from reportgen.intake.importing.imported import ImportedCompany
from reportgen.languages import DEFAULT


def formula_as_concept(
    name: str, period: str, company: ImportedCompany, concepts: Concepts
) -> Concept | None:
    """What a formula measures, under the name by which facts.yaml knows it; None where a name is no formula, one of
    another company, or one of concepts that nothing declares."""
    if not is_formula(name) or "/" in name:
        return None
    words = {DEFAULT: company.name}
    entity = Entity(company.id, words, words, company.calendar, company.currency)
    try:
        home = wished_period(period, company)
        base = FactBase("", company.id, home, {company.id: entity}, {}, {}, concepts, {})
        at = base.at(name)
        return base.concept_at(at) if at.period in (home, home.at_end()) else None
    except (BadReference, Misuse):
        return None


def segments_of(formula: str) -> Iterator[str]:
    """What may be segments in a formula: the names before a point."""
    yield from re.findall(r"\b([a-z]\w*)\.[a-z]", formula)
