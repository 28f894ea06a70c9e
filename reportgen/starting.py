"""A new edition on the disk: a tiny one, or a snapshot of what a company filed; all of its files, or none."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportgen.brief.inputs import Inputs, Project, shown, templates, themes, vocabulary
from reportgen.check import check
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.facts.vocabulary_yaml import known_vocabulary
from reportgen.importer import FILING_LIMIT, Brought, ImportOrder, bring_in, bring_in_filing
from reportgen.intake.importing.facts_writing import write_facts
from reportgen.intake.importing.filing_files import FilingFile
from reportgen.intake.importing.merging import sound_base
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.reading_files import limit_of, read_inside, read_plain
from reportgen.record.attachments import FACTS
from reportgen.snapshot.snapshot_edition import snapshot_edition
from reportgen.snapshot.snapshot_record import (
    RECORD,
    SnapshotRecord,
    content_digest,
    read_snapshot_record,
    record_of,
)
from reportgen.snapshot.starter_edition import starter_edition


@dataclass(frozen=True)
class SharedInputs:
    """What the project gives to each of its editions: templates and themes by name, and its vocabulary.yaml."""

    templates: Mapping[str, bytes]
    themes: Mapping[str, bytes]
    vocabulary: tuple[str, bytes] | None


def shared_inputs(project: Project) -> SharedInputs:
    """What a project gives to each of its editions, read."""
    return SharedInputs(templates(project.templates), themes(project.templates), vocabulary(project))


@dataclass(frozen=True)
class Started:
    """What came of a snapshot: the files written, those left as somebody edited them, what the import says, and what is
    wrong with the edition."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]
    report: str
    findings: tuple[Finding, ...] = ()


def new_edition(project: Project, name: str, languages: Sequence[str], day: date) -> tuple[Path, ...]:
    """Begin an edition of a day with an invented company, in English where no language is asked for. Raises Misuse for
    a language that there is none of, and as `start_edition` does."""
    return start_edition(project, name, starter_edition(day, known_languages(languages) or (DEFAULT,)))


def known_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """Languages by their tags, each once. Raises Misuse for one that there is none of."""
    if unknown := [tag for tag in languages if tag not in LANGUAGES]:
        raise Misuse(f"there is no language {unknown[0]!r}; there are: {', '.join(LANGUAGES)}")
    return tuple(dict.fromkeys(languages))


def start_edition(project: Project, name: str, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write the files of an edition that is not there yet. The folder appears with all of them at once. Raises Misuse
    for a name that is taken or is no name of a folder."""
    folder = free_folder(project, name)
    project.data.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=project.data))
    try:
        for file, text in files.items():
            if isinstance(text, bytes):
                (draft / file).write_bytes(text)
            else:
                (draft / file).write_text(text, encoding="utf-8")
        draft.chmod(0o755)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return tuple(folder / file for file in files)


def free_folder(project: Project, name: str) -> Path:
    """The folder of an edition that is not there yet. Raises Misuse for a name that is taken or is none."""
    if Path(name).name != name or name.startswith("."):
        raise Misuse(
            f"{name!r} is no name of an edition; write one of letters, digits and hyphens: acme-2025q4"
        )
    folder = project.data / name
    if folder.exists():
        raise Misuse(f"{shown(folder)} is there already, and nothing is overwritten; choose another name")
    return folder


# ---- snapshots ------------------------------------------------------------------------------------------------------


def new_snapshot(
    project: Project, name: str, order: ImportOrder, languages: Sequence[str], day: date
) -> Started:
    """Begin an edition of a day with what a company filed. Raises what an import raises, and as `start_edition` does;
    an edition that does not check is written all the same, with what is wrong."""
    free_folder(project, name)
    tags = known_languages(languages) or (DEFAULT,)
    brought = bring_in(project, order, write=False, verbose=False)
    shared = shared_inputs(project)
    files = _composed(shared, brought, brought.shown, day, tags)
    findings = _wrong(shared, project, name, files)
    record = record_of(day, tags, files, _filings(order))
    written = start_edition(project, name, files | {RECORD: record.text()})
    return Started(written[:-1], (), brought.report, findings)


def _filings(order: ImportOrder) -> dict[str, bytes]:
    return {file.name: read_plain(file, FILING_LIMIT, shown(file.resolve())) for file in order.files}


@dataclass(frozen=True)
class SnapshotOrder:
    """What to make of filings that are made alike: which period ("" is that of each report), languages, the day."""

    period: str
    languages: tuple[str, ...]
    day: date


@dataclass(frozen=True)
class SnapshotFiles:
    """An edition of one filing in memory: the SHA-256 of that, what its folder would be called, its files (the record
    last), what the import says, and what is wrong with it."""

    digest: str
    name: str
    files: Mapping[str, str]
    report: str
    findings: tuple[Finding, ...]


def snapshot_of(file: FilingFile, order: SnapshotOrder, shared: SharedInputs, data: str) -> SnapshotFiles:
    """Make an edition of a filing, without a disk; `data` is where its folder will lie, as findings quote it. Raises
    what an import raises."""
    known = known_vocabulary(shared.vocabulary)
    brought = bring_in_filing(file, order.period, known)
    files = _composed(shared, brought, brought.shown, order.day, order.languages)
    base = sound_base(brought.shown, FACTS, known)
    name = "-".join(re.findall(r"[a-z0-9]+", f"{base.entity} {base.period}".lower()))
    findings = _stopping(shared, name, f"{data}/{name}", files)
    record = record_of(order.day, order.languages, files, {Path(file.shown).name: file.data})
    return SnapshotFiles(
        content_digest(file.data), name, files | {RECORD: record.text()}, brought.report, findings
    )


def update_snapshot(
    project: Project, name: str, order: ImportOrder, languages: Sequence[str], day: date
) -> Started:
    """Make a snapshot anew: what nobody has edited since is rewritten, in the languages that it has unless others are
    asked for, and keeps its day where nothing else is new. Raises Misuse where there is no snapshot, or where the new
    files do not go with those that were edited; nothing is then written."""
    folder = project.data / name
    record = read_snapshot_record(_standing(folder / RECORD)) if (folder / RECORD).is_file() else None
    if record is None:
        raise Misuse(
            f"{shown(folder)} is no snapshot that could be made anew: it has no {RECORD}; leave out --update, and "
            "choose another name to begin one"
        )
    tags = known_languages(languages) or record.languages
    brought = bring_in(project, order, write=False, verbose=False)
    standing = {file: _standing(folder / file) for file in record.files if (folder / file).is_file()}
    edited = {file: data for file, data in standing.items() if not record.wrote(file, data)}
    facts = edited[FACTS].decode("utf-8", "replace") if FACTS in edited else brought.shown
    report = [brought.report]
    if FACTS in standing:
        before = standing[FACTS].decode("utf-8", "replace")
        report += _held_against(project, name, before, brought.shown, stays=FACTS in edited)
    report += [
        f"{shown(folder / file)}: of no language of the brief any more"
        for file in record.files
        if file.endswith(".md") and file.removesuffix(".md") not in tags
    ]
    shared = shared_inputs(project)
    for made_on in dict.fromkeys((record.day, day)):
        files = _composed(shared, brought, facts, made_on, tags)
        fresh = {file: text for file, text in files.items() if file not in edited}
        if all(standing.get(file) == text.encode() for file, text in fresh.items()):
            break  # nothing is new, and so the day is the one of before
    whole = fresh | {file: data.decode("utf-8", "replace") for file, data in edited.items()}
    if findings := _wrong(shared, project, name, whole):
        if edited:
            raise Misuse(
                f"the snapshot made anew does not go with what was edited in {', '.join(edited)}: "
                f"{findings[0].message}; nothing was written"
            )
        raise Rejected(findings)
    changed = {file: text for file, text in fresh.items() if standing.get(file) != text.encode()}
    _rewrite(folder, record, record_of(made_on, tags, fresh, _filings(order)), changed)
    written, left = (tuple(folder / file for file in some) for some in (changed, edited))
    return Started(written, left, "\n".join(report))


def _held_against(project: Project, name: str, standing: str, fresh: str, *, stays: bool) -> Iterator[str]:
    """What is to be said of facts that take the place of others, nothing where these stay. Raises Misuse where they are
    another company's."""
    known = known_vocabulary(vocabulary(project))
    before, after = (sound_base(text, FACTS, known) for text in (standing, fresh))
    if before.entity != after.entity:
        raise Misuse(
            f"{shown(project.data / name)} is about {before.entity}, and what was filed about {after.entity}: begin "
            "another edition for it"
        )
    if stays:
        return
    if before.period != after.period:
        yield f"the brief is about {after.period} now; before it was about {before.period}"
    if gone := [at for at in before.facts if at not in after.facts]:
        yield (
            f"{len(gone)} figures of before are in none of these files, among them {before.name(gone[0])}; name all "
            "reports that the brief rests on behind --from to keep them"
        )


def _composed(
    shared: SharedInputs, brought: Brought, facts: str, day: date, tags: Sequence[str]
) -> dict[str, str]:
    base = sound_base(facts, FACTS, known_vocabulary(shared.vocabulary))
    told = {str(fact.at.period): fact.at.period for fact in base.facts.values() if not fact.at.period.instant}
    if told and str(base.period) not in told:
        others = sorted(name for name, period in told.items() if period.months == base.period.months)
        raise Misuse(f"there is no figure of {base.period}; there are some of {', '.join(others or told)}")
    return {FACTS: facts} | snapshot_edition(base, brought.axes, day, tags)


def _wrong(
    shared: SharedInputs, project: Project, name: str, files: Mapping[str, str]
) -> tuple[Finding, ...]:
    return _stopping(shared, name, shown(project.data / name), files)


def _stopping(shared: SharedInputs, name: str, folder: str, files: Mapping[str, str]) -> tuple[Finding, ...]:
    """What would stop the build of an edition of some files."""
    texts = {file: text.encode() for file, text in files.items()}
    checked = check(Inputs(name, folder, texts, None, shared.templates, shared.themes, shared.vocabulary))
    return tuple(one for one in checked.findings if one.blocks)


def _standing(path: Path) -> bytes:
    """A file of a snapshot as it stands. Raises Rejected where a link leads out of the edition."""
    return read_inside(path, (path.parent,), limit_of(path), shown(path))


def _rewrite(folder: Path, before: SnapshotRecord, after: SnapshotRecord, changed: Mapping[str, str]) -> None:
    """Write files so that at any time the record knows them: while they are written it has both states of each."""
    kept = {file: hashes for file, hashes in before.files.items() if file not in after.files}
    both = {
        file: tuple(dict.fromkeys((*before.files.get(file, ()), *hashes)))
        for file, hashes in after.files.items()
    }
    write_facts(folder / RECORD, replace(after, files=kept | both).text())
    for file, text in changed.items():
        path = folder / file
        if path.is_file() and not before.wrote(file, _standing(path)):
            raise Misuse(f"{shown(path)} was changed meanwhile; update again")
        write_facts(path.resolve(), text)
    write_facts(folder / RECORD, replace(after, files=kept | dict(after.files)).text())
