"""RG8xx: what `coverage` finds when it holds a source's figures against the statements, and what a filing has wrong."""

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
    acceptable=True,
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
RG807: Final = FindingCode(
    "RG807",
    "digits-alone-held",
    Severity.NOTE,
    "Statements print no scale, and nothing names it: their digits alone were held against their values.",
    "Give scale: of the table, or the source's file.",
    'facts:\n  revenue@2025Q4: {stated: [{value: 48.2 m USD, source: release ¶1, printed: "48.2"}]}',
    "facts.yaml",
)
RG808: Final = FindingCode(
    "RG808",
    "sign-in-the-words",
    Severity.NOTE,
    "The sign of a value is not that of what is printed, be it as a sign or in words (down 3%).",
    "See that it is right; words that say it may stand in printed:.",
    "value: -3%, printed: 3%, of “sales were down 3%”.",
)
RG809: Final = FindingCode(
    "RG809",
    "source-file-missing",
    Severity.WARNING,
    "The file of a source is not there, so that its statements stand on what they print.",
    "Put it into the edition's folder or into sources/, or name it with --source.",
    "sources:\n  release: {title: {en: Acme results release}, published: 2026-01-20, file: release.txt}",
    "facts.yaml",
)
RG810: Final = FindingCode(
    "RG810",
    "unsourced",
    Severity.ERROR,
    "The edition is sourced: all, and nothing of a source is at hand to hold its statements against.",
    "Put the source's file into the edition's folder or into sources/, name it with --source, or give excerpts.",
    "sourced: all",
    "facts.yaml",
)
RG811: Final = FindingCode(
    "RG811",
    "another-source-file",
    Severity.ERROR,
    "The file of a source is another one than its SHA-256 says.",
    "Find the file that the facts were made of, or correct sha256:.",
    "A release that was brought out anew under the same name.",
)
RG812: Final = FindingCode(
    "RG812",
    "unreadable-source",
    Severity.ERROR,
    "The file of a source is no text that can be read.",
    "Give it as UTF-8 text, Markdown, HTML, or a PDF with text.",
    "A scanned release, which is a PDF of pictures.",
)
RG813: Final = FindingCode(
    "RG813",
    "place-not-known",
    Severity.NOTE,
    "Statements name places that the text of their source does not tell, so that the whole of it was searched.",
    "Name paragraphs (¶3), lines, or pages of a text that parts them.",
    "source: release slide 7, of a text without slides.",
)
RG814: Final = FindingCode(
    "RG814",
    "excerpt-not-there",
    Severity.ERROR,
    "The excerpt of a statement does not stand in its source.",
    "Copy excerpt: from the source.",
    "An excerpt that was typed, beside the source's file.",
)
RG815: Final = FindingCode(
    "RG815",
    "one-figure-for-two",
    Severity.WARNING,
    "Two facts rest on one figure of their source, and a figure of its kind beside it is stated by none.",
    "See that both mean this figure; state the other one.",
    "Sales rose 14%, profit 18%; and both facts say 18%.",
)
RG820: Final = FindingCode(
    "RG820",
    "unreadable-filing",
    Severity.ERROR,
    "A file is no filing that can be read, or is not whole.",
    "Give the filing as it was published: inline XBRL (.htm), an XBRL instance (.xml), or company facts (.json).",
    "A download that broke off.",
)
RG821: Final = FindingCode(
    "RG821",
    "filing-beyond-limits",
    Severity.ERROR,
    "A file is larger or deeper than any filing, or declares entities.",
    "Give the filing as it was published.",
    "An XML file whose entities grow to gigabytes.",
)
RG822: Final = FindingCode(
    "RG822",
    "filing-contradicts-itself",
    Severity.WARNING,
    "A filing gives two values for one element, period, dimensions and unit.",
    "See which of them is meant; both are kept.",
    "Revenue tagged as 48.2 in a table, and as 84.2 in a note.",
)
RG830: Final = FindingCode(
    "RG830",
    "unreadable-table",
    Severity.ERROR,
    "A table, or a cell of it, cannot be read; the cell and what was expected are named.",
    "Correct the cell, or what --map says of it.",
    "A cell under value that says: 48m or so.",
)
RG831: Final = FindingCode(
    "RG831",
    "table-beyond-limits",
    Severity.ERROR,
    "A table is larger than any that a brief is made of, packed or unpacked.",
    "Give the rows and columns that are wanted in a file of their own.",
    "A workbook of a few kilobytes that unpacks to gigabytes.",
)
