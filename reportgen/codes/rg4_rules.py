"""RG4xx: what the sanity rules find suspicious in a fact; `checks/rules.py` says where their finders stand.

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
    "A value is about 10³, 10⁴, 10⁶ or 10⁸ times that of the periods beside it, of the longer one around it or of the"
    " actual, or that part of it.",
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
    "A value has the very digits of the period before: four or more, or three where all else in the table has moved.",
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
RG415: Final = FindingCode(
    "RG415",
    "off-definition",
    Severity.WARNING,
    "A figure without a formula is not what those give that it is usually reckoned from: the vocabulary's formula, or"
    " growth.",
    _MEND,
    "facts:\n"
    '  operating_income@2025Q4: {stated: [{value: 4.0 m USD, source: release ¶1, printed: "4.0"}]}\n'
    "  operating_margin@2025Q4: {stated: [{value: 7.9%, source: release ¶1, printed: 7.9%}]}",
    "facts.yaml",
    acceptable=True,
)
RG416: Final = FindingCode(
    "RG416",
    "eps-against-income",
    Severity.ERROR,
    "Earnings per share are not what income over the number of shares gives.",
    "Correct it, state net_income.common where preferred shares take part, or give accepted: a reason under this code.",
    "facts:\n"
    "  net_income@2025Q4: {stated: [{value: 4.00 m USD, source: release ¶1, printed: 4.00}]}\n"
    "  shares.diluted@2025Q4: {stated: [{value: 2.00 m shares, source: release ¶1, printed: 2.00}]}\n"
    "  eps.diluted@2025Q4: {stated: [{value: 2.40 USD/share, source: release ¶1, printed: $2.40}]}",
    "facts.yaml",
    acceptable=True,
)
RG417: Final = FindingCode(
    "RG417",
    "eps-of-wrong-sign",
    Severity.ERROR,
    "Earnings per share are above zero beside a loss, or below beside a profit.",
    _MEND,
    "facts:\n"
    "  net_income@2025Q4: {stated: [{value: -4.0 m USD, source: release ¶1, printed: (4.0)}]}\n"
    "  eps.diluted@2025Q4: {stated: [{value: 2.00 USD/share, source: release ¶1, printed: $2.00}]}",
    "facts.yaml",
    acceptable=True,
)
RG418: Final = FindingCode(
    "RG418",
    "cash-does-not-roll",
    Severity.ERROR,
    "The flows of a period, with the effect of exchange rates, do not lead from the cash at its beginning to that at"
    " its end.",
    _MEND,
    "facts:\n"
    "  cash@2024-12-31: {stated: [{value: 8.0 m USD, source: release ¶1, printed: $8.0 million}]}\n"
    "  operating_cash_flow@2025: {stated: [{value: 9.0 m USD, source: release ¶1, printed: $9.0 million}]}\n"
    "  investing_cash_flow@2025: {stated: [{value: -5.0 m USD, source: release ¶1, printed: $(5.0) million}]}\n"
    "  financing_cash_flow@2025: {stated: [{value: -2.0 m USD, source: release ¶1, printed: $(2.0) million}]}\n"
    "  fx_effect_on_cash@2025: {stated: [{value: 0.1 m USD, source: release ¶1, printed: $0.1 million}]}\n"
    "  cash@2025-12-31: {stated: [{value: 14.1 m USD, source: release ¶1, printed: $14.1 million}]}",
    "facts.yaml",
    acceptable=True,
)
RG419: Final = FindingCode(
    "RG419",
    "gap-of-the-unstated",
    Severity.WARNING,
    "Earnings per share, or the change of cash, are off by what may come of something that is not stated: preferred"
    " dividends, exchange rates, restricted cash.",
    "Correct it, state what is missing, or give accepted: a reason under this code.",
    "facts:\n"
    "  net_income@2025Q4: {stated: [{value: 4.00 m USD, source: release ¶1, printed: $4.00 million}]}\n"
    "  shares.diluted@2025Q4: {stated: [{value: 2.00 m shares, source: release ¶1, printed: 2.00 million}]}\n"
    "  eps.diluted@2025Q4: {stated: [{value: 1.95 USD/share, source: release ¶1, printed: $1.95}]}",
    "facts.yaml",
    acceptable=True,
)
RG420: Final = FindingCode(
    "RG420",
    "share-count-off-scale",
    Severity.ERROR,
    "A number of shares is about 10³, 10⁴, 10⁶ or 10⁸ times what earnings per share, market value or another number of"
    " the same time imply, or that part of it.",
    _MEND,
    "facts:\n"
    "  shares.basic@2025Q4: {stated: [{value: 2.00 m shares, source: release ¶1, printed: 2.00 million}]}\n"
    "  shares.diluted@2025Q4: {stated: [{value: 2.02 bn shares, source: release ¶1, printed: 2.02 billion}]}",
    "facts.yaml",
    acceptable=True,
)
RG421: Final = FindingCode(
    "RG421",
    "no-whole-count",
    Severity.WARNING,
    "A percentage is none that a whole number over a stated count below 1,000 can give.",
    _MEND,
    "facts:\n"
    "  store_count@2024-12-31: {stated: [{value: 40, source: release ¶1, printed: 40}]}\n"
    "  growth(store_count)@2025-12-31: {stated: [{value: 6.3%, source: release ¶1, printed: 6.3%}]}",
    "facts.yaml",
    acceptable=True,
)
RG423: Final = FindingCode(
    "RG423",
    "wrong-check-digit",
    Severity.ERROR,
    "An ISIN or LEI of a company has another form than these have, or a wrong check digit.",
    "Copy it anew from the register.",
    'entities:\n  acme: {name: {en: "Acme, Inc."}, isin: US0378331006}',
    "facts.yaml",
)
RG424: Final = FindingCode(
    "RG424",
    "check-digit-in-text",
    Severity.WARNING,
    "What looks like an ISIN or LEI in a text has a wrong check digit.",
    "Copy it anew from the register.",
    "The shares (US0378331006) rose.",
    "en.md",
)
RG425: Final = FindingCode(
    "RG425",
    "only-touching",
    Severity.WARNING,
    "A stated value ties with its formula only where both intervals end: another last digit is likelier.",
    _MEND,
    "facts:\n"
    '  revenue@2025Q3: {stated: [{value: 12 m USD, source: release ¶1, printed: "12"}]}\n'
    '  revenue@2025Q2: {stated: [{value: 10 m USD, source: release ¶1, printed: "10"}]}\n'
    '  revenue@2025Q1: {stated: [{value: 9 m USD, source: release ¶1, printed: "9"}]}\n'
    '  revenue@9M2025: {stated: [{value: 33 m USD, source: release ¶1, printed: "33"}], '
    "formula: revenue@2025Q1 + revenue@2025Q2 + revenue@2025Q3}",
    "facts.yaml",
    acceptable=True,
)
RG426: Final = FindingCode(
    "RG426",
    "outflow-of-other-sign",
    Severity.WARNING,
    "An outflow is stated above zero after one below, or the other way round, of like size.",
    "Write one sign for all periods, or give accepted: a reason under this code.",
    "facts:\n"
    "  capex@2025Q3: {stated: [{value: 3.0 m USD, source: release ¶1, printed: $3.0 million}]}\n"
    "  capex@2025Q4: {stated: [{value: -3.2 m USD, source: release ¶1, printed: $(3.2) million}]}",
    "facts.yaml",
    acceptable=True,
)
RG427: Final = FindingCode(
    "RG427",
    "outflow-taken-off-twice",
    Severity.ERROR,
    "A formula subtracts an outflow that is stated below zero, and so adds it.",
    "Add it in the formula, or state it without its sign; or give accepted: a reason under this code.",
    "facts:\n"
    "  operating_cash_flow@2025Q4: {stated: [{value: 8.0 m USD, source: release ¶1, printed: $8.0 million}]}\n"
    "  capex@2025Q4: {stated: [{value: -3.2 m USD, source: release ¶1, printed: $(3.2) million}]}\n"
    "  revenue.added@2025Q4: {formula: operating_cash_flow - capex}",
    "facts.yaml",
    acceptable=True,
)
