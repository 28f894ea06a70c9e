"""`due --jobs`: built by many, and all else as one after the other: the same ledger, the same mails, the same words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from delivery.month import OPERATOR, Desk
from many.test_many import begun, until
from signers import holder
from support import PATIENCE, Here, reportgen

from reportgen import cli, delivering
from reportgen.delivery import environment
from reportgen.press import placing
from reportgen.press.manifest import signer_in
from reportgen.proof.origin import Trusting
from reportgen.proof.verify import verify

MONDAY: Final = datetime(2026, 2, 2, 7, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
DAY: Final = date(2026, 2, 2)
WORKING: Final = 'not-before: "06:00"\nweekdays: [mon, tue, wed, thu, fri]\n'
DESKS: Final = tuple(
    Desk(name, "Europe/London", schedule, {DAY: figure}, {})
    for name, schedule, figure in (
        ("approved", f"{WORKING}approvals: 1\n", "11.1"),
        ("busy", WORKING, "12.1"),
        ("fed", f"{WORKING}refresh:\n  - {{from: incoming/fed}}\n", "13.1"),
        ("hungry", f"{WORKING}refresh:\n  - {{from: incoming/hungry}}\n", "14.1"),
        ("later", 'not-before: "06:00"\nweekdays: [fri]\n', "15.1"),
        ("old", f"{WORKING}max-age: 1 days\n", "16.1"),
        ("plain", WORKING, "17.1"),
        ("sealed", 'embargo: "2026-02-02 08:30"\n', "18.1"),
        ("wrong", WORKING, "19.1"),
    )
)
FILING: Final = """\
concept,period,scenario,value,unit,source,locator,printed
sales,2025Q3,actual,9.5 m,USD,rel,¶3,9.5 m USD
"""


@dataclass
class Side:
    """A project, and how `due` is run on it."""

    root: Path
    options: tuple[str, ...]
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def write(self) -> None:
        for desk in DESKS:
            folder = self.root / "data" / desk.name
            folder.mkdir(parents=True)
            for file, text in desk.files(DAY).items():
                (folder / file).write_text(text, "utf-8")
        facts = self.root / "data" / "wrong" / "facts.yaml"
        facts.write_text(facts.read_text("utf-8").replace('printed: "19.1', 'printed: "29.1'), "utf-8")
        (self.root / "incoming" / "fed").mkdir(parents=True)
        (self.root / "incoming" / "fed" / "quarter.csv").write_text(FILING, "utf-8")

    def run(self, now: datetime, *command: str) -> tuple[int, list[str], list[dict[str, Any]]]:
        """A command's exit code, what it says, and its lines of JSON without what another hour would change."""
        self.monkeypatch.chdir(self.root)
        self.monkeypatch.setattr(environment, "now", lambda: now)
        code = cli.main([*(command or ("due", *self.options, "--log", "json"))])
        out, err = self.capsys.readouterr()
        lines = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
        for line in lines:
            for key in ("time", "seconds", "worker"):
                line.pop(key, None)
            if line["outcome"] == "locked":
                line["error"] = line["error"].partition(" since ")[0]
        return code, out.splitlines(), lines

    def ledger(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, but for the id that a ledger draws."""
        with sqlite3.connect(self.root / "output" / "ledger.sqlite") as base:
            names = [row[0] for row in base.execute("select name from sqlite_master where type = 'table'")]
            rows = {name: sorted(base.execute(f"select * from {name}"), key=repr) for name in names}
        return {name: [row for row in found if row[0] != "ledger"] for name, found in rows.items()}

    def arrived(self) -> dict[str, bytes]:
        """Every letter of the outbox."""
        box = self.root / "output" / "outbox"
        return {str(path.relative_to(box)): path.read_bytes() for path in sorted(box.rglob("*.eml"))}

    def built(self) -> dict[str, bytes]:
        """Every file of every build, those under embargo, too."""
        output = self.root / "output"
        paths = (path for desk in DESKS for path in output.glob(f"**/{desk.name}/*"))
        return {str(path.relative_to(output)): path.read_bytes() for path in sorted(paths)}


@pytest.fixture
def sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[tuple[Side, Side]]:
    monkeypatch.setattr(delivering, "workers_of", lambda _: Here())
    made = (
        Side(tmp_path / "alone" / "project", (), monkeypatch, capsys),
        Side(tmp_path / "together" / "project", ("--jobs", "2"), monkeypatch, capsys),
    )
    for side in made:
        side.write()
    yield made


def flat(came: Any) -> list[Any]:
    """What was seen, piece by piece, so that a difference shows."""
    if isinstance(came, (list, tuple)):
        return [piece for one in came for piece in flat(one)]
    return list(came.items()) if isinstance(came, dict) else [came]


def test_a_day_together_is_a_day_one_after_the_other(sides: tuple[Side, Side]) -> None:
    came: list[list[Any]] = [[], []]
    for side, seen in zip(sides, came, strict=True):
        with placing.locked(side.root / "output", "busy"):
            seen.append(side.run(MONDAY))
        seen.append(side.built())
        seen.append(side.run(MONDAY + HOUR, "approve", "approved", "--by", "Ann Lee"))
        seen.append(side.run(MONDAY + 2 * HOUR))
        seen.append(side.run(MONDAY + 24 * HOUR))
        seen += [side.built(), side.arrived(), side.ledger()]
    alone, together = came
    for one, other in zip(flat(alone), flat(together), strict=True):
        assert one == other
    code, _, lines = together[0]
    assert code == 1
    assert {line["edition"]: line["outcome"] for line in lines} == {
        "approved": "refused", "busy": "locked", "fed": "sent", "hungry": "refused", "later": "idle",
        "old": "sent", "plain": "sent", "sealed": "built", "wrong": "refused",
    }  # fmt: skip
    readers = [name for name in together[6] if OPERATOR not in name]
    assert len(readers) == 2 * len(("approved", "busy", "fed", "old", "plain", "sealed"))


def test_what_is_built_together_is_signed_by_whoever_asked(sides: tuple[Side, Side]) -> None:
    signer = holder("Acme")
    for side in sides:
        side.monkeypatch.setenv("REPORTGEN_SIGNING_KEY_FILE", str(signer.file(side.root)))
        code, _, _ = side.run(MONDAY, "due", "plain", "sealed", *side.options, "--log", "json")
        assert code == 0
        for folder in (side.root / "output" / "plain", *side.root.glob("output/.embargoed/sealed")):
            assert signer_in((folder / "manifest.json").read_bytes())
            paths = [path for path in folder.iterdir() if path.suffix in (".pdf", ".html", ".json")]
            verified, _ = verify(paths, MONDAY, Trusting((signer.der,), signer.fingerprint))
            assert all(one.origin.holds for one in verified)
    alone, together = (side.built() for side in sides)
    assert alone.keys() == together.keys()


def test_a_rehearsal_builds_nothing(sides: tuple[Side, Side]) -> None:
    said = [side.run(MONDAY, "due", *side.options, "--dry-run") for side in sides]
    assert said[0] == said[1]
    assert not (sides[1].root / "output" / "fed").exists()


def test_a_cluster_out_of_reach_is_told_of_each_that_was_to_be_built(sides: tuple[Side, Side]) -> None:
    side = sides[1]
    side.monkeypatch.setattr("reportgen.many.crew.Cluster.__init__.__defaults__", (0.5, 300.0))
    code, _, lines = side.run(
        MONDAY, "due", "plain", "later", "--cluster", "tcp://127.0.0.1:9", "--log", "json"
    )
    assert (code, [line["outcome"] for line in lines]) == (3, ["failed", "idle"])
    assert "no Dask scheduler answers" in lines[0]["error"]
    assert [one["state"] for one in lines[0]["told"]] == ["sent"]


def test_one_that_is_stopped_and_one_beside_another_send_each_brief_once(tmp_path: Path) -> None:
    names = ("alder", "birch", "cedar", "elm")
    for name in names:
        desk = Desk(name, "UTC", 'not-before: "00:00"\nmax-age: 9999 days\n', {DAY: "11.1"}, {})
        (tmp_path / "data" / name).mkdir(parents=True)
        for file, text in desk.files(DAY).items():
            (tmp_path / "data" / name / file).write_text(text, "utf-8")
    outbox, command = tmp_path / "output" / "outbox", ("due", "--jobs", "1", "--log", "json")
    first = begun(tmp_path, *command)
    until(lambda: list(outbox.glob("alder.*.eml")), first)
    first.terminate()
    _, said = first.communicate(timeout=PATIENCE)
    assert first.returncode == 143, said
    both = [begun(tmp_path, *command) for _ in range(2)]
    said_by = [process.communicate(timeout=PATIENCE)[1] for process in both]
    assert all(process.returncode in (0, 75) for process in both), said_by
    last = reportgen(*command, cwd=tmp_path)
    assert last.returncode == 0, last.stderr
    assert sorted(path.name.partition(".")[0] for path in outbox.glob("*.eml")) == sorted([*names, *names])
