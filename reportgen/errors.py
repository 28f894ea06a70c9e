"""What can go wrong, and how it is said.

    ReportgenError            the program cannot go on; `exit_code` is the process's answer
    ├── Rejected        (1)   the input says something wrong; carries every finding at once
    ├── Misuse          (2)   the command was called in a way that makes no sense
    ├── MachineLacks    (3)   the machine has not got something; the message names how to get it
    └── Locked         (75)   another run holds the lock

Wrong *data* is never an exception inside the core: it is a `Finding`, collected with all the others, and `Rejected`
carries them over the edge to the command line.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Locus:
    """A place in a file that a person wrote. Lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """Something a check has to say, made by its `FindingCode`. `code` is that code's id; `mend` says how to put it
    right, a hint a line. `accepted` is set where the author has given a reason for printing the fact all the same."""

    code: str
    severity: Severity
    message: str
    locus: Locus | None = None
    mend: str = ""
    accepted: bool = False

    @property
    def blocks(self) -> bool:
        """True where the finding stops a build."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, order=True)
class FindingCode:
    """One kind of finding: `reportgen.codes` has a record for each, and nothing else makes findings.

    `id` is stable (RG301) and `name` is a slug; `severity` is that of a finding that nobody accepted; `meaning` is one
    sentence; `mend` says in general how to put it right, the finding itself in particular. `example` is a piece of the
    edition's `file`, which makes the finding where it stands there; where `file` is "", it is told in words.
    `acceptable` says whether `accepted:` in facts.yaml may give a reason for it.
    """

    id: str
    name: str
    severity: Severity
    meaning: str
    mend: str
    example: str
    file: str = ""
    acceptable: bool = False

    def __str__(self) -> str:
        return self.id

    def finding(
        self, message: str, locus: Locus | None = None, mend: str = "", *, accepted: bool = False
    ) -> Finding:
        """Something found: as severe as its code, and a note where it is accepted."""
        severity = Severity.NOTE if accepted else self.severity
        return Finding(self.id, severity, message, locus, mend, accepted)


class ReportgenError(Exception):
    """The root of what reportgen raises on purpose."""

    exit_code = 1


class Rejected(ReportgenError):
    """The input is wrong. `findings` holds everything that was found, in file order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(self.findings)  # what it is made of anew in another process

    def __str__(self) -> str:
        return show_findings(self.findings)


class Misuse(ReportgenError):
    """The command line names something that does not exist or does not go together."""

    exit_code = 2


class MachineLacks(ReportgenError):
    """A font, a library or a right is missing; the message names it and how to get it."""

    exit_code = 3


class Locked(ReportgenError):
    """Another run is at work on the same output."""

    exit_code = 75


def install_extra(extra: str) -> str:
    """How to get what an extra of pyproject.toml brings. Never by the package's name: on the public index that is
    another project's, whose code would then run beside our keys."""
    return f"pip install '.[{extra}]' in reportgen's folder"


def plain_line(text: str) -> str:
    """A text as one line of a report: what acts on a terminal, ends the line or turns its order is written out."""
    return "".join(
        char
        if char.isprintable() or unicodedata.category(char) == "Zs"
        else char.encode("unicode_escape").decode()
        for char in text
    )


def display_width(text: str) -> int:
    """Columns that `text` takes on a terminal: East Asian wide and full-width characters take two (UAX #11)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def show_finding(finding: Finding) -> str:
    """A finding as a person reads it: place, code, message, the line with a caret below, and how to mend it."""
    place = f"{finding.locus}: " if finding.locus else ""
    lines = [f"{place}{finding.severity} {finding.code}: {finding.message}"]
    if finding.locus and finding.locus.excerpt:
        lines += _caret(finding.locus)
    lines += [f"  = {line}" for line in finding.mend.splitlines()]
    return "\n".join(lines)


_QUOTED: Final = 160  # characters of a line that are quoted: a file may be a single line of a million


def _caret(locus: Locus) -> list[str]:
    start = max(0, locus.column - 1 - _QUOTED // 2) if len(locus.excerpt) > _QUOTED else 0
    end = start + _QUOTED
    before = "…" * (start > 0) + locus.excerpt[start : locus.column - 1].replace("\t", " ")
    behind = locus.excerpt[locus.column - 1 : end].replace("\t", " ") + "…" * (end < len(locus.excerpt))
    gutter = " " * len(str(locus.line))
    return [f"  {locus.line} | {before}{behind}", f"  {gutter} | {' ' * display_width(before)}^"]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once: file by file as they were read, from the top of each to its end, then what has no place."""
    distinct = list(dict.fromkeys(findings))
    files = {finding.locus.file: None for finding in distinct if finding.locus}
    rank = {file: number for number, file in enumerate(files)}

    def place(finding: Finding) -> tuple[int, int, int, str]:
        if not (at := finding.locus):
            return len(rank), 0, 0, finding.code
        return rank[at.file], at.line, at.column, finding.code

    return sorted(distinct, key=place)


def show_findings(findings: Iterable[Finding], *, verbose: bool = False) -> str:
    """All findings in order, and closing lines that count them; what is accepted is listed only where `verbose`."""
    ordered = in_order(findings)
    listed = [finding for finding in ordered if verbose or not finding.accepted]
    lines = [show_finding(finding) for finding in listed]
    if listed or not ordered:
        errors = sum(finding.blocks for finding in listed)
        others = len(listed) - errors
        lines.append(_count(errors, "error") + (f", {_count(others, 'other finding')}" if others else ""))
    if hidden := len(ordered) - len(listed):
        lines.append(
            f"{_count(hidden, 'accepted finding')}; --verbose lists {'it' if hidden == 1 else 'them'}"
        )
    return "\n".join(lines)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def nearest(name: str, names: Iterable[str], prefix: str = "") -> str:
    """ "; nearest: …" with the names that come closest, whatever their case and less their `prefix`, or nothing."""
    known = {one.lower(): one for one in names}
    near = [known[one] for one in difflib.get_close_matches(name.lower(), known, 3, 0.6)]
    return "; nearest: " + ", ".join(text.removeprefix(prefix) for text in near) if near else ""


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as scripts read it: plain values by name, null where there is none."""
    locus = finding.locus
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "mend": finding.mend or None,
        "accepted": finding.accepted,
        "file": locus.file if locus else None,
        "line": locus.line if locus else None,
        "column": locus.column if locus else None,
    }
