"""Large sets with faults in them: each is named with its own code, and all others are there."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from many.test_many import ENDLESS, outcomes
from small import write_small
from support import reportgen

from reportgen import cli

OTHER: Final = '{value: 14.5 m USD, source: rel ¶4, printed: "14.5 m USD"}'
# What is wrong, by the code that says so.
WRONG: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "RG101": {"facts.yaml": ("entity: it", "entity: [it")},
    "RG110": {"brief.yaml": ("kicker:", "kickers:")},
    "RG203": {"brief.yaml": ("date: 2026-02-02", "date: 2026-02-31")},
    "RG205": {"en.md": ('were {{ cite("sales") }}', 'were {{ cite("profit") }}')},
    "RG302": {"facts.yaml": ("Q4: {stated: [", f"Q4: {{stated: [{OTHER}, ")},
    "RG501": {},  # its text is taken away
    "RG516": {"en.md": ("Sales were", "Sales of 77 people were")},
    "RG530": {"en.md": ("Sales were", "Sales \U00012000 were")},
    "RG606": ENDLESS,
    "RG803": {"facts.yaml": ('printed: "12.5 m USD"', 'printed: "13.5 m USD"')},
}  # fmt: skip


def write_set(project: Path, count: int) -> None:
    """A set of so many editions, of which ten are wrong in ten ways, strewn among the others."""
    apart = count // len(WRONG)
    for number in range(count):
        code = [*WRONG][number // apart] if number % apart == 0 else ""
        name = f"n{number:03}-{code.lower() or 'sound'}"
        folder = write_small(
            project / "data", name, WRONG.get(code), f"{12.5 if code else 13 + number / 10:.1f}"
        )
        if code == "RG501":
            (folder / "en.md").unlink()


@pytest.mark.parametrize("count", [20, pytest.param(200, marks=pytest.mark.long)])
def test_ten_of_a_set_are_wrong_in_ten_ways(tmp_path: Path, count: int) -> None:
    write_set(tmp_path, count)
    arguments = ("build", "data/*", "--jobs", 2, "--time-limit", 8, "--log", "json")
    said = reportgen(*arguments, cwd=tmp_path)
    lines = {line["edition"]: line for line in map(json.loads, said.stderr.splitlines())}
    wrong = {name: line for name, line in lines.items() if line["outcome"] != "built"}
    assert (said.returncode, len(lines), len(wrong)) == (1, count, len(WRONG))
    assert {name.partition("-")[2].upper() for name in wrong} == set(WRONG)
    for name, line in wrong.items():
        assert line["outcome"] == "refused"
        assert name.partition("-")[2].upper() in {one["code"] for one in line["findings"]}
    standing = {path.parent.name for path in (tmp_path / "output").glob("*/manifest.json")}
    assert standing == set(lines) - set(wrong)
    assert reportgen("index", cwd=tmp_path).returncode == 0
    told = json.loads((tmp_path / "output" / "index.json").read_text("utf-8"))["editions"]
    assert {one["name"] for one in told} == set(lines)
    for one in told:
        assert one["failed"].startswith(one["name"].partition("-")[2].upper() if one["name"] in wrong else "")
        assert bool(one["failed"]) == (one["name"] in wrong)


def test_what_stands_is_looked_at_by_hashes_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No worker is asked, nothing is read as YAML, and no file of the output is written."""
    names = ("alder", "birch", "cedar")
    for name in names:
        write_small(tmp_path / "data", name)
    assert reportgen("build", "data/*", "--jobs", 2, cwd=tmp_path).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "output").glob("*/*")}
    monkeypatch.chdir(tmp_path)
    for what in (
        "reportgen.many.crew.Threads.submit",
        "reportgen.check.check",
        "reportgen.press.placing.put",
    ):
        monkeypatch.setattr(what, None)
    monkeypatch.setattr("yaml.compose", None)
    monkeypatch.setattr("reportgen.facts.text.read_yaml", None)
    assert cli.main(["build", "data/*", "--jobs", "2", "--if-changed", "--log", "json"]) == 0
    assert outcomes(capsys.readouterr().err) == dict.fromkeys(names, "unchanged")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "output").glob("*/*")} == before


@contextmanager
def disk_of(folder: Path, size: str) -> Iterator[None]:
    """A file system of that size; for root alone, and not in every container."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_disk_that_fills_up_keeps_what_it_took_and_the_rest_is_named(tmp_path: Path) -> None:
    names = ("alder", "birch", "cedar", "elm", "fir")
    for name in names:
        write_small(tmp_path / "data", name)
    output = tmp_path / "output"
    arguments: tuple[Any, ...] = ("build", "data/*", "--jobs", 2, "--log", "json")
    with disk_of(output, "600k"):
        said = reportgen(*arguments, cwd=tmp_path)
        came = outcomes(said.stderr)
        assert (said.returncode, set(came)) == (1, set(names)), said.stderr
        assert set(came.values()) == {"built", "failed"}
        assert "No space left on device" in said.stderr
        built = {name for name, outcome in came.items() if outcome == "built"}
        assert {path.parent.name for path in output.glob("*/manifest.json")} == built
        assert list(output.glob(".*.new")) == []
        subprocess.run(["mount", "-o", "remount,size=20m", output], check=True)
        again = reportgen(*arguments, "--if-changed", cwd=tmp_path)
        came = outcomes(again.stderr)
        assert (again.returncode, {name for name in names if came[name] == "unchanged"}) == (0, built)


def test_a_record_of_runs_that_cannot_be_written_is_no_fault_of_an_edition(tmp_path: Path) -> None:
    write_small(tmp_path / "data", "alder")
    (tmp_path / "output" / ".runs.jsonl").mkdir(parents=True)
    said = reportgen("build", "data/*", "--jobs", 1, "--log", "json", cwd=tmp_path)
    assert (said.returncode, outcomes(said.stderr)) == (0, {"alder": "built"})
    assert "cannot be written" in json.loads(said.stderr)["unrecorded"]
