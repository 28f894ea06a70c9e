"""Signatures: a person's key and certificate, what they sign, and whether a signature holds.

RSA (PSS, SHA-256, MGF1 with SHA-256, a salt of 32 bytes), ECDSA (SHA-256) and Ed25519, over the very bytes: so that
`openssl pkeyutl -verify` checks them. The only module that imports `cryptography`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.errors import MachineLacks, Misuse

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

KEY_PASSWORD: Final = "REPORTGEN_KEY_PASSWORD"
KEY_PASSWORD_FILE: Final = "REPORTGEN_KEY_PASSWORD_FILE"
_CREDENTIALS: Final = "CREDENTIALS_DIRECTORY"  # systemd's LoadCredential=key-password:…
_SALT: Final = 32
_BOUND: Final = 1 << 20  # bytes of a key or a certificate


class NoCertificate(ValueError):
    """Bytes that hold no certificate with a key that signs."""


@dataclass(frozen=True)
class Certificate:
    """A certificate as PEM: `fingerprint` and `key` are the SHA-256 of it and of its public key (DER), in hex; it is
    valid from `begins` to `ends`, both in UTC."""

    pem: str
    fingerprint: str
    key: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class SigningKey:
    """Somebody's private key and the certificate that goes with it."""

    private: PrivateKeyTypes
    certificate: Certificate

    def sign(self, data: bytes) -> str:
        """A signature over bytes, in base64."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

        if isinstance(self.private, rsa.RSAPrivateKey):
            pss = padding.PSS(padding.MGF1(hashes.SHA256()), _SALT)
            made = self.private.sign(data, pss, hashes.SHA256())
        elif isinstance(self.private, ec.EllipticCurvePrivateKey):
            made = self.private.sign(data, ec.ECDSA(hashes.SHA256()))
        else:
            made = self.private.sign(data)  # type: ignore[union-attr, call-arg]
        return b64encode(made).decode()


def read_certificate(data: bytes) -> Certificate:
    """The first certificate of a file, PEM or DER. Raises NoCertificate."""
    from cryptography import x509

    try:
        pem = b"-----BEGIN" in data
        return _certificate(
            x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        )
    except ValueError as error:
        raise NoCertificate(str(error)) from None


def _certificate(read: x509.Certificate) -> Certificate:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    try:
        public = read.public_key()
    except UnsupportedAlgorithm as error:
        raise NoCertificate(str(error)) from None
    if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        raise NoCertificate("its key is neither RSA nor ECDSA nor Ed25519")
    return Certificate(
        read.public_bytes(Encoding.PEM).decode(),
        sha256(read.public_bytes(Encoding.DER)).hexdigest(),
        sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest(),
        read.not_valid_before_utc,
        read.not_valid_after_utc,
    )


def signature_holds(certificate: Certificate, signature: str, data: bytes) -> bool:
    """True where a signature in base64 over the bytes was made with the certificate's key."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    public = x509.load_pem_x509_certificate(certificate.pem.encode()).public_key()
    try:
        made = b64decode(signature, validate=True)
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(made, data, padding.PSS(padding.MGF1(hashes.SHA256()), _SALT), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(made, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, ed25519.Ed25519PublicKey):
            public.verify(made, data)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def read_key(path: Path, certificate: Path | None, environment: Mapping[str, str]) -> SigningKey:
    """A person's key: PKCS#12, or PEM with its certificate in the same file or in one of its own; the password comes
    from the environment. Raises Misuse for what is no key or does not go together, MachineLacks for a file that
    cannot be read."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    data = _bytes(path)
    password = key_password(environment).encode() or None
    try:
        private, own = _pem(data, password) if b"-----BEGIN" in data else _pkcs12(data, password)
        named = read_certificate(_bytes(certificate)) if certificate else own
        if named is None:
            raise Misuse(f"{path} holds no certificate; name it: --certificate FILE")
        public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except NoCertificate as error:
        raise Misuse(f"{certificate or path} holds no certificate that signs: {error}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):  # which may quote what they could not decrypt
        how = (
            f"its password is not the one in {KEY_PASSWORD}"
            if password
            else f"a password goes into {KEY_PASSWORD}"
        )
        raise Misuse(f"{path} is no PKCS#12 or PEM key that can be read, or {how}") from None
    if sha256(public).hexdigest() != named.key:
        raise Misuse(f"the certificate in {certificate or path} is not that of the key in {path}")
    return SigningKey(private, named)


def _pem(data: bytes, password: bytes | None) -> tuple[PrivateKeyTypes, Certificate | None]:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    encrypted = b"ENCRYPTED" in data  # a password for a key that has none is refused otherwise
    private = load_pem_private_key(data, password if encrypted else None)
    return private, read_certificate(data) if b"-----BEGIN CERTIFICATE" in data else None


def _pkcs12(data: bytes, password: bytes | None) -> tuple[PrivateKeyTypes, Certificate | None]:
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    private, own, _ = load_key_and_certificates(data, password)
    if private is None:
        raise ValueError("no key")
    return private, _certificate(own) if own is not None else None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(_BOUND)
    except OSError as error:
        raise MachineLacks(f"{path} cannot be read: {error.strerror}") from None


def key_password(environment: Mapping[str, str]) -> str:
    """The password of a signing key from the environment or a credential file, "" where there is none. Raises
    MachineLacks for a file that cannot be read."""
    if KEY_PASSWORD in environment:
        return environment[KEY_PASSWORD]
    file = environment.get(KEY_PASSWORD_FILE)
    if file is None and _CREDENTIALS in environment:
        named = Path(environment[_CREDENTIALS]) / "key-password"
        file = str(named) if named.exists() else None
    if file is None:
        return ""
    try:
        return Path(file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise MachineLacks(f"the password file {file} cannot be read: {why}") from None
