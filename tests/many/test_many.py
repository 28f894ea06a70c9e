"""Many editions at once by the command line: the same bytes, faults that cost one edition alone, and going on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from small import write_small
from support import PATIENCE, environment, reportgen

from reportgen import cli
from reportgen.cataloguing import last_failures
from reportgen.errors import MachineLacks, Misuse
from reportgen.many.crew import Cluster
from reportgen.many.gathering import Gathering
from reportgen.many.task import Returned, Task
from reportgen.press.limits import Limits

WRONG = {"facts.yaml": ('printed: "12.5 m USD"', 'printed: "13.5 m USD"')}
ENDLESS = {
    "en.md": (
        "[[lead]]",
        '[[lead]]\n{{ []|slice(99999999999)|map("length")|select("gt", 5)|list }}',
    )
}


def outcomes(said: str) -> dict[str, str]:
    """The outcome of each edition by the log."""
    lines = [json.loads(line) for line in said.splitlines()]
    return {line["edition"]: line["outcome"] for line in lines if line["edition"] is not None}


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but for those that are the program's own."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("[!.]*"))
        if path.is_file()
    }


def begun(folder: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """A command that goes on."""
    return subprocess.Popen(
        [sys.executable, "-m", "reportgen", *arguments],
        cwd=folder, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def rooms(owner: int) -> list[int]:
    """The pressrooms of a process."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            line, status = (path / "cmdline").read_bytes(), (path / "stat").read_text()
        except OSError:
            continue
        if b"pressroom_work" in line and int(status.rpartition(")")[2].split()[1]) == owner:
            found.append(int(path.name))
    return found


def until(what: Callable[[], Any], process: subprocess.Popen[str]) -> Any:
    """Wait until something is there, as long as the process runs."""
    while not (found := what()):
        assert process.poll() is None, process.communicate()
    return found


def test_many_at_once_give_what_one_after_the_other_gives(tmp_path: Path) -> None:
    for name in ("alder", "birch", "cedar"):
        write_small(tmp_path / "data", name)
    write_small(tmp_path / "data", "wrong", WRONG)
    many = reportgen("build", "data/*", "--jobs", 2, "--output", "many", "--log", "json", cwd=tmp_path)
    assert many.returncode == 1
    assert outcomes(many.stderr) == {"alder": "built", "birch": "built", "cedar": "built", "wrong": "refused"}
    single = reportgen("build", "alder", "birch", "cedar", "--output", "single", cwd=tmp_path)
    assert single.returncode == 0
    assert files(tmp_path / "many") == files(tmp_path / "single")
    again = reportgen(
        "build", "data/*", "--jobs", 2, "--output", "many", "--if-changed", "--log", "json", cwd=tmp_path
    )
    assert set(outcomes(again.stderr).values()) == {"unchanged", "refused"}


def test_a_pattern_that_fits_nothing_is_said(tmp_path: Path) -> None:
    said = reportgen("build", "data/*", "--jobs", 2, cwd=tmp_path)
    assert (said.returncode, said.stderr.count("no edition fits 'data/*'")) == (2, 1)


def test_a_worker_that_is_killed_costs_one_more_try(tmp_path: Path) -> None:
    write_small(tmp_path / "data", "alder")
    process = begun(tmp_path, "build", "alder", "--jobs", "1", "--log", "json")
    os.kill(until(lambda: rooms(process.pid), process)[0], signal.SIGKILL)
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, outcomes(said)) == (0, {"alder": "built"})
    (told,) = [line["error"] for line in map(json.loads, said.splitlines()) if line["edition"] is None]
    assert told.startswith("alder is handed out once more: ")


def test_a_poisonous_edition_is_named_and_all_others_are_there(tmp_path: Path) -> None:
    write_small(tmp_path / "data", "alder")
    write_small(tmp_path / "data", "poison", ENDLESS)
    write_small(tmp_path / "data", "zelkova")
    said = reportgen("build", "data/*", "--jobs", 1, "--time-limit", 10, "--log", "json", cwd=tmp_path)
    assert outcomes(said.stderr) == {"alder": "built", "poison": "refused", "zelkova": "built"}
    assert "RG606" in said.stderr


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    names = ("alder", "birch", "cedar", "elm")
    for name in names:
        write_small(tmp_path / "data", name)
    process = begun(tmp_path, "build", "data/*", "--jobs", "1", "--log", "json")
    until((tmp_path / "output" / "alder" / "manifest.json").exists, process)
    left = rooms(process.pid)
    process.terminate()
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 143
    assert not any(Path(f"/proc/{pid}").exists() for pid in left)
    again = reportgen("build", "data/*", "--jobs", 1, "--if-changed", "--log", "json", cwd=tmp_path)
    came = outcomes(again.stderr)
    assert (again.returncode, set(came), came["alder"]) == (0, set(names), "unchanged")


def test_two_builds_of_one_set_at_once_both_end_well(tmp_path: Path) -> None:
    for name in ("alder", "birch", "cedar"):
        write_small(tmp_path / "data", name)
    arguments = ("build", "data/*", "--jobs", "1", "--if-changed", "--log", "json")
    both = [begun(tmp_path, *arguments), begun(tmp_path, *arguments)]
    said = [process.communicate(timeout=PATIENCE)[1] for process in both]
    came = [outcomes(one) for one in said]
    assert all(process.returncode in (0, 75) for process in both), said
    for name in ("alder", "birch", "cedar"):
        assert sorted({one[name] for one in came}) in (["built", "unchanged"], ["built", "locked"]), came
        assert (tmp_path / "output" / name / "manifest.json").exists()


def test_a_full_disk_at_the_one_who_asks_is_said_of_each(tmp_path: Path) -> None:
    write_small(tmp_path / "data", "alder")
    full = tmp_path / "output"
    full.write_text("no folder")
    said = reportgen("build", "data/*", "--jobs", 1, "--log", "json", cwd=tmp_path)
    assert (said.returncode, outcomes(said.stderr)) == (1, {"alder": "failed"})


def test_no_process_at_all_is_refused(tmp_path: Path) -> None:
    said = reportgen("build", "alder", "--jobs", 0, cwd=tmp_path)
    assert (said.returncode, said.stderr.startswith("usage:")) == (2, True)


def test_many_are_checked_at_once_with_what_one_after_the_other_says(tmp_path: Path) -> None:
    for name in ("alder", "birch"):
        write_small(tmp_path / "data", name)
    write_small(tmp_path / "data", "wrong", WRONG)
    lost = [reportgen("check", "nosuch", "alder", *jobs, cwd=tmp_path) for jobs in ((), ("--jobs", 1))]
    for one in lost:
        assert (one.returncode, one.stdout.strip()) == (2, "alder: 2 sourced"), one.stdout
        assert one.stderr.splitlines()[0].startswith("reportgen: nosuch: there is no edition 'nosuch'")
    many = reportgen("check", "data/*", "--jobs", 2, cwd=tmp_path)
    single = reportgen("check", "data/*", cwd=tmp_path)
    assert (many.returncode, single.returncode) == (1, 1)
    assert sorted(many.stdout.splitlines()) == sorted(single.stdout.splitlines())
    for said in (many.stderr, single.stderr):
        head, wrong = said.splitlines()[-2:]
        assert head == "reportgen: 2 clean, 1 refused; stopped:"
        assert wrong.startswith("  wrong: RG")
    assert not (tmp_path / "output").exists()


def test_a_build_alone_settles_what_a_run_of_many_found(tmp_path: Path) -> None:
    write_small(tmp_path / "data", "alder")
    write_small(tmp_path / "data", "wrong", WRONG)
    assert reportgen("build", "data/*", "--jobs", 1, "--format", "html", cwd=tmp_path).returncode == 1
    assert [*last_failures(tmp_path / "output")] == ["wrong"]
    assert reportgen("build", "data/wrong", "--format", "html", cwd=tmp_path).returncode == 1
    assert [*last_failures(tmp_path / "output")] == ["wrong"]
    shutil.rmtree(tmp_path / "data" / "wrong")
    write_small(tmp_path / "data", "wrong")
    assert reportgen("build", "data/wrong", "--format", "html", cwd=tmp_path).returncode == 0
    assert last_failures(tmp_path / "output") == {}


@pytest.mark.parametrize("command", ["build", "check", "new"])
def test_a_cluster_out_of_reach_is_said_of_each_and_once_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("reportgen.many.crew.Cluster.__init__.__defaults__", (0.5, 300.0))
    (tmp_path / "filings").mkdir()
    for name in ("alder", "birch"):
        write_small(tmp_path / "data", name)
        (tmp_path / "filings" / name).write_text("{}", "utf-8")
    asked = ["new", "--from", "filings"] if command == "new" else [command, "data/*"]
    cluster = ["--cluster", "127.0.0.1:9"]
    assert cli.main([*asked, *cluster]) == 3
    said = capsys.readouterr().err
    assert said.count("no Dask scheduler answers at 127.0.0.1:9") == (3 if command == "check" else 2)
    assert "\n  alder, birch: no Dask scheduler answers at" in said
    if command != "check":
        assert cli.main([*asked, *cluster, "--log", "json"]) == 3
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        assert sorted((Path(one["edition"]).name, one["outcome"]) for one in lines) == [
            ("alder", "failed"), ("birch", "failed"),
        ]  # fmt: skip
    if command == "build":
        assert sorted(last_failures(tmp_path / "output")) == ["alder", "birch"]


@pytest.mark.parametrize("address", ["foo://127.0.0.1:8786", "tcp://", ""])
def test_what_is_no_address_of_a_scheduler_is_a_misuse(address: str) -> None:
    with pytest.raises(Misuse, match="tcp://HOST:8786"):
        Cluster(address)


class Losing:
    """Workers that are lost with each task."""

    shares_disk = True
    size = 1

    def submit(self, task: Task) -> Future[Returned]:
        future: Future[Returned] = Future()
        future.set_exception(KeyError("carry_out_task-9c38 on 1 different workers"))
        return future

    def dismiss(self, where: str) -> bool:
        return False

    def missing(self) -> MachineLacks | None:
        return None

    def close(self) -> None:
        pass


class Nothing:
    """An errand without work."""

    def begin(self, edition: str, held: ExitStack) -> Task:
        return Task.of(Limits(1, 1), len, "")

    def finish(self, edition: str, value: int) -> int:
        return value


def test_a_lost_worker_is_no_fault_of_the_edition_and_said_in_plain_words() -> None:
    said = list[str]()
    (settled,) = Gathering(Losing(), Nothing(), said.append).over(["data/acme"])
    assert said == [f"acme is handed out once more: {settled.came}"]
    assert isinstance(settled.came, MachineLacks)
    assert str(settled.came).startswith("its worker was lost: killed, out of memory, or its machine gone")
    assert "carry_out_task" not in str(settled.came)
