"""Other people's files on their way into an edition: read, turned into facts, written down."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.brief.inputs import Project, shown, vocabulary
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.vocabulary_yaml import read_vocabulary
from reportgen.intake.filings.filing import Filing
from reportgen.intake.importing.facts_file import WrittenFacts, new_file
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.import_report import import_report
from reportgen.intake.importing.imported import Import
from reportgen.intake.importing.merging import add_to
from reportgen.intake.importing.recognising import RECOGNISED_BY, kind_of
from reportgen.intake.intake_limits import MOST_FILING_BYTES, MOST_TEXT_BYTES
from reportgen.languages import LANGUAGES
from reportgen.record.attachments import FACTS
from reportgen.vocabulary.standard import STANDARD, Vocabulary


@dataclass(frozen=True)
class ImportOrder:
    """What to import: files, what facts.yaml calls the company, the edition's period, the day of filing where the file
    does not say it, and the edition to write to; "" where nothing is said."""

    files: tuple[Path, ...]
    entity: str = ""
    period: str = ""
    filed: date | None = None
    into: str = ""
    source: str = ""


@dataclass(frozen=True)
class Brought:
    """What came of an import: what is shown on standard output (a facts.yaml, or the difference), and the report."""

    shown: str
    report: str


def bring_in(project: Project, order: ImportOrder, *, write: bool, verbose: bool) -> Brought:
    """Import files, one behind the other, into the facts.yaml of an edition, or into a new one. All or nothing is
    written. Raises Rejected for files that are wrong, Misuse for what does not go together."""
    known = _vocabulary(project)
    path = project.data / order.into / FACTS if order.into else None
    before = path.read_text("utf-8") if path and path.is_file() else ""
    text, reports = before, list[str]()
    if order.source and len(order.files) > 1:
        raise Misuse("--source names the source that one text is; import its file alone")
    for file in order.files:
        if is_text(file):
            text, report = _of_text(project, order, file, text, path, known)
            reports.append(report)
            continue
        filing = read_filing(file)
        if order.source:
            raise Misuse(f"--source names the source that a text is, and {file} is a filing")
        made = _dated(import_filing(filing, known, Wish(order.entity, order.period)), order.filed)
        written = _written(text, path, made, known)
        text = written.text
        reports.append(import_report(made, written, shown(file.resolve()), filing.taxonomy, verbose=verbose))
    if path is None:
        return Brought(text, "\n".join(reports))
    if write and text != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_facts(path, text)
    difference = "" if write else "".join(_difference(before, text, shown(path)))
    return Brought(difference, "\n".join([*reports, _outcome(path, before, text, write=write)]))


def read_filing(file: Path) -> Filing:
    """A filing in whichever form. Raises Misuse where the file is none, Rejected where it is broken."""
    if not file.is_file():
        raise Misuse(f"there is no file {file}")
    if file.stat().st_size > MOST_FILING_BYTES:
        raise Misuse(f"{file} has more than {MOST_FILING_BYTES >> 20} MiB, which no filing has")
    data = file.read_bytes()
    match kind_of(data):
        case "company facts":
            from reportgen.intake.filings.company_facts import read_company_facts

            return read_company_facts(data, shown(file.resolve()))
        case "xbrl":
            from reportgen.intake.filings.xbrl import read_xbrl

            return read_xbrl(data, shown(file.resolve()))
    raise Misuse(
        f"{file} is nothing that can be imported; expected inline XBRL (.htm), an XBRL instance (.xml), the SEC's "
        "company facts (.json), or a release as text, Markdown or HTML"
    )


def is_text(file: Path) -> bool:
    """Whether a file is a release or a recap: a text that is no filing."""
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return kind_of(opened.read(RECOGNISED_BY)) == "text"


def _of_text(
    project: Project, order: ImportOrder, file: Path, text: str, path: Path | None, known: Vocabulary
) -> tuple[str, str]:
    """The text of facts.yaml with what a release or a recap says, and the report."""
    from reportgen.intake.importing.text_import import TextFile, TextWish
    from reportgen.intake.importing.text_writing import bring_in_text

    if file.stat().st_size > MOST_TEXT_BYTES:
        raise Misuse(f"{file} has more than {MOST_TEXT_BYTES >> 20} MiB, which no release has")
    folders = (*([path.parent] if path else []), project.sources)
    there = TextFile(file.read_bytes(), shown(file.resolve()), file.stem, _below(file, folders))
    wish = TextWish(order.entity, order.period, order.source, order.filed)
    name = shown(path) if path else FACTS
    return bring_in_text(there, text, name, known, wish)


def _below(file: Path, folders: Iterable[Path]) -> str:
    """The path of a file from the first of some folders that it lies in; "" where it lies in none."""
    for folder in folders:
        if file.resolve().is_relative_to(folder.resolve()):
            return file.resolve().relative_to(folder.resolve()).as_posix()
    return ""


def write_facts(path: Path, text: str) -> None:
    """Write a file so that at any time the old one or the new one is there in full."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _vocabulary(project: Project) -> Vocabulary:
    own = vocabulary(project)
    if own is None:
        return STANDARD
    known, broken = read_vocabulary(own[1], own[0])
    if broken:
        raise Rejected(list[Finding](broken))
    return known


def _dated(made: Import, filed: date | None) -> Import:
    sources = (one if one.published else replace(one, published=filed) for one in made.sources)
    return replace(made, sources=tuple(sources))


def _written(text: str, path: Path | None, made: Import, known: Vocabulary) -> WrittenFacts:
    if not text:
        return new_file(made, LANGUAGES)
    return add_to(text, shown(path) if path else "facts.yaml", made, LANGUAGES, known)


def _difference(before: str, after: str, name: str) -> Iterator[str]:
    lines: Iterable[str] = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (imported)"
    )
    yield from lines


def _outcome(path: Path, before: str, after: str, *, write: bool) -> str:
    if before == after:
        return f"{shown(path)}: nothing new"
    return f"{shown(path)}: {'written' if write else 'not written (--dry-run)'}"
