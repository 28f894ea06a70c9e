"""The edge: the clock, the ledger's file, and which way out the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.ledgers.ledger_places import OUTBOX
from reportgen.delivery.ledgers.safekeeping import copy_to_read, open_to_write
from reportgen.delivery.plans.destinations import WayKind
from reportgen.delivery.sending import Transport
from reportgen.delivery.ways_out import post
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.ways_out.ways import Ways, places_from
from reportgen.delivery.ways_out.webhooks import Webhooks
from reportgen.errors import Misuse, Rejected


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def open_ledger(output: Path, rehearsal: bool) -> Ledger:
    """The ledger of a project's output; for a rehearsal a copy of it, which may be written to. Raises Rejected with a
    finding where the file is not as it should be."""
    if rehearsal:
        ledger, trouble = copy_to_read(output)
        if trouble is not None or ledger is None:
            raise Rejected([trouble] if trouble else [])
        return ledger
    return open_to_write(output, bool(os.environ.get(post.URL)))


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
