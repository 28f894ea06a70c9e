"""Intake by itself: what an edition's sources have that is new is imported before it is built, all of it or nothing.

First everything is gathered, then everything is imported in memory; facts.yaml is written once, and only then is it
written down what was brought in. A run that is killed before leaves the old facts.yaml; one that is killed behind it
lets the next bring in the same again, which changes nothing.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from re import sub
from typing import Final
from urllib.parse import urlsplit

from reportgen.brief.inputs import Project, shown
from reportgen.codes.rg9_delivery import RG940, RG941, RG942, RG943, RG944, RG945
from reportgen.delivery.bringing_in.fetching import Fetched, Unfetched, fetch
from reportgen.delivery.bringing_in.refresh_holds import (
    barren,
    doubtful,
    newcomers,
    no_tables,
    restated,
    strangers,
)
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.plans.refresh_sources import TODAY, RefreshSource
from reportgen.errors import Finding, Misuse, Rejected
from reportgen.importer import FILING_LIMIT, ImportOrder, ImportStep, bring_in_each
from reportgen.intake.intake_limits import MOST_FILING_BYTES
from reportgen.press import placing
from reportgen.reading_files import read_plain
from reportgen.snapshot.snapshot_record import RECORD
from reportgen.starting import update_snapshot

MOST_FILES: Final = 200  # of one folder, in one go


@dataclass(frozen=True)
class Gathered:
    """What a source has: files that were not brought in before, each with the SHA-256 that it had when it was looked
    at; all files that are `there`; the marks to set when they are in; and what there is to be said."""

    source: RefreshSource
    files: tuple[tuple[Path, str], ...] = ()
    there: tuple[Path, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def refresh(
    project: Project, name: str, sources: Sequence[RefreshSource], ledger: Ledger, today: date
) -> tuple[Finding, ...]:
    """Bring in what the sources of an edition have that is new; what is to be said of it, as notes (RG941, RG945).

    Raises Rejected, with nothing written, where a source is missing (RG940), goes beyond limits (RG943) or cannot be
    imported (RG942), and for a snapshot of several sources (RG944); Locked where another run is at work on the edition.
    """
    if not sources:
        return ()
    is_snapshot = (project.data / name / RECORD).is_file()
    if is_snapshot and len(sources) > 1:
        raise Rejected([_of_a_snapshot(project, name, sources[1])])
    with (
        placing.locked(project.output, name),
        tempfile.TemporaryDirectory(prefix="reportgen-") as kept,
    ):
        root, folder = project.data.parent, Path(kept)
        gathered = [
            _gather(root, name, source, ledger, folder / str(at)) for at, source in enumerate(sources)
        ]
        findings = [finding for one in gathered for finding in one.findings]
        if any(finding.blocks for finding in findings):
            raise Rejected(findings)
        found = [one for one in gathered if one.files]
        unfit = [
            finding for one in found for finding in no_tables(one.source, [file for file, _ in one.files])
        ]
        if unfit := [*strangers(project, name, [one.source for one in found]), *unfit]:
            raise Rejected(unfit)
        if is_snapshot:
            findings += [_made_anew(project, name, one, today) for one in found]
        else:
            findings += _import(project, name, found, today)
        for mark, value in (pair for one in gathered for pair in one.marks):
            ledger.mark(mark, value)
    return tuple(findings)


def _import(project: Project, name: str, found: Sequence[Gathered], today: date) -> Iterator[Finding]:
    """Import all that is new, in one go. Raises Rejected with RG942 for what does not go in."""
    root = project.data.parent
    orders = [_order(root, name, one, today) for one in found]
    importing = bring_in_each(project, name, orders)
    steps: list[ImportStep] = []
    for one in (*found, None):
        if one is None:
            _hold(project, name, found, steps)
        try:
            steps += [step for step in [next(importing, None)] if step is not None]
            if one and (
                changed := [
                    file
                    for file, digest in one.files
                    if _digest(read_plain(file, FILING_LIMIT, file.name)) != digest
                ]
            ):
                raise Misuse(f"{', '.join(map(shown, changed))} was changed while it was read")
        except Misuse as error:
            place = one or found[-1]
            raise Rejected([_unfit(place.source, _by_name(place, str(error)))]) from None
        except Rejected as error:
            place = one or found[-1]
            raise Rejected([_unfit(place.source, "its findings say why"), *error.findings]) from None
    for one, step in zip(found, steps, strict=True):
        names = ", ".join(file.name for file, _ in one.files)
        yield RG945.finding(
            f"{one.source.shown}: {names} came in", one.source.locus, _by_name(one, "\n".join(step.reports))
        )


def _hold(project: Project, name: str, found: Sequence[Gathered], steps: Sequence[ImportStep]) -> None:
    """Raises Rejected with RG942 for what a person has to look at before it is written: nobody is there to read a
    report."""
    held: list[Finding] = []
    for one, step in zip(found, steps, strict=True):
        held += [*barren(one.source, step), *restated(one.source, step)]
    sources = [one.source for one in found]
    held += newcomers(project, name, sources, steps)
    held += doubtful(project, name, sources, steps)
    if held:
        raise Rejected(held)


def _made_anew(project: Project, name: str, one: Gathered, today: date) -> Finding:
    """Make a snapshot anew of all that its one source has, as `reportgen new --update` does. Raises Rejected with RG942
    where that does not go."""
    order = replace(_order(project.data.parent, "", one, today), files=one.there)
    try:
        started = update_snapshot(project, name, order, (), today)
    except Misuse as error:
        raise Rejected([_unfit(one.source, _by_name(one, str(error)))]) from None
    except Rejected as error:
        raise Rejected([_unfit(one.source, "its findings say why"), *error.findings]) from None
    left = [f"{shown(file)}: edited since, and left as it is" for file in started.left]
    names = ", ".join(file.name for file, _ in one.files)
    return RG945.finding(
        f"{one.source.shown}: {names} came in",
        one.source.locus,
        _by_name(one, "\n".join([started.report, *left])),
    )


def _order(root: Path, name: str, one: Gathered, today: date) -> ImportOrder:
    """The import of what a source has that is new; paths are from `root`, the project's folder."""
    said = one.source
    filed = today if said.filed == TODAY else date.fromisoformat(said.filed) if said.filed else None
    return ImportOrder(
        tuple(file for file, _ in one.files),
        said.entity,
        said.period,
        filed,
        name,
        root / said.map if said.map else None,
        currency=said.currency,
        year_end=said.year_end,
        source=said.source,
    )


# ---- what a source has ---------------------------------------------------------------------------------------------


def _gather(root: Path, name: str, source: RefreshSource, ledger: Ledger, kept: Path) -> Gathered:
    try:
        gather = _fetched if source.address else _found
        gathered = gather(root, name, source, ledger, kept)
    except Unfetched as error:
        return Gathered(source, findings=(_missing(source, str(error), limit=error.limit),))
    except OSError as error:
        return Gathered(source, findings=(_missing(source, error.strerror or str(error)),))
    if not gathered.files:
        said = RG945.finding(f"{source.shown}: nothing new", source.locus)
        return replace(gathered, findings=(said,))
    return gathered


def _found(root: Path, name: str, source: RefreshSource, ledger: Ledger, _: Path) -> Gathered:
    """What a folder has. Files are told by what is in them, not by what they are called."""
    files = source.files(root)
    if not files:
        raise Unfetched("there is no file")
    if len(files) > MOST_FILES:
        raise Unfetched(f"there are more than {MOST_FILES} files; move those away that are in", limit=True)
    new: dict[str, tuple[Path, str]] = {}
    for file in files:
        if file.stat().st_size > MOST_FILING_BYTES:
            raise Unfetched(f"{file.name} has more than {MOST_FILING_BYTES >> 20} MiB", limit=True)
        try:
            digest = _digest(read_plain(file, FILING_LIMIT, file.name))
        except Rejected as rejected:
            raise Unfetched(f"{file.name}: {rejected.findings[0].message}") from None
        mark = _mark(name, source, digest)
        if not ledger.marked(mark):
            new.setdefault(mark, (file, digest))
    marks = tuple((mark, digest) for mark, (_, digest) in new.items())
    return Gathered(source, tuple(new.values()), tuple(files), marks)


def _fetched(_: Path, name: str, source: RefreshSource, ledger: Ledger, kept: Path) -> Gathered:
    """What an address has, as a file in the folder `kept`."""
    mark = _mark(name, source, "")
    digest, before = _version(ledger.marked(mark))
    now = fetch(source.address, before, MOST_FILING_BYTES)
    if now.data is None:
        return Gathered(source)
    fresh = _digest(now.data)
    marks = ((mark, json.dumps([fresh, now.etag, now.modified])),)
    if fresh == digest:
        return Gathered(source, marks=marks)
    kept.mkdir(0o700)
    file = kept / _file_name(source.address)
    file.write_bytes(now.data)
    return Gathered(source, ((file, fresh),), (file,), marks)


def _version(said: str) -> tuple[str, Fetched]:
    """The digest of what was brought in last from an address, and what its server called that version."""
    try:
        digest, etag, modified = map(str, json.loads(said))
    except ValueError:
        return "", Fetched(None)
    return digest, Fetched(None, etag, modified)


def _file_name(address: str) -> str:
    """What a file from an address is called: as the address ends, for the import names a source after it."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2] or parts.hostname or ""
    return sub(r"[^A-Za-z0-9._-]", "_", last)[-100:].lstrip(".") or "file"


def _mark(name: str, source: RefreshSource, digest: str) -> str:
    """The name of the mark that something was brought in as this source is now imported. The place is in it as a hash
    alone: an address may hold a key."""
    told = [str(value) for value in astuple(replace(source, optional=False))[:-2]]
    return f"refresh {name} {_digest(json.dumps([*told, digest]).encode())}"


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


# ---- what is to be said --------------------------------------------------------------------------------------------


def _missing(source: RefreshSource, why: str, *, limit: bool = False) -> Finding:
    """RG943 for what goes beyond limits; RG940 for what is missing, RG941 where it may be."""
    if limit:
        mend = "name one file of a figure's size that is served by https as it is; or bring it in by hand"
        return RG943.finding(f"{source.shown} is not taken: {why}", source.locus, mend)
    if source.optional:
        return RG941.finding(f"{source.shown}: {why}; it is optional", source.locus)
    message = f"expected a file to bring in from {source.shown}: {why}"
    mend = "see that it is there, and run the command again; or write optional: true where it may be missing"
    return RG940.finding(message, source.locus, mend)


def _by_name(one: Gathered, text: str) -> str:
    """What an import says, with what came from an address by its name: its folder is gone when that is read."""
    if one.source.address:
        for file, _ in one.files:
            text = text.replace(shown(file.resolve()), file.name).replace(str(file), file.name)
    return text


def _unfit(source: RefreshSource, why: str) -> Finding:
    mend = "reportgen import FILE --into EDITION --dry-run shows what becomes of a file; nothing was written"
    return RG942.finding(f"what came from {source.shown} cannot be brought in: {why}", source.locus, mend)


def _of_a_snapshot(project: Project, name: str, source: RefreshSource) -> Finding:
    folder = shown(project.data / name)
    message = (
        f"{folder} is a snapshot, which is made anew of all its files at once; they come from one source"
    )
    mend = f"put them into one folder; or remove {folder}/{RECORD}, and it is an edition like others"
    return RG944.finding(message, source.locus, mend)
