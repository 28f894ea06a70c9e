"""The edge: the clock, the ledger's file, and which way out the environment names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reportgen.delivery import post
from reportgen.delivery.ledger import Ledger
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.sending import Transport
from reportgen.errors import Misuse

LEDGER: Final = "ledger.sqlite"
OUTBOX: Final = "outbox"


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def open_ledger(output: Path, rehearsal: bool) -> Ledger:
    """The ledger of a project's output; for a rehearsal a copy of it, which may be written to."""
    if rehearsal:
        return Ledger.copy(output / LEDGER)
    output.mkdir(parents=True, exist_ok=True)
    return Ledger(output / LEDGER)


def transport(output: Path, environment: Mapping[str, str]) -> Transport:
    """The mail server that the environment names, else the outbox.

    Raises Misuse for a server that cannot be read, or a user without a password; MachineLacks for a password file that
    cannot be.
    """
    if not (url := environment.get(post.URL, "")):
        return Outbox(output / OUTBOX)
    server = post.read_server(url)
    password = post.read_password(environment) if server.user else ""
    if server.user and not password:
        raise Misuse(f"{post.URL} names a user; give the password in {post.PASSWORD_FILE} or {post.PASSWORD}")
    return post.Post(server, password, post.tls())
