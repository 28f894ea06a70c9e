"""Keys and certificates of people, made for a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

BEGINS: Final = datetime(2026, 1, 1, tzinfo=UTC)
KINDS: Final = {
    "rsa": lambda: rsa.generate_private_key(65537, 2048),
    "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


class Person:
    """Somebody with a key and a certificate of their own; what is written lands in a folder."""

    def __init__(
        self,
        name: str,
        folder: Path,
        kind: str = "ed25519",
        key: Any = None,
        begins: datetime = BEGINS,
        days: int = 3650,
    ) -> None:
        self.name, self.folder = name, folder
        self.stem = name.split(maxsplit=1)[0].lower()
        self.key = key or KINDS[kind]()
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        made = x509.CertificateBuilder(subject, subject, self.key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(begins).not_valid_after(begins + timedelta(days=days))
        digest = None if isinstance(self.key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
        self.certificate = made.sign(self.key, digest)
        folder.mkdir(exist_ok=True)
        self.crt.write_bytes(self.certificate.public_bytes(Encoding.PEM))

    @property
    def crt(self) -> Path:
        """The certificate as PEM."""
        return self.folder / f"{self.stem}.crt"

    @property
    def fingerprint(self) -> str:
        """The certificate's SHA-256, in hex with colons."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    def p12(self, password: str = "") -> Path:
        """The key with its certificate as PKCS#12."""
        path = self.folder / f"{self.stem}.p12"
        data = serialize_key_and_certificates(None, self.key, self.certificate, None, _locked(password))
        path.write_bytes(data)
        return path

    def pem(self, password: str = "") -> Path:
        """The key alone as PEM."""
        path = self.folder / f"{self.stem}.pem"
        path.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, _locked(password)))
        return path


def _locked(password: str) -> KeySerializationEncryption:
    return BestAvailableEncryption(password.encode()) if password else NoEncryption()
