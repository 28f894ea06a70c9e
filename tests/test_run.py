"""One run over editions: its exit code, its line of JSON, and what the monitor hears of it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import permutations
from typing import Any

import pytest

from reportgen import run
from reportgen.errors import Finding, Locked, Locus, MachineLacks, Misuse, Rejected, Severity
from reportgen.run import PING_URL, Done, run_editions, worst_exit
from reportgen.stopping import Stopped

FOUND = Finding("RG301", Severity.ERROR, "conflict", Locus("facts.yaml", 3, 5))
NOTE = Finding("RG304", Severity.NOTE, "accepted")


def raising(error: BaseException) -> Callable[[str], Done]:
    def work(_: str) -> Done:
        raise error

    return work


@pytest.fixture(autouse=True)
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PING_URL, raising=False)


# ---- exit codes and the line of JSON -----------------------------------------------------------------------------


def test_a_fault_outweighs_another_run_s_lock() -> None:
    assert [worst_exit(codes) for codes in permutations([0, 1, 75])] == [1] * 6
    assert worst_exit([0, 75, 0]) == 75
    assert worst_exit([1, 3, 2]) == 3
    assert worst_exit([0]) == 0


def test_an_edition_that_is_refused_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    seen = []

    def work(edition: str) -> Done:
        seen.append(edition)
        if edition == "b":
            raise Rejected([FOUND])
        return Done("built")

    assert run_editions("build", ["a", "b", "c"], "text", work) == 1
    assert seen == ["a", "b", "c"]
    assert "facts.yaml:3:5: error RG301: conflict" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["due", "send"])
def test_a_scheduler_hears_of_nothing_where_all_is_well(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cron mails whatever stands on stderr."""
    noted = Finding("RG945", Severity.NOTE, "looked at")
    run_editions(command, ["a"], "text", lambda _: Done("sent", findings=(noted,)))
    assert ("looked at" in capsys.readouterr().err) is (command != "due")
    run_editions(command, ["a"], "text", lambda _: Done("sent", findings=(noted,)), verbose=True)
    assert "looked at" in capsys.readouterr().err
    run_editions(command, ["a"], "text", lambda _: Done("refused", 1, findings=(noted, FOUND)))
    assert "looked at" in capsys.readouterr().err
    put_off = Finding("RG912", Severity.WARNING, "deferred")
    run_editions(command, ["a"], "text", lambda _: Done("deferred", findings=(put_off,)))
    assert "deferred" in capsys.readouterr().err


def line(work: Callable[[str], Done], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = run_editions("build", ["data/acme-2025q4"], "json", work)
    (said,) = capsys.readouterr().err.splitlines()
    return code, json.loads(said)


def test_the_line_of_json_says_everything(capsys: pytest.CaptureFixture[str]) -> None:
    done = Done("built", 0, {"a.pdf": "12"}, (NOTE,), note="for people", more={"deliveries": {"ann": "sent"}})
    code, said = line(lambda _: done, capsys)
    assert code == 0
    assert said.pop("time").endswith("Z")
    assert said.pop("seconds") >= 0
    assert said.pop("findings")[0]["code"] == "RG304"
    assert said == {
        "reportgen": run.__version__, "command": "build", "edition": "acme-2025q4", "outcome": "built", "exit": 0,
        "artifacts": {"a.pdf": "12"}, "counts": {"error": 0, "warning": 0, "note": 1}, "error": None,
        "deliveries": {"ann": "sent"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("error", "outcome", "code", "said"),
    [
        (Rejected([FOUND]), "refused", 1, None),
        (Locked("another run is at work"), "locked", 75, "another run is at work"),
        (MachineLacks("no font"), "failed", 3, "no font"),
        (Misuse("no such edition"), "failed", 2, "no such edition"),
        (
            OSError(28, "No space left on device", "output/x"),
            "failed",
            1,
            "output/x: No space left on device",
        ),
    ],
)
def test_what_goes_wrong_is_in_the_line(
    error: Exception, outcome: str, code: int, said: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code, fields = line(raising(error), capsys)
    assert (exit_code, fields["exit"], fields["outcome"], fields["error"]) == (code, code, outcome, said)
    assert fields["counts"]["error"] == (1 if outcome == "refused" else 0)


@pytest.mark.parametrize(
    ("error", "outcome", "code"),
    [
        (Stopped(), "stopped", 143),
        (KeyboardInterrupt(), "stopped", 130),
        (ZeroDivisionError("x"), "crashed", 1),
    ],
)
def test_a_run_that_is_cut_short_still_writes_its_line(
    error: BaseException, outcome: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(type(error)):
        run_editions("build", ["acme"], "json", raising(error))
    fields = json.loads(capsys.readouterr().err)
    assert (fields["outcome"], fields["exit"]) == (outcome, code)


def test_the_files_are_named_last() -> None:
    code = """
from reportgen.errors import Finding, Severity
from reportgen.run import Done, run_editions
note = Finding("RG410", Severity.NOTE, "accepted: early", accepted=True)
warning = Finding("RG305", Severity.WARNING, "idle")
for verbose in (False, True):
    done = Done("built", 0, findings=(note, warning, note), note="a: for people", files=("output/a/a.pdf",))
    run_editions("build", ["a"], "text", lambda _: done, verbose=verbose)
"""
    said = subprocess.run(
        [sys.executable, "-u", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    assert said.stdout.splitlines() == [
        "a: for people", "warning RG305: idle", "0 errors, 1 other finding",
        "1 accepted finding; --verbose lists it", "output/a/a.pdf",
        "a: for people", "warning RG305: idle", "note RG410: accepted: early", "0 errors, 2 other findings",
        "output/a/a.pdf",
    ]  # fmt: skip


# ---- the monitor -------------------------------------------------------------------------------------------------


class Heard(BaseHTTPRequestHandler):
    """Writes down what it is asked for; does not answer at all where the path says so."""

    paths: list[str]
    closing: threading.Event

    def do_GET(self) -> None:
        self.paths.append(self.path)
        if self.path.startswith("/silent"):
            self.closing.wait(30)
            return
        self.send_response(500 if self.path.startswith("/broken") else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def monitor(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], list[str]]]:
    """Sets the address of a real server on loopback; returns the paths that it was asked for."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Heard.paths, Heard.closing = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def watch(path: str) -> list[str]:
        monkeypatch.setenv(PING_URL, f"http://127.0.0.1:{server.server_port}{path}")
        return Heard.paths

    yield watch
    Heard.closing.set()
    server.shutdown()
    server.server_close()


def test_the_monitor_hears_start_and_success(monitor: Callable[[str], list[str]]) -> None:
    heard = monitor("/uuid")
    assert run_editions("build", ["a", "b"], "text", lambda _: Done("built")) == 0
    assert heard == ["/uuid/start", "/uuid"]


def test_the_monitor_hears_of_failure_also_of_a_crash(monitor: Callable[[str], list[str]]) -> None:
    heard = monitor("/uuid/?rid=1")
    run_editions("build", ["a"], "text", raising(Rejected([FOUND])))
    assert heard == ["/uuid/start?rid=1", "/uuid/fail?rid=1"]
    with pytest.raises(Stopped):
        run_editions("build", ["a"], "text", raising(Stopped()))
    assert heard[2:] == ["/uuid/start?rid=1", "/uuid/fail?rid=1"]


def test_of_another_run_s_lock_it_hears_no_result(monitor: Callable[[str], list[str]]) -> None:
    heard = monitor("/uuid")
    assert run_editions("build", ["a"], "text", raising(Locked("at work"))) == 75
    assert heard == ["/uuid/start"]


@pytest.mark.parametrize("path", ["/broken", "/silent"])
def test_a_monitor_in_trouble_fails_no_run_and_its_address_is_not_printed(
    monitor: Callable[[str], list[str]],
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "PING_PATIENCE", 0.3)
    monitor(path + "/secret")
    began = time.monotonic()
    assert run_editions("build", ["a"], "text", lambda _: Done("built")) == 0
    assert time.monotonic() - began < 20
    assert "secret" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/uuid", "file:///etc/passwd", "ftp://x/y", "http://[", "uuid"]
)
def test_an_address_that_is_none_or_that_nobody_answers_fails_no_run(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PING_URL, address)
    assert run_editions("build", ["a"], "text", lambda _: Done("built")) == 0
    said = capsys.readouterr().err
    assert (
        "was not told" if address.startswith("http://1") else f"{PING_URL} is no http or https address"
    ) in said
    assert "uuid" not in said and "passwd" not in said
