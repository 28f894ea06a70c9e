"""The scheduler of a cluster goes away: it is found again, or what is left is named and can be gone on with."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from many.cluster import Cluster
from many.test_many import outcomes, until
from small import write_small
from support import PATIENCE, environment, reportgen

NAMES: Final = ("alder", "birch", "cedar", "elm", "fir")
# The command with less patience: seconds for a scheduler, and for workers.
HASTY: Final = """
import sys
from reportgen import cli
from reportgen.many import crew
crew.Cluster.__init__.__defaults__ = ({patience}, {desertion})
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        found: int = held.getsockname()[1]
    return found


@pytest.fixture
def cluster(bare_cluster: Cluster, port: int) -> Cluster:
    """A cluster whose scheduler can be begun anew in the same place."""
    bare_cluster.start("scheduler", "--port", str(port))
    return bare_cluster


def building(
    folder: Path, cluster: Cluster, patience: float, desertion: float = 300.0
) -> subprocess.Popen[str]:
    """A build of five editions that goes on."""
    for name in NAMES:
        write_small(folder / "data", name)
    program = HASTY.format(patience=patience, desertion=desertion)
    return subprocess.Popen(
        [sys.executable, "-c", program, "build", "data/*", "--cluster", cluster.address, "--log", "json"],
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def lose_scheduler(folder: Path, cluster: Cluster, process: subprocess.Popen[str]) -> None:
    """Kill the scheduler once an edition is there."""
    until((folder / "output" / "alder" / "manifest.json").exists, process)
    cluster.processes[0].kill()
    cluster.processes[0].wait()


def test_a_scheduler_that_is_begun_anew_is_found_again(cluster: Cluster, port: int, tmp_path: Path) -> None:
    cluster.worker()
    process = building(tmp_path, cluster, 60)
    lose_scheduler(tmp_path, cluster, process)
    cluster.start("scheduler", "--port", str(port))
    cluster.worker()
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, outcomes(said)) == (0, dict.fromkeys(NAMES, "built"))


def test_a_scheduler_that_stays_away_leaves_each_edition_built_or_named(
    cluster: Cluster, tmp_path: Path
) -> None:
    cluster.worker()
    process = building(tmp_path, cluster, 1)
    lose_scheduler(tmp_path, cluster, process)
    _, said = process.communicate(timeout=PATIENCE)
    lines = {line["edition"]: line for line in map(json.loads, said.splitlines()) if line["edition"]}
    left = {name for name, line in lines.items() if line["outcome"] == "failed"}
    assert (process.returncode, set(lines), "alder" in left) == (3, set(NAMES), False)
    for name in left:
        assert "no Dask scheduler answers" in lines[name]["error"]
    again = reportgen("build", "data/*", "--jobs", 1, "--if-changed", "--log", "json", cwd=tmp_path)
    came = outcomes(again.stderr)
    assert (again.returncode, {name for name in NAMES if came[name] == "built"}) == (0, left)


def test_a_cluster_that_nobody_works_in_is_not_waited_for_without_end(
    cluster: Cluster, tmp_path: Path
) -> None:
    process = building(tmp_path, cluster, 30, 1)
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, outcomes(said)) == (3, dict.fromkeys(NAMES, "failed"))
    assert said.count("has had no worker for 1 seconds") == len(NAMES)
