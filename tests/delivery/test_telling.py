"""The operator is told of each stop once a day, and once that it is well again: by a clock that the test owns."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from delivery.mailserver import Certificates, MailServer
from support import TEMPLATES, TINY, Here, ended, forked, reportgen, write_tiny

from reportgen import cli, delivering
from reportgen.brief.inputs import Project
from reportgen.codes.rg9_delivery import RG940, RG942
from reportgen.codes.rg9_ledger import RG930
from reportgen.delivery import environment
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, LedgerError, State
from reportgen.delivery.messages.readback import ReadBack
from reportgen.delivery.operators import operator_notices
from reportgen.delivery.operators.contacts import Contact
from reportgen.delivery.operators.operator_letter import Happening, stop_text, well_text
from reportgen.delivery.operators.telling import OperatorTold, Teller
from reportgen.delivery.plans.address import Mailbox
from reportgen.delivery.sending import Outcome, Parcel, Transport
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.ways_out.post import Post, Server, tls
from reportgen.errors import FindingCode, Misuse

MONDAY: Final = datetime(
    2026, 2, 2, tzinfo=UTC
)  # the edition is due from 06:00 in Taipei, which is 22:00 of the day before
HOUR: Final = timedelta(hours=1)
OPS: Final = "ops@example.com"
Edit = Callable[[str], None]


@pytest.fixture
def plan(project: Path) -> Edit:
    """Adds lines to delivery.yaml, in place of those that set the same."""
    file = project / "data" / TINY / "delivery.yaml"

    def add(lines: str) -> None:
        keys = {line.split(":")[0] for line in lines.splitlines()}
        kept = [line for line in file.read_text("utf-8").splitlines() if line.split(":")[0] not in keys]
        file.write_text("\n".join([*kept, lines, ""]), "utf-8")

    add(f"operator: {{address: {OPS}, name: Night Desk}}")
    return add


@pytest.fixture
def run(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Any]:
    """A command at a moment: its exit code, and its line of JSON."""
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())

    def carry_out(now: datetime, *arguments: str) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(environment, "now", lambda: now)
        code = cli.main([*(arguments or ("due",)), "--log", "json"])
        (line,) = capsys.readouterr().err.splitlines()
        return code, json.loads(line)

    return carry_out


def told(project: Path) -> list[EmailMessage]:
    """The mails to the operator, oldest first."""
    files = (project / "output" / "outbox" / "operator").glob("*.eml")
    read = [ReadBack.of(file.read_bytes()).message for file in files]
    return sorted(read, key=lambda mail: (mail["Date"].datetime, "well again" in mail["Subject"]))


def subjects(project: Path) -> list[str]:
    return [mail["Subject"] for mail in told(project)]


# ---- once a cause and day, and once when it is well ----------------------------------------------------------


def test_a_stop_is_told_once_a_day_and_its_end_once(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    plan("approvals: 1")
    for quarter in range(3 * 24):  # each twenty minutes, over a night: from 08:00 in Taipei to 08:00
        code, line = run(MONDAY + quarter * HOUR / 3)
        assert code == 1
        if quarter == 0:
            assert line["told"] == [{"kind": "stop", "operator": OPS, "state": "sent"}]
    assert (
        subjects(project) == [f"[reportgen] {TINY} was stopped: RG922 {TINY} is not approved; it takes 1"] * 2
    )
    assert [mail["Date"].datetime for mail in told(project)] == [
        MONDAY,
        MONDAY + 16 * HOUR,
    ]  # midnight in Taipei
    plan("approvals: 0")
    code, line = run(MONDAY + 24 * HOUR)
    assert (code, line["outcome"]) == (0, "sent")
    assert line["told"] == [{"kind": "well", "operator": OPS, "state": "sent"}]
    assert subjects(project)[2:] == [f"[reportgen] {TINY} is well again"]
    for day in range(2, 9):
        assert "told" not in run(MONDAY + day * 24 * HOUR)[1]
    assert len(told(project)) == 3


def test_what_stops_after_it_was_well_is_told_though_the_day_is_the_same(project: Path, plan: Edit) -> None:
    mail = Mail()
    for hour, come in enumerate((FAILED, FAILED, SENT, SENT, FAILED, FAILED, SENT)):
        tell(project, come, mail, MONDAY + hour * HOUR)
    assert ["is well again\r\nDate" in one for one in mail.given] == [False, True, False, True]
    assert len({one.partition("Message-ID: ")[2].split()[0] for one in mail.given}) == 4


def test_each_cause_is_told(project: Path, plan: Edit, run: Callable[..., Any]) -> None:
    plan("approvals: 1\nmax-age: 1 days")
    run(MONDAY)
    plan("approvals: 1\nmax-age: 9999 days")
    run(MONDAY + HOUR)
    plan('approvals: 0\nembargo: "2026-02-02 23:30"')
    run(MONDAY + 2 * HOUR, "send", TINY)
    plan('approvals: 0\nembargo: "2026-02-02 06:00"')
    run(MONDAY + 3 * HOUR)
    assert [subject.split(": ")[1].split()[0] for subject in subjects(project)[:3]] == [
        "RG920",
        "RG922",
        "RG921",
    ]
    assert subjects(project)[3:] == [f"[reportgen] {TINY} is well again"]


def test_the_mail_says_what_stopped_and_what_is_next(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    plan("approvals: 1")
    run(MONDAY)
    (mail,) = told(project)
    text = mail.get_content().replace("\r\n", "\n")
    assert text == (
        f"{TINY} was stopped: `reportgen due`, 2026-02-02 08:00 Asia/Taipei.\n\n"
        f"error RG922: {TINY} is not approved; it takes 1\n  = reportgen approve {TINY} --by NAME\n\n"
        f"Next step:\n    reportgen approve {TINY} --by NAME\n\n"
        "Not sent to:\n    ann@example.com: nothing was ever sent\n    mei@example.org: nothing was ever sent\n\n"
        "Next try: the next run of `reportgen due`; what is stopped stays due.\n\n"
        "This is told once a day for each cause, and once when it is well again.\n"
    )
    assert mail.get_content_type() == "text/plain"
    assert mail["To"].addresses[0].addr_spec == OPS
    assert (mail["Auto-Submitted"], mail["X-Reportgen-Operator"]) == ("auto-generated", "yes")
    assert mail["Date"].datetime == MONDAY
    assert mail["Message-ID"].endswith("@lanternfish.example.com>")


def test_deliveries_know_nothing_of_what_operators_are_told(
    project: Path, plan: Edit, run: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    plan("approvals: 1")
    run(MONDAY)
    assert cli.main(["deliveries"]) == 0
    assert capsys.readouterr().out == "nothing was ever sent\n"


def test_nobody_is_told_by_a_rehearsal_a_lock_or_where_nobody_is_named(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    from reportgen.press import placing

    plan("approvals: 1")
    run(MONDAY, "send", TINY, "--dry-run")
    with placing.locked(project / "output", TINY):
        assert run(MONDAY)[0] == 75
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(
        "".join(x for x in file.read_text("utf-8").splitlines(True) if not x.startswith("operator")), "utf-8"
    )
    assert "told" not in run(MONDAY)[1]
    assert told(project) == []


def test_an_operator_outside_of_the_allowed_domains_is_a_finding(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    plan("operator: eve@example.net")
    code, line = run(MONDAY)
    assert (code, [one["code"] for one in line["findings"]]) == (1, ["RG902"])
    assert told(project) == []


# ---- what is wrong with delivery.yaml, the ledger, the machine -----------------------------------------------


def test_where_delivery_yaml_cannot_be_read_the_last_one_known_is_told(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    assert run(MONDAY)[0] == 0
    file = project / "data" / TINY / "delivery.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("operator:", "operator: ["), "utf-8")
    assert run(MONDAY + HOUR)[0] == 1
    (mail,) = told(project)
    assert "mei@example.org: had issue 1 at 2026-02-02 08:00 Asia/Taipei" in mail.get_content()
    file.write_text(good.replace("Asia/Taipei", "Asia/Nowhere"), "utf-8")
    assert run(MONDAY + 2 * HOUR)[0] == 1
    file.write_text(good, "utf-8")
    assert run(MONDAY + 24 * HOUR)[0] == 0
    assert [subject.split(":")[0].split()[-1] for subject in subjects(project)] == [
        "stopped",
        "stopped",
        "again",
    ]


def test_an_operator_is_found_in_a_delivery_yaml_that_is_wrong_from_the_start(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    plan("time-zone: Asia/Nowhere")
    assert run(MONDAY)[0] == 1
    assert "RG904" in subjects(project)[0]


def broken_ledger(project: Path) -> None:
    (project / "output" / "ledger.sqlite").write_bytes(b"this is no database" * 99)


def test_where_the_ledger_cannot_be_used_the_operator_is_told_all_the_same(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    broken_ledger(project)
    for hours in range(24):
        code, line = run(MONDAY + hours * HOUR)
        assert code == 1
    assert len(told(project)) == 2  # a day in Taipei, and the next
    assert "told" not in line
    for file in (project / "output").glob("ledger*"):
        file.unlink()
    run(MONDAY + 25 * HOUR)
    assert len(told(project)) == 3
    assert subjects(project)[-1].endswith("is well again")
    assert list((project / "output" / ".told").glob("*.told")) == []


class Mail:
    """A transport that keeps what it is given, or answers as it is told to."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.outcome = outcome
        self.given: list[str] = []

    def hand_over(self, parcel: Parcel) -> Outcome:
        if self.outcome:
            return self.outcome
        self.given.append(parcel.message().decode())
        return Outcome(State.SENT, "250 taken")

    def trace(self, _: object) -> State | None:
        return None


def tell(
    project: Path, happening: Happening, way: Transport | Callable[[], Transport], now: datetime = MONDAY,
    ledger: Callable[[], Ledger] | None = None, **environment: str,
) -> OperatorTold:  # fmt: skip
    places = Project(project / "data", project / "output", (TEMPLATES,))
    made = way if callable(way) else lambda: way  # type: ignore[return-value]
    opened = ledger or (lambda: Ledger(project / "output" / "ledger.sqlite"))
    return Teller(places, TINY, lambda: now, opened, made, environment).after(happening)


FAILED: Final = Happening("due", TINY, "failed", 3, MONDAY, (), "MachineLacks", "the font is missing")
READERS: Final = ("ann@example.com", "mei@example.org")
SENT: Final = Happening("due", TINY, "sent", 0, MONDAY, states=dict.fromkeys(READERS, "sent"))


def test_a_fault_is_told_with_its_words_and_a_crash_with_its_kind_alone(
    project: Path,
    plan: Edit,
    run: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mail = Mail()
    tell(project, FAILED, mail)
    assert "the font is missing" in mail.given[0]

    def broken(*_: object) -> None:
        raise RuntimeError("with a secret in it")

    monkeypatch.setattr("reportgen.delivery.due.duty", broken)
    monkeypatch.setattr(environment, "now", lambda: MONDAY)
    with pytest.raises(RuntimeError):
        cli.main(["due", "--log", "json"])
    assert json.loads(capsys.readouterr().err)["told"] == [{"kind": "stop", "operator": OPS, "state": "sent"}]
    (crash,) = told(project)
    assert crash["Subject"] == f"[reportgen] {TINY} broke off: RuntimeError"
    assert "secret" not in crash.get_content()


def test_no_secret_is_told(project: Path, plan: Edit) -> None:
    mail = Mail()
    said = replace(FAILED, error="535 no: open-sesame, at https://ping.example.com/123")
    tell(
        project, said, mail,
        REPORTGEN_SMTP_PASSWORD="open-sesame", REPORTGEN_PING_URL="https://ping.example.com/123",
    )  # fmt: skip
    assert "535 no:" in mail.given[0]
    assert "sesame" not in mail.given[0]
    assert "ping.example.com" not in mail.given[0]


def test_a_dead_server_is_tried_again_by_the_next_run(project: Path, plan: Edit) -> None:
    dead, mail = Mail(Outcome(State.DEFERRED, "no answer", halts=True)), Mail()
    first = tell(project, FAILED, dead)
    assert [one.row.state for one in first.notices] == [State.DEFERRED]
    assert "was not told yet (deferred): no answer" in first.troubles[0]
    idle = Happening("due", TINY, "idle", 0, MONDAY)
    assert tell(project, idle, mail, MONDAY + HOUR / 4) == OperatorTold()
    tell(project, idle, mail, MONDAY + HOUR)
    tell(project, FAILED, mail, MONDAY + 2 * HOUR)
    assert len(mail.given) == 1


def test_a_server_that_puts_off_for_hours_is_told(project: Path, plan: Edit, run: Callable[..., Any]) -> None:
    """As soon as it takes mail again: the deferral, and then that it is well."""
    row = Delivery(TINY, "ann@example.com", 1, "a", "en", "<a@b>", "", MONDAY)
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        ledger.enqueue(row)
        for attempt in range(3):
            begun = ledger.begin(
                replace(row, state=[State.QUEUED, State.DEFERRED][attempt > 0], attempts=attempt), MONDAY
            )
            assert begun is not None
            ledger.settle(begun, State.DEFERRED, "451 later", MONDAY, MONDAY + 2 * HOUR)
            put_off = replace(SENT, states=dict.fromkeys(READERS, "deferred"))
            mail = Mail()
            if attempt < 2:
                tell(project, put_off, mail)
                assert mail.given == []
    tell(project, put_off, mail)
    assert "is put off by the mail server" in mail.given[0]
    assert "the first run of `reportgen due` after 2026-02-02 10:00 Asia/Taipei" in mail.given[0]
    one = replace(SENT, states={READERS[0]: "sent"})  # as send --to does
    tell(project, one, mail, MONDAY + 3 * HOUR)
    assert len(mail.given) == 1
    tell(project, SENT, mail, MONDAY + 3 * HOUR)
    assert "well again" in mail.given[1]


def test_telling_never_makes_a_run_fail(project: Path, plan: Edit, run: Callable[..., Any]) -> None:
    def unreadable() -> Transport:
        raise Misuse("REPORTGEN_SMTP_URL cannot be read")

    def no_way() -> Transport:
        raise RuntimeError("anything")

    def no_ledger() -> Ledger:
        raise LedgerError("the ledger cannot be used")

    for way, ledger in ((unreadable, None), (no_way, None), (unreadable, no_ledger), (no_way, no_ledger)):
        got = tell(project, FAILED, way, ledger=ledger)
        assert got.notices == ()
        assert got.troubles[0].startswith(f"the operator of {TINY} was not told")
        assert "anything" not in got.troubles[0]
    mail = Mail()
    tell(project, FAILED, mail)
    assert len(mail.given) == 1  # what was written down when there was no way out
    assert tell(project, FAILED, Mail(), ledger=no_ledger, now=MONDAY + 9 * HOUR).troubles == ()


def test_what_cannot_be_told_is_a_line_on_stderr(
    project: Path, plan: Edit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan("approvals: 1")
    monkeypatch.setattr(environment, "now", lambda: MONDAY)
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    (project / "output" / "outbox").write_text("in the way")
    assert cli.main(["due"]) == 1
    assert f"reportgen: the operator {OPS} was not told yet (deferred)" in capsys.readouterr().err


def test_readers_who_have_it_are_not_listed() -> None:
    contact = Contact(
        Mailbox(OPS), Mailbox("desk@example.com"), ZoneInfo("UTC"),
        ("ann@example.com", "ben@example.com"),
    )  # fmt: skip
    said = Happening(
        "due", TINY, "incomplete", 1, MONDAY, states={"ann@example.com": "sent", "ben@example.com": "refused"}
    )
    text = stop_text(said, contact, (), MONDAY)
    assert "Not sent to:\n    ben@example.com" in text
    assert "ann@" not in text
    row = Delivery(TINY, "ann@example.com", 1, "a", "en", "<a@b>", "", MONDAY, State.SENT, 1, MONDAY)
    broke_off = replace(said, outcome="crashed", states=None, began=MONDAY + timedelta(milliseconds=300))
    assert "ann@" not in stop_text(broke_off, contact, (row,), MONDAY), (
        "sent in the second in which the run began"
    )
    later = replace(broke_off, began=MONDAY + HOUR)
    assert "ann@example.com: had issue 1 at 2026-02-02 00:00 UTC" in stop_text(later, contact, (row,), MONDAY)


def test_where_there_is_no_ledger_nobody_claims_to_know_who_has_it(project: Path, plan: Edit) -> None:
    broken_ledger(project)

    def damaged() -> Ledger:
        raise LedgerError("damaged")

    mail = Mail()
    tell(project, FAILED, mail, ledger=damaged)
    assert "ann@example.com: not known; the ledger cannot be read" in mail.given[0]
    assert "nothing was ever sent" not in mail.given[0]


def test_what_the_mail_says_is_to_be_done_can_be_done() -> None:
    contact = Contact(Mailbox(OPS), Mailbox("desk@example.com"), ZoneInfo("UTC"), ("ann@example.com",))

    def steps(code: FindingCode, mend: str) -> str:
        stop = Happening("due", TINY, "refused", 1, MONDAY, (code.finding("of it", mend=mend),))
        return stop_text(stop, contact, (), MONDAY).partition("Next step:\n")[2].partition("\n\n")[0]

    assert steps(RG942, "reportgen import FILE --into EDITION --dry-run shows it") == (
        f"    mend what is said above, then: reportgen due {TINY}"
    )
    assert steps(RG930, "reportgen check EDITION") == f"    reportgen check {TINY}"
    lost = "anew: reportgen deliveries --rebuild\nor: reportgen deliveries --accept-new-ledger"
    assert steps(RG930, lost) == "    reportgen deliveries --rebuild"
    assert steps(RG940, "see that it is there") == f"    put the file there, then: reportgen due {TINY}"
    assert "nobody had to get anything" in well_text(replace(SENT, outcome="unchanged"), contact, MONDAY)
    assert "it went out to everybody" in well_text(SENT, contact, MONDAY)


def test_a_subject_names_files_without_their_folders_and_ends_with_a_word() -> None:
    said = "/srv/very/secret/output/ledger.sqlite is not there, " + "and more of it " * 9
    stop = Happening("due", TINY, "refused", 1, MONDAY, (RG930.finding(said, mend="m"),))
    assert "RG930 ledger.sqlite is not there" in stop.subject
    assert "/srv" not in stop.subject
    assert stop.subject.endswith((" and…", " more…", " of…", " it…"))


# ---- real processes and servers, killed ----------------------------------------------------------------------


def test_a_real_run_tells_by_the_mail_server(project: Path, plan: Edit, server: MailServer) -> None:
    plan("approvals: 1")
    for _ in range(2):
        done = reportgen("due", "--log", "json", cwd=project, **server.settings)
        assert done.returncode == 1
    assert [addresses for addresses, _ in server.taken] == [(OPS,)]
    plan("approvals: 0")
    assert reportgen("due", cwd=project, **server.settings).returncode == 0
    mails = [ReadBack.of(server.taken[index][1]).subject for index in (0, -1)]
    assert mails[0].startswith(f"[reportgen] {TINY} was stopped")
    assert mails[1] == f"[reportgen] {TINY} is well again"
    assert len(server.taken) == 4


def test_a_refused_reader_is_told(project: Path, plan: Edit, server: MailServer) -> None:
    server.verdicts["rcpt", "mei@example.org"] = "550 no such user"
    assert reportgen("send", TINY, cwd=project, **server.settings).returncode == 1
    text = ReadBack.of(server.message(OPS)).message.get_content()
    assert "RG910" in text
    assert f"reportgen send {TINY} --resend-refused" in text
    assert "ann@example.com" not in text
    server.verdicts.clear()
    assert reportgen("send", TINY, "--resend-refused", cwd=project, **server.settings).returncode == 0
    assert "well again" in ReadBack.of(server.taken[-1][1]).subject


def killed_at(step: int, project: Path, happening: Happening, way: Transport | None = None) -> None:
    """Tell by the outbox or another way, and die at one of the writes of the ledger or of the disk."""
    left = [step]

    def pass_by() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    write = Ledger._write

    def fatal(self: Ledger, statements: Any) -> int:
        pass_by()
        done = write(self, statements)
        pass_by()
        return done

    Ledger._write = fatal  # type: ignore[method-assign]
    for name in ("fsync", "replace", "open"):
        usual = getattr(os, name)

        def slow(*arguments: Any, usual: Any = usual, **options: Any) -> Any:
            pass_by()
            return usual(*arguments, **options)

        setattr(os, name, slow)
    tell(project, happening, way or Outbox(project / "output" / "outbox"))


def test_killed_at_any_step_it_is_told_once(project: Path, plan: Edit, tmp_path: Path) -> None:
    for step in range(1, 60):
        for file in [
            *(project / "output").glob("ledger*"),
            *(project / "output" / "outbox" / "operator").glob("*"),
        ]:
            file.unlink()
        code = ended(forked(lambda step=step: killed_at(step, project, FAILED), tmp_path / "said.txt"))  # type: ignore[misc]
        assert code in (0, -signal.SIGKILL), (tmp_path / "said.txt").read_text()
        tell(project, FAILED, Outbox(project / "output" / "outbox"), MONDAY + HOUR)
        assert len(told(project)) == 1, f"step {step}"
        with Ledger(project / "output" / "ledger.sqlite") as ledger:
            (one,) = operator_notices.Notices(ledger, TINY).all()
        assert one.row.state is State.SENT, f"step {step}"
        if code == 0:
            assert step > 8, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def test_killed_at_any_step_a_server_gets_it_once(
    project: Path, plan: Edit, tmp_path: Path, certificates: Certificates
) -> None:
    """Sent, or unknown where the kill came between the server's answer and the ledger: never twice, never neither."""
    with MailServer(certificates, "none") as server:
        way = Post(Server("smtp+plain", "127.0.0.1", server.port), "", tls())
        for step in range(1, 60):
            server.taken.clear()
            for file in (project / "output").glob("ledger*"):
                file.unlink()
            code = ended(
                forked(lambda step=step: killed_at(step, project, FAILED, way), tmp_path / "said.txt")
            )  # type: ignore[misc]
            assert code in (0, -signal.SIGKILL), (tmp_path / "said.txt").read_text()
            tell(project, FAILED, way, MONDAY + HOUR)
            with Ledger(project / "output" / "ledger.sqlite") as ledger:
                (one,) = operator_notices.Notices(ledger, TINY).all()
            assert len(server.taken) <= 1, f"step {step}"
            assert one.row.state is State.UNKNOWN or (one.row.state is State.SENT and server.taken), (
                f"step {step}"
            )
            if code == 0:
                assert step > 6, "hardly anything was killed"
                return
    pytest.fail("it never came to its end")


def test_many_runs_at_once_tell_once(
    project: Path, plan: Edit, tmp_path: Path, certificates: Certificates
) -> None:
    with MailServer(certificates, "none") as server:
        way = Post(Server("smtp+plain", "127.0.0.1", server.port), "", tls())

        def work() -> None:
            for minute in range(5):
                tell(project, FAILED, way, MONDAY + minute * HOUR / 60)

        runs = [forked(work, tmp_path / "said.txt") for _ in range(6)]
        assert [ended(pid) for pid in runs] == [0] * 6, (tmp_path / "said.txt").read_text()
        assert len(server.taken) == 1


def test_killed_without_a_ledger_it_is_told_once(project: Path, plan: Edit, tmp_path: Path) -> None:
    for step in range(1, 40):
        broken_ledger(project)
        for folder in (".told", "outbox/operator"):
            for file in (project / "output" / folder).glob("*"):
                file.unlink()
        code = ended(forked(lambda step=step: killed_at(step, project, FAILED), tmp_path / "said.txt"))  # type: ignore[misc]
        assert code in (0, -signal.SIGKILL), (tmp_path / "said.txt").read_text()
        for hours in (1, 2):
            tell(project, FAILED, Outbox(project / "output" / "outbox"), MONDAY + hours * HOUR)
        assert len(told(project)) == 1, f"step {step}"
        if code == 0:
            assert step > 4, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def test_a_run_that_was_killed_while_it_sent_is_told_by_the_next(
    project: Path, plan: Edit, run: Callable[..., Any]
) -> None:
    assert run(MONDAY)[0] == 0
    with sqlite3.connect(project / "output" / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE deliveries SET state = 'sending' WHERE recipient LIKE 'ann%'")
    ledger.close()
    mail = Mail()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "transport", lambda *_: mail)
        code, line = run(MONDAY + HOUR)
    assert (code, line["outcome"]) == (1, "incomplete")
    assert "RG911" in mail.given[0]


def test_a_corrected_edition_after_a_stop_is_well(project: Path, plan: Edit, run: Callable[..., Any]) -> None:
    stated = "value: 12.42 bn USD, source: release ¶7"
    write_tiny(project, {"facts.yaml": {stated: stated.replace("42", "52")}})
    plan(f"operator: {OPS}")
    assert run(MONDAY)[0] == 1
    write_tiny(project)
    plan(f"operator: {OPS}")
    assert run(MONDAY + HOUR)[0] == 0
    assert [subject.split()[-1] for subject in subjects(project)][-1] == "again"
    assert "Next step:\n    reportgen " in told(project)[0].get_content().replace("\r\n", "\n")
