"""The safekeeping of the ledger: opened only where its file is the one it should be, and backed up beside itself.

A ledger has an id, which stands in it and in a witness beside it (`ledger.id`). What is not as it should be stops
sending with one finding, and a person decides how to go on. Nothing is ever deleted: what cannot be used is put aside
under a name with the time.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from reportgen.codes.rg9_ledger import RG933, RG934
from reportgen.delivery.ledgers.examining import LedgerExtent
from reportgen.delivery.ledgers.exclusive import Busy, alone, sharing
from reportgen.delivery.ledgers.kept_letters import last_written
from reportgen.delivery.ledgers.ledger import PATIENCE, Ledger, LedgerError
from reportgen.delivery.ledgers.ledger_places import (
    LEDGER,
    LOG_ENDS,
    LedgerPlaces,
    mailed,
    note_mail,
    read_witness,
    witness_text,
)
from reportgen.delivery.ledgers.ledger_troubles import (
    LETTERS_ACCEPTED,
    extent_of,
    held_by,
    ledger_trouble,
    look,
    unwritable,
    why_unwritable,
)
from reportgen.errors import Finding, Rejected
from reportgen.whole_files import sync, write_whole

# ---- the door -----------------------------------------------------------------------------------------------------


def open_to_write(output: Path, mail: bool = False) -> Ledger:
    """The ledger of an output, made where the project is new; backed up beside itself. Raises Rejected with the finding
    where it is not as it should be: nothing is to be sent then. `mail` where it is to be remembered that a mail server
    is used."""
    places = LedgerPlaces(output)
    with opening(places):
        return _opened(places, mail)


def accept_what_is_there(output: Path, now: datetime) -> str:
    """Go on in spite of what is wrong, as a person decides: what is missing or cannot be used is begun anew, what
    belongs elsewhere or is older is adopted. What was done; "" where nothing was wrong.

    Raises Rejected for what that does not mend.
    """
    places = LedgerPlaces(output)
    with opening(places):
        finish_begun(places)
        found = look(places)
        if found.trouble is None:
            return ""
        if not found.mendable:
            raise Rejected([found.trouble])
        with alone(places.using, PATIENCE):
            return _accepted(places, found.trouble, now)


def _accepted(places: LedgerPlaces, trouble: Finding, now: datetime) -> str:
    if trouble.code == RG933.id:
        own = extent_of(places)
        identity = (own.identity if own else "") or secrets.token_hex(16)
        with Ledger(places.ledger) as ledger:
            identity = ledger.identify(identity)
            _accept_letters(places, ledger)
        write_whole(places.witness, witness_text(identity, bool(mailed(places))), private=True)
        return f"{places.ledger} is adopted as it is, with the id {identity}"
    if trouble.code == RG934.id:
        aside = put_aside(places.backup, now)
        with Ledger(places.ledger) as ledger:
            _accept_letters(places, ledger)
        return f"{places.ledger} is gone on with; its newer backup was put aside as {aside.name}"
    identity = read_witness(places.witness) or secrets.token_hex(16)
    former = [path for path in (places.ledger, places.backup) if _is_there(places, path)]
    names = [put_aside(path, now).name for path in former]
    begin_new(places, identity)
    told = f"; put aside: {', '.join(names)}" if names else ""
    return f"{places.ledger} is begun anew and knows of nothing that was sent{told}"


def _accept_letters(places: LedgerPlaces, ledger: Ledger) -> None:
    """Remember that a person went on though the letters that are there may be of another ledger."""
    if last := last_written(places.outbox):
        ledger.mark(LETTERS_ACCEPTED, str(last))


def _is_there(places: LedgerPlaces, path: Path) -> bool:
    return path.exists() or any(places.logs(path))


@contextmanager
def opening(places: LedgerPlaces) -> Iterator[None]:
    """Alone with the ledger's files, but for whoever has the ledger open. Raises Rejected with what the disk says."""
    _make_folder(places.output)
    try:
        with alone(places.opening, PATIENCE):
            yield
    except Busy as busy:
        raise Rejected([held_by(places, busy.holder)]) from None
    except LedgerError as error:
        raise Rejected([ledger_trouble(places, error)]) from error
    except OSError as error:
        raise Rejected([unwritable(places, error.strerror or str(error))]) from error


def _opened(places: LedgerPlaces, mail: bool) -> Ledger:
    finish_begun(places)
    if (found := look(places)).trouble:
        raise Rejected([found.trouble])
    if found.own is None:
        begin_new(places, secrets.token_hex(16))
    _owner_alone(places.ledger)
    ledger = Ledger(places.ledger)
    try:
        ledger.closing.enter_context(sharing(places.using, PATIENCE))
        ledger.try_writing()
        _identified(places, ledger)
        if mail:
            note_mail(places)
        if found.own is None or found.own != found.kept:
            back_up(places, found.kept)
    except BaseException:
        ledger.close()
        raise
    return ledger


def copy_to_read(output: Path) -> tuple[Ledger | None, Finding | None]:
    """A copy of the ledger, None where it cannot be read, and what is wrong with it. Nothing is written."""
    places = LedgerPlaces(output)
    try:
        found = look(places)
        if found.own is not None:
            return Ledger.copy(places.ledger), found.trouble
        return (None if found.trouble else Ledger(":memory:")), found.trouble
    except LedgerError as error:
        return None, ledger_trouble(places, error)
    except OSError as error:
        return None, unwritable(places, f"{error.strerror or error}")


# ---- its id -------------------------------------------------------------------------------------------------------


def _identified(places: LedgerPlaces, ledger: Ledger) -> None:
    """See that ledger and witness have one id. The witness is written first under another name, so that a run that is
    killed between the two leaves what the next one finishes."""
    if read_witness(places.witness) is not None:
        return
    identity = ledger.extent().identity or secrets.token_hex(16)
    write_whole(places.intent, witness_text(identity, False), private=True)
    ledger.identify(identity)
    finish_begun(places)


def finish_begun(places: LedgerPlaces) -> None:
    """Finish what a killed run has begun: put the witness in place whose ledger is there."""
    if (identity := read_witness(places.intent)) is None:
        return
    try:
        own = extent_of(places)
    except LedgerError:
        return  # which is said next, and mended before this matters
    if identity and own is not None and own.identity == identity:
        places.intent.replace(places.witness)
        sync(places.output)
    else:
        places.intent.unlink()


# ---- making and keeping -------------------------------------------------------------------------------------------


def begin_new(places: LedgerPlaces, identity: str) -> None:
    """Make a new ledger with an id and put it in place whole, and its witness after it."""
    prepare_draft(places)
    with Ledger(places.draft) as draft:
        draft.identify(identity)
        _accept_letters(places, draft)
    put_in_place(places, identity, bool(mailed(places)))


def prepare_draft(places: LedgerPlaces) -> None:
    """An empty file for a ledger to be made in, which its owner alone may read."""
    for path in (places.draft, *places.logs(places.draft)):
        path.unlink(missing_ok=True)
    os.close(os.open(places.draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    places.draft.chmod(0o600)


def put_in_place(places: LedgerPlaces, identity: str, mail: bool) -> None:
    """Let the finished draft be the ledger: either the old one stands there or the new one."""
    sync(places.draft)
    write_whole(places.intent, witness_text(identity, mail), private=True)
    places.draft.replace(places.ledger)
    sync(places.output)
    finish_begun(places)


def back_up(places: LedgerPlaces, former: LedgerExtent | None) -> None:
    """Keep a copy of the ledger beside it, in place of the `former` one. What is copied was held against what a ledger
    is; the backup of another ledger is put aside."""
    draft = places.output / f".{LEDGER}.bak.part"
    try:
        with Ledger.copy(places.ledger) as ledger:
            draft.unlink(missing_ok=True)
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            draft.chmod(0o600)
            ledger.save(draft)
            sync(draft)
            other = (
                former is not None
                and not former.blank
                and former.identity not in ("", ledger.extent().identity)
            )
        if other:
            put_aside(places.backup, datetime.fromtimestamp(places.backup.stat().st_mtime, UTC))
        draft.replace(places.backup)
        sync(places.output)
    finally:
        draft.unlink(missing_ok=True)


def put_aside(path: Path, now: datetime) -> Path:
    """Give a file another name beside itself, with the time; the name. Its logs go with it."""
    target = free_name(path, now)
    for end in LOG_ENDS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(target.with_name(target.name + end))
    with suppress(FileNotFoundError):
        path.rename(target)
    return target


def set_aside(places: LedgerPlaces, now: datetime, whole: bool) -> str:
    """Give the ledger a second name beside itself, so that it never lacks until another takes its place; the name. The
    logs of one that is not whole go with it at once, since another one must not meet them."""
    if not places.ledger.exists():
        put_aside(places.ledger, now)
        return ""
    target = free_name(places.ledger, now)
    if not whole:
        for end in LOG_ENDS:
            with suppress(FileNotFoundError):
                places.ledger.with_name(LEDGER + end).rename(target.with_name(target.name + end))
    try:
        os.link(places.ledger, target)
    except OSError:  # a file system without second names
        places.ledger.rename(target)
    return target.name


def free_name(path: Path, now: datetime) -> Path:
    """A name beside a file with the time in it, which nothing has."""
    name = f"{path.name}.{now:%Y%m%d-%H%M%S}"
    names = (path.with_name(f"{name}{end}") for end in ("", *(f"-{count}" for count in range(2, 1000))))
    return next(
        one for one in names if not any(one.with_name(one.name + end).exists() for end in ("", *LOG_ENDS))
    )


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Rejected([unwritable(LedgerPlaces(output), error.strerror or str(error), output)]) from error
    if (unfit := why_unwritable(LedgerPlaces(output))) and not LedgerPlaces(output).ledger.exists():
        raise Rejected([unfit])


def _owner_alone(path: Path) -> None:
    """Take from all others the right to read, but for a group that may write: that was somebody's will."""
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = mode & (0o770 if mode & 0o020 else 0o700)
    if wanted != mode:
        with suppress(PermissionError):
            path.chmod(wanted)
