"""`send --test`: the real message to one address, marked as a test, and nothing else is changed by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from delivery.mailserver import MailServer
from support import TINY, reportgen, write_tiny

from reportgen import cli
from reportgen.delivery import environment
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.messages.readback import ReadBack
from reportgen.languages import LANGUAGES

NOW: Final = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)
TO: Final = "desk@example.com"
Test = Callable[..., int]


@pytest.fixture
def plan(project: Path) -> Callable[[str], None]:
    """Adds lines to delivery.yaml, in place of those that set the same."""
    file = project / "data" / TINY / "delivery.yaml"

    def add(lines: str) -> None:
        keys = {line.split(":")[0] for line in lines.splitlines()}
        kept = [line for line in file.read_text("utf-8").splitlines() if line.split(":")[0] not in keys]
        file.write_text("\n".join([*kept, lines, ""]), "utf-8")

    return add


@pytest.fixture
def send(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command at a moment."""

    def carry_out(*arguments: str, now: datetime = NOW) -> int:
        monkeypatch.setattr(environment, "now", lambda: now)
        return cli.main(["send", TINY, *arguments])

    return carry_out


def marked(project: Path) -> dict[str, ReadBack]:
    """The messages of tests, by language."""
    files = (project / "output" / "outbox" / "tests").glob("*.eml")
    read = [ReadBack.of(file.read_bytes()) for file in files]
    return {one.message["Content-Language"]: one for one in read}


def left_alone(project: Path) -> None:
    """No delivery, no real message, no notice."""
    assert not list((project / "output" / "outbox").glob("*.eml"))
    assert not list((project / "output" / "outbox").glob("operator/*"))
    assert not list((project / "output").glob("ledger*"))


def test_each_language_comes_marked_and_whole(
    project: Path, send: Test, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send("--test", TO) == 0
    out = capsys.readouterr().out
    assert f"test        en to {TO}: sent (written to test.{TINY}." in out
    left_alone(project)
    got = marked(project)
    assert set(got) == {"en", "zh-Hant"}
    for language, read in got.items():
        words = LANGUAGES[language].letter
        assert read.recipients == (TO,)
        assert read.subject.startswith({"en": "[Test] Lan", "zh-Hant": "【測試】燈"}[language])
        assert read.message["X-Reportgen-Test"] == "yes"
        assert read.part("plain").startswith(words.test_line)
        body = read.part("html").partition("<body")[2]
        assert body.index(words.test_line) < body.index("<table")
    assert list(got["en"].files) == ["Lanternfish Q4 2025.pdf"]
    assert len(got["zh-Hant"].files) == 3
    assert len(got["en"].pictures) == 1


def test_the_next_real_message_is_what_it_would_have_been(project: Path, send: Test) -> None:
    assert send("--test", TO) == 0
    assert send() == 0
    files = sorted((project / "output" / "outbox").glob("*.eml"))
    assert len(files) == 2
    real = [file.read_bytes() for file in files]
    assert all(b"X-Reportgen-Test" not in one for one in real)
    for file in [*files, *(project / "output").glob("ledger*")]:
        file.unlink()
    assert send() == 0
    assert [file.read_bytes() for file in files] == real
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        before = ledger.deliveries(), ledger.events(TINY)
    assert send("--test", TO, now=NOW.replace(hour=9)) == 0
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        assert (ledger.deliveries(), ledger.events(TINY)) == before
    assert (
        len(list((project / "output" / "outbox" / "tests").iterdir())) == 4
    )  # another test is another message


def test_chosen_readers_choose_the_languages(project: Path, send: Test) -> None:
    assert send("--to", "mei@example.org", "--test", TO) == 0
    assert set(marked(project)) == {"zh-Hant"}


def test_what_stops_the_real_one_is_said_and_stops_no_test(
    project: Path, send: Test, plan: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    plan("approvals: 2\nmax-age: 1 hours\noperator: ops@example.com")
    assert send("--test", TO) == 0
    out = capsys.readouterr().out
    assert "gate        approved: STOPS: RG922" in out
    assert "gate        recent enough: STOPS: RG920" in out
    assert "gate        proved: holds" in out
    left_alone(project)


def test_a_placeholder_is_said_and_stops_no_test(
    project: Path, send: Test, plan: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("The brief is attached.", "The brief is TBD."), "utf-8")
    assert send("--test", TO) == 0
    assert "gate        messages without placeholders: STOPS: RG924" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("to", "code"),
    [("ann@example.com, eve@example.com", "RG901"), ("ann", "RG901"), ("a@example.com\nBcc: e@x.com", "RG901"),
     ("eve@example.net", "RG902")],
)  # fmt: skip
def test_an_address_that_may_not_get_it(
    project: Path, send: Test, to: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send("--test", to) == 1
    assert f"error {code}" in capsys.readouterr().err
    assert marked(project) == {}
    left_alone(project)


def test_under_embargo_a_test_stays_in_the_house(
    project: Path, send: Test, plan: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    plan('embargo: "2026-02-09 06:00"')
    assert send("--test", TO) == 0
    plan("allowed-domains: []")
    assert send("--test", "eve@example.net") == 1
    err = capsys.readouterr().err
    assert "RG921" in err and "run the command again" not in err
    assert "a test may go to an address within allowed-domains, or in the sender's domain" in err
    assert send("--test", "desk@lanternfish.example.com") == 0
    plan("reply-to: desk@lanternfish.example.com")
    assert len(marked(project)) == 2


def test_other_files_than_were_built_are_no_test(
    project: Path, send: Test, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "output" / TINY / f"{TINY}.en.pdf"
    good = path.read_bytes()
    path.write_bytes(good + b"\n")
    assert send("--test", TO) == 1
    assert "RG907" in capsys.readouterr().err
    path.write_bytes(good)
    write_tiny(project, {"brief.yaml": {"date: 2026-02-02": "date: 2026-02-03"}})
    assert send("--test", TO) == 1
    assert "RG908" in capsys.readouterr().err
    assert marked(project) == {}


def test_the_ledger_is_not_needed(project: Path, send: Test, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = project / "output" / "ledger.sqlite"
    ledger.write_bytes(b"no database" * 99)
    assert send("--test", TO) == 0
    assert "as if nothing had been sent before" in capsys.readouterr().err
    assert ledger.read_bytes() == b"no database" * 99


@pytest.mark.parametrize("more", ["--dry-run", "--reissue", "--resend-unknown"])
def test_a_test_goes_with_nothing_else(project: Path, send: Test, more: str) -> None:
    assert send("--test", TO, more) == 2


def test_a_server_gets_it_and_a_refusal_is_said(project: Path, server: MailServer) -> None:
    done = reportgen("send", TINY, "--test", TO, "--log", "json", cwd=project, **server.settings)
    assert done.returncode == 0, done.stderr
    line: dict[str, Any] = json.loads(done.stderr)
    assert (line["outcome"], line["test"], line["tests"]) == ("tested", TO, {"en": "sent", "zh-Hant": "sent"})
    assert [addresses for addresses, _ in server.taken] == [(TO,), (TO,)]
    left_alone(project)
    server.verdicts["rcpt", TO] = "550 no such user"
    refused = reportgen("send", TINY, "--test", TO, cwd=project, **server.settings)
    assert refused.returncode == 1
    assert f"RG910: the test in en to {TO} was not handed over (refused): 550 no such user" in refused.stderr
    left_alone(project)
