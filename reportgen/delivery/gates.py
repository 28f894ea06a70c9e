"""Gates: what has to hold before anything of an edition goes out. Each is a plain function; `GATES` lists them.

That an edition is tied out needs none: what does not hold is not read for delivery, and what was built from anything
else than what is read stops at `made_from_what_is_here`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from reportgen.brief.edition import Edition
from reportgen.brief.inputs import shown
from reportgen.brief.inspection import meant_as_they_stand
from reportgen.codes.rg9_delivery import RG907, RG908, RG920, RG921, RG922, RG923, RG924, RG947
from reportgen.delivery.approving.approval import Approval, damaged
from reportgen.delivery.approving.ballot import Ballot
from reportgen.delivery.approving.people import all_named, same_person
from reportgen.delivery.plans.planned import Plan
from reportgen.delivery.schedules.embargoed import EMBARGOED
from reportgen.document.placeholders import placeholders
from reportgen.errors import Finding
from reportgen.press.manifest import Origins, digest
from reportgen.proof import prove, read_finished
from reportgen.proof.finished import Unreadable
from reportgen.record.lying_beside import MANIFEST


@dataclass(frozen=True)
class Case:
    """What the gates look at: the edition as it stands now, its plan, and the files that were built of it.

    `present` is what it would be made from now, `approval` what people said of it and `ballot` what of that counts.
    `files` are those of `folder`, `outgoing` the names of those that would be sent, `letters` the SHA-256 of what
    else makes the messages, by name; `now` is the present moment. `unseen` says which facts somebody has yet to look
    at, where the plan asks for that."""

    edition: Edition
    plan: Plan
    present: Origins
    approval: Approval
    ballot: Ballot
    letters: Mapping[str, str]
    folder: Path
    files: Mapping[str, bytes]
    outgoing: tuple[str, ...]
    now: datetime
    unseen: tuple[Finding, ...] = ()

    @property
    def build_again(self) -> str:
        """How to build what is out of date: under embargo, where only the owner can read it."""
        private = self.folder.parent.name == EMBARGOED
        return f"build again: reportgen {'due' if private else 'build'} {self.edition.name}"

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of the built files; empty where there is none that can be read."""
        return read_manifest(self.files)

    @property
    def artifacts(self) -> dict[str, str]:
        """The SHA-256 of the artifacts that the manifest lists, by name; empty where it lists none."""
        try:
            return {str(item["name"]): str(item["sha256"]) for item in self.manifest["artifacts"]}
        except (KeyError, TypeError):
            return {}


def read_manifest(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """The manifest among built files; empty where there is none that can be read."""
    try:
        document = json.loads(files[MANIFEST])
        return document if isinstance(document, dict) else {}
    except (KeyError, ValueError):
        return {}


Gate = Callable[[Case], Iterable[Finding]]


def as_in_the_manifest(case: Case) -> Iterator[Finding]:
    """RG907 where a file is missing or is not the one that the manifest lists."""
    if not (listed := case.artifacts):
        if early := list(past_its_embargo(case)):  # nobody is told to build it where everybody can read it
            yield from early
            return
        mend = f"build it: reportgen build {case.edition.name}"
        yield RG907.finding(f"{shown(case.folder)} holds no finished build of {case.edition.name}", mend=mend)
        return
    for name in sorted({*listed, *case.outgoing}):
        mend = case.build_again
        if name not in case.files:
            yield RG907.finding(f"{shown(case.folder / name)} is not there", mend=mend)
        elif name not in listed:
            yield RG907.finding(f"{shown(case.folder / name)} is not in {MANIFEST}", mend=mend)
        elif digest(case.files[name]) != listed[name]:
            yield RG907.finding(
                f"{shown(case.folder / name)} is not the file that {MANIFEST} lists", mend=mend
            )


def made_from_what_is_here(case: Case) -> Iterator[Finding]:
    """RG908 where the edition, its templates or what builds it was changed after it was built: the message would say
    other than the files it brings."""
    built, name = case.manifest, case.edition.name
    mend = case.build_again
    before, now = built.get("inputs", {}), case.present["inputs"]
    for file in sorted({*before, *now}):
        if before.get(file) != now.get(file):
            yield RG908.finding(f"{file} was changed after {name} was built", mend=mend)
    for what, value in case.present.items():
        if what != "inputs" and built.get(what) != value:
            yield RG908.finding(f"{name} was built with other {_BUILT_WITH.get(what, what)}", mend=mend)


_BUILT_WITH: Final = {
    "program": "source of reportgen",
    "reportgen": "version of reportgen",
    "python": "Python",
}


def recent_enough(case: Case) -> Iterator[Finding]:
    """RG920 where the edition's day, or that of the newest source of its facts, began longer ago than `max-age`."""
    schedule = case.plan.schedule
    if schedule.max_age is None:
        return
    base = case.edition.base
    used = {said.source for fact in base.facts.values() for said in fact.stated}
    days = {"is dated": case.edition.date.isoformat()}
    if published := [base.sources[source].published for source in used]:
        days["has facts of"] = max(published)
    for what, day in days.items():
        began = datetime.fromisoformat(day).replace(tzinfo=schedule.zone)
        if case.now.astimezone(UTC) - began.astimezone(UTC) > schedule.max_age:
            hours = schedule.max_age // timedelta(hours=1)
            message = (
                f"{case.edition.name} {what} {day}; max-age allows {hours} hours from the start of that day"
            )
            yield RG920.finding(message, mend="bring the facts and date: up to date, or raise max-age")


def past_its_embargo(case: Case) -> Iterator[Finding]:
    """RG921 where the embargo has not ended."""
    embargo = case.plan.schedule.embargo
    if embargo is not None and case.now < embargo:
        message = (
            f"{case.edition.name} is under embargo until {embargo:%Y-%m-%d %H:%M} {case.plan.schedule.zone}"
        )
        yield RG921.finding(message, mend="nothing goes out before; run the command again then")


def approved(case: Case) -> Iterator[Finding]:
    """RG922 where fewer people approved than the edition asks for, with RG947 for each approval that does not count;
    RG923 where something was changed since they did; RG946 for certificates that cannot be used, RG949 for a record
    that cannot be read."""
    needed, approval, name = case.plan.schedule.approvals, case.approval, case.edition.name
    mend = f"reportgen approve {name} --by NAME{' --key FILE' if case.plan.approvers else ''}"
    if not needed:
        return
    yield from case.ballot.faults
    if approval.fault:
        yield damaged(approval)
    elif approval.votes and (changed := approval.changed_since({**case.artifacts, **case.letters})):
        who = all_named(approval.names)
        message = f"{', '.join(changed)} changed since {who} approved {name}; the approval is void"
        yield RG923.finding(message, mend=mend)
    elif len(counted := case.ballot.names) < needed:
        who = f"approved by {all_named(counted)} alone" if counted else "not approved"
        left = [
            one.name for one in case.plan.approvers if not any(same_person(one.name, by) for by in counted)
        ]
        whose = f"\nwho may still approve: {', '.join(left)}" if left else ""
        yield RG922.finding(f"{name} is {who}; it takes {needed}", mend=mend + whose)
        for vote, why in case.ballot.refused:
            yield RG947.finding(f"the approval by {vote.by} at {vote.at} does not count: {why}", mend=mend)


def looked_at(case: Case) -> Iterator[Finding]:
    """RG960 where the plan asks that somebody looks at each fact, and nobody has looked at one as it is now."""
    yield from case.unseen


def without_placeholders(case: Case) -> Iterator[Finding]:
    """RG924 where a document still says TBD, XX or the like."""
    known = meant_as_they_stand(case.edition)
    for name in case.outgoing:
        for place, text in _texts(name, case.files.get(name, b"")):
            for said in dict.fromkeys(said for _, said in placeholders(text, known)):
                yield unfinished(name, place, said)


def unfinished(name: str, place: str, said: str) -> Finding:
    """RG924 for a placeholder in a document or a message."""
    mend = "write what is meant; what is a name, declare under terms: in brief.yaml"
    return RG924.finding(f"{name}, {place}: a placeholder: {said!r}", mend=mend)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a file that a reader gets, and where they stand. What cannot be read is for the proof to say."""
    if name.endswith(".json"):
        yield "text", data.decode("utf-8", "replace")
    if data and name.endswith((".pdf", ".html")):
        try:
            finished = next(read_finished(name, data))
        except Unreadable:
            return
        yield from ((sheet.place, sheet.text) for sheet in finished.sheets)
        yield from ((aside.place, aside.text) for aside in finished.asides if not aside.stamp)


def proved(case: Case) -> Iterator[Finding]:
    """What speaks against the documents that would go out, each proved from its bytes alone."""
    for name in case.outgoing:
        if name in case.files and name.endswith((".pdf", ".html")):
            yield from (finding for finding in prove(name, case.files[name]).findings if finding.blocks)


GATES: Final[tuple[Gate, ...]] = (
    as_in_the_manifest,
    made_from_what_is_here,
    recent_enough,
    past_its_embargo,
    looked_at,
    approved,
    without_placeholders,
    proved,
)
# What time alone undoes: it is asked at every occurrence, even where everybody has the current issue. The other gates
# are about what goes out.
STANDING_GATES: Final[tuple[Gate, ...]] = (recent_enough,)


class Checklist:
    """Asks every gate instead of stopping at the first, and keeps what each of them said: for a rehearsal."""

    def __init__(self, gates: Iterable[Gate] = GATES) -> None:
        self._gates = tuple(gates)
        self.said: list[tuple[str, tuple[Finding, ...]]] = []

    def __call__(self, case: Case) -> Iterator[Finding]:
        """The findings that leave nothing to rehearse with; what else stops the edition is kept in `findings`."""
        for gate in self._gates:
            found = tuple(gate(case))
            self.said.append((gate.__name__.replace("_", " "), found))
            if gate in (as_in_the_manifest, made_from_what_is_here):
                yield from found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What all of them said."""
        return tuple(finding for _, found in self.said for finding in found)

    def text(self) -> str:
        """A line a gate; empty where nothing came to the gates."""
        marks = ((name, "STOPS: " + ", ".join(dict.fromkeys(f.code for f in found)) if found else "holds")
                 for name, found in self.said)  # fmt: skip
        return "\n".join(f"gate        {name}: {mark}" for name, mark in marks)


def pass_gates(case: Case, gates: Iterable[Gate] = GATES) -> list[Finding]:
    """What stops the edition: the findings of the first gate that has any."""
    for gate in gates:
        if found := list(gate(case)):
            return found
    return []
