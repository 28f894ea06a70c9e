"""Real processes, killed at each write of the ledger and of the outbox: nothing lost, and nothing twice unflagged."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from delivery.kills import READERS, deliver_or_die, parcel
from delivery.mailserver import Certificates, MailServer
from support import ended, forked

from reportgen.delivery.ledger import Ledger, State

MOST: Final = 200  # steps after which a run must have come to its end


def run(folder: Path, way: str, step: int) -> bool:
    """One process; True where it came to its end, False where it was killed."""
    folder.mkdir(exist_ok=True)
    said = folder / "said.txt"
    code = ended(forked(lambda: deliver_or_die(folder, way, step), said))
    assert code in (0, -signal.SIGKILL), said.read_text("utf-8")
    return code == 0


def states(folder: Path) -> dict[str, State]:
    with Ledger(folder / "ledger.sqlite") as ledger:
        return {row.recipient: row.state for row in ledger.deliveries()}


def test_the_outbox_after_a_kill_at_any_step(tmp_path: Path) -> None:
    """Killed at step n, then run again: each reader's message is there once and whole, and the ledger says so."""
    for step in range(1, MOST):
        folder = tmp_path / str(step)
        ended = run(folder, "outbox", step)
        assert ended or run(folder, "outbox", 0)
        assert states(folder) == dict.fromkeys(READERS, State.SENT), f"step {step}"
        files = sorted((folder / "outbox").glob("*.eml"))
        assert [file.read_bytes() for file in files] == [parcel(reader).message() for reader in READERS]
        if ended:
            assert step > 20, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def test_the_post_after_a_kill_at_any_step(tmp_path: Path, certificates: Certificates) -> None:
    """Whatever the server took once is never sent again; what may have arrived is unknown, and everything else goes."""
    unknown = 0
    with MailServer(certificates, "none") as server:
        for step in range(1, MOST):
            folder, way = tmp_path / str(step), str(server.port)
            server.taken.clear()
            ended = run(folder, way, step)
            assert ended or run(folder, way, 0)
            taken = Counter(addresses for addresses, _ in server.taken)
            assert set(taken.values()) <= {1}, f"step {step}"
            for reader, state in states(folder).items():
                assert state in (State.SENT, State.UNKNOWN)
                assert state is State.UNKNOWN or taken[(reader,)] == 1, f"step {step}"
                unknown += state is State.UNKNOWN
            assert len(states(folder)) == len(READERS)
            if ended:
                assert step > 12, "hardly anything was killed"
                assert unknown > 3, "no kill came between the two writes"
                return
    pytest.fail("it never came to its end")
