"""Gathering: tasks handed to a crew, a few at a time, and what comes back dealt with as it comes.

A worker that is lost costs an edition one more try; an edition whose worker is lost twice is named. A worker that
cannot be used is named, and gets no more work. What another run holds is asked for again at the end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from reportgen.errors import Locked, MachineLacks, Rejected, ReportgenError
from reportgen.many.crew import Crew
from reportgen.many.task import Returned, Task

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
TRIES: Final = 2  # of an edition whose worker was lost
LOOK: Final = 5.0  # seconds after which whoever waits looks whether anybody is left
AHEAD: Final = 2  # editions under way for each that is worked on, so that nobody waits


class Errand(Protocol[_T_co]):
    """What is done about each edition, by whoever asks: read and lock it, and deal with what comes back."""

    def begin(self, edition: str, held: ExitStack) -> Task | _T_co:
        """The task of an edition, or at once what came of it; what is entered into `held` is left when it is done.
        Raises ReportgenError or OSError for what speaks against it."""
        ...

    def finish(self, edition: str, value: Any) -> _T_co:
        """Deal with what a worker made. Raises as `begin` does."""
        ...


@dataclass(frozen=True)
class Settled(Generic[_T]):
    """What came of an edition: a value, or what stopped it; for how many seconds it was worked on, and by whom."""

    edition: str
    came: _T | ReportgenError | OSError
    seconds: float = 0.0
    where: str = ""


@dataclass
class _Underway:
    """An edition that a worker has, and what is held until it is dealt with."""

    edition: str
    task: Task
    held: ExitStack
    tries: int = 1


@dataclass
class Gathering(Generic[_T]):
    """Has an errand done by a crew. `say` is told of workers that are lost or not used."""

    crew: Crew
    errand: Errand[_T]
    say: Callable[[str], None]
    _underway: dict[Future[Returned], _Underway] = field(default_factory=dict)

    def over(self, editions: Iterable[str]) -> Iterator[Settled[_T]]:
        """What comes of each edition, as it comes."""
        waiting, later = deque(editions), deque[str]()
        try:
            while waiting or later or self._underway:
                while waiting and len(self._underway) < AHEAD * self.crew.size:
                    yield from self._begun(waiting.popleft(), later)
                if not waiting and not self._underway:
                    while later:  # another run had them; it may be done by now
                        yield from self._begun(later.popleft(), None)
                yield from self._arrived()
        finally:
            for future, left in self._underway.items():
                future.cancel()
                left.held.close()
            self._underway.clear()

    def _begun(self, edition: str, later: deque[str] | None) -> Iterator[Settled[_T]]:
        """Begin an edition, and hand its task to a worker, unless it is settled at once."""
        held = ExitStack()
        try:
            task = self.errand.begin(edition, held)
        except (ReportgenError, OSError) as error:
            held.close()
            if isinstance(error, Locked) and later is not None:
                later.append(edition)
            else:
                yield Settled(edition, error)
            return
        except BaseException:
            held.close()
            raise
        if isinstance(task, Task):
            self._submit(_Underway(edition, task, held))
        else:
            held.close()
            yield Settled(edition, task)

    def _submit(self, one: _Underway) -> None:
        self._underway[self.crew.submit(one.task)] = one

    def _arrived(self) -> Iterator[Settled[_T]]:
        """What has come back since, dealt with."""
        if not self._underway:
            return
        done = wait(self._underway, LOOK, return_when=FIRST_COMPLETED).done
        if not done and (why := self.crew.missing()):
            yield from self._given_up(why)
        for future in done:
            one, returned = self._underway.pop(future), _returned(future)
            if returned.lost and (why := self.crew.missing()):
                returned = Returned(error=why)
            if self._again(one, returned):
                self._submit(one)
                continue
            with one.held:
                came = self._finished(one, returned)
            yield Settled(one.edition, came, returned.seconds, returned.where)

    def _given_up(self, why: ReportgenError) -> Iterator[Settled[_T]]:
        """All that is under way, of which nothing will come back."""
        while self._underway:
            future, one = self._underway.popitem()
            future.cancel()
            one.held.close()
            yield Settled(one.edition, why)

    def _again(self, one: _Underway, returned: Returned) -> bool:
        """True where an edition is to be handed out once more: its worker is gone, or cannot be used."""
        if returned.unfit and self.crew.dismiss(returned.where):
            self.say(f"{returned.where} is not used: {returned.error}")
            return True
        one.tries += 1
        if not returned.lost or one.tries > TRIES:
            return False
        self.say(f"{Path(one.edition).name} is handed out once more: {_why_lost(returned.error)}")
        return True

    def _finished(self, one: _Underway, returned: Returned) -> _T | ReportgenError | OSError:
        if returned.error is not None:
            return returned.error
        try:
            return self.errand.finish(one.edition, returned.value)
        except (ReportgenError, OSError) as error:
            return error


def in_turn(editions: Iterable[str], settled: Iterable[Settled[_T]]) -> Iterator[Settled[_T]]:
    """What was settled, in the order of the editions: one that came before its turn waits for those ahead of it."""
    turns, waiting = deque(editions), dict[str, Settled[_T]]()
    for one in settled:
        waiting[one.edition] = one
        while turns and turns[0] in waiting:
            yield waiting.pop(turns.popleft())


def _why_lost(error: ReportgenError | None) -> str:
    """What is known of how a worker was lost, in a line."""
    if isinstance(error, Rejected):
        return error.findings[0].message
    return str(error)


def _returned(future: Future[Returned]) -> Returned:
    """What a worker handed back; a worker that is gone handed back nothing."""
    try:
        return future.result()
    except Exception as error:  # of Dask, or of whatever else hands tasks out
        said = f"its worker was lost: killed, out of memory, or its machine gone ({type(error).__name__})"
        return Returned(error=MachineLacks(said), lost=True)
