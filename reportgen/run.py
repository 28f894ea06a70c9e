"""One run of a command over editions: what is said of each, the exit code, a line of JSON, and the monitor's pings.

A run goes on with the next edition where one is refused. The fields of the JSON line are in docs/mail-and-schedule.md.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from reportgen import __version__
from reportgen.errors import (
    Finding,
    Locked,
    Rejected,
    ReportgenError,
    Severity,
    finding_record,
    in_order,
    show_findings,
)
from reportgen.stopping import EXIT_CODE, Stopped

PING_URL: Final = "REPORTGEN_PING_URL"
_SCHEDULED: Final = "due"  # the command that nobody looks at while it runs
PING_PATIENCE: Final = 5.0  # seconds for one ping, looking up the name included
_NAMED: Final = 20  # editions that one reason stopped, by their names
_WORST_FIRST: Final = (3, 2, 1, 75, 0)
_INTERRUPTED: Final[Mapping[type[BaseException], int]] = {
    Stopped: EXIT_CODE,
    KeyboardInterrupt: 130,
    BrokenPipeError: 141,
}


@dataclass(frozen=True)
class Done:
    """What came of one edition. `outcome` is one word; `artifacts` are the files' SHA-256 by name; `error` is what was
    wrong besides findings; `note` is said to people alone; `files` are named on stdout, last of all; `more` are further
    fields of the JSON line; `raised` ends the run once it was said."""

    outcome: str
    code: int = 0
    artifacts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    error: str = ""
    note: str = ""
    files: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    raised: BaseException | None = None


def run_editions(
    command: str, editions: Sequence[str], log: str, work: Callable[[str], Done], *, verbose: bool = False
) -> int:
    """Do the work for each edition; return the exit code, the worst of all.

    `log` is "json" or "text"; `verbose` text lists accepted findings, too.
    """
    works = ((one, partial(work, one)) for one in editions)
    return run_works(command, works, log, verbose=verbose, many=len(editions) > 1)


def run_works(
    command: str,
    works: Iterable[tuple[str, Callable[[], Done]]],
    log: str,
    *,
    verbose: bool = False,
    many: bool = False,
) -> int:
    """Do each edition's own work, in the order in which they come; return the exit code, the worst of all. Of `many`,
    text says of which edition it speaks, and names at the end what was stopped."""
    monitor = Monitor(os.environ.get(PING_URL, ""))
    monitor.ping("start")
    codes, outcomes, stopped, why_before = [0], Counter[str](), list[tuple[str, str]](), set[str]()
    try:
        for edition, work in works:
            done = _one(command, edition, log, work, verbose, why_before if many else None)
            codes.append(done.code)
            outcomes[done.outcome] += 1
            if why := stopped_by(done):
                stopped.append((Path(edition).name, why))
                why_before.add(why)
    except BaseException:
        monitor.ping("fail")
        raise
    finally:
        if many and log != "json" and stopped and outcomes.total() > 1:
            print(_summary(outcomes, stopped), file=sys.stderr)
    code = worst_exit(codes)
    if code != Locked.exit_code:  # the run that holds the lock will say how it went
        monitor.ping("fail" if code else "")
    return code


def worst_exit(codes: Iterable[int]) -> int:
    """The exit code of a run whose editions ended with these: a fault outweighs another run's lock."""
    return min(codes, key=_WORST_FIRST.index)


def _one(
    command: str, edition: str, log: str, work: Callable[[], Done], verbose: bool, why_before: set[str] | None
) -> Done:
    """Do one edition's work and say what came of it. Among many, `why_before` has what stopped those before it: what
    stops them all is not said of each."""
    began, clock = datetime.now(UTC), time.monotonic()
    try:
        done = work()
    except BaseException as error:
        done = what_came(error)
    if log == "json":
        print(_line(command, edition, began, clock, done), file=sys.stderr)
    elif done.raised is None:
        said = _quieter(done) if command == _SCHEDULED and not verbose else done
        if why_before is None:
            _say(said, verbose)
        else:
            _say(replace(said, error="") if said.error in why_before else said, verbose, Path(edition).name)
    for file in done.files:
        print(file)
    if done.raised is not None:
        raise done.raised
    return done


def stopped_by(done: Done) -> str:
    """What stopped an edition, in a line; "" where nothing did."""
    if not done.code:
        return ""
    return done.error or what_stops(done.findings) or done.outcome


def what_stops(findings: Iterable[Finding]) -> str:
    """The first of the findings that stop an edition, in a line; "" where none does."""
    blocking = next((one for one in in_order(findings) if one.blocks), None)
    return f"{blocking.code}: {blocking.message}" if blocking else ""


def say_summary(count: int, outcome: str, stopped: Mapping[str, str]) -> None:
    """Say at the end of many how many editions came to an outcome, and what stopped the others."""
    if stopped and count > 1:
        outcomes = Counter({outcome: count - len(stopped), "refused": len(stopped)})
        print(_summary(+outcomes, stopped.items()), file=sys.stderr)


def _summary(outcomes: Counter[str], stopped: Iterable[tuple[str, str]]) -> str:
    """How many editions came to what, and what stopped each that was stopped."""
    head = ", ".join(f"{number:,} {outcome}" for outcome, number in outcomes.most_common())
    alike: dict[str, list[str]] = {}
    for name, why in stopped:
        alike.setdefault(why.splitlines()[0], []).append(name)
    lines = [f"  {_all_of(sorted(names))}: {why}" for why, names in alike.items()]
    return "\n".join([f"reportgen: {head}; stopped:", *lines])


def _all_of(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def what_came(error: BaseException) -> Done:
    """What came of an edition whose work raised."""
    if isinstance(error, Rejected):
        return Done("refused", error.exit_code, findings=error.findings)
    if isinstance(error, Locked):
        return Done("locked", error.exit_code, error=str(error))
    if isinstance(error, ReportgenError):
        return Done("failed", error.exit_code, error=str(error))
    if (code := _INTERRUPTED.get(type(error), 0)) != 0:
        return Done("stopped", code, raised=error)
    if isinstance(error, OSError):
        return Done("failed", 1, error=f"{error.filename or 'the system'}: {error.strerror or error}")
    return Done("crashed", 1, error=repr(error), raised=error)


def _quieter(done: Done) -> Done:
    """Without notes where all is well: a scheduler mails whatever stands on stderr."""
    if done.code:
        return done
    return replace(done, findings=tuple(one for one in done.findings if one.severity is not Severity.NOTE))


def _say(done: Done, verbose: bool, name: str = "") -> None:
    """Say what came of an edition; under its name where that is given."""
    if done.note:
        print(done.note, file=sys.stderr)
    if done.findings:
        said = show_findings(done.findings, verbose=verbose)
        print(f"{name}: {done.outcome}\n{said}" if name else said, file=sys.stderr)
    if done.error:
        print(f"reportgen: {name}: {done.error}" if name else f"reportgen: {done.error}", file=sys.stderr)


def _line(command: str, edition: str, began: datetime, clock: float, done: Done) -> str:
    findings = in_order(done.findings)
    severities = [str(finding.severity) for finding in findings]
    fields = {
        "time": began.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "reportgen": __version__,
        "command": command,
        "edition": Path(edition).name,
        "outcome": done.outcome,
        "exit": done.code,
        "seconds": round(time.monotonic() - clock, 3),
        "artifacts": dict(done.artifacts),
        "counts": {severity: severities.count(severity) for severity in ("error", "warning", "note")},
        "findings": [finding_record(finding) for finding in findings],
        "error": done.error or None,
        **done.more,
    }
    return json.dumps(fields, ensure_ascii=False)


# ---- the monitor -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Monitor:
    """A dead man's switch in the manner of Healthchecks: URL/start, then URL or URL/fail. A monitor that does not
    answer never makes a run fail."""

    url: str

    def ping(self, event: str) -> None:
        """Tell the monitor "start" or "fail", or "" for success; wait `PING_PATIENCE` at most."""
        if not self.url:
            return
        import threading
        from urllib.parse import urlsplit, urlunsplit

        try:
            parts = urlsplit(self.url)
            known = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            known = None
        if not known:
            if event == "start":
                print(f"reportgen: {PING_URL} is no http or https address; nobody is told", file=sys.stderr)
            return
        path = parts.path.rstrip("/") + f"/{event}" if event else parts.path
        address = urlunsplit(parts._replace(path=path))
        told = threading.Thread(target=_get, args=(address, parts.hostname), daemon=True)
        told.start()
        told.join(PING_PATIENCE)


def _get(url: str, host: str) -> None:
    from http.client import HTTPException
    from urllib import request

    # No redirections: the usual opener would follow them to ftp, too.
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler, request.HTTPHandler, request.HTTPSHandler, request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
    ):  # fmt: skip
        opener.add_handler(handler())
    opener.addheaders = [("User-Agent", f"reportgen/{__version__}")]
    try:
        opener.open(url, timeout=PING_PATIENCE).close()
    except (
        OSError,
        HTTPException,
        ValueError,
    ) as error:  # the path of the address is a secret: only the host is said
        print(f"reportgen: the monitor at {host} was not told: {type(error).__name__}", file=sys.stderr)
