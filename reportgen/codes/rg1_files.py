"""RG1xx: files that are no YAML, or whose keys and values have the wrong shape."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG101: Final = FindingCode(
    "RG101",
    "not-yaml",
    Severity.ERROR,
    "The file is not YAML, or a key in it is not text.",
    "Correct the syntax at the place that is named; most often a quote, a bracket or an indent is missing.",
    'facts:\n  revenue@2025Q3: {formula: "revenue}',
    "facts.yaml",
)
RG102: Final = FindingCode(
    "RG102",
    "key-twice",
    Severity.ERROR,
    "A key stands twice in one mapping; YAML would silently take the last.",
    "Keep one of the two.",
    "facts:\n  revenue@2025Q3: {formula: revenue@2025Q4}\n  revenue@2025Q3: {formula: revenue@2024Q4}",
    "facts.yaml",
)
RG103: Final = FindingCode(
    "RG103",
    "alias-anchor-tag",
    Severity.ERROR,
    "An alias (*), an anchor (&) or a tag (!) stands in the file, where only plain YAML is read.",
    "Write the value out, or quote it where the sign is part of a text.",
    "period: &now 2025Q4",
    "facts.yaml",
)
RG104: Final = FindingCode(
    "RG104",
    "unreadable-character",
    Severity.ERROR,
    "The file is not UTF-8, or it holds a control or private-use character.",
    "Save the file as UTF-8, and delete the character.",
    "entity: acme\a",
    "facts.yaml",
)
RG105: Final = FindingCode(
    "RG105",
    "too-big",
    Severity.ERROR,
    "The file is larger than its kind may be, holds more entries, or is nested deeper.",
    "Split it, or flatten it; the finding names the limit.",
    f"facts: {'[' * 25}",
    "facts.yaml",
)
RG106: Final = FindingCode(
    "RG106",
    "not-one-document",
    Severity.ERROR,
    "The file is empty, or holds more than one YAML document.",
    "Write one document, without a second ---.",
    "---\nperiod: 2025Q3",
    "facts.yaml",
)
RG107: Final = FindingCode(
    "RG107",
    "no-plain-file",
    Severity.ERROR,
    "What stands where a file should is a folder, a pipe, a device or a socket.",
    "Put the file itself there.",
    "A named pipe that is called facts.yaml.",
)
RG108: Final = FindingCode(
    "RG108",
    "leads-out",
    Severity.ERROR,
    "A link leads out of the folder that it stands in, or nowhere; it is not followed.",
    "Put the file itself there, or a link to a file of the same folder.",
    "An en.md that is a link to a file of another project.",
)
RG109: Final = FindingCode(
    "RG109",
    "beyond-limits",
    Severity.ERROR,
    "A command took more processor time or memory than it may, or what it read is nested too deep for it.",
    "Look for a loop, a huge list or deep nesting in the files that are read.",
    "A text that makes another of a billion characters.",
)
RG110: Final = FindingCode(
    "RG110",
    "missing-key",
    Severity.ERROR,
    "A key that has to be there is missing.",
    "Add it.",
    "concepts:\n  stores: {unit: people}",
    "facts.yaml",
)
RG111: Final = FindingCode(
    "RG111",
    "unknown-key",
    Severity.ERROR,
    "A key is unknown where it stands.",
    "Correct it; the nearest known key is named.",
    "concepts:\n  backlog: {label: {en: Backlog}, unti: USD}",
    "facts.yaml",
)
RG112: Final = FindingCode(
    "RG112",
    "wrong-shape",
    Severity.ERROR,
    "A value has the wrong shape: a text where a list is wanted, a word that is none of the choices.",
    "Write what was expected; the finding names it.",
    "facts:\n  revenue@2025Q3: {stated: a lot}",
    "facts.yaml",
)
RG113: Final = FindingCode(
    "RG113",
    "not-ours-to-replace",
    Severity.ERROR,
    "Where an edition is to be put stands something that no build put there.",
    "Move it away, or build into another folder with --output.",
    "An output/acme that is a link, or that holds somebody's notes.",
)
