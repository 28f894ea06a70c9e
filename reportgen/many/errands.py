"""What is done about many editions. Each errand reads for its worker, and deals with what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from reportgen.brief.inputs import Inputs, Project, read_inputs
from reportgen.build import Built, signed_by
from reportgen.making import Order, PressedEdition, make
from reportgen.many.task import AtOnce, Task
from reportgen.press import fresh, placing
from reportgen.press.limits import Limits
from reportgen.press.manifest import signer_of
from reportgen.signing.signing_key import Signing

_T = TypeVar("_T")
OrderOf = Callable[[str], tuple[Project, Order]]


@dataclass(frozen=True)
class Builds:
    """Builds editions. `asked` gives the project and the order of each; workers that share the disk use its cache. What
    they made is signed here, where there is a key to sign with: it goes to no worker."""

    asked: OrderOf
    limits: Limits
    shares_disk: bool
    signing: Signing | None = None

    def begin(self, edition: str, held: ExitStack) -> Task | Built:
        """Lock an edition and read it, unless it stands already."""
        project, order = self.asked(edition)
        order = replace(order, signer=signer_of(self.signing))
        held.enter_context(placing.locked(project.output, order.name))
        if order.if_changed and not order.sources:
            asked = order.languages, order.formats, order.inspector, order.signer
            standing = fresh.standing(project, order.name, *asked)
            if standing:
                return Built(project.output / order.name, standing, (), unchanged=True)
        inputs = read_inputs(project, order.name, order.sources)
        last = placing.read_built(project.output / order.name) if order.is_partial else {}
        cache = project.cache if self.shares_disk else None
        return Task.of(self.limits, make_alone, inputs, replace(order, sources={}), last, cache)

    def finish(self, edition: str, value: PressedEdition) -> Built:
        """Sign an edition's files where there is a key, and put them in place."""
        project, order = self.asked(edition)
        value = signed_by(value, self.signing, project.output / order.name)
        folder = placing.put(project.output, order.name, value.files)
        return Built(folder, value.artifacts, value.findings)


@dataclass(frozen=True)
class Readings(Generic[_T]):
    """Has something found out of what editions are made from: `find` of the inputs of each and `arguments`; nothing is
    written. `asked` gives the project and the name of each, and the files of sources that were handed over."""

    asked: Callable[[str], tuple[Project, str, Mapping[str, Path]]]
    find: Callable[..., _T]
    arguments: tuple[Any, ...]
    limits: Limits
    read: Callable[[Project, str, Mapping[str, Path]], Inputs] = read_inputs

    def begin(self, edition: str, held: ExitStack) -> Task | _T:
        """Read an edition."""
        project, name, sources = self.asked(edition)
        inputs = self.read(project, name, sources)
        return Task.of(self.limits, self.find, inputs, *self.arguments)

    def finish(self, edition: str, value: _T) -> _T:
        """What was found."""
        return value


def make_alone(inputs: Inputs, order: Order, last: Mapping[str, bytes], cache: Path | None) -> PressedEdition:
    """Make an edition as `make` does, in one piece."""
    return make(inputs, order, last, cache, lambda _: None, AtOnce())
