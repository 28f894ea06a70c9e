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
from reportgen.codes.rg7_proofs import (
    RG701,
    RG702,
    RG703,
    RG704,
    RG705,
    RG708,
    RG709,
    RG711,
    RG712,
    RG714,
)
from reportgen.errors import Finding, Misuse, Rejected, show_findings
from reportgen.proof import Proved, prove, read_finished
from reportgen.proof.carried import carried_facts
from reportgen.proof.crosscheck import agreement
from reportgen.proof.held_listing import hold_listing
from reportgen.proof.held_workbook import hold_workbook
from reportgen.proof.origin import (
    ANYBODY,
    UNREAD,
    FileOrigin,
    ReadBeside,
    Trusting,
    listed_digests,
    origin_of,
)
from reportgen.proof.origin_report import origin_json, origin_lines
from reportgen.reading_files import FINISHED_LIMIT, read_plain
from reportgen.record.attachments import FACTS, VOCABULARY
from reportgen.record.lying_beside import MANIFEST

# What is checked, in the order of the report → the codes that speak against it.
CHECKS: Final = {
    "it carries the facts and numbers that it was made from": (RG708.id,),
    "the facts that it carries can be read, and tie out": ("RG1", "RG2", "RG3", "RG4"),
    "its numbers are what those facts give when they are derived again": (RG709.id, RG711.id),
    "every numeral in it, title and descriptions included, is a cited number or a declared term": (
        RG701.id,
        RG703.id,
    ),
    "every cited number stands where it was cited, and reads as it was cited": (RG702.id,),
    "every numeral on the page can be seen": (RG704.id, RG705.id),
    "nothing in it was changed after it was pressed: page, pictures, metadata, attachments": (RG712.id,),
}
WORKBOOK_CHECKS: Final = {
    "it can be read, beside a document of its edition that holds": (RG708.id,),
    "its cells and its formulas are what the facts of that document give": (RG709.id,),
    "nothing in it was changed after it was written": (RG712.id,),
}
LISTING_CHECKS: Final = {
    "it is a list of files with their SHA-256": (RG708.id,),
    "the files that it lists lie beside it, as it lists them": (RG712.id,),
}
LIMITS: Final = (
    "This says that a document agrees with itself and with the facts that it carries. It cannot say who made it, nor"
    " that the facts are true:\nwhoever changes facts, numbers and pages together makes another document that holds."
    " Compare the SHA-256 with the sender's manifest,\nor have it signed: a signature says who signed, as far as you"
    " trust the certificate, and not that the facts are true."
)


@dataclass(frozen=True)
class Verified:
    """One file as it was verified: a document, or a workbook, of which `beside` is the document whose facts it was held
    against. `digest` is the SHA-256 of the file; `origin` is what came of its signature."""

    proved: Proved
    digest: str
    beside: str | None = None
    origin: FileOrigin = UNREAD

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
        codes = [finding.code for finding in self.proved.findings if finding.blocks]
        reached = bool(self.proved.numerals)
        outcome: dict[str, bool | None] = {}
        known = tuple(prefix for against in self._wanted.values() for prefix in against)
        told = all(code.startswith(known) for code in codes)  # else nobody knows what that speaks against
        for check, against in self._wanted.items():
            failed = any(code.startswith(against) for code in codes)
            early = against[0] in (RG708.id, "RG1")
            outcome[check] = (
                False if failed else True if told and (reached or (early and not codes)) else None
            )
        return outcome

    @property
    def checked(self) -> bool:
        """False where it could not be checked, so that nothing is known of it."""
        return not any(finding.code == RG714.id for finding in self.proved.findings)

    @property
    def _wanted(self) -> Mapping[str, tuple[str, ...]]:
        if self.proved.name == MANIFEST:
            return LISTING_CHECKS
        return CHECKS if self.beside is None else WORKBOOK_CHECKS


def verify(
    paths: Sequence[Path],
    now: datetime,
    asked: Trusting = ANYBODY,
    each: Callable[..., Iterable[Verified]] = map,
) -> tuple[tuple[Verified, ...], tuple[Finding, ...]]:
    """Verify documents from their bytes alone, and several against one another; a workbook of numbers against the facts
    that a document beside it carries; a manifest against the files beside it. `asked` is what the recipient asks of
    signatures, which are checked as of `now`. `each` carries a function out for every path, as `map` does. Raises
    Misuse for a missing file."""
    for path in paths:
        if not path.exists():
            raise Misuse(f"there is no file {path}")
    documents = [path for path in paths if path.suffix != _WORKBOOK]
    verified = tuple(each(partial(_verified, asked=asked, now=now), documents))
    records = [one.proved.record for one in verified if one.proved.record]
    distinct = {record.language: record for record in records}
    sound = next(
        (one for one in zip(documents, verified, strict=True) if one[1].holds and one[1].proved.record), None
    )
    document, held = sound or (None, None)
    hold = partial(_workbook, document=document, verified=held, asked=asked, now=now)
    books = each(hold, [path for path in paths if path.suffix == _WORKBOOK])
    return (*verified, *books), tuple(agreement(list(distinct.values())))


def _verified(path: Path, asked: Trusting, now: datetime) -> Verified:
    try:
        data, beside = read_plain(path, FINISHED_LIMIT, path.name), _beside(path)
        if path.name == MANIFEST:
            found = tuple(hold_listing(data, beside))
            proved = Proved(path.name, found, None, 0 if found else len(listed_digests(data)))
        else:
            proved = prove(path.name, data)
        origin = origin_of(path.name, data, beside, asked, now)
    except Rejected as rejected:
        return _unread(path.name, rejected)
    return Verified(proved, sha256(data).hexdigest(), origin=origin)


def _beside(path: Path) -> ReadBeside:
    """What reads the files beside one; Rejected for what is no file, or too long for one."""

    def read(name: str) -> bytes | None:
        other = path.with_name(name)
        return read_plain(other, FINISHED_LIMIT, name) if other.exists() else None

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


_WORKBOOK: Final = ".xlsx"


def _workbook(
    path: Path, *, document: Path | None, verified: Verified | None, asked: Trusting, now: datetime
) -> Verified:
    """A workbook, held against the facts of a document that holds."""
    try:
        data = read_plain(path, FINISHED_LIMIT, path.name)
        digest, origin = sha256(data).hexdigest(), origin_of(path.name, data, _beside(path), asked, now)
    except Rejected as rejected:
        return replace(_unread(path.name, rejected), beside="")
    if document is None or verified is None or verified.proved.record is None:
        why = "a workbook carries no facts of its own, and no document beside it holds"
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
        parts.append(show_findings(between))
    return "\n\n".join([*parts, LIMITS])


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
        lines += ["", show_findings(errors)]
    return "\n".join(lines)


def _summary(one: Verified) -> str:
    proved = one.proved
    if not one.checked:
        return "it could not be checked: nothing is known of it"
    if one.beside:
        return f"{proved.numerals} cells, held against the facts of {one.beside}"
    if proved.name == MANIFEST:
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
    return json.dumps(document, ensure_ascii=False, indent=1)


def _pictures(proved: Proved) -> list[dict[str, str]]:
    """The pictures whose content nobody has read, with the digests of their files."""
    images = proved.record.images if proved.record else ()
    return [{"name": image.name, "sha256": image.sha256} for image in images]


def _finding(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": str(finding.severity), "message": finding.message}


def holds(verified: Sequence[Verified], between: Sequence[Finding]) -> bool:
    """True where nothing speaks against any of the documents."""
    return all(one.holds for one in verified) and not any(finding.blocks for finding in between)
