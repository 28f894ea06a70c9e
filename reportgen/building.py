"""The commands that build and check: one edition after the other, or many at once over processes or a cluster."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.arguments import (
    crew_of,
    editions_named,
    limits_of,
    progress_of,
    project_of,
    run_over,
    signing_of,
    workers_of,
)
from reportgen.brief.inputs import FORMATS, shown
from reportgen.cataloguing import forget_earlier_runs, last_failures, note_run
from reportgen.collecting import without_collector
from reportgen.errors import Finding, Rejected, ReportgenError, show_findings
from reportgen.progress import Progress
from reportgen.run import Done, run_works, say_summary, stopped_by, what_came, what_stops, worst_exit

if TYPE_CHECKING:
    from reportgen.brief.inputs import Inputs, Project
    from reportgen.build import Built
    from reportgen.check import Checked
    from reportgen.delivery.ledgers.last_sent import SentReader
    from reportgen.making import Order
    from reportgen.many.gathering import Settled
    from reportgen.press.manifest import Artifact


def build_editions(options: argparse.Namespace) -> int:
    """Build editions: one after the other, or with `--jobs` or `--cluster` many at once."""
    names = editions_named(options.edition, options.data)
    if options.jobs or options.cluster:
        return _build_many(options, names)
    return run_over("build", options, names, lambda edition: _build_noted(options, edition))


def _build_noted(options: argparse.Namespace, argument: str) -> Done:
    """Build an edition; what an earlier run of many found wrong with it is settled then."""
    done = _build_one(options, argument)
    name = Path(argument).name
    if name in last_failures(options.output) and (why := note_run(options.output, name, done.outcome, "")):
        return replace(done, note="\n".join(filter(None, [done.note, why])))
    return done


def _build_many(options: argparse.Namespace, names: Sequence[str]) -> int:
    from reportgen.many.errands import Builds
    from reportgen.many.gathering import Gathering

    signing = signing_of()
    forget_earlier_runs(options.output)
    with closing(crew_of(options)) as crew, Progress(len(names), "build", log=options.log) as progress:
        errand = Builds(partial(_asked, options), limits_of(options), crew.shares_disk, signing)
        gathering = Gathering(crew, errand, progress.say)
        settled = progress.over(gathering.over(names), _is_fault)
        works = ((one.edition, partial(_settled, one, options.output)) for one in settled)
        return run_works("build", works, options.log, verbose=options.verbose, many=True)


def _is_fault(one: Settled[Any]) -> bool:
    return isinstance(one.came, Exception)


def _asked(options: argparse.Namespace, argument: str) -> tuple[Project, Order]:
    from reportgen.making import Order

    project, name = project_of(argument, options.data, options.output)
    if options.no_cache:
        project = replace(project, cache=None)
    formats, inspector = options.format or FORMATS, not options.no_inspector
    sources = dict(options.source)
    return project, Order(name, options.lang, formats, inspector, options.if_changed, sources)


def _settled(one: Settled[Built], output: Path) -> Done:
    """What came of an edition that somebody else made; written down for the catalogue."""
    came = one.came
    if isinstance(came, Exception):
        done = what_came(came)
    else:
        done = _built(came.folder, came.artifacts, came.findings, came.unchanged)
    more: dict[str, object] = {"seconds": round(one.seconds, 3), "worker": one.where or None}
    if trouble := note_run(output, Path(one.edition).name, done.outcome, stopped_by(done)):
        return replace(
            done, note="\n".join(filter(None, [done.note, trouble])), more={**more, "unrecorded": trouble}
        )
    return replace(done, more=more)


def _build_one(options: argparse.Namespace, argument: str) -> Done:
    from reportgen.press import fresh
    from reportgen.press.manifest import signer_of

    project, name = project_of(argument, options.data, options.output)
    if options.no_cache:
        project = replace(project, cache=None)
    formats = options.format or FORMATS
    asked, signing = (name, options.lang, formats, not options.no_inspector), signing_of()
    told = (*asked, signer_of(signing))
    if options.if_changed and not options.source and (standing := fresh.standing(project, *told)):
        return _built(project.output / name, standing, unchanged=True)
    from reportgen.press import placing

    placing.turn_away(project.output, name)

    with workers_of(options) as renders:  # they load their engines while this process loads the rest
        with without_collector():
            from reportgen.build import Order, build

        order = Order(*asked, options.if_changed, dict(options.source))
        built = build(project, order, progress_of(name), renders, signing)
    return _built(built.folder, built.artifacts, built.findings, built.unchanged)


def _built(
    folder: Path, artifacts: Sequence[Artifact], findings: tuple[Finding, ...] = (), unchanged: bool = False
) -> Done:
    """What came of a build."""
    files = tuple(shown(folder / artifact.name) for artifact in artifacts)
    digests = {artifact.name: artifact.digest for artifact in artifacts}
    note = f"{folder.name}: unchanged" if unchanged else ""
    return Done("unchanged" if unchanged else "built", 0, digests, findings, note=note, files=files)


@without_collector()  # loading the libraries leaves no more cycles than checking does
def check_editions(options: argparse.Namespace) -> int:
    """Read editions, tie them out, and print what is found; 1 where something stops one of them."""
    names = editions_named(options.edition, options.data)
    if options.jobs or options.cluster:
        return _check_many(options, names)
    tally = _Tally()
    with closing(_NumbersSent()) as sent:
        for argument in names:
            try:
                tally.add(argument, _check_one(options, argument, sent), _say_line)
            except ReportgenError as error:
                if len(names) == 1:
                    raise
                tally.add(argument, error, _say_line)
    return tally.end(len(names))


def _say_line(line: str) -> None:
    print(f"reportgen: {line}", file=sys.stderr)


class _Tally:
    """What checking editions comes to: the exit code of each, and what stopped which."""

    def __init__(self) -> None:
        self._codes, self._stopped = [0], dict[str, str]()

    def add(self, edition: str, came: tuple[str, str] | Exception, say: Callable[[str], None]) -> None:
        """Print what is said of an edition, or say why it was not checked."""
        name = Path(edition).name
        if isinstance(came, Exception):
            done = what_came(came)
            say(f"{name}: {done.error or show_findings(done.findings)}")
            code, why = done.code, stopped_by(done)
        else:
            said, why = came
            print(said)
            code = int(bool(why))
        self._codes.append(code)
        self._stopped |= {name: why} if why else {}

    def end(self, count: int) -> int:
        """Name what was stopped, of so many; the exit code, the worst of all."""
        say_summary(count, "clean", self._stopped)
        return worst_exit(self._codes)


def _check_one(options: argparse.Namespace, argument: str, sent: _NumbersSent) -> tuple[str, str]:
    """What is said of one edition, under limits, and what stops it; what is not read, or takes too much, is a finding
    like any other."""
    from reportgen.limiting import CHECK_BYTES, CHECK_SECONDS, within

    project, name, sources = _asked_of(options, argument)
    try:
        with within(CHECK_SECONDS, CHECK_BYTES):
            inputs = sent.read_with(project, name, sources)
            return checked_report(inputs, options.format, options.verbose)
    except Rejected as rejected:
        from reportgen.checks.report import check_json, check_text

        as_said = check_json if options.format == "json" else partial(check_text, verbose=options.verbose)
        return as_said(name, (), rejected.findings), what_stops(rejected.findings)


def _check_many(options: argparse.Namespace, names: Sequence[str]) -> int:
    from reportgen.many.errands import Readings
    from reportgen.many.gathering import Gathering

    tally = _Tally()
    with (
        closing(crew_of(options)) as crew,
        closing(_NumbersSent()) as sent,
        Progress(len(names), "check") as progress,
    ):
        ways = (options.format, options.verbose)
        errand = Readings(
            partial(_asked_of, options), checked_report, ways, limits_of(options), sent.read_with
        )
        gathering = Gathering(crew, errand, progress.say)
        for one in progress.over(gathering.over(names), _is_stopped):
            tally.add(one.edition, one.came, progress.say)
    return tally.end(len(names))


def _is_stopped(one: Settled[tuple[str, str]]) -> bool:
    return isinstance(one.came, Exception) or bool(one.came[1])


def _asked_of(options: argparse.Namespace, argument: str) -> tuple[Project, str, Mapping[str, Path]]:
    project, name = project_of(argument, options.data, options.output)
    return project, name, dict(options.source)


class _NumbersSent:
    """Reads editions with the numbers that last went out of them. Without a ledger nothing of one is loaded."""

    def __init__(self) -> None:
        self._reader: SentReader | None = None

    def read_with(self, project: Project, name: str, sources: Mapping[str, Path]) -> Inputs:
        """What an edition is made from, and the numbers that were sent."""
        from reportgen.brief.inputs import read_inputs
        from reportgen.delivery.ledgers.ledger_places import LedgerPlaces

        inputs = read_inputs(project, name, sources)
        if not LedgerPlaces(project.output).ledger.is_file():
            return inputs
        if self._reader is None:
            from reportgen.delivery.ledgers.last_sent import SentReader

            self._reader = SentReader()
        names = (
            name,
            *_rolled_from(inputs),
        )  # before the first of its own goes out, the one before it counts
        sent = next(filter(None, (self._reader.newest(project.output, one) for one in names)), None)
        return replace(inputs, sent=sent.numbers) if sent else inputs

    def close(self) -> None:
        """Let go of the ledgers that were read."""
        if self._reader is not None:
            self._reader.close()


def _rolled_from(inputs: Inputs) -> tuple[str, ...]:
    """The edition that one was rolled from, where it was."""
    from reportgen.brief.inputs import ROLLED

    if ROLLED not in inputs.files:
        return ()
    from reportgen.rolling.rolled_yaml import read_rolled

    rolled, _ = read_rolled(inputs.files[ROLLED], ROLLED)
    return (str(rolled.edition),) if rolled else ()


def checked_report(inputs: Inputs, form: str, verbose: bool) -> tuple[str, str]:
    """What `check` prints of an edition, and what stops it, in a line; "" where nothing does."""
    from reportgen.check import check
    from reportgen.checks.report import check_json, check_text

    checked = check(inputs)
    said = (*checked.findings, *_delivery_findings(inputs, checked), *_since_sent(inputs, checked))
    findings = tuple(dict.fromkeys(said))
    report = (check_json if form == "json" else partial(check_text, verbose=verbose))(
        inputs.name, checked.rows, findings
    )
    return report, what_stops(findings)


def _delivery_findings(inputs: Inputs, checked: Checked) -> Sequence[Finding]:
    """What is wrong with an edition's delivery.yaml, where it has one."""
    if checked.edition is None or inputs.delivery is None:
        return ()
    from reportgen.delivery.plans.plan import inspect_delivery

    return inspect_delivery(inputs, checked)[1]


def _since_sent(inputs: Inputs, checked: Checked) -> Sequence[Finding]:
    """What is not as readers were sent it."""
    if inputs.sent is None:
        return ()
    from reportgen.comparing.since_sent import restated_since_sent

    return restated_since_sent(checked, inputs.sent)
