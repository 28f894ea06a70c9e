"""Post: messages over SMTP. The only module that imports smtplib."""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

from reportgen.credentials import read_secret
from reportgen.delivery.ledgers.ledger import Delivery, State
from reportgen.delivery.sending import Outcome, Parcel
from reportgen.delivery.ways_out.hushing import Hushing
from reportgen.errors import Misuse

URL: Final = "REPORTGEN_SMTP_URL"
PASSWORD: Final = "REPORTGEN_SMTP_PASSWORD"
PASSWORD_FILE: Final = "REPORTGEN_SMTP_PASSWORD_FILE"
# Seconds (RFC 5321, 4.5.3.2): for the connection and each command; for the reply to the whole message.
TIMEOUT: Final = 60.0
LAST_TIMEOUT: Final = 600.0
_LEAVE: Final = 10.0
_PORTS: Final = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


@dataclass(frozen=True)
class Server:
    """A mail server: `scheme` is smtp (STARTTLS, always), smtps (TLS from the start) or smtp+plain (loopback only)."""

    scheme: str
    host: str
    port: int
    user: str = ""


def read_server(url: str) -> Server:
    """Read REPORTGEN_SMTP_URL. Raises Misuse, which never quotes the address: somebody may have put a password in."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Misuse(f"{URL} cannot be read: {error}") from None
    if parts.password is not None:
        raise Misuse(f"{URL} holds a password; take it out and set {PASSWORD_FILE} or {PASSWORD}")
    if (
        parts.scheme not in _PORTS
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        raise Misuse(
            f"{URL} should read smtp://user@host:587, smtps://user@host:465 or smtp+plain://127.0.0.1:2525"
        )
    if parts.scheme == "smtp+plain" and not is_loopback(parts.hostname):
        raise Misuse(f"{URL}: without TLS only this machine itself is spoken to, and that host is another")
    return Server(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], unquote(parts.username or ""))


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_password(environment: Mapping[str, str]) -> str:
    """The password from the environment or a credential file, "" where there is none. Raises MachineLacks for a file
    that cannot be read."""
    return read_secret(environment, PASSWORD, "smtp-password", "password")


def tls() -> ssl.SSLContext:
    """Certificates and host names are checked; TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def connect(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    """A connection that has been greeted. Raises what smtplib and the system raise."""
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


class _Undelivered(Exception):
    """A hand-over that ended before its last step."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class Post:
    """A transport over SMTP: a connection and one recipient for each message."""

    def __init__(
        self,
        server: Server,
        password: str,
        context: ssl.SSLContext,
        connect: Callable[[Server, ssl.SSLContext], smtplib.SMTP] = connect,
    ) -> None:
        self._server, self._password = server, password
        self._hushing = Hushing(password)
        self._context, self._connect = context, connect

    def trace(self, delivery: Delivery) -> State | None:
        """A server cannot be asked what it has taken."""
        return None

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Send a parcel's message to its recipient."""
        try:
            session = self._opened()
        except _Undelivered as failed:
            return failed.outcome
        try:
            return self._send(session, parcel)
        except _Undelivered as failed:
            return failed.outcome
        finally:
            _end(session)

    # ---- the session

    def _opened(self) -> smtplib.SMTP:
        """A session that is ready for a message. Raises _Undelivered."""
        session = None
        try:
            session = self._connect(self._server, self._context)
            session.ehlo_or_helo_if_needed()
            if self._server.scheme == "smtp":
                session.starttls(context=self._context)
                session.ehlo_or_helo_if_needed()
            if self._server.user:
                self._log_in(session)
            return session
        except (smtplib.SMTPException, OSError, ValueError) as error:
            if session is not None:
                session.close()
            said, fault = self._trouble(error)
            raise _Undelivered(Outcome(State.DEFERRED, said, halts=True, fault=fault)) from error

    def _log_in(self, session: smtplib.SMTP) -> None:
        """Give user and password, by PLAIN where it is offered: that is UTF-8 (RFC 4616), where smtplib knows ASCII
        alone, and smtplib would try a wrong password once for each mechanism, which locks accounts."""
        if "PLAIN" not in session.esmtp_features.get("auth", "").upper().split():
            session.login(self._server.user, self._password)
            return
        plain = b64encode(f"\0{self._server.user}\0{self._password}".encode()).decode()
        code, text = session.docmd("AUTH", f"PLAIN {plain}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, text)

    def _trouble(self, error: Exception) -> tuple[str, bool]:
        """What to say of a session that did not come about, and whether somebody has to mend something."""
        where = f"{self._server.host}:{self._server.port}"
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return f"{where}: {error}; nothing was said without protection", True
        if isinstance(error, smtplib.SMTPResponseException):
            what = (
                "refuses the user or the password"
                if isinstance(error, smtplib.SMTPAuthenticationError)
                else "says"
            )
            said = f"{where} {what}: {self._reply(error.smtp_code, error.smtp_error)}"
            return said, error.smtp_code // 100 == 5
        if isinstance(error, ssl.SSLError):
            return f"{where}: no trusted connection: {self._hushed(str(error))}", True
        return self._hushed(
            f"{where}: {getattr(error, 'strerror', None) or str(error) or 'no answer in time'}"
        ), False

    def _reply(self, code: int, text: bytes | str) -> str:
        """A server's reply as it may stand in a ledger and on a terminal."""
        said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        return self._hushed(f"{code} {said}".strip())

    def _hushed(self, text: str) -> str:
        """Without line ends, control characters and the password as far as `Hushing` knows it, and not too long."""
        return self._hushing.line(text)

    # ---- the message

    def _send(self, session: smtplib.SMTP, parcel: Parcel) -> Outcome:
        data = parcel.message()
        options = [f"size={len(data)}"] if session.has_extn("size") else []
        self._step(2, lambda: session.mail(parcel.sender, options))
        self._step(2, lambda: session.rcpt(parcel.recipient))
        self._step(3, lambda: session.docmd("DATA"))
        self._step(0, lambda: _put(session, _quoted(data)))
        return self._last_step(session)

    def _step(self, wanted: int, take: Callable[[], tuple[int, bytes]]) -> None:
        """A step before the last dot: whatever happens here, the server has not taken the message."""
        try:
            code, text = take()
        except (smtplib.SMTPException, OSError) as error:
            said = self._hushed(f"cut off before the message was handed over: {error}")
            raise _Undelivered(Outcome(State.DEFERRED, said)) from error
        if code // 100 != wanted:
            state = State.REFUSED if code // 100 == 5 else State.DEFERRED
            raise _Undelivered(Outcome(state, self._reply(code, text)))

    def _last_step(self, session: smtplib.SMTP) -> Outcome:
        """The last dot: from here on only the server's answer says whose the message is."""
        try:
            if session.sock is not None:
                session.sock.settimeout(LAST_TIMEOUT)
            session.send(b".\r\n")
            code, text = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            said = self._hushed(f"cut off after the message was handed over: {error}")
            return Outcome(State.UNKNOWN, f"{said}; the server may have it")
        said = self._reply(code, text)
        states = {2: State.SENT, 4: State.DEFERRED, 5: State.REFUSED}
        return Outcome(states.get(code // 100, State.UNKNOWN), said)


def _put(session: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
    """Send text, which no reply follows."""
    session.send(data)
    return 0, b""


def _quoted(data: bytes) -> bytes:
    """The message with dots at the beginning of a line doubled (RFC 5321, 4.5.2), up to and without the last one."""
    return re.sub(rb"(?m)^\.", b"..", data)


def _end(session: smtplib.SMTP) -> None:
    """Take leave; what was decided before stands, whatever happens now."""
    try:
        if session.sock is not None:
            session.sock.settimeout(_LEAVE)
        session.quit()
    except (smtplib.SMTPException, OSError):
        session.close()
