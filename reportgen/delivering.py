"""The commands by which an edition leaves the house: send, approve, due."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from reportgen.arguments import (
    crew_of,
    editions_named,
    limits_of,
    progress_of,
    project_of,
    run_over,
    workers_of,
)
from reportgen.deliveries import accept_ledger
from reportgen.errors import Misuse, Rejected, ReportgenError
from reportgen.progress import Progress
from reportgen.run import Done, run_works, what_came
from reportgen.stopping import Stopped

if TYPE_CHECKING:
    from reportgen.brief.inputs import Project
    from reportgen.build import Built
    from reportgen.delivery.approving.signatures import SigningKey
    from reportgen.delivery.due import Duty
    from reportgen.delivery.due_together import DueBuilds, DueReady
    from reportgen.delivery.ledgers.ledger import Ledger
    from reportgen.delivery.send import SendOrder, Sent
    from reportgen.many.gathering import Settled


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
    accept_ledger(project.output, options)
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
    if (options.jobs or options.cluster) and not options.dry_run:
        return _due_together(options, names)
    return run_over(
        "due", options, names, told_of("due", options, lambda edition: _due_one(options, edition))
    )


def _due_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.delivery.due import build_ahead, carry_out, duty
    from reportgen.delivery.environment import now, open_ledger, transport
    from reportgen.press import placing
    from reportgen.signing.signing_key import read_signing

    project, name = project_of(argument, options.data, options.output)
    if not options.dry_run:
        accept_ledger(project.output, options)
    with open_ledger(project.output, options.dry_run) as ledger:
        todo = duty(project, name, ledger, now())
        print(f"{name}: {todo}")
        if todo.idle or options.dry_run:
            for source in todo.sources if todo.builds else ():
                print(f"{name}: would bring in what is new from {source.shown}")
            return Done("idle" if todo.idle else "due")
        placing.turn_away(project.output, name)
        if todo.only_held:
            return _embargo_ended(project, name, todo)
        way = transport(project.output, os.environ, project.data.parent)
        signing = read_signing(os.environ, now)
        with workers_of(options) as renders:
            if todo.ahead:
                done = build_ahead(project, name, todo, ledger, now, progress_of(name), renders, signing)
                return _built_ahead(done)
            return _sent(
                carry_out(project, name, todo, ledger, way, now, progress_of(name), renders, signing)
            )


def _due_together(options: argparse.Namespace, names: Sequence[str]) -> int:
    """Have what is due built by many workers; each edition is gated and sent in its turn, one after the other."""
    from reportgen.delivery.due_together import DueBuilds
    from reportgen.delivery.environment import now, open_ledger
    from reportgen.many.gathering import Gathering
    from reportgen.signing.signing_key import read_signing

    def opened(project: Project) -> Ledger:
        accept_ledger(project.output, options)
        return open_ledger(project.output, rehearsal=False)

    with closing(crew_of(options)) as crew, Progress(len(names), "due", log=options.log) as progress:
        asked = partial(project_of, data=options.data, output=options.output)
        signing = cache(partial(read_signing, os.environ, now))
        errand = DueBuilds(asked, opened, now, limits_of(options), crew.shares_disk, signing)
        gathering = Gathering(crew, errand, progress.say)
        arrived = progress.over(gathering.over(names), _is_fault)
        works = _in_their_turn(options, names, errand, arrived)
        return run_works("due", works, options.log, verbose=options.verbose, many=True)


def _is_fault(one: Settled[DueReady]) -> bool:
    return isinstance(one.came, Exception) or one.came.fault is not None


def _in_their_turn(
    options: argparse.Namespace,
    names: Sequence[str],
    errand: DueBuilds,
    arrived: Iterable[Settled[DueReady]],
) -> Iterator[tuple[str, Callable[[], Done]]]:
    """What is still to be done for each edition, in their order; where the run is stopped, for the one that it waits
    for that is all."""
    from reportgen.many.gathering import in_turn

    turn = 0
    try:
        for one in in_turn(names, arrived):
            work = partial(_due_in_turn, options, one, errand.ready_of(one))
            yield one.edition, partial(told_of("due", options, work), one.edition)
            turn += 1
    except (Stopped, KeyboardInterrupt) as stopped:
        yield names[turn], partial(_raise, stopped)


def _raise(error: BaseException) -> Done:
    raise error


def _due_in_turn(options: argparse.Namespace, one: Settled[DueReady], ready: DueReady, argument: str) -> Done:
    """What follows for an edition from its build: gates, sending."""
    from reportgen.delivery.due import prepare_duty, send_due
    from reportgen.delivery.due_together import raise_fault
    from reportgen.delivery.environment import now, open_ledger, transport

    project, name = project_of(argument, options.data, options.output)
    if (todo := ready.todo) is not None:
        print(f"{name}: {todo}")
    raise_fault(ready)
    assert todo is not None
    if todo.idle:
        return Done("idle")
    if todo.only_held:
        return _embargo_ended(project, name, todo)
    by = {"worker": one.where} if one.where else {}
    if todo.ahead and ready.built:
        return replace(
            _built_ahead(replace(ready.built, findings=(*ready.came_in, *ready.built.findings))), more=by
        )
    way = transport(project.output, os.environ, project.data.parent)
    with open_ledger(project.output, rehearsal=False) as ledger:
        came_in = ready.came_in if todo.builds else prepare_duty(project, name, todo, ledger, now)
        done = _sent(send_due(project, name, todo, came_in, ready.built, ledger, way, now))
    return replace(done, more={**done.more, **by})


def _embargo_ended(project: Project, name: str, todo: Duty) -> Done:
    """Put in place what was built under an embargo that has ended, or remove it where the embargo is gone."""
    from reportgen.delivery.due import end_embargo
    from reportgen.delivery.environment import now

    end_embargo(project, name, now())
    return Done("built" if todo.schedule.embargo else "unchanged")


def _built_ahead(built: Built) -> Done:
    """What came of a build under embargo."""
    from reportgen.brief.inputs import shown

    print(f"built in {shown(built.folder)}; it can be approved, and is put in place when the embargo ends")
    digests = {artifact.name: artifact.digest for artifact in built.artifacts}
    return Done("unchanged" if built.unchanged else "built", 0, digests, built.findings)
