"""The kinds of charts. Each module here lays out a family of them and declares one `ChartKind` for each; a module that
is put beside the others is found by itself.

Shared among them: `rows.set_rows` sets rows, `measure.fit` makes a scale, `points.mark_dot` draws a dot,
`bars.value_words` the figure at an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from reportgen.exhibits.kind import ChartKind


def _declared() -> Iterator[ChartKind]:
    """The records in this package's modules."""
    for found in iter_modules(__path__):
        values = vars(import_module(f"{__name__}.{found.name}")).values()
        yield from (value for value in values if isinstance(value, ChartKind))


KINDS: dict[str, ChartKind] = {kind.name: kind for kind in sorted(_declared(), key=lambda kind: kind.name)}


def chart_names() -> list[str]:
    """What `chart:` may say in brief.yaml: every kind but those that stand in a table's cell."""
    return [name for name, kind in KINDS.items() if not kind.in_cell]
