"""What stops an intake by itself although it could be imported: what somebody would mend who read its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from reportgen.brief.edition import read_base
from reportgen.brief.inputs import Project, shown, vocabulary
from reportgen.checks.rules import apply_rules
from reportgen.codes.rg9_delivery import RG942
from reportgen.delivery.plans.refresh_sources import RefreshSource
from reportgen.errors import Finding, Severity
from reportgen.facts.base import FactBase
from reportgen.importer import ImportStep, is_text
from reportgen.reading_files import FACTS_LIMIT, read_inside
from reportgen.record.attachments import FACTS

_TABLE_NAMES: Final = (".csv", ".tsv", ".xlsx", ".parquet")


def restated(source: RefreshSource, step: ImportStep) -> Iterator[Finding]:
    """RG942 for each figure that facts.yaml and a file give differently."""
    for file, fact in step.left:
        theirs = f"{fact.theirs} in {file.name}, which came from {source.shown}"
        message = f"{fact.key} is {fact.ours} in facts.yaml, and {theirs}"
        mend = "correct it in facts.yaml, or state both there and say which counts; or take the file away"
        yield RG942.finding(message, source.locus, mend)


def no_tables(source: RefreshSource, files: Sequence[Path]) -> Iterator[Finding]:
    """RG942 for each file that is called a table and would be read as prose, since its heads are not known."""
    for file in files:
        named_so = file.suffix.lower() in _TABLE_NAMES
        if named_so and file.stat().st_size and is_text(file, mapped=bool(source.map)):
            which = f"{file.name}, which came from {source.shown}"
            mend = "give map:, as docs/import-tables.md has it; or correct its heads"
            message = f"{which}, is no table that could be read: its heads are not known"
            yield RG942.finding(message, source.locus, mend)


def barren(source: RefreshSource, step: ImportStep) -> Iterator[Finding]:
    """RG942 for each file without a fact and a line to confirm, where the source may not be missing."""
    for file in step.barren if not source.optional else ():
        message = f"{file.name}, which came from {source.shown}, has no figure that could be taken"
        mend = "see whether it is the right file; write optional: true where one may say nothing"
        yield RG942.finding(message, source.locus, mend)


def strangers(project: Project, name: str, sources: Sequence[RefreshSource]) -> Iterator[Finding]:
    """RG942 for each `entity:` that is no company of facts.yaml, where there is one."""
    there = _companies(project, name, _facts(project, name))
    for source in sources:
        if there and source.entity and source.entity not in there:
            yield _newcomer(project, name, source, source.entity, there)


def newcomers(
    project: Project, name: str, sources: Sequence[RefreshSource], steps: Sequence[ImportStep]
) -> Iterator[Finding]:
    """RG942 for each company that an import would add to those of facts.yaml, unless a mapping says whom a table is
    about."""
    there = known = _companies(project, name, _facts(project, name))
    for source, step in zip(sources, steps, strict=True):
        after = _companies(project, name, step.text.encode())
        if there and not source.map:
            yield from (_newcomer(project, name, source, one, there) for one in after if one not in known)
        known = after


def _newcomer(
    project: Project, name: str, source: RefreshSource, entity: str, there: Sequence[str]
) -> Finding:
    file = shown(project.data / name / FACTS)
    has = f"{file} has no such company; it has: {', '.join(there)}"
    message = f"what came from {source.shown} is of {entity!r}, and {has}"
    mend = f"write entity: {there[0]}; or reportgen import FILE --into {name} by hand, where it is to have another one"
    return RG942.finding(message, source.locus, mend)


def _companies(project: Project, name: str, facts: bytes) -> tuple[str, ...]:
    base = _base(project, name, facts)
    return tuple(base.entities) if base is not None else ()


def _facts(project: Project, name: str) -> bytes:
    path = project.data / name / FACTS
    return read_inside(path, (path.parent,), FACTS_LIMIT, shown(path)) if path.is_file() else b""


def _base(project: Project, name: str, facts: bytes) -> FactBase | None:
    """The text of an edition's facts.yaml as facts; None where it cannot be read."""
    return read_base(facts, shown(project.data / name / FACTS), vocabulary(project))[0] if facts else None


def doubtful(
    project: Project, name: str, sources: Sequence[RefreshSource], steps: Sequence[ImportStep]
) -> Iterator[Finding]:
    """RG942 for each doubt of the rules that facts.yaml would have with what came in, and does not have without. It is
    told of the source with which it comes."""
    before = _doubts(project, name, _facts(project, name))
    lasting = set(_doubts(project, name, steps[-1].text.encode())) - set(before) if steps else set()
    for source, step in zip(sources, steps, strict=True):
        if not lasting:
            return
        for code, message in _doubts(project, name, step.text.encode()):
            if (code, message) not in lasting:
                continue
            lasting.remove((code, message))
            said = f"with what came from {source.shown}, facts.yaml would not fit together: {code} {message}"
            mend = f"reportgen import FILE --into {name} by hand; then correct it, or accept it with a reason"
            yield RG942.finding(said, source.locus, mend)


def _doubts(project: Project, name: str, facts: bytes) -> list[tuple[str, str]]:
    """What the rules say of the text of a facts.yaml and nobody has accepted, by code and message; nothing, where it
    cannot be read. The briefs do not matter here, and so those that are broken do not hide it."""
    base = _base(project, name, facts)
    found = apply_rules(base) if base is not None else ()
    told = [(one.code, one.message) for one in found if one.severity is not Severity.NOTE]
    return list(dict.fromkeys(told))
