"""A real SMTP server on loopback (aiosmtpd), with TLS by a certificate of its own authority, and a password."""

from __future__ import annotations

import ssl
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword

USER: Final = "desk"
PASSWORD: Final = "open sesame, 開門"


@dataclass(frozen=True)
class Certificates:
    """The authority's certificate as a file, and what a server presents: as a context, and as PEM with its key."""

    authority: Path
    pem: bytes
    context: ssl.SSLContext

    @classmethod
    def made(cls, folder: Path) -> Certificates:
        """New ones, for localhost and 127.0.0.1."""
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own = authority.issue_cert("localhost", "127.0.0.1")
        own.configure_cert(context)
        authority.cert_pem.write_to_path(str(folder / "authority.pem"))
        return cls(folder / "authority.pem", own.private_key_and_cert_chain_pem.bytes(), context)


class _AnyPort(Controller):
    """A controller whose port the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


class MailServer:
    """Takes mail and keeps it. `verdicts` maps a command (rcpt, data) and an address to what is said to it."""

    def __init__(self, certificates: Certificates, tls: str = "starttls", login: bool = False) -> None:
        self.certificates, self.tls = certificates, tls
        self._excluded = ["PLAIN"] if login else []  # then LOGIN alone is offered
        self.taken: list[tuple[tuple[str, ...], bytes]] = []
        self.logins: list[str] = []
        self.verdicts: dict[tuple[str, str], str] = {}
        self.echoes = False  # whether it refuses every login and tells what it was given
        self._controller = self._made()

    def _made(self) -> Controller:
        context = self.certificates.context
        options: dict[str, Any] = {
            "authenticator": self._authenticate,
            "auth_required": self.tls == "starttls",
            "auth_require_tls": self.tls == "starttls",
            "data_size_limit": 32 << 20,
            "auth_exclude_mechanism": self._excluded,
        }
        if self.tls == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        outer = {"ssl_context": context} if self.tls == "smtps" else {}
        return _AnyPort(self, hostname="127.0.0.1", port=0, **options, **outer)

    def _authenticate(
        self, server: SMTP, session: Any, envelope: Envelope, how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        if self.echoes:
            given = data.password.decode()
            said = f"535 5.7.8 {given} {b64encode(data.password).decode()} is wrong"
            return AuthResult(success=False, handled=False, message=said)
        known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=False)

    async def handle_AUTH(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Envelope, args: list[str]
    ) -> Any:
        if not self.echoes or args[0] != "PLAIN":
            return MISSING
        given = args[1]
        plain = b64decode(given).split(b"\0")[-1]
        return (
            f"535-5.7.8 AUTH {' '.join(args)}\r\n535-{given[:9]}\r\n535-{given[9:]}\r\n"
            f"535-{quote(plain)} {plain.hex()}\r\n535 {plain.decode('ascii', 'backslashreplace')}"
        )

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.verdicts.get(("rcpt", address), "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802
        said = self.verdicts.get(("data", envelope.rcpt_tos[0]), "250 OK")
        if said.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
        return said

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    @property
    def settings(self) -> dict[str, str]:
        """The environment that sends mail here."""
        scheme = {"starttls": "smtp", "smtps": "smtps", "none": "smtp+plain"}[self.tls]
        user = "" if self.tls == "none" else f"{USER}@"
        return {
            "REPORTGEN_SMTP_URL": f"{scheme}://{user}127.0.0.1:{self.port}",
            "REPORTGEN_SMTP_PASSWORD": PASSWORD,
            "SSL_CERT_FILE": str(self.certificates.authority),
        }

    def message(self, address: str) -> bytes:
        """The one message that was taken for an address."""
        (found,) = [data for addresses, data in self.taken if addresses == (address,)]
        return found

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()
