"""RG3xx: what tie-out finds when it holds stated values against formulas and against one another."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG301: Final = FindingCode(
    "RG301",
    "conflict",
    Severity.ERROR,
    "A stated value and what its formula gives are in conflict.",
    "Correct the figure or one of its inputs, or give accepted: a reason in each language.",
    "facts:\n"
    "  revenue.growth@2025Q4:\n"
    "    formula: growth(revenue)\n"
    "    stated: [{value: 15%, source: release ¶1, printed: 15%}]",
    "facts.yaml",
    acceptable=True,
)
RG302: Final = FindingCode(
    "RG302",
    "conflicting-statements",
    Severity.ERROR,
    "Two statements of one fact are in conflict.",
    "Correct the one that is misread, or say which one counts, and why, in each language: prefer: and because:.",
    "facts:\n"
    "  revenue@2025Q3:\n"
    "    stated:\n"
    '      - {value: 46.0 m USD, source: release ¶1, printed: "46.0"}\n'
    '      - {value: 46.4 m USD, source: release ¶2, printed: "46.4"}',
    "facts.yaml",
    acceptable=True,
)
RG303: Final = FindingCode(
    "RG303",
    "missing-input",
    Severity.ERROR,
    "A formula misses an input; it is said once for all facts that follow from it.",
    "State the input, or take the formula out.",
    "facts:\n  revenue.growth@2024Q4: {formula: growth(revenue)}",
    "facts.yaml",
    acceptable=True,
)
RG304: Final = FindingCode(
    "RG304",
    "accepted-conflict",
    Severity.NOTE,
    "Something that tie-out found is printed all the same, for the reason under accepted: or because:.",
    "Nothing has to be done; the appendix lists it among the exceptions.",
    "facts:\n"
    "  revenue.growth@2025Q4:\n"
    "    formula: growth(revenue)\n"
    "    stated: [{value: 15%, source: release ¶1, printed: 15%}]\n"
    "    accepted: {en: As printed in the release.}",
    "facts.yaml",
)
RG305: Final = FindingCode(
    "RG305",
    "idle-acceptance",
    Severity.WARNING,
    "An acceptance has nothing to accept any more.",
    "Take accepted: out.",
    "facts:\n"
    "  revenue.growth@2025Q4:\n"
    "    formula: growth(revenue)\n"
    "    stated: [{value: 18%, source: release ¶1, printed: 18%}]\n"
    "    accepted: {en: As printed in the release.}",
    "facts.yaml",
)
RG306: Final = FindingCode(
    "RG306",
    "not-comparable",
    Severity.ERROR,
    "A stated value and its formula do not compare: another basis, scenario, period or entity.",
    "Compare like with like: name another concept, basis or period, or take formula: out.",
    "facts:\n"
    '  revenue@2025Q3~consensus: {stated: [{value: 46.0 m USD, source: release ¶1, printed: "46.0"}]}\n'
    "  revenue@2025Q3:\n"
    "    formula: revenue@2025Q3~consensus\n"
    '    stated: [{value: 46.0 m USD, source: release ¶2, printed: "46.0"}]',
    "facts.yaml",
    acceptable=True,
)
RG307: Final = FindingCode(
    "RG307",
    "no-number",
    Severity.ERROR,
    "A stated value has a formula that gives no number: growth from a base that is not positive, division by zero.",
    "Correct the inputs, take formula: out, or give accepted: a reason in each language.",
    "concepts:\n"
    "  profit: {label: {en: Profit}, unit: USD}\n"
    "  profit.growth: {label: {en: Growth of profit}, unit: '%'}\n"
    "facts:\n"
    '  profit@2024Q4: {stated: [{value: -2.0 m USD, source: release ¶1, printed: "-2.0"}]}\n'
    '  profit@2025Q4: {stated: [{value: 1.0 m USD, source: release ¶1, printed: "1.0"}]}\n'
    "  profit.growth@2025Q4:\n"
    "    formula: growth(profit)\n"
    "    stated: [{value: 150%, source: release ¶1, printed: 150%}]",
    "facts.yaml",
    acceptable=True,
)
RG308: Final = FindingCode(
    "RG308",
    "open-statement",
    Severity.ERROR,
    "A fact is still to be filled in.",
    "State it in the place of open, or take its line out.",
    "facts:\n  revenue.added@2025Q4: {stated: open}",
    "facts.yaml",
)
RG309: Final = FindingCode(
    "RG309",
    "figure-of-last-period",
    Severity.ERROR,
    "A fact of a rolled edition reads as the one of the edition that it was rolled from, to every digit.",
    "Correct it, or write keep: yes beside it in rolled.yaml where it is the same again.",
    "A brief is rolled to the next quarter, and a figure filled in that was last quarter's.",
)
RG310: Final = FindingCode(
    "RG310",
    "expected-before-last-results",
    Severity.ERROR,
    "Consensus in a rolled edition is from a source of the last results' day or before it, or guidance for a period to "
    "come from one before the end of the quarter.",
    "State it by a later source, or write keep: yes beside it in rolled.yaml where it still stands.",
    "A brief is rolled to the next quarter, and its consensus is filled in from the poll of the last one.",
)
RG311: Final = FindingCode(
    "RG311",
    "comparative-restated",
    Severity.ERROR,
    "A comparative in a rolled edition is another than it was: a source that came in since states it otherwise.",
    "Correct it, or write keep: yes beside it in rolled.yaml where it was restated.",
    "A brief is rolled to the next quarter and filled in from a table, with a slip in one of last quarter's figures.",
)
