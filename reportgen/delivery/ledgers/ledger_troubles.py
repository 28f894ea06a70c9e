"""What is wrong with a ledger's file: one finding, and the way on."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reportgen.codes.rg9_ledger import RG930, RG931, RG932, RG933, RG934, RG935, RG936, RG937
from reportgen.delivery.ledgers.examining import LedgerExtent, size_of
from reportgen.delivery.ledgers.exclusive import holder_of
from reportgen.delivery.ledgers.kept_letters import any_letter, newest_letters
from reportgen.delivery.ledgers.ledger import (
    PATIENCE,
    Ledger,
    LedgerDamaged,
    LedgerEmpty,
    LedgerError,
    LedgerLocked,
)
from reportgen.delivery.ledgers.ledger_places import LEDGER, LOG_ENDS, OUTBOX, LedgerPlaces, read_witness
from reportgen.errors import Finding, FindingCode

_ANEW: Final = (
    "to make it anew from its backup and the outbox: reportgen deliveries --rebuild\n"
    "to begin a new one, which knows of nothing that was sent and sends what is due:"
    " reportgen deliveries --accept-new-ledger"
)
_ADOPT_IT: Final = "to go on with the one that is there: reportgen deliveries --accept-new-ledger"
_ADOPT: Final = f"put the right one back; {_ADOPT_IT}"
LETTERS_ACCEPTED: Final = "letters accepted"  # the mark with the time up to which no letter needs a row
_MENDS: Final = {
    RG930.id: _ANEW,
    RG931.id: _ANEW,
    RG932.id: _ANEW,
    RG933.id: _ADOPT,
    RG934.id: "to bring it up to date: reportgen deliveries --rebuild\n"
    "to go on with the older one, which sends again what it does not know:"
    " reportgen deliveries --accept-new-ledger",
    RG936.id: "end that process (a run that hangs, a program that has the file open), then run the command again",
    RG937.id: "take it away, or put the file itself there",
}


@dataclass(frozen=True)
class LedgerState:
    """What was found: what is wrong, if anything, and how far ledger and backup reach where they can be read."""

    trouble: Finding | None = None
    own: LedgerExtent | None = None
    kept: LedgerExtent | None = None

    @property
    def mendable(self) -> bool:
        """True where a person may decide to go on."""
        return self.trouble is not None and self.trouble.code not in (RG935.id, RG936.id, RG937.id)


def look(places: LedgerPlaces) -> LedgerState:
    """What is to be said of the ledger's file. An unwritable one is read all the same."""
    for path in (places.ledger, places.witness, places.backup):
        if what := _no_plain_file(path):
            return LedgerState(_finding(RG937, f"{path} is {what}"))
    kept = _backup_extent(places.backup)
    try:
        own = extent_of(places)
    except LedgerError as error:
        return LedgerState(ledger_trouble(places, error), None, kept)
    if own is None:
        trouble = _told_of_one(places) or why_unwritable(places)
        return LedgerState(trouble, None, kept)
    trouble = _foreign(places, own) or _rolled_back(places, own, kept) or _unwritten(places)
    trouble = trouble or why_unwritable(places)
    return LedgerState(trouble, own, kept)


def extent_of(places: LedgerPlaces) -> LedgerExtent | None:
    """How far the ledger reaches; None where the project is new, or there is none. Raises LedgerError."""
    path = places.ledger
    if not size_of(path):
        return None
    try:
        with Ledger.copy(path) as ledger:
            return ledger.extent()
    except LedgerEmpty as error:
        if error.strange or _signs(places):
            raise
        return None  # what a killed run has begun


def _backup_extent(path: Path) -> LedgerExtent | None:
    """How far a backup reaches; None where there is none that can be relied on."""
    if not path.is_file() or path.stat().st_size == 0:
        return None
    try:
        with Ledger.copy(path) as ledger:
            return ledger.extent()
    except LedgerError:
        return None


def spare_states(places: LedgerPlaces) -> list[Path]:
    """Former states of this ledger that can be relied on, the one that reaches furthest first: the backup, and what was
    put aside."""
    here = read_witness(places.witness)
    paths = [
        path
        for path in places.output.glob(f"{LEDGER}*")
        if not path.name.endswith(LOG_ENDS) and path.is_file()
    ]
    found = {path: extent for path in sorted(paths) if (extent := _backup_extent(path)) is not None}
    reach = {path: (extent.counts["events"], extent.counts["deliveries"]) for path, extent in found.items()}
    order = sorted(found, key=lambda path: reach[path], reverse=True)
    wanted = here or next((found[path].identity for path in order), "")
    return [path for path in order if found[path].identity in ("", wanted)]


def _no_plain_file(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return ""
    if stat.S_ISREG(mode):
        return ""
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"))
    return next((name for fits, name in kinds if fits(mode)), "a device or a socket")


def _signs(places: LedgerPlaces) -> list[str]:
    """What tells that there was a ledger."""
    log = places.ledger.with_name(f"{LEDGER}-wal")
    signs = {
        places.witness.name: places.witness.exists(),
        places.backup.name: places.backup.exists(),
        log.name: size_of(log) > 0,
        f"letters in {OUTBOX}/": any_letter(places.outbox),
    }
    return [name for name, there in signs.items() if there]


def _told_of_one(places: LedgerPlaces) -> Finding | None:
    if not (signs := _signs(places)):
        return None
    several = len(signs) > 1 or signs[0].startswith("letters")
    told = f"there {'are' if several else 'is'} {' and '.join(signs)}"
    if places.ledger.exists():
        return _finding(RG931, f"{places.ledger} is an empty file, and {told}")
    return _finding(RG930, f"{places.ledger} is not there, and {told}")


def _foreign(places: LedgerPlaces, own: LedgerExtent) -> Finding | None:
    here = read_witness(places.witness)
    if here is None:
        if own.blank and (places.backup.exists() or any_letter(places.outbox)):
            return _finding(
                RG931, f"{places.ledger} holds nothing, and there are a backup or letters of a former one"
            )
        if not own.identity or own.blank or read_witness(places.intent) == own.identity:
            return None
        said = f"{places.ledger} has the id {own.identity}, and no {places.witness.name} says that it belongs here"
        return _finding(RG933, said)
    if here == own.identity or read_witness(places.intent) == own.identity:
        return None
    said = (
        f"{places.ledger} has {f'the id {own.identity}' if own.identity else 'no id'};"
        f" {places.witness.name} says {here or 'nothing that can be read'}"
    )
    return _finding(RG933, said)


def _rolled_back(places: LedgerPlaces, own: LedgerExtent, kept: LedgerExtent | None) -> Finding | None:
    if kept is None or kept == own or kept.identity not in ("", own.identity):
        return None  # the backup of another one is put aside
    with Ledger.copy(places.ledger) as ledger:
        if ledger.reaches(kept):
            return None
    return _finding(
        RG934,
        f"{places.ledger} has {own.counts['events']} events and {places.backup.name} {kept.counts['events']}:"
        " it is an older state, and would send again what was sent since",
    )


def _unwritten(places: LedgerPlaces) -> Finding | None:
    """RG933 where there are letters of which the ledger has no row: a row is written before its letter is, so that all
    that says whose the ledger is was copied with it from elsewhere."""
    if not any_letter(places.outbox):
        return None
    with Ledger.copy(places.ledger) as ledger:
        since = int(ledger.marked(LETTERS_ACCEPTED) or 0)
    letters = newest_letters(places.outbox, since)  # before the rows: another run may be writing both
    if not letters:
        return None
    with Ledger.copy(places.ledger) as ledger:
        known = {row.key for row in ledger.deliveries()}
    strange = [path.name for path, row in letters if row.key not in known]
    if not strange:
        return None
    more = f" and {len(strange) - 1} more of the newest" if len(strange) > 1 else ""
    return RG933.finding(
        f"{places.ledger} knows nothing of {OUTBOX}/{strange[0]}{more}: it is of another output, or older, and would"
        " send again; nothing is sent",
        mend=f"put the right one back, or take the letters into it: reportgen deliveries --rebuild\n{_ADOPT_IT}",
    )


def why_unwritable(places: LedgerPlaces) -> Finding | None:
    """RG935; root may write whatever the modes say, and is held to them all the same."""
    if not places.output.exists():
        return None
    for path in (places.output, places.ledger, *places.logs(places.ledger)):
        if (why := _why_closed(path)) and path.exists():
            return unwritable(places, why, path)
    return None


def _why_closed(path: Path) -> str:
    """Why a file cannot be written; "" where it can, or is gone: another process takes SQLite's logs away as it ends,
    at any moment."""
    try:
        if not path.stat().st_mode & 0o222:
            return "it is read-only"
    except FileNotFoundError:
        return ""
    return "" if os.access(path, os.W_OK) else "there is no right to write it"


def _finding(code: FindingCode, said: str) -> Finding:
    return code.finding(f"{said}; nothing is sent", mend=_MENDS[code.id])


def unwritable(places: LedgerPlaces, why: str, path: Path | None = None) -> Finding:
    """RG935: a file or a folder, the ledger unless it is said, cannot be written."""
    shown = path or places.ledger
    mend = f"make room, or give the right to write {shown}, then run the command again"
    return RG935.finding(f"{shown} cannot be written: {why}; nothing is sent", mend=mend)


def held_by(places: LedgerPlaces, holder: str) -> Finding:
    """RG936: another process holds the ledger, or a lock beside it."""
    who = f" by {holder}" if holder else ""
    return _finding(RG936, f"{places.ledger} is held{who} and was not let go within {PATIENCE:.0f} seconds")


def ledger_trouble(places: LedgerPlaces, error: LedgerError) -> Finding:
    """The finding for what a ledger could not be opened for. Raises what is none of its troubles."""
    if isinstance(error, LedgerLocked):
        names = (places.ledger, *places.logs(places.ledger))
        return held_by(places, holder_of(names))
    if isinstance(error, LedgerEmpty):
        return _finding(RG931, f"{places.ledger} is a database and no ledger: {error}")
    if isinstance(error, LedgerDamaged):
        return _finding(RG932, f"{places.ledger} is damaged: {error.__cause__ or error}")
    if error.__cause__ is None:
        raise error
    return unwritable(places, str(error.__cause__))
