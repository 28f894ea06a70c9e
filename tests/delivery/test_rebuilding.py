"""A ledger made anew: nobody is written to twice, nobody is left out silently, and everything it rests on is said."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from delivery.mailserver import Certificates, MailServer
from support import TINY, build_tiny, reportgen

from reportgen import cli
from reportgen.delivery.ledgers.ledger import Delivery, Ledger
from reportgen.delivery.messages.readback import ReadBack

ANN, MEI = "ann@example.com", "mei@example.org"
CORRECTED: Final = {
    "facts.yaml": {
        "value: -310 m USD": "value: -320 m USD", 'printed: "-$310 million"': 'printed: "-$320 million"',
    }
}  # fmt: skip
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(project: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """A command in the project: its exit code, and what it said."""

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main([*arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def server(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server, which the environment names."""
    with MailServer(certificates, "none") as started:
        monkeypatch.setenv("REPORTGEN_SMTP_URL", started.settings["REPORTGEN_SMTP_URL"])
        yield started


def rows(project: Path) -> dict[str, Delivery]:
    """The newest delivery to each reader."""
    with Ledger.copy(project / "output" / "ledger.sqlite") as ledger:
        return {row.recipient: row for row in sorted(ledger.deliveries(), key=lambda row: row.issue)}


def states(project: Path) -> dict[str, str]:
    return {reader: str(row.state) for reader, row in rows(project).items()}


def lose(project: Path, *more: str) -> None:
    for name in ("ledger.sqlite", *more):
        (project / "output" / name).unlink()


def letters(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "output" / "outbox").iterdir()}


def newest_letter(project: Path, address: str, known: dict[str, bytes]) -> ReadBack:
    (data,) = [data for name, data in letters(project).items() if name not in known and address in name]
    return ReadBack.of(data)


# ---- the outbox --------------------------------------------------------------------------------------------------


def test_from_the_letters_alone_everything_is_known_again(project: Path, say: Say) -> None:
    assert say("send", TINY)[0] == 0
    before, sent = rows(project), letters(project)
    lose(project, "ledger.sqlite.bak", "ledger.id")
    assert say("send", TINY)[0] == 1
    code, out, _ = say("deliveries", "--rebuild")
    assert code == 0
    assert "made anew from 2 letters in the outbox" in out
    assert f"{TINY}: 2 sent" in out
    for reader, row in rows(project).items():
        was = before[reader]
        assert (row.issue, row.artifact, row.numbers, row.language) == (
            was.issue, was.artifact, was.numbers, was.language,
        )  # fmt: skip
        assert (row.message_id, row.queued, row.state) == (was.message_id, was.queued, was.state)
    assert say("send", TINY)[0] == 0
    assert letters(project) == sent


@pytest.mark.parametrize("numbers_gone", [False, True])
def test_a_correction_after_that_says_what_changed(project: Path, say: Say, numbers_gone: bool) -> None:
    """Its former numbers come from the built folder, or where that was built again, from the letter's own files."""
    assert say("send", TINY)[0] == 0
    known = letters(project)
    lose(project, "ledger.sqlite.bak")
    if numbers_gone:
        build_tiny(project, CORRECTED)
    assert say("deliveries", "--rebuild")[0] == 0
    if not numbers_gone:
        build_tiny(project, CORRECTED)
    assert say("send", TINY)[0] == 0
    letter = newest_letter(project, ANN, known)
    assert "- Operating income (Q4 25): −$310m → −$320m" in letter.part("plain")
    assert {row.issue for row in rows(project).values()} == {2}


def test_where_nobody_knows_the_former_numbers_the_next_issue_goes_out_plain(
    project: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say("send", TINY)[0] == 0
    known = letters(project)
    lose(project, "ledger.sqlite.bak")
    build_tiny(project, CORRECTED)
    monkeypatch.setattr("reportgen.delivery.ledgers.rebuilding.numbers_in", lambda _: b"")
    assert say("deliveries", "--rebuild")[0] == 0
    assert say("send", TINY)[0] == 0
    assert "CORRECTION" not in newest_letter(project, ANN, known).part("plain")


def test_what_is_not_in_the_outbox_was_not_sent(project: Path, say: Say) -> None:
    assert say("send", TINY, "--to", ANN)[0] == 0
    lose(project)
    code, out, _ = say("deliveries", "--rebuild")
    assert (code, "unknown" in out) == (0, False)
    assert states(project) == {ANN: "sent"}
    assert say("send", TINY)[0] == 0
    assert states(project) == {ANN: "sent", MEI: "sent"}


def test_the_backup_is_built_upon_and_letters_added(project: Path, say: Say) -> None:
    assert say("send", TINY, "--to", ANN)[0] == 0
    assert say("send", TINY)[0] == 0
    (project / "output" / "ledger.sqlite").write_bytes(b"damaged")
    code, out, _ = say("deliveries", "--rebuild")
    assert "from ledger.sqlite.bak (1 row)" in out
    assert "the former ledger was put aside as ledger.sqlite.2" in out
    assert (code, states(project)) == (0, {ANN: "sent", MEI: "sent"})
    (aside,) = (project / "output").glob("ledger.sqlite.2*")
    assert aside.read_bytes() == b"damaged"
    assert say("deliveries")[0] == 0


def test_a_rolled_back_ledger_is_brought_up_to_date(project: Path, say: Say) -> None:
    assert say("send", TINY, "--to", ANN)[0] == 0
    old = (project / "output" / "ledger.sqlite").read_bytes()
    assert say("send", TINY)[0] == 0
    assert say("send", TINY)[0] == 0
    (project / "output" / "ledger.sqlite").write_bytes(old)
    code, _, err = say("send", TINY)
    assert (code, "RG934" in err) == (1, True)
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "sent", MEI: "sent"}


def test_a_whole_ledger_stays_what_it_is(project: Path, say: Say) -> None:
    assert say("send", TINY)[0] == 0
    before = rows(project)
    code, out, _ = say("deliveries", "--rebuild")
    assert (code, "unknown" in out) == (0, False)
    assert rows(project) == before


def test_a_project_that_never_sent_anything_has_nothing_unknown(
    project: Path, say: Say, server: MailServer
) -> None:
    assert say("deliveries", "--rebuild")[0] == 0
    assert say("send", TINY)[0] == 0
    assert len(server.taken) == 2


def test_what_was_accepted_as_lost_is_found_again(project: Path, say: Say, server: MailServer) -> None:
    """Somebody went on with a new ledger, and thinks better of it: what was put aside counts as well."""
    assert say("send", TINY, "--to", ANN)[0] == 0
    assert say("send", TINY, "--to", ANN)[0] == 0
    lose(project)
    assert say("send", TINY, "--to", MEI, "--accept-new-ledger")[0] == 0
    assert states(project) == {MEI: "sent"}
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "sent", MEI: "sent"}
    assert say("send", TINY)[0] == 0
    assert len(server.taken) == 2


def test_letters_that_are_not_as_they_were_written_are_named_and_count_for_nothing(
    project: Path, say: Say
) -> None:
    assert say("send", TINY, "--to", ANN)[0] == 0
    outbox = project / "output" / "outbox"
    (letter,) = outbox.iterdir()
    data = letter.read_bytes()
    (outbox / "issue.eml").write_bytes(data.replace(b"issue=1", b"issue=2"))
    (outbox / "reader.eml").write_bytes(data.replace(ANN.encode(), b"eve@example.com"))
    (outbox / "other.eml").write_bytes(b"From: a@example.com\r\nTo: b@example.com\r\n\r\nhello")
    (outbox / "empty.eml").write_bytes(b"")
    (outbox / "bytes.eml").write_bytes(bytes(range(256)) * 40)
    lose(project, "ledger.sqlite.bak")
    code, out, _ = say("deliveries", "--rebuild")
    assert "of no delivery of this program: bytes.eml, empty.eml, issue.eml, other.eml, reader.eml" in out
    assert (code, states(project)) == (0, {ANN: "sent"})


# ---- a mail server -----------------------------------------------------------------------------------------------


def test_what_a_server_may_have_taken_is_unknown_and_not_sent_again(
    project: Path, say: Say, server: MailServer
) -> None:
    assert say("send", TINY)[0] == 0
    lose(project)
    code, out, _ = say("deliveries", "--rebuild")
    assert code == 0
    assert f"{TINY}: 2 unknown" in out
    assert f"reportgen deliveries {TINY} --arrived {ANN} {MEI}" in out
    code, _, err = say("send", TINY)
    assert (code, err.count("RG911"), len(server.taken)) == (1, 2, 2)
    assert "the ledger was rebuilt" in err
    assert say("deliveries", TINY, "--arrived", ANN, MEI)[0] == 0
    assert say("send", TINY)[0] == 0
    assert len(server.taken) == 2


def test_asked_for_it_is_sent_again(project: Path, say: Say, server: MailServer) -> None:
    assert say("send", TINY)[0] == 0
    lose(project)
    assert say("deliveries", "--rebuild")[0] == 0
    assert say("send", TINY, "--resend-unknown", "--to", MEI)[0] == 0
    assert [addresses for addresses, _ in server.taken].count((MEI,)) == 2
    assert states(project) == {ANN: "unknown", MEI: "sent"}


def test_a_rebuild_without_the_servers_name_does_not_take_the_outbox_at_its_word(
    project: Path, say: Say, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say("send", TINY)[0] == 0
    lose(project)
    monkeypatch.delenv("REPORTGEN_SMTP_URL")
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "unknown", MEI: "unknown"}
    lose(project, "ledger.id")
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "unknown", MEI: "unknown"}


def test_a_deferred_delivery_of_the_backup_may_have_gone_since(
    project: Path, say: Say, server: MailServer
) -> None:
    server.verdicts["data", MEI] = "451 4.7.1 try later"
    assert say("send", TINY)[0] == 0
    assert say("send", TINY)[0] == 0
    lose(project)
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "sent", MEI: "unknown"}


def asking_for_approvals(project: Path, more: str = "approvals: 1") -> None:
    path = project / "data" / TINY / "delivery.yaml"
    path.write_text(path.read_text("utf-8") + f"\n{more}\n", "utf-8")


def test_what_was_not_approved_went_to_nobody(project: Path, say: Say, server: MailServer) -> None:
    asking_for_approvals(project)
    assert say("send", TINY)[0] == 1
    lose(project)
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {}
    assert say("approve", TINY, "--by", "Ann Lee")[0] == 0
    lose(project)
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "unknown", MEI: "unknown"}


def test_what_was_approved_may_have_gone_out_though_it_was_built_anew(
    project: Path, say: Say, server: MailServer
) -> None:
    asking_for_approvals(project)
    assert say("approve", TINY, "--by", "Ann Lee")[0] == 0
    assert say("send", TINY)[0] == 0
    artifacts = {reader: row.artifact for reader, row in rows(project).items()}
    lose(project)
    plan = (project / "data" / TINY / "delivery.yaml").read_text("utf-8")
    build_tiny(project, CORRECTED)
    (project / "data" / TINY / "delivery.yaml").write_text(plan, "utf-8")
    assert say("deliveries", "--rebuild")[0] == 0
    assert {reader: row.artifact for reader, row in rows(project).items()} == artifacts
    assert set(states(project).values()) == {"unknown"}


def test_what_is_under_embargo_went_to_nobody(project: Path, say: Say, server: MailServer) -> None:
    asking_for_approvals(project, 'embargo: "2999-01-01 06:00"')
    assert say("send", TINY)[0] == 1
    lose(project)
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {}


def test_a_scheduler_does_not_write_to_anybody_twice_after_it(
    project: Path, say: Say, server: MailServer
) -> None:
    """The occurrence that was carried out is due again by the new ledger: it sends nothing, says so, and is done."""
    assert say("due", TINY)[0] == 0
    assert len(server.taken) == 2
    lose(project, "ledger.sqlite.bak")
    assert say("due", TINY)[0] == 1
    assert say("deliveries", "--rebuild")[0] == 0
    code, _, err = say("due", TINY)
    assert (code, err.count("RG911"), len(server.taken)) == (1, 2, 2)
    code, out, _ = say("due", TINY)
    assert (code, "not due" in out) == (0, True)
    assert say("deliveries")[0] == 1, "what is unknown is named until it is settled"


def test_what_can_still_be_read_of_a_damaged_ledger_counts(
    project: Path, say: Say, server: MailServer
) -> None:
    """The backup knows of nobody; of the damaged ledger one row holds, one was changed, one says nonsense."""
    path = project / "data" / TINY / "delivery.yaml"
    more = "\n  - {address: ben@example.com, name: Ben Okri, language: en, attach: [pdf]}\n\nsubject:"
    path.write_text(path.read_text("utf-8").replace("\n\nsubject:", more), "utf-8")
    build_tiny_again = say("build", TINY)
    assert build_tiny_again[0] == 0
    assert say("send", TINY)[0] == 0
    with closing(sqlite3.connect(project / "output" / "ledger.sqlite", isolation_level=None)) as database:
        database.execute("UPDATE deliveries SET artifact = ? WHERE recipient = ?", ("0" * 64, MEI))
        database.execute("UPDATE deliveries SET state = 'sunk' WHERE recipient = 'ben@example.com'")
    assert say("deliveries", "--rebuild")[0] == 0
    assert states(project) == {ANN: "sent", MEI: "unknown", "ben@example.com": "unknown"}
    assert "0" * 64 not in {row.artifact for row in rows(project).values()}
    assert {row.issue for row in rows(project).values()} == {1}


# ---- what stops it -----------------------------------------------------------------------------------------------


def test_a_delivery_yaml_that_cannot_be_read_stops_it_and_changes_nothing(project: Path, say: Say) -> None:
    assert say("send", TINY)[0] == 0
    (project / "output" / "ledger.sqlite").write_bytes(b"damaged")
    path = project / "data" / TINY / "delivery.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("address: ann@example.com", "address: ann"), "utf-8")
    code, _, err = say("deliveries", "--rebuild")
    assert (code, "RG901" in err) == (1, True)
    assert (project / "output" / "ledger.sqlite").read_bytes() == b"damaged"
    path.write_text(text, "utf-8")
    assert say("deliveries", "--rebuild")[0] == 0


def test_an_edition_that_is_built_here_and_kept_elsewhere_is_named(project: Path, say: Say) -> None:
    shutil.copytree(project / "output" / TINY, project / "output" / "elsewhere")
    code, out, _ = say("deliveries", "--rebuild")
    assert (code, "left out: elsewhere" in out) == (0, True)


def test_a_read_only_ledger_is_not_rebuilt(project: Path, say: Say) -> None:
    assert say("send", TINY)[0] == 0
    (project / "output" / "ledger.sqlite").chmod(0o400)
    code, _, err = say("deliveries", "--rebuild")
    assert (code, "RG935" in err) == (1, True)


def test_a_process_rebuilds_and_leaves_json_to_programs(project: Path) -> None:
    assert reportgen("send", TINY, cwd=project).returncode == 0
    (project / "output" / "ledger.sqlite").unlink()
    done = reportgen("deliveries", "--rebuild", "--accept-new-ledger", cwd=project)
    assert done.returncode == 2, "one or the other"
    done = reportgen("deliveries", "--rebuild", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    listed: list[dict[str, Any]] = json.loads(reportgen("deliveries", "--format", "json", cwd=project).stdout)
    assert {row["state"] for row in listed} == {"sent"}
