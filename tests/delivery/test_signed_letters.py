"""S/MIME: what arrives at a real server is verified by openssl, and reads as before for who knows no signatures."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from delivery.mailserver import MailServer
from delivery.test_message import ENVELOPE, FILES, letter
from signers import Holder, authority, holder
from support import NOW, TINY

from reportgen import cli
from reportgen.delivery.messages.message import write_message
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.messages.signed_letters import letter_signer, sign_letter
from reportgen.errors import MachineLacks

ANN = "ann@example.com"


@pytest.fixture(scope="module")
def desk() -> Holder:
    return holder("Acme Investor Relations", authority(), days=36500, mail=["desk@example.com"])


def verified(folder: Path, message: bytes, root: bytes, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "root.pem").write_bytes(root)
    (folder / "letter.eml").write_bytes(message)
    command = [
        "openssl",
        "smime",
        "-verify",
        "-in",
        "letter.eml",
        "-CAfile",
        "root.pem",
        "-out",
        "said.txt",
        *more,
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_signed_letter_reads_as_before(desk: Holder, tmp_path: Path) -> None:
    plain = write_message(ENVELOPE, letter(), FILES)
    signed = sign_letter(plain, desk.signing())
    one, other = ReadBack.of(plain), ReadBack.of(signed)
    assert not other.message.defects
    assert other.message.get_content_type() == "multipart/signed"
    assert (one.subject, one.recipients, one.files, one.pictures) == (
        other.subject, other.recipients, other.files, other.pictures,
    )  # fmt: skip
    assert (one.part("plain"), one.part("html")) == (other.part("plain"), other.part("html"))
    assert {name: value for name, value in one.message.items() if name != "Content-Type"} == {
        name: value for name, value in other.message.items() if name != "Content-Type"
    }
    assert desk.above is not None
    at = f"{NOW.timestamp():.0f}"
    assert verified(tmp_path, signed, desk.above.pem, "-attime", at).returncode == 0
    assert all(len(line) <= 998 and not line.endswith(b"\n") for line in signed.split(b"\r\n"))
    edited = signed.replace(b"Content-Disposition: attachment", b"Content-Disposition: inline", 1)
    assert edited != signed
    assert verified(tmp_path, edited, desk.above.pem, "-attime", at).returncode != 0
    other_root = authority().pem
    assert verified(tmp_path, signed, other_root, "-attime", at).returncode != 0


def test_what_arrives_is_signed(
    project: Path, server: MailServer, desk: Holder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = project / "data" / TINY / "delivery.yaml"
    written.write_text(written.read_text("utf-8") + "smime: true\n", "utf-8")
    sender = next(line for line in written.read_text("utf-8").splitlines() if line.startswith("sender:"))
    address = sender.partition("<")[2].rstrip(">\"' ") or sender.partition(":")[2].strip()
    signer = holder("Acme Investor Relations", desk.above, days=36500, mail=[address])
    for name, value in server.settings.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["send", TINY]) == 3  # no key
    assert not server.taken
    monkeypatch.setenv("REPORTGEN_SIGNING_KEY_FILE", str(signer.file(tmp_path)))
    assert cli.main(["send", TINY, "--dry-run"]) == 0
    assert cli.main(["send", TINY]) == 0
    assert desk.above is not None
    for _, message in server.taken:
        done = verified(tmp_path, message, desk.above.pem)
        assert done.returncode == 0, done.stderr
    assert any(name.endswith(".pdf") for name in ReadBack.of(server.message(ANN)).files)
    assert cli.main(["send", TINY]) == 0
    assert len(server.taken) == 2


def test_a_certificate_for_another_address_is_refused(desk: Holder) -> None:
    environment = {"REPORTGEN_SIGNING_KEY": desk.bundle.decode()}
    assert letter_signer(environment, lambda: NOW, "Desk@example.com")
    with pytest.raises(MachineLacks, match=r"subjectAltName=email:news@example\.com"):
        letter_signer(environment, lambda: NOW, "news@example.com")
    with pytest.raises(MachineLacks, match="there is no key to sign with"):
        letter_signer({}, lambda: NOW, "desk@example.com")


def test_a_key_in_a_yaml_file_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("delivery.yaml", "brief.yaml"):
        path = project / "data" / TINY / file
        text = path.read_text("utf-8")
        path.write_text(text + "signing-key: keys/acme.p12\n", "utf-8")
        assert cli.main(["check", TINY]) == 1
        assert "signing-key" in capsys.readouterr().out
        path.write_text(text, "utf-8")


def test_a_usage_for_mail_alone_signs_letters(tmp_path: Path) -> None:
    root = authority()
    mail = holder("Desk", root, usages=[x509.ExtendedKeyUsageOID.EMAIL_PROTECTION], mail=["desk@example.com"])
    signed = sign_letter(write_message(ENVELOPE, letter(), FILES), mail.signing())
    assert verified(tmp_path, signed, root.pem, "-attime", f"{NOW.timestamp():.0f}").returncode == 0
