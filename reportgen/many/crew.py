"""Who does the work: threads of this process, each with a pressroom, or the workers of a Dask cluster."""

from __future__ import annotations

import logging
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Final, Protocol

from reportgen.errors import MachineLacks, Misuse, install_extra
from reportgen.many.task import Returned, Task, carry_out_task, close_rooms


class Crew(Protocol):
    """Workers of one kind. `shares_disk` is whether they see this machine's folders; `size` how many work at once."""

    shares_disk: bool

    @property
    def size(self) -> int:
        """How many editions are worked on at once."""
        ...

    def submit(self, task: Task) -> Future[Returned]:
        """Hand a task to whoever is free."""
        ...

    def dismiss(self, where: str) -> bool:
        """Give a worker that cannot be used no more work; False where nobody else is left."""
        ...

    def missing(self) -> MachineLacks | None:
        """Why nothing will come back any more; None as long as it may."""
        ...

    def close(self) -> None:
        """End what is under way."""
        ...


class Threads:
    """So many processes on this machine."""

    shares_disk = True

    def __init__(self, jobs: int) -> None:
        self._executor: Executor = ThreadPoolExecutor(jobs)
        self._jobs = jobs

    @property
    def size(self) -> int:
        """One for each process."""
        return self._jobs

    def submit(self, task: Task) -> Future[Returned]:
        """Hand a task to whoever is free."""
        return self._executor.submit(carry_out_task, task)

    def dismiss(self, where: str) -> bool:
        """All of them are this machine."""
        return False

    def missing(self) -> MachineLacks | None:
        """A process that ends is begun anew."""
        return None

    def close(self) -> None:
        """End the processes, then the threads that wait for them."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        close_rooms()
        self._executor.shutdown()


class Cluster:
    """The workers of a Dask cluster, by the address of its scheduler. What may fail how often is the scheduler's
    setting, and left alone. A scheduler that is begun anew is found again; one that stays away for `patience` seconds
    is gone, as are workers of which there are none for `desertion` seconds."""

    shares_disk = False

    def __init__(self, address: str, patience: float = 30.0, desertion: float = 300.0) -> None:
        self._address, self._patience, self._desertion = address, patience, desertion
        self._dismissed: set[str] = set()
        self._gone: MachineLacks | None = None
        self._deserted_since: float | None = None
        self._client = _client(address, patience)

    @property
    def size(self) -> int:
        """The threads of all workers that are left; one where there is none yet."""
        return sum(one["nthreads"] for _, one in self._workers()) or 1

    def submit(self, task: Task) -> Future[Returned]:
        """Hand a task to whoever is free; where nobody will be, it comes back with that."""
        if why := self.missing():
            future: Future[Returned] = Future()
            future.set_result(Returned(error=why))
            return future
        chosen = {"workers": [address for address, _ in self._workers()]} if self._dismissed else {}
        executor: Executor = self._client.get_executor(pure=False, **chosen)
        return executor.submit(carry_out_task, task)

    def dismiss(self, where: str) -> bool:
        """Give a worker no more work; False where nobody else is left."""
        self._dismissed.add(where)
        return bool(self._workers())

    def missing(self) -> MachineLacks | None:
        """Why nothing will come back any more. A client that gave its scheduler up is replaced by another, once."""
        if self._gone is None and self._client.status not in ("running", "connecting"):
            try:
                self._client = _client(self._address, self._patience)
            except MachineLacks as why:
                self._gone = why
        elif self._gone is None and self._client.status == "running":
            self._look_for_workers()
        return self._gone

    def _look_for_workers(self) -> None:
        if self._workers():
            self._deserted_since = None
            return
        now = time.monotonic()
        self._deserted_since = self._deserted_since or now
        if now - self._deserted_since >= self._desertion:
            self._gone = MachineLacks(
                f"the Dask cluster at {self._address} has had no worker for {self._desertion:g} seconds"
            )

    def close(self) -> None:
        """Take leave of the scheduler, which forgets what was under way."""
        self._client.close()

    def _workers(self) -> list[tuple[str, Any]]:
        known = self._client.scheduler_info(n_workers=-1).get("workers", {})
        return [(address, one) for address, one in known.items() if address not in self._dismissed]


_SCHEMES: Final = ("tcp", "tls", "ws", "wss", "ucx", "inproc")  # that Dask has


def _client(address: str, patience: float) -> Any:
    """The client of a scheduler. Raises MachineLacks where Dask is not installed, or no scheduler answers, and Misuse
    for what is no address of one."""
    scheme, _, rest = address.rpartition("://")
    if (scheme or "tcp") not in _SCHEMES or not rest:
        raise Misuse(f"--cluster takes the address of a Dask scheduler, tcp://HOST:8786, and not {address!r}")
    try:
        import distributed
    except ImportError:
        raise MachineLacks(f"--cluster takes Dask: {install_extra('dask')}") from None
    for name in ("distributed", "distributed.client"):  # what it would say is said of each edition
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MachineLacks(f"no Dask scheduler answers at {address}: {error}") from None


class Nobody:
    """No workers at all, and why: whatever is asked of them comes back with that."""

    shares_disk = True
    size = 1

    def __init__(self, why: MachineLacks) -> None:
        self._why = why

    def submit(self, task: Task) -> Future[Returned]:
        """Say why."""
        future: Future[Returned] = Future()
        future.set_result(Returned(error=self._why))
        return future

    def dismiss(self, where: str) -> bool:
        """There is nobody."""
        return False

    def missing(self) -> MachineLacks | None:
        """There never was anybody."""
        return self._why

    def close(self) -> None:
        """There is nothing to end."""
