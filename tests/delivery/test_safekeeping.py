"""A ledger that is lost, damaged, foreign, older, read-only or locked: nothing is sent, one finding, and a way on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from delivery.kills import NOW, parcel
from support import TINY, ended, forked, reportgen

from reportgen import cli
from reportgen.delivery.ledgers import ledger as ledger_module
from reportgen.delivery.ledgers import ledger_troubles, safekeeping
from reportgen.delivery.ledgers.ledger import Ledger, LedgerError, State
from reportgen.delivery.ledgers.ledger_places import LedgerPlaces, read_witness
from reportgen.delivery.ledgers.safekeeping import accept_what_is_there, copy_to_read, open_to_write
from reportgen.errors import Rejected

LOCKS: Final = (".ledger.sqlite.using", ".ledger.sqlite.opening")
Fault = Callable[[LedgerPlaces], None]


@pytest.fixture
def kept(tmp_path: Path) -> LedgerPlaces:
    """An output whose ledger knows of two deliveries, with a backup that knows of them, too."""
    places = LedgerPlaces(tmp_path / "output")
    with open_to_write(places.output) as ledger:
        for reader in ("ann@example.com", "ben@example.com"):
            row = parcel(reader).delivery
            ledger.enqueue(row)
            begun = ledger.begin(row, NOW)
            assert begun is not None
            ledger.settle(begun, State.SENT, "250", NOW)
    with open_to_write(places.output):
        pass
    return places


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in statements:
            database.execute(statement)


# ---- faults ------------------------------------------------------------------------------------------------------


def missing(places: LedgerPlaces) -> None:
    places.ledger.unlink()


def missing_but_for_its_log(places: LedgerPlaces) -> None:
    places.ledger.unlink()
    places.witness.unlink()
    places.backup.unlink()
    places.ledger.with_name("ledger.sqlite-wal").write_bytes(b"what a killed run left")


def empty(places: LedgerPlaces) -> None:
    places.ledger.write_bytes(b"")


def without_tables(places: LedgerPlaces) -> None:
    places.ledger.unlink()
    sql(places.ledger, "PRAGMA journal_mode = WAL", "CREATE TABLE bookmarks (name TEXT)")


def no_database(places: LedgerPlaces) -> None:
    places.ledger.write_text("this is no database, whatever its name says" * 100)


def cut_off(places: LedgerPlaces) -> None:
    places.ledger.write_bytes(places.ledger.read_bytes()[:9000])


def overwritten(places: LedgerPlaces) -> None:
    data = bytearray(places.ledger.read_bytes())
    data[4096 : 4096 * 3] = os.urandom(4096 * 2)
    places.ledger.write_bytes(data)


def a_table_gone(places: LedgerPlaces) -> None:
    sql(places.ledger, "DROP TABLE events")


def unknown_state(places: LedgerPlaces) -> None:
    sql(places.ledger, "UPDATE deliveries SET state = 'sunk'")


def unreadable_time(places: LedgerPlaces) -> None:
    sql(places.ledger, "UPDATE deliveries SET queued = 'yesterday'")


def time_without_a_zone(places: LedgerPlaces) -> None:
    sql(places.ledger, "INSERT INTO occurrences VALUES ('edition', '2026-02-06T06:00:00', '', '')")


def foreign(places: LedgerPlaces) -> None:
    other = LedgerPlaces(places.output.parent / "other")
    with open_to_write(other.output) as ledger:
        ledger.mark_done("edition", NOW, NOW, "built")
    shutil.copy(other.ledger, places.ledger)


def without_its_witness(places: LedgerPlaces) -> None:
    places.witness.unlink()


def with_a_witness_that_says_nothing(places: LedgerPlaces) -> None:
    places.witness.write_bytes(b"\xff\xfe")


def rolled_back(places: LedgerPlaces) -> None:
    sql(
        places.ledger,
        "DELETE FROM events WHERE id > 2",
        "UPDATE deliveries SET state = 'queued', attempts = 0",
    )


def another_history(places: LedgerPlaces) -> None:
    sql(places.ledger, "UPDATE events SET said = 'something else'")


def read_only(places: LedgerPlaces) -> None:
    places.ledger.chmod(0o400)


def read_only_folder(places: LedgerPlaces) -> None:
    places.output.chmod(0o555)


def a_link(places: LedgerPlaces) -> None:
    target = places.ledger.rename(places.output.parent / "elsewhere.sqlite")
    places.ledger.symlink_to(target)


def a_link_to_nothing(places: LedgerPlaces) -> None:
    places.ledger.unlink()
    places.ledger.symlink_to("gone.sqlite")


def a_folder(places: LedgerPlaces) -> None:
    places.ledger.unlink()
    places.ledger.mkdir()


def a_pipe(places: LedgerPlaces) -> None:
    places.ledger.unlink()
    os.mkfifo(places.ledger)


LOST: Final = (
    (missing, "RG930", "is not there", True),
    (missing_but_for_its_log, "RG930", "ledger.sqlite-wal", True),
    (empty, "RG931", "empty file", True),
    (without_tables, "RG931", "it holds bookmarks", True),
    (no_database, "RG932", "not a database", True),
    (cut_off, "RG932", "is damaged", True),
    (overwritten, "RG932", "is damaged", True),
    (a_table_gone, "RG932", "events is missing", True),
    (unknown_state, "RG932", "'sunk'", True),
    (unreadable_time, "RG932", "yesterday", True),
    (time_without_a_zone, "RG932", "has no zone", True),
)
KEPT_STATES: Final = (
    (foreign, "RG933", "ledger.id says", True),
    (without_its_witness, "RG933", "no ledger.id", True),
    (with_a_witness_that_says_nothing, "RG933", "nothing that can be read", True),
    (rolled_back, "RG934", "has 2 events and ledger.sqlite.bak 4", True),
    (another_history, "RG934", "older state", True),
)
BEYOND: Final = (
    (read_only, "RG935", "read-only", False),
    (read_only_folder, "RG935", "read-only", False),
    (a_link, "RG937", "a link", False),
    (a_link_to_nothing, "RG937", "a link", False),
    (a_folder, "RG937", "a folder", False),
    (a_pipe, "RG937", "a pipe", False),
)
FAULTS: Final = tuple(
    pytest.param(fault, code, said, mendable, id=fault.__name__)
    for fault, code, said, mendable in (*LOST, *KEPT_STATES, *BEYOND)
)


def standing(output: Path) -> dict[str, bytes]:
    """Every file of an output, but for locks; SQLite's index of a log is not looked at."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name not in LOCKS and not path.name.endswith((".lock", "-shm"))
    }


@pytest.mark.parametrize(("fault", "code", "said", "mendable"), FAULTS)
def test_what_is_not_as_it_should_be_is_one_finding_and_a_way_on(
    kept: LedgerPlaces, fault: Fault, code: str, said: str, mendable: bool
) -> None:
    fault(kept)
    before = standing(kept.output)
    try:
        with pytest.raises(Rejected) as caught:
            open_to_write(kept.output)
        (finding,) = caught.value.findings
        assert (finding.code, finding.blocks) == (code, True)
        assert said in finding.message
        assert str(kept.output) in finding.message
        assert ("--accept-new-ledger" in finding.mend) is mendable
        assert finding.mend
        ledger, trouble = copy_to_read(kept.output)
        assert trouble is not None
        assert trouble.code == code
        if ledger is not None:
            ledger.close()
        assert standing(kept.output) == before
        if not mendable:
            with pytest.raises(Rejected) as caught:
                accept_what_is_there(kept.output, NOW)
            assert caught.value.findings[0].code == code
            assert standing(kept.output) == before
    finally:
        kept.output.chmod(0o755)


@pytest.mark.parametrize(
    ("fault", "code"), [pytest.param(fault, code, id=fault.__name__) for fault, code, *_ in LOST]
)
def test_accepted_a_lost_ledger_is_put_aside_and_begun_anew(
    kept: LedgerPlaces, fault: Fault, code: str
) -> None:
    fault(kept)
    before = standing(kept.output)
    assert "begun anew" in accept_what_is_there(kept.output, NOW)
    with open_to_write(kept.output) as ledger:
        assert ledger.deliveries() == ()
        assert ledger.marked("ledger") == read_witness(kept.witness)
    now = list(standing(kept.output).values())
    assert [name for name, data in before.items() if name != "ledger.id" and data not in now] == []
    assert accept_what_is_there(kept.output, NOW) == "", "nothing is wrong any more"


@pytest.mark.parametrize(
    ("fault", "code"), [pytest.param(fault, code, id=fault.__name__) for fault, code, *_ in KEPT_STATES]
)
def test_accepted_the_ledger_that_is_there_is_gone_on_with(
    kept: LedgerPlaces, fault: Fault, code: str
) -> None:
    fault(kept)
    with Ledger.copy(kept.ledger) as ledger:
        rows = ledger.deliveries()
    assert accept_what_is_there(kept.output, NOW) != ""
    with open_to_write(kept.output) as ledger:
        assert ledger.deliveries() == rows
        assert ledger.marked("ledger") == read_witness(kept.witness)


def test_a_new_project_needs_nothing_and_its_files_are_their_owners(tmp_path: Path) -> None:
    places, before = LedgerPlaces(tmp_path / "output"), os.umask(0)
    try:
        with open_to_write(places.output) as ledger:
            assert len(ledger.marked("ledger")) == 32
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in places.output.iterdir()}
    finally:
        os.umask(before)
    assert read_witness(places.witness) is not None
    assert {"ledger.sqlite", "ledger.id", "ledger.sqlite.bak"} <= set(modes)
    assert {mode for name, mode in modes.items() if name not in LOCKS} == {0o600}


def test_a_ledger_that_everybody_could_read_is_its_owners_from_now_on(kept: LedgerPlaces) -> None:
    kept.ledger.chmod(0o644)
    with open_to_write(kept.output):
        assert stat.S_IMODE(kept.ledger.stat().st_mode) == 0o600
    kept.ledger.chmod(0o664)  # a group that may write was somebody's will
    with open_to_write(kept.output):
        assert stat.S_IMODE(kept.ledger.stat().st_mode) == 0o660


def test_a_ledger_of_a_former_version_gets_its_id_silently(tmp_path: Path) -> None:
    places = LedgerPlaces(tmp_path)
    with Ledger(places.ledger) as ledger:
        ledger.enqueue(parcel("ann@example.com").delivery)
    sql(places.ledger, "DROP TABLE marks", "DROP TABLE notices", "PRAGMA user_version = 1")
    before = places.ledger.read_bytes()
    copied, trouble = copy_to_read(tmp_path)
    assert (trouble, copied and len(copied.deliveries())) == (None, 1)
    assert places.ledger.read_bytes() == before, "looking brought it up to date"
    with open_to_write(tmp_path) as ledger:
        assert ledger.marked("ledger") == read_witness(places.witness) != ""
        assert len(ledger.deliveries()) == 1


def test_what_a_killed_run_has_in_its_log_is_not_lost(kept: LedgerPlaces) -> None:
    work = "import os, signal, sys; from pathlib import Path"
    work += "; from reportgen.delivery.ledgers.safekeeping import open_to_write"
    work += "; ledger = open_to_write(Path(sys.argv[1])); ledger.mark('a', 'b'); os.kill(os.getpid(), signal.SIGKILL)"
    subprocess.run([sys.executable, "-c", work, kept.output], check=False, cwd=Path.cwd())
    assert list(kept.logs(kept.ledger))
    with open_to_write(kept.output) as ledger:
        assert ledger.marked("a") == "b"


def test_who_has_no_right_to_write_can_look_and_not_send(kept: LedgerPlaces, tmp_path: Path) -> None:
    """Another user, to whom the folder gives the right to read alone."""
    if os.geteuid() != 0:
        pytest.skip("it takes root to become somebody else")
    with TemporaryDirectory(prefix="shared-") as name:
        places = LedgerPlaces(Path(name))
        shutil.copytree(kept.output, name, dirs_exist_ok=True)
        for path in (places.ledger, places.witness, places.backup):
            path.chmod(0o644)
        places.output.chmod(0o755)

        def look_and_send() -> int:
            os.setuid(65534)
            ledger, trouble = copy_to_read(places.output)
            assert ledger is not None, trouble
            assert trouble is not None
            assert (len(ledger.deliveries()), trouble.code) == (2, "RG935")
            with pytest.raises(Rejected, match="RG935"):
                open_to_write(places.output)
            return 0

        before, said = standing(places.output), tmp_path / "said.txt"
        assert ended(forked(look_and_send, said)) == 0, said.read_text("utf-8")
        assert standing(places.output) == before


# ---- the backup --------------------------------------------------------------------------------------------------


def test_the_backup_is_the_ledger_before_the_run_and_only_what_holds_becomes_one(kept: LedgerPlaces) -> None:
    with open_to_write(kept.output) as ledger:
        ledger.mark("a", "b")
    with Ledger.copy(kept.backup) as backup:
        assert (len(backup.deliveries()), backup.marked("a")) == (2, "")
    before = kept.backup.read_bytes()
    no_database(kept)
    with pytest.raises(Rejected):
        open_to_write(kept.output)
    assert kept.backup.read_bytes() == before


def test_where_nothing_changed_no_backup_is_made(kept: LedgerPlaces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safekeeping, "back_up", lambda *_: pytest.fail("it was made again"))
    with open_to_write(kept.output):
        pass


def test_a_damaged_backup_is_replaced_and_one_of_another_ledger_put_aside(kept: LedgerPlaces) -> None:
    kept.backup.write_bytes(b"no database" * 500)
    with open_to_write(kept.output):
        pass
    with Ledger.copy(kept.backup) as backup:
        assert len(backup.deliveries()) == 2
    sql(kept.backup, "UPDATE marks SET value = 'another' WHERE name = 'ledger'")
    former = kept.backup.read_bytes()
    with open_to_write(kept.output):
        pass
    (aside,) = kept.output.glob("ledger.sqlite.bak.*")
    assert aside.read_bytes() == former


def test_a_full_disk_is_one_finding_and_loses_nothing(kept: LedgerPlaces) -> None:
    with open_to_write(kept.output) as ledger:
        ledger.keep_numbers("d", os.urandom(200_000))
    before = standing(kept.output)
    work = "import resource, sys; from pathlib import Path; from reportgen.errors import Rejected"
    work += "; from reportgen.delivery.ledgers.safekeeping import open_to_write"
    work += "\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    work += "\ntry: open_to_write(Path(sys.argv[1]))\nexcept Rejected as error: print(error); sys.exit(7)"
    done = subprocess.run(
        [sys.executable, "-c", work, kept.output], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (7, "")
    assert "RG935" in done.stdout
    assert standing(kept.output) == before
    with open_to_write(kept.output) as ledger:
        assert len(ledger.deliveries()) == 2


# ---- other processes ---------------------------------------------------------------------------------------------


@contextmanager
def holding(path: Path, how: str) -> Iterator[int]:
    """Another process that has the database to itself; its id."""
    work = (
        "import sqlite3, sys; d = sqlite3.connect(sys.argv[1], isolation_level=None);"
        f"{how}; print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", work, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == b"held\n"
        try:
            yield process.pid
        finally:
            process.stdin.close()


@pytest.mark.parametrize(
    "how",
    [
        "d.execute('BEGIN IMMEDIATE')",
        "d.execute('PRAGMA locking_mode = EXCLUSIVE'); d.execute('BEGIN IMMEDIATE')",
    ],
    ids=["to write", "whole"],
)
def test_a_ledger_that_is_held_is_waited_for_and_its_holder_named(
    kept: LedgerPlaces, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    for module in (ledger_module, ledger_troubles, safekeeping):
        monkeypatch.setattr(module, "PATIENCE", 0.2)
    with holding(kept.ledger, how) as pid:
        with pytest.raises(Rejected) as caught:
            open_to_write(kept.output)
        (finding,) = caught.value.findings
        assert finding.code == "RG936"
        if Path("/proc/locks").exists():
            assert f"process {pid}" in finding.message
        _, trouble = copy_to_read(kept.output)
        assert (trouble.code if trouble else "") == ("RG936" if "EXCLUSIVE" in how else "")
    with open_to_write(kept.output) as ledger:
        assert len(ledger.deliveries()) == 2


def test_nobody_puts_a_ledger_aside_that_another_run_has_open(
    kept: LedgerPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "PATIENCE", 0.2)
    with open_to_write(kept.output) as ledger:
        missing(kept)
        with pytest.raises(Rejected, match="RG936"):
            accept_what_is_there(kept.output, NOW)
        assert ledger.marked("ledger")


def test_many_that_begin_at_once_agree_on_one_id(tmp_path: Path) -> None:
    work = "import sys; from pathlib import Path; from reportgen.delivery.ledgers.safekeeping import open_to_write"
    work += "; sys.stdin.read(); ledger = open_to_write(Path(sys.argv[1])); print(ledger.marked('ledger'))"
    command = [sys.executable, "-c", work, str(tmp_path / "output")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    runs = [subprocess.Popen(command, text=True, **pipes) for _ in range(12)]  # type: ignore[call-overload]
    for run in runs:
        run.stdin.close()
        run.stdin = None
    said = [run.communicate() for run in runs]
    assert [error for _, error in said if error] == []
    ids = {told.strip() for told, _ in said}
    assert ids == {read_witness(tmp_path / "output" / "ledger.id")}


@pytest.mark.parametrize("moment", ["before it is looked at", "between two looks"])
def test_a_log_that_another_run_takes_away_meanwhile_is_no_trouble(
    kept: LedgerPlaces, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """SQLite takes its logs away as the last process ends that has the file open: in the middle of anything."""
    log = kept.ledger.with_name(f"{kept.ledger.name}-wal")
    monkeypatch.setattr(LedgerPlaces, "logs", lambda *_: iter([log]))
    if moment == "between two looks":
        log.write_bytes(b"")
        log.chmod(0o444)
        stat_of = Path.stat

        def taken(path: Path, **options: bool) -> os.stat_result:
            found = stat_of(path, **options)  # type: ignore[arg-type]
            if path == log:
                path.unlink()
            return found

        monkeypatch.setattr(Path, "stat", taken)
    assert ledger_troubles.why_unwritable(kept) is None
    assert not log.exists()


# ---- the commands ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [missing, empty, no_database, unknown_state, without_its_witness, a_folder])
def test_the_commands_send_nothing_write_nothing_and_say_so(
    project: Path, fault: Fault, capsys: pytest.CaptureFixture[str]
) -> None:
    output = project / "output"
    assert cli.main(["send", TINY]) == 0
    assert cli.main(["send", TINY]) == 0  # the backup knows of what was sent
    fault(LedgerPlaces(output))
    before = standing(output)
    capsys.readouterr()
    commands = (
        ["send", TINY], ["due", TINY], ["send", TINY, "--dry-run"], ["due", "--dry-run"], ["deliveries"],
        ["send", TINY, "--reissue"], ["deliveries", "--format", "json"],
    )  # fmt: skip
    for command in commands:
        assert cli.main(command) == 1, command
        said = capsys.readouterr()
        assert said.err.count("RG93") == 1, command
        assert "nothing is sent" in said.err
        assert "Traceback" not in said.err
        assert standing(output) == before, command


def test_accepted_it_goes_on(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = project / "output"
    assert cli.main(["send", TINY]) == 0
    letters = {path.name: path.read_bytes() for path in (output / "outbox").iterdir()}
    (output / "ledger.sqlite").unlink()
    assert cli.main(["deliveries", "--accept-new-ledger"]) == 0
    assert "nothing was ever sent" in capsys.readouterr().out
    assert cli.main(["send", TINY]) == 0
    assert letters.keys() == {path.name for path in (output / "outbox").iterdir()}
    no_database(LedgerPlaces(output))
    assert cli.main(["send", TINY, "--accept-new-ledger", "--dry-run"]) == 1, "a rehearsal decides nothing"
    assert cli.main(["send", TINY, "--accept-new-ledger"]) == 0
    assert "put aside: ledger.sqlite." in capsys.readouterr().out


def test_a_process_says_it_on_one_line_of_json(project: Path) -> None:
    assert reportgen("send", TINY, cwd=project).returncode == 0
    (project / "output" / "ledger.sqlite").write_bytes(b"")
    done = reportgen("due", TINY, "--log", "json", cwd=project)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert '"code": "RG931"' in done.stderr


def test_what_is_unknown_is_settled_by_a_person(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger(project / "output" / "ledger.sqlite") as ledger:
        row = parcel("ann@example.com").delivery
        ledger.enqueue(row)
        ledger.settle(row, State.UNKNOWN, "cut off", NOW)
    assert cli.main(["deliveries"]) == 1
    assert cli.main(["deliveries", "edition", "--arrived", "ben@example.com"]) == 2
    assert cli.main(["deliveries", "--arrived", "ann@example.com"]) == 2
    assert cli.main(["deliveries", "edition", "--arrived", "Ann@Example.com"]) == 0
    assert "said to have arrived" in capsys.readouterr().out
    assert cli.main(["deliveries", "edition", "--arrived", "ann@example.com"]) == 2, (
        "nothing is unknown any more"
    )


def test_letters_and_approvals_are_their_owners(project: Path) -> None:
    before = os.umask(0)
    try:
        assert cli.main(["approve", TINY, "--by", "Ann Lee"]) == 0
        assert cli.main(["send", TINY]) == 0
    finally:
        os.umask(before)
    output = project / "output"
    files = [*(output / "outbox").iterdir(), *(output / "approvals").iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((output / "outbox").stat().st_mode) == 0o700


def test_a_ledger_of_a_newer_program_is_left_alone(kept: LedgerPlaces) -> None:
    sql(kept.ledger, "PRAGMA user_version = 9")
    with pytest.raises(LedgerError, match="version 9"):
        copy_to_read(kept.output)


def test_a_ledger_of_another_project_with_its_id_and_backup_is_told_by_the_letters(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that says which ledger belongs here was copied with it; only the letters know better."""
    places, other = LedgerPlaces(project / "output"), LedgerPlaces(project / "other")
    assert cli.main(["send", TINY]) == 0
    letters = sorted(places.outbox.iterdir())
    for _ in range(2):
        with open_to_write(other.output) as ledger:
            ledger.mark_done("edition", NOW, NOW, "built")
    for name in ("ledger", "witness", "backup"):
        shutil.copy(getattr(other, name), getattr(places, name))
    before = standing(places.output)
    for arguments in (["send", TINY], ["send", TINY, "--dry-run"], ["deliveries"]):
        capsys.readouterr()
        assert cli.main(arguments) == 1
        said = capsys.readouterr().err
        assert "RG933" in said and f"outbox/{TINY}." in said and "--rebuild" in said
    assert standing(places.output) == before
    assert cli.main(["deliveries", "--rebuild"]) == 0
    assert cli.main(["send", TINY]) == 0
    assert sorted(places.outbox.iterdir()) == letters, "nobody gets it twice"
    for name in ("ledger", "witness", "backup"):
        shutil.copy(getattr(other, name), getattr(places, name))
    assert "is adopted" in accept_what_is_there(places.output, NOW)
    assert accept_what_is_there(places.output, NOW) == "", "once accepted it is not asked again"
    with open_to_write(places.output):
        pass
