"""Source coverage: the figures of a source against the statements made of it, by place and by value."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.codes.rg8_coverage import RG801, RG813
from reportgen.errors import Finding, Locus
from reportgen.facts.base import FactBase
from reportgen.figures.reader.paragraphs import Reading, read_text
from reportgen.figures.reader.parts import Figure
from reportgen.intake.against_printed import name_some, stated_facts
from reportgen.intake.source_text import SourceWords
from reportgen.intake.unreadable import unreadable
from reportgen.intake.witnessing import Witnessing


@dataclass(frozen=True)
class Coverage:
    """What came of holding a source against its statements.

    `covered` are the figures that a statement covers, `uncovered` the others in the text's order; a figure that a
    statement prints with another value is among neither but in `misread`.
    """

    source: str
    file: str
    reading: Reading
    covered: tuple[Figure, ...]
    uncovered: tuple[Figure, ...]
    misread: tuple[Figure, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """True where every figure is covered and every statement is where it says."""
        return not any(finding.blocks for finding in self.findings)


def cover(base: FactBase, source: str, text: str, file: str) -> Coverage:
    """Hold the text of a source against the statements that name it; `file` is its name as findings quote it.

    RG801 a figure that no statement covers, RG802 a statement whose figure is not at its place, RG803 a statement
    with another value than it prints. RG804 warns of a `printed:` that is not word for word, RG805 of a qualifier in
    the source (about, over) that the statement leaves out, RG806 of lines whose cells ran together, RG815 of one figure
    for two facts; RG813 notes places that a text does not have.
    """
    language = base.sources[source].language if source in base.sources else ""
    witnessed = witness(base, SourceWords(source, file, language, text))
    figures = witnessed.reading.figures
    covered = tuple(figure for figure in figures if id(figure) in witnessed.taken)
    misread = tuple(
        figure for figure in figures if id(figure) in witnessed.wrong and id(figure) not in witnessed.taken
    )
    beyond = {id(figure) for figure in (*covered, *misread)}
    uncovered = tuple(figure for figure in figures if id(figure) not in beyond)
    found = (
        *statement_findings(witnessed),
        *(_uncovered(figure, file) for figure in uncovered),
        *unreadable(witnessed.reading, file),
    )
    return Coverage(source, file, witnessed.reading, covered, uncovered, misread, found)


def witness(base: FactBase, source: SourceWords, reading: Reading | None = None) -> Witnessing:
    """Every statement of a source, held against its text, which may have been read before."""
    witnessed = Witnessing(source, reading or read_text(source.text, source.language))
    witnessed.hold_all(claim for claim in stated_facts(base) if claim.statement.source == source.source)
    return witnessed


def statement_findings(witnessed: Witnessing) -> list[Finding]:
    """What came of it, figures apart that no statement covers."""
    found = list(witnessed.found)
    if astray := witnessed.astray:
        kinds = ", ".join(dict.fromkeys(claim.statement.locator for claim in astray[:3]))
        message = (
            f"{witnessed.source.file} does not tell its places such as {kinds}: "
            f"{name_some(astray)} had the whole of it to be found in"
        )
        found.append(RG813.finding(message, astray[0].statement.locus, _PLACES))
    return found


_PLACES = "of a text, paragraphs (¶3), lines and, parted by form feeds, pages are known"


def _uncovered(figure: Figure, file: str) -> Finding:
    paragraph = figure.paragraph
    locus = Locus(file, paragraph.line, figure.start + 1, paragraph.text)
    message = f"¶{paragraph.number} prints {figure.printed}, and no statement covers it"
    return RG801.finding(message, locus, "add a statement, with this paragraph as its locator")
