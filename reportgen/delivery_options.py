"""What the commands take by which an edition leaves the house."""

from __future__ import annotations

import argparse
from pathlib import Path

from reportgen.shared_options import add_common, add_data, add_limits, add_log, add_many, add_output


def add_send_options(parser: argparse.ArgumentParser) -> None:
    """What `send` takes."""
    add_common(parser)
    add_output(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would go to whom, and send nothing")
    parser.add_argument(
        "--to", nargs="+", default=(), metavar="ADDRESS", help="of the recipients only these (all)"
    )
    parser.add_argument(
        "--test", metavar="ADDRESS", help="send the message to this address alone, marked as a test"
    )
    parser.add_argument("--resend-unknown", action="store_true", help="send again what may have arrived")
    parser.add_argument("--resend-refused", action="store_true", help="send again what was refused")
    parser.add_argument("--reissue", action="store_true", help="send again what changed and says nothing new")
    _add_accept(parser)
    add_log(parser)
    parser.set_defaults(run="send")


def add_approve_options(parser: argparse.ArgumentParser) -> None:
    """What `approve` takes."""
    parser.add_argument("edition", metavar="EDITION", help="a folder's name under data/, or its path")
    parser.add_argument("--by", required=True, metavar="NAME", help="who approves")
    parser.add_argument("--key", type=Path, metavar="FILE", help="sign with this key: PKCS#12 or PEM")
    parser.add_argument(
        "--certificate", type=Path, metavar="FILE", help="the key's certificate, where it is not in its file"
    )
    add_data(parser)
    add_output(parser)
    parser.set_defaults(run="approve")


def add_due_options(parser: argparse.ArgumentParser) -> None:
    """What `due` takes."""
    parser.add_argument(
        "edition", nargs="*", metavar="EDITION", help="editions (all that have a delivery.yaml)"
    )
    add_data(parser)
    add_output(parser)
    add_limits(parser)
    add_many(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what is due and what comes next")
    _add_accept(parser)
    add_log(parser)
    parser.set_defaults(run="due")


def add_deliveries_options(parser: argparse.ArgumentParser) -> None:
    """What `deliveries` takes."""
    parser.add_argument("edition", nargs="?", metavar="EDITION", help="an edition's name (all)")
    add_output(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (text)")
    parser.add_argument(
        "--arrived", nargs="+", default=(), metavar="ADDRESS", help="settle what is unknown: it arrived there"
    )
    parser.add_argument(
        "--bounces", type=Path, metavar="MBOX", help="read the notices of a mailbox, or a Maildir"
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="make the ledger anew from its backup, the outbox and approvals",
    )
    _add_accept(parser)
    add_data(parser)
    parser.set_defaults(run="deliveries")


def _add_accept(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--accept-new-ledger",
        action="store_true",
        help="go on without what a lost ledger knew, or with the one that is there",
    )
