"""A folder of filings on its way to editions: one of each, named by company and period, and nothing overwritten.

What was made of which filing is known by the SHA-256 in each snapshot.json: a second run makes what is new alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.brief.inputs import Project, shown
from reportgen.errors import Finding, Misuse, Rejected, ReportgenError
from reportgen.importer import FILING_LIMIT
from reportgen.intake.importing.filing_files import FilingFile
from reportgen.intake.importing.recognising import kind_of
from reportgen.intake.intake_limits import MOST_FILING_BYTES
from reportgen.many.task import Task
from reportgen.press.limits import Limits
from reportgen.reading_files import RECORD_LIMIT, read_inside, read_plain
from reportgen.snapshot.snapshot_record import RECORD, SnapshotRecord, content_digest, read_snapshot_record
from reportgen.starting import SharedInputs, SnapshotFiles, SnapshotOrder, snapshot_of, start_edition

_READ: Final = ("company facts", "xbrl")


@dataclass(frozen=True)
class BegunEdition:
    """What came of a filing: the folder of its edition, and the files written; none where it stood there already."""

    folder: Path
    written: tuple[Path, ...] = ()
    report: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Snapshots:
    """Makes an edition of each filing. `standing` has the folders of those that are there, by the SHA-256 of what they
    were made of. Nothing is put in place yet: which name is whose must not hang on who is done first."""

    project: Project
    order: SnapshotOrder
    shared: SharedInputs
    limits: Limits
    standing: Mapping[str, Path]

    def begin(self, edition: str, held: ExitStack) -> Task | BegunEdition | SnapshotFiles:
        """Read a filing, unless its edition stands already."""
        data = _filing(Path(edition))
        if folder := self.standing.get(content_digest(data)):
            return BegunEdition(folder)
        handed = (FilingFile(shown(Path(edition).resolve()), data), self.order, self.shared)
        return Task.of(self.limits, snapshot_of, *handed, shown(self.project.data))

    def finish(self, edition: str, value: SnapshotFiles) -> BegunEdition | SnapshotFiles:
        """What a worker made of it."""
        return value


def filings_in(paths: Iterable[Path]) -> list[str]:
    """The files that paths name, and those in the folders that they name, but for hidden ones. Raises Misuse where a
    path leads nowhere, or a folder has no file."""
    found: dict[str, None] = {}
    for path in paths:
        if not path.exists():
            raise Misuse(f"there is no file {path}")
        files = [path] if path.is_file() else [one for one in sorted(path.iterdir()) if _is_seen(one)]
        if not files:
            raise Misuse(f"there is no file in {path}; folders in it have to be named themselves")
        found |= dict.fromkeys(map(str, files))
    return list(found)


def _is_seen(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def made_before(project: Project) -> dict[str, Path]:
    """The folders of the snapshots that are there, by the SHA-256 of each filing that they were made of alone."""
    found: dict[str, Path] = {}
    for path in sorted(project.data.glob(f"[!.]*/{RECORD}")):
        record = _record(path.parent)
        if record is not None and len(record.filings) == 1:
            found |= dict.fromkeys(record.filings.values(), path.parent)
    return found


def begin_edition(project: Project, file: Path, made: SnapshotFiles) -> BegunEdition:
    """Put an edition in place: under its name, or where another filing has that, under one with the name of its file,
    too. Raises ReportgenError where the name is taken by what is no snapshot, or by one of an earlier state of the same
    file."""
    stem = file.stem.lower()
    for name in (made.name, f"{made.name}-{stem}", f"{made.name}-{stem}-{made.digest[:8]}"):
        folder = project.data / name
        try:
            written = start_edition(project, name, made.files)
            return BegunEdition(folder, written[:-1], made.report, made.findings)
        except (Misuse, OSError):
            if not folder.exists():  # another run may just have begun it
                raise
        record = _record(folder)
        if record is not None and made.digest in record.filings.values():
            return BegunEdition(folder)
        _refuse_taken(folder, record, file)
    raise ReportgenError(f"{file}: no name is left for its edition beside {shown(folder)}")


def _refuse_taken(folder: Path, record: SnapshotRecord | None, file: Path) -> None:
    if record is None or not record.filings:
        raise ReportgenError(
            f"{file}: {shown(folder)} is there already, and nothing is overwritten; rename it, or begin this one by "
            f"itself: reportgen new NAME --from {file}"
        )
    if file.name in record.filings:
        raise ReportgenError(
            f"{file}: {shown(folder)} was made of what this file was before, and is left as it is; make it anew by "
            f"reportgen new {folder.name} --from {file} --update"
        )


def _record(folder: Path) -> SnapshotRecord | None:
    try:
        return read_snapshot_record(
            read_inside(folder / RECORD, (folder,), RECORD_LIMIT, shown(folder / RECORD))
        )
    except (OSError, Rejected):
        return None


def _filing(file: Path) -> bytes:
    """What stands in a file, if that may be a filing. Raises ReportgenError where it is none."""
    if file.stat().st_size > MOST_FILING_BYTES:
        raise ReportgenError(f"{file} has more than {MOST_FILING_BYTES >> 20} MiB, which no filing has")
    data = read_plain(file, FILING_LIMIT, str(file))
    if not data:
        raise ReportgenError(f"{file} is empty")
    if data.startswith(b"PK"):
        raise ReportgenError(f"{file} is packed; unpack it, and name the page or the instance in it")
    if kind_of(data) not in _READ:
        raise ReportgenError(
            f"{file} is no filing: expected inline XBRL (.htm, .xhtml), an XBRL instance (.xml) or the SEC's company "
            "facts (.json)"
        )
    return data
