"""Authorities, signers and a server of time stamps, made for a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from reportgen.signing.signing_key import Signing, read_signing

BEGINS: Final = datetime(2026, 1, 1, tzinfo=UTC)
SIGNED_AT: Final = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
_KINDS: Final = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate, which another one issued, or they themselves."""

    name: str
    key: Any
    certificate: x509.Certificate
    above: Holder | None = None

    @property
    def pem(self) -> bytes:
        """The certificate."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def fingerprint(self) -> str:
        """The certificate's SHA-256, in hex."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    @cached_property
    def bundle(self) -> bytes:
        """The key, its certificate and those above but the root, as one PEM."""
        private = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return b"".join([private, *(one.pem for one in self._chain)])

    @property
    def _chain(self) -> Iterator[Holder]:
        at: Holder | None = self
        while at is not None and (at.above is not None or at is self):
            yield at
            at = at.above

    def signing(self, stamps: str = "", at: datetime = SIGNED_AT) -> Signing:
        """What the environment makes of the key."""
        environment = {"REPORTGEN_SIGNING_KEY": self.bundle.decode()}
        if stamps:
            environment["REPORTGEN_TIMESTAMP_URL"] = stamps
        made = read_signing(environment, lambda: at)
        assert made is not None
        return made

    def file(self, folder: Path) -> Path:
        """The bundle as a file."""
        path = folder / f"{self.name.split()[0].lower()}.pem"
        path.write_bytes(self.bundle)
        return path


def holder(
    name: str,
    above: Holder | None = None,
    kind: str = "rsa",
    begins: datetime = BEGINS,
    days: int = 3650,
    usages: Sequence[x509.ObjectIdentifier] = (),
    is_authority: bool = False,
    mail: Sequence[str] = (),
) -> Holder:
    """Somebody whose certificate `above` issued; without, they did themselves."""
    key: Any = _KINDS[kind]()
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    issuer = above.certificate.subject if above else subject
    made = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(begins).not_valid_after(begins + timedelta(days=days))
    made = made.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    made = made.add_extension(_usage(is_authority), critical=True)
    if usages:
        made = made.add_extension(x509.ExtendedKeyUsage(usages), critical=True)
    if mail:
        made = made.add_extension(x509.SubjectAlternativeName(map(x509.RFC822Name, mail)), critical=False)
    signer = above.key if above else key
    digest = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return Holder(name, key, made.sign(signer, digest), above)


def _usage(is_authority: bool) -> x509.KeyUsage:
    """For signatures that bind, or for certificates."""
    signs = not is_authority
    return x509.KeyUsage(signs, signs, False, False, False, is_authority, is_authority, False, False)


def authority(name: str = "House of Keys") -> Holder:
    """A root."""
    return holder(name, is_authority=True)


@contextmanager
def stamps(stamper: Holder, at: datetime | None = None, status: int = 200) -> Iterator[str]:
    """The address of a server on this machine that gives time stamps."""
    from asn1crypto import keys, tsp
    from asn1crypto import x509 as asn1
    from pyhanko.sign.timestamps import DummyTimeStamper

    private = stamper.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    dummy = DummyTimeStamper(
        asn1.Certificate.load(stamper.der), keys.PrivateKeyInfo.load(private), fixed_dt=at
    )

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = dummy.request_tsa_response(query).dump()
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stamps"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def server_of_stamps(above: Holder | None = None, days: int = 3650) -> Holder:
    """Whoever may give time stamps."""
    return holder("Clock House", above, days=days, usages=[x509.ObjectIdentifier("1.3.6.1.5.5.7.3.8")])
