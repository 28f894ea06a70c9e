"""A thousand lives of a delivery, each with its own faults: nothing lost, nothing twice, nobody off the list.

A long run lives twenty thousand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from delivery.simulator import World, live

from reportgen.delivery.ledgers.ledger import Delivery, State

SHORT: Final = 1000
LONG: Final = 20_000
CHUNK: Final = 500
FILES: Final = 120  # lives with a ledger on disk, opened anew by each run
SETTLED: Final = {State.SENT, State.REFUSED, State.UNKNOWN}


def newest(world: World) -> dict[str, Delivery]:
    """The last issue of each reader."""
    return {row.recipient: row for row in world.ledger().deliveries() if row.issue == world.issue}


def wrongs(world: World) -> list[str]:
    """What a life has done wrong."""
    truth, rows = world.truth, newest(world)
    said = [f"{reader} is lost" for reader in world.readers if reader not in rows]
    said += [f"{reader} is still {row.state}" for reader, row in rows.items() if row.state not in SETTLED]
    said += [f"{reader} was never on the list" for reader in truth.strangers]
    said += [f"{reader} was tried again after a refusal" for reader in truth.bothered]
    said += ["a message went out in the clear"] * truth.clear
    for row in world.ledger().deliveries():
        taken = truth.accepted[row.recipient, row.issue]
        if row.state is State.SENT and not taken:
            said.append(f"{row.recipient} #{row.issue} is called sent, and nobody took it")
        if row.state is State.REFUSED and taken and not world.flagged[row.recipient, row.issue]:
            said.append(f"{row.recipient} #{row.issue} is called refused, and was taken")
        if taken > 1 + world.flagged[row.recipient, row.issue]:
            said.append(f"{row.recipient} #{row.issue} was taken {taken} times")
        if (
            row.state is State.REFUSED
            and (row.recipient, row.issue) not in truth.refused
            and not (row.said.startswith("given up") or row.said.startswith("superseded"))
        ):
            said.append(f"{row.recipient} #{row.issue} is called refused, and nobody refused it: {row.said}")
    return said


CHUNKS: Final = (
    *range(0, SHORT, CHUNK),
    *(pytest.param(first, marks=pytest.mark.long) for first in range(SHORT, LONG, CHUNK)),
)


@pytest.mark.parametrize("first", CHUNKS)
def test_lives(first: int) -> None:
    ends: dict[State, int] = {}
    for seed in range(first, first + CHUNK):
        world = live(seed)
        assert wrongs(world) == [], f"seed {seed}"
        for row in newest(world).values():
            ends[row.state] = ends.get(row.state, 0) + 1
        world.ledger().close()
    assert set(ends) == SETTLED, "the faults are not rough enough to mean anything"


def test_lives_with_a_ledger_on_disk(tmp_path: Path) -> None:
    for seed in range(LONG, LONG + FILES):
        world = live(seed, str(tmp_path / f"{seed}.sqlite"))
        assert wrongs(world) == [], f"seed {seed}"
        world.ledger().close()


@pytest.mark.parametrize("seed", range(40))
def test_a_life_without_faults_sends_each_message_once(seed: int) -> None:
    world = World(seed)
    world.bad.clear()
    for _ in range(3):
        world.run()
    assert world.truth.accepted == {(reader, 1): 1 for reader in world.readers}
    world.ledger().close()
