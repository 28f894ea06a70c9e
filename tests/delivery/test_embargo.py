"""An edition under embargo: built ahead where only its owner can read it, approved there, put in place when it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from delivery.kills import Countdown
from support import ARTIFACTS, TEMPLATES, TINY, Here, ended, forked, write_tiny

from reportgen import cli, delivering
from reportgen.brief.inputs import Project
from reportgen.delivery import environment
from reportgen.delivery.schedules import embargoed
from reportgen.press import placing

END = datetime(2026, 2, 2, 0, 30, tzinfo=UTC)  # 08:30 in Taipei
HOUR = timedelta(hours=1)
MOST = 300  # steps after which putting in place must have come to its end
CORRECTED = {
    "facts.yaml": {
        "value: -310 m USD": "value: -320 m USD", 'printed: "-$310 million"': 'printed: "-$320 million"',
    }
}  # fmt: skip


@dataclass
class Desk:
    """A project under embargo, and the command line at moments of the test's choosing."""

    project: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    @property
    def private(self) -> Path:
        return self.project / "output" / ".embargoed"

    @property
    def place(self) -> Path:
        return self.project / "output" / TINY

    def run(self, now: datetime, *command: str) -> tuple[int, str]:
        """A command's exit code, and all that it says."""
        self.monkeypatch.setattr(environment, "now", lambda: now)
        self.monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
        code = cli.main([*command])
        return code, "".join(self.capsys.readouterr())

    def due(self, now: datetime) -> tuple[str, int, list[str]]:
        """What the line of JSON says: outcome, exit code, the codes of findings that stop."""
        said = self.run(now, "due", "--log", "json")[1]
        (line,) = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        stops = [finding["code"] for finding in line["findings"] if finding["severity"] == "error"]
        return line["outcome"], line["exit"], stops

    def say(self, old: str, new: str) -> None:
        """Change delivery.yaml."""
        file = self.project / "data" / TINY / "delivery.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def names(self) -> set[str]:
        return {path.name for path in self.private.iterdir() if not path.name.startswith(".")}


@pytest.fixture
def desk(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """The edition is not built; the umask keeps nothing from anybody."""
    shutil.rmtree(project / "output" / TINY)
    desk = Desk(project, monkeypatch, capsys)
    desk.say("max-age:", 'embargo: "2026-02-02 08:30"\nmax-age:')
    before = os.umask(0)
    yield desk
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_built_ahead_for_its_owner_alone(desk: Desk) -> None:
    assert desk.due(END - 25 * HOUR) == ("idle", 0, [])
    assert desk.due(END - 2 * HOUR) == ("built", 0, [])
    assert {path.name for path in (desk.private / TINY).iterdir()} == set(ARTIFACTS)
    assert (mode(desk.private), mode(desk.private / TINY)) == (0o700, 0o700)
    assert not desk.place.exists()
    assert not (desk.project / ".cache").exists()
    assert not (desk.project / "output" / "outbox").exists()
    assert desk.due(END - HOUR) == ("unchanged", 0, [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_nobody_else_can_read_it(desk: Desk) -> None:
    desk.due(END - 2 * HOUR)
    for folder in (desk.project, *desk.project.parents):
        if folder != Path("/") and folder.owner() == "root":
            folder.chmod(mode(folder) | 0o005)
    found = desk.private / TINY / "numbers.json"

    def look() -> int:
        os.setgid(65534)
        os.setuid(65534)
        assert (desk.project / "output" / "ledger.sqlite").is_file()
        project = Project(desk.project / "data", desk.project / "output", (TEMPLATES,))
        assert not embargoed.is_held(project, TINY)
        embargoed.forget_all_but(project, ())
        try:
            found.read_bytes()
        except PermissionError:
            return 7
        return 0

    assert ended(forked(look, desk.project / "said.txt")) == 7


def test_a_folder_that_somebody_opened_is_closed_again(desk: Desk) -> None:
    desk.private.mkdir(0o777)
    assert desk.due(END - 2 * HOUR)[:2] == ("built", 0)
    assert mode(desk.private) == 0o700


def test_a_link_in_its_place_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    desk.private.symlink_to(tmp_path / "elsewhere")
    assert desk.due(END - 2 * HOUR)[:2] == ("failed", 1)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_what_is_broken_is_said_the_evening_before(desk: Desk) -> None:
    stated = "value: 12.42 bn USD, source: release ¶7"
    write_tiny(desk.project, {"facts.yaml": {stated: stated.replace("42", "52")}})
    desk.say("max-age:", 'embargo: "2026-02-02 08:30"\nmax-age:')
    outcome, code, stops = desk.due(END - 2 * HOUR)
    assert (outcome, code) == ("refused", 1)
    assert "RG302" in stops
    assert not (desk.private / TINY).exists()


def test_a_message_that_cannot_be_written_is_said_the_evening_before(desk: Desk) -> None:
    desk.say("exhibit: sales-path", "exhibit: no-such")
    assert desk.due(END - 2 * HOUR) == ("refused", 1, ["RG504"])


def test_sending_by_hand_stops_before_it_ends(desk: Desk) -> None:
    code, said = desk.run(END - 3 * HOUR, "send", TINY)
    assert (code, "RG921" in said, "reportgen build" in said) == (1, True, False)
    desk.due(END - 2 * HOUR)
    code, said = desk.run(END - HOUR, "send", TINY)
    assert (code, "RG921" in said) == (1, True)
    code, said = desk.run(END - HOUR, "send", TINY, "--dry-run")
    assert (code, "past its embargo: STOPS: RG921" in said) == (1, True)
    assert not (desk.project / ".cache").exists()
    assert not desk.place.exists()


def test_when_it_ends_it_is_put_in_place_and_sent(desk: Desk) -> None:
    desk.due(END - 2 * HOUR)
    built = {path.name: path.read_bytes() for path in (desk.private / TINY).iterdir()}
    assert desk.due(END) == ("sent", 0, [])
    assert {path.name: path.read_bytes() for path in desk.place.iterdir()} == built
    assert desk.names() == set()
    assert desk.due(END + HOUR) == ("idle", 0, [])


def test_it_takes_the_place_of_an_older_build(desk: Desk) -> None:
    desk.place.mkdir()
    (desk.place / "older.txt").write_text("of before")
    (desk.place / "manifest.json").write_text('{"artifacts": [{"name": "older.txt"}]}')
    desk.due(END - 2 * HOUR)
    assert desk.due(END) == ("sent", 0, [])
    assert {path.name for path in desk.place.iterdir()} == set(ARTIFACTS)


def test_an_approval_of_before_holds_when_it_ends(desk: Desk) -> None:
    desk.say("max-age:", "approvals: 1\nmax-age:")
    code, said = desk.run(END - 3 * HOUR, "approve", TINY, "--by", "Ann")
    assert (code, "RG921" in said) == (1, True)
    desk.due(END - 2 * HOUR)
    assert desk.run(END - HOUR, "approve", TINY, "--by", "Ann")[0] == 0
    assert desk.due(END) == ("sent", 0, [])


def test_a_change_in_between_is_not_lost_and_voids_the_approval(desk: Desk) -> None:
    desk.say("max-age:", "approvals: 1\nmax-age:")
    desk.due(END - 2 * HOUR)
    desk.run(END - HOUR, "approve", TINY, "--by", "Ann")
    facts = desk.project / "data" / TINY / "facts.yaml"
    text = facts.read_text("utf-8")
    for old, new in CORRECTED["facts.yaml"].items():
        text = text.replace(old, new)
    facts.write_text(text, "utf-8")
    code, said = desk.run(END - HOUR, "approve", TINY, "--by", "Ben")
    assert (code, "RG908" in said, f"reportgen due {TINY}" in said) == (1, True, True)
    assert desk.due(END) == ("refused", 1, ["RG923"])
    assert b"-320" in (desk.place / "numbers.csv").read_bytes()
    assert desk.names() == set()


def test_an_embargo_that_ends_between_two_occurrences_is_no_less_over(desk: Desk) -> None:
    desk.say("weekdays: [mon, tue, wed, thu, fri]", "weekdays: [wed]")
    desk.due(END - 2 * HOUR)
    assert desk.due(END) == ("built", 0, [])
    assert desk.place.is_dir()
    assert desk.names() == set()
    assert not (desk.project / "output" / "outbox").exists()


def test_what_lost_its_embargo_is_tidied(desk: Desk) -> None:
    desk.due(END - 2 * HOUR)
    desk.say('"2026-02-02 08:30"', '"2026-02-20 08:30"')
    assert desk.due(END - HOUR) == ("idle", 0, [])
    assert desk.names() == {TINY}
    desk.say('embargo: "2026-02-20 08:30"', "")
    assert desk.due(END - 3 * HOUR) == ("unchanged", 0, [])
    assert desk.names() == set()
    assert not desk.place.exists()


def test_of_an_edition_that_is_gone_nothing_stays(desk: Desk) -> None:
    desk.due(END - 2 * HOUR)
    (desk.project / "data" / TINY).rename(desk.project / "data" / "other-2025q4")
    desk.run(END - 2 * HOUR, "due", "--dry-run")
    assert TINY in desk.names()
    desk.run(END - 30 * HOUR, "due")
    assert TINY not in desk.names()


# ---- killed on the way -------------------------------------------------------------------------------------------

BEFORE = {"manifest.json": b'{"artifacts": [{"name": "a.pdf"}]}', "a.pdf": b"of before"}
AFTER = {
    "manifest.json": b'{"artifacts": [{"name": "a.pdf"}, {"name": "b.pdf"}]}',
    "a.pdf": b"of after",
    "b.pdf": b"too",
}


def put_in_place_or_die(project: Project, steps: int, exchange: bool) -> None:
    """Put a build in place, and die at one of the steps: before or after whatever changes the disk."""
    countdown = Countdown(steps)

    def fatal(usual: Any) -> Any:
        def step(*arguments: Any, **options: Any) -> Any:
            countdown.pass_by()
            done = usual(*arguments, **options)
            countdown.pass_by()
            return done

        return step

    for name in ("rename", "replace", "mkdir", "fsync", "unlink", "rmdir", "chmod"):
        setattr(os, name, fatal(getattr(os, name)))
    placing._exchange = fatal(placing._exchange) if exchange else lambda *_: False
    embargoed.fresh.standing = lambda *_, **__: ()
    embargoed.put_into_output(project, TINY)


def files(folder: Path) -> dict[str, bytes] | None:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else None


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("before", [BEFORE, None])
def test_a_run_that_is_killed_leaves_it_private_or_in_place(
    tmp_path: Path, exchange: bool, before: dict[str, bytes] | None
) -> None:
    for step in range(1, MOST):
        project = Project(tmp_path / "data", tmp_path / str(step), (TEMPLATES,))
        place, private = project.output / TINY, project.output / ".embargoed" / TINY
        for folder, content in ((place, before), (private, AFTER)):
            folder.mkdir(parents=True)
            for name, data in (content or {}).items():
                (folder / name).write_bytes(data)
        if before is None:
            place.rmdir()
        code = ended(forked(partial(put_in_place_or_die, project, step, exchange), tmp_path / "said.txt"))
        assert code in (0, -signal.SIGKILL), (tmp_path / "said.txt").read_text("utf-8")
        with placing.locked(project.output, TINY), placing.locked(private.parent, TINY):
            pass  # what any later run begins with
        assert files(place) in (before, AFTER), f"step {step}"
        assert files(private) in (AFTER, None), f"step {step}"
        assert AFTER in (files(place), files(private)), f"step {step}"
        embargoed.put_into_output(project, TINY) if files(private) is not None else None
        assert (files(place), files(private)) == (AFTER, None)
        if code == 0:
            assert step > 15, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")
