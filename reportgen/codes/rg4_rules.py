"""RG4xx: what the sanity rules find suspicious in a fact; their finders stand in `checks/rules.py` and `sums.py`.

A new rule is a record here, a function there and its line in `RULES`, and its title in each language.
"""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

_MEND: Final = "Correct it, or give accepted: a reason under this code."

RG401: Final = FindingCode(
    "RG401",
    "scale-apart",
    Severity.ERROR,
    "Two tellings of one measure, or a figure and its formula or forecast, stand a scale or a sign apart, also where"
    " their conflict is accepted.",
    _MEND,
    'facts:\n  revenue@2025Q4~consensus: {stated: [{value: 47.0 bn USD, source: release ¶2, printed: "47.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG402: Final = FindingCode(
    "RG402",
    "scale-jump",
    Severity.ERROR,
    "A value is about 10³, 10⁴, 10⁶ or 10⁸ times that of the period before, or that part of it.",
    _MEND,
    'facts:\n  revenue@2025Q3: {stated: [{value: 46.1 bn USD, source: release ¶1, printed: "46.1"}]}',
    "facts.yaml",
    acceptable=True,
)
RG403: Final = FindingCode(
    "RG403",
    "huge-percentage",
    Severity.ERROR,
    "A percentage is over 1,000%, as stated or by its formula.",
    _MEND,
    "facts:\n  revenue.growth@2025Q4: {stated: [{value: 1001%, source: release ¶1, printed: 1001%}]}",
    "facts.yaml",
    acceptable=True,
)
RG404: Final = FindingCode(
    "RG404",
    "part-above-whole",
    Severity.ERROR,
    "A part, declared by part-of:, is larger than the whole.",
    _MEND,
    "concepts:\n"
    "  cloud: {label: {en: Cloud}, unit: USD, part-of: revenue}\n"
    "facts:\n"
    '  cloud@2025Q4: {stated: [{value: 50.1 m USD, source: release ¶1, printed: "50.1"}]}',
    "facts.yaml",
    acceptable=True,
)
RG405: Final = FindingCode(
    "RG405",
    "parts-do-not-foot",
    Severity.ERROR,
    "The parts of a concept, declared by parts:, do not add up to it.",
    _MEND,
    "concepts:\n"
    "  revenue: {label: {en: Revenue}, unit: USD, parts: [cloud, shops]}\n"
    "  cloud: {label: {en: Cloud}, unit: USD}\n"
    "  shops: {label: {en: Shops}, unit: USD}\n"
    "facts:\n"
    '  cloud@2025Q4: {stated: [{value: 30.0 m USD, source: release ¶1, printed: "30.0"}]}\n'
    '  shops@2025Q4: {stated: [{value: 17.0 m USD, source: release ¶1, printed: "17.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG406: Final = FindingCode(
    "RG406",
    "quarters-do-not-add-up",
    Severity.ERROR,
    "Quarters do not add up to the half or the year, or halves to the year.",
    _MEND,
    "facts:\n"
    '  revenue@2025Q1: {stated: [{value: 45.0 m USD, source: release ¶1, printed: "45.0"}]}\n'
    '  revenue@2025Q2: {stated: [{value: 46.0 m USD, source: release ¶1, printed: "46.0"}]}\n'
    '  revenue@2025Q3: {stated: [{value: 47.0 m USD, source: release ¶1, printed: "47.0"}]}\n'
    '  revenue@2025: {stated: [{value: 190.0 m USD, source: release ¶1, printed: "190.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG407: Final = FindingCode(
    "RG407",
    "above-longer-period",
    Severity.ERROR,
    "The amount of a shorter period is above that of a longer one that holds it, of what cannot be negative.",
    _MEND,
    'facts:\n  revenue@2025: {stated: [{value: 40.0 m USD, source: release ¶1, printed: "40.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG408: Final = FindingCode(
    "RG408",
    "length-against-name",
    Severity.ERROR,
    "A period is longer or shorter than the concept's length:, its name or the fact's label says.",
    _MEND,
    "concepts:\n"
    "  revenue.ttm: {label: {en: Revenue of the last year}, unit: USD}\n"
    "facts:\n"
    '  revenue.ttm@2025Q4: {stated: [{value: 186.2 m USD, source: release ¶1, printed: "186.2"}]}',
    "facts.yaml",
    acceptable=True,
)
RG409: Final = FindingCode(
    "RG409",
    "forecast-of-the-past",
    Severity.ERROR,
    "Consensus or guidance stands for a period that has no actual, although a later period has one.",
    _MEND,
    'facts:\n  revenue@2025Q1~guidance: {stated: [{value: 44.0 m USD, source: release ¶1, printed: "44.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG410: Final = FindingCode(
    "RG410",
    "told-too-early",
    Severity.ERROR,
    "An actual is told by a source that came out before the period was over.",
    _MEND,
    'facts:\n  revenue@2026Q1: {stated: [{value: 50.0 m USD, source: release ¶1, printed: "50.0"}]}',
    "facts.yaml",
    acceptable=True,
)
RG411: Final = FindingCode(
    "RG411",
    "lost-in-rounding",
    Severity.WARNING,
    "A computed value is not zero and prints as “in line”: its inputs are too coarse to tell its sign.",
    _MEND,
    "concepts:\n"
    "  gap: {label: {en: Change of growth}, unit: points}\n"
    "facts:\n"
    "  revenue.growth@2024Q4: {stated: [{value: 12.3%, source: release ¶1, printed: 12.3%}]}\n"
    "  revenue.growth@2025Q4: {stated: [{value: 12.31%, source: release ¶1, printed: 12.31%}]}\n"
    "  gap@2025Q4: {formula: revenue.growth - revenue.growth@2024Q4}",
    "facts.yaml",
    acceptable=True,
)
RG412: Final = FindingCode(
    "RG412",
    "same-digits",
    Severity.WARNING,
    "A value has the very digits of the period before, four or more: a copy, or a coincidence.",
    _MEND,
    "facts:\n"
    '  revenue@2025Q2: {stated: [{value: 46.13 m USD, source: release ¶1, printed: "46.13"}]}\n'
    '  revenue@2025Q3: {stated: [{value: 46.13 m USD, source: release ¶1, printed: "46.13"}]}',
    "facts.yaml",
    acceptable=True,
)
RG413: Final = FindingCode(
    "RG413",
    "growth-against-amounts",
    Severity.ERROR,
    "A growth rate without a formula is stated against the direction in which the amounts went.",
    _MEND,
    "facts:\n  revenue.growth@2025Q4: {stated: [{value: -5%, source: release ¶1, printed: -5%}]}",
    "facts.yaml",
    acceptable=True,
)
RG414: Final = FindingCode(
    "RG414",
    "below-zero",
    Severity.ERROR,
    "A value is below zero of what is declared non-negative:, or is revenue, sales, turnover or capex by name.",
    _MEND,
    'facts:\n  revenue@2025Q3: {stated: [{value: -3.0 m USD, source: release ¶1, printed: "-3.0"}]}',
    "facts.yaml",
    acceptable=True,
)
