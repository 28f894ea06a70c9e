"""Detached signatures: what openssl makes of them, and what is said of those that do not hold."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from signers import SIGNED_AT, Holder, authority, holder, server_of_stamps, stamps
from support import NOW

from reportgen.errors import MachineLacks
from reportgen.signing.checking_cms import SignatureCheck, check_signature, shown_name

SAID = b"Sales were $12.42bn.\r\n"


@pytest.fixture(scope="module")
def root() -> Holder:
    return authority()


@pytest.fixture(scope="module")
def signer(root: Holder) -> Holder:
    return holder("Acme Investor Relations", root)


def checked(
    signer: Holder, *trusted: Holder, data: bytes = SAID, now: datetime = NOW, url: str = ""
) -> SignatureCheck:
    return check_signature(data, signer.signing(url).sign(SAID), [one.der for one in trusted], now)


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_openssl_verifies_what_is_signed(tmp_path: Path, root: Holder, kind: str) -> None:
    signer = holder("Acme", root, kind)
    (tmp_path / "said").write_bytes(SAID)
    (tmp_path / "said.p7s").write_bytes(signer.signing().sign(SAID))
    (tmp_path / "root.pem").write_bytes(root.pem)
    given = [
        "-content",
        "said",
        "-CAfile",
        "root.pem",
        "-purpose",
        "any",
        "-attime",
        f"{NOW.timestamp():.0f}",
    ]
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "said.p7s", *given, "-out", "got"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "got").read_bytes() == SAID


def test_who_signed_and_when_is_said(signer: Holder, root: Holder) -> None:
    found = checked(signer, root)
    assert (found.fault, found.distrust, found.trusted) == ("", "", True)
    assert found.signer is not None
    assert (found.signer.subject, found.signer.issuer) == ("Acme Investor Relations", "House of Keys")
    assert (found.signer.fingerprint, found.claimed) == (signer.fingerprint, SIGNED_AT)


def test_without_a_certificate_that_counts_nobody_is_trusted(signer: Holder) -> None:
    found = checked(signer)
    assert (found.fault, found.distrust, found.trusted) == ("", None, False)


def test_another_authority_of_the_same_name_is_not_trusted(signer: Holder) -> None:
    found = checked(signer, authority())
    assert not found.fault
    assert "does not lead to one that is trusted" in (found.distrust or "")


def test_who_leads_nowhere_is_told_from_who_may_not_sign(root: Holder) -> None:
    own, web = holder("Acme"), holder("Acme", root, usages=[x509.ObjectIdentifier("1.3.6.1.5.5.7.3.1")])
    for other in (holder("Bolt"), holder("Acme"), root, holder("Under", root)):
        assert "does not lead to one that is trusted" in (checked(own, other).distrust or "")
    assert "not for signing documents" in (checked(web, root).distrust or "")


def test_other_bytes_break_it(signer: Holder, root: Holder) -> None:
    assert checked(signer, root, data=SAID + b" ").fault == "it was made over other bytes"


def test_one_of_tomorrow_does_not_hold(signer: Holder) -> None:
    assert "has not come yet" in checked(signer, now=SIGNED_AT - timedelta(days=2)).fault
    assert checked(signer, now=SIGNED_AT - timedelta(hours=2)).fault == ""


def test_a_byte_of_the_signature_breaks_it(signer: Holder) -> None:
    made = signer.signing().sign(SAID)
    edited = made[:-1] + bytes([made[-1] ^ 1])
    assert check_signature(SAID, edited, (), NOW).fault == "it was not made with the key of its certificate"


@pytest.mark.parametrize("data", [b"", b"0", b"\x30\x80", b"\x30\x03\x02\x01\x05", b"-----BEGIN CMS-----"])
def test_what_is_no_signature_does_not_hold(data: bytes) -> None:
    assert check_signature(SAID, data, (), NOW).fault


def test_a_certificate_that_had_ended_when_it_signed_is_a_fault(root: Holder) -> None:
    old = holder("Old", root, days=90)
    made = old.signing().sign(SAID)
    late = check_signature(SAID, made, [root.der], NOW, claimed=NOW)
    assert "made on 2026-06-01; its certificate is valid from 2026-01-01 to 2026-04-01" in late.fault


def test_one_that_has_ended_since_is_trusted_only_with_a_time_stamp(root: Holder) -> None:
    old, clock = holder("Old", root, days=90), server_of_stamps(root)
    assert "ended on 2026-04-01, and no time stamp" in (checked(old, root).distrust or "")
    with stamps(clock, at=SIGNED_AT + timedelta(seconds=2)) as url:
        found = checked(old, root, url=url)
    assert found.trusted
    assert found.stamp is not None and found.stamp.trusted and found.stamp.by == "Clock House"


def test_a_stamp_of_nobody_known_is_told_and_proves_nothing(root: Holder) -> None:
    old = holder("Old", root, days=90)
    with stamps(server_of_stamps(), at=SIGNED_AT) as url:
        found = checked(old, root, url=url)
    assert found.stamp is not None and not found.stamp.trusted
    assert "ended on 2026-04-01" in (found.distrust or "")


def test_a_signer_who_stamps_is_no_server_of_time_stamps(root: Holder) -> None:
    thief = holder("Old", days=90)
    with stamps(thief, at=SIGNED_AT) as url:
        found = checked(thief, thief, root, url=url)
    assert found.stamp is not None and not found.stamp.trusted
    assert "ended on 2026-04-01" in (found.distrust or "")


def test_a_stamp_taken_from_another_signature_is_a_fault(signer: Holder) -> None:
    from asn1crypto import cms

    with stamps(server_of_stamps(), at=SIGNED_AT) as url:
        one, other = (cms.ContentInfo.load(signer.signing(url).sign(data)) for data in (SAID, b"else"))
    taken = other["content"]["signer_infos"][0]["unsigned_attrs"]
    one["content"]["signer_infos"][0]["unsigned_attrs"] = taken.copy()
    assert "time stamp" in check_signature(SAID, one.dump(force=True), (), NOW).fault


def test_no_stamp_no_signature(signer: Holder) -> None:
    with (
        stamps(server_of_stamps(), status=503) as url,
        pytest.raises(MachineLacks, match=r"no time stamp from http://127.*503"),
    ):
        signer.signing(url).sign(SAID)
    with pytest.raises(MachineLacks, match="no time stamp"):
        signer.signing("http://127.0.0.1:9/").sign(SAID)


def test_the_certificate_of_a_web_server_does_not_sign_documents(root: Holder) -> None:
    web = holder("www.acme.example", root, usages=[x509.ExtendedKeyUsageOID.SERVER_AUTH])
    assert "not for signing documents" in (checked(web, root).distrust or "")


def test_a_name_neither_acts_on_a_terminal_nor_turns_its_order(root: Holder) -> None:
    evil = holder("Acme\x1b[2J\u202eRI\nholds", root)
    found = checked(evil, root).signer
    assert found is not None
    assert found.subject == "Acme\\u001b[2J\\u202eRI\\u000aholds"
    assert len(shown_name("x" * 5000)) == 121
