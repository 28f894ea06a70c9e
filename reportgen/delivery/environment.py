"""The edge: the clock, the ledger's file, and which way out the environment names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reportgen.delivery import post
from reportgen.delivery.destinations import WayKind
from reportgen.delivery.ledger import Ledger
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.sending import Transport
from reportgen.delivery.ways import Ways, places_from
from reportgen.delivery.webhooks import Webhooks
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


def transport(output: Path, environment: Mapping[str, str], root: Path | None = None) -> Transport:
    """Every way out: the mail server that the environment names, else the outbox; places, relative ones from the
    project's folder `root` (where the output stands); webhooks.

    Raises Misuse for a server that cannot be read, or a user without a password; MachineLacks for a password file that
    cannot be.
    """
    return Ways({
        WayKind.MAIL: _mail(output, environment),
        WayKind.PLACE: places_from(root or output.parent, environment),
        WayKind.WEBHOOK: Webhooks(environment),
    })  # fmt: skip


def _mail(output: Path, environment: Mapping[str, str]) -> Transport:
    if not (url := environment.get(post.URL, "")):
        return Outbox(output / OUTBOX)
    server = post.read_server(url)
    password = post.read_password(environment) if server.user else ""
    if server.user and not password:
        raise Misuse(f"{post.URL} names a user; give the password in {post.PASSWORD_FILE} or {post.PASSWORD}")
    return post.Post(server, password, post.tls())
