"""Who does the work: threads of this process, each with a pressroom, or the workers of a Dask cluster."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, Protocol

from reportgen.errors import MachineLacks
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

    def close(self) -> None:
        """End the processes, then the threads that wait for them."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        close_rooms()
        self._executor.shutdown()


class Cluster:
    """The workers of a Dask cluster, by the address of its scheduler. What may fail how often is the scheduler's
    setting, and left alone."""

    shares_disk = False

    def __init__(self, address: str, patience: float = 30.0) -> None:
        try:
            import distributed
        except ImportError:
            raise MachineLacks("--cluster takes Dask: pip install 'reportgen[dask]'") from None
        try:
            connect: Any = distributed.Client
            self._client = connect(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise MachineLacks(f"no Dask scheduler answers at {address}: {error}") from None
        self._dismissed: set[str] = set()

    @property
    def size(self) -> int:
        """The threads of all workers that are left; one where there is none yet."""
        return sum(one["nthreads"] for _, one in self._workers()) or 1

    def submit(self, task: Task) -> Future[Returned]:
        """Hand a task to whoever is free."""
        chosen = {"workers": [address for address, _ in self._workers()]} if self._dismissed else {}
        executor: Executor = self._client.get_executor(pure=False, **chosen)
        return executor.submit(carry_out_task, task)

    def dismiss(self, where: str) -> bool:
        """Give a worker no more work; False where nobody else is left."""
        self._dismissed.add(where)
        return bool(self._workers())

    def close(self) -> None:
        """Take leave of the scheduler, which forgets what was under way."""
        self._client.close()

    def _workers(self) -> list[tuple[str, Any]]:
        known = self._client.scheduler_info(n_workers=-1)["workers"]
        return [(address, one) for address, one in known.items() if address not in self._dismissed]


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

    def close(self) -> None:
        """There is nothing to end."""
