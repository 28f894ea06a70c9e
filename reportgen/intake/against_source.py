"""Every statement against the words of its source: the last witness of a figure that nothing else touches.

The words are the source's file, or an `excerpt:` of its own. What is nowhere at hand cannot be held; it is said, and
where the edition is `sourced: all` it stops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from reportgen.codes.rg8_coverage import RG802, RG809, RG810, RG811, RG812, RG814
from reportgen.errors import Finding
from reportgen.facts.base import FactBase, Source
from reportgen.figures.reader.paragraphs import read_text
from reportgen.intake.against_printed import StatedFact, name_some, stated_facts, value_misread
from reportgen.intake.agreeing import any_agrees
from reportgen.intake.coverage import statement_findings, witness
from reportgen.intake.source_files import SourceFiles
from reportgen.intake.source_text import SourceWords, UnreadableSource, bounded_text_of
from reportgen.intake.witnessing import verbatim_in


def hold_sources(base: FactBase, files: SourceFiles) -> list[Finding]:
    """Everything that does not hold against its source.

    RG802 to RG805 and RG813 as in `coverage`; RG809 warns of a file that is not there, RG810 says the same, and what
    has no file and no excerpt, where the edition is `sourced`; RG811 another file than its SHA-256 says, RG812 one that
    cannot be read, RG814 an excerpt that is not in the source.
    """
    found: list[Finding] = []
    texts: dict[str, SourceWords] = {}
    for source in base.sources.values():
        file = files.of(source)
        if file is None:
            found += _absent(base, source)
            continue
        if strange := another_file(source, *file):
            found.append(strange)  # whatever its words are
            continue
        try:
            text = SourceWords(source.id, file[0], source.language, bounded_text_of(file[1]))
        except UnreadableSource as error:
            mend = "give it as UTF-8 text, Markdown, HTML, or a PDF with text"
            found.append(RG812.finding(f"{file[0]}, the source {source.id}, {error}", source.locus, mend))
            continue
        found += statement_findings(witness(base, text))
        texts[source.id] = text
    return [*found, *_excerpts(base, texts)]


def _absent(base: FactBase, source: Source) -> Iterator[Finding]:
    """What is said of a source without a file."""
    waiting = [claim for claim in _of(base, source.id) if not claim.statement.excerpt]
    if base.sourced and waiting:
        what = f"{source.file} is not there" if source.file else "it names no file"
        message = (
            f"nothing of the source {source.id} is at hand ({what}) to hold {name_some(waiting)} against"
        )
        yield RG810.finding(message, source.locus, _mend(source))
    elif source.file and waiting:
        message = f"the source {source.id} has no file {source.file}: its statements stand on what they print"
        yield RG809.finding(message, source.locus, _mend(source))


def _mend(source: Source) -> str:
    file = source.file or f"{source.id}.txt"
    there = f"put {file} into the edition's folder or into sources/"
    return f"{there}, name it with --source {source.id}=FILE, or give each statement its excerpt:"


def _of(base: FactBase, source: str) -> Iterable[StatedFact]:
    return (claim for claim in stated_facts(base) if claim.statement.source == source)


def another_file(source: Source, file: str, data: bytes) -> Finding | None:
    """RG811 where a file is not the one that a source is, by its SHA-256."""
    if not source.sha256 or source.sha256 == (digest := sha256(data).hexdigest()):
        return None
    message = f"{file} is another file than the source {source.id} is: its SHA-256 is {digest}"
    return RG811.finding(message, source.locus, "find the file that it was made of, or correct sha256:")


# ---- excerpts ------------------------------------------------------------------------------------------------


def _excerpts(base: FactBase, texts: Mapping[str, SourceWords]) -> Iterator[Finding]:
    for claim in stated_facts(base):
        statement = claim.statement
        if not statement.excerpt:
            continue
        yield from _in_excerpt(claim, base.sources[statement.source].language)
        text = texts.get(statement.source)
        if text and not any(verbatim_in(statement.excerpt, text.on_one_line)):
            message = f"{claim.name}: its excerpt does not stand in {text.file}"
            yield RG814.finding(message, statement.locus, "copy excerpt: from the source")


def _in_excerpt(claim: StatedFact, language: str) -> Iterator[Finding]:
    """Whether a statement prints what its excerpt says, and has its value."""
    statement = claim.statement
    if not any(verbatim_in(statement.printed, statement.excerpt)):
        message = f"{claim.name}: {statement.printed} does not stand in its excerpt"
        yield RG802.finding(
            message, statement.locus, "copy printed: from the excerpt, or correct the excerpt"
        )
        return
    figures = read_text(statement.excerpt, language).figures
    if figures and not any_agrees(figures, statement):
        message = f"{claim.name}: the value is not what its excerpt prints: {figures[0].printed}"
        yield value_misread(claim, message, "correct the value, or the excerpt")
