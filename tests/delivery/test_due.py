"""What is due, by clocks that the tests own: built, gated and sent once, caught up once, and left alone otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from signers import holder
from support import TEMPLATES, TINY, Here, write_tiny

from reportgen import cli, delivering
from reportgen.brief.inputs import Project
from reportgen.codes.rg9_delivery import RG910, RG911, RG912
from reportgen.delivery import environment
from reportgen.delivery.due import Duty, carry_out, duty, editions
from reportgen.delivery.ledgers.ledger import Delivery, Ledger, State
from reportgen.delivery.schedules.calendar import DueVerdict
from reportgen.delivery.send import Sent
from reportgen.delivery.sending import Outcome, Parcel
from reportgen.delivery.ways_out.outbox import Outbox
from reportgen.delivery.ways_out.ways import Ways
from reportgen.errors import FindingCode, Rejected
from reportgen.proof.origin import Trusting
from reportgen.proof.verify import verify

MONDAY = datetime(
    2026, 2, 2, tzinfo=UTC
)  # the day of the edition; it is due from 06:00 in Taipei, Monday to Friday
HOUR = timedelta(hours=1)
CORRECTED = {
    "facts.yaml": {
        "value: -310 m USD": "value: -320 m USD", 'printed: "-$310 million"': 'printed: "-$320 million"',
    }
}  # fmt: skip


class Mail:
    """A transport that keeps what it is given, or puts it off as often as it is told to."""

    def __init__(self, put_off: int = 0) -> None:
        self.put_off = put_off
        self.given: list[str] = []

    def hand_over(self, parcel: Parcel) -> Outcome:
        if self.put_off:
            self.put_off -= 1
            return Outcome(State.DEFERRED, "451 later")
        self.given.append(parcel.recipient)
        return Outcome(State.SENT, "250 taken")

    def trace(self, _: object) -> State | None:
        return None


def look(project: Path, now: datetime, mail: Mail) -> tuple[Duty, Sent | None]:
    """One run of `due` at a moment."""
    places = Project(project / "data", project / "output", (TEMPLATES,))
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        todo = duty(places, TINY, ledger, now)
        if todo.idle:
            return todo, None
        return todo, carry_out(places, TINY, todo, ledger, mail, lambda: now, lambda _: None, Here())


def test_a_week_of_looking_every_six_hours_sends_once(project: Path) -> None:
    mail = Mail()
    worked = [at for at in range(-24, 24 * 6, 6) if look(project, MONDAY + at * HOUR, mail)[1]]
    assert sorted(mail.given) == ["ann@example.com", "mei@example.org"]
    # 22:00 UTC is 06:00 in Taipei: carried out at the first look of each working day, Monday being 1 February in UTC.
    assert worked == [0, 24, 48, 72, 96]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('embargos: "2027-02-06 05:30"', "RG111"),
        ("weekdays: mon-fri", "RG112"),
        ("catch-up: never", "RG112"),
        ("refresh: http://127.0.0.1/figures.csv", "RG112"),
        ("verp: yes please", "RG111"),
    ],
)
def test_a_delivery_that_is_misshapen_is_not_due(project: Path, line: str, code: str) -> None:
    """What is left of it once the mistake is cut out says something else than was meant."""
    key = line.partition(":")[0]
    file = project / "data" / TINY / "delivery.yaml"
    kept = [one for one in file.read_text("utf-8").splitlines() if not one.startswith(f"{key}:")]
    file.write_text("\n".join([*kept, line, ""]), "utf-8")
    mail = Mail()
    with pytest.raises(Rejected) as caught:
        look(project, MONDAY, mail)
    assert [finding.code for finding in caught.value.findings] == [code]
    assert mail.given == []
    assert cli.main(["due", "--dry-run"]) == 1


def test_before_its_day_it_says_when(project: Path) -> None:
    todo, _ = look(project, MONDAY - 3 * HOUR, Mail())
    assert str(todo) == "not due; next 2026-02-02 06:00 Asia/Taipei"


def test_what_changed_in_the_meantime_is_built_and_sent_as_a_correction(project: Path) -> None:
    mail = Mail()
    look(project, MONDAY, mail)
    write_tiny(project, CORRECTED)
    assert look(project, MONDAY + 2 * HOUR, mail)[1] is None  # not before its time
    look(project, MONDAY + 24 * HOUR, mail)
    assert sorted(mail.given) == ["ann@example.com"] * 2 + ["mei@example.org"] * 2
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        assert [row.issue for row in ledger.deliveries()] == [1, 2, 1, 2]


def test_ten_missed_days_are_one_delivery(project: Path) -> None:
    mail = Mail()
    look(project, MONDAY + 14 * 24 * HOUR, mail)
    assert look(project, MONDAY + 14 * 24 * HOUR + HOUR, mail)[1] is None
    assert len(mail.given) == 2


def test_what_a_gate_stops_stays_due(project: Path) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    text = file.read_text("utf-8")
    file.write_text(text + "approvals: 1\n", "utf-8")
    mail = Mail()
    for hours in (0, 1):
        with pytest.raises(Rejected) as caught:
            look(project, MONDAY + hours * HOUR, mail)
        assert [finding.code for finding in caught.value.findings] == ["RG922"]
    assert mail.given == []
    file.write_text(text, "utf-8")
    look(project, MONDAY + 2 * HOUR, mail)
    assert len(mail.given) == 2


def test_an_edition_that_does_not_hold_stays_due_and_is_not_sent(project: Path) -> None:
    stated = "value: 12.42 bn USD, source: release ¶7"
    folder = write_tiny(project, {"facts.yaml": {stated: stated.replace("42", "52")}})
    mail = Mail()
    with pytest.raises(Rejected) as caught:
        look(project, MONDAY, mail)
    assert "RG302" in {finding.code for finding in caught.value.findings}
    assert mail.given == []
    write_tiny(folder.parents[1])
    assert look(project, MONDAY + HOUR, mail)[0].decision.verdict is DueVerdict.DUE
    assert len(mail.given) == 2


def test_what_a_server_put_off_is_sent_between_occurrences(project: Path) -> None:
    mail = Mail(put_off=1)
    look(project, MONDAY, mail)
    assert mail.given == ["mei@example.org"]
    assert look(project, MONDAY + HOUR / 4, mail)[1] is None
    todo, _ = look(project, MONDAY + HOUR, mail)
    assert (todo.decision.verdict, todo.left) == (DueVerdict.WAITING, True)
    assert mail.given == ["mei@example.org", "ann@example.com"]


def test_a_delivery_yaml_that_cannot_be_read_is_said(project: Path) -> None:
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("Asia/Taipei", "Asia/Nowhere"), "utf-8")
    with pytest.raises(Rejected) as caught:
        look(project, MONDAY, Mail())
    assert [finding.code for finding in caught.value.findings] == ["RG904"]


def aged(project: Path, days: int) -> None:
    """The facts may be so old; the edition's day is 2 February."""
    file = project / "data" / TINY / "delivery.yaml"
    file.write_text(file.read_text("utf-8").replace("9999 days", f"{days} days"), "utf-8")


def test_facts_that_grew_too_old_stop_every_occurrence(project: Path) -> None:
    """Though everybody has the current issue; and the next run says so again."""
    mail = Mail()
    look(project, MONDAY, mail)
    assert len(mail.given) == 2
    aged(project, 6)
    assert look(project, MONDAY + 24 * HOUR, mail)[1] is not None
    for hours in (72, 73, 96, 240):
        with pytest.raises(Rejected) as caught:
            look(project, MONDAY + hours * HOUR, mail)
        assert {finding.code for finding in caught.value.findings} == {"RG920"}
    assert len(mail.given) == 2
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        assert max(ledger.done(TINY)) < MONDAY + 72 * HOUR


@dataclass
class Desk:
    """The command line at moments of the test's choosing."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def said(self, now: datetime, *command: str) -> tuple[int, str, str]:
        """A command's exit code and what it says on stdout and stderr."""
        self.monkeypatch.setattr(environment, "now", lambda: now)
        self.monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
        code = cli.main([*command])
        return code, *self.capsys.readouterr()

    def outcomes(self, now: datetime, *command: str) -> list[tuple[str, int]]:
        """What a command's lines of JSON say."""
        lines = map(json.loads, self.said(now, *command, "--log", "json")[2].splitlines())
        return [(line["outcome"], line["exit"]) for line in lines]


@pytest.fixture
def desk(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(monkeypatch, capsys)


def test_nothing_is_called_sent_that_was_not(project: Path, desk: Desk) -> None:
    assert desk.outcomes(MONDAY, "due") == [("sent", 0)]
    assert desk.outcomes(MONDAY + 24 * HOUR, "due") == [("unchanged", 0)]
    assert desk.outcomes(MONDAY + 25 * HOUR, "due") == [("idle", 0)]
    assert desk.outcomes(MONDAY + 26 * HOUR, "send", TINY) == [("unchanged", 0)]
    code, out, err = desk.said(MONDAY + 48 * HOUR, "due")
    assert (code, out.splitlines()[1:]) == (0, ["nobody had to get anything"])
    assert "sent" not in out + err
    aged(project, 3)
    assert desk.outcomes(MONDAY + 10 * 24 * HOUR, "due") == [("refused", 1)]
    code, out, err = desk.said(MONDAY + 10 * 24 * HOUR + HOUR, "due")
    assert code == 1
    assert "RG920" in err


@pytest.mark.parametrize(
    ("states", "code", "outcome"),
    [
        ((State.SENT, State.SENT), None, "sent"),
        ((State.SENT, State.DEFERRED), RG912, "deferred"),
        ((State.DEFERRED, State.QUEUED), RG912, "deferred"),
        ((State.SENT, State.REFUSED), RG910, "incomplete"),
        ((State.SENT, State.UNKNOWN), RG911, "incomplete"),
    ],
)
def test_the_word_for_what_came_of_it(
    states: tuple[State, ...], code: FindingCode | None, outcome: str
) -> None:
    rows = tuple(
        Delivery(TINY, f"{number}@example.com", 1, "", "en", "", "", MONDAY, state)
        for number, state in enumerate(states)
    )
    findings = (code.finding("said"),) if code else ()
    assert Sent(rows, findings, frozenset(row.recipient for row in rows)).outcome == outcome
    assert Sent(rows, findings).outcome == (outcome if outcome != "sent" else "unchanged")


def test_only_editions_with_readers_are_looked_at(project: Path) -> None:
    (project / "data" / "unsent-2026q1").mkdir()
    assert editions(Project(project / "data", project / "output", ())) == (TINY,)


def test_the_command_looks_builds_and_sends(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "now", lambda: MONDAY)
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    assert cli.main(["due", "--dry-run"]) == 0
    assert capsys.readouterr().out == f"{TINY}: due since 2026-02-02 06:00 Asia/Taipei\n"
    assert cli.main(["due", "--dry-run", "data/*"]) == 0
    assert capsys.readouterr().out == f"{TINY}: due since 2026-02-02 06:00 Asia/Taipei\n"
    assert not (project / "output" / "outbox").exists()
    assert cli.main(["due", "--log", "json"]) == 0
    out, err = capsys.readouterr()
    assert out.count("sent ") == 2
    assert '"outcome": "sent"' in err
    assert '"deliveries": {"ann@example.com": "sent", "mei@example.org": "sent"}' in err
    assert len(list((project / "output" / "outbox").iterdir())) == 2
    assert cli.main(["due"]) == 0
    assert capsys.readouterr().out == f"{TINY}: not due; next 2026-02-03 06:00 Asia/Taipei\n"
    way = environment.transport(project / "output", {})
    assert isinstance(way, Ways) and isinstance(way.way("ann@example.com"), Outbox)


def test_what_is_due_goes_into_a_folder_without_any_mail(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "briefs").mkdir()
    declared = "places: [{to: briefs, language: en}]\ntime-zone: Asia/Taipei\nnot-before: '06:00'\n"
    (project / "data" / TINY / "delivery.yaml").write_text(declared, "utf-8")
    monkeypatch.setattr(environment, "now", lambda: MONDAY)
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    assert cli.main(["due", "--log", "json"]) == 0
    assert '"deliveries": {"briefs#en": "sent"}' in capsys.readouterr().err
    assert (project / "briefs" / TINY / f"{TINY}.en.pdf").exists()
    assert cli.main(["due"]) == 0
    assert "not due" in capsys.readouterr().out


def test_what_is_due_is_signed_where_there_is_a_key(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "now", lambda: MONDAY)
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    signer = holder("Acme")
    monkeypatch.setenv("REPORTGEN_SIGNING_KEY_FILE", str(signer.file(project)))
    assert cli.main(["due"]) == 0
    folder = project / "output" / TINY
    assert json.loads((folder / "manifest.json").read_bytes())["signed"]["certificate"] == signer.fingerprint
    ((verified,), _) = verify(
        [folder / f"{TINY}.en.pdf"], MONDAY, Trusting((signer.der,), signer.fingerprint)
    )
    assert verified.holds
