"""A world for the delivery code to be driven through: a scripted mail server, a clock, a ledger that fails, and a list
of readers. Everything follows from a seed; no socket is opened.

The server speaks to the real smtplib over a socket that is a pair of buffers. At each step a fault may be planted; what
the server truly accepted is kept apart from what it said, and the ledger is held against that in the end.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar

from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.sending import Outcome, Parcel, Transport, deliver
from reportgen.delivery.ways_out.post import Post, Server

STEPS: Final = (
    "connect", "greeting", "ehlo", "starttls", "tls", "auth", "mail", "rcpt", "data", "body", "dot", "quit",
)  # fmt: skip
FAULTS: Final = ("4yz", "5yz", "drop before", "drop after", "slow", "garbage", "endless line")
_SAID: Final = {
    "greeting": b"220 scripted", "ehlo": b"250-scripted\r\n250-SIZE 1000000\r\n250-STARTTLS\r\n250 AUTH PLAIN",
    "starttls": b"220 go", "auth": b"235 fine", "mail": b"250 ok", "rcpt": b"250 ok", "data": b"354 go",
    "dot": b"250 taken", "quit": b"221 bye", "rset": b"250 ok",
}  # fmt: skip


class Killed(BaseException):
    """The process is no more."""


@dataclass
class Truth:
    """What really happened, whatever anybody was told."""

    accepted: Counter[tuple[str, int]] = field(default_factory=Counter)  # (recipient, issue)
    refused: set[tuple[str, int]] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)
    bothered: list[str] = field(default_factory=list)  # tried again after a refusal
    clear: int = 0  # messages taken without TLS


class Script:
    """One session of the server: a state machine behind a socket."""

    def __init__(self, world: World) -> None:
        self.world, self.random = world, world.random
        self.plan = world.faults()
        self.outgoing = bytearray()
        self.incoming = bytearray()
        self.closed = self.protected = self.in_data = False
        self.silent: Exception | None = None
        self.envelope: list[str] = []
        self._reach("connect")
        self._answer("greeting")

    # ---- the socket

    def settimeout(self, seconds: float) -> None:
        assert 0 < seconds <= 600

    def makefile(self, mode: str) -> Script:
        return self

    def close(self) -> None:
        self.closed = True

    def sendall(self, data: bytes) -> None:
        if self.closed:
            raise BrokenPipeError("closed")
        self.incoming += data
        while not self.closed and (line := self._line()) is not None:
            self._take(line)
        if self.closed and self.silent is None and not self.outgoing:
            raise ConnectionResetError("reset")

    def readline(self, limit: int = -1) -> bytes:
        if self.silent is not None and not self.outgoing:
            raise self.silent
        end = self.outgoing.find(b"\n") + 1 or len(self.outgoing)
        end = min(end, limit) if limit > 0 else end
        line = bytes(self.outgoing[:end])
        del self.outgoing[:end]
        return line

    # ---- the conversation

    def _line(self) -> bytes | None:
        if self.in_data:
            end = self.incoming.find(b"\r\n.\r\n")
            if end < 0:
                if len(self.incoming) > 60 and "body" in self.plan:
                    self._reach("body")
                return None
            taken = bytes(self.incoming[: end + 2])
            del self.incoming[: end + 5]
            return taken
        end = self.incoming.find(b"\r\n")
        if end < 0:
            return None
        line = bytes(self.incoming[:end])
        del self.incoming[: end + 2]
        return line

    def _take(self, line: bytes) -> None:
        if self.in_data:
            self.in_data = False
            self._dot(line)
            return
        word = line.split(b" ")[0].decode().lower()
        if word in ("mail", "rcpt"):
            address = re.search(rb"<(.*?)>", line)
            assert address is not None, line
            self.envelope = [] if word == "mail" else [*self.envelope, address[1].decode()]
        if self._answer({"helo": "ehlo"}.get(word, word)) and word == "data":
            self.in_data = True

    def _dot(self, message: bytes) -> None:
        fault = self.plan.get("dot")
        taken = fault in (None, "drop after", "slow") or (
            fault in ("garbage", "endless line") and self.random.random() < 0.5
        )
        if taken:
            self.world.accept(self.envelope, message, self.protected)
        self._answer("dot")

    def _reach(self, step: str) -> None:
        """The steps without a reply of their own."""
        fault = self.plan.get(step)
        if fault is None:
            return
        self.closed = True
        raise TimeoutError("timed out") if fault == "slow" else ConnectionRefusedError(111, "refused")

    def _answer(self, step: str) -> bool:
        """Answer a step as planned; True where the answer is the usual one."""
        fault = self.plan.get(step)
        if fault is None:
            self.outgoing += _SAID.get(step, b"502 what") + b"\r\n"
            return True
        if fault == "5yz" and step in ("mail", "rcpt", "data", "dot"):
            self.world.refuse(self.envelope or [self.world.current])
        self._disturb(fault)
        return False

    def _disturb(self, fault: str) -> None:
        if fault in ("4yz", "5yz"):
            self.outgoing += f"{fault[0]}5{self.random.randint(0, 4)} no\r\n".encode()
        elif fault == "slow":
            self.silent, self.closed = TimeoutError("timed out"), True
            self.world.now += timedelta(seconds=self.random.randint(1, 600))
        elif fault == "garbage":
            self.outgoing += self.random.randbytes(self.random.randint(0, 40)).replace(b"\n", b"") + b"\n"
            self.closed = True
        elif fault == "endless line":
            self.outgoing += b"2" * 9000 + b"\n"
            self.closed = True
        else:
            self.silent, self.closed = ConnectionResetError(104, "reset"), True


class _Context:
    """What stands for TLS: it works, or it does not."""

    def __init__(self, script: Callable[[], Script]) -> None:
        self.script = script

    def wrap_socket(self, socket: Script, **_: Any) -> Script:
        if "tls" in socket.plan:
            raise ssl.SSLCertVerificationError(1, "certificate verify failed")
        socket.protected = True
        return socket


class _Session(smtplib.SMTP):
    """smtplib, on a scripted socket."""

    script: Script

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        return self.script


class FailingLedger(Ledger):
    """A ledger before and after whose writes the process may end, and whose disk may be full."""

    world: World

    def _write(self, statements: Any) -> int:
        self.world.perhaps_dies()
        if self.world.random.random() < self.world.full:
            raise LedgerError("database or disk is full")
        done = super()._write(statements)
        self.world.perhaps_dies()
        return done


@dataclass
class World:
    """A seed's world. `run` is one run of the program; `rough` is how often things go wrong."""

    seed: int
    ledger_path: str = ":memory:"
    random: Random = field(init=False)
    now: datetime = datetime(2026, 2, 6, 6, 0, tzinfo=UTC)
    truth: Truth = field(default_factory=Truth)
    rough: float = 0.0
    full: float = 0.0
    deadly: float = 0.0
    issue: int = 1
    current: str = ""
    flagged: Counter[tuple[str, int]] = field(default_factory=Counter)
    runs: int = 0

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.readers = [f"reader{number}@example.com" for number in range(self.random.randint(1, 4))]
        self.bad = {reader for reader in self.readers if self.random.random() < 0.15}
        self._kept: FailingLedger | None = None

    # ---- what the server does

    def faults(self) -> dict[str, str]:
        """The faults of one session, by step."""
        plan = {step: self.random.choice(FAULTS) for step in STEPS if self.random.random() < self.rough}
        if self.current in self.bad:
            plan.setdefault("rcpt", "5yz")
        return plan

    def accept(self, envelope: list[str], message: bytes, protected: bool) -> None:
        """The server takes a message: for whom, and which."""
        head = message.split(b"\r\n\r\n")[0].decode()
        issue = int(re.search(r"X-Issue: (\d+)", head)[1])  # type: ignore[index]
        self.truth.clear += not protected
        for reader in envelope:
            self.truth.accepted[reader, issue] += 1
            if reader not in self.readers or f"To: {reader}" not in head or len(envelope) != 1:
                self.truth.strangers.append(reader)

    def refuse(self, envelope: list[str]) -> None:
        """The server says for good that it does not take this."""
        self.truth.refused.update((reader, self.issue) for reader in envelope)

    def perhaps_dies(self) -> None:
        """The end of the process, now and then."""
        if self.random.random() < self.deadly:
            raise Killed

    # ---- what the program does

    def ledger(self) -> FailingLedger:
        """The ledger's file is opened anew by each run; one in memory goes on."""
        if self.ledger_path == ":memory:" and self._kept is not None:
            return self._kept
        self._kept = FailingLedger(self.ledger_path)
        self._kept.world = self
        return self._kept

    def parcels(self) -> list[Parcel]:
        """What is to go out, in some order."""
        order = self.random.sample(self.readers, len(self.readers))
        return [self._parcel(reader, self.issue) for reader in order]

    def _parcel(self, reader: str, issue: int) -> Parcel:
        text = f"From: a@example.com\r\nTo: {reader}\r\nX-Issue: {issue}\r\n\r\n.dots\r\nbody {'x' * 80}\r\n"
        row = Delivery(
            "edition", reader, issue, f"artifact {issue}", "en", f"<{reader}.{issue}>", "", self.now
        )
        return Parcel(row, "a@example.com", text.encode)

    def transport(self) -> Transport:
        """What the program sends by."""
        return self.post()

    def post(self) -> Post:
        """The real transport, on scripted sessions."""
        server = Server("smtp", "mail.example.com", 587, "user")

        def connect(_: Server, context: ssl.SSLContext) -> smtplib.SMTP:
            session = type("Session", (_Session,), {"script": Script(self)})
            return session("mail.example.com", 587, "desk.example.com", 60.0)

        return _Watched(self, server, connect)

    def run(self, again: frozenset[State] = frozenset()) -> None:
        """One run of the program: to its end, or to its death."""
        self.runs += 1
        ledger = self.ledger()
        for row in ledger.deliveries():
            cut_short = row.state is State.SENDING and State.UNKNOWN in again
            if (row.state in again or cut_short) and row.issue == self.issue:
                self.flagged[row.recipient, row.issue] += 1
        try:
            deliver(self.parcels(), ledger, self.transport(), lambda: self.now, again)
        except (Killed, LedgerError):
            pass
        finally:
            if self.ledger_path != ":memory:":
                ledger.close()


class _Watched(Post):
    """The transport, with an eye on whose message it carries."""

    def __init__(self, world: World, server: Server, connect: Any) -> None:
        super().__init__(server, "secret", _Context(lambda: None), connect)  # type: ignore[arg-type, return-value]
        self.world = world

    def hand_over(self, parcel: Parcel) -> Outcome:
        self.world.current = parcel.recipient
        key = parcel.recipient, parcel.delivery.issue
        if key in self.world.truth.refused and not self.world.flagged[key]:
            self.world.truth.bothered.append(parcel.recipient)
        outcome = super().hand_over(parcel)
        assert "secret" not in outcome.said
        return outcome


def live(seed: int, ledger_path: str = ":memory:") -> World:
    """The life of a world with a mail server alone."""
    return lived(World(seed, ledger_path))


WorldKind = TypeVar("WorldKind", bound=World)


def lived(world: WorldKind) -> WorldKind:
    """A life: rough runs with time between them, perhaps a correction, then fair weather until all is settled."""
    random = world.random
    world.rough = random.choice((0.0, 0.02, 0.1, 0.3))
    world.full = random.choice((0.0, 0.0, 0.05))
    world.deadly = random.choice((0.0, 0.02, 0.1))
    for _ in range(random.randint(1, 8)):
        again = frozenset({State.UNKNOWN}) if random.random() < 0.1 else frozenset[State]()
        world.run(again)
        if random.random() < 0.08:
            world.issue += 1
        world.now += random.choice(
            (timedelta(0), timedelta(minutes=31), timedelta(hours=9), timedelta(hours=-2))
        )
        if random.random() < 0.03:
            world.now += timedelta(days=6)
    world.rough = world.full = world.deadly = 0.0
    for _ in range(6):
        world.run()
        world.now += timedelta(hours=9)
    return world
