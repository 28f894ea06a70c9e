"""Gathering: tasks handed to an executor, a few at a time, and what comes back put in place as it comes.

Whoever asks reads, locks, puts in place and records; workers only make. A worker that is lost costs an edition one
more try; an edition whose process ends twice is named. What another run holds is asked for again at the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Final

from reportgen.brief.inputs import Project, read_inputs
from reportgen.build import Built
from reportgen.errors import Locked, ReportgenError
from reportgen.making import Order
from reportgen.many.crew import Crew
from reportgen.many.task import EditionTask, Returned
from reportgen.press import fresh, placing
from reportgen.press.limits import Limits
from reportgen.press.manifest import foundation

TRIES: Final = 2  # of an edition whose worker was lost


@dataclass(frozen=True)
class EditionAsked:
    """One edition that is to be built, and where its project is."""

    project: Project
    order: Order

    @property
    def key(self) -> str:
        """What names it among others."""
        return str(self.project.data / self.order.name)


@dataclass
class _Underway:
    """An edition that a worker has, and its lock, which is held until its files stand."""

    asked: EditionAsked
    task: EditionTask
    lock: ExitStack
    began: float
    tries: int = 1


@dataclass(frozen=True)
class Settled:
    """What came of an edition: built, or what stopped it; after how many seconds, and which worker had it."""

    asked: EditionAsked
    came: Built | ReportgenError | OSError
    seconds: float = 0.0
    where: str = ""


@dataclass
class Gathering:
    """Builds editions by a crew. `say` is told of workers that are not used; `clock` gives seconds."""

    crew: Crew
    limits: Limits
    say: Callable[[str], None]
    clock: Callable[[], float]
    _underway: dict[Future[Returned], _Underway] = field(default_factory=dict)

    def build(self, asked: Iterable[EditionAsked]) -> Iterator[Settled]:
        """What comes of each edition, as it comes: built, or what stopped it."""
        waiting, later = deque(asked), deque[EditionAsked]()
        try:
            while waiting or later or self._underway:
                while waiting and len(self._underway) < 2 * self.crew.size:
                    yield from self._begun(waiting.popleft(), later)
                if not waiting and not self._underway and later:
                    for one in later:  # another run had them; it may be done by now
                        yield from self._begun(one, None)
                    later.clear()
                yield from self._arrived()
        finally:
            for future, left in self._underway.items():
                future.cancel()
                left.lock.close()
            self._underway.clear()

    def _begun(self, asked: EditionAsked, later: deque[EditionAsked] | None) -> Iterator[Settled]:
        """Lock and read an edition, and hand it to a worker, unless it stands already."""
        project, order = asked.project, asked.order
        lock = ExitStack()
        try:
            lock.enter_context(placing.locked(project.output, order.name))
            if order.if_changed and not order.sources:
                standing = fresh.standing(
                    project, order.name, order.languages, order.formats, order.inspector
                )
                if standing:
                    lock.close()
                    yield Settled(asked, Built(project.output / order.name, standing, (), unchanged=True))
                    return
            self._submit(_Underway(asked, self._task(asked), lock, self.clock()))
        except Locked as error:
            lock.close()
            if later is None:
                yield Settled(asked, error)
            else:
                later.append(asked)
        except (ReportgenError, OSError) as error:
            lock.close()
            yield Settled(asked, error)

    def _task(self, asked: EditionAsked) -> EditionTask:
        project, order = asked.project, asked.order
        inputs = read_inputs(project, order.name, order.sources)
        standing = placing.read_built(project.output / order.name) if order.is_partial else {}
        cache = project.cache if self.crew.shares_disk else None
        return EditionTask(inputs, replace(order, sources={}), standing, cache, self.limits, foundation())

    def _submit(self, one: _Underway) -> None:
        self._underway[self.crew.submit(one.task)] = one

    def _arrived(self) -> Iterator[Settled]:
        """What has come back since, put in place."""
        if not self._underway:
            return
        for future in wait(self._underway, return_when=FIRST_COMPLETED).done:
            one = self._underway.pop(future)
            returned = _returned(future)
            if self._again(one, returned):
                self._submit(one)
                continue
            with one.lock:
                came = _placed(one.asked, returned)
                yield Settled(one.asked, came, self.clock() - one.began, returned.where)

    def _again(self, one: _Underway, returned: Returned) -> bool:
        """True where an edition is to be handed out once more: its worker is gone, or cannot be used."""
        if returned.unfit and self.crew.dismiss(returned.where):
            self.say(f"{returned.where} is not used: {returned.error}")
            return True
        one.tries += 1
        return returned.lost and one.tries <= TRIES


def _returned(future: Future[Returned]) -> Returned:
    """What a worker handed back; a worker that is gone handed back nothing."""
    try:
        return future.result()
    except Exception as error:
        said = f"the worker that made it is gone: {type(error).__name__}: {error}"
        return Returned(error=ReportgenError(said), lost=True)


def _placed(asked: EditionAsked, returned: Returned) -> Built | ReportgenError | OSError:
    if returned.made is None:
        assert returned.error is not None, "a worker hands back an edition or says why not"
        return returned.error
    project, name = asked.project, asked.order.name
    try:
        folder = placing.put(project.output, name, returned.made.files)
    except (ReportgenError, OSError) as error:
        return error
    return Built(folder, returned.made.artifacts, returned.made.findings)
