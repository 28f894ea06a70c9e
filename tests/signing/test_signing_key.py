"""The key that documents are signed with: where it is looked for, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from signers import Holder, authority, holder
from support import NOW

from reportgen.errors import MachineLacks, Misuse, ReportgenError
from reportgen.signing import signing_key
from reportgen.signing.key_bytes import read_key_bytes
from reportgen.signing.signing_key import Signing, read_signing

KEY, PASSWORD, STAMPS = "REPORTGEN_SIGNING_KEY", "REPORTGEN_SIGNING_PASSWORD", "REPORTGEN_TIMESTAMP_URL"


@pytest.fixture(scope="module")
def acme() -> Holder:
    return holder("Acme", holder("Between", authority(), is_authority=True))


def read(environment: Mapping[str, str]) -> Signing | None:
    return read_signing(environment, lambda: NOW)


def locked(acme: Holder, folder: Path) -> Path:
    assert acme.above is not None
    secret = BestAvailableEncryption(b"sesame-1234")
    data = serialize_key_and_certificates(None, acme.key, acme.certificate, [acme.above.certificate], secret)
    (folder / "acme.p12").write_bytes(data)
    return folder / "acme.p12"


def test_two_keys_are_none(acme: Holder, tmp_path: Path) -> None:
    both = {KEY: acme.bundle.decode(), f"{KEY}_FILE": str(acme.file(tmp_path))}
    with pytest.raises(Misuse, match="are both set"):
        read(both)
    signing = read(both | {KEY: ""})
    assert signing is not None


def test_a_key_may_come_by_a_pipe_which_is_not_waited_for_for_ever(
    acme: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "key"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as aside:
        written = aside.submit(pipe.write_bytes, acme.bundle)
        signing = read({f"{KEY}_FILE": str(pipe)})
        assert written.result() == len(acme.bundle)
    assert signing is not None
    monkeypatch.setattr(signing_key, "read_key_bytes", partial(read_key_bytes, patience=0.2))
    with pytest.raises(MachineLacks, match="it is a pipe, and nobody writes the key into it"):
        read({f"{KEY}_FILE": str(pipe)})


def test_without_a_key_nothing_is_signed() -> None:
    assert read({}) is None


def test_each_place_is_read(acme: Holder, tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "signing-key").write_bytes(locked(acme, tmp_path).read_bytes())
    (credentials / "signing-password").write_text("sesame-1234\n")
    places = (
        {KEY: acme.bundle.decode()},
        {f"{KEY}_FILE": str(acme.file(tmp_path))},
        {f"{KEY}_FILE": str(locked(acme, tmp_path)), PASSWORD: "sesame-1234"},
        {f"{KEY}_FILE": str(locked(acme, tmp_path)), f"{PASSWORD}_FILE": str(credentials / "signing-password")},
        {"CREDENTIALS_DIRECTORY": str(credentials)},
    )  # fmt: skip
    for environment in places:
        signing = read(environment)
        assert signing is not None
        assert signing.certificate.fingerprint == acme.fingerprint
        assert len(signing.key.chain) == 1
        assert "PRIVATE" not in repr(signing)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({KEY: "/home/ann/key.pem"}, "holds no PEM; a file is named by"),
        ({f"{KEY}_FILE": "nowhere.pem"}, "cannot be read"),
        ({STAMPS: "https://stamps.example"}, "no key"),
    ],
)
def test_what_is_no_key_is_refused(more: Mapping[str, str], said: str) -> None:
    with pytest.raises(ReportgenError, match=said):
        read(more)


@pytest.mark.parametrize(
    "url", ["ftp://a.example", "https:///path", "stamps.example", "https://u:pw@a.example", "https://a.example/\n", "x://["]
)  # fmt: skip
def test_an_address_that_cannot_be_asked_is_refused_and_not_quoted(acme: Holder, url: str) -> None:
    with pytest.raises(Misuse, match=STAMPS) as refused:
        read({KEY: acme.bundle.decode(), STAMPS: url})
    assert url not in str(refused.value)


def test_another_password_is_said_without_it(acme: Holder, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=f"not the one in {PASSWORD}") as refused:
        read({f"{KEY}_FILE": str(locked(acme, tmp_path)), PASSWORD: "open-barley"})
    assert "barley" not in str(refused.value)


def test_a_key_needs_its_own_certificate_first(acme: Holder) -> None:
    private, _, chain = acme.bundle.decode().partition("-----BEGIN CERTIFICATE-----")
    with pytest.raises(Misuse, match="holds no certificate"):
        read({KEY: private})
    other = holder("Bo").pem.decode()
    with pytest.raises(Misuse, match="not that of its key"):
        read({KEY: f"{private}{other}-----BEGIN CERTIFICATE-----{chain}"})


def test_a_kind_of_key_that_few_programs_know_is_refused() -> None:
    with pytest.raises(Misuse, match="RSA or ECDSA"):
        read({KEY: holder("Ed", kind="ed25519").bundle.decode()})


def test_a_certificate_that_is_not_valid_now_signs_nothing() -> None:
    old = holder("Old", days=30)
    with pytest.raises(MachineLacks, match="valid from 2026-01-01 to 2026-01-31"):
        read({KEY: old.bundle.decode()})
