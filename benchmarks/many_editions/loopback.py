"""A Dask cluster of separate processes on loopback that builds editions: a scheduler, workers, and who asks.

    python -m benchmarks.many_editions.loopback [--workers N] [--trouble COUNT] FOLDER -- COMMAND…

starts the cluster in FOLDER, runs `reportgen COMMAND… --cluster ADDRESS` there, and ends the cluster; what the command
says goes into FOLDER/said. Prints as JSON what the cluster took before, how long the command ran, and what befell it.

With `--trouble`, of so many editions: when a third has come, a worker is killed, and another takes its place a
twentieth later; when two thirds have come, the other one is ended by SIGTERM, and started again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.measuring import processor_of_descendants

_PATIENCE: Final = 60.0  # seconds for a process of the cluster to begin or to end
_UNBOUNDED: Final = ("--memory-limit", "0")  # Dask's own limits are not what is measured


@dataclass
class Loopback:
    """A scheduler and its workers, each a process whose output goes into a file of the folder."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def begin(self, workers: int) -> list[subprocess.Popen[bytes]]:
        """Start the scheduler and so many workers, and wait until they know one another."""
        self._start("scheduler", "--port", "0")
        self.address = self._until(b"Scheduler at:").split()[0].decode()
        return [self.worker() for _ in range(workers)]

    def worker(self) -> subprocess.Popen[bytes]:
        """A further worker that the scheduler knows."""
        process = self._start("worker", self.address, "--nthreads", "1", "--no-nanny", *_UNBOUNDED)
        self._until(b"Registered to")
        return process

    def end(self) -> None:
        """End whatever still runs, the scheduler last."""
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.dask_{what}",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        ]
        with self._log(len(self.processes)).open("wb") as log:
            process = subprocess.Popen([*command, *arguments], cwd=self.folder, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def _log(self, number: int) -> Path:
        return self.folder / f"cluster-{number}.log"

    def _until(self, said: bytes) -> bytes:
        """What the process started last says behind some words. Raises SystemExit where it does not say them."""
        number, deadline = len(self.processes) - 1, time.monotonic() + _PATIENCE
        while said not in (told := self._log(number).read_bytes()):
            if self.processes[number].poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"the cluster does not begin:\n{told.decode(errors='replace')[-2000:]}")
            time.sleep(0.02)
        return told.split(said, 1)[1].strip()


@dataclass
class Trouble:
    """What befalls a cluster while it builds so many editions. Each event is (seconds since the beginning, what)."""

    cluster: Loopback
    workers: list[subprocess.Popen[bytes]]
    count: int
    began: float
    events: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        third, twentieth = self.count // 3, max(1, self.count // 20)
        self._due: list[tuple[int, Callable[[], None]]] = [
            (third, self._kill), (third + twentieth, self._replace), (2 * third, self._restart)
        ]  # fmt: skip

    def after(self, come: int) -> None:
        """Let happen what is due when so many editions have come."""
        while self._due and come >= self._due[0][0]:
            self._due.pop(0)[1]()

    def _kill(self) -> None:
        self.workers[0].kill()
        self._note("a worker killed")

    def _replace(self) -> None:
        self.workers[0] = self.cluster.worker()
        self._note("another in its place")

    def _restart(self) -> None:
        self.workers[1].terminate()
        self.workers[1].wait(_PATIENCE)
        self._note("the other worker ended")
        self.workers[1] = self.cluster.worker()
        self._note("and started again")

    def _note(self, what: str) -> None:
        self.events.append((round(time.monotonic() - self.began, 1), what))


def _lines(command: Sequence[str], folder: Path) -> Iterator[str]:
    """What a command says, line by line; its exit code last."""
    with (folder / "said").open("w", encoding="utf-8") as said, (folder / "files").open("wb") as files:
        process = subprocess.Popen(command, cwd=folder, stdout=files, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        for line in process.stderr:
            said.write(line)
            yield line
        yield str(process.wait())


def main(arguments: Sequence[str]) -> int:
    """Build on a cluster; the command's exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--trouble", type=int, default=0)
    at = arguments.index("--")
    options, command = parser.parse_args(arguments[:at]), arguments[at + 1 :]
    cluster, came, line = Loopback(options.folder), 0, "1"
    try:
        began = time.monotonic()
        workers = cluster.begin(options.workers)
        told: dict[str, object] = {
            "begun_after": time.monotonic() - began,
            "begun_with": processor_of_descendants(os.getpid()),
        }
        began = time.monotonic()
        trouble = Trouble(cluster, workers, options.trouble, began)
        asked = [sys.executable, "-m", "reportgen", *command, "--cluster", cluster.address]
        for line in _lines(asked, options.folder):
            came += line.startswith("{")
            if options.trouble:
                trouble.after(came)
        told |= {
            "seconds": time.monotonic() - began,
            "events": trouble.events,
            "workers": len(cluster.processes) - 1,
        }
    finally:
        cluster.end()
    print(json.dumps(told))
    return int(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
