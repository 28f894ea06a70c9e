from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from many.cluster import Cluster


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
