"""Real processes, killed at each write of the ledger and of the outbox: nothing lost, and nothing twice unflagged."""

from __future__ import annotations

import json
import signal
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from delivery.hookserver import HookServer
from delivery.kills import READERS, deliver_or_die, parcel, placed
from delivery.mailserver import Certificates, MailServer
from support import ended, forked

from reportgen.delivery.ledgers.ledger import Ledger, State

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


def test_places_after_a_kill_at_any_step(tmp_path: Path) -> None:
    """Killed at step n, then run again: each place has its files, lists them, and nothing else."""
    for step in range(1, MOST):
        folder = tmp_path / str(step)
        for number in range(3):
            (folder / f"place{number}").mkdir(parents=True)
        ended = run(folder, "places", step)
        for index in folder.glob("place*/edition/*.index.json"):
            for one in json.loads(index.read_bytes())["files"]:
                assert sha256((index.parent / one["name"]).read_bytes()).hexdigest() == one["sha256"]
        assert ended or run(folder, "places", 0)
        assert set(states(folder).values()) == {State.SENT}, f"step {step}"
        for number in range(3):
            there = {
                path.name: path.read_bytes() for path in (folder / f"place{number}" / "edition").iterdir()
            }
            assert there.pop("edition.en.index.json")
            assert there == {one.name: one.data for one in placed(folder, number).files}
        if ended:
            assert step > 20, "hardly anything was killed"
            return
    pytest.fail("it never came to its end")


def test_a_chat_after_a_kill_at_any_step(tmp_path: Path) -> None:
    """What the chat was told once is never told again by itself."""
    unknown = 0
    with HookServer() as server:
        for step in range(1, MOST):
            folder, way = tmp_path / str(step), f"hook{server.port}"
            server.posts.clear()
            ended = run(folder, way, step)
            assert ended or run(folder, way, 0)
            with Ledger(folder / "ledger.sqlite") as ledger:
                rows = {row.edition: row.state for row in ledger.deliveries()}
            heard = Counter(post["text"].replace(" ", "") for post in server.posts)
            assert set(heard.values()) <= {1}, f"step {step}"
            assert len(rows) == 3 and set(rows.values()) <= {State.SENT, State.UNKNOWN}
            assert all(heard[edition] == 1 for edition, state in rows.items() if state is State.SENT)
            unknown += State.UNKNOWN in rows.values()
            if ended:
                assert step > 12 and unknown > 3
                return
    pytest.fail("it never came to its end")
