from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from delivery.mailserver import Certificates, MailServer
from delivery.postfix import Postfix, running
from support import Golden, copy_built


@pytest.fixture
def project(golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with the built tiny edition; the current folder. No mail server is set."""
    copy_built(golden, tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("URL", "PASSWORD", "PASSWORD_FILE"):
        monkeypatch.delenv(f"REPORTGEN_SMTP_{name}", raising=False)
    return tmp_path


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority and the certificate of a server on this machine."""
    return Certificates.made(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def server(certificates: Certificates) -> Iterator[MailServer]:
    """A real mail server with STARTTLS and a password."""
    with MailServer(certificates) as started:
        yield started


@pytest.fixture
def postfix(certificates: Certificates) -> Iterator[Postfix]:
    """A Postfix of the test's own."""
    with running(certificates) as started:
        yield started
