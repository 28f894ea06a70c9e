"""RG8xx: what `coverage` finds when it holds a source's figures against the statements."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG801: Final = FindingCode(
    "RG801",
    "uncovered-figure",
    Severity.ERROR,
    "The source prints a figure that no statement covers.",
    "Add a statement, with this paragraph as its locator.",
    "Operating margin was 21.4%.",
    "release.txt",
)
RG802: Final = FindingCode(
    "RG802",
    "figure-not-there",
    Severity.ERROR,
    "The figure of a statement is not at its locator; where it stands is said.",
    "Correct the locator, or what is printed there.",
    'facts:\n  revenue@2025Q3: {stated: [{value: 46.0 m USD, source: release ¶2, printed: "46.0"}]}',
    "facts.yaml",
)
RG803: Final = FindingCode(
    "RG803",
    "value-misread",
    Severity.ERROR,
    "A statement has another value than it prints.",
    "Correct the value, or what it is printed as.",
    "facts:\n  revenue@2025Q4: {stated: [{value: 482 m USD, source: release ¶1, printed: $48.2 million}]}",
    "facts.yaml",
)
RG804: Final = FindingCode(
    "RG804",
    "not-word-for-word",
    Severity.WARNING,
    "What stands under printed: is not word for word what the source prints.",
    "Copy printed: from the source.",
    "facts:\n  revenue@2025Q4: {stated: [{value: 48.2 m USD, source: release ¶1, printed: USD 48.2m}]}",
    "facts.yaml",
)
RG805: Final = FindingCode(
    "RG805",
    "qualifier-lost",
    Severity.WARNING,
    "The source qualifies a figure (about, over, up to), and the value does not.",
    "Write the qualifier in front of the value.",
    'facts:\n  staff@2025Q4: {stated: [{value: "1,200 people", source: release ¶2, printed: "1,200"}]}',
    "facts.yaml",
)
RG806: Final = FindingCode(
    "RG806",
    "unreadable-cells",
    Severity.WARNING,
    "Lines of the source in which cells ran together, so that nobody can tell where a number ends.",
    "Part the cells by spaces, tabs or bars: extract the text anew, with its layout.",
    "Revenue12,34511,0019%",
    "release.txt",
)
