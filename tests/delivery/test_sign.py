"""DKIM: a signed message holds against the published key, and against nothing that was changed on the way."""

from __future__ import annotations

import base64
from pathlib import Path

import dkim as library
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from delivery.test_message import ENVELOPE, FILES, letter

from reportgen.delivery.messages.message import write_message
from reportgen.delivery.plans.planned import Dkim
from reportgen.delivery.ways_out.sign import signer
from reportgen.errors import MachineLacks

KEYED = Dkim("example.com", "mail", "keys/mail.pem")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A project with a key, and what the DNS publishes of it."""
    folder = tmp_path_factory.mktemp("signing")
    key = rsa.generate_private_key(65537, 2048)
    (folder / "keys").mkdir()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    (folder / "keys" / "mail.pem").write_bytes(private)
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return folder, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def holds(message: bytes, published: bytes) -> bool:
    def txt(name: bytes, timeout: int = 5) -> bytes:
        assert name == b"mail._domainkey.example.com."
        return published

    return bool(library.verify(message, dnsfunc=txt))


def test_a_signature_holds_and_an_edit_breaks_it(keys: tuple[Path, bytes]) -> None:
    folder, published = keys
    message = write_message(ENVELOPE, letter(), FILES)
    signed = signer(KEYED, folder)(message)
    assert signed.endswith(message)
    assert holds(signed, published)
    for old, new in (
        (b"To: ", b"To: eve@example.com, "),
        (b"Auto-Submitted: auto-generated", b"Auto-Submitted: no"),
        (b"Subject:", b"Subject: more\r\nSubject:"),
        (b"\r\n\r\n", b"\r\nTo: eve@example.com\r\n\r\n"),
    ):
        assert old in signed
        assert not holds(signed.replace(old, new, 1), published), old
    at = len(signed) * 3 // 4
    assert not holds(signed[:at] + (b"A" if signed[at] != 65 else b"B") + signed[at + 1 :], published)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(MachineLacks, match=r"keys/mail\.pem"):
        signer(KEYED, tmp_path)


def test_a_key_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "mail.pem").write_text("no key")
    with pytest.raises(MachineLacks, match="no RSA private key"):
        signer(KEYED, tmp_path)
