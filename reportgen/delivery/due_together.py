"""What is due of many editions, built together: prepared by whoever asks, built by workers, and each carried out in its
turn.

What comes in, gates and sending are the asker's: a worker gets an edition's bytes and gives back its files.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.brief.inputs import FORMATS, Inputs, Project, read_inputs
from reportgen.build import Built, Order, signed_by
from reportgen.delivery.due import Duty, duty, prepare_duty, said_besides
from reportgen.delivery.ledgers.ledger import Ledger
from reportgen.delivery.schedules import embargoed
from reportgen.delivery.send import read_for_delivery
from reportgen.delivery.sending import Clock
from reportgen.errors import Finding
from reportgen.making import check_order
from reportgen.many.errands import make_alone
from reportgen.many.gathering import Settled
from reportgen.many.task import AtOnce, Task
from reportgen.press import fresh, placing
from reportgen.press.limits import Limits
from reportgen.press.manifest import Artifact, signer_of
from reportgen.signing.signing_key import Signing


@dataclass(frozen=True)
class DueReady:
    """An edition whose turn may come: what there is to do, what came in for it, and its build, where it is built. A
    `fault` is raised when its turn comes."""

    todo: Duty | None = None
    came_in: tuple[Finding, ...] = ()
    built: Built | None = None
    fault: Exception | None = None


@dataclass(frozen=True)
class DueBuilds:
    """Builds editions that are due, or under embargo and to be built ahead. `asked` gives the project and the name of
    each, `opened` the ledger of a project; workers that share the disk use its cache. `signing` gives the key that what
    they made is signed with, here: it goes to no worker."""

    asked: Callable[[str], tuple[Project, str]]
    opened: Callable[[Project], Ledger]
    clock: Clock
    limits: Limits
    shares_disk: bool
    signing: Callable[[], Signing | None]
    _ready: dict[str, DueReady] = field(default_factory=dict)
    _standing: dict[str, tuple[Artifact, ...]] = field(default_factory=dict)

    def begin(self, edition: str, held: ExitStack) -> Task | DueReady:
        """See what there is to do about an edition; where it is to be built, bring in what is new, lock and read it."""
        project, name = self.asked(edition)
        ready = DueReady()
        try:
            with self.opened(project) as ledger:
                todo = duty(project, name, ledger, self.clock())
                ready = DueReady(todo)
                if todo.idle:
                    return ready
                placing.turn_away(project.output, name)
                if not todo.builds:
                    return ready
                came_in = prepare_duty(project, name, todo, ledger, self.clock)
            ready = self._ready[edition] = DueReady(todo, came_in)
            return self._task(edition, project, name, todo, held)
        except Exception as fault:  # it is this edition's alone, and said in its turn
            return replace(ready, fault=fault)

    def _task(self, edition: str, project: Project, name: str, todo: Duty, held: ExitStack) -> Task:
        if todo.ahead:
            read_for_delivery(project, name)
        signer = signer_of(self.signing())
        home, order = _home(project, todo), Order(name, if_changed=True, signer=signer)
        held.enter_context(placing.locked(home.output, name))
        inputs = read_inputs(project, name)
        self._standing[edition] = fresh.standing(home, name, (), FORMATS, signer=signer)
        if self._standing[edition]:
            return Task.of(self.limits, _checked_alone, inputs, order)
        cache = home.cache if self.shares_disk else None
        return Task.of(self.limits, make_alone, inputs, order, {}, cache)

    def finish(self, edition: str, value: Any) -> DueReady:
        """Sign an edition's files where there is a key, and put them in place, unless they stand there."""
        project, name = self.asked(edition)
        ready = self._ready.pop(edition)
        assert ready.todo is not None
        home = _home(project, ready.todo)
        if standing := self._standing.pop(edition):
            built = Built(home.output / name, standing, value, unchanged=True)
        else:
            made = signed_by(value, self.signing(), home.output / name)
            built = Built(placing.put(home.output, name, made.files), made.artifacts, made.findings)
        if ready.todo.ahead:
            built.folder.chmod(0o700)
            return replace(ready, built=built)
        return replace(ready, built=replace(built, artifacts=()))  # many may wait for their turn

    def ready_of(self, settled: Settled[DueReady]) -> DueReady:
        """What came of the work for an edition, to be carried out in its turn."""
        if isinstance(settled.came, Exception):
            return replace(self._ready.pop(settled.edition, DueReady()), fault=settled.came)
        return settled.came


def raise_fault(ready: DueReady) -> None:
    """Raise what stopped an edition, with what came in for it before; nothing where all is well."""
    if ready.fault is not None:
        with said_besides(ready.came_in):
            raise ready.fault


def _home(project: Project, todo: Duty) -> Project:
    """Where an edition is built: on the eve of an embargo, where only its owner can read."""
    return embargoed.private_project(project) if todo.ahead else project


def _checked_alone(inputs: Inputs, order: Order) -> tuple[Finding, ...]:
    """What there is to say of an edition that stands as it would be built."""
    return check_order(inputs, order, AtOnce()).findings
