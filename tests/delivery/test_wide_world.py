"""Lives of an edition that goes every way out: told once, nothing lost, places as the ledger says, no half of anything.

A long run lives five thousand.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from delivery.simulator import lived
from delivery.test_simulator import SETTLED, newest, wrongs
from delivery.wide_world import EDITION, WideWorld

from reportgen.delivery.ledgers.ledger import State
from reportgen.delivery.plans.destinations import WayKind, way_kind

WIDE_SHORT: Final = 250
WIDE_LONG: Final = 5000
WIDE_CHUNK: Final = 250


def wide_wrongs(world: WideWorld) -> list[str]:
    """What a life has done wrong, by whichever way."""
    places = [reader for reader in world.readers if way_kind(reader) is WayKind.PLACE]
    # A place may have what the ledger had given up, or what a newer issue came after: twice is as good as once.
    said = [one for one in wrongs(world) if not (one.split(" #")[0] in places and "and was taken" in one)]
    said += [f"{place} had half of an edition" for place in world.half_seen]
    for row in newest(world).values():
        if row.recipient in places and row.state is State.SENT:
            language, files = row.language, world.contents(row.recipient)
            own = {name: data for name, data in files.items() if name.startswith(f"{EDITION}.{language}.")}
            own.pop(f"{EDITION}.{language}.index.json", None)
            if own != {one.name: one.data for one in world.placed(row.recipient, row.issue)}:
                said.append(f"{row.recipient} is called sent, and has {sorted(own)}")
    return said


WIDE_CHUNKS: Final = (
    *range(0, WIDE_SHORT, WIDE_CHUNK),
    *(pytest.param(first, marks=pytest.mark.long) for first in range(WIDE_SHORT, WIDE_LONG, WIDE_CHUNK)),
)


@pytest.mark.parametrize("first", WIDE_CHUNKS)
def test_lives_by_every_way(first: int) -> None:
    ends: Counter[tuple[WayKind, State]] = Counter()
    for seed in range(first, first + WIDE_CHUNK):
        world = lived(WideWorld(seed))
        try:
            assert wide_wrongs(world) == [], f"seed {seed}"
            ends.update((way_kind(row.recipient), row.state) for row in newest(world).values())
        finally:
            world.end()
    assert {state for way, state in ends if way is WayKind.WEBHOOK} == SETTLED
    assert ends[WayKind.PLACE, State.SENT] and not ends[WayKind.PLACE, State.UNKNOWN]


def test_lives_by_every_way_with_a_ledger_on_disk(tmp_path: Path) -> None:
    for seed in range(WIDE_LONG, WIDE_LONG + 40):
        world = lived(WideWorld(seed, str(tmp_path / f"{seed}.sqlite")))
        assert wide_wrongs(world) == [], f"seed {seed}"
        world.end()


@pytest.mark.parametrize("seed", range(20))
def test_a_life_without_faults_goes_every_way_once(seed: int) -> None:
    world = WideWorld(seed)
    world.bad.clear()
    for _ in range(3):
        world.run()
    assert world.truth.accepted == {(reader, 1): 1 for reader in world.readers}
    assert wide_wrongs(world) == []
    world.end()
