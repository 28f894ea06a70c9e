"""The commands by which an edition leaves the house: send, approve, due, deliveries."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.arguments import progress_of, project_of, run_over, workers_of
from reportgen.errors import Misuse, Rejected, ReportgenError
from reportgen.run import Done, what_came

if TYPE_CHECKING:
    from reportgen.delivery.send import SendOrder, Sent
    from reportgen.delivery.signatures import SigningKey


def send_editions(options: argparse.Namespace) -> int:
    """Mail built editions, or with `--dry-run` show what would go to whom."""
    from reportgen.delivery.ledger import State
    from reportgen.delivery.send import SendOrder

    again = {State.UNKNOWN: options.resend_unknown, State.REFUSED: options.resend_refused}
    asked = SendOrder(
        tuple(options.to), frozenset(state for state, wanted in again.items() if wanted), options.reissue
    )
    if options.test is not None:
        if options.dry_run or asked.again or asked.reissue:
            raise Misuse("--test goes with --to alone")
        return run_over("send", options, options.edition, lambda edition: _test_one(options, edition))
    one = _rehearse_one if options.dry_run else _send_one
    return run_over(
        "send",
        options,
        options.edition,
        told_of("send", options, lambda edition: one(options, edition, asked)),
    )


def told_of(command: str, options: argparse.Namespace, work: Callable[[str], Done]) -> Callable[[str], Done]:
    """The work for an edition, after which its operator is told where it stopped or is well again; a rehearsal's is
    as it is."""
    return work if options.dry_run else lambda edition: _told(command, options, edition, work)


def _told(command: str, options: argparse.Namespace, argument: str, work: Callable[[str], Done]) -> Done:
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.delivery.operator_letter import Happening
    from reportgen.delivery.telling import Teller, say_troubles

    project, name = project_of(argument, options.data, options.output)
    teller = Teller(
        project, name, now,
        lambda: open_ledger(project.output, rehearsal=False), lambda: transport(project.output, os.environ), os.environ,
    )  # fmt: skip
    began = now()

    def after(done: Done, kind: str = "") -> Done:
        states = done.more.get("deliveries")
        error = kind if done.outcome == "crashed" else done.error  # what a crash says may be anything
        happening = Happening(
            command, name, done.outcome, done.code, began, done.findings, kind, error, states
        )
        told = teller.after(happening)
        if done.raised is not None and options.log != "json":
            say_troubles(told)
        note = "\n".join(filter(None, [done.note, *(f"reportgen: {one}" for one in told.troubles)]))
        return replace(done, note=note, more={**done.more, **told.fields})

    try:
        return after(work(argument))
    except BaseException as error:
        if isinstance(error, Misuse) and command == "send":
            raise  # somebody is at the keyboard
        return after(what_came(error), "" if isinstance(error, Rejected) else type(error).__name__)


def _send_one(options: argparse.Namespace, argument: str, asked: SendOrder) -> Done:
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.delivery.send import send

    project, name = project_of(argument, options.data, options.output)
    way = transport(project.output, os.environ)
    with open_ledger(project.output, rehearsal=False) as ledger:
        return _sent(send(project, name, asked, ledger, way, now))


def _rehearse_one(options: argparse.Namespace, argument: str, asked: SendOrder) -> Done:
    from reportgen.delivery.environment import now, open_ledger
    from reportgen.delivery.gates import Checklist
    from reportgen.delivery.listing import rehearsed
    from reportgen.delivery.send import rehearse

    project, name = project_of(argument, options.data, options.output)
    checklist = Checklist()
    with open_ledger(project.output, rehearsal=True) as ledger:
        try:
            parcels = rehearse(project, name, asked, ledger, now, [checklist])
        finally:
            if said := checklist.text():
                print(said, end="\n\n")
    print(rehearsed(parcels))
    if checklist.findings:
        return Done("refused", 1, findings=checklist.findings)
    return Done("rehearsed")


def _test_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.delivery.ledger import Ledger
    from reportgen.delivery.trial import send_test

    project, name = project_of(argument, options.data, options.output)
    way, note = transport(project.output, os.environ), ""
    try:
        ledger = open_ledger(project.output, rehearsal=True)
    except ReportgenError as error:
        ledger, note = (
            Ledger(":memory:"),
            f"reportgen: {error}; the test is as if nothing had been sent before",
        )
    with ledger:
        tested = send_test(project, name, options.test, tuple(options.to), ledger, way, now)
    print(tested.text)
    states = {language: str(outcome.state) for language, outcome in tested.outcomes}
    code = int(bool(tested.findings))
    outcome = "incomplete" if code else "tested"
    return Done(outcome, code, findings=tested.findings, note=note, more={"test": tested.to, "tests": states})


def _sent(sent: Sent) -> Done:
    """Show where deliveries stand on stdout, and say what came of them."""
    from reportgen.delivery.listing import deliveries_text

    print(deliveries_text(sent.deliveries))
    states = {row.recipient: str(row.state) for row in sent.deliveries}
    blocked = any(finding.blocks for finding in sent.findings)
    return Done(
        "incomplete" if blocked else "sent", int(blocked), findings=sent.findings, more={"deliveries": states}
    )


def approve_edition(options: argparse.Namespace) -> int:
    """Write down that somebody approves an edition as it is built."""
    from reportgen.delivery.environment import now
    from reportgen.delivery.send import approve_built

    project, name = project_of(options.edition, options.data, options.output)
    approval = approve_built(project, name, options.by, now, _key(options))
    print(f"{name} is approved by {' and '.join(approval.names)}, as long as these do not change:")
    for file, digest in sorted(approval.subject.items()):
        print(f"  {digest}  {file}")
    return 0


def _key(options: argparse.Namespace) -> SigningKey | None:
    """The key that an approval is signed with, where one is named."""
    if options.key is None:
        if options.certificate is not None:
            raise Misuse("--certificate goes with --key")
        return None
    from reportgen.delivery.signatures import read_key

    return read_key(options.key, options.certificate, os.environ)


def carry_out_due(options: argparse.Namespace) -> int:
    """Build and send what is due; with `--dry-run` say what that is."""
    from reportgen.delivery.due import editions

    project, _ = project_of("", options.data, options.output)
    names = options.edition or editions(project)
    return run_over(
        "due", options, names, told_of("due", options, lambda edition: _due_one(options, edition))
    )


def _due_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.delivery.due import carry_out, duty
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.press import placing

    project, name = project_of(argument, options.data, options.output)
    with open_ledger(project.output, options.dry_run) as ledger:
        todo = duty(project, name, ledger, now())
        print(f"{name}: {todo}")
        if todo.idle or options.dry_run:
            return Done("idle" if todo.idle else "due")
        placing.turn_away(project.output, name)
        way = transport(project.output, os.environ)
        with workers_of(options) as renders:
            return _sent(carry_out(project, name, todo, ledger, way, now, progress_of(name), renders))


def show_deliveries(options: argparse.Namespace) -> int:
    """Show what became of every delivery; 1 where the newest to anybody failed."""
    from reportgen.delivery.environment import open_ledger
    from reportgen.delivery.listing import deliveries_json, deliveries_text, failed

    with open_ledger(options.output, rehearsal=True) as ledger:
        rows = ledger.deliveries(options.edition)
    print((deliveries_json if options.format == "json" else deliveries_text)(rows))
    return int(failed(rows))
