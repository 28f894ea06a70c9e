"""The Amazon brief, received: by a real server with TLS and a password, and through Debian's Postfix."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from delivery.mailserver import Certificates, MailServer
from delivery.postfix import Postfix
from support import ROOT, environment, once, reportgen, shared_folder

from reportgen.delivery.messages.readback import ReadBack
from reportgen.proof import prove

AMAZON: Final = "amazon-2025q4"
READERS: Final = {
    "reader@example.com": ("en", "Amazon Q4 2025"),
    "duzhe@example.com": ("zh-Hant", "Amazon 2025年第四季"),
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's output with the Amazon edition, built once for the whole test run: PDF and numbers."""
    shared = shared_folder(tmp_path_factory.getbasetemp())
    output = shared / "amazon"

    def make() -> int:
        options = ("--data", ROOT / "data", "--output", output, "--format", "pdf,numbers")
        command = [sys.executable, "-m", "reportgen", "build", AMAZON, *map(str, options)]
        done = subprocess.run(
            command, cwd=shared, env=environment(), capture_output=True, timeout=900, check=False
        )
        return done.returncode

    assert once(shared, "amazon", make) == 0
    return output


def sent(built: Path, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command `send` with a copy of the built edition."""
    shutil.copytree(built / AMAZON, folder / "output" / AMAZON)
    shutil.copytree(ROOT / "data" / AMAZON, folder / "data" / AMAZON)
    plan = folder / "data" / AMAZON / "delivery.yaml"
    text = plan.read_text("utf-8")
    assert "max-age: 30 days\n" in text
    plan.write_text(text.replace("max-age: 30 days\n", ""), "utf-8")  # the brief is of February 2026
    approved = reportgen("approve", AMAZON, "--by", "Ann Lee", cwd=folder)
    assert approved.returncode == 0, approved.stderr
    return reportgen("send", AMAZON, cwd=folder, **settings)


def holds(data: bytes, address: str, built: Path) -> None:
    """The message is what it should be, and its PDF is the one that was built and proves."""
    language, title = READERS[address]
    read = ReadBack.of(data)
    assert read.recipients == (address,)
    assert title.split()[0] in read.subject
    pdf = read.files[f"{title}.pdf"]
    assert (
        sha256(pdf).hexdigest()
        == sha256((built / AMAZON / f"{AMAZON}.{language}.pdf").read_bytes()).hexdigest()
    )
    proved = prove(f"{title}.pdf", pdf)
    assert proved.holds, [finding.message for finding in proved.findings][:5]


def test_the_amazon_brief_is_received_over_tls(
    built: Path, tmp_path: Path, certificates: Certificates
) -> None:
    with MailServer(certificates) as server:
        done = sent(built, tmp_path, **server.settings)
        assert done.returncode == 0, done.stderr
        for address in READERS:
            holds(server.message(address), address, built)


# ---- Postfix -----------------------------------------------------------------------------------------------------


def test_the_amazon_brief_passes_through_postfix(
    built: Path, tmp_path: Path, certificates: Certificates, postfix: Postfix
) -> None:
    settings = {
        "REPORTGEN_SMTP_URL": f"smtp://127.0.0.1:{postfix.port}",
        "SSL_CERT_FILE": str(certificates.authority),
    }
    done = sent(built, tmp_path, **settings)
    assert done.returncode == 0, done.stderr + postfix.log()
    assert "queued as" in done.stdout
    messages = postfix.delivered(len(READERS))
    assert len(messages) == len(READERS)
    for data in messages:
        (address,) = ReadBack.of(data).recipients
        holds(data, address, built)
        assert b"with ESMTPS" in data, "it was not handed over with TLS"
