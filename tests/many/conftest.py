from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from many.cluster import Cluster


@pytest.fixture
def bare_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without any process; those that a test starts end with it."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    for process in reversed(made.processes):
        process.terminate()
    for process in made.processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(bare_cluster: Cluster) -> Cluster:
    """A cluster with a scheduler, and no worker yet."""
    bare_cluster.start("scheduler", "--port", "0")
    return bare_cluster
