"""Verification by a recipient: what a proof came to, in plain words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reportgen.checks.tieout import Verdict
from reportgen.codes.rg7_proofs import RG708, RG714, RG715
from reportgen.errors import Finding, Misuse, Rejected, plain_line, show_findings
from reportgen.proof import Proved, prove, read_finished
from reportgen.proof.carried import carried_facts
from reportgen.proof.crosscheck import agreement
from reportgen.proof.file_kinds import CHECKS_OF, FileKind, verified_as
from reportgen.proof.held_listing import hold_listed, hold_listing
from reportgen.proof.held_workbook import hold_workbook
from reportgen.proof.origin import (
    ANYBODY,
    UNREAD,
    FileOrigin,
    OriginState,
    ReadBeside,
    Trusting,
    detached_origin,
    listed_digests,
    origin_of,
)
from reportgen.proof.origin_report import origin_json, origin_lines
from reportgen.reading_files import FINISHED_LIMIT, read_inside, read_plain
from reportgen.record.attachments import FACTS, VOCABULARY
from reportgen.record.lying_beside import SIGNATURE_SUFFIX

LIMITS: Final = (
    "This says that a document agrees with itself and with the facts that it carries. It cannot say who made it, nor"
    " that the facts are true:\nwhoever changes facts, numbers and pages together makes another document that holds."
    " Compare the SHA-256 with the sender's manifest,\nor have it signed: a signature says who signed, as far as you"
    " trust the certificate, and not that the facts are true."
)


@dataclass(frozen=True)
class Verified:
    """One file as it was verified. `beside` is what it was held against: of a workbook the document whose facts these
    are, of a signature the file that it belongs to. `digest` is the SHA-256 of the file; `origin` is what came of its
    signature."""

    proved: Proved
    digest: str
    beside: str = ""
    origin: FileOrigin = UNREAD

    @property
    def kind(self) -> FileKind:
        """What it was verified as."""
        return verified_as(self.proved.name)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, of its signature, too."""
        return (*self.proved.findings, *self.origin.findings)

    @property
    def holds(self) -> bool:
        """True where nothing speaks against the file nor against its signature."""
        return not any(finding.blocks for finding in self.findings)

    @property
    def checks(self) -> dict[str, bool | None]:
        """Each check and whether it holds; None where the proof did not get that far."""
        codes = [finding.code for finding in self._told_of if finding.blocks]
        outcome: dict[str, bool | None] = {}
        wanted = CHECKS_OF[self.kind]
        known = tuple(prefix for against in wanted.values() for prefix in against)
        reached = self._reached(codes)
        told = all(code.startswith(known) for code in codes)  # else nobody knows what that speaks against
        for check, against in wanted.items():
            failed = any(code.startswith(against) for code in codes)
            early = against[0] in (RG708.id, "RG1")
            outcome[check] = (
                False if failed else True if told and (reached or (early and not codes)) else None
            )
        return outcome

    @property
    def _told_of(self) -> tuple[Finding, ...]:
        """What speaks for or against its checks: of a signature alone that it does not hold, too."""
        if self.kind is not FileKind.SIGNATURE:
            return self.proved.findings
        return (*self.proved.findings, *(one for one in self.origin.findings if one.code == RG715.id))

    def _reached(self, codes: Sequence[str]) -> bool:
        """Whether all was checked that there is to check."""
        if self.kind is FileKind.LISTED:
            return RG708.id not in codes
        return (
            self.origin.holds is not None if self.kind is FileKind.SIGNATURE else bool(self.proved.numerals)
        )

    @property
    def checked(self) -> bool:
        """False where it could not be checked, so that nothing is known of it."""
        return not any(finding.code == RG714.id for finding in self.proved.findings)


def verify(
    paths: Sequence[Path],
    now: datetime,
    asked: Trusting = ANYBODY,
    each: Callable[..., Iterable[Verified]] = map,
) -> tuple[tuple[Verified, ...], tuple[Finding, ...]]:
    """Verify documents from their bytes alone, and several against one another; a workbook of numbers against the facts
    that a document carries, one that is named or else one beside it; a manifest and a signature against the files
    beside it, and any other file against the manifest beside it. `asked` is what the recipient asks of signatures,
    which are checked as of `now`. `each` carries a function out for every path, as `map` does. Raises Misuse for a
    missing file."""
    for path in paths:
        if not path.exists():
            raise Misuse(f"there is no file {plain_line(str(path))}")
    look = partial(_verified, asked=asked, now=now)
    books = [path for path in paths if verified_as(path.name) is FileKind.WORKBOOK]
    others = [path for path in paths if path not in books]
    verified = tuple(each(look, others))
    records = [one.proved.record for one in verified if one.proved.record]
    distinct = {(record.edition, record.language): record for record in records}
    sound = next(filter(_is_sound, zip(others, verified, strict=True)), None)
    beside = {
        path.parent: sound or _sound_beside(path.parent, others, lambda one: next(iter(each(look, [one]))))
        for path in books
    }
    hold = partial(_workbook, beside=beside, asked=asked, now=now)
    return (*verified, *each(hold, books)), tuple(agreement(list(distinct.values())))


_Sound = tuple[Path, Verified]  # a document that holds, and what came of it
_MOST_BESIDE: Final = 20  # documents beside a workbook that are tried


def _is_sound(one: _Sound) -> bool:
    return one[1].holds and one[1].proved.record is not None


def _sound_beside(folder: Path, known: Sequence[Path], look: Callable[[Path], Verified]) -> _Sound | None:
    """A document that holds among those that lie in a folder, but for those that were looked at already."""
    fit = (
        path for path in sorted(folder.iterdir()) if path.suffix in (".html", ".pdf") and path not in known
    )
    documents = [path for path in fit if verified_as(path.name) is FileKind.DOCUMENT][:_MOST_BESIDE]
    return next(filter(_is_sound, ((path, look(path)) for path in documents)), None)


def _verified(path: Path, asked: Trusting, now: datetime) -> Verified:
    name, beside = path.name, _beside(path)
    try:
        data = read_plain(path, FINISHED_LIMIT, name)
        digest = sha256(data).hexdigest()
        match verified_as(name):
            case FileKind.SIGNATURE:
                return _signature(name, digest, beside, asked, now)
            case FileKind.LISTING:
                found = tuple(hold_listing(data, beside))
                proved = Proved(name, found, None, 0 if found else len(listed_digests(data)))
            case FileKind.LISTED:
                proved = Proved(name, tuple(hold_listed(name, data, beside)))
            case _:
                proved = prove(name, data)
        return Verified(proved, digest, origin=origin_of(name, data, beside, asked, now))
    except Rejected as rejected:
        return _unread(name, rejected)


def _signature(name: str, digest: str, beside: ReadBeside, asked: Trusting, now: datetime) -> Verified:
    """A signature, checked with the file that it lies beside."""
    signed = name.removesuffix(SIGNATURE_SUFFIX)
    if not signed or (data := beside(signed)) is None:
        mend = "put the file that was signed beside it, under the name that it had"
        finding = RG708.finding(
            f"{name}: the file {signed!r}, whose signature it is, does not lie beside it", mend=mend
        )
        return Verified(Proved(name, (finding,)), digest)
    return Verified(Proved(name, ()), digest, signed, detached_origin(signed, data, beside, asked, now))


def _beside(path: Path) -> ReadBeside:
    """What reads the files beside one; Rejected for what is no file, too long for one, or a link out of the folder."""

    def read(name: str) -> bytes | None:
        other = path.with_name(name)
        return read_inside(other, (path.parent,), FINISHED_LIMIT, name) if other.exists() else None

    return read


def _unread(name: str, rejected: Rejected) -> Verified:
    """What is said of a file that is not read, itself or what lies beside it."""
    why, *_ = rejected.findings
    where = why.locus.file if why.locus and why.locus.file != name else ""
    return _unknown(name, f"{where}: {why.message}" if where else why.message, "")


def not_checked(path: Path, why: str) -> Verified:
    """RG714 of a file whose reading took too much, or failed."""
    try:
        data = read_plain(path, FINISHED_LIMIT, path.name)
    except (Rejected, OSError):
        data = b""
    return _unknown(path.name, why, sha256(data).hexdigest() if data else "")


def _unknown(name: str, why: str, digest: str) -> Verified:
    mend = "nothing is known of it: ask its sender for the file as it was built"
    return Verified(Proved(name, (RG714.finding(f"{name}: could not be checked: {why}", mend=mend),)), digest)


def _workbook(
    path: Path, *, beside: Mapping[Path, _Sound | None], asked: Trusting, now: datetime
) -> Verified:
    """A workbook, held against the facts of a document that holds."""
    try:
        data = read_plain(path, FINISHED_LIMIT, path.name)
        digest, origin = sha256(data).hexdigest(), origin_of(path.name, data, _beside(path), asked, now)
    except Rejected as rejected:
        return _unread(path.name, rejected)
    document, verified = beside[path.parent] or (None, None)
    if document is None or verified is None or verified.proved.record is None:
        why = "a workbook carries no facts of its own, and no document named with it or beside it holds"
        mend = f"name a PDF or HTML of its edition, too: reportgen verify BRIEF.pdf {path.name}"
        finding = RG708.finding(f"{path.name}: {why}", mend=mend)
        return Verified(Proved(path.name, (finding,)), digest, "", origin)
    files = next(read_finished(document.name, read_plain(document, FINISHED_LIMIT))).files
    base = carried_facts(files[FACTS], files.get(VOCABULARY)).base
    assert base is not None
    printed = {entry.number: entry.fact for entry in verified.proved.record.entries}
    held = hold_workbook(path.name, data, base, printed)
    return Verified(Proved(path.name, held.findings, None, held.cells), digest, document.name, origin)


def verification_text(verified: Sequence[Verified], between: Sequence[Finding]) -> str:
    """The report for a person."""
    parts = [_text(one) for one in verified]
    if between:
        parts.append(_shown(between))
    return "\n\n".join([*parts, LIMITS])


def _shown(findings: Iterable[Finding]) -> str:
    """Findings, whatever the names of files have in them: none may begin a line of its own in a report."""
    return show_findings(
        replace(
            one,
            message=plain_line(one.message),
            mend="\n".join(map(plain_line, one.mend.split("\n"))),
            locus=replace(one.locus, file=plain_line(one.locus.file)) if one.locus else None,
        )
        for one in findings
    )


_MARKS: Final[dict[bool | None, str]] = {True: "holds", False: "FAILS", None: "not reached"}


def _text(one: Verified) -> str:
    proved = one.proved
    lines = [proved.name, f"  SHA-256 {one.digest or 'not read'}", f"  {_summary(one)}"]
    lines += [f"  {_MARKS[holds]:<11}  {check}" for check, holds in one.checks.items()]
    lines += [f"  {mark:<11}  {said}" for mark, said in origin_lines(one.origin)]
    if proved.record and proved.record.images:
        names = ", ".join(image.name for image in proved.record.images)
        lines.append(f"  {'not read':<11}  pictures, so that no number in them is checked: {names}")
    if errors := [finding for finding in one.findings if finding.blocks]:
        lines = [*map(plain_line, lines), "", _shown(errors)]
    else:
        lines = [*map(plain_line, lines)]
    return "\n".join(lines)


def _summary(one: Verified) -> str:
    proved = one.proved
    if not one.checked:
        return "it could not be checked: nothing is known of it"
    if one.kind is FileKind.SIGNATURE:
        return f"the signature of {one.beside or 'a file that is not there'}"
    if one.kind is FileKind.LISTED:
        return "it carries no facts: it is held against the manifest.json beside it, " + _signed(one.origin)
    if one.beside:
        return f"{proved.numerals} cells, held against the facts of {one.beside}"
    if one.kind is FileKind.LISTING:
        return f"it lists {proved.numerals} files" if proved.numerals else "it does not hold"
    if proved.record is None:
        return "it does not prove"
    verdicts = Counter(row.verdict for row in proved.rows)
    told = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in Verdict if verdicts[verdict])
    accepted = sum(row.accepted for row in proved.rows)
    record = proved.record
    count = f"{proved.numerals} numerals, {len(record.printings)} printings of {len(record.entries)} facts"
    exceptions = f", {accepted} of them accepted with a reason" if accepted else ""
    return f"{count}; facts: {told or 'none read'}{exceptions}"


def _signed(origin: FileOrigin) -> str:
    """Whether the manifest that lists a file is signed."""
    if origin.holds:
        return "which is signed"
    return (
        "which is not signed: whoever edits the one can edit the other"
        if origin.state is OriginState.UNSIGNED
        else "whose signature is not known to hold"
    )


def verification_json(verified: Sequence[Verified], between: Sequence[Finding]) -> str:
    """The report for a script."""
    document = {
        "holds": holds(verified, between),
        "documents": [
            {
                "file": one.proved.name,
                "sha256": one.digest,
                "checked": one.checked,
                "holds": one.holds,
                "numerals": one.proved.numerals,
                "checks": [{"check": check, "holds": outcome} for check, outcome in one.checks.items()],
                "origin": origin_json(one.origin),
                "not read": _pictures(one.proved),
                "findings": [_finding(finding) for finding in one.findings],
            }
            for one in verified
        ],
        "between": [_finding(finding) for finding in between],
        "limits": LIMITS,
    }
    said = json.dumps(document, ensure_ascii=False, indent=1)
    return said.encode(errors="backslashreplace").decode()  # names of files may be no text


def _pictures(proved: Proved) -> list[dict[str, str]]:
    """The pictures whose content nobody has read, with the digests of their files."""
    images = proved.record.images if proved.record else ()
    return [{"name": image.name, "sha256": image.sha256} for image in images]


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": str(finding.severity), "message": finding.message}


def holds(verified: Sequence[Verified], between: Sequence[Finding]) -> bool:
    """True where nothing speaks against any of the documents."""
    return all(one.holds for one in verified) and not any(finding.blocks for finding in between)
