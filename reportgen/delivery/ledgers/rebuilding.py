"""A ledger made anew: from the newest good state that is kept, the letters in the outbox, and the approvals.

What a mail server took since that state nobody can say. An edition that was built, and approved where it has to be,
may have gone out: its readers become unknown, and are never written to again by themselves. Where the way out can tell
what it took, it is asked instead.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from reportgen.brief.inputs import DELIVERY, Project, read_inputs
from reportgen.codes.rg9_ledger import RG932
from reportgen.delivery.approving.approval import read_approval
from reportgen.delivery.ledgers.exclusive import alone
from reportgen.delivery.ledgers.kept_letters import letter_files, read_kept
from reportgen.delivery.ledgers.ledger import PATIENCE, Delivery, Ledger, LedgerError, State
from reportgen.delivery.ledgers.ledger_places import LedgerPlaces, mailed, read_witness
from reportgen.delivery.ledgers.ledger_troubles import look, spare_states
from reportgen.delivery.ledgers.letter_numbers import numbers_in
from reportgen.delivery.ledgers.safekeeping import (
    back_up,
    finish_begun,
    opening,
    prepare_draft,
    put_aside,
    put_in_place,
    set_aside,
)
from reportgen.delivery.messages.composing import NUMBERS_FILE, names_for
from reportgen.delivery.messages.message import message_id
from reportgen.delivery.plans.plan import read_outline
from reportgen.delivery.plans.planned import Destination, Plan
from reportgen.delivery.sending import Clock, Transport, artifact_of
from reportgen.errors import Rejected
from reportgen.press import placing
from reportgen.reading_files import FINISHED_LIMIT, read_inside
from reportgen.record.lying_beside import MANIFEST, SIGNATURE_SUFFIX

_LOST: Final = "the ledger was rebuilt; whether it went out is not known"
_UNSETTLED: Final = (State.QUEUED, State.DEFERRED, State.SENDING)


@dataclass
class RebuiltLedger:
    """What a ledger was made anew from, and what it says now."""

    base: str = ""
    letters: int = 0
    strange: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    aside: str = ""
    rows: tuple[Delivery, ...] = ()

    def text(self) -> str:
        """For a person to read."""
        letters = f"{_count(self.letters, 'letter')} in the outbox"
        lines = [f"the ledger is made anew from {f'{self.base} and ' if self.base else ''}{letters}"]
        for edition in dict.fromkeys(row.edition for row in self.rows):
            states = Counter(str(row.state) for row in self.rows if row.edition == edition)
            lines.append(
                f"{edition}: {', '.join(f'{count} {state}' for state, count in sorted(states.items()))}"
            )
            unknown = [
                row.recipient for row in self.rows if row.edition == edition and row.state is State.UNKNOWN
            ]
            if unknown:
                lines.append(f"  unknown: {', '.join(unknown)}")
                lines.append(f"  if it arrived: reportgen deliveries {edition} --arrived {' '.join(unknown)}")
                lines.append(
                    f"  if it did not: reportgen send {edition} --resend-unknown --to {' '.join(unknown)}"
                )
        if self.strange:
            lines.append(f"of no delivery of this program: {', '.join(self.strange)}")
        if self.nowhere:
            lines.append(
                f"built here and without a {DELIVERY} under --data, so left out: {', '.join(self.nowhere)}"
            )
        if self.aside:
            lines.append(f"the former ledger was put aside as {self.aside}")
        return "\n".join(lines)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


@dataclass(frozen=True)
class _Reader:
    """One who may have been written to: of which edition, with which files, of which numbers."""

    edition: str
    plan: Plan
    reader: Destination
    artifact: str
    numbers: str

    def delivery(self, issue: int, now: datetime) -> Delivery:
        address = self.reader.address
        named = message_id(self.edition, self.artifact, address, issue, self.plan.sender.domain)
        return Delivery(
            self.edition, address, issue, self.artifact, self.reader.language, named, self.numbers,
            now.replace(microsecond=0),
        )  # fmt: skip


def rebuild(project: Project, transport: Transport, clock: Clock) -> RebuiltLedger:
    """Make the ledger of a project's output anew and put it in place; the former one is put aside.

    Raises Rejected for what that does not mend (a disk that cannot be written, a process that holds the ledger), and
    for a delivery.yaml that cannot be read: nobody could say then who may have been written to.
    """
    places, now = LedgerPlaces(project.output), clock()
    with opening(places), alone(places.using, PATIENCE):
        finish_begun(places)
        found = look(places)
        if found.trouble is not None and not found.mendable:
            raise Rejected([found.trouble])
        possible = list(_possible_readers(project, now))
        said = RebuiltLedger()
        lost = found.trouble is not None
        own = [] if lost or found.own is None else [places.ledger]
        states = [*own, *(path for path in spare_states(places) if path not in own)]
        left = Ledger.left_in(places.ledger) if found.trouble and found.trouble.code == RG932.id else ()
        _fill(places, project, states, left, transport, said, possible, now, lost)
        said.aside = set_aside(places, now, not lost)
        if places.backup.exists():
            put_aside(places.backup, now)  # it may reach further than what is kept of it
        put_in_place(places, _identity(places), bool(mailed(places)))
        back_up(places, None)
    return said


def _identity(places: LedgerPlaces) -> str:
    with Ledger(places.draft) as ledger:
        wanted = read_witness(places.witness) or ledger.extent().identity or secrets.token_hex(16)
        return ledger.identify(wanted)


def _fill(
    places: LedgerPlaces,
    project: Project,
    states: Sequence[Path],
    left: Iterable[Delivery],
    transport: Transport,
    said: RebuiltLedger,
    possible: Iterable[_Reader],
    now: datetime,
    lost: bool,
) -> None:
    """Write what is known into the draft."""
    prepare_draft(places)
    if states:
        with Ledger.copy(states[0]) as base:
            base.save(places.draft)
            said.base = f"{states[0].name} ({_count(len(base.deliveries()), 'row')})"
    with Ledger(places.draft) as ledger:
        for other in states[1:]:
            _merge(ledger, other)
        for row in sorted(filter(_holds, left), key=lambda row: row.queued):
            _add(ledger, row)
        for path in sorted(project.output.glob(f"*/{NUMBERS_FILE}")):
            _keep(ledger, read_inside(path, (path.parent,), FINISHED_LIMIT, str(path)))
        _take_letters(ledger, places.outbox, said)
        if lost:
            ask = _Asking(transport, mailed(places) is False)
            _unsettle(ledger, ask, now)
            _doubt(ledger, ask, possible, now)
        said.rows = ledger.deliveries()
    known = {path.parent.name for path in project.data.glob(f"*/{DELIVERY}")}
    built = {path.parent.name for path in project.output.glob(f"*/{MANIFEST}")}
    said.nowhere = sorted(built - known)


@dataclass(frozen=True)
class _Asking:
    """What a way out knows of a delivery. That it has not got it counts only where it was the only way: a mail server
    may have been used before."""

    transport: Transport
    alone: bool

    def of(self, row: Delivery) -> State:
        found = self.transport.trace(row)
        return found if found is State.SENT or (found is State.QUEUED and self.alone) else State.UNKNOWN


def _merge(ledger: Ledger, path: Path) -> None:
    """Take over what an other state of the ledger knows."""
    try:
        with Ledger.copy(path) as other:
            for row in sorted(other.deliveries(), key=lambda row: row.queued):
                _add(ledger, row)
            for row in other.deliveries():
                if (document := other.numbers(row.numbers)) is not None:
                    ledger.keep_numbers(row.numbers, document)
            for edition in {row.edition for row in other.deliveries()}:
                for at in other.done(edition):
                    ledger.mark_done(edition, at, at, "taken over when the ledger was rebuilt")
    except LedgerError:
        return


def _holds(row: Delivery) -> bool:
    """True where a row of a damaged ledger is to be believed: it was settled, and its Message-ID follows from it."""
    domain = row.message_id.rpartition("@")[2].rstrip(">")
    named = message_id(row.edition, row.artifact, row.recipient, row.issue, domain)
    aware = all(moment is None or moment.tzinfo is not None for moment in (row.queued, row.changed))
    return row.state not in _UNSETTLED and named == row.message_id and aware


def _add(ledger: Ledger, row: Delivery, letter: bool = False) -> None:
    """Take a delivery over. One that is known is brought up to date, by what was said later or by a letter that is
    there; an issue's number that is taken is counted on for what came later, and what came earlier is of no use any
    more."""
    rows = ledger.issues(row.edition, row.recipient)
    if (same := next((one for one in rows if one.message_id == row.message_id), None)) is not None:
        newer = (row.changed or row.queued) > (same.changed or same.queued)
        if same.state is not row.state and (newer or (letter and same.state is not State.REFUSED)):
            ledger.settle(same, row.state, row.said, row.changed or row.queued, row.due)
    elif not any(one.issue == row.issue for one in rows):
        ledger.enqueue(row)
    elif row.queued > rows[0].queued:
        ledger.enqueue(replace(row, issue=rows[0].issue + 1))


def _take_letters(ledger: Ledger, outbox: Path, said: RebuiltLedger) -> None:
    """Write down each letter as sent, and keep the numbers that it was made with."""
    found = []
    for path in letter_files(outbox):
        try:
            row, data = read_kept(path)
        except Rejected:
            row, data = None, b""
        if row is None:
            said.strange.append(path.name)
            continue
        said.letters += 1
        if ledger.numbers(row.numbers) is None and (document := numbers_in(data)):
            row = replace(row, numbers=_keep(ledger, document))
        found.append(replace(row, said=f"found in the outbox as {path.name}"))
    for row in sorted(found, key=lambda row: (row.queued, row.issue)):
        _add(ledger, row, letter=True)


def _keep(ledger: Ledger, document: bytes) -> str:
    digest = sha256(document).hexdigest()
    ledger.keep_numbers(digest, document)
    return digest


def _unsettle(ledger: Ledger, ask: _Asking, now: datetime) -> None:
    """What the kept state has as not sent may have been sent since."""
    for row in ledger.deliveries():
        if row.state in _UNSETTLED and (found := ask.of(row)) is not State.QUEUED:
            ledger.settle(
                row, found, _LOST if found is State.UNKNOWN else "found when the ledger was rebuilt", now
            )


def _doubt(ledger: Ledger, ask: _Asking, possible: Iterable[_Reader], now: datetime) -> None:
    """Whoever may have been sent what is not in the ledger becomes unknown."""
    for one in possible:
        rows = ledger.issues(one.edition, one.reader.address)
        if any(row.artifact == one.artifact for row in rows):
            continue
        row = one.delivery(rows[0].issue + 1 if rows else 1, now)
        if (found := ask.of(row)) is not State.QUEUED:
            ledger.enqueue(row)
            ledger.settle(
                row, found, _LOST if found is State.UNKNOWN else "found when the ledger was rebuilt", now
            )


# ---- who may have been written to ---------------------------------------------------------------------------------


def _possible_readers(project: Project, now: datetime) -> Iterator[_Reader]:
    """Everybody to whom a build may have gone: each edition's readers, with the files that are built, and with those
    that were approved. What is under embargo, or has to be approved and was not, went to nobody."""
    for path in sorted(project.data.glob(f"*/{DELIVERY}")):
        name = path.parent.name
        folder = project.output / name
        inputs = read_inputs(project, name)
        assert inputs.delivery is not None
        outline, findings = read_outline(inputs.delivery, f"{inputs.folder}/{DELIVERY}")
        if outline is None:
            raise Rejected(findings)
        schedule = outline.schedule
        if schedule.embargo is not None and now < schedule.embargo:
            continue
        for digests in _gone_out(project, name, folder, schedule.approvals):
            for reader in outline.plan.destinations:
                names = names_for(name, reader) or (NUMBERS_FILE,)
                if all(file in digests for file in names):
                    artifact = artifact_of(reader.language, [(file, digests[file]) for file in names])
                    yield _Reader(name, outline.plan, reader, artifact, digests.get(NUMBERS_FILE, ""))


def _gone_out(project: Project, name: str, folder: Path, needed: int) -> Iterator[Mapping[str, str]]:
    """The SHA-256 by name of the files of builds that may have gone out, the oldest first."""
    approval = read_approval(project, name)
    built = {name: sha256(data).hexdigest() for name, data in _built(folder).items()}
    if len(approval.votes) >= max(needed, 1):
        yield approval.subject
    approved = len(approval.votes) >= needed and all(approval.subject.get(key) == built[key] for key in built
                                                     if key not in (MANIFEST, MANIFEST + SIGNATURE_SUFFIX))  # fmt: skip
    if built and (not needed or approved):
        yield built


def _built(folder: Path) -> dict[str, bytes]:
    files = placing.read_built(folder)
    return files if MANIFEST in files else {}
