"""RG2xx: names, values, periods, units, references and formulas that cannot be read or do not exist."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG201: Final = FindingCode(
    "RG201",
    "unusable-name",
    Severity.ERROR,
    "A name cannot stand in a reference.",
    "Use a-z, digits and _, in concepts also dots.",
    "concepts:\n  Backlog: {label: {en: Backlog}, unit: USD}",
    "facts.yaml",
)
RG202: Final = FindingCode(
    "RG202",
    "unreadable-value",
    Severity.ERROR,
    "A value cannot be read.",
    "Write number, scale and unit, such as 48.2 m USD, 35% or about 1,200 people.",
    'facts:\n  revenue@2025Q3: {stated: [{value: "12,34 USD", source: release ¶1, printed: "12,34"}]}',
    "facts.yaml",
)
RG203: Final = FindingCode(
    "RG203",
    "no-such-period",
    Severity.ERROR,
    "A period or a day does not exist.",
    "Write 2025, 2025Q4, 2025H1, TTM2025Q4, FY2026Q2, or a day such as 2026-01-21.",
    "period: 2025Q5",
    "facts.yaml",
)
RG204: Final = FindingCode(
    "RG204",
    "units-do-not-fit",
    Severity.ERROR,
    "Units do not add up, cannot be compared, or are unknown.",
    "Compute with figures of one unit, and declare units of one's own under units:.",
    "facts:\n  revenue@2025Q3: {formula: revenue@2025Q4 + staff@2025Q4}",
    "facts.yaml",
)
RG205: Final = FindingCode(
    "RG205",
    "reference-to-nothing",
    Severity.ERROR,
    "A reference names an entity, a concept, a period or a fact that is not there, or one without a value.",
    "Correct it; the nearest names are given. Or state the fact.",
    'Sales were {{ cite("revenu") }}.',
    "en.md",
)
RG206: Final = FindingCode(
    "RG206",
    "unknown-source",
    Severity.ERROR,
    "A statement names a source that is not declared, or no place in it.",
    "Write the source's id and a locator: release ¶3, or release p. 4.",
    'facts:\n  revenue@2025Q3: {stated: [{value: 46.0 m USD, source: release 3, printed: "46.0"}]}',
    "facts.yaml",
)
RG207: Final = FindingCode(
    "RG207",
    "keys-do-not-go-together",
    Severity.ERROR,
    "Keys contradict one another, or one of them needs another that is not there.",
    "Add the missing key, or take the other one out.",
    "facts:\n  revenue@2025Q3: {label: {en: Sales of the third quarter}}",
    "facts.yaml",
)
RG208: Final = FindingCode(
    "RG208",
    "unreadable-formula",
    Severity.ERROR,
    "A formula cannot be read, bound to its periods, or used on what it is applied to.",
    "Correct the formula at the caret.",
    'facts:\n  revenue.growth@2025Q4: {formula: "growth(revenue"}',
    "facts.yaml",
)
RG209: Final = FindingCode(
    "RG209",
    "circle",
    Severity.ERROR,
    "Formulas go in a circle.",
    "State one of the facts on the path that is named.",
    "facts:\n  revenue@2025Q2: {formula: revenue@2025Q3}\n  revenue@2025Q3: {formula: revenue@2025Q2}",
    "facts.yaml",
)
RG210: Final = FindingCode(
    "RG210",
    "fact-twice",
    Severity.ERROR,
    "One fact stands twice, under two spellings of its period.",
    "Join the two: a fact may have several statements.",
    "facts:\n"
    '  revenue@2025: {stated: [{value: 186.2 m USD, source: release ¶1, printed: "186.2"}]}\n'
    '  revenue@TTM2025Q4: {stated: [{value: 186.2 m USD, source: release ¶2, printed: "186.2"}]}',
    "facts.yaml",
)
