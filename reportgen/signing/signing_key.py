"""The key that documents are signed with, as the environment names it; no YAML file ever does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.credentials import CREDENTIALS, read_secret
from reportgen.errors import MachineLacks, Misuse
from reportgen.signing.key_bytes import read_key_bytes
from reportgen.signing.stamping import STAMPS_URL, read_stamps_url

if TYPE_CHECKING:  # what keys and signatures take to load is for those who sign
    from reportgen.signing.keys import Certificate, KeyFile

SIGNING_KEY: Final = "REPORTGEN_SIGNING_KEY"
SIGNING_KEY_FILE: Final = "REPORTGEN_SIGNING_KEY_FILE"
SIGNING_PASSWORD: Final = "REPORTGEN_SIGNING_PASSWORD"
SIGNING_PASSWORD_FILE: Final = "REPORTGEN_SIGNING_PASSWORD_FILE"
# What tells of the key: no worker is told.
SIGNING_VARIABLES: Final = (SIGNING_KEY, SIGNING_KEY_FILE, SIGNING_PASSWORD, SIGNING_PASSWORD_FILE)
_CREDENTIAL: Final = "signing-key"  # systemd's LoadCredential=signing-key:…
_BOUND: Final = 1 << 20  # bytes


@dataclass(frozen=True)
class Signing:
    """What signs: a key with its certificate, the server of time stamps ("" for none), and the clock."""

    key: KeyFile = field(repr=False)
    stamps: str
    clock: Callable[[], datetime]

    @property
    def certificate(self) -> Certificate:
        """The certificate that goes with the key."""
        assert self.key.certificate is not None
        return self.key.certificate

    def sign(self, data: bytes) -> bytes:
        """A detached signature (CMS, DER) that says when it was made. Raises MachineLacks as `make_signature` does."""
        from reportgen.signing.making_cms import make_signature

        return make_signature(data, self.key, self.stamps, self.clock())

    def sign_pdf_bytes(self, data: bytes) -> bytes:
        """The same for a PDF, which says when by itself."""
        from reportgen.signing.making_cms import make_signature

        return make_signature(data, self.key, self.stamps, None)


def read_signing(environment: Mapping[str, str], clock: Callable[[], datetime]) -> Signing | None:
    """What the environment says that documents are signed with; None where it names no key. The key is PKCS#12, or PEM
    with its certificate in the same file: in a file that REPORTGEN_SIGNING_KEY_FILE names, in systemd's credential, or,
    as PEM, in REPORTGEN_SIGNING_KEY itself.

    Raises Misuse for what is no key or has no certificate, MachineLacks where the library is missing, for a file that
    cannot be read and for a certificate that is not valid now. Neither quotes anything of the key.
    """
    found = _key_bytes(environment)
    stamps = environment.get(STAMPS_URL, "")
    if found is None:
        if stamps:
            raise Misuse(f"{STAMPS_URL} is set, and no key: set {SIGNING_KEY_FILE}, too")
        return None
    from reportgen.signing.making_cms import NO_LIBRARY

    if find_spec("pyhanko") is None:
        raise MachineLacks(f"documents are to be signed, and {NO_LIBRARY}")
    data, where = found
    signing = Signing(_read(data, where, environment), read_stamps_url(stamps) if stamps else "", clock)
    held, now = signing.certificate, clock()
    if not held.begins <= now <= held.ends:
        message = (
            f"the certificate in {where} is valid from {held.begins:%Y-%m-%d} to {held.ends:%Y-%m-%d} alone"
        )
        raise MachineLacks(message)
    return signing


def _key_bytes(environment: Mapping[str, str]) -> tuple[bytes, str] | None:
    """What is said to be a key, and where it stands. Raises Misuse where two variables name one: which of them signs is
    nothing to be guessed."""
    if environment.get(SIGNING_KEY) and environment.get(SIGNING_KEY_FILE):
        raise Misuse(f"{SIGNING_KEY} and {SIGNING_KEY_FILE} are both set: unset the one that is not to sign")
    if text := environment.get(SIGNING_KEY, ""):
        if "-----BEGIN" not in text:
            raise Misuse(f"{SIGNING_KEY} holds no PEM; a file is named by {SIGNING_KEY_FILE}")
        return text.encode(), SIGNING_KEY
    file = environment.get(SIGNING_KEY_FILE, "")
    if not file and CREDENTIALS in environment:
        named = Path(environment[CREDENTIALS]) / _CREDENTIAL
        file = str(named) if named.exists() else ""
    if not file:
        return None
    try:
        return read_key_bytes(Path(file), _BOUND), file
    except OSError as error:
        raise MachineLacks(f"the key {file} cannot be read: {error.strerror}") from None


def _read(data: bytes, where: str, environment: Mapping[str, str]) -> KeyFile:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from reportgen.signing.keys import NoCertificate, read_key_file

    password = read_secret(environment, SIGNING_PASSWORD, "signing-password", "password")
    try:
        key = read_key_file(data, password.encode() or None)
        public = key.public
    except NoCertificate as error:
        raise Misuse(f"{where} holds no certificate that signs: {error}") from None
    except (
        ValueError,
        TypeError,
        AttributeError,
        UnsupportedAlgorithm,
    ):  # which may quote what they could not read
        how = (
            "its password is not the one in"
            if password
            else f"a password goes into {SIGNING_PASSWORD_FILE} or"
        )
        raise Misuse(
            f"{where} is no PKCS#12 or PEM key that can be read, or {how} {SIGNING_PASSWORD}"
        ) from None
    if isinstance(key.private, Ed25519PrivateKey):
        raise Misuse(
            f"{where} is an Ed25519 key, whose signatures many programs cannot check: take RSA or ECDSA"
        )
    if key.certificate is None:
        raise Misuse(f"{where} holds no certificate: put it behind the key, in one file")
    if public != key.certificate.key:
        raise Misuse(f"the first certificate in {where} is not that of its key")
    return key
