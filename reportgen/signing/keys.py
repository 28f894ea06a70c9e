"""Keys and certificates as files have them: PEM, DER and PKCS#12, with RSA, ECDSA or Ed25519 keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes


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
class KeyFile:
    """What a file of a key holds: the private key, the certificate that goes with it if there is one, and those of the
    authorities between it and a root, in PEM."""

    private: PrivateKeyTypes
    certificate: Certificate | None
    chain: tuple[str, ...] = ()

    @property
    def public(self) -> str:
        """The SHA-256 of its public key (DER), in hex: that of a certificate that goes with it."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        form = PublicFormat.SubjectPublicKeyInfo
        return sha256(self.private.public_key().public_bytes(Encoding.DER, form)).hexdigest()


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


def read_trusted(data: bytes) -> list[bytes]:
    """All certificates of a file, PEM or DER, as DER, whatever their keys. Raises NoCertificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        pem = b"-----BEGIN" in data
        found = x509.load_pem_x509_certificates(data) if pem else [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise NoCertificate(str(error)) from None
    return [one.public_bytes(Encoding.DER) for one in found]


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


def read_key_file(data: bytes, password: bytes | None) -> KeyFile:
    """A key with what lies beside it, PEM or PKCS#12. Raises NoCertificate for a certificate that cannot be used, and
    ValueError, TypeError or UnsupportedAlgorithm for what is no key or has another password; their texts may quote it.
    """
    return _pem(data, password) if b"-----BEGIN" in data else _pkcs12(data, password)


def _pem(data: bytes, password: bytes | None) -> KeyFile:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    encrypted = b"ENCRYPTED" in data  # a password for a key that has none is refused otherwise
    private = load_pem_private_key(data, password if encrypted else None)
    if b"-----BEGIN CERTIFICATE" not in data:
        return KeyFile(private, None)
    first, *others = x509.load_pem_x509_certificates(data)
    return KeyFile(private, _certificate(first), tuple(map(_as_pem, others)))


def _pkcs12(data: bytes, password: bytes | None) -> KeyFile:
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    private, own, others = load_key_and_certificates(data, password)
    if private is None:
        raise ValueError("no key")
    return KeyFile(private, _certificate(own) if own is not None else None, tuple(map(_as_pem, others)))


def _as_pem(read: x509.Certificate) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding

    return read.public_bytes(Encoding.PEM).decode()
