"""Overlapping runs of `build --if-changed`: real processes, eight at a time, and one build."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from delivery.test_overlap import SIXTY_OR_MORE, overlapping
from support import TINY, write_tiny

from reportgen import build, cli  # noqa: F401  loaded once, for all the children


@pytest.mark.parametrize("runs", SIXTY_OR_MORE)
def test_overlapping_runs_leave_one_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int) -> None:
    write_tiny(tmp_path)
    monkeypatch.chdir(tmp_path)
    command = ["build", TINY, "--if-changed", "--format", "html", "--lang", "en", "--log", "json"]

    def work() -> int:
        said = tmp_path / "said.txt"
        with said.open("a", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(out):
            return cli.main(command)

    codes = overlapping(work, tmp_path / "noise.txt", runs)
    said = (tmp_path / "said.txt").read_text("utf-8").splitlines()
    outcomes = Counter(json.loads(line)["outcome"] for line in said if line.startswith("{"))
    assert outcomes["built"] == 1, said[-5:]
    assert outcomes.total() == runs
    assert outcomes.keys() <= {"built", "locked", "unchanged"}
    assert codes == Counter({0: outcomes["built"] + outcomes["unchanged"], 75: outcomes["locked"]})
    assert cli.main(command) == 0
    assert {path.name for path in (tmp_path / "output").iterdir()} == {TINY, f".{TINY}.lock"}
