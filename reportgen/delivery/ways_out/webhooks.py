"""Webhooks: one POST of JSON each, over https. Where it goes is a secret; what came of it follows the last byte.

no connection, cut off before the last byte      deferred: nobody has the whole of it
2xx                                              sent
429, 5xx                                         deferred, as long as Retry-After asks within bounds
any other answer                                 refused; no redirection is followed
no answer, or no HTTP, after the last byte       unknown: it may have been told; never again by itself
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final, Protocol
from urllib.parse import urlsplit

from reportgen.credentials import read_secret, variable_of
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.plans.destinations import HOOK
from reportgen.delivery.sending import Outcome, Parcel
from reportgen.delivery.ways_out.hushing import Hushing
from reportgen.delivery.ways_out.post import is_loopback, tls
from reportgen.errors import MachineLacks, Misuse

HOOK_VARIABLE: Final = "REPORTGEN_WEBHOOK"
HOOK_TIMEOUT: Final = 30.0  # seconds for the connection, and for each piece that is sent
ANSWER_TIMEOUT: Final = 60.0  # seconds for the whole answer
_MOST: Final = 16 << 10  # bytes of an answer
_STATUS: Final = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: [^\r\n]*)?\r?\n")


class Connection(Protocol):
    """As much of a socket as a post needs."""

    def sendall(self, data: bytes, /) -> None:
        """Send bytes; all of them, or OSError."""
        ...

    def recv(self, size: int, /) -> bytes:
        """Some bytes that came; empty where the other side has closed."""
        ...

    def settimeout(self, seconds: float, /) -> None:
        """How long the next call may take."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


@dataclass(frozen=True)
class HookAddress:
    """Where a webhook is, taken apart."""

    tls: bool
    host: str
    port: int
    target: str

    @property
    def named(self) -> str:
        """The host as the head of a request names it."""
        return self.host if self.port == (443 if self.tls else 80) else f"{self.host}:{self.port}"


def read_hook_address(variable: str, url: str) -> HookAddress:
    """Read a webhook's address. Raises Misuse, which never quotes it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Misuse(f"{variable} cannot be read as an address") from None
    host = parts.hostname or ""
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    plain = parts.scheme == "http" and is_loopback(host)
    fits = re.fullmatch(r"/[!-~]*", target or "/") and re.fullmatch(r"[A-Za-z0-9.:-]+", host)
    if parts.username or not fits or not (parts.scheme == "https" or plain):
        raise Misuse(f"{variable} should hold an https:// address; http:// is for this machine alone")
    return HookAddress(not plain, host, port or (80 if plain else 443), target or "/")


def connect_hook(address: HookAddress) -> Connection:
    """A connection to a webhook. Raises what the system raises."""
    bare = socket.create_connection((address.host, address.port), HOOK_TIMEOUT)
    if not address.tls:
        return bare
    try:
        return tls().wrap_socket(bare, server_hostname=address.host)
    except BaseException:
        bare.close()
        raise


class Webhooks:
    """A transport to the webhooks whose addresses the environment holds."""

    def __init__(
        self,
        environment: Mapping[str, str],
        connect: Callable[[HookAddress], Connection] = connect_hook,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._environment, self._connect, self._clock = environment, connect, clock

    def trace(self, delivery: Delivery) -> State | None:
        """A webhook cannot be asked what it has told."""
        return None

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Post a parcel's message."""
        name = parcel.recipient.removeprefix(HOOK)
        variable = variable_of(HOOK_VARIABLE, name)
        try:
            url = read_secret(self._environment, variable, f"webhook-{name}", "webhook")
            if not url:
                raise Misuse(f"{variable} is not set: it holds where the webhook is")
            address = read_hook_address(variable, url)
        except (MachineLacks, Misuse) as error:
            return Outcome(State.DEFERRED, f"{parcel.recipient}: {error}", halts=True, fault=True)
        return self._post(address, _hushing(url, address), parcel.message())

    def _post(self, address: HookAddress, hushing: Hushing, body: bytes) -> Outcome:
        try:
            connection = self._connect(address)
        except OSError as error:
            said, untrusted = _why(error), isinstance(error, ssl.SSLError)
            return Outcome(
                State.DEFERRED, hushing.line(f"no connection: {said}"), halts=True, fault=untrusted
            )
        try:
            return self._handed(connection, hushing, _request(address, body))
        finally:
            connection.close()

    def _handed(self, connection: Connection, hushing: Hushing, request: bytes) -> Outcome:
        """The last byte goes by itself: until it has, the other side cannot have understood the rest."""
        connection.settimeout(HOOK_TIMEOUT)
        try:
            connection.sendall(request[:-1])
        except OSError as error:
            said = hushing.line(f"cut off before it was handed over: {_why(error)}")
            return Outcome(State.DEFERRED, said)
        try:
            connection.sendall(request[-1:])
            answer = self._answer(connection)
        except OSError as error:
            said = hushing.line(f"cut off after it was handed over: {_why(error)}")
            return Outcome(State.UNKNOWN, f"{said}; it may have been told")
        return _judged(answer, hushing)

    def _answer(self, connection: Connection) -> bytes:
        """What is answered, up to the end, to `_MOST` or to when it has taken too long. Raises OSError where that is
        nothing."""
        until, read = self._clock() + ANSWER_TIMEOUT, b""
        while len(read) < _MOST and (left := until - self._clock()) > 0:
            connection.settimeout(left)
            try:
                piece = connection.recv(4096)
            except OSError:
                if _STATUS.match(read):
                    return read
                raise
            if not piece:
                return read
            read += piece
        return read


def _request(address: HookAddress, body: bytes) -> bytes:
    head = (
        f"POST {address.target} HTTP/1.1\r\nHost: {address.named}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nUser-Agent: reportgen\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


def _judged(answer: bytes, hushing: Hushing) -> Outcome:
    while (found := _STATUS.match(answer)) and found[1].startswith(b"1"):  # not yet the answer
        answer = answer.partition(b"\r\n\r\n")[2]
    if found is None:
        said = hushing.line(answer[:200]) or "nothing"
        return Outcome(State.UNKNOWN, f"answered with no HTTP: {said}; it may have been told")
    status, (head, _, text) = int(found[1]), answer.partition(b"\r\n\r\n")
    said = hushing.line(b"%d %s" % (status, text))
    if status == 429 or status >= 500:
        return Outcome(State.DEFERRED, said, wait=_wait(head))
    return Outcome(State.SENT if status < 300 else State.REFUSED, said)


def _wait(head: bytes) -> timedelta | None:
    """How long Retry-After asks to wait, in seconds or until a date; None where it does not say."""
    found = re.search(rb"(?im)^retry-after:[ \t]*([^\r\n]{1,40})", head)
    if found is None:
        return None
    said = found[1].decode("ascii", "replace").strip()
    if said.isdigit():
        return timedelta(seconds=min(int(said), 1_000_000))
    try:
        return max(parsedate_to_datetime(said) - datetime.now(UTC), timedelta(0))
    except (ValueError, TypeError):
        return None


def _hushing(url: str, address: HookAddress) -> Hushing:
    """The address, its path and the parts of that which are long enough to be keys are secrets."""
    parts = [part for part in re.split(r"[/?&=]", address.target) if len(part) >= 6]
    target = address.target if len(address.target) > 1 else ""
    return Hushing(url.strip(), target, *parts)


def _why(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
