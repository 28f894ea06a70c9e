"""Signatures: a person's key and certificate, what they sign, and whether a signature holds.

RSA (PSS, SHA-256, MGF1 with SHA-256, a salt of 32 bytes), ECDSA (SHA-256) and Ed25519, over the very bytes: so that
`openssl pkeyutl -verify` checks them.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.credentials import read_secret
from reportgen.errors import MachineLacks, Misuse
from reportgen.signing.keys import Certificate, NoCertificate, read_certificate, read_key_file

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

KEY_PASSWORD: Final = "REPORTGEN_KEY_PASSWORD"
KEY_PASSWORD_FILE: Final = "REPORTGEN_KEY_PASSWORD_FILE"
_SALT: Final = 32
_BOUND: Final = 1 << 20  # bytes of a key or a certificate


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

    data = _bytes(path)
    password = key_password(environment).encode() or None
    try:
        read = read_key_file(data, password)
        named = read_certificate(_bytes(certificate)) if certificate else read.certificate
        if named is None:
            raise Misuse(f"{path} holds no certificate; name it: --certificate FILE")
        public = read.public
    except NoCertificate as error:
        raise Misuse(f"{certificate or path} holds no certificate that signs: {error}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):  # which may quote what they could not decrypt
        how = (
            f"its password is not the one in {KEY_PASSWORD}"
            if password
            else f"a password goes into {KEY_PASSWORD}, or a file that {KEY_PASSWORD_FILE} names"
        )
        raise Misuse(f"{path} is no PKCS#12 or PEM key that can be read, or {how}") from None
    if public != named.key:
        raise Misuse(f"the certificate in {certificate or path} is not that of the key in {path}")
    return SigningKey(read.private, named)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return handle.read(_BOUND)
    except OSError as error:
        raise MachineLacks(f"{path} cannot be read: {error.strerror}") from None


def key_password(environment: Mapping[str, str]) -> str:
    """The password of a signing key from the environment or a credential file, "" where there is none. Raises
    MachineLacks for a file that cannot be read."""
    return read_secret(environment, KEY_PASSWORD, "key-password", "password")
