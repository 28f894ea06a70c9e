"""The Amazon brief, received: by a real server with TLS and a password, and through Debian's Postfix."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from delivery.mailserver import Certificates, MailServer
from support import PATIENCE, ROOT, environment, once, reportgen, shared_folder

from reportgen.delivery.readback import ReadBack
from reportgen.proof import prove

AMAZON: Final = "amazon-2025q4"
READERS: Final = {
    "reader@example.com": ("en", "Amazon Q4 2025"),
    "duzhe@example.com": ("zh-Hant", "Amazon 2025年第四季"),
}
POSTFIX: Final = "/usr/sbin/postfix"


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

MAIN: Final = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
mail_owner = postfix
setgid_group = postdrop
default_privs = nobody
myhostname = mx.example.org
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
message_size_limit = 30000000
mailbox_size_limit = 0
maillog_file_prefixes = {folder}
maillog_file = {folder}/mail.log
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/server.pem
smtpd_recipient_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = example.com
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_minimum_uid = 1
default_database_type = hash
alias_maps =
"""
MASTER: Final = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """A Postfix of its own: own configuration, queue and port; started and stopped by the test."""

    def __init__(self, folder: Path, pem: bytes) -> None:
        self.folder, self.config = folder, folder / "etc"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        for name in ("etc", "queue", "data", "mail/all"):
            (folder / name).mkdir(parents=True)
        (folder / "server.pem").write_bytes(pem)
        (self.config / "main.cf").write_text(MAIN.format(folder=folder))
        (self.config / "master.cf").write_text(MASTER.format(port=self.port))
        shutil.chown(folder / "data", "postfix")
        for path in (folder / "mail", folder / "mail" / "all"):
            shutil.chown(path, 65534, 65534)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """The command postfix."""
        return subprocess.run(
            [POSTFIX, "-c", str(self.config), *command],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def log(self) -> str:
        """What it has written down."""
        path = self.folder / "mail.log"
        return path.read_text() if path.exists() else ""

    def delivered(self, count: int) -> list[bytes]:
        """The messages in its mailbox, once there are so many; each without the lines that Postfix put in front."""
        box = self.folder / "mail" / "all" / "new"
        deadline = time.monotonic() + PATIENCE
        while not (box.is_dir() and len(list(box.iterdir())) >= count):
            assert time.monotonic() < deadline, self.log()[-3000:]
            time.sleep(0.05)
        return [path.read_bytes() for path in sorted(box.iterdir())]


@pytest.fixture
def postfix(certificates: Certificates) -> Iterator[Postfix]:
    """A running Postfix; a test run in CI may not do without."""
    if not Path(POSTFIX).exists() or os.geteuid() != 0:
        assert "CI" not in os.environ, "CI must have Postfix, and be root: script/bootstrap --dev installs it"
        pytest.skip("there is no Postfix, or nobody who may start it: script/bootstrap --dev installs it")
    with TemporaryDirectory(prefix="postfix-") as name:
        Path(name).chmod(0o755)  # its daemons run as other users
        started = Postfix(Path(name), certificates.pem)
        done = started.run("start")
        assert done.returncode == 0, done.stderr + started.log()
        try:
            yield started
        finally:
            started.run("stop")


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
