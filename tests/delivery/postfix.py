"""Debian's Postfix, started and stopped by a test: it takes mail for example.com."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from delivery.mailserver import Certificates
from support import PATIENCE

POSTFIX: Final = "/usr/sbin/postfix"
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
smtp unix - - n - - smtp
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

    def route(self, address: str, port: int) -> None:
        """Bring mail for an address to a server on this machine from now on."""
        route = f"transport_maps = inline:{{ {{{address} = smtp:[127.0.0.1]:{port}}} }}\n"
        with (self.config / "main.cf").open("a") as handle:
            handle.write(route)
        done = self.run("reload")
        assert done.returncode == 0, done.stderr

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


@contextmanager
def running(certificates: Certificates) -> Iterator[Postfix]:
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
