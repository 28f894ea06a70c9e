"""The command that shows the ledger, and what may be done about it: settled, read in, made anew, gone on without."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from reportgen.arguments import project_of
from reportgen.errors import Misuse, Rejected


def accept_ledger(output: Path, options: argparse.Namespace) -> None:
    """Go on in spite of what is wrong with the ledger, where that is asked for."""
    from reportgen.delivery.environment import now
    from reportgen.delivery.ledgers.safekeeping import accept_what_is_there

    if options.accept_new_ledger and (done := accept_what_is_there(output, now())):
        _tell(options, done)


def show_deliveries(options: argparse.Namespace) -> int:
    """Show what became of every delivery; 1 where the newest to anybody failed, or the ledger is not as it should be.
    What is asked for is done before: an outcome settled, notices read, the ledger made anew."""
    if options.rebuild and options.accept_new_ledger:
        raise Misuse("--rebuild makes the ledger anew, --accept-new-ledger goes on without: one or the other")
    accept_ledger(options.output, options)
    if options.rebuild:
        _rebuild(options)
    if options.bounces:
        _take_bounces(options)
    if options.arrived:
        _settle_arrived(options)
    if options.rebuild or options.bounces:
        return 0
    return _list_deliveries(options)


def _rebuild(options: argparse.Namespace) -> None:
    from reportgen.delivery.environment import now, transport
    from reportgen.delivery.ledgers.rebuilding import rebuild

    project, _ = project_of("", options.data, options.output)
    _tell(options, rebuild(project, transport(project.output, os.environ, project.data.parent), now).text())


def _take_bounces(options: argparse.Namespace) -> None:
    from reportgen.delivery.bounced.bounces import take_notices
    from reportgen.delivery.bounced.mailboxes import messages_of
    from reportgen.delivery.environment import now, open_ledger

    with open_ledger(options.output, rehearsal=False) as ledger:
        _tell(options, take_notices(ledger, messages_of(options.bounces), now()).text())


def _tell(options: argparse.Namespace, text: str) -> None:
    """Say what was done: on stderr where stdout is for a program."""
    print(text, file=sys.stderr if getattr(options, "format", "text") == "json" else sys.stdout)


def _settle_arrived(options: argparse.Namespace) -> None:
    from reportgen.delivery.environment import now, open_ledger
    from reportgen.delivery.ledgers.settling import settle_arrived

    if options.edition is None:
        raise Misuse("--arrived takes an edition: reportgen deliveries EDITION --arrived ADDRESS")
    with open_ledger(options.output, rehearsal=False) as ledger:
        settle_arrived(ledger, options.edition, options.arrived, now())


def _list_deliveries(options: argparse.Namespace) -> int:
    from reportgen.delivery.ledgers.safekeeping import copy_to_read
    from reportgen.delivery.messages.listing import deliveries_json, deliveries_text, failed

    ledger, trouble = copy_to_read(options.output)
    if ledger is not None:
        with ledger:
            rows = ledger.deliveries(options.edition)
        print((deliveries_json if options.format == "json" else deliveries_text)(rows))
    if trouble is not None:
        raise Rejected([trouble])
    return int(failed(rows))
