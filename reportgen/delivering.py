"""The commands by which an edition leaves the house: send, approve, due, deliveries."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.arguments import editions_named, progress_of, project_of, run_over, workers_of
from reportgen.errors import Misuse, Rejected, ReportgenError
from reportgen.run import Done, what_came

if TYPE_CHECKING:
    from pathlib import Path

    from reportgen.build import Built
    from reportgen.delivery.approving.signatures import SigningKey
    from reportgen.delivery.send import SendOrder, Sent


def send_editions(options: argparse.Namespace) -> int:
    """Mail built editions, or with `--dry-run` show what would go to whom."""
    from reportgen.delivery.ledgers.ledger import State
    from reportgen.delivery.send import SendOrder

    names = editions_named(options.edition, options.data)
    again = {State.UNKNOWN: options.resend_unknown, State.REFUSED: options.resend_refused}
    if options.test is not None:
        if options.dry_run or any(again.values()) or options.reissue:
            raise Misuse("--test goes with --to alone")
        return run_over("send", options, names, lambda edition: _test_one(options, edition))
    again[State.DEFERRED] = bool(options.to)  # who names a reader has mended what was in the way
    asked = SendOrder(
        tuple(options.to), frozenset(state for state, wanted in again.items() if wanted), options.reissue
    )
    one = _rehearse_one if options.dry_run else _send_one
    return run_over(
        "send",
        options,
        names,
        told_of("send", options, lambda edition: one(options, edition, asked)),
    )


def told_of(command: str, options: argparse.Namespace, work: Callable[[str], Done]) -> Callable[[str], Done]:
    """The work for an edition, after which its operator is told where it stopped or is well again; a rehearsal's is
    as it is."""
    return work if options.dry_run else lambda edition: _told(command, options, edition, work)


def _told(command: str, options: argparse.Namespace, argument: str, work: Callable[[str], Done]) -> Done:
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.delivery.operators.operator_letter import Happening
    from reportgen.delivery.operators.telling import Teller, say_troubles

    project, name = project_of(argument, options.data, options.output)
    teller = Teller(
        project, name, now,
        lambda: open_ledger(project.output, rehearsal=False),
        lambda: transport(project.output, os.environ, project.data.parent), os.environ,
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
    from reportgen.delivery.due import end_embargo
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.delivery.send import send

    project, name = project_of(argument, options.data, options.output)
    way = transport(project.output, os.environ, project.data.parent)
    _accept(project.output, options)
    with open_ledger(project.output, rehearsal=False) as ledger:
        end_embargo(project, name, now())
        return _sent(send(project, name, asked, ledger, way, now))


def _rehearse_one(options: argparse.Namespace, argument: str, asked: SendOrder) -> Done:
    from reportgen.delivery.environment import now, open_ledger
    from reportgen.delivery.gates import Checklist
    from reportgen.delivery.messages.listing import rehearsed
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
    from reportgen.delivery.ledgers.ledger import Ledger
    from reportgen.delivery.messages.trial import send_test

    project, name = project_of(argument, options.data, options.output)
    way, note = transport(project.output, os.environ, project.data.parent), ""
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
    """Show on stdout where the deliveries stand that this run had in hand, and say what came of them."""
    from reportgen.delivery.messages.listing import deliveries_text

    print(deliveries_text(sent.touched) if sent.touched else "nobody had to get anything")
    states = {row.recipient: str(row.state) for row in sent.deliveries}
    code = int(sent.outcome == "incomplete")
    return Done(sent.outcome, code, findings=sent.findings, more={"deliveries": states})


def approve_edition(options: argparse.Namespace) -> int:
    """Write down that somebody approves an edition as it is built."""
    from reportgen.delivery.approving.people import all_named
    from reportgen.delivery.environment import now
    from reportgen.delivery.send import approve_built

    project, name = project_of(options.edition, options.data, options.output)
    approval = approve_built(project, name, options.by, now, _key(options))
    votes, needed = len(approval.names), approval.needed
    counted = f" ({votes} of {needed})" if needed > 1 and votes <= needed else ""
    print(f"{name} is approved by {all_named(approval.names)}{counted}, as long as these do not change:")
    for file, digest in sorted(approval.subject.items()):
        print(f"  {digest}  {file}")
    return 0


def _key(options: argparse.Namespace) -> SigningKey | None:
    """The key that an approval is signed with, where one is named."""
    if options.key is None:
        if options.certificate is not None:
            raise Misuse("--certificate goes with --key")
        return None
    from reportgen.delivery.approving.signatures import read_key

    return read_key(options.key, options.certificate, os.environ)


def carry_out_due(options: argparse.Namespace) -> int:
    """Build and send what is due; with `--dry-run` say what that is."""
    from reportgen.delivery.due import editions
    from reportgen.delivery.schedules.embargoed import forget_all_but

    project, _ = project_of("", options.data, options.output)
    names = editions_named(options.edition, options.data) or editions(project)
    if not options.edition and not options.dry_run:
        forget_all_but(project, names)
    return run_over(
        "due", options, names, told_of("due", options, lambda edition: _due_one(options, edition))
    )


def _due_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.delivery.due import build_ahead, carry_out, duty, end_embargo
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.press import placing
    from reportgen.signing.signing_key import read_signing

    project, name = project_of(argument, options.data, options.output)
    if not options.dry_run:
        _accept(project.output, options)
    with open_ledger(project.output, options.dry_run) as ledger:
        todo = duty(project, name, ledger, now())
        print(f"{name}: {todo}")
        if todo.idle or options.dry_run:
            for source in todo.sources if todo.builds else ():
                print(f"{name}: would bring in what is new from {source.shown}")
            return Done("idle" if todo.idle else "due")
        placing.turn_away(project.output, name)
        if todo.held and not (todo.is_due or todo.left):
            end_embargo(project, name, now())
            return Done("built" if todo.schedule.embargo else "unchanged")
        way = transport(project.output, os.environ, project.data.parent)
        signing = read_signing(os.environ, now)
        with workers_of(options) as renders:
            if todo.ahead:
                done = build_ahead(project, name, todo, ledger, now, progress_of(name), renders, signing)
                return _built_ahead(done)
            return _sent(
                carry_out(project, name, todo, ledger, way, now, progress_of(name), renders, signing)
            )


def _built_ahead(built: Built) -> Done:
    """What came of a build under embargo."""
    from reportgen.brief.inputs import shown

    print(f"built in {shown(built.folder)}; it can be approved, and is put in place when the embargo ends")
    digests = {artifact.name: artifact.digest for artifact in built.artifacts}
    return Done("unchanged" if built.unchanged else "built", 0, digests, built.findings)


def _accept(output: Path, options: argparse.Namespace) -> None:
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
    _accept(options.output, options)
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
