"""Telling: the operator of an edition gets a mail when a run stops or is incomplete, once for each cause and day, and
one when it is well again.

What is told is written into the ledger before and after it goes out, like a delivery. Where the ledger itself cannot be
used, a file that only one run can make says what was told. Telling never makes a run fail.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reportgen.brief.inputs import DELIVERY, Project
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.operators.contacts import Contact, loose_contact
from reportgen.delivery.operators.operator_letter import (
    STOP,
    WELL,
    Happening,
    notice_id,
    operator_mail,
    stop_text,
    well_subject,
    well_text,
)
from reportgen.delivery.operators.operator_notices import (
    Notices,
    OperatorNotice,
    hand_over_notices,
    new_notice,
    notice_parcel,
)
from reportgen.delivery.operators.told_files import ToldFiles
from reportgen.delivery.plans.plan import read_outline
from reportgen.delivery.sending import Clock, Transport
from reportgen.delivery.ways_out.hushing import Hushing
from reportgen.delivery.ways_out.sign import Sign, signer
from reportgen.delivery.ways_out.ways import set_apart
from reportgen.errors import MachineLacks, Rejected, ReportgenError
from reportgen.reading_files import YAML_LIMIT, read_inside
from reportgen.stopping import held

PUT_OFF: Final = (
    3  # attempts after which a deferral is told: a server that greylists takes the second or the third
)
_OPENINGS: Final = 10
_PAUSE: Final = 0.1  # seconds
_QUIET: Final = ("locked", "stopped")  # another run is at work, or somebody ended this one
_SECRET: Final = ("PASSWORD", "PING_URL", "WEBHOOK", "TOKEN", "SECRET")


@dataclass(frozen=True)
class OperatorTold:
    """What was told of one run: the mails that were tried, and a line for each that did not go out."""

    notices: tuple[OperatorNotice, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def fields(self) -> dict[str, Any]:
        """As a line of JSON has it; nothing where nobody was to be told."""
        told = [
            {"kind": one.kind, "operator": one.row.recipient, "state": str(one.row.state)}
            for one in self.notices
        ]
        if not told and not self.troubles:
            return {}
        return {"told": told, "untold": list(self.troubles)}


@dataclass(frozen=True)
class Teller:
    """Tells the operator of an edition what came of a run; `opened` opens the ledger, `way` is the way out."""

    project: Project
    name: str
    clock: Clock
    opened: Callable[[], Ledger]
    way: Callable[[], Transport]
    environment: Mapping[str, str] = field(default_factory=dict)

    def after(self, happening: Happening) -> OperatorTold:
        """Tell what is to be told. Raises nothing but what ends the process; what did not work is said in
        `troubles`."""
        if happening.outcome in _QUIET:
            return OperatorTold()
        with held():
            try:
                return self._told(self._hushed(happening))
            except Exception as error:  # whatever it is: the run's own end is not to be hidden by it
                return OperatorTold((), (self._trouble(error),))

    def _told(self, happening: Happening) -> OperatorTold:
        data = self._delivery_yaml()
        outline = read_outline(data, DELIVERY)[0] if data is not None else None
        contact = Contact.of(outline) if outline is not None else None
        if outline is not None and contact is None:
            return OperatorTold()  # nobody is named
        try:
            ledger = self._opened()
        except (ReportgenError, OSError):
            return self._without_ledger(happening, contact or loose_contact(data or b""))
        try:
            with ledger:
                return self._by_ledger(ledger, happening, contact, data or b"")
        except ReportgenError:
            return self._without_ledger(happening, contact or loose_contact(data or b""))

    def _opened(self) -> Ledger:
        """The ledger; a few tries, since one that another run is just making is locked."""
        for _ in range(_OPENINGS):
            try:
                return self.opened()
            except LedgerError as error:
                if "locked" not in str(error):
                    raise
            time.sleep(_PAUSE)
        return self.opened()

    def _delivery_yaml(self) -> bytes | None:
        try:
            path = self.project.data / self.name / DELIVERY
            return read_inside(path, (path.parent,), YAML_LIMIT, str(path))
        except (OSError, Rejected):
            return None

    # ---- through the ledger

    def _by_ledger(
        self, ledger: Ledger, happening: Happening, contact: Contact | None, data: bytes
    ) -> OperatorTold:
        mark = f"operator {self.name}"
        if contact is None:
            contact = Contact.from_mark(ledger.marked(mark)) or loose_contact(data)
        elif ledger.marked(mark) != contact.mark:
            ledger.mark(mark, contact.mark)
        notices = Notices(ledger, self.name)
        if contact is None:
            return OperatorTold()
        rows = ledger.deliveries(self.name)
        seen = put_off(happening, rows)
        files = ToldFiles(self.project, self.name)
        if is_stop(seen):
            notices.add(self._stop(seen, contact, rows, notices.wells()))
        elif is_well(seen, contact) and ((stop := notices.open_stop()) or files.any()):
            notices.add(self._well(seen, contact, stop, notices.wells()))
            files.forget()
        return self._handed_over(notices, contact)

    def _handed_over(self, notices: Notices, contact: Contact) -> OperatorTold:
        if not notices.waiting(self.clock()):
            return OperatorTold()
        try:  # what stands in the ledger is sent by the next run, and not told by any other way
            with ToldFiles(self.project, self.name).alone() as alone:
                if not alone:
                    return OperatorTold()  # that run, or the next one, sends it
                tried = hand_over_notices(notices, self._way(), self.clock, self._sign(contact))
        except ReportgenError as error:
            return OperatorTold((), (self._trouble(error),))
        return OperatorTold(tried, tuple(_untold(tried)))

    def _way(self) -> Transport:
        way = self.way()
        return set_apart(way, "operator")

    def _sign(self, contact: Contact) -> Sign:
        """What signs a mail; a key that is missing is no reason to tell nobody."""
        try:
            return signer(contact.dkim, self.project.data.parent) if contact.dkim else _as_it_is
        except MachineLacks:
            return _as_it_is

    def _stop(
        self, happening: Happening, contact: Contact, rows: Sequence[Delivery] | None, wells: int
    ) -> OperatorNotice:
        text = stop_text(happening, contact, rows, self.clock())
        return self._notice(happening.cause, STOP, contact, (happening.subject, text), wells)

    def _well(
        self, happening: Happening, contact: Contact, stop: OperatorNotice | None, wells: int
    ) -> OperatorNotice:
        said = well_subject(self.name), well_text(happening, contact, self.clock())
        return self._notice(WELL, WELL, contact, said, wells, (stop.row.message_id,) if stop else ())

    def _notice(
        self,
        cause: str,
        kind: str,
        contact: Contact,
        said: tuple[str, str],
        wells: int,
        answers: tuple[str, ...] = (),
    ) -> OperatorNotice:
        now = self.clock().replace(microsecond=0)
        day = now.astimezone(contact.zone).date().isoformat()
        named = notice_id(self.name, cause, day, wells, contact)
        mail = operator_mail(contact, *said, named, now, answers)
        return new_notice(
            self.name, cause, day, kind, contact.operator.address, contact.sender.address, named, mail, now
        )

    # ---- without one

    def _without_ledger(self, happening: Happening, contact: Contact | None) -> OperatorTold:
        """Tell a stop by a file that says so; that it is well again is told when there is a ledger."""
        if not is_stop(happening):
            return OperatorTold()
        if contact is None:
            return OperatorTold(
                (), (f"nobody knows whom to tell of {self.name}: neither delivery.yaml nor the ledger says",)
            )
        files = ToldFiles(self.project, self.name)
        notice = self._stop(happening, contact, None, files.wells)
        way = self._way()
        parcel = notice_parcel(notice, self._sign(contact))
        with files.made_for(notice, way.trace(parcel.delivery)) as made:
            if made is None:
                return OperatorTold()
            outcome = way.hand_over(parcel)
            if outcome.state in (State.SENT, State.UNKNOWN):
                made.keep()
        done = replace(notice, row=replace(notice.row, state=outcome.state, said=outcome.said))
        return OperatorTold((done,), tuple(_untold([done])))

    # ---- words

    def _hushed(self, happening: Happening) -> Happening:
        """Without what the environment holds as a secret, wherever that came from."""
        named = self.environment.items()
        hush = Hushing(*(value for name, value in named if any(word in name for word in _SECRET))).hush
        findings = tuple(
            replace(one, message=hush(one.message), mend=hush(one.mend)) for one in happening.findings
        )
        return replace(happening, findings=findings, error=hush(happening.error))

    def _trouble(self, error: Exception) -> str:
        said = str(error) if isinstance(error, ReportgenError) else type(error).__name__
        return f"the operator of {self.name} was not told: {said}"


def is_stop(happening: Happening) -> bool:
    """True where the operator is to be told of a run: it stopped, or something was not sent."""
    return happening.code != 0 or happening.outcome == "put off"


def is_well(happening: Happening, contact: Contact) -> bool:
    """True where a run sent what was to be sent, to everybody."""
    states = happening.states or {}
    everybody = states.keys() >= set(contact.readers)
    over = happening.outcome in ("sent", "unchanged")
    return over and everybody and all(one == State.SENT for one in states.values())


def put_off(happening: Happening, rows: Sequence[Delivery]) -> Happening:
    """A run that ended well and left deliveries that a server has put off several times: that is told, too."""
    left = {reader for reader, state in (happening.states or {}).items() if state == State.DEFERRED}
    long = any(
        row.state is State.DEFERRED and row.attempts >= PUT_OFF and row.recipient in left for row in rows
    )
    return replace(happening, outcome="put off") if long and not happening.code else happening


def _as_it_is(message: bytes) -> bytes:
    return message


def _untold(tried: Sequence[OperatorNotice]) -> Iterator[str]:
    for one in tried:
        if one.row.state is not State.SENT:
            yield f"the operator {one.row.recipient} was not told yet ({one.row.state}): {one.row.said}"


def say_troubles(told: OperatorTold) -> None:
    """What could not be told, on stderr: a line each."""
    for trouble in told.troubles:
        print(f"reportgen: {trouble}", file=sys.stderr)
