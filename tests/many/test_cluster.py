"""Many editions on a Dask cluster of real processes: a scheduler and two workers on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from many.test_many import begun, files, outcomes, rooms, until
from small import write_small
from support import PATIENCE, ROOT, TINY, environment, reportgen, write_tiny

# What each Python of a machine reads first, where no fonts are installed.
NO_FONTS = """
from reportgen.exhibits import font_files
font_files._ask_fontconfig = font_files._look_in_folders = lambda *_: None
"""


@dataclass
class Cluster:
    """A scheduler and its workers, each a process."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, what: str, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        """Start one of them; its output goes into a file."""
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, "--no-dashboard", *arguments]
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1"],
                cwd=self.folder,
                env=environment(**more),
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def worker(self, **more: str) -> subprocess.Popen[bytes]:
        """A worker that has told the scheduler that it is there."""
        process = self.start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--memory-limit", "0", **more
        )
        log = self.folder / f"{len(self.processes) - 1}.log"
        while b"Registered to" not in log.read_bytes():
            assert process.poll() is None, log.read_text()
        return process

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        log, process = self.folder / "0.log", self.processes[0]
        while b"Scheduler at:" not in (said := log.read_bytes()):
            assert process.poll() is None, said
        return said.split(b"Scheduler at:")[1].split()[0].decode()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder)
    made.start("scheduler", "--port", "0")
    yield made
    for process in reversed(made.processes):
        process.terminate()
    for process in made.processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_a_cluster_gives_the_same_bytes(cluster: Cluster, tmp_path: Path) -> None:
    cluster.worker()
    cluster.worker()
    for name in ("alder", "birch", "cedar"):
        write_small(tmp_path / "data", name)
    far = reportgen(
        "build", "data/*", "--cluster", cluster.address, "--output", "far", "--log", "json", cwd=tmp_path
    )
    assert (far.returncode, set(outcomes(far.stderr).values())) == (0, {"built"})
    near = reportgen("build", "data/*", "--jobs", 1, "--output", "near", cwd=tmp_path)
    assert near.returncode == 0
    for name in ("alder", "birch", "cedar"):
        assert files(tmp_path / "far" / name) == files(tmp_path / "near" / name)


def test_a_worker_that_is_killed_costs_one_more_try(cluster: Cluster, tmp_path: Path) -> None:
    first = cluster.worker()
    write_small(tmp_path / "data", "alder")
    process = begun(tmp_path, "build", "alder", "--cluster", cluster.address, "--log", "json")
    until(lambda: rooms(first.pid), process)
    cluster.worker()
    os.kill(first.pid, signal.SIGKILL)
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, outcomes(said)) == (0, {"alder": "built"})


def test_a_worker_without_fonts_is_named_and_not_used(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_FONTS)
    cluster.worker(PYTHONPATH=f"{ROOT}:{tmp_path}")
    write_tiny(tmp_path)  # it speaks Chinese as well
    alone = reportgen("build", TINY, "--cluster", cluster.address, cwd=tmp_path)
    assert (alone.returncode, "Noto Sans CJK" in alone.stderr) == (3, True), alone.stderr
    cluster.worker()
    said = reportgen("build", TINY, "--cluster", cluster.address, cwd=tmp_path)
    assert (said.returncode, (tmp_path / "output" / TINY / "manifest.json").exists()) == (0, True), (
        said.stderr
    )
