"""A Dask cluster of real processes on this machine, for tests."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from support import environment


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
