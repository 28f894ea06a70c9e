"""Many days of telling, by chance: dead and doubtful servers, kills, a ledger that is out for a while, five zones."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from reportgen.brief.inputs import Project
from reportgen.codes.rg9_delivery import RG920, RG922
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.operators.operator_letter import STOP, WELL, Happening
from reportgen.delivery.operators.operator_notices import Notices
from reportgen.delivery.operators.telling import Teller
from reportgen.delivery.sending import Outcome, Parcel

NAME: Final = "acme"
BEGAN: Final = datetime(2026, 3, 20, tzinfo=UTC)  # clocks change within the days that follow
ZONES: Final = ("Asia/Taipei", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
YAML: Final = """
sender: desk@example.com
operator: ops@example.com
recipients: [{address: ann@example.com, language: en}]
subject: {en: Sales}
preheader: {en: Sales}
body: {en: Sales}
time-zone: ZONE
not-before: "06:00"
"""


class Killed(BaseException):
    """The process is gone."""


class Kept(Ledger):
    """A ledger in memory that outlives its runs, and whose writes may be the last thing that a process does."""

    chance = random.Random(0)
    risk = 0.0

    def close(self) -> None:
        pass

    def _write(self, statements: Any) -> int:
        if self.chance.random() < self.risk:
            raise Killed
        done = super()._write(statements)
        if self.chance.random() < self.risk:
            raise Killed
        return done


@dataclass
class Life:
    """A mail server and what became of the operator's mails, over days that chance makes."""

    chance: random.Random
    weather: str = "fair"
    taken: list[str] = field(default_factory=list)

    def hand_over(self, parcel: Parcel) -> Outcome:
        name = str(message_from_bytes(parcel.message())["Message-ID"])
        if self.weather == "dead":
            return Outcome(State.DEFERRED, "no answer", halts=True)
        if self.weather == "doubtful":
            if self.chance.random() < 0.5:
                self.taken.append(name)
            if self.chance.random() < 0.3:
                raise Killed
            return Outcome(State.UNKNOWN, "cut off")
        self.taken.append(name)
        return Outcome(State.SENT, "250 taken")

    def trace(self, _: Delivery) -> State | None:
        return None


def happening(kind: str, at: datetime) -> Happening:
    """What a run comes to."""
    if kind == "ledger":
        return Happening("due", NAME, "failed", 1, at, (), "LedgerError", "the ledger cannot be used")
    if kind in ("approval", "age"):
        code = RG922 if kind == "approval" else RG920
        return Happening("due", NAME, "refused", 1, at, (code.finding("it is not so"),))
    states = {"ann@example.com": "sent"} if kind == "sent" else None
    return Happening("due", NAME, kind, 0, at, states=states)


@pytest.mark.parametrize("seed", range(200))
def test_lives_of_telling(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    zone = ZoneInfo(ZONES[seed % len(ZONES)])
    (tmp_path / "data" / NAME).mkdir(parents=True)
    (tmp_path / "data" / NAME / "delivery.yaml").write_text(YAML.replace("ZONE", zone.key))
    ledger, server, now = Kept(":memory:"), Life(chance), BEGAN
    ledger.chance = chance
    stops: set[tuple[str, str]] = set()
    without: set[tuple[str, str, int]] = set()
    wells = 0

    def run(kind: str) -> bool:
        """One run at the present moment; False where it was killed."""

        def opened() -> Ledger:
            if kind == "ledger":
                raise LedgerError("the ledger cannot be used")
            return ledger

        places = Project(tmp_path / "data", tmp_path / "output", ())
        try:
            Teller(places, NAME, lambda: now, opened, lambda: server).after(happening(kind, now))
        except Killed:
            return False
        return True

    for _ in range(60):
        now += timedelta(minutes=chance.choice((15, 45, 300, 1500)))
        kind = chance.choice(("approval", "approval", "age", "idle", "sent", "ledger"))
        server.weather = "fair" if kind == "ledger" else chance.choice(("fair", "fair", "dead", "doubtful"))
        ledger.risk = chance.choice((0.0, 0.0, 0.1))
        ended = run(kind)
        key = happening(kind, now).cause, now.astimezone(zone).date().isoformat()
        if kind in ("approval", "age") and ended:
            stops.add(key)
        if kind == "ledger":
            without.add((*key, wells))
        wells += kind == "sent"

    server.weather, ledger.risk = "fair", 0.0
    for kind in ("sent", "idle", "idle"):
        now += timedelta(hours=9)
        assert run(kind)

    assert set(Counter(server.taken).values()) == {1}, "something was told twice"
    notices = Notices(ledger, NAME).all()
    states = {(one.cause, one.day): one.row.state for one in notices if one.kind == STOP}
    assert states.keys() >= stops, "a stop was never written down"
    assert set(states.values()) <= {State.SENT, State.UNKNOWN}
    for one in notices:
        assert one.row.state is not State.SENT or one.row.message_id in server.taken
    by_file = [name for name in server.taken if name not in {one.row.message_id for one in notices}]
    assert len({(cause, day) for cause, day, _ in without}) <= len(by_file) <= len(without)
    kinds = [one.kind for one in notices]
    assert all(pair != (WELL, WELL) for pair in pairwise(kinds)) or without
    assert kinds.count(WELL) <= wells + 1
    assert not kinds or kinds[-1] == WELL, "nobody was told that it is well again"
    assert list((tmp_path / "output" / ".told").glob("*.told")) == []
