"""Many editions on a Dask cluster of real processes: a scheduler and two workers on this machine."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from many.cluster import Cluster
from many.test_many import begun, files, outcomes, rooms, until
from small import write_small
from support import PATIENCE, ROOT, TINY, reportgen, write_tiny

# What each Python of a machine reads first, where no fonts are installed.
NO_FONTS = """
from reportgen.exhibits import font_files
font_files._ask_fontconfig = font_files._look_in_folders = lambda *_: None
"""


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
