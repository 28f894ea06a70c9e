"""Gates: what has to hold before anything of an edition goes out. Each is a plain function; `GATES` lists them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from reportgen.brief.edition import Edition
from reportgen.build import shown
from reportgen.delivery.plan import Plan
from reportgen.errors import Finding, Severity
from reportgen.press.manifest import MANIFEST, digest
from reportgen.press.proof import prove


@dataclass(frozen=True)
class Case:
    """What the gates look at: the edition as it stands now, its plan, and the files that were built of it.

    `inputs` are the edition's own files, `files` those of `folder`, `outgoing` the names of those that would be sent,
    `now` is the present moment.
    """

    edition: Edition
    plan: Plan
    inputs: Mapping[str, bytes]
    folder: Path
    files: Mapping[str, bytes]
    outgoing: tuple[str, ...]
    now: datetime

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the built files; empty where there is none that can be read."""
        try:
            document = json.loads(self.files[MANIFEST])
            return document if isinstance(document, dict) else {}
        except (KeyError, ValueError):
            return {}


Gate = Callable[[Case], Iterable[Finding]]


def as_in_the_manifest(case: Case) -> Iterator[Finding]:
    """RG907 where a file is missing or is not the one that the manifest lists."""
    try:
        listed = {str(item["name"]): str(item["sha256"]) for item in case.manifest["artifacts"]}
    except (KeyError, TypeError):
        mend = f"build it: reportgen build {case.edition.name}"
        yield _error("RG907", f"{shown(case.folder)} holds no finished build of {case.edition.name}", mend)
        return
    for name in sorted({*listed, *case.outgoing}):
        mend = f"build again: reportgen build {case.edition.name}"
        if name not in case.files:
            yield _error("RG907", f"{shown(case.folder / name)} is not there", mend)
        elif name not in listed:
            yield _error("RG907", f"{shown(case.folder / name)} is not in {MANIFEST}", mend)
        elif digest(case.files[name]) != listed[name]:
            yield _error("RG907", f"{shown(case.folder / name)} is not the file that {MANIFEST} lists", mend)


def made_from_what_is_here(case: Case) -> Iterator[Finding]:
    """RG908 where the edition was changed after it was built: the message would say other than the files it brings."""
    built = case.manifest.get("inputs", {})
    for name, data in sorted(case.inputs.items()):
        if built.get(name) != digest(data):
            mend = f"build again: reportgen build {case.edition.name}"
            yield _error("RG908", f"{name} was changed after {case.edition.name} was built", mend)


def proved(case: Case) -> Iterator[Finding]:
    """What speaks against the documents that would go out, each proved from its bytes alone."""
    for name in case.outgoing:
        if name in case.files and name.endswith((".pdf", ".html")):
            yield from (finding for finding in prove(name, case.files[name]).findings if finding.blocks)


GATES: Final[tuple[Gate, ...]] = (as_in_the_manifest, made_from_what_is_here, proved)


def pass_gates(case: Case, gates: Iterable[Gate] = GATES) -> list[Finding]:
    """What stops the edition: the findings of the first gate that has any."""
    for gate in gates:
        if found := list(gate(case)):
            return found
    return []


def _error(code: str, message: str, mend: str) -> Finding:
    return Finding(code, Severity.ERROR, message, mend=mend)
